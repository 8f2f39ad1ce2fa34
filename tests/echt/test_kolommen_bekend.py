"""Every figure of the real files is known: named in the rulebook, blocked, or left out on purpose."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from buurtwijzer.core.blocked import is_blocked
from tests.geladen import meegeleverd

REGELS = meegeleverd()
CBS = REGELS.kolommen["cbs_kwb"].kolommen
# Say the same as another figure, are empty in every delivery, or have no favourable side.
NIET_GEBRUIKT = {
    "Ondergewicht",
    "NormaalGewicht",
    "Drinker",
    "ErnstigBeperktVanwegeGezondheid",
    "LangdurigeZiekteEnBeperkt",
    "MatigHoogRisicoOpAngstOfDepressie",
    "LopenEnOfFietsenNaarSchoolOfWerk",
    "LopenNaarSchoolOfWerk",
    "FietsenNaarSchoolOfWerk",
}


def kaal(kop: str) -> str:
    """Take the number behind a key of OData off."""
    return re.sub(r"_\d+$", "", kop)


def test_every_column_of_the_workbook_of_cbs_is_known(testdata: Path) -> None:
    found = pd.read_excel(testdata / "kwb2023_utrecht_cbs-formaat.xlsx", nrows=1, engine="calamine").columns
    known = {row.kolom for row in CBS} | {"gwb_code_10", "gwb_code_8"}
    assert len(found) > 100
    assert [kop for kop in found if kop not in known and not is_blocked(kop)] == []


def test_every_key_of_the_odata_of_cbs_is_known(testdata: Path) -> None:
    path = testdata / "kwb2019_amsterdam_84583NED_untyped.csv"
    found = pd.read_csv(path, sep=";", nrows=1, encoding="utf-8-sig").columns
    known = {kaal(row.odata) for row in CBS if row.odata} | {"ID"}
    assert len(found) > 100
    assert [kop for kop in found if kaal(kop) not in known and not is_blocked(kop)] == []


def test_every_figure_of_rivm_has_an_indicator(testdata: Path) -> None:
    path = testdata / "smap2020_18plus_landelijk_50090NED.xlsx"
    (koppen,) = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(nrows=1)
    found = {kaal(kop) for kop in map(str, koppen) if re.search(r"_\d+$", kop)}
    found -= {"Gemeentenaam", "SoortRegio", "Codering"}
    used = {
        kolom.waarde
        for indicator in REGELS.indicatoren.values()
        for kolom in indicator.kolommen
        if kolom.layout == "rivm_gezondheid"
    }
    assert found - used == NIET_GEBRUIKT
