"""What a controller asks of a line beside its value: jobs, whether costs are for good, and nominal costs."""

from __future__ import annotations

from collections.abc import Sequence

from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.build.general import ALGEMEEN, add_parameter
from buurtwijzer.valuation.build.lines import JAAR, Line
from buurtwijzer.valuation.expressions import Expression, Number, Ref, compare, ratio, total, when
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import Regel, Sheet

_FIRST = "Eerste kalenderjaar; alleen voor nominale bedragen. Een ander jaar hoort in het plan zelf."


def add_bookkeeping(line: Line, plan: Plan, betalers: Sequence[Partij]) -> None:
    """Add jobs needed and there, 1 for costs that stay, and costs per year as they will be paid: ``_nominaal_j<t>``."""
    _jobs(line)
    id_, sheet = line.id, line.sheet
    longest = add_parameter(sheet, line.rulebook, "incidenteel_jaren", "incidenteel_jaren")
    stays = when(compare(Ref(f"{id_}_inzet"), ">", longest), 1, 0)
    sheet.cell(f"{id_}_structureel", stays if line.rule.kosten.ritme == "jaarlijks" else Number(0.0))
    first = _first_year(sheet, plan)
    every = total([Ref(f"{id_}_deel_{partij.value}") for partij in betalers])
    paid: list[Expression] = []
    for year in range(1, plan.looptijd_jaren + 1):
        on = first + (year - 1) - Ref("prijspeil")
        hours = Ref(f"{id_}_uren_j{year}") * every
        other = Ref(f"{id_}_kosten_j{year}") - hours
        paid.append(other * _grown(line.rule.kosten.reeks, on) + hours * _grown("loon", on))
    sheet.years(f"{id_}_nominaal", paid)


def add_nominal_totals(sheet: Sheet, regels: Sequence[Regel], years: int) -> None:
    """Add what all lines cost together in money of the year: ``t_nominaal_j<t>``."""
    sheet.years("t_nominaal", [total([Ref(f"{r.id}_nominaal_j{y}") for r in regels]) for y in range(1, years + 1)])


def _jobs(line: Line) -> None:
    id_, sheet, there = line.id, line.sheet, line.regel.fte_beschikbaar
    hours = add_parameter(sheet, line.rulebook, "uren_per_fte", "uren_per_fte_n")
    sheet.cell(f"{id_}_fte_nodig", ratio(Ref(f"{id_}_eigen_uren"), hours, "geen uren per fte"))
    if there is not None:
        has = line.planned("fte_beschikbaar", "Fte beschikbaar voor de eigen uren", there, "fte")
        sheet.cell(f"{id_}_fte_over", has - Ref(f"{id_}_fte_nodig"))


def _first_year(sheet: Sheet, plan: Plan) -> Ref:
    year = float(plan.start_jaar)
    item = Invoer("startjaar", _FIRST, year, JAAR, ALGEMEEN, bron="het plan", minimum=year, maximum=year)
    return sheet.input(item)


def _grown(reeks: str, years: Expression) -> Expression:
    return (1 + Ref(f"index_{reeks}")) ** years
