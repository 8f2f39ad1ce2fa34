"""Tables of the open-data services: which one is about which year, where it stands and how its rows are chosen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from buurtwijzer.rulebook.schema.basis import Id, Item, Jaar, Model, Status, Tekst

Adres = Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9.-]+(/[A-Za-z0-9._-]+)*$")]
Sleutel = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]*$")]


class Opendatatabel(Model):
    """One table of a service."""

    tabel: Annotated[str, StringConstraints(pattern=r"^[0-9]{5}[A-Z]{3}$")] = Field(description="nummer van de tabel")
    jaar: Jaar | None = Field(default=None, description="het jaar van de tabel; leeg: zij heeft perioden")
    vorm: Literal["v3", "v4"] = Field(default="v3", description="versie van OData waarin de tabel er is")
    periode: Literal["jaar", "maand"] = Field(default="jaar", description="of een periode een jaar of een maand is")
    status: Annotated[Status, Field(strict=False)] = Status.AANNAME


class Keuze(Model):
    """The one key of a dimension that is fetched."""

    dimensie: Sleutel
    sleutel: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+$")] = Field(description="sleutel in de dienst")


class AndereNaam(Model):
    """What people call a gemeente, and what the service calls it."""

    gemeente: Tekst = Field(description="hoe mensen de gemeente noemen")
    heet: Tekst = Field(description="hoe CBS de gemeente noemt")


class Opendata(Item):
    """The tables of one kind that can be fetched; the id is the word for it on the command line."""

    toelichting: Tekst
    layout: Id = Field(description="soort bestand dat ervan geschreven wordt; de namen staan in de map kolommen")
    pagina: Tekst = Field(description="waar iemand de tabel met de hand ophaalt")
    bronvermelding: Tekst
    licentie: Tekst
    adres_v3: Adres = Field(description="adres van de dienst in OData 3, zonder het nummer van de tabel")
    adres_v4: Adres | None = Field(default=None, description="adres van de dienst in OData 4")
    koppen: Literal["sleutels", "titels"] = Field(
        default="sleutels", description="of de kopregel de sleutels van OData krijgt of de titels met hun pad"
    )
    naam_kolom: Sleutel | None = Field(default=None, description="extra kolom met de namen van de gebieden")
    verplicht: list[Sleutel] = Field(min_length=1, description="kolommen (zonder nummer) die er moeten zijn")
    keuzes: list[Keuze] = Field(default_factory=list)
    eerder_jaar: bool = Field(default=False, description="is het jaar er niet, neem dan het laatste jaar ervoor")
    andere_namen: list[AndereNaam] = Field(default_factory=list)
    tabellen: list[Opendatatabel] = Field(min_length=1, description="met perioden: de nieuwste eerst")
