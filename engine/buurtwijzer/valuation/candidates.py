"""What could be done where: every advised intervention in every area with its options, with their worth and use.

A line stands alone here: what lines in one area take from each other is seen when the chosen plan is valued.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from buurtwijzer.assessment import Assessment
from buurtwijzer.data.table import BuurtData, FloatArray, IntArray
from buurtwijzer.interventions.policy import Policy
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan, PlanRegel
from buurtwijzer.rulebook.schema import Interventie, Partij
from buurtwijzer.valuation.appraise import plan_areas
from buurtwijzer.valuation.areas import Gebied, areas_of
from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.build.totals import CENT
from buurtwijzer.valuation.choices import PARAMETERS, Mogelijkheid, options_of
from buurtwijzer.valuation.expressions import Value
from buurtwijzer.valuation.model import Waardemodel
from buurtwijzer.valuation.simulate import SALDO

_ASSUMED = "t_aanname"
_MUST_HOLD = ("check_bereik", "check_bevoegd", "check_nulsituatie")
Key = tuple[str, str]
"""Area code and id of an intervention."""


@dataclass(frozen=True, slots=True, eq=False)
class Kandidaat:
    """What could be done in an area with an intervention: options of one line, or every forced line about it together.

    Attributes:
        patroon: The forced lines, in the plan all of them or none; else one line, of which options differ.
        opties: The options (o).
        aantal: (o,) number of cost units.
        saldo: (o,) net present value; that of each forced line by itself added up.
        kosten: Per party (o, years) what it pays per year of the plan.
        vast: Whether it has to be in.
    """

    patroon: tuple[PlanRegel, ...]
    opties: tuple[Mogelijkheid, ...]
    aantal: FloatArray
    saldo: FloatArray
    kosten: Mapping[Partij, FloatArray]
    vast: bool = False

    def regels(self, at: int) -> tuple[PlanRegel, ...]:
        """Give the lines of an option."""
        if self.vast:
            return self.patroon
        option = self.opties[at]
        shares = dict.fromkeys(option.betalers, 1 / len(option.betalers))
        number, first = float(self.aantal[at]), option.start_jaar
        line = self.patroon[0]
        return (replace(line, aantal=number, start_jaar=first, inzet_jaren=option.inzet_jaren, verdeling=shares),)


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

    Only what is advised in an area is chosen by value; what policy does not have ranked by euro, what asks money of who
    may not pay or has no budget in that year, and what reaches more than there is, is not. Lines of the plan itself
    always are.

    Args:
        basis: The plan to build on: forced lines, budgets, years, own prices.
        assessment: Advice per area, with every intervention.
        data: The areas.
        rulebook: Rules.
        zonder: Ids of interventions to leave out.
        progress: Called with the share done.
    """
    areas = areas_for(basis, data)
    found: dict[Key, Kandidaat] = {}
    for regel in basis.regels:
        key, made = (regel.gebied, regel.interventie), _forced(basis, regel, rulebook, areas)
        found[key] = _together(found[key], made) if key in found else made
    rows = list(enumerate(assessment.adviezen))
    ruled_out = {*zonder, *Policy.from_rulebook(rulebook).vrij_van_rangschikking}
    for row, advices in rows:
        code = assessment.table.code[row]
        for advice in advices:
            key = (code, advice.interventie)
            if advice.is_advies and advice.interventie not in ruled_out and key not in found:
                rule = rulebook.interventies[advice.interventie]
                options = _payable(basis, rule, areas[code], rulebook, areas)
                if options is not None:
                    found[key] = options
        if progress is not None:
            progress((row + 1) / len(rows))
    return found


