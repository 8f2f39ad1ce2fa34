"""Words about lifestyles and groups of an area: which, why, how firm, and how to reach people there."""

from __future__ import annotations

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.interventions.wording import amount
from buurtwijzer.reporting.texts import lowered
from buurtwijzer.rulebook.schema import Benaderstijl, Segment
from buurtwijzer.segmentation.model import Segments

LEGENDA = "bewonersgroep, geen gezondheidsleefstijl"
_TABEL = "indextabel"
_DRIVERS = 3
_LEAST_PUSH = 0.05
_FRAC_TO_PCT = 100.0


def lifestyles(assessment: Assessment) -> Segments | None:
    """Give the segmentation of sheet Leefstijlen: the leading one that is no table of groups."""
    return next((s for s in assessment.segmenten if not _is_table(assessment, s)), None)


def groups(assessment: Assessment) -> Segments | None:
    """Give the segmentation of sheet Bewonersgroepen: shares of residents from published tables."""
    return next((s for s in assessment.segmenten if _is_table(assessment, s)), None)


def leading(assessment: Assessment) -> Segments | None:
    """Give the segmentation that stands on Overzicht."""
    return assessment.segmenten[0] if assessment.segmenten else None


def largest_name(found: Segments, row: int, place: int) -> str | None:
    """Give the name of the largest, second or third segment; the first says so when it does not stand out."""
    number = int(found.grootste[row, place])
    if number < 0:
        return None
    verdict = found.oordeel(row) if place == 0 else ""
    return f"{found.namen[number]} ({verdict})" if verdict else found.namen[number]


def typical_names(found: Segments, row: int) -> str | None:
    """Give the over-represented segments of an area, the most over-represented first."""
    return "; ".join(found.kenmerkend(row)) or None


def style_of(assessment: Assessment, found: Segments, row: int) -> Benaderstijl | None:
    """Give the benaderstijl of an area; None where it has none or the rules do not describe it."""
    style = found.benaderstijl[row]
    return None if style is None else assessment.rulebook.benaderstijlen.get(style)


def style_name(assessment: Assessment, found: Segments, row: int) -> str | None:
    """Give the name of the benaderstijl on screen."""
    style = style_of(assessment, found, row)
    return style.naam if style is not None else found.benaderstijl[row]


def reach_text(style: Benaderstijl) -> str:
    """Say how and through whom people are reached."""
    return (
        f"Zo bereikt u bewoners ({style.naam}): via {join_words(style.via_wie, 'of')}; met "
        f"{join_words(style.kanalen, 'of')}. {style.toon} Vermijd: {lowered(style.vermijd)}"
    )


def why_text(found: Segments, row: int) -> str:
    """Say which attributes push the largest segment most, against the mean of all segments."""
    number = int(found.grootste[row, 0])
    if number < 0:
        return ""
    push = found.bijdragen[row, number] - found.bijdragen[row].mean(axis=0)
    order = [a for a in np.argsort(-push, kind="stable")[:_DRIVERS].tolist() if push[a] >= _LEAST_PUSH]
    names = [lowered(found.kenmerknamen[a]) for a in order]
    if not names:
        return ""
    word = "Lijkt het meest op" if found.maat == "gelijkenis" else "Grootste groep:"
    return f"{word} {found.namen[number]}, vooral door {join_words(names)}."


def typical_text(found: Segments, row: int) -> str:
    """Say which groups are over-represented, with their share beside that of the country."""
    parts = [
        f"{found.namen[number]} ({_pct(found.aandeel[row, number])} tegen {_pct(found.landelijk[number])})"
        for number in np.flatnonzero(found.is_kenmerkend[row]).tolist()
    ]
    return f"Hier meer dan in Nederland: {join_words(parts)}." if parts else ""


def _pct(frac: float) -> str:
    return f"{format_number(_FRAC_TO_PCT * float(frac), 0)} %"


def card_text(assessment: Assessment, segment: Segment) -> str:
    """Describe a segment with its behaviour card: what was measured, beside the country."""
    measured = [
        f"{assessment.rulebook.indicatoren[line.indicator].naam} {amount(line.waarde, line.eenheid)} "
        f"(Nederland {amount(line.landelijk, line.eenheid)})"
        for line in segment.gedragskaart
        if line.indicator in assessment.rulebook.indicatoren
    ]
    card = f" Gemeten: {'; '.join(measured)}." if measured else ""
    return f"{segment.omschrijving}{card}"


def _is_table(assessment: Assessment, found: Segments) -> bool:
    rules = assessment.rulebook.segmentaties.get(found.id)
    return rules is not None and rules.methode == _TABEL
