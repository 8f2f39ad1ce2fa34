"""`write_workbook()`: a result as an Excel workbook. Text stays text; same result, same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import IO

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.errors import OutputError
from buurtwijzer.reporting.charts import charts
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.reporting.issue_kinds import X106, X107
from buurtwijzer.reporting.page import footer
from buurtwijzer.reporting.pour import pour
from buurtwijzer.reporting.sheets import Plan
from buurtwijzer.reporting.skeleton import make_skeleton


def write_workbook(
    assessment: Assessment,
    path: Path,
    *,
    overschrijf: bool = False,
    datum: date | None = None,
    invoer: Sequence[Path] = (),
) -> None:
    """Write a result as a workbook, whole or not at all.

    Args:
        assessment: The result.
        path: File to write; its name ends on ``.xlsx``.
        overschrijf: Whether an existing file may be replaced; a file that was read never is.
        datum: Date for the properties and Verantwoording; None gives a fixed one: equal results, equal files.
        invoer: The files that were read, as far as the caller knows their places.

    Raises:
        OutputError: The file could not be written; what was there is untouched.
    """
    if path.suffix.lower() != ".xlsx":
        raise OutputError([X107.at(path.name or str(path))])
    check_target(path, overschrijf=overschrijf, invoer=invoer)
    if path.exists() and _hash(path) in {source.sha256 for source in assessment.table.bestanden}:
        raise OutputError([X106.at(path.name)])
    write_safely(path, lambda file: _write(assessment, file, datum), overschrijf=overschrijf, invoer=invoer)


def workbook_bytes(assessment: Assessment, *, datum: date | None = None) -> bytes:
    """Give a result as the bytes of a workbook.

    Args:
        assessment: The result.
        datum: As for `write_workbook`.
    """
    buffer = BytesIO()
    _write(assessment, buffer, datum)
    return buffer.getvalue()


def _write(assessment: Assessment, target: IO[bytes], datum: date | None) -> None:
    plan = Plan.of(assessment, datum=datum)
    foot = footer(assessment.table.bestanden)
    after = (plan.meldingen(), plan.verantwoording)
    skeleton = make_skeleton(plan.gebieden, charts(assessment, plan.gebieden, foot), after, foot, datum)
    pour(skeleton, plan, target)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
