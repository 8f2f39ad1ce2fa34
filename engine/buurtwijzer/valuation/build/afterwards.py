"""What is still to be paid after the years that count: no part of the valuation, and never left out without a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.build.checked import Checked
from buurtwijzer.valuation.build.costs import UPLIFT
from buurtwijzer.valuation.build.general import PRICE_LEVEL
from buurtwijzer.valuation.build.lines import Line
from buurtwijzer.valuation.expressions import Expression, Number, Ref, Together, Told, compare, total, when
from buurtwijzer.valuation.issue_kinds import W141, W151
from buurtwijzer.valuation.model import Regel, Sheet, Waardemodel

FIRST = "startjaar"


def add_afterwards(line: Line, plan: Plan, betalers: Sequence[Partij]) -> None:
    """Add for how many years a line is paid after the horizon, and how much that is in money of those years.

    Cells ``_na_jaren`` and ``_na_nominaal``: purchase, own hours and VAT as in a year that counts; upkeep of what was
    made goes on without end and is not in it.
    """
    id_, sheet, years = line.id, line.sheet, plan.looptijd_jaren
    first, late = Ref(f"{id_}_start"), compare(Ref(f"{id_}_start"), ">", years)
    left: Expression = when(late, 1, 0)
    if line.rule.kosten.ritme == "jaarlijks":
        runs = Ref(f"{id_}_inzet")
        left = Together("MAX", (Number(0.0), Together("MIN", (runs, first + runs - (years + 1)))))
    number = sheet.cell(f"{id_}_na_jaren", left)
    begins = Together("MAX", (first, Number(years + 1.0)))
    extra = 1 + Ref(f"{id_}_opslag" if line.own("opslag") else f"{id_}_{UPLIFT}")
    bears = total([_part(id_, partij) * (1 + _vat(id_, partij)) for partij in betalers])
    bought = Ref(f"{id_}_aantal") * Ref(f"{id_}_prijs") * extra * bears
    hours = Ref(f"{id_}_eigen") * extra * total([_part(id_, partij) for partij in betalers])
    start = Ref(f"{id_}_opstart") * extra * bears * when(late, 1, 0)
    on = Ref(FIRST) + begins - 1 - Ref(PRICE_LEVEL)
    other, wage = (Ref(f"index_{reeks}") for reeks in (line.rule.kosten.reeks, "loon"))
    paid = (bought * _each(other, number) + start) * (1 + other) ** on
    sheet.cell(f"{id_}_na_nominaal", paid + hours * _each(wage, number) * (1 + wage) ** on)


def add_afterwards_total(sheet: Sheet, regels: Sequence[Regel]) -> None:
    """Add what all lines together still cost after the horizon: ``t_na_nominaal``."""
    sheet.cell("t_na_nominaal", total([Ref(f"{regel.id}_na_nominaal") for regel in regels]))


def within_horizon(built: Checked) -> Expression:
    """Give 0 when a line begins before or after the years that count, words when it is paid beyond them, else 1."""
    found: Expression = Number(1.0)
    last = built.plan.start_jaar + built.plan.looptijd_jaren - 1
    amount = Ref("t_na_nominaal")
    found = when(compare(amount, ">", 0), Told("gemeld: ", amount, f" euro te betalen na {last}"), found)
    for regel in reversed(built.regels):
        first, runs = Ref(f"{regel.id}_start"), Ref(f"{regel.id}_inzet")
        inside = compare(first, ">=", 1, and_=compare(first, "<=", built.plan.looptijd_jaren))
        found = when(compare(first, ">=", 1, and_=compare(runs, ">=", 1, and_=inside)), found, 0)
    return found


def paid_afterwards(model: Waardemodel, waarden: Mapping[str, float]) -> Iterator[Issue]:
    """Tell of each line what is still to be paid after the years that count."""
    plan = model.plan
    for regel in model.regels:
        years, amount = waarden[f"{regel.id}_na_jaren"], waarden[f"{regel.id}_na_nominaal"]
        if years > 0:
            yield W141.at(
                regel.plan.plaats or f"plan {plan.id}",
                naam=regel.interventie.naam,
                gebied=regel.gebied_naam,
                jaren=f"{years:.0f} jaar",
                laatste=plan.start_jaar + plan.looptijd_jaren - 1,
                bedrag=format_number(round(amount), 0),
            )


def never_works(model: Waardemodel, waarden: Mapping[str, float]) -> Iterator[Issue]:
    """Tell of each line that costs money and has no effect in any year that counts."""
    for regel in model.regels:
        counted = [waarden[f"{effect.id}_n_j{year}"] for effect in regel.effecten for year in range(1, model.jaren + 1)]
        if counted and not any(counted) and waarden[f"{regel.id}_kosten_cw"] > 0:
            place = regel.plan.plaats or f"plan {model.plan.id}"
            yield W151.at(place, naam=regel.interventie.naam, gebied=regel.gebied_naam)


def _part(id_: str, partij: Partij) -> Ref:
    return Ref(f"{id_}_deel_{partij.value}")


def _vat(id_: str, partij: Partij) -> Expression:
    return Ref("btw") * Ref(f"{id_}_btw_deel") * Ref(f"btw_last_{partij.value}")


def _each(index: Ref, number: Ref) -> Expression:
    """Give how many times the amount of the first year is paid, each year larger by the index."""
    return when(compare(index, "=", 0), number, ((1 + index) ** number - 1) / index)
