"""The outlook on the police figures of the whole country: 2025 from 2021-2024, measured beside two simple ways."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.read import read_years
from buurtwijzer.data.table import BuurtData
from buurtwijzer.evidence.outlook.compared import comparable
from buurtwijzer.evidence.outlook.model import IndicatorOutlook, Outlook
from buurtwijzer.evidence.outlook.noise import estimate
from buurtwijzer.evidence.outlook.outlook import outlook
from buurtwijzer.evidence.outlook.prepare import prepare
from buurtwijzer.evidence.outlook.settings import Settings
from buurtwijzer.evidence.outlook.signals import signals
from buurtwijzer.evidence.outlook.trial import Trial
from buurtwijzer.evidence.outlook.widths import share_error
from buurtwijzer.reporting.vooruitblik.page import trial_page
from buurtwijzer.rulebook.model import Rulebook

ROOT = Path(__file__).parent.parent.parent
FILES = ("kwb2024_landelijk_selectie.csv.gz", "kwb2024_buurten_leeftijd_misdrijven.csv.gz")
FALSE_ZEROS = ("BU0285", "BU0637", "BU0753", "BU1658")


@pytest.fixture(scope="module")
def jaren(testdata: Path, regels: Rulebook) -> YearFigures:
    return read_years([testdata / name for name in FILES], regels)


@pytest.fixture(scope="module")
def gemaakt(jaren: YearFigures, nederland: BuurtData, regels: Rulebook) -> tuple[Outlook, float]:
    start = time.process_time()
    return outlook(jaren, regels, gebieden=nederland.table), time.process_time() - start


@pytest.fixture(scope="module")
def buurten(gemaakt: tuple[Outlook, float]) -> IndicatorOutlook:
    return next(made for made in gemaakt[0].delen if made.niveau is Niveau.BUURT)


@pytest.fixture(scope="module")
def toets(buurten: IndicatorOutlook) -> Trial:
    assert buurten.toets is not None
    return buurten.toets


def _error(trial: Trial, part: np.ndarray) -> float:
    return float(np.abs(part - trial.werkelijk).mean())


def test_2025_is_forecast_from_the_years_before_it_alone(toets: Trial) -> None:
    assert (toets.jaar, toets.geijkt_op) == (2025, (2024,))
    assert len(toets.rijen) > 11_500


def test_the_error_is_at_most_092_of_the_same_as_last_year(toets: Trial) -> None:
    assert _error(toets, toets.verwacht) <= 0.92 * _error(toets, toets.vorig)


def test_the_error_is_not_to_be_told_from_that_of_a_weighted_mean(toets: Trial) -> None:
    """The goal was 0.91 of last year. Here the weighted mean does 0.904 and ours 0.907, a difference of chance."""
    assert _error(toets, toets.verwacht) <= 0.91 * _error(toets, toets.vorig)
    apart = np.abs(toets.verwacht - toets.werkelijk) - np.abs(toets.gewogen - toets.werkelijk)
    town = np.bincount(toets.groep, apart - apart.mean())
    error = np.sqrt((town**2).sum()) / len(apart)
    assert apart.mean() < 2 * error
    assert apart.mean() < 0.005 * _error(toets, toets.gewogen)


def test_the_margin_of_80_percent_holds_78_to_82_percent(toets: Trial) -> None:
    assert 0.78 <= toets.binnen.mean() <= 0.82


@pytest.mark.parametrize("klasse", range(5))
def test_the_margin_holds_in_every_size_class_within_two_standard_errors(toets: Trial, klasse: int) -> None:
    own = toets.klassen == klasse
    inside = toets.binnen[own]
    assert own.sum() > 500
    # Of both: areas of a gemeente as alike, and as if each stood alone.
    error = min(share_error(inside, toets.groep[own]), np.sqrt(0.16 / own.sum()))
    assert abs(inside.mean() - 0.80) <= 2 * error


def test_false_zeros_and_small_areas_have_no_expectation(buurten: IndicatorOutlook, jaren: YearFigures) -> None:
    given = {jaren.codes[row] for row, reason in zip(buurten.rijen, buurten.reden, strict=True) if not reason}
    assert len(given) > 11_500
    assert not any(code.startswith(FALSE_ZEROS) for code in given)
    small = jaren.inwoners[-2, buurten.rijen] < 100
    assert np.isnan(buurten.verwacht[:, small]).all()


def test_signals_are_few_and_mostly_last(buurten: IndicatorOutlook) -> None:
    after = buurten.signaaltoets
    assert after is not None
    assert buurten.is_bekeken.sum() > 11_000
    assert 5 <= buurten.is_signaal.sum() <= 100
    assert after.slechter_frac > after.slechter_basis_frac + 0.2


def test_a_single_year_that_jumped_is_no_signal(buurten: IndicatorOutlook, jaren: YearFigures) -> None:
    """Of BU03420801 four years count about 15 and one 263; of BU06060003 the last year is as the first."""
    warned = {jaren.codes[row] for row, found in zip(buurten.rijen, buurten.is_signaal, strict=True) if found}
    assert not warned & {"BU03420801", "BU06060003"}
    assert "BU03440535" in warned


def test_what_may_be_chance_is_at_most_what_the_rule_says(buurten: IndicatorOutlook) -> None:
    assert 0 < buurten.toevallig_n <= 0.1 * buurten.signalen_n


def test_years_in_any_order_give_no_signals(
    jaren: YearFigures, nederland: BuurtData, regels: Rulebook, buurten: IndicatorOutlook
) -> None:
    settings = Settings.of(regels)
    ready = prepare(jaren, buurten.rijen, regels.indicatoren["misdrijven_totaal"], settings)
    near = comparable(jaren, buurten.rijen, Niveau.BUURT, nederland.table, regels)
    assert ready is not None
    assert near is not None
    needed = round(regels.getal("vergelijkbaar", "minimaal_n"))
    for seed in range(3):
        mixed = np.random.default_rng(seed).permuted(ready.reeks.waarden, axis=0)
        panel = replace(ready.reeks, waarden=mixed)
        found = signals(panel, estimate(panel), near[0], ready.zichtbaar, 1, needed, settings)
        assert found.bekeken.sum() > 11_000
        assert found.is_signaal.sum() <= 2


def test_a_new_way_of_measuring_health_is_a_break_and_no_trend(gemaakt: tuple[Outlook, float]) -> None:
    told = [str(issue) for issue in gemaakt[0].issues if issue.code == "B133"]
    assert any("tussen 2020 en 2022" in text for text in told)
    assert {made.indicator for made in gemaakt[0].delen} == {"misdrijven_totaal"}


def test_the_whole_country_takes_seconds(gemaakt: tuple[Outlook, float]) -> None:
    assert gemaakt[1] < 15


def test_the_page_of_the_handbook_is_what_was_measured(gemaakt: tuple[Outlook, float], regels: Rulebook) -> None:
    page = (ROOT / "docs" / "handboek" / "vooruitblik.md").read_text(encoding="utf-8")
    assert page == "\n".join(trial_page(gemaakt[0], regels)) + "\n"
