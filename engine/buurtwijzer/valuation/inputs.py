"""One input of a calculation: a number people could argue about, with its source and how far it may be off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from buurtwijzer.rulebook.schema import Partij, Status


@dataclass(frozen=True, slots=True)
class Overschrijving:
    """A value the organisation put in place of the rulebook's.

    Attributes:
        functie: Who decided it, by function, never by name.
        datum: When.
        reden: Why.
        was: The value it replaces; None when there was none.
        bron: Title of the source of the value it replaces; empty when there was none.
    """

    functie: str
    datum: date
    reden: str
    was: float | None
    bron: str = ""


@dataclass(frozen=True, slots=True)
class Volgt:
    """How an input goes along with an amount that somebody types over, until somebody types it over itself.

    Attributes:
        bedrag: Name of the amount.
        regels: What it is while the amount is that of the rules.
        bedrag_regels: The amount in the rules.
        eigen: Name of the input it takes the value of when the amount is an own one.
    """

    bedrag: str
    regels: float
    bedrag_regels: float
    eigen: str


@dataclass(frozen=True, slots=True)
class Invoer:
    """One input.

    Attributes:
        naam: Defined name in a workbook: lower case letters, digits and underscores; never like a cell address.
        omschrijving: What it is, in Dutch.
        waarde: Its value.
        eenheid: Dutch unit for the screen, e.g. ``euro per geval``, ``deel (0-1)``, ``jaar``.
        groep: Block it stands in on Aannames: ``Algemeen``, ``Prijzen``, or the name of a line of the plan.
        laag: Lowest value it could have; None when it is certain.
        hoog: Highest.
        prijspeil: Year of the price; None for what is no price.
        bron: Title of the source.
        bron_id: Id of the source in the rules; empty for the plan, the organisation or the area itself.
        toelichting: How the value was reached, and what is still to be looked up, in Dutch; empty when nothing is told.
        status: How firm it is.
        partij: Whose price it is; None for what is of no one party.
        overschrijving: Set when the organisation put its own value here.
        volgt: Set when it goes along with an amount: the year of a price, how firm a cost is.
        minimum: Least value that makes sense, for validation; None without.
        maximum: Largest.
    """

    naam: str
    omschrijving: str
    waarde: float
    eenheid: str
    groep: str
    laag: float | None = None
    hoog: float | None = None
    prijspeil: int | None = None
    bron: str = ""
    bron_id: str = ""
    toelichting: str = ""
    status: Status = Status.AANNAME
    partij: Partij | None = None
    overschrijving: Overschrijving | None = None
    volgt: Volgt | None = None
    minimum: float | None = None
    maximum: float | None = None
