"""``buurtwijzer data``: what a file is, and fetching open data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.inspect import Inspection, inspect_file
from buurtwijzer.data.own.sources import with_columns
from buurtwijzer.data.own.template import template_for
from buurtwijzer.data.read import read_buurten
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_columns import OwnColumns
from buurtwijzer_excel.cli.data_fetch import fetch
from buurtwijzer_excel.cli.dutch_click import DutchCommand, DutchGroup
from buurtwijzer_excel.cli.log import log_run
from buurtwijzer_excel.cli.own_columns import columns_asked, columns_option
from buurtwijzer_excel.cli.session import echo_json, open_rulebook


@click.group(cls=DutchGroup)
def command() -> None:
    """Gegevens bekijken en ophalen."""


command.add_command(fetch)


@command.command("inspect", cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="BESTAND...")
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@columns_option
@click.option(
    "--sjabloon",
    type=click.Path(path_type=Path),
    metavar="UIT.yaml",
    help="Schrijf een kolomtabel om in te vullen, voor een eigen bestand.",
)
@click.option("--overschrijf", is_flag=True, help="Vervang een sjabloon dat er al is.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomst als JSON.")
def inspect(
    bestanden: tuple[Path, ...], regels: Path | None, sjabloon: Path | None, overschrijf: bool, as_json: bool
) -> None:
    """Zeg wat een bestand is: soort, jaar, rijen per niveau, gebruikte kolommen en wat er ontbreekt.

    Bij meer bestanden staat er ook hoe ze bij elkaar passen.
    """
    rulebook = open_rulebook(regels, bestanden[0])
    log_run("data inspect", [bestand.name for bestand in bestanden])
    if sjabloon is not None:
        _write_template(bestanden, rulebook, sjabloon, overschrijf=overschrijf)
        return
    columns = columns_asked(rulebook)
    found = _inspect_all(bestanden, columns, rulebook)
    joined = [bestand for bestand, own in zip(bestanden, found, strict=True) if own.heeft_cijfers or own.namen]
    report = read_buurten(joined, rulebook, kolommen=columns).koppeling if len(joined) > 1 else None
    if as_json and len(found) == 1:
        echo_json(found[0].as_dict())
    elif as_json:
        files = [own.as_dict() for own in found]
        echo_json({"bestanden": files, "koppeling": None if report is None else report.as_dict()})
    else:
        click.echo("\n\n".join("\n".join(own.lines()) for own in found))
        if report is not None:
            click.echo("\n".join(["", "Koppeling:", *report.lines()]))


def _write_template(files: tuple[Path, ...], rulebook: Rulebook, target: Path, *, overschrijf: bool) -> None:
    """Write a table of columns to fill in for one file.

    Raises:
        BuurtwijzerError: The file cannot be opened, or the template cannot be written.
    """
    if len(files) > 1:
        raise click.UsageError("geef bij --sjabloon één bestand op.")
    check_target(target, overschrijf=overschrijf, invoer=files)
    text = template_for(files[0], rulebook)
    write_safely(target, text.encode(), overschrijf=overschrijf, invoer=files)
    click.echo(f"Geschreven: {target}. Vul het in en gebruik het met --kolommen {target}")


def _inspect_all(paths: Sequence[Path], columns: Sequence[OwnColumns], rulebook: Rulebook) -> list[Inspection]:
    """Say of every file what it is.

    Raises:
        InputError: Some file cannot be used; the mistakes of all files at once.
    """
    found: list[Inspection] = []
    mistakes: list[Issue] = []
    for path, own in with_columns(paths, columns, rulebook):
        try:
            found.append(inspect_file(path, rulebook, own))
        except InputError as error:
            mistakes.extend(error.issues)
    if mistakes:
        raise InputError(mistakes)
    return found
