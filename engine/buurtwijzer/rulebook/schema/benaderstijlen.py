"""How to reach people: tone, channel, partner and form."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from buurtwijzer.rulebook.schema.basis import Id, Item, Jaar, Model, Score, Status, Tekst


class Aandeel(Model):
    """Share of all residents of the Netherlands."""

    pct: Score
    jaar: Jaar
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Benaderstijl(Item):
    """A way to approach people: tone, channel, partner and form; never who gets a home or help."""

    omschrijving: Tekst
    aandeel_nl: Aandeel
    toon: Tekst
    kanalen: list[Tekst] = Field(min_length=1)
    via_wie: list[Tekst] = Field(min_length=1)
    vormen_die_passen: list[Tekst] = Field(min_length=1)
    vermijd: Tekst
