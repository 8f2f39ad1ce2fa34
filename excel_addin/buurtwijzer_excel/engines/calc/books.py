"""Workbooks: the documents that are open in one LibreOffice, opened, saved and closed as Excel would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from buurtwijzer_excel.engines.calc.bridge import OfficeError, load_uno, properties, to_path, to_url
from buurtwijzer_excel.engines.calc.dressing import drop_styles
from buurtwijzer_excel.engines.calc.formats import Formats
from buurtwijzer_excel.engines.calc.formulas import parser_of
from buurtwijzer_excel.engines.calc.issue_kinds import X455
from buurtwijzer_excel.engines.calc.names import Names
from buurtwijzer_excel.engines.calc.sheets import Sheet, Sheets
from buurtwijzer_excel.engines.calc.undo import UndoList

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.app import App

_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
_NEW = "private:factory/scalc"
_NO_MACROS, _NO_LINKS = 0, 0
_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xltx": "Calc MS Excel 2007 XML Template",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
    ".csv": "Text - txt - csv (StarCalc)",
    ".html": "HTML (StarCalc)",
}
_PDF = "calc_pdf_Export"


class Books(base_classes.Books):
    """The open workbooks, in the order in which we first saw them."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def api(self) -> Any:
        return self.app.bridge.desktop.getComponents()

    @property
    def front(self) -> Book | None:
        """Give the workbook the user works in, else the first one; None when there is none."""
        return self.in_front or next(iter(self), None)

    @property
    def in_front(self) -> Book | None:
        """Give the workbook in the window that was used last; None when that shows something else."""
        document = self.app.bridge.desktop.getCurrentComponent()
        if document is None or not document.supportsService(_SPREADSHEET):
            return None
        book = self._book(document)
        if not book.undo.records:  # while a command runs the user changes nothing
            book.look_again()
        return book

    @property
    def active(self) -> Book:
        book = self.front
        if book is None:
            raise KeyError("geen werkmap open")
        return book

    def __call__(self, name_or_index: str | int) -> Book:
        books = list(self)
        if isinstance(name_or_index, int):
            return books[name_or_index - 1]
        for book in books:
            if book.name.casefold() == name_or_index.casefold():
                return book
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __iter__(self) -> Iterator[Book]:
        found: list[Book] = []
        components = self.api.createEnumeration()
        while components.hasMoreElements():
            document = components.nextElement()
            if document.supportsService(_SPREADSHEET):
                found.append(self._book(document))
        return iter(sorted(found, key=lambda book: int(book.key)))

    def _book(self, document: Any) -> Book:
        """Give the same book for the same document: what it knows of it costs time to find out."""
        key = str(document.RuntimeUID)
        return self.app.known.setdefault(key, Book(self.app, document, key))

    def add(self) -> Book:
        return self._load(_NEW)

    def open(
        self,
        fullname: str,
        update_links: bool | None = None,
        read_only: bool | None = None,
        format: Any = None,
        password: str | None = None,
        *_rest: Any,
    ) -> Book:
        choices: dict[str, Any] = {"MacroExecutionMode": _NO_MACROS}
        if not update_links:
            choices["UpdateDocMode"] = _NO_LINKS
        if read_only:
            choices["ReadOnly"] = True
        if password:
            choices["Password"] = password
        return self._load(to_url(fullname), **choices)

    def _load(self, url: str, **choices: Any) -> Book:
        if self.app.office.windowed and not self.app.visible:
            choices["Hidden"] = True
        document = self.app.bridge.desktop.loadComponentFromURL(url, "_blank", 0, properties(**choices))
        if document is None or not document.supportsService(_SPREADSHEET):
            if document is not None:
                document.close(True)
            raise OSError(f"geen werkmap: {Path(to_path(url)).name}")
        book = self._book(document)
        book.activate()
        if self.app.calculation == "manual":
            document.enableAutomaticCalculation(False)
        return book


