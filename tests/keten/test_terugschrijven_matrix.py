"""Where array formulas stand in a file, however its XML is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.reporting.injection.opened import open_own_file
from tests.keten.eigen_werkmap import RIJEN, blad, eigen_werkmap

FORMS = {
    "gewoon": '<c r="I2"><f t="array" ref="I2:J3">1</f></c>',
    "andere volgorde": '<c r="I2" cm="1" t="str"><f ref="I2:J3" ca="1" t="array">1</f><v></v></c>',
    "leeg": '<c r="I2"><f t="array" ref="I2:J3"/></c>',
    "enkele aanhalingstekens": "<c t='str' r='I2'><f  ref='I2:J3' t='array'>1</f></c>",
    "wat-als": '<c r="I2"><f t="dataTable" ref="I2:J3" dt2D="0"/><v>1</v></c>',
}


@pytest.mark.parametrize("with_prefix", [False, True])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_cell_of_an_array_is_a_formula(form: str, with_prefix: bool, tmp_path: Path) -> None:
    sheet = blad(RIJEN.replace('</row><row r="3">', f'{form}</row><row r="3">'))
    if with_prefix:
        head, _, rest = sheet.partition("<worksheet ")
        rest = rest.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("xmlns=", "xmlns:x=", 1)
        sheet = f"{head}<x:worksheet {rest}"
    block = open_own_file(eigen_werkmap(tmp_path / "e.xlsx", sheet)).block("Buurten")
    assert block.formules == {(2, 9), (2, 10), (3, 9), (3, 10)}


def test_cells_that_share_a_formula_each_have_their_own(tmp_path: Path) -> None:
    form = '<c r="I2"><f t="shared" ref="I2:I3" si="0">1</f></c>'
    own = open_own_file(
        eigen_werkmap(tmp_path / "e.xlsx", blad(RIJEN.replace('</row><row r="3">', f'{form}</row><row r="3">')))
    )
    assert own.block("Buurten").formules == {(2, 9)}
