"""Every line of the plan on ``Waarde per euro``: what, volume, costs, effect, result, and what is no money."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from buurtwijzer.core.dutch import join_words
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.rekenbladen.aannames import Aannames
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.simulatie import put_band
from buurtwijzer.rulebook.schema import Bewijs
from buurtwijzer.valuation.expressions import Ref
from buurtwijzer.valuation.model import Effectregel, Regel

Cell = tuple[str, bool, Callable[[Regel], str | Ref | float | None], str]
"""Header, whether numbers stand under it, what stands in a row, and its look; no look leaves the cell free."""

_SIGNS = {"plus": "+", "min": "\N{MINUS SIGN}"}
_MAY = {"ja": "ja", "nee": "nee", "alleen_eigen_bezit": "alleen bij eigen bezit"}
_NUMBER, _WHAT, _FIRST = range(3)
_BAND = (11, 12)


def add_lines(draft: Draft, row: int, aannames: Aannames, versie: str) -> int:
    """Add a table per subject with a row per line of the plan.

    Args:
        draft: The sheet.
        row: First free row.
        aannames: Tells whether an assumption differs from the run.
        versie: The version of the rules.

    Returns:
        First free row.
    """
    row = _table(draft, row, "Wat", _what(versie))
    row = _table(draft, row + 1, "Volume", _volume())
    row = _table(draft, row + 1, "Kosten", _costs(draft))
    row = _effects(draft, row + 1)
    row = _table(draft, row + 1, "Uitkomst per regel, zonder samenloop", _result())
    for place, regel in enumerate(draft.layout.model.regels, row - len(draft.layout.model.regels)):
        put_band(draft, place, _BAND, f"{regel.id}_per_euro", aannames, "verhouding")
    return _no_money(draft, row + 1)


def _table(draft: Draft, row: int, kop: str, cells: Sequence[Cell]) -> int:
    draft.header(row, [("", False), (kop, False), *((text, is_number) for text, is_number, _, _ in cells)])
    for number, regel in enumerate(draft.layout.model.regels, start=1):
        _name(draft, row + number, number, regel)
        for column, (_, _, give, stijl) in enumerate(cells, _FIRST):
            if stijl:
                _fill(draft, row + number, column, give(regel), stijl)
    return row + len(draft.layout.model.regels) + 1


def _name(draft: Draft, row: int, number: int, regel: Regel) -> None:
    draft.put(row, _NUMBER, float(number), "getal.stil")
    draft.put(row, _WHAT, f"{regel.interventie.naam} in {regel.gebied_naam}", "tekst")


def _fill(draft: Draft, row: int, column: int, inhoud: str | Ref | float | None, stijl: str) -> None:
    if not isinstance(inhoud, Ref):
        draft.put(row, column, inhoud, stijl)
    elif inhoud.naam in draft.layout.model.invoer or draft.layout.is_placed(inhoud.naam):
        draft.show(row, column, inhoud, stijl)
    else:
        draft.home(row, column, inhoud.naam, stijl)


def _what(versie: str) -> list[Cell]:
    return [
        ("Gebied", False, lambda r: f"{r.gebied_naam} ({r.plan.gebied})", "tekst"),
        ("Trekker", False, lambda r: party_name(r.interventie.trekker), "tekst"),
        ("Betaler", False, lambda r: join_words([party_name(p) for p in r.betalers]), "tekst"),
        ("Mag een corporatie dit betalen", False, lambda r: _MAY[r.interventie.mag_corporatie], "tekst"),
        ("Taakveld of functie", False, lambda r: r.plan.taakveld or "niet ingevuld", "tekst"),
        ("Financiering en einde", False, lambda r: r.plan.financiering or "niet ingevuld", "tekst"),
        ("Eenmalig of elk jaar", False, lambda r: r.interventie.kosten.ritme, "tekst"),
        ("Begint (jaar van het plan)", True, lambda r: Ref(f"{r.id}_start"), "jaar"),
        ("Wordt betaald (jaren)", True, lambda r: Ref(f"{r.id}_inzet"), "getal"),
        ("Bewijs", False, lambda r: r.interventie.bewijs.niveau.value, "tekst"),
        ("Vrij van rangschikking op euro", False, lambda r: r.vrij_van_rangschikking or "nee", "tekst"),
        ("Eigenaar van de regel", False, lambda r: r.interventie.eigenaar, "tekst"),
        ("Versie van de regels", False, lambda _: versie, "tekst"),
    ]


def _volume() -> list[Cell]:
    return [
        ("Aantal", True, lambda r: Ref(f"{r.id}_aantal"), "aantal"),
        ("Per", False, lambda r: r.interventie.kosten.per, "tekst"),
        ("Doelgroep per eenheid", True, lambda r: Ref(f"{r.id}_bereik"), "aantal"),
        ("Doelgroep", True, lambda r: Ref(f"{r.id}_doelgroep"), "aantal"),
        ("Deel dat meedoet (0-1)", True, lambda r: Ref(f"{r.id}_deelname"), "deel"),
        ("Bereikt", True, lambda r: Ref(f"{r.id}_bereikt"), "aantal"),
        ("Eenheid", False, lambda r: r.interventie.bereik.eenheid, "tekst"),
        ("Eigen uren per jaar", True, lambda r: Ref(f"{r.id}_eigen_uren"), "aantal"),
    ]


def _costs(draft: Draft) -> list[Cell]:
    model = draft.layout.model
    years = range(1, model.jaren + 1)

    def yearly(year: int) -> Callable[[Regel], Ref]:
        return lambda regel: Ref(f"{regel.id}_kosten_j{year}")

    def uplift(regel: Regel) -> Ref:
        own = f"{regel.id}_opslag"
        return Ref(own if own in model.invoer else f"opslag_{regel.interventie.kosten.grondslag}")

    cells: list[Cell] = [
        ("Bedrag per eenheid (euro)", True, lambda r: Ref(f"{r.id}_bedrag"), "euro"),
        ("Prijspeil (jaar)", True, lambda r: Ref(f"{r.id}_prijsjaar"), "jaar"),
        ("Index", False, lambda r: r.interventie.kosten.reeks, "tekst"),
        ("Opslag (0-1)", True, uplift, "deel"),
        ("Eenmalig bij de start (euro)", True, lambda r: Ref(f"{r.id}_opstart"), "euro"),
        ("Tarief per eigen uur (euro)", True, lambda r: Ref(f"{r.id}_tarief"), "euro"),
        ("Overhead (0-1)", True, lambda _: Ref("overhead"), "deel"),
        ("Deel met btw (0-1)", True, lambda r: Ref(f"{r.id}_btw_deel"), "deel"),
    ]
    start = model.plan.start_jaar
    cells += [(f"Jaar {y} ({start + y - 1}), euro", True, yearly(y), "euro") for y in years]
    return [*cells, ("Contant (euro)", True, lambda r: Ref(f"{r.id}_kosten_cw"), "euro")]


def _effects(draft: Draft, row: int) -> int:
    model = draft.layout.model
    years = range(1, model.jaren + 1)
    kop = ["Zonder de aanpak, per bereikte", "Effect", "Eenheid", "Bewijs", "Anders ook (0-1)", "Toerekening (0-1)"]
    kop += ["Verplaatsing (0-1)", "Lekkage (0-1)", "Korting voor bewijs (0-1)", "Blijft over (0-1)"]
    kop += [f"Telt mee in jaar {year}" for year in years]
    words = ("Eenheid", "Bewijs")
    header = [("", False), ("Effect", False), *((text, text not in words) for text in kop)]
    draft.header(row, [*header, ("Effect waarbij het quitte speelt", True)])
    place = row
    for number, regel in enumerate(model.regels, start=1):
        for effect in regel.effecten:
            place += 1
            draft.put(place, _NUMBER, float(number), "getal.stil")
            draft.put(place, _WHAT, effect.uitkomst.naam, "tekst")
            for column, (inhoud, stijl) in enumerate(_effect_cells(draft, regel, effect), _FIRST):
                _fill(draft, place, column, inhoud, stijl)
    return place + 1


def _effect_cells(draft: Draft, regel: Regel, effect: Effectregel) -> list[tuple[str | Ref | float | None, str]]:
    invoer, id_, net = draft.layout.model.invoer, regel.id, regel.interventie.netto
    nul, own = f"{effect.id}_nul", f"{id_}_korting"
    size = invoer[f"{effect.id}_effect"]
    grade = Ref(own if own in invoer else f"korting_{regel.interventie.bewijs.niveau.value.casefold()}")
    also = "al van het effect af" if net.met_controlegroep else Ref(f"{id_}_anders_ook")
    return [
        (Ref(nul) if nul in invoer else "niet nodig", "deel"),
        (Ref(f"{effect.id}_effect"), "deel"),
        (size.eenheid, "tekst"),
        (regel.interventie.bewijs.niveau.value, "tekst"),
        (also, "deel" if isinstance(also, Ref) else "tekst"),
        (Ref(f"{id_}_toerekening"), "deel"),
        (Ref(f"{id_}_verplaatsing"), "deel"),
        (Ref(f"{id_}_lekkage"), "deel"),
        (grade, "deel"),
        (Ref(f"{id_}_netto"), "deel"),
        *((Ref(f"{effect.id}_telt_j{year}"), "aantal") for year in range(1, draft.layout.model.jaren + 1)),
        (Ref(f"{effect.id}_evenwicht"), "deel"),
    ]


def _result() -> list[Cell]:
    return [
        ("Kosten (euro, contant)", True, lambda r: Ref(f"{r.id}_kosten_cw"), "euro"),
        ("waarvan publiek (euro, contant)", True, lambda r: Ref(f"{r.id}_publiek_cw"), "euro"),
        ("Kas (euro, contant)", True, lambda r: Ref(f"{r.id}_kas_cw"), "euro"),
        ("Capaciteit (euro, contant)", True, lambda r: Ref(f"{r.id}_capaciteit_cw"), "euro"),
        ("Maatschappelijk (euro, contant)", True, lambda r: Ref(f"{r.id}_maatschappelijk_cw"), "euro"),
        ("Overdracht (euro, contant)", True, lambda r: Ref(f"{r.id}_overdracht_cw"), "euro"),
        ("Waarde (euro, contant)", True, lambda r: Ref(f"{r.id}_baten_cw"), "euro"),
        ("Saldo (euro, contant)", True, lambda r: Ref(f"{r.id}_saldo"), "euro"),
        ("Waarde per publieke euro", True, lambda r: Ref(f"{r.id}_per_euro"), "verhouding"),
        ("Laag (P10)", True, lambda _: None, ""),
        ("Hoog (P90)", True, lambda _: None, ""),
        ("Bewijs", False, lambda r: r.interventie.bewijs.niveau.value, "tekst"),
        ("Deel van het effect waarbij het quitte speelt", True, lambda r: Ref(f"{r.id}_evenwicht"), "verhouding"),
        ("Terugverdiend in kas (jaar)", True, lambda r: Ref(f"{r.id}_terugverdien"), "jaar"),
        ("Kosten per bereikte (euro)", True, lambda r: Ref(f"{r.id}_per_bereikte"), "euro"),
    ]


def _no_money(draft: Draft, row: int) -> int:
    """Add what counts and has no price, with its sign."""
    draft.header(row, [("", False), ("Niet in geld", False), ("Teken", False), ("Partij", False), ("Wat", False)])
    place = row
    for number, regel in enumerate(draft.layout.model.regels, start=1):
        for effect in regel.effecten:
            for baat in effect.niet_in_geld:
                place += 1
                sign = "0" if regel.interventie.bewijs.niveau in (Bewijs.E0A, Bewijs.E0B) else _SIGNS[baat.teken]
                _signed(draft, place, number, effect.uitkomst.naam, sign)
                draft.put(place, _FIRST + 1, party_name(baat.partij), "kort")
                draft.put(place, _FIRST + 2, baat.toelichting, "uitleg")
    for text in draft.layout.model.woorden:
        place += 1
        draft.put(place, _WHAT, text, "tekst")
    if place == row:
        place += 1
        draft.put(place, _WHAT, "Alles wat telt heeft een prijs.", "tekst")
    return place + 1


def _signed(draft: Draft, row: int, number: int, naam: str, sign: str) -> None:
    draft.put(row, _NUMBER, float(number), "getal.stil")
    draft.put(row, _WHAT, naam, "tekst")
    draft.put(row, _FIRST, sign, "kort")
