"""Words and shapes that every rule shares: units, status, source, owner, review date."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Tekst = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Frac = Annotated[float, Field(ge=0, le=1)]
Score = Annotated[float, Field(ge=0, le=100)]
Jaar = Annotated[int, Field(ge=1995, le=2100)]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

GEBASEERD_OP = r"^[a-z][a-z0-9_]* \d+\.\d+\.\d+ [0-9a-f]{8,64}$"
"""Form of what an overlay is based on: id, version and the start of the hash."""


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


class Bedrag(Model):
    """An amount in euro as a range; what it is per, the field beside it says."""

    min: Annotated[float, Field(ge=0)]
    modus: Annotated[float, Field(ge=0)]
    max: Annotated[float, Field(ge=0)]


def _written_as_date(value: Any) -> Any:
    """Let through a date as people write it; pydantic also takes a count of seconds, as number or as text."""
    if (isinstance(value, str) and not _DATE.fullmatch(value)) or isinstance(value, int | float):
        raise PydanticCustomError("date_type", "no date")
    return value


Datum = Annotated[date, Field(strict=False), BeforeValidator(_written_as_date)]


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
    gebaseerd_op: Annotated[str, StringConstraints(pattern=GEBASEERD_OP)] | None = None


class Bron(Model):
    """A publication or data set that rules rest on."""

    id: Id
    titel: Tekst
    uitgever: Tekst
    jaar: Jaar | None = Field(default=None, description="leeg: nog na te zoeken")
    soort: Literal["data", "onderzoek", "wet", "praktijk", "eigen"]
    vindplaats: Tekst
    licentie: Tekst
    merk: Literal["gezien", "afgeleid", "kennis", "aanname"] = Field(
        description="gezien = in de bron zelf gelezen; afgeleid = berekend uit gezien; kennis = nog na te zoeken"
    )
    zelflerend: bool = Field(default=False, description="true: gewichten met deze bron zijn uit cijfers geleerd")
    geleerd_van: Id | None = Field(
        default=None, description="het cijfer waar die gewichten uit zijn geleerd; dat toetst die uitkomsten niet meer"
    )
    toelichting: Tekst | None = None
