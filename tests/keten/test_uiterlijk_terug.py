"""After Opruimen every cell looks as before, whoever wrote the columns and whatever the user's headers look like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.live.reading import owned_columns
from tests.calc import opened
from tests.keten.conftest import Ran
from tests.keten.scenario_excel import ours, select, snapshot

LIST = "Mijn lijst"
STYLES = {
    "vet op kleur met rand": {
        "font": Font(name="Arial", bold=True, italic=True, color="FFFFFFFF", size=14),
        "fill": PatternFill("solid", fgColor="FF203864"),
        "border": Border(*(Side("thick", color="FFFF0000") for _ in range(4))),
        "alignment": Alignment(horizontal="center", vertical="top", wrap_text=True, text_rotation=90),
    },
    "onderstreept en beveiligd": {
        "font": Font(name="Calibri", size=11, underline="single", strike=True, color="FFFF0000"),
        "alignment": Alignment(indent=2, shrink_to_fit=True),
        "protection": Protection(locked=False),
    },
}


@pytest.mark.parametrize("style", STYLES)
def test_columns_of_the_file_route_leave_no_looks_behind(
    style: str, calc: xw.App, run: Callable[..., Ran], kwb: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(kwb)
    sheet = book.create_sheet(LIST, 0)
    sheet.append(("buurtcode", "opmerking"))
    for code in ("BU99990101", "BU99990102", "BU99990103"):
        sheet.append((code, "let op"))
    for cell in sheet[1]:
        for name, value in STYLES[style].items():
            setattr(cell, name, value)
    sheet.row_dimensions[1].height = 60
    own, copy = tmp_path / "eigen.xlsx", tmp_path / "kopie.xlsx"
    book.save(own)
    done = run("score", "--terugschrijven", own, "-o", copy)
    assert done.exit_code == 0, done.err
    with opened(calc, own) as before:
        wanted = snapshot(before.sheets[LIST])
    with opened(calc, copy) as after:
        sheet = after.sheets[LIST]
        head = sheet.range((1, owned_columns(sheet)[0].kolom + 1))
        assert head.font.bold is (style == "vet op kleur met rand")
        assert snapshot(sheet) != wanted
        text = perform("opruimen", calc)
        assert "Opgeruimd" in text
        assert snapshot(sheet) == wanted


def test_formats_of_the_user_below_our_columns_stay(app: xw.App) -> None:
    """A column that would grow over them goes elsewhere; the others keep their place."""
    sheet = select(app, "A4:A6")
    perform("analyseer_selectie", app)
    first = owned_columns(sheet)[0].kolom + 1
    sheet.range((8, first), (9, first)).number_format = "0.000"
    sheet.range((8, first + 2)).color = (255, 0, 0)
    select(app, "A4:A12")
    text = perform("analyseer_selectie", app)
    assert "8 rijen" in text, text
    assert sheet.range((8, first), (9, first)).number_format == "0.000"
    assert sheet.range((8, first + 2)).color == (255, 0, 0)
    places = {column.kolom + 1 for column in owned_columns(sheet)}
    assert first + 1 in places
    assert not {first, first + 2} & places
    assert len(ours(sheet)["Bwz_leefstijl_1"]) == 11  # row 12 is a district
    perform("opruimen", app)
    assert sheet.range((8, first), (9, first)).number_format == "0.000"
    assert sheet.range((8, first + 2)).color == (255, 0, 0)
    assert sheet.range((1, first), (7, first)).number_format == "General"
