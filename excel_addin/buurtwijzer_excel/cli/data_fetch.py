"""``buurtwijzer data fetch``: the open-data tables of a gemeente and a year, as files that ``score`` reads."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from buurtwijzer.core.errors import BuurtwijzerError, InputError
from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.opendata.cache import AnswerCache
from buurtwijzer.opendata.fetch import SOORTEN, FetchedFile, Wish, fetch_tables, slug
from buurtwijzer.opendata.transport import Web
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.fetched_folder import FetchedFolder
from buurtwijzer_excel.cli.log import log_run
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import echo_json, open_rulebook, tell_findings

VARIABLE = "BUURTWIJZER_OPENDATA"
_FIRST_YEAR, _LAST_YEAR = 1995, 2100


@click.command("fetch", cls=DutchCommand)
@click.option("--gemeente", required=True, metavar="NAAM", help="De gemeente (naam of code).")
@click.option(
    "--jaar",
    required=True,
    type=click.IntRange(_FIRST_YEAR, _LAST_YEAR),
    metavar="JAAR",
    help="Het jaar van de cijfers.",
)
@click.option(
    "-o",
    "--uitvoer",
    type=click.Path(path_type=Path),
    metavar="MAP",
    help="Map voor de bestanden (gewoon: opendata-GEMEENTE-JAAR).",
)
@click.option("--tabellen", metavar="SOORT,...", help=f"Alleen deze, met komma's ertussen: {', '.join(SOORTEN)}.")
@click.option("--vernieuw", is_flag=True, help="Haal alles opnieuw op, ook wat al bewaard was.")
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomst als JSON.")
def fetch(
    gemeente: str,
    jaar: int,
    uitvoer: Path | None,
    tabellen: str | None,
    vernieuw: bool,
    regels: Path | None,
    as_json: bool,
) -> None:
    """Haal de open data van een gemeente en een jaar op: kerncijfers, gezondheid, misdrijven en nabijheid.

    De bestanden komen van de open-datadiensten van CBS. Alleen het nummer van de tabel, de gemeente en het jaar gaan
    naar die diensten, niets van u of uw bestanden.
    """
    if not gemeente.strip():
        raise click.UsageError("noem bij --gemeente de naam of de code van een gemeente.")
    wish = Wish(gemeente, jaar, _kinds(tabellen), _base())
    rulebook = open_rulebook(regels, None)
    log_run("data fetch", [str(jaar), *wish.soorten])
    try:
        with progress_bar() as progress:
            found = fetch_tables(wish, rulebook, _web(), AnswerCache(cache_folder(), vernieuw=vernieuw), progress)
    except KeyboardInterrupt:
        click.echo("Wat al binnen is, is bewaard: dezelfde opdracht gaat daar verder.", err=True)
        raise
    errors = [issue for issue in found.issues if issue.severity is Severity.FOUT]
    quiet = [issue for issue in found.issues if issue.severity is not Severity.FOUT]
    if not found.bestanden:
        # Nothing was written, so what else would be a warning is why.
        warned = [replace(each, severity=Severity.FOUT) for each in quiet if each.severity is Severity.WAARSCHUWING]
        raise InputError([*errors, *warned, *(each for each in quiet if each.severity is Severity.MELDING)])
    folder = FetchedFolder(uitvoer or Path(f"opendata-{slug(found.bestanden[0].gemeente.naam)}-{jaar}"))
    try:
        folder.write(found.bestanden, datetime.now(UTC).isoformat(timespec="seconds"))
    except BuurtwijzerError as error:
        raise type(error)([*error.issues, *errors]) from error
    _tell(found.bestanden, quiet, folder, jaar, as_json=as_json)
    if errors:
        raise InputError(errors)


def cache_folder() -> Path:
    """Give the folder in which answers of the services are kept for the current user."""
    from platformdirs import user_cache_path

    return user_cache_path("buurtwijzer", appauthor=False) / "opendata"


def _kinds(tabellen: str | None) -> tuple[str, ...]:
    if tabellen is None:
        return SOORTEN
    asked = [word.strip().lower() for word in tabellen.split(",") if word.strip()]
    if not asked or set(asked) - set(SOORTEN):
        raise click.UsageError(f"kies bij --tabellen uit {', '.join(SOORTEN)}, met komma's ertussen.")
    return tuple(kind for kind in SOORTEN if kind in asked)


def _base() -> str:
    """Give the address that stands in for the services; empty when none is named."""
    named = os.environ.get(VARIABLE, "").strip()
    parts = urlsplit(named)
    if named and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise click.UsageError(f"de variabele {VARIABLE} is geen adres zoals https://spiegel.voorbeeld.nl.")
    return named


def _web() -> Web:
    from importlib.metadata import version

    return Web(f"Buurtwijzer/{version('buurtwijzer')}")


def score_command(paths: Sequence[Path], gemeente: str, jaar: int) -> str:
    """Give the command that uses the files."""
    words = ["buurtwijzer", "score", *map(str, paths), "-o", f"scores-{slug(gemeente)}-{jaar}.xlsx"]
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def _tell(
    files: Sequence[FetchedFile], issues: Sequence[Issue], folder: FetchedFolder, jaar: int, *, as_json: bool
) -> None:
    paths = [folder.path / file.bestand for file in files]
    command = score_command(paths, files[0].gemeente.naam, jaar)
    if as_json:
        echo_json(
            {
                "bestanden": [folder.about(file) for file in files],
                "map": str(folder.path),
                "bron": str(folder.receipt),
                "opdracht": command,
                "meldingen": [issue.as_dict() for issue in issues],
            }
        )
    else:
        for file, path in zip(files, paths, strict=True):
            kept = ", al bewaard" if file.uit_tussenopslag else ""
            rows = "rij" if file.rijen == 1 else "rijen"
            click.echo(f"{path}: {file.titel} (tabel {file.tabel}), {file.jaar}, {file.rijen} {rows}{kept}")
        click.echo(f"Herkomst en licentie: {folder.receipt}")
        click.echo(f"Verder met:\n  {command}")
    for issue in issues:
        if issue.severity is Severity.MELDING:
            click.echo(str(issue), err=True)
    tell_findings([issue for issue in issues if issue.severity is not Severity.MELDING], str(folder.receipt))
