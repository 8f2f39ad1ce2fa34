"""What every sheet per area shares: the six identity columns and the sentences of the closing ``toelichting``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.data.table import FloatArray
from buurtwijzer.reporting.blad import Cel, CelSoort, Kolom, Rij, count, number
from buurtwijzer.scoring.outcomes import OutcomeScores

PINNED = 2
_SHARE_DECIMALS = 6
_FRAC_TO_PCT = 100.0


def identity_columns(dekking: str) -> tuple[Kolom, ...]:
    """Give the six columns every sheet per area begins with.

    Args:
        dekking: What coverage means on this sheet.
    """
    return (
        Kolom("code", CelSoort.CODE, 12, "Code van het CBS."),
        Kolom("naam", CelSoort.TEKST, 24),
        Kolom("gemeente", CelSoort.TEKST, 14),
        Kolom("niveau", CelSoort.TEKST, 9),
        Kolom("inwoners", CelSoort.AANTAL, 10, "Aantal inwoners; het CBS rondt af op 5. Leeg is onbekend."),
        Kolom("dekking", CelSoort.PROCENT, 9, dekking),
    )


def identity(assessment: Assessment, row: int, dekking: float) -> Rij:
    """Give the six identity cells of an area."""
    table = assessment.table
    return (
        table.code[row],
        table.naam[row],
        table.gemeente[row],
        table.niveau[row].value,
        count(float(table.inwoners[row])),
        number(dekking, _SHARE_DECIMALS),
    )


def closing_column(uitleg: str, width: float = 56) -> Kolom:
    """Give the last column of every sheet per area."""
    return Kolom("toelichting", CelSoort.LANGE_TEKST, width, uitleg, begint_groep=True)


def mean_coverage(outcomes: Sequence[OutcomeScores]) -> FloatArray:
    """Give (n,) the mean coverage of some outcomes, 0-1."""
    return np.asarray(np.mean([outcome.dekking for outcome in outcomes], axis=0))


def score_notes(assessment: Assessment, outcomes: Iterable[OutcomeScores], row: int) -> list[str]:
    """Say why scores are missing and which rest on limited coverage.

    Returns:
        Sentences: every reason once, then the scores with limited coverage.
    """
    limit_frac = assessment.rulebook.getal("dekking", "beperkt_pct") / _FRAC_TO_PCT
    reasons = dict.fromkeys(outcome.reden[row] for outcome in outcomes if outcome.reden[row])
    limited = [
        f"{outcome.naam} ({format_number(_FRAC_TO_PCT * float(outcome.dekking[row]), 0)} %)"
        for outcome in outcomes
        if not outcome.reden[row] and outcome.dekking[row] < limit_frac
    ]
    return [*reasons, *([f"Met beperkte dekking: {join_words(limited)}."] if limited else [])]


def joined(sentences: Iterable[str]) -> Cel:
    """Join sentences to a cell; empty when there is nothing to say."""
    return " ".join(sentences) or None
