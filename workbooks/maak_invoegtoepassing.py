"""Build the add-in for Excel, ``buurtwijzer.xlam``, beside this script (or in the folder that is named).

Usage: ``python workbooks/maak_invoegtoepassing.py [MAP]``; needs the extra ``test``. It starts from the add-in that
``xlwings quickstart --addin --ribbon`` gives (BSD, see NOTICE), and needs no Excel. The same sources and versions give
the same bytes.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

from invoegtoepassing.package import package_bytes
from invoegtoepassing.vba import project_bytes

NAAM = "buurtwijzer.xlam"
_RIBBON = Path(__file__).resolve().parent.parent / "excel_addin" / "buurtwijzer_excel" / "ribbon"


def main(folder: Path) -> None:
    """Build the VBA project, put it in the package, and write the file."""
    found = find_spec("xlwings")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("xlwings")
    quickstart = Path(found.origin).parent / "quickstart_addin_ribbon.xlam"
    project = project_bytes(quickstart, _RIBBON / "vba")
    (folder / NAAM).write_bytes(package_bytes(quickstart, project, _RIBBON))
    print(f"Geschreven: {NAAM}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
