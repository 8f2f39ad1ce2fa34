"""From figures to a form for a talk, and from what people wrote on it back beside the scores: none of which moves."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.worksheet.worksheet import Worksheet

from buurtwijzer.data.judgements import DRAAGVLAK, HERKENNING
from buurtwijzer.evidence.mirror.reading import HEADERS
from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.engines.memory import start
from tests.calc import opened
from tests.keten.conftest import Ran
from tests.keten.scenario_excel import DATA, select, standard_payload

Run = Callable[..., Ran]
CODES = ("BU99990101", "BU99990102", "BU99990108")
FIRST = CODES[0]
SAID = {
    ("aandachtspunt:verhuisdruk", "bewoner"): {"aantal gesprokenen": 9, "herkenning": "nee", "datum": "2026-11-20"},
    ("aandachtspunt:verhuisdruk", "professional"): {"aantal gesprokenen": 5, "herkenning": "nee"},
    ("aandachtspunt:mentale_druk", "bewoner"): {"aantal gesprokenen": 9, "herkenning": "nee"},
    ("aandachtspunt:mentale_druk", "professional"): {"aantal gesprokenen": 5, "herkenning": "ja"},
    ("voorstel:buurtverbinder", "bewoner"): {
        "aantal gesprokenen": 9,
        "draagvlak": "mits",
        "wie doet mee": "de tuingroep",
    },
}
FIGURES = {"score", "percentiel", "vertrekpunt", "rest", "score zonder", *(f"bijdrage {n}" for n in range(1, 6))}


def records(sheet: Worksheet) -> list[dict[str, Any]]:
    rows = [*sheet.iter_rows(values_only=True)]
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def fill(source: Path, target: Path, said: Mapping[tuple[str, str], Mapping[str, object]], code: str = FIRST) -> None:
    """Write answers on the form, as people do."""
    book = openpyxl.load_workbook(source)
    sheet = book["Spiegeling"]
    for number, record in enumerate(records(sheet), 2):
        for kop, value in said.get((record["kenmerk"], record["rol"]), {}).items():
            if record["code"] == code:
                sheet.cell(number, HEADERS.index(kop) + 1).value = value
    book.save(target)


def answers(path: Path) -> set[tuple[Any, ...]]:
    rows = records(openpyxl.load_workbook(path)["Spiegeling"])
    kept = ("code", "kenmerk", "rol", "aantal gesprokenen", "herkenning", "draagvlak", "wie doet mee", "datum")
    return {tuple(r[kop] for kop in kept) for r in rows if r["aantal gesprokenen"]}


@pytest.fixture
def form(run: Run, kwb: Path, gezondheid: Path, tmp_path: Path) -> Path:
    path = tmp_path / "leidraad.xlsx"
    ran = run("spiegeling", kwb, gezondheid, "--codes", ",".join(CODES), "-o", path)
    assert ran.exit_code == 0, ran.err
    assert "3 gebieden" in ran.out
    return path


@pytest.fixture
def filled(form: Path) -> Path:
    path = form.with_name("ingevuld.xlsx")
    fill(form, path, SAID)
    return path


def test_form_and_guide_are_ready_to_use(form: Path, run: Run, kwb: Path, gezondheid: Path) -> None:
    book = openpyxl.load_workbook(form)
    assert book.sheetnames == ["Spiegeling", "Gespreksleidraad", "Meldingen", "Verantwoording"]
    sheet, guide = book["Spiegeling"], book["Gespreksleidraad"]
    assert tuple(cell.value for cell in sheet[1]) == HEADERS
    assert {r["code"] for r in records(sheet)} == {*CODES}
    lists = {v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}
    assert {f'"{",".join(HERKENNING)}"', f'"{",".join(DRAAGVLAK)}"'} < lists
    assert (guide.page_setup.orientation, int(guide.page_setup.paperSize)) == ("portrait", 9)
    texts = [str(row[0]) for row in guide.iter_rows(values_only=True) if row[0]]
    assert sum(text.startswith("Gespreksleidraad: ") for text in texts) == len(CODES)
    assert len(guide.row_breaks.brk) >= 2 * len(CODES) - 1
    assert not [text for text in texts if "probleem" in text.casefold()]
    again = form.with_name("nog eens.xlsx")
    assert run("spiegeling", kwb, gezondheid, "--codes", ",".join(CODES), "-o", again).exit_code == 0
    assert again.read_bytes() == form.read_bytes()


def test_what_people_said_stands_beside_the_scores_and_moves_none(
    run: Run, kwb: Path, gezondheid: Path, filled: Path, tmp_path: Path
) -> None:
    plain, mirrored = tmp_path / "zonder.xlsx", tmp_path / "met.xlsx"
    asked = ("score", kwb, gezondheid, "--codes", ",".join(CODES))
    assert run(*asked, "-o", plain).exit_code == 0
    assert run(*asked, "--spiegeling", filled, "-o", mirrored).exit_code == 0
    without, with_ = openpyxl.load_workbook(plain), openpyxl.load_workbook(mirrored)
    place = with_.sheetnames.index("Spiegeling")
    assert with_.sheetnames[place - 1] == "Toelichting"
    assert [naam for naam in with_.sheetnames if naam != "Spiegeling"] == without.sheetnames
    for naam in ("Leefgebieden", "Krachten", "Risico's", "Leefstijlen", "Samenleven"):
        assert [*without[naam].iter_rows(values_only=True)] == [*with_[naam].iter_rows(values_only=True)]
    before, after = records(without["Toelichting"]), records(with_["Toelichting"])
    assert [{k: r[k] for k in FIGURES} for r in before] == [{k: r[k] for k in FIGURES} for r in after]
    moved = [(a, b) for a, b in zip(before, after, strict=True) if a["zekerheid"] != b["zekerheid"]]
    ((old, new),) = moved
    assert (new["code"], new["uitkomst"]) == (FIRST, "Verhuisdruk en onderhoud")
    assert (old["zekerheid"], new["zekerheid"]) == ("redelijk", "zwak")
    assert new["toelichting"].startswith(
        "Zekerheid een stap lager: 9 van 9 bewoners en 5 van 5 professionals herkennen dit niet."
    )
    overview = records(with_["Overzicht"])[0]
    assert overview["herkenning"] == (
        "bewoners: 0 van 2 bevindingen herkend (9), professionals: 1 van 2 bevindingen herkend (5)"
    )
    counted = {word: sum(r["code"] == FIRST and r["zekerheid"] == word for r in after) for word in ("redelijk", "zwak")}
    assert f"{counted['redelijk']} redelijk en {counted['zwak']} zwak (1 verschoven door de spiegeling" in str(
        overview["toelichting"]
    )
    assert "verschoven" not in str(records(without["Overzicht"]))
    proposal = next(r for r in records(with_["Interventies"]) if r["draagvlak"])
    assert (proposal["interventie"], proposal["draagvlak"]) == ("Buurtverbinder", "bewoners: mits (9)")
    assert "B327" in {r["code"] for r in records(with_["Meldingen"])}
    assert answers(mirrored) == answers(filled)


def test_json_has_the_answers_and_no_free_text(run: Run, kwb: Path, gezondheid: Path, filled: Path) -> None:
    asked = ("score", kwb, gezondheid, "--codes", FIRST, "--json")
    plain, mirrored = run(*asked).json, run(*asked, "--spiegeling", filled).json
    said = mirrored.pop("spiegeling")
    assert {(o["kenmerk"], o["rol"]): o["gesprokenen"] for o in said} == {
        key: values["aantal gesprokenen"] for key, values in SAID.items()
    }
    assert "tuingroep" not in json.dumps(said)
    assert "B327" in {issue["code"] for issue in mirrored["meldingen"]}
    assert mirrored["gebieden"] == plain["gebieden"]
    assert "spiegeling" not in plain


def test_explain_shows_it_beside_the_sum(run: Run, kwb: Path, gezondheid: Path, filled: Path) -> None:
    asked = ("explain", kwb, gezondheid, "--code", FIRST, "--uitkomst", "verhuisdruk")
    plain, mirrored = run(*asked).out, run(*asked, "--spiegeling", filled).out
    assert mirrored.startswith(plain.rstrip("\n"))
    assert "bewoners: nee (9)" in mirrored
    assert "telt niet mee in de score" in mirrored


def test_mistakes_on_the_form_stop_the_run_with_their_cells(
    run: Run, kwb: Path, gezondheid: Path, form: Path, tmp_path: Path
) -> None:
    wrong, out = tmp_path / "fout.xlsx", tmp_path / "uit.xlsx"
    key = ("aandachtspunt:verhuisdruk", "bewoner")
    fill(form, wrong, {key: {"herkenning": "geheim woord", "aantal gesprokenen": "veel", "datum": "ooit"}})
    ran = run("score", kwb, gezondheid, "--spiegeling", wrong, "-o", out)
    assert ran.exit_code == 1
    row = next(
        n
        for n, r in enumerate(records(openpyxl.load_workbook(form)["Spiegeling"]), 2)
        if (r["code"], r["kenmerk"], r["rol"]) == (FIRST, *key)
    )
    for code, column in (("B314", "H"), ("B316", "G"), ("B319", "L")):
        assert f"fout.xlsx, blad Spiegeling, cel {column}{row}: [{code}]" in ran.err
    assert "geheim woord" not in ran.err
    assert not out.exists()


def test_files_without_a_form_and_the_form_itself_are_refused(
    run: Run, kwb: Path, gezondheid: Path, filled: Path, tmp_path: Path
) -> None:
    assert "[B311]" in run("score", kwb, "--spiegeling", gezondheid, "-o", tmp_path / "uit.xlsx").err
    before = filled.read_bytes()
    assert run("score", kwb, gezondheid, "--spiegeling", filled, "-o", filled, "--overschrijf").exit_code == 1
    assert run("spiegeling", kwb, "--spiegeling", filled, "-o", filled, "--overschrijf").exit_code == 1
    assert filled.read_bytes() == before


def test_a_new_form_takes_along_what_was_said(
    run: Run, kwb: Path, gezondheid: Path, filled: Path, tmp_path: Path
) -> None:
    path = tmp_path / "nieuw.xlsx"
    asked = ("spiegeling", kwb, gezondheid, "--codes", ",".join((*CODES, "BU99990202")))
    ran = run(*asked, "--spiegeling", filled, "-o", path)
    assert "Meegenomen: 5 oordelen" in ran.out
    assert answers(path) == answers(filled)
    assert {r["code"] for r in records(openpyxl.load_workbook(path)["Spiegeling"])} == {*CODES, "BU99990202"}


# in a workbook of one's own


@pytest.fixture
def own(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Mijn buurten"
    for row in (("code", "notitie"), *((code, "eigen") for code in CODES)):
        sheet.append(row)
    path = tmp_path / "eigen.xlsx"
    book.save(path)
    return path


def back(run: Run, source: Path, target: Path, kwb: Path, gezondheid: Path, *more: object) -> Ran:
    ran = run("score", "--terugschrijven", source, "--met", kwb, "--met", gezondheid, "-o", target, *more)
    assert ran.exit_code == 0, ran.err
    return ran


def test_a_second_run_keeps_what_people_filled_in(
    run: Run, kwb: Path, gezondheid: Path, own: Path, tmp_path: Path
) -> None:
    first, written, second, third = (tmp_path / f"{naam}.xlsx" for naam in ("een", "ingevuld", "twee", "drie"))
    back(run, own, first, kwb, gezondheid, "--spiegeling", own)
    assert not answers(first)
    fill(first, written, SAID)
    back(run, written, second, kwb, gezondheid)
    back(run, second, third, kwb, gezondheid)
    assert answers(second) == answers(third) == answers(written)
    book = openpyxl.load_workbook(third)
    assert book.sheetnames.count("Spiegeling") == 1
    assert "Spiegeling (2)" not in book.sheetnames
    assert "notitie" in [cell.value for cell in book["Mijn buurten"][1]]
    rows = [r for r in records(book["Toelichting"]) if r["herkenning"]]
    assert {r["uitkomst"]: r["zekerheid"] for r in rows}["Verhuisdruk en onderhoud"] == "zwak"


def test_what_is_no_longer_said_stays_as_a_previous_finding(
    run: Run, kwb: Path, gezondheid: Path, own: Path, tmp_path: Path
) -> None:
    first, written, second = (tmp_path / f"{naam}.xlsx" for naam in ("een", "ingevuld", "twee"))
    back(run, own, first, kwb, gezondheid, "--spiegeling", own)
    fill(first, written, SAID)
    run("score", "--terugschrijven", written, "--met", kwb, "-o", second)  # without health: mental pressure is unknown
    rows = {
        (r["kenmerk"], r["rol"]): r for r in records(openpyxl.load_workbook(second)["Spiegeling"]) if r["code"] == FIRST
    }
    old = rows["aandachtspunt:mentale_druk", "bewoner"]
    assert (old["stand"], old["herkenning"], old["aantal gesprokenen"]) == ("vorige bevinding", "nee", 9)
    assert "B326" in {r["code"] for r in records(openpyxl.load_workbook(second)["Meldingen"])}


def test_a_form_with_a_column_of_the_user_stays_theirs(
    run: Run, kwb: Path, gezondheid: Path, own: Path, tmp_path: Path
) -> None:
    first, written, second = (tmp_path / f"{naam}.xlsx" for naam in ("een", "ingevuld", "twee"))
    back(run, own, first, kwb, gezondheid, "--spiegeling", own)
    fill(first, written, SAID)
    book = openpyxl.load_workbook(written)
    book["Spiegeling"].cell(2, len(HEADERS) + 1).value = "van mij"
    book.save(written)
    back(run, written, second, kwb, gezondheid)
    found = openpyxl.load_workbook(second)
    assert found["Spiegeling"].cell(2, len(HEADERS) + 1).value == "van mij"
    assert "Spiegeling (2)" not in found.sheetnames
    assert "B331" in {r["code"] for r in records(found["Meldingen"])}
    assert certainty(second)["Verhuisdruk en onderhoud"] == "zwak"
    back(run, second, tmp_path / "drie.xlsx", kwb, gezondheid)
    assert openpyxl.load_workbook(tmp_path / "drie.xlsx").sheetnames == found.sheetnames


@pytest.fixture
def pasted(own: Path, filled: Path) -> Path:
    """Put a form that is filled in into a workbook of one's own, as people do: by copying it."""
    book, form = openpyxl.load_workbook(own), openpyxl.load_workbook(filled)["Spiegeling"]
    sheet = book.create_sheet("Spiegeling")
    for row in form.iter_rows(values_only=True):
        sheet.append(row)
    path = own.with_name("geplakt.xlsx")
    book.save(path)
    return path


