"""The overall picture: a weighted geometric mean of leefgebieden, so that a high one cannot buy off a low one.

It stands beside the leefgebieden and never replaces them: with the arithmetic mean, the leefgebieden that are missing,
and the parts of which the logarithm is the sum.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), geometric aggregation; design.md 4; domain.md B3
(scale 1-100, because a geometric mean needs numbers above 0).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.draws import Float32Array
from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.draws import drawn_scores
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.points import Points, Scale
from buurtwijzer.scoring.ranks import Ranks, rank_intervals
from buurtwijzer.scoring.recipe import Recipe, recipes
from buurtwijzer.scoring.uncertainty import UncertaintySettings, band_of_draws

TOTAAL = "totaalbeeld"
_DECIMALS = 4
_PART_DECIMALS = 6
BoolArray = npt.NDArray[np.bool_]

_BLOCK_ROWS = 128
_LOWEST = 1.0
_PER_POINT = 0.99


@dataclass(frozen=True, slots=True, eq=False)
class Totaalbeeld:
    """The overall picture of n areas from k leefgebieden, 1-100, 100 is favourable.

    Attributes:
        leefgebieden: Ids of the leefgebieden that take part.
        gewichten: (k,) their weights, sum 1.
        score: (n,) geometric mean, rounded to 4 decimals; NaN where not given.
        laag: (n,) lower end of the band.
        hoog: (n,) upper end of the band.
        rekenkundig: (n,) arithmetic mean on the same scale; NaN where not given.
        dekking: (n,) share of the weight of the leefgebieden that have a score, 0-1.
        bijdragen: (n, k) parts of the natural logarithm of the score; 0 where a leefgebied is missing.
        rest: (n,) what the sum of the parts leaves of the logarithm (rounding); NaN where no score.
        ontbreekt: (n,) Dutch names of the leefgebieden without a score; empty where all have one.
        reden: (n,) Dutch reason why it is not given; empty where it is.
        rangen: Ranks within the file.
        vergelijkbaar: (n,) mean of comparable areas, NaN when there are too few; set by the pipeline.
    """

    leefgebieden: tuple[str, ...]
    gewichten: FloatArray
    score: FloatArray
    laag: FloatArray
    hoog: FloatArray
    rekenkundig: FloatArray
    dekking: FloatArray
    bijdragen: FloatArray
    rest: FloatArray
    ontbreekt: tuple[str, ...]
    reden: tuple[str, ...]
    rangen: Ranks
    vergelijkbaar: FloatArray

    def take(self, rows: IntArray) -> Totaalbeeld:
        """Give some areas, in the order asked; ranks stay those within the whole file."""
        picked = rows.tolist()
        return replace(
            self,
            **{
                name: getattr(self, name)[rows]
                for name in ("score", "laag", "hoog", "rekenkundig", "dekking", "bijdragen", "rest", "vergelijkbaar")
            },
            ontbreekt=tuple(self.ontbreekt[row] for row in picked),
            reden=tuple(self.reden[row] for row in picked),
            rangen=self.rangen.take(rows),
        )


def scores_by_id(outcomes: Sequence[OutcomeScores], overall: Totaalbeeld | None) -> dict[str, FloatArray]:
    """Give the scores by id of the outcome; those of the overall picture stand under `TOTAAL`."""
    own = {} if overall is None else {TOTAAL: overall.score}
    return {outcome.id: outcome.score for outcome in outcomes} | own


def overall_picture(table: BuurtTable, outcomes: tuple[OutcomeScores, ...], rulebook: Rulebook) -> Totaalbeeld | None:
    """Combine the leefgebieden that have a ``gewicht_totaalbeeld``.

    Args:
        table: The n areas, in order of code.
        outcomes: What `score_outcomes` gave for them.
        rulebook: Weights, and how many leefgebieden are needed (``parameters/score``).

    Returns:
        None when no leefgebied has a weight.
    """
    weights = {
        item.id: item.gewicht_totaalbeeld
        for item in rulebook.leefgebieden.values()
        if item.gewicht_totaalbeeld is not None
    }
    taking_part = [outcome for outcome in outcomes if outcome.id in weights]
    if not taking_part:
        return None
    own = np.array([weights[outcome.id] for outcome in taking_part])
    own = own / own.sum()
    score = np.array([outcome.score for outcome in taking_part])
    known = np.isfinite(score)
    given = known.sum(axis=0) >= rulebook.getal("score", "totaalbeeld_n")
    shares = np.where(known & given, own[:, None], 0.0)
    shares /= np.where(given, shares.sum(axis=0), 1.0)
    scaled = np.where(known, _LOWEST + _PER_POINT * np.nan_to_num(score), _LOWEST)
    parts = np.round(shares * np.log(scaled), _PART_DECIMALS) + 0.0
    total = np.where(given, np.round(np.exp(parts.sum(axis=0)), _DECIMALS), np.nan)
    missing = _missing_names(taking_part, known)
    settings = UncertaintySettings.from_rulebook(rulebook)
    settings = replace(settings, trekkingen_n=round(rulebook.getal("onzekerheid", "rangtrekkingen_n")))
    rows = np.flatnonzero(given)
    drawn = _drawn(table.take(rows), taking_part, known[:, rows], shares[:, rows], rulebook, settings)
    laag, hoog = np.full((2, len(table)), np.nan)
    laag[rows], hoog[rows] = band_of_draws(drawn, settings)
    return Totaalbeeld(
        leefgebieden=tuple(outcome.id for outcome in taking_part),
        gewichten=own,
        score=total,
        laag=laag,
        hoog=hoog,
        rekenkundig=np.where(given, np.round((shares * scaled).sum(axis=0), _DECIMALS), np.nan),
        dekking=np.round((known * own[:, None]).sum(axis=0), _PART_DECIMALS),
        bijdragen=parts.T,
        rest=np.round(np.log(total) - parts.sum(axis=0), 12),
        ontbreekt=missing,
        reden=_reasons(given, known, missing, taking_part, rulebook),
        rangen=rank_intervals(total, rows, drawn, settings.laag_pct, settings.hoog_pct),
        vergelijkbaar=np.full(len(table), np.nan),
    )


def _missing_names(outcomes: list[OutcomeScores], known: BoolArray) -> tuple[str, ...]:
    names: dict[bytes, str] = {}
    texts = []
    for own in np.ascontiguousarray(known.T):
        key = own.tobytes()
        if key not in names:
            names[key] = join_words([outcome.naam for outcome, has in zip(outcomes, own, strict=True) if not has])
        texts.append(names[key])
    return tuple(texts)


def _reasons(
    given: BoolArray,
    known: BoolArray,
    missing: tuple[str, ...],
    outcomes: list[OutcomeScores],
    rulebook: Rulebook,
) -> tuple[str, ...]:
    least = round(rulebook.getal("score", "totaalbeeld_n"))
    counts = known.sum(axis=0).tolist()
    return tuple(
        ""
        if has
        else f"Totaalbeeld: niet gegeven; {plural(count, 'leefgebied heeft', 'leefgebieden hebben')} een score "
        f"(minimaal {least} van {len(outcomes)}). Zonder score: {names}."
        for has, count, names in zip(given.tolist(), counts, missing, strict=True)
    )


def _drawn(
    table: BuurtTable,
    outcomes: list[OutcomeScores],
    known: BoolArray,
    shares: FloatArray,
    rulebook: Rulebook,
    settings: UncertaintySettings,
) -> Float32Array:
    """Give (n, t) the overall picture in every draw; areas without one have any number."""
    known_recipes = {(recipe.soort, recipe.id): recipe for recipe in recipes(rulebook)}
    wanted: list[Recipe] = [known_recipes[outcome.soort, outcome.id] for outcome in outcomes]
    scale = Scale.of(wanted, table)
    points = Points.of(table, slice(None), scale, rulebook, settings)
    total = np.zeros((len(table), settings.trekkingen_n), dtype=np.float32)
    for recipe, has_score, share in zip(wanted, known, shares, strict=True):
        own = [scale.indicatoren.index(name) for name in recipe.indicatoren]
        weights = np.where(points.aanwezig[own] & has_score, recipe.gewichten[:, None], 0.0)
        weights /= np.maximum(weights.sum(axis=0), np.finfo(np.float64).tiny)
        place, error = points.plaats[own], points.fout[own]
        _add_logarithm(total, drawn_scores(table.draw_keys(), place, error, weights, recipe, settings), share)
    for first in range(0, len(table), _BLOCK_ROWS):
        rows = slice(first, first + _BLOCK_ROWS)
        part = total[rows].astype(np.float64)
        total[rows] = np.exp(part, out=part)
    return total


def _add_logarithm(total: Float32Array, drawn: Float32Array, share: FloatArray) -> None:
    """Add one leefgebied to the logarithm of the overall picture; its draws are let go before the next are made."""
    for first in range(0, len(total), _BLOCK_ROWS):
        rows = slice(first, first + _BLOCK_ROWS)
        # In double precision the last bits of a logarithm, which differ between machines, are rounded away.
        part = drawn[rows].astype(np.float64)
        part *= _PER_POINT
        part += _LOWEST
        np.log(part, out=part)
        part *= share[rows, None]
        total[rows] += part.astype(np.float32)
