"""What could be done where: every advised intervention in every area as one line of a plan, with its worth and use.

A line stands alone here: what lines in one area take from each other is seen when the chosen plan is valued.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from buurtwijzer.assessment import Assessment
from buurtwijzer.data.table import BuurtData, FloatArray
from buurtwijzer.interventions.policy import Policy
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan, PlanRegel
from buurtwijzer.rulebook.schema import Interventie, Partij
from buurtwijzer.valuation.appraise import plan_areas
from buurtwijzer.valuation.areas import Gebied, areas_of
from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.expressions import Value
from buurtwijzer.valuation.model import Waardemodel
from buurtwijzer.valuation.simulate import SALDO

PARAMETERS = "portefeuille"
_ASSUMED = "t_aanname"
_MUST_HOLD = ("check_bereik", "check_bevoegd", "check_nulsituatie")
_VOLUME = "r1_aantal"
Key = tuple[str, str]
"""Area code and id of an intervention."""


@dataclass(frozen=True, slots=True, eq=False)
class Kandidaat:
    """What could be done in an area with an intervention: one line, or every forced line about it together.

    Attributes:
        regels: The lines; they are in the plan all of them or none.
        saldo: Net present value, that of each line by itself added up.
        kosten: Per party (years,) what it pays per year of the plan, all lines together.
        vast: Whether it has to be in.
        aanname: Share of the amounts of the first line that rests on assumptions; NaN when it has none.
    """

    regels: tuple[PlanRegel, ...]
    saldo: float
    kosten: Mapping[Partij, FloatArray]
    vast: bool = False
    aanname: float = float("nan")


def find_candidates(
    basis: Plan,
    assessment: Assessment,
    data: BuurtData,
    rulebook: Rulebook,
    *,
    zonder: Iterable[str] = (),
    progress: Callable[[float], None] | None = None,
) -> dict[Key, Kandidaat]:
    """Value every line that could be in a plan.

    Only what is advised in an area is chosen by value; what policy does not have ranked by euro, what nobody with a
    budget may pay, and what reaches more than there is, is not. Lines of the plan itself always are.

    Args:
        basis: The plan to build on: forced lines, budgets, years, own prices.
        assessment: Advice per area, with every intervention.
        data: The areas.
        rulebook: Rules.
        zonder: Ids of interventions to leave out.
        progress: Called with the share done.
    """
    what_if = tuple(item for item in basis.wat_als if item.gebied in data.table.code)
    areas = areas_of(data.table)
    if what_if:
        areas = {**areas, **plan_areas(replace(basis, regels=(), wat_als=what_if), data.table)}
    found: dict[Key, Kandidaat] = {}
    for regel in basis.regels:
        key, made = (regel.gebied, regel.interventie), _value(basis, regel, rulebook, areas)[0]
        found[key] = replace(_together(found[key], made) if key in found else made, vast=True)
    rows = list(enumerate(assessment.adviezen))
    ruled_out = {*zonder, *Policy.from_rulebook(rulebook).vrij_van_rangschikking}
    payers = frozenset(budget.partij for budget in basis.budgetten)
    for row, advices in rows:
        code = assessment.table.code[row]
        for advice in advices:
            key = (code, advice.interventie)
            if advice.is_advies and advice.interventie not in ruled_out and key not in found:
                rule = rulebook.interventies[advice.interventie]
                best = _payable(basis, rule, areas[code], rulebook, areas, payers)
                if best is not None:
                    found[key] = best
        if progress is not None:
            progress((row + 1) / len(rows))
    return found


def _payable(
    basis: Plan,
    rule: Interventie,
    gebied: Gebied,
    rulebook: Rulebook,
    areas: Mapping[str, Gebied],
    payers: frozenset[Partij],
) -> Kandidaat | None:
    """Give the line paid by the first payer of the rule that has a budget and may; None when there is none.

    Where the usual number is more than the area can have, the line has the largest number that it can.
    """
    for payer in rule.betalers:
        if payer in payers:
            line = _line(basis, rule, gebied, payer, rulebook)
            made, model = _value(basis, line, rulebook, areas)
            if _holds(model.compute(alleen=_MUST_HOLD)).all():
                return made
            most = _most(model, line.aantal)
            if most:
                return _value(basis, replace(line, aantal=most), rulebook, areas)[0]
    return None


def _most(model: Waardemodel, usual: float) -> float:
    """Give the largest whole number below the usual one with which all that must hold does; 0 when there is none."""
    numbers = np.arange(1.0, np.ceil(usual))
    holds = _holds(model.compute({_VOLUME: numbers}, alleen=_MUST_HOLD))
    return float(np.max(numbers, where=np.broadcast_to(holds, numbers.shape), initial=0.0))


def _holds(values: Mapping[str, Value]) -> npt.NDArray[np.bool_]:
    """Tell whether all that must hold does; what cannot be told stands in nobody's way."""
    found = np.broadcast_arrays(*(np.asarray(values[naam]) != 0 for naam in _MUST_HOLD))
    return np.asarray(np.logical_and.reduce(found))


def _line(basis: Plan, rule: Interventie, gebied: Gebied, payer: Partij, rulebook: Rulebook) -> PlanRegel:
    number = rulebook.getal(PARAMETERS, f"volume_{rule.kosten.per}_n")
    if rule.kosten.per == "inwoner" and gebied.inwoners:
        number = min(number, gebied.inwoners)
    years = basis.looptijd_jaren if rule.kosten.ritme == "jaarlijks" else 1
    return PlanRegel(rule.id, gebied.code, number, basis.start_jaar, years, {payer: 1.0})


def _value(
    basis: Plan, regel: PlanRegel, rulebook: Rulebook, areas: Mapping[str, Gebied]
) -> tuple[Kandidaat, Waardemodel]:
    """Value a line by itself; give its model as well."""
    model = build_model(replace(basis, regels=(regel,), budgetten=()), rulebook, areas).model
    years = range(1, model.jaren + 1)
    paid = {p: [f"p_{p.value}_kosten_j{year}" for year in years] for p in model.partijen}
    wanted = [SALDO, _ASSUMED, *(naam for names in paid.values() for naam in names)]
    values = model.compute(alleen=wanted)
    costs = {p: np.array([float(values[naam]) for naam in names]) for p, names in paid.items()}
    return Kandidaat((regel,), float(values[SALDO]), costs, aanname=float(values[_ASSUMED])), model


def _together(one: Kandidaat, other: Kandidaat) -> Kandidaat:
    """Give two lines of the plan for the same intervention in the same area as one: nothing of the plan gets lost."""
    costs = dict(one.kosten)
    for partij, paid in other.kosten.items():
        costs[partij] = costs[partij] + paid if partij in costs else paid
    return replace(one, regels=(*one.regels, *other.regels), saldo=one.saldo + other.saldo, kosten=costs)


def areas_and_interventions(found: Mapping[Key, Kandidaat]) -> tuple[Sequence[str], Sequence[str]]:
    """Give the areas and interventions of candidates, each once and in order."""
    return tuple(sorted({code for code, _ in found})), tuple(sorted({id_ for _, id_ in found}))
