"""Tells once that most scores are missing for want of a whole source file, and which file would give most of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.issues import Issue, IssueKind, Severity
from buurtwijzer.data.areas.small_areas import size_reasons
from buurtwijzer.data.layouts import layouts
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.outcomes import OutcomeScores

D388 = IssueKind(
    "D388",
    Severity.WAARSCHUWING,
    "De meeste scores ontbreken",
    "In {n} van {m} gebieden ontbreken de meeste scores.",
    "Geef ook dit bestand mee: {bron}. In een eigen werkmap: zet het op een eigen blad, noem het bij 'bronnen' op blad "
    "Instellingen, of geef het op met --met.",
)
KINDS = (D388,)


def missing_sources(table: BuurtTable, uitkomsten: Sequence[OutcomeScores], rulebook: Rulebook) -> tuple[Issue, ...]:
    """Tell which file to add, where most scores are missing and a kind of file was not given at all.

    Args:
        table: n areas. Those too small for any score do not count: no file would help.
        uitkomsten: Their scores, NaN where missing.
        rulebook: The rules; ``genoeg_scores_frac`` says what are most scores.

    Returns:
        One finding, or none.
    """
    sizes = (rulebook.getal("kleine_gebieden", name) for name in ("inwoners_n", "huishoudens_n"))
    is_large = np.array([not reason for reason in size_reasons(table, *sizes)], dtype=bool)
    if not uitkomsten or not is_large.any():
        return ()
    missing = np.isnan(np.array([o.score for o in uitkomsten])).mean(axis=0)
    is_short = is_large & (missing > 1 - rulebook.getal("zekerheid", "genoeg_scores_frac"))
    source = _most_wanted(table, uitkomsten, rulebook, is_short) if is_short.any() else ""
    if not source:
        return ()
    counts = {"n": format_number(float(is_short.sum()), 0), "m": format_number(float(is_large.sum()), 0)}
    return (D388.at("bestanden", **counts, bron=source),)


def _most_wanted(
    table: BuurtTable, uitkomsten: Sequence[OutcomeScores], rulebook: Rulebook, is_short: npt.NDArray[np.bool_]
) -> str:
    """Give the name of the kind of file that holds most of what some areas lack; empty where that was given."""
    known: list[bool] = np.isfinite(table.values[is_short]).any(axis=0).astype(bool).tolist()
    has_value = dict(zip(table.indicatoren, known, strict=True))
    wanted = Counter(
        layout
        for outcome in uitkomsten
        if np.isnan(outcome.score[is_short]).any()
        for name in outcome.indicatoren
        if name in rulebook.indicatoren and not has_value.get(name, False)
        for layout in {way.layout for way in rulebook.indicatoren[name].kolommen}
    )
    names = {layout.id: layout.naam for layout in layouts(rulebook)}
    first = min(wanted, key=lambda layout: (-wanted[layout], layout), default="")
    return "" if first in {file.layout for file in table.bestanden} else names.get(first, "")
