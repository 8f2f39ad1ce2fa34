"""Years of the real files: crime, health and the Leefbaarometer, how they changed here and everywhere."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.read import read_years
from buurtwijzer.evidence.timeline.build import timelines
from buurtwijzer.evidence.timeline.model import Timeline
from buurtwijzer.reporting.timeline_text import timeline_sentence
from buurtwijzer.rulebook.model import Rulebook

_NL, _LBM = "kwb2024_landelijk_selectie.csv.gz", "leefbaarometer3_wijken_2002-2022.csv"
_UTRECHT = "kwb2023_utrecht_cbs-formaat.xlsx"
_LEEFTIJD = "kwb2024_buurten_leeftijd_misdrijven.csv.gz"
_BUURT = "BU03440111"


@pytest.fixture(scope="module")
def jaren(testdata: Path, regels: Rulebook) -> tuple[YearFigures, float]:
    """Give the country with the Leefbaarometer, and the seconds that reading took."""
    start = time.process_time()
    found = read_years([testdata / _NL, testdata / _LBM], regels)
    return found, time.process_time() - start


def lijn(found: YearFigures, regels: Rulebook, code: str, wat: str) -> Timeline:
    (line,) = timelines(found, regels, [code], [wat]).lijnen
    return line


def test_every_year_of_every_source_within_seconds(jaren: tuple[YearFigures, float]) -> None:
    found, seconds = jaren
    assert found.jaren == (2002, 2008, 2012, 2014, 2016, 2018, 2020, 2021, 2022, 2023, 2024, 2025)
    known = {
        name: {
            year: int(np.isfinite(found.waarden[place, :, found.column(name)]).sum())
            for place, year in enumerate(found.jaren)
            if np.isfinite(found.waarden[place, :, found.column(name)]).any()
        }
        for name in ("lbm_totaal", "lbm_overlast", "misdrijven_totaal", "goed_ervaren_gezondheid")
    }
    assert list(known["lbm_totaal"]) == [2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022]
    assert list(known["lbm_overlast"]) == [2014, 2018, 2020, 2022]
    assert known["lbm_totaal"][2022] == 1572
    assert known["misdrijven_totaal"] == dict.fromkeys(range(2021, 2026), 14_336)
    assert list(known["goed_ervaren_gezondheid"]) == [2012, 2016, 2020, 2022, 2024]
    # Wijken of the Leefbaarometer that are called otherwise by now are refused in every year.
    assert len({item.code for item in found.geweigerd}) == 17
    assert seconds < 15


def test_counts_come_back_exactly_from_rates(jaren: tuple[YearFigures, float]) -> None:
    found = jaren[0]
    column = found.column("misdrijven_totaal")
    counts = found.waarden[:, :, column] * found.noemer[:, :, column] / 1000
    known = np.isfinite(counts)
    assert known.sum() == 5 * 14_336
    assert np.abs(counts[known] - np.round(counts[known])).max() < 1e-6
    assert set(np.unique(found.noemer_jaar[:, :, column])) == {0, 2024}
    (told,) = [issue for issue in found.issues if issue.code == "D383"]
    assert "2021, 2022, 2023 en 2025" in told.message


def test_crime_here_and_everywhere(jaren: tuple[YearFigures, float], regels: Rulebook) -> None:
    line = lijn(jaren[0], regels, _BUURT, "misdrijven_totaal")
    assert [point.jaar for point in line.punten] == [2021, 2022, 2023, 2024, 2025]
    assert line.geheel is not None
    assert line.geheel.verschil == pytest.approx(20.0)
    assert line.geheel.ernaast.overal == pytest.approx(2.56, abs=0.01)
    assert (line.overal.naam, line.overal.gebieden_n) == ("Nederland", 11_716)
    assert line.noten == ("Aantallen van 2021, 2022, 2023 en 2025 zijn gedeeld door inwoners of huishoudens van 2024.",)
    assert timeline_sentence(line).startswith(
        "Geregistreerde misdrijven ging van 80,6 (2021) naar 100,6 per 1.000 (2025): +20,0, dat is ongunstiger. In "
        "Nederland was het +2,6; wat alleen hier gebeurde is dus +17,4."
    )


def test_the_fall_of_health_after_2020_happened_everywhere(jaren: tuple[YearFigures, float], regels: Rulebook) -> None:
    line = lijn(jaren[0], regels, _BUURT, "goed_ervaren_gezondheid")
    step = next(step for step in line.stappen if step.van == 2020)
    assert (step.tot, step.verschil) == (2022, pytest.approx(-6.9))
    assert step.ernaast.overal == pytest.approx(-9.41, abs=0.01)
    assert len(step.breuken) == 1
    levels = {point.jaar: point.ernaast.overal for point in line.punten}
    assert (levels[2020], levels[2022]) == (pytest.approx(78.4, abs=0.1), pytest.approx(69.0, abs=0.1))
    issues = timelines(jaren[0], regels, [_BUURT], ["goed_ervaren_gezondheid"]).issues
    assert [issue.code for issue in issues] == ["B105"]


def test_the_leefbaarometer_is_split_exactly_over_its_dimensions(
    jaren: tuple[YearFigures, float], regels: Rulebook
) -> None:
    found = jaren[0]
    column = found.column("lbm_overlast")
    whole = np.isfinite(found.waarden[:, :, column]).sum(axis=0) == 4
    codes = [
        code for code, has, level in zip(found.codes, whole, found.niveau, strict=True) if has and level is Niveau.WIJK
    ]
    lines = timelines(found, regels, codes[::100], ["lbm_totaal"]).lijnen
    split = [line for line in lines if not line.reden]
    assert len(split) >= 12
    for line in split:
        assert line.gesplitst is not None
        assert (line.gesplitst.van, line.gesplitst.tot) == (2014, 2022)
        assert len(line.gesplitst.delen) == 5
        assert line.gesplitst.rest == 0.0
        assert sum(part.bijdrage for part in line.gesplitst.delen) == pytest.approx(line.gesplitst.verschil, abs=1e-6)
        assert [len(step.delen) for step in line.stappen if step.tot <= 2018] == [1, 1, 1, 1, 1]


def test_a_score_of_two_real_years(testdata: Path, regels: Rulebook) -> None:
    """The file of 2024 lacks other landlords, so both years are compared over the rest."""
    found = read_years([testdata / _UTRECHT, testdata / _NL, testdata / _LEEFTIJD], regels)
    line = lijn(found, regels, _BUURT, "geworteld")
    assert [(point.jaar, point.dekking) for point in line.punten] == [(2023, 1.0), (2024, 0.8)]
    (step,) = line.stappen
    assert step.zonder == ("Huurwoningen van andere verhuurders",)
    assert step.verschil == pytest.approx(-0.815, abs=0.001)
    assert step.rest == 0.0
    assert sum(part.bijdrage for part in step.delen) == pytest.approx(step.verschil, abs=1e-9)
    assert (line.vergelijkbaar.gebieden_n, line.in_gemeente.gebieden_n, line.overal.gebieden_n) == (12, 106, 0)


def test_a_score_that_was_not_measured_in_several_years_is_refused(
    jaren: tuple[YearFigures, float], regels: Rulebook
) -> None:
    line = lijn(jaren[0], regels, _BUURT, "gezondheid")
    assert line.geheel is None
    assert "30 % van het gewicht (minimaal 60 %)" in line.reden
