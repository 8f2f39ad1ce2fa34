"""``buurtwijzer data``: what a file is, and fetching open data."""

from __future__ import annotations

from pathlib import Path

import click

from buurtwijzer.data.inspect import inspect_file
from buurtwijzer_excel.cli.data_fetch import fetch
from buurtwijzer_excel.cli.dutch_click import DutchCommand, DutchGroup
from buurtwijzer_excel.cli.log import log_run
from buurtwijzer_excel.cli.session import echo_json, open_rulebook


@click.group(cls=DutchGroup)
def command() -> None:
    """Gegevens bekijken en ophalen."""


command.add_command(fetch)


@command.command("inspect", cls=DutchCommand)
@click.argument("bestand", type=click.Path(path_type=Path), metavar="BESTAND")
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomst als JSON.")
def inspect(bestand: Path, regels: Path | None, as_json: bool) -> None:
    """Zeg wat een bestand is: soort, jaar, rijen per niveau, gebruikte kolommen en wat er ontbreekt."""
    rulebook = open_rulebook(regels, bestand)
    log_run("data inspect", [bestand.name])
    found = inspect_file(bestand, rulebook)
    if as_json:
        echo_json(found.as_dict())
    else:
        click.echo("\n".join(found.lines()))
