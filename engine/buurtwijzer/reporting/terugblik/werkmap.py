"""`write_backtest()`: a back-test as a workbook. Same result, same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from buurtwijzer.evidence.backtest.model import Terugblik
from buurtwijzer.reporting.plain_workbook import write_answer
from buurtwijzer.reporting.terugblik.bladen import receipt, sheets

_TITLE = "Buurtwijzer: terugblik op de scores"


def write_backtest(
    found: Terugblik,
    path: Path,
    *,
    overschrijf: bool = False,
    datum: date | None = None,
    invoer: Sequence[Path] = (),
) -> None:
    """Write a back-test as a workbook, whole or not at all.

    Args:
        found: The result.
        path: File to write; its name ends on ``.xlsx``.
        overschrijf: Whether an existing file may be replaced; a file that was read never is.
        datum: Date for the properties and Verantwoording; None names none.
        invoer: The files that were read.

    Raises:
        OutputError: The file could not be written; what was there is untouched.
    """
    write_answer(
        sheets(found),
        found.issues,
        receipt(found, datum),
        path,
        _TITLE,
        bronnen=found.bestanden,
        datum=datum,
        overschrijf=overschrijf,
        invoer=invoer,
    )
