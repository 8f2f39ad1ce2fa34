"""The buttons on the engine in memory: every story of `scenario_excel`, and what only a made-up program can do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.own.rows import find_own_rows
from buurtwijzer.reporting.blad import CelSoort
from buurtwijzer.reporting.written import Written, WrittenColumn
from buurtwijzer_excel.commands.perform import COMMANDS, perform
from buurtwijzer_excel.engines.memory import answer, start
from buurtwijzer_excel.live.beside import find_areas
from buurtwijzer_excel.live.columns import Beside, plan, write
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.reading import owned_columns, read_book, read_sheet
from buurtwijzer_excel.live.selection import selected_columns
from tests.keten.scenario_excel import (
    CHOICES,
    DATA,
    STORIES,
    filled_rows,
    formulas,
    ours,
    select,
    selection_means,
    standard_payload,
)

Open = Callable[..., xw.App]


@pytest.fixture(scope="module")
def plain(root: Path) -> str:
    return json.dumps(standard_payload(root))


@pytest.fixture
def open_it(plain: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Give a function that opens the standard workbook, changed by a function on its JSON when there is one."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("BUURTWIJZER_REGELS", raising=False)
    apps = []

    def opened(change: Callable[[dict[str, Any]], object] | None = None) -> xw.App:
        payload = json.loads(plain)
        if change is not None:
            change(payload["werkmap"])
        apps.append(start(payload))
        return apps[-1]

    yield opened
    for app in apps:
        app.quit()


@pytest.mark.parametrize("story", STORIES.values(), ids=list(STORIES))
def test_story(story: Callable[[xw.App], None], open_it: Open) -> None:
    story(open_it())


@pytest.mark.parametrize("address", CHOICES)
def test_what_a_selection_means(address: str, open_it: Open) -> None:
    selection_means(open_it(), address)


def test_the_workbook_is_the_same_to_the_last_byte(open_it: Open) -> None:
    app = open_it()
    before = answer(app)["werkmap"]
    for command in ("analyseer_selectie", "advies", "instellingen"):
        select(app, "A4:A9")
        perform(command, app)
    perform("opruimen", app)
    after = answer(app)["werkmap"]
    assert after["bladen"] == before["bladen"]
    assert after["namen"] == before["namen"]


def test_two_reads_per_sheet_and_one_write_per_block(open_it: Open) -> None:
    app = open_it()
    counted = app.impl.model.aantal
    select(app, "A1")
    perform("analyseer_selectie", app)
    assert counted["lezen"] == 8  # values, where formulas stand, and what was written, also on our own sheet
    assert counted["schrijven"] == 3  # the columns, the sheet with findings and the record
    assert counted["opmaken"] < 70
    counted.clear()
    perform("analyseer_selectie", app)
    assert counted["schrijven"] == 2


def test_screen_and_status_bar_are_put_back_and_one_message_is_shown(open_it: Open) -> None:
    app = open_it()
    app.status_bar = "van de gebruiker"
    for name in COMMANDS:
        shown = len(app.impl.model.berichten)
        perform(name, app)
        assert len(app.impl.model.berichten) == shown + 1
        assert app.status_bar == "van de gebruiker"
        assert app.screen_updating is True
    assert any("Scores berekenen" in text for text in app.impl.model.voortgang)


def test_no_workbook() -> None:
    app = start()
    for name in COMMANDS:
        assert "[X212]" in perform(name, app)
    app.quit()


def test_something_else_than_cells(open_it: Open) -> None:
    app = open_it()
    app.books.active.impl.model.selectie = ()
    assert "[X213]" in perform("analyseer_selectie", app)


def test_our_own_sheet(open_it: Open) -> None:
    app = open_it()
    perform("advies", app)
    assert app.books.active.sheets.active.name == "Advies"
    assert "[X214]" in perform("analyseer_selectie", app)


def test_protected_sheet(open_it: Open) -> None:
    app = open_it(lambda book: book["bladen"][0].update(beveiligd=True))
    before = answer(app)["werkmap"]
    text = perform("analyseer_selectie", app)
    assert "[X215]" in text
    assert "beveiliging" in text
    assert answer(app)["werkmap"] == before


@pytest.mark.parametrize("after", [0, 1, 5, 13, 22, 31, 40, 52, 59])
def test_a_failure_half_way_leaves_the_workbook_as_it_was(after: int, open_it: Open, monkeypatch: Any) -> None:
    from buurtwijzer_excel.engines.memory.ranges import Range

    app = open_it()
    select(app, "A4:A9")
    if after % 2:
        perform("analyseer_selectie", app)
        select(app, "A8:A15")
    before = answer(app)["werkmap"]
    real, left = Range._may_write, [after]

    def failing(self: Range, what: str) -> None:
        left[0] -= 1
        if left[0] == -1:
            raise OSError("Excel zegt nee")
        real(self, what)

    monkeypatch.setattr(Range, "_may_write", failing)
    text = perform("analyseer_selectie", app)
    if left[0] >= 0:
        assert "[X" not in text  # fewer writes than that: it simply went well
        return
    assert "[X215]" in text
    now = answer(app)["werkmap"]
    for old, new in zip(before["bladen"], now["bladen"], strict=True):
        assert new["waarden"] == old["waarden"]
    assert now["bladen"][0] == before["bladen"][0]
    assert sorted(map(str, now["namen"])) == sorted(map(str, before["namen"]))


def test_an_unexpected_error_is_told_in_dutch_and_logged(open_it: Open, monkeypatch: Any, tmp_path: Path) -> None:
    from buurtwijzer_excel.live import beside

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr(beside, "run_on_workbook", broken)
    app = open_it()
    before = answer(app)["werkmap"]
    text = perform("analyseer_selectie", app)
    assert "[X900]" in text
    assert "geheim" not in text
    assert answer(app)["werkmap"] == before


def test_rows_in_a_table_of_excel(open_it: Open) -> None:
    table = {"naam": "Buurten", "adres": "A1:DQ29"}
    app = open_it(lambda book: book["bladen"][0].update(tabellen=[table]))
    sheet = select(app, "A4:A9")
    text = perform("analyseer_selectie", app)
    assert owned_columns(sheet)[0].kolom == 122  # one column free, so that the table does not grow
    assert "Ververs" in text
    assert sheet.tables["Buurten"].range.address == "$A$1:$DQ$29"


@pytest.mark.parametrize(
    "form",
    [
        {"opmaak": [{"adres": "DU1:DU29", "kleur": [1, 2, 3]}]},
        {"opmaak": [{"adres": "DU3", "getalnotatie": "0.00"}]},
        {"breedtes": {"125": 30.0}},
        {"samengevoegd": ["DU3:DU5"]},
    ],
)
def test_a_column_the_user_made_up_is_passed(form: dict[str, Any], open_it: Open) -> None:
    app = open_it(lambda book: book["bladen"][0].update(form))
    before = answer(app)["werkmap"]["bladen"]
    sheet = select(app, "A4:A9")
    perform("analyseer_selectie", app)
    assert owned_columns(sheet)[0].kolom == 125
    perform("opruimen", app)
    assert answer(app)["werkmap"]["bladen"] == before


@pytest.mark.parametrize(
    "cell", [{"formule": "=NA()", "waarde": "#N/A"}, {"formule": '=IF(A5="","x","")', "waarde": ""}]
)
def test_an_error_and_a_formula_without_a_result_are_cells_of_the_user(cell: dict[str, Any], open_it: Open) -> None:
    def beside(book: dict[str, Any]) -> None:
        row = book["bladen"][0]["waarden"][6]
        row += [None] * (121 - len(row)) + [cell]

    app = open_it(beside)
    before = answer(app)["werkmap"]["bladen"]
    sheet = select(app, "B5:F20")
    perform("analyseer_selectie", app)
    assert owned_columns(sheet)[0].kolom == 122
    assert sheet.range("DR7").formula == cell["formule"]
    perform("opruimen", app)
    assert answer(app)["werkmap"]["bladen"] == before


@pytest.mark.parametrize("formula", ["=NA()", '=IF(1=1,"","")'])
def test_a_formula_below_our_columns_is_not_written_over(formula: str, open_it: Open) -> None:
    app = open_it()
    sheet = select(app, "A4:A9")
    perform("analyseer_selectie", app)
    sheet.range("DR15").formula = formula
    select(app, "A4:A20")
    perform("analyseer_selectie", app)
    assert sheet.range("DR15").formula == formula
    assert all(column.kolom != 121 for column in owned_columns(sheet))


def test_a_sheet_that_is_coloured_as_a_whole(open_it: Open) -> None:
    rows = [{"adres": f"A{row}:XFD{row}", "kleur": [250, 250, 250]} for row in range(1, 31)]
    app = open_it(lambda book: book["bladen"][0].update(opmaak=rows))
    sheet = select(app, "A4:A9")
    perform("analyseer_selectie", app)
    assert owned_columns(sheet)[0].kolom == 121
    perform("opruimen", app)
    assert sheet.range("DR1:EU29").color == (250, 250, 250)


def test_zebra_rows_stay_as_they_were(open_it: Open) -> None:
    rows: list[dict[str, Any]] = [{"adres": f"A{row}:XFD{row}", "kleur": [230, 240, 250]} for row in range(4, 30, 2)]
    rows.append({"adres": "A8:XFD8", "getalnotatie": "0.00"})
    app = open_it(lambda book: book["bladen"][0].update(opmaak=rows))
    before = answer(app)["werkmap"]["bladen"]
    sheet = select(app, "A4:A20")
    perform("analyseer_selectie", app)
    assert sheet.range("DR4").color == (230, 240, 250)
    assert sheet.range("DR5").color is None
    perform("opruimen", app)
    assert answer(app)["werkmap"]["bladen"] == before


def test_a_column_with_other_formats_per_row_is_passed(open_it: Open) -> None:
    rows = [{"adres": "A8:XFD8", "getalnotatie": "0.00"}, {"adres": "DU9", "getalnotatie": "0.0"}]
    app = open_it(lambda book: book["bladen"][0].update(opmaak=rows))
    before = answer(app)["werkmap"]["bladen"]
    sheet = select(app, "A4:A20")
    perform("analyseer_selectie", app)
    assert owned_columns(sheet)[0].kolom == 125
    perform("opruimen", app)
    assert answer(app)["werkmap"]["bladen"] == before


def test_a_program_that_writes_nothing_and_says_nothing(open_it: Open, monkeypatch: Any) -> None:
    from buurtwijzer_excel.engines.memory.model import SheetModel

    app = open_it()
    before = answer(app)["werkmap"]
    monkeypatch.setattr(SheetModel, "write", lambda *_: None)
    assert "[X215]" in perform("analyseer_selectie", app)
    assert answer(app)["werkmap"] == before


def test_a_protected_sheet_is_not_said_to_be_cleaned(open_it: Open) -> None:
    app = open_it()
    sheet = select(app, "A4:A9")
    perform("analyseer_selectie", app)
    app.books.active.sheets[DATA].impl.model.beveiligd = True
    assert "[X215]" in perform("opruimen", app)
    assert len(owned_columns(sheet)) > 0


def two_tables(book: dict[str, Any]) -> None:
    rows = [
        ["code", "naam", None, None, "code", "eigen"],
        ["BU99990101", "a", None, None, "BU99990103", "x"],
        ["BU99990102", "b", None, None, "BU99990202", "y"],
    ]
    book["bladen"].append({"naam": "lijst", "waarden": rows})


@pytest.mark.parametrize(("address", "own"), [("E2:E3", "E"), ("F2:F3", "E"), ("A2:A3", "A"), ("B3", "A")])
def test_of_two_tables_the_chosen_one_is_meant(address: str, own: str, open_it: Open) -> None:
    app = open_it(two_tables)
    sheet = select(app, address, "lijst")
    reading = read_book(app.books.active)
    found = find_areas(reading, "lijst", selected_columns(sheet.range(address)))
    assert found.kolom == "ABCDE".index(own)
    before = sheet.range("A1:F3").value
    assert "[X" not in perform("analyseer_selectie", app)
    assert sheet.range("A1:F3").value == before


@pytest.mark.parametrize("command", ["analyseer_selectie", "advies"])
def test_two_tables_at_once_are_refused_with_their_addresses(command: str, open_it: Open) -> None:
    app = open_it(two_tables)
    select(app, "A2:F3", "lijst")
    before = answer(app)["werkmap"]
    text = perform(command, app)
    assert "[X261]" in text
    assert "A2:A3" in text
    assert "E2:E3" in text
    assert answer(app)["werkmap"] == before


def test_merged_by_the_user_in_our_columns(open_it: Open) -> None:
    app = open_it()
    sheet = select(app, "A4:A9")
    perform("analyseer_selectie", app)
    sheet.range("DR4:DS5").merge()
    assert "[X219]" in perform("ververs", app)


@pytest.mark.parametrize("pad", ["", "https://voorbeeld.sharepoint.com/sites/wijk/mijn.xlsx"])
def test_a_source_without_a_folder_needs_a_saved_workbook(pad: str, open_it: Open) -> None:
    settings = {"naam": "Instellingen", "waarden": [["instelling", "waarde"], ["bronnen", "extra.xlsx"]]}

    def change(book: dict[str, Any]) -> None:
        book["pad"] = pad
        book["bladen"].append(settings)

    app = open_it(change)
    assert "[X211]" in perform("analyseer_selectie", app)


def test_a_source_beside_the_workbook(open_it: Open, tmp_path: Path, root: Path) -> None:
    source = root / "sample_data" / "gezondheid2020_voorbeeldstad.xlsx"
    (tmp_path / source.name).write_bytes(source.read_bytes())
    settings = {"naam": "Instellingen", "waarden": [["instelling", "waarde"], ["bronnen", source.name]]}

    def change(book: dict[str, Any]) -> None:
        book["pad"] = str(tmp_path / "mijn.xlsx")
        book["bladen"][1] = settings

    with_sheet, with_file = open_it(), open_it(change)
    for app in (with_sheet, with_file):
        app.activate()
        perform("analyseer_selectie", app)
    assert ours(with_file.books.active.sheets[DATA]) == ours(with_sheet.books.active.sheets[DATA])


def test_a_sheet_instellingen_about_something_else_is_no_matter(open_it: Open) -> None:
    other = {"naam": "Instellingen", "waarden": [["Instellingen van de printer", 3], ["papier", "A4"]]}
    app = open_it(lambda book: book["bladen"].append(other))
    sheet = select(app, "A4:A5")
    perform("analyseer_selectie", app)
    assert filled_rows(sheet) == [4, 5]
    perform("instellingen", app)
    assert app.books.active.sheets.active.name == "Instellingen (2)"


def test_names_of_ours_follow_a_renamed_sheet(open_it: Open) -> None:
    app = open_it()
    sheet = select(app, "A4:A5")
    perform("analyseer_selectie", app)
    before = ours(sheet)
    sheet.name = "Jan's 'buurten' é = §"
    app.books.active.sheets["Meldingen (2)"].name = "Wat er op viel"
    sheet.range("A4:A5").select()
    text = perform("ververs", app)
    assert "Jan's 'buurten' é = §" in text or "[D202]" in text  # the year stood in the name of the sheet
    assert ours(sheet) == before
    perform("opruimen", app)
    assert app.books.active.sheet_names == ["Jan's 'buurten' é = §", "gezondheid 'n meer é", "Meldingen"]


def test_a_hidden_sheet_is_not_used(open_it: Open) -> None:
    app = open_it(lambda book: book["bladen"][1].update(zichtbaar=False))
    perform("analyseer_selectie", app)
    assert app.impl.model.aantal["lezen"] == 6


HOSTILE = (
    "=1+1", '=HYPERLINK("http://x","klik")', "+1+1", "-1+1", "@SUM(A1)", "'=1", "''", "=", "==", "=A1\n=B2",
    "\t=1+1", "\r=1", "=cmd|' /C calc'!A0", "http://voorbeeld.nl", "www.voorbeeld.nl", "mailto:a@b.nl", "0363", "1e5",
    "1-2", "TRUE", "WAAR", "#MELDING", "#1", "12:30", "50%", "€ 5", "1,5", "'t Zand", '="x"', "{=1}", "\ufeff=1", " =1",
    "＝1+1", "\x00=1", "=1" * 200, "\N{RIGHT-TO-LEFT OVERRIDE}=1", "a'b\"c", "[1]Blad!A1", '=DDE("a";"b")', "%00",
    "=IMPORTXML(1)",
)  # fmt: skip


@pytest.mark.parametrize("start_at", range(0, len(HOSTILE), 8))
def test_hostile_labels_never_become_a_formula(start_at: int, open_it: Open) -> None:
    labels = HOSTILE[start_at : start_at + 8]
    address = f"A4:A{3 + len(labels)}"
    app = open_it()
    sheet = select(app, address)
    cells = sheet.range((4, 3), (3 + len(labels), 4))
    cells.number_format = "@"
    cells.value = [["'" + label] * 2 for label in labels]
    perform("analyseer_selectie", app)
    select(app, address)
    perform("advies", app)
    assert not formulas(app)
    rows = app.books.active.sheets["Advies"].range("A2:B80").options(ndim=2).value
    shown = {code: name for code, name in rows if code}
    for row, label in enumerate(labels, start=4):
        code = sheet.range((row, 1)).value
        if label.isprintable() and label.strip() == label:
            assert shown[code] == label


def test_a_hostile_rulebook_never_writes_a_formula(open_it: Open, tmp_path: Path, root: Path) -> None:
    import shutil

    shutil.copytree(root / "rules", tmp_path / "buurtwijzer-regels")
    for path in (tmp_path / "buurtwijzer-regels" / "risicos").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        name = next(line for line in text.splitlines() if line.startswith("naam:"))
        path.write_text(text.replace(name, f'naam: \'=HYPERLINK("http://x";"{path.stem}")\'', 1), encoding="utf-8")
    app = open_it(lambda book: book.update(pad=str(tmp_path / "mijn.xlsx")))
    sheet = select(app, "A4:A9")
    text = perform("analyseer_selectie", app)
    assert "[X" not in text
    assert "[R" not in text
    assert not formulas(app)
    select(app, sheet.range((5, owned_columns(sheet)[13].kolom + 1)).address)
    perform("leg_uit", app)
    assert not formulas(app)


def test_fourteen_thousand_rows_in_one_block_call() -> None:
    codes = [f"BU{number:08d}" for number in range(3_630_000, 3_644_000)]
    app = start({"schema": 1, "werkmap": {"bladen": [{"naam": "b", "waarden": [["code"], *([c] for c in codes)]}]}})
    sheet, counted = app.books.active.sheets["b"], app.impl.model.aantal
    columns = tuple(WrittenColumn(f"Bwz risico {n}", f"Bwz_risico_{n}", CelSoort.TEKST, 12.0) for n in range(13))
    written = Written(columns, {code: tuple(f"{code} {n}" for n in range(13)) for code in codes})
    block = read_sheet(app.books.active, sheet)
    own = find_own_rows(block.rijen)
    assert own is not None
    assert len(own.codes) == 14_000
    beside = Beside(sheet, block, own, ())
    counted.clear()
    with Journal(CellPlace("m.xlsx", "b")) as journal:
        placement = plan(beside, written, own.codes)
        addresses = write(beside, placement, written, own.codes, journal, keep_rest=True)
    assert addresses == ["B1:N14001"]
    assert counted["schrijven"] == 1
    assert counted["lezen"] == 1  # what was written
    assert ours(sheet)["Bwz_risico_12"][-1] == f"{codes[-1]} 12"
    app.quit()


@pytest.mark.parametrize(
    ("naam", "verwijzing", "blad"),
    [
        ("Bwz_budget", f"='{DATA}'!$F$1:$F$20", DATA),
        ("Bwz_budget", f"='{DATA}'!$F$1:$F$20", None),
        ("Bwz_zekerheid", f"='{DATA}'!$F$1:$F$20", DATA),
        ("Bwz_zekerheid", "='gezondheid ''n meer é'!$B$2:$B$10", DATA),
        ("Bwz_blad_budget", "='gezondheid ''n meer é'!$A$1", None),
        ("Bwz_blad_toelichting", "='gezondheid ''n meer é'!$A$2", None),
        ("Bwz_blad_verantwoording", "='gezondheid ''n meer é'!$A$1", None),
    ],
)
@pytest.mark.parametrize("command", ["analyseer_selectie", "opruimen"])
def test_a_name_alone_makes_nothing_ours(
    command: str, naam: str, verwijzing: str, blad: str | None, open_it: Open
) -> None:
    def change(book: dict[str, Any]) -> None:
        book["namen"].append({"naam": naam, "verwijst_naar": verwijzing} | ({"blad": blad} if blad else {}))

    app = open_it(change)
    before = answer(app)["werkmap"]
    select(app, "A4:A9")
    text = perform(command, app)
    if command == "analyseer_selectie" and naam == "Bwz_zekerheid":
        assert "[X236]" in text
    elif command == "analyseer_selectie":
        found = app.books.active.sheets["Meldingen (2)"]
        codes = [row[1] for row in found.used_range.options(ndim=2).value]
        assert "X231" in codes
        perform("opruimen", app)
    after = answer(app)["werkmap"]
    assert after["bladen"] == before["bladen"]
    assert after["namen"] == before["namen"]


def test_a_column_that_the_user_took_over_is_the_users(open_it: Open) -> None:
    app = open_it()
    sheet = select(app, "A4:A9")
    perform("analyseer_selectie", app)
    own = next(column for column in owned_columns(sheet) if column.naam == "Bwz_gelijkenis_1")
    cells = sheet.range((1, own.kolom + 1), (own.laatste + 1, own.kolom + 1))
    mine = ["mijn budget", *(float(number) for number in range(own.laatste))]
    cells.clear_contents()
    cells.options(transpose=True).value = mine
    for command in ("analyseer_selectie", "ververs", "opruimen"):
        perform(command, app)
        assert cells.value == mine, command


def test_a_formula_and_a_note_of_the_user_in_our_columns_stay_and_are_told(open_it: Open) -> None:
    app = open_it()
    sheet = select(app, "A4:A20")
    perform("analyseer_selectie", app)
    sheet.range("DR7").number_format = "General"
    sheet.range("DR7").formula = '="eigen "&DR6'
    sheet.range("DS8").value = "mijn notitie"
    for command in ("analyseer_selectie", "ververs"):
        perform(command, app)
        assert sheet.range("DR7").formula == '="eigen "&DR6', command
        assert sheet.range("DS8").value == "mijn notitie", command
        rows = app.books.active.sheets["Meldingen (2)"].used_range.options(ndim=2).value
        assert any(
            row[1] == "X232" and ("DR7 (nu naast" in str(row) and "DS8 (nu naast" in str(row)) for row in rows
        ), command
