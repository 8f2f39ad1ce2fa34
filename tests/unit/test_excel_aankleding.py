"""What Excel is asked for when a sheet is dressed. Excel itself is not here: a stand-in keeps what it was told."""

from __future__ import annotations

from typing import Any, Self

import pytest
import xlwings as xw

from buurtwijzer.reporting.rekenbladen.model import Afdruk, Bereik, Grafiek, Keuze, Kleurregel, Reeks
from buurtwijzer.reporting.rekenbladen.stijlen import FOUT, GOED
from buurtwijzer_excel.engines.memory import start
from buurtwijzer_excel.live.excel_dressing import ExcelDressing
from buurtwijzer_excel.workbook.dressing import CHART_MARK, Keuzelijst

HERE = Bereik("Blad1", 1, 1, 3, 1)


class Com:
    """An object of Excel that takes everything and keeps what was done under its whole name."""

    Count = 0
    FormulaLocal = "=ISTEKST(B2)"

    def __init__(self, told: list[tuple[str, Any]], name: str = "") -> None:
        object.__setattr__(self, "told", told)
        object.__setattr__(self, "name", name)

    def __getattr__(self, name: str) -> Self:
        return type(self)(self.told, f"{self.name}.{name}")

    def __setattr__(self, name: str, value: Any) -> None:
        self.told.append((f"{self.name}.{name}", value))

    def __call__(self, *given: Any, **named: Any) -> Self:
        self.told.append((f"{self.name}()", (*given, *named.values())))
        return type(self)(self.told, self.name)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    monkeypatch.setattr(xw.Sheet, "api", property(lambda _self: Com(found)))
    monkeypatch.setattr(xw.Range, "api", property(lambda _self: Com(found, "cel")))
    return found


@pytest.fixture
def way() -> ExcelDressing:
    app = start({"schema": 1, "werkmap": {"bladen": [{"naam": "Blad1", "waarden": [["a", "b"], ["c", 1.0]]}]}})
    return ExcelDressing(app.books.active.sheets[0])


def done(told: list[tuple[str, Any]], end: str) -> list[Any]:
    return [value for name, value in told if name.endswith(end)]


def test_what_may_be_typed(told: list[tuple[str, Any]], way: ExcelDressing) -> None:
    way.allow(
        [
            Keuze(HERE, "getal", 0.0, 1.5, "Eigen waarde", "uitleg", "fout"),
            Keuze(HERE, "datum", None, None, "Datum", "uitleg", "fout"),
            Keuzelijst(HERE, Bereik("Mijn blad", 0, 0, 9), "Kies", "een gebied"),
        ]
    )
    assert done(told, "Validation.Add()") == [
        (2, 1, 1, 0.0, 1.5),
        (4, 1, 7, 36526),
        (3, 1, 1, "='Mijn blad'!$A$1:$A$9"),
    ]
    assert done(told, ".InputTitle") == ["Eigen waarde", "Datum", "Kies"]
    assert done(told, ".ShowError") == [True, True, False]


def test_colours_follow_values_and_formulas_in_the_users_own_words(
    told: list[tuple[str, Any]], way: ExcelDressing
) -> None:
    way.color([Kleurregel(HERE, 1.0, GOED), Kleurregel(HERE, "oud", FOUT), Kleurregel(HERE, "", FOUT, "ISTEXT(B2)")])
    assert done(told, "FormatConditions.Add()") == [(1, 3, 1.0), (1, 3, '="oud"'), (2, "=ISTEKST(B2)")]
    assert done(told, "cel.Formula") == ["=ISTEXT(B2)"]
    assert done(told, "Interior.Color")[0] == 0xE4EFDC  # blue first


@pytest.mark.parametrize(("soort", "number"), [("kolommen", 52), ("staven", 57), ("lijn", 74)])
def test_a_chart_has_a_series_for_each_row_of_cells(
    soort: Any, number: int, told: list[tuple[str, Any]], way: ExcelDressing
) -> None:
    reeksen = (Reeks("basis", HERE, HERE, None), Reeks("kosten", HERE, HERE, "#C9823B"))
    way.draw([Grafiek(soort, "Titel", "Alt", reeksen, 4, 0, as_waarden="euro", legenda=True)])
    assert done(told, ".ChartType") == [number]
    assert done(told, "NewSeries.Name") == ["basis", "kosten"]
    assert done(told, ".AlternativeText") == ["Alt"]
    assert f"{CHART_MARK}1" in done(told, ".Name")
    assert len(done(told, "LegendEntries()")) == 1


def test_it_prints_on_its_side_one_page_wide(told: list[tuple[str, Any]], way: ExcelDressing) -> None:
    way.print_wide(Afdruk(4, (20,)))
    assert done(told, ".FitToPagesWide") == [1]
    assert done(told, ".PrintTitleRows") == ["$1:$4"]
    assert done(told, ".Cells()") == [(21, 1)]
