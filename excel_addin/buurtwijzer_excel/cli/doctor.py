"""``buurtwijzer doctor``: what is missing or blocked, and what to do."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from buurtwijzer.reporting.files import write_safely
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.log import log_path
from buurtwijzer_excel.cli.run import EXIT_DONE, EXIT_INPUT
from buurtwijzer_excel.cli.session import echo_json
from buurtwijzer_excel.doctor.bundle import bundle_bytes, rows, without_home
from buurtwijzer_excel.doctor.examine import examine
from buurtwijzer_excel.doctor.model import Check, Machine, Stand, is_usable

_WIDTH = max(len(stand.value) for stand in Stand)


@click.command(cls=DutchCommand)
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomst als JSON.")
@click.option(
    "--bundel",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PAD.zip",
    help="Pak bevindingen, versies en logboek in voor wie u helpt; zonder inhoud van cellen, namen en mappen.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang een bundel die er al is.")
@click.pass_context
def command(ctx: click.Context, *, as_json: bool, bundel: Path | None, overschrijf: bool) -> None:
    """Kijk na wat er ontbreekt of geblokkeerd is, en zeg wat u kunt doen. Er wordt niets gewijzigd."""
    machine = this_machine()
    checks = examine(machine)
    if bundel is not None:
        write_safely(bundel, bundle_bytes(machine, checks), overschrijf=overschrijf)
    if as_json:
        echo_json({"schema": 1, "bruikbaar": is_usable(checks), "onderdelen": rows(checks)})
    else:
        click.echo("\n".join(_lines(checks, machine)))
    if bundel is not None:
        click.echo(f"Geschreven: {bundel}", err=as_json)
    ctx.exit(EXIT_DONE if is_usable(checks) else EXIT_INPUT)


def this_machine() -> Machine:
    """Describe this computer and this user."""
    import getpass
    import os
    import tempfile

    return Machine(
        systeem=sys.platform,
        thuis=Path.home(),
        gebruiker=getpass.getuser(),
        environ=os.environ,
        python=Path(sys.executable),
        python_versie=".".join(map(str, sys.version_info[:3])),
        bits=64 if sys.maxsize > 2**32 else 32,
        map=Path.cwd(),
        temp=Path(tempfile.gettempdir()),
        log=log_path(),
    )


def _lines(checks: tuple[Check, ...], machine: Machine) -> list[str]:
    lines = []
    for check in checks:
        code = f"[{check.code}] " if check.code else ""
        place = f" ({without_home(check.plaats, machine)})" if check.plaats else ""
        lines.append(f"{check.stand.value:<{_WIDTH}}  {check.onderwerp}: {code}{check.tekst}{place}")
        if check.wat_te_doen:
            lines.append(f"{'':<{_WIDTH}}  -> {check.wat_te_doen}")
    counts = Counter(check.stand for check in checks)
    told = ", ".join(f"{counts[stand]} {stand.value}" for stand in Stand)
    return [*lines, "", f"Bruikbaar: {'ja' if is_usable(checks) else 'nee'} ({told})"]
