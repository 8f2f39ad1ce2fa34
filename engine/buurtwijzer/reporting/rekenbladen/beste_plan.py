"""Sheet ``Beste plan``: what to do where within the budgets, how near to the best it surely is, and the frontier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from buurtwijzer.reporting.rekenbladen.canvas import Canvas
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Formule, Grafiek, Reeks, Rekenblad
from buurtwijzer.reporting.rekenbladen.stijlen import BALANCE, QUIET
from buurtwijzer.valuation.portfolio.frontier import Grenspunt
from buurtwijzer.valuation.portfolio.optimise import Portefeuille
from buurtwijzer.valuation.portfolio.problem import Probleem

NAAM = "Beste plan"
_WIDTHS = {0: 46.0, 1: 46.0, 2: 18.0, 3: 18.0, 4: 18.0, 5: 18.0}
_CHART_ROWS = 19


def best_plan_sheet(
    probleem: Probleem,
    gevonden: Portefeuille,
    punten: Sequence[Grenspunt] = (),
    *,
    namen: Mapping[str, str] | None = None,
) -> Rekenblad:
    """Make the sheet.

    Args:
        probleem: What could be chosen, within which limits.
        gevonden: The choice.
        punten: What more or less money would bring; none leaves out the frontier.
        namen: Names on screen of areas and interventions, by code or id.
    """
    canvas = Canvas(NAAM, dict(_WIDTHS))
    canvas.put(0, 0, "Beste plan binnen de budgetten", "titel")
    text = "De keuze is door het programma gemaakt en verandert niet mee; kies opnieuw na een wijziging."
    canvas.put(1, 0, text, "uitleg")
    row = _answer(canvas, 3, gevonden)
    row = _budgets(canvas, row + 1, probleem, gevonden)
    row = _frontier(canvas, row + 1, punten)
    first = row + 1
    _chosen(canvas, first, probleem, gevonden, namen or {})
    return canvas.finish(vaste_rijen=2, afdruk=Afdruk(2, (first,)))


def _answer(canvas: Canvas, row: int, gevonden: Portefeuille) -> int:
    how = "uitgerekend" if gevonden.uitgerekend else "de tijd was op: mogelijk kan het beter, tot de grens"
    kept = "ja" if gevonden.gulzig.houdt_zich_aan_alles else "nee"
    canvas.header(row, [("Antwoord", False), ("", False), ("Waarde", True)])
    lines: list[tuple[str, str, float, str]] = [
        ("Saldo van de keuze (euro, contant)", how, gevonden.waarde, "euro"),
        ("Bewezen grens: geen keuze is meer waard (euro)", "", gevonden.grens, "euro"),
        ("Deel dat hoogstens ontbreekt", "", gevonden.gat_frac, "deel"),
        (
            "Ter vergelijking: kiezen op waarde per euro (euro)",
            f"houdt zich aan alles: {kept}",
            gevonden.gulzig.waarde,
            "euro",
        ),
        ("Deel dat die eenvoudige keuze mist", "", gevonden.gulzig.tekort_frac, "deel"),
    ]
    for place, (text, note, value, stijl) in enumerate(lines, row + 1):
        canvas.put(place, 0, text, "tekst")
        canvas.put(place, 1, note, "tekst.stil")
        canvas.put(place, 2, value, stijl)
    return row + len(lines) + 1


def _budgets(canvas: Canvas, row: int, probleem: Probleem, gevonden: Portefeuille) -> int:
    kop = [("Budget", False), ("Eenheid", False), ("Beschikbaar", True), ("Gebruikt", True), ("Over", True)]
    canvas.header(row, [*kop, ("Wat één euro of uur meer oplevert", True)])
    for place, budget in enumerate(probleem.budgetten, row + 1):
        canvas.put(place, 0, budget.naam, "tekst")
        canvas.put(place, 1, "euro" if budget.in_euro else "uur", "tekst")
        canvas.put(place, 2, budget.ten_hoogste, "euro")
        canvas.put(place, 3, gevonden.besteed[budget.naam], "euro")
        rest = budget.ten_hoogste - gevonden.besteed[budget.naam]
        cells = [canvas.area(place, column).lokaal for column in (2, 3)]
        canvas.later(place, 4, lambda cells=cells, rest=rest: Formule(f"{cells[0]}-{cells[1]}", rest), "euro")  # type: ignore[misc]
        canvas.put(place, 5, gevonden.schaduwprijzen[budget.naam], "verhouding")
    return row + len(probleem.budgetten) + 1


def _frontier(canvas: Canvas, row: int, punten: Sequence[Grenspunt]) -> int:
    if not punten:
        return row
    kop = [("Meer of minder budget", False), ("", False), ("Budget (euro)", True), ("Saldo (euro)", True)]
    canvas.header(row, [*kop, ("Bewezen grens (euro)", True), ("Besteed (euro)", True)])
    for place, punt in enumerate(punten, row + 1):
        canvas.put(place, 0, f"{100 * punt.deel_frac:g} % van de budgetten".replace(".", ","), "tekst")
        canvas.put(place, 1, "" if np.isfinite(punt.waarde) else "geen keuze gevonden", "tekst.stil")
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
                Reeks("bewezen grens", x, canvas.area(row + 1, 4, count), QUIET),
                Reeks("gevonden keuze", x, canvas.area(row + 1, 3, count), BALANCE),
            ),
            top,
            0,
            breedte=900,
            hoogte=380,
            as_labels="budget van alle partijen samen, in euro",
            as_waarden="saldo, in euro",
            legenda=True,
        )
    )
    return top + _CHART_ROWS


def _chosen(canvas: Canvas, row: int, probleem: Probleem, gevonden: Portefeuille, namen: Mapping[str, str]) -> None:
    money = [budget for budget in probleem.budgetten if budget.in_euro]
    cost = sum((budget.gebruik for budget in money), start=np.zeros(probleem.shape))
    canvas.header(row, [("Gebied", False), ("Interventie", False), ("Saldo (euro)", True), ("Kosten (euro)", True)])
    places = [(int(area), int(what)) for area, what in np.argwhere(gevonden.keuze)]
    for place, (area, what) in enumerate(places, row + 1):
        code, id_ = probleem.gebieden[area], probleem.interventies[what]
        canvas.put(place, 0, f"{namen[code]} ({code})" if code in namen else code, "tekst")
        canvas.put(place, 1, namen.get(id_, id_), "tekst")
        canvas.put(place, 2, float(probleem.waarde[area, what]), "euro")
        canvas.put(place, 3, float(cost[area, what]), "euro")
    last = row + len(places) + 1
    canvas.put(last, 0, "Samen" if places else "Niets: geen keuze is haar kosten waard", "tekst.totaal")
    canvas.put(last, 1, None, "tekst.totaal")
    sums = (float(probleem.waarde[gevonden.keuze].sum()), float(cost[gevonden.keuze].sum()))
    for column, value in enumerate(sums, 2):
        if places:
            block = canvas.area(row + 1, column, len(places)).lokaal
            canvas.later(last, column, lambda b=block, v=value: Formule(f"SUM({b})", v), "euro.totaal")  # type: ignore[misc]
        else:
            canvas.put(last, column, 0.0, "euro.totaal")
