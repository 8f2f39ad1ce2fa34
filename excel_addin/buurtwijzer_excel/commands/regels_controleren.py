"""*Regels controleren*: look over the rules this workbook uses and tell every mistake with its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Severity, sort_issues
from buurtwijzer.core.places import CellPlace
from buurtwijzer.reporting.bladen.meldingen import meldingen
from buurtwijzer.rulebook.freshness import check_freshness
from buurtwijzer.rulebook.loader import check_rulebook, find_rulebook
from buurtwijzer_excel.cli.session import today
from buurtwijzer_excel.live.journal import Journal
from buurtwijzer_excel.live.ledger import Ledger
from buurtwijzer_excel.live.reading import open_book, read_book
from buurtwijzer_excel.workbook.run import Progress

if TYPE_CHECKING:
    import xlwings as xw


def run(app: xw.App, tell: Progress) -> str:
    """Check the rules and write what was found on the sheet Meldingen.

    Raises:
        BuurtwijzerError: A setting cannot be, or the sheet cannot be written.
    """
    book = open_book(app)
    reading = read_book(book)
    tell("regels lezen", 0.2)
    folder, chosen = find_rulebook(reading.settings.regels, reading.werkmap.map, os.environ)
    rulebook, found = check_rulebook(folder)
    issues = sort_issues((*found, *(check_freshness(rulebook, today(None)) if rulebook is not None else ())))
    text = f"Regels nagekeken: {folder.name} ({chosen}). "
    if not issues:
        return text + "Er is niets op aan te merken."
    with Journal(CellPlace(book.name, book.sheets.active.name)) as journal:
        ledger = Ledger(book, reading.record, journal)
        sheet = ledger.fill(meldingen(issues))
        ledger.keep()
    sheet.activate()
    counts = [sum(issue.severity is severity for issue in issues) for severity in Severity]
    return (
        f"{text}{plural(counts[2], 'fout', 'fouten')}, {plural(counts[1], 'waarschuwing', 'waarschuwingen')} en "
        f"{plural(counts[0], 'melding', 'meldingen')}; zie blad '{sheet.name}', A1:E{len(issues) + 1}.{ledger.told()}"
    )
