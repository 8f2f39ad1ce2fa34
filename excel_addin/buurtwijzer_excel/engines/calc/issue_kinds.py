"""Catalogue of what can go wrong between us and LibreOffice (X45x). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

X451 = IssueKind(
    "X451",
    Severity.FOUT,
    "De brug naar LibreOffice ontbreekt",
    "Python kan niet met LibreOffice praten: het onderdeel 'uno' is er niet.",
    "Installeer het met 'sudo apt install python3-uno', of gebruik Excel.",
)
X452 = IssueKind(
    "X452",
    Severity.FOUT,
    "LibreOffice niet gevonden",
    "LibreOffice Calc staat niet op deze computer, of niet waar het gewoonlijk staat.",
    "Installeer LibreOffice Calc ('sudo apt install libreoffice-calc').",
)
X453 = IssueKind(
    "X453",
    Severity.FOUT,
    "LibreOffice start niet",
    "LibreOffice is {keer} keer gestart maar gaf geen antwoord. Het laatste wat het zei: {slot}",
    "Start LibreOffice een keer met de hand; lukt dat niet, installeer het dan opnieuw.",
)
X454 = IssueKind(
    "X454",
    Severity.FOUT,
    "Geen LibreOffice dat draait",
    "Er draait geen LibreOffice waar Buurtwijzer zich aan kan koppelen.",
    "Open de werkmap in LibreOffice Calc en probeer het opnieuw, of typ: buurtwijzer excel --programma calc --start",
)
X455 = IssueKind(
    "X455",
    Severity.FOUT,
    "De structuur van de werkmap is beveiligd",
    "Er kan geen blad bij of af: de structuur van deze werkmap is beveiligd. De werkmap is zoals ze was.",
    "Hef die beveiliging op (in Calc in het menu Extra) en kies de knop opnieuw.",
)
X456 = IssueKind(
    "X456",
    Severity.FOUT,
    "Niet duidelijk welke werkmap",
    "Er zijn {aantal} werkmappen open en geen ervan is vooraan: {namen}.",
    "Klik in de werkmap die u bedoelt en probeer het opnieuw.",
)
X457 = IssueKind(
    "X457",
    Severity.FOUT,
    "LibreOffice van iemand anders",
    "Op deze computer luistert een LibreOffice van een andere gebruiker onder de naam die voor u bedoeld is. Daar "
    "schrijft Buurtwijzer niet in.",
    "Vraag de beheerder het bestand {bestand} uit de map /tmp te verwijderen, of werk met bestanden: buurtwijzer score",
)

KINDS = (X451, X452, X453, X454, X455, X456, X457)
