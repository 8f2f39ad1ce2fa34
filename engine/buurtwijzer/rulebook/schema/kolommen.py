"""Crosswalks: what a column is called in the forms a table is delivered in, and the name the rulebook uses for it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from buurtwijzer.rulebook.schema.basis import Frac, Item, Jaar, Model, Tekst
from buurtwijzer.rulebook.schema.uitkomsten import Breuk

Misdrijfcode = Annotated[str, StringConstraints(pattern=r"^\d\.\d{1,2}\.\d{1,2}$")]


class Merkteken(Model):
    """A number that stands for missing, and what is known of the figure then."""

    getal: Annotated[float, Field(lt=0)]
    toestand: Literal["onderdrukt", "ontbreekt"] = Field(
        description="onderdrukt: het cijfer bestaat maar is geheim; ontbreekt: er is geen cijfer"
    )


class Kolomnaam(Model):
    """One column: its name in the rulebook and what it is called in files."""

    kolom: Tekst = Field(description="naam die het regelboek gebruikt")
    odata: Tekst | None = Field(default=None, description="sleutel in OData, zonder het nummer erachter")
    volgorde: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="de hoeveelste kolom met deze sleutel het is, als er meer zijn"
    )
    titel: Tekst | None = Field(default=None, description="naam in StatLine, zonder eenheid; met pad als dat nodig is")
    groep: Tekst | None = Field(default=None, description="woorden die in het pad voor de titel moeten staan")
    kop: Tekst | None = Field(default=None, description="kop in andere bestanden; {jaar} staat voor een jaartal")
    soorten: list[Misdrijfcode] | None = Field(
        default=None, min_length=1, description="soorten misdrijf die samen deze kolom zijn"
    )
    vanaf_jaar: Jaar | None = None
    tot_jaar: Jaar | None = None
    v4: Tekst | None = Field(default=None, description="code van de maat (Measure) in OData versie 4")
    vertaald: list[Tekst] | None = Field(
        default=None, min_length=1, description="eenduidige namen die anderen aan deze kolom geven, vaak in het Engels"
    )


class Totaal(Model):
    """A published number of residents that tells which year a table is about."""

    code: Tekst
    jaar: Jaar
    inwoners: Annotated[int, Field(gt=0)]


class Gemeentejaren(Model):
    """Years in which a gemeente was in the area division, as far as the code lists show."""

    code: Annotated[str, StringConstraints(pattern=r"^GM\d{4}$")]
    naam: Tekst
    vorm: Literal["cijfers", "letters"] | None = Field(
        default=None, description="alleen codes van buurten en wijken met cijfers, of met letters erin"
    )
    vanaf_jaar: Jaar | None = Field(default=None, description="eerder kan deze gemeente of vorm er niet zijn")
    tot_jaar: Jaar | None = Field(default=None, description="later kan deze gemeente of vorm er niet zijn")


class Gebieden(Model):
    """How areas of files of several years are told apart."""

    naam_gelijk_frac: Frac = Field(description="zo gelijk moeten twee namen zijn om als herschreven te gelden")
    opmaak_verschil_frac: Frac = Field(description="minder verschil in zekerheid dan dit: de opmaak is dubbelzinnig")
    gemeenten: list[Gemeentejaren] = Field(default_factory=list)


class Tabel(Model):
    """A table of the open-data service that is about one year."""

    id: Annotated[str, StringConstraints(pattern=r"^\d{5}[A-Z]{3}$")]
    jaar: Jaar


class Waardenaam(Model):
    """A key in a column such as the kind of crime, and the titles that stand there in some exports."""

    dimensie: Tekst = Field(description="kolom waarin de sleutel staat, zonder nummer erachter")
    sleutel: Tekst
    titels: list[Tekst] = Field(min_length=1)


class Kolommen(Item):
    """The columns of one layout; the id is that of the layout."""

    toelichting: Tekst
    gemodelleerd: bool = Field(
        default=False, description="true: de cijfers in deze bestanden zijn geschat met een model, niet geteld"
    )
    gebieden: Gebieden | None = Field(default=None, description="hoe gebieden uit verschillende jaren samengaan")
    totalen: list[Totaal] = Field(default_factory=list)
    minste_dekking_frac: Frac | None = Field(
        default=None, description="minder van het gemeentetotaal in de buurten dan dit: de buurtcijfers kloppen niet"
    )
    merktekens: list[Merkteken] = Field(
        default_factory=list, description="getallen die in deze bestanden betekenen dat een cijfer er niet is"
    )
    breuken: list[Breuk] = Field(
        default_factory=list, description="jaren waarna alle cijfers van deze bron anders zijn gemaakt"
    )
    tabellen: list[Tabel] = Field(default_factory=list, description="tabellen van de open data en hun jaar")
    waarden: list[Waardenaam] = Field(default_factory=list, description="titels die voor een sleutel kunnen staan")
    kolommen: list[Kolomnaam] = Field(default_factory=list)
