"""Finds the sheet ``Plan`` of an open workbook and which plan on it is meant, and computes what it is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.table import BuurtData
from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.model import Rekenblad
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.valuation.appraise import Waardering, appraise
from buurtwijzer.valuation.model import Waardemodel
from buurtwijzer.valuation.scenarios import Vergelijking, compare
from buurtwijzer_excel.live.own_sheets import own_sheet
from buurtwijzer_excel.live.reading import Reading, read_sheet
from buurtwijzer_excel.live.rekenbladen import AANNAMES, SCENARIOS, VOORBLAD, check_sheets
from buurtwijzer_excel.workbook.kept import kept_rulebook
from buurtwijzer_excel.workbook.own_values import of_all_plans, typed_values, with_typed
from buurtwijzer_excel.workbook.plan_sheet import SHEET, is_plan, plan_at, read_plans
from buurtwijzer_excel.workbook.run import Progress, figures_of
from buurtwijzer_excel.workbook.value_issue_kinds import X479


@dataclass(frozen=True, slots=True, eq=False)
class Plans:
    """The plans of a workbook with what they are computed from.

    Attributes:
        blok: The sheet they stand on.
        plannen: The plans.
        rulebook: Rules.
        data: Figures.
    """

    blok: SheetBlock
    plannen: tuple[Plan, ...]
    rulebook: Rulebook
    data: BuurtData


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What a plan is worth, ready to be written.

    Attributes:
        waardering: The valuation.
        vergelijking: All plans side by side; None when that was not asked for.
        bladen: The calculation sheets, checked against the workbook.
    """

    waardering: Waardering
    vergelijking: Vergelijking | None
    bladen: tuple[Rekenblad, ...]


def plan_block(reading: Reading) -> SheetBlock | None:
    """Give the sheet with plans: ours, or one that the user made or took over; None when there is none."""
    sheet = own_sheet(reading.book, SHEET.casefold())
    if sheet is not None:
        return read_sheet(reading.book, sheet)
    found = next((block for name, block in reading.bladen.items() if name.casefold() == SHEET.casefold()), None)
    return found if found is not None and is_plan(found) else None


def plans_of(reading: Reading, blok: SheetBlock, tell: Progress) -> Plans:
    """Read the plans and the figures they need.

    Raises:
        InputError: With every mistake on the sheet, or there are no figures.
        RulebookError: The rules have mistakes.
    """
    plannen = read_plans(blok, kept_rulebook(reading.settings.regels, reading.werkmap.map))
    codes = {regel.gebied for plan in plannen for regel in plan.regels}
    active = reading.book.sheets.active.name
    rulebook, data = figures_of(reading.werkmap, active, reading.settings, tell, codes=codes)
    return Plans(blok, plannen, rulebook, data)


def meant_plan(reading: Reading, plans: Plans) -> Plan:
    """Give the plan that is meant: the only one, the one the user stands on, or the one that was computed last.

    Raises:
        InputError: It cannot be told.
    """
    plannen = plans.plannen
    if len(plannen) == 1:
        return plannen[0]
    found = _stood_on(reading, plans.blok, plannen) or _computed_last(reading, plannen)
    if found is None:
        place = CellPlace(plans.blok.werkmap, plans.blok.blad)
        names = join_words([f"'{plan.naam}'" for plan in plannen])
        raise InputError([X479.at(place, blad=plans.blok.blad, plannen=names)])
    return found


def value(reading: Reading, blok: SheetBlock, tell: Progress, *, beside: bool) -> Worth:
    """Compute the plan that is meant, with what the user typed on ``Aannames`` as values of their own.

    Args:
        reading: The workbook.
        blok: The sheet with plans.
        tell: Gets the progress.
        beside: Put all plans side by side too; done as well when that stands in the workbook already.

    Raises:
        BuurtwijzerError: With every mistake in the plan or in those values, or what is in the way of writing.
    """
    plans = plans_of(reading, blok, tell)
    plan = meant_plan(reading, plans)
    tell("rekenen", 0.5)
    adapt = _adapter(reading, plan)
    found, compared = appraise(plan, plans.data, plans.rulebook, aanpassen=adapt), None
    if beside or own_sheet(reading.book, SCENARIOS) is not None:
        compared = compare(plans.plannen, plans.data, plans.rulebook, aanpassen=adapt)
    bladen = rekenbladen(found, vergelijking=compared)
    check_sheets(reading.book, reading.record, bladen)
    tell("schrijven", 0.8)
    return Worth(found, compared, bladen)


def _adapter(reading: Reading, plan: Plan) -> Callable[[Waardemodel], Waardemodel]:
    sheet = own_sheet(reading.book, AANNAMES)
    typed = () if sheet is None else typed_values(read_sheet(reading.book, sheet))

    def adapt(model: Waardemodel) -> Waardemodel:
        is_meant = model.plan.id == plan.id
        return with_typed(model, typed if is_meant else of_all_plans(model, typed))

    return adapt


def _stood_on(reading: Reading, blok: SheetBlock, plannen: Sequence[Plan]) -> Plan | None:
    selection = reading.book.app.selection
    if selection is None or selection.sheet.name != blok.blad:
        return None
    row = selection.row - 1
    while row > 0 and not plan_at(blok, row):
        row -= 1
    return next((plan for plan in plannen if plan.naam == plan_at(blok, row)), None)


def _computed_last(reading: Reading, plannen: Sequence[Plan]) -> Plan | None:
    sheet = own_sheet(reading.book, VOORBLAD)
    text = "" if sheet is None else str(sheet.range((2, 1)).value)
    return next((plan for plan in plannen if text.startswith(f"{plan.naam}: {plan.start_jaar} ")), None)
