"""``buurtwijzer portfolio``: the best plan within budgets, with its proof."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.table import BuurtData
from buurtwijzer.pipeline import Progress
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.reporting.portfolio_text import portfolio_json, portfolio_lines
from buurtwijzer.reporting.rekenbladen.beste_plan import best_plan_sheet
from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.model import Rekenblad
from buurtwijzer.reporting.rekenbladen.write import write_sheets
from buurtwijzer.reporting.searched_words import list_words
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Budget, Plan
from buurtwijzer.rulebook.plan_limits import limits_by_kind
from buurtwijzer.rulebook.plan_writing import plan_text
from buurtwijzer.rulebook.plans import read_plan
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.appraise import Waardering, appraise
from buurtwijzer.valuation.best_plan import BestePlan, optimise
from buurtwijzer.valuation.scenario_issue_kinds import W409
from buurtwijzer_excel.cli.choice_limits import limits_of
from buurtwijzer_excel.cli.dutch_click import DutchCommand
from buurtwijzer_excel.cli.plans import closing_sheets, codes_of, pick_plan, plan_lines, read_areas, shared_options
from buurtwijzer_excel.cli.progress import progress_bar
from buurtwijzer_excel.cli.session import echo_json, open_rulebook, tell_findings, today

_FIRST_YEAR, _LAST_YEAR = 1995, 2100
_ID, _NAME = "beste_plan", "Beste plan binnen het budget"
_NOTHING = "Niets extra doen: wat er nu is, gaat door."
_LEVELS = click.Choice([Niveau.BUURT.value, Niveau.WIJK.value])


@click.command(cls=DutchCommand)
@click.argument("bestanden", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="BESTAND...")
@click.option(
    "--budget",
    "budgetten",
    multiple=True,
    metavar="PARTIJ=EURO",
    help="Wat een partij elk jaar kan betalen, of in een jaar: partij:jaar=euro. Meer keer mag.",
)
@click.option("--jaar", type=int, metavar="JJJJ", help="Eerste jaar en prijspeil (gewoon: dat van het plan, of nu).")
@click.option(
    "--plan",
    "planbestand",
    type=click.Path(path_type=Path),
    metavar="PLAN.yaml",
    help="Plan met regels die er zeker in komen, budgetten, grenzen en eigen prijzen.",
)
@click.option("--naam", metavar="ID", help="Welk plan in dat bestand (gewoon: het eerste).")
@click.option("--zonder", multiple=True, metavar="ID", help="Interventie die niet mag worden gekozen. Meer keer mag.")
@click.option("--ondergrens-wijk", type=click.IntRange(0, 50), default=0, help="Ten minste zo veel keuzes per wijk.")
@click.option(
    "--hoogstens",
    multiple=True,
    metavar="ID=AANTAL",
    help="Een interventie in ten hoogste zo veel gebieden, naar de mensen die er zijn. Meer keer mag.",
)
@click.option(
    "--niet-samen", multiple=True, metavar="ID,ID", help="Twee interventies niet in hetzelfde gebied. Meer keer mag."
)
@click.option("--niveau", type=_LEVELS, default=Niveau.BUURT.value, help="Niveau van de gebieden (gewoon: buurt).")
@click.option("--gemeente", metavar="NAAM", help="Alleen deze gemeente (naam of code).")
@click.option("--seconden", type=click.FloatRange(0, 600), default=10.0, help="Hoogstens zo lang zoeken (gewoon: 10).")
@shared_options(
    "bestanden die er al zijn",
    click.option("--plan-uit", type=click.Path(path_type=Path), metavar="PLAN.yaml", help="Schrijf de keuze als plan."),
)
def command(
    bestanden: tuple[Path, ...],
    budgetten: tuple[str, ...],
    jaar: int | None,
    planbestand: Path | None,
    naam: str | None,
    zonder: tuple[str, ...],
    ondergrens_wijk: int,
    hoogstens: tuple[str, ...],
    niet_samen: tuple[str, ...],
    niveau: str,
    gemeente: str | None,
    seconden: float,
    uitvoer: Path | None,
    plan_uit: Path | None,
    regels: Path | None,
    referentie: Path | None,
    as_json: bool,
    overschrijf: bool,
    datum: datetime | None,
) -> None:
    """Kies het beste plan binnen budgetten, met de bewezen grens: geen andere keuze uit de lijst is meer waard.

    Gekozen wordt uit een lijst: wat in een gebied geadviseerd wordt, met enkele startjaren, looptijden, aantallen en
    betalers (parameters/portefeuille.yaml). Het antwoord zegt wat erin stond.
    """
    read = (*bestanden, *(path for path in (planbestand, referentie) if path is not None))
    for target in (uitvoer, plan_uit):
        if target is not None:
            check_target(target, overschrijf=overschrijf, invoer=read)
    rulebook = open_rulebook(regels, bestanden[0])
    limits = limits_of(zonder, ondergrens_wijk, hoogstens, niet_samen, rulebook)
    given = () if planbestand is None else read_plan(planbestand, rulebook, zonder_regels=True)
    basis = _basis(pick_plan(given, naam, "plan") if given else None, budgetten, jaar, rulebook)
    basis = replace(basis, grenzen=tuple(dict.fromkeys((*basis.grenzen, *limits))))
    asked = _Asked(basis, Options(Niveau(niveau), gemeente), seconden)
    with progress_bar() as progress:
        data = read_areas(
            "portfolio", bestanden, rulebook, referentie, codes_of([basis]), lambda s, done: progress(s, done * 0.2)
        )
        found, valued, issues = _choose(asked, data, rulebook, lambda s, done: progress(s, 0.2 + done * 0.7))
        if uitvoer is not None:
            progress("Werkmap schrijven", 0.9)
            decided = [*_decided(found, asked), *(plan_lines(planbestand, [basis], rulebook) if planbestand else ())]
            sheets = (*_sheets(found, valued), *closing_sheets(data, rulebook, issues, decided))
            day = datum.date() if datum else None
            write_sheets(sheets, uitvoer, overschrijf=overschrijf, datum=day, invoer=read)
        if plan_uit is not None and found.plan is not None:
            write_safely(plan_uit, plan_text([found.plan]).encode(), overschrijf=overschrijf, invoer=read)
        progress("Klaar", 1.0)
    _tell(found, valued, issues, uitvoer, plan_uit, as_json=as_json)


def _tell(
    found: BestePlan,
    valued: Waardering | None,
    issues: tuple[Issue, ...],
    uitvoer: Path | None,
    plan_uit: Path | None,
    *,
    as_json: bool,
) -> None:
    """Say what was chosen, what there is to know and what was written."""
    if as_json:
        echo_json(portfolio_json(found, valued))
    else:
        click.echo("\n".join(portfolio_lines(found, valued)))
    where = "het blad Meldingen" if uitvoer is not None else "'meldingen' bij --json, of in de werkmap (-o)"
    tell_findings(issues, where)
    for target in (uitvoer, plan_uit if found.plan is not None else None):
        if target is not None:
            click.echo(f"Geschreven: {target}", err=as_json)
    if plan_uit is not None and found.plan is None:
        click.echo(f"Niet geschreven: {plan_uit}. Er is niets gekozen, dus er is geen plan.", err=as_json)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the user asks for."""

    basis: Plan
    options: Options
    seconden: float


