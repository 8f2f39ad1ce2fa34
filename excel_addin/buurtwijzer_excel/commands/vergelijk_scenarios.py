"""*Vergelijk scenario's*: the plans on the sheet Plan beside each other and beside doing nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace
from buurtwijzer.valuation.scenarios import GEEN_VERSCHIL, NUL
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.ledger import Ledger
from buurtwijzer_excel.live.own_sheets import own_sheet
from buurtwijzer_excel.live.plans import plan_block, value
from buurtwijzer_excel.live.reading import open_book, read_book
from buurtwijzer_excel.live.rekenbladen import SCENARIOS, write_sheets
from buurtwijzer_excel.workbook.plan_sheet import SHEET
from buurtwijzer_excel.workbook.run import Progress
from buurtwijzer_excel.workbook.value_issue_kinds import X473

if TYPE_CHECKING:
    import xlwings as xw


def run(app: xw.App, tell: Progress) -> str:
    """Compare the plans and write the sheets of the one that is meant.

    Raises:
        BuurtwijzerError: There is no plan, or something is in the way; nothing is written then.
    """
    book = open_book(app)
    reading = read_book(book)
    blok = plan_block(reading)
    if blok is None:
        raise InputError([X473.at(CellPlace(book.name, SHEET), blad=SHEET)])
    worth = value(reading, blok, tell, beside=True)
    compared = worth.vergelijking
    assert compared is not None  # noqa: S101 - it was asked for
    with Journal(CellPlace(book.name, blok.blad)) as journal:
        ledger = Ledger(book, reading.record, journal)
        write_sheets(ledger, worth.bladen)
        ledger.keep()
    sheet = own_sheet(book, SCENARIOS)
    assert sheet is not None  # noqa: S101 - it was just written
    sheet.activate()
    names = {scenario.waardering.plan.id: scenario.waardering.plan.naam for scenario in compared.scenarios}
    lines = [
        f"{names[pair.een]} tegen {names.get(pair.ander, NUL)}: {pair.oordeel}"
        for pair in compared.paren
        if pair.ander != NUL or len(names) == 1
    ]
    told = "; ".join(lines)
    tail = " Geen aantoonbaar verschil betekent niet dat ze evenveel waard zijn." if GEEN_VERSCHIL in told else ""
    return f"Blad '{sheet.name}' is klaar. {told}.{tail}{ledger.told()}"
