"""What is asked, looked up in the rules and the files: every mistake at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from buurtwijzer.assessment import Options
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import BuurtTable, IntArray
from buurtwijzer.evidence.nulmeting.outcome import check_outcome, find_intervention, outcome_of
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Interventie
from buurtwijzer.selection import select_areas

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True, eq=False)
class Gevonden:
    """What was found of what is asked.

    Attributes:
        interventie: The intervention; None where none is named.
        uitkomst: Id of the figure that is measured.
        rijen: Rows of the areas where it is done.
        van_niveau: Rows of the same level.
    """

    interventie: Interventie | None
    uitkomst: str
    rijen: IntArray
    van_niveau: IntArray


def find_asked(
    interventie: str, uitkomst: str | None, options: Options, years: YearFigures, table: BuurtTable, rulebook: Rulebook
) -> Gevonden:
    """Look up intervention, figure and areas.

    Args:
        interventie: Id of the intervention; empty where none is named.
        uitkomst: Id of the figure; None lets the rulebook choose.
        options: Level and areas.
        years: The figures that count.
        table: The areas there are.
        rulebook: The rules.

    Raises:
        InputError: One of them is not there or cannot be measured; all mistakes.
    """
    told = _Told()
    rule = told.of(lambda: find_intervention(interventie, rulebook)) if interventie else None
    chosen = uitkomst
    if uitkomst is not None:
        told.of(lambda: check_outcome(uitkomst, years, rulebook))
    elif not told.issues:
        chosen = told.of(lambda: outcome_of(rule, None, years, rulebook))
    areas = told.of(lambda: select_areas(table, options))
    if chosen is None or areas is None or told.issues:
        raise InputError(told.issues)
    return Gevonden(rule, chosen, *areas)


@dataclass(slots=True)
class _Told:
    issues: list[Issue] = field(default_factory=list)

    def of(self, find: Callable[[], _Found]) -> _Found | None:
        """Give what is found, or keep what is wrong with it."""
        try:
            return find()
        except InputError as error:
            self.issues += error.issues
            return None
