"""Where the results go on a user's sheet: beside the rows, never over anything, twice in the same place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.own.rows import find_own_rows
from buurtwijzer_excel.workbook.ownership import OwnedColumn, column_reference, owned_column
from buurtwijzer_excel.workbook.placement import COLUMNS, Placement, place_columns

NAMES = ("Bwz_leefstijl_1", "Bwz_gelijkenis_1", "Bwz_zekerheid")


def sheet(*rows: str) -> SheetBlock:
    """Make a sheet from rows with a letter or a word per cell; a dot is an empty cell."""
    cells = [["" if cell == "." else cell for cell in row.split()] for row in rows]
    width = max(map(len, cells))
    return SheetBlock("mijn.xlsx", "Blad", [[*row, *[""] * (width - len(row))] for row in cells])


TABLE = sheet("code naam", "BU03440111 x", "BU03440112 y", "BU03440113 z")


def place(
    blok: SheetBlock,
    owned: tuple[OwnedColumn, ...] = (),
    rows: tuple[int, ...] = (1, 2),
    *,
    names: tuple[str, ...] = NAMES,
    bezet: tuple[int, ...] = (),
    tabel: bool = False,
) -> Placement:
    own = find_own_rows(blok.rijen)
    assert own is not None
    return place_columns(blok, own, names, owned, rows, bezet=bezet, tabel=tabel)


def columns(placement: Placement) -> list[int]:
    return [column.kolom for column in placement.kolommen]


def test_right_of_the_table() -> None:
    found = place(TABLE)
    assert columns(found) == [2, 3, 4]
    assert {(column.kop, column.laatste) for column in found.kolommen} == {(0, 2)}
    assert found.vervallen == ()


@pytest.mark.parametrize(
    ("blok", "expected"),
    [
        (sheet("code naam . . x", "BU03440111 x", "BU03440112 y"), [5, 6, 7]),
        (sheet("code naam", "BU03440111 x . .", "BU03440112 y", ". . . notitie"), [4, 5, 6]),
        (sheet(". . . . . titel", "code naam", "BU03440111 x", "BU03440112 y"), [2, 3, 4]),
        (sheet("code naam . . . notitie", "BU03440111 x", "BU03440112 y"), [2, 3, 4]),
        (sheet("naam code", "x BU03440111", "y BU03440112"), [2, 3, 4]),
        (sheet("code naam Bwz_leefstijl", "BU03440111 x eigen", "BU03440112 y"), [3, 4, 5]),
    ],
)
def test_nothing_of_the_user_is_in_the_way(blok: SheetBlock, expected: list[int]) -> None:
    assert columns(place(blok)) == expected


def test_forbidden_columns_are_passed() -> None:
    assert columns(place(TABLE, bezet=(4,))) == [5, 6, 7]
    assert columns(place(TABLE, bezet=(2,))) == [3, 4, 5]


def test_a_table_of_excel_keeps_one_column_free() -> None:
    assert columns(place(TABLE, tabel=True)) == [3, 4, 5]


def test_the_second_time_is_the_same_place() -> None:
    first = place(TABLE)
    filled = sheet("code naam Bwz Bwz Bwz", "BU03440111 x a b c", "BU03440112 y a b c", "BU03440113 z")
    again = place(filled, first.kolommen)
    assert again == first
    longer = place(filled, first.kolommen, (3,))
    assert columns(longer) == columns(first)
    assert {column.laatste for column in longer.kolommen} == {3}


def test_an_earlier_longer_column_keeps_its_rows() -> None:
    first = place(TABLE, rows=(1, 2, 3))
    assert {column.laatste for column in place(TABLE, first.kolommen, (1,)).kolommen} == {3}


def test_a_column_moves_when_the_user_wrote_below_it() -> None:
    first = place(TABLE)
    below = sheet("code naam Bwz Bwz Bwz", "BU03440111 x a b c", "BU03440112 y a b c", "BU03440113 z . notitie")
    again = place(below, first.kolommen, (3,))
    assert columns(again) == [2, 5, 4]
    assert [column.naam for column in again.vervallen] == ["Bwz_gelijkenis_1"]


def test_columns_of_other_rules_go() -> None:
    first = place(TABLE)
    again = place(TABLE, first.kolommen, names=("Bwz_zekerheid", "Bwz_risico_nieuw"))
    assert columns(again) == [4, 2]
    assert [column.naam for column in again.vervallen] == ["Bwz_leefstijl_1", "Bwz_gelijkenis_1"]


def test_a_copied_column_does_not_count_twice() -> None:
    first = place(TABLE)
    copy = OwnedColumn("Bwz_zekerheid", 9, 0, 2)
    again = place(TABLE, (*first.kolommen, copy))
    assert columns(again) == [2, 3, 4]
    assert again.vervallen == (copy,)


def test_no_row_for_headers() -> None:
    with pytest.raises(InputError) as caught:
        place(sheet("BU03440111 x", "BU03440112 y"))
    assert [issue.code for issue in caught.value.issues] == ["X210"]
    assert "cel A1" in caught.value.issues[0].place


def test_the_row_above_serves_when_there_is_no_header() -> None:
    assert {column.kop for column in place(sheet(". .", "BU03440111 x"), rows=(1,)).kolommen} == {0}


def test_no_columns_left() -> None:
    with pytest.raises(InputError) as caught:
        place(TABLE, bezet=tuple(range(2, COLUMNS - 2)))
    assert [issue.code for issue in caught.value.issues] == ["X209"]


CELLS = st.lists(st.lists(st.sampled_from(["", "", "", "x"]), min_size=12, max_size=12), min_size=2, max_size=6)


@given(CELLS, st.integers(1, 6))
def test_never_over_a_cell(cells: list[list[str]], number: int) -> None:
    rows = [["code", *cells[0]], *(["BU03440111", *row] for row in cells[1:])]
    found = place(SheetBlock("m.xlsx", "b", rows), names=tuple(f"Bwz_{n}" for n in range(number)), rows=(1,))
    assert len(found.kolommen) == number
    for column in found.kolommen:
        assert all(column.kolom >= len(row) or row[column.kolom] == "" for row in rows)


@pytest.mark.parametrize("blad", ["Blad1", "Jan's blad", "a!b", "É '' §", "=A1", "Blad$A$1"])
def test_names_are_read_back(blad: str) -> None:
    column = OwnedColumn("Bwz_zekerheid", 27, 4, 19)
    assert owned_column("Bwz_zekerheid", column_reference(blad, column)) == column
    assert owned_column(f"'{blad}'!Bwz_zekerheid", column_reference(blad, column)) == column


@pytest.mark.parametrize(
    ("naam", "verwijzing"),
    [
        ("Bwz_zekerheid", "=#REF!"),
        ("Bwz_zekerheid", "=Blad1!#REF!"),
        ("Bwz_zekerheid", "=Blad1!$A$1:$B$9"),
        ("Bwz_zekerheid", "=3"),
        ("Bwz_blad_meldingen", "=Meldingen!$A$1"),
        ("leefstijl", "=Blad1!$A$1:$A$9"),
        ("Bwzleefstijl", "=Blad1!$A$1:$A$9"),
    ],
)
def test_what_is_not_ours(naam: str, verwijzing: str) -> None:
    assert owned_column(naam, verwijzing) is None


@pytest.mark.parametrize("kind", ["foutcellen", "formules"])
def test_what_shows_nothing_is_a_cell_all_the_same(kind: str) -> None:
    hidden = replace(TABLE, **{kind: frozenset({(3, 4)})})
    assert columns(place(hidden)) == [4, 5, 6]
    ours = tuple(OwnedColumn(name, 2 + number, 0, 1) for number, name in enumerate(NAMES))
    below = place(hidden, ours)
    assert columns(below) == [2, 5, 4]  # the second has no room left: what is below it stays
