"""Tells where an own figure that is known of part of the areas takes away scores: it weighs, and there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.core.issues import Issue, IssueKind, Severity
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own import is_own
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.reasons import Limits
from buurtwijzer.scoring.recipe import recipes

D468 = IssueKind(
    "D468",
    Severity.WAARSCHUWING,
    "Eigen cijfer neemt scores weg",
    "{aantal} geen score voor {uitkomst}, omdat {namen} daar ontbreekt en wel meetelt.",
    "Laat een cijfer van een deel van de gebieden alleen zien: haal het weg bij de onderdelen van {uitkomst}.",
)
KINDS = (D468,)
_SLACK = 1e-9


def partial_figures(
    table: BuurtTable, uitkomsten: Sequence[OutcomeScores], rulebook: Rulebook, dekking_pct: float | None = None
) -> Iterator[Issue]:
    """Tell per outcome how many areas have no score that would have one without the figures of the organisation's own.

    Args:
        table: n areas.
        uitkomsten: Their scores, NaN where missing.
        rulebook: The rules.
        dekking_pct: Least coverage that the user chose.
    """
    limits = Limits.of(rulebook, dekking_pct)
    by_id = {recipe.id: recipe for recipe in recipes(rulebook)}
    for outcome in uitkomsten:
        recipe = by_id[outcome.id]
        own = np.array([is_own(rulebook.indicatoren[name]) for name in recipe.indicatoren])
        if not own.any():
            continue
        is_lost = own & ~outcome.aanwezig
        weight = np.where(is_lost, recipe.gewichten, 0.0).sum(axis=1)
        without = outcome.dekking / np.maximum(1.0 - weight, _SLACK)
        is_large = (table.inwoners >= limits.inwoners_n) & (table.huishoudens >= limits.huishoudens_n)
        is_short = outcome.dekking < limits.dekking_frac - _SLACK
        lost = is_large & is_short & np.isnan(outcome.score) & (without >= limits.dekking_frac - _SLACK)
        if lost.any():
            used = zip(recipe.indicatoren, recipe.paden, is_lost[lost].any(axis=0), strict=True)
            names = [(rulebook.indicatoren[name].naam, path) for name, path, counts in used if counts]
            yield D468.at(
                rulebook.place(*names[0][1]),
                aantal=plural(int(lost.sum()), "gebied krijgt", "gebieden krijgen"),
                uitkomst=outcome.naam,
                namen=join_words([f"'{name}'" for name, _ in names]),
            )
