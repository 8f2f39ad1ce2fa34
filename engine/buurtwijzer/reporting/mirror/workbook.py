"""`write_session()`: the workbook for a mirror session: the form to fill in, and the printed guide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.errors import OutputError
from buurtwijzer.data.judgements import Spiegeling
from buurtwijzer.reporting.bladen.spiegeling import NAAM, asked_rows, session_rules
from buurtwijzer.reporting.certainty import judge_certainty
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.issue_kinds import X107
from buurtwijzer.reporting.mirror.guide import guide
from buurtwijzer.reporting.page import footer
from buurtwijzer.reporting.pour import pour
from buurtwijzer.reporting.sheets import Plan
from buurtwijzer.reporting.skeleton import make_skeleton

_TITLE = "Buurtwijzer: spiegelgesprek"


@dataclass(frozen=True, slots=True)
class Session:
    """What was written.

    Attributes:
        gebieden: How many areas it is about.
        oordelen: How many judgements of before stand on it.
    """

    gebieden: int
    oordelen: int


def write_session(
    assessment: Assessment,
    path: Path,
    *,
    overschrijf: bool = False,
    datum: date | None = None,
    invoer: Sequence[Path] = (),
) -> Session:
    """Write the form and the guide for the areas of a result.

    Args:
        assessment: The result, with the judgements of before if there are any.
        path: File to write; its name ends on ``.xlsx``.
        overschrijf: Whether an existing file may be replaced; a file that was read never is.
        datum: Date for the properties; None gives a fixed one: equal results, equal files.
        invoer: The files that were read.

    Raises:
        InputError: There are too many areas for a form, or the rulebook has no rules for it.
        OutputError: The file could not be written; what was there is untouched.
    """
    if path.suffix.lower() != ".xlsx":
        raise OutputError([X107.at(path.name or str(path))])
    check_target(path, overschrijf=overschrijf, invoer=invoer)
    gesprek = session_rules(assessment.rulebook)
    asked = assessment if assessment.spiegeling is not None else replace(assessment, spiegeling=Spiegeling())
    rows = asked_rows(asked)
    findings = Findings.of(asked, judge_certainty(asked))
    foot = footer(asked.table.bestanden)

    def write(target: IO[bytes]) -> None:
        plan = Plan.of(asked, datum=datum, bladen=(NAAM,))
        after = (plan.meldingen(), plan.verantwoording)
        extra = guide(findings, rows, gesprek)
        pour(make_skeleton(plan.gebieden, extra, after, foot, datum, _TITLE), plan, target)

    write_safely(path, write, overschrijf=overschrijf, invoer=invoer)
    said = asked.spiegeling
    return Session(len(rows), 0 if said is None else sum(oordeel.telt for oordeel in said.oordelen))
