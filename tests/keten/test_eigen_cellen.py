"""What the user puts in our columns and on our sheets stays theirs, in memory and in a live LibreOffice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from buurtwijzer.reporting.record import KEY
from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.engines.memory import answer, start
from buurtwijzer_excel.live.ledger import Ledger
from buurtwijzer_excel.live.own_sheets import own_sheet
from buurtwijzer_excel.live.reading import names_of_own_sheets, owned_columns
from tests.keten.scenario_excel import DATA, HEALTH, filled_rows, ours, select, snapshot, standard_payload

COPY = "kwb-2023 kopie"
TABLES = [
    ["code", "naam", None, None, "code", "eigen"],
    ["BU99990101", "a", None, None, "BU99990103", "x"],
    ["BU99990102", "b", None, None, "BU99990202", "y"],
]


def payload_with_tables(root: Path) -> dict[str, Any]:
    payload = standard_payload(root)
    payload["werkmap"]["bladen"].append({"naam": "lijst", "waarden": TABLES})
    return payload


@pytest.fixture(scope="module")
def werkmap(root: Path) -> dict[str, Any]:
    return payload_with_tables(root)


def everything(book: xw.Book) -> dict[str, Any]:
    return {
        **{sheet.name: snapshot(sheet) for sheet in book.sheets},
        "": sorted((name.name, name.refers_to) for name in book.names),
        "uit zicht": [sheet.name for sheet in book.sheets if not sheet.visible],
    }


def cells_of(sheet: xw.Sheet) -> dict[tuple[int, int], object]:
    last = sheet.used_range.last_cell
    rows = sheet.range((1, 1), last).options(ndim=2).value
    return {(r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row) if cell not in (None, "")}


def place_of(sheet: xw.Sheet, name: str) -> int:
    return next(column.kolom + 1 for column in owned_columns(sheet) if column.naam == name)


def test_what_is_typed_over_our_cells_stays_and_is_told(app: xw.App) -> None:
    book = app.books.active
    sheet = select(app, "A4:A11")
    before = cells_of(sheet)
    perform("analyseer_selectie", app)
    lifestyle, score = place_of(sheet, "Bwz_leefstijl_1"), place_of(sheet, "Bwz_risico_overlast")
    other = next(cell for cell in ours(sheet)["Bwz_leefstijl_1"][4:] if cell != sheet.range((4, lifestyle)).value)
    sheet.range((4, lifestyle)).value = other  # a word of ours, but not for this area
    sheet.range((5, score)).value = 12.5
    sheet.range((6, score)).number_format = "General"
    sheet.range((6, score)).formula = "=1+1"
    sheet.range((3, lifestyle)).value = "let op"
    sheet.range((7, score)).value = "nakijken"

    def mine() -> list[object]:
        cells = [(3, lifestyle), (4, lifestyle), (5, score), (7, score)]
        return [*(sheet.range(cell).value for cell in cells), sheet.range((6, score)).formula]

    wrote, addresses = mine(), ["DR3", "DR4", sheet.range((5, score)).get_address(False, False)]
    assert wrote == ["let op", other, 12.5, "nakijken", "=1+1"]
    for command in ("analyseer_selectie", "ververs"):
        text = perform(command, app)
        assert mine() == wrote, command
        assert "5 cellen" in text, text
        assert "DR4 (nu naast Oude Haven)" in text, text
        assert all(address in text for address in addresses), text
        codes = [row[1] for row in book.sheets["Meldingen (2)"].used_range.options(ndim=2).value]
        assert codes.count("X232") == 1
    assert filled_rows(sheet) == [*range(4, 12)]
    select(app, "DR4")
    assert "[X247]" in perform("leg_uit", app)
    text = perform("opruimen", app)
    assert all(address in text for address in addresses), text
    assert mine() == wrote
    left = cells_of(sheet)
    user = {(3, lifestyle), (4, lifestyle), (5, score), (7, score)}
    left.pop((5, score - 1), None)  # the formula, which not every program works out
    assert set(left) == set(before) | {(row - 1, column - 1) for row, column in user}
    assert not owned_columns(sheet)
    assert own_sheet(book, KEY) is None


def test_an_emptied_cell_gets_its_result_again(app: xw.App) -> None:
    sheet = select(app, "A4:A11")
    perform("analyseer_selectie", app)
    before = ours(sheet)
    sheet.range("DR4").value = "van mij"
    sheet.range("DR5").clear_contents()
    perform("ververs", app)
    assert ours(sheet)["Bwz_leefstijl_1"][3:5] == ["van mij", before["Bwz_leefstijl_1"][4]]
    sheet.range("DR4").clear_contents()
    assert "X232" not in perform("ververs", app)
    assert ours(sheet) == before


@pytest.mark.parametrize("with_ours", [True, False])
def test_sorted_rows_are_still_known(with_ours: bool, app: xw.App) -> None:
    """Sorted with our columns, or without them as a table of Excel does: what stands there is ours either way."""
    sheet = select(app, "A4:A11")
    perform("analyseer_selectie", app)
    before = ours(sheet)
    last = owned_columns(sheet)[-1].kolom + 1 if with_ours else 121
    cells = sheet.range((4, 1), (11, last))
    rows = cells.options(ndim=2).value
    for number, row in enumerate(reversed(rows), start=4):
        sheet.range((number, 1), (number, last)).value = row
    differs = [
        n for n, column in before.items() if isinstance(column[3], float) and column[3] != column[10] is not None
    ]
    cell = sheet.range((4, place_of(sheet, differs[0])))
    select(app, cell.get_address(False, False))
    said = f"In deze cel staat {cell.value:.1f}".replace(".", ",")
    told = perform("leg_uit", app)
    assert told.startswith(said) is not with_ours
    assert ("Is er gesorteerd? Kies Ververs." in told) is not with_ours
    select(app, "A4")
    text = perform("ververs", app)
    assert "zelf iets ingevuld" not in text
    after = ours(sheet)
    for name, column in before.items():
        assert after[name][3:11] == column[10:2:-1], name
    perform("opruimen", app)
    assert sheet.range("DR1:EZ11").options(ndim=2).value == [[None] * 35] * 11


def test_a_copy_of_a_sheet_is_the_users(app: xw.App) -> None:
    book, sheet = app.books.active, select(app, "A4:A11")
    perform("analyseer_selectie", app)
    if app.engine.name == "memory":
        payload = answer(app)
        item = next(item for item in payload["werkmap"]["bladen"] if item["naam"] == DATA)
        payload["werkmap"]["bladen"].append({**item, "naam": COPY})
        payload["werkmap"]["namen"] += [
            {**name, "blad": COPY, "verwijst_naar": name["verwijst_naar"].replace(DATA, COPY)}
            for name in payload["werkmap"]["namen"]
            if name.get("blad") == DATA
        ]
        app = start(payload)
        book = app.books.active
    else:
        sheet.copy(after=book.sheets[-1], name=COPY)
    copy = book.sheets[COPY]
    copy.range("DR6").value = "ook van mij"
    stood = cells_of(copy)
    assert len(owned_columns(copy)) == len(owned_columns(book.sheets[DATA]))
    select(app, "A4:A5", COPY)
    text = perform("analyseer_selectie", app)
    assert f"'{COPY}'" in text
    assert "zoals in een kopie" in text
    assert owned_columns(copy)[0].kolom > 121
    assert stood.items() <= cells_of(copy).items()
    text = perform("opruimen", app)
    assert cells_of(copy) == stood
    assert not owned_columns(book.sheets[DATA])


def test_without_the_hidden_sheet_nothing_is_taken_for_ours(app: xw.App) -> None:
    book, sheet = app.books.active, select(app, "A4:A5")
    perform("analyseer_selectie", app)
    hidden = own_sheet(book, KEY)
    assert hidden is not None
    assert not hidden.visible
    hidden.delete()
    stood = cells_of(sheet)
    text = perform("opruimen", app)
    assert "blijft staan" in text
    assert cells_of(sheet) == stood
    select(app, "A4:A5")
    assert "zoals in een kopie" in perform("analyseer_selectie", app)
    assert stood.items() <= cells_of(sheet).items()


def test_a_renamed_sheet_is_still_known(app: xw.App) -> None:
    sheet = select(app, "A4:A11")
    perform("analyseer_selectie", app)
    before, places = ours(sheet), owned_columns(sheet)
    sheet.name = "kwb-2023 nieuw"
    sheet.range("DR4").value = "van mij"
    select(app, "A4", "kwb-2023 nieuw")
    text = perform("ververs", app)
    assert "DR4" in text
    assert owned_columns(sheet) == places
    assert ours(sheet)["Bwz_kracht_1"] == before["Bwz_kracht_1"]
    perform("opruimen", app)
    assert sheet.range("DR4").value == "van mij"
    assert not owned_columns(sheet)


@pytest.mark.parametrize("kind", ["cel erbij", "cel veranderd", "notitie"])
def test_a_sheet_of_ours_that_the_user_wrote_on_is_theirs(kind: str, app: xw.App) -> None:
    book = app.books.active
    select(app, "A4:A5")
    perform("advies", app)
    advice = book.sheets["Advies"]

    def change() -> None:
        if kind == "notitie":
            advice.range("B2").add_note("bespreken met Fatima")
        elif kind == "cel erbij":
            advice.range((3, 20)).value = "bespreken met Fatima"
        else:
            advice.range("G2").value = "bespreken met Fatima"

    change()
    stood = cells_of(advice)
    select(app, "A4:A5")
    text = perform("advies", app)
    assert "'Advies (2)'" in text
    assert "blijft zoals het is" in text
    assert book.sheets.active.name == "Advies (2)"
    assert cells_of(advice) == stood
    assert [note.text for note in advice.notes] == (["bespreken met Fatima"] if kind == "notitie" else [])
    select(app, "A4:A5")
    assert "'Advies (3)'" not in perform("advies", app)
    assert names_of_own_sheets(book)["advies"] == "Advies (2)"
    perform("opruimen", app)
    assert cells_of(advice) == stood
    assert "Advies (2)" not in book.sheet_names


def test_tidying_up_leaves_a_sheet_with_a_note_and_tells(app: xw.App) -> None:
    book = app.books.active
    select(app, "A5")
    before = everything(book)
    perform("analyseer_selectie", app)
    select(app, "DR5")
    perform("leg_uit", app)
    book.sheets["Uitleg"].range("A40").value = "klopt dit wel?"
    text = perform("opruimen", app)
    assert "blijft staan: blad 'Uitleg'" in text
    assert book.sheets["Uitleg"].range("A40").value == "klopt dit wel?"
    book.sheets["Uitleg"].delete()
    assert everything(book) == before
    assert "niets van Buurtwijzer" in perform("opruimen", app)


def test_of_two_tables_ours_stays_the_one_it_is_written_for(app: xw.App) -> None:
    book, sheet = app.books.active, select(app, "E2:E3", "lijst")
    perform("analyseer_selectie", app)
    before = ours(sheet)
    select(app, "A1", DATA)
    assert "'lijst'" in perform("ververs", app)
    assert ours(sheet) == before
    select(app, sheet.range((3, place_of(sheet, "Bwz_kracht_1"))).get_address(False, False), "lijst")
    assert "BU99990202" in perform("leg_uit", app)
    select(app, "A2:A3", "lijst")
    stood = cells_of(sheet), book.sheet_names
    text = perform("analyseer_selectie", app)
    assert "[X235]" in text
    assert "E2:E3" in text
    assert "Opruimen" in text
    assert (cells_of(sheet), book.sheet_names) == stood
    perform("opruimen", app)
    assert sheet.used_range.address == "$A$1:$F$3"
    select(app, "A2:A3", "lijst")
    assert "[X" not in perform("analyseer_selectie", app)


def fails_at(app: xw.App, number: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let the program refuse one change, counted from 0; gives how many are left to go."""
    left = [number]
    impl = type(app.books.active.sheets[0].range("A1").impl)
    sheet = type(app.books.active.sheets[0].impl)
    names = {impl: ["clear_contents"], sheet: ["delete"]}
    for owner, methods in names.items():
        for method in methods:
            real = getattr(owner, method)

            def failing(self: Any, *args: Any, _real: Any = real) -> Any:
                left[0] -= 1
                if left[0] == -1:
                    raise OSError("het programma zegt nee")
                return _real(self, *args)

            monkeypatch.setattr(owner, method, failing)
    return left


