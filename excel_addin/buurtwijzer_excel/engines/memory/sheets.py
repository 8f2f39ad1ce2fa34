"""Sheets, names and tables of the memory engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import XlwingsError

from buurtwijzer_excel.engines.addresses import COLUMNS, ROWS, Area, between, parse_areas, parse_reference
from buurtwijzer_excel.engines.memory.dressing import MemoryDressing
from buurtwijzer_excel.engines.memory.model import NameModel, SheetModel, TableModel
from buurtwijzer_excel.engines.memory.parts import Note
from buurtwijzer_excel.engines.memory.ranges import Range
from buurtwijzer_excel.workbook.ownership import quoted

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.memory.app import Book


class Sheets:
    """The sheets of a workbook."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def active(self) -> Sheet:
        """Give the sheet in front."""
        return Sheet(self.book, self.book.model.actief or self.book.model.bladen[0])

    def __call__(self, name_or_index: str | int) -> Sheet:
        """Give a sheet by name or by number from 1.

        Raises:
            KeyError: There is no such sheet.
        """
        models = self.book.model.bladen
        if isinstance(name_or_index, int):
            if not 1 <= name_or_index <= len(models):
                raise KeyError(name_or_index)
            return Sheet(self.book, models[name_or_index - 1])
        found = self.book.model.sheet(name_or_index)
        if found is None:
            raise KeyError(name_or_index)
        return Sheet(self.book, found)

    def __len__(self) -> int:
        return len(self.book.model.bladen)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, blad) for blad in self.book.model.bladen)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.book.model.sheet(name) is not None

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """Add a sheet, in front when no place is given; it becomes the sheet in front."""
        self.book.app.model.aantal["blad"] += 1
        models = self.book.model.bladen
        number = len(models) + 1
        while name is None:
            name = f"Blad{number}" if self.book.model.sheet(f"Blad{number}") is None else None
            number += 1
        neighbour = before or after or self.active
        position = models.index(neighbour.model) + (1 if after and not before else 0)
        model = SheetModel(name)
        models.insert(position, model)
        sheet = Sheet(self.book, model)
        sheet.activate()
        return sheet


class Sheet:
    """A sheet."""

    def __init__(self, book: Book, model: SheetModel) -> None:
        self.book = book
        self.model = model

    @property
    def api(self) -> SheetModel:
        """Give what is beneath it."""
        return self.model

    @property
    def name(self) -> str:
        """Give its name."""
        return self.model.naam

    @name.setter
    def name(self, value: str) -> None:
        other = self.book.model.sheet(value)
        if other is not None and other is not self.model:
            raise XlwingsError("er is al een blad met die naam")
        self.book.model.rename(self.model, value)

    @property
    def names(self) -> Names:
        """Give the names that are local to this sheet."""
        return Names(self.book, self.model)

    @property
    def index(self) -> int:
        """Give its number from 1."""
        return self.book.model.bladen.index(self.model) + 1

    @property
    def visible(self) -> bool:
        """Tell whether the sheet can be seen."""
        return self.model.zichtbaar

    @visible.setter
    def visible(self, value: bool) -> None:
        self.model.zichtbaar = value

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """Give cells by an address, by two corners, or by (row, column, rows, columns)."""
        areas = self._areas(arg1)
        return Range(self, (between(areas[0], self._areas(arg2)[0]),) if arg2 is not None else areas)

    def _areas(self, place: Any) -> tuple[Area, ...]:
        if isinstance(place, Range):
            return place.areas
        if isinstance(place, tuple):
            row, column = place[:2]
            rows, columns = place[2:] if len(place) == 4 else (1, 1)
            if 0 in {row, column}:
                raise IndexError("rijen en kolommen tellen vanaf 1")
            return (Area(row, column, rows, columns),)
        return self._named(place) or parse_areas(place)

    def _named(self, naam: str) -> tuple[Area, ...] | None:
        for name in (*self.names, *self.book.names):
            found = parse_reference(name.refers_to)
            if name.name.rpartition("!")[2].casefold() == naam.casefold() and found:
                return (found[1],)
        return None

    @property
    def cells(self) -> Range:
        """Give all cells."""
        return Range(self, (Area(1, 1, ROWS, COLUMNS),))

    @property
    def used_range(self) -> Range:
        """Give the cells in use."""
        return Range(self, (self.model.used(),))

    @property
    def tables(self) -> Tables:
        """Give the tables."""
        return Tables(self)

    @property
    def dressing(self) -> MemoryDressing:
        """Give what dresses it."""
        return MemoryDressing(self.model)

    @property
    def notes(self) -> list[Note]:
        """Give the notes."""
        return [Note(self.range(cell)) for cell in self.model.notities]

    def activate(self) -> None:
        """Put the sheet in front; the selection of another sheet goes."""
        if self.book.model.actief is not self.model:
            self.book.model.actief = self.model
            self.book.model.selectie = (Area(1, 1, 1, 1),)

    def select(self) -> None:
        """Put the sheet in front."""
        self.activate()

    def clear_contents(self) -> None:
        """Empty all cells."""
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        """Take all formats away."""
        self.used_range.clear_formats()

    def clear(self) -> None:
        """Empty all cells and take their formats away."""
        self.cells.clear_contents()
        self.used_range.clear_formats()

    def autofit(self, axis: str | None = None) -> None:
        """Leave widths as they are."""
        self.cells.autofit(axis)

    def delete(self) -> None:
        """Take the sheet away.

        Raises:
            XlwingsError: It is the last one.
        """
        self.book.app.model.aantal["blad"] += 1
        if len(self.book.model.bladen) == 1:
            raise XlwingsError("een werkmap houdt ten minste één blad")
        self.book.model.remove(self.model)


