"""The facade: `measure_effect`."""

from __future__ import annotations

from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.evidence.effect.model import Effect, EffectVraag
from buurtwijzer.rulebook.model import Rulebook


def measure_effect(years: YearFigures, table: BuurtTable, vraag: EffectVraag, rulebook: Rulebook) -> Effect:
    """Measure the effect of what was done in some areas, against comparable areas where it was not.

    Args:
        years: Figures of every year (`read_years`).
        table: The areas with their composition (`read_buurten`).
        vraag: What is asked.
        rulebook: Has the numbers of ``parameters/effect``.

    Returns:
        The effect; one that is refused says why, all reasons at once.
    """
    raise NotImplementedError
