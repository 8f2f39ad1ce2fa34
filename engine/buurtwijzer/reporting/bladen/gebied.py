"""What every sheet per area shares: the six identity columns and the sentences of the closing ``toelichting``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.data.table import FloatArray
from buurtwijzer.reporting.blad import Cel, CelSoort, Kolom, Rij, counts, numbers
from buurtwijzer.reporting.findings import numbers_per_area
from buurtwijzer.reporting.texts import lowered
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores

PINNED = 2
SHARE_DECIMALS = 6
_FRAC_TO_PCT = 100.0


def identity_columns(dekking: str, *, naam: float = 24.0, short: bool = False) -> tuple[Kolom, ...]:
    """Give the six columns every sheet per area begins with.

    Args:
        dekking: What coverage means on this sheet.
        naam: Width of the name.
        short: Whether all but code, name and residents are folded away.
    """
    return (
        Kolom("code", CelSoort.CODE, 11.5, "Code van het CBS, of EG- en uw eigen code."),
        Kolom("naam", CelSoort.TEKST, naam),
        Kolom("gemeente", CelSoort.TEKST, 14, gevouwen=short),
        Kolom("niveau", CelSoort.TEKST, 9, gevouwen=short),
        Kolom("inwoners", CelSoort.AANTAL, 10, "Aantal inwoners; het CBS rondt af op 5. Leeg is onbekend."),
        Kolom("dekking", CelSoort.PROCENT, 10, dekking, gevouwen=short),
    )


def identity(assessment: Assessment, dekking: FloatArray) -> Iterator[Rij]:
    """Give the six identity cells of every area.

    Args:
        assessment: The result.
        dekking: (n,) coverage, 0-1; NaN where it says nothing.
    """
    table = assessment.table
    return zip(
        table.code,
        table.naam,
        table.gemeente,
        map(table.level_word, range(len(table))),
        counts(table.inwoners),
        numbers(dekking, SHARE_DECIMALS),
        strict=True,
    )


def closing_column(uitleg: str, width: float = 56, *, lines: int = 3) -> Kolom:
    """Give the last column of every sheet per area."""
    return Kolom("toelichting", CelSoort.LANGE_TEKST, width, uitleg, begint_groep=True, hoogstens=lines)


def mean_coverage(outcomes: Sequence[OutcomeScores]) -> FloatArray:
    """Give (n,) the mean coverage of some outcomes, 0-1."""
    return np.asarray(np.mean([outcome.dekking for outcome in outcomes], axis=0))


@dataclass(frozen=True, slots=True, eq=False)
class ScoreNotes:
    """Says per area why scores are missing and which rest on limited coverage.

    Attributes:
        outcomes: The scores it is about.
        ontbreekt: Per area the numbers of the outcomes without a score.
        beperkt: Per area the numbers of the outcomes with a score that rests on limited coverage.
    """

    outcomes: tuple[OutcomeScores, ...]
    ontbreekt: list[list[int]]
    beperkt: list[list[int]]

    @classmethod
    def of(cls, assessment: Assessment, outcomes: Iterable[OutcomeScores]) -> ScoreNotes:
        """Look which areas need a note.

        Args:
            assessment: The result.
            outcomes: The scores a sheet or a row is about.
        """
        about = tuple(outcomes)
        limit = assessment.rulebook.getal("dekking", "beperkt_pct") / _FRAC_TO_PCT
        shape = (len(about), len(assessment.table))
        is_missing = np.array([[bool(reden) for reden in o.reden] for o in about], dtype=bool).reshape(shape)
        is_limited = ~is_missing & (np.array([o.dekking for o in about]).reshape(shape) < limit)
        return cls(about, numbers_per_area(is_missing), numbers_per_area(is_limited))

    def of_area(self, row: int) -> list[str]:
        """Give the sentences: every reason once, then the scores with limited coverage."""
        return [*self._reasons(row), *self._limited(row)]

    def _reasons(self, row: int) -> dict[str, None]:
        return dict.fromkeys([self.outcomes[number].reden[row] for number in self.ontbreekt[row]])

    def _limited(self, row: int) -> list[str]:
        limited = [_with_coverage(self.outcomes[number], row) for number in self.beperkt[row]]
        return [f"Met beperkte dekking: {join_words(limited)}."] if limited else []

    def named(self, row: int) -> list[str]:
        """Name the scores that are missing, each with its coverage; sheet Toelichting says which figures lack."""
        if len(self._reasons(row)) <= 1:
            return self.of_area(row)
        names = join_words([lowered(_with_coverage(self.outcomes[number], row)) for number in self.ontbreekt[row]])
        return [
            f"Geen score, want te weinig gegevens bekend: {names}. Welke, staat op blad Toelichting.",
            *self._limited(row),
        ]

    def counted(self, row: int, leeg: OutcomeKind | None = None) -> list[str]:
        """Count the scores that are missing, in one sentence.

        Args:
            row: The area.
            leeg: Kind of which the reader sees an empty cell per missing score: those are named.
        """
        if len(self._reasons(row)) <= 1:
            return self.of_area(row)
        missing = [self.outcomes[number] for number in self.ontbreekt[row]]
        names = [outcome.naam for outcome in missing if outcome.soort is leeg]
        which = f"; daarom leeg: {join_words(names)}" if names else "" if leeg else ": zie Toelichting"
        count = f"{len(missing)} van {len(self.outcomes)} scores ontbreken door te weinig gegevens"
        return [f"{count}{which}.", *self._limited(row)]


def _with_coverage(outcome: OutcomeScores, row: int) -> str:
    return f"{outcome.naam} ({format_number(_FRAC_TO_PCT * outcome.dekking.item(row), 0)} %)"


def joined(sentences: Iterable[str]) -> Cel:
    """Join sentences to a cell; empty when there is nothing to say."""
    return " ".join(sentences) or None
