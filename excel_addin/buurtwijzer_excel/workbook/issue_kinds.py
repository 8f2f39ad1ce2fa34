"""Catalogue of what can go wrong with a user's own workbook (X2xx). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

X201 = IssueKind(
    "X201",
    Severity.FOUT,
    "Geen gebieden in de selectie",
    "Op dit blad staat geen kolom met gebiedscodes zoals BU03440111.",
    "Kies het blad met de buurten, of zet de codes in een kolom.",
)
X202 = IssueKind(
    "X202",
    Severity.FOUT,
    "Geen buurt geselecteerd",
    "In de gekozen rijen staat geen {niveau}.",
    "Kies rijen met een code van een {niveau}, of zet bij 'niveau' op het blad Instellingen een ander niveau.",
)
X203 = IssueKind(
    "X203",
    Severity.MELDING,
    "Rijen overgeslagen",
    "{aantal} overgeslagen: geen {niveau}.",
    "Dit is gewoon voor totalen, wijken en tussenkoppen; er hoeft niets te gebeuren.",
)
X204 = IssueKind(
    "X204",
    Severity.WAARSCHUWING,
    "Geen cijfers over een gebied",
    "Er zijn geen cijfers over {aantal}: {codes}.",
    "Voeg een blad of bestand met deze gebieden toe (Instellingen, 'bronnen'), of controleer de codes en het jaar.",
)
X205 = IssueKind(
    "X205",
    Severity.FOUT,
    "Geen cijfers gevonden",
    "Er zijn nergens cijfers: niet op de bladen van deze werkmap en niet op Instellingen.",
    "Plak een blad van het CBS in de werkmap, of noem bij 'bronnen' op het blad Instellingen een bestand.",
)
X206 = IssueKind(
    "X206",
    Severity.FOUT,
    "Onbekende instelling",
    "De instelling '{naam}' bestaat niet.{tip}",
    "Gebruik een van: {keuze}; of maak de regel leeg.",
)
X207 = IssueKind(
    "X207",
    Severity.FOUT,
    "Instelling kan zo niet",
    "Bij '{naam}' staat iets dat niet kan: {waarom}.",
    "Geef {verwacht}.",
)
X208 = IssueKind(
    "X208",
    Severity.FOUT,
    "Bron niet gevonden",
    "Het bestand '{bestand}' is er niet.",
    "Zet de hele naam met map op Instellingen, of leg het bestand naast de werkmap.",
)
X209 = IssueKind(
    "X209",
    Severity.FOUT,
    "Geen plaats naast de rijen",
    "Rechts van de gegevens zijn niet genoeg lege kolommen naast elkaar.",
    "Maak kolommen leeg, of zet de buurten op een nieuw blad.",
)
X210 = IssueKind(
    "X210",
    Severity.FOUT,
    "Geen rij voor de koppen",
    "De gebiedscodes beginnen in de eerste rij; er is geen rij voor koppen.",
    "Voeg boven de gegevens een rij met koppen in, zoals 'code' en 'naam'.",
)

KINDS = (X201, X202, X203, X204, X205, X206, X207, X208, X209, X210)
