"""``buurtwijzer rules referentie``: make the national reference from national files, and say what it changes."""

from __future__ import annotations

from pathlib import Path

import click

from buurtwijzer.reference.build import build_with_profiles
from buurtwijzer.reference.compare import changes
from buurtwijzer.reference.compare_fitted import fit_quality
from buurtwijzer.reference.national import national_bytes
from buurtwijzer.reference.stability import stability_of
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.reporting.stability_text import stability_lines, stability_report
from buurtwijzer.rulebook.reference_text import reference_yaml
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import open_rulebook, read_files


@click.command("referentie", cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="BESTAND...")
@click.option(
    "-o",
    "--uitvoer",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="MAP",
    help="Map van het regelboek waarin referentie/<jaar>.yaml komt. Zonder: alleen laten zien wat er verandert.",
)
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@click.option(
    "--landelijk",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="NL.npz",
    help="Bewaar alle gebieden met cijfers en scores, om mee te vergelijken of een eigen werkmap uit aan te vullen.",
)
@click.option(
    "--stabiliteit",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="VERSLAG.md",
    help="Bewaar het verslag: welke profielen blijven, wat verschoof, en of de namen nog passen.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang een referentie of bestand dat er al is.")
def referentie(
    bestanden: tuple[Path, ...],
    uitvoer: Path | None,
    regels: Path | None,
    landelijk: Path | None,
    stabiliteit: Path | None,
    overschrijf: bool,
) -> None:
    """Maak de landelijke referentie uit bestanden van heel Nederland.

    De kwantielen van indicatoren worden de doelwaarden, die van scores de grenzen van de niveaus. De profielen van
    segmentaties worden opnieuw berekend en houden hun naam; de ijkfactoren ook. Pas het bestand daarna niet met de
    hand aan.
    """
    for path in (landelijk, stabiliteit):
        if path is not None:
            check_target(path, overschrijf=overschrijf, invoer=bestanden)
    rulebook = open_rulebook(regels or uitvoer, None)
    with progress_bar() as progress:
        data = read_files("rules referentie", bestanden, rulebook, lambda step, done: progress(step, done * 0.5))
        progress("Kwantielen, profielen en ijkfactoren berekenen", 0.5)
        built = build_with_profiles(data.table, rulebook)
        found, stable = built.referentie, stability_of(data.table, rulebook, built)
        progress("Klaar", 1.0)
    click.echo("\n".join((*fit_quality(found), *stability_lines(stable), *changes(found, rulebook.landelijk))))
    if stabiliteit is not None:
        write_safely(stabiliteit, stability_report(stable).encode(), overschrijf=overschrijf, invoer=bestanden)
        click.echo(f"Geschreven: {stabiliteit}")
    if uitvoer is None:
        click.echo("De referentie is niet geschreven; geef met -o de map van het regelboek.")
    else:
        target = uitvoer / "referentie" / f"{found.id}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        write_safely(target, reference_yaml(found).encode(), overschrijf=overschrijf, invoer=bestanden)
        click.echo(f"Geschreven: {target}")
    if landelijk is not None:
        # With the rules as they are now: the file holds for these and no others.
        content = national_bytes(data.table, open_rulebook(regels or uitvoer, None))
        write_safely(landelijk, content, overschrijf=overschrijf, invoer=bestanden)
        click.echo(f"Geschreven: {landelijk}")
