"""A workbook of ``value -o``, changed by hand and given back as the plan; and the page about plans, tried out."""

from __future__ import annotations

import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from buurtwijzer.reporting.rekenbladen.aannames_kolommen import ID
from buurtwijzer.rulebook.plan_writing import plan_text
from buurtwijzer.rulebook.plans import read_plan
from buurtwijzer.rulebook.schema.plannen import (
    Budgetrij,
    EigenGetal,
    Grensrij,
    Planregelrij,
    Planrij,
    WatAlsRij,
)
from buurtwijzer_excel.cli.plan_workbook import plans_given
from tests.geladen import meegeleverd

WHY = {"K": "controller", "L": "1-3-2026", "M": "Offerte van dit jaar"}


@pytest.fixture
def written(run, kwb, gezondheid, root, tmp_path):
    plan = root / "sample_data" / "plannen_voorbeeldstad.yaml"
    ran = run("value", kwb, gezondheid, "--plan", plan, "-o", "uit.xlsx")
    assert ran.exit_code == 0, ran.err
    return tmp_path / "uit.xlsx"


def _rows(path):
    return {row[ID]: row for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Aannames").to_python()}


def _type(path, cells, part="xl/worksheets/sheet3.xml"):
    """Type numbers and texts in cells of a sheet, usually Aannames, as a program that saves the file does."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts[part].decode()
    for address, value in cells.items():
        held = f"<v>{value}</v>" if isinstance(value, (int, float)) else f"<is><t>{value}</t></is>"
        kind = "" if isinstance(value, (int, float)) else ' t="inlineStr"'
        cell = rf'<c r="{address}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'
        sheet, count = re.subn(
            cell, lambda m, k=kind, h=held: f"<c r={m[0].split()[1][2:]}{m[1]}{k}>{h}</c>", sheet, count=1
        )
        assert count == 1, address
    parts[part] = sheet.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


def _row(path, naam):
    book = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Aannames").to_python()
    return next(number for number, row in enumerate(book, start=1) if row[ID] == naam)


def test_an_unchanged_workbook_is_the_same_plan(run, written, root, kwb, gezondheid, tmp_path):
    (found,), adapt = plans_given(written, meegeleverd())
    first = read_plan(root / "sample_data" / "plannen_voorbeeldstad.yaml", meegeleverd())[0]
    assert plan_text([found]) == plan_text([first])
    assert adapt is not None
    ran = run("value", kwb, gezondheid, "--plan", written, "-o", "opnieuw.xlsx")
    assert ran.exit_code == 0, ran.err
    assert _rows(tmp_path / "opnieuw.xlsx") == _rows(written)


def test_an_amount_that_was_typed_is_an_own_value_of_the_plan_year(run, written, kwb, gezondheid, tmp_path):
    row = _row(written, "prijs_welbevinden_eenzaamheid")
    _type(written, {f"B{row}": 3300, f"B{row + 1}": 2026, **{f"{column}{row}": text for column, text in WHY.items()}})
    ran = run("value", kwb, gezondheid, "--plan", written, "-o", "opnieuw.xlsx")
    assert ran.exit_code == 0, ran.err
    price, year = (
        _rows(tmp_path / "opnieuw.xlsx")[f"{naam}_welbevinden_eenzaamheid"] for naam in ("prijs", "prijsjaar")
    )
    assert price[1] == 3300
    assert price[10:13] == ["controller", price[11], "Offerte van dit jaar"]
    assert (price[6], price[8], price[13]) == ("eigen administratie", "eigen", 3000)
    assert (price[5], year[1], year[8], year[13]) == (2026, 2026, "volgt", 2013)
    again = run("value", kwb, gezondheid, "--plan", tmp_path / "opnieuw.xlsx", "--json").json
    assert again["totaal"] == run("value", kwb, gezondheid, "--plan", written, "--json").json["totaal"]


def test_an_own_value_that_was_taken_back_is_gone(run, written, kwb, gezondheid):
    row = _row(written, "regel3_deelname")
    rules = _rows(written)["regel3_deelname"][13]
    _type(written, {f"B{row}": rules, **{f"{column}{row}": "" for column in WHY}})
    (found,), _ = plans_given(written, meegeleverd())
    assert "deelname" not in found.regels[2].eigen
    assert run("value", kwb, gezondheid, "--plan", written).exit_code == 0


def test_a_value_without_a_reason_is_told_at_its_cell(run, written, kwb, gezondheid):
    row = _row(written, "overhead")
    _type(written, {f"B{row}": 0.4})
    ran = run("value", kwb, gezondheid, "--plan", written)
    assert ran.exit_code == 1
    assert f"uit.xlsx, blad Aannames, cel B{row}: [X474]" in ran.err


def test_a_name_typed_on_the_sheet_is_told(run, written, kwb, gezondheid):
    row = _row(written, "overhead")
    _type(written, {f"B{row}": 0.4, f"K{row}": "Jan Jansen", f"L{row}": "1-3-2026", f"M{row}": "zo maar"})
    ran = run("value", kwb, gezondheid, "--plan", written)
    assert ran.exit_code == 0, ran.err
    assert "[W146]" in ran.err
    assert "wel erg kort" in ran.err


def test_what_happens_without_the_plan_is_taken_from_the_sheet(run, written, kwb, gezondheid, tmp_path):
    _type(written, {"C6": "De wachtlijst groeit door"}, "xl/worksheets/sheet1.xml")
    (found,), _ = plans_given(written, meegeleverd())
    assert found.nulalternatief == "De wachtlijst groeit door"
    ran = run("value", kwb, gezondheid, "--plan", written, "-o", "opnieuw.xlsx")
    assert ran.exit_code == 0, ran.err
    sheets = CalamineWorkbook.from_path(str(tmp_path / "opnieuw.xlsx"))
    assert sheets.get_sheet_by_name("Waarde per euro").to_python()[5][2] == "De wachtlijst groeit door"
    assert "W150" in str(sheets.get_sheet_by_name("Meldingen").to_python())
    (again,), _ = plans_given(tmp_path / "opnieuw.xlsx", meegeleverd())
    assert again.nulalternatief == found.nulalternatief
    assert again.meldingen == ()


def test_what_happens_without_the_plan_cannot_be_wiped_out(written):
    before = plans_given(written, meegeleverd())[0][0].nulalternatief
    _type(written, {"C6": " "}, "xl/worksheets/sheet1.xml")
    (found,), _ = plans_given(written, meegeleverd())
    assert found.nulalternatief == before
    assert [issue.code for issue in found.meldingen] == ["W152"]


def test_a_workbook_without_a_plan_is_told(run, kwb, gezondheid):
    ran = run("value", kwb, gezondheid, "--plan", kwb)
    assert ran.exit_code == 1
    assert "[W148]" in ran.err


def test_a_decision_of_a_day_to_come_is_told(run, written, kwb, gezondheid, root):
    plan = root / "sample_data" / "plannen_voorbeeldstad.yaml"
    ran = run("value", kwb, gezondheid, "--plan", plan, "--datum", "2020-01-01")
    assert "die dag is er nog niet" in ran.err


def test_the_page_about_plans_is_read_and_computed_and_has_every_key(run, root, kwb, gezondheid, tmp_path):
    page = (root / "docs" / "plan.md").read_text("utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1]
    (tmp_path / "plan.yaml").write_text(example, encoding="utf-8")
    (found,) = read_plan(tmp_path / "plan.yaml", meegeleverd())
    assert found.meldingen == ()
    said = set(re.findall(r"^[ -]*([a-z_]+):", example, re.MULTILINE))
    for model in (Planrij, Planregelrij, EigenGetal, Budgetrij, WatAlsRij, Grensrij):
        assert set(model.model_fields) <= said
    ran = run("value", kwb, gezondheid, "--plan", "plan.yaml", "--datum", "2026-11-22", "--json")
    assert ran.exit_code == 0, ran.err
    codes = {item["code"] for item in ran.json["meldingen"]}
    assert not codes & {"W142", "W144", "W146", "W147"}