def _payable(
    basis: Plan, rule: Interventie, gebied: Gebied, rulebook: Rulebook, areas: Mapping[str, Gebied]
) -> Kandidaat | None:
    """Give every option of the list that can be paid and is possible; None when there is none.

    Where the number is more than the area can have, the option has the largest number that it can.
    """
    given = {(budget.partij, budget.jaar) for budget in basis.budgetten}
    payers = [payer for payer in rule.betalers if any(payer is partij for partij, _ in given)]
    if not payers:
        return None
    line = _line(basis, rule, gebied, payers, rulebook)
    model = build_model(replace(basis, regels=(line,), budgetten=()), rulebook, areas, controles=_MUST_HOLD).model
    options = options_of(basis, rule, payers, rulebook)
    wanted = [*_wanted(model), *_MUST_HOLD]
    numbers = _numbers(model, line.aantal, options)
    values = model.compute(_inputs(model, basis, options, numbers), alleen=wanted)
    if not (holds := _holds(values, len(options))).all():
        numbers = _possible(model, line.aantal, options, numbers, holds)
        values = model.compute(_inputs(model, basis, options, numbers), alleen=wanted)
    made = _made((line,), options, numbers, values, model)
    good = _holds(values, len(options)) & (numbers > 0) & _first_of_number(options, numbers)
    for partij, paid in made.kosten.items():
        without = [(partij, basis.start_jaar + year) not in given for year in range(paid.shape[1])]
        good &= (paid[:, without] <= CENT).all(axis=1)
    return _only(made, np.flatnonzero(good)) if good.any() else None


def _numbers(model: Waardemodel, usual: float, options: Sequence[Mogelijkheid]) -> FloatArray:
    """Give how much of it an option has (o,): its share of the usual number.

    What is counted in people, homes or cases is whole.
    """
    whole = model.regels[0].interventie.kosten.per not in ("fte", "gebied")
    wanted = np.array([usual * option.deel for option in options])
    return np.maximum(1.0, np.floor(wanted)) if whole else wanted


def _possible(
    model: Waardemodel,
    usual: float,
    options: Sequence[Mogelijkheid],
    numbers: FloatArray,
    holds: npt.NDArray[np.bool_],
) -> FloatArray:
    """Give numbers that are at most what the area can have, for who pays options that do not hold."""
    stuck = {option.betalers for option, fine in zip(options, holds.tolist(), strict=True) if not fine}
    most = {payers: _most(model, usual, payers) for payers in sorted(stuck)}
    return np.minimum(numbers, [most.get(option.betalers, np.inf) for option in options])


def _most(model: Waardemodel, usual: float, payers: Sequence[Partij]) -> float:
    """Give the usual number when all that must hold does, else the largest whole number below it, or 0."""
    numbers = np.append(np.arange(1.0, np.ceil(usual)), usual)
    shares = {f"r1_deel_{p.value}": share for p, share in _shares(model, payers).items()}
    holds = _holds(model.compute({"r1_aantal": numbers, **shares}, alleen=_MUST_HOLD), len(numbers))
    return float(np.max(numbers, where=holds, initial=0.0))


def _shares(model: Waardemodel, payers: Sequence[Partij]) -> dict[Partij, float]:
    every = model.regels[0].betalers
    return {partij: 1 / len(payers) if partij in payers else 0.0 for partij in every}


def _inputs(
    model: Waardemodel, basis: Plan, options: Sequence[Mogelijkheid], numbers: FloatArray
) -> dict[str, FloatArray]:
    """Give the inputs in which options differ (o,)."""
    shares = [_shares(model, option.betalers) for option in options]
    return {
        "r1_aantal": numbers,
        "r1_start": np.array([option.start_jaar - basis.start_jaar + 1.0 for option in options]),
        "r1_inzet": np.array([float(option.inzet_jaren) for option in options]),
        **{f"r1_deel_{p.value}": np.array([own[p] for own in shares]) for p in model.regels[0].betalers},
    }


def _first_of_number(options: Sequence[Mogelijkheid], numbers: FloatArray) -> npt.NDArray[np.bool_]:
    """Tell which options are no copy of an earlier one: an area that can have few has the same number twice."""
    seen: dict[tuple[object, ...], int] = {}
    for place, (option, number) in enumerate(zip(options, numbers.tolist(), strict=True)):
        seen.setdefault((option.betalers, option.start_jaar, option.inzet_jaren, number), place)
    found = np.zeros(len(options), dtype=np.bool_)
    found[list(seen.values())] = True
    return found


