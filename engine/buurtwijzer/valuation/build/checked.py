"""What checks have in common: all that was built, the inputs only they read, and words for what they cannot tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.rulebook.schema import Partij, Status
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.room import there
from buurtwijzer.valuation.expressions import Condition, Expression, Ref, total
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import Regel, Samenloop, Sheet

TINY = 1e-9
LONGEST = 240
"""Characters of a text in a formula; a worksheet takes 255."""
_SWITCH, _SHARE = "1 of 0", "deel (0-1)"


@dataclass(frozen=True, slots=True)
class Untested:
    """What a check cannot tell.

    Attributes:
        woorden: What stands in the cell; at most 255 characters, as a worksheet has it in a formula.
        als: When it is so; None when always.
    """

    woorden: str
    als: Condition | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """All that was built and is to be checked."""

    sheet: Sheet
    plan: Plan
    rulebook: Rulebook
    regels: Sequence[Regel]
    samenloop: Sequence[Samenloop]
    partijen: Sequence[Partij]
    gebieden: Mapping[str, Gebied]

    @property
    def years(self) -> range:
        """Give the years, from 1."""
        return range(1, self.plan.looptijd_jaren + 1)

    def parties(self, soort: str) -> Expression:
        """Give the present value of one kind over all parties."""
        return total([Ref(f"p_{partij.value}_{soort}_cw") for partij in self.partijen])

    def line_input(
        self,
        regel: Regel,
        naam: str,
        words: str,
        waarde: float,
        eenheid: str,
        bron: str,
        *,
        toelichting: str = "",
        status: Status | None = None,
    ) -> Ref:
        """Add an input that only a check reads, beside the others of its line."""
        usual = regel.interventie.status if eenheid == _SWITCH else Status.VASTGESTELD
        groep = self.sheet.invoer[f"{regel.id}_aantal"].groep
        return self.sheet.input(
            Invoer(
                f"{regel.id}_{naam}",
                words,
                waarde,
                eenheid,
                groep,
                bron=bron,
                toelichting=toelichting,
                status=status or usual,
                minimum=0.0,
                maximum=1.0 if eenheid in (_SWITCH, _SHARE) else None,
            )
        )

    def there(self, regel: Regel) -> Ref | None:
        """Add how many residents or households the area has; None when unknown, or when areas are what is reached."""
        return there(self.sheet, self.gebieden[regel.plan.gebied], regel)


def untested(what: str, names: Sequence[str], als: Condition | None = None) -> Untested:
    """Give words with as many names as fit."""
    every = list(dict.fromkeys(names))
    shown = len(every)
    while len(text := _list(what, every, shown)) > LONGEST and shown > 1:
        shown -= 1
    return Untested(text, als)


def _list(what: str, names: Sequence[str], shown: int) -> str:
    more = f" en nog {len(names) - shown}" if shown < len(names) else ""
    return f"niet te toetsen: {what} {', '.join(names[:shown])}{more}"
