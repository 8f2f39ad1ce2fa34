"""The cells of a file of the user's own: each column in the kind of source it stands for, in the unit of that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from buurtwijzer.core.dutch import plural
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.files.workbook import Sheet
from buurtwijzer.data.layouts.eigen import HUISHOUDENS, INWONERS, Eigen, OwnFigures, goal_name
from buurtwijzer.data.layouts.model import Header, Layout, View
from buurtwijzer.data.numbers import Mark, ParsedColumn, parse_text
from buurtwijzer.data.own import issue_kinds as kinds
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.rulebook.column_targets import OWN_LAYOUT, is_answers

# No area has a mean of five million euro, or lies a hundred kilometres from what is nearby.
_EUROS, _METRES = 5000.0, 100.0
# A share times 100 is not quite the percentage: what arithmetic leaves behind is taken off.
_DECIMALS = 9
_WHOLE_UNITS = ("euro", "aantal")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+")
_ALL_ONE = "alle cijfers zijn 1 of lager"


class OwnCells(SheetCells):
    """Cells of a file with a table of columns."""

    def __init__(self, sheet: Sheet, layout: Eigen, header: Header, rows: IntArray) -> None:
        super().__init__(sheet, layout, header, rows)
        self._figures: dict[int, OwnFigures] = {figures.positie: figures for figures in layout.cijfers}

    def views(self, jaar: int, others: Sequence[Layout]) -> list[View]:
        """Give the columns per kind of source they stand for and per year, the file itself first."""
        by_id = {layout.id: layout for layout in others} | {OWN_LAYOUT: self.layout}
        found: dict[tuple[str, int], dict[str, tuple[int, ...]]] = {(OWN_LAYOUT, jaar): dict(self.header.kolommen)}
        for figures in self._figures.values():
            target = figures.target
            if target.layout not in by_id:
                continue
            name = goal_name(target.naam) if target.layout == OWN_LAYOUT else target.naam
            columns = found.setdefault((target.layout, figures.jaar or jaar), {})
            columns[name.lower()] = (figures.positie,)
        self._share_answers(found)
        sizes = {name: at for name in (INWONERS, HUISHOUDENS) if (at := self.header.kolommen.get(name))}
        own, *rest = [View(by_id[id_], year, {**sizes, **columns}) for (id_, year), columns in found.items()]
        return [own, *sorted(rest, key=lambda view: (view.layout.id, view.jaar))]

    def _share_answers(self, found: Mapping[tuple[str, int], dict[str, tuple[int, ...]]]) -> None:
        """Put a number of answers of which no year was said beside the figures of every year."""
        for figures in self._figures.values():
            if is_answers(figures.target.naam) and figures.jaar is None:
                for (layout, _), columns in found.items():
                    if layout == OWN_LAYOUT:
                        columns.setdefault(goal_name(figures.target.naam).lower(), (figures.positie,))

    def _read(self, column: int) -> ParsedColumn:
        parsed, figures = super()._read(column), self._figures.get(column)
        if figures is not None and figures.eenheid in _WHOLE_UNITS:
            parsed = self._with_thousands(column, parsed)
        if figures is None or figures.factor == 1:
            return parsed
        return replace(parsed, waarden=np.round(parsed.waarden * figures.factor, _DECIMALS))

    def _with_thousands(self, column: int, parsed: ParsedColumn) -> ParsedColumn:
        """Read ``318.000`` as thousands under a unit that nobody writes with three decimals, when no cell speaks up."""
        cells = self.raw(column)
        thousands = {at for at, cell in enumerate(cells) if _THOUSANDS.fullmatch(str(cell).strip())}
        unclear = [at for at in np.flatnonzero(parsed.merken == Mark.ONDUIDELIJK).tolist() if at in thousands]
        forms = {parse_text(cell)[2] for at, cell in enumerate(cells) if isinstance(cell, str) and at not in thousands}
        broken = any(isinstance(cell, float) and not cell.is_integer() for cell in cells)
        if not unclear or broken or forms - {""}:
            return parsed
        values, marks = parsed.waarden.copy(), parsed.merken.copy()
        values[unclear] = [float(str(cells[at]).strip().replace(".", "")) for at in unclear]
        marks[unclear] = Mark.WAARDE
        told = {"kop": self.head(column), "eenheid": self._figures[column].eenheid}
        amount = plural(len(unclear), "cel", "cellen")
        self.issues.append(kinds.DUIZENDTALLEN.at(self.place(unclear[0], column), aantal=amount, **told))
        return replace(parsed, waarden=values, merken=marks)

    def _check(self, layout: Layout, name: str, column: int, parsed: ParsedColumn) -> None:
        figures = self._figures.get(column)
        values = parsed.waarden[parsed.merken == Mark.WAARDE]
        if figures is not None and len(values):
            self._check_unit(figures, values)
        super()._check(layout, name, column, parsed)

    def _check_unit(self, figures: OwnFigures, values: FloatArray) -> None:
        """Refuse figures that cannot be in the unit they are taken to be in: which it is, is for the user to say."""
        unit = figures.eenheid or figures.target.eenheid
        own = values / figures.factor
        why, choice = "", ""
        if figures.eenheid == "fractie" and (own > 1).any():
            why, choice = f"{int((own > 1).sum())} ervan zijn hoger dan 1", "pct (0 tot 100) of fractie (0 tot 1)"
        elif not figures.is_gezegd:
            why, choice = doubt(unit, own)
        if why:
            place = self.place(None, figures.positie)
            kop = self.head(figures.positie)
            self.issues.append(kinds.EENHEID_ONDUIDELIJK.at(place, kop=kop, eenheid=unit, waarom=why, keuze=choice))


def doubt(unit: str, values: FloatArray) -> tuple[str, str]:
    """Give why figures do not look like the unit they are taken to be in, and what to choose from; empty when fine."""
    if unit == "pct" and np.max(values) <= 1 and (values > 0).any():
        return _ALL_ONE, "pct (0 tot 100) of fractie (0 tot 1)"
    if unit == "duizend_euro" and np.min(values) >= _EUROS:
        return "alle cijfers lijken hele euro's", "euro of duizend_euro"
    if unit == "km" and np.min(values) >= _METRES:
        return "alle cijfers lijken meters", "meter of km"
    return "", ""
