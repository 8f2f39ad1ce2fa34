"""The crosswalks: what they may not do, and what is told about them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.rulebook.loader import check_rulebook, load_rulebook
from tests.geladen import meegeleverd

RULES = Path(__file__).parent.parent.parent / "rules"
FICTIEF = Path(__file__).parent.parent / "fictief_regelboek"


@pytest.mark.parametrize(
    ("regel", "kolom"),
    [
        ("{kolom: a_marok, odata: Iets}", "a_marok"),
        ("{kolom: p_iets, odata: Marokko}", "Marokko"),
        ("{kolom: p_iets, odata: Nederland}", "Nederland"),
        ('{kolom: p_iets, titel: "Bevolking naar herkomst/Nederland"}', "Bevolking naar herkomst/Nederland"),
        ("{kolom: p_iets, kop: Nationaliteit}", "Nationaliteit"),
    ],
)
def test_another_name_does_not_lift_a_block(regel: str, kolom: str, tmp_path: Path) -> None:
    shutil.copytree(RULES, tmp_path / "regels")
    path = tmp_path / "regels" / "kolommen" / "cbs_kwb.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("kolommen:\n", f"kolommen:\n  - {regel}\n"), encoding="utf-8")
    line = path.read_text(encoding="utf-8").splitlines().index(f"  - {regel}") + 1
    rulebook, issues = check_rulebook(tmp_path / "regels")
    assert rulebook is None
    (found,) = [issue for issue in issues if issue.severity.value == "fout"]
    assert found.place.startswith(f"kolommen/cbs_kwb.yaml:{line}:")
    assert kolom in found.message


def test_no_shipped_name_is_blocked() -> None:
    for crosswalk in meegeleverd().kolommen.values():
        for row in crosswalk.kolommen:
            assert not any(is_blocked(name) for name in (row.kolom, row.odata, row.titel, row.kop) if name)


def test_a_rulebook_without_crosswalks_is_a_rulebook() -> None:
    assert dict(load_rulebook(FICTIEF, environ={}).kolommen) == {}


def test_indicators_name_columns_that_a_crosswalk_has() -> None:
    rules = meegeleverd()
    for indicator in rules.indicatoren.values():
        for kolom in indicator.kolommen:
            if kolom.layout in ("cbs_kwb", "nabijheid", "politie"):
                known = {row.kolom for row in rules.kolommen[kolom.layout].kolommen} | {"a_inw", "a_hh"}
                used = [*([kolom.waarde] if kolom.waarde else []), *(kolom.teller or []), *kolom.noemers]
                assert set(used) <= known | {row.kolom for row in rules.kolommen["politie"].kolommen}, indicator.id
