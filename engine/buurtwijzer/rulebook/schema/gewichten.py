"""A proposal for weights, as it is written beside the rules for a person to accept."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from buurtwijzer.rulebook.schema.basis import Datum, Frac, Id, Jaar, Model, Tekst

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Aantal = Annotated[int, Field(ge=0)]
Samenhang = Annotated[float, Field(ge=-2, le=2)]


class Proefbestand(Model):
    """A file the weights were learned from."""

    bestand: Tekst
    sha256: Sha256


class Proef(Model):
    """How the proposal did in municipalities it was not learned from; rank correlations with the figure."""

    niveau: Tekst
    jaar: Jaar = Field(description="jaar van het cijfer waar de score tegen is gelegd")
    dekking_pct: Annotated[float, Field(ge=0, le=100)]
    gebieden_n: Aantal
    gemeenten_n: Aantal
    vouwen_n: Aantal
    herhalingen_n: Aantal
    trekkingen_n: Aantal
    winst_trekkingen_n: Aantal
    zaad: Aantal
    samenhang_deskundigen: Samenhang
    samenhang_voorstel: Samenhang
    samenhang_vrij: Samenhang = Field(description="van een ridge zonder regels op dezelfde cijfers: hoe ver men komt")
    winst: Samenhang
    winst_laag: Samenhang
    winst_hoog: Samenhang
    interval_pct: Annotated[float, Field(gt=0, lt=100)]


class Leefgebiedgewicht(Model):
    """Weight of a leefgebied in the overall picture."""

    leefgebied: Id
    deskundigen: float
    voorstel: Annotated[float, Field(gt=0)]
    verschil: float
    laag: float
    hoog: float


class Cijfergewicht(Model):
    """Weight of a figure in one outcome."""

    uitkomst: Id
    indicator: Id
    nieuw: bool
    hoger_is_meer: bool | None = Field(default=None, description="alleen bij een nieuw cijfer dat dit moet zeggen")
    deskundigen_frac: Frac
    voorstel_frac: Frac
    verschil_frac: Annotated[float, Field(ge=-1, le=1)]
    laag_frac: Frac
    hoog_frac: Frac
    spreiding_frac: float = Field(description="deel van de verschillen in de uitkomst dat van dit cijfer komt")


class Gewichtenvoorstel(Model):
    """Weights learned from figures, beside those of the experts; nothing counts until a person accepts them."""

    id: Id
    status: Literal["voorstel"]
    advies: Literal["over_te_nemen", "houd_deskundigen"]
    zelflerend: Literal[True] = Field(description="gewichten geleerd uit cijfers; zeg dit in de verantwoording")
    uitkomst: Id
    tegen: Id
    kandidaten: Literal["regels", "richting", "alle"]
    regelboek: Tekst
    regelboek_sha256: Sha256
    datum: Datum | None = None
    bestanden: list[Proefbestand] = Field(default_factory=list)
    proef: Proef
    leefgebieden: list[Leefgebiedgewicht] = Field(default_factory=list)
    gewichten: list[Cijfergewicht] = Field(min_length=2)
    let_op: list[Tekst] = Field(default_factory=list)
