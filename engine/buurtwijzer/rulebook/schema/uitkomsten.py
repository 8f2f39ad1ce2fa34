"""Indicators and what is scored from them: leefgebied, kracht, risico."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from buurtwijzer.rulebook.schema.basis import Eenheid, Id, Item, Jaar, Model, Richting, Soort, Status, Tekst


class Kolom(Model):
    """How an indicator is taken from one layout: a column, or a share of columns."""

    layout: Literal["cbs_kwb", "rivm_gezondheid", "politie", "nabijheid", "leefbaarometer", "seswoa", "eigen"]
    waarde: Tekst | None = None
    teller: list[Tekst] | None = Field(default=None, min_length=1)
    noemer: Tekst | None = None
    noemer_som: list[Tekst] | None = Field(
        default=None, min_length=2, description="kolommen die samen onder de streep staan, als er geen kolom voor is"
    )
    vanaf_jaar: Jaar | None = None
    tot_jaar: Jaar | None = None
    antwoorden: Tekst | None = Field(
        default=None, description="kolom met het aantal antwoorden; zijn het er te weinig, dan blijft het cijfer weg"
    )
    jaar: Jaar | None = Field(
        default=None, description="layout eigen: jaar van het cijfer, als de kolom naast cijfers van anderen staat"
    )

    @property
    def noemers(self) -> list[str]:
        """The columns that together are divided by; empty for a column taken as it is."""
        return self.noemer_som or ([] if self.noemer is None else [self.noemer])


class Doelwaarden(Model):
    """Goalposts: the values that score 0 and 100 before direction; national p5 and p95 unless said otherwise."""

    laag: float
    hoog: float
    eenheid: Annotated[Eenheid, Field(strict=False)]
    jaar: Jaar
    methode: Tekst
    voorrang: bool = Field(default=False, description="true: gaat voor de landelijke referentie")
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Foutmarge(Model):
    """Input error used for the band, as one standard error.

    ``afronding`` is the error of one rounded count, in ``aantal``; ``model`` that of the figure, in its own unit.
    """

    wijze: Literal["afronding", "model"]
    standaardfout: Annotated[float, Field(gt=0)]
    eenheid: Annotated[Eenheid, Field(strict=False)]
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Samenvoegen(Model):
    """How the figure of some buurten together is made from those of each; without it there is none.

    ``gemiddelde`` weighs each buurt by ``gewicht``: residents, households, or land (residents divided by the figure
    itself, for a density). ``som`` adds up. With status aanname the result of two or more buurten is an estimate.
    """

    wijze: Literal["gemiddelde", "som"]
    gewicht: Literal["inwoners", "huishoudens", "oppervlakte"]
    status: Annotated[Status, Field(strict=False)]


class Breuk(Model):
    """A year from which a figure was made in another way, so that a change across it may come from the measuring."""

    vanaf_jaar: Jaar = Field(description="eerste jaar op de nieuwe manier")
    wat: Tekst = Field(description="wat er anders is, als zin")
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Indicator(Item):
    """One measured property of an area."""

    definitie: Tekst
    eenheid: Annotated[Eenheid, Field(strict=False)]
    richting: Annotated[Richting, Field(strict=False)]
    soort: Annotated[Soort, Field(strict=False)]
    deel_van: Id | None = Field(
        default=None,
        description="indicator waarvan dit een deel is; zo'n geheel kan niet toetsen wat van dit is gemaakt",
    )
    aanvulling_van: Id | None = Field(
        default=None,
        description="indicator die samen met dit (bijna) het geheel is; de een kan niet toetsen wat van de ander is",
    )
    kolommen: list[Kolom] = Field(min_length=1)
    ondergrens: float | None = Field(default=None, description="lager kan niet: dan is de cel fout")
    bovengrens: float | None = None
    doelwaarden: Doelwaarden | None = None
    foutmarge: Foutmarge | None = None
    samenvoegen: Samenvoegen | None = Field(
        default=None, description="hoe het cijfer van meer buurten samen wordt gemaakt; leeg: dan is er geen"
    )
    dient_als: Literal["eigen_bezit", "adressendichtheid", "woningwaarde"] | None = Field(
        default=None,
        description="wat een rekenstap hierin leest: of een corporatie er woningen heeft, hoe stedelijk het is, of wat "
        "woningen waard zijn",
    )
    wat_als: bool = Field(
        default=False,
        description="true: gaat over woningen of voorzieningen; een plan mag er een andere waarde voor noemen",
    )
    stedelijkheid_corrigeren: bool = Field(
        default=False, description="true: punten voor het verschil met wat bij deze adressendichtheid gewoon is"
    )
    breuken: list[Breuk] = Field(
        default_factory=list, description="jaren waarna het cijfer anders is gemaakt; voor wie over jaren kijkt"
    )
    bestaat_uit: list[Id] = Field(
        default_factory=list, description="cijfers die samen, met een vast getal, dit cijfer zijn"
    )


class Onderdeel(Model):
    """An indicator with its weight inside a leefgebied or kracht."""

    indicator: Id
    gewicht_frac: Annotated[float, Field(gt=0, le=1)]
    hoger_is_meer: bool | None = Field(
        default=None, description="alleen voor een indicator zonder richting: of hoger hier gunstiger of sterker is"
    )
    waarom: Tekst


class Leefgebied(Item):
    """One of the seven life domains (or veiligheid): weighted mean of normalised indicators, 100 is favourable."""

    omschrijving: Tekst
    onderdelen: list[Onderdeel] = Field(min_length=2)
    gewicht_totaalbeeld: Annotated[float, Field(gt=0)] | None = Field(
        default=None, description="hoe zwaar dit leefgebied telt in het totaalbeeld; leeg: telt niet mee"
    )


class Kracht(Item):
    """A strength of an area, scored like a leefgebied: 100 is strong."""

    omschrijving: Tekst
    onderdelen: list[Onderdeel] = Field(min_length=1)


class Drijver(Model):
    """An indicator that pushes a risico up (druk) or holds it down (buffer)."""

    indicator: Id
    gewicht_frac: Annotated[float, Field(gt=0, le=1)]
    hoger_is_meer: bool = Field(description="druk: hoger is meer druk; buffer: hoger is meer steun")
    waarom: Tekst


class Risico(Item):
    """Expected level of a problem in an area, never of a person: pressure minus resilience on 0-100."""

    omschrijving: Tekst
    leefgebied: Id
    soort: Annotated[Soort, Field(strict=False)]
    officieel_cijfer: Id | None = Field(default=None, description="indicator die het verschijnsel zelf meet")
    druk: list[Drijver] = Field(min_length=1)
    buffers: list[Drijver] = Field(default_factory=list)
