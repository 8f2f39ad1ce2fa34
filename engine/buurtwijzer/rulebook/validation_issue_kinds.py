"""What can be wrong with a validation of index tables; part of the catalogue."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

VALIDATIE_ZONDER_TABELLEN = IssueKind(
    "R651",
    Severity.FOUT,
    "Validatie hoort bij tabellen",
    "'{naam}' heeft 'gevalideerd', maar methode {methode} schat geen aandelen uit tabellen.",
    "Haal 'gevalideerd' weg; alleen een segmentatie met methode indextabel kan met bekende aandelen worden nagekeken.",
)
VALIDATIE_VEROUDERD = IssueKind(
    "R652",
    Severity.FOUT,
    "Tabellen veranderd na validatie",
    "De tabellen, gewichten of ijkfactoren van '{naam}' zijn veranderd nadat zij met bekende aandelen zijn nagekeken.",
    "Zet de tabellen terug, maak ze opnieuw met 'buurtwijzer rules ijken', of haal dit blok 'gevalideerd' weg.",
)
VALIDATIE_NIET_BETER = IssueKind(
    "R653",
    Severity.FOUT,
    "Validatie niet beter dan geen schatting",
    "De validatie van '{naam}' is niet beter dan overal de landelijke aandelen: fout {mae} tegen {land} procentpunt, "
    "helling {helling}.",
    "Haal dit blok 'gevalideerd' weg; met zulke uitkomsten is de schatting hier niet bruikbaar gebleken.",
)
VALIDATIE_GEWIJZIGD = IssueKind(
    "R654",
    Severity.FOUT,
    "Validatie met de hand gewijzigd",
    "Het blok 'gevalideerd' van '{naam}' is gewijzigd nadat het is gemeten: een gemeente, jaar of getal is anders.",
    "Zet het blok terug zoals 'buurtwijzer rules ijken' het schreef, maak het opnieuw, of haal het weg.",
)
KINDS = (VALIDATIE_ZONDER_TABELLEN, VALIDATIE_VEROUDERD, VALIDATIE_NIET_BETER, VALIDATIE_GEWIJZIGD)
