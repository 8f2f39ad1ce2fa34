"""``buurtwijzer trend``: what to expect of figures over years, with a margin that was tested on those very figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import partial
from pathlib import Path

import click
import numpy as np

from buurtwijzer.core.codes import gemeente_code, normalise_code
from buurtwijzer.core.dutch import name_some
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.joining.join import BoolArray
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.read import read_years
from buurtwijzer.data.table import BuurtTable, IntArray
from buurtwijzer.evidence.outlook.model import Outlook
from buurtwijzer.evidence.outlook.outlook import outlook
from buurtwijzer.evidence.timeline.model import Timelines
from buurtwijzer.pipeline import Progress
from buurtwijzer.reporting.bladen.tijdlijn import timeline_sheet
from buurtwijzer.reporting.files import check_target
from buurtwijzer.reporting.timeline_charts import timeline_charts
from buurtwijzer.reporting.timeline_text import timeline_lines
from buurtwijzer.reporting.vooruitblik.json_form import outlook_json
from buurtwijzer.reporting.vooruitblik.page import trial_page
from buurtwijzer.reporting.vooruitblik.text import outlook_lines
from buurtwijzer.reporting.vooruitblik.workbook import outlook_sheets, write_years
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.own_columns import column_files, columns_asked, columns_option
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import echo_json, open_rulebook, read_files, tell_findings
from buurtwijzer_excel.cli.trend_issue_kinds import CIJFER_ONBEKEND, GEBIED_ONBEKEND, TE_VER
from buurtwijzer_excel.cli.trend_timeline import asked_timelines, outlook_beside

_PATH = click.Path(path_type=Path)


@click.command(cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=_PATH, metavar="BESTAND...")
@click.option("-o", "--uitvoer", type=_PATH, metavar="UIT.xlsx", help="Werkmap die wordt gemaakt.")
@click.option("--indicator", "indicatoren", multiple=True, metavar="ID", help="Alleen dit cijfer. Meer keer mag.")
@click.option("--gemeente", metavar="NAAM", help="Toon alleen deze gemeente (naam of code).")
@click.option("--codes", metavar="CODE,...", help="Toon alleen deze gebieden, met komma's ertussen.")
@click.option("--vooruit", type=click.IntRange(1, 10), metavar="N", help="Zo veel jaar vooruit (gewoon: 1).")
@click.option("--omzetting", type=_PATH, metavar="OUD_NIEUW.csv", help="Lijst van oude naar nieuwe codes met aandeel.")
@click.option("--tijdlijn", "gevolgd", multiple=True, metavar="CODE", help="Laat van dit gebied zien hoe het zo kwam.")
@click.option(
    "--uitkomst", "uitkomsten", multiple=True, metavar="ID", help="Bij --tijdlijn: alleen dit. Meer keer mag."
)
@click.option("--toets", is_flag=True, help="Druk af hoe goed de verwachting was, als bladzijde tekst.")
@columns_option
@click.option("--regels", type=_PATH, metavar="MAP", help="Map met een eigen regelboek.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomst als JSON op het scherm.")
@click.option("--overschrijf", is_flag=True, help="Vervang een werkmap die er al is.")
@click.option("--datum", type=click.DateTime(["%Y-%m-%d"]), metavar="JJJJ-MM-DD", help="Datum in de werkmap.")
def command(
    bestanden: tuple[Path, ...],
    uitvoer: Path | None,
    indicatoren: tuple[str, ...],
    gemeente: str | None,
    codes: str | None,
    vooruit: int | None,
    omzetting: Path | None,
    gevolgd: tuple[str, ...],
    uitkomsten: tuple[str, ...],
    toets: bool,
    regels: Path | None,
    as_json: bool,
    overschrijf: bool,
    datum: datetime | None,
) -> None:
    """Geef per gebied wat u volgend jaar kunt verwachten, met een marge die op eerdere jaren is getoetst.

    Ook: welke gebieden sneller verslechteren dan vergelijkbare. Alle gebieden in de bestanden rekenen mee;
    --gemeente en --codes zeggen alleen wat u ziet. Geef dus het liefst bestanden van heel Nederland.
    """
    if uitkomsten and not gevolgd:
        raise click.UsageError("--uitkomst hoort bij --tijdlijn.")
    read = (*bestanden, *column_files(), *([omzetting] if omzetting else []))
    if uitvoer is not None:
        check_target(uitvoer, overschrijf=overschrijf, invoer=read)
    rulebook = open_rulebook(regels, bestanden[0])
    _check_ahead(vooruit, rulebook)
    with progress_bar() as progress:
        years, table = _read(bestanden, omzetting, rulebook, progress)
        rows = _asked(years, indicatoren, gemeente, codes)
        # First: a wrong code is told also when nothing can be expected.
        lines = asked_timelines(years, rulebook, gevolgd, uitkomsten)
        expect = partial(outlook, years, rulebook, gebieden=table, vooruit=vooruit, indicatoren=indicatoren)
        made = partial(expect, progress=lambda step, done: progress(step, 0.6 + done * 0.2))
        found = made() if lines is None else outlook_beside(made, years, rulebook)
        if uitvoer is not None:
            progress("Werkmap schrijven", 0.8)
            answer = _Answer(found, rows, lines, rulebook, _decided(rulebook, indicatoren, gemeente, codes))
            _write(answer, uitvoer, overschrijf=overschrijf, datum=datum.date() if datum else None, invoer=read)
        progress("Klaar", 1.0)
    _tell(_Answer(found, rows, lines, rulebook), uitvoer, as_json=as_json, toets=toets)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was found, for which rows it is shown, the timelines asked for and what decided it."""

    found: Outlook
    rows: IntArray
    lines: Timelines | None
    rulebook: Rulebook
    decided: Sequence[tuple[str, str]] = ()

    @property
    def issues(self) -> tuple[Issue, ...]:
        return () if self.lines is None else self.lines.issues


