"""Crosswalks: what a column is called in the forms a table is delivered in, and the name the rulebook uses for it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from buurtwijzer.rulebook.schema.basis import Frac, Item, Jaar, Model, Tekst

Misdrijfcode = Annotated[str, StringConstraints(pattern=r"^\d\.\d{1,2}\.\d{1,2}$")]


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


class Totaal(Model):
    """A published number of residents that tells which year a table is about."""

    code: Tekst
    jaar: Jaar
    inwoners: Annotated[int, Field(gt=0)]


class Merkteken(Model):
    """A number that stands for missing, and what is known of the figure then."""

    getal: Annotated[float, Field(lt=0)]
    toestand: Literal["onderdrukt", "ontbreekt"] = Field(
        description="onderdrukt: het cijfer bestaat maar is geheim; ontbreekt: er is geen cijfer"
    )


class Kolommen(Item):
    """The columns of one layout; the id is that of the layout."""

    toelichting: Tekst
    totalen: list[Totaal] = Field(default_factory=list)
    minste_dekking_frac: Frac | None = Field(
        default=None, description="minder van het gemeentetotaal in de buurten dan dit: de buurtcijfers kloppen niet"
    )
    merktekens: list[Merkteken] = Field(
        default_factory=list, description="getallen die in deze bestanden betekenen dat een cijfer er niet is"
    )
    kolommen: list[Kolomnaam] = Field(min_length=1)