def _holds(values: Mapping[str, Value], count: int) -> npt.NDArray[np.bool_]:
    """Tell whether all that must hold does (count,); what cannot be told stands in nobody's way."""
    found = [np.broadcast_to(np.asarray(values[naam]) != 0, (count,)) for naam in _MUST_HOLD]
    return np.asarray(np.logical_and.reduce(found))


def _line(basis: Plan, rule: Interventie, gebied: Gebied, payers: Sequence[Partij], rulebook: Rulebook) -> PlanRegel:
    number = rulebook.getal(PARAMETERS, f"volume_{rule.kosten.per}_n")
    if rule.kosten.per == "inwoner" and gebied.inwoners:
        number = min(number, gebied.inwoners)
    years = basis.looptijd_jaren if rule.kosten.ritme == "jaarlijks" else 1
    shares = dict.fromkeys(payers, 1 / len(payers))
    return PlanRegel(rule.id, gebied.code, number, basis.start_jaar, years, shares)


def _forced(basis: Plan, regel: PlanRegel, rulebook: Rulebook, areas: Mapping[str, Gebied]) -> Kandidaat:
    """Value a line of the plan by itself."""
    model = build_model(replace(basis, regels=(regel,), budgetten=()), rulebook, areas, controles=()).model
    values = model.compute(alleen=_wanted(model))
    return replace(_made((regel,), [Mogelijkheid()], np.array([regel.aantal]), values, model), vast=True)


def share_assumed(basis: Plan, regel: PlanRegel, rulebook: Rulebook, areas: Mapping[str, Gebied]) -> float:
    """Give the share of the amounts of a line by itself that rests on assumptions; NaN when it has none."""
    model = build_model(replace(basis, regels=(regel,), budgetten=()), rulebook, areas).model
    return float(model.compute(alleen=[_ASSUMED])[_ASSUMED])


def areas_for(basis: Plan, data: BuurtData) -> dict[str, Gebied]:
    """Give the areas by code, with the other stock and facilities that the plan reckons with."""
    what_if = tuple(item for item in basis.wat_als if item.gebied in data.table.code)
    if not what_if:
        return areas_of(data.table)
    return {**areas_of(data.table), **plan_areas(replace(basis, regels=(), wat_als=what_if), data.table)}


def _wanted(model: Waardemodel) -> list[str]:
    return [SALDO, *(naam for partij in model.partijen for naam in _paid(model, partij))]


def _paid(model: Waardemodel, partij: Partij) -> list[str]:
    return [f"p_{partij.value}_kosten_j{year}" for year in range(1, model.jaren + 1)]


def _made(
    patroon: tuple[PlanRegel, ...],
    options: Sequence[Mogelijkheid],
    numbers: FloatArray,
    values: Mapping[str, Value],
    model: Waardemodel,
) -> Kandidaat:
    def each(naam: str) -> FloatArray:
        return np.broadcast_to(np.asarray(values[naam], dtype=np.float64), (len(options),))

    costs = {p: np.stack([each(naam) for naam in _paid(model, p)], axis=1) for p in model.partijen}
    return Kandidaat(patroon, tuple(options), numbers, each(SALDO), costs)


def _only(made: Kandidaat, kept: IntArray) -> Kandidaat:
    """Leave out the other options."""
    return replace(
        made,
        opties=tuple(made.opties[at] for at in kept.tolist()),
        aantal=made.aantal[kept],
        saldo=made.saldo[kept],
        kosten={partij: paid[kept] for partij, paid in made.kosten.items() if paid[kept].any()},
    )


def _together(one: Kandidaat, other: Kandidaat) -> Kandidaat:
    """Give two lines of the plan for the same intervention in the same area as one: nothing of the plan gets lost."""
    costs = dict(one.kosten)
    for partij, paid in other.kosten.items():
        costs[partij] = costs[partij] + paid if partij in costs else paid
    return replace(one, patroon=(*one.patroon, *other.patroon), saldo=one.saldo + other.saldo, kosten=costs)


def areas_and_interventions(found: Mapping[Key, Kandidaat]) -> tuple[Sequence[str], Sequence[str]]:
    """Give the areas and interventions of candidates, each once and in order."""
    return tuple(sorted({code for code, _ in found})), tuple(sorted({id_ for _, id_ in found}))
