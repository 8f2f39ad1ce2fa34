"""Runs a command as a button does: screen still, progress shown, one Dutch message at the end whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from buurtwijzer.core.errors import BuurtwijzerError
from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.core.places import FilePlace

if TYPE_CHECKING:
    import xlwings as xw

COMMANDS: dict[str, str] = {
    "analyseer_selectie": "Analyseer selectie",
    "leg_uit": "Leg uit",
    "advies": "Advies",
    "vergelijk_scenarios": "Vergelijk scenario's",
    "waarde_per_euro": "Waarde per euro",
    "beste_plan": "Beste plan binnen budget",
    "ververs": "Ververs",
    "regels_controleren": "Regels controleren",
    "opruimen": "Opruimen",
    "instellingen": "Instellingen",
}
"""Id of each command with its name on a button."""
_MOST = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command went.

    Attributes:
        tekst: What to tell the user.
        is_gelukt: Whether it did what was asked.
        is_intern: Whether the mistake is ours.
    """

    tekst: str
    is_gelukt: bool
    is_intern: bool = False


def perform(naam: str, app: xw.App) -> str:
    """Run a command in a program.

    Args:
        naam: Id of the command; see `COMMANDS`.
        app: The program; its workbook in front and what is selected there are meant.

    Returns:
        The message that was shown.

    Raises:
        KeyError: There is no such command.
    """
    title = COMMANDS[naam]
    outcome = attempt(naam, app)
    app.alert(outcome.tekst, title=f"Buurtwijzer: {title}", mode="info" if outcome.is_gelukt else "critical")
    return outcome.tekst


def attempt(naam: str, app: xw.App, tell: Callable[[str, float], object] | None = None) -> Outcome:
    """Run a command without showing its message.

    Args:
        naam: Id of the command.
        app: The program.
        tell: Gets the progress too, besides the status bar.
    """
    # Late, so that naming the commands costs nothing; the log must be there before anything can go wrong.
    from buurtwijzer_excel.cli.log import log_crash, log_issues, log_path, log_run  # noqa: PLC0415
    from buurtwijzer_excel.live.screen import quiet_screen  # noqa: PLC0415
    from buurtwijzer_excel.live.undo import mend, undo_group  # noqa: PLC0415
    from buurtwijzer_excel.workbook.issue_kinds import X237  # noqa: PLC0415

    log_run(f"knop {naam}", ())
    told = ""
    try:
        told = f"{X237.at(FilePlace('')).message} " if mend(app) else ""
        with quiet_screen(app) as show, undo_group(app, f"Buurtwijzer: {COMMANDS[naam]}"):

            def both(step: str, done: float) -> None:
                show(step, done)
                if tell is not None:
                    tell(step, done)

            text = import_module(f"buurtwijzer_excel.commands.{naam}").run(app, both)
    except BuurtwijzerError as error:
        log_issues(error.issues)
        return Outcome(told + issues_text(error.issues), is_gelukt=False)
    except Exception as error:  # noqa: BLE001 - the last line of defence: told in Dutch, kept in the log
        log_crash(naam, error)
        told += (
            f"[X900] Er ging iets mis in Buurtwijzer zelf ({type(error).__name__}). Een deel kan al zijn "
            f"veranderd: controleer de werkmap voordat u haar opslaat. Meld dit met het logboek: {log_path()}"
        )
        return Outcome(told, is_gelukt=False, is_intern=True)
    return Outcome(told + text, is_gelukt=True)


def issues_text(issues: tuple[Issue, ...]) -> str:
    """Give all issues of a failure as one message, the worst first; what is no mistake only when there is room."""
    shown = [issue for issue in issues if issue.severity is not Severity.MELDING] or list(issues)
    lines = [str(issue) for issue in shown[:_MOST]]
    if len(shown) > _MOST:
        lines.append(f"... en nog {len(shown) - _MOST}; los eerst deze op.")
    return "\n\n".join(lines)
