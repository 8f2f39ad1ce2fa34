"""The proxy test on Amsterdam 2019, with shares that only this test computes: the figure that the README names."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from buurtwijzer.assessment import Options
from buurtwijzer.data.read import read_buurten
from buurtwijzer.evidence.proxy.measure import measure_proxies
from buurtwijzer.evidence.proxy.model import Oordeel
from buurtwijzer.evidence.proxy.results import read_results
from buurtwijzer.evidence.proxy.shares import read_shares
from buurtwijzer.pipeline import assess
from buurtwijzer.reporting.workbook import write_workbook
from tests.geladen import meegeleverd

_CBS = "kwb2019_amsterdam_84583NED_untyped.csv"
_RIVM = "smap2020_18plus_landelijk_50090NED.xlsx"


def _shares(source: Path, target: Path) -> Path:
    """Turn the counts of CBS into shares, as a privacy officer would."""
    table = pd.read_csv(source, sep=";", dtype=str, encoding="utf-8-sig")
    count, people = (pd.to_numeric(table[name].str.strip(), errors="coerce") for name in _COLUMNS)
    shares = pd.DataFrame({"code": table["WijkenEnBuurten"].str.strip(), "groep": (100 * count / people).round(1)})
    shares.to_csv(target, index=False, sep=";", decimal=",")
    return target


_COLUMNS = ("NietWestersTotaal_18", "AantalInwoners_5")


def test_the_overall_picture_goes_together_with_what_is_no_input(testdata: Path, tmp_path: Path) -> None:
    rules = meegeleverd()
    data = read_buurten([testdata / _CBS, testdata / _RIVM], rules)
    write_workbook(assess(data, rules, Options()), tmp_path / "uit.xlsx")
    shares = read_shares(_shares(testdata / _CBS, tmp_path / "aandelen.csv"), rules)
    toets, _ = measure_proxies(read_results(tmp_path / "uit.xlsx"), shares.aandelen, "aandelen.csv", rules)
    (whole,) = (item for item in toets.verbanden if item.reeks.naam == "totaalbeeld")
    assert whole.oordeel is Oordeel.STERK
    assert (whole.samenhang, whole.laag, whole.hoog) == pytest.approx((-0.83, -0.88, -0.78), abs=0.01)
    assert {item.oordeel for item in toets.verbanden} > {Oordeel.STERK, Oordeel.ZWAK, Oordeel.NIET_AANTOONBAAR}
