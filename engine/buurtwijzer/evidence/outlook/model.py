"""`Outlook`: what is expected of areas, with its own test beside it."""

from __future__ import annotations

from dataclasses import dataclass

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.joining.join import BoolArray
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.outlook.settings import Settings
from buurtwijzer.evidence.outlook.signals import SignalTrial
from buurtwijzer.evidence.outlook.trial import Trial


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorOutlook:
    """What is expected of one figure of m areas of one level.

    Attributes:
        indicator: Id.
        niveau: Level of the areas.
        rijen: (m,) rows of the areas in the figures over years.
        jaren: Years that count, old to new.
        vooruit: (h,) years after the last one.
        gezien: (m,) years with a figure.
        laatste: (m,) the last figure; NaN where the area is hidden or has none.
        verwacht: (h, m) what is expected; NaN where there is a reason.
        laag: (h, m) lower end of the interval.
        hoog: (h, m) upper end.
        reden: (m,) why nothing is expected; empty where something is.
        verandering: (m,) the last years less those before, in the unit of the figure; NaN where not known.
        vergelijkbaar: (m,) the same of comparable areas, at the level of the area; NaN where not known.
        is_signaal: (m,) whether it gets worse faster than comparable areas.
        is_bekeken: (m,) whether that could be looked at.
        geijkt_op: Years whose forecasts set the widths.
        toets: How the last year would have been forecast; None with too few years.
        signaaltoets: What became of signals a year before; None when there were none.
        toevallig_n: How many signals the same rule gives on average when other years are put last; NaN when no area
            could be looked at.
        niet_bekeken: Why no area could be looked at for a signal; empty when some could.
    """

    indicator: str
    niveau: Niveau
    rijen: IntArray
    jaren: tuple[int, ...]
    vooruit: tuple[int, ...]
    gezien: IntArray
    laatste: FloatArray
    verwacht: FloatArray
    laag: FloatArray
    hoog: FloatArray
    reden: tuple[str, ...]
    verandering: FloatArray
    vergelijkbaar: FloatArray
    is_signaal: BoolArray
    is_bekeken: BoolArray
    geijkt_op: tuple[int, ...]
    toets: Trial | None
    signaaltoets: SignalTrial | None
    toevallig_n: float
    niet_bekeken: str = ""

    @property
    def signalen_n(self) -> int:
        """Give the number of signals among all areas in the files, shown or not."""
        return int(self.is_signaal.sum())


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What is expected of areas.

    Attributes:
        cijfers: The figures over years it rests on.
        delen: What is expected per indicator and level.
        getallen: The numbers of the rulebook it was made with.
        vergelijking: What comparable areas are chosen from; empty when they were not looked for.
        issues: What is worth telling.
    """

    cijfers: YearFigures
    delen: tuple[IndicatorOutlook, ...]
    getallen: Settings
    vergelijking: str
    issues: tuple[Issue, ...]
