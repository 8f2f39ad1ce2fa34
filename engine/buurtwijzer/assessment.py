"""`Assessment`: everything `assess()` found, frozen. Reporting turns it into sheets, JSON and text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.joining.koppeling import JoinReport
from buurtwijzer.data.judgements import Spiegeling
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.interventions.model import Advies
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores
from buurtwijzer.scoring.overall import Totaalbeeld
from buurtwijzer.scoring.own_standing import OwnStanding
from buurtwijzer.segmentation.model import Samenleven, Segments


@dataclass(frozen=True, slots=True)
class Options:
    """What a user can choose for a run.

    Attributes:
        niveau: Level that is scored.
        gemeente: Only areas of this gemeente (name or code), or None for all.
        codes: Only these areas, or empty for all.
        dekking_pct: Least share of weight for a score, or None for the rulebook's.
        alle: Show every intervention instead of the best few.
        segmentatie: Id of the segmentation that leads, or None for the first there is.
        referentie: File of the country to compare with, made by ``rules referentie``; None compares within the files.
    """

    niveau: Niveau = Niveau.BUURT
    gemeente: str | None = None
    codes: tuple[str, ...] = ()
    dekking_pct: float | None = None
    alle: bool = False
    segmentatie: str | None = None
    referentie: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """The result of a run for n areas, ordered by code.

    Attributes:
        table: The assessed areas.
        uitkomsten: Scores per outcome: leefgebieden, then krachten, then risico's, each in order of the rulebook.
        adviezen: Per area the interventions, in the order to show them.
        vergelijking: Where comparable areas come from, in Dutch words.
        issues: Everything worth telling, from reading, rules and scoring.
        verantwoording: The receipt: pairs of part and value, in order, without date or folder.
        rulebook: The rules used.
        options: The choices of the user.
        segmenten: The segmentations, the leading one first; empty when the rulebook has none.
        samenleven: Who lives together; None without shares of residents.
        eigen: The organisation's own figures, with their place among all areas of this level in the files; None
            without any.
        totaalbeeld: The overall picture of the leefgebieden, with ranks among all areas of this level in the files;
            None when the rulebook makes none. Shown on Leefgebieden only.
        koppeling: How the files fit together; None when the areas come from no files.
        spiegeling: What residents and workers judge; None when there was no mirror session. Moves no score.
    """

    table: BuurtTable
    uitkomsten: tuple[OutcomeScores, ...]
    adviezen: tuple[tuple[Advies, ...], ...]
    vergelijking: str
    issues: tuple[Issue, ...]
    verantwoording: tuple[tuple[str, str], ...]
    rulebook: Rulebook
    options: Options
    segmenten: tuple[Segments, ...] = ()
    samenleven: Samenleven | None = None
    totaalbeeld: Totaalbeeld | None = None
    eigen: OwnStanding | None = None
    koppeling: JoinReport | None = None
    spiegeling: Spiegeling | None = None

    def of_kind(self, soort: OutcomeKind) -> tuple[OutcomeScores, ...]:
        """Give the outcomes of one kind."""
        return tuple(u for u in self.uitkomsten if u.soort is soort)

    def outcome(self, uitkomst: str) -> OutcomeScores:
        """Give one outcome by id.

        Raises:
            KeyError: There is no such outcome.
        """
        for found in self.uitkomsten:
            if found.id == uitkomst:
                return found
        raise KeyError(uitkomst)

    def row(self, code: str) -> int:
        """Give the row number of an area.

        Raises:
            KeyError: The area was not assessed.
        """
        try:
            return self.table.code.index(code)
        except ValueError:
            raise KeyError(code) from None