def _choose(
    asked: _Asked, data: BuurtData, rulebook: Rulebook, progress: Progress
) -> tuple[BestePlan, Waardering | None, tuple[Issue, ...]]:
    """Choose, value the choice as a plan, and collect what there is to tell."""
    found = optimise(
        asked.basis,
        data,
        rulebook,
        asked.options,
        seconden=asked.seconden,
        progress=lambda step, done: progress(step, done * 0.9),
    )
    progress("Plan doorrekenen", 0.9)
    valued = None if found.plan is None else appraise(found.plan, data, rulebook)
    return found, valued, sort_issues((*data.issues, *found.issues, *(() if valued is None else valued.issues)))


def _basis(plan: Plan | None, budgetten: tuple[str, ...], jaar: int | None, rulebook: Rulebook) -> Plan:
    """Give the plan to build on; budgets named on the command line go before those of the file."""
    if jaar is not None and not _FIRST_YEAR <= jaar <= _LAST_YEAR:
        raise click.UsageError(f"--jaar is {jaar}; kies een jaar van {_FIRST_YEAR} tot en met {_LAST_YEAR}.")
    if plan is None:
        year = jaar or today(None).year
        years = int(rulebook.getal("waarde", "looptijd_jaren"))
        plan = Plan(_ID, _NAME, _NOTHING, year, years, year, ())
    elif jaar is not None and jaar != plan.start_jaar:
        raise click.UsageError(f"het plan begint in {plan.start_jaar}; laat --jaar weg of geef {plan.start_jaar}.")
    own = _budgets(budgetten, plan)
    kept = tuple(b for b in plan.budgetten if (b.partij, b.jaar) not in own)
    return replace(plan, budgetten=(*kept, *(Budget(p, y, amount) for (p, y), amount in own.items())))


def _budgets(given: tuple[str, ...], plan: Plan) -> dict[tuple[Partij, int], float]:
    """Read ``partij=bedrag`` (every year) and ``partij:jaar=bedrag``, which goes before it.

    Raises:
        InputError: One is not written so.
    """
    years = range(plan.start_jaar, plan.start_jaar + plan.looptijd_jaren)
    wrong, every, single = [], dict[tuple[Partij, int], float](), dict[tuple[Partij, int], float]()
    for text in given:
        name, _, amount = text.partition("=")
        party, _, year = name.partition(":")
        words = _wrong_budget(party.strip(), year.strip(), amount.strip(), years)
        if words:
            wrong.append(W409.at("--budget", budget=text, wat=words))
        elif year:
            single[Partij(party.strip()), int(year)] = float(amount)
        else:
            every |= {(Partij(party.strip()), each): float(amount) for each in years}
    if wrong:
        raise InputError(wrong)
    return every | single


def _wrong_budget(party: str, year: str, amount: str, years: range) -> str:
    if party not in [partij.value for partij in Partij]:
        return f"er is geen partij '{party}'"
    if year and (not year.isdecimal() or int(year) not in years):
        return f"het jaar is niet een van {years[0]} tot en met {years[-1]}"
    if amount.startswith("-"):
        return "het bedrag is negatief"
    if not amount.isdecimal():
        return "het bedrag is geen heel getal"
    return ""


def _sheets(found: BestePlan, valued: Waardering | None) -> tuple[Rekenblad, ...]:
    best = best_plan_sheet(found, valued, ernaast=True)
    return (best,) if valued is None else (best, *rekenbladen(valued))


def _decided(found: BestePlan, asked: _Asked) -> list[tuple[str, str]]:
    budgets = [f"{b.partij.value} {b.jaar}: {b.bedrag_eur:.0f}" for b in asked.basis.budgetten]
    return [
        ("budgetten (euro)", "; ".join(budgets)),
        *limits_by_kind(asked.basis.grenzen).items(),
        ("gebieden en interventies", f"{len(found.probleem.gebieden)} en {len(found.probleem.capaciteit)}"),
        ("bewezen binnen deze lijst", list_words(found.lijst)),
    ]
