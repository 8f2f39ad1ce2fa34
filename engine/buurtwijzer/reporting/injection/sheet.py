"""The user's own sheet: cells of ours put in their rows, widths and extent adjusted, everything else left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from buurtwijzer.core.places import column_letters
from buurtwijzer.reporting.blad import Cel, CelSoort
from buurtwijzer.reporting.injection.cell_text import CellText
from buurtwijzer.reporting.injection.columns import width_edits
from buurtwijzer.reporting.injection.edits import Edit, set_attribute
from buurtwijzer.reporting.injection.nodes import Node, XmlError, attribute_span, prefix
from buurtwijzer.reporting.injection.plan import WritePlan
from buurtwijzer.reporting.injection.ranges import Rectangle
from buurtwijzer.reporting.injection.rows import CellAt, RowAt, find_rows


@dataclass(frozen=True, slots=True, eq=False)
class SheetForm:
    """How a sheet is written.

    Attributes:
        data: Its bytes.
        root: Its elements, three levels deep.
        gewoon: Whether its cells are in the common form.
    """

    data: bytes
    root: Node
    gewoon: bool

    @property
    def sheet_data(self) -> Node:
        """Give the element with the rows.

        Raises:
            XmlError: There is none.
        """
        node = self.root.first("sheetData")
        if node is None:
            raise XmlError
        return node


@dataclass(slots=True, eq=False)
class SheetChange:
    """The edits of a user's sheet.

    Attributes:
        form: The sheet as it is.
        plan: What goes where.
        kopstijl: Gives the number of the format of a header, by that of the user's last header.
        stijl: Gives the number of the format of a cell, by the format the user gave its row or column (0 for none)
            and the kind of its column.
        tabellen: Ranges of the tables on the sheet; their headers may not change.
        gebleven: (row, column) from 0 of cells in columns of ours that are the user's and were left as they are.
    """

    form: SheetForm
    plan: WritePlan
    kopstijl: Callable[[int], int]
    stijl: Callable[[int, CelSoort], int]
    tabellen: Sequence[Rectangle]
    gebleven: list[tuple[int, int]] = field(default_factory=list)

    def edits(self) -> Iterator[Edit]:
        """Give the edits; `gebleven` is complete once all of them were given.

        Raises:
            XmlError: The sheet cannot be followed.
            ValueError: A cell that would be written holds something that is not ours.
        """
        old = {place.kolom for place in self.plan.oud}
        widths = {
            place.kolom + 1: kolom.breedte
            for place, kolom in zip(self.plan.kolommen, self.plan.geschreven.kolommen, strict=True)
            if place.kolom not in old
        }
        yield from width_edits(self.form.data, self.form.root, widths)
        yield from self._dimension()
        yield from _RowWriter(self).edits()

    def _dimension(self) -> Iterator[Edit]:
        node = self.form.root.first("dimension")
        known = Rectangle.read(node.attributes.get("ref", "")) if node is not None else None
        if node is None or known is None:
            return
        places = self.plan.kolommen
        wider = Rectangle(
            min(known.boven, *(place.kop for place in places)),
            min(known.links, *(place.kolom for place in places)),
            max(known.onder, *(place.laatste for place in places)),
            max(known.rechts, *(place.kolom for place in places)),
        )
        edit = set_attribute(self.form.data, node, "ref", str(wider))
        if edit is not None:
            yield edit


class _RowWriter:
    """Makes the edits row by row."""

    def __init__(self, change: SheetChange) -> None:
        self._change, self._data = change, change.form.data
        self._p = prefix(self._data, change.form.sheet_data)
        self._cells = CellText(self._p)
        plan = change.plan
        places = (*plan.kolommen, *plan.oud)
        self._first = min(place.kolom for place in places)
        self._rows = find_rows(self._data, change.form.sheet_data, self._first, common=change.form.gewoon)
        self._columns = [place.kolom for place in plan.kolommen]
        self._soorten = {p.kolom: k.soort for p, k in zip(plan.kolommen, plan.geschreven.kolommen, strict=True)}
        self._formats = self._column_formats()
        self._table_tops = {table.boven for table in change.tabellen}
        self._header_style = self._beside_header()

    def edits(self) -> Iterator[Edit]:
        plan = self._change.plan
        header = self._rows.after(plan.kolommen[0].kop)
        if header is None or header.rij != plan.kolommen[0].kop:
            yield self._new_header(header)
        rows = {*plan.rijen, *(place.kop for place in plan.kolommen)}
        for row in self._rows.rijen:
            if row.rij in rows or any(place.kop <= row.rij <= place.laatste for place in plan.oud):
                yield from self._row(row)

    def _row(self, row: RowAt) -> Iterator[Edit]:
        wanted = self._wanted(row.rij)
        known = {cell.kolom: cell for cell in self._rows.cells_from(row, self._first)}
        new: list[tuple[int, str]] = []
        base = self._row_format(row)
        for kolom, value in sorted(wanted.items()):
            cell = known.get(kolom)
            if cell is None:
                if value is not None:
                    new.append((kolom, self._cells.cell(row.rij, kolom, value, self._style(row.rij, kolom, base))))
            elif cell.formule or (cell.gevuld and (row.rij, kolom) in self._change.plan.laten):
                self._change.gebleven.append((row.rij, kolom))
            elif cell.gevuld or value is not None:
                yield self._replaced(row.rij, cell, value)
        yield from self._inserted(row, new, [*known.values()])
        yield from self._spans(row, [kolom for kolom, _ in new])

    def _wanted(self, rij: int) -> dict[int, Cel]:
        """Give the values of a row by column; None for a cell of ours that is emptied."""
        plan = self._change.plan
        found: dict[int, Cel] = {place.kolom: None for place in plan.oud if place.kop <= rij <= place.laatste}
        if rij == plan.kolommen[0].kop:
            found.update(zip(self._columns, (kolom.kop for kolom in plan.geschreven.kolommen), strict=True))
        elif rij in plan.rijen:
            found.update(zip(self._columns, plan.geschreven.rijen[plan.rijen[rij]], strict=True))
        if rij in self._table_tops:
            return {column: cell for column, cell in found.items() if not self._is_table_header(rij, column)}
        return found

    def _style(self, rij: int, kolom: int, base: int) -> str | None:
        """Give the format of a new cell: as the header beside it, or over what the user gave the row or column."""
        if rij == self._change.plan.kolommen[0].kop:
            return self._header_style
        return str(self._change.stijl(base or self._formats.get(kolom, 0), self._soorten[kolom]))

    def _row_format(self, row: RowAt) -> int:
        tag = Node("", "row", {}, row.start, row.inner)
        spans = [attribute_span(self._data, tag, name) for name in ("customFormat", "s")]
        is_used, number = (b"" if span is None else self._data[slice(*span)] for span in spans)
        return int(number) if is_used in (b"1", b"true") and number.isdigit() else 0

    def _column_formats(self) -> dict[int, int]:
        cols = self._change.form.root.first("cols")
        styled = [node for node in cols.all("col") if node.number("style", "0")] if cols is not None else []
        return {
            column: node.number("style")
            for column in self._columns
            for node in styled
            if node.number("min") <= column + 1 <= node.number("max")
        }

    def _is_table_header(self, rij: int, kolom: int) -> bool:
        return any(table.boven == rij and table.holds(rij, kolom) for table in self._change.tabellen)

    def _replaced(self, rij: int, cell: CellAt, value: Cel) -> Edit:
        is_ours = any(p.kolom == cell.kolom and p.kop <= rij <= p.laatste for p in self._change.plan.oud)
        if cell.gevuld and not is_ours:
            raise ValueError(f"cel {column_letters(cell.kolom + 1)}{rij + 1} is niet van ons")
        kept = cell.stijl if is_ours else self._style(rij, cell.kolom, 0)
        return Edit(cell.start, cell.end, self._cells.cell(rij, cell.kolom, value, kept).encode())

    def _inserted(self, row: RowAt, new: list[tuple[int, str]], known: list[CellAt]) -> Iterator[Edit]:
        if new and row.end == row.inner:
            text = "".join(text for _, text in new)
            yield Edit(row.inner - 2, row.inner, f">{text}</{self._p}row>".encode())
            return
        texts: dict[int, str] = {}
        for kolom, text in new:
            later = next((cell.start for cell in known if cell.kolom > kolom), row.close)
            texts[later] = texts.get(later, "") + text
        for at, text in texts.items():
            yield Edit(at, at, text.encode())

    def _spans(self, row: RowAt, new: Sequence[int]) -> Iterator[Edit]:
        tag = Node("", "row", {}, row.start, row.inner)
        span = attribute_span(self._data, tag, "spans")
        if not new or span is None:
            return
        first, _, last = self._data[slice(*span)].decode().partition(":")
        if first.isdecimal() and last.isdecimal():
            wider = f"{min(int(first), min(new) + 1)}:{max(int(last), max(new) + 1)}"
            edit = set_attribute(self._data, tag, "spans", wider)
            if edit is not None:
                yield edit

    def _beside_header(self) -> str | None:
        """Give the format of our headers, like that of the user's last one."""
        plan = self._change.plan
        kop = plan.kolommen[0].kop
        row = self._rows.after(kop)
        if row is None or row.rij != kop:
            return None
        ours = {place.kolom for place in (*plan.kolommen, *plan.oud)}
        others = [cell for cell in self._rows.cells_from(row, 0) if cell.gevuld and cell.kolom not in ours]
        found = others[-1].stijl if others else None
        return None if found is None else str(self._change.kopstijl(int(found)))

    def _new_header(self, after: RowAt | None) -> Edit:
        plan = self._change.plan
        kop = plan.kolommen[0].kop
        cells = sorted(
            (place.kolom, self._cells.cell(kop, place.kolom, kolom.kop, self._header_style))
            for place, kolom in zip(plan.kolommen, plan.geschreven.kolommen, strict=True)
        )
        text = "".join(text for _, text in cells)
        at = after.start if after is not None else self._change.form.sheet_data.close
        return Edit(at, at, f'<{self._p}row r="{kop + 1}">{text}</{self._p}row>'.encode())
