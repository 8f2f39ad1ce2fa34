"""What a plan would do to scores: changes and other stock put into the figures of its areas, which are scored again.

A change is that of a year, on average over the years of the plan, after overlap between lines. What a chain takes off
is left in: it keeps euros from counting twice, while both figures do change. A figure of residents changes by people
per resident, as the valuation reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.table import BuurtData, State
from buurtwijzer.pipeline import assess
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.rulebook.schema import Indicator, Uitkomst
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.build.baseline import counts_the_good, per_unit

_SHOWN = (OutcomeKind.LEEFGEBIED, OutcomeKind.RISICO)


@dataclass(frozen=True, slots=True)
class Scoreverandering:
    """What a plan would do to one score.

    Attributes:
        gebied: Area code.
        gebied_naam: Its name.
        soort: Kind of outcome.
        id: Id of the leefgebied or risico.
        naam: Its name.
        nu: Score without the plan.
        wat_als: Score with only the other stock that the plan reckons with.
        straks: Score with the plan: its interventions on top of that.
    """

    gebied: str
    gebied_naam: str
    soort: OutcomeKind
    id: str
    naam: str
    nu: float
    wat_als: float
    straks: float

    @property
    def verschil(self) -> float:
        """Give how much the score moves, in points."""
        return self.straks - self.nu

    @property
    def door_aanpak(self) -> float:
        """Give how much its interventions move it."""
        return self.straks - self.wat_als

    @property
    def door_wat_als(self) -> float:
        """Give how much the other stock moves it, which no line of the plan does or pays."""
        return self.wat_als - self.nu


@dataclass(frozen=True, slots=True)
class Scoregevolg:
    """What a plan would do to the scores of its areas.

    Attributes:
        veranderingen: Scores that move, by area and in the order of the rulebook.
        zonder_score: What changes but moves no score, and why, in Dutch.
        wat_als: Other stock it reckons with, in Dutch.
    """

    veranderingen: tuple[Scoreverandering, ...]
    zonder_score: tuple[str, ...]
    wat_als: tuple[str, ...] = ()


def score_changes(waarderingen: Sequence[Waardering], data: BuurtData, rulebook: Rulebook) -> tuple[Scoregevolg, ...]:
    """Score the areas of plans with and without each plan.

    Args:
        waarderingen: Valuations of the plans.
        data: The areas.
        rulebook: Rules.

    Returns:
        Per plan what moves.
    """
    codes = {code for item in waarderingen for code in item.gebieden}
    now = _scores(data, codes, rulebook)
    found = []
    for item in waarderingen:
        figures, words = changed_figures(item, data)
        then = _scores(_with(data, figures, item.plan), item.gebieden, rulebook) if figures else {}
        other = {(one.gebied, one.indicator): one.waarde for one in item.plan.wat_als}
        middle = _scores(_with(data, other, item.plan), item.gebieden, rulebook) if other else now
        found.append(Scoregevolg(_moved(now, middle, then, item), words, what_if_words(item.plan, data, rulebook)))
    return tuple(found)


def what_if_words(plan: Plan, data: BuurtData, rulebook: Rulebook) -> tuple[str, ...]:
    """Say which other stock a plan reckons with, and that no line of it does or pays that."""
    table, found = data.table, []
    for item in plan.wat_als:
        row = table.code.index(item.gebied)
        now = table.values[row, table.column(item.indicator)] if item.indicator in table.indicatoren else np.nan
        rule = rulebook.indicatoren[item.indicator]
        before = "nu onbekend" if np.isnan(now) else f"nu {format_number(float(now), 1)}"
        found.append(
            f"rekent met {_in_a_sentence(rule.naam)} {format_number(item.waarde, 1)} ({before}) in {table.naam[row]}; "
            "wie dat doet en betaalt staat niet in dit plan"
        )
    return tuple(found)


def _in_a_sentence(naam: str) -> str:
    return naam if naam[1:2].isupper() else naam[:1].lower() + naam[1:]


def changed_figures(waardering: Waardering, data: BuurtData) -> tuple[dict[tuple[str, str], float], tuple[str, ...]]:
    """Give what figures become by a plan.

    Returns:
        Per area and indicator its value with the plan, and in Dutch what moves no score.
    """
    rules, table = waardering.rulebook.indicatoren, data.table
    figures = {(item.gebied, item.indicator): item.waarde for item in waardering.plan.wat_als}
    words: dict[str, None] = {}
    for code, uitkomst, number in _changes(waardering):
        area, rule = waardering.gebieden[code], rules.get(uitkomst.indicator or "")
        per = None if rule is None else per_unit(rule)
        if rule is None or per is None:
            words[f"{uitkomst.naam}: er is geen cijfer dat dit meet."] = None
        elif rule.id not in area.cijfers or rule.id not in table.indicatoren:
            words[f"{uitkomst.naam}: in {area.naam} is het cijfer '{rule.naam}' niet bekend."] = None
        elif not area.inwoners:
            words[f"{uitkomst.naam}: van {area.naam} is het aantal inwoners niet bekend."] = None
        else:
            way = 1.0 if counts_the_good(rule, uitkomst) else -1.0
            before = figures.get((code, rule.id), area.cijfers[rule.id])
            figures[code, rule.id] = _within(rule, before + way * number / area.inwoners * per)
    return figures, tuple(words)


def _changes(waardering: Waardering) -> list[tuple[str, Uitkomst, float]]:
    """Give per area and uitkomst how many a year, on average; overlap is off, chains are not."""
    model, values = waardering.model, waardering.waarden
    years = range(1, model.jaren + 1)
    areas = {effect.id: regel.plan.gebied for regel in model.regels for effect in regel.effecten}
    found: dict[tuple[str, str], float] = {}
    known: dict[str, Uitkomst] = {}
    for regel in model.regels:
        for effect in regel.effecten:
            key = (regel.plan.gebied, effect.uitkomst.id)
            known[effect.uitkomst.id] = effect.uitkomst
            own = sum(values[f"{effect.id}_n_j{year}"] for year in years)
            found[key] = found.get(key, 0.0) + own / model.jaren
    for item in model.samenloop:
        off = sum(values[f"{item.id}_interactie_j{year}"] for year in years)
        sizes = {e: sum(abs(values[f"{e}_n_j{year}"]) for year in years) for e in item.effecten}
        every = sum(sizes.values())
        for id_, size in sizes.items():
            found[areas[id_], item.uitkomst.id] += off / model.jaren * size / every if every else 0.0
    return [(code, known[id_], number) for (code, id_), number in found.items() if number != 0]


def _within(rule: Indicator, value: float) -> float:
    """Keep a figure where it can be; the check block tells when more is prevented than there is."""
    low = -np.inf if rule.ondergrens is None else rule.ondergrens
    high = np.inf if rule.bovengrens is None else rule.bovengrens
    return float(min(max(value, low), high))


def _with(data: BuurtData, figures: Mapping[tuple[str, str], float], plan: Plan) -> BuurtData:
    """Give the areas with other figures; a figure that was not there is an estimate of the first year of the plan."""
    table = data.table
    values, state, year = table.values.copy(), table.state.copy(), table.jaar.copy()
    for (code, indicator), value in figures.items():
        if indicator not in table.indicatoren:
            continue
        at = table.code.index(code), table.column(indicator)
        if not np.isfinite(values[at]):
            state[at], year[at] = State.GESCHAT, plan.start_jaar
        values[at] = value
    return replace(data, table=replace(table, values=values, state=state, jaar=year))


_Scores = dict[tuple[str, str], float]


def _scores(data: BuurtData, codes: Iterable[str], rulebook: Rulebook) -> _Scores:
    levels: dict[Niveau, list[str]] = {}
    for code in sorted(codes):
        levels.setdefault(data.table.niveau[data.table.code.index(code)], []).append(code)
    found: _Scores = {}
    for level, own in levels.items():
        result = assess(data, rulebook, Options(level, codes=tuple(own)))
        found |= {
            (code, outcome.id): float(outcome.score[row])
            for outcome in _shown(result)
            for row, code in enumerate(result.table.code)
        }
    return found


def _shown(result: Assessment) -> list[OutcomeScores]:
    return [outcome for outcome in result.uitkomsten if outcome.soort in _SHOWN]


def _moved(now: _Scores, middle: _Scores, then: _Scores, waardering: Waardering) -> tuple[Scoreverandering, ...]:
    rules = waardering.rulebook
    names = {OutcomeKind.LEEFGEBIED: rules.leefgebieden, OutcomeKind.RISICO: rules.risicos}
    found = []
    for (code, id_), after in then.items():
        soort = OutcomeKind.RISICO if id_ in rules.risicos else OutcomeKind.LEEFGEBIED
        before, between = now[code, id_], middle[code, id_]
        if (before != after or before != between) and not (np.isnan(before) and np.isnan(after)):
            naam = names[soort][id_].naam
            found.append(
                Scoreverandering(code, waardering.gebieden[code].naam, soort, id_, naam, before, between, after)
            )
    return tuple(found)
