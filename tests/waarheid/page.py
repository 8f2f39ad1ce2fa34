"""The page of the handbook as Markdown, in plain Dutch; every number in it is counted, none is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np

from buurtwijzer.data.table import SourceFile
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.outcomes import OutcomeKind
from tests.waarheid.compare import FEWEST, Paar, Vergelijking
from tests.waarheid.found import Gevonden
from tests.waarheid.words import HOE, INLEIDING, SLOT, UITLEG_KOLOMMEN, UITLEG_WIJKEN

_NAMED, _HIGH, _ALIKE = 0.85, 0.90, 0.03
_KOPPEN = {OutcomeKind.LEEFGEBIED: "Leefgebieden", OutcomeKind.KRACHT: "Krachten", OutcomeKind.RISICO: "Risico's"}


def page(found: Gevonden, rulebook: Rulebook) -> str:
    """Give the whole page."""
    manifest = rulebook.manifest
    years = "; ".join(f"{area.recept.naam} {_years(area.table.bestanden)}" for area in found.gebieden)
    parts = [
        "# Samenhang: wat de scores wel en niet laten zien",
        f"Regelboek {manifest.id}, versie {manifest.versie}. Gegevens: {years}.",
        INLEIDING,
        "## Wat u hieruit mag opmaken",
        "\n".join(_conclusions(found, rulebook)),
        SLOT,
        "## Hoe dit is gemaakt",
        HOE,
        "## Lijken de risico's te veel op elkaar?",
        *chain.from_iterable(_pairs(naam, pairs) for naam, pairs in found.paren.items()),
        UITLEG_WIJKEN,
        "## Op welke kolom lijkt een risico het meest?",
        *_nearest(found),
        "## Elke vergelijking",
        UITLEG_KOLOMMEN,
        *_tables(found, rulebook),
    ]
    return "\n\n".join(parts) + "\n"


def number(value: float) -> str:
    """Write a correlation in Dutch."""
    return "-" if np.isnan(value) else f"{value + 0.0:.2f}".replace(".", ",")


def _years(files: Iterable[SourceFile]) -> str:
    return "(" + ", ".join(f"`{file.layout}` {file.jaar}" for file in files) + ")"


def _conclusions(found: Gevonden, rulebook: Rulebook) -> Iterator[str]:
    for naam, rows in found.vergelijkingen.items():
        usable = [row for row in rows if row.n >= FEWEST]
        more = sum(row.voegt_toe for row in usable)
        sure = sum(row.verschil_laag > 0 for row in usable)
        above = sum(round(row.score, 2) > round(row.woz, 2) for row in usable)
        alike = sum(abs(row.score - row.gelijk) < _ALIKE for row in usable)
        yield (
            f"- **{naam}**: {len(usable)} vergelijkingen. De score hangt {more} keer sterker samen dan het beste losse"
            f" cijfer ({sure} keer duidelijk, ook met de marge) en {above} keer sterker dan alleen de WOZ-waarde. In"
            f" {alike} gevallen scheelt het minder dan {number(_ALIKE)} met gelijke gewichten."
        )
    empty = sorted(found.adds_nothing(rulebook))
    yield f"- Risico's die **nergens iets toevoegen** aan hun beste losse cijfer: {_names(empty, rulebook)}."
    partly = sorted(found.partly(rulebook))
    yield f"- Risico's die in de ene vergelijking iets toevoegen en in de andere **niets**: {_names(partly, rulebook)}."
    yield "  Elke vergelijking van deze bladzijde telt. Niets toegevoegd is er bij:"
    for name in partly:
        rows = [(place, row) for place, row in found.of(name) if not row.voegt_toe]
        yield f"  - {rulebook.risicos[name].naam}: {'; '.join(_against(*row) for row in rows)}."


def _against(naam: str, row: Vergelijking) -> str:
    return f"`{row.cijfer}` ({naam}: {number(row.score)} tegen {number(row.beste)} voor `{row.kolom}`)"


def _names(risicos: Sequence[str], rulebook: Rulebook) -> str:
    return ", ".join(rulebook.risicos[name].naam for name in risicos) or "geen"


def _pairs(naam: str, pairs: Sequence[Paar]) -> Iterator[str]:
    names = sorted({name for pair in pairs for name in (pair.een, pair.ander) if pair.n >= FEWEST})
    known = {(pair.een, pair.ander): pair for pair in pairs}
    yield f"### {naam}"
    absent = sorted({name for pair in pairs for name in (pair.een, pair.ander)} - set(names))
    if absent:
        yield f"Zonder score, omdat de cijfers er niet zijn: {', '.join(f'`{name}`' for name in absent)}."
    lines = [["", *map(str, range(1, len(names) + 1))]]
    for row, one in enumerate(names):
        cells = [_cell(known.get((one, two)) or known.get((two, one))) for two in names[:row]]
        lines.append([f"{row + 1} {one}", *cells, *[""] * (len(names) - row)])
    yield _table(lines)
    high = sorted((p for p in pairs if abs(p.samenhang) > _NAMED), key=lambda pair: -abs(pair.samenhang))
    yield f"Paren boven {number(_NAMED)} (voor afronden):" if high else f"Geen paar boven {number(_NAMED)}."
    if high:
        yield "\n".join(
            f"- `{pair.een}` met `{pair.ander}`: {number(pair.samenhang)} ({_count(pair.n)} gebieden)"
            f"{'; boven ' + number(_HIGH) if abs(pair.samenhang) > _HIGH else ''}"
            for pair in high
        )


def _cell(pair: Paar | None) -> str:
    return "" if pair is None else number(pair.samenhang)


def _nearest(found: Gevonden) -> Iterator[str]:
    lines = [["risico", "gegevens", "kolom", "samenhang met de score", "gebieden"]]
    for naam, pairs in found.dichtstbij.items():
        lines.extend(
            [f"`{p.een}`", naam, f"`{p.ander}`", number(p.samenhang), _count(p.n)] for p in pairs if p is not None
        )
    yield _table(lines)


def _tables(found: Gevonden, rulebook: Rulebook) -> Iterator[str]:
    for naam, rows in found.vergelijkingen.items():
        for soort, kop in _KOPPEN.items():
            own = [row for row in rows if row.soort is soort]
            yield f"### {naam}: {kop.lower()}"
            yield _table([_HEADER, *(_row(row, rulebook) for row in own if row.n >= FEWEST)])
            few = sorted({f"`{row.uitkomst}` ({row.n})" for row in own if row.n < FEWEST})
            if few:
                yield f"Te weinig gebieden met een score: {', '.join(few)}."


_HEADER = [
    "uitkomst", "vergeleken met", "soort", "gebieden", "score", "marge", "gewogen", "gelijke gewichten",
    "beste losse kolom", "alleen WOZ", "voegt toe",
]  # fmt: skip


def _row(row: Vergelijking, rulebook: Rulebook) -> list[str]:
    layouts = {way.layout for way in rulebook.indicatoren[row.cijfer].kolommen}
    soort = "onafhankelijker" if "leefbaarometer" in layouts else "consistentie"
    return [
        f"`{row.uitkomst}`", f"`{row.cijfer}`", soort, _count(row.n), number(row.score),
        f"{number(row.laag)} tot {number(row.hoog)}", number(row.gewogen), number(row.gelijk),
        f"{number(row.beste)} `{row.kolom}`", number(row.woz), _verdict(row),
    ]  # fmt: skip


def _verdict(row: Vergelijking) -> str:
    if not row.voegt_toe:
        return "nee"
    return "ja" if row.verschil_laag > 0 else "misschien"


def _count(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def _table(lines: Sequence[Sequence[str]]) -> str:
    head, *rows = lines
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))
