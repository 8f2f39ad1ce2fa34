"""The record of what we wrote: fingerprints, the hidden sheet, and which cells are ours by it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.reporting.blad import CelSoort
from buurtwijzer.reporting.ours import areas_written, settle, users_cells
from buurtwijzer.reporting.record import (
    EMPTY,
    Record,
    SheetRecord,
    fingerprint,
    read_record,
    record_blad,
    sheet_fingerprint,
)
from buurtwijzer.reporting.written import Written, WrittenColumn
from buurtwijzer_excel.workbook.blocks_out import around
from buurtwijzer_excel.workbook.ownership import OwnedColumn

NAMES = ("Bwz_leefstijl_1", "Bwz_gelijkenis_1", "Bwz_risico_overlast", "Bwz_toelichting")
HEADS = [name.replace("_", " ") for name in NAMES]
CODES = [f"BU0000000{number}" for number in range(1, 6)]
CELLS = {code: ("thuis", 40.0 + number, 12.5 * number, f"over {code}") for number, code in enumerate(CODES)}
COLUMNS = tuple(OwnedColumn(name, number, 0, 6) for number, name in enumerate(NAMES, start=2))
cells = st.one_of(st.none(), st.text(), st.integers(-(10**9), 10**9), st.floats(allow_nan=False), st.booleans())


def written() -> Written:
    columns = (WrittenColumn(head, name, CelSoort.TEKST, 9.0) for head, name in zip(HEADS, NAMES, strict=True))
    return Written(tuple(columns), CELLS)


RECORD = SheetRecord.of(written(), CODES)


def block(*rows: list[object], formulas: frozenset[tuple[int, int]] = frozenset(), name: str = "blad") -> SheetBlock:
    return SheetBlock("m.xlsx", name, [["code", "naam", *HEADS], *rows], formules=formulas)


def row(code: str, carries: str | None = None, **other: object) -> list[object]:
    """Give a row with what we wrote for an area, some of it typed over by column number."""
    line: list[object] = [code, f"naam {code}", *CELLS[carries or code]]
    for number, cell in other.items():
        line[int(number.removeprefix("k"))] = cell
    return line


def users(found: SheetBlock) -> list[tuple[int, int]]:
    codes = {number: str(line[0]) for number, line in enumerate(found.rijen) if line[0] in CODES}
    return [*users_cells(found, COLUMNS, codes, RECORD)]


@pytest.mark.parametrize(
    ("one", "other"),
    [(3, 3.0), (0.1 + 0.2, 0.3), ("a\r\nb", "a\nb"), ("", None), (-0.0, 0), (1e15, 10**15)],
)
def test_the_same_whatever_a_program_makes_of_it(one: object, other: object) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3", 3),
        (True, 1),
        (False, None),
        ("True", True),
        ("a", "a "),
        ("a", "A"),
        (0, None),
        (dt.date(2024, 1, 1), 45292),
    ],
)
def test_another_cell_has_another_fingerprint(one: object, other: object) -> None:
    assert fingerprint(one) != fingerprint(other)


@given(cells)
def test_a_fingerprint_says_nothing_of_the_cell(cell: object) -> None:
    found = fingerprint(cell)
    assert len(found) == len(EMPTY)
    assert (found == EMPTY) == (cell in (None, ""))
    assert found == fingerprint(cell)


def test_a_fingerprint_is_for_ever() -> None:
    """Another version must know what this one wrote."""
    assert [fingerprint(cell) for cell in ("Bwz", 12.5, True)] == ["7da607", "abc7ac", "8213b0"]


def test_what_is_empty_at_the_end_does_not_count() -> None:
    assert sheet_fingerprint([["a", 1.0], ["b"]]) == sheet_fingerprint([["a", 1, None, ""], ["b", None], ["", ""]])
    assert sheet_fingerprint([["a"], [], ["b"]]) != sheet_fingerprint([["a"], ["b"]])
    assert sheet_fingerprint([["a", "b"]]) != sheet_fingerprint([["a"], ["b"]])


@given(st.dictionaries(st.sampled_from(CODES), st.lists(cells, min_size=4, max_size=4)), st.text(min_size=1))
def test_the_hidden_sheet_tells_the_record_again(rows: dict[str, list[object]], blad: str) -> None:
    prints = {code: "".join(map(fingerprint, line)) for code, line in sorted(rows.items())}
    record = Record().with_sheet(blad, SheetRecord(NAMES, prints)).with_own("advies", [["a"], ["b"]])
    sheet = record_blad(record)
    assert read_record([[kolom.kop for kolom in sheet.kolommen], *reversed([*sheet.rijen])]) == record


@pytest.mark.parametrize(
    "bad",
    [
        ["rij", "blad", "BU00000001", "kapot"],
        ["rij", "blad", "BU00000001", "00112"],
        ["rij", "ander blad", "BU00000001", "001122"],
        ["eigen", "advies", None, "weg"],
        ["rij"],
        [],
        [None, 3.0, True, ""],
    ],
)
def test_what_cannot_be_read_is_not_recorded(bad: list[object]) -> None:
    good = record_blad(Record().with_sheet("blad", RECORD))
    assert read_record([*good.rijen, bad]).bladen["blad"].kolommen == NAMES
    assert "BU00000001" not in read_record([["kolommen", "blad", None, "Bwz_kracht_1"], bad]).bladen["blad"].rijen
    assert not read_record([bad]).eigen


def test_rows_of_an_earlier_time_stay_known() -> None:
    older = SheetRecord(("Bwz_toelichting", "Bwz_weg"), {"BU1": "aaaaaabbbbbb", "BU2": "ccccccdddddd", CODES[0]: "x"})
    both = SheetRecord.of(written(), CODES[:1]).before(older, {"BU1", CODES[0]})
    assert both.rijen["BU1"] == EMPTY * 3 + "aaaaaa"
    assert set(both.rijen) == {"BU1", CODES[0]}
    assert both.rijen[CODES[0]] == RECORD.rijen[CODES[0]]


def test_only_what_we_wrote_is_ours() -> None:
    found = block(
        row(CODES[0]),
        row(CODES[1], k2="anders"),
        row(CODES[2], k2=""),
        row(CODES[3], k4=12.5),
        row(CODES[4]),
        ["totaal", "", "", "", 99.0, "optelling"],
        formulas=frozenset({(6, 3), (6, 2)}),
    )
    assert users(found) == [(2, 2), (4, 4), (5, 2), (6, 4), (6, 5)]


def test_an_error_is_the_users_though_it_reads_as_empty() -> None:
    found = SheetBlock("m.xlsx", "blad", [["code", "naam", *HEADS], row(CODES[0], k3="")], frozenset({(2, 4)}))
    assert users(found) == [(1, 3)]


def test_a_word_of_ours_for_another_area_is_the_users() -> None:
    assert users(block(row(CODES[1], k5=f"over {CODES[2]}"), row(CODES[2]))) == [(1, 5)]


def test_rows_that_moved_without_our_columns_are_ours() -> None:
    moved = [row(code, carries) for code, carries in zip(CODES, reversed(CODES), strict=True)]
    moved[1][3] = 5.0
    assert users(block(*moved)) == [(2, 3)]
    assert users(block(["totaal", "", *CELLS[CODES[0]]])) == []


def test_a_renamed_sheet_is_told_by_its_cells() -> None:
    now = {name: block(*(row(code) for code in CODES), name=name) for name in ("nieuw", "nog een")}
    columns = dict.fromkeys(now, COLUMNS)
    record = Record().with_sheet("oud", RECORD)
    assert set(settle(record, now, columns, ["nieuw", "nog een"]).bladen) == {"nieuw"}
    assert settle(record, now, columns, ["nieuw", "nog een", "oud"]) == record
    assert settle(record, {"nieuw": block()}, {"nieuw": COLUMNS}, ["nieuw"]) == record


def test_which_of_two_tables_it_was_written_for() -> None:
    found = block(*(row(code) for code in CODES))
    assert areas_written(found, COLUMNS, dict(enumerate(CODES, start=1)), RECORD) == 5
    assert areas_written(found, COLUMNS, dict(enumerate(reversed(CODES), start=1)), RECORD) == 1


@given(st.integers(1, 6), st.integers(1, 6), st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8))))
def test_around_covers_all_but_what_is_left_out(rows: int, columns: int, holes: set[tuple[int, int]]) -> None:
    covered = [
        (row, column)
        for top, left, height, width in around(2, 1, rows, columns, holes)
        for row in range(top, top + height)
        for column in range(left, left + width)
    ]
    wanted = {(row, column) for row in range(2, 2 + rows) for column in range(1, 1 + columns)} - holes
    assert len(covered) == len(set(covered))
    assert set(covered) == wanted
