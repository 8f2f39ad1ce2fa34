"""Every line of the plan on ``Waarde per euro``: what, volume, costs, effect, result, and what is no money."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from datetime import date

from buurtwijzer.core.dutch import join_words
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.rekenbladen.aannames import Aannames
from buurtwijzer.reporting.rekenbladen.aannames_kolommen import BRON
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.model import Formule
from buurtwijzer.reporting.rekenbladen.simulatie import put_band
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.rulebook.schema import Bewijs
from buurtwijzer.valuation.build.costs import UPLIFT
from buurtwijzer.valuation.expressions import Expression, Ref, Words, compare, total, when
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import NIET_OP_EURO, Effectregel, Regel

Inhoud = str | Expression | Formule | None
Cell = tuple[str, bool, Callable[[Regel], Inhoud], str]
"""Header, whether numbers stand under it, what stands in a row, and its look; no look leaves the cell free."""

_SIGNS = {"plus": "+", "min": "\N{MINUS SIGN}"}
_MAY = {"ja": "ja", "nee": "nee", "alleen_eigen_bezit": "alleen bij eigen bezit"}
_NUMBER, _WHAT, _FIRST = range(3)
_BAND = (11, 12, 13)
NUL_RIJ, NUL_KOLOM = 5, 2
"""Where the text of the null alternative stands."""
_BLANK = "niet ingevuld"
_RESULT = "Uitkomst per regel"
_NO_BASE = "Niet nodig: het effect is een aantal per bereikte, geen deel van wat er zonder de aanpak al is."
_IMPOSSIBLE = "kan niet: groter dan 1"
_SHORT = 6
"""So many lines of a plan fit on a page with all their tables."""


def add_lines(draft: Draft, row: int, aannames: Aannames, versie: str) -> tuple[int, tuple[int, ...]]:
    """Add a table per subject with a row per line of the plan.

    Args:
        draft: The sheet.
        row: First free row.
        aannames: Tells whether an assumption differs from the run.
        versie: The version of the rules.

    Returns:
        First free row, and the rows before which a new page begins, so that a long table stands on one page.
    """
    years = range(1, draft.layout.model.jaren + 1)
    row = _table(draft, row, "Wat", _what(draft.layout.model.plan, versie))
    row = _table(draft, row + 1, "Volume", _volume(draft, aannames))
    breaks = [row + 1]
    row = _table(draft, row + 1, "Kosten", _costs(draft))
    row = _table(draft, row + 1, "Kosten per jaar, op het prijspeil van het plan", _yearly(draft, "kosten", years))
    row = _table(draft, row + 1, "Kosten per jaar, nominaal: met de index erbij", _yearly(draft, "nominaal", years))
    breaks.append(row + 1)
    row = _effects(draft, row + 1)
    row = _without(draft, row + 1)
    breaks.append(row + 1)
    row = _table(draft, row + 1, f"{_RESULT}, zonder samenloop", _result())
    for place, regel in enumerate(draft.layout.model.regels, row - len(draft.layout.model.regels)):
        put_band(draft, place, _BAND, f"{regel.id}_per_euro", aannames, "verhouding")
    return _no_money(draft, row + 1), tuple(breaks) if len(draft.layout.model.regels) > _SHORT else ()


def _table(draft: Draft, row: int, kop: str, cells: Sequence[Cell]) -> int:
    draft.header(row, [("", False), (kop, False), *((text, is_number) for text, is_number, _, _ in cells)])
    for number, regel in enumerate(draft.layout.model.regels, start=1):
        _name(draft, row + number, number, regel, ranked=kop.startswith(_RESULT))
        for column, (_, _, give, stijl) in enumerate(cells, _FIRST):
            if stijl:
                _fill(draft, row + number, column, give(regel), stijl)
    return row + len(draft.layout.model.regels) + 1


def _name(draft: Draft, row: int, number: int, regel: Regel, *, ranked: bool = False) -> None:
    """Put the name of a line; where a ratio invites to rank it says that policy keeps it from that."""
    mark = f" ({NIET_OP_EURO})" if ranked and regel.vrij_van_rangschikking else ""
    draft.put(row, _NUMBER, float(number), "getal.stil")
    draft.put(row, _WHAT, f"{regel.interventie.naam} in {regel.gebied_naam}{mark}", "tekst")


def _fill(draft: Draft, row: int, column: int, inhoud: Inhoud, stijl: str) -> None:
    layout = draft.layout
    if isinstance(inhoud, Formule):
        draft.later(row, column, lambda: inhoud, stijl)
    elif not isinstance(inhoud, Expression):
        draft.put(row, column, inhoud, stijl)
    elif not isinstance(inhoud, Ref) or inhoud.naam in layout.model.invoer or layout.is_placed(inhoud.naam):
        draft.show(row, column, inhoud, stijl)
    else:
        draft.home(row, column, inhoud.naam, stijl)


def _what(plan: Plan, versie: str) -> list[Cell]:
    return [
        ("Gebied", False, lambda r: r.plan.gebied, "tekst"),
        ("Trekker", False, lambda r: party_name(r.interventie.trekker), "tekst"),
        ("Betaler", False, lambda r: join_words([party_name(p) for p in r.betalers]), "tekst"),
        ("Mag een corporatie dit betalen", False, lambda r: _MAY[r.interventie.mag_corporatie], "tekst"),
        ("Taakveld (Iv3) of functie corporatie", False, lambda r: r.plan.taakveld or _BLANK, "tekst"),
        ("Financiering", False, lambda r: r.plan.financiering or _BLANK, "tekst"),
        ("Financiering tot en met", False, lambda r: _day(r.plan.financiering_tot), "tekst"),
        ("Structureel of incidenteel", False, _lasting, "tekst"),
        ("Eenmalig of elk jaar", False, lambda r: r.interventie.kosten.ritme, "tekst"),
        ("Begint (jaar van het plan)", True, lambda r: Ref(f"{r.id}_start"), "jaar"),
        ("Wordt betaald (jaren)", True, lambda r: Ref(f"{r.id}_inzet"), "getal"),
        ("Bewijs", False, lambda r: r.interventie.bewijs.niveau.value, "tekst"),
        ("Vrij van rangschikking op euro", False, lambda r: r.vrij_van_rangschikking or "nee", "tekst"),
        ("Eigenaar van de regel", False, lambda r: r.plan.eigenaar or plan.eigenaar or _BLANK, "tekst"),
        ("Versie van het plan", False, lambda _: plan.versie or _BLANK, "tekst"),
        ("Versie van de rekenregels", False, lambda _: versie, "tekst"),
    ]


def _day(dag: date | None) -> str:
    """Give a day as text: a plain date among formulas would count as a number somebody typed."""
    return _BLANK if dag is None else f"{dag.day}-{dag.month}-{dag.year}"


def _lasting(regel: Regel) -> Expression:
    return when(compare(Ref(f"{regel.id}_structureel"), "=", 1), Words("structureel"), Words("incidenteel"))


def _volume(draft: Draft, aannames: Aannames) -> list[Cell]:
    model = draft.layout.model

    def source(regel: Regel) -> Formule:
        naam = f"{regel.id}_bereik"
        return Formule(aannames.cell(naam, BRON), aannames.source(model.invoer[naam]).waarde)

    def there(regel: Regel, naam: str, cells: Container[str]) -> Ref | str:
        cell = f"{regel.id}_{naam}"
        return Ref(cell) if cell in cells else _BLANK

    return [
        ("Aantal", True, lambda r: Ref(f"{r.id}_aantal"), "aantal"),
        ("Per", False, lambda r: r.interventie.kosten.per, "tekst"),
        ("Doelgroep per eenheid", True, lambda r: Ref(f"{r.id}_bereik"), "aantal"),
        ("Doelgroep", True, lambda r: Ref(f"{r.id}_doelgroep"), "aantal"),
        ("Deel dat meedoet (0-1)", True, lambda r: Ref(f"{r.id}_deelname"), "deel"),
        ("Bereikt", True, lambda r: Ref(f"{r.id}_bereikt"), "aantal"),
        ("Eenheid", False, lambda r: r.interventie.bereik.eenheid, "tekst"),
        ("Eigen uren per jaar", True, lambda r: Ref(f"{r.id}_eigen_uren"), "aantal"),
        ("Fte nodig", True, lambda r: Ref(f"{r.id}_fte_nodig"), "getal_of_woord"),
        ("Fte beschikbaar", True, lambda r: there(r, "fte_beschikbaar", model.invoer), "getal_of_woord"),
        ("Fte over (+) of tekort (-)", True, lambda r: there(r, "fte_over", model.cellen), "getal_of_woord"),
        ("Bron van de doelgroep", False, source, "kort"),
    ]


def _costs(draft: Draft) -> list[Cell]:
    model = draft.layout.model

    def uplift(regel: Regel) -> Ref:
        own = f"{regel.id}_opslag"
        return Ref(own if own in model.invoer else f"{regel.id}_{UPLIFT}")

    return [
        ("Bedrag per eenheid (euro)", True, lambda r: Ref(f"{r.id}_bedrag"), "euro"),
        ("Prijspeil (jaar)", True, lambda r: Ref(f"{r.id}_prijsjaar"), "jaar"),
        ("Reeks van de index", False, lambda r: r.interventie.kosten.reeks, "tekst"),
        ("Index (procent per jaar)", True, lambda r: Ref(f"index_{r.interventie.kosten.reeks}"), "rente"),
        ("Opslag (0-1)", True, uplift, "deel"),
        ("Eenmalig bij de start (euro)", True, lambda r: Ref(f"{r.id}_opstart"), "euro"),
        ("Tarief per eigen uur (euro)", True, lambda r: Ref(f"{r.id}_tarief"), "euro"),
        ("Overhead (0-1)", True, lambda _: Ref("overhead"), "deel"),
        ("Deel met btw (0-1)", True, lambda r: Ref(f"{r.id}_btw_deel"), "deel"),
        ("Btw-status", False, lambda r: _vat(draft, r), "kort"),
    ]


def _vat(draft: Draft, regel: Regel) -> Formule:
    """Say live who bears VAT itself; who gets it back is left out."""
    layout = draft.layout
    share = f"{regel.id}_btw_deel"
    pieces, names = [], []
    for partij in regel.betalers:
        last, name = f"btw_last_{partij.value}", f" {party_name(partij)}"
        pieces.append(f'IF({layout.address(last, draft.naam)}>0,"{name}","")')
        names += [name] if float(layout.waarden[last]) > 0 else []
    who, free = "&".join(pieces), "geen btw"
    back, own = "met btw; betaler krijgt die terug", "met btw; draagt zelf:"
    text = f'IF({layout.address(share, draft.naam)}=0,"{free}",IF({who}="","{back}","{own}"&{who}))'
    has = f"{own}{''.join(names)}" if names else back
    return Formule(text, has if float(layout.waarden[share]) != 0 else free)


def _yearly(draft: Draft, stam: str, years: range) -> list[Cell]:
    """Give the years of an amount, and what they come to: discounted, or added up when they are not in one price."""
    start = draft.layout.model.plan.start_jaar

    def yearly(year: int) -> Callable[[Regel], Ref]:
        return lambda regel: Ref(f"{regel.id}_{stam}_j{year}")

    def together(regel: Regel) -> Expression:
        return total([Ref(f"{regel.id}_{stam}_j{year}") for year in years])

    cells: list[Cell] = [(f"Jaar {y} ({start + y - 1}), euro", True, yearly(y), "euro") for y in years]
    if stam == "kosten":
        return [*cells, ("Contant (euro)", True, lambda r: Ref(f"{r.id}_kosten_cw"), "euro")]
    last = start + years[-1] - 1
    return [
        *cells,
        ("Opgeteld, niet contant (euro)", True, together, "euro"),
        (f"Betaald na {last} (jaren)", True, lambda r: Ref(f"{r.id}_na_jaren"), "getal"),
        (f"Verplichting na {last}, telt niet mee (euro)", True, lambda r: Ref(f"{r.id}_na_nominaal"), "euro"),
    ]


def _effects(draft: Draft, row: int) -> int:
    model = draft.layout.model
    years = range(1, model.jaren + 1)
    kop = ["Zonder de aanpak, per bereikte", "Effect", "Eenheid", "Bewijs", "Anders ook (0-1)", "Toerekening (0-1)"]
    kop += ["Verplaatsing (0-1)", "Lekkage (0-1)", "Korting voor bewijs (0-1)", "Blijft over (0-1)"]
    kop += [f"Telt mee in jaar {year}" for year in years]
    words = ("Eenheid", "Bewijs")
    header = [("", False), ("Effect", False), *((text, text not in words) for text in kop)]
    draft.header(
        row, [*header, ("Effect waarbij het quitte speelt, als alle effecten van de regel zo veranderen", True)]
    )
    place = row
    for number, regel in enumerate(model.regels, start=1):
        for effect in regel.effecten:
            place += 1
            draft.put(place, _NUMBER, float(number), "getal.stil")
            draft.put(place, _WHAT, effect.uitkomst.naam, "tekst")
            for column, (inhoud, stijl) in enumerate(_effect_cells(draft, regel, effect), _FIRST):
                _fill(draft, place, column, inhoud, stijl)
    return place + 1


def _effect_cells(draft: Draft, regel: Regel, effect: Effectregel) -> list[tuple[Inhoud, str]]:
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
        (_possible(effect, size), "getal_of_woord"),
    ]


def _possible(effect: Effectregel, size: Invoer) -> Expression:
    """Give the effect at which a line breaks even, or say that there is no such effect: a share is 1 at most."""
    found = Ref(f"{effect.id}_evenwicht")
    is_share = size.eenheid.startswith("deel") or size.maximum == 1
    return when(compare(found, ">", 1), Words(_IMPOSSIBLE), found) if is_share else found


def _without(draft: Draft, row: int) -> int:
    """Say what there is without the plan: what goes on anyway, and per effect where the number comes from."""
    model = draft.layout.model
    draft.header(row, [("", False), ("Nulsituatie en autonoom beleid", False), ("In woorden", False)])
    for column in range(_FIRST + 1, _FIRST + 10):
        draft.put(row, column, None, "kop")
    place = row + 1
    draft.put(place, _WHAT, "Autonoom beleid: wat zonder dit plan doorgaat", "tekst")
    null = draft.area(NUL_RIJ, NUL_KOLOM).lokaal
    draft.later(place, _FIRST, lambda: Formule(f'{null}&""', clean_text(model.plan.nulalternatief)), "uitleg")
    counted = False
    for number, regel in enumerate(model.regels, start=1):
        for effect in regel.effecten:
            item = model.invoer.get(f"{effect.id}_nul")
            if item is None:
                counted = True
                continue
            place += 1
            draft.put(place, _NUMBER, float(number), "getal.stil")
            draft.put(place, _WHAT, f"Nulsituatie: {effect.uitkomst.naam}", "tekst")
            draft.put(place, _FIRST, f"Per bereikte en jaar, het getal hierboven. Bron: {item.bron}.", "uitleg")
    if counted:
        place += 1
        draft.put(place, _WHAT, "Nulsituatie: andere effecten", "tekst")
        draft.put(place, _FIRST, _NO_BASE, "uitleg")
    return place + 1


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
        ("Midden (P50)", True, lambda _: None, ""),
        ("Hoog (P90)", True, lambda _: None, ""),
        ("Deel van de baten dat op aannames rust", True, lambda r: Ref(f"{r.id}_aanname_baten"), "procent"),
        ("Bewijs", False, lambda r: r.interventie.bewijs.niveau.value, "tekst"),
        ("Alle effecten samen maal dit getal: quitte", True, lambda r: Ref(f"{r.id}_evenwicht"), "verhouding"),
        (
            "Terugverdiend in kas (jaar), publieke partijen",
            True,
            lambda r: Ref(f"{r.id}_terugverdien"),
            "jaar_of_woord",
        ),
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
