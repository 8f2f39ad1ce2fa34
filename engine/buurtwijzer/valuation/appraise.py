"""`appraise()`: a plan checked against the rules and the areas, computed, simulated and tried at other values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial

import numpy as np

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.areas.small_areas import size_reasons
from buurtwijzer.data.table import BuurtData, BuurtTable
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.rulebook.plan_doubts import doubts
from buurtwijzer.rulebook.plans import check_plan
from buurtwijzer.valuation.areas import Gebied, Herkomst, areas_of
from buurtwijzer.valuation.build.afterwards import never_works, paid_afterwards
from buurtwijzer.valuation.build.general import PARAMETERS
from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.build.own_amounts import own_told
from buurtwijzer.valuation.build.reach import reached_twice
from buurtwijzer.valuation.issue_kinds import W105, W106
from buurtwijzer.valuation.model import Waardemodel
from buurtwijzer.valuation.sensitivity import Gevoeligheid, sensitivity
from buurtwijzer.valuation.simulate import Simulatie, simulate

_RATES = ("gevoeligheid_1_frac", "gevoeligheid_2_frac", "gevoeligheid_3_frac")
_ALIKE = 0.85


@dataclass(frozen=True, slots=True, eq=False)
class Waardering:
    """What a plan is worth.

    Attributes:
        plan: The plan.
        model: Its inputs and formulas.
        waarden: Per input and formula its number; NaN where the formula gives words.
        simulatie: The draws; None when not asked for.
        gevoeligheid: What the result hangs on.
        issues: What could not be counted, and what rests on a national figure (no errors: those are raised).
        rulebook: The rules used.
        gebieden: The areas of the plan by code, with the figures it takes for them.
    """

    plan: Plan
    model: Waardemodel
    waarden: Mapping[str, float]
    simulatie: Simulatie | None
    gevoeligheid: Gevoeligheid
    issues: tuple[Issue, ...]
    rulebook: Rulebook
    gebieden: Mapping[str, Gebied]


def appraise(
    plan: Plan,
    data: BuurtData,
    rulebook: Rulebook,
    *,
    simuleer: bool = True,
    aanpassen: Callable[[Waardemodel], Waardemodel] | None = None,
) -> Waardering:
    """Compute what a plan is worth.

    Args:
        plan: The plan.
        data: The areas, of any level.
        rulebook: Rules.
        simuleer: Draw uncertain inputs as well; without it only the computation and the sensitivity.
        aanpassen: Puts values that were typed on a sheet in the inputs, before anything is computed.

    Raises:
        InputError: With every mistake of the plan: what the rules do not have, an area that is not in the files or too
            small to say anything about.
    """
    mistakes = [*check_plan(plan, rulebook), *_areas(plan, data, rulebook)]
    if mistakes:
        raise InputError(mistakes)
    gebieden = plan_areas(plan, data.table)
    built = build_model(plan, rulebook, gebieden)
    model = built.model if aanpassen is None else aanpassen(built.model)
    values = {naam: float(value) for naam, value in model.compute().items()}
    return Waardering(
        plan,
        model,
        values,
        _simulated(model, rulebook) if simuleer else None,
        sensitivity(model, [rulebook.getal(PARAMETERS, naam) for naam in _RATES]),
        sort_issues(
            (
                *plan.meldingen,
                *doubts(plan, rulebook),
                *built.issues,
                *reached_twice(model, values),
                *paid_afterwards(model, values),
                *never_works(model, values),
                *own_told(model),
            )
        ),
        rulebook,
        gebieden,
    )


def plan_areas(plan: Plan, table: BuurtTable) -> dict[str, Gebied]:
    """Give the areas of a plan by code, with its other values (`wat_als`) in place of the measured ones."""
    rows = [table.code.index(code) for code in sorted(_codes(plan))]
    found = areas_of(table.take(np.array(rows, dtype=np.int64)))
    for item in plan.wat_als:
        area = found[item.gebied]
        found[item.gebied] = replace(
            area,
            cijfers={**area.cijfers, item.indicator: item.waarde},
            jaren={**area.jaren, item.indicator: plan.start_jaar},
            herkomst=partial(_supposed, area.herkomst, item.indicator),
        )
    return found


def _supposed(others: Callable[[str], Herkomst | None], own: str, naam: str) -> Herkomst | None:
    """Give where a figure stands; the one that the plan puts in its place stands in the plan."""
    return Herkomst("het plan (wat als)", is_gemeten=False) if naam == own else others(naam)


def _codes(plan: Plan) -> dict[str, FilePlace | None]:
    """Give every area that a plan names, with the first place where it does."""
    lines = [(regel.gebied, regel.plaats) for regel in plan.regels]
    found: dict[str, FilePlace | None] = {}
    for code, place in [*lines, *((item.gebied, item.plaats) for item in plan.wat_als)]:
        found.setdefault(code, place)
    return found


def _areas(plan: Plan, data: BuurtData, rulebook: Rulebook) -> Iterator[Issue]:
    table, conflicts = data.table, dict(data.strijdig)
    limits = rulebook.parameters["kleine_gebieden"].getallen
    for code, place in _codes(plan).items():
        at = place or f"plan {plan.id}"
        if code not in table.code:
            if code in conflicts:
                yield conflicts[code]
            near = get_close_matches(code, table.code, n=1, cutoff=_ALIKE)
            yield W105.at(at, code=code, tip=f" Bedoelt u '{near[0]}'?" if near else "")
            continue
        area = table.take(np.array([table.code.index(code)]))
        reason = size_reasons(area, limits["inwoners_n"].waarde, limits["huishoudens_n"].waarde)[0]
        if reason:
            what, _, remedy = reason.partition(". ")
            yield W106.at(at, gebied=area.naam[0] or code, reden=what, hoe=remedy)


def _simulated(model: Waardemodel, rulebook: Rulebook) -> Simulatie:
    draws, seed = (int(rulebook.getal(PARAMETERS, naam)) for naam in ("trekkingen_n", "zaad"))
    return simulate(model, trekkingen=draws, zaad=seed)
