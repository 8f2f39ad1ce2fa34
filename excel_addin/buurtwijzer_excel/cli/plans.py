"""What the commands about plans share: reading files, country and plans, and what stands behind the sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from buurtwijzer.assessment import Options
from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.table import BuurtData
from buurtwijzer.pipeline import Progress
from buurtwijzer.receipt import make_receipt
from buurtwijzer.reference.filling import fill_in
from buurtwijzer.reference.national import read_national
from buurtwijzer.reporting.rekenbladen.audit import Maak, differences
from buurtwijzer.reporting.rekenbladen.model import Rekenblad
from buurtwijzer.reporting.rekenbladen.verantwoording import issue_sheet, receipt_sheet
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.valuation.scenario_issue_kinds import W404
from buurtwijzer_excel.cli.own_columns import columns_option
from buurtwijzer_excel.cli.session import read_files

Command = Callable[..., Any]
_OF_SCORES = ("niveau", "gemeente", "codes", "dekking minimaal (%)", "alle interventies", "segmentatie")

CONTROLEER = click.option(
    "--controleer",
    type=click.Path(path_type=Path),
    metavar="WERKMAP.xlsx",
    help="Leg een werkmap die terugkwam naast wat wij schrijven, en noem elke cel die anders is.",
)


def shared_options(over: str, *after: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Give the options that every command about plans has, as one decorator; their order is that of the help.

    Args:
        over: What ``--overschrijf`` replaces, in Dutch.
        after: Options of the command itself that come right after ``--uitvoer``.
    """
    path = click.Path(path_type=Path)
    options: tuple[Callable[[Command], Command], ...] = (
        click.option("-o", "--uitvoer", type=path, metavar="UIT.xlsx", help="Werkmap die wordt gemaakt."),
        *after,
        columns_option,
        click.option("--regels", type=path, metavar="MAP", help="Map met een eigen regelboek."),
        click.option(
            "--referentie",
            type=path,
            metavar="NL.npz",
            help="Haal cijfers die in de bestanden ontbreken uit dit bestand van heel Nederland.",
        ),
        click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomst als JSON op het scherm."),
        click.option("--overschrijf", is_flag=True, help=f"Vervang {over}."),
        click.option("--datum", type=click.DateTime(["%Y-%m-%d"]), metavar="JJJJ-MM-DD", help="Datum in de werkmap."),
    )

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def pick_plan(plans: Sequence[Plan], naam: str | None, file: str) -> Plan:
    """Give the plan with an id or name, or the first.

    Raises:
        InputError: There is no such plan.
    """
    if naam is None:
        return plans[0]
    for plan in plans:
        if naam in (plan.id, plan.naam):
            return plan
    raise InputError([W404.at(file, naam=naam, plannen=", ".join(plan.id for plan in plans))])


def read_areas(
    command: str,
    files: Sequence[Path],
    rulebook: Rulebook,
    referentie: Path | None,
    codes: Iterable[str],
    progress: Progress,
) -> BuurtData:
    """Read the files of a command; with a file of the country what they lack about these areas comes from there.

    Raises:
        InputError: A file cannot be used.
    """
    data = read_files(command, files, rulebook, progress)
    return data if referentie is None else fill_in(data, read_national(referentie, rulebook), tuple(codes))


def codes_of(plans: Iterable[Plan]) -> tuple[str, ...]:
    """Give the areas that plans name."""
    found: set[str] = set()
    for plan in plans:
        found |= {regel.gebied for regel in plan.regels} | {item.gebied for item in plan.wat_als}
    return tuple(sorted(found))


def closing_sheets(
    data: BuurtData,
    rulebook: Rulebook,
    issues: Iterable[Issue],
    decided: Iterable[tuple[str, str]],
    kept: Iterable[tuple[str, str]] = (),
) -> tuple[Rekenblad, ...]:
    """Give the sheets behind a valuation: findings, then what decided the result.

    Args:
        data: The areas.
        rulebook: The rules.
        issues: Findings.
        decided: What decided the result beside files and rules.
        kept: What is there to go on with another time.
    """
    receipt = [pair for pair in make_receipt(data.table, rulebook, Options()) if pair[0] not in _OF_SCORES]
    return issue_sheet(issues), receipt_sheet([*decided, *receipt, *kept])


def plan_lines(file: Path, plans: Iterable[Plan], rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Give what of a plan decided the result."""
    yield "plan", f"{file.name}: {', '.join(plan.id for plan in plans)}"
    yield "plan sha256", sha256(file.read_bytes()).hexdigest()
    yield "trekkingen", str(int(rulebook.getal("waarde", "trekkingen_n")))
    yield "zaad van de trekkingen", str(int(rulebook.getal("waarde", "zaad")))


def audit(file: Path, make: Maak) -> None:
    """Compare a workbook that came back with what we write, and say so when it is the same.

    Raises:
        InputError: It differs, cell by cell, or cannot be read.
    """
    found = differences(file, make)
    if found.niet_bekeken:
        click.echo(f"Niet bekeken, want deze opdracht schrijft ze niet: {', '.join(found.niet_bekeken)}.", err=True)
    if found.zonder_uitkomst:
        click.echo("Uitkomsten zijn niet bekeken: dit bestand bewaart alleen formules. Reken en bewaar het.", err=True)
    if found.verschillen:
        raise InputError(found.verschillen)
    click.echo(f"{file.name}: alle {format_number(found.formules, 0)} formules zijn zoals het programma ze schrijft.")
