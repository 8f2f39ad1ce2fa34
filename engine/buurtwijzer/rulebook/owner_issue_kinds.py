"""What can be wrong with the owner that a command writes in rules; part of the catalogue."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

EIGENAAR_IS_PERSOON = IssueKind(
    "R644",
    Severity.FOUT,
    "Eigenaar is geen functie",
    "Bij de eigenaar staat iets dat lijkt op {wat}. Dat hoort niet in regels.",
    "Noem een functie, zoals 'adviseur leefbaarheid': regels gaan langer mee dan wie ze maakt, en worden gedeeld.",
)
EIGENAAR_LIJKT_NAAM = IssueKind(
    "R645",
    Severity.WAARSCHUWING,
    "Eigenaar lijkt een persoon",
    "De eigenaar lijkt op een naam van een persoon, en die komt zo in de regels te staan.",
    "Is het een naam, zet dan een functie bij 'eigenaar', zoals 'adviseur leefbaarheid'. Een functie in kleine letters "
    "geeft deze melding niet.",
)

KINDS = (EIGENAAR_IS_PERSOON, EIGENAAR_LIJKT_NAAM)
"""Every kind of this module, for the catalogue."""
