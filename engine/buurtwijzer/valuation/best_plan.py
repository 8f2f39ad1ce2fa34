"""`optimise()`: the best set of lines within budgets, as a plan that can be valued like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import wijk_code
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.table import BuurtData, BuurtTable
from buurtwijzer.pipeline import assess
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer.valuation.appraise import appraise
from buurtwijzer.valuation.candidates import PARAMETERS, Kandidaat, Key, areas_and_interventions, find_candidates
from buurtwijzer.valuation.portfolio.frontier import Grenspunt, frontier
from buurtwijzer.valuation.portfolio.optimise import Portefeuille
from buurtwijzer.valuation.portfolio.optimise import optimise as solve
from buurtwijzer.valuation.portfolio.problem import BoolArray, Budgetgrens, Probleem, Vloer, make_problem
from buurtwijzer.valuation.scenario_issue_kinds import W405, W406, W407, W408

LEVELS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_FRONTIER_GAP = 1e-3
_PLACE = "portefeuille"


@dataclass(frozen=True, slots=True, eq=False)
class BestePlan:
    """The best plan.

    Attributes:
        plan: The chosen lines as a plan, with every forced line; None when nothing is worth its costs.
        gevonden: The answer with its proven bound.
        probleem: What could be chosen.
        punten: What more or less money would bring; amounts are those of every budget together.
        budgetten: Every budget that was given; of some that say the same the problem has one.
        aannamen: Per chosen area and intervention the share of its amounts that rests on assumptions.
        namen: Names on screen of areas and interventions.
        issues: What to know.
    """

    plan: Plan | None
    gevonden: Portefeuille
    probleem: Probleem
    punten: tuple[Grenspunt, ...]
    budgetten: tuple[Budgetgrens, ...]
    aannamen: Mapping[Key, float]
    namen: Mapping[str, str]
    issues: tuple[Issue, ...]

    @property
    def vast(self) -> float:
        """Give what the lines are worth that had to be in."""
        return float(self.probleem.waarde[self.probleem.erin].sum())

    @property
    def toegevoegd(self) -> float:
        """Give what the choice itself adds to them."""
        return self.gevonden.waarde - self.vast

    @property
    def hoogstens(self) -> float:
        """Give what no choice can add more than."""
        return max(self.toegevoegd, self.gevonden.grens - self.vast)

    def besteed(self, budget: Budgetgrens) -> float:
        """Give what the choice uses of a budget."""
        return float(budget.gebruik[self.gevonden.keuze].sum())


def optimise(
    basis: Plan,
    data: BuurtData,
    rulebook: Rulebook,
    options: Options,
    *,
    zonder: Iterable[str] = (),
    ondergrens_wijk: int = 0,
    hoogstens: Mapping[str, int] | None = None,
    niet_samen: Iterable[tuple[str, str]] = (),
    seconden: float = 10.0,
    progress: Callable[[str, float], None] | None = None,
) -> BestePlan:
    """Choose the lines that are worth most together, each counted by itself.

    What lines take from each other in one area is not in the choice nor in its bound: it shows when the plan is valued.

    Args:
        basis: Budgets, years and lines that have to be in; its name and null alternative become those of the plan.
        data: The areas.
        rulebook: Rules.
        options: Which areas can be chosen.
        zonder: Ids of interventions to leave out.
        ondergrens_wijk: Least number of lines in every wijk where something can be done.
        hoogstens: Per id of an intervention the most areas it can be done in.
        niet_samen: Pairs of ids of interventions that do not go together in one area.
        seconden: Most time for the exact solver.
        progress: Called with a Dutch step and the share done.

    Raises:
        InputError: The plan has mistakes, there is no budget, nothing can be chosen, or the limits do not go together.
    """
    tell = progress or (lambda _step, _done: None)
    limits = _Grenzen(tuple(zonder), ondergrens_wijk, hoogstens or {}, tuple(niet_samen))
    _check(basis, data, rulebook, limits)
    tell("Advies afwegen", 0.0)
    assessment = assess(data, rulebook, replace(options, alle=True))
    found = find_candidates(
        basis,
        assessment,
        data,
        rulebook,
        zonder=limits.zonder,
        progress=lambda done: tell("Keuzes doorrekenen", done * 0.6),
    )
    if not found:
        raise InputError([W407.at(_PLACE)])
    problem, budgets, issues = _problem(basis, found, data.table, rulebook, limits)
    tell("Beste keuze zoeken", 0.6)
    answer = solve(problem, seconds=seconden)
    tell("Meer en minder budget", 0.8)
    points = _tied(frontier(problem, LEVELS, gap=_FRONTIER_GAP), answer, budgets)
    keys = [(problem.gebieden[row], problem.interventies[column]) for row, column in np.argwhere(answer.keuze)]
    lines = tuple(regel for key in sorted(keys) for regel in found[key].regels)
    names = dict(zip(data.table.code, data.table.naam, strict=True))
    names = {code: names[code] for code in problem.gebieden}
    names |= {id_: rulebook.interventies[id_].naam for id_ in problem.interventies}
    plan = replace(basis, regels=lines) if lines else None
    assumed = {key: found[key].aanname for key in keys}
    return BestePlan(plan, answer, problem, points, budgets, assumed, names, sort_issues(issues))


def _tied(points: Iterable[Grenspunt], answer: Portefeuille, budgets: Sequence[Budgetgrens]) -> tuple[Grenspunt, ...]:
    """Give the frontier with the answer itself at the budgets as they are, and amounts of every budget."""
    found = []
    for point in points:
        tied = point
        if point.deel_frac == 1 or (point.deel_frac > 1 and not point.waarde >= answer.waarde):
            tied = replace(tied, waarde=answer.waarde, keuze=answer.keuze)
        if point.deel_frac == 1:
            tied = replace(tied, grens=answer.grens)
        elif point.deel_frac < 1:
            tied = replace(tied, grens=min(tied.grens, answer.grens))
        else:
            tied = replace(tied, grens=max(tied.grens, tied.waarde))
        chosen = tied.keuze
        spent = np.nan if chosen is None else sum(float(b.gebruik[chosen].sum()) for b in budgets)
        total = point.deel_frac * sum(b.ten_hoogste for b in budgets)
        found.append(replace(tied, budget_eur=total, besteed_eur=spent))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Grenzen:
    """The limits beyond budgets that the user asks for."""

    zonder: tuple[str, ...]
    ondergrens_wijk: int
    hoogstens: Mapping[str, int]
    niet_samen: tuple[tuple[str, str], ...]

    @property
    def genoemd(self) -> tuple[str, ...]:
        """Every intervention that is named, once."""
        return tuple(dict.fromkeys((*self.zonder, *self.hoogstens, *(id_ for pair in self.niet_samen for id_ in pair))))


def _check(basis: Plan, data: BuurtData, rulebook: Rulebook, limits: _Grenzen) -> None:
    if basis.regels:
        appraise(basis, data, rulebook, simuleer=False)
    wrong = [
        W406.at(_PLACE, id=id_, hoe=did_you_mean(id_, rulebook.interventies))
        for id_ in limits.genoemd
        if id_ not in rulebook.interventies
    ]
    if not basis.budgetten:
        wrong.append(W405.at(_PLACE))
    if wrong:
        raise InputError(wrong)


def _problem(
    basis: Plan,
    found: Mapping[Key, Kandidaat],
    table: BuurtTable,
    rulebook: Rulebook,
    limits: _Grenzen,
) -> tuple[Probleem, tuple[Budgetgrens, ...], list[Issue]]:
    areas, interventions = areas_and_interventions(found)
    shape = (len(areas), len(interventions))
    value, may, forced, out = np.zeros(shape), *(np.zeros(shape, dtype=np.bool_) for _ in range(3))
    places = {key: (areas.index(key[0]), interventions.index(key[1])) for key in found}
    for key, at in places.items():
        value[at], may[at], forced[at] = found[key].saldo, True, found[key].vast
        out[at] = key[1] in limits.zonder
    most = np.maximum(int(rulebook.getal(PARAMETERS, "keuzes_per_gebied_n")), forced.sum(axis=1))
    places_of = {id_: column for column, id_ in enumerate(interventions)}
    floors, issues = _floors(areas, may, table, limits.ondergrens_wijk)
    budgets = tuple(_budgets(basis, found, places, shape))
    return (
        make_problem(
            areas,
            interventions,
            value,
            mag=may,
            per_gebied=most,
            capaciteit=[float(limits.hoogstens.get(id_, np.inf)) for id_ in interventions],
            sluit_uit=[(places_of[a], places_of[b]) for a, b in limits.niet_samen if {a, b} <= places_of.keys()],
            budgetten=_that_bind(budgets),
            vloeren=floors,
            erin=forced,
            uit=out,
        ),
        budgets,
        issues,
    )


def _budgets(
    basis: Plan, found: Mapping[Key, Kandidaat], places: Mapping[Key, tuple[int, int]], shape: tuple[int, int]
) -> Iterator[Budgetgrens]:
    """Give every budget with what each choice uses of it."""
    for budget in sorted(basis.budgetten, key=lambda b: (b.partij.value, b.jaar)):
        use, year = np.zeros(shape), budget.jaar - basis.start_jaar
        for key, at in places.items():
            paid = found[key].kosten.get(budget.partij)
            use[at] = 0.0 if paid is None or not 0 <= year < len(paid) else paid[year]
        yield Budgetgrens(f"{budget.partij.value} {budget.jaar}", use, budget.bedrag_eur)


def _that_bind(budgets: Iterable[Budgetgrens]) -> list[Budgetgrens]:
    """Leave out a budget that can not bind before another does: as much money or more, and no more use."""
    seen: list[Budgetgrens] = []
    for budget in sorted(budgets, key=lambda b: (b.ten_hoogste, b.naam)):
        if not any((budget.gebruik <= other.gebruik).all() for other in seen):
            seen.append(budget)
    return sorted(seen, key=lambda b: b.naam)


def _floors(areas: Iterable[str], may: BoolArray, table: BuurtTable, least: int) -> tuple[list[Vloer], list[Issue]]:
    if least <= 0:
        return [], []
    groups: dict[str, list[int]] = {}
    for row, code in enumerate(areas):
        groups.setdefault(wijk_code(code) or code, []).append(row)
    names = dict(zip(table.code, table.naam, strict=True))
    floors = []
    for wijk, rows in sorted(groups.items()):
        at = np.array(rows, dtype=np.int64)
        floors.append(Vloer(f"{names.get(wijk, wijk)} ({wijk})", at, np.ones((len(rows), may.shape[1])), float(least)))
    every = {wijk_code(code) for code in table.code if code.startswith("BU")}
    nothing = sorted(code for code in every if code is not None and code not in groups)
    return floors, [W408.at(_PLACE, wijk=names.get(code, code)) for code in nothing]
