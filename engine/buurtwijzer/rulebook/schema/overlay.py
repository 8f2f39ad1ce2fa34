"""What only an overlay has: the list of base rules that an organisation does not want."""

from __future__ import annotations

from pydantic import Field

from buurtwijzer.rulebook.schema.basis import Id, Model, Tekst


class VervallenRegel(Model):
    """One base rule that is taken away."""

    map: Tekst = Field(description="map van de regel, bijvoorbeeld interventies")
    id: Id
    reden: Tekst


class Vervallen(Model):
    """vervallen.yaml of an overlay."""

    vervallen: list[VervallenRegel]
