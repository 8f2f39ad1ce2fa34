"""``buurtwijzer excel``: one command at a time in a live Calc, and the window itself on a screen that nobody sees."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import pytest
import xlwings as xw

from buurtwijzer_excel.cli import excel as opdracht
from buurtwijzer_excel.commands.perform import COMMANDS
from buurtwijzer_excel.companion import program
from buurtwijzer_excel.companion.session import Session, View
from buurtwijzer_excel.companion.worker import Worker
from buurtwijzer_excel.engines.memory import start
from buurtwijzer_excel.ribbon.buttons import buttons
from tests.calc import opened
from tests.keten.conftest import Ran
from tests.keten.scenario_excel import DATA, filled_rows, save_payload, select, standard_payload

if TYPE_CHECKING:
    from buurtwijzer_excel.companion.window import Window

_WAIT_S = 30.0


@pytest.fixture
def live(calc: xw.App, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.Sheet]:
    """Give the rows of a workbook that is open in Calc, to which the command connects."""
    path = tmp_path / "mijn buurten.xlsx"
    save_payload(standard_payload(root), path)
    monkeypatch.setattr(program, "attach_calc", lambda: calc)
    monkeypatch.setattr(opdracht, "SYSTEM", "linux")
    with opened(calc, path):
        yield select(calc, "B5:F8")


def test_one_command_without_a_window(run: Callable[..., Ran], live: xw.Sheet, calc: xw.App) -> None:
    told = len(calc.impl.told)
    done = run("excel", "--opdracht", "analyseer_selectie")
    assert done.exit_code == 0, done.err
    says = f"4 rijen met een buurt bekeken. De uitkomsten staan op blad '{DATA}'"
    assert done.out.startswith(f"Werkmap mijn buurten.xlsx: {says}")
    assert filled_rows(live) == [5, 6, 7, 8]
    assert run("excel", "--programma", "calc", "--opdracht", "opruimen").out.startswith(
        "Werkmap mijn buurten.xlsx: Opgeruimd"
    )
    assert filled_rows(live) == []
    assert len(calc.impl.told) == told  # told on the terminal, not in a box that waits for a click


def test_a_refusal_is_an_error_on_the_terminal(run: Callable[..., Ran], live: xw.Sheet) -> None:
    done = run("excel", "--opdracht", "ververs")
    assert (done.exit_code, done.out) == (1, "")
    assert done.err.startswith(f"Werkmap mijn buurten.xlsx, blad {DATA}: [X216]")


def test_of_several_workbooks_it_names_the_one_in_front(run: Callable[..., Ran], live: xw.Sheet, calc: xw.App) -> None:
    other = calc.books.add()
    live.book.activate()
    done = run("excel", "--opdracht", "analyseer_selectie")
    assert done.out.startswith("Werkmap mijn buurten.xlsx (vooraan; 2 werkmappen open): 4 rijen")
    other.activate()
    done = run("excel", "--opdracht", "ververs")
    assert f"Werkmap {other.name} (vooraan; 2 werkmappen open): " in done.err
    other.close()


def test_with_none_of_several_workbooks_in_front_nothing_is_touched(
    run: Callable[..., Ran], live: xw.Sheet, calc: xw.App
) -> None:
    other = calc.books.add()
    start_center = calc.impl.bridge.desktop.findFrame("_blank", 0)
    start_center.activate()
    try:
        done = run("excel", "--opdracht", "analyseer_selectie")
    finally:
        start_center.close(True)
        other.close()
    assert done.exit_code == 1
    assert "[X456]" in done.err
    assert "2 werkmappen open en geen ervan is vooraan: " in done.err
    assert "mijn buurten.xlsx" in done.err
    assert filled_rows(live) == []


ALL = f"kies uit {', '.join(COMMANDS)}"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--opdracht", "scoor"], 2, ALL),
        (["--opdracht"], 2, ALL),
        (["--programma", "word"], 2, "kies uit excel, calc"),
        (["--programma", "excel"], 1, "[X411]"),
    ],
)
def test_wrong_use(run: Callable[..., Ran], words: list[str], code: int, says: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(opdracht, "SYSTEM", "linux")
    done = run("excel", *words)
    assert done.exit_code == code
    assert says in done.err


def test_start_is_only_for_calc(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opdracht, "SYSTEM", "win32")
    done = run("excel", "--start", "--opdracht", "ververs")
    assert done.exit_code == 2
    assert "alleen voor Calc" in done.err


@pytest.mark.parametrize(
    ("blocked", "says"), [("tkinter", "deze Python heeft geen tkinter"), ("", "er is geen beeldscherm")]
)
def test_where_there_is_no_window_it_says_what_to_do(blocked: str, says: str, tmp_path: Path) -> None:
    code = f"import sys; sys.modules.update({{n: None for n in {[blocked] if blocked else []}}})\n"
    code += "from buurtwijzer_excel.cli.run import run_command\n"
    code += "sys.exit(run_command('excel', 'buurtwijzer_excel.cli.excel', ['--programma', 'calc']))"
    environ = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "DISPLAY": ""}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "[X414]" in done.stderr
    assert says in done.stderr
    assert "--opdracht analyseer_selectie" in done.stderr


# The window


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """Give a screen that nobody sees."""
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is er niet; .ci/run installeert het")
    pytest.importorskip("tkinter", reason="deze Python heeft geen tkinter; .ci/run installeert het")
    ours, theirs = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[theirs],
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    with os.fdopen(ours) as said:
        number = said.readline().strip()
    yield f":{number}"
    process.terminate()
    process.wait(10)


@pytest.fixture
def memory(root: Path) -> Iterator[xw.App]:
    app = start(standard_payload(root))
    yield app
    app.quit()


@pytest.fixture
def window(screen: str, memory: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """Give the window on a workbook in memory, connected and in front."""
    from buurtwijzer_excel.companion.window import Window

    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("BUURTWIJZER_REGELS", raising=False)
    views: SimpleQueue[View] = SimpleQueue()
    made = Window(Session("Excel", lambda: memory, views.put), views, Worker(program.prepare_thread))
    monkeypatch.setattr(made.root, "mainloop", lambda: None)
    made.run()
    made.root.focus_force()
    wait(made, lambda: made.texts["werkmap"].get() == "mijn buurten.xlsx")
    yield made
    if not made.closed:
        made.close()
        wait(made, lambda: made.closed)


def wait(window: Window, until: Callable[[], bool]) -> None:
    last = time.monotonic() + _WAIT_S
    while not until():
        assert time.monotonic() < last, "het venster deed niets"
        if not window.closed:
            window.root.update()
        time.sleep(0.01)


def message(window: Window) -> str:
    return window.message.get("1.0", "end-1c")


def test_it_shows_the_buttons_of_the_tab_and_where_the_user_is(window: Window) -> None:
    shown = {name: (str(button["text"]).strip(), int(button["underline"])) for name, button in window.buttons.items()}
    assert {name: text for name, (text, _) in shown.items()} == COMMANDS
    for button in buttons():
        text, place = str(window.buttons[button.opdracht]["text"]), shown[button.opdracht][1]
        assert text[place].lower() == button.toets.lower()
    assert [window.texts[name].get() for name in ("programma", "blad", "selectie")] == ["Excel", DATA, "B5:F20"]


def test_everything_fits_on_a_small_screen(window: Window) -> None:
    window.root.update_idletasks()
    assert window.root.winfo_reqheight() <= 720
    assert window.root.winfo_reqwidth() <= 700
    for button in buttons():
        window.help.configure(text=button.uitleg)
        window.root.update_idletasks()
        assert window.help.winfo_reqheight() <= 80, "de hele uitleg past"


def test_looking_again_has_a_screentip_of_its_own(window: Window) -> None:
    window.buttons["advies"].event_generate("<Enter>")
    window.again.event_generate("<Enter>")
    assert "welke werkmap" in window.help["text"]


def test_a_screentip_shows_with_the_mouse_and_with_the_keyboard(window: Window) -> None:
    first, second = buttons()[:2]
    window.buttons[first.opdracht].event_generate("<Enter>")
    assert window.help["text"] == first.uitleg
    window.buttons[second.opdracht].focus_force()
    wait(window, lambda: window.help["text"] == second.uitleg)


@pytest.mark.parametrize("how", ["letter", "enter", "spatie", "muis"])
def test_a_button_works_with_keyboard_and_mouse(window: Window, memory: xw.App, how: str) -> None:
    button = window.buttons["instellingen"]
    match how:
        case "letter":
            window.root.event_generate("<Alt-i>")
        case "muis":
            button.invoke()
        case _:
            button.focus_force()
            window.root.update()
            button.event_generate("<Return>" if how == "enter" else "<space>")
    wait(window, lambda: "Ververs" in message(window))
    assert message(window).startswith("Werkmap mijn buurten.xlsx: ")
    assert window.texts["blad"].get() == "Instellingen"
    assert str(window.message["foreground"]) == "#1F2933"


def test_progress_shows_while_a_command_runs_and_buttons_wait(window: Window, memory: xw.App) -> None:
    seen: set[str] = set()
    states: set[bool] = set()

    def done() -> bool:
        seen.add(window.texts["stap"].get())
        if window.texts["stap"].get():
            states.add(window.buttons["advies"].instate(["disabled"]))
        return "bekeken" in message(window)

    window.root.event_generate("<Alt-a>")
    window.root.event_generate("<Alt-a>")  # the second time one runs already
    wait(window, done)
    assert any(text.startswith("Analyseer selectie: ") for text in seen)
    assert states == {True}
    assert window.buttons["advies"].instate(["!disabled"])
    assert window.progress["value"] >= 0
    assert filled_rows(memory.books.active.sheets[DATA])


def test_a_refusal_is_red_and_a_program_that_ends_is_told(window: Window, memory: xw.App) -> None:
    window.press("ververs")
    wait(window, lambda: "[X216]" in message(window))
    assert str(window.message["foreground"]) == "#8A1C1C"
    memory.books.active.close()
    wait(window, lambda: window.texts["werkmap"].get() == "geen werkmap open")


def test_it_closes_only_when_nothing_is_being_written(window: Window) -> None:
    hold = SimpleQueue[None]()
    window._worker.ask(hold.get)
    window.close()
    assert not window.closed
    assert "zodra Buurtwijzer klaar is" in window.texts["stap"].get()
    hold.put(None)
    wait(window, lambda: window.closed)
