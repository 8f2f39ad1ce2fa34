"""Profiles of a new fit beside the old ones on the same buurten: who keeps which, what moved, do the names still fit.

Both fits are laid beside the buurten of the new figures, so that a difference is of the profiles and not of the years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.reference.build import Built
from buurtwijzer.reference.country import base_values, country_of
from buurtwijzer.reference.fitted import large_enough
from buurtwijzer.rulebook.fitted import fitted_profiles
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Profiel, Profielen, Segmentatie
from buurtwijzer.segmentation.fit import agreement, carried_on, overlap
from buurtwijzer.segmentation.prototypes import Prototypes, gelijkenis

_PCT = 100.0


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a figure of a profile moved."""

    naam: str
    oud: float
    nieuw: float


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """What became of one profile.

    Attributes:
        naam: Its name.
        was_buurten_n: Buurten that were most like it.
        blijft_buurten_frac: Share of these that still are; NaN without any.
        blijft_inwoners_frac: The same for residents.
        kenmerken: Attributes by how far they moved, in spreads of the old fit; the furthest first.
        gedrag: Lines of the behaviour card that changed, in the unit of the indicator.
        herkend_frac: Overlap with itself on resamples of the country; NaN unknown.
        redenen: Why the name must be looked at again; empty when it fits.
    """

    naam: str
    was_buurten_n: int
    blijft_buurten_frac: float
    blijft_inwoners_frac: float
    kenmerken: tuple[Shift, ...]
    gedrag: tuple[Shift, ...]
    herkend_frac: float
    redenen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stability:
    """A new fit of one segmentation beside the old one.

    Attributes:
        naam: Name of the segmentation.
        oud_jaar: Year of the old profiles.
        nieuw_jaar: Year of the new ones.
        gebieden_n: Buurten both were laid beside.
        overeenkomst: Adjusted Rand index of the two divisions.
        blijft_buurten_frac: Share of the buurten that keep their profile.
        blijft_inwoners_frac: Share of their residents.
        profielen: In order of the rule.
        redenen: Why the names as a whole must be looked at again.
    """

    naam: str
    oud_jaar: int
    nieuw_jaar: int
    gebieden_n: int
    overeenkomst: float
    blijft_buurten_frac: float
    blijft_inwoners_frac: float
    profielen: tuple[ProfileChange, ...]
    redenen: tuple[str, ...]

    @property
    def is_opnieuw_bekijken(self) -> bool:
        """Tell whether names must be looked at again."""
        return bool(self.redenen) or any(profile.redenen for profile in self.profielen)


def stability_of(table: BuurtTable, rulebook: Rulebook, built: Built) -> tuple[Stability, ...]:
    """Lay new profiles beside the old ones.

    Args:
        table: What `read_buurten` gave for national files.
        rulebook: Has the old profiles, names and limits.
        built: The new reference.

    Returns:
        One per segmentation that had profiles before, for the same segments.
    """
    large = large_enough(country_of(table, rulebook).table, rulebook)
    found = []
    for new in built.referentie.profielen:
        rule = rulebook.segmentaties[new.segmentatie]
        before = fitted_profiles(rulebook.referentie, rule.id)
        if before is not None and {p.segment for p in before[0].segmenten} == {part.id for part in rule.segmenten}:
            found.append(_stability(rule, before[0], new, large, rulebook, built.herkend[rule.id]))
    return tuple(found)


def _stability(
    rule: Segmentatie, old: Profielen, new: Profielen, table: BuurtTable, rulebook: Rulebook, herkend: Sequence[float]
) -> Stability:
    asked = {part.indicator for entry in (old, new) for part in entry.kenmerken}
    names = sorted(asked & set(table.indicatoren))
    values = {name: base_values(table, name)[0] for name in names}
    rows = np.flatnonzero(np.isfinite(np.stack(list(values.values()), axis=1)).all(axis=1))
    people = table.inwoners[rows]
    here = {name: own[rows] for name, own in values.items()}
    was, now = (_assigned(rule, entry, here, len(rows)) for entry in (old, new))
    many = len(rule.segmenten)
    areas, residents = overlap(was, now, many), overlap(was, now, many, people)
    successors = carried_on(residents)
    limits = _Limits.of(rulebook)
    before = {profile.segment: profile for profile in old.segmenten}
    after = {profile.segment: profile for profile in new.segmenten}
    profielen = tuple(
        limits.judged(
            ProfileChange(
                naam=segment.naam,
                was_buurten_n=round(float(areas[number].sum())),
                blijft_buurten_frac=_share(areas, number),
                blijft_inwoners_frac=_share(residents, number),
                kenmerken=_moved(old, new, before[segment.id], after[segment.id], rulebook),
                gedrag=_behaviour(before[segment.id], after[segment.id], rulebook),
                herkend_frac=herkend[number],
                redenen=(),
            ),
            None if successors[number] == number else rule.segmenten[int(successors[number])].naam,
        )
        for number, segment in enumerate(rule.segmenten)
    )
    same = agreement(was, now)
    return Stability(
        naam=rule.naam,
        oud_jaar=old.jaar,
        nieuw_jaar=new.jaar,
        gebieden_n=len(rows),
        overeenkomst=same,
        blijft_buurten_frac=float(np.trace(areas) / areas.sum()),
        blijft_inwoners_frac=float(np.trace(residents) / residents.sum()),
        profielen=profielen,
        redenen=limits.whole(same),
    )


