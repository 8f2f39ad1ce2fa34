"""``buurtwijzer rules ijken``: tune index tables to known shares, measure what that brings, and write a proposal."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import click

from buurtwijzer.core.errors import InputError, OutputError
from buurtwijzer.core.issues import sort_issues
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.issue_kinds import JAAR_ONBEKEND
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData
from buurtwijzer.evidence.calibration.calibrate import Calibration, calibrate
from buurtwijzer.evidence.calibration.known import tunable, with_known_columns
from buurtwijzer.evidence.calibration.proposal import Herkomst, proposed
from buurtwijzer.pipeline import Progress
from buurtwijzer.reporting.calibration_text import report_text, summary_lines
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.rulebook import issue_kinds as rule_kinds
from buurtwijzer.rulebook.init import overlay_files
from buurtwijzer.rulebook.item_text import item_yaml
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_start import existing_overlay
from buurtwijzer.rulebook.owner import owner_issues
from buurtwijzer.rulebook.write import write_folder
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.own_columns import columns_asked, columns_option
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import open_rulebook, read_files, tell_findings

_LONGEST = 40
_MADE = "Gemaakt met 'buurtwijzer rules ijken'; wie een getal verandert, haalt ook 'gevalideerd' weg."


@click.command("ijken", cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="BESTAND...")
@click.option(
    "--bekend",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="AANDELEN.xlsx",
    help="Bekende aandelen per gebied: een kolom per groep in procenten, en liefst een kolom 'respondenten'. Met het "
    "jaar in de naam van het bestand of blad, of als 'jaar' in een kolomtabel.",
)
@click.option("--segmentatie", default="bewonersgroepen", metavar="ID", help="Indeling die wordt geijkt.")
@click.option("--onderzoek", required=True, metavar="NAAM", help="Naam van het onderzoek of de leverancier.")
@click.option("--licentie", required=True, metavar="TEKST", help="Wat de overeenkomst toestaat.")
@click.option("--eigenaar", required=True, metavar="FUNCTIE", help="Functie die deze regel beheert; geen naam.")
@click.option(
    "-o",
    "--uitvoer",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="MAP",
    help="Map met eigen regels waarin het voorstel komt; zij wordt gemaakt als zij er niet is.",
)
@columns_option
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@click.option("--overschrijf", is_flag=True, help="Vervang een verslag of voorstel dat er al is.")
def ijken(
    bestanden: tuple[Path, ...],
    bekend: Path,
    segmentatie: str,
    onderzoek: str,
    licentie: str,
    eigenaar: str,
    uitvoer: Path,
    regels: Path | None,
    overschrijf: bool,
) -> None:
    """Ijk bewonersgroepen met bekende aandelen van een onderzoek of leverancier.

    Geef de cijfers van heel Nederland en een bestand met bekende aandelen. Er komt altijd een verslag, naast MAP.
    Alleen als bijgestelde tabellen aantoonbaar beter zijn, komen zij als voorstel in MAP; een mens beslist of ze
    gaan gelden.
    """
    verslag = uitvoer.with_name(f"{uitvoer.name}-verslag.md")
    check_target(verslag, overschrijf=overschrijf, invoer=(*bestanden, bekend))
    _check_folder(uitvoer, segmentatie, overschrijf=overschrijf)
    rulebook = open_rulebook(regels, None)
    told = owner_issues(eigenaar, rulebook)
    with progress_bar() as progress:
        data, found = _calibrate((*bestanden, bekend), segmentatie, rulebook, progress)
    year = found.survey.jaar
    herkomst = Herkomst(_source_id(onderzoek, year), onderzoek, year, onderzoek, licentie, eigenaar, bekend.name)
    issues = sort_issues((*told, *data.issues, *found.survey.issues))
    text = report_text(found, herkomst, issues).encode()
    write_safely(verslag, text, overschrijf=overschrijf, invoer=(*bestanden, bekend))
    if not found.waarom_niet:
        _write(uitvoer, found, herkomst, overschrijf=overschrijf)
    click.echo("\n".join(summary_lines(found)))
    tell_findings(issues, "het verslag")
    click.echo(f"Geschreven: {verslag}")
    click.echo("Niets voorgesteld." if found.waarom_niet else f"Voorstel geschreven: {uitvoer}")


def _calibrate(
    files: tuple[Path, ...], segmentatie: str, rulebook: Rulebook, progress: Progress
) -> tuple[BuurtData, Calibration]:
    rule = tunable(rulebook, segmentatie)
    rules = with_known_columns(rulebook, rule)
    _check_year(files[-1], rules)
    data = read_files("rules ijken", files, rules, lambda step, done: progress(step, done * 0.3))
    return data, calibrate(data.table, rules, rule, lambda step, done: progress(step, 0.3 + done * 0.7))


def _check_year(bekend: Path, rules: Rulebook) -> None:
    """Refuse shares without a year before the long work begins; whatever else is wrong is told with all files.

    Raises:
        InputError: The year of the shares cannot be found.
    """
    try:
        read_buurten((bekend,), rules, kolommen=columns_asked(rules))
    except InputError as error:
        undated = [issue for issue in error.issues if issue.code == JAAR_ONBEKEND.code]
        if undated:
            raise InputError(undated) from None


def _write(folder: Path, found: Calibration, herkomst: Herkomst, *, overschrijf: bool) -> None:
    rule, source = proposed(found, herkomst)
    files = {
        f"segmentaties/{rule.id}.yaml": item_yaml(rule, "segmentaties", _MADE).encode(),
        f"bronnen/{source.id}.yaml": item_yaml(source, "bronnen").encode(),
    }
    if not existing_overlay(folder):
        start = {name: content for name, content in overlay_files().items() if not name.startswith("beleid/")}
        write_folder(folder, start | files)
        return
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_safely(folder / name, content, overschrijf=overschrijf)


def _check_folder(folder: Path, segmentatie: str, *, overschrijf: bool) -> None:
    """Refuse before the work begins what could not be written after it.

    Raises:
        OutputError: The folder holds something else, or a proposal that may not be replaced.
    """
    if existing_overlay(folder):
        check_target(folder / "segmentaties" / f"{segmentatie}.yaml", overschrijf=overschrijf)
    elif folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError([rule_kinds.MAP_NIET_LEEG.at(FilePlace(folder.name))])


def _source_id(onderzoek: str, jaar: int) -> str:
    """Give the id of a source from the name of a survey."""
    plain = unicodedata.normalize("NFKD", onderzoek.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST].strip("_")
    return f"ijking_{words}_{jaar}" if words else f"ijking_{jaar}"
