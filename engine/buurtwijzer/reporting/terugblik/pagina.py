"""The page of the handbook as Markdown, in plain Dutch; every number in it is counted, none is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.table import SourceFile
from buurtwijzer.evidence.backtest.model import Bewijs, Manier, Oordeel, Paar, Terugblik, Toetsuitslag
from buurtwijzer.reporting.handbook.markdown import escape
from buurtwijzer.reporting.terugblik.woorden import (
    HOE,
    HOE_GEREKEND,
    INLEIDING,
    SLOT,
    UITLEG_FOUT,
    UITLEG_KOLOMMEN,
)
from buurtwijzer.reporting.terugblik.zinnen import between, counted, two, verdict
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.outcomes import OutcomeKind

_KOPPEN = {OutcomeKind.LEEFGEBIED: "leefgebieden", OutcomeKind.KRACHT: "krachten", OutcomeKind.RISICO: "risico's"}
Runs = Mapping[str, Terugblik]


@dataclass(frozen=True, slots=True)
class Toelichting:
    """What is told beside the numbers, as Markdown.

    Attributes:
        slot: What may and may not be concluded.
        hoe: How the page was made.
        paren: Why risico's that look alike both stand; empty for nothing.
    """

    slot: str = SLOT
    hoe: str = HOE
    paren: str = ""


def page(runs: Runs, toelichting: Toelichting | None = None) -> str:
    """Give the whole page.

    Args:
        runs: One or more back-tests of one rulebook, by the name of their set of files.
        toelichting: What is told beside the numbers; None tells what holds for any files.
    """
    words = toelichting or Toelichting()
    rulebook = next(iter(runs.values())).rulebook
    years = "; ".join(f"{escape(name)} {_years(found.bestanden)}" for name, found in runs.items())
    parts = [
        "# Samenhang: wat de scores wel en niet laten zien",
        f"Regelboek {rulebook.manifest.id}, versie {rulebook.manifest.versie}. Gegevens: {years}.",
        INLEIDING,
        "## Wat u hieruit mag opmaken",
        "\n".join(_conclusions(runs, rulebook)),
        words.slot,
        "## Hoe dit is gemaakt",
        words.hoe,
        HOE_GEREKEND,
        "## Lijken de risico's te veel op elkaar?",
        *chain.from_iterable(_pairs(name, found) for name, found in runs.items()),
        words.paren,
        "## Op welk cijfer lijkt een risico het meest?",
        _nearest(runs),
        "## Hoe ver zit een score ernaast?",
        UITLEG_FOUT,
        *(_class_table(name, found) for name, found in runs.items()),
        "## Elke vergelijking",
        UITLEG_KOLOMMEN,
        *chain.from_iterable(_tables(name, found) for name, found in runs.items()),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def rows_of(runs: Runs, risico: str) -> Iterator[tuple[str, Toetsuitslag]]:
    """Give every comparison of a risico with the name of its set: all of them decide, none is left out."""
    for name, found in runs.items():
        yield from ((name, row) for row in found.beoordeeld if row.uitkomst == risico)


def adds(row: Toetsuitslag) -> bool:
    """Tell whether the score adds something to its strongest opponent."""
    return row.oordeel is Oordeel.MEER


def never_adds(runs: Runs, risicos: Iterable[str]) -> list[str]:
    """Give the risico's that were compared and add something in no comparison at all."""
    seen = {name: [adds(row) for _, row in rows_of(runs, name)] for name in risicos}
    return sorted(name for name, verdicts in seen.items() if verdicts and not any(verdicts))


def partly_adds(runs: Runs, risicos: Iterable[str]) -> list[str]:
    """Give the risico's that add something in one comparison and nothing in another."""
    return sorted(name for name in risicos if len({adds(row) for _, row in rows_of(runs, name)}) > 1)


def _years(files: Iterable[SourceFile]) -> str:
    return "(" + ", ".join(f"`{file.layout}` {file.jaar}" for file in files) + ")"


