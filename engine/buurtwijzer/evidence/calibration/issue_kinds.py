"""What can be wrong with known shares, and what is told about calibration; part of the catalogue."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_FOUT, _WAARSCHUWING, _MELDING = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING

NIET_TE_IJKEN = IssueKind(
    "B221",
    _FOUT,
    "Segmentatie niet te ijken",
    "'{id}' kan niet worden geijkt: {waarom}.",
    "Kies een segmentatie met methode indextabel, zoals bewonersgroepen.",
)
GEEN_AANDELEN = IssueKind(
    "B222",
    _FOUT,
    "Geen bekende aandelen",
    "De bekende aandelen van '{naam}' zijn niet gevonden. Er horen kolommen te zijn met de koppen {kolommen}.",
    "Geef de kolommen die koppen, of zeg in een kolomtabel (--kolommen) welke kolom het is, met als doel "
    "'bekende_aandelen.' en het id van de groep.",
)
TE_WEINIG_GEBIEDEN = IssueKind(
    "B223",
    _FOUT,
    "Te weinig gebieden om te ijken",
    "{aantal} gebieden hebben bekende aandelen en alle tabellen van '{naam}'; er zijn er ten minste {least} nodig.",
    "Neem bekende aandelen van meer gebieden, of geef ook het bestand met de cijfers van die gebieden.",
)
TE_WEINIG_GROEPEN = IssueKind(
    "B224",
    _FOUT,
    "Te weinig gemeenten of wijken om te ijken",
    "De bekende aandelen komen uit {gemeenten} gemeenten en {wijken} wijken; er zijn ten minste {least} gemeenten, of "
    "{least} wijken binnen een gemeente nodig. Anders is niet na te gaan of het ook elders klopt.",
    "Neem bekende aandelen van meer wijken of gemeenten.",
)
DEELNEMERS_ONBEKEND = IssueKind(
    "B225",
    _WAARSCHUWING,
    "Aantal deelnemers onbekend",
    "Van {aantal} is niet bekend hoeveel mensen zijn ondervraagd; elk telt voor {telt} mensen, en hoeveel van de fout "
    "toeval is, blijft onbekend.",
    "Geef een kolom 'respondenten' met het aantal deelnemers per gebied.",
)
GEBIEDEN_WEGGELATEN = IssueKind(
    "B226",
    _WAARSCHUWING,
    "Gebieden weggelaten bij het ijken",
    "{aantal} met bekende aandelen doen niet mee: de aandelen zijn niet compleet of geen 100 %, een tabel ontbreekt, "
    "het gebied is te klein, of het is van een ander niveau dan {niveau}.",
    "Vul aan wat ontbreekt als deze gebieden mee moeten doen.",
)
KINDS = (
    NIET_TE_IJKEN,
    GEEN_AANDELEN,
    TE_WEINIG_GEBIEDEN,
    TE_WEINIG_GROEPEN,
    DEELNEMERS_ONBEKEND,
    GEBIEDEN_WEGGELATEN,
)
