"""S7: 1,000 draws of the rank of 14,500 areas, against a loop over draws with rankdata, and against a bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.stats import rankdata  # type: ignore[import-untyped]

import buurtwijzer
from buurtwijzer.core.draws import normal_rows, offsets, uniform
from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.overall import Totaalbeeld, overall_picture
from buurtwijzer.scoring.recipe import Recipe
from buurtwijzer.scoring.score import score_outcomes
from buurtwijzer.scoring.uncertainty import UncertaintySettings
from tests.bench.areas import made_areas
from tests.bench.measure import Measured, added_mb, against_limit, compare
from tests.bench.plain import Placed, leefgebieden

_AREAS, _DRAWS = 14_500, 1_000
_CHECKED = 60


def measure(folder: Path) -> Iterator[Measured]:
    """Measure the overall picture with its ranks, all weights, goalposts and errors drawn anew."""
    rules = with_draws(buurtwijzer.load_rulebook(), _DRAWS)
    table = made_areas(_AREAS, rules)
    outcomes = score_outcomes(table, rules)
    chance = np.random.default_rng(7)
    values, weights = chance.random((_AREAS, 15)), chance.random((15, _DRAWS))

    def ours() -> Totaalbeeld:
        found = overall_picture(table, outcomes, rules)
        assert found is not None
        return found

    def bound() -> FloatArray:
        total = values @ weights
        for _ in range(13):
            total += values @ weights
        for draw in range(_DRAWS):
            total[:, draw] = np.argsort(total[:, draw])
        return total

    _check(table, rules)
    yield compare(
        "S7",
        "1.000 trekkingen van rangen (14.500) tegen lus met rankdata",
        ours,
        lambda: looped(table, rules, _DRAWS),
        goal=1 / 3.5,
        rounds=1,
        warm=False,
    )
    yield compare("S7b", "hetzelfde tegen 14 producten en argsort", ours, bound, goal=2.5, rounds=3, warm=False)
    yield against_limit("S7c", "geheugen erbij tegen 200 MB", added_mb(ours), 200.0, "MB")


def with_draws(rules: Rulebook, draws: int) -> Rulebook:
    """Give the rules with another number of draws."""
    group = rules.parameters["onzekerheid"]
    number = group.getallen["rangtrekkingen_n"].model_copy(update={"waarde": float(draws)})
    group = group.model_copy(update={"getallen": {**group.getallen, "rangtrekkingen_n": number}})
    return replace(rules, parameters={**rules.parameters, "onzekerheid": group})


def looped(table: BuurtTable, rules: Rulebook, draws: int) -> tuple[FloatArray, FloatArray]:
    """Give both ends of the rank of every area with an overall picture, one draw after the other; others NaN."""
    settings = replace(UncertaintySettings.from_rulebook(rules), trekkingen_n=draws)
    wanted, placed = leefgebieden(rules), Placed(table, rules)
    scored = {outcome.id: np.isfinite(outcome.score) for outcome in score_outcomes(table, rules)}
    own = np.array([rules.leefgebieden[recipe.id].gewicht_totaalbeeld for recipe in wanted], dtype=np.float64)
    known = np.array([scored[recipe.id] for recipe in wanted]).T
    given = known.sum(axis=1) >= rules.getal("score", "totaalbeeld_n")
    shares = known * own
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
    drawn = [_Looped(recipe, placed, table, settings, draws) for recipe in wanted]
    ranks = np.empty((int(given.sum()), draws))
    for draw in range(draws):
        scores = np.array([of.score(draw) for of in drawn]).T
        total = (shares * np.log(1.0 + 0.99 * scores)).sum(axis=1)
        ranks[:, draw] = rankdata(-total[given], method="ordinal")
    ends = np.full((2, len(table)), np.nan)
    ends[:, given] = np.percentile(ranks, [settings.laag_pct, settings.hoog_pct], axis=1)
    return ends[0], ends[1]


class _Looped:
    """One leefgebied, scored anew for one draw at a time on whole arrays."""

    def __init__(
        self, recipe: Recipe, placed: Placed, table: BuurtTable, settings: UncertaintySettings, draws: int
    ) -> None:
        columns = [placed.names.index(name) for name in recipe.indicatoren]
        self.place, self.rising = placed.place[:, columns], recipe.stijgend
        self.present = np.isfinite(self.place)
        self.place = np.where(self.present, self.place, 0.0)
        self.error = np.nan_to_num(placed.error[:, columns])
        self.weights = self.present * recipe.gewichten
        self.weights /= np.maximum(self.weights.sum(axis=1, keepdims=True), 1e-9)
        self.noise = normal_rows(settings.zaad, draws)
        self.start = np.hstack([offsets(table.code, 1, name) for name in recipe.indicatoren])
        frac, seed = settings.doelwaarden_frac, settings.zaad
        shift = [uniform(f"{seed}|{name}", 2 * draws).reshape(2, draws) for name in recipe.indicatoren]
        self.low, self.high = np.swapaxes(frac * (2.0 * np.array(shift) - 1.0), 0, 1)
        factor = [2.0 * uniform(f"{seed}|{recipe.id}|{name}", draws) - 1.0 for name in recipe.indicatoren]
        self.factor = 1.0 + settings.gewicht_frac * np.array(factor)
        self.mix = 0.5 * (2.0 * uniform(f"{seed}|optelling", draws) - 1.0)
        points = 100.0 * np.clip(self.place, 0.0, 1.0)
        points = np.where(self.rising, points, 100.0 - points)
        self.down, self.up = self._pull(points), self._pull(100.0 - points)

    def score(self, draw: int) -> FloatArray:
        """Give (n,) the scores in one draw."""
        place = self.place + self.error * self.noise[self.start, draw]
        low, high = self.low[:, draw], self.high[:, draw]
        points = 100.0 * (place - low) / (1.0 + high - low)
        points = np.clip(np.where(self.rising, points, 100.0 - points), 0.0, 100.0)
        weights = self.weights * self.factor[:, draw]
        total = (weights * points).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
        down, up = self.down * max(self.mix[draw], 0.0), self.up * max(-self.mix[draw], 0.0)
        return np.asarray(total * (1.0 - down - up) + 100.0 * up)

    def _pull(self, points: FloatArray) -> FloatArray:
        floored = np.maximum(points, 1.0)
        arithmetic = np.maximum((self.weights * floored).sum(axis=1), 1.0)
        return np.asarray(1.0 - np.exp((self.weights * np.log(floored)).sum(axis=1)) / arithmetic)


def _check(table: BuurtTable, rules: Rulebook) -> None:
    """Hold both ways against each other on fewer draws; scores closer than 0.0015 points may change places."""
    few = with_draws(rules, _CHECKED)
    found = overall_picture(table, score_outcomes(table, few), few)
    assert found is not None
    for ours, theirs in zip((found.rangen.laag, found.rangen.hoog), looped(table, few, _CHECKED), strict=True):
        known = np.isfinite(theirs)
        assert np.array_equal(ours > 0, known)
        apart = np.abs(ours[known] - theirs[known])
        assert np.median(apart) <= len(apart) / 1000
        assert apart.max() <= len(apart) / 20
