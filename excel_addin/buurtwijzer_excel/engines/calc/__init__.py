"""Engine ``calc`` for xlwings: a LibreOffice that runs, over its UNO bridge. Nothing of LibreOffice loads on import."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings


def start(*, visible: bool = False) -> xlwings.App:
    """Start a LibreOffice of our own, beside any other and with a profile of its own, without a workbook.

    Args:
        visible: Show a window, where there is a screen.

    Raises:
        OfficeError: LibreOffice or its bridge is missing, or it does not start.
    """
    import xlwings as xw  # noqa: PLC0415 - heavy, and only a command needs it

    from buurtwijzer_excel.engines.calc.engine import activate  # noqa: PLC0415

    return xw.App(impl=activate().apps.add(visible=visible, add_book=False))


def attach(channel: str | None = None) -> xlwings.App:
    """Connect to the LibreOffice that the user works in; letting it go does not end it.

    Args:
        channel: Where it listens, as ``soffice --accept`` says it; None finds one that runs.

    Raises:
        OfficeError: None runs, or the bridge is missing.
    """
    import xlwings as xw  # noqa: PLC0415

    from buurtwijzer_excel.engines.calc.engine import activate  # noqa: PLC0415

    return xw.App(impl=activate().apps.join(channel))
