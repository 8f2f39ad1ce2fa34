"""Words about lifestyles and groups of an area: which, why, how firm, and how to reach people there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.interventions.wording import amount
from buurtwijzer.reporting.texts import lowered
from buurtwijzer.rulebook.schema import Benaderstijl, Segment
from buurtwijzer.rulebook.validation import validated
from buurtwijzer.segmentation.model import BENADERSTIJLEN, Segments

LEGENDA = "bewonersgroep, geen gezondheidsleefstijl"
NIET_GEVALIDEERD = "niet gevalideerd hier"
_TABEL = "indextabel"
_BROUGHT = "ingelezen"
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


def unvalidated(assessment: Assessment, found: Segments) -> tuple[bool, ...]:
    """Tell per area whether its estimate was never laid beside known shares there; brought shares are no estimate."""
    rule = assessment.rulebook.segmentaties.get(found.id)
    if rule is None or rule.methode == _BROUGHT:
        return (False,) * len(assessment.table)
    covered = validated(rule, assessment.table.code)
    return tuple(not here and not reden for here, reden in zip(covered, found.reden, strict=True))


def validation_text(assessment: Assessment, found: Segments, row: int) -> str:
    """Say whether the estimate of an area was checked there; empty for brought shares."""
    rule = assessment.rulebook.segmentaties.get(found.id)
    if rule is None or rule.methode == _BROUGHT or found.reden[row]:
        return ""
    code = assessment.table.code[row]
    if not validated(rule, (code,))[0]:
        return f"{NIET_GEVALIDEERD.capitalize()}: dit is een schatting die hier niet met onderzoek is nagekeken."
    entry = next(own for own in reversed(rule.gevalideerd) if f"GM{code[2:6]}" in own.gemeenten)
    return (
        f"Nagekeken in deze gemeente met {entry.onderzoek} ({entry.jaar}): gemiddeld "
        f"{format_number(entry.mae_pp, 1)} procentpunt ernaast."
    )


def validation_lines(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Say for every estimate where it was checked, and in how many of these areas it was not."""
    for found in assessment.segmenten:
        rule = assessment.rulebook.segmentaties.get(found.id)
        if rule is None or rule.methode == _BROUGHT:
            continue
        missing = sum(unvalidated(assessment, found))
        for entry in rule.gevalideerd:
            yield (
                f"Nagekeken: {lowered(rule.naam)}",
                (
                    f"{entry.onderzoek} ({entry.jaar}), {plural(entry.gebieden_n, 'gebied', 'gebieden')} in "
                    f"{join_words(entry.gemeenten)}. Gemiddeld {format_number(entry.mae_pp, 1)} procentpunt ernaast; "
                    f"met overal de landelijke aandelen zou dat {format_number(entry.mae_landelijk_pp, 1)} zijn. De "
                    f"grootste groep klopte in {_pct(entry.grootste_goed_frac)} van de gebieden (landelijk: "
                    f"{_pct(entry.grootste_goed_landelijk_frac)})."
                ),
            )
        if missing:
            where = "" if not rule.gevalideerd else f" Dat geldt voor {plural(missing, 'gebied', 'gebieden')}."
            yield (
                f"{rule.naam}: {NIET_GEVALIDEERD}",
                (
                    "Dit is een schatting uit landelijke cijfers. Of zij hier klopt, is niet met onderzoek onder "
                    f"bewoners nagekeken.{where} Leg haar voor aan mensen die de buurt kennen."
                ),
            )


def largest_names(found: Segments, place: int) -> list[str | None]:
    """Give per area the name of the largest, second or third segment; the first says so when it does not stand out."""
    names = [found.namen[number] if number >= 0 else None for number in found.grootste[:, place].tolist()]
    if place == 0:
        for row in np.flatnonzero(np.isfinite(found.stabiliteit) & ~found.is_duidelijk).tolist():
            if names[row] is not None:
                names[row] = f"{names[row]} ({found.oordeel(row)})"
    return names


def typical_names(found: Segments) -> list[str | None]:
    """Give per area the over-represented segments, the most over-represented first; few lists differ."""
    ratio = np.where(found.is_kenmerkend, found.aandeel / found.landelijk, -np.inf)
    order = np.argsort(-ratio, axis=1, kind="stable").tolist()
    made: dict[tuple[int, ...], str | None] = {(): None}
    names = []
    for own, length in zip(order, found.is_kenmerkend.sum(axis=1).tolist(), strict=True):
        key = tuple(own[:length])
        if key not in made:
            made[key] = "; ".join(found.namen[number] for number in key)
        names.append(made[key])
    return names


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


def second_style_text(assessment: Assessment, found: Segments, row: int) -> str:
    """Name the style that fits next best, and why it matters; empty where there is none."""
    fits, first = found.benadering[row], found.benaderstijl[row]
    order = [BENADERSTIJLEN[number] for number in np.argsort(-fits, kind="stable").tolist() if fits[number] > 0]
    second = next((style for style in order if style != first), None)
    style = None if first is None or second is None else assessment.rulebook.benaderstijlen.get(second)
    if style is None:
        return ""
    return (
        f"Tweede stijl: {style.naam}, via {join_words(style.via_wie, 'of')}. De stijl past bij de bewoners als geheel; "
        "kies voor wie het aandachtspunt heeft wat bij hen past."
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
