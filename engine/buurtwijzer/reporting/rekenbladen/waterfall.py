"""A waterfall as stacked columns: from costs per payer over benefits per party to the balance, read from live cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.model import Grafiek, Reeks
from buurtwijzer.reporting.rekenbladen.stijlen import BALANCE, COST, GAIN
from buurtwijzer.valuation.expressions import Expression, Number, Together

_KINDS: tuple[tuple[Literal["kosten", "baten", "saldo"], str], ...] = (
    ("kosten", COST),
    ("baten", GAIN),
    ("saldo", BALANCE),
)
_HEADER = ("Grafiek, in euro (contant)", "Bedrag", "Begint bij", "Eindigt bij", "Onder de staaf")
CHART_ROWS = 19


@dataclass(frozen=True, slots=True)
class Bar:
    """One column: its name, how far it goes up or down, and its kind."""

    naam: str
    bedrag: Expression
    soort: Literal["kosten", "baten", "saldo"]


def add_waterfall(draft: Draft, top: int, row: int, bars: Sequence[Bar]) -> int:
    """Add the chart and, elsewhere, the cells it reads.

    Args:
        draft: The sheet.
        top: Row of the chart; it takes `CHART_ROWS`.
        row: First row of the cells it reads, which nobody has to print.
        bars: Costs and benefits; the balance comes after them.

    Returns:
        First free row.
    """
    sides = [(f"{kind} {side}", True) for kind, _ in _KINDS for side in ("boven 0", "onder 0")]
    draft.header(row, [(text, place > 0) for place, text in enumerate(_HEADER)] + sides)
    before: Expression = Number(0.0)
    for number, bar in enumerate(bars, start=1):
        before = _bar(draft, row + number, number, bar, before)
    number = len(bars) + 1
    _bar(draft, row + number, number, Bar("Saldo", before, "saldo"), Number(0.0))
    labels = draft.area(row + 1, 0, number)
    series = [Reeks("basis", labels, draft.area(row + 1, 4, number), None)]
    for place, (kind, colour) in enumerate(_KINDS):
        series += [Reeks(kind, labels, draft.area(row + 1, 5 + 2 * place + side, number), colour) for side in range(2)]
    draft.grafieken.append(
        Grafiek(
            "kolommen",
            "Van kosten naar saldo, per partij (euro, contant)",
            "Watervalgrafiek: eerst wat elke partij betaalt, dan wat elke partij krijgt (kas, capaciteit en "
            "maatschappelijke waarde samen, volgens de schakelaars), als laatste het saldo. Dezelfde getallen staan in "
            "de tabel onderaan dit blad, buiten de afdruk.",
            tuple(series),
            top,
            0,
            breedte=1000,
            hoogte=380,
            as_waarden="euro",
        )
    )
    return row + number + 1


def _bar(draft: Draft, row: int, number: int, bar: Bar, before: Expression) -> Expression:
    layout, id_ = draft.layout, f"grafiek_{number}"
    draft.put(row, 0, bar.naam, "tekst")
    amount = layout.define(f"{id_}_bedrag", bar.bedrag)
    start = layout.define(f"{id_}_begin", before)
    end = layout.define(f"{id_}_eind", start + amount)
    low, high = Together("MIN", (start, end)), Together("MAX", (start, end))
    nil = Number(0.0)
    base = Together("MAX", (nil, low)) + Together("MIN", (nil, high))
    above = Together("MAX", (nil, high)) - Together("MAX", (nil, low))
    below = Together("MIN", (nil, low)) - Together("MIN", (nil, high))
    cells: list[tuple[str, Expression | None]] = [("basis", base)]
    for kind, _ in _KINDS:
        shown = kind == bar.soort
        cells += [(f"{kind}_boven", above if shown else None), (f"{kind}_onder", below if shown else None)]
    for column, naam in enumerate(("bedrag", "begin", "eind"), 1):
        draft.home(row, column, f"{id_}_{naam}", "euro")
    for column, (naam, formule) in enumerate(cells, 4):
        if formule is None:
            draft.put(row, column, None, "euro")
        else:
            layout.define(f"{id_}_{naam}", formule)
            draft.home(row, column, f"{id_}_{naam}", "euro")
    return end
