"""An outlook for programs: the keys are the headers of the sheets."""

from __future__ import annotations

from buurtwijzer.data.table import IntArray
from buurtwijzer.evidence.outlook.model import Outlook
from buurtwijzer.evidence.timeline.model import Timelines
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.bladen.tijdlijn import timeline_sheet
from buurtwijzer.reporting.vooruitblik.workbook import outlook_sheets
from buurtwijzer.rulebook.model import Rulebook


def outlook_json(
    outlook: Outlook, rijen: IntArray, rulebook: Rulebook, lijnen: Timelines | None = None
) -> dict[str, object]:
    """Give what is expected, its test, timelines when asked, and the findings.

    Args:
        outlook: What is expected.
        rijen: Rows of the figures over years that are shown.
        rulebook: The rules.
        lijnen: Timelines that were asked.
    """
    sheets = list(outlook_sheets(outlook, rijen, rulebook))
    issues = list(outlook.issues)
    if lijnen is not None:
        sheets.append(timeline_sheet(lijnen, rulebook))
        issues += lijnen.issues
    return {
        **{blad.naam.lower(): _records(blad) for blad in sheets},
        "meldingen": [issue.as_dict() for issue in issues],
    }


def _records(blad: Blad) -> list[dict[str, object]]:
    heads = [kolom.kop.replace(" ", "_").replace(".", "") for kolom in blad.kolommen]
    return [dict(zip(heads, row, strict=True)) for row in blad.rijen]
