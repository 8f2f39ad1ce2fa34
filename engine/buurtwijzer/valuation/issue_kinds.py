"""Catalogue of what can be the matter with a plan or its valuation (W1xx). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

W101 = IssueKind(
    "W101",
    Severity.WAARSCHUWING,
    "Effect telt niet mee in euro",
    "Van '{uitkomst}' is in {gebied} niet bekend hoe vaak het zonder de aanpak gebeurt; het effect telt niet mee.",
    "Zet bij deze regel van het plan een eigen waarde bij '{naam}', of voeg het bestand met dit cijfer toe.",
)
W102 = IssueKind(
    "W102",
    Severity.MELDING,
    "Landelijk cijfer gebruikt",
    "Van '{uitkomst}' is er voor {gebied} geen eigen cijfer; er is gerekend met het landelijke uit {jaar}.",
    "Weet u het zelf, zet dan bij deze regel van het plan een eigen waarde bij '{naam}'.",
)
KINDS = (W101, W102)
