"""``buurtwijzer addin``: the add-in for Excel of the current user."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from buurtwijzer.core.issues import Issue
from buurtwijzer_excel.addin.install import install as put_in_place
from buurtwijzer_excel.addin.install import remove as take_away
from buurtwijzer_excel.addin.places import WINDOWS, Places, find_places
from buurtwijzer_excel.addin.source import installed_xlwings, shipped_addin
from buurtwijzer_excel.addin.state import AddinState, find_state
from buurtwijzer_excel.cli.dutch_click import DutchCommand, DutchGroup
from buurtwijzer_excel.cli.log import log_issues, log_run
from buurtwijzer_excel.cli.session import echo_json

SYSTEM = sys.platform
_MAP = click.option(
    "--map",
    "map_",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="MAP",
    help="Andere map voor de invoegtoepassing (gewoon: de startmap van Excel).",
)


@click.group(cls=DutchGroup)
def command() -> None:
    """De invoegtoepassing voor Excel, voor u alleen en zonder beheerdersrechten."""


@command.command("install", cls=DutchCommand)
@_MAP
def install(map_: Path | None) -> None:
    """Zet de invoegtoepassing klaar voor Excel, met deze Python."""
    places = _places(map_)
    log_run("addin install", [places.invoegtoepassing.name])
    _tell(put_in_place(places, shipped_addin(), Path(sys.executable), installed_xlwings()))
    click.echo(f"Klaar: {places.invoegtoepassing}")
    click.echo("Sluit Excel helemaal en start het opnieuw: het tabblad Buurtwijzer staat achter Controleren.")
    click.echo(_trust_hint(places))


@command.command("remove", cls=DutchCommand)
def remove() -> None:
    """Haal weg wat 'addin install' heeft neergezet, waar dan ook, en niets anders."""
    places = _places(None)
    log_run("addin remove", [places.invoegtoepassing.name])
    gone, told = take_away(places)
    _tell(told)
    for path in gone:
        click.echo(f"Verwijderd: {path}")
    if not gone:
        click.echo("Er was niets dat 'addin install' heeft neergezet.")


@command.command("status", cls=DutchCommand)
@_MAP
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomst als JSON.")
def status(map_: Path | None, *, as_json: bool) -> None:
    """Zeg wat er staat: versie, Python, en of Windows het blokkeert."""
    places = _places(map_)
    found = find_state(places, shipped_addin(), installed_xlwings())
    if as_json:
        echo_json(_as_dict(found))
    else:
        click.echo("\n".join(_lines(places, found)))


def _places(map_: Path | None) -> Places:
    return find_places(SYSTEM, Path.home(), os.environ, map_.absolute() if map_ else None)


def _tell(issues: Iterable[Issue]) -> None:
    told = tuple(issues)
    log_issues(told)
    for issue in told:
        click.echo(f"Let op: {issue}", err=True)


def _trust_hint(places: Places) -> str:
    if not places.is_startmap:
        return (
            "Zet in Excel de map bij Opties > Vertrouwenscentrum > Vertrouwde locaties, en kies de invoegtoepassing "
            "bij Opties > Invoegtoepassingen > Start."
        )
    if places.systeem == WINDOWS:
        return (
            "De startmap is voor Excel een vertrouwde locatie. Verschijnt het tabblad niet, dan heeft ICT dat "
            "uitgezet: vraag deze map toe te staan, of werk met 'buurtwijzer excel'."
        )
    return "Vraagt de Mac of Excel mag samenwerken met Python of Terminal, kies dan OK."


def _lines(places: Places, found: AddinState) -> list[str]:
    if not found.aanwezig:
        lines = [f"Invoegtoepassing: niet geïnstalleerd ({found.pad})"]
    elif found.versie is None:
        lines = [f"Invoegtoepassing: er staat een ander bestand met die naam ({found.pad})"]
    else:
        same = "van deze installatie" if found.is_gelijk else "niet van deze installatie: voer 'addin install' uit"
        lines = [f"Invoegtoepassing: versie {found.versie}, {same} ({found.pad})"]
    if found.interpreter is None:
        lines.append("Python: niet ingesteld")
    else:
        lines.append(f"Python: {found.interpreter}{'' if found.interpreter_bestaat else ' (staat er niet meer)'}")
    if found.xlwings_nodig is not None:
        fits = "" if found.xlwings_past else ", maar een andere versie is geïnstalleerd: voer 'addin install' uit"
        lines.append(f"xlwings: {found.xlwings_nodig} nodig{fits}")
    lines += [f"{name}: {'aanwezig' if present else 'ontbreekt'}" for name, present in found.onderdelen]
    if places.systeem == WINDOWS:
        blocked = "ja: klik in Eigenschappen van het bestand op Blokkering opheffen" if found.geblokkeerd else "nee"
        lines.append(f"Geblokkeerd door Windows: {blocked}")
    return lines


def _as_dict(found: AddinState) -> dict[str, object]:
    return {
        "schema": 1,
        "pad": str(found.pad),
        "aanwezig": found.aanwezig,
        "versie": found.versie,
        "van_deze_installatie": found.is_gelijk,
        "geblokkeerd": found.geblokkeerd,
        "python": None if found.interpreter is None else str(found.interpreter),
        "python_bestaat": found.interpreter_bestaat,
        "xlwings_nodig": found.xlwings_nodig,
        "xlwings_past": found.xlwings_past,
        "onderdelen": dict(found.onderdelen),
        "in_orde": found.is_goed,
    }