def certainty(path: Path) -> dict[str, str]:
    return {
        r["uitkomst"]: r["zekerheid"] for r in records(openpyxl.load_workbook(path)["Toelichting"]) if r["herkenning"]
    }


def change(source: Path, target: Path, blad: str, **values: object) -> str:
    """Change the first judgement of residents on a sheet; give its cell."""
    book = openpyxl.load_workbook(source)
    sheet = book[blad]
    number = next(
        n
        for n, r in enumerate(records(sheet), 2)
        if (r["code"], r["kenmerk"], r["rol"]) == (FIRST, "aandachtspunt:verhuisdruk", "bewoner")
    )
    for kop, value in values.items():
        sheet.cell(number, HEADERS.index(kop.replace("_", " ")) + 1).value = value
    book.save(target)
    return f"H{number}"


def test_a_form_that_was_pasted_is_the_only_one_and_every_change_on_it_counts(
    run: Run, kwb: Path, gezondheid: Path, pasted: Path, tmp_path: Path
) -> None:
    first, changed, second = (tmp_path / f"{naam}.xlsx" for naam in ("een", "anders", "twee"))
    change(pasted, pasted, "Spiegeling", toelichting="Bel mevrouw Jansen, 06-12345678")
    back(run, pasted, first, kwb, gezondheid)
    book = openpyxl.load_workbook(first)
    assert "B331" in {r["code"] for r in records(book["Meldingen"])}
    assert [naam for naam in book.sheetnames if "Spiegeling" in naam] == ["Spiegeling"]
    assert [*book["Spiegeling"].values] == [*openpyxl.load_workbook(pasted)["Spiegeling"].values]
    texts = [str(c) for sheet in book if sheet.title != "Spiegeling" for row in sheet.values for c in row if c]
    assert not [text for text in texts if "Jansen" in text]
    assert certainty(first)["Verhuisdruk en onderhoud"] == "zwak"
    change(first, changed, "Spiegeling", herkenning="ja")
    back(run, changed, second, kwb, gezondheid)
    assert certainty(second)["Verhuisdruk en onderhoud"] == "redelijk"


