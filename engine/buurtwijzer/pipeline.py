"""`assess()`: the only module that knows the order of the steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.own.figures import shares_of
from buurtwijzer.data.table import BuurtData, BuurtTable, FloatArray
from buurtwijzer.interventions.advise import advise
from buurtwijzer.missing_sources import missing_sources
from buurtwijzer.partial_figures import partial_figures
from buurtwijzer.peers.model import Peers
from buurtwijzer.peers.nearest import find_peers, peer_mean
from buurtwijzer.receipt import make_receipt
from buurtwijzer.reference.national import National, read_national
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.overall import TOTAAL, overall_picture, scores_by_id
from buurtwijzer.scoring.own_standing import own_standing
from buurtwijzer.scoring.score import score_outcomes
from buurtwijzer.segmentation.samenleven import live_together
from buurtwijzer.segmentation.segment import segment_areas
from buurtwijzer.selection import check_differing, check_segmentation, leading_first, select_areas

Progress = Callable[[str, float], None]


# A cell of 1e308 may overflow on the way; what is not finite then counts as unknown, in its own row only.
@np.errstate(over="ignore", invalid="ignore")
def assess(
    data: BuurtData,
    rulebook: Rulebook,
    options: Options | None = None,
    *,
    ingelezen: Mapping[str, FloatArray] | None = None,
    landelijk: National | None = None,
    progress: Progress | None = None,
) -> Assessment:
    """Score the areas, compare them and advise.

    Args:
        data: What `read_buurten` gave.
        rulebook: What `load_rulebook` gave.
        options: The user's choices; None takes buurten, all of them.
        ingelezen: Per id of a segmentation with method ``ingelezen`` the shares the organisation brings, besides those
            in columns that were read: rows as in the table of `data`, columns as its segments, NaN where missing.
        landelijk: The country to compare with, for who has read `options.referentie` already; None reads that file. It
            is only compared with: `fill_in` is what fills in `data`.
        progress: Called with a Dutch step name and the share done (0-1).

    Returns:
        The frozen result, areas ordered by code.

    Raises:
        InputError: The level, gemeente, codes or segmentation asked for are not there, an area asked for has rows that
            differ, or the file of the country cannot be used.
    """
    options, tell = options or Options(), progress or _silent
    brought = {**shares_of(data.table, rulebook), **(ingelezen or {})}
    check_segmentation(options, rulebook, brought)
    check_differing(data, options)
    rows, of_level = select_areas(data.table, options)
    comparison, chosen = data.table.take(of_level), data.table.take(rows)
    tell("Scores berekenen", 0.1)
    scored = score_outcomes(comparison, rulebook, dekking_pct=options.dekking_pct)
    overall = overall_picture(comparison, scored, rulebook)
    tell("Vergelijkbare gebieden zoeken", 0.5)
    national = landelijk or _named_country(options, rulebook)
    peers = _peers(chosen, comparison, national, rulebook)
    theirs = scores_by_id(scored, overall) if national is None else national.scores
    means = {id_: peer_mean(peers, scores, rulebook) for id_, scores in theirs.items()}
    within = of_level.searchsorted(rows)
    outcomes = tuple(replace(outcome.take(within), vergelijkbaar=means[outcome.id]) for outcome in scored)
    total = None if overall is None else replace(overall.take(within), vergelijkbaar=means[TOTAAL])
    tell("Leefstijlen en samenleven", 0.6)
    segments = leading_first(segment_areas(chosen, rulebook, {id_: of[rows] for id_, of in brought.items()}), options)
    tell("Advies afwegen", 0.7)
    styles = segments[0].benaderstijl if segments else ()
    advice = advise(chosen, outcomes, rulebook, alle=options.alle, benaderstijl=styles)
    tell("Klaar met rekenen", 1.0)
    return Assessment(
        table=chosen,
        uitkomsten=outcomes,
        adviezen=advice,
        vergelijking=peers.bron,
        issues=sort_issues((*rulebook.issues, *data.issues, *_about_scores(chosen, outcomes, rulebook, options))),
        verantwoording=(*make_receipt(data.table, rulebook, options), *_joined(data), *_compared_with(national)),
        rulebook=rulebook,
        options=options,
        segmenten=segments,
        samenleven=live_together(chosen, segments, rulebook),
        totaalbeeld=total,
        eigen=own_standing(comparison, rulebook, within),
        koppeling=data.koppeling,
    )


def _about_scores(
    table: BuurtTable, outcomes: Sequence[OutcomeScores], rulebook: Rulebook, options: Options
) -> Iterator[Issue]:
    yield from missing_sources(table, outcomes, rulebook)
    yield from partial_figures(table, outcomes, rulebook, options.dekking_pct)


def _named_country(options: Options, rulebook: Rulebook) -> National | None:
    return None if options.referentie is None else read_national(options.referentie, rulebook)


def _peers(chosen: BuurtTable, comparison: BuurtTable, national: National | None, rulebook: Rulebook) -> Peers:
    if national is None:
        return find_peers(chosen, comparison, rulebook)
    return find_peers(chosen, national.table, rulebook, waar=national.bron)


def _joined(data: BuurtData) -> tuple[tuple[str, str], ...]:
    return () if data.koppeling is None else tuple(data.koppeling.rows())


def _compared_with(national: National | None) -> tuple[tuple[str, str], ...]:
    if national is None:
        return ()
    return ("landelijke vergelijking", f"{national.bron}, {national.naam}"), ("landelijk sha256", national.sha256)


def _silent(_step: str, _done: float) -> None:
    return
