"""The order of outcomes on screen: that of the contract; what the contract does not know comes after, by id."""

from __future__ import annotations

from buurtwijzer.assessment import Assessment
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores

_LEEFGEBIEDEN = (
    "wonen",
    "werken",
    "leren",
    "sociale_relaties",
    "recreeren",
    "gezondheid",
    "waardenorientatie",
    "veiligheid",
)
_KRACHTEN = (
    "vrijwillige_inzet",
    "mantelzorg",
    "eigen_regie",
    "geworteld",
    "voorzieningen",
    "groen",
    "bestaanszekerheid",
    "gezond_leven",
)
_RISICOS = (
    "eenzaamheid",
    "rondkomen",
    "gezondheidsachterstand",
    "mentale_druk",
    "overlast",
    "verhuisdruk",
    "draagkracht",
    "weinig_contact",
    "zorgvraag",
    "energielasten",
    "taal_digitaal",
    "ongelijke_start",
)
_PLACES = {
    (soort, own): place
    for soort, ids in (
        (OutcomeKind.LEEFGEBIED, _LEEFGEBIEDEN),
        (OutcomeKind.KRACHT, _KRACHTEN),
        (OutcomeKind.RISICO, _RISICOS),
    )
    for place, own in enumerate(ids)
}


def in_order(assessment: Assessment, soort: OutcomeKind) -> tuple[OutcomeScores, ...]:
    """Give the outcomes of one kind in the order of the screen."""
    found = assessment.of_kind(soort)
    return tuple(sorted(found, key=lambda o: (_PLACES.get((o.soort, o.id), len(found) + len(_PLACES)), o.id)))
