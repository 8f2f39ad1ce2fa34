"""Dresses a sheet in Excel itself, by the object model that Microsoft documents for Windows.

Written after that documentation; not tried in Excel. Where a program does not have these objects (Excel on a Mac goes
another way) the first call fails, and `live.dressing` tells the user what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from buurtwijzer.reporting.rekenbladen.model import Afdruk, Bereik, Grafiek, Keuze, Kleurregel, Reeks
from buurtwijzer.reporting.rekenbladen.stijlen import CONDITIONAL, OUD, Look
from buurtwijzer.reporting.styles import FONT
from buurtwijzer_excel.engines.addresses import Area
from buurtwijzer_excel.workbook.dressing import CHART_INK, CHART_MARK, Keuzelijst, Wear, indents

if TYPE_CHECKING:
    import xlwings as xw

_LONGEST = 240
# numbers of Excel's own: XlDVType, XlDVAlertStyle, XlFormatConditionOperator, XlFormatConditionType
_DECIMAL, _WHOLE, _LIST, _DATE, _LENGTH = 2, 1, 3, 4, 6
_STOP, _BETWEEN, _EQUAL, _AT_LEAST, _AT_MOST = 1, 1, 3, 7, 8
_BY_VALUE, _BY_FORMULA = 1, 2
_FIRST_DAY = 36526  # 1 January 2000
# XlChartType, XlAxisType, XlTickLabelPosition, XlLegendPosition, XlBordersIndex, XlLineStyle, XlVAlign
_CHARTS = {"kolommen": 52, "staven": 57, "lijn": 74}
_NAMES, _VALUES, _LOW, _HIGH, _BOTTOM = 1, 2, -4134, -4127, -4107
_LEFT_EDGE, _TOP_EDGE, _BOTTOM_EDGE, _RIGHT_EDGE, _BETWEEN_ROWS, _BETWEEN_COLUMNS = 7, 8, 9, 10, 12, 11
_CONTINUOUS, _CIRCLE, _LANDSCAPE = 1, 8, 2
_POINTS_PER_PIXEL = 0.75


class ExcelDressing:
    """Dresses one sheet."""

    def __init__(self, sheet: xw.Sheet) -> None:
        self._sheet = sheet

    def wear(self, looks: Sequence[Wear]) -> None:
        """Give cells their looks, as many cells together as an address may name."""
        for worn in looks:
            for part in _parts(self._sheet, worn.areas):
                _dress_part(part, worn.look)
        for worn in looks:
            for area in worn.areas:
                _line(self._sheet.range(area.address()), worn.look)

    def allow(self, keuzes: Sequence[Keuze | Keuzelijst]) -> None:
        """Watch over what is typed, and offer lists."""
        self._sheet.api.Cells.Validation.Delete()
        for keuze in keuzes:
            rule = self._sheet.api.Range(keuze.waar.lokaal).Validation
            rule.Delete()
            if isinstance(keuze, Keuzelijst):
                rule.Add(_LIST, _STOP, _BETWEEN, self._list(keuze))
                rule.InCellDropdown, rule.ShowError = True, False
            else:
                _add_rule(rule, keuze)
            rule.InputTitle, rule.InputMessage, rule.ShowInput = keuze.titel, keuze.uitleg, True

    def color(self, regels: Sequence[Kleurregel]) -> None:
        """Let looks follow values; a formula counts from the cell that is selected and is read in the own language."""
        self._sheet.api.Cells.FormatConditions.Delete()
        with self._in_front():
            for regel in regels:
                cells = self._sheet.api.Range(regel.waar.lokaal)
                if regel.formule:
                    cells.Cells(1, 1).Select()
                    made = cells.FormatConditions.Add(_BY_FORMULA, Formula1=self._own_words(f"={regel.formule}"))
                else:
                    value = f'="{regel.gelijk_aan}"' if isinstance(regel.gelijk_aan, str) else regel.gelijk_aan
                    made = cells.FormatConditions.Add(_BY_VALUE, _EQUAL, value)
                fill, ink = CONDITIONAL[regel.stijl]
                made.Interior.Color, made.Font.Color = _colour(fill), _colour(ink)
                made.Font.Strikethrough = regel.stijl == OUD
                made.StopIfTrue = False

    def draw(self, grafieken: Sequence[Grafiek]) -> None:
        """Draw charts in the place of those we drew before."""
        drawn = self._sheet.api.ChartObjects()
        for number in range(drawn.Count, 0, -1):
            if drawn.Item(number).Name.startswith(CHART_MARK):
                drawn.Item(number).Delete()
        for number, grafiek in enumerate(grafieken, start=1):
            self._draw(grafiek, f"{CHART_MARK}{number}")

    def print_wide(self, afdruk: Afdruk) -> None:
        """Let the sheet print on its side, one page wide."""
        setup = self._sheet.api.PageSetup
        setup.Orientation, setup.Zoom = _LANDSCAPE, False
        setup.FitToPagesWide, setup.FitToPagesTall = 1, False
        if afdruk.rijen:
            setup.PrintTitleRows = f"$1:${afdruk.rijen}"
        self._sheet.api.ResetAllPageBreaks()
        for row in afdruk.einden:
            self._sheet.api.HPageBreaks.Add(self._sheet.api.Cells(row + 1, 1))

    def lock(self) -> None:
        """Refuse typing in cells that are not open, without a password."""
        self._sheet.api.Protect(
            DrawingObjects=False,
            Contents=True,
            Scenarios=False,
            AllowFormattingColumns=True,
            AllowFormattingRows=True,
            AllowFiltering=True,
        )

    def unlock(self) -> None:
        """Lift that."""
        self._sheet.api.Unprotect()

    def _draw(self, grafiek: Grafiek, naam: str) -> None:
        corner = self._sheet.api.Cells(grafiek.rij + 1, grafiek.kolom + 1)
        width, height = grafiek.breedte * _POINTS_PER_PIXEL, grafiek.hoogte * _POINTS_PER_PIXEL
        frame = self._sheet.api.ChartObjects().Add(corner.Left, corner.Top, width, height)
        frame.Name = naam
        frame.ShapeRange.AlternativeText = grafiek.alt
        chart = frame.Chart
        while chart.SeriesCollection().Count:  # Excel makes series of its own from what is selected
            chart.SeriesCollection(1).Delete()
        chart.ChartType = _CHARTS[grafiek.soort]
        for reeks in grafiek.reeksen:
            self._add_series(chart, grafiek, reeks)
        _finish(chart, grafiek)

    def _add_series(self, chart: Any, grafiek: Grafiek, reeks: Reeks) -> None:
        made = chart.SeriesCollection().NewSeries()
        made.Name = reeks.naam
        made.Values, made.XValues = self._cells(reeks.waarden), self._cells(reeks.labels)
        if reeks.kleur is None:
            made.Format.Fill.Visible = False
        elif grafiek.soort == "lijn":
            made.Format.Line.ForeColor.RGB = _colour(reeks.kleur)
            made.MarkerStyle, made.MarkerSize = _CIRCLE, 5
        else:
            made.Format.Fill.ForeColor.RGB = _colour(reeks.kleur)

    def _cells(self, waar: Bereik) -> Any:
        return self._sheet.book.sheets[waar.blad].range(waar.lokaal).api

    def _list(self, keuze: Keuzelijst) -> str:
        if isinstance(keuze.bron, Bereik):
            return f"={keuze.bron.vast}"
        separator = str(self._sheet.book.app.api.International(5))  # xlListSeparator
        return separator.join(keuze.bron)

    def _own_words(self, formula: str) -> str:
        """Give a formula as the user's Excel writes it, by way of a cell under what is in use."""
        cell = self._sheet.range((self._sheet.used_range.last_cell.row + 2, 1)).api
        cell.Formula = formula
        text = str(cell.FormulaLocal)
        cell.Clear()
        return text

    @contextmanager
    def _in_front(self) -> Iterator[None]:
        app = self._sheet.book.app
        front, selection = self._sheet.book.sheets.active, app.selection
        self._sheet.activate()
        try:
            yield
        finally:
            self._sheet.range((1, 1)).select()
            front.activate()
            if selection is not None:
                selection.select()


