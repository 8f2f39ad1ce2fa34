"""The workbook of a valuation as a file: what it holds, that text stays text, the same bytes for the same plan."""

from __future__ import annotations

import math
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

from buurtwijzer.core.errors import OutputError
from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.model import Bereik, Formule, Rekenblad, defined_name
from buurtwijzer.reporting.rekenbladen.simulatie import VEROUDERD
from buurtwijzer.reporting.rekenbladen.stijlen import GROUP_FILL
from buurtwijzer.reporting.rekenbladen.write import sheets_bytes, write_value_workbook
from buurtwijzer.reporting.styles import CHOICE_FILL
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.expressions import names_in
from tests.geladen import meegeleverd
from tests.keten.waarde_proef import PLAN, d6, proef, rules, valued

VOOR, PARTIJEN, AANNAMES, BEREKENING = "Waarde per euro", "Wie betaalt, wie profiteert", "Aannames", "Berekening"
NAREKENING = "Narekening"
MOST_FORMULA, MOST_READABLE = 8192, 900
EVIL = ["=1+1", "+31", "-5", "@SOM(A1)", "http://voorbeeld.nl", "\t=2", "{=A1}", "=cmd|' /C calc'!A0"]


@pytest.fixture(scope="module")
def book(bladen: tuple[Rekenblad, ...]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(sheets_bytes(bladen)))


def texts(blad: Rekenblad) -> list[str]:
    found = (cel.inhoud for cel in blad.cellen.values())
    return [inhoud.waarde if isinstance(inhoud, Formule) else inhoud for inhoud in found]  # type: ignore[misc]


def formulas(bladen: tuple[Rekenblad, ...]) -> list[Formule]:
    return [cel.inhoud for blad in bladen for cel in blad.cellen.values() if isinstance(cel.inhoud, Formule)]


