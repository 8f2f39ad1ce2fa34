"""Makes a command one step to undo, in a program that can: Calc. Excel empties its undo list after a command."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw


def undo_group(app: xw.App, title: str) -> AbstractContextManager[None]:
    """Give what makes everything inside it one step in the undo list of the workbook in front.

    Args:
        app: The program.
        title: How the step is called there.
    """
    book = app.books.active if len(app.books) else None
    group = getattr(book and book.impl, "undo_group", None)
    return nullcontext() if group is None else group(title)
