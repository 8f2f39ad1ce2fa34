"""`write_backtest()`: a back-test as a workbook. Same result, same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from buurtwijzer.core.errors import OutputError
from buurtwijzer.evidence.backtest.model import Terugblik
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.clean import Changes, clean_sheet
from buurtwijzer.reporting.files import write_safely
from buurtwijzer.reporting.issue_kinds import X107
from buurtwijzer.reporting.page import footer
from buurtwijzer.reporting.pour import pour
from buurtwijzer.reporting.skeleton import make_skeleton
from buurtwijzer.reporting.terugblik.bladen import closing, sheets

_TITLE = "Buurtwijzer: terugblik op de scores"


@dataclass(frozen=True, slots=True)
class _Sheets:
    """The sheets as `pour` wants them."""

    bladen: tuple[tuple[Blad, Changes], ...]
    laatste: Blad

    def meldingen(self) -> Blad:
        """Give the sheet with findings."""
        return self.laatste


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
        overschrijf: Whether an existing file may be replaced.
        datum: Date for the properties and Verantwoording; None names none.
        invoer: The files that were read.

    Raises:
        OutputError: The file could not be written; what was there is untouched.
    """
    if path.suffix.lower() != ".xlsx":
        raise OutputError([X107.at(path.name or str(path))])
    write_safely(path, lambda file: _write(found, file, datum), overschrijf=overschrijf, invoer=invoer)


def _write(found: Terugblik, target: IO[bytes], datum: date | None) -> None:
    before = [clean_sheet(blad) for blad in sheets(found)]
    messages, last = (clean_sheet(blad) for blad in closing(found, datum))
    skeleton = make_skeleton(
        [blad for blad, _ in before], None, (messages[0], last[0]), footer(found.bestanden), datum, _TITLE
    )
    pour(skeleton, _Sheets((*before, last), messages[0]), target)
