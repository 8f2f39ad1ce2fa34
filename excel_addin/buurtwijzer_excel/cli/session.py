"""What several commands share: choosing the rulebook, reading the files, telling the findings."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.data.own.area_list import read_own_codes
from buurtwijzer.data.own.areas import with_own_areas
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData, BuurtTable
from buurtwijzer.pipeline import Progress
from buurtwijzer.rulebook.loader import load_rulebook
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer_excel.cli.log import log_issues, log_run
from buurtwijzer_excel.cli.own_columns import columns_asked


def open_rulebook(regels: Path | None, beside: Path | None) -> Rulebook:
    """Load the rules and say on standard error which ones.

    Args:
        regels: Folder named with ``--regels``.
        beside: First data file; a folder ``buurtwijzer-regels`` may stand beside it.

    Raises:
        RulebookError: The rules have mistakes.
    """
    rulebook = load_rulebook(regels, beside=beside, environ=os.environ)
    click.echo(f"Regels: {rulebook.manifest.naam} {rulebook.manifest.versie} ({rulebook.gekozen_via})", err=True)
    return rulebook


def read_files(
    command: str,
    files: Sequence[Path],
    rulebook: Rulebook,
    progress: Progress,
    *,
    naamlijst: BuurtTable | None = None,
    omzetting: Path | None = None,
    gebieden: Path | None = None,
) -> BuurtData:
    """Read the files of a command, noting their names in the log; with a list of own areas these are added.

    Args:
        command: Name of the command.
        files: The files.
        rulebook: The rules.
        progress: Gets the name of the step and the part that is done (0-1).
        naamlijst: More areas to look names up in.
        omzetting: List of old to new codes.
        gebieden: List of own areas.

    Raises:
        InputError: A file cannot be used.
    """
    log_run(command, [file.name for file in (*files, *([gebieden] if gebieden is not None else []))])
    data = read_buurten(
        files,
        rulebook,
        kolommen=columns_asked(rulebook),
        naamlijst=naamlijst,
        omzetting=omzetting,
        eigen=None if gebieden is None else read_own_codes(gebieden),
        progress=progress,
    )
    return data if gebieden is None else with_own_areas(data, gebieden, rulebook)


def tell_findings(issues: Iterable[Issue], where: str) -> None:
    """Say warnings in full on standard error, and count the rest.

    Args:
        issues: Findings of a run that went well.
        where: Where the rest can be read, in Dutch words.
    """
    found = tuple(issues)
    log_issues(found)
    for issue in found:
        if issue.severity is Severity.WAARSCHUWING:
            click.echo(f"Let op: {issue}", err=True)
    quiet = sum(issue.severity is Severity.MELDING for issue in found)
    if quiet:
        click.echo(f"{plural(quiet, 'melding', 'meldingen')}: zie {where}.", err=True)


def echo_json(value: object) -> None:
    """Write JSON on standard output: UTF-8, readable, no NaN."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))


def today(datum: object) -> date:
    """Give the date named with ``--datum``, else today's."""
    from datetime import datetime

    return datum.date() if isinstance(datum, datetime) else datetime.now().astimezone().date()
