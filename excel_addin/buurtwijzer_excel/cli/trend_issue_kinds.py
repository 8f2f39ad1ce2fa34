"""What ``trend`` can say about what is asked: X501-X509."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

CIJFER_ONBEKEND = IssueKind(
    "X501",
    Severity.FOUT,
    "Cijfer niet in de bestanden",
    "Het cijfer '{naam}' staat niet in de bestanden.{tip}",
    "Kies een van: {wel}.",
)
GEBIED_ONBEKEND = IssueKind(
    "X502",
    Severity.FOUT,
    "Gevraagd gebied niet gevonden",
    "'{naam}' staat niet in de bestanden.{tip}",
    "Schrijf de naam of code zoals in het bestand, of laat de keuze weg.",
)
TE_VER = IssueKind(
    "X503",
    Severity.FOUT,
    "Te ver vooruit",
    "U vraagt {jaren} jaar vooruit; het regelboek gaat tot {hoogstens} jaar.",
    "Vraag minder jaren, of wijzig 'vooruit_hoogstens_n' in uw eigen regelboek (parameters/vooruitblik).",
)
ALLEEN_TIJDLIJN = IssueKind(
    "X504",
    Severity.WAARSCHUWING,
    "Wel een tijdlijn, geen verwachting",
    "U krijgt alleen de tijdlijn. {reden}",
    "Geef bestanden van meer jaren mee als u ook een verwachting wilt.",
)
KINDS: tuple[IssueKind, ...] = (CIJFER_ONBEKEND, GEBIED_ONBEKEND, TE_VER, ALLEEN_TIJDLIJN)
