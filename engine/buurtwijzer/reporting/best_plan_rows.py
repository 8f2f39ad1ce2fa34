"""The lines of the best plan and its budgets as rows, each amount with what it covers; the sheet and the terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from buurtwijzer.core.dutch import format_number, join_words, name_some
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.searched_words import amount_words
from buurtwijzer.rulebook.plan_limits import limit_name, limit_text
from buurtwijzer.rulebook.schema import Bewijs, Partij
from buurtwijzer.rulebook.schema.plannen import Grenssoort
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.best_plan import BestePlan
from buurtwijzer.valuation.build.totals import CENT
from buurtwijzer.valuation.model import Regel

IN_PLAN, CHOSEN = "stond al in het plan", "gekozen"
_MOST_NAMED = 5
Band = tuple[float, float, float]
"""P10, P50 and P90."""


@dataclass(frozen=True, slots=True)
class Keuzeregel:
    """A line of the best plan.

    Attributes:
        id: Prefix of its cells in the valuation.
        gebied: Name and code of the area.
        interventie: Name.
        hoeveel: How much of it and in which years, in Dutch.
        waarom: Whether it was in the plan already, or chosen.
        betalers: Who pays, in Dutch.
        budget_eur: What it takes from the budgets that were given, in all their years; not discounted.
        buiten_eur: What it costs beside those budgets; not discounted.
        kosten_cw: Its whole costs, discounted.
        saldo: Value minus costs, all parties and years, discounted; without what lines take from each other.
        saldo_band: Its band.
        per_euro: Value per public euro; NaN where it has none.
        per_euro_band: Its band; None where it has none.
        bewijs: Grade of evidence.
        aanname: Share of its amounts that rests on assumptions; NaN where it has none.
    """

    id: str
    gebied: str
    interventie: str
    hoeveel: str
    waarom: str
    betalers: str
    budget_eur: float
    buiten_eur: float
    kosten_cw: float
    saldo: float
    saldo_band: Band | None
    per_euro: float
    per_euro_band: Band | None
    bewijs: str
    aanname: float


@dataclass(frozen=True, slots=True)
class Zonder:
    """What a party pays in a year for which no budget was given.

    Attributes:
        naam: Party and year.
        bedrag: What it pays, not discounted.
        tekst: Which lines ask it, in Dutch.
    """

    naam: str
    bedrag: float
    tekst: str


def chosen_rows(found: BestePlan, valued: Waardering) -> tuple[Keuzeregel, ...]:
    """Give the lines of the plan, in its order."""
    return tuple(_row(found, valued, regel) for regel in valued.model.regels)


def without_budget(valued: Waardering) -> tuple[Zonder, ...]:
    """Give what parties pay in years for which no budget was given."""
    asked: dict[tuple[Partij, int], list[tuple[Regel, float]]] = {}
    given = _given(valued)
    for regel in valued.model.regels:
        for key, paid in _paid(valued, regel).items():
            if key not in given and paid > CENT:
                asked.setdefault(key, []).append((regel, paid))
    return tuple(
        Zonder(
            f"{partij.value} {year}",
            sum(paid for _, paid in lines),
            _asks(year, lines),
        )
        for (partij, year), lines in sorted(asked.items(), key=lambda item: (item[0][0].value, item[0][1]))
    )


@dataclass(frozen=True, slots=True)
class Grensregel:
    """A limit on the choice as it was read.

    Attributes:
        soort: What it is about, in Dutch.
        tekst: What it says.
        ten_hoogste: What there is of a capacity; NaN for another limit.
        gebruikt: What the choice uses of it; NaN for another limit.
    """

    soort: str
    tekst: str
    ten_hoogste: float = math.nan
    gebruikt: float = math.nan


def limit_rows(found: BestePlan) -> tuple[Grensregel, ...]:
    """Give every limit that the choice keeps to, as it was read; a capacity per year with what is used of it."""
    told = [
        Grensregel(limit_name(grens), limit_text(grens))
        for grens in found.grenzen
        if grens.soort is not Grenssoort.CAPACITEIT
    ]
    told += [Grensregel("capaciteit", b.naam, b.ten_hoogste, found.besteed(b)) for b in found.capaciteiten]
    return tuple(told)


def names_of_budgets(found: BestePlan) -> str:
    """Name the budgets: each party with its years."""
    years: dict[str, list[int]] = {}
    for budget in found.budgetten:
        partij, _, year = budget.naam.rpartition(" ")
        years.setdefault(partij, []).append(int(year))
    return join_words([f"{party_name(Partij(partij))} {_span(own)}" for partij, own in years.items()])


def weakest(valued: Waardering) -> str:
    """Give the weakest grade of evidence of the lines; empty without lines."""
    grades = [regel.interventie.bewijs.niveau for regel in valued.model.regels]
    return max(grades, key=list(Bewijs).index).value if grades else ""


def fixed_names(rows: Sequence[Keuzeregel]) -> str:
    """Name the lines that were in the plan already."""
    names = [f"{row.interventie} in {row.gebied.rpartition(' (')[0]}" for row in rows if row.waarom == IN_PLAN]
    return name_some(names, _MOST_NAMED)


def _row(found: BestePlan, valued: Waardering, regel: Regel) -> Keuzeregel:
    values, drawn, given = valued.waarden, valued.simulatie, _given(valued)
    code, id_ = regel.plan.gebied, regel.plan.interventie
    paid = _paid(valued, regel)
    return Keuzeregel(
        regel.id,
        f"{regel.gebied_naam} ({code})",
        regel.interventie.naam,
        amount_words(regel.plan, regel.interventie.kosten.per, regel.interventie.kosten.ritme),
        IN_PLAN if (code, id_) in found.vaste else CHOSEN,
        join_words([party_name(partij) for partij in regel.betalers]),
        sum(amount for key, amount in paid.items() if key in given),
        sum(amount for key, amount in paid.items() if key not in given),
        values[f"{regel.id}_kosten_cw"],
        values[f"{regel.id}_saldo"],
        None if drawn is None else drawn.saldo_per_regel[regel.id],
        values[f"{regel.id}_per_euro"],
        None if drawn is None else drawn.per_regel[regel.id],
        regel.interventie.bewijs.niveau.value,
        found.aannamen[code, id_],
    )


def _given(valued: Waardering) -> set[tuple[Partij, int]]:
    return {(budget.partij, budget.jaar) for budget in valued.plan.budgetten}


def _paid(valued: Waardering, regel: Regel) -> dict[tuple[Partij, int], float]:
    plan = valued.plan
    return {
        (partij, plan.start_jaar + year - 1): valued.waarden[f"{regel.id}_k_{partij.value}_j{year}"]
        for partij in regel.betalers
        for year in range(1, valued.model.jaren + 1)
    }


def _asks(year: int, lines: Sequence[tuple[Regel, float]]) -> str:
    names = [
        f"{regel.interventie.naam} in {regel.gebied_naam} kost in {year} {format_number(paid, 0)} euro"
        for regel, paid in sorted(lines, key=lambda item: -item[1])
    ]
    return f"{name_some(names, _MOST_NAMED)}; daar staat geen budget tegenover."


def _span(years: Sequence[int]) -> str:
    own = sorted(years)
    if len(own) > 2 and own == list(range(own[0], own[-1] + 1)):
        return f"{own[0]} tot en met {own[-1]}"
    return join_words([str(year) for year in own])


def given_words(valued: Waardering) -> list[str]:
    """Say which other stock a plan reckons with, that no line of it does or pays."""
    return [
        f"{valued.rulebook.indicatoren[item.indicator].naam} {format_number(item.waarde, 1)} in "
        f"{valued.gebieden[item.gebied].naam}; wie dat doet en betaalt staat niet in dit plan."
        for item in valued.plan.wat_als
    ]
