"""The mirror session: who judges findings and proposals, with which questions, and how that is written down."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from buurtwijzer.rulebook.schema.basis import Id, Item, Model, Tekst

Rolnaam = Annotated[str, StringConstraints(pattern=r'^[^,;|"]{1,24}$')]
"""A name on a list of choices in a cell: a comma would split it."""
Vragen = Annotated[list[Tekst], Field(min_length=4, max_length=4)]


class Gespreksrol(Model):
    """In which role people judge."""

    id: Id
    naam: Rolnaam
    meervoud: Rolnaam
    voorgevuld: bool = Field(description="of er op het blad Spiegeling vanzelf een rij voor deze rol komt")


class Gespreksvragen(Model):
    """Four open questions for each kind of finding."""

    leefstijl: Vragen
    kracht: Vragen
    aandachtspunt: Vragen
    geheel: Vragen
    voorstel: Vragen


class Spiegelgesprek(Item):
    """How findings and proposals are held up to residents and workers."""

    rollen: list[Gespreksrol] = Field(min_length=2, max_length=9)
    opening: list[Tekst] = Field(min_length=1, description="openingswoorden van het gesprek")
    vragen: Gespreksvragen
    vastleggen: list[Tekst] = Field(min_length=1, description="hoe antwoorden worden opgeschreven, zonder namen")
    tegenspraak: list[Tekst] = Field(min_length=1, description="het recht om het oneens te zijn, en waar dat kan")
    geen_naam: list[Tekst] = Field(description="woorden met een hoofdletter die geen naam van een persoon beginnen")
