"""`optimise()`: the best set of lines within budgets, as a plan that can be valued like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.assessment import Options
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.table import BuurtData, BuurtTable
from buurtwijzer.pipeline import assess
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Keuzegrens, Plan
from buurtwijzer.rulebook.plans import check_plan
from buurtwijzer.valuation.appraise import appraise
from buurtwijzer.valuation.best_plan_limits import Grenzen, check_places, left_out
from buurtwijzer.valuation.budget_changes import more_and_less, that_bind
from buurtwijzer.valuation.candidates import PARAMETERS, Kandidaat, Key, areas_and_interventions, find_candidates
from buurtwijzer.valuation.portfolio.again import Schaduwprijs
from buurtwijzer.valuation.portfolio.frontier import Grenspunt
from buurtwijzer.valuation.portfolio.optimise import Portefeuille
from buurtwijzer.valuation.portfolio.optimise import optimise as solve
from buurtwijzer.valuation.portfolio.problem import Budgetgrens, Probleem, make_problem
from buurtwijzer.valuation.scenario_issue_kinds import W405, W407

_PLACE = "portefeuille"


@dataclass(frozen=True, slots=True, eq=False)
class BestePlan:
    """The best plan.

    Attributes:
        plan: The chosen lines as a plan, with every forced line; None when nothing is worth its costs.
        gevonden: The answer with its proven bound.
        probleem: What could be chosen.
        schaduwprijzen: Per budget of the problem what a euro more brings and a euro less costs.
        punten: What more or less money would bring; amounts are those of every budget together.
        budgetten: Every budget that was given; of some that say the same the problem has one.
        capaciteiten: Capacity per party or intervention and year, with what each choice uses of it.
        grenzen: The limits as they were read.
        aannamen: Per chosen area and intervention the share of its amounts that rests on assumptions.
        namen: Names on screen of areas and interventions.
        issues: What to know.
    """

    plan: Plan | None
    gevonden: Portefeuille
    probleem: Probleem
    schaduwprijzen: Mapping[str, Schaduwprijs]
    punten: tuple[Grenspunt, ...]
    budgetten: tuple[Budgetgrens, ...]
    capaciteiten: tuple[Budgetgrens, ...]
    grenzen: tuple[Keuzegrens, ...]
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
    seconden: float = 10.0,
    progress: Callable[[str, float], None] | None = None,
) -> BestePlan:
    """Choose the lines that are worth most together, each counted by itself.

    What lines take from each other in one area is not in the choice nor in its bound: it shows when the plan is valued.

    Args:
        basis: Budgets, years, limits and lines that have to be in; its name and null alternative become those of the
            plan.
        data: The areas.
        rulebook: Rules.
        options: Which areas can be chosen.
        seconden: Most time for the exact solver.
        progress: Called with a Dutch step and the share done.

    Raises:
        InputError: The plan has mistakes, there is no budget, nothing can be chosen, or the limits do not go together.
    """
    tell = progress or (lambda _step, _done: None)
    _check(basis, data, rulebook)
    found = _candidates(basis, data, rulebook, options, tell)
    problem, given = _problem(basis, found, data.table, rulebook)
    tell("Beste keuze zoeken", 0.6)
    answer = solve(problem, seconds=seconden)
    tell("Meer en minder budget", 0.8)
    step = rulebook.getal(PARAMETERS, "stap_schaduwprijs_frac")
    around = more_and_less(problem, given.budgetten, answer, step=step, seconds=seconden)
    points = _tied(around.punten, answer, given.budgetten)
    keys = [(problem.gebieden[row], problem.interventies[column]) for row, column in np.argwhere(answer.keuze)]
    lines = tuple(regel for key in sorted(keys) for regel in found[key].regels)
    plan = replace(basis, regels=lines) if lines else None
    assumed = {key: found[key].aanname for key in keys}
    return BestePlan(
        plan,
        answer,
        problem,
        around.prijzen,
        points,
        given.budgetten,
        given.capaciteiten,
        basis.grenzen,
        assumed,
        _names(problem, data.table, rulebook),
        sort_issues(given.issues),
    )


def _candidates(
    basis: Plan, data: BuurtData, rulebook: Rulebook, options: Options, tell: Callable[[str, float], None]
) -> Mapping[Key, Kandidaat]:
    """Give what can be chosen; a limit about what is not there is told."""
    tell("Advies afwegen", 0.0)
    found = find_candidates(
        basis,
        assess(data, rulebook, replace(options, alle=True)),
        data,
        rulebook,
        zonder=left_out(basis.grenzen),
        progress=lambda done: tell("Keuzes doorrekenen", done * 0.6),
    )
    if not found:
        raise InputError([W407.at(_PLACE)])
    check_places(basis.grenzen, found, data.table)
    return found


def _names(problem: Probleem, table: BuurtTable, rulebook: Rulebook) -> dict[str, str]:
    """Give the names on screen of areas and interventions."""
    areas = dict(zip(table.code, table.naam, strict=True))
    names = {code: areas[code] for code in problem.gebieden}
    return names | {id_: rulebook.interventies[id_].naam for id_ in problem.interventies}


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


def _check(basis: Plan, data: BuurtData, rulebook: Rulebook) -> None:
    if basis.regels:
        appraise(basis, data, rulebook, simuleer=False)
    wrong = list(check_plan(basis, rulebook))
    if not basis.budgetten:
        wrong.append(W405.at(_PLACE))
    if wrong:
        raise InputError(wrong)


def _problem(
    basis: Plan, found: Mapping[Key, Kandidaat], table: BuurtTable, rulebook: Rulebook
) -> tuple[Probleem, _Gegeven]:
    areas, interventions = areas_and_interventions(found)
    shape = (len(areas), len(interventions))
    value, may, forced = np.zeros(shape), *(np.zeros(shape, dtype=np.bool_) for _ in range(2))
    places = {key: (areas.index(key[0]), interventions.index(key[1])) for key in found}
    limits = Grenzen(basis.grenzen, areas, interventions)
    for key, at in places.items():
        value[at], may[at], forced[at] = found[key].saldo, True, found[key].vast
    forced |= limits.zeker()
    most = np.maximum(int(rulebook.getal(PARAMETERS, "keuzes_per_gebied_n")), forced.sum(axis=1))
    floors, issues = limits.floors(may, table)
    budgets = tuple(_budgets(basis, found, places, shape))
    capacities = tuple(limits.capacities(basis, found, rulebook))
    problem = make_problem(
        areas,
        interventions,
        value,
        mag=may,
        per_gebied=most,
        capaciteit=limits.most_areas(),
        sluit_uit=limits.pairs(),
        budgetten=(*that_bind(budgets), *that_bind(capacities)),
        vloeren=floors,
        erin=forced,
        uit=limits.out(),
    )
    return problem, _Gegeven(budgets, capacities, tuple(issues))


@dataclass(frozen=True, slots=True, eq=False)
class _Gegeven:
    """Every budget and capacity as given, also those that the problem can do without, and what to know."""

    budgetten: tuple[Budgetgrens, ...]
    capaciteiten: tuple[Budgetgrens, ...]
    issues: tuple[Issue, ...]


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
