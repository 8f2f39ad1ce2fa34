"""``buurtwijzer explain``: the trace of one number."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau, niveau_of, normalise_code
from buurtwijzer.pipeline import assess
from buurtwijzer.reporting.explain import explain
from buurtwijzer_excel.cli.dutch_click import DutchCommand, Percentage
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import echo_json, open_rulebook, read_files


@click.command(cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="BESTAND...")
@click.option("--code", required=True, metavar="CODE", help="Code van het gebied, bijvoorbeeld BU03440111.")
@click.option("--uitkomst", required=True, metavar="ID", help="Leefgebied, kracht of risico, bijvoorbeeld wonen.")
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@click.option(
    "--dekking",
    type=Percentage(),
    metavar="PCT",
    help="Minimale dekking voor een score, 0-100 (gewoon: 60).",
)
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitleg als JSON.")
def command(
    bestanden: tuple[Path, ...], code: str, uitkomst: str, regels: Path | None, dekking: float | None, as_json: bool
) -> None:
    """Leg één score uit: welke cijfers, uit welke cel, met welke regel, hoeveel punten."""
    area = normalise_code(code) or code
    niveau = niveau_of(area)
    if niveau is None:
        raise click.UsageError(f"'{code}' is geen gebiedscode; geef bijvoorbeeld BU03440111.")
    rulebook = open_rulebook(regels, bestanden[0])
    known = {*rulebook.leefgebieden, *rulebook.krachten, *rulebook.risicos}
    if uitkomst not in known:
        close = get_close_matches(uitkomst, known, n=1)
        tip = f" Bedoelt u {close[0]}?" if close else ""
        raise click.UsageError(f"uitkomst '{uitkomst}' staat niet in het regelboek.{tip}")
    options = Options(niveau=Niveau(niveau), codes=(area,), dekking_pct=dekking)
    with progress_bar() as progress:
        result = assess(read_files("explain", bestanden, rulebook, progress), rulebook, options)
    node = explain(result, area, uitkomst)
    if as_json:
        echo_json({"schema": 1, "uitleg": node.as_dict()})
    else:
        click.echo("\n".join(node.lines()))
