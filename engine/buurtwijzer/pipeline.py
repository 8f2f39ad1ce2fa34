"""`assess()`: the only module that knows the order of the steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.core.issues import sort_issues
from buurtwijzer.data.table import BuurtData
from buurtwijzer.interventions.advise import advise
from buurtwijzer.peers.nearest import find_peers, peer_mean
from buurtwijzer.receipt import make_receipt
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.score import score_outcomes
from buurtwijzer.selection import select_areas

Progress = Callable[[str, float], None]


def assess(
    data: BuurtData, rulebook: Rulebook, options: Options | None = None, *, progress: Progress | None = None
) -> Assessment:
    """Score the areas, compare them and advise.

    Args:
        data: What `read_buurten` gave.
        rulebook: What `load_rulebook` gave.
        options: The user's choices; None takes buurten, all of them.
        progress: Called with a Dutch step name and the share done (0-1).

    Returns:
        The frozen result, areas ordered by code.

    Raises:
        InputError: The level, gemeente or codes asked for are not in the data.
    """
    options = options or Options()
    tell = progress or _silent
    rows, of_level = select_areas(data.table, options)
    comparison, chosen = data.table.take(of_level), data.table.take(rows)
    tell("Scores berekenen", 0.1)
    scored = score_outcomes(comparison, rulebook, dekking_pct=options.dekking_pct)
    tell("Vergelijkbare gebieden zoeken", 0.5)
    peers = find_peers(chosen, comparison, rulebook)
    within = of_level.searchsorted(rows)
    outcomes = tuple(
        replace(outcome.take(within), vergelijkbaar=peer_mean(peers, outcome.score, rulebook)) for outcome in scored
    )
    tell("Advies afwegen", 0.7)
    advice = advise(chosen, outcomes, rulebook, alle=options.alle)
    tell("Klaar met rekenen", 1.0)
    return Assessment(
        table=chosen,
        uitkomsten=outcomes,
        adviezen=advice,
        vergelijking=peers.bron,
        issues=sort_issues((*rulebook.issues, *data.issues)),
        verantwoording=make_receipt(data.table, rulebook, options),
        rulebook=rulebook,
        options=options,
    )


def _silent(_step: str, _done: float) -> None:
    return
