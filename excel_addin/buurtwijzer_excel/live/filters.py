"""Whether a sheet has the arrows of a filter, which sort rows without our columns."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw


def has_filter(sheet: xw.Sheet) -> bool:
    """Tell whether a sheet has a filter; no when the program cannot say, as in a workbook in memory."""
    for ask in (_windows, _mac, _calc):
        with suppress(Exception):  # xlwings has no word for it, and each program its own
            return bool(ask(sheet))
    return False


def _windows(sheet: xw.Sheet) -> object:
    return sheet.api.AutoFilterMode


def _mac(sheet: xw.Sheet) -> object:
    return sheet.api.autofilter_mode.get()


def _calc(sheet: xw.Sheet) -> object:
    return sheet.book.api.getPropertyValue("UnnamedDatabaseRanges").getByTable(sheet.index - 1).AutoFilter
