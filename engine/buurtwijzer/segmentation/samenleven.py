"""Who lives together, how far apart they stand, and whether those who can carry are enough for those who need.

Diversity is Shannon entropy over the shares of groups against its largest value. Distance is that of two residents
drawn at random in the value space of the rulebook (Rao's quadratic entropy with a plain distance). Need and capacity
are the shares times the rates of the rulebook; where the area has measured figures those lead, each as an index with
the Netherlands at 100, because two measures cannot be added but can be laid beside their national value.

Source: Shannon (1948); Rao (1982); design.md 4 (Samenleven).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Maatstaf, Rol, Samenlevingsregel
from buurtwijzer.segmentation.living_words import composition_text, self_reliance_text, taking_part_text
from buurtwijzer.segmentation.model import Samenleven, Segments

_DECIMALS = 4


def live_together(table: BuurtTable, segmenten: Sequence[Segments], rulebook: Rulebook) -> Samenleven | None:
    """Judge living together on the first shares of residents that have roles in the rulebook.

    Args:
        table: n areas.
        segmenten: What `segment_areas` gave for them.
        rulebook: Roles, value space, measures and levels.

    Returns:
        Findings per area; None when no segmentation gives shares of groups with roles.
    """
    for found in segmenten:
        rule = rulebook.segmentaties[found.id]
        roles = [segment.rol for segment in rule.segmenten if segment.rol is not None]
        if found.maat == "aandeel" and rule.samenleven is not None and len(roles) == len(rule.segmenten):
            return _judge(table, found, rule.samenleven, roles, rulebook)
    return None


def diversity(share: FloatArray) -> FloatArray:
    """Give (n,) entropy of (n, s) shares on 0-100: one group only to all equally large; NaN stays NaN."""
    surprise = np.where(share > 0, share * np.log(np.where(share > 0, share, 1.0)), 0.0)
    entropy = -np.where(np.isnan(share), np.nan, surprise).sum(axis=1)
    return np.asarray(100.0 * entropy / np.log(share.shape[1]))


def expected_distance(share: FloatArray, places: FloatArray) -> FloatArray:
    """Give (n,) the mean distance of two residents drawn at random, 100 is that of the two groups furthest apart.

    Args:
        share: (n, s) shares.
        places: (s, d) where groups stand.
    """
    apart = np.sqrt(((places[:, None, :] - places[None, :, :]) ** 2).sum(axis=2))
    return np.asarray(100.0 * ((share @ apart) * share).sum(axis=1) / apart.max())


def _judge(
    table: BuurtTable, found: Segments, rule: Samenlevingsregel, roles: Sequence[Rol], rulebook: Rulebook
) -> Samenleven:
    need, carry = (
        np.array([role.steun_nodig_frac for role in roles]),
        np.array([role.kan_dragen_frac for role in roles]),
    )
    asks, carries = found.aandeel @ need, found.aandeel @ carry
    own = [_measured(table, measures) for measures in (rule.vraag, rule.draagkracht, rule.participatie)]
    own = [np.where(np.isfinite(asks), index, np.nan) for index in own]
    by_groups = asks / float(found.landelijk @ need), carries / float(found.landelijk @ carry)
    is_measured = np.isfinite(own[0]) & np.isfinite(own[1])
    ratio = np.where(is_measured, own[0] / own[1], by_groups[0] / by_groups[1]) * 100.0
    joining = np.asarray(np.where(np.isfinite(own[2]), own[2], 100.0 * by_groups[1]), dtype=np.float64)
    names = [[place.dimensie for place in role.waardenruimte] for role in roles]
    places = np.array([[place.plaats for place in role.waardenruimte] for role in roles])
    if any(name != names[0] for name in names):
        raise ValueError(f"{found.id}: groups stand in different value spaces; the rulebook was not checked")
    result = Samenleven(
        segmentatie=found.id,
        diversiteit=np.round(diversity(found.aandeel), _DECIMALS),
        afstand=np.round(expected_distance(found.aandeel, places), _DECIMALS),
        vraag_pct=np.round(100.0 * asks, _DECIMALS),
        draagkracht_pct=np.round(100.0 * carries, _DECIMALS),
        vraag_gemeten=np.round(own[0], _DECIMALS),
        draagkracht_gemeten=np.round(own[1], _DECIMALS),
        verhouding=np.round(ratio, _DECIMALS),
        meedoen=np.round(joining, _DECIMALS),
        is_gemeten=is_measured,
        is_meedoen_gemeten=np.isfinite(own[2]),
        samenstelling=(),
        zelfredzaamheid=(),
        participatie=(),
        reden=found.reden,
    )
    rows = range(len(table))
    return replace(
        result,
        samenstelling=tuple(composition_text(result, found, rulebook, row) for row in rows),
        zelfredzaamheid=tuple(self_reliance_text(result, rulebook, row) for row in rows),
        participatie=tuple(taking_part_text(result, rulebook, row) for row in rows),
    )


def _measured(table: BuurtTable, measures: Sequence[Maatstaf]) -> FloatArray:
    """Give (n,) the mean of measured figures as index, 100 is the Netherlands; NaN where one is missing."""
    indices = [100.0 * table.values[:, table.column(m.indicator)] / m.landelijk for m in measures]
    return np.asarray(np.mean(indices, axis=0)) if indices else np.full(len(table), np.nan)
