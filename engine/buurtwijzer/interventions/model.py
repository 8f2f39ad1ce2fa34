"""`Advies`: one intervention weighed for one area, with every gate and factor that led to its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Antwoord(StrEnum):
    """Answer of a gate; onbekend never opens it silently."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True)
class PoortUitslag:
    """One gate with its answer and the Dutch sentence that says why."""

    naam: str
    antwoord: Antwoord
    waarom: str


@dataclass(frozen=True, slots=True)
class Advies:
    """One intervention for one area.

    Attributes:
        interventie: Id in the rulebook.
        naam: Name on screen.
        poort: ja when every gate is ja, nee when one is nee, else onbekend.
        poorten: Every gate.
        nodig: 0-100, level and deviation from comparable areas; None when unknown.
        bewijs: 0-100 from the evidence grade.
        bewijs_tekst: Grade with its words, e.g. ``E3 aanwijzingen``.
        haalbaar: 0-100 from capacity, running time and practice; None when unknown.
        aansluiting: 0-100 fit of form and channel; None while no benaderstijl is known.
        volgorde: The number the list is ordered by (4 decimals); None when it may not be advised.
        is_advies: Whether it may be advised by itself (gates open, no E0, no local decision needed).
        uitkomst: Name of the outcome it aims at here.
        vorm: The form that fits.
        reden: Plain Dutch reason with the numbers it rests on.
        trekker: Lead party.
        betaler: Parties that pay.
    """

    interventie: str
    naam: str
    poort: Antwoord
    poorten: tuple[PoortUitslag, ...]
    nodig: float | None
    bewijs: float
    bewijs_tekst: str
    haalbaar: float | None
    aansluiting: float | None
    volgorde: float | None
    is_advies: bool
    uitkomst: str
    vorm: str
    reden: str
    trekker: str
    betaler: str
