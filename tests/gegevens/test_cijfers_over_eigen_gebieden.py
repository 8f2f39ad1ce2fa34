"""Figures about own areas in files of the user's own: found by code and by name, and joined onto the areas."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.own.area_list import read_own_codes
from buurtwijzer.data.own.areas import with_own_areas
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData
from buurtwijzer.rulebook.own_columns import read_own_columns
from tests.gegevens.eigen_bestanden import schrijf_lijst, schrijf_yaml
from tests.geladen import meegeleverd

VOORBEELD = Path(__file__).parents[2] / "sample_data"
KWB = VOORBEELD / "kwb2023_voorbeeldstad.xlsx"
KOLOMMEN = "kolommen:\n  - {kop: leeg, doel: p_leegsw}\n  - {kop: woz, doel: g_wozbag}\njaar: 2023\n"


def lees(tmp_path: Path, rijen: list[list[object]], kop: str = "code", gebieden: str = "") -> BuurtData:
    lijst = tmp_path / "gebieden.csv"
    deel = "C1;complex;Flat Zonneveld;BU99990202;0,4;700;420\n" + gebieden
    lijst.write_text("gebied;soort;naam;code;aandeel;inwoners;huishoudens\n" + deel, "utf-8")
    eigen = schrijf_lijst(tmp_path / "complex.xlsx", [["gebied", "leeg", "woz"], *rijen])
    tabel = schrijf_yaml(tmp_path / "k.yaml", f"bestand: complex.xlsx\n{kop}: gebied\n{KOLOMMEN}")
    rulebook = meegeleverd()
    data = read_buurten(
        [KWB, eigen], rulebook, kolommen=[read_own_columns(tabel, rulebook)], eigen=read_own_codes(lijst)
    )
    return with_own_areas(data, lijst, rulebook)


def leegstand(data: BuurtData, code: str) -> float:
    table = data.table
    return float(table.values[table.code.index(code), table.column("leegstand")])


def verteld(data: BuurtData, code: str) -> list[str]:
    return [issue.message for issue in data.issues if issue.code == code]


def test_a_file_without_residents_has_figures_about_own_areas(tmp_path: Path) -> None:
    for cel in ("EG-C1", "C1", "c1", "Flat Zonneveld"):
        data = lees(tmp_path, [[cel, 3, 210]])
        assert leegstand(data, "EG-C1") == 3
        assert verteld(data, "D310") == []
        assert ("C1" not in cel) or cel in verteld(data, "D466")[0]


def test_names_find_own_areas(tmp_path: Path) -> None:
    data = lees(tmp_path, [["flat zonneveld", 3, 210], ["Oude Haven", 5, 300]], "naam")
    assert leegstand(data, "EG-C1") == 3
    assert verteld(data, "D467") == []


def test_a_name_of_an_own_area_and_a_buurt_is_the_own_area_and_told(tmp_path: Path) -> None:
    dorp = "D1;dorp;Oude Haven;BU99990102;;;\n"
    zonder = lees(tmp_path, [["C1", 3, 210]])
    data = lees(tmp_path, [["Oude Haven", 51, 300]], "naam", dorp)
    assert leegstand(data, "EG-D1") == 51
    assert leegstand(data, "BU99990101") == leegstand(zonder, "BU99990101")
    assert "BU99990101" in verteld(data, "D467")[0]


def test_an_area_that_is_not_in_the_list_is_no_row(tmp_path: Path) -> None:
    data = lees(tmp_path, [["C1", 3, 210], ["EG-C9", 4, 220]])
    assert "EG-C9" not in data.table.code
    assert np.isfinite(leegstand(data, "EG-C1"))
    assert data.table.niveau.count(Niveau.EIGEN) == 1
