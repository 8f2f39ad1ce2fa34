"""``buurtwijzer score``: files in, result workbook or JSON out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click

from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.areas.listed import listed_areas
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.pipeline import Progress, assess
from buurtwijzer.reference.national import read_national
from buurtwijzer.reporting.files import check_target
from buurtwijzer.reporting.json_form import assessment_json
from buurtwijzer.reporting.summary import summary_lines
from buurtwijzer.reporting.workbook import write_workbook
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer_excel.cli.dutch_click import DutchCommand, Percentage
from buurtwijzer_excel.cli.mirror import mirrored, read_mirror_of
from buurtwijzer_excel.cli.own_columns import column_files, columns_option
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import echo_json, open_rulebook, read_files, tell_findings
from buurtwijzer_excel.cli.write_back import Choices, run_write_back

_LEVELS = click.Choice([Niveau.BUURT.value, Niveau.WIJK.value, Niveau.GEMEENTE.value, Niveau.EIGEN.value])


@click.command(cls=DutchCommand)
@click.argument("bestanden", nargs=-1, type=click.Path(path_type=Path), metavar="BESTAND...")
@click.option("-o", "--uitvoer", type=click.Path(path_type=Path), metavar="UIT.xlsx", help="Werkmap die wordt gemaakt.")
@click.option(
    "--terugschrijven",
    type=click.Path(path_type=Path),
    metavar="WERKMAP.xlsx",
    help="Zet de uitkomsten naast de rijen in een kopie (-o) van deze eigen werkmap.",
)
@click.option(
    "--met",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="BRON",
    help="Bij terugschrijven: bestand met cijfers; meer keer mag.",
)
@click.option("--blad", metavar="NAAM", help="Bij terugschrijven: het blad met de rijen (gewoon: het eerste).")
@click.option("--niveau", type=_LEVELS, default=Niveau.BUURT.value, help="Niveau van de gebieden (gewoon: buurt).")
@click.option(
    "--gebieden",
    type=click.Path(path_type=Path),
    metavar="LIJST",
    help="Eigen gebieden (dorp, complex, straat): lijst met de buurten waaruit ze bestaan. Niveau is dan: eigen.",
)
@click.option("--gemeente", metavar="NAAM", help="Alleen deze gemeente (naam of code).")
@click.option("--codes", metavar="CODE,...", help="Alleen deze gebieden, met komma's ertussen.")
@click.option(
    "--alleen-in",
    type=click.Path(path_type=Path),
    metavar="LIJST",
    help="Alleen de gebieden van deze lijst (xlsx of csv), op code of naam.",
)
@columns_option
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@click.option(
    "--dekking",
    type=Percentage(),
    metavar="PCT",
    help="Minimale dekking voor een score, 0-100 (gewoon: 60).",
)
@click.option("--segmentatie", metavar="ID", help="Leefstijlindeling die vooropstaat.")
@click.option(
    "--referentie",
    type=click.Path(path_type=Path),
    metavar="NL.npz",
    help="Vergelijk met heel Nederland; maak dit bestand met 'rules referentie --landelijk'.",
)
@click.option(
    "--omzetting",
    type=click.Path(path_type=Path),
    metavar="OUD_NIEUW.csv",
    help="Lijst van oude naar nieuwe codes met aandeel, voor cijfers van voor een grenswijziging.",
)
@click.option(
    "--spiegeling",
    type=click.Path(path_type=Path),
    metavar="WERKMAP.xlsx",
    help="Werkmap met blad Spiegeling: wat bewoners en professionals ervan vinden. Verandert geen score.",
)
@click.option("--alle", is_flag=True, help="Alle interventies, niet alleen de beste vijf.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomst als JSON op het scherm.")
@click.option("--overschrijf", is_flag=True, help="Vervang een werkmap die er al is.")
@click.option("--datum", type=click.DateTime(["%Y-%m-%d"]), metavar="JJJJ-MM-DD", help="Datum in de werkmap.")
@click.pass_context
def command(
    ctx: click.Context,
    bestanden: tuple[Path, ...],
    uitvoer: Path | None,
    terugschrijven: Path | None,
    met: tuple[Path, ...],
    blad: str | None,
    niveau: str,
    gebieden: Path | None,
    gemeente: str | None,
    codes: str | None,
    alleen_in: Path | None,
    regels: Path | None,
    dekking: float | None,
    segmentatie: str | None,
    referentie: Path | None,
    omzetting: Path | None,
    spiegeling: Path | None,
    alle: bool,
    as_json: bool,
    overschrijf: bool,
    datum: datetime | None,
) -> None:
    """Geef scores, krachten, aandachtspunten en advies bij bestanden van CBS en RIVM.

    De bestanden worden gekoppeld op gebiedscode. Het eerste bestand wint bij verschillen. Met --terugschrijven komen de
    uitkomsten naast de rijen in een kopie van een eigen werkmap.
    """
    day = datum.date() if datum else None
    level = _level(ctx, niveau, gebieden, terug=terugschrijven is not None)
    if terugschrijven is not None:
        _check_back(omzetting=omzetting, alleen_in=alleen_in)
        flags = _said(gemeente=gemeente, regels=regels, dekking_pct=dekking, segmentatie=segmentatie)
        flags |= _said(referentie=referentie, niveau=Niveau(niveau) if _is_given(ctx, "niveau") else None)
        choices = Choices(met, blad, _split(codes), flags, alle, as_json, overschrijf, day, spiegeling)
        run_write_back(terugschrijven, _copy(bestanden, uitvoer), choices)
        return
    _check_words(ctx, bestanden, uitvoer, as_json=as_json, only_back=bool(met or blad))
    if alleen_in is not None:
        _check_one_list(codes, gebieden)
    options = Options(level, gemeente, _split(codes), dekking, alle, segmentatie, referentie)
    if uitvoer is not None:
        inputs = _read(bestanden, referentie, omzetting, alleen_in, gebieden, spiegeling)
        check_target(uitvoer, overschrijf=overschrijf, invoer=inputs)
    rulebook = open_rulebook(regels, bestanden[0])
    said = read_mirror_of(spiegeling, rulebook)
    with progress_bar() as progress:
        lists = _Lists(gebieden, alleen_in, omzetting)
        result = mirrored(_score(bestanden, lists, options, rulebook, progress), said)
        if uitvoer is not None:
            progress("Werkmap schrijven", 0.8)
            write_workbook(result, uitvoer, overschrijf=overschrijf, datum=day)
            progress("Klaar", 1.0)
    _tell(result, uitvoer, as_json=as_json)


@dataclass(frozen=True, slots=True)
class _Lists:
    """Lists of the user beside the figures."""

    gebieden: Path | None
    alleen_in: Path | None
    omzetting: Path | None


def _score(
    files: tuple[Path, ...], lists: _Lists, options: Options, rulebook: Rulebook, progress: Progress
) -> Assessment:
    """Read and score files.

    Raises:
        InputError: A file or a list cannot be used.
    """
    country = None if options.referentie is None else read_national(options.referentie, rulebook)
    data = read_files(
        "score",
        files,
        rulebook,
        lambda step, done: progress(step, done * 0.5),
        naamlijst=None if country is None else country.table,
        omzetting=lists.omzetting,
        gebieden=lists.gebieden,
    )
    chosen, told = _only_in(lists.alleen_in, options, data.table)
    data = replace(data, issues=sort_issues((*data.issues, *told)))
    return assess(
        data, rulebook, chosen, landelijk=country, progress=lambda step, done: progress(step, 0.5 + done * 0.3)
    )


def _check_one_list(codes: str | None, gebieden: Path | None) -> None:
    if codes is not None or gebieden is not None:
        other = "--codes" if codes is not None else "--gebieden"
        raise click.UsageError(f"kies {other} of --alleen-in, niet allebei: ze zeggen allebei welke gebieden.")


def _said(**values: object) -> dict[str, object]:
    """Give what was said on the command line, tables of columns included."""
    said = {name: value for name, value in values.items() if value is not None}
    return {**said, "kolommen": column_files()} if column_files() else said


def _only_in(lijst: Path | None, options: Options, table: BuurtTable) -> tuple[Options, tuple[Issue, ...]]:
    """Give the choices with the areas of a list, and what there is to tell about its rows.

    Raises:
        InputError: The list cannot be read, or no area in it is found.
    """
    if lijst is None:
        return options, ()
    listed = listed_areas(lijst, table, options.niveau, options.gemeente)
    return replace(options, codes=listed.codes), listed.issues


def _tell(result: Assessment, uitvoer: Path | None, *, as_json: bool) -> None:
    if as_json:
        echo_json(assessment_json(result))
    else:
        click.echo("\n".join(summary_lines(result)))
    tell_findings(result.issues, "het blad Meldingen" if uitvoer is not None else "'meldingen' in de JSON")
    if uitvoer is not None:
        count = plural(len(result.table), *_WORDS[result.options.niveau])
        click.echo(f"Geschreven: {uitvoer} ({count})", err=as_json)


def _read(bestanden: tuple[Path, ...], *more: Path | None) -> tuple[Path, ...]:
    """Give every file that is read, which may not be written over."""
    return (*bestanden, *column_files(), *(path for path in more if path is not None))


def _level(ctx: click.Context, niveau: str, gebieden: Path | None, *, terug: bool) -> Niveau:
    """Give the level that is scored: with a list of own areas those, unless another is asked for."""
    level = Niveau.EIGEN if gebieden is not None and not _is_given(ctx, "niveau") else Niveau(niveau)
    if terug and (gebieden is not None or level is Niveau.EIGEN):
        raise click.UsageError("eigen gebieden (--gebieden) gaan niet samen met --terugschrijven; schrijf met -o.")
    return level


def _is_given(ctx: click.Context, name: str) -> bool:
    return ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE


def _copy(bestanden: tuple[Path, ...], uitvoer: Path | None) -> Path:
    if bestanden:
        raise click.UsageError("geef bij --terugschrijven bestanden met cijfers op met --met.")
    if uitvoer is None:
        raise click.UsageError("geef met -o de naam van de kopie die gemaakt moet worden.")
    return uitvoer


def _check_back(*, omzetting: Path | None, alleen_in: Path | None) -> None:
    if omzetting is not None:
        raise click.UsageError("--omzetting kan niet samen met --terugschrijven.")
    if alleen_in is not None:
        raise click.UsageError("--alleen-in hoort niet bij --terugschrijven: de rijen van uw werkmap zijn de lijst.")


def _check_words(
    ctx: click.Context, bestanden: tuple[Path, ...], uitvoer: Path | None, *, as_json: bool, only_back: bool
) -> None:
    if only_back:
        raise click.UsageError("--met en --blad horen bij --terugschrijven.")
    if not bestanden:
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    if uitvoer is None and not as_json:
        raise click.UsageError("geef met -o de werkmap die gemaakt moet worden, of vraag --json.")


_WORDS = {
    Niveau.BUURT: ("buurt", "buurten"),
    Niveau.WIJK: ("wijk", "wijken"),
    Niveau.GEMEENTE: ("gemeente", "gemeenten"),
    Niveau.EIGEN: ("eigen gebied", "eigen gebieden"),
}


def _split(codes: str | None) -> tuple[str, ...]:
    if codes is None:
        return ()
    found = tuple(code.strip() for code in codes.split(",") if code.strip())
    if not found:
        raise click.UsageError("geef bij --codes ten minste één gebiedscode.")
    return found