@dataclass(frozen=True, slots=True)
class _Limits:
    """When a name must be looked at again."""

    overeenkomst: float
    blijft: float
    verschuift: float
    herkend: float

    @classmethod
    def of(cls, rulebook: Rulebook) -> _Limits:
        profiel = ("profiel_blijft_frac", "profiel_verschuift_punten", "profiel_herkend_frac")
        names = ("profielen_overeenkomst_frac", *profiel)
        return cls(*(rulebook.getal("referentie", name) for name in names))

    def whole(self, same: float) -> tuple[str, ...]:
        if same >= self.overeenkomst:
            return ()
        told, least = format_number(same, 2), format_number(self.overeenkomst, 2)
        return (f"de nieuwe indeling lijkt te weinig op de oude: overeenkomst {told}, ten minste {least}",)

    def judged(self, found: ProfileChange, successor: str | None) -> ProfileChange:
        return replace(found, redenen=tuple(self._reasons(found, successor)))

    def _reasons(self, found: ProfileChange, successor: str | None) -> Iterator[str]:
        if successor is not None:
            yield f"de meeste inwoners gaan naar wat nu {successor} heet"
        if found.blijft_inwoners_frac < self.blijft:
            yield f"maar {format_number(_PCT * found.blijft_inwoners_frac, 0)} % van de inwoners houdt dit profiel"
        far = [shift for shift in found.kenmerken if abs(shift.nieuw - shift.oud) > self.verschuift]
        if far:
            step = format_number(abs(far[0].nieuw - far[0].oud), 2)
            yield f"het verschoof {step} spreiding op {far[0].naam.lower()}"
        if found.herkend_frac < self.herkend:
            again = format_number(_PCT * found.herkend_frac, 0)
            yield f"in herhalingen op steekproeven komt het maar voor {again} % terug"


def _assigned(
    rule: Segmentatie, entry: Profielen, values: Mapping[str, FloatArray], n: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Give (n,) the number of the segment that each buurt is most like."""
    kept = [part for part in entry.kenmerken if part.indicator in values]
    places = {profile.segment: {p.indicator: p.waarde for p in profile.middelpunt} for profile in entry.segmenten}
    centres = [[places[segment.id][part.indicator] for part in kept] for segment in rule.segmenten]
    prototypes = Prototypes(
        indicatoren=tuple(part.indicator for part in kept),
        logaritme=np.array([part.bewerking == "logaritme" for part in kept]),
        gewichten=np.array([part.gewicht for part in kept]),
        laag=np.array([part.afkap_laag for part in kept]),
        hoog=np.array([part.afkap_hoog for part in kept]),
        gemiddelde=np.array([part.gemiddelde for part in kept]),
        spreiding=np.array([part.spreiding for part in kept]),
        middelpunten=np.array(centres),
        temperatuur=entry.temperatuur,
    )
    rows = np.stack([values[part.indicator] for part in kept], axis=1).reshape(n, len(kept))
    return np.asarray(gelijkenis(rows, prototypes).argmax(axis=1), dtype=np.int64)


def _share(shared: FloatArray, number: int) -> float:
    total = float(shared[number].sum())
    return float(shared[number, number]) / total if total > 0 else float("nan")


def _moved(old: Profielen, new: Profielen, before: Profiel, after: Profiel, rulebook: Rulebook) -> tuple[Shift, ...]:
    """Give the attributes both have, the new centre brought to the scale of the old fit."""
    scales = {part.indicator: part for part in old.kenmerken}
    was = {point.indicator: point.waarde for point in before.middelpunt}
    now = {point.indicator: point.waarde for point in after.middelpunt}
    shifts = []
    for part in new.kenmerken:
        scale = scales.get(part.indicator)
        if scale is None or scale.bewerking != part.bewerking:
            continue
        value = (now[part.indicator] * part.spreiding + part.gemiddelde - scale.gemiddelde) / scale.spreiding
        shifts.append(Shift(_name(rulebook, part.indicator), was[part.indicator], value))
    return tuple(sorted(shifts, key=lambda shift: (-abs(shift.nieuw - shift.oud), shift.naam)))


def _behaviour(before: Profiel, after: Profiel, rulebook: Rulebook) -> tuple[Shift, ...]:
    was = {line.indicator: line.waarde for line in before.gedragskaart}
    return tuple(
        Shift(_name(rulebook, line.indicator), was[line.indicator], line.waarde)
        for line in after.gedragskaart
        if line.indicator in was and was[line.indicator] != line.waarde
    )


def _name(rulebook: Rulebook, indicator: str) -> str:
    rule = rulebook.indicatoren.get(indicator)
    return indicator if rule is None else rule.naam
