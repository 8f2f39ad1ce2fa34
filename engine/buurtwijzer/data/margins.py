"""Input error of the values of a table: rounding of counts and margins of modelled figures."""

from __future__ import annotations

import numpy as np

from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Indicator

# A share far outside 0-1 is a mistake in the data; its square may not overflow.
_MOST_SHARE = 1e6
_PER_UNIT = {Eenheid.PCT: 100.0, Eenheid.PER_1000: 1000.0, Eenheid.FRACTIE: 1.0}


def standard_errors(indicatoren: tuple[str, ...], table: BuurtTable, rulebook: Rulebook) -> FloatArray:
    """Give the input error of values of a table, see `standard_error`.

    Args:
        indicatoren: p ids of the rulebook, all in the table.
        table: (n) areas.
        rulebook: Has the margins.

    Returns:
        (n, p); 0 where the rulebook gives no margin or there is no value, NaN where a denominator is unknown.
    """
    errors = np.zeros((len(table), len(indicatoren)))
    delen = table.parts_n()
    for column, name in enumerate(indicatoren):
        values = table.values[:, table.column(name)]
        errors[:, column] = standard_error(rulebook.indicatoren[name], values, table.inwoners, table.huishoudens, delen)
    return errors


def standard_error(
    indicator: Indicator,
    values: FloatArray,
    inwoners: FloatArray,
    huishoudens: FloatArray,
    delen_n: IntArray | None = None,
) -> FloatArray:
    """Give the input error of values, one standard error in the unit of the indicator.

    A margin of wijze ``model`` is a constant. One of wijze ``afronding`` is the error of a single randomly rounded
    count in persons; a share of two such counts T / N then errs ``per * sd * sqrt(1 + (T / N) ** 2) / N``. N is the
    number of residents when a column of the indicator divides by residents, else the number of households: the smaller
    count, so that the error is rather too large than too small.

    Args:
        indicator: Has the margin.
        values: (n,) in the unit of the indicator; NaN where missing.
        inwoners: (n,) residents.
        huishoudens: (n,) households.
        delen_n: (n,) number of rounded counts that were added up to one of an own area; None when none was.

    Returns:
        (n,); 0 where the rulebook gives no margin or there is no value, NaN where N is needed and unknown or 0.

    Source: CBS rounding of counts to 5 (domain.md E1); first-order error of a ratio.
    """
    margin, per = indicator.foutmarge, _PER_UNIT.get(indicator.eenheid)
    if margin is None:
        return np.zeros(len(values))
    known = np.isfinite(values)
    if margin.wijze == "model" or per is None:
        return np.where(known, margin.standaardfout, 0.0)
    by_residents = any("inw" in name.lower() for kolom in indicator.kolommen for name in kolom.noemers)
    count = inwoners if by_residents else huishoudens
    count = np.where(count > 0, count, np.nan)
    share = np.clip(np.where(known, values, 0.0) / per, -_MOST_SHARE, _MOST_SHARE)
    # Counts are rounded apart from each other: the error of a sum grows with the root of how many there are.
    error = margin.standaardfout * (1.0 if delen_n is None else np.sqrt(delen_n))
    return np.where(known, per * error * np.sqrt(1.0 + share**2) / count, 0.0)
