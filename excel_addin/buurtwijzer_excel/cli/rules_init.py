"""``buurtwijzer rules init``: begin a folder with own rules, or make own figures ready in it."""

from __future__ import annotations

from pathlib import Path

import click

from buurtwijzer.reporting.files import write_safely
from buurtwijzer.rulebook.init import overlay_files
from buurtwijzer.rulebook.own_start import OwnStart, existing_overlay, start_own
from buurtwijzer.rulebook.write import write_folder
from buurtwijzer_excel.cli.dutch_click import DutchCommand


@click.command("init", cls=DutchCommand)
@click.argument("doel", type=click.Path(path_type=Path), metavar="MAP")
@click.option(
    "--eigen", multiple=True, metavar="ID", help="Zet dit eigen cijfer klaar, zoals thuisgevoel; meer keer mag."
)
@click.option("--bij", metavar="ID", help="Laat --eigen meetellen in dit leefgebied, deze kracht of dit risico.")
def init(doel: Path, eigen: tuple[str, ...], bij: str | None) -> None:
    """Maak een map met eigen regels, die alleen bevat wat anders is dan meegeleverd.

    Met --eigen komt er een voorbeeld van een eigen cijfer bij; dat kan ook in een map die er al is.
    """
    if bij is not None and not eigen:
        raise click.UsageError("--bij hoort bij --eigen: noem ook het cijfer dat moet meetellen.")
    start = start_own(doel, eigen, bij) if eigen else OwnStart()
    if start.files and existing_overlay(doel):
        _add(doel, start)
    else:
        write_folder(doel, {**overlay_files(), **start.files})
        click.echo(f"Gemaakt: {doel}. Lees eerst {doel / 'LEESMIJ.md'}.")
    for line in start.told:
        click.echo(line)
    click.echo(f"Nakijken: buurtwijzer rules check {doel}")


def _add(doel: Path, start: OwnStart) -> None:
    for name, content in start.files.items():
        path = doel / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_safely(path, content, overschrijf=path.exists())
        click.echo(f"Geschreven: {path}")
