"""From values to points 0-100 between fixed national goalposts, so that a score means the same in every file and year.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), distance to goalposts; design.md 4 (Normalise).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray


def raw_points(values: FloatArray, laag: FloatArray, hoog: FloatArray, stijgend: npt.NDArray[np.bool_]) -> FloatArray:
    """Place values between their goalposts, without a cap.

    Args:
        values: (n, p) in the unit of each indicator; NaN where missing.
        laag: (p,) value at the start of the scale.
        hoog: (p,) value at the end of the scale.
        stijgend: (p,) whether a higher value gives more points.

    Returns:
        (n, p) points, below 0 or above 100 outside the goalposts; NaN stays NaN.

    Example:
        >>> raw_points(np.array([[20.0, 20.0]]), np.zeros(2), np.full(2, 80.0), np.array([True, False])).tolist()
        [[25.0, 75.0]]
    """
    start = np.where(stijgend, laag, hoog)
    span = np.where(stijgend, hoog - laag, laag - hoog)
    return np.asarray(100.0 * (values - start) / span)