def _dress_part(part: xw.Range, look: Look) -> None:
    part.number_format = look.getal
    if look.vulling:
        part.color = look.vulling
    part.font.name, part.font.size, part.font.color = FONT, look.grootte, look.inkt
    part.font.bold = look.vet
    part.wrap_text = look.terugloop
    part.horizontal_alignment = "left" if look.kant == "links" else "right"
    part.vertical_alignment = "center"


def _line(cells: xw.Range, look: Look) -> None:
    api = cells.api
    if look.open:
        api.Locked = False
    if look.krimp:
        api.ShrinkToFit = True
    if indents(look):
        api.IndentLevel = 1
    edges: tuple[int, ...] = ()
    if look.kader:
        edges = (_LEFT_EDGE, _TOP_EDGE, _BOTTOM_EDGE, _RIGHT_EDGE, _BETWEEN_ROWS, _BETWEEN_COLUMNS)
    elif look.lijn:
        edges = (_BOTTOM_EDGE if look.lijn == "onder" else _TOP_EDGE, _BETWEEN_ROWS)
    for edge in edges:
        if (edge == _BETWEEN_ROWS and cells.shape[0] == 1) or (edge == _BETWEEN_COLUMNS and cells.shape[1] == 1):
            continue
        border = api.Borders(edge)
        border.LineStyle, border.Color = _CONTINUOUS, _colour(look.lijnkleur)


