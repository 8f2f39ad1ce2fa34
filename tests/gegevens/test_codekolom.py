"""Which column with area codes is meant: one table with its codes in more forms, or two tables side by side."""

from __future__ import annotations

import pytest

from buurtwijzer.data.own.rows import meant_rows

CODES = [f"BU9999{number:04}" for number in range(1, 7)]
OTHER = [f"BU8888{number:04}" for number in range(1, 7)]


def table(left: list[str], between: str, right: list[str]) -> list[list[str]]:
    """Give two columns with codes and what stands between them."""
    head = ["code", "naam" if between else "", "code"]
    return [head, *([a, between, b] for a, b in zip(left, right, strict=True))]


@pytest.mark.parametrize("row", range(len(CODES)))
def test_one_code_that_was_changed_does_not_make_two_tables_of_one(row: int) -> None:
    left = [*CODES]
    left[row] = "BU99990999"
    (found,) = meant_rows(table(left, "x", CODES))
    assert (found.kolom, found.codes[row + 1]) == (0, "BU99990999")
    assert meant_rows(table(left, "x", CODES), [1]) == (found,)


def test_an_empty_column_between_makes_two_tables_however_few_differ() -> None:
    left = ["BU99990999", *CODES[1:]]
    assert [own.kolom for own in meant_rows(table(left, "", CODES))] == [0, 2]


def test_columns_that_differ_in_most_rows_are_two_tables() -> None:
    assert [own.kolom for own in meant_rows(table(CODES, "x", OTHER))] == [0, 2]
    half = [*CODES[:3], *OTHER[3:]]
    assert [own.kolom for own in meant_rows(table(CODES, "x", half))] == [0, 2]
    assert [own.kolom for own in meant_rows(table(CODES, "x", OTHER), [2])] == [2]
