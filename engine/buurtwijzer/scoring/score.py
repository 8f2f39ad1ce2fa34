"""Scores with exact additive parts: starting point plus a signed push per indicator plus rest equals the score.

Missing indicators are left out and the weights of the others re-spread; under the coverage limit there is no score but
the reason. Nothing is filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.data.margins import standard_errors
from buurtwijzer.data.table import BuurtTable, FloatArray, State
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.normalise import cap, raw_points
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.recipe import Recipe, recipes
from buurtwijzer.scoring.uncertainty import UncertaintySettings, bands

_SCORE_DECIMALS = 4
_PART_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class _Limits:
    inwoners_n: float
    huishoudens_n: float
    dekking_frac: float
    vertrekpunt: float


def score_outcomes(
    table: BuurtTable, rulebook: Rulebook, *, dekking_pct: float | None = None
) -> tuple[OutcomeScores, ...]:
    """Score every outcome of the rulebook for every area; each row stands on its own.

    Args:
        table: (n) areas; NaN where a value is missing.
        rulebook: The rules.
        dekking_pct: Least share of the weight (0-100) for a score; None takes the rulebook's.

    Returns:
        One `OutcomeScores` an outcome, without comparable areas (NaN), rows in the order of the table.
    """
    limits = _Limits(
        inwoners_n=rulebook.getal("kleine_gebieden", "inwoners_n"),
        huishoudens_n=rulebook.getal("kleine_gebieden", "huishoudens_n"),
        dekking_frac=(rulebook.getal("dekking", "score_pct") if dekking_pct is None else dekking_pct) / 100.0,
        vertrekpunt=rulebook.getal("score", "vertrekpunt"),
    )
    size_reasons = tuple(_size_reason(table, row, limits) for row in range(len(table)))
    settings = UncertaintySettings.from_rulebook(rulebook)
    return tuple(_score(recipe, table, rulebook, limits, size_reasons, settings) for recipe in recipes(rulebook))


def _score(
    recipe: Recipe,
    table: BuurtTable,
    rulebook: Rulebook,
    limits: _Limits,
    size_reasons: tuple[str, ...],
    settings: UncertaintySettings,
) -> OutcomeScores:
    columns = [table.column(indicator) for indicator in recipe.indicatoren]
    values = table.values[:, columns]
    present = np.isfinite(values)
    dekking = np.round(present @ recipe.gewichten, _PART_DECIMALS)
    reden = tuple(
        size or _coverage_reason(recipe, table, row, columns, dekking[row], limits, rulebook)
        for row, size in enumerate(size_reasons)
    )
    given = np.array([not text for text in reden], dtype=bool)
    shown = np.where(given[:, None], values, np.nan)
    bijdragen = contributions(recipe, shown, limits.vertrekpunt)
    score = np.where(given, np.round(limits.vertrekpunt + bijdragen.sum(axis=1), _SCORE_DECIMALS), np.nan)
    errors = standard_errors(recipe.indicatoren, table, rulebook)
    laag, hoog = bands(
        table.code,
        shown,
        recipe.laag,
        recipe.hoog,
        recipe.stijgend,
        recipe.gewichten,
        errors,
        settings,
        recipe.id,
    )
    return OutcomeScores(
        soort=recipe.soort,
        id=recipe.id,
        naam=recipe.naam,
        score=score,
        laag=laag,
        hoog=hoog,
        dekking=dekking,
        vergelijkbaar=np.full(len(table), np.nan),
        vertrekpunt=limits.vertrekpunt,
        indicatoren=recipe.indicatoren,
        bijdragen=bijdragen,
        aanwezig=present,
        rest=np.round(score - limits.vertrekpunt - bijdragen.sum(axis=1), 12),
        reden=reden,
    )


def contributions(recipe: Recipe, values: FloatArray, vertrekpunt: float) -> FloatArray:
    """Give the signed points each indicator adds to the starting point.

    Args:
        recipe: The p indicators with weights and goalposts.
        values: (n, p) values; NaN where missing.
        vertrekpunt: The score without any push.

    Returns:
        (n, p) points rounded to 6 decimals; 0 where the value is missing.
    """
    points = cap(raw_points(values, recipe.laag, recipe.hoog, recipe.stijgend))
    weights = effective_weights(recipe.gewichten, np.isfinite(values))
    parts = np.where(weights > 0, weights * (points - vertrekpunt), 0.0)
    return np.asarray(np.round(parts, _PART_DECIMALS) + 0.0)


def effective_weights(gewichten: FloatArray, present: npt.NDArray[np.bool_]) -> FloatArray:
    """Spread the weights over what is there.

    Returns:
        (n, p) weights that sum to 1 in every row with a value, and 0 in a row without any.
    """
    weights = np.where(present, gewichten, 0.0)
    total = weights.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(weights, total, out=np.zeros_like(weights), where=total > 0))


def _size_reason(table: BuurtTable, row: int, limits: _Limits) -> str:
    inwoners, huishoudens = table.inwoners[row], table.huishoudens[row]
    if np.isnan(inwoners):
        return "Geen score: het aantal inwoners is onbekend. Voeg een CBS-bestand met inwoners toe."
    if inwoners < limits.inwoners_n:
        return (
            f"Geen score: {format_number(inwoners, 0)} inwoners (minimaal {format_number(limits.inwoners_n, 0)}). "
            "Neem de wijk of voeg gebieden samen."
        )
    if huishoudens < limits.huishoudens_n:
        return (
            f"Geen score: {format_number(huishoudens, 0)} huishoudens "
            f"(minimaal {format_number(limits.huishoudens_n, 0)}). Neem de wijk of voeg gebieden samen."
        )
    return ""


def _coverage_reason(
    recipe: Recipe,
    table: BuurtTable,
    row: int,
    columns: list[int],
    dekking: float,
    limits: _Limits,
    rulebook: Rulebook,
) -> str:
    if dekking >= limits.dekking_frac and dekking > 0:
        return ""
    hidden = [c for c in columns if table.state[row, c] == State.ONDERDRUKT]
    absent = [c for c in columns if table.state[row, c] == State.ONTBREEKT]
    causes = [
        f"{join_words([rulebook.indicatoren[table.indicatoren[c]].naam for c in group])} {words}"
        for group, words in ((absent, "ontbreekt in de gegevens"), (hidden, "is door de bron verborgen"))
        if group
    ]
    return (
        f"{recipe.naam.capitalize()}: geen score; {' en '.join(causes)} "
        f"(dekking {format_number(100 * dekking, 0)} %, minimaal {format_number(100 * limits.dekking_frac, 0)} %)."
    )
