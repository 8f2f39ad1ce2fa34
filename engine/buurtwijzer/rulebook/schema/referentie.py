"""The national reference: quantiles of indicators and scores, profiles and factors of segmentations.

Made by ``rules referentie`` and never edited by hand.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from buurtwijzer.rulebook.schema.basis import Eenheid, Frac, Id, Item, Jaar, Model, Tekst
from buurtwijzer.rulebook.schema.segmentaties import Gedrag, Middelpunt, Schaal, Toets

Aantal = Annotated[int, Field(ge=1)]


class Kwantielen(Model):
    """Values under which so many percent of the residents live (of a score: so many percent of the areas lie)."""

    p1: float
    p5: float
    p10: float
    p25: float
    p30: float
    p50: float
    p70: float
    p75: float
    p90: float
    p95: float
    p99: float

    @property
    def kansen(self) -> tuple[float, ...]:
        """The shares 0-1 that belong to `waarden`."""
        return tuple(int(name[1:]) / 100.0 for name in type(self).model_fields)

    @property
    def waarden(self) -> tuple[float, ...]:
        """The quantiles in rising order."""
        return tuple(getattr(self, name) for name in type(self).model_fields)


class Stedelijkheid(Model):
    """How an indicator goes with the logarithm of address density, and its quantiles without that."""

    helling: float = Field(description="eenheden van de indicator per keer 2,718 zo veel adressen per vierkante km")
    midden_log: float = Field(
        description="natuurlijke logaritme van de adressendichtheid waar niets wordt gecorrigeerd"
    )
    kwantielen: Kwantielen


class IndicatorReferentie(Model):
    """One indicator in the country."""

    indicator: Id
    eenheid: Annotated[Eenheid, Field(strict=False)]
    jaar: Jaar
    gebieden_n: Aantal
    gemiddelde: float
    spreiding: Annotated[float, Field(ge=0)]
    kwantielen: Kwantielen
    stedelijkheid: Stedelijkheid | None = None


class UitkomstReferentie(Model):
    """The score of one leefgebied, kracht or risico in the country."""

    uitkomst: Id
    gebieden_n: Aantal
    dekking_frac: Annotated[float, Field(ge=0, le=1)]
    kwantielen: Kwantielen


class Bronbestand(Model):
    """A file the reference was made from."""

    bestand: Tekst
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Profielschaal(Schaal):
    """An attribute as the profiles were fitted on it."""

    indicator: Id
    bewerking: Literal["geen", "logaritme"]
    gewicht: Annotated[float, Field(gt=0)]


class Profiel(Model):
    """What was fitted for one segment."""

    segment: Tekst
    grootste_frac: Frac = Field(description="deel van de buurten dat het meest op dit profiel lijkt")
    landelijk_frac: Frac
    middelpunt: list[Middelpunt]
    gedragskaart: list[Gedrag]


class Profielen(Model):
    """The fitted profiles of one segmentation, in the order of its segments."""

    segmentatie: Id
    jaar: Jaar
    gebieden_n: Aantal
    temperatuur: Annotated[float, Field(gt=0)]
    kenmerken: list[Profielschaal] = Field(min_length=4)
    segmenten: list[Profiel] = Field(min_length=2)
    toetsen: list[Toets]


class Ijkfactor(Model):
    """With what the share of one segment is multiplied, before the shares are brought back to 100 percent."""

    segment: Tekst
    ijkfactor: Annotated[float, Field(gt=0)]


class Ijkfactoren(Model):
    """The factors of one segmentation with which the country as a whole has the published shares."""

    segmentatie: Id
    jaar: Jaar
    gebieden_n: Aantal
    factoren: list[Ijkfactor] = Field(min_length=2)


class Referentie(Item):
    """Quantiles over the country of one year, profiles and factors; the file is named after it."""

    id: Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
    jaar: Jaar
    methode: Tekst
    inwoners_min_n: Aantal = Field(description="kleinere buurten tellen niet mee")
    gebieden_n: Aantal
    bestanden: list[Bronbestand] = Field(min_length=1)
    indicatoren: list[IndicatorReferentie] = Field(min_length=1)
    uitkomsten: list[UitkomstReferentie]
    profielen: list[Profielen] = Field(default_factory=list)
    ijkfactoren: list[Ijkfactoren] = Field(default_factory=list)
