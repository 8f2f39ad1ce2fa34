"""*Waarde per euro* in a live LibreOffice: what it computes from the formulas is what the engine computes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from buurtwijzer.reporting.rekenbladen.model import Formule, Rekenblad
from buurtwijzer.reporting.rekenbladen.simulatie import VEROUDERD
from buurtwijzer_excel.commands.perform import attempt
from buurtwijzer_excel.engines.calc.dressing import STYLE_MARK
from buurtwijzer_excel.live.plans import Worth, plan_block, value
from buurtwijzer_excel.live.reading import read_book
from tests.calc import opened
from tests.keten.aankleding import worn
from tests.keten.scenario_excel import save_payload, select, standard_payload
from tests.keten.test_waarde_knoppen import HEAD, NOTHING, OURS, at, explain

_CLOSE = 1e-9


@pytest.fixture
def book(calc: xw.App, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.Book]:
    """Give the sample municipality with a plan of three lines, made by the button and filled in by hand."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("BUURTWIJZER_REGELS", raising=False)
    path = tmp_path / "mijn buurten.xlsx"
    save_payload(standard_payload(root), path)
    with opened(calc, path) as found:
        select(calc, "A4:A6")
        press(calc)
        plan = found.sheets["Plan"]
        plan.range((2, HEAD.index("nulalternatief") + 1)).value = NOTHING
        plan.range((2, HEAD.index("interventie") + 1)).value = "portiekaanpak"
        plan.range((2, HEAD.index("jaren") + 1)).value = 1.0
        plan.range((2, HEAD.index("verdeling") + 1)).value = "gemeente 60%; corporatie 40%"
        press(calc)
        yield found


def press(calc: xw.App) -> str:
    outcome = attempt("waarde_per_euro", calc)
    assert outcome.is_gelukt, outcome.tekst
    return outcome.tekst


def worth(book: xw.Book) -> Worth:
    """Compute what stands in the workbook, by the engine."""
    reading = read_book(book)
    blok = plan_block(reading)
    assert blok is not None
    return value(reading, blok, lambda _step, _done: None, beside=False)


def differences(book: xw.Book, blad: Rekenblad) -> list[tuple[tuple[int, int], object, object]]:
    """Give the cells with a formula in which LibreOffice has something else than the engine."""
    cells = book.sheets[blad.naam].range((1, 1), book.sheets[blad.naam].used_range.last_cell).options(ndim=2).value
    found: list[tuple[tuple[int, int], object, object]] = []
    for (row, column), cel in blad.cellen.items():
        if isinstance(cel.inhoud, Formule):
            now, wanted = cells[row][column], cel.inhoud.waarde
            is_same = (
                math.isclose(now, wanted, rel_tol=_CLOSE, abs_tol=_CLOSE)
                if isinstance(now, float) and isinstance(wanted, float)
                else (now or "") == wanted
            )
            if not is_same:
                found.append(((row, column), now, wanted))
    return found


def clothes(book: xw.Book) -> dict[str, dict[str, Any]]:
    return {sheet.name: worn(sheet) for sheet in book.sheets}


def styles_of_ours(book: xw.Book) -> list[str]:
    families = book.impl.xl.StyleFamilies
    names = [name for family in ("CellStyles", "PageStyles") for name in families.getByName(family).getElementNames()]
    return [name for name in names if name.startswith(STYLE_MARK)]


def test_libreoffice_computes_what_the_engine_does_before_and_after_a_change_and_all_of_it_goes(
    calc: xw.App, book: xw.Book
) -> None:
    assert [name for name in OURS if name in book.sheet_names] == OURS
    before = clothes(book)
    assert [len(before[name]["grafieken"]) for name in OURS] == [1, 1, 0, 0, 0]
    assert all(before[name]["kleuren"] for name in ("Waarde per euro", "Berekening"))
    assert "getal" in before["Aannames"]["keuzes"].values()
    assert before["Plan"]["keuzes"]["D2"] == "lijst"
    made = worth(book)
    assert {blad.naam: differences(book, blad) for blad in made.bladen} == {name: [] for name in OURS}
    front, assumptions = book.sheets["Waarde per euro"], book.sheets["Aannames"]
    assert not any(VEROUDERD in str(line) for line in front.range("A1:C200").options(ndim=2).value)

    cell = at(assumptions, "discontovoet")
    cell.value = 0.05
    assert any(VEROUDERD in str(line) for line in front.range("A1:C200").options(ndim=2).value)
    explain(cell)
    changed = worth(book)
    total = made.waardering.waarden["t_saldo"], changed.waardering.waarden["t_saldo"]
    assert not math.isclose(*total, rel_tol=1e-4)
    shown = [cell for line in front.range("A20:C60").options(ndim=2).value for cell in line if isinstance(cell, float)]
    assert any(math.isclose(cell, total[1], rel_tol=_CLOSE) for cell in shown)

    press(calc)
    assert clothes(book) == before
    assert {blad.naam: differences(book, blad) for blad in worth(book).bladen} == {name: [] for name in OURS}
    assert at(assumptions, "discontovoet").value == 0.05
    assert at(assumptions, "discontovoet").offset(0, 10).value == datetime(2026, 3, 2)  # noqa: DTZ001
    assert not any(VEROUDERD in str(line) for line in front.range("A1:C200").options(ndim=2).value)

    cell.value = 0.0225
    cell.offset(0, 9).resize(1, 3).clear_contents()
    attempt("opruimen", calc)
    assert not set(OURS) & set(book.sheet_names)
    assert [name.name for name in book.names] == ["EigenNaam"]
    assert "Plan" in book.sheet_names
    assert not styles_of_ours(book)
