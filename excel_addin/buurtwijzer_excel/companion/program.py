"""Finds the program the user works in, or starts Calc so that it can be found. Loads nothing of Excel on import."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from time import sleep
from typing import TYPE_CHECKING

from buurtwijzer.core.errors import BuurtwijzerError
from buurtwijzer_excel.companion.issue_kinds import X411, X412, X415, no_answer
from buurtwijzer_excel.engines.calc.office import ACCEPT, connect_own, find_program

if TYPE_CHECKING:
    import xlwings as xw

EXCEL, CALC = "excel", "calc"
NAMES = {EXCEL: "Excel", CALC: "LibreOffice Calc"}
"""Each program with its name on screen."""

START_BY_HAND = f'soffice --calc "{ACCEPT}"'
"""How a user starts Calc so that it listens."""

_WAIT_S, _STEP_S = 60, 0.2

Connect = Callable[[], "xw.App"]


class ProgramError(BuurtwijzerError):
    """The program is not there, does not answer, or has no screen to show a window on."""


def default_program(systeem: str) -> str:
    """Give the program that people use on a system (as `sys.platform` says it)."""
    return EXCEL if systeem in ("win32", "darwin") else CALC


def connector(programma: str, systeem: str) -> Connect:
    """Give what connects to a program.

    Args:
        programma: `EXCEL` or `CALC`.
        systeem: As `sys.platform` says it.

    Raises:
        ProgramError: That program is not on this system.
    """
    if programma == CALC:
        return attach_calc
    if default_program(systeem) != EXCEL:
        raise ProgramError([X411.at(NAMES[EXCEL])])
    return attach_excel


def attach_excel() -> xw.App:
    """Connect to the Excel that is in front.

    Raises:
        ProgramError: None runs, or it does not answer.
    """
    try:
        import xlwings as xw  # noqa: PLC0415 - heavy, and on Windows it wakes Excel's own machinery

        xw.engines[EXCEL].activate()
        found = xw.apps.active
    except Exception as error:
        raise ProgramError([no_answer(NAMES[EXCEL], error)]) from error
    if found is None:
        raise ProgramError([X412.at(NAMES[EXCEL])])
    return found


def attach_calc() -> xw.App:
    """Connect to the Calc that the user works in.

    Raises:
        OfficeError: None runs that can be reached.
    """
    from buurtwijzer_excel.engines.calc import attach  # noqa: PLC0415

    return attach()


def start_calc() -> None:
    """Start Calc as the user would, but listening to us; it stays when we end.

    Raises:
        OfficeError: LibreOffice or its bridge is not there.
        ProgramError: It does not answer.
    """
    if connect_own() is not None:
        return
    program = find_program()
    script = shutil.which("soffice", path=str(program.parent)) or str(program)
    subprocess.Popen(  # noqa: S603 - our own command, without a shell
        [script, "--calc", ACCEPT],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    for _ in range(round(_WAIT_S / _STEP_S)):
        sleep(_STEP_S)
        if connect_own() is not None:
            return
    raise ProgramError([X415.at(NAMES[CALC], seconden=_WAIT_S, opdracht=START_BY_HAND)])


def prepare_thread() -> None:
    """Let this thread talk to Excel: Windows asks every thread to say so."""
    if sys.platform == "win32":
        import pythoncom  # noqa: PLC0415 - only there

        pythoncom.CoInitialize()
