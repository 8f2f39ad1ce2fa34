"""What tests need of a live LibreOffice besides xlwings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlwings as xw

from buurtwijzer_excel.engines.calc.bridge import Bridge, properties


def speak_dutch(app: xw.App) -> None:
    """Let new documents follow Dutch customs: decimal comma, WAAR, jjjj."""
    set_locale(app.impl.bridge, "nl-NL")


def set_locale(bridge: Bridge, locale: str) -> None:
    provider = bridge.service("configuration.ConfigurationProvider")
    access = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess", properties(nodepath="/org.openoffice.Setup/L10N")
    )
    access.setPropertyValue("ooSetupSystemLocale", locale)
    access.commitChanges()


@contextmanager
def opened(app: xw.App, path: Path) -> Iterator[xw.Book]:
    """Open a workbook and close it again, whatever happens."""
    app.activate()
    book = app.books.open(path)
    try:
        yield book
    finally:
        book.close()
