"""Sheet ``Proxytoets`` and its lines on screen: how results go together with shares that may not be input.

No share of a single area stands in it: only correlations, and means over several areas.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.evidence.proxy.model import Oordeel, Proxytoets, Soort, Verband
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, Rij, number

_SHOWN = 4
_ORDER = tuple(Oordeel)
NIET_BEDOELD = (
    "Samenhang is geen oorzaak en geen bewijs van onderscheid. Zij zegt waar u moet nagaan of een uitkomst groepen "
    "ongelijk raakt. De aandelen zijn nergens invoer en zijn niet bewaard."
)
_COLUMNS = (
    Kolom("aandeel", CelSoort.TEKST, 26, "De kolom uit uw eigen bestand."),
    Kolom("soort", CelSoort.TEKST, 11, "Score, leefstijl of advies."),
    Kolom("blad", CelSoort.TEKST, 17, "Waar de uitkomst in de werkmap staat."),
    Kolom("uitkomst", CelSoort.LANGE_TEKST, 38),
    Kolom("oordeel", CelSoort.TEKST, 20, "Woord bij de samenhang; de grenzen staan op Verantwoording."),
    Kolom("samenhang", CelSoort.SAMENHANG, 12, "Rangcorrelatie: 1 gelijk op, 0 geen verband, -1 andersom."),
    Kolom("laag", CelSoort.SAMENHANG, 10, "Onderkant van de marge, door opnieuw loten van hele gemeenten of wijken."),
    Kolom("hoog", CelSoort.SAMENHANG, 10, "Bovenkant van de marge."),
    Kolom("binnen gemeenten", CelSoort.SAMENHANG, 12, "Samenhang als verschillen tussen gemeenten niet meetellen."),
    Kolom("aandeel laagste", CelSoort.PUNTEN, 12, "Gemiddeld waar de score het laagst is, of zonder het advies."),
    Kolom("aandeel hoogste", CelSoort.PUNTEN, 12, "Gemiddeld waar de score het hoogst is, of met het advies."),
    Kolom("gebieden", CelSoort.AANTAL, 10),
    Kolom("groepen", CelSoort.AANTAL, 10, "Gemeenten, of binnen één gemeente wijken."),
)  # fmt: skip


def proxy_sheet(toets: Proxytoets) -> Blad:
    """Build the sheet: the strongest relations first."""
    rows = tuple(_row(item) for item in _strongest(toets))
    return Blad("Proxytoets", "bwz_proxytoets", _COLUMNS, rows, vast=1)


def proxy_receipt(toets: Proxytoets, grenzen: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Give the lines of Verantwoording."""
    chance = format_number(round(toets.per_toeval_n, 1))
    return (
        ("Wat dit is", "Hangen scores, leefstijlen en adviezen samen met aandelen die geen invoer mogen zijn?"),
        ("Wat dit niet is", NIET_BEDOELD),
        ("Per toeval", f"Ook zonder enig verband zouden er ongeveer {chance} aantoonbaar heten."),
        ("Werkmap", toets.werkmap.naam),
        ("Werkmap sha256", toets.werkmap.sha256),
        *((f"Gemaakt met: {name}", value) for name, value in toets.werkmap.herkomst),
        ("Bestand met aandelen", toets.aandelenbestand),
        *grenzen,
    )


def proxy_lines(toets: Proxytoets) -> list[str]:
    """Give the short answer for the screen."""
    lines = []
    for aandeel in toets.aandelen:
        own = [item for item in _strongest(toets) if item.aandeel == aandeel]
        counts = Counter(item.oordeel for item in own)
        told = ", ".join(f"{counts[word]} {word.value}" for word in _ORDER if counts[word])
        lines.append(f"{aandeel}: {plural(len(own), 'uitkomst', 'uitkomsten')} getoetst; {told}.")
        for soort in Soort:
            strong = [item for item in own if item.reeks.soort is soort and item.oordeel in _ORDER[:2]]
            lines += [f"  {soort.value:<9} {item.reeks.naam}: {_told(item)}" for item in strong[:_SHOWN]]
    chance = format_number(round(toets.per_toeval_n, 1))
    return [*lines, f"Ook zonder verband zouden er door toeval ongeveer {chance} aantoonbaar heten.", NIET_BEDOELD]


def proxy_json(toets: Proxytoets) -> dict[str, object]:
    """Give the test as JSON form, schema 1."""
    heads = [column.kop for column in _COLUMNS]
    return {
        "schema": 1,
        "werkmap": toets.werkmap.naam,
        "werkmap_sha256": toets.werkmap.sha256,
        "aandelenbestand": toets.aandelenbestand,
        "per_toeval_n": round(toets.per_toeval_n, 4),
        "verbanden": [dict(zip(heads, _row(item), strict=True)) for item in _strongest(toets)],
    }


def _strongest(toets: Proxytoets) -> list[Verband]:
    def key(item: Verband) -> tuple[int, int, float, str]:
        strength = 0.0 if math.isnan(item.samenhang) else -abs(round(item.samenhang, 4))
        return toets.aandelen.index(item.aandeel), _ORDER.index(item.oordeel), strength, item.reeks.naam

    return sorted(toets.verbanden, key=key)


def _row(item: Verband) -> Rij:
    reeks = item.reeks
    figures = (item.samenhang, item.laag, item.hoog, item.binnen)
    shares: Iterator[Cel] = (number(value, 1) for value in (item.aandeel_laag, item.aandeel_hoog))
    return (
        item.aandeel,
        reeks.soort.value,
        reeks.blad,
        reeks.naam,
        item.oordeel.value,
        *(number(value, 2) for value in figures),
        *shares,
        item.gebieden_n,
        item.groepen_n,
    )


def _told(item: Verband) -> str:
    low, high = ("zonder", "met") if item.reeks.soort is Soort.ADVIES else ("laagste", "hoogste")
    band = f"{_two(item.samenhang)} ({_two(item.laag)} tot {_two(item.hoog)})"
    if math.isnan(item.aandeel_laag) or math.isnan(item.aandeel_hoog):
        return band
    means = (format_number(round(value, 1), 1) for value in (item.aandeel_laag, item.aandeel_hoog))
    return f"{band}; gemiddeld aandeel {low} {next(means)}, {high} {next(means)}"


def _two(value: float) -> str:
    return format_number(round(value, 2) + 0.0, 2)
