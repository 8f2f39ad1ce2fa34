"""Rows poured into the form of a workbook, straight into the zip: memory does not grow with the number of areas."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO, Protocol

from buurtwijzer.core.errors import OutputError
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.cells import SharedTexts, Texts, column_letter, escape, rows_xml
from buurtwijzer.reporting.clean import Changes
from buurtwijzer.reporting.issue_kinds import X124
from buurtwijzer.reporting.skeleton import Skeleton

_LEVEL = 2
_MOST_ROWS = 1_048_575
_LARGE_CELLS = 8_000_000
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_COLUMNS = re.compile(rb"<tableColumns .*?</tableColumns>", re.DOTALL)
_REF = re.compile(rb'(<table [^>]*?|<autoFilter )ref="[^"]*"')
_SHARED = "xl/sharedStrings.xml"


class Pourable(Protocol):
    """The sheets of a workbook; the last one to be made may tell what had to be changed in the others."""

    @property
    def bladen(self) -> tuple[tuple[Blad, Changes], ...]:
        """Give every sheet but the last one to be made, each with its count of changes."""

    def meldingen(self) -> Blad:
        """Give the sheet that is made once the rows of all others have been read."""


def pour(skeleton: Skeleton, plan: Pourable, target: IO[bytes]) -> None:
    """Write the workbook.

    Args:
        skeleton: Its form.
        plan: Its sheets; the rows are made while they are written.
        target: Where the bytes go; must be seekable.

    Raises:
        OutputError: A sheet has more rows than Excel can hold.
    """
    shared = SharedTexts({text: number for number, text in enumerate(skeleton.texts)}, skeleton.used)
    sheets = {skeleton.sheets[blad.naam]: (blad, changes) for blad, changes in plan.bladen}
    tables = {skeleton.tables[blad.naam]: blad for blad, _ in plan.bladen}
    messages = skeleton.sheets[plan.meldingen().naam]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as book:
        for name, content in skeleton.parts.items():
            if name == messages:
                final = plan.meldingen()
                tables[skeleton.tables[final.naam]] = final
                _add(book, name, sheet_xml(skeleton, final, shared, Changes(final.naam)))
            elif name in sheets:
                blad, changes = sheets[name]
                _add(book, name, sheet_xml(skeleton, blad, shared, changes), is_large=_cells(blad) > _LARGE_CELLS)
            elif name in tables:
                _add(book, name, iter((table_xml(content, tables[name]),)))
            elif name == _SHARED:
                _add(book, name, shared.xml())
            else:
                _add(book, name, iter((content,)))


def _cells(blad: Blad) -> int:
    return len(blad.rijen) * len(blad.kolommen)


def _add(book: zipfile.ZipFile, name: str, content: Iterator[bytes], *, is_large: bool = False) -> None:
    # Opened by its name it gets the level of the zip and 1 January 1980; a ZipInfo of our own would get level 6.
    with book.open(name, "w", force_zip64=is_large) as part:
        for piece in content:
            part.write(piece)


def sheet_xml(skeleton: Skeleton, blad: Blad, shared: Texts, changes: Changes) -> Iterator[bytes]:
    """Give the part of a sheet, a few hundred rows at a time.

    Args:
        skeleton: The form of the workbook.
        blad: The sheet; its rows are made while this is read.
        shared: Takes up the texts of its cells.
        changes: Counts texts that had to be changed.

    Raises:
        OutputError: The sheet has more rows than Excel can hold.
    """
    if len(blad.rijen) > _MOST_ROWS:
        raise OutputError([X124.at(f"blad {blad.naam}", rijen=len(blad.rijen), hoogstens=_MOST_ROWS)])
    before, after, styles = skeleton.around_rows(blad)
    yield _DIMENSION.sub(f'<dimension ref="{_range(blad)}"/>'.encode(), before)
    filled = blad if len(blad.rijen) else _with_one_empty_row(blad)
    yield from rows_xml(filled, styles, shared, changes)
    yield after


def _with_one_empty_row(blad: Blad) -> Blad:
    return Blad(blad.naam, blad.tabel, blad.kolommen, ((None,) * len(blad.kolommen),), blad.vast)


def _range(blad: Blad) -> str:
    return f"A1:{column_letter(len(blad.kolommen) - 1)}{max(1, len(blad.rijen)) + 1}"


def table_xml(content: bytes, blad: Blad) -> bytes:
    """Give the part of a table its real range, and its headers escaped as Excel compares them with the cells."""
    names = "".join(f'<tableColumn id="{n}" name="{escape(k.kop)}"/>' for n, k in enumerate(blad.kolommen, 1))
    columns = f'<tableColumns count="{len(blad.kolommen)}">{names}</tableColumns>'.encode()
    ranged = _REF.sub(rf'\1ref="{_range(blad)}"'.encode(), content)
    return _COLUMNS.sub(lambda _found: columns, ranged)
