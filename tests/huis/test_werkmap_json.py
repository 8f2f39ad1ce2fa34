"""What the pages say about a workbook as JSON and about settings is what the code does."""

from __future__ import annotations

import json
import re
from pathlib import Path

from buurtwijzer_excel.engines.memory import answer, start
from buurtwijzer_excel.workbook.settings import EXPLAINED


def test_the_example_on_the_page_is_a_workbook(root: Path) -> None:
    page = (root / "docs" / "werkmap-json.md").read_text(encoding="utf-8")
    found = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert found is not None
    app = start(json.loads(found[1]))
    assert app.selection.address == "$B$5:$F$20,$B$25"
    assert app.books.active.sheets[0].range("A2").value == "BU99990101"
    keys = set(answer(app)["werkmap"]) | set(answer(app)["werkmap"]["bladen"][0])
    assert all(f"`{key}`" in page or f"bladen[].{key}`" in page for key in keys)
    app.quit()


def test_the_contract_names_every_setting_in_order(root: Path) -> None:
    contract = (root / "docs" / "contract.md").read_text(encoding="utf-8")
    table = contract.partition("<!-- tabel: instellingen -->")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == [name for name, _ in EXPLAINED]
