"""The command line starts at once: nothing heavy is loaded for help or a typing error."""

from __future__ import annotations

import subprocess
import sys

import pytest

ZWAAR = "numpy pandas pydantic yaml openpyxl xlsxwriter python_calamine sklearn scipy xlwings click platformdirs"


def geladen(code: str) -> set[str]:
    staart = "; import sys; print('\\n'.join(sorted({m.split('.')[0] for m in sys.modules})))"
    uit = subprocess.run([sys.executable, "-c", code + staart], capture_output=True, text=True, check=True)
    return set(uit.stdout.splitlines())


@pytest.mark.parametrize(
    "code",
    [
        "import buurtwijzer_excel.cli.main",
        "from buurtwijzer_excel.cli.main import top_help; top_help()",
        "import buurtwijzer",
        "import buurtwijzer_excel",
    ],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    assert not geladen(code) & set(ZWAAR.split())


@pytest.mark.parametrize(
    ("woorden", "code", "zegt"),
    [
        (["--help"], 0, "Opdrachten:"),
        (["--version"], 0, "buurtwijzer "),
        ([], 2, "Gebruik: buurtwijzer"),
        (["skore"], 2, "Bedoelt u 'score'?"),
    ],
)
def test_answers_at_once_in_dutch(woorden: list[str], code: int, zegt: str) -> None:
    opdracht = [sys.executable, "-m", "buurtwijzer_excel.cli.main", *woorden]
    uit = subprocess.run(opdracht, capture_output=True, text=True, encoding="utf-8", check=False)
    assert uit.returncode == code
    assert zegt in uit.stdout + uit.stderr
    assert "Traceback" not in uit.stderr
