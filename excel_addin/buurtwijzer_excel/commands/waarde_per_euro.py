"""*Waarde per euro*: what a plan costs and brings, on calculation sheets that keep computing; first a sheet for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.core.places import CellPlace
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.simulate import PER_EURO, SALDO
from buurtwijzer_excel.cli.session import today
from buurtwijzer_excel.live.beside import find_areas
from buurtwijzer_excel.live.dressing import dress
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.ledger import Ledger
from buurtwijzer_excel.live.plans import plan_block, value
from buurtwijzer_excel.live.reading import Reading, open_book, read_book
from buurtwijzer_excel.live.rekenbladen import write_sheets
from buurtwijzer_excel.live.selection import selected_cells, selected_columns, selected_rows
from buurtwijzer_excel.workbook.plan_choices import plan_choices, with_interventions
from buurtwijzer_excel.workbook.plan_proposal import proposal
from buurtwijzer_excel.workbook.run import Progress, run_on_workbook

if TYPE_CHECKING:
    import xlwings as xw


def run(app: xw.App, tell: Progress) -> str:
    """Value the plan on the sheet Plan; without that sheet, make it with a proposal for the selected rows.

    Raises:
        BuurtwijzerError: With everything that is in the way; nothing is written then.
    """
    book = open_book(app)
    reading = read_book(book)
    blok = plan_block(reading)
    if blok is None:
        return _proposed(reading, tell)
    worth = value(reading, blok, tell, beside=False)
    with Journal(CellPlace(book.name, blok.blad)) as journal:
        ledger = Ledger(book, reading.record, journal)
        sheet = write_sheets(ledger, worth.bladen)
        ledger.keep()
    sheet.activate()
    return worth_text(worth.waardering, sheet.name) + ledger.told()


def worth_text(found: Waardering, blad: str) -> str:
    """Say what came out, with how sure it is and what is not in order."""
    ratio, balance = (found.waarden[naam] for naam in (PER_EURO, SALDO))
    words = f"Plan '{found.plan.naam}' staat op blad '{blad}': saldo {format_number(balance, 0)} euro"
    if ratio == ratio:  # noqa: PLR0124 - only NaN differs from itself
        words += f", waarde per publieke euro {format_number(ratio, 2)}"
    if found.simulatie is not None:
        low, _, high = (format_number(end, 0) for end in found.simulatie.saldo)
        words += f" (saldo in 80 van de 100 trekkingen tussen {low} en {high})"
    wrong = sum(found.waarden[item.id] == 0 for item in found.model.controles)
    if wrong:
        words += f". {plural(wrong, 'controle is', 'controles zijn')} NIET in orde"
    return f"{words}. Verander aannames in de gele vakken van blad 'Aannames'; alles rekent mee."


def _proposed(reading: Reading, tell: Progress) -> str:
    selection = selected_cells(reading)
    blad = selection.sheet.name
    own = find_areas(reading, blad, selected_columns(selection))
    rows = selected_rows(selection, own, max(own.codes))
    found = run_on_workbook(reading.werkmap, blad, rows, settings=reading.settings, own=own, progress=tell)
    made = with_interventions(proposal(found.assessment, today(None).year), found.assessment.rulebook.interventies)
    with Journal(CellPlace(reading.book.name, blad)) as journal:
        ledger = Ledger(reading.book, reading.record, journal)
        sheet = ledger.fill(made)
        ledger.keep()
        ledger.issues += dress(sheet, keuzes=plan_choices(made, sheet.name, blad, own))
    sheet.activate()
    count = sum(1 for row in made.rijen if row[0])
    lines = plural(count, "regel", "regels")
    return (
        f"Blad '{sheet.name}' is gemaakt met een voorstel van {lines}: per gebied het eerste advies dat iemand kan "
        "betalen. Pas het aan. Schrijf bij 'nulalternatief' wat er gebeurt zonder dit plan, en kies daarna Waarde per "
        f"euro opnieuw.{ledger.told()}"
    )
