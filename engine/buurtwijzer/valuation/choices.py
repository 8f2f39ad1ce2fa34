"""Which options of an intervention are weighed in an area: who pays, from when, how long, how much of the usual number.

The list is the same whatever the budgets are. Budgets only decide which of it can be paid, so more budget never takes
an option away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.rulebook.schema import Interventie, Partij

PARAMETERS = "portefeuille"
_PARTS = ("volumedeel_1_frac", "volumedeel_2_frac")


@dataclass(frozen=True, slots=True)
class Mogelijkheid:
    """One way to do an intervention in an area; of these at most one is chosen.

    Attributes:
        betalers: Who pays, all the same share; empty for lines that are in the plan already.
        start_jaar: First year.
        inzet_jaren: Years it runs.
        deel: Share of the usual number.
    """

    betalers: tuple[Partij, ...] = ()
    start_jaar: int = 0
    inzet_jaren: int = 1
    deel: float = 1.0

    @property
    def naam(self) -> str:
        """Name it, each otherwise; in order of name options start early, run long and are large."""
        who = "+".join(partij.value for partij in self.betalers)
        return f"{self.start_jaar} {999 - self.inzet_jaren} {2 - self.deel:.6f} {who}"


def options_of(basis: Plan, rule: Interventie, payers: Sequence[Partij], rulebook: Rulebook) -> list[Mogelijkheid]:
    """Give every option that these parties could pay.

    Args:
        basis: The plan to build on: its years.
        rule: The intervention.
        payers: Parties that may pay it.
        rulebook: Rules: which shares of the usual number and how many first years.
    """
    groups = [group for size in range(1, len(payers) + 1) for group in combinations(payers, size)]
    parts = volume_parts(rule, rulebook)
    return [
        Mogelijkheid(group, start, runs, part)
        for group in groups
        for start, runs in _periods(basis, rule, rulebook)
        for part in parts
    ]


def volume_parts(rule: Interventie, rulebook: Rulebook) -> tuple[float, ...]:
    """Give the shares of the usual number; what is done once per area is done whole."""
    if rule.kosten.per == "gebied":
        return (1.0,)
    return tuple(sorted({rulebook.getal(PARAMETERS, naam) for naam in _PARTS}))


def _periods(basis: Plan, rule: Interventie, rulebook: Rulebook) -> Iterator[tuple[int, int]]:
    """Give first years and how long it runs from there: a few years, or to the end of the plan."""
    starts, short = (int(rulebook.getal(PARAMETERS, naam)) for naam in ("startjaren_n", "kort_jaren_n"))
    for later in range(min(starts, basis.looptijd_jaren)):
        rest = basis.looptijd_jaren - later
        runs = {1} if rule.kosten.ritme != "jaarlijks" else {*range(1, min(short, rest) + 1), rest}
        yield from ((basis.start_jaar + later, years) for years in sorted(runs))
