"""Method ``prototype``: how much an area is like each profile, and through which attributes.

``log gelijkenis[s] = -sum_a w[a] * (z[a] - p[s, a]) ** 2 / temperatuur + constant``, over the attributes that are
there; so the log-odds of two profiles are a plain sum over attributes. It is no share of residents.

Source: softmax over squared distances to k-means centres, design.md 4 (Leefstijlen).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray
from buurtwijzer.segmentation.softmax import shares

# So many rows stay in the cache of one core.
_BLOCK_ROWS = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Prototypes:
    """Profiles on a attributes.

    Attributes:
        indicatoren: Ids of the attributes.
        logaritme: (a,) whether an attribute is taken as logarithm, after the clip.
        gewichten: (a,) weights of the squared distance.
        laag: (a,) lower values count as this one, in the unit of the indicator.
        hoog: (a,) higher values count as this one.
        gemiddelde: (a,) mean after clip and logarithm.
        spreiding: (a,) standard deviation after clip and logarithm.
        middelpunten: (s, a) centres, in spreads from the mean.
        temperatuur: How sharp: lower is sharper.
    """

    indicatoren: tuple[str, ...]
    logaritme: npt.NDArray[np.bool_]
    gewichten: FloatArray
    laag: FloatArray
    hoog: FloatArray
    gemiddelde: FloatArray
    spreiding: FloatArray
    middelpunten: FloatArray
    temperatuur: float


def standing(values: FloatArray, scale: Prototypes) -> FloatArray:
    """Give (n, a) values in spreads from the mean, clipped; NaN stays NaN."""
    z = np.maximum(values, scale.laag)
    np.minimum(z, scale.hoog, out=z)
    for column in np.flatnonzero(scale.logaritme).tolist():
        z[:, column] = np.log(z[:, column])
    z -= scale.gemiddelde
    z /= scale.spreiding
    return z


def distances(z: FloatArray, centres: FloatArray, gewichten: FloatArray) -> FloatArray:
    """Give (n, s) weighted squared distances; NaN in `z` is left out of the sum."""
    present = np.isfinite(z)
    here = np.where(present, z, 0.0)
    own = (here * here) @ gewichten
    here *= gewichten
    far = here @ centres.T
    far *= -2.0
    far += own[:, None]
    far += np.multiply(present, gewichten, out=here) @ (centres * centres).T
    return np.maximum(far, 0.0, out=far)


def parts(values: FloatArray, prototypes: Prototypes) -> FloatArray:
    """Give (n, s, a) what each attribute adds to the log score of each profile; 0 where it is missing."""
    z = standing(values, prototypes)
    gap = z[:, None, :] - prototypes.middelpunten
    gap *= gap
    gap *= -prototypes.gewichten / prototypes.temperatuur
    return np.asarray(np.where(np.isfinite(gap), gap, 0.0))


def gelijkenis(values: FloatArray, prototypes: Prototypes) -> FloatArray:
    """Give (n, s) how much areas are like each profile, rows add up to 1; all the same where nothing is known."""
    result = np.empty((len(values), len(prototypes.middelpunten)))
    for first in range(0, len(values), _BLOCK_ROWS):
        rows = slice(first, first + _BLOCK_ROWS)
        far = distances(standing(values[rows], prototypes), prototypes.middelpunten, prototypes.gewichten)
        result[rows] = shares(far / -prototypes.temperatuur)
    return result