def test_the_sheets_in_order(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [VOOR, PARTIJEN, AANNAMES, BEREKENING, NAREKENING]


def test_every_cell_of_the_model_stands_once(waardering: Waardering, bladen: tuple[Rekenblad, ...]) -> None:
    found = [naam for blad in bladen for naam in blad.stappen]
    assert len(found) == len(set(found))
    assert {*waardering.model.cellen, *waardering.model.invoer} <= set(found)
    assert "Tussenstappen van lange sommen" not in texts(bladen[3]), (
        "een stap van het model heeft geen eigen plaats op Berekening"
    )
    for blad in bladen:
        for naam, waar in blad.stappen.items():
            held = blad.cellen[waar.rij, waar.kolom].inhoud
            shown = held.waarde if isinstance(held, Formule) else held
            item = waardering.model.invoer.get(naam)
            assert isinstance(held, Formule) == (item is None or item.volgt is not None)
            value = waardering.waarden.get(naam, math.nan)
            assert math.isnan(value) or shown == pytest.approx(value, rel=1e-12, abs=1e-9), naam


def test_formulas_are_short_enough_to_read(bladen: tuple[Rekenblad, ...]) -> None:
    longest = max(formulas(bladen), key=lambda formule: len(formule.tekst))
    assert len(longest.tekst) <= MOST_READABLE < MOST_FORMULA, longest.tekst


def test_no_number_that_people_could_argue_about_hides_in_a_formula(bladen: tuple[Rekenblad, ...]) -> None:
    """In formulas stand only years, switches, counts of checks, margins of a cent or less, and half for the title."""
    for formule in formulas(bladen):
        bare = re.sub(r'"[^"]*"|\'[^\']*\'', "", formule.tekst)
        for number in re.findall(r"(?<![A-Za-z_0-9$.])[0-9][0-9.]*(?:E[-+]?[0-9]+)?(?![0-9:_])", bare):
            value = float(number)
            assert value in range(21) or abs(value) <= 0.01 or value == 0.5, formule.tekst


def test_sums_read_as_a_person_writes_them(bladen: tuple[Rekenblad, ...]) -> None:
    found = [formule.tekst for formule in formulas(bladen)]
    assert sum(bool(re.fullmatch(r"SUM\([^,]*[A-Z]+\d+:[A-Z]+\d+\)", text)) for text in found) > 20


def test_a_ratio_can_be_followed_to_the_source_of_its_price(
    book: openpyxl.Workbook, waardering: Waardering, bladen: tuple[Rekenblad, ...]
) -> None:
    """As a controller does: from cell to cell by what stands in the formulas, until only assumptions are left."""
    start = bladen[0].stappen["t_per_euro"]
    inputs = {defined_name(naam): naam for naam in waardering.model.invoer}
    todo, seen, leaves = [(VOOR, start.rij + 1, start.kolom + 1)], set(), set()
    while todo:
        place = todo.pop()
        if place in seen:
            continue
        seen.add(place)
        formula = book[place[0]].cell(*place[1:]).value
        assert isinstance(formula, str), f"{place}: een getal zonder herkomst"
        assert formula.startswith("=")
        for token in Tokenizer(formula).items:
            if token.subtype != Token.RANGE:
                continue
            if token.value in inputs:
                leaves.add(inputs[token.value])
            else:
                sheet, _, address = token.value.rpartition("!")
                name = sheet.strip("'") or place[0]
                assert name != AANNAMES, "een aanname staat met haar naam in een formule"
                cells = book[name][address]
                rows = cells if isinstance(cells, tuple) else ((cells,),)
                todo += [(name, cell.row, cell.column) for row in rows for cell in row]
    assert {"prijs_proef_opvang", "prijs_proef_leed", "discontovoet", "r1_e1_effect", "r2_bedrag"} <= leaves
    heads = {cell.value: cell.column for cell in book[AANNAMES][3]}
    for naam in leaves:
        row = book[AANNAMES][book.defined_names[defined_name(naam)].attr_text.rpartition("$")[2]]
        told = {kop: row[column - 1].value for kop, column in heads.items()}
        assert told["Naam in formules"] == defined_name(naam)
        assert all(told[kop] for kop in ("Wat", "Eenheid", "Bron", "Merk")), told
        if naam.startswith("prijs_proef"):
            assert told["Prijspeil (jaar)"]


def test_the_walk_through_in_the_decision_is_what_the_cells_hold(root: Path, book: openpyxl.Workbook) -> None:
    words = (root / "docs" / "besluiten" / "0083-de-werkmap-rekent-zelf.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|!]+)!([A-Z]+\d+) \| (`[^`]+`|[0-9.]+) \|", words, re.MULTILINE)
    assert len(rows) == 8
    for sheet, address, told in rows:
        held = book[sheet][address].value
        if told.startswith("`"):
            assert str(held).startswith(f"={told.strip('`').removesuffix(', ...)')}")
        else:
            assert held == float(told.replace(".", ""))


def test_names_are_valid_in_excel(book: openpyxl.Workbook, waardering: Waardering) -> None:
    inputs = {defined_name(naam): item for naam, item in waardering.model.invoer.items()}
    assert len(inputs) == len(waardering.model.invoer)
    assert set(book.defined_names) == set(inputs)
    used = {item.volgt.eigen for item in inputs.values() if item.volgt is not None}
    used |= frozenset().union(*map(names_in, waardering.model.cellen.values()))
    for naam, found in book.defined_names.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,254}", naam)
        assert not re.match(r"[rc]\d|[rc]$|rc", naam), "Excel leest het begin als een rij of kolom"
        assert not re.fullmatch(r"[a-z]{1,3}\d+", naam), "ziet eruit als een cel"
        sheet, _, address = found.attr_text.partition("!")
        cell = book[sheet.strip("'")][address.replace("$", "")]
        if inputs[naam].volgt is None:
            assert cell.value == pytest.approx(inputs[naam].waarde)
        rekent = inputs[naam].naam in used
        assert cell.fill.fgColor.rgb == f"FF{(CHOICE_FILL if rekent else GROUP_FILL)[1:]}"


def test_only_inputs_are_marked(book: openpyxl.Workbook) -> None:
    for name in (PARTIJEN, BEREKENING, NAREKENING):
        fills = {cell.fill.fgColor.rgb for row in book[name].iter_rows() for cell in row}
        assert f"FF{CHOICE_FILL[1:]}" not in fills


def test_all_but_yellow_cells_is_locked_without_a_password(book: openpyxl.Workbook) -> None:
    yellow = f"FF{CHOICE_FILL[1:]}"
    for sheet in book:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert not sheet.protection.selectLockedCells
        assert not sheet.protection.formatColumns
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert all(cell.protection.locked != (cell.fill.fgColor.rgb == yellow) for cell in cells)


