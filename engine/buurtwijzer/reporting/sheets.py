"""`Plan`: a result as neutral sheets, in the order of the contract. Knows no Excel."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.issues import Issue
from buurtwijzer.reporting.blad import Blad, Kolom
from buurtwijzer.reporting.bladen.eigen_cijfers import eigen_cijfers
from buurtwijzer.reporting.bladen.eigen_gebieden import eigen_gebieden
from buurtwijzer.reporting.bladen.interventies import interventies
from buurtwijzer.reporting.bladen.krachten import krachten
from buurtwijzer.reporting.bladen.leefgebieden import leefgebieden
from buurtwijzer.reporting.bladen.meldingen import meldingen
from buurtwijzer.reporting.bladen.overzicht import overzicht
from buurtwijzer.reporting.bladen.risicos import risicos
from buurtwijzer.reporting.bladen.samenleven import samenleven
from buurtwijzer.reporting.bladen.segmenten import bewonersgroepen, leefstijlen
from buurtwijzer.reporting.bladen.spiegeling import spiegeling
from buurtwijzer.reporting.bladen.toelichting import toelichting
from buurtwijzer.reporting.bladen.verantwoording import verantwoording
from buurtwijzer.reporting.certainty import Certainty, judge_certainty
from buurtwijzer.reporting.clean import Changes, clean_columns, clean_sheet
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.mirror.mirrored import Mirror
from buurtwijzer.reporting.segments import groups, lifestyles
from buurtwijzer.scoring.outcomes import OutcomeKind

__all__ = ["Blad", "Kolom", "Plan", "build_sheets"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The sheets of a workbook before their rows are made.

    Attributes:
        gebieden: The sheets with areas; their headers are fit for a workbook, their texts are checked while read.
        verantwoording: The last sheet, fit for a workbook.
        changes: What had to be changed in the texts of each of these; complete once all rows have been read.
        issues: Findings of the result itself.
    """

    gebieden: tuple[Blad, ...]
    verantwoording: Blad
    changes: tuple[Changes, ...]
    issues: tuple[Issue, ...]

    @classmethod
    def of(cls, assessment: Assessment, *, datum: date | None = None, bladen: Collection[str] | None = None) -> Plan:
        """Plan the sheets of a result.

        Args:
            assessment: The result.
            datum: Date to name in Verantwoording; None names none.
            bladen: The only sheets with areas that are made, by name; None makes all.
        """
        mirror, by_figures = Mirror.of(assessment), judge_certainty(assessment)
        certainty = mirror.moved(by_figures)
        # What leads follows from the figures alone: a judgement moves no score and no order.
        sheets = [*_per_area(assessment, Findings.of(assessment, by_figures), certainty, mirror)]
        kept = [blad for blad in sheets if bladen is None or blad.naam in bladen]
        cleaned = [clean_columns(blad) for blad in kept]
        named = {blad for vraag in assessment.rulebook.vragen.values() for blad in vraag.bladen}
        elders = set() if bladen is None else {*named, *(blad.naam for blad in sheets)} - {*bladen}
        last, changes = clean_sheet(verantwoording(assessment, certainty, datum, elders))
        return cls(tuple(blad for blad, _ in cleaned), last, (*(own for _, own in cleaned), changes), assessment.issues)

    @property
    def bladen(self) -> tuple[tuple[Blad, Changes], ...]:
        """Give every sheet but Meldingen, each with its count of changes."""
        return tuple(zip((*self.gebieden, self.verantwoording), self.changes, strict=True))

    def meldingen(self) -> Blad:
        """Give the sheet Meldingen: complete once the rows of all other sheets have been read."""
        found = (*self.issues, *(issue for changes in self.changes for issue in changes.issues()))
        blad, own = clean_sheet(meldingen(found))
        return clean_sheet(meldingen((*found, *own.issues())))[0] if own.issues() else blad


def build_sheets(assessment: Assessment, *, datum: date | None = None) -> tuple[Blad, ...]:
    """Turn a result into sheets with all their rows, each text fit for a workbook.

    Args:
        assessment: The result.
        datum: Date to name in Verantwoording; None names none.

    Returns:
        The sheets in the order of the contract. Text that had to be changed is told in Meldingen.
    """
    plan = Plan.of(assessment, datum=datum)
    sheets = [
        replace(blad, rijen=tuple(tuple(changes.clean(c) if isinstance(c, str) else c for c in r) for r in blad.rijen))
        for blad, changes in zip(plan.gebieden, plan.changes, strict=False)
    ]
    return (*sheets, plan.meldingen(), plan.verantwoording)


def _per_area(assessment: Assessment, findings: Findings, certainty: Certainty, mirror: Mirror) -> Iterator[Blad]:
    yield overzicht(assessment, findings, certainty, mirror=mirror)
    profiles, shares = lifestyles(assessment), groups(assessment)
    if profiles is not None:
        yield leefstijlen(assessment, profiles)
    if shares is not None:
        yield bewonersgroepen(assessment, shares)
    if assessment.of_kind(OutcomeKind.LEEFGEBIED):
        yield leefgebieden(assessment)
    if assessment.of_kind(OutcomeKind.KRACHT):
        yield krachten(assessment, findings)
    if assessment.of_kind(OutcomeKind.RISICO):
        yield risicos(assessment)
    if assessment.samenleven is not None:
        yield samenleven(assessment, assessment.samenleven)
    if assessment.eigen is not None:
        yield eigen_cijfers(assessment, assessment.eigen)
    yield interventies(assessment, findings, certainty, mirror)
    yield toelichting(assessment, certainty, mirror)
    if assessment.spiegeling is not None:
        yield spiegeling(assessment, findings, mirror)
    own = eigen_gebieden(assessment)
    if own is not None:
        yield own
