"""What could be done where: every advised intervention in every area as one line of a plan, with its worth and use.

A line stands alone here: what lines in one area take from each other is seen when the chosen plan is valued.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.data.table import BuurtData, FloatArray
from buurtwijzer.interventions.policy import Policy
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Interventie, Partij
from buurtwijzer.valuation.areas import Gebied, areas_of
from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.plan import Plan, PlanRegel
from buurtwijzer.valuation.simulate import SALDO

PARAMETERS = "portefeuille"
_MUST_HOLD = ("check_bereik", "check_bevoegd", "check_nulsituatie")
Key = tuple[str, str]
"""Area code and id of an intervention."""


@dataclass(frozen=True, slots=True, eq=False)
class Kandidaat:
    """A line that could be in the plan.

    Attributes:
        regel: The line.
        saldo: Its net present value.
        kosten: Per party (P,) what it pays per year of the plan.
        vast: Whether it has to be in.
    """

    regel: PlanRegel
    saldo: float
    kosten: Mapping[Partij, FloatArray]
    vast: bool = False


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
    areas = {**areas_of(data.table)}
    found = {}
    for regel in basis.regels:
        made = _value(basis, regel, rulebook, areas)
        found[regel.gebied, regel.interventie] = replace(made[0], vast=True)
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
    """Give the line paid by the first payer of the rule that has a budget and may; None when there is none."""
    for payer in rule.betalers:
        if payer in payers:
            made, holds = _value(basis, _line(basis, rule, gebied, payer, rulebook), rulebook, areas)
            if holds:
                return made
    return None


def _line(basis: Plan, rule: Interventie, gebied: Gebied, payer: Partij, rulebook: Rulebook) -> PlanRegel:
    number = rulebook.getal(PARAMETERS, f"volume_{rule.kosten.per}_n")
    if rule.kosten.per == "inwoner" and gebied.inwoners:
        number = min(number, gebied.inwoners)
    years = basis.looptijd_jaren if rule.kosten.ritme == "jaarlijks" else 1
    return PlanRegel(rule.id, gebied.code, number, basis.start_jaar, years, {payer: 1.0})


def _value(basis: Plan, regel: PlanRegel, rulebook: Rulebook, areas: Mapping[str, Gebied]) -> tuple[Kandidaat, bool]:
    """Value a line by itself, and tell whether what must hold does."""
    model = build_model(replace(basis, regels=(regel,), budgetten=()), rulebook, areas).model
    years = range(1, model.jaren + 1)
    paid = {p: [f"p_{p.value}_kosten_j{year}" for year in years] for p in model.partijen}
    wanted = [SALDO, *_MUST_HOLD, *(naam for names in paid.values() for naam in names)]
    values = model.compute(alleen=wanted)
    costs = {p: np.array([float(values[naam]) for naam in names]) for p, names in paid.items()}
    return Kandidaat(regel, float(values[SALDO]), costs), all(float(values[naam]) == 1 for naam in _MUST_HOLD)


def areas_and_interventions(found: Mapping[Key, Kandidaat]) -> tuple[Sequence[str], Sequence[str]]:
    """Give the areas and interventions of candidates, each once and in order."""
    return tuple(sorted({code for code, _ in found})), tuple(sorted({id_ for _, id_ in found}))
