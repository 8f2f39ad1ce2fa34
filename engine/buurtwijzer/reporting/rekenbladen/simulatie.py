"""The simulated block: what many draws of the assumptions gave, and what each assumption does alone. Numbers, not live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from buurtwijzer.core.dutch import format_number
from buurtwijzer.reporting.rekenbladen.aannames import Aannames
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.model import Formule, Grafiek, Kleurregel, Reeks
from buurtwijzer.reporting.rekenbladen.stijlen import COST, GAIN, GOED
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import Waardemodel
from buurtwijzer.valuation.simulate import REST, Simulatie

ACTUEEL, VEROUDERD = "Gesimuleerd blok: actueel", "Gesimuleerd blok: verouderd: reken opnieuw"
_MOST_SHARES, _MOST_BARS = 8, 10
_TOGETHER = "Aannames samen"
_WIDTH = 13
_WHAT, _FIRST = 1, 2
_CHART_ROWS = 19


@dataclass(frozen=True, slots=True)
class Gevoelig:
    """What one assumption does alone to the balance.

    Attributes:
        naam: Name of the input.
        laag: Its lowest value.
        hoog: Its highest.
        saldo_laag: Balance with the lowest.
        saldo_hoog: Balance with the highest.
    """

    naam: str
    laag: float
    hoog: float
    saldo_laag: float
    saldo_hoog: float


@dataclass(frozen=True, slots=True)
class Zekerheid:
    """What is known of how certain a plan is; both may be missing."""

    simulatie: Simulatie | None = None
    gevoeligheid: tuple[Gevoelig, ...] = ()

    def band(self, naam: str) -> tuple[float, float, float] | None:
        """Give P10, P50 and P90 of ``saldo`` or ``per_euro``."""
        if self.simulatie is None:
            return None
        return self.simulatie.saldo if naam == "saldo" else self.simulatie.per_euro


def simulated(naam: str, end: int) -> str:
    """Give the name of a simulated cell: end 0 is P10, 1 is P50, 2 is P90."""
    return f"simulatie_{naam}_{end}"


def add_certainty(draft: Draft, row: int, zekerheid: Zekerheid, aannames: Aannames) -> int:
    """Add the block.

    Args:
        draft: The sheet.
        row: First free row.
        zekerheid: What is known.
        aannames: Tells whether an assumption differs from the run.

    Returns:
        First free row.
    """
    found = zekerheid.simulatie
    if found is None:
        draft.band(row, "Niet gesimuleerd: van dit plan is geen band of kans bekend", _WIDTH)
        return row + 1
    text = (
        f"Gesimuleerd: {format_number(found.trekkingen, 0)} trekkingen (zaad {found.zaad}). Deze getallen rekenen niet "
        "mee met wat u verandert."
    )
    draft.band(row, text, _WIDTH)
    draft.later(row + 1, _WHAT, lambda: _state(aannames), "status")
    draft.kleuren.append(Kleurregel(draft.area(row + 1, _WHAT), ACTUEEL, GOED))
    row = _bands(draft, row + 2, zekerheid, found)
    row = _shares(draft, row + 1, found)
    return _tornado(draft, row + 1, zekerheid.gevoeligheid)


def _state(aannames: Aannames) -> Formule:
    changed = aannames.changed()
    text = f'IF({changed.tekst}=0,"{ACTUEEL}","{VEROUDERD}")'
    return Formule(text, VEROUDERD if changed.waarde else ACTUEEL)


def _bands(draft: Draft, row: int, zekerheid: Zekerheid, found: Simulatie) -> int:
    kop = [("", False), ("Uitkomst", False), ("P10", True), ("P50 (midden)", True), ("P90", True), ("Gemiddeld", True)]
    draft.header(row, kop)
    for place, (naam, text, stijl) in enumerate(
        (("saldo", "Saldo (euro, contant)", "euro"), ("per_euro", "Waarde per publieke euro", "verhouding")), row + 1
    ):
        band = zekerheid.band(naam)
        draft.put(place, _WHAT, text, "tekst")
        for end in range(3):
            draft.put(place, _FIRST + end, "geen band" if band is None else band[end], f"{stijl}.simulatie")
            draft.layout.place(simulated(naam, end), draft.area(place, _FIRST + end))
    draft.put(row + 1, _FIRST + 3, found.gemiddelde, "euro.simulatie")
    draft.put(row + 3, _WHAT, "Kans dat het saldo groter is dan 0", "tekst")
    draft.put(row + 3, _FIRST, found.kans_positief, "procent.simulatie")
    return row + 4


def _shares(draft: Draft, row: int, found: Simulatie) -> int:
    model = draft.layout.model
    draft.header(row, [("", False), ("Welke aannames de onzekerheid bepalen", False), ("Deel van de spreiding", True)])
    alone = [(naam, share) for naam, share in found.aandelen if naam != REST]
    rest = dict(found.aandelen).get(REST, 0.0) + sum(share for _, share in alone[_MOST_SHARES:])
    lines = [(full_name(model, naam), share) for naam, share in alone[:_MOST_SHARES]]
    if found.aandelen:
        lines.append(("Overige aannames, en aannames samen", rest))
    for place, (text, share) in enumerate(lines, row + 1):
        draft.put(place, _WHAT, text, "tekst")
        draft.put(place, _FIRST, share, "procent.simulatie")
    return row + len(lines) + 1


def _tornado(draft: Draft, row: int, items: Sequence[Gevoelig]) -> int:
    if not items:
        return row
    model = draft.layout.model
    largest = sorted(items, key=lambda item: (-abs(item.saldo_hoog - item.saldo_laag), item.naam))[:_MOST_BARS]
    middle = float(model.compute()["t_saldo"])
    kop = [("", False), ("Een aanname tegelijk", False), ("Laagste waarde", True), ("Hoogste waarde", True)]
    kop += [("Saldo bij laagste (euro)", True), ("Saldo bij hoogste (euro)", True)]
    kop += [("Verschil bij laagste (euro)", True), ("Verschil bij hoogste (euro)", True)]
    draft.header(row, kop)
    for place, item in enumerate(largest, row + 1):
        draft.put(place, _WHAT, full_name(model, item.naam), "tekst")
        for column, (value, kind) in enumerate(
            (
                (item.laag, "getal"),
                (item.hoog, "getal"),
                (item.saldo_laag, "euro"),
                (item.saldo_hoog, "euro"),
                (item.saldo_laag - middle, "euro"),
                (item.saldo_hoog - middle, "euro"),
            ),
            _FIRST,
        ):
            draft.put(place, column, value, f"{kind}.simulatie")
    labels = draft.area(row + 1, _WHAT, len(largest))
    chart_row = row + len(largest) + 2
    draft.grafieken.append(
        Grafiek(
            "staven",
            f"Wat een aanname doet met het saldo (euro, rond {format_number(middle, 0)})",
            "Staafgrafiek: per aanname hoeveel het saldo verandert als alleen die aanname haar laagste of hoogste "
            "waarde krijgt, de grootste bovenaan. Dezelfde getallen staan in de tabel erboven.",
            (
                Reeks("bij de laagste waarde", labels, draft.area(row + 1, _FIRST + 4, len(largest)), COST),
                Reeks("bij de hoogste waarde", labels, draft.area(row + 1, _FIRST + 5, len(largest)), GAIN),
            ),
            chart_row,
            _WHAT,
            breedte=1000,
            hoogte=380,
            as_waarden="verschil met het saldo, in euro",
            legenda=True,
        )
    )
    return chart_row + _CHART_ROWS


def full_name(model: Waardemodel, naam: str) -> str:
    """Give an input its name on screen, with the line it belongs to."""
    item: Invoer = model.invoer[naam]
    line = next((regel for regel in model.regels if naam.startswith(f"{regel.id}_")), None)
    return item.omschrijving if line is None else f"{item.omschrijving} ({item.groep})"
