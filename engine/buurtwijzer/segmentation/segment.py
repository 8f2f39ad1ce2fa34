"""`segment_areas()`: every segmentation of the rulebook laid beside every area; each row stands on its own."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from buurtwijzer.data.areas.small_areas import size_reasons
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Segmentatie
from buurtwijzer.segmentation.found import Found
from buurtwijzer.segmentation.from_columns import by_column
from buurtwijzer.segmentation.from_profiles import by_profile
from buurtwijzer.segmentation.from_tables import by_table
from buurtwijzer.segmentation.model import BENADERSTIJLEN, Segments
from buurtwijzer.segmentation.softmax import rounded

_ORDER = ("ingelezen", "prototype", "indextabel")
_DECIMALS = 6
_LARGEST_N = 3


def segment_areas(
    table: BuurtTable, rulebook: Rulebook, ingelezen: Mapping[str, FloatArray] | None = None
) -> tuple[Segments, ...]:
    """Lay every segmentation beside every area.

    Args:
        table: n areas.
        rulebook: Segmentations and numbers.
        ingelezen: Per id of a segmentation with method ``ingelezen`` its (n, s) shares in the unit of the rule, columns
            in the order of its segments, NaN where missing. A segmentation without shares here is left out,
            and so is one whose profiles have not been fitted.

    Returns:
        One `Segments` a segmentation: brought along first, then profiles, then groups, each in order of id.
    """
    small = size_reasons(
        table, rulebook.getal("kleine_gebieden", "inwoners_n"), rulebook.getal("kleine_gebieden", "huishoudens_n")
    )
    brought = ingelezen or {}
    rules = [
        s for s in rulebook.segmentaties.values() if (s.methode != "ingelezen" or s.id in brought) and s.is_berekend
    ]
    result = []
    for rule in sorted(rules, key=lambda rule: (_ORDER.index(rule.methode), rule.id)):
        if rule.methode == "prototype":
            found = by_profile(rule, table, rulebook, small)
        elif rule.methode == "indextabel":
            found = by_table(rule, table, rulebook, small)
        else:
            found = by_column(rule, brought[rule.id], rulebook, small)
        result.append(_segments(rule, found, rulebook))
    return tuple(result)


def _segments(rule: Segmentatie, found: Found, rulebook: Rulebook) -> Segments:
    given = np.array([not text for text in found.reden], dtype=bool)
    share = rounded(np.where(given[:, None], found.aandeel, np.nan))
    national = np.array([np.nan if s.landelijk_frac is None else s.landelijk_frac for s in rule.segmenten])
    typical = (100.0 * share / national >= rulebook.getal("leefstijlen", "kenmerkend_index")) & (
        share >= rulebook.getal("leefstijlen", "kenmerkend_frac")
    )
    added = np.where(given[:, None, None], np.round(found.bijdragen, _DECIMALS) + 0.0, 0.0)
    stable = np.where(given, found.stabiliteit, np.nan)
    styles = _styles(rule, share)
    said = given & (np.nan_to_num(styles).sum(axis=1) > 0)  # brought segments need not say how people are reached
    best = np.where(said, np.where(said[:, None], styles, 0.0).argmax(axis=1), -1).tolist()
    return Segments(
        id=rule.id,
        naam=rule.naam,
        maat="gelijkenis" if rule.methode == "prototype" else "aandeel",
        ids=tuple(segment.id for segment in rule.segmenten),
        namen=tuple(segment.naam for segment in rule.segmenten),
        kenmerken=found.kenmerken,
        kenmerknamen=found.kenmerknamen,
        aandeel=share,
        landelijk=national,
        vertrekpunt=found.vertrekpunt,
        bijdragen=added,
        rest=np.where(given[:, None], np.round(found.rest, _DECIMALS) + 0.0, np.nan),
        grootste=np.where(given[:, None], _largest(share), -1),
        is_kenmerkend=typical,
        stabiliteit=stable,
        is_duidelijk=stable >= rulebook.getal("leefstijlen", "duidelijk_frac"),
        benadering=styles,
        benaderstijl=tuple(None if number < 0 else BENADERSTIJLEN[number] for number in best),
        dekking=np.round(found.dekking, _DECIMALS),
        reden=found.reden,
    )


def _largest(share: FloatArray) -> IntArray:
    """Give (n, 3) numbers of the largest segments; -1 where there are fewer than three."""
    order = np.argsort(-share, axis=1, kind="stable")[:, :_LARGEST_N]
    return np.pad(order, ((0, 0), (0, _LARGEST_N - order.shape[1])), constant_values=-1)


def _styles(rule: Segmentatie, share: FloatArray) -> FloatArray:
    matrix = np.zeros((len(rule.segmenten), len(BENADERSTIJLEN)))
    for row, segment in enumerate(rule.segmenten):
        for part in segment.benadering:
            matrix[row, BENADERSTIJLEN.index(part.benaderstijl)] += part.deel_frac
    return np.asarray(np.round(share @ matrix, _DECIMALS))
