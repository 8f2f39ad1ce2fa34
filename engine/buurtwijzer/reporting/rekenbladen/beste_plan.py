"""Sheet ``Beste plan``: what to do where within the budgets, how near to the best it surely is, and the frontier."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buurtwijzer.core.dutch import format_number
from buurtwijzer.reporting.best_plan_rows import (
    CHOSEN,
    IN_PLAN,
    Keuzeregel,
    chosen_rows,
    fixed_names,
    given_words,
    limit_rows,
    names_of_budgets,
    weakest,
    without_budget,
)
from buurtwijzer.reporting.rekenbladen.canvas import Canvas
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Formule, Grafiek, Kleurregel, Reeks, Rekenblad
from buurtwijzer.reporting.rekenbladen.simulatie import ACTUEEL, NOW_STATE, PLAN_STATE, VEROUDERD
from buurtwijzer.reporting.rekenbladen.stijlen import BALANCE, GOED, OUD, QUIET
from buurtwijzer.reporting.searched_words import WITHIN, list_words
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.best_plan import BestePlan
from buurtwijzer.valuation.portfolio.certified import gap_of
from buurtwijzer.valuation.portfolio.frontier import Grenspunt
from buurtwijzer.valuation.portfolio.problem import Budgetgrens

NAAM = "Beste plan"
_WIDTHS = {0: 46.0, 1: 46.0} | dict.fromkeys(range(2, 15), 18.0)
_KOP, _THICK = 5, 4.0
_NOW, _OLD = f"Deze keuze: {ACTUEEL}", f"Deze keuze: {VEROUDERD}"
_OLD_WHEN = f'$A${_KOP}="{_OLD}"'
_CHART_ROWS = 19
_SALDO = 7
_EXPLAINED = (
    "De keuze is door het programma gemaakt en verandert niet mee; kies opnieuw na een wijziging.",
    "Saldo: waarde min kosten van alle partijen in alle jaren, contant. Een budget is van een partij in een jaar.",
    "Lees saldo en waarde per euro altijd met de band (P10 tot P90), het bewijs en het deel dat op aannames rust.",
)
_Line = tuple[str, str, float | None, str]
"""What, a note, its number, and its look."""


def best_plan_sheet(found: BestePlan, valued: Waardering | None, *, ernaast: bool = False) -> Rekenblad:
    """Make the sheet.

    Args:
        found: The choice.
        valued: The plan that was chosen, valued; None when nothing was.
        ernaast: Whether the sheets of that plan stand in the same workbook, so that a live cell can tell whether an
            assumption differs from the run.
    """
    canvas = Canvas(NAAM, dict(_WIDTHS))
    canvas.put(0, 0, "Beste plan binnen de budgetten", "titel")
    for place, text in enumerate(_EXPLAINED, 1):
        canvas.put(place, 0, text, "uitleg")
    if valued is not None and ernaast:
        _state(canvas)
    rows = () if valued is None else chosen_rows(found, valued)
    row = _answer(canvas, 5, found, valued, rows)
    row = _budgets(canvas, row + 1, found)
    row = _limits(canvas, row + 1, found)
    row = _unbudgeted(canvas, row + 1, valued)
    row = _frontier(canvas, row + 1, found.punten)
    first = row + 1
    _chosen(canvas, first, found, valued, rows)
    canvas.kleuren.append(Kleurregel(canvas.area(_KOP, 2, first + len(rows) + 3 - _KOP, 13), "", OUD, _OLD_WHEN))
    return canvas.finish(vaste_rijen=_KOP, afdruk=Afdruk(_KOP, (first,)))


def _state(canvas: Canvas) -> None:
    """Put a live cell that tells whether what was solved and simulated still holds."""
    canvas.later(_KOP - 1, 0, lambda: Formule(f'IF({PLAN_STATE}="{NOW_STATE}","{_NOW}","{_OLD}")', _NOW), "status")
    canvas.kleuren.append(Kleurregel(canvas.area(_KOP - 1, 0), _NOW, GOED))


def _answer(canvas: Canvas, row: int, found: BestePlan, valued: Waardering | None, rows: Sequence[Keuzeregel]) -> int:
    answer = found.gevonden
    how = "uitgerekend" if answer.uitgerekend else "de tijd was op: mogelijk kan het beter, tot de grens"
    kept = "ja" if answer.gulzig.houdt_zich_aan_alles else "nee"
    fixed = [line for line in rows if line.waarom == IN_PLAN]
    lines: list[_Line] = [("Niets doen", "het nulalternatief", 0.0, "euro")]
    if fixed:
        note = f"Niet gekozen maar vast: {fixed_names(rows)}."
        lines.append((f"Regels die al in het plan stonden: {len(fixed)}", note, found.vast, "euro"))
    lines += [
        (f"Wat de keuze zelf toevoegt: regels {len(rows) - len(fixed)}", how, found.toegevoegd, "euro"),
        (f"Bewezen {WITHIN}: meer kan geen keuze toevoegen", "zonder samenloop tussen regels", found.hoogstens, "euro"),
        ("Deel dat hoogstens ontbreekt", "", gap_of(found.toegevoegd, found.hoogstens), "deel"),
        (
            "Ter vergelijking: wie alleen kiest op waarde per euro, voegt toe",
            f"houdt zich aan alles: {kept}",
            answer.gulzig.waarde - found.vast,
            "euro",
        ),
        ("Saldo van alle regels, zonder samenloop", "", answer.waarde, "euro.totaal"),
        (f"Bewezen grens daarvan {WITHIN}", "ook bij 100 % van de budgetten hieronder", answer.grens, "euro"),
    ]
    if valued is not None:
        whole = valued.waarden["t_saldo"]
        overlap = round(whole - sum(line.saldo for line in rows), 6) + 0.0
        lines += [
            ("Samenloop: regels die dezelfde mensen bereiken", "de keuze telt dit niet mee", overlap, "euro"),
            ("Saldo van het hele plan", "gelijk aan blad Waarde per euro", whole, "euro.totaal"),
        ]
        lines += [("Dit plan neemt als gegeven", text, None, "euro") for text in given_words(valued)]
    lines.append(("De lijst waarbinnen dit bewezen is", list_words(found.lijst), None, "euro"))
    canvas.header(row, [("Antwoord", False), ("", False), ("Euro, contant", True)])
    for place, (text, note, value, stijl) in enumerate(lines, row + 1):
        canvas.put(place, 0, text, "tekst")
        canvas.put(place, 1, note, "tekst.stil")
        canvas.put(place, 2, value, stijl)
    return row + len(lines) + 1


def _budgets(canvas: Canvas, row: int, found: BestePlan) -> int:
    kop = [("Budget (partij en jaar, niet contant)", False), ("", False), ("Beschikbaar (euro)", True)]
    kop += [
        ("Gebruikt (euro)", True),
        ("Over (euro)", True),
        ("Stap: zo veel meer en minder (euro)", True),
        ("Eén euro meer brengt ten minste (euro)", True),
        ("en ten hoogste (euro)", True),
        ("Eén euro minder kost ten minste (euro)", True),
        ("en ten hoogste (euro)", True),
    ]
    canvas.header(row, kop)
    for place, budget in enumerate(found.budgetten, row + 1):
        used = found.besteed(budget)
        canvas.put(place, 0, budget.naam, "tekst")
        canvas.put(place, 1, _note(found, budget), "tekst.stil")
        canvas.put(place, 2, budget.ten_hoogste, "euro")
        canvas.put(place, 3, used, "euro")
        cells = [canvas.area(place, column).lokaal for column in (2, 3)]
        rest = budget.ten_hoogste - used
        canvas.later(place, 4, lambda cells=cells, rest=rest: Formule(f"{cells[0]}-{cells[1]}", rest), "euro")  # type: ignore[misc]
        shadow = found.schaduwprijzen.get(budget.naam)
        if shadow is not None:
            canvas.put(place, 5, shadow.stap, "euro")
            for column, value in enumerate((*shadow.meer, *(shadow.minder or (None, None))), 6):
                canvas.put(place, column, value, "verhouding")
    return row + len(found.budgetten) + 1


def _note(found: BestePlan, budget: Budgetgrens) -> str:
    """Say which budgets only bind together with another, so that one euro more in one of them brings nothing."""
    if any(budget.naam == b.naam for b in found.probleem.budgetten):
        own = [b.naam for b in found.budgetten if _binds_with(b, budget) and b.naam != budget.naam]
        return f"als ook {', '.join(own)} een euro meer krijgt" if own else ""
    first = next(b.naam for b in found.probleem.budgetten if _binds_after(budget, b))
    return f"knelt niet eerder dan {first}"


def _binds_with(one: Budgetgrens, other: Budgetgrens) -> bool:
    return one.ten_hoogste == other.ten_hoogste and bool((one.gebruik == other.gebruik).all())


def _binds_after(one: Budgetgrens, other: Budgetgrens) -> bool:
    return one.ten_hoogste >= other.ten_hoogste and bool((one.gebruik <= other.gebruik).all())


def _limits(canvas: Canvas, row: int, found: BestePlan) -> int:
    kop = [("Grens aan de keuze, zoals gelezen", False), ("", False), ("Beschikbaar (aantal)", True)]
    canvas.header(row, [*kop, ("Gebruikt (aantal)", True)])
    told = limit_rows(found)
    if not told:
        canvas.put(row + 1, 0, "Geen: alleen de budgetten en hoeveel aanpakken een gebied kan dragen.", "tekst")
        return row + 2
    for place, limit in enumerate(told, row + 1):
        canvas.texts(place, 0, (limit.soort, limit.tekst), "tekst")
        for column, value in enumerate((limit.ten_hoogste, limit.gebruikt), 2):
            canvas.put(place, column, value if np.isfinite(value) else None, "aantal")
    return row + len(told) + 1


def _unbudgeted(canvas: Canvas, row: int, valued: Waardering | None) -> int:
    found = () if valued is None else without_budget(valued)
    canvas.header(row, [("Kosten zonder budget (niet contant)", False), ("", False), ("Kosten (euro)", True)])
    if not found:
        canvas.put(row + 1, 0, "Alle kosten vallen in een jaar en bij een partij met een budget.", "tekst")
        return row + 2
    for place, item in enumerate(found, row + 1):
        canvas.put(place, 0, item.naam, "tekst")
        canvas.put(place, 1, item.tekst, "tekst")
        canvas.put(place, 2, item.bedrag, "euro")
    return row + len(found) + 1


def _how(punt: Grenspunt) -> str:
    if not np.isfinite(punt.waarde):
        return "geen keuze gevonden"
    if punt.deel_frac == 1:
        return "het antwoord hierboven"
    return f"opnieuw gekozen; hoogstens {format_number(100 * punt.gat_frac, 2)} % ontbreekt"


def _frontier(canvas: Canvas, row: int, punten: Sequence[Grenspunt]) -> int:
    if not punten:
        return row
    kop = [("Meer of minder budget, zonder samenloop", False), ("", False), ("Alle budgetten samen (euro)", True)]
    kop += [("Saldo van alle regels (euro, contant)", True), ("Bewezen grens (euro, contant)", True)]
    canvas.header(row, [*kop, ("Besteed uit de budgetten (euro)", True)])
    for place, punt in enumerate(punten, row + 1):
        canvas.put(place, 0, f"{100 * punt.deel_frac:g} % van de budgetten".replace(".", ","), "tekst")
        canvas.put(place, 1, _how(punt), "tekst.stil")
        for column, value in enumerate((punt.budget_eur, punt.waarde, punt.grens, punt.besteed_eur), 2):
            canvas.put(place, column, value if np.isfinite(value) else None, "euro")
    count, top = len(punten), row + len(punten) + 2
    x = canvas.area(row + 1, 2, count)
    canvas.grafieken.append(
        Grafiek(
            "lijn",
            "Wat meer budget oplevert (euro, contant)",
            "Lijngrafiek: het saldo van de gevonden keuze en de bewezen grens bij oplopend budget. Dezelfde getallen "
            "staan in de tabel erboven.",
            (
                Reeks("gevonden keuze", x, canvas.area(row + 1, 3, count), BALANCE, _THICK),
                Reeks("bewezen grens", x, canvas.area(row + 1, 4, count), QUIET),
            ),
            top,
            0,
            breedte=900,
            hoogte=380,
            as_labels="alle budgetten samen, in euro",
            as_waarden="saldo, in euro",
            legenda=True,
        )
    )
    return top + _CHART_ROWS


def _chosen(canvas: Canvas, row: int, found: BestePlan, valued: Waardering | None, rows: Sequence[Keuzeregel]) -> None:
    kop = [("Gebied", False), ("Interventie", False), ("Waarom, hoeveel en wanneer", False), ("Betaler", False)]
    kop += [(f"Kosten voor het budget: {names_of_budgets(found)} (euro, niet contant)", True)]
    kop += [("Kosten zonder budget (euro, niet contant)", True), ("Kosten totaal (euro, contant)", True)]
    kop += [("Saldo (euro, contant)", True), ("Saldo laag, P10", True), ("Saldo hoog, P90", True)]
    kop += [("Waarde per publieke euro", True), ("Laag (P10)", True), ("Hoog (P90)", True)]
    canvas.header(row, [*kop, ("Bewijs", False), ("Deel dat op aannames rust", True)])
    for place, line in enumerate(rows, row + 1):
        canvas.texts(
            place, 0, (line.gebied, line.interventie, f"{line.waarom}: {line.hoeveel}", line.betalers), "tekst"
        )
        for column, value in enumerate((line.budget_eur, line.buiten_eur, line.kosten_cw, line.saldo), 4):
            canvas.put(place, column, value, "euro")
        _certain(canvas, place, line.saldo_band, (line.per_euro, line.per_euro_band), line.bewijs, line.aanname, "")
    last = row + len(rows) + 1
    if valued is None:
        canvas.put(last, 0, f"Niets: {WITHIN} is niets in euro meer waard dan het kost", "tekst.totaal")
        return
    canvas.put(last, 0, "Samenloop", "tekst")
    canvas.put(last, 1, "Regels die dezelfde mensen bereiken; zit niet in de regels hierboven.", "tekst.stil")
    overlap = round(valued.waarden["t_saldo"] - sum(line.saldo for line in rows), 6) + 0.0
    canvas.put(last, _SALDO, overlap, "euro")
    _total(canvas, last + 1, valued, rows)


def _total(canvas: Canvas, row: int, valued: Waardering, rows: Sequence[Keuzeregel]) -> None:
    """Add up the lines and what they take from each other: the totals of Waarde per euro."""
    canvas.put(row, 0, "Samen", "tekst.totaal")
    count = {word: sum(line.waarom == word for line in rows) for word in (IN_PLAN, CHOSEN)}
    told = f"{count[CHOSEN]} {CHOSEN}, {count[IN_PLAN]} {IN_PLAN}"
    canvas.texts(row, 1, (told, "", ""), "tekst.totaal")
    sums = (
        sum(line.budget_eur for line in rows),
        sum(line.buiten_eur for line in rows),
        sum(line.kosten_cw for line in rows),
        valued.waarden["t_saldo"],
    )
    for column, value in enumerate(sums, 4):
        block = canvas.area(row - 1 - len(rows), column, len(rows) + 1).lokaal
        canvas.later(row, column, lambda b=block, v=value: Formule(f"SUM({b})", v), "euro.totaal")  # type: ignore[misc]
    drawn = valued.simulatie
    band = (None, None) if drawn is None else (drawn.saldo, drawn.per_euro)
    ratio = (valued.waarden["t_per_euro"], band[1])
    _certain(canvas, row, band[0], ratio, f"{weakest(valued)} (zwakste)", valued.waarden["t_aanname"], ".totaal")


def _certain(
    canvas: Canvas,
    row: int,
    saldo: tuple[float, float, float] | None,
    ratio: tuple[float, tuple[float, float, float] | None],
    bewijs: str,
    aanname: float,
    use: str,
) -> None:
    """Put beside a saldo its band, its value per euro with band, its evidence and its share of assumptions."""
    per_euro, band = ratio
    has = bool(np.isfinite(per_euro))
    cells: list[tuple[str | float | None, str]] = [
        *((("geen band" if saldo is None else saldo[end]), "euro") for end in (0, 2)),
        (per_euro if has else "geen publieke kosten", "verhouding"),
        *((("geen band" if band is None else band[end]), "verhouding") for end in (0, 2)),
        (bewijs, "tekst"),
        (aanname if np.isfinite(aanname) else "geen bedragen", "procent"),
    ]
    for column, (value, stijl) in enumerate(cells, _SALDO + 1):
        canvas.put(row, column, value, f"{stijl}{use}")