class Book(base_classes.Book):
    """A workbook."""

    def __init__(self, app: App, xl: Any, key: str) -> None:
        self._app = app
        self.xl = xl
        self.key = key
        self._controller: Any = None
        self._names: tuple[str, ...] = ()
        self._sheets: list[Sheet] = []
        self.known_names: dict[str, Any] = {}

    @property
    def app(self) -> App:
        return self._app

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def name(self) -> str:
        url = self.xl.getURL()
        return Path(to_path(url)).name if url else str(self.xl.getTitle())

    @property
    def fullname(self) -> str:
        url = self.xl.getURL()
        return to_path(url) if url else self.name

    @cached_property
    def formats(self) -> Formats:
        """Give its number formats; every new object over the bridge costs milliseconds."""
        return Formats(self.xl)

    @cached_property
    def parser(self) -> Any:
        """Give what reads and writes formulas of Excel."""
        return parser_of(self.xl)

    @cached_property
    def undo(self) -> UndoList:
        """Give what the user can undo."""
        return UndoList(self.xl)

    @cached_property
    def named_ranges(self) -> Any:
        """Give its defined names in LibreOffice, without those of its sheets."""
        return self.xl.NamedRanges

    @cached_property
    def all_sheets(self) -> Any:
        """Give its sheets in LibreOffice."""
        return self.xl.getSheets()

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    @property
    def window(self) -> Any:
        """Give the window that shows it."""
        return self.controller.getFrame().getContainerWindow()

    @property
    def controller(self) -> Any:
        """Give what shows it."""
        if self._controller is None:
            self._controller = self.xl.getCurrentController()
        return self._controller

    @property
    def sheet_list(self) -> list[Sheet]:
        """Give its sheets in order; the same object for the same name."""
        self.look()
        return self._sheets

    def look(self) -> None:
        """See which sheets there are."""
        names = tuple(self.all_sheets.getElementNames())
        if names != self._names:
            known = {sheet.known_as: sheet for sheet in self._sheets}
            self._sheets = [known.get(name) or Sheet(self) for name in names]
            for index, (name, sheet) in enumerate(zip(names, self._sheets, strict=True)):
                sheet.renew(name, index)
            self._names = names

    @property
    def has_looked(self) -> bool:
        """Tell whether its sheets are as when we last looked, as far as we know."""
        return bool(self._names)

    def change_sheets(self) -> None:
        """Count a change of the sheets themselves that is about to be made: of their number, order, names or hiding.

        Raises:
            OfficeError: The structure is protected. LibreOffice keeps only its user from such a change, not us.
        """
        if self.xl.isProtected():
            raise OfficeError([X455.at(self.name)])
        self.undo.count()

    def sheet_at(self, index: int) -> Sheet:
        """Give a sheet by its place, from 0."""
        return self.sheet_list[index]

    def look_again(self) -> None:
        """Forget what may have changed since we looked; sheets we hold may go on with a fresh object in LibreOffice.

        One that was held while cells were inserted or deleted on it no longer knows all its own cells.
        """
        self._controller = None
        self._names = ()

    def activate(self) -> None:
        self.controller.getFrame().activate()

    def close(self) -> None:
        self.xl.setModified(False)
        self.xl.close(True)
        self.app.known.pop(self.key, None)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if path is None and self.xl.getURL():
            self.xl.store()
            return
        target = Path(path or f"{self.name}.xlsx").resolve()
        if target.suffix.lower() not in _FILTERS:
            raise ValueError(f"onbekend soort bestand: {target.name}")
        choices: dict[str, Any] = {"FilterName": _FILTERS[target.suffix.lower()], "Overwrite": True}
        if password:
            choices["Password"] = password
        self.xl.storeAsURL(to_url(str(target)), properties(**choices))

    def to_pdf(self, path: str, quality: str, selection: Any = None) -> None:
        choices: dict[str, Any] = {"FilterName": _PDF, "Overwrite": True}
        if selection is not None:
            data = load_uno().Any("[]com.sun.star.beans.PropertyValue", properties(Selection=selection))
            choices["FilterData"] = data
        self.xl.storeToURL(to_url(path), properties(**choices))

    def mend(self) -> bool:
        """Put right what a program of ours left that was ended while it wrote; tells whether there was anything."""
        if self.undo.records or not self.app.screen_updating:
            return False
        self._unlock()
        selected = self.app.selection
        undone, removed = self.undo.roll_back(), self.undo.remove_scratch()
        if not (undone or removed):
            return False
        self._unlock()  # an undo locks too
        self.look_again()
        self.known_names.clear()
        if selected is not None:
            with suppress(Exception):  # on a sheet that is gone again
                selected.select()
        return True

    def _unlock(self) -> None:
        while self.xl.hasControllersLocked():
            self.xl.unlockControllers()

    def drop_styles(self) -> None:
        """Take away the cell styles of ours that colours needed."""
        drop_styles(self.xl)

    def undo_group(self, title: str) -> AbstractContextManager[None]:
        """Make everything inside one step in the undo list, with this title."""
        return self.undo.one_step(title)
