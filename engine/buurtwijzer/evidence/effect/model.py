"""The question and the answer of an effect study: `EffectVraag` and `Effect`.

A relative effect is a fraction (-0.15 is 15 % less); an effect on a percentage or an average stands in the indicator's
own unit. Which of the two is the main one is told by `Effect.maat`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from buurtwijzer.core.issues import Issue, Severity


class Maat(StrEnum):
    """On what scale an outcome is compared."""

    VERHOUDING = "verhouding"
    """Counts per resident and amounts: observed over expected."""
    PUNTEN = "punten"
    """Percentages, marks and other averages: observed minus expected, in the unit of the indicator."""


class Oordeel(StrEnum):
    """What may be said."""

    LAGER = "lager"
    """Lower than expected: the whole interval is under zero."""
    HOGER = "hoger"
    """Higher than expected: the whole interval is above zero."""
    NIET_AANTOONBAAR = "niet_aantoonbaar"
    """Zero is inside the interval: an effect smaller than `Effect.zichtbaar_vanaf` would not have been seen."""
    TWIJFEL = "twijfel"
    """The interval leaves out zero, but a check before the start failed, so it may not be the intervention."""
    GEWEIGERD = "geweigerd"
    """Nothing was computed; `Effect.redenen` tells why."""


@dataclass(frozen=True, slots=True)
class EffectVraag:
    """What is asked.

    Attributes:
        uitkomst: Id of the indicator.
        gebieden: Codes of the areas where it was done, as they are now.
        start: First year in which it could work.
        jaren_voor: How many years before the start are looked at; None takes every year there is, up to
            ``effect/jaren_voor_n``.
        jaren_na: How many years from the start on; None takes every year there is.
        uitsluiten: Codes that may not serve as comparison: neighbours with spill-over, areas with an approach of their
            own.
        interventie: Id of the intervention of the rulebook, or empty.
        zekerheid: Confidence of the interval as a fraction; None takes ``effect/zekerheid_frac``.
    """

    uitkomst: str
    gebieden: tuple[str, ...]
    start: int
    jaren_voor: int | None = None
    jaren_na: int | None = None
    uitsluiten: tuple[str, ...] = ()
    interventie: str = ""
    zekerheid: float | None = None


@dataclass(frozen=True, slots=True)
class Schatting:
    """A number with its interval.

    Attributes:
        waarde: The estimate.
        laag: Lower end of the interval.
        hoog: Upper end of the interval.
    """

    waarde: float
    laag: float
    hoog: float


@dataclass(frozen=True, slots=True)
class Vergelijkbaar:
    """A comparable area.

    Attributes:
        code: Its code.
        naam: Its name, or its code where there is none.
        afstand: Distance to the area it is compared with (0 is the same; 1 is about one standard deviation).
    """

    code: str
    naam: str
    afstand: float


@dataclass(frozen=True, slots=True)
class GebiedEffect:
    """One area where it was done.

    Attributes:
        code: Its code.
        naam: Its name, or its code where there is none.
        gemeente: Its municipality, empty where unknown.
        voor: Figure before the start, in the unit of the indicator: mean of the years.
        na: Figure from the start on.
        verwacht: What would be expected from the start on, going by the comparable areas.
        effect: `na` against `verwacht` with its interval: a fraction, or in the unit (see `Effect.maat`). Of one area
            this interval is nearly always wide.
        gewicht: Its part (0-1) in the effect of all areas together.
        vergelijkbaar: Its comparable areas, nearest first.
    """

    code: str
    naam: str
    gemeente: str
    voor: float
    na: float
    verwacht: float
    effect: Schatting
    gewicht: float
    vergelijkbaar: tuple[Vergelijkbaar, ...]


@dataclass(frozen=True, slots=True)
class Jaarcijfer:
    """Figures of one year in the unit of the indicator, all weighted by what they are divided by, or by residents.

    Attributes:
        jaar: Year.
        is_na: Whether it is the start year or later.
        gebieden: Of the areas where it was done.
        vergelijkbaar: Of their comparable areas, brought to the level of the treated ones before the start; from the
            start on this is what was expected.
        land: Of all eligible areas of the level in the files.
    """

    jaar: int
    is_na: bool
    gebieden: float
    vergelijkbaar: float
    land: float


@dataclass(frozen=True, slots=True)
class Toets:
    """A check.

    Attributes:
        naam: ``trend_vooraf``, ``start_eerder`` (placebo in time) or ``andere_gebieden`` (placebo in space).
        kan: Whether it could be done.
        schatting: What it gives, on the scale of the effect (`trend_vooraf`: per year); NaN where it could not be done.
        p: Share of placebo sets that deviate at least as much; NaN where it could not be done.
        geslaagd: Whether it gives no reason for doubt: before the start nothing was different; with other areas the
            effect is rarer than chance. False too where it could not be done.
        uitleg: What it says, in a Dutch sentence.
    """

    naam: str
    kan: bool
    schatting: Schatting
    p: float
    geslaagd: bool
    uitleg: str


@dataclass(frozen=True, slots=True)
class Kracht:
    """How small an effect can be seen.

    Attributes:
        gebieden_n: Number of areas like these.
        zichtbaar_vanaf: Smallest effect that is seen with the chance of ``effect/kracht_frac``, a positive number on
            the scale of `Effect.maat` (a decrease for a relative effect).
    """

    gebieden_n: int
    zichtbaar_vanaf: float


@dataclass(frozen=True, slots=True)
class Effect:
    """The answer.

    Attributes:
        vraag: The question.
        oordeel: What may be said.
        maat: The scale of `effect`, `zichtbaar_vanaf` and the checks.
        effect: All areas together, with interval; a fraction or in the unit of the indicator. None when refused.
        relatief: The effect as a fraction of what was expected. None when refused or when expected is zero.
        absoluut: The effect in the unit of the indicator (e.g. crimes per 1000 residents). None when refused.
        aantal: For counts: how many fewer (negative) or more a year in all areas together. None for other outcomes.
        gebieden: Every area that counted.
        jaren: The years before and after, old to new.
        trend_vooraf: Whether the areas went another way than the comparable ones before the start.
        start_eerder: The same, pretending it started one year earlier. ("Placebo in time".)
        andere_gebieden: How often sets of areas where nothing was done deviate as much. ("Placebo in space".)
        p: Of `andere_gebieden`.
        zichtbaar_vanaf: Smallest effect these very areas could show; NaN when refused.
        krachttabel: The same for other numbers of areas like these.
        standaardfout: Of `effect` (for a relative effect of its logarithm); NaN when refused.
        placebo_n: Number of placebo sets.
        kandidaten_n: Number of areas that could serve as comparison.
        zekerheid: Confidence of the intervals, a fraction.
        issues: Everything worth telling; refusals are `Severity.FOUT`.
        getallen: Numbers of the rulebook that were used, by name.
        zaad: Seed of the placebo sets.
    """

    vraag: EffectVraag
    oordeel: Oordeel
    maat: Maat
    effect: Schatting | None = None
    relatief: Schatting | None = None
    absoluut: Schatting | None = None
    aantal: Schatting | None = None
    gebieden: tuple[GebiedEffect, ...] = ()
    jaren: tuple[Jaarcijfer, ...] = ()
    trend_vooraf: Toets | None = None
    start_eerder: Toets | None = None
    andere_gebieden: Toets | None = None
    p: float = float("nan")
    zichtbaar_vanaf: float = float("nan")
    krachttabel: tuple[Kracht, ...] = ()
    standaardfout: float = float("nan")
    placebo_n: int = 0
    kandidaten_n: int = 0
    zekerheid: float = float("nan")
    issues: tuple[Issue, ...] = ()
    getallen: tuple[tuple[str, float], ...] = field(default=())
    zaad: int = 0

    @property
    def redenen(self) -> tuple[str, ...]:
        """Give why it was refused; empty otherwise."""
        return tuple(issue.message for issue in self.issues if issue.severity is Severity.FOUT)
