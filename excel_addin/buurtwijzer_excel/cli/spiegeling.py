"""``buurtwijzer spiegeling``: the form and the printed guide for a talk with residents and workers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import plural
from buurtwijzer.data.judgements import Spiegeling
from buurtwijzer.pipeline import assess
from buurtwijzer.reference.national import read_national
from buurtwijzer.reporting.files import check_target
from buurtwijzer.reporting.mirror.workbook import write_session
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.mirror import mirrored, read_mirror_of
from buurtwijzer_excel.cli.own_columns import column_files, columns_option
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import open_rulebook, read_files, tell_findings

_LEVELS = click.Choice([Niveau.BUURT.value, Niveau.WIJK.value, Niveau.GEMEENTE.value])


@click.command(cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="BESTAND...")
@click.option(
    "-o",
    "--uitvoer",
    required=True,
    type=click.Path(path_type=Path),
    metavar="LEIDRAAD.xlsx",
    help="Werkmap die wordt gemaakt: het formulier en de gespreksleidraad.",
)
@click.option("--codes", metavar="CODE,...", help="Alleen deze gebieden, met komma's ertussen.")
@click.option("--gemeente", metavar="NAAM", help="Alleen deze gemeente (naam of code).")
@click.option("--niveau", type=_LEVELS, default=Niveau.BUURT.value, help="Niveau van de gebieden (gewoon: buurt).")
@click.option(
    "--spiegeling",
    type=click.Path(path_type=Path),
    metavar="WERKMAP.xlsx",
    help="Eerder ingevuld blad Spiegeling: wat erop staat, gaat mee.",
)
@columns_option
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@click.option(
    "--referentie",
    type=click.Path(path_type=Path),
    metavar="NL.npz",
    help="Vergelijk met heel Nederland; maak dit bestand met 'rules referentie --landelijk'.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang een werkmap die er al is.")
@click.option("--datum", type=click.DateTime(["%Y-%m-%d"]), metavar="JJJJ-MM-DD", help="Datum in de werkmap.")
def command(
    bestanden: tuple[Path, ...],
    uitvoer: Path,
    codes: str | None,
    gemeente: str | None,
    niveau: str,
    spiegeling: Path | None,
    regels: Path | None,
    referentie: Path | None,
    overschrijf: bool,
    datum: datetime | None,
) -> None:
    """Maak een formulier en een gespreksleidraad om met bewoners en professionals te bespreken wat de cijfers zeggen.

    Vul daarna het blad Spiegeling in, zonder namen, en geef het mee met 'buurtwijzer score ... --spiegeling'.
    """
    more = tuple(path for path in (spiegeling, referentie, *column_files()) if path is not None)
    check_target(uitvoer, overschrijf=overschrijf, invoer=(*bestanden, *more))
    rulebook = open_rulebook(regels, bestanden[0])
    said = read_mirror_of(spiegeling, rulebook)
    wanted = tuple(code.strip() for code in (codes or "").split(",") if code.strip())
    options = Options(Niveau(niveau), gemeente, wanted, referentie=referentie)
    with progress_bar() as progress:
        country = None if referentie is None else read_national(referentie, rulebook)
        names = None if country is None else country.table
        data = read_files("spiegeling", bestanden, rulebook, progress, naamlijst=names)
        result = _for_all(mirrored(assess(data, rulebook, options, landelijk=country), said))
        session = write_session(
            result,
            uitvoer,
            overschrijf=overschrijf,
            datum=None if datum is None else datum.date(),
            invoer=(*bestanden, *more),
        )
    tell_findings(result.issues, "het blad Meldingen")
    if session.oordelen:
        click.echo(f"Meegenomen: {plural(session.oordelen, 'oordeel', 'oordelen')} van eerder.")
    count = plural(session.gebieden, "gebied", "gebieden")
    click.echo(f"Geschreven: {uitvoer} (bladen Spiegeling en Gespreksleidraad, {count})")


def _for_all(result: Assessment) -> Assessment:
    """Ask about every area of the result, also those that were not on the sheet of before."""
    before = result.spiegeling or Spiegeling()
    return replace(result, spiegeling=replace(before, codes=()))
