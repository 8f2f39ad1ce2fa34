"""The worksheet functions of the add-in: plain Python functions that xlwings offers to Excel on Windows.

Each takes a range with a row per area, or per line of a plan, and gives a cell per row; an error is a Dutch text in the
cell. Excel gives `caller` itself. The texts of Excel come from the decorators; the VBA that calls them is generated
from these signatures, so a change here asks for a new add-in: ``python workbooks/maak_invoegtoepassing.py``.
"""

from __future__ import annotations

from typing import Any

import xlwings as xw

from buurtwijzer_excel.worksheet.cells import lifestyle_cells, reason_cells, score_cells
from buurtwijzer_excel.worksheet.value import value_cells

_CATEGORY = "Buurtwijzer"
_CODES = "Cellen met gebiedscodes, zoals BU03440111; een rij per gebied"
_UITKOMST = "Id of naam van een leefgebied, kracht of risico, bijvoorbeeld wonen"


@xw.func(category=_CATEGORY)
@xw.arg("codes", ndim=2, doc=_CODES)
@xw.arg("nummer", doc="1 voor de grootste leefstijl, 2 of 3 voor de volgende")
def BWZ_LEEFSTIJL(codes: list[list[Any]], nummer: Any = 1, caller: Any = None) -> list[list[float | str]]:
    """Give the name of a lifestyle per row, the largest one unless another number is asked for."""
    return lifestyle_cells(codes, nummer, caller)


@xw.func(category=_CATEGORY)
@xw.arg("codes", ndim=2, doc=_CODES)
@xw.arg("risico", doc="Id of naam van een risico, bijvoorbeeld eenzaamheid")
def BWZ_RISICO(codes: list[list[Any]], risico: Any, caller: Any = None) -> list[list[float | str]]:
    """Give the score of a risk per row, 0-100 with 100 for much; the reason where there is none."""
    return score_cells(codes, risico, caller, only_risks=True)


@xw.func(category=_CATEGORY)
@xw.arg("codes", ndim=2, doc=_CODES)
@xw.arg("uitkomst", doc=_UITKOMST)
def BWZ_SCORE(codes: list[list[Any]], uitkomst: Any, caller: Any = None) -> list[list[float | str]]:
    """Give the score of a leefgebied, kracht or risico per row, 0-100; the reason where there is none."""
    return score_cells(codes, uitkomst, caller)


@xw.func(category=_CATEGORY)
@xw.arg("codes", ndim=2, doc=_CODES)
@xw.arg("uitkomst", doc=_UITKOMST)
def BWZ_UITLEG(codes: list[list[Any]], uitkomst: Any, caller: Any = None) -> list[list[float | str]]:
    """Say per row in a sentence what makes up a score."""
    return reason_cells(codes, uitkomst, caller)


@xw.func(category=_CATEGORY)
@xw.arg("regels", ndim=2, doc="Drie kolommen: interventie (id of naam), gebiedscode en aantal; een regel per rij")
@xw.arg("wat", doc="per euro (gewoon), saldo of kosten; contant, in euro van dit jaar")
def BWZ_WAARDE(regels: list[list[Any]], wat: Any = "per euro", caller: Any = None) -> list[list[float | str]]:
    """Give per row what an intervention in an area is worth by itself, by the values of the rules."""
    return value_cells(regels, wat, caller)
