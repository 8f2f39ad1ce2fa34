"""A table that was read whole from another form than a workbook or text: its rows, and a sheet made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, IssueKind
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.files.guard import MAX_CELLS, MAX_COLUMNS, SheetReport
from buurtwijzer.data.files.workbook import Row, Sheet
from buurtwijzer.data.forms import issue_kinds as forms


@dataclass(frozen=True, slots=True, eq=False)
class ReadTable:
    """A table with its header as first row.

    Attributes:
        naam: Name of the table; empty when the file holds one table without a name.
        rijen: Rows, equally long; cells as text or float, empty text for what is not filled.
        regels: Number of each row as people count it; None when they count up from 1.
        issues: What is worth telling about how it was read.
    """

    naam: str
    rijen: Sequence[Row]
    regels: Sequence[int] | None = None
    issues: tuple[Issue, ...] = ()

    def report(self) -> SheetReport:
        """Give what is known of it before it is recognised."""
        filled = sum(map(len, self.rijen))
        return SheetReport(self.naam, True, filled, frozenset(), frozenset())

    def sheet(self, bestand: str, report: SheetReport) -> Sheet:
        """Give it as a sheet of a file."""
        return Sheet(bestand, report, self.rijen, self.regels)


def check_size(naam: str, rows: int, columns: int) -> None:
    """Refuse a table with more cells or columns than a file may have.

    Raises:
        InputError: It has.
    """
    if columns > MAX_COLUMNS:
        raise refuse(naam, forms.TE_VEEL_KOLOMMEN, aantal=columns, grens=MAX_COLUMNS)
    if rows * columns > MAX_CELLS:
        raise refuse(naam, kinds.TE_VEEL_VELDEN, grens=MAX_CELLS)


def refuse(naam: str, kind: IssueKind, **values: object) -> InputError:
    """Make the error that refuses a file."""
    return InputError([kind.at(FilePlace(naam), **values)])
