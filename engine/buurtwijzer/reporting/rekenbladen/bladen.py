"""`rekenbladen()`: the valuation of a plan as calculation sheets, in the order of the tabs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Protocol

from buurtwijzer.reporting.rekenbladen.aannames import Aannames
from buurtwijzer.reporting.rekenbladen.berekening import Berekening
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.layout import Layout
from buurtwijzer.reporting.rekenbladen.model import Rekenblad
from buurtwijzer.reporting.rekenbladen.narekening import Narekening
from buurtwijzer.reporting.rekenbladen.partijen import Partijen
from buurtwijzer.reporting.rekenbladen.scenarios import Scenarioblad
from buurtwijzer.reporting.rekenbladen.voorblad import Voorblad
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.scenarios import Vergelijking


class _Sheet(Protocol):
    draft: Draft

    def finish(self) -> Rekenblad: ...


def rekenbladen(
    waardering: Waardering,
    *,
    invoer: Mapping[str, float] | None = None,
    vergelijking: Vergelijking | None = None,
) -> tuple[Rekenblad, ...]:
    """Make the sheets of a valuation.

    Args:
        waardering: The valuation; the values of its model are those of the last run.
        invoer: Values that stand in input cells in place of the model's own, as a user may have typed them; formulas
            then hold what they come to with these.
        vergelijking: Plans to put beside it, this one among them; None leaves out Scenario's.

    Raises:
        KeyError: A value is given for a name that is no input.
    """
    given, model = dict(invoer or {}), waardering.model
    for naam in given:
        model.invoer[naam]
    layout = Layout(model, given)
    then = dict(Layout(model, {}).waarden if given else layout.waarden)
    rules = waardering.rulebook.manifest
    versie = f"{rules.naam} {rules.versie}, motor {version('buurtwijzer')}"
    aannames = Aannames(layout, given, waardering.rulebook)
    berekening = Berekening(layout)
    partijen = Partijen(layout, aannames)
    voorblad = Voorblad(layout, aannames, waardering, then, versie)
    scenarios = None if vergelijking is None else Scenarioblad(layout, aannames, vergelijking)
    berekening.close()
    beside = () if scenarios is None else (scenarios,)
    made: tuple[_Sheet, ...] = (voorblad, partijen, aannames, berekening, *beside)
    narekening = Narekening(layout, [blad.draft for blad in made], voorblad.los)
    voorblad.watch(berekening, narekening)
    front, parties, inputs, steps, *compared = done = [blad.finish() for blad in made]
    return front, parties, *compared, inputs, steps, narekening.finish(done)
