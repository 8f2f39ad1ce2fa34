"""What a code means in a few words, over all catalogues: so that the doctor can say more than a number."""

from __future__ import annotations

from buurtwijzer.reporting.catalogue import LAYERS
from buurtwijzer_excel.addin.issue_kinds import KINDS as ADDIN
from buurtwijzer_excel.companion.issue_kinds import KINDS as COMPANION
from buurtwijzer_excel.doctor.issue_kinds import KINDS as DOCTOR
from buurtwijzer_excel.engines.calc.issue_kinds import KINDS as CALC
from buurtwijzer_excel.workbook.issue_kinds import KINDS as WORKBOOK

CATALOGUES = (*(kinds for _, _, kinds in LAYERS), WORKBOOK, ADDIN, COMPANION, DOCTOR, CALC)
_TITLES = {kind.code: kind.title for catalogue in CATALOGUES for kind in catalogue}
_OURS = "fout in Buurtwijzer zelf"


def title_of(code: str) -> str:
    """Give the title of a code; what is no code is the kind of a mistake of our own."""
    return _TITLES.get(code, _OURS)
