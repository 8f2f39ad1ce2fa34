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
from buurtwijzer.rulebook.reference import indicator_reference
from buurtwijzer.rulebook.schema import (
    IndicatorReferentie,
    Kracht,
    Leefgebied,
    Onderdeel,
    Richting,
    Risico,
    Status,
    Stedelijkheid,
)
from buurtwijzer.scoring.outcomes import OutcomeKind


@dataclass(frozen=True, slots=True)
class Schaal:
    """Goalposts of an indicator, and the rule they come from.

    Attributes:
        indicator: Id of the indicator.
        laag: Value where the scale starts.
        hoog: Value where the scale ends.
        jaar: Base year.
        bron: Where they come from, in Dutch words.
        status: How firm they are.
        pad_laag: Path of the first in the rulebook, for `Rulebook.place`.
        pad_hoog: Path of the second.
        correctie: How values are corrected for urbanity before they are placed; None for values as they are.
    """

    indicator: str
    laag: float
    hoog: float
    jaar: int
    bron: str
    status: Status
    pad_laag: tuple[str, ...]
    pad_hoog: tuple[str, ...]
    correctie: Stedelijkheid | None = None


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
        schalen: The goalposts of the p indicators with where they come from.
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
    schalen: tuple[Schaal, ...]


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
    posts = tuple(schaal(part.indicator, rulebook) for part in parts)
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
        schalen=posts,
    )


def schaal(indicator: str, rulebook: Rulebook) -> Schaal:
    """Give the goalposts of an indicator; the one place that decides.

    National p5 and p95 of ``referentie/`` when these have the indicator, unless its own ``doelwaarden`` have
    ``voorrang``; else its own. Corrected for urbanity only when the indicator asks and the reference knows how.

    Raises:
        ValueError: There are none; the loader checks that scored indicators have them.
    """
    rule = rulebook.indicatoren[indicator]
    own = rule.doelwaarden
    found = None if own is not None and own.voorrang else indicator_reference(rulebook, indicator)
    if found is not None:
        return _national(found[0], found[1], rulebook, corrected=rule.stedelijkheid_corrigeren)
    if own is None:
        raise ValueError(f"indicator {indicator} heeft geen doelwaarden; het regelboek is niet nagekeken")
    at = ("indicatoren", indicator, "doelwaarden")
    return Schaal(indicator, own.laag, own.hoog, own.jaar, own.methode, own.status, (*at, "laag"), (*at, "hoog"))


def _national(entry: IndicatorReferentie, at: tuple[str, ...], rulebook: Rulebook, *, corrected: bool) -> Schaal:
    correction = entry.stedelijkheid if corrected else None
    quantiles = entry.kwantielen if correction is None else correction.kwantielen
    where = (*at, "kwantielen") if correction is None else (*at, "stedelijkheid", "kwantielen")
    return Schaal(
        indicator=entry.indicator,
        laag=quantiles.p5,
        hoog=quantiles.p95,
        jaar=entry.jaar,
        bron=f"landelijke referentie {at[1]}, p5 en p95",
        status=rulebook.referentie[at[1]].status,
        pad_laag=(*where, "p5"),
        pad_hoog=(*where, "p95"),
        correctie=correction,
    )