def _conclusions(runs: Runs, rulebook: Rulebook) -> Iterator[str]:
    for name, found in runs.items():
        yield from _in_set(name, found, rulebook)
    empty, partly = never_adds(runs, rulebook.risicos), partly_adds(runs, rulebook.risicos)
    yield f"- Risico's die **nergens iets toevoegen** aan de sterkste tegenstander: {_names(empty, rulebook)}."
    yield f"- Risico's die in de ene vergelijking iets toevoegen en in de andere **niets**: {_names(partly, rulebook)}."
    if partly:
        yield "  Elke vergelijking van deze bladzijde telt. Niets toegevoegd is er bij:"
    for risico in partly:
        rows = [(name, row) for name, row in rows_of(runs, risico) if not adds(row)]
        told = "; ".join(_against(*row) for row in rows)
        yield f"  - {escape(rulebook.risicos[risico].naam)}: {told}."


def _in_set(name: str, found: Terugblik, rulebook: Rulebook) -> Iterator[str]:
    rows = found.geteld
    yield f"- **{escape(name)}**: {len(rows)} vergelijkingen: {counted(rows)}. {_chance(found)}"
    for word in reversed(Bewijs):
        own = tuple(row for row in rows if row.bewijs is word)
        if own:
            yield f"  - *{word.value}* ({len(own)}): {counted(own)}."
    alike = rulebook.getal("terugblik", "zelfde_verschil_frac")
    equal = sum(abs(own - other) < alike for own, other in _beside(rows, Manier.GELIJK))
    single = sum(own > other for own, other in _beside(rows, Manier.KOLOM))
    woz = sum(own > other for own, other in _beside(rows, Manier.WOZ))
    yield (
        f"  - De score hangt {single} keer sterker samen dan het beste losse cijfer en {woz} keer sterker dan alleen de"
        f" WOZ-waarde. In {equal} gevallen scheelt het minder dan {two(alike)} met gelijke gewichten."
    )


def _chance(found: Terugblik) -> str:
    return f"Door toeval alleen komt er naar verwachting {format_number(found.toevallig, 1)} keer *voegt toe* uit."


def _beside(rows: Iterable[Toetsuitslag], way: Manier) -> Iterator[tuple[float, float]]:
    """Give the correlation of the score and of an opponent, where that took part."""
    for row in rows:
        item = row.van(way)
        if item is not None:
            yield row.samenhang, item.samenhang


def _against(name: str, row: Toetsuitslag) -> str:
    best = row.tegenstanders[0]
    who = f"`{best.indicator}`" if best.manier is Manier.KOLOM else best.manier.value
    return f"`{row.cijfer}` ({escape(name)}: {two(row.samenhang)} tegen {two(best.samenhang)} voor {who})"


def _names(risicos: Sequence[str], rulebook: Rulebook) -> str:
    return ", ".join(escape(rulebook.risicos[name].naam) for name in risicos) or "geen"


def _pairs(name: str, found: Terugblik) -> Iterator[str]:
    pairs, rulebook = found.paren, found.rulebook
    names = sorted({risico for pair in pairs for risico in (pair.een, pair.ander) if not np.isnan(pair.samenhang)})
    known = {(pair.een, pair.ander): pair for pair in pairs}
    yield f"### {escape(name)}"
    absent = sorted({risico for pair in pairs for risico in (pair.een, pair.ander)} - set(names))
    if absent:
        yield f"Zonder score, omdat de cijfers er niet zijn: {', '.join(f'`{risico}`' for risico in absent)}."
    lines = [["", *map(str, range(1, len(names) + 1))]]
    for row, one in enumerate(names):
        cells = [_cell(known.get((one, two_)) or known.get((two_, one))) for two_ in names[:row]]
        lines.append([f"{row + 1} {one}", *cells, *[""] * (len(names) - row)])
    yield _table(lines)
    yield from _high_pairs(pairs, rulebook)


