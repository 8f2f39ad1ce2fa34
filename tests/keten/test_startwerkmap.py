"""The start workbook: what its script makes, whole, legible, and ready to press a button on."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from buurtwijzer.reporting.texts import MUST_NEVER
from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.engines.memory import start
from buurtwijzer_excel.live.reading import owned_columns
from buurtwijzer_excel.ribbon.buttons import buttons
from buurtwijzer_excel.workbook.settings import EXPLAINED
from tests.calc import opened
from tests.keten.conftest import Ran
from tests.keten.scenario_excel import filled_rows, rows_of, select

DATA = "kwb-2023"
BLADEN = ["Start", DATA, "gezondheid-2020", "Instellingen", "Mag en mag niet"]


@pytest.fixture(scope="module")
def werkmap(root: Path) -> Path:
    """Give the start workbook in the project."""
    return root / "workbooks" / "buurtwijzer.xlsx"


@pytest.fixture(scope="module")
def boek(werkmap: Path) -> openpyxl.Workbook:
    """Give it as another reader sees it."""
    return openpyxl.load_workbook(werkmap)


def onderdelen(pad: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pad) as pakket:
        return {naam: pakket.read(naam) for naam in pakket.namelist()}


def teksten(blad: Any) -> str:
    return "\n".join(str(cel) for rij in blad.iter_rows(values_only=True) for cel in rij if cel is not None)


def test_the_committed_file_is_a_fresh_build(root: Path, werkmap: Path, tmp_path: Path) -> None:
    opdracht = [sys.executable, "-W", "error", str(root / "workbooks" / "maak_startwerkmap.py"), str(tmp_path)]
    uit = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    assert uit.returncode == 0, uit.stderr
    assert onderdelen(tmp_path / werkmap.name) == onderdelen(werkmap), "voer uit: python workbooks/maak_startwerkmap.py"


def test_no_macro_no_formula_no_link(werkmap: Path) -> None:
    delen = onderdelen(werkmap)
    assert not [naam for naam in delen if "vba" in naam.lower() or "external" in naam.lower()]
    for naam, inhoud in delen.items():
        assert not re.search(rb"<f[ >]|<hyperlink", inhoud), naam


def test_sheets_are_frozen_and_print_on_a4(boek: openpyxl.Workbook) -> None:
    assert boek.sheetnames == BLADEN
    for blad in boek.worksheets:
        assert blad.freeze_panes, blad.title
        assert str(blad.page_setup.paperSize) == "9"
        assert blad.print_title_rows == "$1:$1"
        assert "niet voor besluiten over personen" in blad.oddFooter.left.text


def contrast(een: str, twee: str) -> float:
    def helder(kleur: str) -> float:
        delen = [int(kleur[-6:][i : i + 2], 16) / 255 for i in (0, 2, 4)]
        lineair = [deel / 12.92 if deel <= 0.03928 else ((deel + 0.055) / 1.055) ** 2.4 for deel in delen]
        return sum(weging * deel for weging, deel in zip((0.2126, 0.7152, 0.0722), lineair, strict=True))

    hoog, laag = sorted((helder(een), helder(twee)), reverse=True)
    return (hoog + 0.05) / (laag + 0.05)


def test_text_is_legible(boek: openpyxl.Workbook) -> None:
    for blad in boek.worksheets:
        for rij in blad.iter_rows():
            for cel in rij:
                if cel.value is not None:
                    achter = cel.fill.fgColor.rgb if cel.fill.patternType else "FFFFFF"
                    assert contrast(cel.font.color.rgb, achter) >= 4.5, (blad.title, cel.coordinate)
                    assert cel.font.sz >= 11


def test_texts_come_from_where_they_are_used(boek: openpyxl.Workbook) -> None:
    begin = teksten(boek["Start"])
    for knop in buttons():
        assert knop.naam in begin
        assert knop.uitleg in begin
    assert [begin.count(f"Stap {nummer}\n") for nummer in (1, 2, 3)] == [1, 1, 1]
    rijen = list(boek["Instellingen"].iter_rows(min_row=2, values_only=True))
    assert [(rij[0], rij[2]) for rij in rijen] == list(EXPLAINED)
    assert all(rij[1] is None for rij in rijen)
    mag = list(boek["Mag en mag niet"].iter_rows(min_row=2, values_only=True))
    assert mag == list(MUST_NEVER)


def test_settings_say_what_may_be_filled_in(boek: openpyxl.Workbook) -> None:
    regels = {str(regel.sqref): regel for regel in boek["Instellingen"].data_validations.dataValidation}
    soorten = {EXPLAINED[int(cel[1:]) - 2][0]: regel for cel, regel in regels.items()}
    assert set(soorten) == {naam for naam, _ in EXPLAINED}
    assert soorten["niveau"].formula1 == '"buurt,wijk,gemeente"'
    assert (soorten["dekking"].type, soorten["dekking"].formula1, soorten["dekking"].formula2) == (
        "decimal",
        "1",
        "100",
    )
    assert "leefstijlprofielen" in soorten["segmentatie"].formula1
    assert all(regel.prompt for regel in regels.values())


def test_a_button_works_on_it(boek: openpyxl.Workbook, werkmap: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("BUURTWIJZER_REGELS", raising=False)
    bladen = [{"naam": blad.title, "waarden": [list(rij) for rij in blad.iter_rows(values_only=True)]} for blad in boek]
    app = start({"schema": 1, "werkmap": {"naam": werkmap.name, "bladen": bladen}})
    sheet = select(app, "A4:A9", DATA)
    tekst = perform("analyseer_selectie", app)
    assert "6 rijen met een buurt bekeken" in tekst
    assert "[" not in tekst
    assert filled_rows(sheet) == list(range(4, 10))
    zekerheid = next(kolom for kolom in owned_columns(sheet) if kolom.naam == "Bwz_zekerheid")
    waarden = sheet.range((4, zekerheid.kolom + 1), (9, zekerheid.kolom + 1)).value
    assert set(waarden) & {"redelijk", "zwak", "stevig"}
    perform("instellingen", app)
    assert app.books.active.sheets.active.name == "Instellingen"
    assert "[" not in perform("opruimen", app)
    assert app.books.active.sheet_names == BLADEN
    app.quit()


def test_a_copy_with_results_can_be_made(run: Any, werkmap: Path, tmp_path: Path) -> None:
    gedaan: Ran = run("score", "--terugschrijven", werkmap, "-o", "uitkomst.xlsx")
    assert gedaan.exit_code == 0, gedaan.err
    assert "blad kwb-2023, 24 gebieden" in gedaan.out + gedaan.err
    kopie = openpyxl.load_workbook(tmp_path / "uitkomst.xlsx")
    assert kopie.sheetnames[: len(BLADEN)] == BLADEN
    assert rows_of(tmp_path / "uitkomst.xlsx") == rows_of(werkmap)  # the first sheet is as it was
    eigen, was = kopie["Instellingen"], openpyxl.load_workbook(werkmap)["Instellingen"]
    assert len(eigen.data_validations.dataValidation) == len(was.data_validations.dataValidation)


def test_calc_opens_it(calc: xw.App, werkmap: Path, tmp_path: Path) -> None:
    kopie = tmp_path / "eigen kopie.xlsx"
    kopie.write_bytes(werkmap.read_bytes())
    with opened(calc, kopie) as boek:
        assert [blad.name for blad in boek.sheets] == BLADEN
        sheet = select(calc, "B5:F8", DATA)
        assert "4 rijen met een buurt bekeken" in perform("analyseer_selectie", calc)
        assert filled_rows(sheet) == [5, 6, 7, 8]
