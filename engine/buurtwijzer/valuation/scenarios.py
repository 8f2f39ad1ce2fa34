"""`compare()`: plans side by side with doing nothing, and how sure it is that one is worth more than another.

Plans meet the same luck (`draw_keys`), so the chance that one beats another is about what differs between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import BuurtwijzerError, InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.table import BuurtData, FloatArray
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.valuation.appraise import Waardering, appraise
from buurtwijzer.valuation.build.general import PARAMETERS
from buurtwijzer.valuation.build.totals import CENT
from buurtwijzer.valuation.model import Waardemodel
from buurtwijzer.valuation.scenario_issue_kinds import W401, W402, W403
from buurtwijzer.valuation.score_changes import Scoregevolg, score_changes
from buurtwijzer.valuation.simulate import Simulatie

GEEN_VERSCHIL = "geen aantoonbaar verschil"
NUL = "niets doen"
_TENTHS = (10.0, 50.0, 90.0)
_HALF = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """A plan beside others.

    Attributes:
        waardering: What it is worth.
        bereik: Per unit (``deelnemers``, ``woningen`` ...) how many are reached; different units are never added.
        gevolg: What it would do to scores.
        niet_in_geld: What changes but is in no amount, each with its sign, in Dutch.
    """

    waardering: Waardering
    bereik: Mapping[str, float]
    gevolg: Scoregevolg
    niet_in_geld: tuple[str, ...]

    @property
    def simulatie(self) -> Simulatie:
        """Give its draws."""
        assert self.waardering.simulatie is not None  # noqa: S101 - `compare` always draws
        return self.waardering.simulatie


@dataclass(frozen=True, slots=True)
class Paar:
    """Two plans, or a plan and doing nothing.

    Attributes:
        een: Id of the first plan.
        ander: Id of the second, or `NUL`.
        verschil: Net present value of the first minus that of the second.
        band: P10, P50 and P90 of that difference.
        kans: Share of draws in which the first is worth more; ones equal to the cent count half.
        oordeel: Which one is worth more, in Dutch, or `GEEN_VERSCHIL`.
    """

    een: str
    ander: str
    verschil: float
    band: tuple[float, float, float]
    kans: float
    oordeel: str


@dataclass(frozen=True, slots=True, eq=False)
class Vergelijking:
    """Plans side by side.

    Attributes:
        scenarios: The plans in the order given.
        paren: Each plan with doing nothing, then every two plans.
        aantoonbaar_frac: From which chance a plan is called better.
        issues: What makes plans hard to compare, and what each valuation tells.
    """

    scenarios: tuple[Scenario, ...]
    paren: tuple[Paar, ...]
    aantoonbaar_frac: float
    issues: tuple[Issue, ...]


def compare(
    plans: Sequence[Plan],
    data: BuurtData,
    rulebook: Rulebook,
    *,
    aanpassen: Callable[[Waardemodel], Waardemodel] | None = None,
) -> Vergelijking:
    """Put plans side by side.

    Args:
        plans: One or more plans.
        data: The areas.
        rulebook: Rules.
        aanpassen: As for `appraise`, for every plan.

    Raises:
        InputError: With every mistake of every plan.
    """
    valued = _appraise_all(plans, data, rulebook, aanpassen)
    least = rulebook.getal(PARAMETERS, "aantoonbaar_frac")
    effects = score_changes(valued, data, rulebook)
    scenarios = tuple(
        Scenario(item, _reach(item), effect, _in_words(item)) for item, effect in zip(valued, effects, strict=True)
    )
    pairs = [*(_with_nothing(item, least) for item in scenarios)]
    pairs += [_pair(one, other, least) for one, other in combinations(scenarios, 2)]
    issues = [*_hard_to_compare(valued), *(issue for item in valued for issue in item.issues)]
    return Vergelijking(scenarios, tuple(pairs), least, sort_issues(issues))


def _appraise_all(
    plans: Sequence[Plan],
    data: BuurtData,
    rulebook: Rulebook,
    aanpassen: Callable[[Waardemodel], Waardemodel] | None,
) -> list[Waardering]:
    found, mistakes = [], list[Issue]()
    for plan in plans:
        try:
            found.append(appraise(plan, data, rulebook, aanpassen=aanpassen))
        except BuurtwijzerError as error:
            mistakes += error.issues
    if mistakes:
        raise InputError(mistakes)
    return found


def _reach(item: Waardering) -> dict[str, float]:
    found: dict[str, float] = {}
    for regel in item.model.regels:
        unit = regel.interventie.bereik.eenheid
        found[unit] = found.get(unit, 0.0) + item.waarden[f"{regel.id}_bereikt"]
    return found


def _in_words(item: Waardering) -> tuple[str, ...]:
    """Say what counts in words only: who notices, and whether that is good for them."""
    found: dict[str, None] = {}
    for regel in item.model.regels:
        for effect in regel.effecten:
            for baat in effect.niet_in_geld:
                sign = "+" if baat.teken == "plus" else "-"
                found[f"{sign} {effect.uitkomst.naam}, voor {party_name(baat.partij)}: {baat.toelichting}"] = None
    return tuple(found)


def _with_nothing(item: Scenario, least: float) -> Paar:
    saldi = item.simulatie.saldi
    return _judge(item, NUL, item.waardering.waarden["t_saldo"], saldi, least)


def _pair(one: Scenario, other: Scenario, least: float) -> Paar:
    first, second = (item.waardering.waarden["t_saldo"] for item in (one, other))
    return _judge(one, other, first - second, one.simulatie.saldi - other.simulatie.saldi, least)


def _judge(one: Scenario, other: Scenario | str, difference: float, drawn: FloatArray, least: float) -> Paar:
    chance = float((drawn > CENT).mean() + _HALF * (np.abs(drawn) <= CENT).mean())
    plan = one.waardering.plan
    id_, naam = (other, other) if isinstance(other, str) else (other.waardering.plan.id, other.waardering.plan.naam)
    if chance >= least:
        verdict = f"{plan.naam} is in euro meer waard"
    elif chance <= 1 - least:
        verdict = f"{naam} is in euro meer waard"
    else:
        verdict = GEEN_VERSCHIL
    exempt = _exempt(one.waardering, None if isinstance(other, str) else other.waardering)
    if exempt and verdict != GEEN_VERSCHIL:
        verdict += f"; daarin telt mee wat niet op euro gerangschikt wordt: {exempt}"
    low, middle, high = (float(x) for x in np.percentile(drawn, _TENTHS))
    return Paar(plan.id, id_, difference, (low, middle, high), chance, verdict)


def _exempt(one: Waardering, other: Waardering | None) -> str:
    """Name the lines of either plan that policy keeps from being ranked by euro."""
    lines = [*one.model.regels, *(() if other is None else other.model.regels)]
    return join_words(list(dict.fromkeys(line.interventie.naam for line in lines if line.vrij_van_rangschikking)))


def _hard_to_compare(valued: Sequence[Waardering]) -> Iterator[Issue]:
    first = valued[0].plan
    for item in valued[1:]:
        plan = item.plan
        parts = [
            f"{naam} {theirs} en {own}"
            for naam, theirs, own in (
                ("looptijd", first.looptijd_jaren, plan.looptijd_jaren),
                ("begin", first.start_jaar, plan.start_jaar),
                ("prijspeil", first.prijspeil, plan.prijspeil),
            )
            if theirs != own
        ]
        if parts:
            yield W401.at(f"plan {plan.id}", een=first.naam, ander=plan.naam, wat="; ".join(parts))
        if plan.nulalternatief != first.nulalternatief:
            yield W402.at(f"plan {plan.id}", een=first.naam, ander=plan.naam)
    for item in valued:
        for regel in item.model.regels:
            if regel.vrij_van_rangschikking:
                yield W403.at(f"plan {item.plan.id}", regel=regel.interventie.naam, reden=regel.vrij_van_rangschikking)
