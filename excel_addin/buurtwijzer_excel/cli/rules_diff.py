"""``buurtwijzer rules diff``: what own rules change."""

from __future__ import annotations

import os
from pathlib import Path

import click

from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook.diff import count_line, diff_lines, diff_rulebooks
from buurtwijzer.rulebook.loader import find_rulebook
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.session import echo_json


@click.command("diff", cls=DutchCommand)
@click.argument("regels", required=False, type=click.Path(path_type=Path), metavar="[MAP]")
@click.option(
    "--tegen", type=click.Path(path_type=Path), metavar="MAP", help="Vergelijk met deze map (gewoon: de basis)."
)
@click.option("--json", "as_json", is_flag=True, help="Schrijf de verschillen als JSON.")
def diff(regels: Path | None, tegen: Path | None, as_json: bool) -> None:
    """Laat zien wat eigen regels veranderen, per regel en per sleutel, met de plaats."""
    folder, chosen = find_rulebook(regels, None, os.environ)
    against = shipped("rules") if tegen is None else tegen
    changes = diff_rulebooks(against, folder)
    if as_json:
        echo_json({"schema": 1, "regels": chosen, "wijzigingen": [change.as_dict() for change in changes]})
        return
    other = "meegeleverd met Buurtwijzer" if tegen is None else str(tegen)
    click.echo(f"Regels: {folder} ({chosen}), vergeleken met: {other}")
    for line in diff_lines(changes):
        click.echo(line)
    click.echo(count_line(changes))
