"""``buurtwijzer rules``: work on the rulebook."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Severity, has_errors, sort_issues
from buurtwijzer.rulebook.freshness import check_freshness
from buurtwijzer.rulebook.loader import check_rulebook, find_rulebook
from buurtwijzer_excel.cli.dutch_click import DutchCommand, DutchGroup
from buurtwijzer_excel.cli.log import log_issues
from buurtwijzer_excel.cli.rules_diff import diff
from buurtwijzer_excel.cli.rules_gewichten import gewichten
from buurtwijzer_excel.cli.rules_handbook import handbook
from buurtwijzer_excel.cli.rules_ijken import ijken
from buurtwijzer_excel.cli.rules_init import init
from buurtwijzer_excel.cli.rules_referentie import referentie
from buurtwijzer_excel.cli.rules_upgrade import upgrade
from buurtwijzer_excel.cli.session import echo_json, today


@click.group(cls=DutchGroup)
def command() -> None:
    """Het regelboek: nakijken, aanpassen, bijwerken en lezen."""


@command.command("check", cls=DutchCommand)
@click.argument("regels", required=False, type=click.Path(path_type=Path), metavar="[MAP]")
@click.option("--regels", "optie", type=click.Path(path_type=Path), metavar="MAP", help="Map met het regelboek.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de bevindingen als JSON.")
@click.option("--datum", type=click.DateTime(["%Y-%m-%d"]), metavar="JJJJ-MM-DD", help="Kijk na alsof het die dag is.")
@click.pass_context
def check(ctx: click.Context, regels: Path | None, optie: Path | None, as_json: bool, datum: datetime | None) -> None:
    """Kijk een regelboek na: alle fouten tegelijk, met bestand, regel en kolom."""
    folder, chosen = find_rulebook(regels or optie, Path.cwd(), os.environ)
    rulebook, found = check_rulebook(folder)
    fresh = check_freshness(rulebook, today(datum)) if rulebook is not None else ()
    issues = sort_issues((*found, *fresh))
    log_issues(issues)
    if as_json:
        echo_json({"schema": 1, "regels": chosen, "bevindingen": [issue.as_dict() for issue in issues]})
    else:
        click.echo(f"Regels: {folder} ({chosen})")
        for issue in issues:
            click.echo(f"{issue.severity.value}: {issue}")
        counts = [sum(issue.severity is severity for issue in issues) for severity in Severity]
        click.echo(
            f"{plural(counts[2], 'fout', 'fouten')}, {plural(counts[1], 'waarschuwing', 'waarschuwingen')}, "
            f"{plural(counts[0], 'melding', 'meldingen')}."
        )
    if has_errors(issues):
        ctx.exit(1)


for subcommand in (init, diff, upgrade, handbook, referentie, gewichten, ijken):
    command.add_command(subcommand)
