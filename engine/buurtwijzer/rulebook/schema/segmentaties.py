"""Segmentations: which kinds of residents or areas are told apart, and how an area is laid beside them.

One shape for three methods. ``prototype`` measures how much an area is like fitted profiles, ``indextabel`` estimates
shares of residents from published tables, ``ingelezen`` takes shares that the organisation brings under its licence.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from buurtwijzer.rulebook.schema.basis import Datum, Eenheid, Frac, Id, Item, Jaar, Model, Status, Tekst


class Benadering(Model):
    """Which share of a segment is best reached in this way."""

    benaderstijl: Literal["dichtbij", "praktisch", "op_maat", "meebeslissen"]
    deel_frac: Frac


class Gedrag(Model):
    """One line of a behaviour card: a measured figure that was not used to make the segment."""

    indicator: Id
    waarde: float
    landelijk: float
    eenheid: Annotated[Eenheid, Field(strict=False)]
    jaar: Jaar
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Plaats(Model):
    """Where a group stands on one dimension of the value space: from -1 to 1, neither end is better."""

    dimensie: Tekst
    plaats: Annotated[float, Field(ge=-1, le=1)]


class Rol(Model):
    """What a group brings to living together."""

    waardenruimte: list[Plaats] = Field(min_length=1)
    steun_nodig_frac: Frac
    kan_dragen_frac: Frac
    waarom: Tekst
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Middelpunt(Model):
    """Where a profile stands on one attribute, in spreads from the mean."""

    indicator: Id
    waarde: float


class Verdeling(Model):
    """How a group is spread over the levels of one table, in percent and in the order of the levels."""

    kenmerk: Tekst
    pct: list[Annotated[float, Field(ge=0, le=100)]] = Field(min_length=2)


class Segment(Model):
    """A profile or group, with what its method needs."""

    id: Id
    naam: Tekst
    naam_in_bron: Tekst | None = None
    omschrijving: Tekst
    landelijk_frac: Frac | None = Field(default=None, description="aandeel in Nederland, of gemiddelde gelijkenis")
    middelpunt: list[Middelpunt] = Field(default_factory=list, description="prototype: plaats per kenmerk")
    verdeling: list[Verdeling] = Field(default_factory=list, description="indextabel: procenten per kenmerk")
    ijkfactor: Annotated[float, Field(gt=0)] | None = None
    kolom: Tekst | None = Field(default=None, description="ingelezen: kop van de kolom in de werkmap")
    benadering: list[Benadering] = Field(
        default_factory=list, description="mag alleen bij ingelezen ontbreken: dan zegt dit segment niets over de toon"
    )
    gedragskaart: list[Gedrag] = Field(default_factory=list)
    rol: Rol | None = None


class Schaal(Model):
    """How an attribute is brought to spreads from the mean: lower and higher values count as the limits."""

    afkap_laag: float
    afkap_hoog: float
    gemiddelde: float
    spreiding: Annotated[float, Field(gt=0)]


class Profielkenmerk(Model):
    """An indicator on which an area is laid beside the profiles."""

    indicator: Id
    bewerking: Literal["geen", "logaritme"]
    gewicht: Annotated[float, Field(gt=0)]
    schaal: Schaal | None = Field(default=None, description="leeg: uit de landelijke referentie")


class Toets(Model):
    """One figure that says how good a fit is."""

    maat: Tekst
    waarde: float


class Prototypen(Model):
    """What profiles are fitted on, and what came out; results that are left out come from the national reference."""

    jaar: Jaar | None = Field(default=None, description="leeg: uit de landelijke referentie")
    temperatuur: Annotated[float, Field(gt=0)] | None = Field(
        default=None, description="leeg: uit de landelijke referentie"
    )
    temperatuurregel: Tekst
    kenmerken: list[Profielkenmerk] = Field(min_length=4)
    gedrag: list[Id] = Field(
        default_factory=list, description="indicatoren van de gedragskaart; niet gebruikt om de profielen te maken"
    )
    toetsen: list[Toets] = Field(default_factory=list)
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Deel(Model):
    """Which part of an indicator belongs to a level; with `vanaf` or `tot` all of it when the value is inside."""

    indicator: Id
    deel_frac: Frac
    vanaf: float | None = None
    tot: float | None = None


class Tabelniveau(Model):
    """One level of a table; `is_rest` takes what the other levels leave of 100 percent."""

    id: Id
    naam: Tekst
    delen: list[Deel] = Field(default_factory=list)
    is_rest: bool = False


class Tabelkenmerk(Model):
    """A table: over these levels every segment has a distribution."""

    id: Id
    naam: Tekst
    gewicht: Annotated[float, Field(gt=0)]
    niveaus: list[Tabelniveau] = Field(min_length=2)
    waarom: Tekst
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Indextabel(Model):
    """Published shares and tables from which shares of residents per area are estimated."""

    jaar: Jaar
    demping_frac: Frac | None = Field(default=None, description="leeg: uit parameters/leefstijlen")
    krimp_n: Annotated[float, Field(gt=0)] | None = Field(default=None, description="leeg: uit parameters/leefstijlen")
    kenmerken: list[Tabelkenmerk] = Field(min_length=1)
    ijking: Tekst


class Validatie(Model):
    """What known shares said of these tables, measured on areas that had no say in them; made by ``rules ijken``."""

    onderzoek: Tekst
    jaar: Jaar
    bron: Id
    niveau: Literal["buurt", "wijk"]
    gemeenten: list[Annotated[str, StringConstraints(pattern=r"^GM\d{4}$")]] = Field(
        min_length=1, description="codes van de gemeenten waarvoor dit geldt"
    )
    gebieden_n: Annotated[int, Field(ge=1)]
    respondenten_n: Annotated[int, Field(ge=1)] | None = None
    mae_pp: Annotated[float, Field(ge=0)]
    mae_ongewijzigd_pp: Annotated[float, Field(ge=0)]
    mae_landelijk_pp: Annotated[float, Field(ge=0)]
    winst_laag_pp: float
    winst_hoog_pp: float
    helling: float
    grootste_goed_frac: Frac
    grootste_goed_landelijk_frac: Frac
    tabellen_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="kenmerk van de tabellen waarop dit gemeten is; wordt nagekeken"
    )
    validatie_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="kenmerk van alles in dit blok, ook van de gemeenten en de getallen; wordt nagekeken"
    )


class Dimensie(Model):
    """One dimension of the value space, with what its ends mean."""

    dimensie: Tekst
    links: Tekst
    rechts: Tekst


class Maatstaf(Model):
    """A measured figure of the area itself, with the national value it is laid beside."""

    indicator: Id
    landelijk: Annotated[float, Field(gt=0)]
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Samenlevingsregel(Model):
    """How shares of groups become findings on living together."""

    dimensies: list[Dimensie] = Field(min_length=1)
    vraag: list[Maatstaf] = Field(description="gemeten: wie steun nodig heeft")
    draagkracht: list[Maatstaf] = Field(description="gemeten: wie iets voor een ander doet")
    participatie: list[Maatstaf] = Field(description="gemeten: wie meedoet")


class Inlezen(Model):
    """Shares from columns of the user, under the licence of the user."""

    licentiehouder: Tekst
    licentie: Tekst
    geldig_tot: Datum | None = None
    eenheid: Annotated[Eenheid, Field(strict=False)]
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Segmentatie(Item):
    """A segmentation; one of `prototypen`, `indextabel` and `inlezen` goes with its method."""

    omschrijving: Tekst
    methode: Literal["prototype", "indextabel", "ingelezen"]
    prototypen: Prototypen | None = None
    indextabel: Indextabel | None = None
    inlezen: Inlezen | None = None
    samenleven: Samenlevingsregel | None = None
    gevalideerd: list[Validatie] = Field(
        default_factory=list,
        description="waar de schatting met bekende aandelen is nagekeken; nooit met de hand invullen",
    )
    segmenten: list[Segment] = Field(min_length=2)

    @property
    def is_berekend(self) -> bool:
        """Whether areas can be laid beside it: profiles must have been fitted, the other methods need no fit."""
        return self.methode != "prototype" or (self.prototypen is not None and self.prototypen.temperatuur is not None)
