"""The sheets Scenario's and Beste plan: plans beside each other, and the best plan with its proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

import buurtwijzer
from buurtwijzer.assessment import Options
from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.reporting.best_plan_rows import chosen_rows, without_budget
from buurtwijzer.reporting.rekenbladen.beste_plan import best_plan_sheet
from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.model import Formule, Rekenblad
from buurtwijzer.reporting.rekenbladen.simulatie import VEROUDERD
from buurtwijzer.reporting.rekenbladen.stijlen import OUD
from buurtwijzer.reporting.rekenbladen.write import write_sheets
from buurtwijzer.reporting.searched_words import WITHIN
from buurtwijzer.rulebook.plan import Budget, Keuzegrens
from buurtwijzer.rulebook.plans import read_plan
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.rulebook.schema.plannen import Grenssoort
from buurtwijzer.valuation.appraise import Waardering, appraise
from buurtwijzer.valuation.best_plan import BestePlan
from buurtwijzer.valuation.best_plan import optimise as choose
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
    saldi = [s.waardering.waarden["t_saldo"] for s in vergelijking.scenarios]
    nothing, mine, other = rows["Saldo: waarde min kosten (euro, contant)"]
    assert isinstance(mine, Formule), "het plan van deze werkmap rekent mee"
    assert [nothing, mine.waarde, other] == [0.0, *map(pytest.approx, saldi)]
    assert any("buurtwijzer value" in text for text in rows), "zegt hoe u de werkmap van het andere plan krijgt"
    difference = rows["Samen sterker in twee buurten tegen Alleen portieken"]
    assert isinstance(difference[0], Formule)
    assert difference[0].waarde == pytest.approx(saldi[0] - saldi[1])
    verdict = difference[-1]
    assert isinstance(verdict, Formule)
    assert verdict.waarde == "geen aantoonbaar verschil"
    numbers = [cel.inhoud.tekst for cel in blad.cellen.values() if isinstance(cel.inhoud, Formule)]
    assert not any("0.5" in text or "aantoonbaar" in text for text in numbers), "getallen van de run staan in cellen"
    assert any(text.startswith("W401") for text in rows)


def test_value_per_euro_stands_above_its_band_and_its_evidence(bladen: tuple[Rekenblad, ...]) -> None:
    texts = [
        str(cel.inhoud) for (_, k), cel in sorted(next(b for b in bladen if b.naam == NAAM).cellen.items()) if not k
    ]
    at = texts.index("Waarde per publieke euro")
    assert texts[at + 1 : at + 5] == [
        *(f"Waarde per publieke euro, {word}" for word in ("P10", "P50", "P90")),
        "Zwakste bewijs onder het plan",
    ]


def test_after_a_change_no_number_is_mixed_and_what_compares_says_that_it_is_old(
    document: Any, bladen: tuple[Rekenblad, ...]
) -> None:
    blad = next(blad for blad in bladen if blad.naam == NAAM)
    sheet = document.Sheets.getByName(NAAM)
    rows = {str(cel.inhoud): r for (r, k), cel in sorted(blad.cellen.items(), reverse=True) if k == 0}
    saldo = rows["Saldo: waarde min kosten (euro, contant)"]
    pairs = [r for text, r in rows.items() if " tegen " in text]
    assert len(pairs) == 2
    before = [sheet.getCellByPosition(column, saldo).getValue() for column in (1, 2, 3)]
    assert sheet.getCellByPosition(1, 1).getString() == "actueel"
    verdicts = [sheet.getCellByPosition(5, r).getString() for r in pairs]
    input_ = next(blad.namen["discontovoet"] for blad in bladen if blad.namen)
    cell = document.Sheets.getByName(input_.blad).getCellByPosition(input_.kolom, input_.rij)
    own = cell.getValue()
    cell.setValue(0.1)
    document.calculateAll()
    assert sheet.getCellByPosition(1, 1).getString() == "verouderd: reken opnieuw"
    after = [sheet.getCellByPosition(column, saldo).getValue() for column in (1, 2, 3)]
    assert after[0] == before[0]
    assert after[2] == before[2]
    assert after[1] != before[1], "het plan van deze werkmap rekent mee"
    for r in pairs:
        assert [sheet.getCellByPosition(column, r).getString() for column in range(1, 6)] == [
            *["verouderd"] * 4,
            "verouderd: reken opnieuw",
        ]
    cell.setValue(own)
    document.calculateAll()
    assert sheet.getCellByPosition(1, 1).getString() == "actueel"
    assert [sheet.getCellByPosition(5, r).getString() for r in pairs] == verdicts


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


@pytest.fixture(scope="module")
def beste(root: Path) -> tuple[BestePlan, Waardering]:
    """The best plan on the sample data, with a line of the plan itself that is paid after the budgets end."""
    regels = meegeleverd()
    names = ("kwb2023_voorbeeldstad.xlsx", "gezondheid2020_voorbeeldstad.xlsx")
    data = buurtwijzer.read_buurten([root / "sample_data" / name for name in names], regels)
    basis = read_plan(root / "sample_data" / "plannen_voorbeeldstad.yaml", regels)[0]
    money = tuple(Budget(Partij.GEMEENTE, year, 400_000.0) for year in (2026, 2027))
    floor = Keuzegrens(Grenssoort.ONDERGRENS, aantal=1.0)
    basis = replace(basis, regels=basis.regels[:1], budgetten=money, grenzen=(floor,))
    found = choose(basis, data, regels, Options())
    assert found.plan is not None
    return found, appraise(found.plan, data, regels)


def test_the_best_plan_with_its_proof_and_its_frontier(beste: tuple[BestePlan, Waardering], tmp_path: Path) -> None:
    found, valued = beste
    blad = best_plan_sheet(found, valued)
    rows = rows_of(blad)
    saldo = found.gevonden.waarde
    assert rows["Niets doen"][-1] == 0.0
    assert rows["Regels die al in het plan stonden: 1"][-1] == found.vast
    assert "Maatje of buddy in Zonneveld-Oost" in str(rows["Regels die al in het plan stonden: 1"][0])
    assert found.vast + found.toegevoegd == pytest.approx(saldo)
    assert rows["Saldo van alle regels, zonder samenloop"][-1] == saldo
    level = rows["100 % van de budgetten"]
    assert level[2:4] == [saldo, found.gevonden.grens]
    assert rows[f"Bewezen grens daarvan {WITHIN}"][-1] == found.gevonden.grens
    assert [g.soort for g in blad.grafieken] == ["lijn"]
    write_sheets((blad,), tmp_path / "beste.xlsx")


def test_the_best_plan_adds_up_to_the_sheet_of_the_plan_and_to_the_budgets(
    beste: tuple[BestePlan, Waardering],
) -> None:
    found, valued = beste
    blad, values = best_plan_sheet(found, valued), valued.waarden
    rows = rows_of(blad)
    budget, beside, costs, saldo = (cell.waarde for cell in rows["Samen"][3:7] if isinstance(cell, Formule))
    used = [float(str(rows[b.naam][2])) for b in found.budgetten]
    assert sorted(b.naam for b in found.budgetten) == ["gemeente 2026", "gemeente 2027"]
    assert budget == pytest.approx(sum(used), abs=0.01)
    assert costs == pytest.approx(values["t_kosten_cw"], abs=0.01)
    assert saldo == pytest.approx(values["t_saldo"], abs=0.01)
    assert beside == pytest.approx(sum(item.bedrag for item in without_budget(valued)), abs=0.01)
    lines = chosen_rows(found, valued)
    assert sum(line.saldo for line in lines) == pytest.approx(found.gevonden.waarde, rel=1e-9)
    assert values["t_samenloop_cw"] == pytest.approx(values["t_saldo"] - found.gevonden.waarde, abs=0.01)
    for line in lines:
        assert line.saldo == values[f"{line.id}_saldo"]
        assert line.saldo_band is not None
        assert line.saldo_band[0] <= line.saldo_band[2]


def test_costs_after_the_last_budget_are_told(beste: tuple[BestePlan, Waardering]) -> None:
    found, valued = beste
    blad = best_plan_sheet(found, valued)
    text, amount = rows_of(blad)["gemeente 2028"]
    assert amount == pytest.approx(valued.waarden["p_gemeente_kosten_j3"])
    assert "Maatje of buddy in Zonneveld-Oost kost in 2028 80.914 euro" in str(text)
    assert "daar staat geen budget tegenover" in str(text)


def test_no_value_per_euro_of_the_best_plan_stands_without_band_and_evidence(
    beste: tuple[BestePlan, Waardering],
) -> None:
    found, valued = beste
    blad = best_plan_sheet(found, valued)
    kop = {cel.inhoud: place for place, cel in blad.cellen.items() if cel.stijl.startswith("kop")}
    row, ratio = kop["Waarde per publieke euro"]
    for place in range(row + 1, row + 1 + len(valued.model.regels)):
        line = [blad.cellen[place, column].inhoud for column in range(ratio, ratio + 5)]
        low, high = line[1:3]
        assert isinstance(low, float)
        assert isinstance(high, float)
        assert low <= high
        assert str(line[3]).startswith("E")
        assert 0 <= float(str(line[4])) <= 1


def test_simulated_figures_of_scenarios_are_struck_through_once_they_are_old(bladen: tuple[Rekenblad, ...]) -> None:
    blad = next(blad for blad in bladen if blad.naam == NAAM)
    struck = [rule for rule in blad.kleuren if rule.stijl == OUD]
    assert {rule.formule for rule in struck} == {f'$B$2="{VEROUDERD}"'}
    simulated = {p for p, cel in blad.cellen.items() if cel.stijl.endswith(".simulatie")}
    covered = {
        (rule.waar.rij + r, rule.waar.kolom + k)
        for rule in struck
        for r in range(rule.waar.rijen)
        for k in range(rule.waar.kolommen)
    }
    live = {p for p in simulated if isinstance(blad.cellen[p].inhoud, Formule)}
    assert simulated - live <= covered


def test_checks_of_a_plan_say_what_is_wrong_apart_from_what_cannot_be_tested(bladen: tuple[Rekenblad, ...]) -> None:
    row = rows_of(next(blad for blad in bladen if blad.naam == NAAM))["Controles van dit plan"]
    assert all("niet in orde" not in str(text) and "niet te toetsen: " in str(text) for text in row)


def test_the_best_plan_says_that_it_is_old_once_an_assumption_differs(
    calc: xw.App, beste: tuple[BestePlan, Waardering], tmp_path: Path
) -> None:
    found, valued = beste
    bladen = (best_plan_sheet(found, valued, ernaast=True), *rekenbladen(valued))
    path = tmp_path / "beste.xlsx"
    write_sheets(bladen, path)
    desktop = calc.impl.office.bridge.desktop
    document = desktop.loadComponentFromURL(to_url(str(path)), "_blank", 0, properties(Hidden=True))
    try:
        document.calculateAll()
        state = document.Sheets.getByName("Beste plan").getCellByPosition(0, 4)
        waar = next(blad.namen["discontovoet"] for blad in bladen if blad.namen)
        cell = document.Sheets.getByName(waar.blad).getCellByPosition(waar.kolom, waar.rij)
        assert state.getString() == "Deze keuze: actueel"
        cell.setValue(0.1)
        document.calculateAll()
        assert state.getString() == "Deze keuze: verouderd: reken opnieuw"
    finally:
        document.close(True)
    struck = next(rule for rule in bladen[0].kleuren if rule.stijl == OUD)
    numbers = {p for p, cel in bladen[0].cellen.items() if p[0] > 4 and isinstance(cel.inhoud, float)}
    area = struck.waar
    assert all(
        area.rij <= r < area.rij + area.rijen and area.kolom <= k < area.kolom + area.kolommen for r, k in numbers
    )


def test_alone_the_best_plan_refers_to_no_other_sheet(beste: tuple[BestePlan, Waardering]) -> None:
    blad = best_plan_sheet(*beste)
    assert not any("!" in cel.inhoud.tekst for cel in blad.cellen.values() if isinstance(cel.inhoud, Formule))
