"""Sheets ``Leefstijlen`` and ``Bewonersgroepen``: a column per profile or group, what is typical, how stable it is."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, LuieRijen, Rij, numbers
from buurtwijzer.reporting.bladen.gebied import (
    PINNED,
    SHARE_DECIMALS,
    closing_column,
    identity,
    identity_columns,
    joined,
)
from buurtwijzer.reporting.segments import (
    LEGENDA,
    NIET_GEVALIDEERD,
    card_text,
    leading,
    reach_text,
    second_style_text,
    style_of,
    typical_names,
    typical_text,
    unvalidated,
    validation_text,
    why_text,
)
from buurtwijzer.rulebook.schema import Segment
from buurtwijzer.segmentation.model import Segments

_WIDEST_WORD = 1.15
_GELIJKENIS = (
    "Gelijkenis 0-100: hoeveel het gebied als geheel op dit profiel lijkt; geen aandeel van de bewoners. De grootste "
    "groep bewoners kan een andere zijn: blad Bewonersgroepen."
)
_AANDEEL = "Aandeel van de bewoners."
_SEE_NOTES = f"Schatting; waar in de toelichting staat '{NIET_GEVALIDEERD}', is zij niet met onderzoek nagekeken."


def leefstijlen(assessment: Assessment, found: Segments) -> Blad:
    """Build sheet Leefstijlen from the leading segmentation."""
    return _sheet(assessment, found, "Leefstijlen", "bwz_leefstijlen")


def bewonersgroepen(assessment: Assessment, found: Segments) -> Blad:
    """Build sheet Bewonersgroepen from shares of residents."""
    return _sheet(assessment, found, "Bewonersgroepen", "bwz_bewonersgroepen")


def _sheet(assessment: Assessment, found: Segments, naam: str, tabel: str) -> Blad:
    rows = LuieRijen(len(assessment.table), lambda: _rows(assessment, found))
    return Blad(naam, tabel, tuple(_columns(assessment, found)), rows, PINNED, regels=2)


def _columns(assessment: Assessment, found: Segments) -> Iterator[Kolom]:
    yield from identity_columns("Deel van de kenmerken dat bekend is.", short=True)
    rules = assessment.rulebook.segmentaties.get(found.id)
    segments: dict[str, Segment] = {segment.id: segment for segment in rules.segmenten} if rules else {}
    meaning = _GELIJKENIS if found.maat == "gelijkenis" else _AANDEEL
    if any(unvalidated(assessment, found)):
        meaning = f"{meaning} {_SEE_NOTES}"
    kind = CelSoort.PUNTEN if found.maat == "gelijkenis" else CelSoort.PROCENT
    for number, (own, name) in enumerate(zip(found.ids, found.namen, strict=True)):
        note = f"{card_text(assessment, segments[own])} " if own in segments else ""
        width = max(13.0, _WIDEST_WORD * max(len(word) for word in name.split(" ")) + 2.0)
        yield Kolom(name, kind, width, f"{note}{meaning} Legenda: {LEGENDA}.", begint_groep=number == 0)
    yield Kolom(
        "kenmerkend",
        CelSoort.LANGE_TEKST,
        30,
        "Wat hier meer voorkomt dan in Nederland; dat zegt meer dan wat het grootst is.",
        begint_groep=True,
    )
    yield Kolom(
        "stabiliteit",
        CelSoort.PROCENT,
        12,
        "Hoe vaak de grootste de grootste blijft als we honderd keer opnieuw rekenen met iets andere gewichten en "
        "invoer; leeg is onbekend. Dit gaat alleen over welke de grootste is, niet over de zekerheid van scores.",
    )
    yield closing_column(
        "Waarom er geen uitspraak is, waar de grootste door komt en hoe u bewoners bereikt.", width=90, lines=9
    )


def _rows(assessment: Assessment, found: Segments) -> Iterator[Rij]:
    sizes = found.gelijkenis if found.maat == "gelijkenis" else found.aandeel
    decimals = 4 if found.maat == "gelijkenis" else SHARE_DECIMALS
    columns: list[list[Cel]] = [[*numbers(sizes[:, number], decimals)] for number in range(len(found.ids))]
    columns.append([*typical_names(found)])
    columns.append([*numbers(found.stabiliteit, SHARE_DECIMALS)])
    for row, (start, own) in enumerate(
        zip(identity(assessment, found.dekking), zip(*columns, strict=True), strict=True)
    ):
        yield (*start, *own, joined(_notes(assessment, found, row)))


def _notes(assessment: Assessment, found: Segments, row: int) -> Iterator[str]:
    if found.reden[row]:
        yield found.reden[row]
        return
    if verdict := found.oordeel(row):
        yield f"{verdict.capitalize()}: een andere kan net zo goed de grootste zijn."
    rule = assessment.rulebook.segmentaties.get(found.id)
    if rule is not None and rule.inlezen is not None:
        yield f"Aandelen uit uw eigen kolommen ({rule.inlezen.licentiehouder}); gebruik ze zoals uw licentie toestaat."
    yield from filter(None, (validation_text(assessment, found, row), why_text(found, row)))
    typical = typical_text(found, row) if found.maat == "aandeel" else ""
    if typical:
        yield typical
    style = style_of(assessment, found, row)
    if style is not None and found is leading(assessment):
        yield reach_text(style)
        yield from filter(None, (second_style_text(assessment, found, row),))
