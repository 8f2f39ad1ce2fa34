"""Sheet ``Tijdlijn grafieken``: per area and subject a native line through the years and a bar per part of the change.

The years stand at their real distance from each other, so that a jump over four years is no steeper than it was. Only
values, no formulas: the numbers are those of the sheet ``Tijdlijn``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from buurtwijzer.evidence.timeline.model import Change, Timeline, Timelines
from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.styles import CHART_COMPARED, CHART_INK, CHART_LINE, CHART_OWN, FONT, Styles
from buurtwijzer.reporting.texts import STANDING_LINE, sentence_case
from buurtwijzer.reporting.timeline_text import is_fine, timeline_sentence, unit

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

NAAM = "Tijdlijn grafieken"
_A4, _ROW_PIXELS, _CHART_COLUMN, _LAST_COLUMN = 9, 20, 6, 13
_WIDTH, _LINES_HIGH, _ROWS_A_PART = 620, 15, 1.6
_TEXT_ROWS, _LEAST_PARTS, _PAGE_ROWS = 3, 2, 50
_FONT = {"name": FONT, "size": 9, "color": CHART_INK}


@dataclass(frozen=True, slots=True)
class _Series:
    """A line in a chart: its name, its values per year (NaN where there is none) and its looks."""

    naam: str
    waarden: tuple[float, ...]
    kleur: str
    dikte: float
    streep: str


def timeline_charts(timelines: Timelines, footer: str) -> Callable[[Workbook, Styles], None] | None:
    """Prepare the sheet.

    Args:
        timelines: The timelines.
        footer: Foot of the page.

    Returns:
        What adds it to a workbook; None when there is nothing to draw.
    """
    lines = tuple(line for line in timelines.lijnen if not line.reden)
    if not lines:
        return None

    def add(workbook: Workbook, styles: Styles) -> None:
        sheet = workbook.add_worksheet(NAAM)
        sheet.write_string(0, 0, "Hoe kwam het zo", styles.own("titel"))
        at, page, breaks = 2, 0, []
        for line in lines:
            start, at = at, _block(workbook, sheet, styles, line, at)
            if at - page > _PAGE_ROWS and start > page:
                page = start
                breaks.append(start)
        _page(sheet, footer, at, breaks)

    return add


def _block(workbook: Workbook, sheet: Worksheet, styles: Styles, line: Timeline, at: int) -> int:
    """Write one area: its sentence, its numbers, its charts; give the row after it."""
    title = f"{line.naam} ({line.code}): {sentence_case(line.onderwerp.naam)}"
    sheet.write_string(at, 0, clean_text(title), styles.own("naam"))
    sheet.merge_range(at + 1, 0, at + _TEXT_ROWS, _LAST_COLUMN, "", styles.own("tekst"))
    sheet.write_string(at + 1, 0, clean_text(timeline_sentence(line)), styles.own("tekst"))
    start = at + _TEXT_ROWS + 2
    given = [point for point in line.punten if not point.reden]
    years, form = tuple(point.jaar for point in given), "fijn" if is_fine(line.onderwerp) else "getal"
    series = tuple(_series(line))
    _head(sheet, styles, start, ("jaar", *(one.naam for one in series)))
    for row, year in enumerate(years, start + 1):
        sheet.write_number(row, 0, year, styles.own("jaartal"))
        for column, one in enumerate(series, 1):
            value = one.waarden[row - start - 1]
            if math.isnan(value):
                sheet.write_blank(row, column, None, styles.own(form))
            else:
                sheet.write_number(row, column, round(value, 6), styles.own(form))
    _line_chart(workbook, sheet, line, series, (start, len(years)))
    low = start + max(len(years) + 2, _LINES_HIGH + 1)
    split = line.gesplitst or line.geheel
    if split is None or len(split.delen) < _LEAST_PARTS:
        return low + 1
    return _parts(workbook, sheet, (styles, form), split, low) + 1


def _series(line: Timeline) -> Iterator[_Series]:
    given = [point for point in line.punten if not point.reden]
    yield _Series("dit gebied", tuple(point.waarde for point in given), CHART_OWN, 2.75, "solid")
    beside = (
        (
            "vergelijkbaar",
            line.vergelijkbaar,
            tuple(point.ernaast.vergelijkbaar for point in given),
            CHART_LINE,
            "dash",
        ),
        ("gemeente", line.in_gemeente, tuple(point.ernaast.gemeente for point in given), CHART_LINE, "round_dot"),
        ("", line.overal, tuple(point.ernaast.overal for point in given), CHART_COMPARED, "solid"),
    )
    for name, group, values, colour, dash in beside:
        if group.gebieden_n:
            yield _Series(name or (group.naam if group.naam[0].isupper() else "overal"), values, colour, 1.75, dash)


def _head(sheet: Worksheet, styles: Styles, row: int, texts: tuple[str, ...]) -> None:
    for column, text in enumerate(texts):
        sheet.write_string(row, column, clean_text(text), styles.own("kop" if column == 0 else "kop_getal"))


def _line_chart(
    workbook: Workbook, sheet: Worksheet, line: Timeline, series: tuple[_Series, ...], at: tuple[int, int]
) -> None:
    start, count = at
    chart: Any = workbook.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    for column, one in enumerate(series, 1):
        fill = {"color": one.kleur}
        chart.add_series(
            {
                "name": [NAAM, start, column],
                "categories": [NAAM, start + 1, 0, start + count, 0],
                "values": [NAAM, start + 1, column, start + count, column],
                "line": {**fill, "width": one.dikte, "dash_type": one.streep},
                "marker": {"type": "circle", "size": 6 if column == 1 else 4, "fill": fill, "border": fill},
            }
        )
    title = f"{sentence_case(line.onderwerp.naam)},{unit(line.onderwerp) or ' aantal'}"
    chart.set_title({"name": clean_text(title), "name_font": {**_FONT, "size": 11, "bold": True}, "overlay": False})
    given = [point.jaar for point in line.punten if not point.reden]
    step = max(1, math.ceil((given[-1] - given[0]) / 12))
    axis = {"num_font": _FONT, "line": {"color": CHART_LINE}, "major_gridlines": {"visible": False}}
    chart.set_x_axis({**axis, "min": given[0], "max": given[-1], "major_unit": step, "num_format": "0"})
    grid = {"visible": True, "line": {"color": CHART_COMPARED, "width": 0.5}}
    known = [value for one in series for value in one.waarden if not math.isnan(value)]
    low, high, unit_size = _nice(min(known), max(known))
    chart.set_y_axis(
        {
            **axis,
            "major_gridlines": grid,
            "min": low,
            "max": high,
            "major_unit": unit_size,
            "num_format": "0" if unit_size >= 1 else "0.0" if unit_size >= 0.1 else "0.00",
        }
    )
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_size({"width": _WIDTH, "height": _LINES_HIGH * _ROW_PIXELS})
    years = f"van {given[0]} tot {given[-1]}"
    alt = (
        f"Lijngrafiek: {line.onderwerp.naam} in {line.naam} {years}, naast {_named(series)}. "
        "Dezelfde getallen staan in de tabel links ervan."
    )
    sheet.insert_chart(start, _CHART_COLUMN, chart, {"description": clean_text(alt), "object_position": 1})


def _named(series: tuple[_Series, ...]) -> str:
    return " en ".join(one.naam for one in series[1:]) or "niets anders"


def _nice(low: float, high: float) -> tuple[float, float, float]:
    """Give ends and step of an axis on round numbers, with some room."""
    span = max(high - low, abs(high) * 0.01, 1e-6)
    raw = span / 5
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * one for one in (1, 2, 5, 10) if size * one >= raw)
    return round(math.floor(low / step) * step, 9), round(math.ceil(high / step) * step, 9), round(step, 9)


def _parts(workbook: Workbook, sheet: Worksheet, looks: tuple[Styles, str], split: Change, at: int) -> int:
    """Write what the change is made of, with a bar per part; give the row after it."""
    styles, form = looks
    _head(sheet, styles, at, (f"{split.van} naar {split.tot}", "erbij"))
    for row, part in enumerate(split.delen, at + 1):
        sheet.write_string(row, 0, clean_text(part.naam), styles.own("label"))
        sheet.write_number(row, 1, round(part.bijdrage, 6), styles.own(form))
    last = at + len(split.delen)
    sheet.write_string(last + 1, 0, "samen", styles.own("label"))
    sheet.write_number(last + 1, 1, round(split.verschil, 6), styles.own(form))
    chart: Any = workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "erbij",
            "categories": [NAAM, at + 1, 0, last, 0],
            "values": [NAAM, at + 1, 1, last, 1],
            "fill": {"color": CHART_OWN},
            "border": {"color": CHART_LINE, "width": 0.75},
            "gap": 60,
        }
    )
    title = f"Waaruit de verandering van {split.van} naar {split.tot} bestaat"
    chart.set_title({"name": title, "name_font": {**_FONT, "size": 11, "bold": True}, "overlay": False})
    chart.set_y_axis(
        {
            "reverse": True,
            "interval_unit": 1,
            "num_font": {**_FONT, "size": 8},
            "label_position": "low",
            "line": {"color": CHART_LINE},
            "major_tick_mark": "none",
        }
    )
    grid = {"visible": True, "line": {"color": CHART_COMPARED, "width": 0.5}}
    chart.set_x_axis({"num_font": _FONT, "num_format": "0.0#", "major_gridlines": grid, "label_position": "high"})
    chart.set_legend({"none": True})
    rows = math.ceil(max(len(split.delen), 4) * _ROWS_A_PART) + 3
    chart.set_size({"width": _WIDTH, "height": rows * _ROW_PIXELS})
    alt = f"Staafgrafiek: {title.lower()}. Dezelfde getallen staan in de tabel links ervan."
    sheet.insert_chart(at, _CHART_COLUMN, chart, {"description": alt, "object_position": 1})
    return at + max(len(split.delen) + 2, rows + 1)


def _page(sheet: Worksheet, footer: str, last: int, breaks: list[int]) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 4, 13)
    sheet.set_column(5, 5, 2)
    sheet.set_default_row(_ROW_PIXELS * 0.75)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks(breaks)
    sheet.print_area(0, 0, last, _LAST_COLUMN + 3)
    sheet.write_string(last, 0, STANDING_LINE)
    sheet.set_footer(footer)
