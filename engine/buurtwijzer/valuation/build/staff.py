"""What a controller asks of a line beside its value: jobs needed and there, and whether its costs are for good."""

from __future__ import annotations

from buurtwijzer.valuation.build.general import add_parameter
from buurtwijzer.valuation.build.lines import Line
from buurtwijzer.valuation.expressions import Number, Ref, compare, ratio, when


def add_staff(line: Line) -> None:
    """Add the jobs that own hours take, those that are there, and 1 for costs that stay, else 0."""
    id_, sheet, regel = line.id, line.sheet, line.regel
    hours = add_parameter(sheet, line.rulebook, "uren_per_fte", "uren_per_fte_n")
    sheet.cell(f"{id_}_fte_nodig", ratio(Ref(f"{id_}_eigen_uren"), hours, "geen uren per fte"))
    if regel.fte_beschikbaar is not None:
        there = line.planned("fte_beschikbaar", "Beschikbaar voor de eigen uren", regel.fte_beschikbaar, "fte")
        sheet.cell(f"{id_}_fte_over", there - Ref(f"{id_}_fte_nodig"))
    longest = add_parameter(sheet, line.rulebook, "incidenteel_jaren", "incidenteel_jaren")
    stays = when(compare(Ref(f"{id_}_inzet"), ">", longest), 1, 0)
    sheet.cell(f"{id_}_structureel", stays if line.rule.kosten.ritme == "jaarlijks" else Number(0.0))
