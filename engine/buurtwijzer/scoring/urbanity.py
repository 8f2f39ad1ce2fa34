"""Values without what only says how urban an area is: amenities measure urbanity and run against the rest.

Source: data-facts 10 (amenities run with loneliness and against volunteering); OECD/JRC Handbook on Constructing
Composite Indicators (2008), residuals from a regression on a size variable; docs/besluiten/0037.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.recipe import Schaal


def log_density(table: BuurtTable, rulebook: Rulebook, rows: slice = slice(None)) -> FloatArray:
    """Give (n,) the natural logarithm of address density, of the indicator that serves as such; NaN where unknown."""
    measure = rulebook.indicator_voor("adressendichtheid")
    if measure not in table.indicatoren:
        return np.full(len(table.inwoners[rows]), np.nan)
    density = table.values[rows, table.column(measure)]
    return np.log(np.where(density > 0, density, np.nan))


def corrected(values: FloatArray, log_density_: FloatArray, schalen: Sequence[Schaal]) -> FloatArray:
    """Take from values what goes with address density.

    Args:
        values: (p, n) in the unit of each indicator; NaN where missing.
        log_density_: (n,) natural logarithm of address density; NaN where unknown.
        schalen: The p scales; those without a correction leave the values as they are.

    Returns:
        (p, n) ``x - helling * (ln density - midden_log)``; NaN where the density is needed and unknown.
    """
    shown = values.copy()
    for number, scale in enumerate(schalen):
        if scale.correctie is not None:
            shown[number] -= scale.correctie.helling * (log_density_ - scale.correctie.midden_log)
    return shown
