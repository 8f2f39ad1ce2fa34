"""*Advies*: a sheet of our own with what may help in the selected areas, with gates, factors and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import plural
from buurtwijzer.core.places import CellPlace, column_letters
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.bladen.interventies import interventies
from buurtwijzer.reporting.certainty import judge_certainty
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.mirror.mirrored import Mirror
from buurtwijzer_excel.live.beside import find_areas, put_findings
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.ledger import Ledger
from buurtwijzer_excel.live.reading import open_book, read_book
from buurtwijzer_excel.live.selection import selected_cells, selected_columns, selected_rows
from buurtwijzer_excel.workbook.ownership import OwnedColumn, column_reference
from buurtwijzer_excel.workbook.run import Progress, run_on_workbook

if TYPE_CHECKING:
    import xlwings as xw

SHEET = "Advies"


def run(app: xw.App, tell: Progress) -> str:
    """Write the interventions for the selected rows.

    Raises:
        BuurtwijzerError: With everything that is in the way; nothing is written then.
    """
    book = open_book(app)
    reading = read_book(book)
    selection = selected_cells(reading)
    blad = selection.sheet.name
    own = find_areas(reading, blad, selected_columns(selection))
    rows = selected_rows(selection, own, max(own.codes))
    found = run_on_workbook(reading.werkmap, blad, rows, settings=reading.settings, own=own, progress=tell)
    advice = advice_sheet(found.assessment)
    with Journal(CellPlace(book.name, blad)) as journal:
        first = min(own.codes)
        bron = column_reference(blad, OwnedColumn("", own.kolom, first, first))
        ledger = Ledger(book, reading.record, journal)
        sheet = ledger.fill(advice, bron)
        findings = put_findings(reading, [*found.issues, *found.assessment.issues], ledger)
    sheet.activate()
    areas = plural(len(found.assessment.table), "gebied", "gebieden")
    corner = f"{column_letters(len(advice.kolommen))}{len(advice.rijen) + 1}"
    return (
        f"Advies voor {areas} staat op blad '{sheet.name}', A1:{corner}. "
        f"Het is een eerste stap, geen besluit.{findings}"
    )


def advice_sheet(assessment: Assessment) -> Blad:
    """Give the sheet with interventions, under the name it has in a user's own workbook."""
    mirror = Mirror.of(assessment)
    certainty = mirror.moved(judge_certainty(assessment))
    blad = interventies(assessment, Findings.of(assessment), certainty, mirror)
    return Blad(SHEET, "bwz_advies", blad.kolommen, blad.rijen)
