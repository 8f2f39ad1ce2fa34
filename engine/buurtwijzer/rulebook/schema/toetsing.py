"""Which figure may judge which outcome, in a back-test: never one that the outcome was made of."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from buurtwijzer.rulebook.schema.basis import Id, Item, Model, Tekst


class Toetsvergelijking(Model):
    """An outcome with a figure that may judge it."""

    uitkomst: Id
    cijfer: Id
    hoger_is_meer: bool | None = Field(
        default=None, description="of meer van het cijfer een hogere score moet geven; leeg: volgt uit de richting"
    )


class Toetsing(Item):
    """Figures of one maker that may judge outcomes.

    ``consistentie``: the figures are modelled, or made of the same things as the scores: agreement is expected and no
    proof. ``onafhankelijk``: they come about without what the scores are made of.
    """

    soort: Literal["consistentie", "onafhankelijk"]
    uitleg: Tekst
    vergelijkingen: list[Toetsvergelijking] = Field(min_length=1)
