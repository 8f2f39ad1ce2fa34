"""``buurtwijzer rules upgrade``: carry own rules to the shipped version."""

from __future__ import annotations

from pathlib import Path

import click

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Severity
from buurtwijzer.reporting.files import write_safely
from buurtwijzer.rulebook.upgrade import UpgradePlan, apply_upgrade, plan_upgrade
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.log import log_issues


@click.command("upgrade", cls=DutchCommand)
@click.argument("regels", type=click.Path(path_type=Path), metavar="MAP")
@click.option("--proef", is_flag=True, help="Laat alleen zien wat er zou gebeuren.")
def upgrade(regels: Path, proef: bool) -> None:
    """Werk een map met eigen regels bij naar de meegeleverde versie; eigen keuzes blijven staan."""
    plan = plan_upgrade(regels)
    if not plan.is_nodig:
        click.echo(f"{regels} rust al op {plan.naar}. Er is niets te doen.")
        return
    click.echo(f"{regels}: van {plan.van} naar {plan.naar}")
    for line in plan.lines():
        click.echo(line)
    click.echo(_counts(plan))
    if proef:
        click.echo("Proef: er is niets geschreven.")
    else:
        kept = apply_upgrade(plan, regels, write_safely)
        click.echo(f"Bijgewerkt. Wat er stond, is bewaard in {kept}.")
    _tell_check(plan)


def _counts(plan: UpgradePlan) -> str:
    taken = sum(map(len, plan.overgenomen.values()))
    choices = sum(map(len, plan.keuzes.values()))
    return f"{plural(taken, 'wijziging', 'wijzigingen')} overgenomen, {plural(choices, 'keuze', 'keuzes')} voor u."


def _tell_check(plan: UpgradePlan) -> None:
    """Say on standard error what the check finds in the new situation."""
    log_issues(plan.issues)
    for issue in plan.issues:
        if issue.severity is not Severity.MELDING:
            click.echo(f"Let op: {issue}", err=True)
