"""``buurtwijzer value``: what a plan is worth per euro, in a workbook with live formulas."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from buurtwijzer.core.issues import sort_issues
from buurtwijzer.reporting.files import check_target
from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.write import write_sheets
from buurtwijzer.reporting.value_json import valuation_json
from buurtwijzer.reporting.value_summary import value_lines
from buurtwijzer.rulebook.plan_doubts import decided_later
from buurtwijzer.valuation.appraise import appraise
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.plan_workbook import plan_kept, plans_given
from buurtwijzer_excel.cli.plans import (
    CONTROLEER,
    audit,
    closing_sheets,
    codes_of,
    pick_plan,
    plan_lines,
    read_areas,
    shared_options,
)
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import echo_json, open_rulebook, tell_findings, today


@click.command(cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="BESTAND...")
@click.option(
    "--plan",
    "planbestand",
    required=True,
    type=click.Path(path_type=Path),
    metavar="PLAN.yaml",
    help="Het plan, of een werkmap die 'value -o' schreef, met uw eigen waarden op Aannames.",
)
@click.option("--naam", metavar="ID", help="Welk plan in het bestand (gewoon: het eerste).")
@shared_options("een werkmap die er al is", CONTROLEER)
def command(
    bestanden: tuple[Path, ...],
    planbestand: Path,
    naam: str | None,
    uitvoer: Path | None,
    controleer: Path | None,
    regels: Path | None,
    referentie: Path | None,
    as_json: bool,
    overschrijf: bool,
    datum: datetime | None,
) -> None:
    """Reken uit wat een plan per euro oplevert, voor wie en hoe zeker.

    De werkmap heeft levende formules: van een aanname tot het saldo, met controles bovenaan.
    """
    read = (*bestanden, planbestand, *([referentie] if referentie else []))
    if uitvoer is not None:
        check_target(uitvoer, overschrijf=overschrijf, invoer=read)
    rulebook = open_rulebook(regels, bestanden[0])
    plans, adapt = plans_given(planbestand, rulebook)
    plan = pick_plan(plans, naam, planbestand.name)
    with progress_bar() as progress:
        data = read_areas(
            "value", bestanden, rulebook, referentie, codes_of([plan]), lambda step, done: progress(step, done * 0.5)
        )
        progress("Plan doorrekenen", 0.5)
        found = appraise(plan, data, rulebook, aanpassen=adapt)
        issues = sort_issues((*data.issues, *found.issues, *decided_later(plan, today(datum))))
        if uitvoer is not None:
            progress("Werkmap schrijven", 0.8)
            decided = plan_lines(planbestand, [plan], rulebook)
            after = closing_sheets(data, rulebook, issues, decided, plan_kept(plan))
            day = datum.date() if datum else None
            write_sheets((*rekenbladen(found), *after), uitvoer, overschrijf=overschrijf, datum=day, invoer=read)
        progress("Klaar", 1.0)
    if controleer is not None:
        audit(controleer, lambda invoer: rekenbladen(found, invoer=invoer))
        return
    if as_json:
        echo_json(valuation_json(found))
    else:
        click.echo("\n".join(value_lines(found)))
    where = "het blad Meldingen" if uitvoer is not None else "'meldingen' bij --json, of in de werkmap (-o)"
    tell_findings(issues, where)
    if uitvoer is not None:
        click.echo(f"Geschreven: {uitvoer}", err=as_json)
