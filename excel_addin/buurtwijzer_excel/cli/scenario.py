"""``buurtwijzer scenario``: all plans of a file side by side."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import sort_issues
from buurtwijzer.reporting.files import check_target
from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.write import write_sheets
from buurtwijzer.reporting.value_json import comparison_json
from buurtwijzer.reporting.value_summary import comparison_lines
from buurtwijzer.rulebook.plans import read_plan
from buurtwijzer.valuation.scenarios import compare
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.plans import (
    CONTROLEER,
    audit,
    closing_sheets,
    codes_of,
    plan_lines,
    read_areas,
    shared_options,
)
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import echo_json, open_rulebook, tell_findings


@click.command(cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="BESTAND...")
@click.option(
    "--plan", "planbestand", required=True, type=click.Path(path_type=Path), metavar="PLAN.yaml", help="De plannen."
)
@shared_options("een werkmap die er al is", CONTROLEER)
def command(
    bestanden: tuple[Path, ...],
    planbestand: Path,
    uitvoer: Path | None,
    controleer: Path | None,
    regels: Path | None,
    referentie: Path | None,
    as_json: bool,
    overschrijf: bool,
    datum: datetime | None,
) -> None:
    """Zet alle plannen van een bestand naast elkaar en naast niets doen.

    Met kosten, bereik, wie betaalt, wie wint, de verwachte verandering van scores en de kans dat een plan meer waard
    is. Blad Scenario's komt uit één berekening en zegt zelf of die nog klopt; het eerste plan rekent op zijn eigen
    bladen mee met de aannames.
    """
    read = (*bestanden, planbestand, *([referentie] if referentie else []))
    if uitvoer is not None:
        check_target(uitvoer, overschrijf=overschrijf, invoer=read)
    rulebook = open_rulebook(regels, bestanden[0])
    plans = read_plan(planbestand, rulebook)
    with progress_bar() as progress:
        data = read_areas(
            "scenario", bestanden, rulebook, referentie, codes_of(plans), lambda step, done: progress(step, done * 0.4)
        )
        progress("Plannen doorrekenen", 0.4)
        found = compare(plans, data, rulebook)
        issues = sort_issues((*data.issues, *found.issues))
        if uitvoer is not None:
            progress("Werkmap schrijven", 0.9)
            after = closing_sheets(data, rulebook, issues, plan_lines(planbestand, plans, rulebook))
            day = datum.date() if datum else None
            sheets = rekenbladen(found.scenarios[0].waardering, vergelijking=found)
            write_sheets((*sheets, *after), uitvoer, overschrijf=overschrijf, datum=day, invoer=read)
        progress("Klaar", 1.0)
    first = found.scenarios[0].waardering
    if controleer is not None:
        audit(controleer, lambda invoer: rekenbladen(first, invoer=invoer, vergelijking=found))
        return
    if as_json:
        echo_json(comparison_json(found))
    else:
        click.echo("\n".join(comparison_lines(found)))
    where = "het blad Meldingen" if uitvoer is not None else "'meldingen' bij --json, of in de werkmap (-o)"
    tell_findings(issues, where)
    if uitvoer is not None:
        click.echo(f"Geschreven: {uitvoer} ({plural(len(plans), 'plan', 'plannen')})", err=as_json)
