"""Every kind of message there is: what the doctor looks a code up in, and what the handbook explains."""

from __future__ import annotations

from buurtwijzer.reporting.catalogue import LAYERS
from buurtwijzer_excel.addin.issue_kinds import KINDS as ADDIN
from buurtwijzer_excel.cli.fetch_issue_kinds import KINDS as FETCH
from buurtwijzer_excel.cli.trend_issue_kinds import KINDS as TREND
from buurtwijzer_excel.companion.issue_kinds import KINDS as COMPANION
from buurtwijzer_excel.doctor.issue_kinds import KINDS as DOCTOR
from buurtwijzer_excel.engines.calc.issue_kinds import KINDS as CALC
from buurtwijzer_excel.workbook.issue_kinds import KINDS as WORKBOOK
from buurtwijzer_excel.workbook.value_issue_kinds import KINDS as VALUE

ALL_LAYERS = (
    *LAYERS,
    ("X", "Knoppen in Excel en Calc, en hulp", (*WORKBOOK, *VALUE, *ADDIN, *COMPANION, *DOCTOR, *CALC, *FETCH, *TREND)),
)
CATALOGUES = tuple(kinds for _, _, kinds in ALL_LAYERS)
_TITLES = {kind.code: kind.title for catalogue in CATALOGUES for kind in catalogue}
_OURS = "fout in Buurtwijzer zelf"


def title_of(code: str) -> str:
    """Give the title of a code; what is no code is the kind of a mistake of our own."""
    return _TITLES.get(code, _OURS)
