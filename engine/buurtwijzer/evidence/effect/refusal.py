"""Why nothing can be compared: per area, and which figures on who live there are missing and what file has them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.evidence.effect import issue_kinds as kinds
from buurtwijzer.evidence.effect.question import HERE
from buurtwijzer.rulebook.model import Rulebook

_NAMED = 10
ABOUT_AREAS = frozenset(
    kind.code
    for kind in (
        kinds.GEBIED_KLEIN,
        kinds.GEBIED_GRENS,
        kinds.GEBIED_JAREN,
        kinds.GEBIED_WEINIG,
        kinds.GEBIED_SAMENSTELLING,
    )
)
"""Codes of the messages that an area does not take part."""


def nothing_left(issues: Iterable[Issue]) -> Issue:
    """Say that no area can take part, with the reason of every area."""
    found = [issue for issue in issues if issue.code in ABOUT_AREAS]
    words = [issue.message for issue in found[:_NAMED]]
    if len(found) > _NAMED:
        words.append(f"Zo ook nog {format_number(len(found) - _NAMED, 0)} gebieden.")
    remedies = dict.fromkeys(issue.remedy for issue in found)
    return kinds.NIETS_OVER.at(HERE, waarom=" ".join(words), raad=" ".join(remedies))


def missing_composition(table: BuurtTable, codes: Iterable[str], rulebook: Rulebook) -> Issue | None:
    """Say which figures on who live there no area has, where too few are left to find comparable areas; else None."""
    wanted = {*codes}
    rows = [row for row, code in enumerate(table.code) if code in wanted]
    missing = [
        item for item in rulebook.vergelijking["samenstelling"].kenmerken if not _is_known(table, rows, item.indicator)
    ]
    whole = sum(item.gewicht_frac for item in rulebook.vergelijking["samenstelling"].kenmerken)
    known = 1.0 - sum(item.gewicht_frac for item in missing) / whole
    if known >= rulebook.getal("dekking", "score_pct") / 100.0:
        return None
    rules = [rulebook.indicatoren[item.indicator] for item in missing]
    layouts = dict.fromkeys(rule.kolommen[0].layout for rule in rules)
    files = [rulebook.kolommen[layout].naam if layout in rulebook.kolommen else layout for layout in layouts]
    return kinds.SAMENSTELLING_ONTBREEKT.at(
        HERE, cijfers=join_words([rule.naam for rule in rules]), bestand=join_words([f"'{name}'" for name in files])
    )


def _is_known(table: BuurtTable, rows: list[int], indicator: str) -> bool:
    if indicator not in table.indicatoren:
        return False
    return bool(np.isfinite(table.values[rows, table.column(indicator)]).any())
