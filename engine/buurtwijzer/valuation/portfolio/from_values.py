"""From rules to numbers: what every intervention would cost and be worth in every area, as a problem to choose from.

One small model per intervention, computed for all areas at once. Values are of each choice by itself: what is lost when
two of them meet the same people is not in them, and shows when the chosen plan is appraised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.interventions.policy import Policy
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan, PlanRegel
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.baseline import baseline_rate
from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.expressions import Value
from buurtwijzer.valuation.portfolio.problem import BoolArray, Budgetgrens, Probleem, Vloer, make_problem


@dataclass(frozen=True, slots=True, eq=False)
class Waardentabel:
    """Value and costs of m interventions in n areas.

    Attributes:
        gebieden: Codes.
        interventies: Ids.
        waarde: (n, m) net present value (``saldo``).
        kosten: Per party and year (n, m) euros it pays.
    """

    gebieden: tuple[str, ...]
    interventies: tuple[str, ...]
    waarde: FloatArray
    kosten: Mapping[tuple[Partij, int], FloatArray]


def value_matrix(
    plan: Plan,
    regels: Sequence[PlanRegel],
    gebieden: Sequence[Gebied],
    rulebook: Rulebook,
    aantallen: npt.ArrayLike | None = None,
) -> Waardentabel:
    """Compute every intervention in every area.

    Args:
        plan: Years, price level and own prices; its own lines do not matter.
        regels: Per intervention how it would be done; the area in it does not matter.
        gebieden: The areas.
        rulebook: Rules.
        aantallen: (n, m) number of cost units; None takes those of the lines.
    """
    n, m = len(gebieden), len(regels)
    given = [[regel.aantal for regel in regels]] if aantallen is None else aantallen
    amounts = np.broadcast_to(np.asarray(given, dtype=np.float64), (n, m))
    worth = np.zeros((n, m))
    costs: dict[tuple[Partij, int], FloatArray] = {}
    for column, regel in enumerate(regels):
        rates = _rates(regel, gebieden, rulebook)
        for rows in _alike(rates, n):
            given_here: dict[str, Value] = {
                name: rate[rows] for name, rate in rates.items() if np.isfinite(rate[rows[0]])
            }
            given_here["r1_aantal"] = amounts[rows, column]
            _fill(plan, regel, gebieden[rows[0]], rulebook, given_here, worth, costs, rows, column)
    codes, ids = (tuple(names) for names in ((g.code for g in gebieden), (r.interventie for r in regels)))
    return Waardentabel(codes, ids, worth, costs)


def make_choice_problem(
    table: Waardentabel,
    plan: Plan,
    rulebook: Rulebook,
    *,
    mag: BoolArray,
    per_gebied: int,
    capaciteit: npt.ArrayLike | None = None,
    vloeren: Sequence[Vloer] = (),
    erin: BoolArray | None = None,
    uit: BoolArray | None = None,
) -> Probleem:
    """Make the problem of choosing within the budgets of a plan.

    What policy exempts from ranking by euro is never chosen for its value: only when it is forced in.

    Args:
        table: Values and costs.
        plan: Its budgets; a party and year without one is not limited.
        rulebook: For the exemptions of policy.
        mag: (n, m) what gates and policy allow.
        per_gebied: Most choices per area.
        capaciteit: (m,) most areas per intervention.
        vloeren: Floors per group of areas.
        erin: (n, m) what has to be chosen.
        uit: (n, m) what is ruled out.
    """
    exempt = Policy.from_rulebook(rulebook).vrij_van_rangschikking
    ranked = np.asarray([id_ not in exempt for id_ in table.interventies], dtype=np.bool_)
    forced = np.zeros(table.waarde.shape, dtype=np.bool_) if erin is None else erin
    nothing = np.zeros(table.waarde.shape)
    return make_problem(
        table.gebieden,
        table.interventies,
        table.waarde,
        mag=mag & (ranked | forced),
        per_gebied=per_gebied,
        capaciteit=capaciteit,
        budgetten=[
            Budgetgrens(f"{b.partij.value} {b.jaar}", table.kosten.get((b.partij, b.jaar), nothing), b.bedrag_eur)
            for b in plan.budgetten
        ],
        vloeren=vloeren,
        erin=forced,
        uit=uit,
    )


def _rates(regel: PlanRegel, gebieden: Sequence[Gebied], rulebook: Rulebook) -> dict[str, FloatArray]:
    """Give per input that differs between areas its value in each (n,), NaN where it is unknown."""
    rule = rulebook.interventies[regel.interventie]
    found = {}
    for number, effect in enumerate(rule.effecten, start=1):
        own = f"e{number}_nul"
        if effect.eenheid != "deel_van_nulsituatie" or own in regel.eigen:
            continue
        uitkomst = rulebook.uitkomsten[effect.uitkomst]
        rates = [baseline_rate(rulebook, uitkomst, area, rule.bereik.eenheid, own).waarde for area in gebieden]
        found[f"r1_{own}"] = np.asarray([np.nan if rate is None else rate for rate in rates], dtype=np.float64)
    return found


def _alike(rates: Mapping[str, FloatArray], n: int) -> list[IntArray]:
    """Give areas in groups where the same is known: a model leaves out what is not."""
    if not n:
        return []
    known = np.stack([np.zeros(n, dtype=np.bool_), *(np.isfinite(rate) for rate in rates.values())], axis=1)
    _, group = np.unique(known, axis=0, return_inverse=True)
    return [np.flatnonzero(group.ravel() == number) for number in range(int(group.max()) + 1)]


def _fill(
    plan: Plan,
    regel: PlanRegel,
    gebied: Gebied,
    rulebook: Rulebook,
    given: Mapping[str, Value],
    worth: FloatArray,
    costs: dict[tuple[Partij, int], FloatArray],
    rows: IntArray,
    column: int,
) -> None:
    """Compute one intervention in a group of areas, and put it in its place."""
    alone = replace(plan, regels=(replace(regel, gebied=gebied.code),), wat_als=())
    model = build_model(alone, rulebook, {gebied.code: gebied}).model
    values = model.compute(given)
    worth[rows, column] = values["r1_saldo"]
    for partij in model.regels[0].betalers:
        for year in range(1, model.jaren + 1):
            place = costs.setdefault((partij, plan.start_jaar + year - 1), np.zeros(worth.shape))
            place[rows, column] = values[f"r1_k_{partij.value}_j{year}"]
