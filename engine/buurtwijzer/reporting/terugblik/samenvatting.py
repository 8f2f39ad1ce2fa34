"""The short table on the terminal: what was compared with what, and what came out."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.evidence.backtest.model import Bewijs, Manier, Terugblik
from buurtwijzer.reporting.terugblik.zinnen import BEWIJS_UITLEG, between, counted, opponent, two, verdict
from buurtwijzer.reporting.texts import sentence_case
from buurtwijzer.reporting.value_summary import Row, text_table

_NAME = 26
_HEADER: Row = (
    "uitkomst",
    "vergeleken met",
    "gebieden",
    "groepen",
    "samenhang",
    "marge",
    "tegenstander",
    "",
    "oordeel",
)


def backtest_lines(found: Terugblik) -> list[str]:
    """Give a table per kind of proof, and how many comparisons that were."""
    return [*_tables(found), *_learned(found), *_closing(found)]


def _tables(found: Terugblik) -> Iterator[str]:
    for word in reversed(Bewijs):
        rows = [row for row in found.geteld if row.bewijs is word]
        if not rows:
            continue
        yield f"{sentence_case(word.value)} ({BEWIJS_UITLEG[word]})"
        yield ""
        table: list[Row] = [_HEADER]
        for row in rows:
            best = row.tegenstanders[0]
            table.append(
                (
                    sentence_case(row.naam),
                    _fit(row.cijfer_naam),
                    format_number(row.n, 0),
                    format_number(row.groepen, 0),
                    two(row.samenhang),
                    between(row.laag, row.hoog),
                    _fit(opponent(best, found.rulebook).removeprefix(f"{Manier.KOLOM.value}: ")),
                    two(best.samenhang),
                    verdict(row),
                )
            )
        yield from text_table(table)
        yield ""


def _learned(found: Terugblik) -> Iterator[str]:
    if found.weggelaten:
        yield "Niet vergeleken en niet geteld, want de gewichten zijn ervan geleerd"
        yield ""
        yield from (f"{sentence_case(row.naam)} met {row.cijfer_naam}: {row.reden}" for row in found.weggelaten)
        yield ""


def _fit(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


def _closing(found: Terugblik) -> Iterator[str]:
    rows = found.geteld
    if not rows:
        yield "Er is niets vergeleken; de meldingen zeggen waarom."
        return
    areas = f"{format_number(found.gebieden_n, 0)} gebieden"
    yield f"{plural(len(rows), 'vergelijking', 'vergelijkingen')} over {areas}: {counted(rows)}."
    chance = format_number(found.toevallig, 1)
    yield f"Door toeval alleen komt er naar verwachting {chance} keer 'voegt toe' uit."
    yield "Samenhang over gebieden zegt niets over een persoon, en niets over oorzaken."
