"""Sheet ``Samenleven``: who lives together, and whether those who can do something are enough for those who need it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, LuieRijen, Rij, numbers
from buurtwijzer.reporting.bladen.gebied import (
    PINNED,
    SHARE_DECIMALS,
    closing_column,
    identity,
    identity_columns,
    joined,
)
from buurtwijzer.reporting.segments import validation_text
from buurtwijzer.reporting.texts import lowered
from buurtwijzer.rulebook.schema import Maatstaf
from buurtwijzer.segmentation.model import Samenleven

_PCT = 100.0
_BOUNDARIES = {
    "diversiteit": ("gelijk_tot", "gemengd_vanaf"),
    "afstand": ("dichtbij_tot", "veraf_vanaf"),
    "verhouding": ("ruim_tot", "krap_vanaf", "tekort_vanaf"),
    "meedoen": ("weinig_meedoen_tot", "veel_meedoen_vanaf"),
}
"""The numbers of ``parameters/samenleven`` at which the words of a figure change."""
_ROUNDED = 0.5
"""Nearer to a boundary than this a figure is, in whole points, the same as the boundary."""


def samenleven(assessment: Assessment, found: Samenleven) -> Blad:
    """Build the sheet."""
    rows = LuieRijen(len(assessment.table), lambda: _rows(assessment, found))
    return Blad("Samenleven", "bwz_samenleven", tuple(_columns()), rows, PINNED, regels=4)


def _columns() -> Iterator[Kolom]:
    wide = CelSoort.LANGE_TEKST
    yield from identity_columns("Deel van de kenmerken dat bekend is.", short=True)
    yield Kolom(
        "samenstelling",
        wide,
        44,
        "Wie er wonen: lijken zij op elkaar of liggen zij ver uit elkaar? Volgt uit diversiteit en afstand.",
        begint_groep=True,
    )
    yield Kolom(
        "zelfredzaamheid",
        wide,
        44,
        "Is er genoeg draagkracht voor de steun die nodig is? Volgt uit verhouding. Vraag naar steun en draagkracht "
        "zijn hier cijfers van het gebied zelf, waar die er zijn; Nederland is 100.",
    )
    yield Kolom("participatie", wide, 38, "Doen mensen mee, meer of minder dan elders? Volgt uit meedoen.")
    yield from _figure_columns()
    yield closing_column(
        "Waarom er geen uitspraak is, waar de uitspraken op rusten en welke op de grens liggen.", width=60, lines=7
    )


def _figure_columns() -> Iterator[Kolom]:
    score = CelSoort.PUNTEN
    yield Kolom("diversiteit", score, 11, "0 = één groep, 100 = alle groepen even groot.", begint_groep=True)
    yield Kolom(
        "afstand",
        score,
        10,
        "Hoe ver twee willekeurige bewoners uit elkaar liggen in manier van leven; 100 is het verst.",
    )
    yield Kolom(
        "steun nodig",
        CelSoort.PROCENT,
        10,
        "Verwachting uit welke groepen er wonen: aandeel bewoners dat steun van anderen nodig heeft. Los van "
        "verhouding, als die op cijfers van het gebied zelf rust.",
    )
    yield Kolom(
        "kan dragen",
        CelSoort.PROCENT,
        10,
        "Verwachting uit welke groepen er wonen: aandeel bewoners dat iets voor een ander kan doen. Kunnen is nog geen "
        "doen.",
    )
    yield Kolom(
        "verhouding",
        score,
        12,
        "Vraag naar steun gedeeld door draagkracht; Nederland is 100, meer is krapper. Uit cijfers van het gebied zelf "
        "als die er zijn, anders uit steun nodig en kan dragen: zie toelichting.",
    )
    yield Kolom(
        "meedoen",
        score,
        11,
        "Nederland is 100, meer is meer meedoen. Waaruit dit bestaat, staat in toelichting; de krachten vrijwillige "
        "inzet en mantelzorg zijn scores naast andere buurten en kunnen dus anders uitvallen.",
    )
    yield Kolom("soort cijfer", CelSoort.TEKST, 14, "Schatting voor dit gebied zelf, of verwachting uit wie er wonen.")


def _rows(assessment: Assessment, found: Samenleven) -> Iterator[Rij]:
    notes = _Notes.of(assessment, found)
    columns: tuple[list[Cel], ...] = (
        [text or None for text in found.samenstelling],
        [text or None for text in found.zelfredzaamheid],
        [text or None for text in found.participatie],
        [*numbers(found.diversiteit)],
        [*numbers(found.afstand)],
        [*numbers(found.vraag_pct / _PCT, SHARE_DECIMALS)],
        [*numbers(found.draagkracht_pct / _PCT, SHARE_DECIMALS)],
        [*numbers(found.verhouding)],
        [*numbers(found.meedoen)],
        [_kind(reden, measured) for reden, measured in zip(found.reden, found.is_gemeten.tolist(), strict=True)],
        [
            reden or joined([*notes.of_area(row), *_checked(assessment, found, row)])
            for row, reden in enumerate(found.reden)
        ],
    )
    for start, own in zip(identity(assessment, _coverage(assessment, found)), zip(*columns, strict=True), strict=True):
        yield (*start, *own)


@dataclass(frozen=True, slots=True, eq=False)
class _Notes:
    """Says what the findings of an area rest on and which of them could as well be a step different.

    Attributes:
        found: The findings.
        steun: What need and capacity of the area itself are made of.
        meedoen: What taking part by figures of the area itself is made of.
        op_de_grens: Per area the figures that lie near a boundary of their words.
    """

    found: Samenleven
    steun: str
    meedoen: str
    op_de_grens: list[list[str]]

    @classmethod
    def of(cls, assessment: Assessment, found: Samenleven) -> _Notes:
        rules = assessment.rulebook.segmentaties.get(found.segmentatie)
        rule = None if rules is None else rules.samenleven
        if rule is None:
            return cls(found, "", "", _near(assessment, found))
        need, carry, joining = (_names(assessment, part) for part in (rule.vraag, rule.draagkracht, rule.participatie))
        steun = f"Vraag naar steun telt {need}; draagkracht telt {carry}." if need and carry else ""
        return cls(found, steun, f"Meedoen telt {joining}." if joining else "", _near(assessment, found))

    def of_area(self, row: int) -> Iterator[str]:
        """Give the sentences of one area that has findings."""
        found = self.found
        if found.is_gemeten[row]:
            need, carry = (format_number(own.item(row), 0) for own in (found.vraag_pct, found.draagkracht_pct))
            yield (
                f"Twee rekenwijzen: wie er wonen doet verwachten dat {need} % steun nodig heeft en {carry} % iets kan "
                "dragen; zelfredzaamheid en verhouding volgen de cijfers van het gebied zelf."
            )
            if self.steun:
                yield self.steun
        if found.is_meedoen_gemeten[row] and self.meedoen:
            yield self.meedoen
        if self.op_de_grens[row]:
            yield f"Op de grens, dus de uitspraak had een stap anders kunnen zijn: {join_words(self.op_de_grens[row])}."


def _checked(assessment: Assessment, found: Samenleven, row: int) -> Iterator[str]:
    """Say whether the shares that all this rests on were checked here."""
    for segments in assessment.segmenten:
        told = validation_text(assessment, segments, row) if segments.id == found.segmentatie else ""
        if told:
            yield f"Rust op de aandelen van {lowered(assessment.rulebook.segmentaties[segments.id].naam)}. {told}"


def _names(assessment: Assessment, measures: Sequence[Maatstaf]) -> str:
    rules = assessment.rulebook.indicatoren
    return join_words([lowered(rules[m.indicator].naam) for m in measures if m.indicator in rules])


def _near(assessment: Assessment, found: Samenleven) -> list[list[str]]:
    """Give per area the figures near a boundary, each with its value."""
    near: list[list[str]] = [[] for _ in found.reden]
    if "samenleven" not in assessment.rulebook.parameters:
        return near
    for naam, boundaries in _BOUNDARIES.items():
        values = getattr(found, naam)
        limits = np.array([assessment.rulebook.getal("samenleven", boundary) for boundary in boundaries])
        close = (np.abs(values[:, None] - limits) <= _ROUNDED).any(axis=1)
        for row in np.flatnonzero(close).tolist():
            near[row].append(f"{naam} {format_number(values.item(row), 1)}")
    return near


def _kind(reden: str, is_measured: bool) -> str | None:
    if reden:
        return None
    return "schatting" if is_measured else "verwachting"


def _coverage(assessment: Assessment, found: Samenleven) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    known = next((s.dekking for s in assessment.segmenten if s.id == found.segmentatie), None)
    return np.full(len(assessment.table), np.nan) if known is None else known
