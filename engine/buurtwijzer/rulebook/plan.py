"""What an organisation wants to do: named plans of interventions in areas, with budgets and its own prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace, FilePlace
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.rulebook.schema.plannen import Grenssoort


@dataclass(frozen=True, slots=True)
class EigenWaarde:
    """A value of the organisation itself in place of the rulebook's.

    Attributes:
        waarde: The value.
        functie: Who decided it, by function, never by name.
        datum: When.
        reden: Why.
        prijspeil: Year of the price, for prices; None is that of the plan.
        laag: The least it may be; None with `hoog` is a value that is certain.
        hoog: The most.
        grondslag: How firm a cost is, by its name in `schema.plannen.GRONDSLAGEN`; None is not told.
    """

    waarde: float
    functie: str
    datum: date
    reden: str
    prijspeil: int | None = None
    laag: float | None = None
    hoog: float | None = None
    grondslag: str | None = None


@dataclass(frozen=True, slots=True)
class PlanRegel:
    """One intervention in one area.

    Attributes:
        interventie: Id in the rulebook.
        gebied: Area code.
        aantal: Number of cost units (the ``per`` of the costs: fte, zaken, woningen, deelnemers, gebieden).
        start_jaar: First year.
        inzet_jaren: Years it runs, for a cost that comes back each year; 1 for one that comes once.
        verdeling: Share of the cost per paying party; empty puts all on the first payer of the rule.
        eigen_uren: Own staff hours a year that are not in the price.
        eigen_tarief_eur: Price of such an hour.
        opstart_eur: Cost in the first year only.
        taakveld: Iv3 task field or function of the corporatie, free text.
        financiering: Where the money comes from, free text.
        eigen: Own values in place of the rulebook's, by the name of the input without its line, e.g. ``deelname``.
        plaats: Where it stands; None for a plan that comes from no file.
        financiering_tot: Last day of that money; None when not told.
        fte_beschikbaar: Full-time jobs there are for the own hours; None when not told.
        eigenaar: Function that answers for the line, never a name; empty: that of the plan.
    """

    interventie: str
    gebied: str
    aantal: float
    start_jaar: int
    inzet_jaren: int = 1
    verdeling: Mapping[Partij, float] = field(default_factory=dict)
    eigen_uren: float = 0.0
    eigen_tarief_eur: float = 0.0
    opstart_eur: float = 0.0
    taakveld: str = ""
    financiering: str = ""
    eigen: Mapping[str, EigenWaarde] = field(default_factory=dict)
    plaats: FilePlace | None = field(default=None, compare=False)
    financiering_tot: date | None = None
    fte_beschikbaar: float | None = None
    eigenaar: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a party has to spend in a year."""

    partij: Partij
    jaar: int
    bedrag_eur: float


@dataclass(frozen=True, slots=True)
class WatAls:
    """Another value of a figure about stock or facilities in an area; never about persons."""

    gebied: str
    indicator: str
    waarde: float
    plaats: FilePlace | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Keuzegrens:
    """A limit on what the best plan may choose; a plan that is only valued has nothing to do with it.

    Attributes:
        soort: What it is about; it decides which of the others say something.
        interventie: Id in the rulebook; None for all.
        ander: The other one of two that do not go together.
        gebied: Code of the area, or of the wijk of a floor; None for all.
        partij: Who does the work.
        jaar: Year; None for each year by itself.
        eenheid: What is counted: the ``per`` of the costs.
        aantal: The most, or the least of a floor.
        plaats: Where it stands; None for one that comes from no file or sheet.
    """

    soort: Grenssoort
    interventie: str | None = None
    ander: str | None = None
    gebied: str | None = None
    partij: Partij | None = None
    jaar: int | None = None
    eenheid: str | None = None
    aantal: float | None = None
    plaats: FilePlace | CellPlace | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """A named plan.

    Attributes:
        id: Short name.
        naam: Name on screen.
        nulalternatief: What happens without it, in words; mandatory.
        start_jaar: First year of the calculation.
        looptijd_jaren: Number of years that count.
        prijspeil: Year of all amounts.
        regels: Its lines.
        budgetten: What parties have, per year.
        eigen_prijzen: Own values per id of the price list.
        wat_als: Other stock or facilities.
        grenzen: What the choice of the best plan keeps to.
        meldingen: What to know about how it was written; nothing for a plan that comes from no file.
        eigenaar: Function that answers for the plan, never a name; empty when not told.
        versie: Version of the plan; empty when not told.
    """

    id: str
    naam: str
    nulalternatief: str
    start_jaar: int
    looptijd_jaren: int
    prijspeil: int
    regels: tuple[PlanRegel, ...]
    budgetten: tuple[Budget, ...] = ()
    eigen_prijzen: Mapping[str, EigenWaarde] = field(default_factory=dict)
    wat_als: tuple[WatAls, ...] = ()
    grenzen: tuple[Keuzegrens, ...] = ()
    meldingen: tuple[Issue, ...] = field(default=(), compare=False)
    eigenaar: str = ""
    versie: str = ""
