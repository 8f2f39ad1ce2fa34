"""`make_sheets()`: the valuation of a plan as calculation sheets, in the order of the tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from buurtwijzer.core.issues import Issue
from buurtwijzer.reporting.rekenbladen.aannames import Aannames
from buurtwijzer.reporting.rekenbladen.berekening import Berekening
from buurtwijzer.reporting.rekenbladen.layout import Layout
from buurtwijzer.reporting.rekenbladen.model import Rekenblad
from buurtwijzer.reporting.rekenbladen.partijen import Partijen
from buurtwijzer.reporting.rekenbladen.simulatie import Zekerheid
from buurtwijzer.reporting.rekenbladen.voorblad import Voorblad
from buurtwijzer.valuation.model import Waardemodel


def make_sheets(
    model: Waardemodel,
    *,
    versie: str,
    zekerheid: Zekerheid | None = None,
    issues: Sequence[Issue] = (),
    invoer: Mapping[str, float] | None = None,
) -> tuple[Rekenblad, ...]:
    """Make the sheets of a plan.

    Args:
        model: The plan; its own values are those of the last run.
        versie: The rules and the engine that made it, in words.
        zekerheid: What was simulated; None when nothing was.
        issues: What the reader should know of this valuation.
        invoer: Values that stand in input cells in place of the model's own, as a user may type them; formulas then
            hold what they come to with these.
    """
    given = dict(invoer or {})
    layout = Layout(model, given)
    then = layout.waarden if not given else Layout(model, {}).waarden
    aannames = Aannames(layout, given)
    berekening = Berekening(layout)
    partijen = Partijen(layout, aannames)
    voorblad = Voorblad(layout, aannames, zekerheid or Zekerheid(), dict(then), versie, issues)
    berekening.close()
    return voorblad.finish(), partijen.finish(), aannames.finish(), berekening.finish()
