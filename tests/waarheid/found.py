"""Everything that is counted for the page and its test, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from buurtwijzer.data.table import BuurtTable
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.outcomes import OutcomeKind
from tests.waarheid.compare import FEWEST, Paar, Vergelijking, compare, nearest_input, pairs
from tests.waarheid.files import AMSTERDAM, NEDERLAND, WIJKEN, Gebieden, read, scored
from tests.waarheid.targets import CIJFERS, leefbaarometer


@dataclass(frozen=True, slots=True, eq=False)
class Gevonden:
    """What the three sets gave; every mapping is by the name of the set."""

    gebieden: tuple[Gebieden, ...]
    vergelijkingen: dict[str, tuple[Vergelijking, ...]]
    paren: dict[str, tuple[Paar, ...]]
    dichtstbij: dict[str, tuple[Paar | None, ...]]

    def of(self, risico: str) -> Iterator[tuple[str, Vergelijking]]:
        """Give every comparison of a risico with the name of its set: all of them decide, none is left out."""
        for naam, rows in self.vergelijkingen.items():
            yield from ((naam, row) for row in rows if row.uitkomst == risico and row.n >= FEWEST)

    def adds_nothing(self, rulebook: Rulebook) -> set[str]:
        """Give the risico's that agree more than their best input in no comparison at all."""
        return {name for name in rulebook.risicos if not any(row.voegt_toe for _, row in self.of(name))}

    def partly(self, rulebook: Rulebook) -> set[str]:
        """Give the risico's that agree more than their best input in one comparison and not in another."""
        seen = {name: {row.voegt_toe for _, row in self.of(name)} for name in rulebook.risicos}
        return {name for name, verdicts in seen.items() if len(verdicts) > 1}


def find(folder: Path, rulebook: Rulebook, nederland: BuurtTable | None = None) -> Gevonden:
    """Read, score and compare the three sets.

    Args:
        folder: Where the real files are.
        rulebook: The rules.
        nederland: The files of the first set, for who has read them already.
    """
    sets = tuple(
        scored(
            recept,
            nederland if recept is NEDERLAND and nederland is not None else read(recept, folder, rulebook),
            rulebook,
        )
        for recept in (NEDERLAND, AMSTERDAM, WIJKEN)
    )
    return Gevonden(
        sets,
        {areas.recept.naam: tuple(_rows(areas, rulebook)) for areas in sets},
        {areas.recept.naam: tuple(pairs(areas)) for areas in sets},
        {
            areas.recept.naam: tuple(
                nearest_input(areas, item) for item in areas.uitkomsten if item.soort is OutcomeKind.RISICO
            )
            for areas in sets
        },
    )


def _rows(areas: Gebieden, rulebook: Rulebook) -> Iterator[Vergelijking]:
    for item in areas.uitkomsten:
        figures = leefbaarometer(item.id) if areas.recept is WIJKEN else CIJFERS[item.id]
        for cijfer in figures:
            yield compare(areas, item, cijfer, rulebook)
