"""Behaviour per profile, measured afterwards: it is not used to make the profiles, so that it can test them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.reference.country import base_values
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Gedrag, Indicator, Toets

_CARD_DECIMALS = 1
_CHECK_DECIMALS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Behaviour:
    """One indicator in the areas that are most like each profile, weighted by residents.

    Attributes:
        indicator: What is measured.
        jaar: Year of the figure.
        landelijk: Mean over all areas that have it; NaN when too few have.
        gemiddelde: Mean by number of the profile; empty when too few areas have it, without profiles that have none.
        verklaard_frac: Share of the variance between areas that lies between profiles.
    """

    indicator: Indicator
    jaar: int
    landelijk: float
    gemiddelde: dict[int, float]
    verklaard_frac: float

    def card(self, profile: int) -> list[Gedrag]:
        """Give the line on the behaviour card of a profile; none when nothing was measured there."""
        if profile not in self.gemiddelde:
            return []
        return [
            Gedrag(
                indicator=self.indicator.id,
                waarde=round(self.gemiddelde[profile], _CARD_DECIMALS),
                landelijk=round(self.landelijk, _CARD_DECIMALS),
                eenheid=self.indicator.eenheid,
                jaar=self.jaar,
                bron=self.indicator.bron[0],
                status=self.indicator.status,
            )
        ]

    def check(self) -> list[Toets]:
        """Give how well the profiles tell this behaviour apart; nothing when it was not measured."""
        if not self.gemiddelde:
            return []
        words = f"deel van de verschillen in '{self.indicator.naam}' tussen profielen, gewogen naar inwoners"
        return [Toets(maat=words, waarde=round(self.verklaard_frac, _CHECK_DECIMALS))]


def measure(name: str, table: BuurtTable, first: IntArray, rulebook: Rulebook) -> Behaviour:
    """Measure an indicator per profile.

    Args:
        name: Id of the indicator.
        table: (n) areas the profiles were made on.
        first: (n,) number of the profile each is most like.
        rulebook: Has the indicator.
    """
    indicator = rulebook.indicatoren[name]
    values, year = base_values(table, name)
    rows = np.flatnonzero(np.isfinite(values))
    if len(rows) < rulebook.getal("referentie", "gebieden_n"):
        return Behaviour(indicator, year, float("nan"), {}, float("nan"))
    here, people, group = values[rows], table.inwoners[rows], first[rows]
    country = float(np.average(here, weights=people))
    means = {
        profile: float(np.average(here[group == profile], weights=people[group == profile]))
        for profile in np.unique(group).tolist()
    }
    return Behaviour(indicator, year, country, means, _explained(here, people, np.array([means[k] for k in group])))


def _explained(values: FloatArray, people: FloatArray, expected: FloatArray) -> float:
    middle = np.average(values, weights=people)
    total = float(np.average((values - middle) ** 2, weights=people))
    return float(np.average((expected - middle) ** 2, weights=people)) / total if total > 0 else 0.0
