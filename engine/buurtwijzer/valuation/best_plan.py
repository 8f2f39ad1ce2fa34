"""`optimise()`: the best set of lines within budgets, as a plan that can be valued like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import wijk_code
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.table import BuurtData, BuurtTable
from buurtwijzer.pipeline import assess
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer.valuation.appraise import appraise
from buurtwijzer.valuation.candidates import PARAMETERS, Kandidaat, Key, areas_and_interventions, find_candidates
from buurtwijzer.valuation.plan import Plan
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
        plan: The chosen lines as a plan; None when nothing is worth its costs.
        gevonden: The answer with its proven bound.
        probleem: What could be chosen.
        punten: What more or less money would bring.
        namen: Names on screen of areas and interventions.
        issues: What to know.
    """

    plan: Plan | None
    gevonden: Portefeuille
    probleem: Probleem
    punten: tuple[Grenspunt, ...]
    namen: Mapping[str, str]
    issues: tuple[Issue, ...]


def optimise(
    basis: Plan,
    data: BuurtData,
    rulebook: Rulebook,
    options: Options,
    *,
    zonder: Iterable[str] = (),
    ondergrens_wijk: int = 0,
    seconden: float = 10.0,
    progress: Callable[[str, float], None] | None = None,
) -> BestePlan:
    """Choose the lines that are worth most together.

    Args:
        basis: Budgets, years and lines that have to be in; its name and null alternative become those of the plan.
        data: The areas.
        rulebook: Rules.
        options: Which areas can be chosen.
        zonder: Ids of interventions to leave out.
        ondergrens_wijk: Least number of lines in every wijk where something can be done.
        seconden: Most time for the exact solver.
        progress: Called with a Dutch step and the share done.

    Raises:
        InputError: The plan has mistakes, there is no budget, nothing can be chosen, or the limits do not go together.
    """
    tell = progress or (lambda _step, _done: None)
    left_out = tuple(zonder)
    _check(basis, data, rulebook, left_out)
    tell("Advies afwegen", 0.0)
    assessment = assess(data, rulebook, replace(options, alle=True))
    found = find_candidates(
        basis, assessment, data, rulebook, zonder=left_out, progress=lambda done: tell("Keuzes doorrekenen", done * 0.6)
    )
    if not found:
        raise InputError([W407.at(_PLACE)])
    problem, issues = _problem(basis, found, data.table, rulebook, left_out, ondergrens_wijk)
    tell("Beste keuze zoeken", 0.6)
    answer = solve(problem, seconds=seconden)
    tell("Meer en minder budget", 0.8)
    points = frontier(problem, LEVELS, gap=_FRONTIER_GAP)
    keys = [(problem.gebieden[row], problem.interventies[column]) for row, column in np.argwhere(answer.keuze)]
    lines = tuple(found[key].regel for key in sorted(keys))
    names = dict(zip(data.table.code, data.table.naam, strict=True))
    names = {code: names[code] for code in problem.gebieden}
    names |= {id_: rulebook.interventies[id_].naam for id_ in problem.interventies}
    plan = replace(basis, regels=lines) if lines else None
    return BestePlan(plan, answer, problem, points, names, sort_issues(issues))


def _check(basis: Plan, data: BuurtData, rulebook: Rulebook, zonder: Iterable[str]) -> None:
    if basis.regels:
        appraise(basis, data, rulebook, simuleer=False)
    wrong = [
        W406.at(_PLACE, id=id_, hoe=did_you_mean(id_, rulebook.interventies))
        for id_ in zonder
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
    zonder: Iterable[str],
    ondergrens_wijk: int,
) -> tuple[Probleem, list[Issue]]:
    areas, interventions = areas_and_interventions(found)
    shape = (len(areas), len(interventions))
    value, may, forced, out = np.zeros(shape), *(np.zeros(shape, dtype=np.bool_) for _ in range(3))
    places = {key: (areas.index(key[0]), interventions.index(key[1])) for key in found}
    for key, at in places.items():
        value[at], may[at], forced[at] = found[key].saldo, True, found[key].vast
        out[at] = key[1] in set(zonder)
    most = np.maximum(int(rulebook.getal(PARAMETERS, "keuzes_per_gebied_n")), forced.sum(axis=1))
    floors, issues = _floors(areas, may, table, ondergrens_wijk)
    return (
        make_problem(
            areas,
            interventions,
            value,
            mag=may,
            per_gebied=most,
            budgetten=_budgets(basis, found, places, shape),
            vloeren=floors,
            erin=forced,
            uit=out,
        ),
        issues,
    )


def _budgets(
    basis: Plan, found: Mapping[Key, Kandidaat], places: Mapping[Key, tuple[int, int]], shape: tuple[int, int]
) -> Iterator[Budgetgrens]:
    """Give the budgets; one that binds no more than another of that party says nothing and is left out."""
    seen: list[Budgetgrens] = []
    for budget in sorted(basis.budgetten, key=lambda b: (b.partij.value, b.bedrag_eur, b.jaar)):
        use, year = np.zeros(shape), budget.jaar - basis.start_jaar
        for key, at in places.items():
            paid = found[key].kosten.get(budget.partij)
            use[at] = 0.0 if paid is None or not 0 <= year < len(paid) else paid[year]
        if not any((use <= other.gebruik).all() for other in seen if other.naam.startswith(_name(budget.partij.value))):
            seen.append(Budgetgrens(f"{_name(budget.partij.value)}{budget.jaar}", use, budget.bedrag_eur))
    yield from sorted(seen, key=lambda b: b.naam)


def _name(partij: str) -> str:
    return f"{partij} "


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
