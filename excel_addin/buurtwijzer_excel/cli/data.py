"""``buurtwijzer data``: what a file is, and fetching open data."""

from __future__ import annotations

from pathlib import Path

import click

from buurtwijzer.data.inspect import inspect_file
from buurtwijzer.data.own_template import template_for
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer_excel.cli.data_fetch import fetch
from buurtwijzer_excel.cli.dutch_click import DutchCommand, DutchGroup
from buurtwijzer_excel.cli.log import log_run
from buurtwijzer_excel.cli.own_columns import columns_asked, columns_option
from buurtwijzer_excel.cli.session import echo_json, open_rulebook


@click.group(cls=DutchGroup)
def command() -> None:
    """Gegevens bekijken en ophalen."""


command.add_command(fetch)


@command.command("inspect", cls=DutchCommand)
@click.argument("bestand", type=click.Path(path_type=Path), metavar="BESTAND")
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@columns_option
@click.option(
    "--sjabloon",
    type=click.Path(path_type=Path),
    metavar="UIT.yaml",
    help="Schrijf een kolomtabel om in te vullen, voor een eigen bestand.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang een sjabloon dat er al is.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomst als JSON.")
def inspect(bestand: Path, regels: Path | None, sjabloon: Path | None, overschrijf: bool, as_json: bool) -> None:
    """Zeg wat een bestand is: soort, jaar, rijen per niveau, gebruikte kolommen en wat er ontbreekt."""
    rulebook = open_rulebook(regels, bestand)
    log_run("data inspect", [bestand.name])
    if sjabloon is not None:
        check_target(sjabloon, overschrijf=overschrijf, invoer=[bestand])
        text = template_for(bestand, rulebook)
        write_safely(sjabloon, text.encode(), overschrijf=overschrijf, invoer=[bestand])
        click.echo(f"Geschreven: {sjabloon}. Vul het in en gebruik het met --kolommen {sjabloon}")
        return
    found = inspect_file(bestand, rulebook, columns_asked(rulebook))
    if as_json:
        echo_json(found.as_dict())
    else:
        click.echo("\n".join(found.lines()))
