"""Formulas from Excel's words to those of LibreOffice's own interface and back, without asking LibreOffice.

Asking takes five calls over the bridge for each cell. Only what is certain to read the same in both is turned: cells,
names, numbers, texts and functions that are called the same. For anything else the answer is None, and LibreOffice is
asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_SAME = re.compile(
    r"(?:ABS|AND|AVERAGE|CHOOSE|COUNT|COUNTA|COUNTBLANK|COUNTIF|DATE|DAY|EXP|IF|IFERROR|INDEX|INT|ISBLANK|"
    r"ISERROR|ISFORMULA|ISNUMBER|ISTEXT|LEFT|LEN|LN|LOG10|MATCH|MAX|MEDIAN|MID|MIN|MOD|MONTH|NOT|NPV|OR|"
    r"PI|POWER|PRODUCT|RANK|RIGHT|ROUND|ROUNDDOWN|ROUNDUP|SEARCH|SIGN|SQRT|SUBSTITUTE|SUM|SUMIF|SUMIFS|"
    r"SUMPRODUCT|TEXT|TODAY|TRIM|UPPER|VALUE|VLOOKUP|YEAR)$"
)
"""Functions with one name and one order of arguments in Excel, in its file and in LibreOffice's interface."""
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<sheet>\$?(?:'(?:[^']|'')+'|[^\W\d]\w*)[!.])(?=\$?[A-Z]{1,3}\$?\d)
    |(?P<cell>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![\w.(!:'])
    |(?P<function>[A-Z][A-Z0-9]*)(?=\()
    |(?P<number>\d+(?:\.\d+)?(?:E[+-]?\d+)?)(?![\w.:])
    |(?P<name>[^\W\d]\w*)(?![\w.!(':])
    |(?P<sign><>|<=|>=|[-+*/^&=<>()%,;])""",
    re.VERBOSE,
)
_LOGICAL = ("TRUE", "FALSE")


def to_calc(formula: str) -> str | None:
    """Turn a formula of Excel, with ``=``, into one for `setFormulaArray`; None when that is not certain."""
    return _turned(formula, ",", ";", "!", lambda sheet: f"${sheet}.")


def to_excel(formula: str, mark: Callable[[str], str]) -> str | None:
    """Turn a formula that `getFormulaArray` gave into one of Excel; None when that is not certain.

    Args:
        formula: The formula, with ``=``.
        mark: Gives the bare name of a sheet as Excel writes it before ``!``.
    """

    def sheet(quoted: str) -> str:
        bare = quoted[1:-1].replace("''", "'") if quoted.startswith("'") else quoted
        return f"{mark(bare)}!"

    return _turned(formula, ";", ",", ".", sheet)


def _turned(formula: str, between: str, becomes: str, after_sheet: str, sheet: Callable[[str], str]) -> str | None:
    if not formula.startswith("="):
        return None
    place, found = 1, ["="]
    while place < len(formula):
        token = _TOKEN.match(formula, place)
        if token is None:
            return None
        kind, text = token.lastgroup, token.group()
        match kind:
            case "sheet" if text[-1] == after_sheet:
                text = sheet(text[:-1].removeprefix("$"))
            case "function" if not _SAME.match(text):
                return None
            case "name" if text.upper() in _LOGICAL:
                return None
            case "sheet":
                return None
            case "sign" if text in ",;":
                if text != between:
                    return None
                text = becomes
            case _:
                pass
        found.append(text)
        place = token.end()
    return "".join(found)
