"""Sheet ``Meldingen``: everything worth telling about input, rules, scores and writing."""

from __future__ import annotations

from collections.abc import Iterable

from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom, Rij

_COLUMNS = (
    Kolom("ernst", CelSoort.TEKST, 14, "Melding of waarschuwing; bij een fout is er geen werkmap."),
    Kolom("code", CelSoort.CODE, 9, "Vaste code; zoek hem op in het handboek."),
    Kolom("plaats", CelSoort.LANGE_TEKST, 40),
    Kolom("melding", CelSoort.LANGE_TEKST, 60),
    Kolom("wat te doen", CelSoort.LANGE_TEKST, 50),
)
_NOTHING: Rij = (None, None, None, "Geen meldingen.", None)


def meldingen(issues: Iterable[Issue]) -> Blad:
    """Build the sheet, worst first."""
    rows = tuple(
        (issue.severity.value, issue.code, issue.place, issue.message, issue.remedy or None)
        for issue in sort_issues(issues)
    )
    return Blad("Meldingen", "bwz_meldingen", _COLUMNS, rows or (_NOTHING,))
