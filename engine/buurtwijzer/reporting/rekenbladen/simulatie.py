"""The simulated block: what many draws gave, and what each assumption does alone. Numbers that do not live."""

from __future__ import annotations

from collections.abc import Sequence

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.reporting.rekenbladen.aannames import Aannames
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.model import Formule, Grafiek, Kleurregel, Reeks
from buurtwijzer.reporting.rekenbladen.stijlen import COST, GAIN, GOED, OUD
from buurtwijzer.valuation.draw_keys import moves_together
from buurtwijzer.valuation.model import Waardemodel
from buurtwijzer.valuation.sensitivity import Gevoeligheid
from buurtwijzer.valuation.simulate import PER_EURO, REST, SALDO, Simulatie

ACTUEEL, VEROUDERD = "actueel", "verouderd: reken opnieuw"
NOW_STATE, OLD_STATE = f"Gesimuleerd blok: {ACTUEEL}", f"Gesimuleerd blok: {VEROUDERD}"
OLD_WHEN = f'$B$4="{OLD_STATE}"'
"""Condition on the first sheet, where its state stands in B4, under which simulated figures no longer hold."""
PLAN_STATE = "'Waarde per euro'!$B$4"
"""Where that state stands, for other sheets."""
_ENDS = 2
_MOST_SHARES, _MOST_BARS = 8, 10
_MOST_TIED = 4
"""Lines of one intervention that are named with an input of it; more are counted."""
_WIDTH = 13
_WHAT, _FIRST = 1, 2
_CHART_ROWS = 18
_P50 = (
    "Het midden (P50) is niet de uitkomst hierboven: die rekent met de waarschijnlijkste waarde van elke aanname. Een "
    "trekking kan verder naar de ene kant afwijken dan naar de andere."
)

Band = tuple[float, float, float]
"""P10, P50 and P90."""


def bands_of(simulatie: Simulatie | None) -> dict[str, Band | None]:
    """Give per cell that has one its band; none at all when nothing was simulated."""
    if simulatie is None:
        return {}
    lines = {f"{id_}_per_euro": band for id_, band in simulatie.per_regel.items()}
    return {SALDO: simulatie.saldo, PER_EURO: simulatie.per_euro, **lines}


def simulated(naam: str, end: int) -> str:
    """Give the name of a simulated cell: end 0 is P10, 1 is P50, 2 is P90."""
    return f"simulatie_{naam}_{end}"


def state(aannames: Aannames) -> Formule:
    """Give the formula that tells whether what was simulated still holds."""
    changed = aannames.changed()
    return Formule(f'IF({changed.tekst}=0,"{ACTUEEL}","{VEROUDERD}")', VEROUDERD if changed.waarde else ACTUEEL)


def put_band(draft: Draft, row: int, columns: Sequence[int], naam: str, aannames: Aannames, stijl: str) -> None:
    """Put P10 and P90 beside a figure, or P50 between them too; once an assumption differs it says so instead.

    Args:
        draft: The sheet.
        row: Row of the figure.
        columns: Two columns, or three.
        naam: The cell it is the band of.
        aannames: Tells whether an assumption differs from the run.
        stijl: Look of a number.
    """
    layout, changed = draft.layout, aannames.changed()
    draft.kleuren.append(Kleurregel(draft.area(row, columns[0], 1, len(columns)), "", OUD, OLD_WHEN))
    for column, end in zip(columns, (0, 2) if len(columns) == _ENDS else (0, 1, 2), strict=True):
        cell = simulated(naam, end)
        if not layout.is_placed(cell):
            draft.put(row, column, "geen band", stijl)
            continue

        def live(cell: str = cell) -> Formule:
            text = f'IF({changed.tekst}=0,{layout.address(cell, draft.naam)},"verouderd")'
            return Formule(text, "verouderd" if changed.waarde else layout.waarden[cell])

        draft.later(row, column, live, stijl)


