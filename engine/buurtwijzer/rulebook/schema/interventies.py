"""Interventions with cost, reach, effect, evidence and gates; and the local policy over them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from buurtwijzer.rulebook.schema.basis import (
    Bedrag,
    Bewijs,
    Frac,
    Id,
    Item,
    Jaar,
    Manier,
    Model,
    Partij,
    Score,
    Status,
    Tekst,
)


class Kosten(Model):
    """What an intervention costs."""

    bedrag_eur: Bedrag
    per: Literal["fte", "zaak", "woning", "deelnemer", "inwoner", "gebied"]
    ritme: Literal["eenmalig", "jaarlijks"]
    prijsjaar: Jaar
    grondslag: Literal["gerealiseerd", "offerte", "vergelijkbaar", "schatting"] = Field(
        default="schatting", description="hoe zeker het bedrag is; bepaalt de opslag (parameters/waarde.yaml)"
    )
    reeks: Literal["prijs", "loon", "bouw"] = Field(
        default="prijs", description="waarmee het bedrag naar een ander jaar gaat"
    )
    btw_frac: Frac | None = Field(
        default=None, description="deel van het bedrag waarop btw drukt; leeg: zoals in parameters/waarde.yaml"
    )
    bron: Id
    status: Annotated[Status, Field(strict=False)]
    toelichting: Tekst | None = None


class Bereik(Model):
    """How many units one `per` of the cost reaches."""

    aantal_min: Annotated[float, Field(gt=0)]
    aantal_max: Annotated[float, Field(gt=0)]
    eenheid: Literal["woningen", "zaken", "deelnemers", "inwoners", "gebieden", "huishoudens"]
    per: Literal["fte", "zaak", "woning", "deelnemer", "inwoner", "gebied"]
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Effect(Model):
    """Change of an uitkomst for what is reached; positive is always the change that the uitkomst names."""

    uitkomst: Id = Field(description="id uit de map uitkomsten")
    laag: Annotated[float, Field(ge=-10_000, le=10_000)]
    midden: Annotated[float, Field(ge=-10_000, le=10_000)]
    hoog: Annotated[float, Field(ge=-10_000, le=10_000)]
    eenheid: Literal["deel_van_nulsituatie", "per_bereikte"] = Field(
        description="deel_van_nulsituatie: 0.25 = een kwart van wat er zonder is; per_bereikte: aantal per bereikte"
    )
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Netto(Model):
    """What is left of an effect: not what happens anyway, only by this, not just moved, and not gone to others."""

    anders_ook_frac: Frac
    toerekening_frac: Frac
    verplaatsing_frac: Frac
    lekkage_frac: Frac = Field(
        description="deel dat buiten de doelgroep of de buurt terechtkomt; 0 alleen met een reden in 'waarom'"
    )
    met_controlegroep: bool = Field(description="true: wat anders ook was gebeurd is al van het effect af")
    waarom: Tekst
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Bevinding(Model):
    """What one study or body of practice found."""

    bevinding: Tekst
    wijst_op: Literal["effect", "geen_effect", "ongunstig"]
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Bewijsvoering(Model):
    """Evidence grade with each finding it rests on; for E0b findings that point different ways."""

    niveau: Annotated[Bewijs, Field(strict=False)]
    bevindingen: list[Bevinding] = Field(min_length=1)


class PoortProbleem(Model):
    """Gate: the problem is there when one of these outcomes is at or past its threshold."""

    uitkomst: Id
    vanaf_score: Score | None = None
    tot_score: Score | None = None


class PoortDoelgroep(Model):
    """Gate: the target group is there when this indicator is at least (or at most) so much."""

    indicator: Id
    minimaal: float | None = None
    maximaal: float | None = None


class Poorten(Model):
    """Gates that come before every factor; each answers ja, nee or onbekend."""

    probleem: list[PoortProbleem] = Field(min_length=1)
    doelgroep: list[PoortDoelgroep] = Field(default_factory=list)
    waarom: Tekst = Field(description="waarom deze grenzen en deze doelgroep")
    alleen_na_lokaal_besluit: bool
    waarom_besluit: Tekst | None = None
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Vorm(Model):
    """How the intervention looks for one benaderstijl."""

    benaderstijl: Id
    vorm: Tekst
    aansluiting_score: Score = Field(description="hoe goed deze interventie in deze vorm past: 100 = past heel goed")


class MagBetalen(Model):
    """Whether parties may pay for it, where the law ties their money to a task."""

    partijen: list[Annotated[Partij, Field(strict=False)]] = Field(min_length=1)
    mag: Literal["ja", "nee"]
    waarom: Tekst
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Beheer(Model):
    """Who keeps it up afterwards, at what yearly cost."""

    wie: Annotated[Partij, Field(strict=False)]
    bedrag_eur_pj: Annotated[float, Field(ge=0)]
    status: Annotated[Status, Field(strict=False)]


class Gebruik(Model):
    """How much use a group is expected to make of it."""

    groep: Tekst
    gebruik: Literal["veel", "gemiddeld", "weinig"]


class Interventie(Item):
    """Something a party can do, with cost, reach, effect, evidence and gates."""

    doel: Tekst
    mechanisme: Tekst
    doelgroep: Tekst
    leefgebied: Id
    manier: Annotated[Manier, Field(strict=False)]
    trekker: Annotated[Partij, Field(strict=False)]
    partners: list[Annotated[Partij, Field(strict=False)]]
    betalers: list[Annotated[Partij, Field(strict=False)]] = Field(min_length=1)
    mag_corporatie: Literal["ja", "alleen_eigen_bezit", "nee"]
    mag_betalen: list[MagBetalen] = Field(
        default_factory=list,
        description="wie dit verder mag betalen; van een partij die hier niet staat en niet zelf over haar geld "
        "beslist (parameters/waarde.yaml), is het niet te toetsen",
    )
    kosten: Kosten
    bereik: Bereik
    effecten: list[Effect] = Field(min_length=1)
    netto: Netto
    bewijs: Bewijsvoering
    poorten: Poorten
    vormen: list[Vorm] = Field(min_length=1)
    standaardvorm: Tekst
    doorlooptijd_maanden: Annotated[int, Field(ge=0, le=240)]
    uitvoering_score: Score = Field(description="hoe goed uit te voeren: 100 = bestaat al in de meeste gemeenten")
    werkingsduur_jaren: Annotated[float, Field(gt=0, le=60)]
    verlies_pj_frac: Frac
    stopt_met_inzet: bool = Field(description="true: het effect verdwijnt zodra de inzet stopt")
    beheer_na_oplevering: Beheer | None = None
    verwacht_gebruik: list[Gebruik] = Field(min_length=1)
    neveneffect: Tekst


class Verbod(Model):
    """An intervention that local policy rules out."""

    interventie: Id
    reden: Tekst


class Besluit(Model):
    """A local decision that has been taken, so that the intervention may be advised."""

    interventie: Id
    besluit: Tekst = Field(description="wie het wanneer besloot en waar dat staat")


class Capaciteit(Model):
    """Whether a party can take on work."""

    partij: Annotated[Partij, Field(strict=False)]
    ruimte_score: Score = Field(description="100 = ruim, 0 = geen ruimte")
    toelichting: Tekst


class VrijVanRangschikking(Model):
    """An intervention that is not ranked by euro, because it is a basic facility."""

    interventie: Id
    reden: Tekst


class Beleid(Item):
    """Local policy: priorities, what is ruled out, decided or already running, capacity per party."""

    actief: bool = Field(default=True, description="false: een voorbeeld dat niet meetelt")
    prioriteiten: list[Id]
    verboden: list[Verbod]
    besluiten: list[Besluit] = Field(default_factory=list)
    lopend: list[Id]
    capaciteit: list[Capaciteit]
    vrij_van_rangschikking: list[VrijVanRangschikking] = Field(
        default_factory=list,
        description="interventies die niet op euro worden vergeleken, zoals een sociale basis die er hoort te zijn",
    )
