"""Interventions with cost, reach, effect, evidence and gates; and the local policy over them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from buurtwijzer.rulebook.schema.basis import Bewijs, Frac, Id, Item, Jaar, Manier, Model, Partij, Score, Status, Tekst


class Bedrag(Model):
    """A cost as a range; the unit is euro per `per`."""

    min: Annotated[float, Field(ge=0)]
    modus: Annotated[float, Field(ge=0)]
    max: Annotated[float, Field(ge=0)]


class Kosten(Model):
    """What an intervention costs."""

    bedrag_eur: Bedrag
    per: Literal["fte", "zaak", "woning", "deelnemer", "inwoner", "gebied"]
    ritme: Literal["eenmalig", "jaarlijks"]
    prijsjaar: Jaar
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Bereik(Model):
    """How many units one `per` of the cost reaches."""

    aantal_min: Annotated[float, Field(gt=0)]
    aantal_max: Annotated[float, Field(gt=0)]
    eenheid: Literal["woningen", "zaken", "deelnemers", "inwoners", "gebieden", "huishoudens"]
    per: Literal["fte", "zaak", "woning", "deelnemer", "inwoner", "gebied"]
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Effect(Model):
    """Expected relative change of an outcome for who is reached; negative means less of it."""

    uitkomst: Id = Field(description="id van een risico, leefgebied of kracht")
    laag_frac: Annotated[float, Field(ge=-1, le=5)]
    midden_frac: Annotated[float, Field(ge=-1, le=5)]
    hoog_frac: Annotated[float, Field(ge=-1, le=5)]
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Bewijsvoering(Model):
    """Evidence grade with the finding in words; both findings for E0b."""

    niveau: Annotated[Bewijs, Field(strict=False)]
    bevinding: Tekst
    bron: list[Id] = Field(min_length=1)


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
    alleen_na_lokaal_besluit: bool
    waarom_besluit: Tekst | None = None
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Vorm(Model):
    """How the intervention looks for one benaderstijl."""

    benaderstijl: Literal["dichtbij", "praktisch", "op_maat", "meebeslissen"]
    vorm: Tekst


class Beheer(Model):
    """Who keeps it up afterwards, at what yearly cost."""

    wie: Annotated[Partij, Field(strict=False)]
    bedrag_eur_pj: Annotated[float, Field(ge=0)]
    status: Annotated[Status, Field(strict=False)]


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
    kosten: Kosten
    bereik: Bereik
    effecten: list[Effect] = Field(min_length=1)
    bewijs: Bewijsvoering
    poorten: Poorten
    vormen: list[Vorm] = Field(min_length=1)
    standaardvorm: Tekst
    doorlooptijd_maanden: Annotated[int, Field(ge=0, le=240)]
    uitvoering_score: Score = Field(description="hoe goed uit te voeren: 100 = bestaat al in de meeste gemeenten")
    werkingsduur_jaren: Annotated[float, Field(gt=0, le=60)]
    verlies_pj_frac: Frac
    beheer_na_oplevering: Beheer | None = None
    verwacht_gebruik: Tekst | None = None
    neveneffect: Tekst | None = None


class Verbod(Model):
    """An intervention that local policy rules out."""

    interventie: Id
    reden: Tekst


class Capaciteit(Model):
    """Whether a party can take on work."""

    partij: Annotated[Partij, Field(strict=False)]
    ruimte_score: Score = Field(description="100 = ruim, 0 = geen ruimte")
    toelichting: Tekst


class Beleid(Item):
    """Local policy: priorities, what is ruled out or already running, capacity per party."""

    prioriteiten: list[Id]
    verboden: list[Verbod]
    lopend: list[Id]
    capaciteit: list[Capaciteit]
