"""``buurtwijzer demo``: the main job on the shipped fictional municipality."""

from __future__ import annotations

from pathlib import Path

import click

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.resources import shipped
from buurtwijzer.pipeline import assess
from buurtwijzer.reporting.summary import summary_lines
from buurtwijzer.reporting.workbook import write_workbook
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import open_rulebook, read_files, tell_findings

_FILES = ("kwb2023_voorbeeldstad.xlsx", "gezondheid2020_voorbeeldstad.xlsx")
_OUTPUT = Path("uitvoer") / "voorbeeldstad.xlsx"


@click.command(cls=DutchCommand)
def command() -> None:
    """Doe de hele keten op Voorbeeldstad, een verzonnen gemeente, en schrijf uitvoer/voorbeeldstad.xlsx."""
    files = [shipped("sample_data") / name for name in _FILES]
    rulebook = open_rulebook(None, None)
    with progress_bar() as progress:
        data = read_files("demo", files, rulebook, progress)
        result = assess(data, rulebook)
        _OUTPUT.parent.mkdir(exist_ok=True)
        write_workbook(result, _OUTPUT, overschrijf=True)
    click.echo("Voorbeeldstad is verzonnen; de bestanden zijn gemaakt zoals het CBS en het RIVM ze leveren.\n")
    click.echo("\n".join(summary_lines(result)))
    tell_findings(result.issues, "het blad Meldingen")
    click.echo(f"Geschreven: {_OUTPUT} ({plural(len(result.table), 'buurt', 'buurten')})")
