"""`WeightQuestion`: which weights are asked, on which points, against which figure; or every reason why not.

Points are those of the scoring itself: goalposts, cap, correction for urbanity and direction of the outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.codes import Niveau, gemeente_code
from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.evidence.statistics import spearman
from buurtwijzer.evidence.weights import issue_kinds as kinds
from buurtwijzer.evidence.weights.settings import WeightSettings
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.related import Related
from buurtwijzer.rulebook.schema import Richting, Soort
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores
from buurtwijzer.scoring.overall import TOTAAL, overall_picture
from buurtwijzer.scoring.points import Points, Scale
from buurtwijzer.scoring.recipe import Recipe, recipes, schaal
from buurtwijzer.scoring.score import score_outcomes
from buurtwijzer.scoring.uncertainty import UncertaintySettings


class Kandidaten(StrEnum):
    """Which figures may get a weight."""

    REGELS = "regels"
    RICHTING = "richting"
    ALLE = "alle"


@dataclass(frozen=True, slots=True)
class Invoer:
    """One figure in one outcome.

    Attributes:
        uitkomst: Id of the leefgebied, kracht or risico.
        indicator: Id of the figure.
        stijgend: Whether a higher value gives more points.
        deskundigen_frac: Weight in the rules; 0 for a candidate.
        vooraf_frac: That weight as a share of all that takes part; in the overall picture with that of the leefgebied.
        is_vrij: Whether the figures may say which way it counts.
    """

    uitkomst: str
    indicator: str
    stijgend: bool
    deskundigen_frac: float
    vooraf_frac: float
    is_vrij: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class WeightQuestion:
    """What is asked, ready for the estimator.

    Attributes:
        uitkomst: Id of the outcome, or ``totaalbeeld``.
        tegen: Id of the figure.
        kandidaten: Which figures may get a weight.
        invoer: The p figures.
        leefgebieden: For the overall picture: weight in the rules per leefgebied with figures; else empty.
        punten: (n, p) points 0-100 of the areas that have them all.
        doel: (n,) the figure, turned so that more goes with a higher score.
        gemeente: (n,) code of the municipality.
        rijen: (n,) rows in the table.
        afwezig: Figures of the rules that do not take part, because too few areas have them.
        bevindingen: What is worth telling about the question itself.
    """

    uitkomst: str
    tegen: str
    kandidaten: Kandidaten
    invoer: tuple[Invoer, ...]
    leefgebieden: dict[str, float]
    punten: FloatArray
    doel: FloatArray
    gemeente: npt.NDArray[np.str_]
    rijen: IntArray
    afwezig: tuple[str, ...]
    bevindingen: tuple[Issue, ...]

    @property
    def vooraf(self) -> FloatArray:
        """Give (p,) the weights of the experts, sum 1."""
        return np.array([one.vooraf_frac for one in self.invoer])


def ask(
    table: BuurtTable,
    rulebook: Rulebook,
    tegen: str,
    *,
    uitkomst: str = TOTAAL,
    kandidaten: Kandidaten = Kandidaten.REGELS,
    dekking_pct: float | None = None,
) -> WeightQuestion:
    """Make a question of areas of one level.

    Args:
        table: The areas.
        rulebook: The rules.
        tegen: Indicator to agree with; no input of the outcome.
        uitkomst: Leefgebied, kracht or risico, or ``totaalbeeld``.
        kandidaten: Which figures may get a weight.
        dekking_pct: Least share of the weight for a score; None takes the rulebook's.

    Raises:
        InputError: It cannot be asked.
    """
    settings = WeightSettings.from_rulebook(rulebook)
    taking_part = _taking_part(rulebook, uitkomst)
    _check_target(table, rulebook, tegen, uitkomst, taking_part)
    outcomes = score_outcomes(table, rulebook, dekking_pct=dekking_pct)
    doel = _target(table, rulebook, tegen, taking_part[0].soort)
    usable = np.isfinite(doel) & np.isfinite(_expert_score(table, outcomes, rulebook, uitkomst))
    names, points = _points(table, rulebook, tegen, taking_part, kandidaten)
    known = {
        name: bool(usable.any()) and float(np.isfinite(points[usable, number]).mean()) >= settings.bekend_frac
        for number, name in enumerate(names)
    }
    inputs = tuple(_inputs(taking_part, rulebook, known))
    if len(inputs) < 2:
        raise InputError([kinds.GEEN_KEUS.at(question_place(rulebook, uitkomst), uitkomst=uitkomst)])
    rows = usable & np.isfinite(points[:, [names.index(one.indicator) for one in inputs]]).all(axis=1)
    inputs += tuple(
        _candidates(rulebook, {name: points[:, number] for number, name in enumerate(names) if known[name]}, inputs,
                    {one.id: one.score for one in outcomes}, rows, taking_part[0].soort)
    )  # fmt: skip
    columns = np.stack([points[:, names.index(one.indicator)] for one in inputs], axis=1)
    found = np.flatnonzero(usable & np.isfinite(columns).all(axis=1))
    gemeente = _gemeenten(table)[found]
    _check_size(len(found), len(np.unique(gemeente)), settings, question_place(rulebook, uitkomst))
    chosen = columns[found]
    turned = np.array([not one.stijgend for one in inputs])
    chosen[:, turned] = 100.0 - chosen[:, turned]
    absent = tuple(name for name in dict.fromkeys(i for r in taking_part for i in r.indicatoren) if not known[name])
    return WeightQuestion(
        uitkomst=uitkomst,
        tegen=tegen,
        kandidaten=kandidaten,
        invoer=inputs,
        leefgebieden=_domain_weights(rulebook, uitkomst, inputs),
        punten=chosen,
        doel=doel[found],
        gemeente=gemeente,
        rijen=found,
        afwezig=absent,
        bevindingen=tuple(_doubts(rulebook, tegen, inputs, absent, uitkomst)),
    )


def _taking_part(rulebook: Rulebook, uitkomst: str) -> tuple[Recipe, ...]:
    everything = recipes(rulebook)
    if uitkomst == TOTAAL:
        found = tuple(
            one
            for one in everything
            if one.soort is OutcomeKind.LEEFGEBIED and rulebook.leefgebieden[one.id].gewicht_totaalbeeld is not None
        )
    else:
        found = tuple(one for one in everything if one.id == uitkomst)
    if not found:
        hint = did_you_mean(uitkomst, [TOTAAL, *(one.id for one in everything)])
        raise InputError([kinds.UITKOMST_ONBEKEND.at(FilePlace("--uitkomst"), uitkomst=uitkomst, hoe=hint)])
    return found


def _check_target(
    table: BuurtTable, rulebook: Rulebook, tegen: str, uitkomst: str, taking_part: Sequence[Recipe]
) -> None:
    place = FilePlace("--tegen")
    rule = rulebook.indicatoren.get(tegen)
    if rule is None or tegen not in table.indicatoren or not np.isfinite(table.values[:, table.column(tegen)]).any():
        hint = "" if rule is not None else did_you_mean(tegen, rulebook.indicatoren)
        level = Niveau(table.niveau[0]).value if len(table) else "geen"
        raise InputError([kinds.TEGEN_ONBEKEND.at(place, tegen=tegen, niveau=level, hoe=hint)])
    issues = []
    if any(tegen in one.indicatoren for one in taking_part):
        issues.append(kinds.TEGEN_IS_INVOER.at(place, tegen=tegen, uitkomst=uitkomst))
    elif how := _in_common(rulebook, tegen, taking_part):
        issues.append(kinds.TEGEN_DEELT.at(place, tegen=tegen, uitkomst=uitkomst, hoe=how))
    if rule.richting is Richting.GEEN:
        issues.append(kinds.TEGEN_ZONDER_RICHTING.at(place, tegen=tegen))
    if issues:
        raise InputError(issues)


def _in_common(rulebook: Rulebook, tegen: str, taking_part: Sequence[Recipe]) -> str:
    """Say what a figure has in common with an input, by the same rule as a back-test; empty when nothing."""
    related = Related(rulebook)
    inputs = dict.fromkeys(name for one in taking_part for name in one.indicatoren)
    return next((how for name in inputs if (how := related.shared(tegen, name))), "")


def _check_size(areas: int, municipalities: int, settings: WeightSettings, place: FilePlace) -> None:
    if areas < settings.gebieden_n or municipalities < settings.gemeenten_n:
        words = {"minst": settings.gebieden_n, "minst_gemeenten": settings.gemeenten_n}
        raise InputError([kinds.TE_WEINIG.at(place, gebieden=areas, gemeenten=municipalities, **words)])


def _target(table: BuurtTable, rulebook: Rulebook, tegen: str, soort: OutcomeKind) -> FloatArray:
    values = np.asarray(table.values[:, table.column(tegen)], dtype=np.float64)
    favourable = rulebook.indicatoren[tegen].richting is Richting.HOGER_IS_GUNSTIGER
    return values if favourable == (soort is not OutcomeKind.RISICO) else -values


def _expert_score(
    table: BuurtTable, outcomes: tuple[OutcomeScores, ...], rulebook: Rulebook, uitkomst: str
) -> FloatArray:
    if uitkomst != TOTAAL:
        return next(one.score for one in outcomes if one.id == uitkomst)
    overall = overall_picture(table, outcomes, rulebook)
    return np.full(len(table), np.nan) if overall is None else overall.rekenkundig


def _points(
    table: BuurtTable, rulebook: Rulebook, tegen: str, taking_part: Sequence[Recipe], kandidaten: Kandidaten
) -> tuple[list[str], FloatArray]:
    """Give the figures that may take part and (n, q) their points, more for a higher value; NaN where missing."""
    used = {name for one in taking_part for name in one.indicatoren}
    source = _sources(rulebook, tegen)
    extra = set()
    if kandidaten is not Kandidaten.REGELS:
        for rule in rulebook.indicatoren.values():
            directed = rule.richting is not Richting.GEEN or kandidaten is Kandidaten.ALLE
            if directed and not source & _sources(rulebook, rule.id) and _has_goalposts(rule.id, rulebook):
                extra.add(rule.id)
    names = sorted((used | extra) & set(table.indicatoren))
    columns = np.array([table.column(name) for name in names], dtype=np.int64)
    scale = Scale(tuple(names), columns, tuple(schaal(name, rulebook) for name in names))
    found = Points.of(table, slice(None), scale, rulebook, UncertaintySettings.from_rulebook(rulebook))
    return names, np.where(found.aanwezig, found.punten, np.nan).T


def _sources(rulebook: Rulebook, indicator: str) -> set[str]:
    """Give the sources of a figure that are no choice of our own."""
    return {id_ for id_ in rulebook.indicatoren[indicator].bron if rulebook.bronnen[id_].soort != "eigen"}


def _has_goalposts(indicator: str, rulebook: Rulebook) -> bool:
    try:
        schaal(indicator, rulebook)
    except ValueError:
        return False
    return True


def _inputs(taking_part: Sequence[Recipe], rulebook: Rulebook, known: dict[str, bool]) -> Iterator[Invoer]:
    """Give the figures of the rules; weights of the experts spread over what is known, as the scoring does."""
    weights = {
        one.id: (rulebook.leefgebieden[one.id].gewicht_totaalbeeld or 0.0) if len(taking_part) > 1 else 1.0
        for one in taking_part
        if any(known[name] for name in one.indicatoren)
    }
    total = sum(weights.values())
    for recipe in taking_part:
        own = [(n, w, up) for n, w, up in zip(recipe.indicatoren, recipe.gewichten, recipe.stijgend, strict=True)]
        there = sum(weight for name, weight, _ in own if known[name])
        for name, weight, up in own:
            if known[name]:
                share = weights[recipe.id] / total * weight / there
                yield Invoer(recipe.id, name, bool(up), float(weight), float(share))


def _candidates(
    rulebook: Rulebook,
    points: dict[str, FloatArray],
    inputs: Sequence[Invoer],
    scores: dict[str, FloatArray],
    rows: npt.NDArray[np.bool_],
    soort: OutcomeKind,
) -> Iterator[Invoer]:
    """Give every other figure, in the outcome it goes with most."""
    used = {one.indicator for one in inputs}
    homes = list(dict.fromkeys(one.uitkomst for one in inputs))
    for name, own in points.items():
        if name in used:
            continue
        both = {home: rows & np.isfinite(own) & np.isfinite(scores[home]) for home in homes}
        agree = {home: abs(spearman(own[has], scores[home][has])) if has.any() else 0.0 for home, has in both.items()}
        home = max(homes, key=lambda one: round(float(np.nan_to_num(agree[one])), 6))
        richting = rulebook.indicatoren[name].richting
        favourable = richting is not Richting.LAGER_IS_GUNSTIGER
        up = favourable if soort is not OutcomeKind.RISICO else not favourable
        yield Invoer(home, name, up, 0.0, 0.0, is_vrij=richting is Richting.GEEN)


def _domain_weights(rulebook: Rulebook, uitkomst: str, inputs: Sequence[Invoer]) -> dict[str, float]:
    if uitkomst != TOTAAL:
        return {}
    homes = dict.fromkeys(one.uitkomst for one in inputs)
    return {home: rulebook.leefgebieden[home].gewicht_totaalbeeld or 0.0 for home in homes}


def _gemeenten(table: BuurtTable) -> npt.NDArray[np.str_]:
    """Give (n,) the municipality inside each code."""
    return np.array([gemeente_code(code) or code for code in table.code])


def _doubts(
    rulebook: Rulebook, tegen: str, inputs: Sequence[Invoer], absent: Sequence[str], uitkomst: str
) -> Iterator[Issue]:
    rule = rulebook.indicatoren[tegen]
    place = question_place(rulebook, uitkomst)
    if rule.soort is Soort.SCHATTING:
        yield kinds.GEMODELLEERD.at(place, tegen=tegen)
    source = _sources(rulebook, tegen)
    same = dict.fromkeys(one.indicator for one in inputs if source & _sources(rulebook, one.indicator))
    if same:
        yield kinds.ZELFDE_BRON.at(place, tegen=tegen, cijfers=join_words([f"'{name}'" for name in same]))
    if absent:
        yield kinds.NIET_MEEGEDAAN.at(place, cijfers=join_words([f"'{name}'" for name in absent]))


def question_place(rulebook: Rulebook, uitkomst: str) -> FilePlace:
    """Give the rule of an outcome; for the overall picture, which is no rule, its name."""
    for folder in ("leefgebieden", "krachten", "risicos"):
        if uitkomst in getattr(rulebook, folder):
            return rulebook.place(folder, uitkomst)
    return FilePlace(uitkomst)
