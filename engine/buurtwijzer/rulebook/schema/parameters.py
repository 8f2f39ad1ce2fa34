"""Numbers that steer a step, and the attributes on which areas are compared."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from buurtwijzer.rulebook.schema.basis import Eenheid, Id, Item, Model, Status, Tekst


class Getal(Model):
    """One number of a parameter file, with unit, source and status."""

    waarde: float
    eenheid: Annotated[Eenheid, Field(strict=False)]
    uitleg: Tekst
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Parameters(Item):
    """A group of numbers that steer one step, e.g. small areas or uncertainty."""

    getallen: dict[Id, Getal] = Field(min_length=1)
    woorden: list[Tekst] | None = Field(default=None, min_length=1, description="woorden waaruit een gebruiker kiest")


class Kenmerk(Model):
    """An indicator on which areas are compared, with national mean and spread."""

    indicator: Id
    gewicht_frac: Annotated[float, Field(gt=0, le=1)]
    gemiddelde: float
    spreiding: Annotated[float, Field(gt=0)]
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Vergelijking(Item):
    """How comparable areas are found: nearest on composition, never on the outcome in question."""

    kenmerken: list[Kenmerk] = Field(min_length=2)
