"""The name of a sheet as a formula of Excel writes it."""

from __future__ import annotations

import re

from buurtwijzer_excel.workbook.ownership import quoted

_PLAIN = re.compile(r"[^\W\d][\w.]*$")
_LIKE_A_CELL = re.compile(r"([A-Z]{1,3}\d+|R\d*C?\d*|C\d*)$", re.IGNORECASE)


def sheet_mark(name: str) -> str:
    """Give the name of a sheet as Excel writes it before ``!``: in quotes only when it must be."""
    return name if _PLAIN.match(name) and not _LIKE_A_CELL.match(name) else quoted(name)
