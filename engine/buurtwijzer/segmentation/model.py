"""`Segments`: which profiles or groups an area is like, why and how firm. `Samenleven`: what that means together."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray, IntArray

BoolArray = npt.NDArray[np.bool_]
GEEN_DOMINANTIE = "geen duidelijke dominantie"
BENADERSTIJLEN = ("dichtbij", "praktisch", "op_maat", "meebeslissen")


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """One segmentation for n areas, s segments and a attributes.

    For every pair of segments ``ln(aandeel_1 / aandeel_2)`` is the difference of ``vertrekpunt + bijdragen.sum() +
    rest`` of the two, up to rounding. For prototypes `rest` is 0, for the index table it is what shrinking by size and
    calibration do.

    Attributes:
        id: Id of the segmentation.
        naam: Its name on screen.
        maat: ``gelijkenis`` says how much an area is like a profile and is no share of residents; ``aandeel`` is.
        ids: Ids of the segments.
        namen: Names on screen.
        kenmerken: Ids of the attributes: indicators, or tables of the segmentation.
        kenmerknamen: Names of the attributes on screen.
        aandeel: (n, s) 0-1, 6 decimals, rows add up to 1; NaN where there is a `reden`.
        landelijk: (s,) national mean; NaN when unknown.
        vertrekpunt: (s,) log score before any attribute.
        bijdragen: (n, s, a) what each attribute adds to the log score; 0 where its value is missing.
        rest: (n, s) what else moved the log score; mean 0 over the segments.
        grootste: (n, 3) numbers of the largest segments, ties in order of the rulebook; -1 where there is a `reden`
            and where there are fewer than three.
        is_kenmerkend: (n, s) over-represented: index and size both past the rule.
        stabiliteit: (n,) share of the draws, 0-1, in which the largest stays the largest; NaN when not drawn.
        is_duidelijk: (n,) whether `stabiliteit` is enough to speak of dominance.
        benadering: (n, 4) how much each of `BENADERSTIJLEN` fits, 0-1.
        benaderstijl: Per area the id of the one that fits best; None where there is a `reden`, and where no segment
            says how people are reached.
        dekking: (n,) share of the attributes that are known, 0-1.
        reden: Per area why there is no verdict; empty where there is one.
    """

    id: str
    naam: str
    maat: Literal["gelijkenis", "aandeel"]
    ids: tuple[str, ...]
    namen: tuple[str, ...]
    kenmerken: tuple[str, ...]
    kenmerknamen: tuple[str, ...]
    aandeel: FloatArray
    landelijk: FloatArray
    vertrekpunt: FloatArray
    bijdragen: FloatArray
    rest: FloatArray
    grootste: IntArray
    is_kenmerkend: BoolArray
    stabiliteit: FloatArray
    is_duidelijk: BoolArray
    benadering: FloatArray
    benaderstijl: tuple[str | None, ...]
    dekking: FloatArray
    reden: tuple[str, ...]

    @property
    def gelijkenis(self) -> FloatArray:
        """Give (n, s) `aandeel` on 0-100, 4 decimals."""
        return np.round(100.0 * self.aandeel, 4)

    @property
    def index(self) -> FloatArray:
        """Give (n, s) size against the Netherlands, 100 is the same, 4 decimals; NaN where either is unknown."""
        return np.round(100.0 * self.aandeel / self.landelijk, 4)

    def oordeel(self, row: int) -> str:
        """Give the words that stand with the largest of one area: empty, or that it does not stand out."""
        is_unclear = np.isfinite(self.stabiliteit[row]) and not self.is_duidelijk[row]
        return GEEN_DOMINANTIE if is_unclear else ""

    def kenmerkend(self, row: int) -> tuple[str, ...]:
        """Give the names of the over-represented segments of one area, the highest index first."""
        found = np.flatnonzero(self.is_kenmerkend[row])
        order = found[np.argsort(-self.aandeel[row, found] / self.landelijk[found], kind="stable")]
        return tuple(self.namen[int(number)] for number in order)

    def take(self, rows: IntArray) -> Segments:
        """Give the segments of some areas, in the order asked."""
        picked = [int(row) for row in rows]
        return replace(
            self,
            aandeel=self.aandeel[rows],
            bijdragen=self.bijdragen[rows],
            rest=self.rest[rows],
            grootste=self.grootste[rows],
            is_kenmerkend=self.is_kenmerkend[rows],
            stabiliteit=self.stabiliteit[rows],
            is_duidelijk=self.is_duidelijk[rows],
            benadering=self.benadering[rows],
            benaderstijl=tuple(self.benaderstijl[row] for row in picked),
            dekking=self.dekking[rows],
            reden=tuple(self.reden[row] for row in picked),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Samenleven:
    """Who lives together in n areas, and can they do for each other what is needed.

    Every figure is an expectation from the shares of groups, unless it says it is measured.

    Attributes:
        segmentatie: Id of the segmentation whose shares are used.
        diversiteit: (n,) 0-100: 0 is one group only, 100 is all groups equally large.
        afstand: (n,) 0-100: expected distance of two random residents in the value space; 100 is that of the two
            groups that are furthest apart.
        vraag_pct: (n,) share of residents expected to need support of others.
        draagkracht_pct: (n,) share of residents expected to be able to do something for others.
        vraag_gemeten: (n,) need by figures of the area itself, 100 is the Netherlands; NaN when unknown.
        draagkracht_gemeten: (n,) capacity by figures of the area itself, 100 is the Netherlands; NaN when unknown.
        verhouding: (n,) need against capacity, 100 is the Netherlands, more is more need; measured where that is known.
        meedoen: (n,) taking part, 100 is the Netherlands; measured where that is known, else by the groups.
        is_gemeten: (n,) whether `verhouding` rests on figures of the area itself.
        is_meedoen_gemeten: (n,) whether `meedoen` rests on figures of the area itself.
        samenstelling: Per area a Dutch sentence on diversity and distance.
        zelfredzaamheid: Per area a Dutch finding on need against capacity.
        participatie: Per area a Dutch finding on taking part.
        reden: Per area why there is nothing to say; empty where there is.
    """

    segmentatie: str
    diversiteit: FloatArray
    afstand: FloatArray
    vraag_pct: FloatArray
    draagkracht_pct: FloatArray
    vraag_gemeten: FloatArray
    draagkracht_gemeten: FloatArray
    verhouding: FloatArray
    meedoen: FloatArray
    is_gemeten: BoolArray
    is_meedoen_gemeten: BoolArray
    samenstelling: tuple[str, ...]
    zelfredzaamheid: tuple[str, ...]
    participatie: tuple[str, ...]
    reden: tuple[str, ...]

    def take(self, rows: IntArray) -> Samenleven:
        """Give the findings of some areas, in the order asked."""
        picked = [int(row) for row in rows]
        changed: dict[str, Any] = {}
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, np.ndarray):
                changed[item.name] = value[rows]
            elif isinstance(value, tuple):
                changed[item.name] = tuple(value[row] for row in picked)
        return replace(self, **changed)
