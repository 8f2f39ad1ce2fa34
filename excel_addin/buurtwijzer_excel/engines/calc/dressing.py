"""Dresses a sheet in LibreOffice, in as few calls as that takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from buurtwijzer.reporting.rekenbladen.model import Afdruk, Grafiek, Keuze, Kleurregel
from buurtwijzer.reporting.rekenbladen.stijlen import CONDITIONAL, OUD, Look
from buurtwijzer.reporting.styles import FONT
from buurtwijzer_excel.engines.addresses import Area
from buurtwijzer_excel.engines.calc.bridge import enum, properties, struct
from buurtwijzer_excel.engines.calc.cells import address_of
from buurtwijzer_excel.engines.calc.drawing import draw_chart
from buurtwijzer_excel.engines.calc.grammar import to_calc
from buurtwijzer_excel.engines.calc.typing_rules import Typing
from buurtwijzer_excel.engines.calc.units import NO_COLOR, from_color
from buurtwijzer_excel.workbook.dressing import CHART_MARK, Keuzelijst, Wear, area_of, indents

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.sheets import Sheet

_BOLD, _NORMAL = 150.0, 100.0
_CENTRE = 2
_INDENT, _THIN = 200, 18  # hundredths of a millimetre
_STRUCK = 1
STYLE_MARK = "Buurtwijzer "
"""How the names of our cell styles begin."""
_PAGE = f"{STYLE_MARK}blad"
_A4, _MARGIN = (29_700, 21_000), 1_000
_STYLES = {stijl: f"{STYLE_MARK}{stijl}" for stijl in CONDITIONAL}


class CalcDressing:
    """Dresses one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def wear(self, looks: Sequence[Wear]) -> None:
        """Give cells their looks, all cells with the same one together."""
        book, number = self._sheet.book, self._number() if looks else 0
        for worn in looks:
            form = _properties(worn.look, book.formats.key_of(worn.look.getal))
            self._together(worn.areas, number).setPropertyValues(tuple(form), tuple(form.values()))

    def allow(self, keuzes: Sequence[Keuze | Keuzelijst]) -> None:
        """Watch over what is typed, and offer lists."""
        typing = Typing(self._sheet)
        for keuze in keuzes:
            typing.put(keuze)

    def color(self, regels: Sequence[Kleurregel]) -> None:
        """Let looks follow values; rules for the same cells are one list in LibreOffice."""
        sheet = self._sheet
        lists = sheet.xl.ConditionalFormats
        for found in lists.getConditionalFormats():
            lists.removeByID(found.ID)
        if not regels:
            return
        _make_styles(sheet.book.xl)
        number = self._number()
        for area in dict.fromkeys(area_of(regel.waar) for regel in regels):
            cells = self._cells(area)
            entries = cells.ConditionalFormat
            for regel in regels:
                if area_of(regel.waar) == area:
                    entries.addNew(properties(**self._condition(regel, area, number)))
            cells.ConditionalFormat = entries

    def draw(self, grafieken: Sequence[Grafiek]) -> None:
        """Draw charts in the place of those we drew before."""
        for chart in [chart for chart in self._sheet.charts if chart.name.startswith(CHART_MARK)]:
            chart.delete()
        for number, grafiek in enumerate(grafieken, start=1):
            draw_chart(self._sheet, grafiek, f"{CHART_MARK}{number}")

    def print_wide(self, afdruk: Afdruk) -> None:
        """Let the sheet print on its side, one page wide."""
        xl = self._sheet.xl
        xl.PageStyle = _make_page(self._sheet.book.xl)
        if afdruk.rijen:
            rows = address_of(self._sheet, Area(1, 1, afdruk.rijen, 1))
            xl.setTitleRows(rows)
            xl.setPrintTitleRows(True)
        xl.removeAllManualPageBreaks()
        for row in afdruk.einden:
            xl.getRows().getByIndex(row).IsStartOfNewPage = True

    def lock(self) -> None:
        """Refuse typing in cells that are not open, without a password."""
        self._sheet.xl.protect("")

    def unlock(self) -> None:
        """Lift that."""
        self._sheet.xl.unprotect("")

    def _number(self) -> int:
        """Give which sheet of the workbook it is, from 0: a call, so asked once for all its cells."""
        return self._sheet.index - 1

    def _condition(self, regel: Kleurregel, area: Area, number: int) -> dict[str, Any]:
        if regel.formule:
            kind, formula = "FORMULA", to_calc(f"={regel.formule}")
            if formula is None:
                raise ValueError(regel.formule)
            formula = formula[1:]
        else:
            kind = "EQUAL"
            formula = f'"{regel.gelijk_aan}"' if isinstance(regel.gelijk_aan, str) else repr(regel.gelijk_aan)
        corner = struct("table.CellAddress", Sheet=number, Column=area.column - 1, Row=area.row - 1)
        return {
            "Operator": enum("sheet.ConditionOperator", kind),
            "Formula1": formula,
            "StyleName": _STYLES[regel.stijl],
            "SourcePosition": corner,
        }

    def _cells(self, area: Area) -> Any:
        return self._sheet.xl.getCellRangeByPosition(
            area.column - 1, area.row - 1, area.last_column - 1, area.last_row - 1
        )

    def _together(self, areas: Sequence[Area], number: int) -> Any:
        group = self._sheet.book.xl.createInstance("com.sun.star.sheet.SheetCellRanges")
        group.addRangeAddresses(tuple(_address(number, area) for area in areas), False)
        return group


