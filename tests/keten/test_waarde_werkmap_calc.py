"""The workbook of a valuation in a live LibreOffice: what stands there after typing is what the engine computes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from buurtwijzer.reporting.rekenbladen.aannames import ONTBREEKT
from buurtwijzer.reporting.rekenbladen.aannames_kolommen import DATUM, FUNCTIE, REDEN, VAST
from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.invoergrenzen import is_whole
from buurtwijzer.reporting.rekenbladen.model import Bereik, Formule, Rekenblad
from buurtwijzer.reporting.rekenbladen.stijlen import AMBER_FILL, GREEN_FILL, IN_ORDE, NIET_IN_ORDE, RED_FILL
from buurtwijzer.reporting.rekenbladen.write import write_sheets
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer_excel.engines.calc.bridge import properties, to_url
from tests.geladen import meegeleverd
from tests.keten.waarde_proef import PLAN, d6, own, proef, rules, valued

VOOR, AANNAMES = "Waarde per euro", "Aannames"
TRIALS, CHANGES, RELATIVE, NOUGHT = 50, 10, 1e-9, 1e-6
_ERRORS = 4
_ERA = 1900


class Live:
    """A workbook of ours that stands open in LibreOffice."""

    def __init__(self, document: Any, waardering: Waardering, bladen: tuple[Rekenblad, ...]) -> None:
        self.document, self.waardering, self.bladen = document, waardering, bladen
        document.enableAutomaticCalculation(False)
        for name in document.Sheets.getElementNames():
            document.Sheets.getByName(name).unprotect("")
        document.calculateAll()
        self._before = {naam: self.cell(waar).getFormula() for blad in bladen for naam, waar in blad.stappen.items()}

    def where(self, naam: str) -> Bereik:
        """Give where an input or a step stands."""
        return next(blad.stappen[naam] for blad in self.bladen if naam in blad.stappen)

    def cell(self, waar: Bereik) -> Any:
        return self.document.Sheets.getByName(waar.blad).getCellByPosition(waar.kolom, waar.rij)

    @contextmanager
    def typed(self, values: Mapping[str, float]) -> Iterator[None]:
        """Type numbers in cells, over a formula where there is one; afterwards everything is as it was."""
        for naam, value in values.items():
            self.cell(self.where(naam)).setValue(value)
        self.document.calculateAll()
        try:
            yield
        finally:
            for naam in values:
                self.restore(naam)
            self.document.calculateAll()

    def restore(self, naam: str) -> None:
        """Put back what stood in a cell, a number or a formula."""
        self.cell(self.where(naam)).setFormula(self._before[naam])

    def colour(self, cell: Any) -> str:
        """Give the colour that a cell has now by its rules."""
        styles = self.document.StyleFamilies.getByName("CellStyles")
        for number in range(cell.ConditionalFormat.getCount()):
            rule = cell.ConditionalFormat.getByIndex(number)
            wanted = rule.getFormula1()
            is_words = isinstance(_held(cell), str)
            holds = wanted.startswith("ISTEXT") if is_words else _is_number(wanted) and float(wanted) == cell.getValue()
            if holds:
                return f"#{styles.getByName(rule.getStyleName()).CellBackColor:06X}"
        return ""

    def differs(self, bladen: tuple[Rekenblad, ...]) -> list[str]:
        """Tell which cells are not what the engine says, errors first."""
        found = []
        for blad in bladen:
            sheet = self.document.Sheets.getByName(blad.naam)
            rows, columns = (max(places) for places in zip(*blad.cellen, strict=True))
            block = sheet.getCellRangeByPosition(0, 0, columns, rows)
            errors = block.queryFormulaCells(_ERRORS).RangeAddressesAsString
            if errors:
                found.append(f"{blad.naam}: fout in {errors}")
            data = block.getDataArray()
            for (rij, kolom), cel in blad.cellen.items():
                if isinstance(cel.inhoud, Formule) and not _is_same(data[rij][kolom], cel.inhoud.waarde):
                    found.append(f"{blad.naam} {rij},{kolom}: {data[rij][kolom]!r} in plaats van {cel.inhoud}")
        return found


def _held(cell: Any) -> float | str:
    """Give what a cell holds, whatever it shows."""
    found: float | str = cell.getDataArray()[0][0]
    return found


def said(cell: Any) -> str:
    """Give what a check says: in its own cell whether it is in order, other words in full in the cell beside it."""
    shown, held = cell.getString(), _held(cell)
    if isinstance(held, str):
        assert shown == "zie hiernaast"
        address = cell.getCellAddress()
        beside = cell.getSpreadsheet().getCellByPosition(address.Column + 1, address.Row)
        assert beside.getString() == held
        return held
    return str(shown)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _is_same(got: float | str, wanted: float | str) -> bool:
    if isinstance(got, str) or isinstance(wanted, str):
        return got == wanted
    if abs(wanted) < NOUGHT:  # what is left of euros that cancel out has no relative size
        return abs(got) < NOUGHT
    return abs(got - wanted) <= RELATIVE * abs(wanted)


def _open(calc: xw.App, waardering: Waardering, path: Path) -> Iterator[Live]:
    bladen = rekenbladen(waardering)
    write_sheets(bladen, path)
    desktop = calc.impl.office.bridge.desktop
    document = desktop.loadComponentFromURL(to_url(str(path)), "_blank", 0, properties(Hidden=True))
    try:
        yield Live(document, waardering, bladen)
    finally:
        document.close(True)


@pytest.fixture(scope="module")
def plan(calc: xw.App, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    yield from _open(calc, proef(meegeleverd()), tmp_path_factory.mktemp("waarde") / "plan.xlsx")


@pytest.fixture(scope="module")
def vector(calc: xw.App, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    yield from _open(calc, d6(meegeleverd()), tmp_path_factory.mktemp("waarde") / "d6.xlsx")


def test_every_formula_cell_comes_to_what_the_engine_computes(plan: Live) -> None:
    assert plan.differs(plan.bladen) == []


def _any_value(chance: random.Random, item: Invoer) -> float:
    low = item.laag if item.minimum is None else item.minimum
    high = item.hoog if item.maximum is None else item.maximum
    if item.eenheid == "jaar" and item.waarde > _ERA:
        # Prices of half a century further on are so large that a cent of them is rounding.
        return float(chance.randint(int(item.waarde) - 15, int(item.waarde) + 15))
    low = min(0.5 * item.waarde, item.waarde) if low is None else low
    high = max(2 * item.waarde, low + 1) if high is None else high
    return float(chance.randint(int(low), int(high))) if is_whole(item) else chance.uniform(low, high)


def test_fifty_times_ten_assumptions_at_random(plan: Live) -> None:
    inputs = plan.waardering.model.invoer
    chance = random.Random(20261122)
    for _ in range(TRIALS):
        names = chance.sample(sorted(inputs), CHANGES)
        changes = {naam: _any_value(chance, inputs[naam]) for naam in names}
        with plan.typed(changes):
            assert plan.differs(rekenbladen(plan.waardering, invoer=changes)) == [], changes
    assert plan.differs(plan.bladen) == []


def test_words_stand_where_no_number_can(plan: Live) -> None:
    nothing = {f"{line}_{naam}": 0.0 for line in ("r1", "r2", "r3") for naam in ("aantal", "opstart", "eigen_uren")}
    with plan.typed(nothing):
        assert plan.differs(rekenbladen(plan.waardering, invoer=nothing)) == []
        assert plan.cell(plan.where("t_per_euro")).getString() == "geen kosten"
        assert plan.cell(plan.where("t_aanname")).getString() == "geen bedragen"
        assert plan.cell(plan.where("r1_e1_evenwicht")).getString() == "geen baten in euro"


def test_an_own_amount_that_is_typed_has_the_price_level_of_the_plan(plan: Live) -> None:
    inputs = plan.waardering.model.invoer
    level = inputs["prijspeil"].waarde
    naam = next(n for n, item in inputs.items() if item.volgt is not None and n.endswith("r1_prijsjaar"))
    typed = {"r1_bedrag": inputs["r1_bedrag"].waarde * 1.5}
    with plan.typed(typed):
        assert plan.differs(rekenbladen(plan.waardering, invoer=typed)) == []
        assert plan.cell(plan.where(naam)).getValue() == level
        assert plan.cell(plan.where("r1_prijs")).getValue() == pytest.approx(typed["r1_bedrag"])
        assert plan.cell(plan.where("r1_grondslag")).getValue() == inputs["eigen_bedrag_grondslag_n"].waarde
    explicit = {**typed, naam: level - 2}
    with plan.typed(explicit):
        assert plan.differs(rekenbladen(plan.waardering, invoer=explicit)) == []
        assert plan.cell(plan.where(naam)).getValue() == level - 2


@pytest.mark.parametrize(("naam", "value"), [("r2_grondslag", 1.0), ("r2_prijsjaar", 2022.0)])
def test_who_gave_an_amount_did_not_say_what_is_typed_beside_it(
    calc: xw.App, tmp_path: Path, naam: str, value: float
) -> None:
    first, second, third = PLAN.regels
    given = replace(PLAN, regels=(first, replace(second, eigen={"bedrag": own(9000.0)}), third))
    with contextmanager(_open)(calc, valued(given, rules(meegeleverd())), tmp_path / "eigen.xlsx") as live:
        told = live.cell(Bereik(AANNAMES, live.where(naam).rij, VAST))
        assert told.getString() == ""
        with live.typed({naam: value}):
            assert live.differs(rekenbladen(live.waardering, invoer={naam: value})) == []
            assert told.getString() == ONTBREEKT


WAYS: dict[str, dict[str, float]] = {
    "check_partijen": {"p_gemeente_kas_cw": 1.0},
    "check_overdrachten": {"r2_e2_b2_cw": 0.0},
    "check_dubbel": {"r1_e2_telt_j1": 5.0},
    "check_kas_apart": {"p_gemeente_kassaldo_cw": 1.0},
    "check_bereik": {"r1_bereik": 5000.0},
    "check_som_bereik": {"r2_bereik": 950.0},
    "check_prijspeil": {"prijspeil": 2023.0},
    "check_btw": {"r1_btw_deel": 1.5},
    "check_verdeling": {"r1_deel_gemeente": 0.9},
    "check_na_einde": {"r3_blijft_j5": 1.0},
    "check_bevoegd": {"r1_mag_corporatie": 0.0},
    "check_budget": {"budget_gemeente_2026": 10.0},
    "check_nulalternatief": {"nul_ingevuld": 0.0},
    "check_oude_prijs": {"prijsjaar_proef_leed": 2012.0, "oude_prijzen_baten": 0.0},
    "check_looptijd": {"r2_start": 9.0},
    "check_nulsituatie": {"r2_e1_effect": 1.4},
    "check_controlegroep": {"r3_netto": 0.9},
    "check_delen": {"t_saldo": 1.0},
    "blad_motor": {"t_saldo": 1.0},
    "blad_formules": {"r2_per_euro": 3.0},
    "blad_vastgelegd": {"discontovoet": 0.03},
    "blad_grenzen": {"r1_aantal": -10.0},
    "blad_narekening": {"p_gemeente_kas_j1": 1.0},
}
OWN = ("blad_motor", "blad_vastgelegd", "blad_grenzen", "blad_formules", "blad_narekening")


def test_there_is_a_way_to_make_every_check_red(plan: Live) -> None:
    assert set(WAYS) == {*OWN, *(item.id for item in plan.waardering.model.controles)}


def _check(live: Live, naam: str) -> Any:
    """Give the cell of a check; those of the sheet itself stand last."""
    last = live.where(live.waardering.model.controles[-1].id)
    below = {naam: number for number, naam in enumerate(OWN, start=1)}
    return live.cell(Bereik(VOOR, last.rij + below[naam], last.kolom) if naam in below else live.where(naam))


@pytest.mark.parametrize("naam", list(WAYS))
def test_every_check_can_be_made_red_and_green_again(plan: Live, naam: str) -> None:
    cell, status = _check(plan, naam), plan.cell(Bereik(VOOR, 2, 1))
    before = (said(cell), plan.colour(cell))
    assert (before[0] == IN_ORDE and before[1] == GREEN_FILL) or before[0].startswith("niet te toetsen")
    green = status.getString()
    assert NIET_IN_ORDE not in green
    with plan.typed(WAYS[naam]):
        assert (said(cell), plan.colour(cell)) == (NIET_IN_ORDE, RED_FILL)
        assert status.getString().endswith(f" van {len(WAYS)} controles {NIET_IN_ORDE}")
    assert said(cell) == before[0]
    assert status.getString() == green


def test_old_prices_are_told_and_red_only_when_they_carry_too_much(plan: Live) -> None:
    check, status = _check(plan, "check_oude_prijs"), plan.cell(Bereik(VOOR, 2, 1))
    before, limit = status.getString(), plan.waardering.model.invoer["oude_prijzen_baten"].waarde
    assert "melding" not in before
    told = {"prijsjaar_proef_leed": 2012.0}
    row = plan.where("prijsjaar_proef_leed").rij
    beside = [plan.cell(Bereik(AANNAMES, row, kolom)) for kolom in (FUNCTIE, DATUM, REDEN)]
    for one in beside:
        one.setString("x")
    with plan.typed(told):
        assert (said(check), plan.colour(check)) == ("gemeld: 1 prijs, zie Aannames", AMBER_FILL)
        assert status.getString().endswith(f", 1 van {len(WAYS)} controles met een melding")
        assert plan.cell(plan.where("oud_prijsjaar_proef_leed")).getString() == "ja"
        assert 0 < plan.cell(plan.where("t_oud_deel")).getValue() <= limit
    for one in beside:
        one.setString("")
    years = {naam: 2012.0 for naam in plan.waardering.model.invoer if naam.startswith("prijsjaar_")}
    with plan.typed(years):
        assert plan.cell(plan.where("t_oud_deel")).getValue() == 1
        assert (said(check), plan.colour(check)) == (NIET_IN_ORDE, RED_FILL)
    with plan.typed({**years, "oude_prijzen_baten": 1.0}):
        assert said(check) == f"gemeld: {len(years)} prijzen, zie Aannames"
    with plan.typed({**told, "prijs_oud_jaren": 20.0}):
        assert (said(check), plan.colour(check)) == (IN_ORDE, GREEN_FILL)


def test_an_own_value_makes_a_benefit_a_fact_only_when_it_rests_on_nothing_else(plan: Live) -> None:
    inputs, cells = plan.waardering.model.invoer, plan.waardering.model.cellen
    share, of_price = (plan.cell(plan.where(naam)) for naam in ("t_aanname_baten", "t_aanname_baten_prijs"))
    open_ = [naam.removeprefix("open_") for naam in cells if naam.startswith("open_")]
    prices = [naam for naam in open_ if naam.startswith("prijs_")]
    assert share.getValue() == 1
    assert 0 < of_price.getValue() < 1, "een prijs is al eigen"
    with plan.typed({naam: inputs[naam].waarde * 1.01 for naam in prices}):
        assert (share.getValue(), of_price.getValue()) == (1, 0)
    every = {naam: inputs[naam].waarde * 0.97 + 0.00017 for naam in open_}
    with plan.typed(every):
        assert share.getValue() == 0
    with plan.typed({naam: value for naam, value in every.items() if naam != "r3_e1_effect"}):
        assert 0 < share.getValue() < 1


def test_without_hours_of_a_job_it_says_so(plan: Live) -> None:
    with plan.typed({"uren_per_fte": 0.0}):
        assert plan.cell(plan.where("r2_fte_nodig")).getString() == "geen uren per fte"
        assert plan.cell(plan.where("r2_fte_over")).getString() == "geen uren per fte"


TOTALS = (
    "t_baten_cw",
    "t_saldo",
    "t_per_euro",
    "t_kas_per_euro",
    "t_kosten_cw",
    "p_gemeente_kassaldo_cw",
    "r1_e1_telt_j2",
)


@pytest.mark.parametrize("naam", TOTALS)
def test_a_formula_that_is_overwritten_is_red_after_ten_assumptions_changed_too(plan: Live, naam: str) -> None:
    inputs = plan.waardering.model.invoer
    ten = [n for n, item in inputs.items() if item.laag is not None and item.hoog is not None][:CHANGES]
    engine, kept = _check(plan, "blad_motor"), _check(plan, "blad_formules")
    with plan.typed({n: float(inputs[n].hoog or 0.0) for n in ten}):
        assert (said(engine), plan.colour(engine)) == ("niet te toetsen: reken opnieuw", AMBER_FILL)
        assert said(kept) == IN_ORDE
        with plan.typed({naam: plan.cell(plan.where(naam)).getValue() + 1}):
            assert (said(kept), plan.colour(kept)) == (NIET_IN_ORDE, RED_FILL)
            assert NIET_IN_ORDE in plan.cell(Bereik(VOOR, 2, 1)).getString()
    assert (said(engine), said(kept)) == (IN_ORDE, IN_ORDE)


@pytest.mark.parametrize("naam", ["t_baten_cw", "t_saldo", "t_per_euro", "t_publiek_cw"])
def test_another_formula_in_a_total_is_red_after_ten_assumptions_changed_too(plan: Live, naam: str) -> None:
    inputs, cell = plan.waardering.model.invoer, plan.cell(plan.where(naam))
    ten = [n for n, item in inputs.items() if item.laag is not None and item.hoog is not None][:CHANGES]
    was = cell.getFormula()
    with plan.typed({n: float(inputs[n].hoog or 0.0) for n in ten}):
        cell.setFormula(f"{was}+1")
        plan.document.calculateAll()
        found = [said(_check(plan, check)) for check in ("check_delen", "check_partijen", "blad_narekening")]
        cell.setFormula(was)
    assert NIET_IN_ORDE in found


def test_an_error_in_an_input_does_not_make_the_title_firm(plan: Live) -> None:
    cell = plan.cell(plan.where("prijs_proef_opvang"))
    was = cell.getFormula()
    cell.setFormula("=1/0")
    plan.document.calculateAll()
    title = plan.cell(Bereik(VOOR, 0, 0)).getString()
    cell.setFormula(was)
    plan.document.calculateAll()
    assert title == "Verkenning: waarde per euro"


def test_what_was_simulated_is_called_old_until_the_change_is_undone(plan: Live) -> None:
    status, title = plan.cell(Bereik(VOOR, 3, 1)), plan.cell(Bereik(VOOR, 0, 0))
    now = plan.waardering.model.invoer["r1_verlies"].waarde
    assert status.getString() == "Gesimuleerd blok: actueel"
    with plan.typed({"r1_verlies": now + 0.01}):
        assert status.getString() == "Gesimuleerd blok: verouderd: reken opnieuw"
        plan.cell(plan.where("r1_verlies")).setValue(now)
        plan.document.calculateAll()
        assert status.getString() == "Gesimuleerd blok: actueel"
    assert title.getString() == "Verkenning: waarde per euro"


def test_an_own_value_with_function_date_and_reason_is_in_order(plan: Live) -> None:
    waar, cell = plan.where("discontovoet"), _check(plan, "blad_vastgelegd")
    beside = [plan.cell(Bereik(AANNAMES, waar.rij, kolom)) for kolom in (FUNCTIE, DATUM, REDEN)]
    with plan.typed({"discontovoet": 0.03}):
        assert said(cell) == NIET_IN_ORDE
        beside[0].setString("concerncontroller")
        beside[1].setValue(46082)
        plan.document.calculateAll()
        assert said(cell) == NIET_IN_ORDE
        beside[2].setString("Besluit van het college")
        plan.document.calculateAll()
        assert said(cell) == IN_ORDE
        for one in beside:
            one.setString("")
    assert said(cell) == IN_ORDE


def test_text_in_an_input_is_refused(plan: Live) -> None:
    for naam, item in plan.waardering.model.invoer.items():
        rule = plan.cell(plan.where(naam)).Validation
        assert rule.Type.value == ("WHOLE" if is_whole(item) else "DECIMAL"), naam
        assert rule.ErrorAlertStyle.value == "STOP"
        assert rule.ShowErrorMessage
        assert not rule.IgnoreBlankCells


def test_d6_to_the_cent(vector: Live) -> None:
    assert vector.differs(vector.bladen) == []

    def number(naam: str) -> float:
        return float(vector.cell(vector.where(naam)).getValue())

    assert round(number("r1_e1_telt_j1"), 3) == 6.144
    assert [round(number(naam)) for naam in ("t_baten_cw", "t_kosten_cw", "t_saldo")] == [177597, 165000, 12597]
    assert round(number("t_saldo"), 2) == 12596.68
    assert (round(number("t_per_euro"), 3), round(number("r1_e1_evenwicht"), 4)) == (1.076, 0.0929)
    parties = ("gemeente", "corporatie", "zorgverzekeraar", "rijk")
    assert [round(number(f"p_{p}_kas_cw")) for p in parties] == [79919, 62159, 17760, 17760]


@pytest.mark.parametrize(
    ("naam", "values", "ratios"),
    [
        ("discontovoet", (0.016, 0.029, 0.04), (1.093, 1.060, 1.034)),
        ("korting_e3", (0.0, 0.1, 0.4), (1.345, 1.211, 0.807)),
        ("r1_anders_ook", (0.0, 0.35, 0.5), (1.345, 0.875, 0.673)),
        ("r1_verlies", (0.0, 0.5), (1.742, 0.693)),
        ("r1_e1_effect", (0.05, 0.15), (0.538, 1.615)),
    ],
)
def test_the_sensitivity_table_of_d6(
    vector: Live, naam: str, values: tuple[float, ...], ratios: tuple[float, ...]
) -> None:
    ratio = vector.cell(vector.where("t_per_euro"))
    for value, wanted in zip(values, ratios, strict=True):
        with vector.typed({naam: value}):
            assert round(ratio.getValue(), 3) == wanted
