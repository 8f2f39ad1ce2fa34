"""One LibreOffice as an app of xlwings: its books, what is selected, the status bar, messages and modes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from buurtwijzer_excel.engines.calc.books import Book, Books
from buurtwijzer_excel.engines.calc.bridge import Bridge, enum, is_gone
from buurtwijzer_excel.engines.calc.office import Office
from buurtwijzer_excel.engines.calc.ranges import Range, range_of

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.engine import Apps, Engine

_BUTTONS = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}
_SUPPOSED = {"ok": "ok", "ok_cancel": "cancel", "yes_no": "no", "yes_no_cancel": "cancel"}
_LONG = 100


class App(base_classes.App):
    """A LibreOffice; ending one that the user started only lets it go."""

    enable_events: bool = True
    interactive: bool = True
    display_alerts: bool = True

    def __init__(self, apps: Apps, office: Office, *, visible: bool = True) -> None:
        self.apps = apps
        self.office = office
        self.cut: Range | None = None
        self.told: list[str] = []
        self.known: dict[str, Book] = {}
        self._visible = visible
        self._calculation = "automatic"
        self._status: tuple[str, Any] | None = None
        self._frozen: list[Any] | None = None

    @property
    def bridge(self) -> Bridge:
        return self.office.bridge

    @property
    def engine(self) -> Engine:
        return self.apps.engine

    @property
    def api(self) -> Any:
        return self.bridge.desktop

    @property
    def runs(self) -> bool:
        if not self.office.runs:
            return False
        if self.office.is_ours:
            return True
        try:
            self.bridge.desktop.getCurrentFrame()
        except Exception as error:
            if is_gone(error):
                return False
            raise
        return True

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Range | None:
        book = self.books.front
        selected = None if book is None else book.controller.getSelection()
        return None if book is None or selected is None else range_of(book, selected)

    def activate(self, steal_focus: bool = False) -> None:
        self.apps.take(self)
        self.apps.engine.activate()
        frame = self.bridge.desktop.getCurrentFrame()
        if steal_focus and frame is not None:
            frame.getContainerWindow().toFront()

    @property
    def visible(self) -> bool:
        return self._visible

    @visible.setter
    def visible(self, value: bool) -> None:
        self._visible = bool(value)
        for book in self.books:
            book.window.setVisible(self._visible)

    def quit(self) -> None:
        if self.office.is_ours:
            try:
                for book in self.books:
                    book.close()
                self.bridge.desktop.terminate()
            except Exception as error:
                if not is_gone(error):
                    raise
        self.office.end()
        self.apps.drop(self)

    def kill(self) -> None:
        self.office.end(wait_s=0.0)
        self.apps.drop(self)

    @property
    def pid(self) -> int:
        return self.office.pid

    @property
    def hwnd(self) -> None:
        return None

    @property
    def version(self) -> str:
        return self.bridge.setting("/org.openoffice.Setup/Product", "ooSetupVersion")

    @property
    def path(self) -> str:
        return self.bridge.service("util.PathSubstitution").substituteVariables("$(prog)", True)  # type: ignore[no-any-return]

    @property
    def screen_updating(self) -> bool:
        return self._frozen is None

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        if value == self.screen_updating:
            return
        if value:
            for document in self._frozen or ():
                if document.hasControllersLocked():
                    document.unlockControllers()
            self._frozen = None
        else:
            self._frozen = [book.xl for book in self.books]
            for document in self._frozen:
                document.lockControllers()

    @property
    def calculation(self) -> str:
        return self._calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        # semiautomatic is automatic but for the what-if tables of Excel, which Calc does not have
        if value not in ("automatic", "manual", "semiautomatic"):
            raise ValueError(value)
        self._calculation = value
        for book in self.books:
            book.xl.enableAutomaticCalculation(value != "manual")

    def calculate(self) -> None:
        for book in self.books:
            book.xl.calculateAll()

    @property
    def status_bar(self) -> str | bool:
        return self._status[0] if self._status else False

    @status_bar.setter
    def status_bar(self, value: str | bool | None) -> None:
        if not isinstance(value, str) or not value:
            if self._status:
                self._status[1].end()
            self._status = None
        elif self._status:
            self._status[1].setText(value)
            self._status = (value, self._status[1])
        else:
            frame = self.bridge.desktop.getCurrentFrame()
            if frame is not None:
                indicator = frame.createStatusIndicator()
                indicator.start(value, _LONG)
                self._status = (value, indicator)

    @property
    def cut_copy_mode(self) -> str | None:
        return None if self.cut is None else "copy"

    @cut_copy_mode.setter
    def cut_copy_mode(self, _value: bool) -> None:
        self.cut = None

    def alert(self, prompt: str, title: str | None, buttons: str, mode: str | None, callback: Any) -> str:
        """Show a message; where nobody can see it, it is kept and the careful answer is given."""
        frame = self.bridge.desktop.getCurrentFrame()
        if frame is None or not (self.office.windowed and self._visible and self.display_alerts):
            self.told.append(prompt or "")
            return _SUPPOSED[buttons or "ok"]
        kind = {"info": "INFOBOX", "critical": "ERRORBOX"}.get(mode or "", "MESSAGEBOX")
        if kind == "INFOBOX" and buttons not in (None, "ok"):
            kind = "QUERYBOX"
        box = self.bridge.service("awt.Toolkit").createMessageBox(
            frame.getContainerWindow(),
            enum("awt.MessageBoxType", kind),
            _BUTTONS[buttons or "ok"],
            title or "",
            prompt or "",
        )
        return _ANSWERS[int(box.execute())]