def drop_styles(document: Any) -> None:
    """Take our styles away; cells that still use one look as any other then."""
    for family, ours in (("CellStyles", (*_STYLES.values(),)), ("PageStyles", (_PAGE,))):
        styles = document.StyleFamilies.getByName(family)
        for name in styles.getElementNames():
            if name in ours:
                styles.removeByName(name)


def _make_page(document: Any) -> str:
    """Give the page style of our sheets, made when it is not there."""
    styles = document.StyleFamilies.getByName("PageStyles")
    if not styles.hasByName(_PAGE):
        page = document.createInstance("com.sun.star.style.PageStyle")
        styles.insertByName(_PAGE, page)
        page.IsLandscape, page.Width, page.Height = True, *_A4
        page.ScaleToPagesX, page.ScaleToPagesY = 1, 0
        page.LeftMargin = page.RightMargin = _MARGIN
        page.HeaderIsOn = False
    return _PAGE


def _address(number: int, area: Area) -> Any:
    """Give the address of cells on a sheet whose number is known."""
    return struct(
        "table.CellRangeAddress",
        Sheet=number,
        StartColumn=area.column - 1,
        StartRow=area.row - 1,
        EndColumn=area.last_column - 1,
        EndRow=area.last_row - 1,
    )


def _make_styles(document: Any) -> None:
    styles = document.StyleFamilies.getByName("CellStyles")
    for stijl, name in _STYLES.items():
        if not styles.hasByName(name):
            fill, ink = CONDITIONAL[stijl]
            made = document.createInstance("com.sun.star.style.CellStyle")
            styles.insertByName(name, made)
            made.CellBackColor, made.CharColor = from_color(fill), from_color(ink)
            if stijl == OUD:
                made.CharStrikeout = _STRUCK


def _properties(look: Look, key: int) -> dict[str, Any]:
    line = struct("table.BorderLine2", Color=from_color(look.lijnkleur), OuterLineWidth=_THIN, LineWidth=_THIN)
    none = struct("table.BorderLine2")
    found = {
        "CellBackColor": from_color(look.vulling) if look.vulling else NO_COLOR,
        "CellProtection": struct("util.CellProtection", IsLocked=not look.open),
        "CharColor": from_color(look.inkt),
        "CharFontName": FONT,
        "CharHeight": look.grootte,
        "CharWeight": _BOLD if look.vet else _NORMAL,
        "HoriJustify": enum("table.CellHoriJustify", "LEFT" if look.kant == "links" else "RIGHT"),
        "IsTextWrapped": look.terugloop,
        "NumberFormat": key,
        "ParaIndent": _INDENT if indents(look) else 0,
        "ShrinkToFit": look.krimp,
        "VertJustify": _CENTRE,
        "BottomBorder": line if look.kader or look.lijn == "onder" else none,
        "LeftBorder": line if look.kader else none,
        "RightBorder": line if look.kader else none,
        "TopBorder": line if look.kader or look.lijn == "boven" else none,
    }
    return dict(sorted(found.items()))