def test_every_input_refuses_text_and_says_why_in_dutch(book: openpyxl.Workbook, waardering: Waardering) -> None:
    checks = {}
    for rule in book[AANNAMES].data_validations.dataValidation:
        for area in rule.sqref.ranges:
            checks |= dict.fromkeys((cell for row in area.rows for cell in row), rule)
    for naam, item in waardering.model.invoer.items():
        address = book.defined_names[defined_name(naam)].attr_text.rpartition("!")[2].replace("$", "")
        row, column = openpyxl.utils.cell.coordinate_to_tuple(address)
        rule = checks[row, column]
        assert rule.type in ("decimal", "whole")
        assert rule.operator in (None, "between")
        assert not rule.allowBlank
        assert rule.showErrorMessage
        assert rule.errorStyle in (None, "stop")
        assert rule.error.startswith("Vul hier een ")
        assert rule.prompt
        low, high = float(rule.formula1), float(rule.formula2)
        assert low <= item.waarde <= high, naam
        if naam.startswith("tel_"):
            assert (rule.type, low, high) == ("whole", 0, 1)
            continue
        assert not naam.endswith("_effect") or high < 1e6
        if item.minimum is not None:
            assert low == item.minimum
        if item.maximum is not None:
            assert high == item.maximum


def test_headers_have_units_and_stay_in_sight(book: openpyxl.Workbook) -> None:
    assert book[AANNAMES].freeze_panes == "B4"
    assert book[BEREKENING].freeze_panes == "B4"
    assert book[VOOR].freeze_panes == "C5"
    for name in book.sheetnames:
        sheet = book[name]
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows
        assert not sheet.merged_cells.ranges
    heads = [cell.value for cell in book[PARTIJEN][3] if cell.value]
    assert heads[0] == "Partij"
    assert all("euro" in head for head in heads[1:])


def test_every_sheet_prints_on_paper_that_can_be_read(bladen: tuple[Rekenblad, ...]) -> None:
    assert all(sum(blad.breedtes.values()) <= 400 for blad in bladen)


