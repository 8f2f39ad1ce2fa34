"""``buurtwijzer rules init``: begin a folder with own rules."""

from __future__ import annotations

from pathlib import Path

import click

from buurtwijzer.rulebook.init import overlay_files
from buurtwijzer.rulebook.write import write_folder
from buurtwijzer_excel.cli.dutch_click import DutchCommand


@click.command("init", cls=DutchCommand)
@click.argument("doel", type=click.Path(path_type=Path), metavar="MAP")
def init(doel: Path) -> None:
    """Maak een map met eigen regels, die alleen bevat wat anders is dan meegeleverd."""
    write_folder(doel, overlay_files())
    click.echo(f"Gemaakt: {doel}. Lees eerst {doel / 'LEESMIJ.md'}.")
    click.echo(f"Nakijken: buurtwijzer rules check {doel}")
