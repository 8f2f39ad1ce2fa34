"""``buurtwijzer rules gewichten``: propose weights from figures, or take a proposal over into own rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from buurtwijzer_excel.cli.dutch_click import DutchCommand, Percentage
from buurtwijzer_excel.cli.own_columns import columns_option

_LEVELS = click.Choice(["buurt", "wijk", "gemeente"])
_WHO = click.Choice(["regels", "richting", "alle"])
_NOT_TOGETHER = "--neem-over gaat alleen samen met --regels en --eigenaar."


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked of the figures."""

    tegen: str
    uitkomst: str
    niveau: str
    kandidaten: str
    dekking: float | None
    datum: datetime | None


@click.command("gewichten", cls=DutchCommand)
@click.argument("bestanden", nargs=-1, type=click.Path(path_type=Path), metavar="[BESTAND...]")
@click.option("--tegen", metavar="ID", help="Cijfer dat de score moet volgen en er geen invoer van is: lbm_totaal.")
@click.option(
    "--uitkomst", default="totaalbeeld", metavar="ID", help="Leefgebied, kracht of risico; zonder: het totaalbeeld."
)
@click.option("--niveau", type=_LEVELS, default="buurt", help="Niveau van de gebieden (gewoon: buurt).")
@click.option(
    "--kandidaten",
    type=_WHO,
    default="regels",
    help="Wat gewicht mag krijgen: de cijfers van de regels, alle met een richting, of alle (gewoon: regels).",
)
@click.option(
    "--dekking", type=Percentage(), metavar="PCT", help="Minimale dekking voor een score, 0-100 (gewoon: 60)."
)
@columns_option
@click.option("--regels", type=click.Path(path_type=Path), metavar="MAP", help="Map met een eigen regelboek.")
@click.option(
    "-o", "--uitvoer", type=click.Path(path_type=Path, file_okay=False), metavar="MAP", help="Map voor het voorstel."
)
@click.option("--datum", type=click.DateTime(["%Y-%m-%d"]), metavar="JJJJ-MM-DD", help="Datum in het voorstel.")
@click.option("--overschrijf", is_flag=True, help="Vervang een voorstel dat er al is.")
@click.option(
    "--neem-over",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="VOORSTEL.yaml",
    help="Zet de gewichten van dit voorstel in de eigen regels van --regels.",
)
@click.option("--eigenaar", metavar="FUNCTIE", help="Bij --neem-over: wie ze overneemt; een functie, geen naam.")
def gewichten(
    bestanden: tuple[Path, ...],
    tegen: str | None,
    uitkomst: str,
    niveau: str,
    kandidaten: str,
    dekking: float | None,
    regels: Path | None,
    uitvoer: Path | None,
    datum: datetime | None,
    overschrijf: bool,
    neem_over: Path | None,
    eigenaar: str | None,
) -> None:
    """Stel gewichten voor uit cijfers, of neem een voorstel over.

    Het voorstel staat naast de gewichten van de deskundigen, met de winst in gemeenten waarvan niet is geleerd. Het
    telt nergens mee tot iemand het met --neem-over in eigen regels zet.
    """
    if neem_over is not None:
        if bestanden or tegen is not None or uitvoer is not None:
            raise click.UsageError(_NOT_TOGETHER)
        if regels is None or not (eigenaar or "").strip():
            raise click.UsageError("noem bij --neem-over de map met --regels en de functie met --eigenaar.")
        _take_over(neem_over, regels, (eigenaar or "").strip())
        return
    if not bestanden or tegen is None:
        raise click.UsageError("noem bestanden en, met --tegen, het cijfer dat de score moet volgen.")
    if eigenaar is not None:
        raise click.UsageError("--eigenaar hoort bij --neem-over.")
    _propose(bestanden, _Asked(tegen, uitkomst, niveau, kandidaten, dekking, datum), regels, uitvoer, overschrijf)


