"""Joining the real files: names without codes, other years, and what the report says of it."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.data.read import read_buurten
from buurtwijzer.rulebook.model import Rulebook

_NL, _SMAP = "kwb2024_landelijk_selectie.csv.gz", "smap2020_18plus_landelijk_50090NED.xlsx"
_AMSTERDAM, _LEEFBAAR = "kwb2019_amsterdam_84583NED_untyped.csv", "leefbaarometer3_wijken_2002-2022.csv"


@pytest.fixture(scope="module")
def landelijk(testdata: Path) -> list[list[str]]:
    """Give the cells of the national file."""
    with gzip.open(testdata / _NL, "rt", encoding="utf-8", newline="") as bron:
        return list(csv.reader(bron))


def schrijf(path: Path, rijen: list[list[str]], *weg: str) -> Path:
    left = [i for i, kop in enumerate(rijen[0]) if kop not in weg]
    with path.open("w", encoding="utf-8", newline="") as doel:
        csv.writer(doel).writerows([rij[i] for i in left] for rij in rijen)
    return path


@pytest.mark.parametrize("weg", [("gwb_code",), ("gwb_code", "recs", "gm_naam")])
def test_all_of_the_country_without_codes_is_the_same_table(
    weg: tuple[str, ...], landelijk: list[list[str]], testdata: Path, tmp_path: Path, regels: Rulebook
) -> None:
    whole = read_buurten([testdata / _NL], regels).table
    named = schrijf(tmp_path / "kwb2024_namen.csv", landelijk, *weg)
    cijfers = [kop for kop in landelijk[0] if kop not in ("gwb_code", "regio", "gm_naam", "recs", "a_inw", "a_hh")]
    register = schrijf(tmp_path / "kwb2024_codes.csv", landelijk, *cijfers)
    data = read_buurten([named, register], regels)
    assert data.table.code == whole.code
    told = next(issue.message for issue in data.issues if issue.code == "D445")
    assert told.startswith("Bij meer dan een gebied past de naam in 68 rijen")
    same = np.array_equal(data.table.values, whole.values, equal_nan=True)
    differs = ~((data.table.values == whole.values) | (np.isnan(data.table.values) & np.isnan(whole.values))).all(
        axis=1
    )
    assert not same
    assert differs.sum() <= 68
    assert np.isnan(data.table.values[differs]).all()


def test_the_country_of_2024_with_health_of_2020(testdata: Path, regels: Rulebook) -> None:
    data = read_buurten([testdata / _NL, testdata / _SMAP], regels)
    report = data.koppeling
    assert report is not None
    kwb, smap = report.bestanden
    assert sum(code.startswith("BU") for code in smap.alleen_hier) == 13_808 - 12_305
    assert smap.indeling == "2021 of eerder"
    assert kwb.indeling == "2022 of later"
    assert dict(report.jaren)["eenzaam"] == 2020
    assert any("GM0753" in words for words in report.valse_nullen)
    assert "BU" in dict(report.rows())["bestand 2 koppeling"]


def test_amsterdam_of_2019_has_another_division(testdata: Path, regels: Rulebook) -> None:
    data = read_buurten([testdata / _NL, testdata / _AMSTERDAM], regels)
    assert data.koppeling is not None
    ams = data.koppeling.bestanden[1]
    assert ams.indeling == "2022 of eerder"
    # The new division has the same residents under other codes: only the gemeente itself is still a row.
    assert ams.gekoppeld == 1
    assert len(ams.verdwenen) == 578
    assert sum(code.startswith("BU") for code in ams.niet_hier) == 517
    assert "578 gebieden" in next(issue.message for issue in data.issues if issue.code == "D305")


def test_wijken_of_the_leefbaarometer_join_on_code_and_name(testdata: Path, regels: Rulebook) -> None:
    data = read_buurten([testdata / _NL, testdata / _LEEFBAAR], regels)
    assert data.koppeling is not None
    lbm = data.koppeling.bestanden[1]
    assert "D310" not in [issue.code for issue in data.issues]
    assert ("WK022500", "WK022501") in [(other.code, other.basis_code) for other in lbm.hergecodeerd]
    assert len(lbm.andere_naam) == 17
    # In 2024 this code belongs to another wijk, so its figure of 2022 goes with its name.
    row = data.table.code.index("WK022501")
    place = data.table.places(row, "lbm_totaal")
    assert place
    assert place[0].file == _LEEFBAAR
