"""`Mirror`: what residents and workers said of a result, per area and subject; it moves the stated certainty only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.judgements import KERN, VOORSTEL, Oordeel
from buurtwijzer.evidence.mirror import issue_kinds as kinds
from buurtwijzer.evidence.mirror.weigh import Drempels, Rolbeeld, Uitslag, pictures, weigh
from buurtwijzer.reporting.certainty import Certainty, Zekerheid, judge_certainty
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.mirror.held_up import known_marks, mark
from buurtwijzer.reporting.texts import sentence_case
from buurtwijzer.rulebook.schema import Spiegelgesprek

_ORDER = tuple(Zekerheid)
_NO_SCORE = 3
HERKEND = "ja"


@dataclass(frozen=True, slots=True, eq=False)
class Mirror:
    """What was said of a result.

    Attributes:
        assessment: The result.
        uitslagen: Per row of an area, per mark of a subject, what the judgements come to; only of what is said now.
        vorige: Judgements about what is no longer said.
        elders: Judgements about areas that are not in the result.
    """

    assessment: Assessment
    uitslagen: dict[int, dict[str, Uitslag]]
    vorige: tuple[Oordeel, ...]
    elders: tuple[Oordeel, ...]

    @classmethod
    def of(cls, assessment: Assessment) -> Mirror:
        """Weigh the judgements of a result; without a mirror session there is nothing to say."""
        gesprek, said = assessment.rulebook.spiegelgesprek, assessment.spiegeling
        if said is None or gesprek is None or not said.oordelen:
            return cls(assessment, {}, (), ())
        rows = {code: row for row, code in enumerate(assessment.table.code)}
        elsewhere = tuple(o for o in said.oordelen if o.code not in rows)
        here = [(rows[o.code], o) for o in said.oordelen if o.code in rows]
        findings = Findings.of(assessment)
        marks = {row: known_marks(findings, row) for row in {row for row, _ in here}}
        by_subject: dict[tuple[int, str], list[Oordeel]] = {}
        for row, oordeel in here:
            if oordeel.kenmerk in marks[row]:
                by_subject.setdefault((row, oordeel.kenmerk), []).append(oordeel)
        previous = tuple(o for row, o in here if o.kenmerk not in marks[row])
        weighing = _Weighing.of(assessment, gesprek)
        results: dict[int, dict[str, Uitslag]] = {}
        for (row, subject), own in by_subject.items():
            found = weighing.weigh(row, subject, own)
            if found.beelden:
                results.setdefault(row, {})[subject] = found
        return cls(assessment, results, previous, elsewhere)

    def of_outcome(self, outcome: int, row: int) -> Uitslag | None:
        """Give what was said of one score as a finding, by the number of its outcome."""
        found = self.assessment.uitkomsten[outcome]
        return self.uitslagen.get(row, {}).get(mark(found.soort, found.id))

    def of_advice(self, interventie: str, row: int) -> Uitslag | None:
        """Give what was said of a proposal."""
        return self.uitslagen.get(row, {}).get(f"{VOORSTEL}:{interventie}")

    def of_area(self, row: int) -> Uitslag | None:
        """Give what was said of the picture as a whole."""
        return next((found for subject, found in self.uitslagen.get(row, {}).items() if _is_whole(subject)), None)

    def summary(self, row: int) -> str:
        """Say per role what was recognised: of the whole, or else counted over the findings."""
        whole = self.of_area(row)
        said = {} if whole is None else {beeld.meervoud: beeld.tekst for beeld in whole.beelden}
        own = [found for subject, found in self.uitslagen.get(row, {}).items() if _is_finding(subject)]
        by_role: dict[str, list[Rolbeeld]] = {}
        for found in own:
            for beeld in found.beelden:
                by_role.setdefault(beeld.meervoud, []).append(beeld)
        return ", ".join(said.get(role) or _counted(role, parts) for role, parts in by_role.items())

    def area_notes(self, row: int) -> list[str]:
        """Give the sentences about an area as a whole: why its certainty moved and what roles disagree about."""
        whole = self.of_area(row)
        said = [f"{sentence_case(whole.reden)}."] if whole is not None and whole.reden else []
        differ = [s for s, found in self.uitslagen.get(row, {}).items() if found.oneens and not _is_whole(s)]
        if differ:
            said.append(f"Over {plural(len(differ), 'bevinding', 'bevindingen')} oordelen rollen verschillend.")
        return said

    def moved(self, certainty: Certainty) -> Certainty:
        """Give the certainty with the steps that the judgements take; no score changes."""
        if not self.uitslagen:
            return certainty
        words, areas = certainty.woorden.copy(), np.zeros(certainty.woorden.shape[1], dtype=np.int64)
        numbers = {mark(o.soort, o.id): number for number, o in enumerate(self.assessment.uitkomsten)}
        for row, subject, found in self._each():
            if subject in numbers:
                words[numbers[subject], row] -= found.stap
            elif _is_whole(subject):
                areas[row] = found.stap
        return replace(certainty, woorden=words, gebied_stap=areas, op_cijfers=certainty.woorden)

    def issues(self) -> Iterator[Issue]:
        """Tell about roles that disagree and about judgements that do not count."""
        said = self.assessment.spiegeling
        if said is None:
            return
        table, bron = self.assessment.table, said.bron
        names = {(o.code, o.kenmerk): o.onderwerp for o in said.oordelen}
        for row, subject, found in self._each():
            if found.oneens:
                place = f"{bron}, gebied {table.code[row]}"
                subject_name = names.get((table.code[row], subject), subject)
                yield kinds.ONEENS.at(place, onderwerp=subject_name, reden=found.reden)
        for kind, some in ((kinds.VORIGE, self.vorige), (kinds.ANDER_GEBIED, self.elders)):
            counted = sum(o.telt for o in some)
            if counted:
                yield kind.at(bron, aantal=plural(counted, "oordeel", "oordelen"))

    def _each(self) -> Iterator[tuple[int, str, Uitslag]]:
        for row, own in self.uitslagen.items():
            yield from ((row, subject, found) for subject, found in own.items())


@dataclass(frozen=True, slots=True, eq=False)
class _Weighing:
    """What the weighing of one subject rests on."""

    gesprek: Spiegelgesprek
    drempels: Drempels
    certainty: Certainty
    gebieden: list[Zekerheid]
    nummers: dict[str, int]

    @classmethod
    def of(cls, assessment: Assessment, gesprek: Spiegelgesprek) -> _Weighing:
        certainty = judge_certainty(assessment)
        numbers = {mark(o.soort, o.id): number for number, o in enumerate(assessment.uitkomsten)}
        return cls(gesprek, Drempels.of(assessment.rulebook), certainty, certainty.of_areas(), numbers)

    def weigh(self, row: int, subject: str, oordelen: list[Oordeel]) -> Uitslag:
        """Weigh a finding that has a certainty; of a lifestyle or a proposal only what was said."""
        beelden = pictures(oordelen, self.gesprek, self.drempels)
        number = self.nummers.get(subject)
        if number is not None and self.certainty.woorden.item(number, row) < _NO_SCORE:
            coverage = self.certainty.uitkomsten[number].dekking.item(row)
            word = self.certainty.woorden.item(number, row)
            return weigh(beelden, self.drempels, dekking=coverage, woord=word)
        if _is_whole(subject):
            coverage, word = self.certainty.gebieden.dekking.item(row), _ORDER.index(self.gebieden[row])
            return weigh(beelden, self.drempels, dekking=coverage, woord=word)
        return Uitslag(beelden)


def _is_whole(subject: str) -> bool:
    return subject.startswith(f"{KERN}:")


def _is_finding(subject: str) -> bool:
    return not subject.startswith(f"{VOORSTEL}:")


def _counted(role: str, parts: list[Rolbeeld]) -> str:
    """Count over how many findings a role says yes for the most part; the same people may have judged each."""
    recognised = sum(2 * beeld.aantal(HERKEND) > beeld.personen for beeld in parts)
    amount = plural(len(parts), "bevinding", "bevindingen")
    return f"{role}: {recognised} van {amount} herkend ({max(beeld.personen for beeld in parts)})"
