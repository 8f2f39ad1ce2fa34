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


def mend(app: xw.App) -> bool:
    """Put right what a command left in the workbook in front whose program was ended while it wrote.

    Returns:
        Whether something was put right. Excel takes its own screen and undo list back when a macro ends.
    """
    book = app.books.active if len(app.books) else None
    put_right = getattr(book and book.impl, "mend", None)
    return put_right is not None and put_right()
