"""What is to be chosen and within which limits: areas x interventions, budgets, floors, capacity. Arrays, no rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray, IntArray

EURO = "euro"
OPTIE = " | "
"""Between the id of an intervention and which option of it a column is."""
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Budgetgrens:
    """What may be used of one thing: euros of a party in a year, its staff, or places.

    Attributes:
        naam: As the user knows it, e.g. ``gemeente 2027``.
        gebruik: (n, m) what a choice uses, at least 0.
        ten_hoogste: How much there is, at least 0.
        eenheid: What is counted; only money counts in value per euro.
    """

    naam: str
    gebruik: FloatArray
    ten_hoogste: float
    eenheid: str = EURO

    @property
    def in_euro(self) -> bool:
        """Tell whether it is money."""
        return self.eenheid == EURO


@dataclass(frozen=True, slots=True, eq=False)
class Vloer:
    """What a group of areas gets at least.

    Attributes:
        naam: As the user knows it, e.g. the name of the wijk.
        gebieden: (a,) numbers of the areas in the group.
        gewicht: (a, m) what a choice counts for, at least 0: 1 for a number of choices, its cost for spending.
        ten_minste: How much it has to come to.
        zin: What it says in Dutch, where its name alone would not do.
    """

    naam: str
    gebieden: IntArray
    gewicht: FloatArray
    ten_minste: float
    zin: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Probleem:
    """A portfolio problem with n areas and m interventions; made by `make_problem`.

    Attributes:
        gebieden: Codes of the areas.
        interventies: Ids of the interventions, or names of options of them.
        waarde: (n, m) value of a choice; may be negative.
        mag: (n, m) what the rules allow.
        per_gebied: (n,) most choices per area.
        capaciteit: (g,) most areas per intervention; infinite where there is no limit.
        budgetten: Budgets.
        vloeren: Floors per group of areas.
        sluit_uit: Pairs of interventions that do not go together in one area.
        erin: (n, m) what has to be chosen.
        uit: (n, m) what the user rules out.
        optie_van: (m,) number of the intervention, 0 to g - 1, that a column is an option of; at most one option of
            an intervention is chosen in an area. Exclusions and capacity are about these numbers.
    """

    gebieden: tuple[str, ...]
    interventies: tuple[str, ...]
    waarde: FloatArray
    mag: BoolArray
    per_gebied: IntArray
    capaciteit: FloatArray
    budgetten: tuple[Budgetgrens, ...]
    vloeren: tuple[Vloer, ...]
    sluit_uit: tuple[tuple[int, int], ...]
    erin: BoolArray
    uit: BoolArray
    optie_van: IntArray

    @property
    def shape(self) -> tuple[int, int]:
        """Number of areas and of interventions."""
        return len(self.gebieden), len(self.interventies)


def make_problem(
    gebieden: Sequence[str],
    interventies: Sequence[str],
    waarde: npt.ArrayLike,
    *,
    mag: npt.ArrayLike | None = None,
    per_gebied: npt.ArrayLike | None = None,
    capaciteit: npt.ArrayLike | None = None,
    budgetten: Iterable[Budgetgrens] = (),
    vloeren: Iterable[Vloer] = (),
    sluit_uit: Iterable[tuple[int, int]] = (),
    erin: npt.ArrayLike | None = None,
    uit: npt.ArrayLike | None = None,
    optie_van: npt.ArrayLike | None = None,
) -> Probleem:
    """Make a problem; what is not given does not limit.

    Args:
        gebieden: Codes of n areas, each once.
        interventies: Ids of m interventions, each once.
        waarde: (n, m) finite numbers.
        mag: (n, m) what the rules allow.
        per_gebied: (n,) or one number.
        capaciteit: (m,) or one number; with options one per intervention.
        budgetten: Budgets, each with a name of its own.
        vloeren: Floors, each with a name of its own.
        sluit_uit: Pairs of numbers of interventions, those of `optie_van` where it is given.
        erin: (n, m) what has to be chosen.
        uit: (n, m) what is ruled out.
        optie_van: (m,) number of the intervention of each option; None when every column is an intervention.

    Raises:
        ValueError: Shapes do not fit, a name stands twice, or a number is not finite or below 0 where it may not be.
    """
    n, m = len(gebieden), len(interventies)
    of = np.arange(m) if optie_van is None else np.asarray(optie_van, dtype=np.int64)
    g = int(of.max(initial=-1)) + 1
    problem = Probleem(
        tuple(gebieden),
        tuple(interventies),
        np.asarray(waarde, dtype=np.float64).reshape(n, m),
        _mask(mag, n, m, empty=True),
        np.broadcast_to(np.asarray(m if per_gebied is None else per_gebied, dtype=np.int64), (n,)),
        np.broadcast_to(np.asarray(np.inf if capaciteit is None else capaciteit, dtype=np.float64), (g,)),
        tuple(budgetten),
        tuple(vloeren),
        tuple(sorted({(min(pair), max(pair)) for pair in sluit_uit})),
        _mask(erin, n, m, empty=False),
        _mask(uit, n, m, empty=False),
        of,
    )
    _check(problem)
    return problem


def in_code_order(problem: Probleem) -> tuple[Probleem, IntArray, IntArray]:
    """Give the same problem with areas, interventions, budgets and floors in order of their names.

    Ties are broken by position, so this makes the answer the same whatever order the rows came in.

    Returns:
        The problem, and per new row and per new column its old number.
    """
    rows = np.asarray(sorted(range(len(problem.gebieden)), key=problem.gebieden.__getitem__), dtype=np.int64)
    columns = np.asarray(sorted(range(len(problem.interventies)), key=problem.interventies.__getitem__), dtype=np.int64)
    row_now = np.argsort(rows)
    both = np.ix_(rows, columns)
    of = problem.optie_van[columns]
    _, first = np.unique(of, return_index=True)
    order = np.argsort(first)
    number_now = np.argsort(order)
    pairs = ((int(number_now[a]), int(number_now[b])) for a, b in problem.sluit_uit)
    ordered = replace(
        problem,
        gebieden=tuple(problem.gebieden[row] for row in rows),
        interventies=tuple(problem.interventies[column] for column in columns),
        waarde=problem.waarde[both],
        mag=problem.mag[both],
        per_gebied=problem.per_gebied[rows],
        capaciteit=problem.capaciteit[order],
        budgetten=tuple(
            replace(budget, gebruik=budget.gebruik[both]) for budget in sorted(problem.budgetten, key=lambda b: b.naam)
        ),
        vloeren=tuple(
            _floor_in_order(floor, row_now, columns) for floor in sorted(problem.vloeren, key=lambda v: v.naam)
        ),
        sluit_uit=tuple(sorted((min(pair), max(pair)) for pair in pairs)),
        erin=problem.erin[both],
        uit=problem.uit[both],
        optie_van=number_now[of],
    )
    return ordered, rows, columns


def is_feasible(problem: Probleem, keuze: BoolArray) -> bool:
    """Tell whether a choice (n, m) keeps every limit; amounts may be over by what rounding explains."""
    allowed = problem.mag & ~problem.uit
    whole = per_intervention(problem, keuze)
    return (
        not (keuze & ~allowed).any()
        and not (problem.erin & ~keuze).any()
        and bool((keuze.sum(axis=1) <= problem.per_gebied).all())
        and bool((whole <= 1).all())
        and bool((whole.sum(axis=0) <= problem.capaciteit).all())
        and not any((whole[:, a] & whole[:, b]).any() for a, b in problem.sluit_uit)
        and all(_within(float(b.gebruik[keuze].sum()), b.ten_hoogste) for b in problem.budgetten)
        and all(_within(v.ten_minste, float(v.gewicht[keuze[v.gebieden]].sum())) for v in problem.vloeren)
    )


def per_intervention(problem: Probleem, keuze: BoolArray) -> IntArray:
    """Give how many options of each intervention a choice takes (n, g)."""
    found = np.zeros((len(problem.capaciteit), len(keuze)), dtype=np.int64)
    np.add.at(found, problem.optie_van, keuze.T.astype(np.int64))
    return found.T


def slack_of(limit: float | FloatArray) -> FloatArray:
    """Give what rounding may explain on a limit."""
    return np.asarray(1e-9 * np.maximum(1.0, np.abs(limit)))


def _within(less: float, more: float) -> bool:
    return less <= more + float(slack_of(max(abs(less), abs(more))))


def _floor_in_order(floor: Vloer, row_now: IntArray, columns: IntArray) -> Vloer:
    rows = row_now[floor.gebieden]
    order = np.argsort(rows)
    return replace(floor, gebieden=rows[order], gewicht=floor.gewicht[np.ix_(order, columns)])


def _mask(given: npt.ArrayLike | None, n: int, m: int, *, empty: bool) -> BoolArray:
    if given is None:
        return np.full((n, m), empty)
    return np.asarray(given, dtype=np.bool_).reshape(n, m)


def _check(problem: Probleem) -> None:
    n, m = problem.shape
    names = [problem.gebieden, problem.interventies]
    names += [tuple(b.naam for b in problem.budgetten), tuple(v.naam for v in problem.vloeren)]
    if any(len(set(own)) < len(own) for own in names):
        raise ValueError("a code, id or name stands twice")
    if any(budget.gebruik.shape != (n, m) for budget in problem.budgetten):
        raise ValueError("use of a budget is not (n, m)")
    if any(floor.gewicht.shape != (len(floor.gebieden), m) for floor in problem.vloeren):
        raise ValueError("weight of a floor is not (areas, m)")
    if any(len(np.unique(floor.gebieden)) < len(floor.gebieden) for floor in problem.vloeren):
        raise ValueError("an area stands twice in a floor")
    g = len(problem.capaciteit)
    if problem.optie_van.shape != (m,) or set(problem.optie_van.tolist()) != set(range(g)):
        raise ValueError("an intervention has no option, or an option has no intervention")
    if any(not 0 <= a < b < g for a, b in problem.sluit_uit):
        raise ValueError("a pair that excludes names an intervention that is not there, or the same one twice")
    if not np.isfinite(problem.waarde).all() or (problem.per_gebied < 0).any() or not (problem.capaciteit >= 0).all():
        raise ValueError("a value is not finite, or a number is below 0")
    for array, limit in [(b.gebruik, b.ten_hoogste) for b in problem.budgetten] + [
        (v.gewicht, v.ten_minste) for v in problem.vloeren
    ]:
        if not np.isfinite(array).all() or (array < 0).any() or not np.isfinite(limit) or limit < 0:
            raise ValueError("an amount of a budget or floor is not finite or below 0")
