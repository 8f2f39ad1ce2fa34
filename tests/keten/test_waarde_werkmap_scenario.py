"""The sheets Scenario's and Beste plan: plans beside each other, and the best plan with its proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xlwings as xw

from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.reporting.rekenbladen.beste_plan import best_plan_sheet
from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.model import Formule, Rekenblad
from buurtwijzer.reporting.rekenbladen.write import write_sheets
from buurtwijzer.valuation.portfolio.frontier import frontier
from buurtwijzer.valuation.portfolio.optimise import optimise
from buurtwijzer.valuation.portfolio.problem import Budgetgrens, make_problem
from buurtwijzer.valuation.scenarios import NUL, Paar, Scenario, Vergelijking
from buurtwijzer.valuation.score_changes import Scoregevolg
from buurtwijzer_excel.engines.calc.bridge import properties, to_url
from tests.geladen import meegeleverd
from tests.keten.waarde_proef import PLAN, rules, valued

NAAM = "Scenario's"


@pytest.fixture(scope="module")
def vergelijking() -> Vergelijking:
    """Two plans: all three lines, and only the first."""
    small = replace(PLAN, id="klein", naam="Alleen portieken", regels=PLAN.regels[:1])
    found = [valued(plan, rules(meegeleverd())) for plan in (PLAN, small)]
    plans = tuple(Scenario(item, {"inwoners": 84.0}, Scoregevolg((), ("Rust telt niet mee.",)), ()) for item in found)
    saldi = [item.waarden["t_saldo"] for item in found]
    pairs = (
        Paar("proef", NUL, saldi[0], (-1.0, 0.0, 1.0), 0.1, "niets doen is in euro meer waard"),
        Paar("proef", "klein", saldi[0] - saldi[1], (-1.0, 0.0, 1.0), 0.5, "geen aantoonbaar verschil"),
    )
    return Vergelijking(plans, pairs, 0.65, (Issue("W401", Severity.MELDING, "plan", "Let op.", "Doe iets."),))


@pytest.fixture(scope="module")
def bladen(vergelijking: Vergelijking) -> tuple[Rekenblad, ...]:
    return rekenbladen(vergelijking.scenarios[0].waardering, vergelijking=vergelijking)


@pytest.fixture(scope="module")
def document(calc: xw.App, bladen: tuple[Rekenblad, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = tmp_path_factory.mktemp("scenario") / "plan.xlsx"
    write_sheets(bladen, path)
    desktop = calc.impl.office.bridge.desktop
    document = desktop.loadComponentFromURL(to_url(str(path)), "_blank", 0, properties(Hidden=True))
    document.calculateAll()
    yield document
    document.close(True)


def rows_of(blad: Rekenblad) -> dict[str, list[object]]:
    """Give the cells of a sheet by the text in the first column."""
    found: dict[str, list[object]] = {}
    for (rij, kolom), cel in sorted(blad.cellen.items()):
        if kolom == 0 and isinstance(cel.inhoud, str):
            found.setdefault(cel.inhoud, [c.inhoud for (r, k), c in sorted(blad.cellen.items()) if r == rij and k])
    return found


def test_plans_stand_beside_doing_nothing(bladen: tuple[Rekenblad, ...], vergelijking: Vergelijking) -> None:
    blad = next(blad for blad in bladen if blad.naam == NAAM)
    rows = rows_of(blad)
    nothing, live, stored = rows["Saldo: waarde min kosten (euro, contant)"]
    saldi = [s.waardering.waarden["t_saldo"] for s in vergelijking.scenarios]
    assert nothing == 0.0
    assert isinstance(live, Formule)
    assert live.waarde == pytest.approx(saldi[0])
    assert stored == pytest.approx(saldi[1])
    difference = rows["Samen sterker in twee buurten tegen Alleen portieken"]
    assert isinstance(difference[0], Formule)
    assert difference[0].waarde == pytest.approx(saldi[0] - saldi[1])
    assert difference[-1] == "geen aantoonbaar verschil"
    assert any(text.startswith("W401") for text in rows)


def test_only_the_plan_of_the_workbook_follows_its_assumptions(
    document: Any, bladen: tuple[Rekenblad, ...], vergelijking: Vergelijking
) -> None:
    blad = next(blad for blad in bladen if blad.naam == NAAM)
    sheet = document.Sheets.getByName(NAAM)
    row = next(
        r for (r, k), cel in blad.cellen.items() if k == 0 and cel.inhoud == "Saldo: waarde min kosten (euro, contant)"
    )
    before = [sheet.getCellByPosition(column, row).getValue() for column in (1, 2, 3)]
    input_ = next(blad.namen["discontovoet"] for blad in bladen if blad.namen)
    cell = document.Sheets.getByName(input_.blad).getCellByPosition(input_.kolom, input_.rij)
    own = cell.getValue()
    cell.setValue(0.1)
    document.calculateAll()
    after = [sheet.getCellByPosition(column, row).getValue() for column in (1, 2, 3)]
    value = vergelijking.scenarios[0].waardering.model.compute({"discontovoet": 0.1})["t_saldo"]
    assert after[1] == pytest.approx(float(value), rel=1e-9)
    assert (after[0], after[2]) == (before[0], before[2])
    cell.setValue(own)
    document.calculateAll()
    assert [sheet.getCellByPosition(column, row).getValue() for column in (1, 2, 3)] == before


def test_no_cell_of_the_comparison_is_wrong(document: Any, bladen: tuple[Rekenblad, ...]) -> None:
    blad = next(blad for blad in bladen if blad.naam == NAAM)
    sheet = document.Sheets.getByName(NAAM)
    for (rij, kolom), cel in blad.cellen.items():
        if isinstance(cel.inhoud, Formule):
            found = sheet.getCellByPosition(kolom, rij)
            assert found.getError() == 0
            if isinstance(cel.inhoud.waarde, float):
                assert found.getValue() == pytest.approx(cel.inhoud.waarde, rel=1e-9, abs=1e-6)
            else:
                assert found.getString() == cel.inhoud.waarde


def test_the_best_plan_with_its_proof_and_its_frontier(tmp_path: Path) -> None:
    value = np.array([[50.0, 20.0], [30.0, -5.0], [10.0, 40.0]])
    cost = np.array([[40.0, 10.0], [20.0, 5.0], [10.0, 30.0]])
    problem = make_problem(
        ["A", "B", "C"], ["x", "y"], value, per_gebied=1, budgetten=[Budgetgrens("gemeente 2027", cost, 70.0)]
    )
    answer = optimise(problem, seconds=0)
    points = frontier(problem, (0.5, 1.0, 1.5), gap=1e-4)
    blad = best_plan_sheet(problem, answer, points, namen={"A": "Eerste buurt", "x": "Huismeester"})
    rows = rows_of(blad)
    assert rows["Saldo van de keuze (euro, contant)"][-1] == answer.waarde
    assert rows["Bewezen grens: geen keuze is meer waard (euro)"][-1] == answer.grens
    total = rows["Samen"]
    assert next(cell.waarde for cell in total if isinstance(cell, Formule)) == pytest.approx(answer.waarde)
    assert rows["gemeente 2027"][1] == 70.0
    assert [g.soort for g in blad.grafieken] == ["lijn"]
    assert any(text.startswith("Eerste buurt (A)") for text in rows)
    write_sheets((blad,), tmp_path / "beste.xlsx")
