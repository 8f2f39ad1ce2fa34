"""What the proxy test works on and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Soort(StrEnum):
    """What kind of result is tested; the value is the word on screen."""

    SCORE = "score"
    LEEFSTIJL = "leefstijl"
    ADVIES = "advies"


class Oordeel(StrEnum):
    """How strongly a result goes together with a share; the value is the word on screen."""

    STERK = "sterk"
    DUIDELIJK = "duidelijk"
    ZWAK = "zwak"
    NIET_AANTOONBAAR = "niet aantoonbaar"
    GEEN_VERSCHIL = "overal hetzelfde"
    TE_WEINIG = "te weinig gebieden"


@dataclass(frozen=True, slots=True)
class Reeks:
    """One result over areas.

    Attributes:
        blad: Sheet it stands on.
        naam: Its name on screen.
        soort: Kind; of an advice the values are 1 (advised) and 0 (not advised).
        waarden: Value per area code; an area without a value is not in it.
    """

    blad: str
    naam: str
    soort: Soort
    waarden: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Uitkomstwerkmap:
    """What a result workbook says.

    Attributes:
        naam: File name.
        sha256: Hash of its bytes.
        reeksen: Its scores, lifestyles and advice, in the order of the sheets.
        herkomst: Lines of Verantwoording that say which rules it was made with.
    """

    naam: str
    sha256: str
    reeksen: tuple[Reeks, ...]
    herkomst: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Aandeel:
    """A share that may not be input, of the customer's own.

    Attributes:
        kop: Header of its column.
        waarden: Share per area code, as it stands in the file; missing areas are not in it.
    """

    kop: str
    waarden: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Verband:
    """How one result goes together with one share.

    Attributes:
        reeks: The result.
        aandeel: Header of the share.
        gebieden_n: Areas that have both.
        groepen_n: Municipalities (within one municipality: wijken) that are drawn for the interval.
        samenhang: Rank correlation, -1 to 1; NaN when there are too few areas or all are equal.
        laag: Lower end of its interval; NaN without one.
        hoog: Upper end.
        binnen: Rank correlation within municipalities; NaN with one municipality or too few areas.
        aandeel_laag: Mean share in the areas with the lowest scores, or without the advice; NaN when these are too few.
        aandeel_hoog: Mean share in the areas with the highest scores, or with the advice; NaN when these are too few.
        oordeel: The word for it.
    """

    reeks: Reeks
    aandeel: str
    gebieden_n: int
    groepen_n: int
    samenhang: float
    laag: float
    hoog: float
    binnen: float
    aandeel_laag: float
    aandeel_hoog: float
    oordeel: Oordeel


@dataclass(frozen=True, slots=True)
class Proxytoets:
    """The whole test.

    Attributes:
        werkmap: The results that were tested.
        aandelenbestand: Name of the file with shares.
        aandelen: Headers of the shares.
        verbanden: Every result with every share, in the order of the workbook.
        per_toeval_n: How many would be found without any relation, with the interval used.
    """

    werkmap: Uitkomstwerkmap
    aandelenbestand: str
    aandelen: tuple[str, ...]
    verbanden: tuple[Verband, ...]
    per_toeval_n: float
