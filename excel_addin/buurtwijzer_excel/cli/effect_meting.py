"""``buurtwijzer effect meting``: did it work, with a workbook and a text for a council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number
from buurtwijzer.evidence.nulmeting.start import Start
from buurtwijzer.evidence.nulmeting.study import Gevraagd, Studie, study
from buurtwijzer.reporting.effect.json_form import effect_json
from buurtwijzer.reporting.effect.memo import memo_sheet
from buurtwijzer.reporting.effect.sheet import effect_sheet
from buurtwijzer.reporting.effect.words import answer_lines
from buurtwijzer.reporting.files import check_target
from buurtwijzer.reporting.nulmeting.read import Gelezen, read_baseline
from buurtwijzer.reporting.rekenbladen.write import write_sheets
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.effect_words import FILE, LEVELS, OMZETTING, StartType, read_twice, split_codes
from buurtwijzer_excel.cli.own_columns import column_files, columns_option
from buurtwijzer_excel.cli.plans import closing_sheets
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import echo_json, open_rulebook, tell_findings

_TITLE = "Buurtwijzer: gemeten effect"


@click.command("meting", cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=FILE, metavar="BESTAND...")
@click.option(
    "--nulmeting",
    type=FILE,
    metavar="WERKMAP.xlsx",
    help="Werkmap met de nulmeting: die zegt waar, vanaf wanneer en welk cijfer.",
)
@click.option("--blad", metavar="NAAM", help="Welke nulmeting in die werkmap, als er meer zijn.")
@click.option("--codes", metavar="CODE,...", help="Zonder nulmeting: de gebieden waar het gebeurde.")
@click.option("--gemeente", metavar="NAAM", help="Zonder nulmeting: de gebieden van deze gemeente.")
@click.option("--niveau", type=LEVELS, metavar="NIVEAU", help="Zonder nulmeting: buurt, wijk of gemeente.")
@click.option("--start", type=StartType(), metavar="JJJJ[-MM]", help="Zonder nulmeting: wanneer het begon.")
@click.option("--uitkomst", metavar="ID", help="Zonder nulmeting: het cijfer dat gemeten wordt.")
@click.option("--interventie", metavar="ID", help="Zonder nulmeting: wat er gebeurde, voor het verwachte effect.")
@click.option("--zonder", metavar="CODE,...", help="Gebieden waarmee niet vergeleken mag worden, zoals de buren.")
@click.option("-o", "--uitvoer", type=FILE, metavar="UIT.xlsx", help="Werkmap die wordt gemaakt.")
@columns_option
@click.option("--regels", type=FILE, metavar="MAP", help="Map met een eigen regelboek.")
@click.option("--omzetting", type=FILE, metavar="OUD_NIEUW.csv", help=OMZETTING)
@click.option("--json", "as_json", is_flag=True, help="Schrijf de uitkomst als JSON op het scherm.")
@click.option("--overschrijf", is_flag=True, help="Vervang een werkmap die er al is.")
@click.option("--datum", type=click.DateTime(["%Y-%m-%d"]), metavar="JJJJ-MM-DD", help="Datum in de werkmap.")
def meting(
    bestanden: tuple[Path, ...],
    nulmeting: Path | None,
    blad: str | None,
    codes: str | None,
    gemeente: str | None,
    niveau: str | None,
    start: Start | None,
    uitkomst: str | None,
    interventie: str | None,
    zonder: str | None,
    uitvoer: Path | None,
    regels: Path | None,
    omzetting: Path | None,
    as_json: bool,
    overschrijf: bool,
    datum: datetime | None,
) -> None:
    """Meet of een aanpak werkte: de verandering daar naast die in vergelijkbare gebieden.

    Geef de bestanden van alle jaren op, van voor en na de start. De werkmap heeft ook een tekst voor de raad.
    """
    read = (*bestanden, *column_files(), *(path for path in (nulmeting, omzetting) if path is not None))
    if uitvoer is not None:
        check_target(uitvoer, overschrijf=overschrijf, invoer=read)
    words = _Words(codes, gemeente, niveau, start, uitkomst, interventie)
    words.check(with_baseline=nulmeting is not None, blad=blad)
    frozen = None if nulmeting is None else read_baseline(nulmeting, blad)
    asked = words.asked(split_codes(zonder)) if frozen is None else Gevraagd.of(frozen.nulmeting, split_codes(zonder))
    rulebook = open_rulebook(regels, bestanden[0])
    with progress_bar() as progress:
        data, years = read_twice("effect meting", bestanden, rulebook, omzetting, progress)
        progress("Effect meten", 0.5)
        found = study(data, years, asked, rulebook)
        if uitvoer is not None:
            progress("Werkmap schrijven", 0.8)
            decided = _decided(found, frozen)
            sheets = (effect_sheet(found), memo_sheet(found), *closing_sheets(data, rulebook, found.issues, decided))
            day = datum.date() if datum else None
            write_sheets(sheets, uitvoer, overschrijf=overschrijf, datum=day, invoer=read, titel=_TITLE)
        progress("Klaar", 1.0)
    if as_json:
        echo_json(effect_json(found))
    else:
        click.echo("\n".join(answer_lines(found)))
    tell_findings(found.issues, "het blad Meldingen" if uitvoer is not None else "'meldingen' bij --json")
    if uitvoer is not None:
        click.echo(f"Geschreven: {uitvoer}", err=as_json)


@dataclass(frozen=True, slots=True)
class _Words:
    """What may be typed in place of a baseline."""

    codes: str | None
    gemeente: str | None
    niveau: str | None
    start: Start | None
    uitkomst: str | None
    interventie: str | None

    def check(self, *, with_baseline: bool, blad: str | None) -> None:
        """Refuse words that contradict each other.

        Raises:
            UsageError: They do.
        """
        given = [word for word in (self.codes, self.gemeente, self.niveau, self.start, self.uitkomst) if word]
        if with_baseline and (given or self.interventie):
            raise click.UsageError(
                "met --nulmeting ligt al vast waar, wanneer en wat; laat --codes, --gemeente, --niveau, --start, "
                "--uitkomst en --interventie weg."
            )
        if with_baseline:
            return
        if blad is not None:
            raise click.UsageError("--blad hoort bij --nulmeting.")
        if self.codes is None and self.gemeente is None:
            raise click.UsageError("geef --nulmeting, of zeg met --codes of --gemeente waar het gebeurde.")
        if self.start is None or (self.uitkomst is None and self.interventie is None):
            raise click.UsageError("geef zonder nulmeting ook --start, en --uitkomst of --interventie.")

    def asked(self, zonder: tuple[str, ...]) -> Gevraagd:
        """Give what is measured."""
        assert self.start is not None  # noqa: S101 - `check` refused
        options = Options(Niveau(self.niveau or Niveau.BUURT), self.gemeente, split_codes(self.codes))
        return Gevraagd(options, self.start, self.uitkomst, self.interventie or "", zonder)


def _decided(found: Studie, frozen: Gelezen | None) -> list[tuple[str, str]]:
    """Give what decided the result beside files and rules."""
    effect = found.effect
    lines = [
        ("uitkomst", effect.vraag.uitkomst),
        ("gebieden", ", ".join(effect.vraag.gebieden)),
        ("start", found.start.tekst),
        ("interventie", effect.vraag.interventie or "geen genoemd"),
        ("niet mee vergeleken", ", ".join(effect.vraag.uitsluiten) or "geen"),
        ("nulmeting", "geen" if frozen is None else f"blad {frozen.blad}, zegel {frozen.zegel}"),
        ("zekerheid van de marge", format_number(effect.zekerheid)),
        ("groepen gebieden zonder aanpak, om toeval te zien", str(effect.placebo_n)),
        ("zaad van de groepen", str(effect.zaad)),
    ]
    return [*lines, *((f"effect: {naam}", format_number(getal)) for naam, getal in effect.getallen if naam != "zaad")]
