"""The sample data have exactly the layout of the real files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

MAP = Path(__file__).resolve().parents[2] / "sample_data"
PAREN = [
    ("kwb2023_voorbeeldstad.xlsx", "kwb2023_utrecht_cbs-formaat.xlsx"),
    ("gezondheid2020_voorbeeldstad.xlsx", "smap2020_18plus_landelijk_50090NED.xlsx"),
]


@cache
def lees(pad: Path) -> tuple[str, list[list[object]]]:
    werkmap = CalamineWorkbook.from_path(str(pad))
    return werkmap.sheet_names[0], [list(rij) for rij in werkmap.get_sheet_by_index(0).to_python()]


@pytest.mark.parametrize(("voorbeeld", "echt"), PAREN)
def test_same_sheet_name_and_header(testdata: Path, voorbeeld: str, echt: str) -> None:
    blad, rijen = lees(MAP / voorbeeld)
    echt_blad, echte_rijen = lees(testdata / echt)
    assert blad == echt_blad
    assert rijen[0] == echte_rijen[0]


@pytest.mark.parametrize(("voorbeeld", "echt"), PAREN)
def test_same_type_of_cell_in_every_column(testdata: Path, voorbeeld: str, echt: str) -> None:
    _, rijen = lees(MAP / voorbeeld)
    _, echte_rijen = lees(testdata / echt)
    for kolom, kop in enumerate(rijen[0]):
        soorten = {type(rij[kolom]) for rij in rijen[1:] if rij[kolom] not in ("", ".")}
        echte_soorten = {type(rij[kolom]) for rij in echte_rijen[1:] if rij[kolom] not in ("", ".")}
        assert soorten <= echte_soorten, kop


def test_same_national_row(testdata: Path) -> None:
    _, rijen = lees(MAP / PAREN[1][0])
    _, echte_rijen = lees(testdata / PAREN[1][1])
    assert rijen[1] == echte_rijen[1]
