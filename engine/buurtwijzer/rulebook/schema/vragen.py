"""The twelve questions that users have, each with the view that answers it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from buurtwijzer.rulebook.schema.basis import Id, Item, Tekst


class Vraagstuk(Item):
    """A question that users have, with the view that answers it."""

    nummer: Annotated[int, Field(ge=1, le=999)]
    vraag: Tekst
    beeld: Tekst = Field(description="naam van het beeld dat antwoord geeft")
    bladen: list[Tekst] = Field(description="bladen van de werkmap waarop dat nu al te lezen is")
    opdracht: Tekst | None = Field(default=None, description="opdracht die het antwoord in een eigen werkmap geeft")
    stand: Literal["bestaat", "deels", "komt"]
    gegevens: list[Tekst] = Field(min_length=1, description="wat ervoor nodig is")
    uitkomsten: list[Id] = Field(description="leefgebieden, krachten of risico's die het antwoord dragen; leeg: alle")
    uitleg: Tekst
