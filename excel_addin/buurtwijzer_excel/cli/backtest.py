"""``buurtwijzer backtest``: how far the scores agree with figures that they were not made of."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.evidence.backtest.backtest import backtest
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.reporting.terugblik.json_form import backtest_json
from buurtwijzer.reporting.terugblik.pagina import page
from buurtwijzer.reporting.terugblik.samenvatting import backtest_lines
from buurtwijzer.reporting.terugblik.werkmap import write_backtest
from buurtwijzer_excel.cli.dutch_click import DutchCommand, Percentage
from buurtwijzer_excel.cli.own_columns import column_files, columns_option
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import echo_json, open_rulebook, read_files, tell_findings

_LEVELS = click.Choice([Niveau.BUURT.value, Niveau.WIJK.value, Niveau.GEMEENTE.value])
_SET = "Deze bestanden"


@click.command(cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="BESTAND...")
@click.option("-o", "--uitvoer", type=click.Path(path_type=Path), metavar="UIT.xlsx", help="Werkmap die wordt gemaakt.")
@click.option(
    "--pagina",
    type=click.Path(path_type=Path),
    metavar="PAGINA.md",
    help="Schrijf ook een bladzijde tekst (Markdown) met alles wat geteld is.",
)
@click.option("--niveau", type=_LEVELS, default=Niveau.BUURT.value, help="Niveau van de gebieden (gewoon: buurt).")
@click.option(
    "--dekking",
    type=Percentage(),
    metavar="PCT",
    help="Minimale dekking voor een score, 0-100 (gewoon: 60).",
)
@click.option("--uitkomst", metavar="ID", help="Alleen dit leefgebied, deze kracht of dit risico.")
@columns_option
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomst als JSON op het scherm.")
@click.option("--overschrijf", is_flag=True, help="Vervang een werkmap of bladzijde die er al is.")
@click.option("--datum", type=click.DateTime(["%Y-%m-%d"]), metavar="JJJJ-MM-DD", help="Datum in de werkmap.")
def command(
    bestanden: tuple[Path, ...],
    uitvoer: Path | None,
    pagina: Path | None,
    niveau: str,
    dekking: float | None,
    uitkomst: str | None,
    regels: Path | None,
    as_json: bool,
    overschrijf: bool,
    datum: datetime | None,
) -> None:
    """Kijk hoe goed de scores kloppen met cijfers die er niet in zitten.

    Welk cijfer welke score mag toetsen, staat in de regels. Naast elke score staat wat u zonder score had kunnen doen.
    """
    read = (*bestanden, *column_files())
    for target in (uitvoer, pagina):
        if target is not None:
            check_target(target, overschrijf=overschrijf, invoer=read)
    rulebook = open_rulebook(regels, bestanden[0])
    with progress_bar() as progress:
        data = read_files("backtest", bestanden, rulebook, lambda step, done: progress(step, done * 0.4))
        found = backtest(
            data,
            rulebook,
            Options(niveau=Niveau(niveau), dekking_pct=dekking),
            uitkomst=uitkomst,
            progress=lambda step, done: progress(step, 0.4 + done * 0.5),
        )
        progress("Schrijven", 0.9)
        if uitvoer is not None:
            day = datum.date() if datum else None
            write_backtest(found, uitvoer, overschrijf=overschrijf, datum=day, invoer=read)
        if pagina is not None:
            write_safely(pagina, page({_SET: found}).encode(), overschrijf=overschrijf, invoer=read)
        progress("Klaar", 1.0)
    if as_json:
        echo_json(backtest_json(found))
    else:
        click.echo("\n".join(backtest_lines(found)))
    tell_findings(found.issues, "het blad Meldingen" if uitvoer is not None else "'meldingen' bij --json, of met -o")
    for target in (uitvoer, pagina):
        if target is not None:
            click.echo(f"Geschreven: {target}", err=as_json)
