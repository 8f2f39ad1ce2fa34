"""The official figure of a risico: what RIVM, CBS or TNO publish of the thing itself, with its kind and year."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.interventions.wording import amount
from buurtwijzer.reporting.texts import lowered
from buurtwijzer.rulebook.schema import Eenheid
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores


@dataclass(frozen=True, slots=True)
class OfficialFigures:
    """The official figure of one risico for every area.

    Attributes:
        naam: Name of the figure; empty when the risico has none.
        eenheid: Its unit; None when the risico has no figure.
        soort: Kind of figure: feit, schatting, beleving or verwachting.
        waarden: Value per area, NaN where there is none or the area is too small to show it.
        jaren: Year per area.
    """

    naam: str
    eenheid: Eenheid | None
    soort: str
    waarden: list[float]
    jaren: list[int]

    @classmethod
    def of(cls, assessment: Assessment, outcome: OutcomeScores) -> OfficialFigures:
        """Find the official figure of an outcome; only a risico can have one."""
        table, rulebook = assessment.table, assessment.rulebook
        is_risk = outcome.soort is OutcomeKind.RISICO
        indicator = rulebook.risicos[outcome.id].officieel_cijfer if is_risk else None
        if indicator is None or indicator not in table.indicatoren:
            return cls("", None, "", [], [])
        column = table.column(indicator)
        rule = rulebook.indicatoren[indicator]
        may_be_shown = table.inwoners >= rulebook.getal("kleine_gebieden", "inwoners_n")
        return cls(
            rule.naam,
            rule.eenheid,
            rule.soort.value,
            np.where(may_be_shown, table.values[:, column], np.nan).tolist(),
            table.jaar[:, column].tolist(),
        )

    def beside(self, risico: str, row: int) -> str:
        """Give the figure of one area to stand behind the name of its risico: without its own name when that is it."""
        figure = self._amount(row)
        if not figure or risico.casefold().startswith(self.naam.casefold()):
            return figure
        return f"{lowered(self.naam)} {figure}"

    def _amount(self, row: int) -> str:
        if self.eenheid is None or math.isnan(self.waarden[row]):
            return ""
        return f"{amount(self.waarden[row], self.eenheid)} ({self.soort}, {self.jaren[row]})"

    def of_area(self, row: int) -> str:
        """Give the figure of one area in words.

        Returns:
            For example ``Eenzaam 46,2 % (schatting, 2020)``; empty when there is none.
        """
        short = self._amount(row)
        return f"{self.naam} {short}" if short else ""