def add_certainty(
    draft: Draft, row: int, simulatie: Simulatie | None, gevoeligheid: Gevoeligheid, aannames: Aannames
) -> int:
    """Add the block.

    Args:
        draft: The sheet.
        row: First free row.
        simulatie: The draws; None when not asked for.
        gevoeligheid: What the result hangs on.
        aannames: Tells whether an assumption differs from the run.

    Returns:
        First free row.
    """
    words = "Niet gesimuleerd: van dit plan is geen band of kans bekend."
    if simulatie is not None:
        drawn = format_number(simulatie.trekkingen, 0)
        words = f"Gesimuleerd blok: {drawn} trekkingen (zaad {simulatie.zaad}). Deze getallen rekenen niet mee."
    draft.band(row, words, _WIDTH)
    draft.put(row + 1, _WHAT, "Toestand van dit blok", "tekst")
    draft.later(row + 1, _FIRST, lambda: state(aannames), "status")
    draft.kleuren.append(Kleurregel(draft.area(row + 1, _FIRST), ACTUEEL, GOED))
    row += 2
    begin = row
    if simulatie is not None:
        row = _bands(draft, row, simulatie)
        row = _shares(draft, row + 1, simulatie)
    row = _rates(draft, row + 1, gevoeligheid)
    block = draft.area(begin, _FIRST, row - begin, 5)
    draft.kleuren.append(Kleurregel(block, "", OUD, OLD_WHEN))
    return row


def add_tornado(draft: Draft, row: int, gevoeligheid: Gevoeligheid) -> int:
    """Add what each assumption does alone, with its chart; nothing when no assumption has a range.

    Returns:
        First free row.
    """
    bars, model = gevoeligheid.tornado[:_MOST_BARS], draft.layout.model
    if not bars:
        return row
    middle = float(model.compute()[SALDO])
    kop = [
        ("", False),
        ("Een aanname tegelijk, in alle regels van een interventie", False),
        ("Laagste waarde", True),
        ("Hoogste waarde", True),
    ]
    kop += [("Saldo bij laagste (euro)", True), ("Saldo bij hoogste (euro)", True)]
    kop += [("Verschil bij laagste (euro)", True), ("Verschil bij hoogste (euro)", True)]
    draft.header(row, kop)
    for place, bar in enumerate(bars, row + 1):
        draft.put(place, _WHAT, full_name(model, bar.invoer), "tekst")
        numbers = (bar.laag.waarde, bar.hoog.waarde, bar.laag.saldo, bar.hoog.saldo)
        for column, value in enumerate((*numbers, bar.laag.saldo - middle, bar.hoog.saldo - middle), _FIRST):
            draft.put(place, column, value, f"{'getal' if column < _FIRST + 2 else 'euro_heel'}.simulatie")
    draft.kleuren.append(Kleurregel(draft.area(row + 1, _FIRST, len(bars), 6), "", OUD, OLD_WHEN))
    labels = draft.area(row + 1, _WHAT, len(bars))
    chart_row = row + len(bars) + 2
    draft.grafieken.append(
        Grafiek(
            "staven",
            "Wat een aanname alleen doet met het saldo bij de laatste berekening",
            "Staafgrafiek: per aanname hoeveel het saldo verandert als alleen die aanname haar laagste of hoogste "
            "waarde krijgt, de grootste bovenaan. Dezelfde getallen staan in de tabel erboven.",
            (
                Reeks("bij de laagste waarde", labels, draft.area(row + 1, _FIRST + 4, len(bars)), COST),
                Reeks("bij de hoogste waarde", labels, draft.area(row + 1, _FIRST + 5, len(bars)), GAIN),
            ),
            chart_row,
            _WHAT,
            breedte=1000,
            hoogte=370,
            as_waarden="verschil met het saldo, in euro",
            legenda=True,
        )
    )
    return chart_row + _CHART_ROWS