def _add_rule(rule: Any, keuze: Keuze) -> None:
    match keuze.soort:
        case "datum":
            rule.Add(_DATE, _STOP, _AT_LEAST, _FIRST_DAY)
        case "tekst":
            rule.Add(_LENGTH, _STOP, _AT_MOST, 255)
        case soort:
            rule.Add(_WHOLE if soort == "geheel" else _DECIMAL, _STOP, _BETWEEN, keuze.minimum, keuze.maximum)
            rule.IgnoreBlank = False
    rule.ErrorTitle, rule.ErrorMessage, rule.ShowError = "Dit kan hier niet", keuze.fout, True


def _finish(chart: Any, grafiek: Grafiek) -> None:
    chart.HasTitle = True
    chart.ChartTitle.Text = grafiek.titel
    chart.ChartTitle.Format.TextFrame2.TextRange.Font.Size = 11
    chart.ChartTitle.Format.TextFrame2.TextRange.Font.Fill.ForeColor.RGB = _colour(CHART_INK)
    names, values = chart.Axes(_NAMES), chart.Axes(_VALUES)
    values.TickLabels.NumberFormat = grafiek.getal
    names.TickLabelPosition = _LOW
    if grafiek.soort == "lijn":
        names.TickLabels.NumberFormat = grafiek.getal
    else:
        chart.ChartGroups(1).Overlap, chart.ChartGroups(1).GapWidth = 100, 60
    if grafiek.soort == "staven":
        names.ReversePlotOrder = True
        values.TickLabelPosition = _HIGH
    for axis, text in ((names, grafiek.as_labels), (values, grafiek.as_waarden)):
        if text:
            axis.HasTitle = True
            axis.AxisTitle.Text = text
    chart.HasLegend = grafiek.legenda
    if grafiek.legenda:
        chart.Legend.Position = _BOTTOM
        for number in range(len(grafiek.reeksen), 0, -1):
            if grafiek.reeksen[number - 1].kleur is None:
                chart.Legend.LegendEntries(number).Delete()


def _parts(sheet: xw.Sheet, areas: Sequence[Area]) -> Iterator[xw.Range]:
    """Give areas as ranges of several, each as long as an address may be."""
    pieces: list[str] = []
    for area in areas:
        address = area.address(False, False)
        if pieces and sum(map(len, pieces)) + len(pieces) + len(address) > _LONGEST:
            yield sheet.range(",".join(pieces))
            pieces = []
        pieces.append(address)
    if pieces:
        yield sheet.range(",".join(pieces))


def _colour(text: str) -> int:
    """Give a colour as Excel counts it: blue first."""
    value = int(text.removeprefix("#"), 16)
    return (value & 255) << 16 | value & 0xFF00 | value >> 16
