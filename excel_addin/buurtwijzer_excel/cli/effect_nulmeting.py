"""``buurtwijzer effect nulmeting``: what is known and agreed before the start, frozen in a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue, Severity, sort_issues
from buurtwijzer.evidence.nulmeting.freeze import Opdracht, freeze
from buurtwijzer.evidence.nulmeting.model import Onderdeel, Wat
from buurtwijzer.evidence.nulmeting.start import Start
from buurtwijzer.evidence.nulmeting.words import areas
from buurtwijzer.reporting.nulmeting.sheet import seal_of
from buurtwijzer.reporting.nulmeting.write import check_baseline_target, write_baseline
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.effect_words import FILE, LEVELS, OMZETTING, StartType, read_twice, split_codes
from buurtwijzer_excel.cli.log import log_issues
from buurtwijzer_excel.cli.own_columns import column_files, columns_option
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import open_rulebook, tell_findings, today


@click.command("nulmeting", cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=FILE, metavar="BESTAND...")
@click.option("--interventie", required=True, metavar="ID", help="Wat er gaat gebeuren: id uit het regelboek.")
@click.option("--start", required=True, type=StartType(), metavar="JJJJ[-MM]", help="Wanneer het begint.")
@click.option("--codes", metavar="CODE,...", help="De gebieden waar het gebeurt, met komma's ertussen.")
@click.option("--gemeente", metavar="NAAM", help="De gebieden van deze gemeente (naam of code).")
@click.option("--niveau", type=LEVELS, default=Niveau.BUURT.value, help="Niveau van de gebieden (gewoon: buurt).")
@click.option("--uitkomst", metavar="ID", help="Het cijfer dat gemeten wordt (gewoon: volgt uit de interventie).")
@click.option(
    "--werkmap",
    type=FILE,
    metavar="EIGEN.xlsx",
    help="Zet het blad in een kopie van deze eigen werkmap (gewoon: een werkmap op zichzelf).",
)
@click.option("-o", "--uitvoer", required=True, type=FILE, metavar="UIT.xlsx", help="Werkmap die wordt gemaakt.")
@click.option("--nieuw", is_flag=True, help="Zet een tweede nulmeting naast een die er al is.")
@columns_option
@click.option("--regels", type=FILE, metavar="MAP", help="Map met een eigen regelboek.")
@click.option("--omzetting", type=FILE, metavar="OUD_NIEUW.csv", help=OMZETTING)
@click.option("--overschrijf", is_flag=True, help="Vervang een bestand dat er al is, maar nooit een nulmeting.")
@click.option("--datum", type=click.DateTime(["%Y-%m-%d"]), metavar="JJJJ-MM-DD", help="Datum van de nulmeting.")
def nulmeting(
    bestanden: tuple[Path, ...],
    interventie: str,
    start: Start,
    codes: str | None,
    gemeente: str | None,
    niveau: str,
    uitkomst: str | None,
    werkmap: Path | None,
    uitvoer: Path,
    nieuw: bool,
    regels: Path | None,
    omzetting: Path | None,
    overschrijf: bool,
    datum: datetime | None,
) -> None:
    """Leg vast hoe het nu is en wat er gemeten wordt, voordat een aanpak begint.

    Geef de bestanden van alle jaren tot nu toe op. Achteraf meet u met 'effect meting --nulmeting'.
    """
    if codes is None and gemeente is None:
        raise click.UsageError("zeg met --codes of --gemeente waar het gebeurt.")
    read = (*bestanden, *column_files(), *([omzetting] if omzetting is not None else []))
    check_baseline_target(uitvoer, werkmap, nieuw=nieuw, overschrijf=overschrijf, invoer=read)
    rulebook = open_rulebook(regels, bestanden[0])
    options, day = Options(Niveau(niveau), gemeente, split_codes(codes)), today(datum)
    with progress_bar() as progress:
        data, years = read_twice("effect nulmeting", bestanden, rulebook, omzetting, progress)
        asked = Opdracht(interventie, options, start, day, uitkomst)
        found = freeze(data, years, asked, rulebook, lambda step, done: progress(step, 0.4 + done * 0.4))
        progress("Werkmap schrijven", 0.8)
        blad = write_baseline(
            found.nulmeting, uitvoer, werkmap, nieuw=nieuw, overschrijf=overschrijf, datum=day, invoer=read
        )
        progress("Klaar", 1.0)
    frozen = found.nulmeting
    others = plural(len(frozen.vergelijkbaar), "vergelijkbaar gebied", "vergelijkbare gebieden")
    name = next(regel.tekst for regel in frozen.of(Onderdeel.AFSPRAAK) if regel.wat == "uitkomst die gemeten wordt")
    click.echo(
        f"Nulmeting van {day:%d-%m-%Y}: {areas(len(frozen.gebieden), frozen.niveau)} en {others}.\n"
        f"Gemeten wordt: {name}, vanaf {frozen.text(Wat.EERSTE_JAAR)}.\n"
        f"Verwacht: {frozen.text(Wat.VERWACHT)}\n"
        f"{found.kracht}\n"
        f"Zegel: {seal_of(frozen)}. Schrijf dit over in uw besluit."
    )
    _tell((*data.issues, *found.issues), found.issues)
    click.echo(f"Geschreven: {uitvoer} (blad {blad})")


def _tell(all_issues: Sequence[Issue], own: Sequence[Issue]) -> None:
    """Say every warning, and of the quiet findings only those about the baseline: it has no sheet for the rest."""
    quiet = [issue for issue in own if issue.severity is Severity.MELDING]
    tell_findings(sort_issues(issue for issue in all_issues if issue.severity is not Severity.MELDING), "")
    log_issues(quiet)
    for issue in quiet:
        click.echo(str(issue), err=True)
