"""`propose_weights()`: learn, try out in other municipalities, and write down what a person needs to judge it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.evidence.weights import issue_kinds as kinds
from buurtwijzer.evidence.weights.question import Kandidaten, WeightQuestion, ask, question_place
from buurtwijzer.evidence.weights.rounding import DECIMALS, RuleWeights, as_shares, in_rules
from buurtwijzer.evidence.weights.settings import WeightSettings
from buurtwijzer.evidence.weights.trial import Trial, estimator, try_out
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema.gewichten import (
    Cijfergewicht,
    Gewichtenvoorstel,
    Leefgebiedgewicht,
    Proef,
    Proefbestand,
)
from buurtwijzer.scoring.overall import TOTAAL

_TRIAL_DECIMALS = 4
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class WeightProposal:
    """A proposal, and what it says about the areas it was learned from.

    Attributes:
        voorstel: What is written for a person.
        vraag: What was asked.
        score: (n,) weighted mean of the points of the areas asked about, with the proposed weights as they are rounded.
        bevindingen: What there is to tell.
    """

    voorstel: Gewichtenvoorstel
    vraag: WeightQuestion
    score: FloatArray
    bevindingen: tuple[Issue, ...]


def propose_weights(
    table: BuurtTable,
    rulebook: Rulebook,
    tegen: str,
    *,
    uitkomst: str = TOTAAL,
    kandidaten: Kandidaten = Kandidaten.REGELS,
    dekking_pct: float | None = None,
    datum: date | None = None,
) -> WeightProposal:
    """Propose weights for one outcome or the overall picture.

    Args:
        table: Areas of one level.
        rulebook: The rules.
        tegen: Indicator to agree with; no input of the outcome.
        uitkomst: Leefgebied, kracht or risico, or ``totaalbeeld``.
        kandidaten: Which figures may get a weight.
        dekking_pct: Least share of the weight for a score; None takes the rulebook's.
        datum: Date to name in the proposal; None names none.

    Raises:
        InputError: It cannot be asked of these areas.
    """
    settings = WeightSettings.from_rulebook(rulebook)
    question = ask(table, rulebook, tegen, uitkomst=uitkomst, kandidaten=kandidaten, dekking_pct=dekking_pct)
    trial = try_out(question, settings)
    model = estimator(question, settings).fit(question.punten, question.doel, question.gemeente)
    rising = np.asarray(model.rising_)
    rules = in_rules(question, model.coef_, settings.kandidaat_frac)
    points = np.where(rising, question.punten, 100.0 - question.punten)
    shares = as_shares(question, rules)
    drawn = [in_rules(question, row) for row in model.draws_]
    weights = tuple(_figures(question, rules, drawn, points, rising, rulebook, settings))
    issues = sort_issues(
        (
            *question.bevindingen,
            *_about_trial(question, trial, rulebook),
            *_about_figures(question, weights, settings, rulebook, _at_floor(question, model.draws_, settings)),
            *_about_sides(question, weights, rulebook),
        )
    )
    voorstel = Gewichtenvoorstel(
        id=f"gewichten_{uitkomst}_{tegen}"[:60],
        status="voorstel",
        advies="over_te_nemen" if trial.is_beter else "houd_deskundigen",
        zelflerend=True,
        uitkomst=uitkomst,
        tegen=tegen,
        kandidaten=_word(kandidaten),
        regelboek=f"{rulebook.manifest.naam} {rulebook.manifest.versie}",
        regelboek_sha256=rulebook.sha256,
        datum=datum,
        bestanden=[Proefbestand(bestand=one.naam, sha256=one.sha256) for one in table.bestanden],
        proef=_trial(question, trial, table, rulebook, settings, dekking_pct),
        leefgebieden=list(_domains(question, rules, drawn, settings)),
        gewichten=list(weights),
        let_op=[f"{issue.message} {issue.remedy}".rstrip() for issue in issues],
    )
    return WeightProposal(voorstel, question, points @ shares, issues)


def _word(kandidaten: Kandidaten) -> Literal["regels", "richting", "alle"]:
    words: dict[Kandidaten, Literal["regels", "richting", "alle"]] = {
        Kandidaten.REGELS: "regels",
        Kandidaten.RICHTING: "richting",
        Kandidaten.ALLE: "alle",
    }
    return words[kandidaten]


def _trial(
    question: WeightQuestion,
    trial: Trial,
    table: BuurtTable,
    rulebook: Rulebook,
    settings: WeightSettings,
    dekking_pct: float | None,
) -> Proef:
    column = table.column(question.tegen)
    return Proef(
        niveau=table.niveau[int(question.rijen[0])].value,
        jaar=int(table.jaar[question.rijen, column].max()),
        dekking_pct=rulebook.getal("dekking", "score_pct") if dekking_pct is None else dekking_pct,
        gebieden_n=len(question.doel),
        gemeenten_n=len(np.unique(question.gemeente)),
        vouwen_n=settings.vouwen_n,
        herhalingen_n=settings.herhalingen_n,
        trekkingen_n=settings.trekkingen_n,
        winst_trekkingen_n=settings.winst_trekkingen_n,
        zaad=settings.zaad,
        samenhang_deskundigen=round(trial.deskundigen, _TRIAL_DECIMALS),
        samenhang_voorstel=round(trial.voorstel, _TRIAL_DECIMALS),
        samenhang_vrij=round(trial.vrij, _TRIAL_DECIMALS),
        winst=round(trial.winst, _TRIAL_DECIMALS),
        winst_laag=round(trial.laag, _TRIAL_DECIMALS),
        winst_hoog=round(trial.hoog, _TRIAL_DECIMALS),
        interval_pct=settings.hoog_pct - settings.laag_pct,
    )


def _interval(drawn: FloatArray, settings: WeightSettings) -> tuple[float, float]:
    low, high = np.quantile(drawn, [settings.laag_pct / 100.0, settings.hoog_pct / 100.0])
    return round(float(low), DECIMALS), round(float(high), DECIMALS)


def _domains(
    question: WeightQuestion, rules: RuleWeights, drawn: list[RuleWeights], settings: WeightSettings
) -> Iterator[Leefgebiedgewicht]:
    for home, old in question.leefgebieden.items():
        new = rules.leefgebieden[home]
        low, high = _interval(np.array([one.leefgebieden[home] for one in drawn]), settings)
        yield Leefgebiedgewicht(
            leefgebied=home, deskundigen=old, voorstel=new, verschil=round(new - old, DECIMALS), laag=low, hoog=high
        )


def _figures(
    question: WeightQuestion,
    rules: RuleWeights,
    drawn: list[RuleWeights],
    points: FloatArray,
    rising: np.ndarray,
    rulebook: Rulebook,
    settings: WeightSettings,
) -> Iterator[Cijfergewicht]:
    spread = _spread(question, rules, points)
    for number, one in enumerate(question.invoer):
        new = float(rules.delen[number])
        is_new = one.deskundigen_frac == 0
        if is_new and new == 0:
            continue
        says = None
        if is_new and (one.uitkomst in rulebook.risicos or one.is_vrij):
            says = one.stijgend == bool(rising[number])
        low, high = _interval(np.array([row.delen[number] for row in drawn]), settings)
        yield Cijfergewicht(
            uitkomst=one.uitkomst,
            indicator=one.indicator,
            nieuw=is_new,
            hoger_is_meer=says,
            deskundigen_frac=one.deskundigen_frac,
            voorstel_frac=new,
            verschil_frac=round(new - one.deskundigen_frac, DECIMALS),
            laag_frac=low,
            hoog_frac=high,
            spreiding_frac=round(float(spread[number]), DECIMALS),
        )


def _spread(question: WeightQuestion, rules: RuleWeights, points: FloatArray) -> FloatArray:
    """Give (p,) which share of the variance of its outcome each figure makes: covariance with it, sum 1."""
    homes = np.array([one.uitkomst for one in question.invoer])
    found = np.zeros(len(homes))
    parts = (points - points.mean(axis=0)) * rules.delen
    for home in dict.fromkeys(homes.tolist()):
        own = homes == home
        whole = parts[:, own].sum(axis=1)
        total = float((whole**2).sum())
        found[own] = (parts[:, own] * whole[:, None]).sum(axis=0) / total if total > 0 else 0.0
    return found


def _at_floor(question: WeightQuestion, draws: FloatArray, settings: WeightSettings) -> set[tuple[str, str]]:
    """Give the figures of the rules for which at least half of the resamples find no use at all."""
    middle = np.median(draws, axis=0)
    return {
        (one.uitkomst, one.indicator)
        for one, found in zip(question.invoer, middle.tolist(), strict=True)
        if one.deskundigen_frac > 0 and found <= settings.behoud_frac * one.vooraf_frac + _NOTHING
    }


def _about_trial(question: WeightQuestion, trial: Trial, rulebook: Rulebook) -> Iterator[Issue]:
    if not trial.is_beter:
        numbers = {"winst": trial.winst, "laag": trial.laag, "hoog": trial.hoog}
        shown = {name: format_number(value, 3) for name, value in numbers.items()}
        place = question_place(rulebook, question.uitkomst)
        yield kinds.NIET_BETER.at(place, uitkomst=question.uitkomst, tegen=question.tegen, **shown)


def _about_figures(
    question: WeightQuestion,
    weights: tuple[Cijfergewicht, ...],
    settings: WeightSettings,
    rulebook: Rulebook,
    at_floor: set[tuple[str, str]],
) -> Iterator[Issue]:
    members = [one.uitkomst for one in weights]
    for home in dict.fromkeys(members):
        place = question_place(rulebook, home)
        for one in weights:
            if one.uitkomst == home and one.spreiding_frac > settings.overheerst_frac and members.count(home) > 1:
                share, limit = (format_number(100 * frac, 0) for frac in (one.spreiding_frac, settings.overheerst_frac))
                words = {"indicator": one.indicator, "uitkomst": home}
                yield kinds.OVERHEERST.at(place, aandeel=share, grens=limit, **words)
        lost = [one.indicator for one in weights if one.uitkomst == home and (home, one.indicator) in at_floor]
        if lost:
            names = join_words([f"'{name}'" for name in lost])
            yield kinds.ONDERGRENS.at(place, tegen=question.tegen, cijfers=names, uitkomst=home)


def _about_sides(question: WeightQuestion, weights: tuple[Cijfergewicht, ...], rulebook: Rulebook) -> Iterator[Issue]:
    free = {(one.uitkomst, one.indicator) for one in question.invoer if one.is_vrij}
    for one in weights:
        if (one.uitkomst, one.indicator) in free:
            more = one.hoger_is_meer != (one.uitkomst in rulebook.risicos)
            place = question_place(rulebook, one.uitkomst)
            yield kinds.ZONDER_KANT.at(place, indicator=one.indicator, kant="veel ervan" if more else "weinig ervan")
