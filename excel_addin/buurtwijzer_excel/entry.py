"""What the buttons of the add-in start: one function per button, found by name, whatever the workbook is called.

The VBA of the add-in runs ``import buurtwijzer_excel.entry; buurtwijzer_excel.entry.<function>()``, in a new Python.
"""

from __future__ import annotations

import os
import sys

_NO_BOOK = (
    "Buurtwijzer kan deze werkmap niet bereiken. Sla de werkmap op onder een gewone naam (zonder = en ;), sluit andere "
    "vensters van Excel en probeer het opnieuw. Wat er mis is, zegt 'buurtwijzer doctor'.\n"
)


def analyseer_selectie() -> None:
    """Write lifestyles, strengths, points of attention and advice beside the selected rows."""
    _perform("analyseer_selectie")


def leg_uit() -> None:
    """Say where the number in the selected cell comes from."""
    _perform("leg_uit")


def advies() -> None:
    """Show the interventions for the selected rows."""
    _perform("advies")


def vergelijk_scenarios() -> None:
    """Put the plans of this workbook side by side."""
    _perform("vergelijk_scenarios")


def waarde_per_euro() -> None:
    """Compute what the plan costs and brings."""
    _perform("waarde_per_euro")


def beste_plan() -> None:
    """Choose what is worth most within the budgets."""
    _perform("beste_plan")


def ververs() -> None:
    """Compute again what was written before."""
    _perform("ververs")


def regels_controleren() -> None:
    """Check the rules that this workbook uses."""
    _perform("regels_controleren")


def opruimen() -> None:
    """Take away everything that was written."""
    _perform("opruimen")


def instellingen() -> None:
    """Show the sheet with settings."""
    _perform("instellingen")


def _perform(naam: str) -> None:
    """Run a command in the program that called; without a workbook Excel shows what stands on standard error."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Late: the variable above must be there before numpy is loaded, which xlwings does.
    import xlwings as xw  # noqa: PLC0415

    from buurtwijzer_excel.cli.log import log_crash  # noqa: PLC0415
    from buurtwijzer_excel.commands.perform import perform  # noqa: PLC0415

    try:
        app = xw.Book.caller().app
    except Exception as error:  # noqa: BLE001 - whatever the program answers, the user reads Dutch
        log_crash(naam, error)
        sys.stderr.write(_NO_BOOK)
        sys.exit(1)
    perform(naam, app)
