"""Dresses a sheet in whatever program it stands; what a program refuses is told, and never stops a command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Grafiek, Keuze, Kleurregel
from buurtwijzer_excel.cli.log import log_crash
from buurtwijzer_excel.live.excel_dressing import ExcelDressing
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.workbook.dressing import Dressing, Keuzelijst, Wear
from buurtwijzer_excel.workbook.value_issue_kinds import X481

if TYPE_CHECKING:
    import xlwings as xw


def dressing_of(sheet: xw.Sheet) -> Dressing:
    """Give what dresses a sheet: the engine's own way, else Excel's."""
    own: Dressing | None = getattr(sheet.impl, "dressing", None)
    return ExcelDressing(sheet) if own is None else own


def dress(
    sheet: xw.Sheet,
    *,
    looks: Sequence[Wear] = (),
    fit: Callable[[], None] | None = None,
    keuzes: Sequence[Keuze | Keuzelijst] = (),
    kleuren: Sequence[Kleurregel] = (),
    grafieken: Sequence[Grafiek] = (),
    afdruk: Afdruk | None = None,
    slot: bool = False,
) -> list[Issue]:
    """Dress a sheet of ours; everything of a kind takes the place of what was there.

    Args:
        sheet: The sheet.
        looks: Looks of cells.
        fit: Gives rows their heights; after the looks, because they decide them, and before charts find their place.
        keuzes: What may be typed, and lists.
        kleuren: Looks that follow values.
        grafieken: Charts.
        afdruk: How it prints; None leaves that as it is.
        slot: Whether cells that are not open are locked at the end.

    Returns:
        What the user should know when the program refused something; the cells stand all the same.
    """
    way = dressing_of(sheet)
    steps: list[tuple[str, bool, Callable[[], None]]] = [
        ("de opmaak van de cellen", bool(looks), partial(way.wear, looks)),
        ("de hoogte van de rijen", fit is not None, fit or (lambda: None)),
        ("de bewaking van wat u typt en de keuzelijsten", bool(keuzes), partial(way.allow, keuzes)),
        ("de kleuren die een uitkomst volgen", bool(kleuren), partial(way.color, kleuren)),
        ("de grafieken", bool(grafieken), partial(way.draw, grafieken)),
    ]
    if afdruk is not None:
        steps.append(("hoe het blad wordt afgedrukt", True, partial(way.print_wide, afdruk)))
    if slot:  # last: what is locked cannot be dressed
        steps.append(("de beveiliging van de cellen die niet geel zijn", True, way.lock))
    refused = []
    for what, is_wanted, step in steps:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - a program is free to refuse; the numbers are what counts
            if is_wanted:
                log_crash("aankleden", error)
                refused.append(what)
    return [X481.at(CellPlace(sheet.book.name, sheet.name), wat=join_words(refused))] if refused else []


def unlock(sheet: xw.Sheet, journal: Journal) -> None:
    """Let us write on a sheet that we locked; when writing fails it is locked again."""
    way = dressing_of(sheet)
    journal.undo_with(way.lock)
    with suppress(Exception):  # a program without protection has nothing to lift; what it refuses it refuses further on
        way.unlock()


def undress(book: xw.Book) -> None:
    """Take away what dressing left in the workbook itself, once no sheet wears it any more."""
    drop = getattr(book.impl, "drop_styles", None)
    if drop is not None:
        drop()
