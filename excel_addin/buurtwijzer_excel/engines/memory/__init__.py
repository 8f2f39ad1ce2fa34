"""Engine ``memory``: workbooks in plain Python behind xlwings, for tests and for a task pane that sends JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xlwings


def start(payload: dict[str, Any] | None = None) -> xlwings.App:
    """Start a program, with a workbook from JSON when there is one.

    Args:
        payload: See `payload.book_from`.

    Raises:
        PayloadError: The JSON is not a workbook.
    """
    import xlwings as xw  # noqa: PLC0415 - heavy, and only a command needs it

    from buurtwijzer_excel.engines.memory.app import NAME, Engine  # noqa: PLC0415
    from buurtwijzer_excel.engines.memory.payload import book_from  # noqa: PLC0415

    if not any(engine.name == NAME for engine in xw.engines):
        xw.engines.add(xw.Engine(impl=Engine()))
    engine = xw.engines[NAME]
    engine.activate()
    app = engine.apps.add(add_book=False)
    if payload is not None:
        app.books.impl.add(book_from(payload))
    return app


def answer(app: xlwings.App) -> dict[str, Any]:
    """Give the workbook in front and what was told, as JSON."""
    from buurtwijzer_excel.engines.memory.payload import answer_form  # noqa: PLC0415

    return answer_form(app.impl.model)
