"""Charts with a colour and cells of its own for each series, by LibreOffice's own model of a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from buurtwijzer.reporting.rekenbladen.model import Bereik, Grafiek, Reeks
from buurtwijzer_excel.engines.calc.bridge import Bridge, enum, struct
from buurtwijzer_excel.engines.calc.formats import Formats
from buurtwijzer_excel.engines.calc.units import from_color, from_points, to_points
from buurtwijzer_excel.workbook.dressing import CHART_INK, CHART_LINE, area_of

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.sheets import Sheet

_POINTS_PER_PIXEL = 0.75
_GAP, _OVERLAP = 60, 100
_CIRCLE, _MARK_SIZE, _LINE_WIDTH = 8, 180, 50
_TEXT_SIZE, _TITLE_SIZE, _BOLD = 9.0, 11.0, 150.0


def draw_chart(sheet: Sheet, grafiek: Grafiek, naam: str) -> None:
    """Draw a chart on a sheet.

    Args:
        sheet: The sheet; its rows have their heights already.
        grafiek: What to draw.
        naam: Name of the chart.
    """
    bridge = sheet.book.app.bridge
    corner = sheet.xl.getCellByPosition(grafiek.kolom, grafiek.rij).Position
    width, height = grafiek.breedte * _POINTS_PER_PIXEL, grafiek.hoogte * _POINTS_PER_PIXEL
    first = grafiek.reeksen[0]
    source = sheet.range(area_of(first.waarden).address())  # without any cells it would have no model yet
    made = sheet.charts.add(to_points(corner.X), to_points(corner.Y), width, height, None, source, None, naam)
    made.xl.Description = grafiek.alt
    made.set_size(from_points(width), from_points(height))
    document = made.api[1]
    _put_series(bridge, document, grafiek)
    document.HasMainTitle = True
    title = document.getTitle()
    title.String = grafiek.titel
    _write_in(title, _TITLE_SIZE)
    title.CharWeight = _BOLD
    document.HasLegend = grafiek.legenda
    if grafiek.legenda:
        legend = document.getLegend()
        legend.Alignment = enum("chart.ChartLegendPosition", "BOTTOM")
        legend.FillStyle, legend.LineStyle = enum("drawing.FillStyle", "NONE"), enum("drawing.LineStyle", "NONE")
        _write_in(legend, _TEXT_SIZE)
    _dress_axes(document, grafiek)


def _put_series(bridge: Bridge, document: Any, grafiek: Grafiek) -> None:
    is_line = grafiek.soort == "lijn"
    kind = bridge.service("chart2.ScatterChartType" if is_line else "chart2.ColumnChartType")
    provider = document.getDataProvider()
    kind.setDataSeries(tuple(_series(bridge, provider, grafiek, reeks) for reeks in grafiek.reeksen))
    system = document.getFirstDiagram().getCoordinateSystems()[0]
    if not is_line:
        system.setPropertyValue("SwapXAndYAxis", grafiek.soort == "staven")
    system.setChartTypes((kind,))
    if is_line:
        return
    axis = system.getAxisByDimension(0, 0)
    scale = axis.getScaleData()
    scale.Categories = _labelled(bridge, provider, grafiek.reeksen[0].labels, "categories", "")
    scale.Orientation = enum("chart2.AxisOrientation", "REVERSE" if grafiek.soort == "staven" else "MATHEMATICAL")
    axis.setScaleData(scale)


def _series(bridge: Bridge, provider: Any, grafiek: Grafiek, reeks: Reeks) -> Any:
    made = bridge.service("chart2.DataSeries")
    data = [_labelled(bridge, provider, reeks.waarden, "values-y", reeks.naam)]
    if grafiek.soort == "lijn":
        data.append(_labelled(bridge, provider, reeks.labels, "values-x", ""))
    made.setData(tuple(data))
    if grafiek.soort == "kolommen":
        made.StackingDirection = enum("chart2.StackingDirection", "Y_STACKING")
    if grafiek.soort != "lijn":
        made.BorderStyle = enum("drawing.LineStyle", "NONE")
    made.ShowLegendEntry = reeks.kleur is not None
    if reeks.kleur is None:
        made.FillStyle = enum("drawing.FillStyle", "NONE")
        return made
    made.Color = from_color(reeks.kleur)
    if grafiek.soort == "lijn":
        size = struct("awt.Size", Width=_MARK_SIZE, Height=_MARK_SIZE)
        made.Symbol = struct(
            "chart2.Symbol", Style=enum("chart2.SymbolStyle", "STANDARD"), StandardSymbol=_CIRCLE, Size=size
        )
        made.LineWidth = _LINE_WIDTH
    return made


def _labelled(bridge: Bridge, provider: Any, waar: Bereik, role: str, naam: str) -> Any:
    made = bridge.service("chart2.data.LabeledDataSequence")
    values = provider.createDataSequenceByRangeRepresentation(_reference(waar))
    values.setPropertyValue("Role", role)
    made.setValues(values)
    if naam:
        made.setLabel(provider.createDataSequenceByRangeRepresentation(f'"{naam}"'))
    return made


def _reference(waar: Bereik) -> str:
    """Give cells as a chart of LibreOffice names them."""
    quoted = waar.blad.replace("'", "''")
    return f"$'{quoted}'.{area_of(waar).address()}"


def _dress_axes(document: Any, grafiek: Grafiek) -> None:
    diagram = document.getDiagram()
    names, values = diagram.getXAxis(), diagram.getYAxis()
    for axis in (names, values):
        _write_in(axis, _TEXT_SIZE)
        axis.LineColor = from_color(CHART_LINE)
    names.LabelPosition = enum("chart.ChartAxisLabelPosition", "OUTSIDE_START")
    values.LabelPosition = enum(
        "chart.ChartAxisLabelPosition", "OUTSIDE_END" if grafiek.soort == "staven" else "OUTSIDE_START"
    )
    if grafiek.soort != "lijn":
        values.Overlap, values.GapWidth = _OVERLAP, _GAP
    wall = diagram.getWall()
    wall.FillStyle, wall.LineStyle = enum("drawing.FillStyle", "NONE"), enum("drawing.LineStyle", "NONE")
    for axis in (names, values) if grafiek.soort == "lijn" else (values,):
        axis.LinkNumberFormatToSource = False
        axis.NumberFormat = Formats(document).key_of(grafiek.getal)
    diagram.HasYAxisGrid = True
    diagram.getYMainGrid().LineColor = from_color(CHART_LINE)
    for text, is_shown, title in (
        (grafiek.as_labels, "HasXAxisTitle", "XAxisTitle"),
        (grafiek.as_waarden, "HasYAxisTitle", "YAxisTitle"),
    ):
        if text:
            diagram.setPropertyValue(is_shown, True)
            shape = getattr(diagram, title)
            shape.String = text
            _write_in(shape, _TEXT_SIZE)


def _write_in(part: Any, size: float) -> None:
    part.CharHeight, part.CharColor = size, from_color(CHART_INK)
