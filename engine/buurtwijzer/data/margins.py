"""Input error of the values of a table: rounding of counts and margins of modelled figures."""

from __future__ import annotations

import numpy as np

from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Foutmarge, Indicator

_PER_UNIT = {Eenheid.PCT: 100.0, Eenheid.PER_1000: 1000.0, Eenheid.FRACTIE: 1.0}


def standard_errors(indicatoren: tuple[str, ...], table: BuurtTable, rulebook: Rulebook) -> FloatArray:
    """Give the input error of values, one standard error in the unit of the indicator.

    A margin of wijze ``model`` is a constant. One of wijze ``afronding`` is the error of a single randomly rounded
    count in persons; a share of two such counts T / N then errs ``per * sd * sqrt(1 + (T / N) ** 2) / N``. N is the
    number of residents when a column of the indicator divides by residents, else the number of households: the smaller
    count, so that the error is rather too large than too small.

    Args:
        indicatoren: p ids of the rulebook, all in the table.
        table: (n) areas.
        rulebook: Has the margins.

    Returns:
        (n, p); 0 where the rulebook gives no margin or there is no value, NaN where N is needed and unknown or 0.

    Source: CBS rounding of counts to 5 (domain.md E1); first-order error of a ratio.
    """
    errors = np.zeros((len(table), len(indicatoren)))
    for column, name in enumerate(indicatoren):
        indicator = rulebook.indicatoren[name]
        if indicator.foutmarge is not None:
            values = table.values[:, table.column(name)]
            error = _standard_error(indicator, indicator.foutmarge, values, table)
            errors[:, column] = np.where(np.isfinite(values), error, 0.0)
    return errors


def _standard_error(indicator: Indicator, margin: Foutmarge, values: FloatArray, table: BuurtTable) -> FloatArray:
    per = _PER_UNIT.get(indicator.eenheid)
    if margin.wijze == "model" or per is None:
        return np.full(len(table), margin.standaardfout)
    by_residents = any("inw" in (kolom.noemer or "").lower() for kolom in indicator.kolommen)
    count = table.inwoners if by_residents else table.huishoudens
    count = np.where(count > 0, count, np.nan)
    return np.asarray(per * margin.standaardfout * np.sqrt(1.0 + (values / per) ** 2) / count)