def _write(answer: _Answer, uitvoer: Path, *, overschrijf: bool, datum: date | None, invoer: Sequence[Path]) -> None:
    lines, rulebook = answer.lines, answer.rulebook
    more = () if lines is None else (timeline_sheet(lines, rulebook),)
    write_years(
        (*outlook_sheets(answer.found, answer.rows, rulebook), *more),
        answer.found,
        uitvoer,
        issues=answer.issues,
        verantwoording=answer.decided,
        extra_of=lambda foot: None if lines is None else timeline_charts(lines, foot),
        overschrijf=overschrijf,
        datum=datum,
        invoer=invoer,
    )


def _tell(answer: _Answer, uitvoer: Path | None, *, as_json: bool, toets: bool) -> None:
    found, rows, lines, rulebook = answer.found, answer.rows, answer.lines, answer.rulebook
    if as_json:
        echo_json(outlook_json(found, rows, rulebook, lines))
    else:
        text = trial_page(found, rulebook) if toets else outlook_lines(found, rows, rulebook)
        click.echo("\n".join([*text, *([] if lines is None else ["", *timeline_lines(lines)])]))
    where = "het blad Meldingen" if uitvoer is not None else "'meldingen' bij --json, of -o"
    tell_findings((*found.issues, *answer.issues), where)
    if uitvoer is not None:
        click.echo(f"Geschreven: {uitvoer}", err=as_json)


def _read(
    files: tuple[Path, ...], omzetting: Path | None, rulebook: Rulebook, progress: Progress
) -> tuple[YearFigures, BuurtTable]:
    """Read the figures of every year, and the areas as they are now.

    Raises:
        InputError: A file cannot be used.
    """
    data = read_files("trend", files, rulebook, lambda step, done: progress(step, done * 0.3), omzetting=omzetting)
    years = read_years(
        files,
        rulebook,
        kolommen=columns_asked(rulebook),
        omzetting=omzetting,
        progress=lambda step, done: progress(step, 0.3 + done * 0.3),
    )
    return years, data.table


def _check_ahead(vooruit: int | None, rulebook: Rulebook) -> None:
    most = round(rulebook.getal("vooruitblik", "vooruit_hoogstens_n"))
    if vooruit is not None and vooruit > most:
        raise InputError([TE_VER.at("--vooruit", jaren=vooruit, hoogstens=most)])


def _asked(years: YearFigures, indicatoren: Sequence[str], gemeente: str | None, codes: str | None) -> IntArray:
    """Give the rows that are shown.

    Raises:
        InputError: A figure, gemeente or code that is asked for is not in the files; all at once.
    """
    issues: list[Issue] = [
        CIJFER_ONBEKEND.at(
            "--indicator", naam=name, tip=_tip(name, years.indicatoren), wel=name_some(years.indicatoren, 20)
        )
        for name in indicatoren
        if name not in years.indicatoren
    ]
    chosen = np.ones(len(years.codes), dtype=bool)
    if gemeente is not None:
        chosen &= _of_gemeente(years, gemeente, issues)
    if codes is not None:
        wanted = {
            normalise_code(code.strip()) or code.strip(): code.strip() for code in codes.split(",") if code.strip()
        }
        issues += [
            GEBIED_ONBEKEND.at("--codes", naam=said, tip="") for code, said in wanted.items() if code not in years.codes
        ]
        chosen &= np.array([code in wanted for code in years.codes])
    if issues:
        raise InputError(issues)
    return np.flatnonzero(chosen)


def _of_gemeente(years: YearFigures, asked: str, issues: list[Issue]) -> BoolArray:
    name, code = asked.strip().casefold(), normalise_code(asked)
    found = np.array(
        [
            own.casefold() == name or (code is not None and gemeente_code(area) == code)
            for own, area in zip(years.gemeente, years.codes, strict=True)
        ]
    )
    if not found.any():
        issues.append(GEBIED_ONBEKEND.at("--gemeente", naam=asked, tip=_tip(asked, sorted(set(years.gemeente)))))
    return found


def _tip(asked: str, known: Sequence[str]) -> str:
    close = get_close_matches(asked, known, n=1)
    return f" Bedoelt u '{close[0]}'?" if close else ""


def _decided(
    rulebook: Rulebook, indicatoren: Sequence[str], gemeente: str | None, codes: str | None
) -> list[tuple[str, str]]:
    """Give what the user chose and which rules it was made by."""
    return [
        ("cijfers", ", ".join(indicatoren) or "alle met genoeg jaren"),
        ("gemeente", gemeente or "alle"),
        ("codes", codes or "alle"),
        ("regelboek", f"{rulebook.manifest.naam} {rulebook.manifest.versie} ({rulebook.gekozen_via})"),
        ("regelboek sha256", rulebook.sha256),
    ]
