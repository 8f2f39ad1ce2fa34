"""Catalogue of what can be the matter with a portfolio (W2xx). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

W201 = IssueKind(
    "W201",
    Severity.FOUT,
    "Regels van het plan gaan niet samen",
    "Geen enkele keuze houdt zich aan alles tegelijk. Dit gaat niet samen: {regels}.",
    "Verander of schrap ten minste één hiervan.",
)
W202 = IssueKind(
    "W202",
    Severity.FOUT,
    "Geen keuze gevonden",
    "Binnen {seconden} seconden is geen keuze gevonden die zich aan alle regels houdt; of die er is, is niet bekend.",
    "Geef meer rekentijd, verlaag een ondergrens of verruim een budget.",
)
KINDS = (W201, W202)
