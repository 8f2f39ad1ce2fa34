"""`optimise()`: the best set of lines within budgets, as a plan that can be valued like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.assessment import Options
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.table import BuurtData, BuurtTable, IntArray
from buurtwijzer.pipeline import assess
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Keuzegrens, Plan
from buurtwijzer.rulebook.plans import check_plan
from buurtwijzer.valuation.appraise import appraise
from buurtwijzer.valuation.best_plan_limits import Grenzen, Plek, check_places, left_out
from buurtwijzer.valuation.budget_changes import more_and_less, that_bind
from buurtwijzer.valuation.candidates import (
    Kandidaat,
    Key,
    areas_and_interventions,
    areas_for,
    find_candidates,
    share_assumed,
)
from buurtwijzer.valuation.choices import PARAMETERS
from buurtwijzer.valuation.portfolio.again import Schaduwprijs
from buurtwijzer.valuation.portfolio.frontier import Grenspunt
from buurtwijzer.valuation.portfolio.optimise import Portefeuille
from buurtwijzer.valuation.portfolio.optimise import optimise as solve
from buurtwijzer.valuation.portfolio.problem import OPTIE, BoolArray, Budgetgrens, Probleem, make_problem
from buurtwijzer.valuation.scenario_issue_kinds import W405, W407
from buurtwijzer.valuation.searched import Keuzelijst, searched

_PLACE = "portefeuille"
_FEW, _EXACT, _GAP = 20_000, 1e-9, 1e-4
"""With so few options the best is found exactly, so that more budget never gives less; with more, up to a gap."""


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
        vaste: Areas and interventions of lines that were in the plan already.
        lijst: What was chosen from; what is proven holds within it.
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
    vaste: frozenset[Key]
    lijst: Keuzelijst
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
    given = _problem(basis, found, data.table, rulebook)
    problem = given.probleem
    tell("Beste keuze zoeken", 0.6)
    answer = solve(problem, seconds=seconden, gap=_EXACT if int(problem.mag.sum()) <= _FEW else _GAP)
    tell("Meer en minder budget", 0.8)
    step = rulebook.getal(PARAMETERS, "stap_schaduwprijs_frac")
    around = more_and_less(problem, given.budgetten, answer, step=step, seconds=seconden)
    points = _tied(around.punten, answer, given.budgetten)
    chosen = given.gekozen(answer.keuze)
    lines = tuple(regel for key, option in chosen.items() for regel in found[key].regels(option))
    plan = replace(basis, regels=lines) if lines else None
    areas = areas_for(basis, data)
    assumed = {
        key: share_assumed(basis, found[key].regels(option)[0], rulebook, areas) for key, option in chosen.items()
    }
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
        frozenset(key for key, made in found.items() if made.vast),
        searched(found),
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
    named = sorted({name.partition(OPTIE)[0] for name in problem.interventies})
    return names | {id_: rulebook.interventies[id_].naam for id_ in named}


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


def _problem(basis: Plan, found: Mapping[Key, Kandidaat], table: BuurtTable, rulebook: Rulebook) -> _Gesteld:
    areas, interventions = areas_and_interventions(found)
    limits = Grenzen(basis.grenzen, areas, interventions)
    places, names, of = _places(found, areas, interventions, loss_helps=limits.asks_something())
    shape = (len(areas), len(names))
    value, may, forced = np.zeros(shape), *(np.zeros(shape, dtype=np.bool_) for _ in range(2))
    for plek in places.values():
        at = plek.rij, plek.kolommen
        value[at], may[at], forced[at] = plek.kandidaat.saldo[plek.opties], True, plek.kandidaat.vast
    asked = limits.zeker()
    for (_, id_), plek in places.items():
        asked[plek.rij, interventions.index(id_)] |= plek.kandidaat.vast
    most = np.maximum(int(rulebook.getal(PARAMETERS, "keuzes_per_gebied_n")), asked.sum(axis=1))
    floors, issues = limits.floors(len(names), table)
    budgets = tuple(_budgets(basis, places, shape))
    capacities = tuple(limits.capacities(basis, places, rulebook, len(names)))
    problem = make_problem(
        areas,
        names,
        value,
        mag=may,
        per_gebied=most,
        capaciteit=limits.most_areas(),
        sluit_uit=limits.pairs(),
        budgetten=(*that_bind(budgets), *that_bind(capacities)),
        vloeren=(*floors, *limits.musts(may, of)),
        erin=forced,
        uit=limits.out()[:, of],
        optie_van=of,
    )
    return _Gesteld(problem, places, budgets, capacities, tuple(issues))


@dataclass(frozen=True, slots=True, eq=False)
class _Gesteld:
    """The problem, where options stand in it, every budget and capacity as given, and what to know.

    Budgets and capacities are also those that the problem can do without.
    """

    probleem: Probleem
    plekken: Mapping[Key, Plek]
    budgetten: tuple[Budgetgrens, ...]
    capaciteiten: tuple[Budgetgrens, ...]
    issues: tuple[Issue, ...]

    def gekozen(self, keuze: BoolArray) -> dict[Key, int]:
        """Give per chosen area and intervention which option."""
        found = {}
        for key, plek in self.plekken.items():
            for column, option in zip(plek.kolommen.tolist(), plek.opties.tolist(), strict=True):
                if keuze[plek.rij, column]:
                    found[key] = option
        return dict(sorted(found.items()))


def _places(
    found: Mapping[Key, Kandidaat], areas: Sequence[str], interventions: Sequence[str], *, loss_helps: bool
) -> tuple[dict[Key, Plek], list[str], IntArray]:
    """Give options a column, the same option of an intervention in every area the same one.

    What is not worth its costs is left out where no limit asks for choices: it is in no best plan.

    Returns:
        Where options stand, the name of each column, and the number of its intervention.
    """
    kept = {
        key: np.flatnonzero((made.saldo > 0) | loss_helps | made.vast | (made.saldo == made.saldo.max()))
        for key, made in found.items()
    }
    named = {key: [f"{key[1]}{OPTIE}{found[key].opties[at].naam}" for at in own.tolist()] for key, own in kept.items()}
    number = {id_: place for place, id_ in enumerate(interventions)}
    whose = {name: number[key[1]] for key, own in named.items() for name in own}
    names = sorted(whose)
    column = {name: place for place, name in enumerate(names)}
    row = {code: place for place, code in enumerate(areas)}
    places = {
        key: Plek(made, row[key[0]], np.array([column[name] for name in named[key]], dtype=np.int64), kept[key])
        for key, made in found.items()
    }
    return places, names, np.array([whose[name] for name in names], dtype=np.int64)


def _budgets(basis: Plan, places: Mapping[Key, Plek], shape: tuple[int, int]) -> Iterator[Budgetgrens]:
    """Give every budget with what each choice uses of it."""
    for budget in sorted(basis.budgetten, key=lambda b: (b.partij.value, b.jaar)):
        use, year = np.zeros(shape), budget.jaar - basis.start_jaar
        for plek in places.values():
            paid = plek.kandidaat.kosten.get(budget.partij)
            if paid is not None and 0 <= year < paid.shape[1]:
                use[plek.rij, plek.kolommen] = paid[plek.opties, year]
        yield Budgetgrens(f"{budget.partij.value} {budget.jaar}", use, budget.bedrag_eur)
