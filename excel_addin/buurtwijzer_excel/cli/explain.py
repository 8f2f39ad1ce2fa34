"""``buurtwijzer explain``: the trace of one number."""

from __future__ import annotations

from pathlib import Path

import click

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau, niveau_of
from buurtwijzer.pipeline import assess
from buurtwijzer.reporting.explain import explain
from buurtwijzer_excel.cli.asked import asked_area, asked_outcome
from buurtwijzer_excel.cli.dutch_click import DutchCommand, Percentage
from buurtwijzer_excel.cli.mirror import mirrored, read_mirror_of
from buurtwijzer_excel.cli.own_columns import columns_option
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import echo_json, open_rulebook, read_files


@click.command(cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="BESTAND...")
@click.option("--code", required=True, metavar="CODE", help="Code van het gebied (BU03440111), of zijn naam.")
@click.option("--uitkomst", required=True, metavar="NAAM", help="Leefgebied, kracht of risico, bijvoorbeeld Wonen.")
@click.option("--gebieden", type=click.Path(path_type=Path), metavar="LIJST", help="Lijst van eigen gebieden.")
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@click.option(
    "--dekking",
    type=Percentage(),
    metavar="PCT",
    help="Minimale dekking voor een score, 0-100 (gewoon: 60).",
)
@click.option(
    "--spiegeling",
    type=click.Path(path_type=Path),
    metavar="WERKMAP.xlsx",
    help="Werkmap met blad Spiegeling: laat ook zien wat bewoners en professionals ervan vinden.",
)
@columns_option
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitleg als JSON.")
def command(
    bestanden: tuple[Path, ...],
    code: str,
    uitkomst: str,
    gebieden: Path | None,
    regels: Path | None,
    dekking: float | None,
    spiegeling: Path | None,
    as_json: bool,
) -> None:
    """Leg één score uit: welke cijfers, uit welke cel, met welke regel, hoeveel punten."""
    rulebook = open_rulebook(regels, bestanden[0])
    outcome = asked_outcome(uitkomst, rulebook)
    said = read_mirror_of(spiegeling, rulebook)
    with progress_bar() as progress:
        data = read_files("explain", bestanden, rulebook, progress, gebieden=gebieden)
        area = asked_area(code, data.table)
        options = Options(niveau=niveau_of(area) or Niveau.BUURT, codes=(area,), dekking_pct=dekking)
        result = mirrored(assess(data, rulebook, options), said)
    node = explain(result, area, outcome)
    if as_json:
        echo_json({"schema": 1, "uitleg": node.as_dict()})
    else:
        click.echo("\n".join(node.lines()))
