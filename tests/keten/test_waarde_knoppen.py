"""The buttons of *Keuzes* that value a plan, in memory: the sheet Plan, own values, whose a sheet is, failure, undo."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace, column_letters
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.reporting.rekenbladen.aannames_kolommen import ID, REGELS, TOEN, WAARDE
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer_excel import functions
from buurtwijzer_excel.commands.perform import attempt, perform
from buurtwijzer_excel.engines.addresses import parse_reference
from buurtwijzer_excel.engines.memory import start
from buurtwijzer_excel.engines.memory.dressing import MemoryDressing
from buurtwijzer_excel.engines.memory.payload import book_form, book_from
from buurtwijzer_excel.live import rekenbladen as writer
from buurtwijzer_excel.workbook.dressing import CHART_MARK
from buurtwijzer_excel.workbook.plan_limit_cells import LIMIT
from buurtwijzer_excel.workbook.plan_sheet import BUDGET, LINE, WHOLE, read_plans
from buurtwijzer_excel.workbook.value_issue_kinds import X481
from tests.geladen import meegeleverd
from tests.keten.aankleding import worn
from tests.keten.scenario_excel import DATA, select, snapshot, standard_payload

NOTHING = "De wijkagent en het loket gaan door."
OURS = ["Waarde per euro", "Wie betaalt, wie profiteert", "Aannames", "Berekening", "Narekening"]
HEAD = [*LINE, *WHOLE, *BUDGET]
PORTIEK: list[Any] = ["Portieken", "BU99990102", "", "portiekaanpak", 1.0, 2026.0, 1.0]
PAYERS = "gemeente 60%; corporatie 40%"


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return meegeleverd()


@pytest.fixture(scope="module")
def plain(root: Path) -> str:
    return json.dumps(standard_payload(root))


@pytest.fixture
def app(plain: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.App]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("BUURTWIJZER_REGELS", raising=False)
    program = start(json.loads(plain))
    yield program
    program.quit()


def row(
    line: list[Any], *, payers: str = PAYERS, about: list[Any] | None = None, budget: list[Any] | None = None
) -> list[Any]:
    """Give a row of the sheet Plan; what is not given is empty."""
    cells = [*line, payers, *[""] * (len(LINE) - len(line) - 1)]
    cells += about or [""] * len(WHOLE)
    return cells + (budget or [""] * len(BUDGET))


def about(naam: str, nul: str = NOTHING) -> list[Any]:
    return [naam, nul, 2026.0, 5.0, 2026.0]


def plan_sheet(app: xw.App, *rows: list[Any]) -> xw.Sheet:
    """Give the workbook a sheet Plan that the user typed."""
    book = app.books.active
    sheet = book.sheets.add("Plan", after=book.sheets[-1])
    sheet.range("A1").value = [HEAD, *rows]
    return sheet


@pytest.fixture
def valued(app: xw.App) -> xw.Book:
    """Give a workbook with one plan and what it is worth."""
    plan_sheet(app, row(PORTIEK, about=about("Portieken")))
    assert "[X" not in perform("waarde_per_euro", app)
    return app.books.active


def at(sheet: xw.Sheet, naam: str, kolom: int = WAARDE) -> xw.Range:
    """Give a cell of Aannames by the name of its input."""
    ids = sheet.range((1, ID + 1), (400, ID + 1)).options(ndim=1).value
    return sheet.range((ids.index(naam) + 1, kolom + 1))


def explain(cell: xw.Range) -> None:
    """Say who decided a value, when and why."""
    for step, value in zip((9, 10, 11), ("controller", datetime(2026, 3, 2), "eigen meting"), strict=True):  # noqa: DTZ001
        cell.offset(0, step).value = value


# The sheet Plan


def test_a_plan_is_proposed_and_waits_for_its_null_alternative(app: xw.App) -> None:
    select(app, "A4:A6")
    text = perform("waarde_per_euro", app)
    sheet = app.books.active.sheets["Plan"]
    rows = sheet.range((1, 1), (4, len(HEAD))).options(ndim=2).value
    assert rows[0] == HEAD
    assert [line[1] for line in rows[1:]] == ["BU99990101", "BU99990102", "BU99990103"]
    assert all(line[4:6] == [1.0, float(date.today().year)] for line in rows[1:])  # noqa: DTZ011
    assert "nulalternatief" in text
    told = perform("waarde_per_euro", app)
    assert "[X472]" in told
    assert "cel O2" in told
    assert not set(OURS) & set(app.books.active.sheet_names)


def test_a_proposal_that_nobody_changed_goes_with_opruimen(app: xw.App) -> None:
    before = [sheet.name for sheet in app.books.active.sheets]
    select(app, "A4:A6")
    perform("waarde_per_euro", app)
    assert "Plan" in perform("opruimen", app)
    assert [sheet.name for sheet in app.books.active.sheets] == before


def test_a_sheet_reads_as_plans_with_payers_and_budgets(rulebook: Rulebook) -> None:
    rows = [
        HEAD,
        row(PORTIEK, about=about("Portieken"), budget=["Portieken", "Gemeente", 2027, 25000]),
        row(["", "WK999901", "", "Buurtverbinder", "0,5", 2027, 3], payers="gemeente", about=about("Anders!")),
        row(["Anders!", "BU99990103", "", "buurtverbinder", 2, 2026, 5], payers=""),
    ]
    first, second = read_plans(SheetBlock("w.xlsx", "Plan", rows), rulebook)
    assert (first.id, first.naam, first.nulalternatief) == ("portieken", "Portieken", NOTHING)
    assert first.regels[0].verdeling == {Partij.GEMEENTE: 0.6, Partij.CORPORATIE: 0.4}
    assert [(r.interventie, r.gebied, r.aantal, r.inzet_jaren) for r in first.regels] == [
        ("portiekaanpak", "BU99990102", 1.0, 1),
        ("buurtverbinder", "WK999901", 0.5, 3),
    ]
    assert [(b.partij, b.jaar, b.bedrag_eur) for b in first.budgetten] == [(Partij.GEMEENTE, 2027, 25000.0)]
    assert (second.id, second.regels[0].aantal, second.regels[0].verdeling) == ("anders", 2.0, {})


@pytest.mark.parametrize(
    ("kolom", "waarde", "cel", "code"),
    [
        ("interventie", "portiekaanpk", "D2", "X471"),
        ("gebied", "Oude Haven", "B2", "X471"),
        ("aantal", "veel", "E2", "X471"),
        ("aantal", -1.0, "E2", "X471"),
        ("start", "", "F2", "X471"),
        ("jaren", 0.0, "G2", "X471"),
        ("verdeling", "gemeente 60%; corporatie 50%", "H2", "X471"),
        ("verdeling", "gemeete", "H2", "X471"),
        ("tarief", "€ 60", "J2", "X471"),
        ("over plan", "Iets anders", "N2", "X471"),
        ("nulalternatief", "  ", "O2", "X472"),
        ("looptijd", 100.0, "Q2", "X471"),
    ],
)
def test_a_mistake_is_told_at_its_cell(kolom: str, waarde: object, cel: str, code: str, rulebook: Rulebook) -> None:
    line = row(PORTIEK, about=about("Portieken"))
    line[HEAD.index(kolom)] = waarde
    with pytest.raises(InputError) as caught:
        read_plans(SheetBlock("w.xlsx", "Plan", [HEAD, line]), rulebook)
    assert [issue.code for issue in caught.value.issues if str(issue.place).endswith(f"cel {cel}")] == [code]


def test_a_missing_column_and_an_empty_sheet_are_told(rulebook: Rulebook) -> None:
    for rows, code in (([HEAD], "X473"), ([HEAD[:5]], "X471")):
        with pytest.raises(InputError) as caught:
            read_plans(SheetBlock("w.xlsx", "Plan", rows), rulebook)
        assert caught.value.issues[0].code == code


# The sheets


def test_every_formula_of_the_sheets_is_live(valued: xw.Book) -> None:
    assert [name for name in OURS if name in valued.sheet_names] == OURS
    calculation = valued.sheets["Berekening"].used_range.formula
    assert sum(text.startswith("=") for line in calculation for text in line) > 100
    names = {name.name: name.refers_to or "" for name in valued.names}
    assert names["discontovoet"].startswith("=Aannames!$B$")
    assert not [name for name in names if name.startswith("r1_")]
    assert valued.sheets.active.name == "Waarde per euro"


def test_nothing_is_left_after_opruimen_but_the_plan_of_the_user(app: xw.App) -> None:
    plan_sheet(app, row(PORTIEK, about=about("Portieken")))
    before = [snapshot(sheet) for sheet in app.books.active.sheets]
    names = sorted(name.name for name in app.books.active.names)
    perform("waarde_per_euro", app)
    perform("opruimen", app)
    assert not any(worn(sheet)["grafieken"] for sheet in app.books.active.sheets)
    assert [snapshot(sheet) for sheet in app.books.active.sheets] == before
    assert sorted(name.name for name in app.books.active.names) == names


def test_ververs_writes_the_same_sheets_again(valued: xw.Book, app: xw.App) -> None:
    before = [snapshot(sheet) for sheet in valued.sheets]
    assert "Waarde per euro" in perform("ververs", app)
    assert [snapshot(sheet) for sheet in valued.sheets] == before


def test_a_reference_of_the_user_to_a_result_stays(valued: xw.Book, app: xw.App) -> None:
    """The sheets are written in place: another sheet may point at them."""
    identity = valued.sheets["Berekening"].impl.model
    perform("waarde_per_euro", app)
    assert valued.sheets["Berekening"].impl.model is identity


def test_the_sheets_wear_charts_colours_and_watched_cells(valued: xw.Book) -> None:
    front, inputs = worn(valued.sheets["Waarde per euro"]), worn(valued.sheets["Aannames"])
    assert front["grafieken"]
    assert front["kleuren"]
    assert "getal" in inputs["keuzes"].values()
    assert worn(valued.sheets["Wie betaalt, wie profiteert"])["grafieken"][0][0] == f"{CHART_MARK}1"


def test_what_a_program_refuses_is_told_and_the_numbers_stand(app: xw.App, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(MemoryDressing, "draw", refuses)
    plan_sheet(app, row(PORTIEK, about=about("Portieken")))
    outcome = attempt("waarde_per_euro", app)
    assert outcome.is_gelukt
    assert X481.at(CellPlace("w.xlsx", "b"), wat="de grafieken").message in outcome.tekst
    book = app.books.active
    assert set(OURS) <= set(book.sheet_names)
    assert worn(book.sheets["Waarde per euro"])["kleuren"]


def test_a_chart_of_the_user_stays(valued: xw.Book, app: xw.App) -> None:
    """It is a drawing of theirs on a sheet of ours: nothing is written over it in a program that can tell."""
    model = valued.sheets["Berekening"].impl.model
    model.grafieken.append({"naam": "Grafiek 7", "titel": "van mij"})
    valued.sheets["Berekening"].impl.dressing.draw(())
    assert [chart["naam"] for chart in model.grafieken] == ["Grafiek 7"]


def test_a_proposal_offers_areas_interventions_and_payers(app: xw.App) -> None:
    select(app, "A4:A6")
    perform("waarde_per_euro", app)
    sheet = app.books.active.sheets["Plan"]
    lists = {form["adres"].split(":")[0]: form for form in sheet.impl.model.keuzes}
    assert lists["B2"]["bron"].startswith(f"='{DATA}'!$A$2:")
    assert "gemeente" in lists["H2"]["woorden"]
    reference = parse_reference(lists["D2"]["bron"])
    assert reference is not None
    (place, area) = reference
    assert place == "Plan"
    offered = sheet.range(area.address()).options(ndim=1).value
    assert "portiekaanpak" in offered
    assert all(offered)
    assert len(";".join(lists["H2"]["woorden"])) <= 255


def test_what_sheets_wear_goes_out_and_comes_in_as_json(valued: xw.Book) -> None:
    form = json.loads(json.dumps(book_form(valued.impl.model)))
    again = book_from(form)
    assert book_form(again) == form
    assert again.bladen[-1].kleuren or again.bladen[-2].kleuren or again.bladen[-3].kleuren


# Own values


def test_an_own_value_is_read_back_and_kept(valued: xw.Book, app: xw.App) -> None:
    sheet = valued.sheets["Aannames"]
    cell = at(sheet, "discontovoet")
    cell.value = 0.04
    told = perform("waarde_per_euro", app)
    assert "[X474]" in told
    assert cell.value == 0.04
    explain(cell)
    first = perform("waarde_per_euro", app)
    assert "[X" not in first
    assert (at(sheet, "discontovoet").value, at(sheet, "discontovoet", TOEN).value) == (0.04, 0.04)
    assert at(sheet, "discontovoet", REGELS).value == 0.0225
    assert perform("waarde_per_euro", app) == first
    assert cell.offset(0, 9).value == "controller"


def test_an_own_price_is_of_the_plan_and_another_year_asks_a_reason(valued: xw.Book, app: xw.App) -> None:
    sheet = valued.sheets["Aannames"]
    names = [
        cell.value
        for cell in sheet.range(f"{column_letters(ID + 1)}4:{column_letters(ID + 1)}200")
        if str(cell.value or "").startswith("prijsjaar_")
    ]
    year = next(naam for naam in names if at(sheet, naam, REGELS).value != at(sheet, "prijspeil").value)
    price = year.replace("prijsjaar_", "prijs_")
    at(sheet, price).value = at(sheet, price).value + 1
    explain(at(sheet, price))
    assert "[X" not in perform("waarde_per_euro", app)
    assert str(at(sheet, year).formula).startswith("=IF(")
    rules = at(sheet, year, REGELS).value
    assert "[X" not in perform("waarde_per_euro", app), "wat meegaat is niet getypt"
    at(sheet, year).value = rules
    assert "[X474]" in perform("waarde_per_euro", app), "het jaar van de regels bij een eigen prijs is een keuze"
    explain(at(sheet, year))
    assert "[X" not in perform("waarde_per_euro", app)
    assert at(sheet, year).value == rules
    assert not str(at(sheet, year).formula).startswith("=")


def test_an_own_value_follows_its_line_when_the_plan_changes(valued: xw.Book, app: xw.App) -> None:
    sheet, plan = valued.sheets["Aannames"], valued.sheets["Plan"]
    cell = at(sheet, "regel1_deelname")
    cell.value = 0.5
    explain(cell)
    new = row(["Portieken", "BU99990103", "", "buurtverbinder", 1.0, 2026.0, 3.0], payers="gemeente")
    plan.range("A2").value = [new, row(PORTIEK, about=about("Portieken"))]
    assert "[X" not in perform("waarde_per_euro", app)
    assert at(sheet, "regel2_deelname").value == 0.5
    assert at(sheet, "regel1_deelname").value != 0.5
    plan.range("A3").value = [[""] * len(HEAD)]
    plan.range("N2").value = about("Portieken")
    assert "[X475]" in perform("waarde_per_euro", app)
    assert at(sheet, "regel2_deelname").value == 0.5


@pytest.mark.parametrize("value", [-0.1, 1.7, "veel", None])
def test_an_own_value_that_cannot_be_is_refused(value: object, valued: xw.Book, app: xw.App) -> None:
    cell = at(valued.sheets["Aannames"], "regel1_deelname")
    cell.value = value
    explain(cell)
    assert "[X478]" in perform("waarde_per_euro", app)
    assert cell.value == value


def test_sheets_with_an_own_value_stay_together_with_opruimen(valued: xw.Book, app: xw.App) -> None:
    cell = at(valued.sheets["Aannames"], "discontovoet")
    cell.value = 0.04
    text = perform("opruimen", app)
    assert set(OURS) <= set(valued.sheet_names)
    assert all(f"'{name}'" in text for name in OURS)
    cell.value = 0.0225
    perform("opruimen", app)
    assert not set(OURS) & set(valued.sheet_names)


# Whose is what


def test_a_change_outside_the_yellow_cells_is_never_written_over(valued: xw.Book, app: xw.App) -> None:
    cell = valued.sheets["Berekening"].range("N3")
    cell.value = "let op: navragen"
    assert "[X476]" in perform("waarde_per_euro", app)
    assert cell.value == "let op: navragen"
    perform("opruimen", app)
    assert valued.sheets["Berekening"].range("N3").value == "let op: navragen"


def test_a_sheet_or_name_of_the_user_is_in_the_way(app: xw.App) -> None:
    plan_sheet(app, row(PORTIEK, about=about("Portieken")))
    book = app.books.active
    book.sheets.add("aannames", after=book.sheets[-1])
    book.names.add("Discontovoet", f"='{DATA}'!$A$1")
    text = perform("waarde_per_euro", app)
    assert text.count("[X477]") == 2
    assert "Berekening" not in book.sheet_names


@pytest.mark.parametrize("again", [False, True])
def test_a_failure_halfway_leaves_every_cell_as_it_was(
    again: bool, app: xw.App, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_sheet(app, row(PORTIEK, about=about("Portieken")))
    book = app.books.active
    if again:
        perform("waarde_per_euro", app)
        book.sheets["Plan"].range("E2").value = 2.0
    before = _contents(book)
    dress = writer._dress

    def fails(sheet: xw.Sheet, blad: Any) -> Any:
        if blad.naam == "Berekening":
            raise OSError("geweigerd")
        return dress(sheet, blad)

    monkeypatch.setattr(writer, "_dress", fails)
    outcome = attempt("waarde_per_euro", app)
    assert "[X215]" in outcome.tekst
    assert _contents(book) == before


def _contents(book: xw.Book) -> dict[str, Any]:
    cells = {sheet.name: dict(sheet.impl.model.cellen) for sheet in book.sheets}
    return {**cells, "namen": sorted((name.name, name.refers_to) for name in book.names)}


# Scenarios, the best plan, and the function


def two_plans(app: xw.App) -> xw.Sheet:
    other = row(["Verbinden", "BU99990103", "", "buurtverbinder", 1.0, 2026.0, 3.0], payers="gemeente")
    other[len(LINE) : len(LINE) + len(WHOLE)] = about("Verbinden")
    first = row(PORTIEK, about=about("Portieken"), budget=["Portieken", "gemeente", 2026.0, 200000.0])
    return plan_sheet(app, first, other)


def test_plans_are_put_side_by_side(app: xw.App) -> None:
    two_plans(app)
    assert "[X479]" in perform("vergelijk_scenarios", app)
    select(app, "A2", "Plan")
    text = perform("vergelijk_scenarios", app)
    book = app.books.active
    assert "Portieken tegen Verbinden" in text
    assert book.sheets.active.name == "Scenario's"
    live, fixed = "(plan van deze werkmap: rekent mee)", "(uit de run)"
    assert book.sheets["Scenario's"].range("C3:D3").value == [f"Portieken {live}", f"Verbinden {fixed}"]
    select(app, "D3", "Plan")
    perform("waarde_per_euro", app)
    assert book.sheets["Scenario's"].range("C3:D3").value == [f"Portieken {fixed}", f"Verbinden {live}"]
    perform("opruimen", app)
    assert not {*OURS, "Scenario's"} & set(book.sheet_names)


def test_the_best_plan_keeps_to_the_budget_of_the_sheet(app: xw.App) -> None:
    sheet = two_plans(app)
    select(app, "A3", "Plan")
    assert "[W405]" in perform("beste_plan", app)
    select(app, "A2", "Plan")
    text = perform("beste_plan", app)
    book = app.books.active
    assert book.sheets.active.name == "Beste plan"
    assert "Beste plan" in text
    sheet.activate()
    perform("waarde_per_euro", app)
    names = [name.name for name in book.names]
    perform("beste_plan", app)
    assert [name.name for name in book.names] == names
    perform("opruimen", app)
    assert not {*OURS, "Beste plan"} & set(book.sheet_names)


LIMITED = [*HEAD, *LIMIT]


def limit(*cells: Any) -> list[Any]:
    """Give the cells of a limit of the plan Portieken; what is not given is empty."""
    return ["Portieken", *cells, *[""] * (len(LIMIT) - 1 - len(cells))]


def limited_plan(app: xw.App, *limits: list[Any]) -> xw.Sheet:
    """Give a workbook with a plan that has limits."""
    money = [["Portieken", partij, 2026.0, 200000.0] for partij in ("gemeente", "corporatie")]
    lines = [row(PORTIEK, about=about("Portieken"), budget=money[0])]
    lines.append(row(["Portieken", "BU99990103", "", "buurtverbinder", 1.0, 2026.0, 3.0], budget=money[1]))
    lines += [row([], payers="") for _ in limits[2:]]
    rows = [[*line, *own] for line, own in zip(lines, [*limits, limit()][: len(lines)], strict=False)]
    book = app.books.active
    sheet = book.sheets.add("Plan", after=book.sheets[-1])
    sheet.range("A1").value = [LIMITED, *rows]
    return sheet


def test_the_best_plan_keeps_to_the_limits_of_the_sheet(app: xw.App) -> None:
    limited_plan(
        app,
        limit("zeker", "Portiek- en flataanpak", "", "BU99990102"),
        limit("capaciteit", "", "", "", "gemeente", "", "fte", 1.0),
        limit("niet", "buurtverbinder"),
        limit("niet samen", "maatje", "schuldhulp"),
    )
    text = perform("beste_plan", app)
    assert "[" not in text, text
    sheet = app.books.active.sheets["Beste plan"]
    cells = [str(cell) for line in sheet.used_range.options(ndim=2).value for cell in line[:2]]
    assert "portiekaanpak in BU99990102" in cells
    assert "gemeente 2027 (fte)" in cells
    assert "maatje en schuldhulp" in cells
    assert any("Regels die al in het plan stonden: 1" in cell for cell in cells)


def test_limits_of_the_sheet_that_clash_are_named(app: xw.App) -> None:
    limited_plan(app, limit("zeker", "portiekaanpak", "", "BU99990102"), limit("niet", "portiekaanpak"))
    text = perform("beste_plan", app)
    assert "[W201]" in text
    assert "'portiekaanpak' moet in BU99990102; 'portiekaanpak' mag van u niet in BU99990102" in text
    assert "Beste plan" not in app.books.active.sheet_names


@pytest.mark.parametrize(
    ("cells", "kop", "code"),
    [
        (("nooit",), "soort grens", "X471"),
        (("niet", "maatjes"), "van interventie", "W120"),
        (("niet",), "van interventie", "R606"),
        (("zeker", "maatje", "", "Zuid"), "in gebied", "X471"),
        (("capaciteit", "", "", "", "stad"), "van partij", "X471"),
        (("capaciteit", "", "", "", "gemeente", 2040.0, "fte", 2.0), "in jaar", "W122"),
        (("capaciteit", "", "", "", "gemeente", "", "fte", "veel"), "grens aantal", "X471"),
        (("capaciteit", "", "", "", "gemeente", "", "dagen", 2.0), "eenheid", "X471"),
        (("ondergrens", "", "", "", "", "", "", 1.5), "grens aantal", "R608"),
        (("ondergrens", "maatje", "", "", "", "", "", 1.0), "van interventie", "R607"),
    ],
)
def test_a_mistake_in_a_limit_is_told_at_its_cell(
    cells: tuple[Any, ...], kop: str, code: str, rulebook: Rulebook
) -> None:
    line = [*row(PORTIEK, about=about("Portieken")), *limit(*cells)]
    with pytest.raises(InputError) as caught:
        read_plans(SheetBlock("w.xlsx", "Plan", [LIMITED, line]), rulebook)
    letter = column_letters(LIMITED.index(kop) + 1)
    assert [issue.code for issue in caught.value.issues if str(issue.place).endswith(f"cel {letter}2")] == [code]


def test_a_limit_or_budget_without_its_plan_is_told(rulebook: Rulebook) -> None:
    line = [
        *row(PORTIEK, about=about("Portieken"), budget=["", "gemeente", 2026, 5.0]),
        "",
        *limit("niet", "maatje")[1:],
    ]
    with pytest.raises(InputError) as caught:
        read_plans(SheetBlock("w.xlsx", "Plan", [LIMITED, line]), rulebook)
    assert [issue.code for issue in caught.value.issues] == ["X471", "X471"]
    part = [*LIMITED[:-1], "iets anders"]
    with pytest.raises(InputError, match="'grens aantal' ontbreekt"):
        read_plans(SheetBlock("w.xlsx", "Plan", [part, line]), rulebook)


def test_the_function_gives_what_the_sheet_gives_for_one_line(app: xw.App) -> None:
    caller = app.books.active.sheets[DATA].range("EZ1")
    lines: Callable[..., list[list[float | str]]] = functions.BWZ_WAARDE
    found = [
        lines([["portiekaanpak", "BU99990102", 1.0]], what, caller)[0][0] for what in ("per euro", "Saldo", "kosten")
    ]
    ratio, balance, costs = (float(value) for value in found)
    assert 0 < ratio < 10
    assert balance < costs
    assert costs > 0


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (["portiekaanpk", "BU99990102", 1.0], "Bedoelt u 'portiekaanpak'?"),
        (["portiekaanpak", "Haven", 1.0], "Geen gebiedscode"),
        (["portiekaanpak", "BU99990102", "veel"], "Het aantal moet een getal boven 0 zijn"),
        (["portiekaanpak", "BU99990102", 0.0], "Het aantal moet een getal boven 0 zijn"),
        (["portiekaanpak", "BU12345678", 1.0], "[W105]"),
        ([None, None, None], ""),
        (["portiekaanpak"], "Kies drie kolommen: interventie, gebied en aantal"),
    ],
)
def test_the_function_says_in_dutch_why_there_is_no_number(line: list[Any], text: str, app: xw.App) -> None:
    caller = app.books.active.sheets[DATA].range("EZ1")
    (found,) = functions.BWZ_WAARDE([line], "per euro", caller)[0]
    assert text in str(found)
    assert bool(text) == bool(found)