def test_two_forms_in_one_workbook_are_read_together_or_refused_where_they_differ(
    run: Run, kwb: Path, gezondheid: Path, own: Path, tmp_path: Path
) -> None:
    first, both, second, wrong, third = (tmp_path / f"{naam}.xlsx" for naam in ("een", "beide", "twee", "fout", "drie"))
    back(run, own, first, kwb, gezondheid, "--spiegeling", own)
    fill(first, first, SAID)
    book = openpyxl.load_workbook(first)
    copied = book.create_sheet("Mijn gesprekken")
    for row in book["Spiegeling"].iter_rows(values_only=True):
        copied.append(row)
    book.save(both)
    ran = back(run, both, second, kwb, gezondheid)
    assert "[B329]" in ran.err
    assert certainty(second)["Verhuisdruk en onderhoud"] == "zwak"
    cell = change(second, wrong, "Mijn gesprekken", herkenning="ja")
    ran = run("score", "--terugschrijven", wrong, "--met", kwb, "--met", gezondheid, "-o", third)
    assert ran.exit_code == 1
    assert f"fout.xlsx, blad Spiegeling, cel {cell}: [B330]" in ran.err
    assert f"blad Mijn gesprekken, cel {cell}" in ran.err
    assert not third.exists()
    for command in (
        ("score", kwb, gezondheid, "-o", third),
        ("explain", kwb, gezondheid, "--code", FIRST, "--uitkomst", "wonen"),
    ):
        assert "[B330]" in run(*command, "--spiegeling", wrong).err


