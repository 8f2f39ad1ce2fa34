"""Runs xlwings' own tests on the engine ``calc``: ``python -m tests.xlwings_suite MAP [module ...]``.

``MAP`` is a checkout of xlwings of the version in constraints.txt; ``pytz`` must be installed. Those tests are written
for Excel and are not ours: they are copied to a folder for the moment and never kept. What they found stands in
docs/besluiten/0064. Not in CI: it takes ten minutes and starts two programs for each class of tests.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

MODULES = (
    "range", "sheet", "book", "conversion", "ndim", "names", "font", "table", "app", "active", "shape", "chunking",
)  # fmt: skip
"""What of xlwings a desktop program must do; the rest is about its server, reports and task pane."""


def main(words: list[str]) -> int:
    """Run the tests and show which fail or are skipped, and why."""
    source = Path(words[0]) / "tests" if words else Path()
    chosen = words[1:] or MODULES
    if not words or not source.is_dir() or set(chosen) - set(MODULES):
        sys.stderr.write(f"gebruik: python -m tests.xlwings_suite MAP [module ...]; kies uit {', '.join(MODULES)}\n")
        return 2
    with TemporaryDirectory() as folder:
        shutil.copytree(source, Path(folder) / "tests")
        setup = "from buurtwijzer_excel.engines.calc.engine import activate\n\nactivate()\n"
        (Path(folder) / "conftest.py").write_text(setup, encoding="utf-8")
        files = [f"tests/test_{name}.py" for name in chosen]
        options = [
            "-c",
            "/dev/null",
            "--rootdir",
            folder,
            "-p",
            "no:cacheprovider",
            "-q",
            "-rfs",
            "--tb=line",
            "-Wignore",
        ]
        return subprocess.run([sys.executable, "-m", "pytest", *options, *files], cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
