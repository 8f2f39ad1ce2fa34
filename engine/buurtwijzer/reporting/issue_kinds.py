"""Catalogue of what can go wrong when a result is written (X1xx). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

X101 = IssueKind(
    "X101",
    Severity.FOUT,
    "Uitvoer bestaat al",
    "Het bestand bestaat al en is niet veranderd.",
    "Kies een andere naam, of geef --overschrijf mee.",
)
X102 = IssueKind(
    "X102",
    Severity.FOUT,
    "Map voor uitvoer ontbreekt",
    "De map {map} bestaat niet.",
    "Maak de map eerst, of kies een andere plaats.",
)
X103 = IssueKind(
    "X103",
    Severity.FOUT,
    "Geen recht om te schrijven",
    "In de map {map} mag niet worden geschreven.",
    "Kies een map waarin u mag schrijven, of vraag de beheerder om toegang.",
)
X104 = IssueKind(
    "X104",
    Severity.FOUT,
    "Uitvoer is in gebruik",
    "Het bestand is in gebruik, waarschijnlijk in Excel of OneDrive, en is niet veranderd. "
    "De uitkomst staat ernaast als {ernaast}.",
    "Sluit het bestand en draai opnieuw, of gebruik {ernaast}.",
)
X105 = IssueKind(
    "X105",
    Severity.FOUT,
    "Schijf vol",
    "Er is niet genoeg ruimte om het bestand te schrijven; er is niets veranderd.",
    "Maak ruimte vrij of kies een andere plaats.",
)
X106 = IssueKind(
    "X106",
    Severity.FOUT,
    "Uitvoer is een invoerbestand",
    "Dit is een van de gelezen bestanden; een invoerbestand wordt nooit overschreven.",
    "Kies een andere naam voor de uitvoer.",
)
X107 = IssueKind(
    "X107",
    Severity.FOUT,
    "Naam van de werkmap",
    "Een werkmap moet een naam hebben die eindigt op .xlsx.",
    "Geef bijvoorbeeld uitkomst.xlsx op.",
)
X108 = IssueKind(
    "X108",
    Severity.FOUT,
    "Schrijven mislukt",
    "Het bestand kon niet worden geschreven ({reden}); er is niets veranderd.",
    "Controleer de naam en de plaats, of kies een andere plaats.",
)
X109 = IssueKind(
    "X109",
    Severity.FOUT,
    "Uitvoer is een map",
    "Dit is een map, geen bestand.",
    "Geef de naam van een bestand in die map.",
)
X110 = IssueKind(
    "X110",
    Severity.FOUT,
    "Uitvoer is beveiligd tegen schrijven",
    "Het bestand is alleen-lezen en is niet veranderd.",
    "Haal de beveiliging eraf of kies een andere naam.",
)
X111 = IssueKind(
    "X111",
    Severity.FOUT,
    "Uitvoer is in gebruik en kan er niet naast",
    "Het bestand is in gebruik en is niet veranderd; ernaast schrijven lukte ook niet.",
    "Sluit het bestand in Excel en draai opnieuw.",
)
X121 = IssueKind(
    "X121",
    Severity.WAARSCHUWING,
    "Tekens vervangen",
    "In {aantal} stonden tekens die een werkmap niet kan bewaren; elk is nu een \N{REPLACEMENT CHARACTER}.",
    "Controleer de namen in de gelezen bestanden en in het regelboek.",
)
X122 = IssueKind(
    "X122",
    Severity.WAARSCHUWING,
    "Tekst ingekort",
    "In {aantal} was de tekst te lang voor Excel; hij is ingekort en eindigt op {merk}",
    "De volledige tekst staat in de JSON-uitvoer.",
)
X123 = IssueKind(
    "X123",
    Severity.WAARSCHUWING,
    "Kolomkop aangepast",
    "{aantal} kregen een andere kop, omdat een tabel in Excel korte en verschillende koppen nodig heeft.",
    "Geef leefgebieden, krachten en risico's in het regelboek verschillende, korte namen.",
)
X124 = IssueKind(
    "X124",
    Severity.FOUT,
    "Te veel rijen voor een blad",
    "Er zijn {rijen} rijen en een blad in Excel heeft er hoogstens {hoogstens}; er is niets geschreven.",
    "Kies een gemeente met --gemeente, of een hoger niveau met --niveau.",
)

KINDS = (X101, X102, X103, X104, X105, X106, X107, X108, X109, X110, X111, X121, X122, X123, X124)
