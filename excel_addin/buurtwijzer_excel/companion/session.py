"""What the window does, without the window: connect, look where the user is, run a command, tell how it went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import BuurtwijzerError
from buurtwijzer_excel.cli.log import log_issues
from buurtwijzer_excel.commands.perform import COMMANDS, Outcome, attempt, issues_text
from buurtwijzer_excel.companion.issue_kinds import no_answer
from buurtwijzer_excel.companion.program import CALC, EXCEL, NAMES, Connect
from buurtwijzer_excel.engines.calc.bridge import OfficeError
from buurtwijzer_excel.engines.calc.issue_kinds import X456

if TYPE_CHECKING:
    import xlwings as xw

_LONGEST = 40
_NO_BOOK = "geen werkmap open"
_NO_CELLS = "geen cellen gekozen"


@dataclass(frozen=True, slots=True)
class View:
    """What there is to see.

    Attributes:
        programma: Name of the program.
        verbonden: Whether it answers.
        werkmap: Name of the workbook in front.
        blad: Its sheet in front.
        selectie: What is selected on it.
        bezig: Name of the command that runs; empty when none does.
        stap: What it is doing.
        deel: Part of it that is done, 0-1.
        bericht: The last message.
        is_fout: Whether that tells that something went wrong.
    """

    programma: str
    verbonden: bool = False
    werkmap: str = ""
    blad: str = ""
    selectie: str = ""
    bezig: str = ""
    stap: str = ""
    deel: float = 0.0
    bericht: str = ""
    is_fout: bool = False


class Session:
    """One user at work in one program.

    Args:
        programma: Name of the program, for the user.
        connect: Connects to it.
        publish: Gets what there is to see, every time it changes.
    """

    def __init__(self, programma: str, connect: Connect, publish: Callable[[View], object]) -> None:
        self.view = View(programma)
        self._connect = connect
        self._publish = publish
        self._app: xw.App | None = None

    def connect(self) -> bool:
        """Connect, or say why that does not work; tells whether there is a program."""
        try:
            self._app = self._connect()
        except BuurtwijzerError as error:
            log_issues(error.issues)
            self._lose(issues_text(error.issues))
        except Exception as error:  # noqa: BLE001 - whatever the program answers, the user reads Dutch
            self._lose(str(no_answer(self.view.programma, error)))
        else:
            was_lost = not self.view.verbonden and self.view.is_fout
            self._show(verbonden=True, **({"bericht": "", "is_fout": False} if was_lost else {}))
            self.look()
        return self._app is not None

    def look(self) -> None:
        """See which workbook, sheet and cells are meant now; a program that has gone is let go."""
        if self._app is None:
            return
        try:
            werkmap, blad, selectie = _where(self._app)
        except Exception as error:  # noqa: BLE001 - it has ended, or it is in the middle of something
            self._lose(str(no_answer(self.view.programma, error)))
        else:
            self._show(verbonden=True, werkmap=werkmap, blad=blad, selectie=selectie)

    def run(self, naam: str) -> Outcome:
        """Run a command; connects first when that is needed.

        Raises:
            KeyError: There is no such command.
        """
        title = COMMANDS[naam]
        self.look()
        if self._app is None and not self.connect():
            return Outcome(self.view.bericht, is_gelukt=False)
        assert self._app is not None  # noqa: S101 - connect() said so
        self._show(bezig=title, stap="beginnen", deel=0.0, bericht="", is_fout=False)
        outcome = _attempt(naam, self._app, lambda step, done: self._show(stap=step, deel=done))
        self._show(bezig="", stap="", deel=0.0, bericht=outcome.tekst, is_fout=not outcome.is_gelukt)
        self.look()
        return outcome

    def _lose(self, text: str) -> None:
        self._app = None
        self._show(verbonden=False, werkmap="", blad="", selectie="", bericht=text, is_fout=True)

    def _show(self, **changes: object) -> None:
        changed = replace(self.view, **changes)  # type: ignore[arg-type]
        if changed != self.view:
            self.view = changed
            self._publish(changed)


def _attempt(naam: str, app: xw.App, tell: Callable[[str, float], object]) -> Outcome:
    """Run a command in the workbook in front; the message begins with which one that was."""
    try:
        name, more = _which(app)
    except BuurtwijzerError as error:
        log_issues(error.issues)
        return Outcome(issues_text(error.issues), is_gelukt=False)
    outcome = attempt(naam, app, tell)
    return replace(outcome, tekst=_begin_with(name, more, outcome.tekst)) if name else outcome


def _which(app: xw.App) -> tuple[str, str]:
    """Give the name of the workbook in front, if any, and what more is open.

    Raises:
        OfficeError: Several are open and none is in front: a command could change the wrong one.
    """
    count, programs = len(app.books), len(app.engine.apps) if app.engine.name == EXCEL else 1
    if not count:
        return "", ""
    if count > 1 and getattr(app.books.impl, "in_front", app) is None:
        names = join_words(sorted(book.name for book in app.books))
        raise OfficeError([X456.at(NAMES[CALC], aantal=count, namen=names)])
    more = [f"{count} werkmappen open"] if count > 1 else []
    more += [f"{programs} keer gestart"] if programs > 1 else []
    return app.books.active.name, join_words(more)


def _begin_with(name: str, more: str, text: str) -> str:
    if more:
        return f"Werkmap {name} (vooraan; {more}): {text}"
    return f"Werkmap {text}" if text.startswith(f"{name}, ") else f"Werkmap {name}: {text}"


def _where(app: xw.App) -> tuple[str, str, str]:
    if not len(app.books):
        return _NO_BOOK, "", ""
    book = app.books.active
    selection = app.selection
    address = _NO_CELLS
    if selection is not None:
        address = _short(selection.get_address(row_absolute=False, column_absolute=False))
    return book.name, book.sheets.active.name, address


def _short(address: str) -> str:
    parts = address.split(",")
    return ", ".join(parts) if len(address) <= _LONGEST else f"{parts[0]} en nog {len(parts) - 1}"
