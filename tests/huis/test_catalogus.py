"""The catalogues of messages: codes unique, in the range of their layer, with words that say what to do."""

from __future__ import annotations

import re
import string
from importlib import import_module
from pathlib import Path

import pytest

from buurtwijzer.core.issues import IssueKind, Severity
from buurtwijzer_excel.doctor.titles import CATALOGUES

CATALOGI = {
    "buurtwijzer.rulebook": "R[1-6]",
    "buurtwijzer.data": "D[1-3]",
    "buurtwijzer.data.forms": "D3",
    "buurtwijzer.valuation": "W1",
    "buurtwijzer.evidence.timeline": "B1",
    "buurtwijzer.reporting": "X1",
    "buurtwijzer.reporting.injection": "X3",
    "buurtwijzer.reporting.rekenbladen": "X3",
    "buurtwijzer_excel.workbook": "X[24]",
    "buurtwijzer_excel.addin": "X4",
    "buurtwijzer_excel.engines.calc": "X4",
    "buurtwijzer_excel.companion": "X4",
    "buurtwijzer_excel.doctor": "X4",
}


def lijst(laag: str) -> tuple[IssueKind, ...]:
    soorten: tuple[IssueKind, ...] = import_module(f"{laag}.issue_kinds").KINDS
    return soorten


ALLE = [(laag, soort) for laag in CATALOGI for soort in lijst(laag)]


def test_codes_are_never_used_twice() -> None:
    codes = [soort.code for _, soort in ALLE]
    assert len(codes) == len(set(codes))


def test_every_kind_in_the_source_is_in_a_catalogue_once(root: Path) -> None:
    """Also those that stand beside their one user and not in an ``issue_kinds``."""
    bronnen = [pad for map_ in ("engine", "excel_addin") for pad in (root / map_).rglob("*.py")]
    gebruikt = [code for pad in bronnen for code in re.findall(r'IssueKind\(\s*"(\w+)"', pad.read_text("utf-8"))]
    assert sorted(gebruikt) == sorted(soort.code for catalogus in CATALOGUES for soort in catalogus)
    assert len(gebruikt) == len(set(gebruikt))


@pytest.mark.parametrize("laag", CATALOGI)
def test_catalogue_lists_every_kind_it_defines(laag: str) -> None:
    module = import_module(f"{laag}.issue_kinds")
    gedefinieerd = {waarde.code for waarde in vars(module).values() if isinstance(waarde, IssueKind)}
    assert gedefinieerd == {soort.code for soort in lijst(laag)}


@pytest.mark.parametrize(("laag", "soort"), ALLE, ids=[soort.code for _, soort in ALLE])
def test_kind_is_complete(laag: str, soort: IssueKind) -> None:
    assert re.fullmatch(CATALOGI[laag] + r"\d\d", soort.code)
    assert soort.title
    assert soort.template.endswith((".", "}", "?"))
    if soort.severity is Severity.FOUT:
        assert soort.remedy, "een fout zegt wat te doen"


@pytest.mark.parametrize(("laag", "soort"), ALLE, ids=[soort.code for _, soort in ALLE])
def test_kind_can_be_filled_in(laag: str, soort: IssueKind) -> None:
    velden = {veld for _, veld, _, _ in string.Formatter().parse(soort.template + soort.remedy) if veld}
    gevuld = soort.at("bestand.xlsx", **dict.fromkeys(velden, "x"))
    assert str(gevuld).startswith(f"bestand.xlsx: [{soort.code}] ")
    assert "{" not in str(gevuld)
