"""What can be wrong in a table of columns of the user's own (R612-R617). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_FOUT = Severity.FOUT

DOEL_ONBEKEND = IssueKind(
    "R612", _FOUT, "Doel onbekend", "'{doel}' is geen kolom en geen indicator die Buurtwijzer kent.", "{hoe}"
)
DOEL_DUBBEL = IssueKind(
    "R613",
    _FOUT,
    "Twee kolommen met hetzelfde doel",
    "Het doel '{doel}' staat er twee keer voor hetzelfde jaar.",
    "Haal er een weg, of geef ze elk hun eigen 'jaar'.",
)
EENHEID_KAN_NIET = IssueKind(
    "R614",
    _FOUT,
    "Eenheid is niet om te rekenen",
    "Van '{eenheid}' is geen '{doel}' te maken: {waarom}.",
    "Kies een andere 'eenheid', of geef met 'factor' het getal waarmee vermenigvuldigd wordt.",
)
GEBLOKKEERD = IssueKind(
    "R615",
    _FOUT,
    "Kolom over herkomst, nationaliteit of godsdienst",
    "'{kop}' gaat over herkomst, nationaliteit of godsdienst en wordt nooit gebruikt.",
    "Haal deze kolom uit de kolomtabel.",
)
NIET_SAMEN = IssueKind(
    "R616",
    _FOUT,
    "Sleutels die elkaar uitsluiten",
    "'{een}' en '{ander}' gaan niet samen.",
    "Laat een van de twee weg.",
)
RIJ_KLOPT_NIET = IssueKind("R617", _FOUT, "Rij op blad Kolommen klopt niet", "{wat}", "{hoe}")

KINDS = (DOEL_ONBEKEND, DOEL_DUBBEL, EENHEID_KAN_NIET, GEBLOKKEERD, NIET_SAMEN, RIJ_KLOPT_NIET)
