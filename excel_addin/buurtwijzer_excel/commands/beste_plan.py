"""*Beste plan binnen budget*: which advice in the areas of a plan is worth most within its budgets, with the proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace
from buurtwijzer.reporting.rekenbladen.beste_plan import best_plan_sheet
from buurtwijzer.reporting.searched_words import WITHIN, list_words, nothing_words
from buurtwijzer.rulebook.schema.plannen import Grenssoort
from buurtwijzer.valuation.appraise import appraise
from buurtwijzer.valuation.best_plan import BestePlan, optimise
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.ledger import Ledger
from buurtwijzer_excel.live.plans import meant_plan, plan_block, plans_of
from buurtwijzer_excel.live.reading import open_book, read_book
from buurtwijzer_excel.live.rekenbladen import check_sheets, write_sheets
from buurtwijzer_excel.workbook.plan_sheet import SHEET
from buurtwijzer_excel.workbook.run import Progress
from buurtwijzer_excel.workbook.value_issue_kinds import X473

if TYPE_CHECKING:
    import xlwings as xw


def run(app: xw.App, tell: Progress) -> str:
    """Choose within the budgets and limits of the plan that is meant, in its areas.

    Its own lines are only forced in where a limit says so.

    Raises:
        BuurtwijzerError: There is no plan or budget, or something is in the way; nothing is written then.
    """
    book = open_book(app)
    reading = read_book(book)
    blok = plan_block(reading)
    if blok is None:
        raise InputError([X473.at(CellPlace(book.name, SHEET), blad=SHEET)])
    plans = plans_of(reading, blok, tell)
    plan = meant_plan(reading, plans)
    sure = {(grens.gebied, grens.interventie) for grens in plan.grenzen if grens.soort is Grenssoort.ZEKER}
    codes = tuple(sorted({regel.gebied for regel in plan.regels} | {str(code) for code, _ in sure}))
    found = optimise(
        replace(plan, regels=tuple(r for r in plan.regels if (r.gebied, r.interventie) in sure)),
        plans.data,
        plans.rulebook,
        reading.settings.options(codes),
        progress=lambda step, done: tell(step, 0.2 + 0.7 * done),
    )
    valued = None if found.plan is None else appraise(found.plan, plans.data, plans.rulebook)
    blad = best_plan_sheet(found, valued)
    check_sheets(book, reading.record, [blad])
    with Journal(CellPlace(book.name, blok.blad)) as journal:
        ledger = Ledger(book, reading.record, journal)
        sheet = write_sheets(ledger, [blad])
        ledger.keep()
    sheet.activate()
    return _told(found, plan.naam, sheet.name) + ledger.told()


def _told(found: BestePlan, naam: str, blad: str) -> str:
    lines = 0 if found.plan is None else len(found.plan.regels)
    if not lines:
        return f"Blad '{blad}', binnen de budgetten van '{naam}'. {nothing_words(found)}"
    value, bound = (format_number(amount, 0) for amount in (found.gevonden.waarde, found.gevonden.grens))
    return (
        f"Blad '{blad}': {plural(lines, 'regel', 'regels')} binnen de budgetten van '{naam}', saldo {value} euro. "
        f"Bewezen {WITHIN}, zonder samenloop tussen regels: geen keuze is meer waard dan {bound} euro. De lijst: "
        f"{list_words(found.lijst)} Wilt u dit plan "
        f"doorrekenen, zet de regels dan op blad '{SHEET}' onder een eigen naam."
    )
