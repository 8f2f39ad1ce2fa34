"""The VBA side of the worksheet functions, by xlwings' own generator.

That one wants the COM modules of Windows; empty stand-ins do, because nothing of COM is called while it writes text.
"""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace

import xlwings

_FUNCTIONS = "buurtwijzer_excel.functions"
_HEAD = (
    'Attribute VB_Name = "xlwings_udfs"\n'
    "' Gemaakt door xlwings uit buurtwijzer_excel/functions.py; wijzig het daar.\n"
    '#Const App = "Microsoft Excel"\n'
)


def wrapper_source() -> str:
    """Give the module with a VBA function per worksheet function, in alphabetical order."""
    functions, generate = decorated_functions()
    out = io.StringIO()
    generate(_FUNCTIONS, functions, out, SimpleNamespace(Name="buurtwijzer.xlam"))
    # What went wrong is for the log; a cell gets a Dutch sentence.
    return _HEAD + "\n".join(
        line.rstrip() for line in out.getvalue().replace("Err.Description", "BwzFunctieFout()").split("\n")
    )


def decorated_functions() -> tuple[ModuleType, Callable[..., None]]:
    """Import the functions as on Windows, where the decorators leave a description behind."""
    _stand_in("pythoncom", CoInitialize=None)
    _stand_in("pywintypes", com_error=OSError)
    _stand_in("win32com")
    _stand_in("win32com.client", Dispatch=None)
    udfs = importlib.import_module("xlwings.udfs")
    xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
    sys.modules.pop(_FUNCTIONS, None)
    return importlib.import_module(_FUNCTIONS), udfs.generate_vba_wrapper


def _stand_in(name: str, **members: object) -> None:
    module = ModuleType(name)
    vars(module).update(members)
    sys.modules.setdefault(name, module)
