"""The companion without a window: one source of buttons, what a user is told, and a thread that goes on."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from buurtwijzer.core.errors import BuurtwijzerError
from buurtwijzer_excel.commands.perform import COMMANDS
from buurtwijzer_excel.companion import program
from buurtwijzer_excel.companion.program import CALC, EXCEL, ProgramError, connector, default_program
from buurtwijzer_excel.companion.session import Session, View, _begin_with, _short, _which
from buurtwijzer_excel.companion.worker import Worker
from buurtwijzer_excel.engines.memory import start
from buurtwijzer_excel.ribbon.buttons import buttons


@pytest.fixture(autouse=True)
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


@pytest.fixture
def app() -> xw.App:
    blad = {"naam": "Blad 1", "waarden": [["code", "x"], ["niets", 1.0]]}
    boek = {"naam": "proef.xlsx", "bladen": [blad], "selectie": {"blad": "Blad 1", "adres": "A2:B2"}}
    return start({"schema": 1, "werkmap": boek})


def session(app: xw.App) -> tuple[Session, list[View]]:
    seen: list[View] = []
    return Session("Excel", lambda: app, seen.append), seen


def test_buttons_are_the_commands_in_the_words_of_the_tab() -> None:
    assert [(button.opdracht, button.naam) for button in buttons()] == list(COMMANDS.items())
    assert len({button.toets for button in buttons()}) == len(buttons())
    for button in buttons():
        assert button.uitleg.endswith(".")
        assert button.toets.lower() in button.naam.lower()
        assert button.pictogram.read_bytes().startswith(b"\x89PNG")


def test_excel_where_there_is_excel() -> None:
    assert [default_program(name) for name in ("win32", "darwin", "linux")] == [EXCEL, EXCEL, CALC]
    assert connector(EXCEL, "win32") is program.attach_excel
    assert connector(CALC, "win32") is program.attach_calc
    with pytest.raises(ProgramError, match="X411"):
        connector(EXCEL, "linux")


def test_an_excel_that_cannot_be_reached_is_told() -> None:
    # there is no Excel here: xlwings has no engine of that name
    with pytest.raises(ProgramError, match=r"X413.*Excel antwoordt niet"):
        program.attach_excel()


def test_where_the_user_is(app: xw.App) -> None:
    made, seen = session(app)
    assert made.connect()
    view = seen[-1]
    assert (view.verbonden, view.werkmap, view.blad, view.selectie) == (True, "proef.xlsx", "Blad 1", "A2:B2")
    app.books.active.sheets[0].range("A1").select()
    made.look()
    assert seen[-1].selectie == "A1"
    count = len(seen)
    made.look()
    assert len(seen) == count  # nothing changed, nothing to show


def test_a_command_shows_progress_and_ends_with_its_message(app: xw.App) -> None:
    made, seen = session(app)
    outcome = made.run("instellingen")
    assert outcome.is_gelukt
    assert seen[-1].bericht == outcome.tekst
    assert outcome.tekst.startswith("Werkmap proef.xlsx: ")
    assert "Ververs" in outcome.tekst
    busy = [view for view in seen if view.bezig]
    assert {view.bezig for view in busy} == {"Instellingen"}
    assert max(view.deel for view in busy) > 0
    assert (seen[-1].bezig, seen[-1].is_fout, seen[-1].blad) == ("", False, "Instellingen")
    assert app.impl.model.berichten == []  # the window tells it, not a message in the program


def test_a_refusal_is_told_with_what_to_do(app: xw.App) -> None:
    made, seen = session(app)
    outcome = made.run("analyseer_selectie")
    assert not outcome.is_gelukt
    assert "[X201]" in seen[-1].bericht
    assert seen[-1].is_fout
    assert made.run("instellingen").is_gelukt
    assert not seen[-1].is_fout


def test_with_excel_started_twice_it_says_which_is_meant() -> None:
    # Excel itself is not here: only what is asked of it
    book = SimpleNamespace(name="proef.xlsx")
    books: Any = type("Books", (list,), {"active": book, "impl": None})([book, book])
    excel: Any = SimpleNamespace(books=books, engine=SimpleNamespace(name=EXCEL, apps=[1, 2]))
    assert _begin_with(*_which(excel), "Klaar.") == (
        "Werkmap proef.xlsx (vooraan; 2 werkmappen open en 2 keer gestart): Klaar."
    )


def test_no_workbook() -> None:
    made, seen = session(start())
    made.connect()
    assert seen[-1].werkmap == "geen werkmap open"
    assert "[X212]" in made.run("ververs").tekst


def test_a_long_selection_is_shortened() -> None:
    assert _short("A1:B2,C3") == "A1:B2, C3"
    assert _short(",".join(f"A{row}:B{row}" for row in range(1, 30))) == "A1:B1 en nog 28"


def test_a_program_that_ends_is_let_go_and_found_again(app: xw.App) -> None:
    class Gone:
        @property
        def books(self) -> Any:
            raise OSError("weg")

    apps: list[Any] = [Gone(), app]
    seen: list[View] = []
    made = Session("Excel", lambda: apps.pop(0), seen.append)
    made.connect()
    assert (seen[-1].verbonden, seen[-1].is_fout) == (False, True)
    assert "[X413]" in seen[-1].bericht
    assert made.run("instellingen").is_gelukt  # connects by itself
    assert seen[-1].verbonden


def test_a_program_that_is_not_there_is_told() -> None:
    def none() -> xw.App:
        raise ProgramError([program.X412.at("Excel")])

    def broken() -> xw.App:
        raise OSError("geheim.xlsx")

    for connect, code in ((none, "X412"), (broken, "X413")):
        seen: list[View] = []
        made = Session("Excel", connect, seen.append)
        outcome = made.run("ververs")
        assert not outcome.is_gelukt
        assert code in outcome.tekst
        assert "geheim" not in outcome.tekst
        assert not seen[-1].verbonden


def test_errors_of_the_companion_are_ours() -> None:
    assert issubclass(ProgramError, BuurtwijzerError)


def test_jobs_run_in_order_in_one_thread_and_a_failing_one_stops_nothing() -> None:
    done: list[object] = []
    worker = Worker(lambda: done.append("begin"))
    worker.ask(lambda: done.append(threading.current_thread().name))
    worker.ask(lambda: 1 / 0)
    worker.ask(lambda: done.append(threading.current_thread().name))
    worker.stop(5.0)
    assert done == ["begin", "buurtwijzer", "buurtwijzer"]
    assert threading.main_thread().name != "buurtwijzer"


def test_a_worker_is_idle_when_everything_is_done() -> None:
    hold = threading.Event()
    worker = Worker(lambda: None)
    worker.ask(hold.wait)
    assert not worker.is_idle
    hold.set()
    worker.ask(lambda: None)
    worker.stop(5.0)
