"""What can be wrong when proposed weights are taken over into the rules; part of the catalogue."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_FOUT = Severity.FOUT

ANDERE_REGELS = IssueKind(
    "R641",
    _FOUT,
    "Voorstel bij andere regels",
    "Dit voorstel is gemaakt met regelboek {oud}; in deze map is het nu {nieuw}.",
    "Maak het voorstel opnieuw met 'buurtwijzer rules gewichten ... --regels MAP' en neem dat over.",
)
NIET_BETER = IssueKind(
    "R642",
    _FOUT,
    "Voorstel niet beter",
    "Dit voorstel is niet aantoonbaar beter dan de gewichten van de deskundigen (advies: {advies}).",
    "Houd de gewichten van de deskundigen.",
)
PAST_NIET = IssueKind(
    "R643",
    _FOUT,
    "Gewicht past niet",
    "Het gewicht van '{wat}' is niet over te nemen: in de regel staat {staat}.",
    "Wijzig een voorstel niet met de hand; maak het opnieuw, of pas de regel zelf aan.",
)

KINDS = (ANDERE_REGELS, NIET_BETER, PAST_NIET)
"""Every kind of this module, for the catalogue."""
