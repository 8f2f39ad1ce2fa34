"""``buurtwijzer excel``: the commands of the buttons without a macro, in a window or one at a time."""

from __future__ import annotations

import sys

import click

from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.log import log_run
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.run import EXIT_DONE, EXIT_INPUT, EXIT_INTERNAL
from buurtwijzer_excel.commands.perform import COMMANDS
from buurtwijzer_excel.companion import program
from buurtwijzer_excel.companion.issue_kinds import X414
from buurtwijzer_excel.companion.program import CALC, NAMES, Connect, ProgramError
from buurtwijzer_excel.companion.session import Session, View

SYSTEM = sys.platform


@click.command(cls=DutchCommand)
@click.option(
    "--programma",
    type=click.Choice(list(NAMES)),
    help="Excel of LibreOffice Calc (gewoon: Excel op Windows en Mac, Calc op Linux).",
)
@click.option("--start", is_flag=True, help="Start Calc zo dat Buurtwijzer zich eraan kan koppelen.")
@click.option(
    "--opdracht",
    type=click.Choice(list(COMMANDS)),
    metavar="NAAM",
    help=f"Voer één opdracht uit zonder venster: {', '.join(COMMANDS)}.",
)
def command(programma: str | None, *, start: bool, opdracht: str | None) -> None:
    """Werk in het Excel of Calc dat open is, met dezelfde opdrachten als de knoppen. Zonder macro's, ook op .xlsx."""
    chosen = programma or program.default_program(SYSTEM)
    connect = program.connector(chosen, SYSTEM)
    log_run(f"excel --programma {chosen}", ())
    if start:
        _start(chosen)
    if opdracht is not None:
        click.get_current_context().exit(run_once(NAMES[chosen], connect, opdracht))
    show_window(NAMES[chosen], connect)


def run_once(programma: str, connect: Connect, opdracht: str) -> int:
    """Run one command and tell on the terminal how it went.

    Returns:
        The exit code.
    """
    with progress_bar() as tell:

        def show(view: View) -> None:
            if view.bezig:
                tell(view.stap, view.deel)

        outcome = Session(programma, connect, show).run(opdracht)
    click.echo(outcome.tekst, err=not outcome.is_gelukt)
    return EXIT_DONE if outcome.is_gelukt else EXIT_INTERNAL if outcome.is_intern else EXIT_INPUT


def show_window(programma: str, connect: Connect) -> None:
    """Show the window until it is closed.

    Raises:
        ProgramError: There is no tkinter, or no screen.
    """
    from queue import SimpleQueue

    from buurtwijzer_excel.companion.worker import Worker

    try:
        import tkinter as tk

        from buurtwijzer_excel.companion.window import TITLE, Window
    except ImportError as error:
        raise ProgramError([X414.at("Buurtwijzer", reden="deze Python heeft geen tkinter")]) from error
    views: SimpleQueue[View] = SimpleQueue()
    worker = Worker(program.prepare_thread)
    try:
        window = Window(Session(programma, connect, views.put), views, worker)
    except tk.TclError as error:
        raise ProgramError([X414.at(TITLE, reden="er is geen beeldscherm")]) from error
    window.run()


def _start(chosen: str) -> None:
    if chosen != CALC:
        raise click.UsageError("--start is er alleen voor Calc; open Excel zelf.")
    program.start_calc()
    click.echo(f"Calc is open en luistert. Zelf starten kan met: {program.START_BY_HAND}", err=True)
