"""Tables that are far too wide: refused in words, in every form, and never a wait."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.files.guard import MAX_COLUMNS
from buurtwijzer.data.forms import tables
from buurtwijzer.data.layouts.model import positions
from buurtwijzer.data.read import read_buurten
from tests.gegevens.regelboek import regelboek

_BREED = MAX_COLUMNS + 1
_HEAD = ["gwb_code", "regio", "gm_naam", "recs", "a_inw"]


def _codes(path: Path) -> list[str]:
    with pytest.raises(InputError) as raised:
        read_buurten([path], regelboek())
    assert all(issue.remedy for issue in raised.value.issues)
    return [issue.code for issue in raised.value.issues]


@pytest.mark.parametrize("breedte", [_BREED, 300_000])
def test_one_wide_line_is_refused(tmp_path: Path, breedte: int) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a;" * breedte, "utf-8")
    assert _codes(path) == ["D364"]


def test_a_good_header_with_too_many_columns_is_refused(tmp_path: Path) -> None:
    koppen = [*_HEAD, *(f"k{i}" for i in range(_BREED))]
    path = tmp_path / "kwb2023.csv"
    path.write_text(";".join(koppen) + "\n" + ";".join("1" for _ in koppen), "utf-8")
    assert _codes(path) == ["D364"]
    path = tmp_path / "kwb2023.json"
    path.write_text(json.dumps([dict.fromkeys(koppen, 1)]), "utf-8")
    assert _codes(path) == ["D364"]


def test_observations_of_too_many_measures_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "Observations.csv"
    rijen = [f"{i};M{i};BU99990001;1" for i in range(_BREED)]
    path.write_text("\n".join(["Id;Measure;WijkenEnBuurten;Value", *rijen]), "utf-8")
    assert _codes(path) == ["D364"]


def test_a_dbase_table_of_too_many_fields_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The form itself has no room for more than 2,046 fields: only a lower limit shows that it is asked.
    monkeypatch.setattr(tables, "MAX_COLUMNS", 3)
    velden = b"".join(
        name.ljust(11, b"\0") + b"C" + bytes(4) + b"\x01" + bytes(15) for name in (b"A", b"B", b"C", b"D")
    )
    kop = struct.pack("<BBBBIHH20x", 3, 123, 1, 1, 1, 32 + len(velden) + 1, 5)
    path = tmp_path / "x.dbf"
    path.write_bytes(kop + velden + b"\r" + b" 1234")
    assert _codes(path) == ["D364"]


def test_a_header_that_is_there_a_hundred_thousand_times_is_found_at_once() -> None:
    assert positions(["a"] * 100_000)["a"] == tuple(range(100_000))
