"""The one schema of the rulebook. Field names are the YAML keys; the JSON Schema for editors is generated from here.

Every number carries its unit (in the key or beside it) and every item its source, status, owner and review date: the
schema makes them required, because optional provenance stays empty.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Tekst = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Frac = Annotated[float, Field(ge=0, le=1)]
Score = Annotated[float, Field(ge=0, le=100)]
Jaar = Annotated[int, Field(ge=1995, le=2100)]


class Status(StrEnum):
    """How firm a rule or number is; the user sees it."""

    VASTGESTELD = "vastgesteld"
    AANNAME = "aanname"
    VOORBEELD = "voorbeeld"


class Soort(StrEnum):
    """Kind of a figure; facts and perception are never mixed in one number."""

    FEIT = "feit"
    SCHATTING = "schatting"
    BELEVING = "beleving"
    VERWACHTING = "verwachting"


class Eenheid(StrEnum):
    """Closed list of units."""

    PCT = "pct"
    PER_1000 = "per_1000"
    AANTAL = "aantal"
    EURO = "euro"
    DUIZEND_EURO = "duizend_euro"
    KM = "km"
    PER_KM2 = "per_km2"
    KWH = "kwh"
    M3 = "m3"
    KLASSE = "klasse"
    PERSONEN = "personen"
    PUNTEN = "punten"
    FRACTIE = "fractie"
    MAANDEN = "maanden"
    JAREN = "jaren"


class Richting(StrEnum):
    """Which way of an indicator is favourable; use is not need, so ``geen`` is a real answer."""

    HOGER_IS_GUNSTIGER = "hoger_is_gunstiger"
    LAGER_IS_GUNSTIGER = "lager_is_gunstiger"
    GEEN = "geen"


class Partij(StrEnum):
    """Who can lead, pay or gain."""

    GEMEENTE = "gemeente"
    CORPORATIE = "corporatie"
    ZORGVERZEKERAAR = "zorgverzekeraar"
    ZORGKANTOOR = "zorgkantoor"
    GGD = "ggd"
    RIJK = "rijk"
    POLITIE = "politie"
    WELZIJN = "welzijn"
    SCHOLEN = "scholen"
    ONDERNEMERS = "ondernemers"
    BEWONERS = "bewoners"


class Bewijs(StrEnum):
    """Evidence grade: E5 strong causal .. E1 opinion; E0a no effect found, E0b findings contradict."""

    E5 = "E5"
    E4 = "E4"
    E3 = "E3"
    E2 = "E2"
    E1 = "E1"
    E0A = "E0a"
    E0B = "E0b"


class Manier(StrEnum):
    """The way an intervention works."""

    OGEN = "ogen"
    GESPREK = "gesprek"
    FYSIEK = "fysiek"
    REGELS = "regels"
    BEWONERS_ZELF = "bewoners_zelf"
    NIET_INGRIJPEN = "niet_ingrijpen"


class Model(BaseModel):
    """Strict base: frozen, unknown keys refused, no silent conversion between text and number."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Datum = Annotated[date, Field(strict=False)]


class Item(Model):
    """What every item of the rulebook has."""

    id: Id
    naam: Tekst
    bron: list[Id] = Field(min_length=1, description="ids uit de map bronnen")
    status: Annotated[Status, Field(strict=False)]
    eigenaar: Tekst = Field(description="functie, nooit een naam van een persoon")
    herzien_voor: Datum = Field(description="datum waarop deze regel opnieuw bekeken moet zijn (jjjj-mm-dd)")


class Manifest(Model):
    """regelboek.yaml: the identity of a rulebook."""

    id: Id
    naam: Tekst
    versie: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    schema_versie: Literal[1]
    eigenaar: Tekst
    gebaseerd_op: str | None = None


class Bron(Model):
    """A publication or data set that rules rest on."""

    id: Id
    titel: Tekst
    uitgever: Tekst
    jaar: Jaar
    soort: Literal["data", "onderzoek", "wet", "praktijk", "eigen"]
    vindplaats: Tekst
    licentie: Tekst
    merk: Literal["gezien", "afgeleid", "kennis", "aanname"] = Field(
        description="gezien = in de bron zelf gelezen; afgeleid = berekend uit gezien; kennis = nog na te zoeken"
    )
    toelichting: Tekst | None = None


class Kolom(Model):
    """How an indicator is taken from one layout: a column, or a share of two columns."""

    layout: Id
    waarde: Tekst | None = None
    teller: list[Tekst] | None = Field(default=None, min_length=1)
    noemer: Tekst | None = None
    vanaf_jaar: Jaar | None = None
    tot_jaar: Jaar | None = None


class Doelwaarden(Model):
    """Goalposts: the values that score 0 and 100 before direction; national p5 and p95 unless said otherwise."""

    laag: float
    hoog: float
    eenheid: Annotated[Eenheid, Field(strict=False)]
    jaar: Jaar
    methode: Tekst
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


class Indicator(Item):
    """One measured property of an area."""

    definitie: Tekst
    eenheid: Annotated[Eenheid, Field(strict=False)]
    richting: Annotated[Richting, Field(strict=False)]
    soort: Annotated[Soort, Field(strict=False)]
    kolommen: list[Kolom] = Field(min_length=1)
    ondergrens: float | None = Field(default=None, description="lager kan niet: dan is de cel fout")
    bovengrens: float | None = None
    doelwaarden: Doelwaarden | None = None
    foutmarge: Foutmarge | None = None


class Onderdeel(Model):
    """An indicator with its weight inside a leefgebied or kracht."""

    indicator: Id
    gewicht_frac: Annotated[float, Field(gt=0, le=1)]
    waarom: Tekst


class Leefgebied(Item):
    """One of the seven life domains (or veiligheid): weighted mean of normalised indicators, 100 is favourable."""

    omschrijving: Tekst
    onderdelen: list[Onderdeel] = Field(min_length=2)


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


class Getal(Model):
    """One number of a parameter file, with unit, source and status."""

    waarde: float
    eenheid: Annotated[Eenheid, Field(strict=False)]
    uitleg: Tekst
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Parameters(Item):
    """A group of numbers that steer one step, e.g. small areas or uncertainty."""

    getallen: dict[Id, Getal] = Field(min_length=1)


class Kenmerk(Model):
    """An indicator on which areas are compared, with national mean and spread."""

    indicator: Id
    gewicht_frac: Annotated[float, Field(gt=0, le=1)]
    gemiddelde: float
    spreiding: Annotated[float, Field(gt=0)]
    bron: Id
    status: Annotated[Status, Field(strict=False)]


class Vergelijking(Item):
    """How comparable areas are found: nearest on composition, never on the outcome in question."""

    kenmerken: list[Kenmerk] = Field(min_length=2)
