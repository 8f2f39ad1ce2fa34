"""A file with plans: what an organisation wants to do, where, when and who pays. It is no rule and in no rulebook."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from buurtwijzer.rulebook.schema.basis import Datum, Frac, Id, Jaar, Model, Tekst

_Bedrag = Annotated[float, Field(ge=0)]


GRONDSLAGEN = ("gerealiseerd", "offerte", "vergelijkbaar", "schatting")
"""How firm an amount is, the firmest first; on a sheet the first is 1."""


class EigenGetal(Model):
    """A value of the organisation itself in place of the one in the rules."""

    waarde: float
    functie: Tekst = Field(description="functie van wie dit besloot, nooit een naam van een persoon")
    datum: Datum = Field(description="wanneer dit besloten is (jjjj-mm-dd)")
    reden: Tekst = Field(description="waarom deze waarde beter is")
    prijspeil: Jaar | None = Field(default=None, description="jaar van het bedrag; leeg: dat van het plan")
    laag: float | None = Field(default=None, description="laagste wat het kan zijn; leeg: de waarde is zeker")
    hoog: float | None = Field(default=None, description="hoogste wat het kan zijn")
    grondslag: Literal["gerealiseerd", "offerte", "vergelijkbaar", "schatting"] | None = Field(
        default=None,
        description="bij 'bedrag': hoe zeker dat is, bepaalt de opslag; leeg: zoals in parameters/waarde.yaml",
    )


class Planregelrij(Model):
    """One intervention in one area."""

    interventie: Id = Field(description="id uit de map interventies")
    gebied: Tekst = Field(description="code van de buurt of wijk, bijvoorbeeld BU03440111")
    aantal: Annotated[float, Field(gt=0)] = Field(
        description="hoeveel eenheden: zie 'per' bij de kosten van de interventie (fte, zaak, woning ...)"
    )
    start_jaar: Jaar = Field(description="eerste jaar waarin ervoor betaald wordt")
    inzet_jaren: Annotated[int, Field(ge=1, le=60)] = Field(
        default=1, description="hoeveel jaar ervoor betaald wordt; 1 als de kosten eenmalig zijn"
    )
    verdeling: dict[str, Frac] = Field(
        default_factory=dict, description="deel per betaler, samen 1; leeg: de eerste betaler van de interventie"
    )
    eigen_uren: _Bedrag = Field(default=0.0, description="eigen uren per jaar die niet in de prijs zitten")
    eigen_tarief_eur: _Bedrag = Field(default=0.0, description="tarief van zo'n uur, zonder overhead")
    opstart_eur: _Bedrag = Field(default=0.0, description="extra kosten in het eerste jaar")
    taakveld: str = Field(default="", description="taakveld (Iv3) of functie van de corporatie")
    financiering: str = Field(default="", description="waar het geld vandaan komt")
    financiering_tot: Datum | None = Field(default=None, description="laatste dag van die financiering (jjjj-mm-dd)")
    fte_beschikbaar: _Bedrag | None = Field(
        default=None, description="hoeveel fte er voor de eigen uren is; leeg: niet ingevuld"
    )
    eigenaar: str = Field(
        default="", description="functie die deze regel beheert, nooit een naam; leeg: die van het plan"
    )
    eigen: dict[str, EigenGetal] = Field(
        default_factory=dict, description="eigen waarden in plaats van die van de regels, bijvoorbeeld deelname"
    )


class Budgetrij(Model):
    """What a party can spend in a year."""

    partij: Tekst
    jaar: Jaar
    bedrag_eur: _Bedrag


class WatAlsRij(Model):
    """Another value of a figure about stock or facilities."""

    gebied: Tekst
    indicator: Id = Field(description="id van een indicator over woningen of voorzieningen, nooit over mensen")
    waarde: float


class Grenssoort(StrEnum):
    """What a limit on the choice of the best plan is about."""

    NIET = "niet"
    ZEKER = "zeker"
    NIET_SAMEN = "niet_samen"
    GEBIEDEN = "gebieden"
    CAPACITEIT = "capaciteit"
    ONDERGRENS = "ondergrens"


class Grensrij(Model):
    """A limit on what the best plan may choose; which keys belong to a kind stands in `plan_limits`."""

    soort: Annotated[Grenssoort, Field(strict=False)] = Field(
        description="niet, zeker, niet_samen, gebieden (hoogstens in zo veel), capaciteit of ondergrens (per wijk)"
    )
    interventie: Id | None = Field(default=None, description="id uit de map interventies")
    ander: Id | None = Field(default=None, description="bij niet_samen: de andere interventie")
    gebied: Tekst | None = Field(default=None, description="code van de buurt; bij een ondergrens van de wijk")
    partij: Tekst | None = Field(default=None, description="bij capaciteit: wie het werk doet (de trekker)")
    jaar: Jaar | None = Field(default=None, description="bij capaciteit: in welk jaar; leeg: in elk jaar")
    eenheid: Literal["fte", "zaak", "woning", "deelnemer", "inwoner", "gebied"] | None = Field(
        default=None, description="bij capaciteit van een partij: waarvan er zo veel zijn"
    )
    aantal: _Bedrag | None = Field(
        default=None, description="hoogstens zo veel, en bij een ondergrens ten minste zo veel keuzes"
    )


class Planrij(Model):
    """A named plan."""

    id: Id
    naam: Tekst
    nulalternatief: Tekst = Field(description="wat er gebeurt zonder dit plan")
    start_jaar: Jaar = Field(description="eerste jaar van de berekening")
    looptijd_jaren: Annotated[int, Field(ge=1, le=60)] | None = Field(
        default=None, description="hoeveel jaar meetelt; leeg: zoals in parameters/waarde.yaml"
    )
    prijspeil: Jaar = Field(description="jaar waarin alle bedragen staan")
    eigenaar: str = Field(default="", description="functie die het plan beheert, nooit een naam van een persoon")
    versie: str = Field(default="", description="versie van het plan, bijvoorbeeld 'concept 2' of een datum")
    regels: list[Planregelrij] = Field(
        description="wat er gebeurt; leeg kan alleen als de opdracht portfolio alles zelf kiest"
    )
    budgetten: list[Budgetrij] = Field(default_factory=list)
    eigen_prijzen: dict[str, EigenGetal] = Field(
        default_factory=dict, description="eigen bedragen per id uit de map prijzen"
    )
    wat_als: list[WatAlsRij] = Field(
        default_factory=list, description="andere woningen of voorzieningen in een gebied; nooit over mensen"
    )
    grenzen: list[Grensrij] = Field(default_factory=list, description="waar de keuze van het beste plan zich aan houdt")


class Planbestand(Model):
    """A file with one or more plans, for side by side."""

    plannen: list[Planrij] = Field(min_length=1)
