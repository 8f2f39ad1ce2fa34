"""From shares of the whole to the numbers that stand in the rules, and back: what is predicted is what will be scored.

What the figures could not try keeps its weight, so the others share what is left of 1 in their leefgebied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.weights.question import WeightQuestion

DECIMALS = 4


@dataclass(frozen=True, slots=True, eq=False)
class RuleWeights:
    """Weights as the rules write them.

    Attributes:
        delen: (p,) weight inside the outcome of every figure that takes part; 0 for one that stays out.
        leefgebieden: Weight of every leefgebied in the overall picture; empty for one outcome.
    """

    delen: FloatArray
    leefgebieden: Mapping[str, float]


def in_rules(question: WeightQuestion, weights: FloatArray, kandidaat_frac: float = 0.0) -> RuleWeights:
    """Write (p,) shares of the whole as weights of the rules, rounded so that they still add up exactly.

    Args:
        question: What was asked.
        weights: (p,) not negative, sum 1.
        kandidaat_frac: A new figure with less than this in its outcome gets none.
    """
    homes = np.array([one.uitkomst for one in question.invoer])
    expert = np.array([one.deskundigen_frac for one in question.invoer])
    parts = np.zeros(len(weights))
    sums: dict[str, float] = {}
    for home in dict.fromkeys(homes.tolist()):
        own = np.flatnonzero(homes == home)
        sums[home] = float(weights[own].sum())
        room = round(float(expert[own].sum()), DECIMALS)
        share = weights[own] / sums[home] if sums[home] > 0 else expert[own] / expert[own].sum()
        share = np.where((expert[own] == 0) & (share * room < kandidaat_frac), 0.0, share)
        parts[own] = _rounded(room * share / share.sum(), room)
    if not question.leefgebieden:
        return RuleWeights(parts, {})
    total = sum(question.leefgebieden.values())
    shared = _rounded(np.array([sums[home] * total for home in question.leefgebieden]), total)
    return RuleWeights(parts, dict(zip(question.leefgebieden, shared.tolist(), strict=True)))


def as_shares(question: WeightQuestion, rules: RuleWeights) -> FloatArray:
    """Give (p,) shares of the whole of weights as the rules write them: those the scoring works with."""
    homes = [one.uitkomst for one in question.invoer]
    own = np.array([rules.delen[[other == home for other in homes]].sum() for home in homes])
    total = sum(rules.leefgebieden.values())
    heavy = np.array([rules.leefgebieden[home] / total if total else 1.0 for home in homes])
    return np.asarray(heavy * np.divide(rules.delen, own, out=np.zeros_like(own), where=own > 0))


def _rounded(shares: FloatArray, total: float) -> FloatArray:
    """Round numbers; the largest takes what is left of the total."""
    found = np.round(shares, DECIMALS)
    largest = int(np.argmax(found))
    found[largest] = round(found[largest] + total - float(found.sum()), DECIMALS)
    return found
