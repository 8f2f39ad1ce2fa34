"""Which areas are comparable: nearest on standardised composition, never on an outcome.

The mean and spread of every kenmerk are fixed national numbers of the rulebook, so the distance between two areas never
depends on a third. A matrix product only narrows the choice; the distances that count are computed directly.

Source: design.md 4 (Vergelijkbare buurten); rulebook ``vergelijking/samenstelling``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.peers.model import Peers
from buurtwijzer.rulebook.model import Rulebook

_BLOCK_ROWS = 64
_GROUPS_PER_PEER = 16
_DECIMALS = 9
_FULL_WEIGHT_SLACK = 1e-9
# Squares of larger numbers would drown the other kenmerken in the product; such a cell counts as unknown here.
_LARGEST_Z = 1e6
_MANY = {Niveau.BUURT: "buurten", Niveau.WIJK: "wijken", Niveau.GEMEENTE: "gemeenten", Niveau.LAND: "landen"}

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Composition:
    """Standardised kenmerken (n, k) of areas; 0 and not present where unknown."""

    code: npt.NDArray[np.str_]
    z: FloatArray
    aanwezig: FloatArray
    is_bruikbaar: BoolArray

    def take(self, rows: IntArray) -> _Composition:
        """Give the composition of some rows."""
        return _Composition(self.code[rows], self.z[rows], self.aanwezig[rows], self.is_bruikbaar[rows])


@dataclass(frozen=True, slots=True, eq=False)
class _Pool:
    """The areas to choose from, ordered by code, and the right-hand sides of the matrix products with them."""

    leden: _Composition
    gewichten: FloatArray
    minimum: float
    kwadraten: FloatArray
    aanwezig: FloatArray

    @classmethod
    def of(cls, leden: _Composition, rulebook: Rulebook) -> _Pool:
        """Prepare a pool."""
        right = np.vstack([leden.aanwezig.T, leden.z.T**2, leden.z.T])
        return cls(leden, _weights(rulebook), _least_weight(rulebook), right, leden.aanwezig.T.copy())


def find_peers(table: BuurtTable, comparison: BuurtTable, rulebook: Rulebook) -> Peers:
    """Find the comparable areas of every area.

    An area takes part when it is not small (``parameters/kleine_gebieden``) and enough of the weight of its kenmerken
    is known (``parameters/dekking``); two areas are compared on the kenmerken both have, when those weigh as much.

    Args:
        table: The assessed areas (n).
        comparison: The areas to choose from (m), usually every area of that level in the file.
        rulebook: Kenmerken with weight, mean and spread; how many peers are wanted and needed.

    Returns:
        Row numbers in `comparison`, nearest first (distance rounded to 9 decimals, ties by code); an area with fewer
        than ``vergelijkbaar/minimaal_n`` has none (-1 everywhere).

    Raises:
        KeyError: The rulebook lacks ``vergelijking/samenstelling`` or a number; the loader checks both.

    Source: design.md 4; data-facts on nearest neighbours without ties (performance.md 10).
    """
    wanted = round(rulebook.getal("vergelijkbaar", "aantal_n"))
    needed = round(rulebook.getal("vergelijkbaar", "minimaal_n"))
    own, others = _composition(table, rulebook), _composition(comparison, rulebook)
    buren = np.full((len(table), wanted), -1, dtype=np.int64)
    used, total = 0, 0
    niveaus = sorted(set(table.niveau), key=list(Niveau).index)
    for niveau in niveaus:
        pool = comparison.rows_of(niveau)
        total += len(pool)
        pool = pool[others.is_bruikbaar[pool]]
        used += len(pool)
        pool = pool[np.argsort(others.code[pool], kind="stable")]
        choice = _Pool.of(others.take(pool), rulebook)
        rows = table.rows_of(niveau)
        rows = rows[own.is_bruikbaar[rows]]
        for start in range(0, len(rows), _BLOCK_ROWS):
            block = rows[start : start + _BLOCK_ROWS]
            found = _nearest(own.take(block), choice, wanted)
            enough = (found >= 0).sum(axis=1) >= needed
            buren[block[enough]] = np.where(found[enough] >= 0, pool[found[enough]], -1)
    return Peers(buren, _source_text(used, total, niveaus))


def peer_mean(peers: Peers, scores: FloatArray, rulebook: Rulebook) -> FloatArray:
    """Average a score over the comparable areas.

    Args:
        peers: Comparable areas of n areas.
        scores: (m,) score of every area of the comparison table; NaN where not given.
        rulebook: Has how many peers with a score are needed.

    Returns:
        (n,) mean over the peers that have a score, rounded to 4 decimals; NaN when fewer than
        ``vergelijkbaar/minimaal_n`` have one.

    Source: design.md 4 (Vergelijkbare buurten).
    """
    needed = max(1, round(rulebook.getal("vergelijkbaar", "minimaal_n")))
    if scores.size == 0:
        return np.full(len(peers.buren), np.nan)
    theirs = np.where(peers.buren >= 0, scores[np.maximum(peers.buren, 0)], np.nan)
    known = np.isfinite(theirs)
    count = known.sum(axis=1)
    mean = np.where(known, theirs, 0.0).sum(axis=1) / np.maximum(count, 1)
    return np.where(count >= needed, np.round(mean, 4), np.nan)


def _composition(table: BuurtTable, rulebook: Rulebook) -> _Composition:
    kenmerken = rulebook.vergelijking["samenstelling"].kenmerken
    z = np.full((len(table), len(kenmerken)), np.nan)
    for column, kenmerk in enumerate(kenmerken):
        if kenmerk.indicator in table.indicatoren:
            values = table.values[:, table.column(kenmerk.indicator)]
            z[:, column] = (values - kenmerk.gemiddelde) / kenmerk.spreiding
    aanwezig = np.abs(z) <= _LARGEST_Z
    weights = _weights(rulebook)
    # As for scores: residents must be known, households only bar an area when they are known to be few.
    big_enough = (table.inwoners >= rulebook.getal("kleine_gebieden", "inwoners_n")) & ~(
        table.huishoudens < rulebook.getal("kleine_gebieden", "huishoudens_n")
    )
    covered = (aanwezig * weights).sum(axis=1) >= _least_weight(rulebook)
    return _Composition(
        np.array(table.code, dtype=np.str_),
        np.where(aanwezig, z, 0.0),
        aanwezig.astype(np.float64),
        big_enough & covered,
    )


def _weights(rulebook: Rulebook) -> FloatArray:
    weights = np.array([k.gewicht_frac for k in rulebook.vergelijking["samenstelling"].kenmerken])
    return np.asarray(weights / weights.sum())


def _least_weight(rulebook: Rulebook) -> float:
    return rulebook.getal("dekking", "score_pct") / 100.0 - _FULL_WEIGHT_SLACK


def _nearest(own: _Composition, pool: _Pool, wanted: int) -> IntArray:
    """Give (rows of own, wanted) row numbers in the pool, which is ordered by code; -1 where there is none."""
    found = np.full((len(own.code), wanted), -1, dtype=np.int64)
    if len(pool.leden.code) == 0:
        return found
    near, other = np.divmod(np.flatnonzero(_may_be_near(own, pool, wanted)), len(pool.leden.code))
    both = own.aanwezig[near] * pool.leden.aanwezig[other] * pool.gewichten
    shared = both.sum(axis=1)
    squared = (both * (own.z[near] - pool.leden.z[other]) ** 2).sum(axis=1)
    fits = (shared >= pool.minimum) & (own.code[near] != pool.leden.code[other])
    near, other = near[fits], other[fits]
    distance = np.round(np.sqrt(squared[fits] / shared[fits]), _DECIMALS)
    order = np.lexsort((other, distance, near))
    near, other = near[order], other[order]
    place = np.arange(len(near)) - np.searchsorted(near, near)
    first = place < wanted
    found[near[first], place[first]] = other[first]
    return found


def _may_be_near(own: _Composition, pool: _Pool, wanted: int) -> BoolArray:
    """Mark the pairs that can be among the nearest, never leaving one out.

    The pool is cut into groups; the smallest distance of each group is that of a different area, so the value at place
    ``wanted`` among those (one more for the area itself) is never under the distance looked for. A partition of whole
    rows would take five times as long.
    """
    squared = _rough_squares(own, pool)
    groups = _GROUPS_PER_PEER * (wanted + 1)
    width = squared.shape[1] // groups
    if width < 2:
        return np.isfinite(squared)
    smallest = squared[:, : groups * width].reshape(len(squared), width, groups).min(axis=1)
    bound = np.partition(smallest, wanted, axis=1)[:, wanted]
    # The product loses digits in proportion to the squares that go into it; a wider bound only costs time.
    size = (own.z**2 * pool.gewichten).sum(axis=1)
    bound = np.minimum(bound + 1e-9 * (1.0 + size + bound), np.finfo(np.float64).max)
    return np.asarray(squared <= bound[:, None])


def _rough_squares(own: _Composition, pool: _Pool) -> FloatArray:
    """Give squared distances by matrix products; infinite where the two have too little in common to compare."""
    mine, weights = own.aanwezig, pool.gewichten
    squared = np.hstack([own.z**2 * weights, mine * weights, -2.0 * own.z * weights]) @ pool.kwadraten
    if mine.all() and pool.aanwezig.all():
        return np.asarray(squared)
    shared = (mine * weights) @ pool.aanwezig
    return np.divide(squared, shared, out=np.full_like(squared, np.inf), where=shared >= pool.minimum)


def _source_text(used: int, total: int, niveaus: list[Niveau]) -> str:
    if len(niveaus) == 1:
        noun = (niveaus[0].value, _MANY[niveaus[0]])
    else:
        noun = ("gebied", join_words([_MANY[niveau] for niveau in niveaus]) or "gebieden")
    if used == total:
        return f"dit bestand ({plural(total, *noun)})"
    return f"dit bestand ({format_number(used, 0)} van de {plural(total, *noun)})"