def test_judgements_in_two_workbooks_that_contradict_are_refused(
    run: Run, kwb: Path, gezondheid: Path, pasted: Path, filled: Path, tmp_path: Path
) -> None:
    cell = change(pasted, pasted, "Spiegeling", herkenning="ja")
    asked = ("score", "--terugschrijven", pasted, "--met", kwb, "--met", gezondheid, "--spiegeling", filled)
    ran = run(*asked, "-o", tmp_path / "uit.xlsx")
    assert f"geplakt.xlsx, blad Spiegeling, cel {cell}: [B330]" in ran.err
    assert f"ingevuld.xlsx, blad Spiegeling, cel {cell}" in ran.err
    change(pasted, pasted, "Spiegeling", datum="2026-11-21")  # another talk
    back(run, pasted, tmp_path / "uit.xlsx", kwb, gezondheid, "--spiegeling", filled)


def test_the_button_in_excel_takes_the_sheet_along_and_leaves_it(root: Path, filled: Path) -> None:
    form = openpyxl.load_workbook(filled)["Spiegeling"]
    payload = standard_payload(root)
    payload["werkmap"]["selectie"]["adres"] = "A1"
    plain = _analysed(payload)
    values = [list(row) for row in form.iter_rows(values_only=True)]
    payload["werkmap"]["bladen"].append({"naam": "Spiegeling", "waarden": values})
    mirrored = _analysed(payload)
    assert mirrored.keys() == plain.keys()
    assert "Over 1 bevinding oordelen rollen verschillend." in str(mirrored.pop("Bwz toelichting"))
    assert (
        plain["Bwz aandachtspunt 1"].replace("zekerheid redelijk", "zekerheid zwak") == mirrored["Bwz aandachtspunt 1"]
    )
    numbers = {kop for kop, value in plain.items() if isinstance(value, float)}
    assert {kop: plain[kop] for kop in numbers} == {kop: mirrored[kop] for kop in numbers}


