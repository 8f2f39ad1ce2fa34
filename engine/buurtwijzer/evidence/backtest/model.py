"""What a back-test gives: one comparison per outcome and figure, frozen; reporting makes sheets and pages of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from buurtwijzer.assessment import Options
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.table import SourceFile
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.outcomes import OutcomeKind

NAN = float("nan")


class Bewijs(StrEnum):
    """How much agreement with a figure says; the value is the word on screen."""

    CONSISTENTIE = "consistentie"
    ONAFHANKELIJKER = "onafhankelijker"
    ONAFHANKELIJK = "onafhankelijk"


class Oordeel(StrEnum):
    """What the score does against its best opponent, as shown."""

    MEER = "voegt toe"
    GELIJK = "doet niet meer dan"
    MINDER = "minder dan"
    GEEN = "geen oordeel"


class Ijkoordeel(StrEnum):
    """Whether differences in the score are as large as those in the figure, as shown."""

    PAST = "past"
    OVERDRIJFT = "score overdrijft de verschillen"
    ANDERS = "gaat de andere kant op"
    DEMPT = "verschillen zijn groter dan de score"
    GEEN = "geen oordeel"


class Manier(StrEnum):
    """What anyone can do without a score; the value is the word on screen."""

    KOLOM = "beste losse cijfer"
    WOZ = "alleen de WOZ-waarde"
    GELIJK = "gelijke gewichten"
    STEDELIJK = "alleen stedelijkheid"


@dataclass(frozen=True, slots=True)
class Tegenstander:
    """A way without a score, and how far it agrees with the figure.

    Attributes:
        manier: Which way.
        indicator: Id of the indicator it reads; empty for equal weights.
        samenhang: Rank correlation in the way the rules expect; of a single figure and of urbanity what works out best.
    """

    manier: Manier
    indicator: str
    samenhang: float


@dataclass(frozen=True, slots=True)
class Tiende:
    """A tenth of the areas, from the lowest to the highest score.

    Attributes:
        nummer: 1 is the lowest scores.
        n: Number of areas.
        score: Mean score.
        cijfer: Mean of the figure, in its own unit.
        laag: Lower end of the interval of that mean; NaN with too few groups.
        hoog: Upper end.
        punten: Mean of the figure as points 0-100 in the direction of the score.
    """

    nummer: int
    n: int
    score: float
    cijfer: float
    laag: float
    hoog: float
    punten: float


@dataclass(frozen=True, slots=True)
class Ijking:
    """Whether the level of the figure follows the score.

    Attributes:
        helling: Points of the figure for a point of the score.
        laag: Lower end of its interval.
        hoog: Upper end.
        oordeel: What that says.
        schaal: Where the goalposts of the figure come from, in Dutch.
        tienden: The areas in ten parts by score; fewer when many scores are equal.
    """

    helling: float
    laag: float
    hoog: float
    oordeel: Ijkoordeel
    schaal: str
    tienden: tuple[Tiende, ...]

    @property
    def stappen_goed(self) -> int:
        """Give how many steps to the next tenth go the way of the score."""
        pairs = pairwise(self.tienden)
        return sum(second.punten > first.punten for first, second in pairs)


@dataclass(frozen=True, slots=True)
class Klassefout:
    """How far off the figure is, when it is read from the score, in one class of areas.

    Attributes:
        verdeling: ``alle``, ``inwoners`` or ``stedelijkheid``.
        klasse: Name of the class.
        n: Number of areas; under the least number the rest is NaN.
        fout: Mean absolute error after calibration in other municipalities, in the unit of the figure.
        tegenstander: The same with the best opponent instead of the score.
        gemiddelde: The same with the mean of the other municipalities for every area.
        scheef: Mean of figure minus what the score says: above 0 the figure is higher than expected.
    """

    verdeling: str
    klasse: str
    n: int
    fout: float = NAN
    tegenstander: float = NAN
    gemiddelde: float = NAN
    scheef: float = NAN


@dataclass(frozen=True, slots=True)
class Toetsuitslag:
    """One outcome beside one figure; correlations are positive when they go the way the rules expect.

    Attributes:
        uitkomst: Id of the outcome.
        naam: Its name.
        soort: Its kind.
        cijfer: Id of the figure.
        cijfer_naam: Its name.
        eenheid: Unit of the figure.
        bewijs: How much agreement says.
        n: Number of areas.
        groepen: Number of groups that are drawn again.
        groep: What they are, in Dutch; ``gemeenten`` or ``wijken``.
        samenhang: Rank correlation of the score; NaN with too few areas.
        laag: Lower end of its interval; NaN with too few groups.
        hoog: Upper end.
        gewogen: The same correlation, weighted by residents.
        tegenstanders: What anyone can do without, the strongest first.
        verschil: Score minus the strongest opponent.
        verschil_laag: Lower end of its interval.
        verschil_hoog: Upper end.
        oordeel: What that says.
        ijking: Whether the level follows; None with too few areas.
        fouten: Errors by class.
        reden: Why it was left out, in Dutch: the weights were learned from this figure; empty when it takes part.
    """

    uitkomst: str
    naam: str
    soort: OutcomeKind
    cijfer: str
    cijfer_naam: str
    eenheid: str
    bewijs: Bewijs
    n: int
    groepen: int
    groep: str
    samenhang: float = NAN
    laag: float = NAN
    hoog: float = NAN
    gewogen: float = NAN
    tegenstanders: tuple[Tegenstander, ...] = ()
    verschil: float = NAN
    verschil_laag: float = NAN
    verschil_hoog: float = NAN
    oordeel: Oordeel = Oordeel.GEEN
    ijking: Ijking | None = None
    fouten: tuple[Klassefout, ...] = ()
    reden: str = ""

    @property
    def is_geteld(self) -> bool:
        """Tell whether there were enough areas."""
        return bool(self.tegenstanders)

    def van(self, manier: Manier) -> Tegenstander | None:
        """Give an opponent; None when it could not take part."""
        return next((item for item in self.tegenstanders if item.manier is manier), None)


@dataclass(frozen=True, slots=True)
class Paar:
    """The rank correlation of two series over n areas; NaN with too few."""

    een: str
    ander: str
    n: int
    samenhang: float


@dataclass(frozen=True, slots=True, eq=False)
class Terugblik:
    """The result of a back-test.

    Attributes:
        uitslagen: Every comparison, by kind of proof from strong to weak, then in order of outcomes.
        paren: Every two risico's with a score beside each other.
        dichtstbij: Per risico the input that its score resembles most.
        gebieden_n: Number of areas of the level.
        bestanden: The files that were read.
        issues: Everything worth telling.
        verantwoording: What decided the result.
        rulebook: The rules.
        options: The choices of the user.
    """

    uitslagen: tuple[Toetsuitslag, ...]
    paren: tuple[Paar, ...]
    dichtstbij: tuple[Paar, ...]
    gebieden_n: int
    bestanden: tuple[SourceFile, ...]
    issues: tuple[Issue, ...]
    verantwoording: tuple[tuple[str, str], ...]
    rulebook: Rulebook
    options: Options

    @property
    def geteld(self) -> tuple[Toetsuitslag, ...]:
        """Give the comparisons with enough areas."""
        return tuple(row for row in self.uitslagen if row.is_geteld)

    @property
    def weggelaten(self) -> tuple[Toetsuitslag, ...]:
        """Give the comparisons that are not made, because the weights were learned from the figure."""
        return tuple(row for row in self.uitslagen if row.reden)

    @property
    def beoordeeld(self) -> tuple[Toetsuitslag, ...]:
        """Give the comparisons with a verdict."""
        return tuple(row for row in self.uitslagen if row.oordeel is not Oordeel.GEEN)

    @property
    def toevallig(self) -> float:
        """Give how many times 'voegt toe' would come about by chance alone."""
        low = self.rulebook.getal("terugblik", "laag_pct")
        return len(self.beoordeeld) * low / 100.0
