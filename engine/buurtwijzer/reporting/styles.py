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
PAPER = "#FFFFFF"
CHOICE_FILL = "#FFF4CC"
CHART_OWN = "#24405C"
CHART_COMPARED = "#C8D0D8"
CHART_LINE = "#52606D"
CHART_INK = INK

_NUMBER_FORMATS = {
    CelSoort.SCORE: "0.0",
    CelSoort.DRUKSCORE: "0.0",
    CelSoort.PUNTEN: "0.0",
    CelSoort.BAND: "0.0",
    CelSoort.VERSCHIL: '[>=0.05]+0.0;[<=-0.05]-0.0;"0"',
    CelSoort.PROCENT: "0%",
    CelSoort.AANTAL: "#,##0",
    CelSoort.GETAL: "General",
    # Figures of which a hundredth says something, such as those of the Leefbaarometer.
    CelSoort.FIJN: "0.000",
    CelSoort.FIJN_VERSCHIL: "+0.000;-0.000;0.000",
}


def number_format(soort: CelSoort) -> str:
    """Give the number format of a kind of cell, in English codes; text stays text, whatever it begins with."""
    return _NUMBER_FORMATS.get(soort, _TEXT)


RAMPS = {CelSoort.SCORE: FAVOURABLE_FILL, CelSoort.DRUKSCORE: PRESSURE_FILL}
_TEXT = "@"
_BASE: dict[str, object] = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
OWN_FORMS: dict[str, dict[str, object]] = {
    "titel": {"font_size": 14, "bold": True},
    "stil": {"font_color": QUIET_INK},
    "label": {"bottom": 1, "bottom_color": LINE, "indent": 1},
    "naam": {"bold": True, "font_size": 12, "indent": 1},
    "keuze": {"bold": True, "bg_color": CHOICE_FILL, "border": 2, "border_color": HEADER_FILL, "num_format": _TEXT},
    "kop": {"bold": True, "font_color": HEADER_INK, "bg_color": HEADER_FILL, "indent": 1},
    "kop_getal": {
        "bold": True,
        "font_color": HEADER_INK,
        "bg_color": HEADER_FILL,
        "indent": 1,
        "align": "right",
    },
    "getal": {"bottom": 1, "bottom_color": LINE, "indent": 1, "align": "right", "num_format": "0.0"},
    "fijn": {
        "bottom": 1,
        "bottom_color": LINE,
        "indent": 1,
        "align": "right",
        "num_format": "0.000",
    },
    "jaartal": {"bottom": 1, "bottom_color": LINE, "indent": 1, "num_format": "0"},
    "tekst": {"text_wrap": True, "valign": "top"},
    "procent": {"bottom": 1, "bottom_color": LINE, "indent": 1, "align": "right", "num_format": "0%"},
}


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of a workbook, made once per kind of column."""

    workbook: Workbook
    _cells: dict[tuple[CelSoort, bool], Format]
    _headers: dict[tuple[bool, bool], Format]
    _own: dict[str, Format]

    @classmethod
    def of(cls, workbook: Workbook) -> Styles:
        """Start without any format."""
        return cls(workbook, {}, {}, {})

    def own(self, naam: str) -> Format:
        """Give a format of the sheet with charts, by its name in `OWN_FORMS`."""
        if naam not in self._own:
            self._own[naam] = self.workbook.add_format({**_BASE, **OWN_FORMS[naam]})
        return self._own[naam]

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
        "num_format": number_format(soort),
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