def test_advice_and_explanation_in_excel_take_the_sheet_along(root: Path, filled: Path) -> None:
    payload = standard_payload(root)
    form = [list(row) for row in openpyxl.load_workbook(filled)["Spiegeling"].iter_rows(values_only=True)]
    (plain, plain_why), (mirrored, why) = _advised(payload), _advised(payload, {"Spiegeling": form})
    support = {row["interventie"]: row["draagvlak"] for row in mirrored if row["draagvlak"]}
    assert support == {"Buurtverbinder": "bewoners: mits (9)"}
    assert not [row for row in plain if row.get("draagvlak")]
    assert [row["interventie"] for row in plain] == [row["interventie"] for row in mirrored]
    assert "spiegeling" not in plain_why
    assert "9 van 9 bewoners en 5 van 5 professionals herkennen dit niet" in why
    assert "bewoners: nee (9)" in why
    other = [[("ja" if cell == "nee" and row[5] == "bewoner" else cell) for cell in row] for row in form]
    program = start(json.loads(json.dumps(_with_sheets(payload, {"Spiegeling": form, "Tweede": other}))))
    try:
        assert "[B330]" in perform("advies", program)
    finally:
        program.quit()


def _with_sheets(payload: dict[str, Any], sheets: Mapping[str, list[list[Any]]]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(payload))
    found["werkmap"]["selectie"]["adres"] = "A1"
    found["werkmap"]["bladen"] += [{"naam": naam, "waarden": values} for naam, values in sheets.items()]
    return found


