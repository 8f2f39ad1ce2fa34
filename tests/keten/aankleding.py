"""What sheets wear in memory and in a live LibreOffice, read back in one form."""

from __future__ import annotations

from typing import Any

import xlwings as xw

from buurtwijzer_excel.engines.addresses import parse_areas
from buurtwijzer_excel.engines.calc.cells import area_of
from buurtwijzer_excel.workbook.dressing import CHART_MARK

_KINDS = {"DECIMAL": "getal", "WHOLE": "geheel", "DATE": "datum", "TEXT_LEN": "tekst", "LIST": "lijst", "ANY": ""}
WATCHED = ("B2", "B5", "B6", "B7", "B12", "C5", "D2", "H2", "J6", "K6", "T2", "U2")


def worn(sheet: xw.Sheet) -> dict[str, Any]:
    """Give the charts with their titles, the cells whose colour follows a value, and what is watched in some cells."""
    return _in_memory(sheet.impl.model) if sheet.book.app.engine.name == "memory" else _in_calc(sheet)


def _in_memory(model: Any) -> dict[str, Any]:
    def watched(cell: str) -> str:
        (place,) = parse_areas(cell)
        return next((k["soort"] for k in model.keuzes if parse_areas(k["adres"])[0].meets(place)), "")

    colours: dict[str, int] = {}
    for rule in model.kleuren:
        address = parse_areas(rule["adres"])[0].address()
        colours[address] = colours.get(address, 0) + 1
    return {
        "grafieken": [(c["naam"], c["titel"], len(c["reeksen"])) for c in model.grafieken],
        "kleuren": colours,
        "keuzes": {cell: watched(cell) for cell in WATCHED},
    }


def _in_calc(sheet: xw.Sheet) -> dict[str, Any]:
    live = sheet.impl.xl
    charts = [chart for chart in sheet.impl.charts if chart.name.startswith(CHART_MARK)]
    rules = live.ConditionalFormats.getConditionalFormats()
    return {
        "grafieken": [(c.name, c.title, len(_series(c))) for c in charts],
        "kleuren": {
            area_of(address).address(): rule.getCount() for rule in rules for address in rule.Range.RangeAddresses
        },
        "keuzes": {cell: _KINDS[live.getCellRangeByName(cell).Validation.Type.value] for cell in WATCHED},
    }


def _series(chart: Any) -> Any:
    system = chart.api[1].getFirstDiagram().getCoordinateSystems()[0]
    return system.getChartTypes()[0].getDataSeries()