class Names:
    """Names of a workbook (those of its sheets included, as in Excel), or only those of one sheet."""

    def __init__(self, book: Book, blad: SheetModel | None = None) -> None:
        self.book = book
        self.blad = blad

    def _models(self) -> list[NameModel]:
        return [name for name in self.book.model.namen if self.blad is None or name.blad is self.blad]

    def snapshot(self) -> list[tuple[str, Name]]:
        """Give every name with a handle that stays good when others come and go."""
        return [(name.name, name) for name in self]

    def __call__(self, name_or_index: str | int) -> Name:
        """Give a name by text or by number from 1.

        Raises:
            KeyError: There is no such name.
        """
        found = list(self)
        if isinstance(name_or_index, int):
            return found[name_or_index - 1]
        key = name_or_index.casefold()
        for name in found:
            if key in {name.name.casefold(), name.model.naam.casefold()}:
                return name
        raise KeyError(name_or_index)

    def contains(self, name_or_index: str | int) -> bool:
        """Tell whether there is such a name."""
        try:
            self(name_or_index)
        except (KeyError, IndexError):
            return False
        return True

    def __len__(self) -> int:
        return len(self._models())

    def __iter__(self) -> Iterator[Name]:
        return (Name(self.book, model) for model in self._models())

    def add(self, name: str, refers_to: str) -> Name:
        """Add a name, or let the one that is there refer to something else."""
        self.book.app.model.aantal["naam"] += 1
        sheet, mark, bare = name.rpartition("!")
        blad = self.blad
        if mark:
            blad = self.book.model.sheet(sheet.strip("'").replace("''", "'"))
        for model in self.book.model.namen:
            if model.naam.casefold() == bare.casefold() and model.blad is blad:
                model.verwijzing = refers_to
                return Name(self.book, model)
        model = NameModel(bare, refers_to, blad)
        self.book.model.namen.append(model)
        return Name(self.book, model)


class Name:
    """A defined name."""

    def __init__(self, book: Book, model: NameModel) -> None:
        self.book = book
        self.model = model

    @property
    def name(self) -> str:
        """Give the name, with its sheet when it is local to one."""
        return self.model.naam if self.model.blad is None else f"{quoted(self.model.blad.naam)}!{self.model.naam}"

    @name.setter
    def name(self, value: str) -> None:
        self.model.naam = value.rpartition("!")[2]

    @property
    def refers_to(self) -> str:
        """Give what it refers to, with an equals sign."""
        return self.model.verwijzing

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.model.verwijzing = value

    @property
    def refers_to_range(self) -> Range:
        """Give the cells it refers to.

        Raises:
            XlwingsError: It refers to no cells.
        """
        found = parse_reference(self.model.verwijzing)
        blad = self.book.model.sheet(found[0]) if found else None
        if found is None or blad is None:
            raise XlwingsError("de naam verwijst niet naar cellen")
        return Range(Sheet(self.book, blad), (found[1],))

    def delete(self) -> None:
        """Take the name away; the cells stay."""
        self.book.app.model.aantal["naam"] += 1
        self.book.model.namen.remove(self.model)


class Tables:
    """The tables of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def __len__(self) -> int:
        return len(self.sheet.model.tabellen)

    def __iter__(self) -> Iterator[Table]:
        return (Table(self.sheet, model) for model in self.sheet.model.tabellen)

    def __contains__(self, key: object) -> bool:
        return any(table.name == key for table in self)

    def __call__(self, key: str | int) -> Table:
        """Give a table by name or by number from 1.

        Raises:
            KeyError: There is no such table.
        """
        for number, table in enumerate(self, start=1):
            if key in {number, table.name}:
                return table
        raise KeyError(key)

    def add(self, source: Any, name: str | None = None, has_headers: bool = True, **_: Any) -> Table:
        """Make a table of cells."""
        model = TableModel(name or f"Tabel{len(self) + 1}", source.impl.area, has_headers)
        self.sheet.model.tabellen.append(model)
        return Table(self.sheet, model)


class Table:
    """A table."""

    def __init__(self, sheet: Sheet, model: TableModel) -> None:
        self.parent = sheet
        self.model = model

    @property
    def name(self) -> str:
        """Give its name."""
        return self.model.naam

    @name.setter
    def name(self, value: str) -> None:
        self.model.naam = value

    @property
    def range(self) -> Range:
        """Give all its cells, header included."""
        return Range(self.parent, (self.model.gebied,))

    @property
    def header_row_range(self) -> Range | None:
        """Give its header."""
        area = self.model.gebied
        return Range(self.parent, (Area(area.row, area.column, 1, area.columns),)) if self.model.kop else None

    @property
    def data_body_range(self) -> Range | None:
        """Give its rows without the header."""
        area, head = self.model.gebied, int(self.model.kop)
        if area.rows == head:
            return None
        return Range(self.parent, (Area(area.row + head, area.column, area.rows - head, area.columns),))

    def resize(self, cells: Any) -> None:
        """Let the table hold other cells."""
        self.model.gebied = cells.impl.area