def _high_pairs(pairs: Sequence[Paar], rulebook: Rulebook) -> Iterator[str]:
    named, high = (rulebook.getal("terugblik", limit) for limit in ("paar_genoemd_frac", "paar_hoog_frac"))
    found = sorted((p for p in pairs if abs(p.samenhang) > named), key=lambda pair: -abs(pair.samenhang))
    yield f"Paren boven {two(named)} (voor afronden):" if found else f"Geen paar boven {two(named)}."
    if found:
        yield "\n".join(
            f"- `{pair.een}` met `{pair.ander}`: {two(pair.samenhang)} ({format_number(pair.n, 0)} gebieden)"
            f"{'; boven ' + two(high) if abs(pair.samenhang) > high else ''}"
            for pair in found
        )


def _cell(pair: Paar | None) -> str:
    return "" if pair is None else two(pair.samenhang)


def _nearest(runs: Runs) -> str:
    lines = [["risico", "gegevens", "cijfer", "samenhang met de score", "gebieden"]]
    for name, found in runs.items():
        lines.extend(
            [f"`{p.een}`", escape(name), f"`{p.ander}`", two(p.samenhang), format_number(p.n, 0)]
            for p in found.dichtstbij
        )
    return _table(lines)


def _class_table(name: str, found: Terugblik) -> str:
    """Give per class what part of the error is left, as a mean over the comparisons that have the class."""
    classes = dict.fromkeys((item.verdeling, item.klasse) for row in found.geteld for item in row.fouten)
    lines = [[escape(name), "vergelijkingen", "met de score", "met de tegenstander"]]
    for key in classes:
        items = [item for row in found.geteld for item in row.fouten if (item.verdeling, item.klasse) == key]
        there = [item for item in items if item.gemiddelde > 0]
        if there:
            own, other = (
                float(np.mean([getattr(i, w) / i.gemiddelde for i in there])) for w in ("fout", "tegenstander")
            )
            lines.append([key[1], str(len(there)), two(own), two(other)])
    return _table(lines)


_HEADER = [
    "uitkomst",
    "vergeleken met",
    "bewijs",
    "gebieden",
    "groepen",
    "score",
    "marge",
    "gewogen",
    "gelijke gewichten",
    "beste losse cijfer",
    "WOZ",
    "stedelijk",
    "oordeel",
    "helling",
]


def _tables(name: str, found: Terugblik) -> Iterator[str]:
    for soort, kop in _KOPPEN.items():
        rows = [row for row in found.uitslagen if row.soort is soort]
        if not rows:
            continue
        yield f"### {escape(name)}: {kop}"
        lines = [_row(row) for row in rows if row.is_geteld]
        if lines:
            yield _table([_HEADER, *lines])
        absent = [row for row in rows if not row.is_geteld]
        few = sorted({f"`{row.uitkomst}` met `{row.cijfer}` ({row.n})" for row in absent if not row.reden})
        if few:
            yield f"Te weinig gebieden met een score en het cijfer: {', '.join(few)}."
        learned = [f"`{row.uitkomst}` met `{row.cijfer}` ({row.reden})" for row in absent if row.reden]
        if learned:
            yield f"Niet vergeleken, want de gewichten zijn ervan geleerd: {', '.join(learned)}."


def _row(row: Toetsuitslag) -> list[str]:
    single = row.van(Manier.KOLOM)
    level = "-" if row.ijking is None else f"{two(row.ijking.helling)} ({between(row.ijking.laag, row.ijking.hoog)})"
    return [
        f"`{row.uitkomst}`",
        f"`{row.cijfer}`",
        row.bewijs.value,
        format_number(row.n, 0),
        format_number(row.groepen, 0),
        two(row.samenhang),
        between(row.laag, row.hoog),
        two(row.gewogen),
        _of(row, Manier.GELIJK),
        "-" if single is None else f"{two(single.samenhang)} `{single.indicator}`",
        _of(row, Manier.WOZ),
        _of(row, Manier.STEDELIJK),
        verdict(row),
        level,
    ]


def _of(row: Toetsuitslag, way: Manier) -> str:
    item = row.van(way)
    return "-" if item is None else two(item.samenhang)


def _table(lines: Sequence[Sequence[str]]) -> str:
    head, *rows = lines
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))
