"""How weights are learned: the numbers of ``parameters/gewichten``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from buurtwijzer.rulebook.model import Rulebook


@dataclass(frozen=True, slots=True)
class WeightSettings:
    """What a person could argue about.

    Attributes:
        behoud_frac: Share of every weight of the experts that always stays.
        inleveren_frac: Rank correlation that may be given up for weights closer to those of the experts.
        kandidaat_frac: A new figure that would weigh less does not come in.
        bekend_frac: A figure must be known in this share of the areas to take part.
        gebieden_n: Least number of areas.
        gemeenten_n: Least number of municipalities.
        vouwen_n: Parts of the cross-validation over municipalities.
        herhalingen_n: How often the municipalities are divided anew.
        trekkingen_n: Resamples of municipalities over which weights are averaged.
        winst_trekkingen_n: Resamples of municipalities for the interval of the gain.
        laag_pct: Lower end of every interval.
        hoog_pct: Upper end.
        zaad: Seed.
        overheerst_frac: Share of the differences that one figure may make (``parameters/bewaking``).
    """

    behoud_frac: float
    inleveren_frac: float
    kandidaat_frac: float
    bekend_frac: float
    gebieden_n: int
    gemeenten_n: int
    vouwen_n: int
    herhalingen_n: int
    trekkingen_n: int
    winst_trekkingen_n: int
    laag_pct: float
    hoog_pct: float
    zaad: int
    overheerst_frac: float

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> Self:
        """Take the numbers from the rules."""

        def number(name: str) -> float:
            return rulebook.getal("gewichten", name)

        return cls(
            behoud_frac=number("behoud_frac"),
            inleveren_frac=number("inleveren_frac"),
            kandidaat_frac=number("kandidaat_frac"),
            bekend_frac=number("bekend_frac"),
            gebieden_n=round(number("gebieden_n")),
            gemeenten_n=round(number("gemeenten_n")),
            vouwen_n=round(number("vouwen_n")),
            herhalingen_n=round(number("herhalingen_n")),
            trekkingen_n=round(number("trekkingen_n")),
            winst_trekkingen_n=round(number("winst_trekkingen_n")),
            laag_pct=number("laag_pct"),
            hoog_pct=number("hoog_pct"),
            zaad=round(number("zaad")),
            overheerst_frac=rulebook.getal("bewaking", "gewicht_frac"),
        )