def test_charts_are_native_live_and_have_a_text_for_who_cannot_see_them(bladen: tuple[Rekenblad, ...]) -> None:
    data = zipfile.ZipFile(BytesIO(sheets_bytes(bladen)))
    charts = [data.read(name).decode() for name in data.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2
    assert any('<c:grouping val="stacked"/>' in chart and "<a:noFill/>" in chart for chart in charts)
    drawings = [data.read(name).decode() for name in data.namelist() if name.startswith("xl/drawings/drawing")]
    assert len(re.findall(r'descr="[^"]{60,}"', "".join(drawings))) == 2
    waterfall = next(g for blad in bladen if blad.naam == PARTIJEN for g in blad.grafieken)
    cells = next(blad for blad in bladen if blad.naam == PARTIJEN).cellen
    for reeks in waterfall.reeksen:
        inside = [cells[place].inhoud for place in _places(reeks.waarden) if place in cells]
        assert any(isinstance(inhoud, Formule) for inhoud in inside)


def _places(waar: Bereik) -> list[tuple[int, int]]:
    return [(waar.rij + r, waar.kolom + k) for r in range(waar.rijen) for k in range(waar.kolommen)]


def test_the_waterfall_ends_at_the_balance(waardering: Waardering, bladen: tuple[Rekenblad, ...]) -> None:
    blad = next(blad for blad in bladen if blad.naam == PARTIJEN)
    labels = blad.grafieken[0].reeksen[0].labels
    last = labels.rij + labels.rijen - 1
    assert blad.cellen[last, 0].inhoud == "Saldo"
    shown = blad.cellen[last, 1].inhoud
    assert isinstance(shown, Formule)
    assert shown.waarde == pytest.approx(waardering.waarden["t_saldo"], rel=1e-12)


def test_a_ratio_stands_beside_its_band_its_evidence_and_the_warning(bladen: tuple[Rekenblad, ...]) -> None:
    voor = bladen[0]
    assert any("Een verhouding is geen bewijs" in str(text) for text in texts(voor))
    found = [
        place
        for place, cel in voor.cellen.items()
        if str(cel.inhoud).startswith("Maatschappelijke waarde per publieke euro")
    ]
    total = next(place for place in found if isinstance(voor.cellen[place[0], place[1] + 1].inhoud, Formule))
    row = {kolom: cel.inhoud for (rij, kolom), cel in voor.cellen.items() if rij == total[0]}
    band = [row[kolom].waarde for kolom in (6, 7)]  # type: ignore[union-attr]
    assert band[0] < row[2].waarde < band[1]  # type: ignore[union-attr]
    assert row[8] == "E2"


def test_title_says_exploration_when_over_half_is_assumption(bladen: tuple[Rekenblad, ...]) -> None:
    assert bladen[0].cellen[0, 0].inhoud.waarde == "Verkenning: waarde per euro"  # type: ignore[union-attr]


def test_without_draws_there_is_no_band(waardering: Waardering) -> None:
    voor = rekenbladen(replace(waardering, simulatie=None))[0]
    assert any("Niet gesimuleerd" in str(text) for text in texts(voor))
    assert "geen band" in texts(voor)


def test_what_is_typed_makes_the_simulated_block_old(waardering: Waardering) -> None:
    voor = rekenbladen(waardering, invoer={"discontovoet": 0.04})[0]
    assert VEROUDERD in texts(voor)
    assert "verouderd" in texts(voor)
    again = rekenbladen(waardering, invoer={"discontovoet": waardering.model.invoer["discontovoet"].waarde})[0]
    assert VEROUDERD not in texts(again)


def test_a_name_that_is_no_input_is_refused(waardering: Waardering) -> None:
    with pytest.raises(KeyError):
        rekenbladen(waardering, invoer={"bestaat_niet": 1.0})


@pytest.mark.parametrize("evil", EVIL)
def test_text_never_becomes_a_formula_or_a_link(evil: str) -> None:
    lines = tuple(replace(line, taakveld=evil, financiering=evil, eigenaar=evil) for line in PLAN.regels)
    plan = replace(PLAN, naam=evil, nulalternatief=evil, regels=lines, versie=evil)
    bladen = rekenbladen(valued(plan, rules(meegeleverd()), draws=0))
    data = sheets_bytes(bladen)
    book = openpyxl.load_workbook(BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    shown = [cell for cell in cells if isinstance(cell.value, str) and cell.value.strip() == evil.strip()]
    assert len(shown) == 4 * len(lines) + 1
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in shown)
    counted = sum(cell.data_type == "f" for cell in cells)
    assert counted == len(formulas(bladen))
    assert not any("hyperlink" in name for name in zipfile.ZipFile(BytesIO(data)).namelist())


def test_the_same_valuation_gives_the_same_bytes(waardering: Waardering, tmp_path: Path) -> None:
    one, other = tmp_path / "een.xlsx", tmp_path / "twee.xlsx"
    write_value_workbook(waardering, one)
    write_value_workbook(proef(meegeleverd()), other)
    assert one.read_bytes() == other.read_bytes()


def test_an_existing_file_is_kept(waardering: Waardering, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"van mij")
    with pytest.raises(OutputError):
        write_value_workbook(waardering, path)
    with pytest.raises(OutputError):
        write_value_workbook(waardering, tmp_path / "plan.ods")
    assert path.read_bytes() == b"van mij"


def test_d6_to_the_cent() -> None:
    bladen = rekenbladen(d6(meegeleverd()))
    shown = [round(value, 2) for value in (f.waarde for f in formulas(bladen)) if isinstance(value, float)]
    for amount in (177596.68, 165000.0, 12596.68, 79918.50, 62158.84, 17759.67):
        assert amount in shown


def test_every_source_stands_in_full_with_where_to_find_it(
    waardering: Waardering, bladen: tuple[Rekenblad, ...]
) -> None:
    shown = texts(next(blad for blad in bladen if blad.naam == AANNAMES))
    used = {item.bron_id for item in waardering.model.invoer.values()} - {""}
    assert used
    for id_ in used:
        bron = waardering.rulebook.bronnen[id_]
        assert {bron.titel, bron.uitgever, bron.vindplaats} <= set(shown)
    told = [item.toelichting for item in waardering.model.invoer.values() if item.toelichting]
    assert any(item.naam.startswith("prijs_") and item.toelichting for item in waardering.model.invoer.values())
    assert all(any(text in str(cell) for cell in shown) for text in told)


def test_a_line_that_works_longer_than_is_counted_is_told_beside_the_ratio(waardering: Waardering) -> None:
    beside = [str(text) for text in texts(rekenbladen(waardering, invoer={"r1_werkingsduur": 25.0})[0])]
    assert any("werkt langer dan de 5 jaar die tellen" in text for text in beside)
    assert not any("werkt langer dan" in str(text) for text in texts(rekenbladen(waardering)[0]))
