"""`Timeline`: a score or figure of one area per year, and what every change is made of."""

from __future__ import annotations

from dataclasses import dataclass

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.issues import Issue


@dataclass(frozen=True, slots=True)
class Subject:
    """What is followed through the years.

    Attributes:
        id: Id of the outcome or indicator in the rulebook.
        naam: Name on screen.
        soort: ``leefgebied``, ``kracht``, ``risico`` or ``indicator``.
        eenheid: Id of its unit; of a score ``punten``.
        hoog_is_gunstig: Whether higher is favourable; None where neither is.
        is_schatting: Whether it comes from a model and was not counted.
    """

    id: str
    naam: str
    soort: str
    eenheid: str
    hoog_is_gunstig: bool | None
    is_schatting: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Areas that stand beside this one; the same ones in every year.

    Attributes:
        naam: Who they are, in Dutch.
        gebieden_n: How many they are; 0 when there are too few to compare with.
    """

    naam: str
    gebieden_n: int


@dataclass(frozen=True, slots=True)
class Beside:
    """The same number for others; NaN where there are too few.

    Attributes:
        vergelijkbaar: Mean of comparable areas.
        gemeente: Mean of the gemeente, weighted by residents.
        overal: Mean of all areas of this level in the files, weighted by residents.
    """

    vergelijkbaar: float
    gemeente: float
    overal: float


@dataclass(frozen=True, slots=True)
class Part:
    """What one indicator is and does in one year.

    Attributes:
        indicator: Its id.
        naam: Its name.
        cijfer: Its figure in its own unit.
        jaar: Year of the figure.
        bijdrage: What it adds, in the unit of the subject.
    """

    indicator: str
    naam: str
    cijfer: float
    jaar: int
    bijdrage: float


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One year of a timeline.

    Attributes:
        jaar: Year.
        waarde: Score (6 decimals) or figure; NaN where it is not given.
        dekking: Share of the weight that was measured, 0-1.
        inwoners: Residents in that year; NaN where unknown.
        vertrekpunt: What the parts are added to.
        delen: The indicators that take part.
        ernaast: The same for others, over the same indicators.
        reden: Why there is no number, in Dutch; empty where there is one.
    """

    jaar: int
    waarde: float
    dekking: float
    inwoners: float
    vertrekpunt: float
    delen: tuple[Part, ...]
    ernaast: Beside
    reden: str


@dataclass(frozen=True, slots=True)
class ChangePart:
    """What one indicator adds to a change.

    Attributes:
        indicator: Its id.
        naam: Its name.
        van: Its figure before.
        tot: Its figure after.
        bijdrage: What it adds to the change; of all parts together exactly the change.
    """

    indicator: str
    naam: str
    van: float
    tot: float
    bijdrage: float


@dataclass(frozen=True, slots=True)
class Change:
    """What changed between two years, over the indicators that both have.

    Attributes:
        van: First year.
        tot: Last year.
        verschil: The change; NaN where `reden` says why there is none.
        delen: Its parts, the largest first.
        rest: What the parts leave: 0.
        dekking: Share of the weight of the shared indicators, 0-1.
        zonder: Names of indicators that only one of both years has, so that they do not count.
        ernaast: The change of others, over the same indicators.
        breuken: What is different about how it was measured, in Dutch.
        reden: Why there is no change to give; empty where there is one.
    """

    van: int
    tot: int
    verschil: float
    delen: tuple[ChangePart, ...]
    rest: float
    dekking: float
    zonder: tuple[str, ...]
    ernaast: Beside
    breuken: tuple[str, ...]
    reden: str

    @property
    def is_same_set(self) -> bool:
        """Tell whether both years are made of the same indicators."""
        return not self.zonder


@dataclass(frozen=True, slots=True)
class Timeline:
    """A subject in one area through the years.

    Attributes:
        code: Code of the area as it is now.
        naam: Its name.
        gemeente: Name of its gemeente.
        niveau: Its level.
        onderwerp: What is followed.
        punten: The years in which anything of it was measured, old to new.
        stappen: From each year with a number to the next.
        geheel: From the first to the last year with a number; None with `reden`.
        gesplitst: From the first to the last year in which all parts of a sum are there, where that is not `geheel`.
        vergelijkbaar: The comparable areas.
        in_gemeente: The areas of the gemeente.
        overal: All areas of this level in the files.
        noten: What else a reader should know, in Dutch.
        reden: Why there is no timeline, in Dutch; empty where there is one.
    """

    code: str
    naam: str
    gemeente: str
    niveau: Niveau
    onderwerp: Subject
    punten: tuple[YearPoint, ...]
    stappen: tuple[Change, ...]
    geheel: Change | None
    gesplitst: Change | None
    vergelijkbaar: Group
    in_gemeente: Group
    overal: Group
    noten: tuple[str, ...]
    reden: str


@dataclass(frozen=True, slots=True)
class Timelines:
    """Timelines, by area and then by subject in the order asked.

    Attributes:
        lijnen: The timelines.
        issues: What is worth telling.
    """

    lijnen: tuple[Timeline, ...]
    issues: tuple[Issue, ...]
