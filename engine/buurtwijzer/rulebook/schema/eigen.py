"""The short form of an indicator: a column of the organisation's own, in five lines. All else has a said default."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from buurtwijzer.rulebook.schema.basis import Datum, Eenheid, Id, Jaar, Model, Richting, Soort, Status, Tekst
from buurtwijzer.rulebook.schema.uitkomsten import Foutmarge, Samenvoegen


class EigenIndicator(Model):
    """An own column that becomes an indicator; written out in full while the rules are read.

    `laag`, `hoog` and `jaar` belong together: they are the goalposts and the year these are about.
    """

    id: Id
    naam: Tekst
    eenheid: Annotated[Eenheid, Field(strict=False)]
    richting: Annotated[Richting, Field(strict=False)]
    kolom: Tekst = Field(description="kop van de kolom in uw bestand")
    noemer: Tekst | None = Field(
        default=None, description="waardoor gedeeld wordt: inwoners, huishoudens, of de kop van een kolom"
    )
    antwoorden: Tekst | None = Field(
        default=None, description="kop van de kolom met het aantal antwoorden; te weinig: dan blijft het cijfer weg"
    )
    laag: float | None = None
    hoog: float | None = None
    jaar: Jaar | None = Field(default=None, description="jaar van de cijfers")
    definitie: Tekst | None = None
    soort: Annotated[Soort, Field(strict=False)] | None = None
    ondergrens: float | None = None
    bovengrens: float | None = None
    foutmarge: Foutmarge | None = None
    samenvoegen: Samenvoegen | None = Field(
        default=None, description="hoe het cijfer van meer buurten samen wordt gemaakt; leeg: dan is er geen"
    )
    bron: list[Id] | None = Field(default=None, min_length=1)
    status: Annotated[Status, Field(strict=False)] | None = None
    eigenaar: Tekst | None = Field(default=None, description="leeg: die van regelboek.yaml")
    herzien_voor: Datum | None = Field(default=None, description="leeg: die van parameters/kleine_gebieden.yaml")
