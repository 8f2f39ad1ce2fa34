"""What an intervention changes, in countable units, and which party gains or loses by it.

Prices are no part of this: they come from the price list, so that an organisation can put its own there.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from buurtwijzer.rulebook.schema.basis import Bedrag, Id, Item, Jaar, Model, Partij, Status, Tekst


class Nulsituatie(Model):
    """How often it happens a year without the intervention, where no figure of the area itself is known."""

    aantal: Annotated[float, Field(ge=0)]
    per: Literal["woning", "huishouden", "inwoner", "deelnemer", "gebied"]
    jaar: Jaar
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Hoeveelheid(Model):
    """How many priced units one unit of the uitkomst is: hours of police an eviction takes, places a fall leads to."""

    min: Annotated[float, Field(ge=0)]
    modus: Annotated[float, Field(ge=0)]
    max: Annotated[float, Field(ge=0)]
    toelichting: Tekst
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Baat(Model):
    """What one unit means for one party; money saved by one and missed by another is an overdracht."""

    partij: Annotated[Partij, Field(strict=False)]
    soort: Literal["kas", "capaciteit", "maatschappelijk", "overdracht"]
    teken: Literal["plus", "min"]
    prijs: Id | None = Field(default=None, description="id uit de prijslijst; leeg: telt mee in woorden, niet in euro")
    hoeveelheid: Hoeveelheid | None = Field(
        default=None, description="aantal geprijsde eenheden per eenheid van de uitkomst; leeg: een"
    )
    toelichting: Tekst


class LosVan(Model):
    """Another uitkomst with the same price that is about other people or other events."""

    uitkomst: Id
    waarom: Tekst


class Uitkomst(Item):
    """A change that can be counted: an eviction prevented, a fall less."""

    omschrijving: Tekst
    eenheid: Literal["geval", "persoon_jaar", "huishouden_jaar", "woning_jaar", "persoon", "uur", "euro"]
    telt: Literal["elk_jaar", "eenmaal"] = Field(
        default="elk_jaar",
        description="eenmaal: het gebeurt op een moment en telt alleen in het jaar van de inzet",
    )
    richting: Literal["omlaag", "omhoog"] = Field(description="wat er met het getelde gebeurt als het lukt")
    indicator: Id | None = None
    zonder_indicator: Tekst | None = Field(default=None, description="waarom er geen indicator per buurt is")
    raakt: list[Id] = Field(min_length=1, description="leefgebieden, krachten of risico's waarop dit invloed heeft")
    nulsituatie: Nulsituatie | None = None
    partijen: list[Baat] = Field(min_length=1)
    keten: list[Id] = Field(description="uitkomsten die voor dezelfde persoon niet ook mogen meetellen")
    keten_rang: Annotated[int, Field(ge=1, le=999)] = Field(
        default=500, description="van uitkomsten in een keten telt die met het laagste getal het eerst"
    )
    los_van: list[LosVan] = Field(
        default_factory=list,
        description="uitkomsten met dezelfde prijs die over anderen of over iets anders gaan en daarom samen tellen",
    )


class Prijs(Item):
    """What one unit of something costs or is worth, in euros of a year."""

    omschrijving: Tekst
    per: Literal["geval", "persoon_jaar", "huishouden_jaar", "woning_jaar", "persoon", "uur", "euro"]
    partij: Annotated[Partij, Field(strict=False)] | None = Field(
        default=None, description="wiens prijs het is; leeg: van iedereen gelijk"
    )
    bedrag_eur: Bedrag
    prijsjaar: Jaar
    reeks: Literal["prijs", "loon", "bouw"] = Field(description="waarmee het bedrag naar een ander jaar gaat")
    alleen_vergelijking: bool = Field(
        default=False, description="true: staat er om mee te vergelijken en mag niet in een berekening"
    )
    toelichting: Tekst | None = None