def full_name(model: Waardemodel, naam: str) -> str:
    """Give an input its name on screen, with the lines that move with it: a chart has no room for their names."""
    item = model.invoer[naam]
    lines = {regel.id: number for number, regel in enumerate(model.regels, start=1)}
    tied = [lines[id_] for id_ in (other.partition("_")[0] for other in _tied(model, naam)) if id_ in lines]
    if len(tied) > _MOST_TIED:
        return f"{item.omschrijving} ({len(tied)} regels tegelijk)"
    if tied:
        words = "regel" if len(tied) == 1 else "regels"
        return f"{item.omschrijving} ({words} {join_words([str(number) for number in tied])})"
    return f"Prijs: {item.omschrijving}" if naam.startswith("prijs_") else item.omschrijving


def _tied(model: Waardemodel, naam: str) -> tuple[str, ...]:
    return moves_together(model).get(naam, (naam,))


def _bands(draft: Draft, row: int, found: Simulatie) -> int:
    kop = [("", False), ("Uitkomst", False), ("P10", True), ("P50 (midden)", True), ("P90", True), ("Gemiddeld", True)]
    draft.header(row, kop)
    names = {SALDO: "Saldo (euro, contant)", PER_EURO: "Waarde per publieke euro"}
    for regel in draft.layout.model.regels:
        names[f"{regel.id}_per_euro"] = f"Waarde per publieke euro: {regel.interventie.naam} in {regel.gebied_naam}"
    for place, (naam, band) in enumerate(bands_of(found).items(), row + 1):
        draft.put(place, _WHAT, names[naam], "tekst")
        for end in range(3):
            kind = "euro_heel" if naam == SALDO else "verhouding"
            draft.put(place, _FIRST + end, "geen band" if band is None else band[end], f"{kind}.simulatie")
            if band is not None:
                draft.layout.note(simulated(naam, end), draft.area(place, _FIRST + end), band[end])
    draft.put(row + 1, _FIRST + 3, found.gemiddelde, "euro_heel.simulatie")
    last = row + len(names) + 1
    draft.put(last, _WHAT, "Kans dat het saldo groter is dan 0", "tekst")
    draft.put(last, _FIRST, found.kans_positief, "procent.simulatie")
    draft.put(last + 1, _WHAT, _P50, "uitleg")
    return last + 2


def _shares(draft: Draft, row: int, found: Simulatie) -> int:
    model = draft.layout.model
    draft.header(row, [("", False), ("Welke aannames de onzekerheid bepalen", False), ("Deel van de spreiding", True)])
    alone = [(naam, share) for naam, share in found.aandelen if naam != REST]
    rest = dict(found.aandelen).get(REST, 0.0) + sum(share for _, share in alone[_MOST_SHARES:])
    lines = [(full_name(model, naam), share) for naam, share in alone[:_MOST_SHARES]]
    lines.append(("Overige aannames, en aannames samen", rest) if found.aandelen else ("Niets is onzeker", 0.0))
    for place, (text, share) in enumerate(lines, row + 1):
        draft.put(place, _WHAT, text, "tekst")
        draft.put(place, _FIRST, share, "procent.simulatie")
    return row + len(lines) + 1


def _rates(draft: Draft, row: int, found: Gevoeligheid) -> int:
    kop = [("", False), ("Bij een andere discontovoet", False), ("Voet (per jaar)", True)]
    draft.header(row, [*kop, ("Saldo (euro)", True), ("Waarde per publieke euro", True)])
    for place, point in enumerate(found.voeten, row + 1):
        rate = f"Voet van {format_number(100 * point.waarde, 2)} %"
        is_own = point.waarde == draft.layout.model.invoer["discontovoet"].waarde
        draft.put(place, _WHAT, f"{rate} zoals het plan rekent" if is_own else rate, "tekst")
        draft.put(place, _FIRST, point.waarde, "rente.simulatie")
        draft.put(place, _FIRST + 1, point.saldo, "euro_heel.simulatie")
        draft.put(place, _FIRST + 2, point.per_euro, "verhouding.simulatie")
    return row + len(found.voeten) + 1
