"""A table of columns: what the columns of a file of the user's own mean. It is no rule and in no rulebook."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from buurtwijzer.rulebook.schema.basis import Jaar, Model, Tekst


def _as_text(value: Any) -> Any:
    """Take a number as the text it is written with: ``-99`` in a list of markers stands for the cell -99."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


_Teken = Annotated[str, BeforeValidator(_as_text)]


class Eigenkolom(Model):
    """One column with figures."""

    kop: Tekst = Field(description="kop van de kolom, zoals die in het bestand staat")
    doel: Tekst = Field(description="wat erin staat: een kolomnaam zoals p_koopw, of het id van een indicator")
    nummer: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="de hoeveelste kolom met deze kop, van links, als er meer zijn"
    )
    jaar: Jaar | None = Field(default=None, description="jaar van deze cijfers; leeg: dat van het bestand")
    eenheid: (
        Literal[
            "pct",
            "fractie",
            "per_1000",
            "aantal",
            "duizend",
            "euro",
            "duizend_euro",
            "km",
            "meter",
            "per_km2",
            "kwh",
            "m3",
        ]
        | None
    ) = Field(default=None, description="eenheid in het bestand; leeg: die van het doel")
    factor: Annotated[float, Field(gt=0)] | None = Field(
        default=None, description="waarmee elk cijfer wordt vermenigvuldigd; in plaats van 'eenheid'"
    )


class Kolomtabel(Model):
    """What the columns of one file mean."""

    bestand: Tekst | None = Field(default=None, description="naam van het bestand; mag weg als er maar één is")
    blad: Tekst | None = Field(default=None, description="blad met de tabel; leeg: het eerste waar de koppen staan")
    kop: Annotated[int, Field(ge=1)] | None = Field(default=None, description="rij met de koppen; leeg: gezocht")
    code: Tekst | None = Field(default=None, description="kop van de kolom met gebiedscodes; leeg: gezocht")
    naam: Tekst | None = Field(default=None, description="kop van de kolom met namen van gebieden")
    gemeente: Tekst | None = Field(default=None, description="kop van de kolom met de gemeente")
    gemeente_is: Tekst | None = Field(default=None, description="de gemeente waar alles in ligt, als er geen kolom is")
    niveau: Tekst | None = Field(default=None, description="kop van de kolom met buurt, wijk of gemeente")
    niveau_is: Literal["buurt", "wijk", "gemeente"] | None = Field(
        default=None, description="het niveau van alle rijen, als er geen kolom voor is"
    )
    jaar: Jaar | None = Field(default=None, description="jaar van de cijfers; leeg: uit de naam van het bestand")
    ontbreekt: list[_Teken] = Field(
        default_factory=list, description="wat er staat als een cijfer ontbreekt, bijvoorbeeld n.b. of -99"
    )
    kolommen: list[Eigenkolom] | None = Field(default=None, description="de kolommen met cijfers")
