"""Shares that the organisation brings under its own licence (method ``ingelezen``)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.table import FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Segmentatie
from buurtwijzer.segmentation.found import Found


def by_column(rule: Segmentatie, values: FloatArray, rulebook: Rulebook, small: Sequence[str]) -> Found:
    """Take shares as they were brought; what rounding leaves is divided, a row that is further off gets a reason.

    Args:
        rule: A segmentation that is read from columns.
        values: (n, s) in the unit of the rule, NaN where missing.
        rulebook: How far off 100 percent is still rounding.
        small: Per area why it is too small, empty where it is not.
    """
    whole = 100.0 if rule.inlezen is not None and rule.inlezen.eenheid is Eenheid.PCT else 1.0
    total = values.sum(axis=1) / whole
    off = rulebook.getal("leefstijlen", "ingelezen_afwijking_frac")
    reden = []
    for size, row, part in zip(small, values, total.tolist(), strict=True):
        text = size
        if not text and not np.isfinite(row).all():
            text = f"Geen aandelen: {int((~np.isfinite(row)).sum())} kolommen van {rule.naam} zijn leeg."
        elif not text and ((row < 0).any() or abs(part - 1.0) > off):
            told = f"{format_number(100 * part, 1)} %"
            text = f"Geen aandelen: de kolommen van {rule.naam} tellen op tot {told} in plaats van 100 %."
        reden.append(text)
    share = np.divide(values, (whole * total)[:, None], out=np.full_like(values, np.nan), where=total[:, None] > 0)
    n, s = values.shape
    return Found(
        aandeel=share,
        vertrekpunt=np.zeros(s),
        bijdragen=np.zeros((n, s, 0)),
        rest=np.zeros((n, s)),
        stabiliteit=np.full(n, np.nan),
        kenmerken=(),
        kenmerknamen=(),
        dekking=np.isfinite(values).mean(axis=1),
        reden=tuple(reden),
    )