def _propose(
    files: tuple[Path, ...], asked: _Asked, regels: Path | None, uitvoer: Path | None, overschrijf: bool
) -> None:
    from buurtwijzer.core.codes import Niveau
    from buurtwijzer.evidence.weights.propose import propose_weights
    from buurtwijzer.evidence.weights.question import Kandidaten
    from buurtwijzer.reporting.files import check_target, write_safely
    from buurtwijzer.reporting.weights_summary import proposal_lines
    from buurtwijzer.rulebook.weights import proposal_text
    from buurtwijzer_excel.cli.progress import progress_bar
    from buurtwijzer_excel.cli.session import open_rulebook, read_files, tell_findings

    target = None if uitvoer is None else uitvoer / f"gewichten-voorstel-{asked.uitkomst}-{asked.tegen}.yaml"
    if target is not None and target.parent.is_dir():
        check_target(target, overschrijf=overschrijf, invoer=files)
    rulebook = open_rulebook(regels, files[0])
    with progress_bar() as progress:
        data = read_files("rules gewichten", files, rulebook, lambda step, done: progress(step, done * 0.5))
        progress("Gewichten leren en beproeven", 0.5)
        found = propose_weights(
            data.table.take(data.table.rows_of(Niveau(asked.niveau))),
            rulebook,
            asked.tegen,
            uitkomst=asked.uitkomst,
            kandidaten=Kandidaten(asked.kandidaten),
            dekking_pct=asked.dekking,
            datum=asked.datum.date() if asked.datum else None,
        )
        progress("Klaar", 1.0)
    click.echo("\n".join(proposal_lines(found.voorstel)))
    tell_findings(found.bevindingen, "'let_op' in het voorstel")
    if target is None:
        click.echo("Het voorstel is niet geschreven; geef met -o een map.")
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    write_safely(target, proposal_text(found.voorstel).encode(), overschrijf=overschrijf, invoer=files)
    click.echo(f"Geschreven: {target}")


def _take_over(voorstel: Path, regels: Path, eigenaar: str) -> None:
    from buurtwijzer.core.errors import InputError
    from buurtwijzer.core.places import FilePlace
    from buurtwijzer.reporting.files import write_safely
    from buurtwijzer.rulebook import issue_kinds
    from buurtwijzer.rulebook.init import overlay_files
    from buurtwijzer.rulebook.own_start import existing_overlay
    from buurtwijzer.rulebook.owner import owner_issues
    from buurtwijzer.rulebook.weights import accepted_files, check_accepted, read_proposal
    from buurtwijzer.rulebook.write import write_folder
    from buurtwijzer_excel.cli.session import open_rulebook, tell_findings

    try:
        raw = voorstel.read_bytes()
    except OSError:
        raise InputError([issue_kinds.NIET_LEESBAAR.at(FilePlace(voorstel.name))]) from None
    from buurtwijzer.core.resources import shipped

    read = read_proposal(raw, voorstel.name)
    is_there = existing_overlay(regels)
    rulebook = open_rulebook(regels if is_there else shipped("rules"), None)
    told = owner_issues(eigenaar, rulebook)
    files = accepted_files(read, raw, voorstel.name, rulebook, regels, eigenaar)
    if is_there:
        check_accepted(files, regels)
        for name, content in files.items():
            path = regels / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_safely(path, content, overschrijf=path.exists())
    else:
        files = {**overlay_files(), **files}
        check_accepted(files, regels)
        write_folder(regels, files)
    click.echo(f"Overgenomen in {regels}: {len(read.gewichten)} gewichten, eigenaar {eigenaar}.")
    click.echo(
        "Schrijf bij 'omschrijving' en 'waarom' de reden op: een voorstel uit cijfers is een signaal, geen waarheid."
    )
    tell_findings(told, "het scherm")
    click.echo(f"Nakijken: buurtwijzer rules check {regels}")
