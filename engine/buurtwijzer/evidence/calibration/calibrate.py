"""`calibrate()`: known shares beside the tables as they are and as they could be; a proposal only when that helps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.draws import uniform
from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.evidence.calibration.forward import Areas, forward
from buurtwijzer.evidence.calibration.known import Survey, read_survey
from buurtwijzer.evidence.calibration.measures import (
    GEIJKT,
    LANDELIJK,
    ONGEWIJZIGD,
    Comparison,
    Resample,
    compare,
)
from buurtwijzer.evidence.calibration.tune import Grip
from buurtwijzer.evidence.calibration.validate import Folds, Problem, choose, fit, held_out
from buurtwijzer.reference.country import country_of
from buurtwijzer.reference.fitted import large_enough
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Segmentatie, Status
from buurtwijzer.segmentation.from_tables import table_margins
from buurtwijzer.segmentation.indextable import IndexTable, fit_factors, index_table

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """What came out.

    Attributes:
        regel: The segmentation as it was.
        survey: The known shares.
        vergelijking: How well each way of estimating did on areas that had no say.
        kracht: How strongly the tables were held back in the last fit.
        start: The tables as they were, with factors on these files.
        tabel: The tuned tables; factors on all buurten of the country.
        land: All buurten of the country, to fit factors on.
        waarom_niet: Why nothing is proposed; empty when something is.
    """

    regel: Segmentatie
    survey: Survey
    vergelijking: Comparison
    kracht: float
    start: IndexTable
    tabel: IndexTable
    land: Areas
    waarom_niet: str


def calibrate(
    table: BuurtTable, rulebook: Rulebook, rule: Segmentatie, progress: Progress | None = None
) -> Calibration:
    """Tune the tables of a segmentation to known shares and measure what that brings.

    Args:
        table: The country and the known shares, read with the rules of `with_known_columns`.
        rulebook: Those rules.
        rule: A segmentation with tables.
        progress: Called with a Dutch step name and the share done (0-1).

    Raises:
        InputError: The files are not about the country, or there are too few known shares.
    """
    tell = progress or _silent
    survey = read_survey(table, rulebook, rule)
    land = country_areas(table, rulebook, rule)
    start = index_table(rule, *(rulebook.getal("leefstijlen", name) for name in ("demping_frac", "krimp_n")))
    start = with_factors(start, land)
    problem = Problem(_sample(land, rulebook), start, grip_of(rule, rulebook))
    folds = folds_of(rulebook)
    tell("Ijken en nakijken op gebieden die niet meededen", 0.1)
    tuned = held_out(problem, survey.known, survey.clusters, folds)
    tell("Tabellen ijken op alle bekende aandelen", 0.8)
    kracht = choose(problem, survey.known, survey.clusters, folds)
    table_ = with_factors(fit(problem, survey.known, folds, kracht), land)
    estimates = {
        LANDELIJK: np.repeat(start.pi[None, :], len(tuned), axis=0),
        ONGEWIJZIGD: forward(survey.known.gebieden, start).aandeel,
        GEIJKT: tuned,
    }
    found = compare(
        survey.known.aandeel, survey.respondenten, estimates, start.pi, survey.clusters, resample_of(rulebook)
    )
    tell("Klaar", 1.0)
    return Calibration(rule, survey, found, kracht, start, table_, land, why_not(found, rulebook))


def why_not(found: Comparison, rulebook: Rulebook) -> str:
    """Give, in Dutch, why nothing is proposed; empty when tuning is better."""
    least = rulebook.getal("ijking", "winst_minimaal_punten")
    if found.winst_pp.laag <= 0:
        return "bijgestelde tabellen zijn niet aantoonbaar beter dan de tabellen zoals ze zijn"
    if found.winst_pp.waarde < least:
        return "de winst is te klein om tabellen voor te veranderen"
    if found.winst_landelijk_pp.laag <= 0:
        return "ook bijgestelde tabellen zijn niet aantoonbaar beter dan overal de landelijke aandelen"
    return "" if found.maten[GEIJKT].helling.waarde > 0 else "de schatting wijst de verkeerde kant op"


def grip_of(rule: Segmentatie, rulebook: Rulebook) -> Grip:
    """Take from the rules what holds the tables back: a published table more than an assumed one."""
    names = {True: "steekproef_n", False: "aanname_steekproef_n"}
    kenmerken = [] if rule.indextabel is None else rule.indextabel.kenmerken
    sizes = [rulebook.getal("leefstijlen", names[kenmerk.status is Status.VASTGESTELD]) for kenmerk in kenmerken]
    return Grip(tuple(sizes), rulebook.getal("ijking", "vorm_n"), round(rulebook.getal("ijking", "stappen_n")))


def folds_of(rulebook: Rulebook) -> Folds:
    """Take from the rules how clusters are left out."""
    outer, inner, many, zaad = (
        round(rulebook.getal("ijking", name)) for name in ("delen_n", "delen_binnen_n", "krachten_n", "zaad")
    )
    strong, weak = rulebook.getal("ijking", "kracht_hoog"), rulebook.getal("ijking", "kracht_laag")
    return Folds(outer, inner, tuple(np.geomspace(strong, weak, many).tolist()), zaad)


def resample_of(rulebook: Rulebook) -> Resample:
    """Take from the rules how clusters are drawn again."""
    return Resample(
        round(rulebook.getal("ijking", "trekkingen_n")),
        rulebook.getal("ijking", "buiten_pct"),
        round(rulebook.getal("ijking", "zaad")),
    )


def country_areas(table: BuurtTable, rulebook: Rulebook, rule: Segmentatie) -> Areas:
    """Take the buurten of the country on which the national shares are kept: large enough, with every table.

    Raises:
        InputError: The files are not about the country.
    """
    large = large_enough(country_of(table, rulebook).table, rulebook)
    spread = table_margins(rule, large)
    known = np.isfinite(large.inwoners)
    for own in spread:
        known &= np.isfinite(own).all(axis=1)
    rows = np.flatnonzero(known)
    return Areas(spread, large.inwoners).take(rows[np.argsort(np.array(large.code)[rows])])


def _sample(land: Areas, rulebook: Rulebook) -> Areas:
    """Take some buurten of the country, each as likely as another, to keep the national shares during the search."""
    most, zaad = (round(rulebook.getal("ijking", name)) for name in ("land_n", "zaad"))
    n = len(land.inwoners)
    if n <= most:
        return land
    chance = uniform(f"{zaad}|ijking|land", n)
    return land.take(np.sort(np.argsort(chance, kind="stable")[:most]))


def with_factors(table: IndexTable, land: Areas) -> IndexTable:
    """Give tables with the factors that keep the national shares over these areas."""
    factors: FloatArray = fit_factors(land.verdeling, land.inwoners, table)
    return IndexTable(table.pi, factors, table.tabellen, table.gewichten, table.demping, table.krimp_n)


def _silent(_step: str, _done: float) -> None:
    return
