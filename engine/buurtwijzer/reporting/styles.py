"""Looks of the workbook: calm, readable when printed grey and by the colour-blind (one hue per ramp, always with text).

Contrast of text on its background is at least 4.5:1 everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from buurtwijzer.reporting.blad import CelSoort, Kolom

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

FONT = "Calibri"
INK = "#1F2933"
HEADER_FILL = "#24405C"
HEADER_INK = "#FFFFFF"
QUIET_INK = "#52606D"
LINE = "#D5DBE1"
GROUP_LINE = "#8796A5"
FAVOURABLE_FILL = "#8FC1B5"
PRESSURE_FILL = "#E3B27C"
RAMP_START = "#FFFFFF"

_NUMBER_FORMATS = {
    CelSoort.SCORE: "0.0",
    CelSoort.DRUKSCORE: "0.0",
    CelSoort.PUNTEN: "0.0",
    CelSoort.BAND: "0.0",
    CelSoort.VERSCHIL: "+0.0;-0.0;0.0",
    CelSoort.PROCENT: "0%",
    CelSoort.AANTAL: "#,##0",
    CelSoort.GETAL: "General",
}
RAMPS = {CelSoort.SCORE: FAVOURABLE_FILL, CelSoort.DRUKSCORE: PRESSURE_FILL}
_TEXT = "@"


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of a workbook, made once per kind of column."""

    workbook: Workbook
    _cells: dict[tuple[CelSoort, bool], Format]
    _headers: dict[tuple[bool, bool], Format]

    @classmethod
    def of(cls, workbook: Workbook) -> Styles:
        """Start without any format."""
        return cls(workbook, {}, {})

    def cell(self, kolom: Kolom) -> Format:
        """Give the format of the cells of a column."""
        key = (kolom.soort, kolom.begint_groep)
        if key not in self._cells:
            self._cells[key] = self.workbook.add_format(_cell_properties(*key))
        return self._cells[key]

    def header(self, kolom: Kolom) -> Format:
        """Give the format of the header of a column."""
        key = (kolom.soort in _NUMBER_FORMATS, kolom.begint_groep)
        if key not in self._headers:
            self._headers[key] = self.workbook.add_format(_header_properties(*key))
        return self._headers[key]


def _cell_properties(soort: CelSoort, starts_group: bool) -> dict[str, object]:
    properties: dict[str, object] = {
        "font_name": FONT,
        "font_size": 10,
        "font_color": QUIET_INK if soort is CelSoort.BAND else INK,
        "valign": "top",
        "indent": 1,
        "bottom": 1,
        "bottom_color": LINE,
        "num_format": _NUMBER_FORMATS.get(soort, _TEXT),
        "align": "right" if soort in _NUMBER_FORMATS else "left",
        "text_wrap": soort in (CelSoort.LANGE_TEKST, CelSoort.TEKST),
    }
    return properties | _group_edge(starts_group)


def _header_properties(is_number: bool, starts_group: bool) -> dict[str, object]:
    properties: dict[str, object] = {
        "font_name": FONT,
        "font_size": 10,
        "bold": True,
        "font_color": HEADER_INK,
        "bg_color": HEADER_FILL,
        "valign": "top",
        "indent": 1,
        "align": "right" if is_number else "left",
        "text_wrap": True,
    }
    return properties | _group_edge(starts_group)


def _group_edge(starts_group: bool) -> dict[str, object]:
    return {"left": 1, "left_color": GROUP_LINE} if starts_group else {}
