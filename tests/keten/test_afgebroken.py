"""A command whose own process is killed while it writes in LibreOffice: the next one puts everything right."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import xlwings as xw

from buurtwijzer_excel.commands.perform import perform
from tests.calc import opened
from tests.keten.scenario_excel import DATA, save_payload, select, snapshot, standard_payload
from tests.keten.test_calc_office import channel_of

CHILD = """
import os, signal, sys
from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.engines.calc import attach, ranges
real, seen = ranges.write_block, []
def write(*args):
    seen.append(1)
    if len(seen) == int(sys.argv[2]):
        if sys.argv[3] == "erna":
            real(*args)
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args)
ranges.write_block = write
print(perform("analyseer_selectie", attach(sys.argv[1])))
"""


def killed_at(calc: xw.App, block: int, when: str) -> None:
    words = [sys.executable, "-c", CHILD, channel_of(calc), str(block), when]
    path = os.pathsep.join(part for part in sys.path if part)
    done = subprocess.run(words, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": path})
    assert done.returncode == -signal.SIGKILL, (done.stdout, done.stderr)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kent SIGKILL niet")
@pytest.mark.parametrize(
    ("block", "when", "command"),
    [
        (1, "ervoor", "opruimen"),
        (1, "erna", "analyseer_selectie"),
        (2, "ervoor", "analyseer_selectie"),
        (3, "ervoor", "opruimen"),
    ],
)
def test_a_killed_command_is_undone_by_the_next(
    block: int, when: str, command: str, calc: xw.App, root: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mijn buurten.xlsx"
    save_payload(standard_payload(root), path)
    with opened(calc, path) as book:
        sheet = select(calc, "A4:A6")
        sheet.range("A31").value = "van mij"
        before = {one.name: snapshot(one) for one in book.sheets}
        names = sorted(name.name for name in book.names)
        killed_at(calc, block, when)
        document = book.impl.xl
        assert document.hasControllersLocked()
        book.impl.look_again()
        text = perform(command, calc)
        assert "halverwege afgebroken" in text
        assert not document.hasControllersLocked()
        if command == "analyseer_selectie":
            assert "3 rijen" in text
            assert len([name for name in book.names if "Bwz_zekerheid" in name.name]) == 1
            assert book.sheet_names == [*before, "Meldingen (2)", "Bwz geschreven"]
            assert "halverwege" not in perform("opruimen", calc)
        assert {one.name: snapshot(one) for one in book.sheets} == before
        assert sorted(name.name for name in book.names) == names
        assert sheet.range("A31").value == "van mij"
        assert sheet.name == DATA


def test_a_finished_command_is_not_undone(calc: xw.App, root: Path, tmp_path: Path) -> None:
    path = tmp_path / "mijn buurten.xlsx"
    save_payload(standard_payload(root), path)
    with opened(calc, path) as book:
        select(calc, "A4:A6")
        perform("analyseer_selectie", calc)
        assert "halverwege" not in perform("ververs", calc)
        assert "Meldingen (2)" in book.sheet_names


def test_only_a_sheet_that_is_marked_is_taken_away(calc: xw.App, root: Path, tmp_path: Path) -> None:
    """Also when the workbook was saved meanwhile, and nothing is left to undo; one of the user with that name stays."""
    path = tmp_path / "mijn buurten.xlsx"
    save_payload(standard_payload(root), path)
    with opened(calc, path) as book:
        sheets = book.impl.xl.getSheets()
        for number, color in enumerate((0x42575A, -1)):
            sheets.insertNewByName("Buurtwijzer schrijft" + "." * number, sheets.getCount())
            sheets.getByIndex(sheets.getCount() - 1).TabColor = color
        book.impl.look_again()
        select(calc, "A4:A6")
        assert "halverwege" in perform("analyseer_selectie", calc)
        assert [name for name in book.sheet_names if "schrijft" in name] == ["Buurtwijzer schrijft."]
