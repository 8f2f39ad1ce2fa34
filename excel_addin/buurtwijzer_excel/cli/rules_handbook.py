"""``buurtwijzer rules handbook``: the rulebook in readable form."""

from __future__ import annotations

from pathlib import Path

import click

from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.session import open_rulebook

_WORKBOOK = "handboek.xlsx"


@click.command("handbook", cls=DutchCommand)
@click.option(
    "-o",
    "doel",
    type=click.Path(path_type=Path),
    default=Path("handboek"),
    metavar="MAP",
    help="Map voor het handboek (gewoon: handboek).",
)
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@click.option(
    "--vorm",
    type=click.Choice(["beide", "tekst", "werkmap"]),
    default="beide",
    metavar="VORM",
    help="beide, tekst (Markdown) of werkmap (gewoon: beide).",
)
@click.option("--overschrijf", is_flag=True, help="Vervang bestanden die er al staan.")
def handbook(doel: Path, regels: Path | None, vorm: str, overschrijf: bool) -> None:
    """Schrijf het regelboek als handboek: bladzijden in Markdown en een werkmap met een blad per soort."""
    from buurtwijzer.reporting.files import check_target, write_safely
    from buurtwijzer.reporting.handbook.handbook import markdown_files
    from buurtwijzer.reporting.handbook.workbook import handbook_bytes
    from buurtwijzer_excel.doctor.titles import ALL_LAYERS

    rulebook = open_rulebook(regels, None)
    pages = markdown_files(rulebook, ALL_LAYERS) if vorm != "werkmap" else {}
    files = {name: text.encode() for name, text in pages.items()}
    if vorm != "tekst":
        files[_WORKBOOK] = handbook_bytes(rulebook, ALL_LAYERS)
    doel.mkdir(parents=True, exist_ok=True)
    for name in files:
        check_target(doel / name, overschrijf=overschrijf)
    for name, content in files.items():
        write_safely(doel / name, content, overschrijf=overschrijf)
    click.echo(f"Geschreven: {doel} ({len(files)} bestanden)")
