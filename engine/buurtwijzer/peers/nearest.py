"""Which areas are comparable: nearest on standardised composition, never on an outcome.

The mean and spread of every kenmerk are fixed national numbers (``referentie``, else ``vergelijking``), so the
distance between two areas never depends on a third. A matrix product only narrows the choice; the distances that
count are computed directly.

Source: design.md 4 (Vergelijkbare buurten); rulebook ``vergelijking/samenstelling``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.peers.model import Peers
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.reference import indicator_reference
from buurtwijzer.rulebook.schema import Kenmerk

_BLOCK_ROWS = 64
_GROUPS_PER_PEER = 16
_DECIMALS = 9
_FULL_WEIGHT_SLACK = 1e-9
_SINGLE_SLACK = 1e-4
# Squares of larger numbers would drown the other kenmerken in the product; such a cell counts as unknown here.
_LARGEST_Z = 1e6
_MANY = {Niveau.BUURT: "buurten", Niveau.WIJK: "wijken", Niveau.GEMEENTE: "gemeenten", Niveau.LAND: "landen"}
# Own areas are compared with buurten: their composition is of the same kind.
_AMONG = {Niveau.EIGEN: Niveau.BUURT}

BoolArray = npt.NDArray[np.bool_]
Float32Array = npt.NDArray[np.float32]


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
    """The areas to choose from, ordered by code."""

    leden: _Composition
    gewichten: FloatArray
    minimum: float

    @classmethod
    def of(cls, leden: _Composition, rulebook: Rulebook) -> _Pool:
        """Prepare a pool."""
        return cls(leden, _weights(rulebook), _least_weight(rulebook))

    def right_hand(self, aanwezig: FloatArray, groups: int) -> Float32Array:
        """Give what areas that know these kenmerken are multiplied with for squared distances to every member.

        Members that share too little are infinitely far; so is what fills the last group.
        """
        known = np.flatnonzero(aanwezig)
        z = self.leden.z[:, known]
        both = self.leden.aanwezig[:, known] * self.gewichten[known]
        shared = both.sum(axis=1)
        close = shared >= self.minimum
        both[close] /= shared[close, None]
        both[~close] = 0.0
        last = np.where(close, (both * z**2).sum(axis=1), np.inf)
        width = -(-len(last) // groups)
        right = np.zeros((2 * both.shape[1] + 1, width * groups), dtype=np.float32)
        right[-1] = np.inf
        right[:, : len(last)] = np.vstack([both.T, -2.0 * (both * z).T, last])
        return right


def find_peers(table: BuurtTable, comparison: BuurtTable, rulebook: Rulebook, *, waar: str = "dit bestand") -> Peers:
    """Find the comparable areas of every area.

    An area takes part when it is not small (``parameters/kleine_gebieden``) and enough of the weight of its kenmerken
    is known (``parameters/dekking``); two areas are compared on the kenmerken both have, when those weigh as much.

    Args:
        table: The assessed areas (n).
        comparison: The areas to choose from (m), usually every area of that level in the file.
        rulebook: Kenmerken with weight, mean and spread; how many peers are wanted and needed.
        waar: What the areas to choose from are, in Dutch words.

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
        pool = comparison.rows_of(_AMONG.get(niveau, niveau))
        total += len(pool)
        pool = pool[others.is_bruikbaar[pool]]
        used += len(pool)
        pool = pool[np.argsort(others.code[pool], kind="stable")]
        rows = table.rows_of(niveau)
        rows = rows[own.is_bruikbaar[rows]]
        choice = _Pool.of(others.take(pool), rulebook)
        for alike, near in _with_pools(table, own, rows, comparison, pool):
            among = choice if near is pool else _Pool.of(others.take(near), rulebook)
            found = _nearest(own.take(alike), among, wanted)
            enough = (found >= 0).sum(axis=1) >= needed
            buren[alike[enough]] = np.where(found[enough] >= 0, near[found[enough]], -1)
    return Peers(buren, _source_text(waar, used, total, niveaus))


