"""What may be typed in cells in LibreOffice: its *Validity*, with a list to choose from where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from buurtwijzer.reporting.rekenbladen.model import Bereik, Keuze
from buurtwijzer_excel.engines.calc.bridge import enum
from buurtwijzer_excel.engines.calc.grammar import to_calc
from buurtwijzer_excel.workbook.dressing import Keuzelijst, area_of

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.sheets import Sheet

_KINDS = {"getal": "DECIMAL", "geheel": "WHOLE", "datum": "DATE", "tekst": "TEXT_LEN"}
_FIRST_DAY = "36526"  # 1 January 2000
_TITLE = "Dit kan hier niet"
_DROPPED_DOWN = 1


class Typing:
    """The rules of one sheet. One object goes from cells to cells: only what differs costs a call."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._rule: Any = None
        self._known: dict[str, Any] = {}

    def put(self, keuze: Keuze | Keuzelijst) -> None:
        """Give cells their rule."""
        area = area_of(keuze.waar)
        cells = self._sheet.xl.getCellRangeByPosition(
            area.column - 1, area.row - 1, area.last_column - 1, area.last_row - 1
        )
        if self._rule is None:
            self._rule = cells.Validation
        wanted = _list_rule(keuze) if isinstance(keuze, Keuzelijst) else _rule(keuze)
        for name, value in wanted.items():
            if self._known.get(name) != value:
                self._set(name, value)
        self._known |= wanted
        cells.Validation = self._rule

    def _set(self, name: str, value: Any) -> None:
        match name:
            case "Operator":
                self._rule.setOperator(enum("sheet.ConditionOperator", value))
            case "Formula1":
                self._rule.setFormula1(value)
            case "Formula2":
                self._rule.setFormula2(value)
            case "Type":
                self._rule.Type = enum("sheet.ValidationType", value)
            case _:
                self._rule.setPropertyValue(name, value)


def _rule(keuze: Keuze) -> dict[str, Any]:
    found = _note(keuze) | {
        "Type": _KINDS[keuze.soort],
        "ErrorTitle": _TITLE,
        "ErrorMessage": keuze.fout,
        "ShowErrorMessage": True,
        "IgnoreBlankCells": keuze.soort in ("datum", "tekst"),
    }
    match keuze.soort:
        case "datum":
            return found | {"Operator": "GREATER_EQUAL", "Formula1": _FIRST_DAY}
        case "tekst":
            return found | {"Operator": "LESS_EQUAL", "Formula1": "255"}
        case _:
            return found | {"Operator": "BETWEEN", "Formula1": repr(keuze.minimum), "Formula2": repr(keuze.maximum)}


def _list_rule(keuze: Keuzelijst) -> dict[str, Any]:
    if isinstance(keuze.bron, Bereik):
        formula = (to_calc(f"={keuze.bron.vast}") or "")[1:]
    else:
        formula = ";".join(f'"{word}"' for word in keuze.bron)
    return _note(keuze) | {
        "Type": "LIST",
        "Operator": "EQUAL",
        "Formula1": formula,
        "ShowErrorMessage": False,
        "IgnoreBlankCells": True,
        "ShowList": _DROPPED_DOWN,
    }


def _note(keuze: Keuze | Keuzelijst) -> dict[str, Any]:
    return {"ShowInputMessage": True, "InputTitle": keuze.titel, "InputMessage": keuze.uitleg}
