"""Catalogue of what can go wrong with installing the add-in (X40x). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

X401 = IssueKind(
    "X401",
    Severity.FOUT,
    "Excel houdt de invoegtoepassing vast",
    "Dit bestand kan niet worden vervangen of verwijderd: {waarom}.",
    "Sluit Excel helemaal (alle vensters) en probeer het opnieuw.",
)
X402 = IssueKind(
    "X402",
    Severity.FOUT,
    "Geen Excel op dit systeem",
    "Op Linux is er geen Excel, dus is er niets te installeren.",
    "Gebruik LibreOffice Calc met 'buurtwijzer excel', of 'buurtwijzer score' voor een werkmap met uitkomsten.",
)
X403 = IssueKind(
    "X403",
    Severity.FOUT,
    "Excel is hier nog nooit gestart",
    "De map waarin Excel zijn instellingen bewaart, is er nog niet.",
    "Start Excel een keer, sluit het, en probeer het opnieuw. Staat Excel niet op deze computer, installeer het eerst.",
)
X404 = IssueKind(
    "X404",
    Severity.FOUT,
    "Andere versie van xlwings",
    "De invoegtoepassing hoort bij xlwings {nodig}, maar {aanwezig} is geïnstalleerd.",
    "Typ: python -m pip install xlwings=={nodig}",
)
X405 = IssueKind(
    "X405",
    Severity.FOUT,
    "Er staat een ander bestand",
    "Op deze plaats staat al een bestand met die naam dat niet van Buurtwijzer is.",
    "Verplaats of hernoem dat bestand en probeer het opnieuw.",
)
X406 = IssueKind(
    "X406",
    Severity.FOUT,
    "Excel kan de map van Python niet lezen",
    "In de naam van de map waar Python staat, zit een teken dat niet in de instellingen van Excel past.",
    "Maak de omgeving opnieuw in een map met alleen gewone letters en cijfers, zoals C:\\buurtwijzer.",
)
X407 = IssueKind(
    "X407",
    Severity.WAARSCHUWING,
    "Python uit de Microsoft Store",
    "Deze Python komt uit de Microsoft Store; Excel kan die niet altijd starten.",
    "Werkt een knop niet, installeer dan Python van python.org of via ICT, en installeer opnieuw.",
)
X408 = IssueKind(
    "X408",
    Severity.WAARSCHUWING,
    "Bestand is gewijzigd en blijft staan",
    "Dit bestand is na het installeren gewijzigd en is daarom niet verwijderd.",
    "Verwijder het zelf als u het niet meer nodig hebt.",
)

KINDS = (X401, X402, X403, X404, X405, X406, X407, X408)