def _advised(
    payload: dict[str, Any], sheets: Mapping[str, list[list[Any]]] | None = None
) -> tuple[list[dict[str, Any]], str]:
    """Press Analyseer selectie, Advies and Leg uit; give the advice of the area and what is explained."""
    program = start(_with_sheets(payload, sheets or {}))
    try:
        perform("analyseer_selectie", program)
        data = program.books.active.sheets[DATA]
        rows = data.range("A1:GZ40").options(ndim=2).value
        head = next(n for n, row in enumerate(rows) if "Bwz zekerheid" in row)
        area = next(n for n, row in enumerate(rows) if FIRST in row)
        select(program, f"A{area + 1}")
        perform("advies", program)
        advice = program.books.active.sheets["Advies"].used_range.options(ndim=2).value
        columns = [n for n, kop in enumerate(rows[head]) if str(kop).startswith("Bwz aandachtspunt")]
        column = next(n for n in columns if "erhuisdruk" in str(rows[area][n]))
        select(program, data.range((area + 1, column + 1)).address)
        perform("leg_uit", program)
        steps = program.books.active.sheets["Uitleg"].used_range.options(ndim=2).value
    finally:
        program.quit()
    told = [dict(zip(advice[0], row, strict=True)) for row in advice[1:]]
    return [row for row in told if row["code"] == FIRST], " ".join(str(c) for row in steps for c in row if c)


def _analysed(payload: dict[str, Any]) -> dict[str, Any]:
    """Press the button; give what then stands beside the first area, and see that the form is as it was."""
    program = start(json.loads(json.dumps(payload)))
    try:
        before = _cells(program.books.active)
        perform("analyseer_selectie", program)
        book = program.books.active
        assert _cells(book) == before
        rows = book.sheets[DATA].range("A1:GZ40").options(ndim=2).value
    finally:
        program.quit()
    head = next(row for row in rows if "Bwz zekerheid" in row)
    area = next(row for row in rows if FIRST in row)
    return {kop: value for kop, value in zip(head, area, strict=True) if str(kop).startswith("Bwz ")}


def _cells(book: xw.Book) -> list[list[Any]] | None:
    here = "Spiegeling" in book.sheet_names
    return book.sheets["Spiegeling"].used_range.options(ndim=2).value if here else None


def test_the_form_opens_in_libreoffice_with_its_choices(form: Path, calc: Any) -> None:
    with opened(calc, form) as book:
        assert book.sheet_names[:2] == ["Spiegeling", "Gespreksleidraad"]
        cell = book.impl.api.Sheets.getByName("Spiegeling").getCellRangeByName("H2")
        assert cell.Validation.getFormula1().replace(";", ",").replace('"', "") == ",".join(HERKENNING)
