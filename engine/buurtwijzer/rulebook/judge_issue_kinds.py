"""What can be wrong with the rules that say which figure may judge which outcome; part of the catalogue."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_FOUT = Severity.FOUT

INVOER_ALS_TOETS = IssueKind(
    "R631",
    _FOUT,
    "Invoer als toets",
    "'{cijfer}' is invoer van '{uitkomst}' en kan die dus niet toetsen: een score lijkt altijd op wat erin zit.",
    "Kies een cijfer dat niet in '{uitkomst}' zit, of haal deze vergelijking weg.",
)
DEEL_ALS_TOETS = IssueKind(
    "R632",
    _FOUT,
    "Toets deelt iets met de invoer",
    "'{cijfer}' kan '{uitkomst}' niet toetsen: {hoe}.",
    "Kies een cijfer dat los staat van de invoer van '{uitkomst}', of haal deze vergelijking weg.",
)
TOETS_ZONDER_RICHTING = IssueKind(
    "R633",
    _FOUT,
    "Toets zonder richting",
    "'{cijfer}' heeft geen richting, dus staat niet vast welke kant '{uitkomst}' op moet gaan.",
    "Zet 'hoger_is_meer: true' of 'false' bij deze vergelijking: of meer van het cijfer een hogere score moet geven.",
)
MODEL_ALS_TOETS = IssueKind(
    "R634",
    _FOUT,
    "Model als onafhankelijke toets",
    "'{cijfer}' is een schatting uit dezelfde soort bestand als '{invoer}', dat in '{uitkomst}' zit. Dan is samenhang "
    "te verwachten en is de toets niet onafhankelijk.",
    "Zet deze vergelijking bij een toetsing met 'soort: consistentie'.",
)
TOETS_DUBBEL = IssueKind(
    "R635",
    _FOUT,
    "Vergelijking staat er twee keer",
    "'{uitkomst}' met '{cijfer}' staat ook in {waar}.",
    "Laat de vergelijking één keer staan, bij de soort die klopt.",
)
DEEL_VAN_ZICHZELF = IssueKind(
    "R636",
    _FOUT,
    "Deel van zichzelf",
    "'{id}' is volgens 'deel_van' een deel van zichzelf ({keten}).",
    "Laat 'deel_van' naar het grotere geheel wijzen, en nooit terug.",
)
ZELFLEREND_ZONDER_CIJFER = IssueKind(
    "R637",
    _FOUT,
    "Niet gezegd waarvan is geleerd",
    "De bron '{id}' zegt {gezegd} en niet {ontbreekt}. Dan is niet na te gaan welk cijfer deze gewichten niet mag "
    "toetsen.",
    "Zet 'zelflerend: true' en 'geleerd_van' (het cijfer achter --tegen) allebei, of haal ze allebei weg.",
)
GELEERD_ALS_TOETS = IssueKind(
    "R638",
    _FOUT,
    "Toets met het cijfer waarvan is geleerd",
    "'{cijfer}' kan '{uitkomst}' niet meer toetsen: {waarom}. Een score lijkt altijd op het cijfer waar haar gewichten "
    "uit zijn geleerd.",
    "Haal deze vergelijking uit uw toetsing, of leer de gewichten van een ander cijfer.",
)

KINDS = (
    INVOER_ALS_TOETS,
    DEEL_ALS_TOETS,
    TOETS_ZONDER_RICHTING,
    MODEL_ALS_TOETS,
    TOETS_DUBBEL,
    DEEL_VAN_ZICHZELF,
    ZELFLEREND_ZONDER_CIJFER,
    GELEERD_ALS_TOETS,
)
