"""Defined names of the workbook itself: set and taken away so that a failure further on puts them back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from buurtwijzer_excel.live.journal import Journal

if TYPE_CHECKING:
    import xlwings as xw


def set_name(book: xw.Book, name: str, refers_to: str | None, journal: Journal) -> None:
    """Let a name of the workbook refer to something, or take it away; one whose cells are gone is made anew."""
    found = _find(book, name)
    if found is None and refers_to is None:
        return
    journal.undo_with(partial(_let, book, name, None if found is None else found.refers_to))
    if found is not None:
        found.delete()
    if refers_to is not None:
        book.names.add(name, refers_to)


def _find(book: xw.Book, name: str) -> xw.Name | None:
    return next((known for known in book.names if known.name == name), None)


def _let(book: xw.Book, name: str, refers_to: str | None) -> None:
    found = _find(book, name)
    if found is not None:
        found.delete()
    if refers_to is not None:
        book.names.add(name, refers_to)
