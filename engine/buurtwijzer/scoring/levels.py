"""Boundaries between the five levels of a score: those of the country where the reference has them."""

from __future__ import annotations

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.reference import outcome_reference

_NAMEN = ("laag_tot", "licht_tot", "gemiddeld_tot", "verhoogd_tot")


def boundaries(rulebook: Rulebook, uitkomst: str) -> tuple[float, float, float, float]:
    """Give the four rising boundaries of one outcome; a score on a boundary is in the higher class.

    Args:
        rulebook: Has the reference and, for outcomes this lacks, ``parameters/niveaus``.
        uitkomst: Id of a leefgebied, kracht or risico.

    Returns:
        p10, p30, p70 and p90 of the scores in the country, else the numbers of the parameters.

    Source: practice.md 3 (levels).
    """
    national = outcome_reference(rulebook, uitkomst)
    if national is not None:
        found = national.kwantielen
        return found.p10, found.p30, found.p70, found.p90
    laag, licht, gemiddeld, verhoogd = (rulebook.getal("niveaus", name) for name in _NAMEN)
    return laag, licht, gemiddeld, verhoogd