@pytest.mark.parametrize(
    ("app", "after"), [*(("memory", number) for number in range(8)), ("calc", 1), ("calc", 6)], indirect=["app"]
)
def test_tidying_up_that_fails_half_way_leaves_all_as_it_was(
    app: xw.App, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, sheet = app.books.active, select(app, "A4:A11")
    perform("analyseer_selectie", app)
    sheet.range("DS6").value = 12.0
    select(app, "A2:A3", "lijst")
    perform("analyseer_selectie", app)
    select(app, "A4:A5")
    perform("advies", app)
    select(app, "A4")
    before = everything(book)
    left = fails_at(app, after, monkeypatch)
    text = perform("opruimen", app)
    monkeypatch.undo()
    if left[0] >= 0:
        assert "Opgeruimd" in text
        assert after > 4
        return
    assert "[X215]" in text
    assert everything(book) == before
    assert book.sheets.active.name == DATA
    assert "Opgeruimd" in perform("opruimen", app)
    assert [s.name for s in book.sheets] == [DATA, "gezondheid 'n meer é", "Meldingen", "lijst"]


def test_the_record_goes_back_with_a_failure(app: xw.App, monkeypatch: pytest.MonkeyPatch) -> None:
    book = app.books.active
    select(app, "A4:A5")
    perform("analyseer_selectie", app)
    select(app, "A8:A9")
    before = everything(book)
    real = Ledger.keep

    def failing(self: Ledger) -> None:
        real(self)
        raise OSError("het programma zegt nee")

    monkeypatch.setattr(Ledger, "keep", failing)
    assert "[X215]" in perform("analyseer_selectie", app)
    monkeypatch.undo()
    assert everything(book) == before
    assert "zelf iets" not in perform("ververs", app)


def test_a_column_that_is_no_longer_written_leaves_what_the_user_typed(app: xw.App) -> None:
    """Another way to divide people in groups has other columns: ours go, and nothing is written over what stays."""
    book, sheet = app.books.active, select(app, "A4:A11")
    perform("analyseer_selectie", app)
    place = place_of(sheet, "Bwz_gelijkenis_1")
    sheet.range((6, place)).value = 77.0
    perform("instellingen", app)
    settings = book.sheets["Instellingen"]
    names = [row[0] for row in settings.range("A1:A12").options(ndim=2).value]
    settings.range((names.index("segmentatie") + 1, 2)).value = "bewonersgroepen"
    select(app, "A4")
    text = perform("ververs", app)
    assert "[X" not in text
    assert "Bwz_gelijkenis_1" not in ours(sheet)
    assert place_of(sheet, "Bwz_aandeel_1") != place
    assert sheet.range((6, place)).value == 77.0
    assert sheet.range((1, place)).value is None
    perform("opruimen", app)
    assert sheet.range((6, place)).value == 77.0


@pytest.mark.parametrize("what", ["tekst ernaast", "uitleg veranderd", "rij eronder", "formule", "notitie"])
def test_settings_with_anything_of_the_user_stay(what: str, app: xw.App) -> None:
    book = app.books.active
    perform("instellingen", app)
    sheet = book.sheets["Instellingen"]
    if what == "notitie":
        sheet.range("A3").add_note("afgesproken met het team")
    elif what == "formule":
        sheet.range("F2").formula = '=IF(1,"","x")'
    else:
        address = {"tekst ernaast": "E3", "uitleg veranderd": "C3", "rij eronder": "C20"}[what]
        sheet.range(address).value = "van mij"
    before = cells_of(sheet)
    text = perform("opruimen", app)
    assert "Blad 'Instellingen' blijft staan" in text
    assert "Instellingen" in book.sheet_names
    assert cells_of(sheet) == before
    assert "Instellingen" in names_of_own_sheets(book).values()


def test_settings_without_anything_of_the_user_go(app: xw.App) -> None:
    book = app.books.active
    perform("instellingen", app)
    book.sheets["Instellingen"].range("B3").value = "wijk"
    perform("opruimen", app)
    assert "Instellingen" in book.sheet_names
    book.sheets["Instellingen"].range("B3").clear_contents()
    perform("opruimen", app)
    assert "Instellingen" not in book.sheet_names


def test_a_row_that_was_added_since_is_told_by_ververs(app: xw.App) -> None:
    select(app, "A4:A6")
    text = perform("analyseer_selectie", app)
    assert "rij 4 tot en met 6." in text, text
    text = perform("ververs", app)
    assert "Rij 7 (Touwslagerij, Weverstraat e.o.), rij 8 (" in text, text
    assert "hebben nog geen uitkomst. Kies deze rijen en dan Analyseer selectie." in text
    select(app, "A4:A29")
    perform("analyseer_selectie", app)
    assert "nog geen uitkomst" not in perform("ververs", app)


def test_most_scores_missing_is_said_in_the_message(app: xw.App) -> None:
    app.books.active.sheets[HEALTH].delete()
    select(app, "A4:A6")
    text = perform("analyseer_selectie", app)
    assert re.search(
        r" \d+ van \d+ scores ontbreken: geef ook dit bestand mee: .*'bronnen' op blad Instellingen", text
    ), text


def test_a_sheet_that_cannot_be_marked_leaves_the_user_where_she_was(
    app: xw.App, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = app.books.active
    select(app, "B5:C6", "Meldingen")
    before = everything(book)

    def refuse(*_: object) -> None:
        raise OSError("dit lukt niet")

    monkeypatch.setattr("buurtwijzer_excel.live.own_sheets.set_name", refuse)
    assert "[X215]" in perform("instellingen", app)
    assert everything(book) == before
    assert book.sheets.active.name == "Meldingen"
    assert app.selection.address == "$B$5:$C$6"


def test_a_column_with_another_header_is_told(app: xw.App) -> None:
    sheet = select(app, "A4:A6")
    perform("analyseer_selectie", app)
    first = owned_columns(sheet)[0].kolom + 1
    sheet.range((1, first)).value = "mijn leefstijl"
    address = sheet.range((1, first)).get_address(False, False).rstrip("1")
    text = perform("opruimen", app)
    assert f"Kolom {address} op blad '{DATA}' blijft staan, want de kop is veranderd." in text
    assert sheet.range((1, first)).value == "mijn leefstijl"
