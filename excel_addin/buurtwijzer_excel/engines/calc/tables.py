"""Tables: what Excel calls a table, LibreOffice calls a database range; styles and stripes it does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from buurtwijzer_excel.engines.addresses import Area
from buurtwijzer_excel.engines.calc.cells import address_of, area_of

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.ranges import Range
    from buurtwijzer_excel.engines.calc.sheets import Sheet


class Tables(base_classes.Tables):
    """The tables of a sheet, from the top down."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def api(self) -> Any:
        return self.sheet.book.xl.DatabaseRanges

    def _all(self) -> list[Table]:
        place = self.sheet.index - 1
        ranges = self.api
        areas = ((name, ranges.getByName(name).getDataArea()) for name in ranges.getElementNames())
        here = sorted((area.StartRow, area.StartColumn, name) for name, area in areas if area.Sheet == place)
        return [Table(self.sheet, name) for _, _, name in here]

    def __call__(self, name_or_index: str | int) -> Table:
        tables = self._all()
        if isinstance(name_or_index, int):
            return tables[name_or_index - 1]
        for table in tables:
            if table.name.casefold() == name_or_index.casefold():
                return table
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Table]:
        return iter(self._all())

    def __contains__(self, key: str) -> bool:
        return any(table.name.casefold() == key.casefold() for table in self._all())

    def add(
        self,
        source_type: Any = None,
        source: Any = None,
        link_source: Any = None,
        has_headers: bool = True,
        destination: Any = None,
        table_style_name: str | None = None,
        name: str | None = None,
    ) -> Table:
        area: Area = source.impl.area
        wanted = name or self._free_name()
        if area.rows == 1 and has_headers:
            area = Area(area.row, area.column, 2, area.columns)
        self.api.addNewByName(wanted, address_of(self.sheet, area))
        made = Table(self.sheet, wanted)
        made.xl.ContainsHeader = has_headers
        made.xl.AutoFilter = has_headers
        return made

    def _free_name(self) -> str:
        taken = {name.casefold() for name in self.api.getElementNames()}
        number = 1
        while f"table{number}" in taken:
            number += 1
        return f"Table{number}"


class Table(base_classes.Table):
    """A table."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        self.sheet = sheet
        self._name = name

    @property
    def xl(self) -> Any:
        return self.sheet.book.xl.DatabaseRanges.getByName(self._name)

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def parent(self) -> Sheet:
        return self.sheet

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.xl.setName(value)
        self._name = value

    display_name = name

    @property
    def area(self) -> Area:
        return area_of(self.xl.getDataArea())

    def _rows(self, first: int, rows: int) -> Range | None:
        area = self.area
        if rows < 1:
            return None
        return self.sheet.range((area.row + first, area.column, rows, area.columns))

    @property
    def range(self) -> Range:
        area = self.area
        return self.sheet.range((area.row, area.column, area.rows, area.columns))

    @property
    def header_row_range(self) -> Range | None:
        return self._rows(0, 1) if self.show_headers else None

    @property
    def data_body_range(self) -> Range | None:
        head = int(self.show_headers)
        body = self._rows(head, self.area.rows - head - int(self.show_totals))
        return None if self._is_new(body) else body

    @property
    def insert_row_range(self) -> Range | None:
        body = self._rows(int(self.show_headers), 1)
        return body if self._is_new(body) else None

    def _is_new(self, body: Range | None) -> bool:
        """Tell whether it has its one empty row yet."""
        return body is not None and body.area.rows == 1 and not any(c != "" for c in body.xl.getDataArray()[0])

    @property
    def totals_row_range(self) -> Range | None:
        return self._rows(self.area.rows - 1, 1) if self.show_totals else None

    @property
    def show_headers(self) -> bool:
        return bool(self.xl.ContainsHeader)

    @show_headers.setter
    def show_headers(self, value: bool) -> None:
        self.xl.ContainsHeader = value

    @property
    def show_autofilter(self) -> bool:
        return bool(self.xl.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.xl.AutoFilter = value

    @property
    def show_totals(self) -> bool:
        return bool(self.xl.TotalsRow)

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        if value == self.show_totals:
            return
        area = self.area
        rows = area.rows + (1 if value else -1)
        self.xl.setDataArea(address_of(self.sheet, Area(area.row, area.column, rows, area.columns)))
        self.xl.TotalsRow = value

    def resize(self, range: Any) -> None:
        self.xl.setDataArea(address_of(self.sheet, range.impl.area))


def find_table(sheet: Sheet, name: str) -> Area | None:
    """Give the rows of a table below its header, as its name stands for in Excel."""
    try:
        table = Tables(sheet)(name)
    except KeyError:
        return None
    body = table.data_body_range
    return None if body is None else body.area


def table_at(sheet: Sheet, area: Area) -> Table | None:
    """Give the table that holds the first cell of an area."""
    first = Area(area.row, area.column, 1, 1)
    return next((table for table in Tables(sheet) if table.area.meets(first)), None)
