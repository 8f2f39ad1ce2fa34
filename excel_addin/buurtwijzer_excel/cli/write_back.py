"""``buurtwijzer score --terugschrijven``: results written beside the rows in a copy of the user's own workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from buurtwijzer.core.dutch import plural
from buurtwijzer.reporting.injection.opened import open_own_file
from buurtwijzer.reporting.injection.write_back import check_copy
from buurtwijzer.reporting.json_form import assessment_json
from buurtwijzer.reporting.summary import summary_lines
from buurtwijzer_excel.cli.log import log_run
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import echo_json, tell_findings
from buurtwijzer_excel.workbook.file_route import read_own_file, run_on_file, write_run
from buurtwijzer_excel.workbook.judgements import with_judgements
from buurtwijzer_excel.workbook.settings import Settings


@dataclass(frozen=True, slots=True)
class Choices:
    """What was asked on the command line.

    Attributes:
        met: Files with more figures; they go before those on ``Instellingen``.
        blad: Sheet with the rows; None looks for it.
        codes: Only these areas.
        flags: Settings given as options, which go before those on ``Instellingen``.
        alle: Show every intervention.
        as_json: Print the result as JSON.
        overschrijf: Replace a copy that is there.
        datum: Date to name.
        spiegeling: Workbook with judgements of residents and workers; None takes those in the workbook itself.
    """

    met: tuple[Path, ...]
    blad: str | None
    codes: tuple[str, ...]
    flags: Mapping[str, object]
    alle: bool
    as_json: bool
    overschrijf: bool
    datum: date | None
    spiegeling: Path | None = None

    def over(self, settings: Settings) -> Settings:
        """Give the settings of the workbook with those of the command line over them."""
        given = {**self.flags, **({"bronnen": self.met} if self.met else {})}
        return replace(settings, **given)  # type: ignore[arg-type]


def run_write_back(werkmap: Path, kopie: Path, choices: Choices) -> None:
    """Read a workbook, assess its areas, write a copy and tell.

    Raises:
        BuurtwijzerError: Nothing was written.
    """
    check_copy(werkmap, kopie, overschrijf=choices.overschrijf, invoer=choices.met)
    log_run("score", [file.name for file in (werkmap, *choices.met)])
    with progress_bar() as progress:
        progress("Werkmap lezen", 0.0)
        reading = read_own_file(open_own_file(werkmap))
        settings = choices.over(reading.settings)
        found = run_on_file(
            reading,
            settings,
            blad=choices.blad,
            codes=choices.codes,
            alle=choices.alle,
            progress=lambda step, done: progress(step, 0.1 + 0.7 * done),
        )
        found = with_judgements(reading, found, choices.spiegeling)
        progress("Kopie schrijven", 0.8)
        more = (settings.referentie, choices.spiegeling)
        sources = [path for path in (*settings.bronnen, *more) if path is not None and path != werkmap]
        issues = write_run(reading, found, kopie, overschrijf=choices.overschrijf, datum=choices.datum, invoer=sources)
        progress("Klaar", 1.0)
    result = found.run.assessment
    if choices.as_json:
        echo_json(assessment_json(result))
    else:
        click.echo("\n".join(summary_lines(result)))
    rulebook = result.rulebook
    click.echo(f"Regels: {rulebook.manifest.naam} {rulebook.manifest.versie} ({rulebook.gekozen_via})", err=True)
    tell_findings((*result.issues, *issues), "het blad Meldingen")
    count = plural(len(result.table), "gebied", "gebieden")
    click.echo(f"Geschreven: {kopie} (blad {found.blad}, {count})", err=choices.as_json)
