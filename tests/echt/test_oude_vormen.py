"""The real files in an old dress, made here: the same values, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.files.opening import OpenFile, open_file
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData, State
from buurtwijzer.rulebook.model import Rulebook
from tests.gegevens.oude_vormen import als_xls, dbf_bytes, geopackage
from tests.gegevens.tekstbestanden import bewaar, tekst

_KWB = "kwb2023_utrecht_cbs-formaat.xlsx"
_GEHEIM = -99997


def _bestand(path: Path) -> OpenFile:
    found = open_file(path)
    assert not isinstance(found, NoFigures)
    return found


def test_utrecht_as_xls_is_the_same_cell_by_cell(testdata: Path, tmp_path: Path, regels: Rulebook) -> None:
    old = als_xls(testdata / _KWB, tmp_path / "oud")
    new, again = _bestand(testdata / _KWB).lees(0), _bestand(old).lees(0)
    assert [list(row) for row in again.rijen] == [list(row) for row in new.rijen]
    first, second = (read_buurten([path], regels).table for path in (testdata / _KWB, old))
    assert first.values.tobytes() == second.values.tobytes()
    assert first.state.tobytes() == second.state.tobytes()
    assert second.bestanden[0].jaar == 2023


@pytest.fixture(scope="module")
def kaart(testdata: Path, regels: Rulebook) -> tuple[list[str], list[list[object]]]:
    """Give the buurten of Utrecht under the short names of the map, and water as the map has it."""
    header, *body = _bestand(testdata / _KWB).lees(0).rijen
    at = {str(name): column for column, name in enumerate(header)}
    short = {
        row.kolom: str(row.kop).upper()
        for row in reversed(regels.kolommen["wijk_en_buurtkaart"].kolommen)
        if row.kolom in at and row.kolom not in ("gwb_code", "regio", "recs", "gm_naam", "ind_wbi")
    }
    short["g_wozbag"] = "WOZ"
    names = sorted(set(short) - {"g_woz"})
    heads = ["BU_CODE", "BU_NAAM", "GM_NAAM", "WATER", *(short[name] for name in names)]
    identity = [at[name] for name in ("gwb_code_10", "regio", "gm_naam")]
    rows = [
        [*(row[i] for i in identity), "NEE", *(_getal(row[at[name]]) for name in names)]
        for row in body
        if str(row[at["recs"]]).strip() == "Buurt"
    ]
    water: list[object] = ["BU03449998", "", "Utrecht", "JA", *[_GEHEIM] * len(names)]
    return heads, [*rows, water]


def _getal(cell: object) -> float:
    return _GEHEIM if str(cell).strip() in ("", ".") else float(str(cell))


@pytest.mark.parametrize("vorm", ["gpkg", "dbf", "csv"])
def test_utrecht_as_map_is_the_same(
    vorm: str, kaart: tuple[list[str], list[list[object]]], testdata: Path, tmp_path: Path, regels: Rulebook
) -> None:
    heads, rows = kaart
    path = tmp_path / f"buurt_2023.{vorm}"
    if vorm == "gpkg":
        geopackage(path, {"buurten": (heads, rows)})
    elif vorm == "csv":
        bewaar(path, tekst(heads, rows, ","))
    else:
        fields = [
            (head[:10], "C" if i < 4 else "N", 60 if i < 4 else 14, 0 if i < 4 else 2) for i, head in enumerate(heads)
        ]
        path.write_bytes(dbf_bytes(fields, rows))
    wanted, found = _per_buurt(read_buurten([testdata / _KWB], regels)), _per_buurt(read_buurten([path], regels))
    assert len(found) == 111
    shared = {naam for row in found.values() for naam in row} & {naam for row in wanted.values() for naam in row}
    assert len(shared) > 10
    for code, row in found.items():
        assert {naam: row.get(naam) for naam in shared} == {naam: wanted[code].get(naam) for naam in shared}, code


def _per_buurt(data: BuurtData) -> Mapping[str, Mapping[str, float]]:
    """Give per buurt every known figure that stands in one column of the file."""
    table = data.table
    single = {
        naam: column
        for column, naam in enumerate(table.indicatoren)
        if any(use.indicator == naam and len(use.kolommen) == 1 for use in table.kolomgebruik)
    }
    return {
        code: {
            naam: round(float(table.values[row, column]), 6)
            for naam, column in single.items()
            if table.state[row, column] <= State.GESCHAT and np.isfinite(table.values[row, column])
        }
        for row, code in enumerate(table.code)
        if code.startswith("BU")
    }


def test_health_with_other_numbers_behind_the_names_is_the_same(
    testdata: Path, tmp_path: Path, regels: Rulebook
) -> None:
    """The layout of 2022 and the monitor of gemeenten have the same names with other numbers."""
    source = testdata / "smap2020_18plus_landelijk_50090NED.xlsx"
    header, *body = _bestand(source).lees(0).rijen[:400]
    names = [str(name).rpartition("_")[0] or str(name) for name in header]
    heads = [f"{name}_{i}" if i > 4 else name for i, name in enumerate(names)]
    texts = [[int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in row] for row in body]
    path = bewaar(tmp_path / "gezondheid.csv", tekst(heads, texts))
    again, first = read_buurten([path], regels).table, read_buurten([source], regels).table
    part = first.take(np.array([first.code.index(code) for code in again.code]))
    assert again.values.tobytes() == part.values.tobytes()
    assert again.state.tobytes() == part.state.tobytes()