def _with_pools(
    table: BuurtTable, own: _Composition, rows: IntArray, comparison: BuurtTable, pool: IntArray
) -> Iterator[tuple[IntArray, IntArray]]:
    """Give rows that know the same kenmerken with the areas to choose from; an own area not from its own buurten."""
    areas = {row: table.own_area(row) for row in rows.tolist()} if table.eigen is not None else {}
    made = [row for row, area in areas.items() if area is not None]
    for alike in _alike(own, np.setdiff1d(rows, made)):
        yield alike, pool
    for row in made:
        area = areas[row]
        inside = {deel.code for deel in area.delen} if area is not None else set()
        yield (
            np.array([row]),
            np.array([at for at in pool.tolist() if comparison.code[at] not in inside], dtype=np.int64),
        )


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
    theirs = np.append(scores, np.nan)[peers.buren]  # no peer is -1: the last one, which has no score
    known = np.isfinite(theirs)
    count = np.count_nonzero(known, axis=1)
    theirs[~known] = 0.0
    mean = theirs.sum(axis=1) / np.maximum(count, 1)
    return np.where(count >= needed, np.round(mean, 4), np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Composition:
    """What areas (n) are compared on, for another module that adds something of its own to the distance.

    Attributes:
        z: (n, k) standardised kenmerken, 0 where unknown.
        aanwezig: (n, k) 1 where known, else 0.
        gewichten: (k,) weights, together 1.
        is_bruikbaar: (n,) whether an area is large enough and enough of it is known.
        minimum: Least weight two areas must both know.
    """

    z: FloatArray
    aanwezig: FloatArray
    gewichten: FloatArray
    is_bruikbaar: BoolArray
    minimum: float


def composition(table: BuurtTable, rulebook: Rulebook, *, without: str = "") -> Composition:
    """Give what areas are compared on, leaving out the outcome that is looked at; see `find_peers`."""
    own = _composition(table, rulebook)
    keep = np.array([k.indicator != without for k in rulebook.vergelijking["samenstelling"].kenmerken])
    weights = _weights(rulebook)[keep]
    return Composition(
        own.z[:, keep], own.aanwezig[:, keep], weights / weights.sum(), own.is_bruikbaar, _least_weight(rulebook)
    )


def _composition(table: BuurtTable, rulebook: Rulebook) -> _Composition:
    kenmerken = rulebook.vergelijking["samenstelling"].kenmerken
    z = np.full((len(table), len(kenmerken)), np.nan)
    for column, kenmerk in enumerate(kenmerken):
        if kenmerk.indicator in table.indicatoren:
            mean, spread = standard_of(kenmerk, rulebook)
            z[:, column] = (table.values[:, table.column(kenmerk.indicator)] - mean) / spread
    aanwezig = np.abs(z) <= _LARGEST_Z
    weights = _weights(rulebook)
    # As for scores: an unknown number of residents or households is not enough.
    big_enough = (table.inwoners >= rulebook.getal("kleine_gebieden", "inwoners_n")) & (
        table.huishoudens >= rulebook.getal("kleine_gebieden", "huishoudens_n")
    )
    covered = (aanwezig * weights).sum(axis=1) >= _least_weight(rulebook)
    return _Composition(
        np.array(table.code, dtype=np.str_),
        np.where(aanwezig, z, 0.0),
        aanwezig.astype(np.float64),
        big_enough & covered,
    )


def standard_of(kenmerk: Kenmerk, rulebook: Rulebook) -> tuple[float, float]:
    """Give the mean and spread a kenmerk is standardised with: those of the national reference, else its own."""
    found = indicator_reference(rulebook, kenmerk.indicator)
    if found is not None and found[0].spreiding > 0:
        return found[0].gemiddelde, found[0].spreiding
    return kenmerk.gemiddelde, kenmerk.spreiding


def _weights(rulebook: Rulebook) -> FloatArray:
    weights = np.array([k.gewicht_frac for k in rulebook.vergelijking["samenstelling"].kenmerken])
    return np.asarray(weights / weights.sum())


def _least_weight(rulebook: Rulebook) -> float:
    return rulebook.getal("dekking", "score_pct") / 100.0 - _FULL_WEIGHT_SLACK


def _alike(own: _Composition, rows: IntArray) -> Iterator[IntArray]:
    """Give rows that know the same kenmerken together."""
    if len(rows):
        pattern = (own.aanwezig[rows] * 2.0 ** np.arange(own.aanwezig.shape[1])).sum(axis=1)
        _, group = np.unique(pattern, return_inverse=True)
        for number in range(int(group.max()) + 1):
            yield rows[group == number]


def _nearest(own: _Composition, pool: _Pool, wanted: int) -> IntArray:
    """Give (rows of own, wanted) row numbers in the pool, which is ordered by code; -1 where there is none.

    All rows of `own` know the same kenmerken.
    """
    found = np.full((len(own.code), wanted), -1, dtype=np.int64)
    if len(pool.leden.code) == 0:
        return found
    right = pool.right_hand(own.aanwezig[0], _GROUPS_PER_PEER * (wanted + 1))
    for first in range(0, len(own.code), _BLOCK_ROWS):
        block = np.arange(first, min(first + _BLOCK_ROWS, len(own.code)))
        near, other = _may_be_near(own.take(block), right, wanted)
        keep = other < len(pool.leden.code)
        found[block] = _choose(own.take(block), pool, near[keep], other[keep], wanted)
    return found


def _choose(own: _Composition, pool: _Pool, near: IntArray, other: IntArray, wanted: int) -> IntArray:
    """Choose the nearest of some pairs by the definition: distance rounded, ties by code."""
    found = np.full((len(own.code), wanted), -1, dtype=np.int64)
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


def _may_be_near(own: _Composition, right: Float32Array, wanted: int) -> tuple[IntArray, IntArray]:
    """Give pairs (row of own, place in the pool) that can be among the nearest, never leaving one out.

    The pool is cut into groups; the smallest distance of each group is that of a different area, so the value at place
    ``wanted`` among those (one more for the area itself) is never under the distance looked for. A partition of whole
    rows would take five times as long. Only groups that come under the bound are looked into.
    """
    groups = _GROUPS_PER_PEER * (wanted + 1)
    z = own.z[:, np.flatnonzero(own.aanwezig[0])]
    left = np.hstack([z**2, z, np.ones((len(z), 1))]).astype(np.float32)
    squared = (left @ right).reshape(len(left), -1, groups)
    smallest = squared.min(axis=1)
    bound = np.partition(smallest, wanted, axis=1)[:, wanted].astype(np.float64)
    # Single precision loses digits in proportion to the squares that go into it; a wider bound only costs time.
    size = (own.z**2).sum(axis=1)
    bound = np.minimum(bound + _SINGLE_SLACK * (1.0 + size + bound), np.finfo(np.float32).max).astype(np.float32)
    row, group = np.nonzero(smallest <= bound[:, None])
    member, hit = np.nonzero(squared[row, :, group] <= bound[row, None])
    return row[member], hit * groups + group[member]


def _source_text(waar: str, used: int, total: int, niveaus: list[Niveau]) -> str:
    among = list(dict.fromkeys(_AMONG.get(niveau, niveau) for niveau in niveaus))
    if len(among) == 1:
        noun = (among[0].value, _MANY[among[0]])
    else:
        noun = ("gebied", join_words([_MANY[niveau] for niveau in among]) or "gebieden")
    if used == total:
        return f"{waar} ({plural(total, *noun)})"
    return f"{waar} ({format_number(used, 0)} van de {plural(total, *noun)})"
