"""``buurtwijzer proxy``: the proxy test, outside the model, for the privacy officer of the customer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from buurtwijzer.core.dutch import format_number
from buurtwijzer.evidence.proxy.measure import measure_proxies
from buurtwijzer.evidence.proxy.results import read_results
from buurtwijzer.evidence.proxy.shares import read_shares
from buurtwijzer.reporting.bladen.proxytoets import proxy_json, proxy_lines, proxy_receipt, proxy_sheet
from buurtwijzer.reporting.files import check_target
from buurtwijzer.reporting.plain_workbook import write_answer
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.log import log_run
from buurtwijzer_excel.cli.session import echo_json, open_rulebook, tell_findings

_PATH = click.Path(path_type=Path)


@click.command(cls=DutchCommand)
@click.argument("werkmap", type=_PATH, metavar="UITKOMST.xlsx")
@click.option(
    "--aandelen",
    required=True,
    type=_PATH,
    metavar="BESTAND",
    help="Uw bestand met gebiedscodes en de aandelen (0-100) die geen invoer mogen zijn.",
)
@click.option("--kolom", "kolommen", multiple=True, metavar="KOP", help="Alleen deze kolom. Meer keer mag.")
@click.option("-o", "--uitvoer", type=_PATH, metavar="UIT.xlsx", help="Werkmap die wordt gemaakt.")
@click.option("--regels", type=_PATH, metavar="MAP", help="Map met een eigen regelboek: alleen de grenzen tellen.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomst als JSON op het scherm.")
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand dat er al is.")
@click.option("--datum", type=click.DateTime(["%Y-%m-%d"]), metavar="JJJJ-MM-DD", help="Datum in de werkmap.")
def command(
    werkmap: Path,
    aandelen: Path,
    kolommen: tuple[str, ...],
    uitvoer: Path | None,
    regels: Path | None,
    as_json: bool,
    overschrijf: bool,
    datum: datetime | None,
) -> None:
    """Toets of scores en adviezen samenhangen met aandelen die geen invoer mogen zijn, zoals herkomst.

    Voor uw privacyfunctionaris: de toets staat buiten het model. Hij leest een werkmap met uitkomsten en uw eigen
    bestand met aandelen, bewaart die aandelen niet en geeft alleen verbanden over alle gebieden.
    """
    read = (werkmap, aandelen)
    if uitvoer is not None:
        check_target(uitvoer, overschrijf=overschrijf, invoer=read)
    rulebook = open_rulebook(regels, None)
    log_run("proxy", [werkmap.name, aandelen.name])
    results, shares = read_results(werkmap), read_shares(aandelen, rulebook, kolommen)
    toets, found = measure_proxies(results, shares.aandelen, aandelen.name, rulebook)
    issues = (*shares.issues, *found)
    if as_json:
        echo_json(proxy_json(toets))
    else:
        click.echo("\n".join(proxy_lines(toets)))
    tell_findings(issues, "het blad Meldingen")
    if uitvoer is not None:
        receipt = proxy_receipt(toets, _limits(rulebook))
        day = datum.date() if datum else None
        write_answer(
            [proxy_sheet(toets)],
            issues,
            receipt,
            uitvoer,
            "Buurtwijzer: proxytoets",
            datum=day,
            overschrijf=overschrijf,
            invoer=read,
        )
        click.echo(f"Geschreven: {uitvoer}", err=as_json)


def _limits(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    numbers = rulebook.parameters["proxytoets"].getallen
    return tuple((f"Grens: {name}", f"{format_number(item.waarde)}. {item.uitleg}") for name, item in numbers.items())
