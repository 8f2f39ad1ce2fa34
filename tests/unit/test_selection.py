"""What is asked for and not there: the message says what is there, as far as a reader can take it in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from buurtwijzer.assessment import Options
from buurtwijzer.core.errors import InputError
from buurtwijzer.selection import select_areas
from tests.unit.regels import buurten


def message(gemeente: str, names: list[str]) -> str:
    codes = [f"BU{number + 1:04d}0000" for number in range(len(names))]
    table = replace(buurten({"x": [1.0] * len(names)}, code=codes), gemeente=tuple(names))
    with pytest.raises(InputError) as caught:
        select_areas(table, Options(gemeente=gemeente))
    (issue,) = caught.value.issues
    assert issue.code == "D392"
    return issue.message


def test_a_gemeente_that_is_not_there_is_told_with_those_that_are() -> None:
    told = message("Amsterdam", ["Utrecht", "Zeist", "Utrecht"])
    assert told == "Gemeente 'Amsterdam' staat niet in de bestanden. Wel in de bestanden: Utrecht en Zeist."


def test_names_that_are_near_come_first_also_when_only_a_part_was_written() -> None:
    assert "Bedoelt u Utrecht?" in message("utrecth", ["Utrecht", "Zeist"])
    assert "Bedoelt u Bergen (L.) of Bergen (NH.)?" in message("Bergen", ["Bergen (NH.)", "Bergen (L.)", "Zeist"])


def test_of_many_gemeenten_a_dozen_is_shown() -> None:
    told = message("Amsterdam", [f"Plaats {number:03d}" for number in range(342)])
    assert told.endswith("Plaats 010, Plaats 011 en nog 330.")


def test_files_without_names_of_gemeenten_say_so() -> None:
    assert "noemen geen gemeenten bij naam" in message("Amsterdam", ["", ""])
