"""What the best plan was chosen from, so that what is proven says about which list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.candidates import Kandidaat, Key


@dataclass(frozen=True, slots=True)
class Keuzelijst:
    """The list.

    Attributes:
        mogelijkheden: How many options: an intervention in an area, from a year, so long, so much, paid by whom.
        aanpakken: How many interventions.
        gebieden: In how many areas.
        startjaren: First years.
        inzet_jaren: How many years it runs.
        delen: Shares of the usual number.
        betalers: Who pays, or shares in it.
        verdeeld: Whether parties can also pay together, each the same share.
    """

    mogelijkheden: int
    aanpakken: int
    gebieden: int
    startjaren: tuple[int, ...]
    inzet_jaren: tuple[int, ...]
    delen: tuple[float, ...]
    betalers: tuple[Partij, ...]
    verdeeld: bool


def searched(found: Mapping[Key, Kandidaat]) -> Keuzelijst:
    """Give what there was to choose from; lines that are in the plan already are no choice."""
    free = {key: made for key, made in found.items() if not made.vast}
    options = [option for made in free.values() for option in made.opties]
    each = set(options)
    payers = {partij for option in each for partij in option.betalers}
    return Keuzelijst(
        len(options),
        len({id_ for _, id_ in free}),
        len({code for code, _ in free}),
        tuple(sorted({option.start_jaar for option in each})),
        tuple(sorted({option.inzet_jaren for option in each})),
        tuple(sorted({option.deel for option in each})),
        tuple(partij for partij in Partij if partij in payers),
        any(len(option.betalers) > 1 for option in each),
    )
