"""`Recipe`: leefgebied, kracht and risico in one form, a weighted mean of points in the direction of the outcome.

A risico ``sum w * pressure - sum v * resilience`` with weights that sum to 1 is, up to the constant ``100 * sum v``,
the weighted mean of pressure points and of 100 minus support points. So one calculation serves all three.
Source: design.md 4 (Risico's); OECD/JRC Handbook on Constructing Composite Indicators (2008), linear aggregation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Doelwaarden, Kracht, Leefgebied, Onderdeel, Richting, Risico
from buurtwijzer.scoring.outcomes import OutcomeKind


@dataclass(frozen=True, slots=True, eq=False)
class Recipe:
    """How one outcome is made of p indicators.

    Attributes:
        soort: Kind of outcome.
        id: Id in the rulebook.
        naam: Name on screen.
        indicatoren: Ids of the p indicators.
        paden: Path of each weight in the rulebook, for `Rulebook.place`.
        gewichten: (p,) weights, sum 1.
        laag: (p,) goalpost where the scale starts.
        hoog: (p,) goalpost where the scale ends.
        stijgend: (p,) whether a higher value gives a higher score of this outcome.
    """

    soort: OutcomeKind
    id: str
    naam: str
    indicatoren: tuple[str, ...]
    paden: tuple[tuple[str, ...], ...]
    gewichten: FloatArray
    laag: FloatArray
    hoog: FloatArray
    stijgend: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Part:
    indicator: str
    gewicht: float
    stijgend: bool
    pad: tuple[str, ...]


def recipes(rulebook: Rulebook) -> tuple[Recipe, ...]:
    """Give the recipes of all outcomes: leefgebieden, krachten, risico's, each in order of the rulebook."""
    return (
        *(
            _recipe(OutcomeKind.LEEFGEBIED, item, _favourable_parts("leefgebieden", item, rulebook), rulebook)
            for item in rulebook.leefgebieden.values()
        ),
        *(
            _recipe(OutcomeKind.KRACHT, item, _favourable_parts("krachten", item, rulebook), rulebook)
            for item in rulebook.krachten.values()
        ),
        *(
            _recipe(OutcomeKind.RISICO, item, tuple(_pressure_parts(item)), rulebook)
            for item in rulebook.risicos.values()
        ),
    )


def _favourable_parts(folder: str, item: Leefgebied | Kracht, rulebook: Rulebook) -> tuple[_Part, ...]:
    return tuple(
        _Part(
            part.indicator,
            part.gewicht_frac,
            _is_rising(part, rulebook),
            (folder, item.id, "onderdelen", str(number), "gewicht_frac"),
        )
        for number, part in enumerate(item.onderdelen)
    )


def _is_rising(part: Onderdeel, rulebook: Rulebook) -> bool:
    if part.hoger_is_meer is not None:
        return part.hoger_is_meer
    return rulebook.indicatoren[part.indicator].richting is Richting.HOGER_IS_GUNSTIGER


def _pressure_parts(risico: Risico) -> Iterator[_Part]:
    for number, druk in enumerate(risico.druk):
        path = ("risicos", risico.id, "druk", str(number), "gewicht_frac")
        yield _Part(druk.indicator, druk.gewicht_frac, druk.hoger_is_meer, path)
    for number, buffer in enumerate(risico.buffers):
        path = ("risicos", risico.id, "buffers", str(number), "gewicht_frac")
        yield _Part(buffer.indicator, buffer.gewicht_frac, not buffer.hoger_is_meer, path)


def _recipe(
    soort: OutcomeKind, item: Leefgebied | Kracht | Risico, parts: tuple[_Part, ...], rulebook: Rulebook
) -> Recipe:
    posts = [_goalposts(part.indicator, rulebook) for part in parts]
    return Recipe(
        soort=soort,
        id=item.id,
        naam=item.naam,
        indicatoren=tuple(part.indicator for part in parts),
        paden=tuple(part.pad for part in parts),
        gewichten=np.array([part.gewicht for part in parts]),
        laag=np.array([post.laag for post in posts]),
        hoog=np.array([post.hoog for post in posts]),
        stijgend=np.array([part.stijgend for part in parts]),
    )


def _goalposts(indicator: str, rulebook: Rulebook) -> Doelwaarden:
    posts = rulebook.indicatoren[indicator].doelwaarden
    if posts is None:
        raise ValueError(f"indicator {indicator} heeft geen doelwaarden; het regelboek is niet nagekeken")
    return posts
