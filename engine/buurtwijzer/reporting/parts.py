"""The parts a score is made of, for one area: named contributions and a rest that together are the score."""

from __future__ import annotations

from dataclasses import dataclass

from buurtwijzer.scoring.outcomes import OutcomeScores

_PART_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Parts:
    """The sum behind one score: ``vertrekpunt + sum(bijdragen) + rest``.

    Attributes:
        vertrekpunt: Score without any push.
        bijdragen: Indicator id and signed points, largest first; only indicators that took part.
        rest: What the sum leaves.
    """

    vertrekpunt: float
    bijdragen: tuple[tuple[str, float], ...]
    rest: float

    def shown(self, most: int) -> Parts:
        """Keep the largest contributions and move the others into the rest."""
        left_out = sum(points for _, points in self.bijdragen[most:])
        return Parts(self.vertrekpunt, self.bijdragen[:most], round(self.rest + left_out, _PART_DECIMALS) + 0.0)


def parts_of(outcome: OutcomeScores, row: int) -> Parts:
    """Take a score apart.

    Args:
        outcome: The scores; the one of this row is given (not NaN).
        row: Row number of the area.

    Returns:
        Contributions ordered by size, then by id.
    """
    taking_part = [
        (indicator, float(outcome.bijdragen[row, column]) + 0.0)
        for column, indicator in enumerate(outcome.indicatoren)
        if outcome.aanwezig[row, column]
    ]
    ordered = sorted(taking_part, key=lambda part: (-abs(part[1]), part[0]))
    return Parts(float(outcome.vertrekpunt), tuple(ordered), round(float(outcome.rest[row]), _PART_DECIMALS) + 0.0)
