"""Which rules of a problem that has no answer do not go together, named as the user knows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.table import IntArray
from buurtwijzer.valuation.portfolio.milp import Answer, Milp, Rows, add_exclusion
from buurtwijzer.valuation.portfolio.problem import OPTIE, Probleem

Explainer = Callable[[Milp], Answer | None]


@dataclass(frozen=True, slots=True)
class Botsing:
    """Rules that do not go together.

    Attributes:
        regels: Each in Dutch.
        minimaal: Whether the others go together as soon as any one of them is left out.
    """

    regels: tuple[str, ...]
    minimaal: bool


def find_clash(problem: Probleem, explainer: Explainer) -> Botsing | None:
    """Find rules that do not go together.

    Args:
        problem: The problem.
        explainer: Finds labels of rows that do not go together.

    Returns:
        The rules; None when all go together, or when that was not known in time.
    """
    milp, names = _labelled(problem)
    answer = explainer(milp)
    if answer is None or not answer.clash:
        return None
    return Botsing(tuple(names[label] for label in answer.clash), answer.least)


def _labelled(problem: Probleem) -> tuple[Milp, list[str]]:
    """Give every rule as rows with a label, and the Dutch name per label.

    Only what is forced in or counts for a floor is a variable: leaving out the others is always possible.
    """
    n, m = problem.shape
    needed = problem.erin.copy()
    for floor in problem.vloeren:
        needed[floor.gebieden] |= (floor.gewicht > 0) & problem.mag[floor.gebieden]
    items = np.flatnonzero(needed)
    place = np.full(n * m, -1, dtype=np.int64)
    place[items] = np.arange(len(items))
    rows, names = Rows(), list[str]()
    _choices(problem, rows, names, place)
    _limits(problem, rows, names, items)
    _floors(problem, rows, names, place)
    for a, b in problem.sluit_uit:
        own = np.flatnonzero(np.isin(problem.optie_van, (a, b)))
        add_exclusion(rows, place.reshape(n, m), own.tolist(), label=len(names))
        names.append(f"'{_name(problem, a)}' en '{_name(problem, b)}' gaan niet samen in één gebied")
    for number in range(len(problem.capaciteit)):
        add_exclusion(rows, place.reshape(n, m), np.flatnonzero(problem.optie_van == number).tolist())
    return rows.together(np.zeros(len(items))), names


def _choices(problem: Probleem, rows: Rows, names: list[str], place: IntArray) -> None:
    m = len(problem.interventies)
    none = np.flatnonzero(problem.erin & ~problem.mag)
    rows.add(np.arange(len(none)), place[none], 1.0, np.zeros(len(none)))
    for mask, word in ((problem.erin, "moet"), (problem.uit, "mag van u niet")):
        for item in np.flatnonzero(mask & (place.reshape(mask.shape) >= 0)).tolist():
            area, column = divmod(item, m)
            least = 1.0 if mask is problem.erin else -np.inf
            most = np.inf if mask is problem.erin else 0.0
            rows.add(np.zeros(1, dtype=np.int64), place[[item]], 1.0, np.asarray([most]), lower=least, label=len(names))
            allowed = "" if problem.mag[area, column] else ", maar dat staan de regels daar niet toe"
            name = _name(problem, int(problem.optie_van[column]))
            names.append(f"'{name}' {word} in {problem.gebieden[area]}{allowed if word == 'moet' else ''}")


def _limits(problem: Probleem, rows: Rows, names: list[str], items: IntArray) -> None:
    area, column = np.divmod(items, len(problem.interventies))
    number = problem.optie_van[column]
    for budget in problem.budgetten:
        use = budget.gebruik.ravel()[items]
        own = np.flatnonzero(use)
        limit = np.asarray([budget.ten_hoogste])
        rows.add(np.zeros(len(own), dtype=np.int64), own, use[own], limit, label=len(names))
        what = "budget" if budget.in_euro else "capaciteit"
        names.append(f"{what} {budget.naam}: ten hoogste {format_number(budget.ten_hoogste)} {budget.eenheid}")
    for at in np.unique(number):
        if np.isfinite(problem.capaciteit[at]):
            own = np.flatnonzero(number == at)
            limit = problem.capaciteit[[at]]
            rows.add(np.zeros(len(own), dtype=np.int64), own, 1.0, limit, label=len(names))
            names.append(f"'{_name(problem, int(at))}' in ten hoogste {format_number(limit[0])} gebieden")
    for at in np.unique(area):
        own = np.flatnonzero(area == at)
        most = problem.per_gebied[[at]].astype(np.float64)
        if len(own) > most[0]:
            rows.add(np.zeros(len(own), dtype=np.int64), own, 1.0, most, label=len(names))
            names.append(f"ten hoogste {format_number(most[0])} interventies in {problem.gebieden[at]}")


def _floors(problem: Probleem, rows: Rows, names: list[str], place: IntArray) -> None:
    m = len(problem.interventies)
    for floor in problem.vloeren:
        own = place[(floor.gebieden[:, np.newaxis] * m + np.arange(m)).ravel()]
        weight = floor.gewicht.ravel()
        useful = (own >= 0) & (weight > 0)
        limit = np.asarray([-floor.ten_minste])
        rows.add(np.zeros(int(useful.sum()), dtype=np.int64), own[useful], -weight[useful], limit, label=len(names))
        names.append(floor.zin or f"ondergrens {floor.naam}: ten minste {format_number(floor.ten_minste)}")


def _name(problem: Probleem, number: int) -> str:
    """Give the id of an intervention: what the names of its options begin with."""
    first = int(np.flatnonzero(problem.optie_van == number)[0])
    return problem.interventies[first].partition(OPTIE)[0]
