"""`Points`: what every outcome needs of the indicators, worked out once per indicator for a block of areas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.margins import standard_error
from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.recipe import Recipe, Schaal
from buurtwijzer.scoring.uncertainty import Moments, UncertaintySettings, point_moments
from buurtwijzer.scoring.urbanity import corrected, log_density

_FAR = 1e6
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """The indicators that take part in any outcome, with their goalposts.

    Attributes:
        indicatoren: p ids, each once.
        kolommen: (p,) column in the table.
        schalen: Their goalposts and correction.
    """

    indicatoren: tuple[str, ...]
    kolommen: npt.NDArray[np.int64]
    schalen: tuple[Schaal, ...]

    @classmethod
    def of(cls, recipes: Iterable[Recipe], table: BuurtTable) -> Scale:
        """Collect the indicators of all recipes.

        Raises:
            KeyError: The table lacks an indicator of the rulebook.
        """
        found = {scale.indicator: scale for recipe in recipes for scale in recipe.schalen}
        names = tuple(sorted(found))
        columns = np.array([table.column(name) for name in names], dtype=np.int64)
        return cls(names, columns, tuple(found[name] for name in names))


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points of p indicators in n areas, where a higher value gives more points.

    Attributes:
        punten: (p, n) capped points 0-100; 0 where missing.
        aanwezig: (p, n) whether there is a value.
        moments: Mean and variance of the points over the draws.
        plaats: (p, n) values on the scale, 0 at the first goalpost and 1 at the second; NaN where missing.
        fout: (p, n) one standard error on that scale; NaN when unknown.
    """

    punten: FloatArray
    aanwezig: npt.NDArray[np.bool_]
    moments: Moments
    plaats: FloatArray
    fout: FloatArray

    @classmethod
    def of(
        cls, table: BuurtTable, rows: slice, scale: Scale, rulebook: Rulebook, settings: UncertaintySettings
    ) -> Points:
        """Place the values of some rows on the scale."""
        values = np.ascontiguousarray(table.values[rows][:, scale.kolommen].T)
        place, present, span = _place(values, log_density(table, rulebook, rows), scale.schalen)
        delen = table.parts_n()
        counts = (table.inwoners[rows], table.huishoudens[rows], None if delen is None else delen[rows])
        errors = [
            standard_error(rulebook.indicatoren[name], own, *counts)
            for name, own in zip(scale.indicatoren, values, strict=True)
        ]
        error = np.array(errors).reshape(values.shape) / span
        return cls(
            _capped(place, present),
            present,
            point_moments(place, error, settings),
            place,
            error,
        )

    def turned(self, numbers: npt.NDArray[np.int64], stijgend: npt.NDArray[np.bool_]) -> Turned:
        """Give points and moments of some indicators in the direction of an outcome; missing ones keep any points."""
        punten, midden = self.punten[numbers], self.moments.midden[numbers]
        for turned in np.flatnonzero(~stijgend):
            punten[turned] = 100.0 - punten[turned]
            midden[turned] = 100.0 - midden[turned]
        return Turned(punten, self.aanwezig[numbers], Moments(midden, self.moments.variantie[numbers]))


def plain_points(values: FloatArray, density: FloatArray, schalen: Sequence[Schaal]) -> tuple[FloatArray, BoolArray]:
    """Give the capped points 0-100 of figures and whether there are any, for who needs nothing of the draws.

    Args:
        values: (p, n) in the unit of each indicator; NaN where missing.
        density: (n,) natural logarithm of address density; NaN where unknown.
        schalen: The p scales.
    """
    place, present, _ = _place(values, density, schalen)
    return _capped(place, present), present


def _place(
    values: FloatArray, density: FloatArray, schalen: Sequence[Schaal]
) -> tuple[FloatArray, BoolArray, FloatArray]:
    placed = corrected(values, density, schalen)
    present = np.isfinite(placed)
    laag = np.array([one.laag for one in schalen]).reshape(-1, 1)
    span = np.array([one.hoog for one in schalen]).reshape(-1, 1) - laag
    # A cell of 1e300 counts as the end of the scale, and may not overflow on the way.
    place = (np.clip(placed, laag - _FAR * span, laag + _FAR * span) - laag) / span
    place[~present] = np.nan
    return place, present, span


def _capped(place: FloatArray, present: BoolArray) -> FloatArray:
    return np.where(present, np.clip(100.0 * place, 0.0, 100.0), 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Turned:
    """Points of p indicators in n areas, where a higher value gives more of one outcome.

    Attributes:
        punten: (p, n) capped points 0-100; anything finite where missing.
        aanwezig: (p, n) whether there is a value.
        moments: Mean and variance of the points over the draws.
    """

    punten: FloatArray
    aanwezig: npt.NDArray[np.bool_]
    moments: Moments
