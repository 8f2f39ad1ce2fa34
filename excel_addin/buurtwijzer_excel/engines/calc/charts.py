"""Charts: the kinds that Excel and LibreOffice share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from buurtwijzer_excel.engines.calc.bridge import struct
from buurtwijzer_excel.engines.calc.cells import address_of
from buurtwijzer_excel.engines.calc.shapes import Shape, ShapeCollection, is_chart, shapes_on
from buurtwijzer_excel.engines.calc.units import from_points

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.ranges import Range

_DIAGRAM = "com.sun.star.chart."
_KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "column_clustered": ("BarDiagram", {}),
    "column_stacked": ("BarDiagram", {"Stacked": True}),
    "column_stacked_100": ("BarDiagram", {"Percent": True}),
    "bar_clustered": ("BarDiagram", {"Vertical": True}),
    "bar_stacked": ("BarDiagram", {"Vertical": True, "Stacked": True}),
    "bar_stacked_100": ("BarDiagram", {"Vertical": True, "Percent": True}),
    "line": ("LineDiagram", {}),
    "area": ("AreaDiagram", {}),
    "pie": ("PieDiagram", {}),
    "doughnut": ("DonutDiagram", {}),
    "radar": ("NetDiagram", {}),
    "xy_scatter": ("XYDiagram", {}),
}
_CHOICES = ("Vertical", "Stacked", "Percent")


class Chart(Shape):
    """A chart, with the place and size of its shape."""

    @property
    def _document(self) -> Any:
        return self._table_chart.getEmbeddedObject()

    @property
    def _table_chart(self) -> Any:
        return self.sheet.xl.getCharts().getByName(self.xl.PersistName)

    @property
    def api(self) -> Any:
        return self._table_chart, self._document

    @property
    def chart_type(self) -> str:
        diagram = self._document.getDiagram()
        kind = str(diagram.getDiagramType()).removeprefix(_DIAGRAM)
        chosen = {name for name in _CHOICES if _choice(diagram, name)}
        return next(
            (name for name, (known, set_) in _KINDS.items() if known == kind and set(set_) == chosen), "combination"
        )

    @chart_type.setter
    def chart_type(self, value: str) -> None:
        if value not in _KINDS:
            raise NotImplementedError(value)
        kind, choices = _KINDS[value]
        document = self._document
        diagram = document.createInstance(_DIAGRAM + kind)
        document.setDiagram(diagram)
        for name, choice in choices.items():
            document.getDiagram().setPropertyValue(name, choice)

    @property
    def title(self) -> str | None:
        document = self._document
        return str(document.getTitle().String) if document.HasMainTitle else None

    @title.setter
    def title(self, value: str | None) -> None:
        document = self._document
        document.HasMainTitle = value is not None
        if value is not None:
            document.getTitle().String = value

    def set_source_data(self, source: Range, plot_by: str | None = None) -> None:
        self._table_chart.setRanges(tuple(address_of(source.sheet, area) for area in source.areas))


class Charts(ShapeCollection[Chart]):
    """The charts of a sheet."""

    make = Chart

    def _holds(self, shape: Any) -> bool:
        return is_chart(shape)

    def add(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        chart_type: str | None = None,
        source: Range | None = None,
        plot_by: str | None = None,
        name: str | None = None,
        anchor: Any = None,
        style: int | None = None,
    ) -> Chart:
        charts = self.sheet.xl.getCharts()
        # LibreOffice refuses a name that stands on any sheet
        taken = {name for sheet in self.sheet.book.sheet_list for name in sheet.xl.getCharts().getElementNames()}
        inside = next(f"Object {number}" for number in range(1, len(taken) + 2) if f"Object {number}" not in taken)
        left, top = (anchor.left, anchor.top) if anchor else (left, top)
        place = struct(
            "awt.Rectangle",
            X=from_points(left),
            Y=from_points(top),
            Width=from_points(width),
            Height=from_points(height),
        )
        addresses = () if source is None else tuple(address_of(source.sheet, area) for area in source.areas)
        wanted = name or self.free_name("Chart")
        charts.addNewByName(inside, place, addresses, True, True)
        shape = next(shape for shape in shapes_on(self.sheet) if is_chart(shape) and shape.PersistName == inside)
        made = Chart(self.sheet, shape)
        made.name = wanted
        made.width, made.height = width, height
        if chart_type:
            made.chart_type = chart_type
        return made


def _choice(diagram: Any, name: str) -> bool:
    return bool(diagram.getPropertySetInfo().hasPropertyByName(name) and diagram.getPropertyValue(name))
