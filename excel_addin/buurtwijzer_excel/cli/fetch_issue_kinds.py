"""What ``data fetch`` can say about the files it writes: X490-X499."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

AANGEPAST = IssueKind(
    "X490",
    Severity.FOUT,
    "Bestand is niet van ons of is aangepast",
    "Dit bestand staat al in de map {map} en is niet wat eerder is opgehaald: iemand heeft het gemaakt of aangepast. "
    "Er is niets geschreven.",
    "Kies met -o een andere map, of geef het bestand eerst een andere naam.",
)
GEEN_MAP = IssueKind(
    "X491",
    Severity.FOUT,
    "Map niet te maken",
    "Deze map is er niet en is niet te maken.",
    "Kies met -o een map waarin u mag schrijven.",
)
NIET_ONZE_BRON = IssueKind(
    "X492",
    Severity.FOUT,
    "Herkomstbestand is niet van ons",
    "Hier komt te staan waar de bestanden vandaan komen, maar er staat al een bestand dat Buurtwijzer niet maakte of "
    "dat beschadigd is. Er is niets geschreven.",
    "Kies met -o een andere map, of geef dit bestand eerst een andere naam.",
)

KINDS: tuple[IssueKind, ...] = (AANGEPAST, GEEN_MAP, NIET_ONZE_BRON)
