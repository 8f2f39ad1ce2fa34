"""A workbook that somebody changed: what it shows itself in LibreOffice, and what the audit of a file finds."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.workbook.defined_name import DefinedName

from buurtwijzer.core.errors import InputError
from buurtwijzer.reporting.rekenbladen.audit import Nagekeken, differences
from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.model import Rekenblad
from buurtwijzer.reporting.rekenbladen.stijlen import NIET_IN_ORDE
from buurtwijzer.reporting.rekenbladen.vorm_nagekeken import other_looks
from buurtwijzer.reporting.rekenbladen.write import sheets_bytes, write_sheets
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer_excel.engines.calc.bridge import properties, to_url

VOOR, PARTIJEN, AANNAMES, BEREKENING = "Waarde per euro", "Wie betaalt, wie profiteert", "Aannames", "Berekening"
PRICE_YEAR = "prijsjaar"
FORMULES, NAREKENING, GRENZEN = "Geen formule is overschreven", "Een tweede berekening", "Elke aanname is een getal"


def where(bladen: tuple[Rekenblad, ...], naam: str) -> tuple[str, str]:
    """Give the sheet and address of an input or step."""
    found = next(blad.stappen[naam] for blad in bladen if naam in blad.stappen)
    return found.blad, found.lokaal


def row_of(blad: Rekenblad, begin: str) -> int:
    """Give the row (from 1) of the check, total or text that begins so."""
    return next(rij for (rij, _), cel in sorted(blad.cellen.items()) if str(cel.inhoud).startswith(begin)) + 1


class Open:
    """The workbook in LibreOffice, its protection lifted as anybody can."""

    def __init__(self, document: Any, bladen: tuple[Rekenblad, ...]) -> None:
        self.document, self.bladen = document, bladen
        for name in document.Sheets.getElementNames():
            document.Sheets.getByName(name).unprotect("")

    def cell(self, blad: str, adres: str) -> Any:
        return self.document.Sheets.getByName(blad).getCellRangeByName(adres)

    def typed(self, *changes: tuple[str, str, object]) -> dict[str, str]:
        """Type in cells, and give what the status, its guard and the red checks say then; put back what was there."""
        before = [(blad, adres, self.cell(blad, adres).getFormula()) for blad, adres, _ in changes]
        for blad, adres, value in changes:
            cell = self.cell(blad, adres)
            if isinstance(value, float):
                cell.setValue(value)
            else:
                cell.setFormula(str(value))
        self.document.calculateAll()
        found = {"status": self.cell(VOOR, "B3").getString(), "wacht": self.cell(VOOR, "C3").getString()}
        row = 10
        while naam := self.cell(VOOR, f"B{row}").getString():
            if self.cell(VOOR, f"C{row}").getString() == NIET_IN_ORDE:
                found[naam] = self.cell(VOOR, f"D{row}").getString()
            row += 1
        for blad, adres, formula in before:
            self.cell(blad, adres).setFormula(formula)
        self.document.calculateAll()
        return found


@pytest.fixture(scope="module")
def open_(calc: xw.App, bladen: tuple[Rekenblad, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    path = tmp_path_factory.mktemp("gewijzigd") / "plan.xlsx"
    write_sheets(bladen, path)
    document = calc.impl.office.bridge.desktop.loadComponentFromURL(
        to_url(str(path)), "_blank", 0, properties(Hidden=True)
    )
    try:
        document.calculateAll()
        yield Open(document, bladen)
    finally:
        document.close(True)


def red(found: dict[str, str], begin: str) -> str:
    return next((text for naam, text in found.items() if naam.startswith(begin)), "")


def test_nothing_typed_nothing_red(open_: Open) -> None:
    assert set(open_.typed()) == {"status", "wacht"}
    assert open_.typed()["wacht"] == ""


def test_a_check_made_green_by_hand_shows_with_its_address(open_: Open) -> None:
    adres = where(open_.bladen, "check_budget")[1]
    assert f"{VOOR}!{adres}" in red(open_.typed((VOOR, adres, 1.0)), FORMULES)
    text = open_.typed((VOOR, adres, "in orde"))
    assert f"{VOOR}!{adres}" in red(text, FORMULES)


def test_a_text_over_the_status_or_over_the_check_of_checks_shows_beside_it(open_: Open) -> None:
    own = f"C{row_of(open_.bladen[0], FORMULES)}"
    for adres in ("B3", own):
        found = open_.typed((VOOR, adres, "Alle controles in orde"))
        assert "getypt" in found["wacht"], adres


def test_checks_that_are_all_made_one_by_a_formula_do_not_make_the_status_green(open_: Open) -> None:
    first, last = row_of(open_.bladen[0], "Alle partijen samen"), row_of(open_.bladen[0], NAREKENING)
    adres = where(open_.bladen, "check_budget")[1]
    worth = where(open_.bladen, "r1_kosten_cw")
    ones = [(VOOR, f"C{row}", "=1") for row in range(first, last + 1)]
    found = open_.typed(*ones, (*worth, "=1"))
    assert adres in {cell for _, cell, _ in ones}
    assert NIET_IN_ORDE in found["status"]
    assert found["wacht"].startswith("Let op")


def test_a_simulated_number_of_ones_own_shows(open_: Open) -> None:
    adres = where(open_.bladen, "t_saldo")[1]
    row = row_of(open_.bladen[0], "Saldo (euro, contant)")
    found = open_.typed((VOOR, f"C{row}", 1_000_000.0))
    assert f"{VOOR}!C{row}" in red(found, NAREKENING), adres


@pytest.mark.parametrize("formule", ["=F34*E5*10", "=20000", "=0", '="veel"'])
def test_another_formula_shows_also_after_an_assumption_was_changed(open_: Open, formule: str) -> None:
    blad, adres = where(open_.bladen, "r1_e1_b1_j1")
    index = where(open_.bladen, "index_bouw")
    found = open_.typed((*index, 0.036), (blad, adres, formule))
    assert f"{blad}!E" in red(found, NAREKENING) or "fout" in red(found, NAREKENING)
    assert NIET_IN_ORDE in found["status"]


def test_a_formula_of_a_party_or_a_total_that_was_replaced_shows(open_: Open) -> None:
    blad, adres = where(open_.bladen, "p_gemeente_kassaldo_cw")
    assert f"{blad}!{adres}" in red(open_.typed((blad, adres, "=C4+D4-B4+B4")), NAREKENING)


def test_lowest_and_highest_are_fixed(open_: Open) -> None:
    _, adres = where(open_.bladen, "prijs_proef_leed")
    assert f"{AANNAMES}!E" in red(open_.typed((AANNAMES, f"E{adres[1:]}", 20000.0)), NAREKENING)


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [("r1_aantal", -10.0), ("r1_toerekening", 2.0), ("discontovoet", -0.5), ("tel_kas", 5.0), ("r1_aantal", "zestig")],
)
def test_an_assumption_outside_its_limits_is_red_and_named(open_: Open, naam: str, waarde: object) -> None:
    blad, adres = where(open_.bladen, naam)
    found = open_.typed((blad, adres, waarde))
    assert f"({AANNAMES}!{adres})" in red(found, GRENZEN)


def test_a_red_check_says_where(open_: Open) -> None:
    budget = open_.typed((*where(open_.bladen, "budget_gemeente_2026"), 10.0))
    assert red(budget, "Het budget").startswith("Waar: gemeente, kosten, 2026.")
    share = open_.typed((*where(open_.bladen, "r1_deel_gemeente"), 0.9))
    assert red(share, "De betalers").startswith("Waar: regel 1 (Portieken opknappen in Proefbuurt).")
    bare = open_.typed((*where(open_.bladen, "discontovoet"), 0.03))
    assert f"({AANNAMES}!B5)" in red(bare, "Elke eigen waarde")


def audited(bladen: tuple[Rekenblad, ...], waardering: Waardering, tmp_path: Path, *changes: object) -> Nagekeken:
    """Change cells of the file, and audit it."""
    book = openpyxl.load_workbook(BytesIO(sheets_bytes(bladen)))
    for change in changes:
        change(book)  # type: ignore[operator]
    path = tmp_path / "terug.xlsx"
    book.save(path)
    return differences(path, lambda invoer: rekenbladen(waardering, invoer=invoer))


def put(blad: str, adres: str, value: object) -> Any:
    return lambda book: book[blad].__setitem__(adres, value)


def test_what_we_wrote_is_what_we_write(bladen: tuple[Rekenblad, ...], waardering: Waardering, tmp_path: Path) -> None:
    path = tmp_path / "terug.xlsx"
    write_sheets(bladen, path)
    found = differences(path, lambda invoer: rekenbladen(waardering, invoer=invoer))
    assert found.verschillen == ()
    assert not found.zonder_uitkomst
    assert found.formules > 2000


def test_other_inputs_with_a_reason_are_no_difference(
    bladen: tuple[Rekenblad, ...], waardering: Waardering, tmp_path: Path
) -> None:
    _, adres = where(bladen, "discontovoet")
    found = audited(
        bladen, waardering, tmp_path, put(AANNAMES, adres, 0.03), put(AANNAMES, f"K{adres[1:]}", "controller")
    )
    assert found.verschillen == ()
    assert found.zonder_uitkomst, "openpyxl bewaart geen uitkomsten"


@pytest.mark.parametrize(("naam", "value"), [("prijsjaar_proef_leed", 2019.0), ("r1_grondslag", 1.0)])
def test_a_number_over_what_goes_along_with_an_amount_is_an_input(
    waardering: Waardering, bladen: tuple[Rekenblad, ...], open_: Open, tmp_path: Path, naam: str, value: float
) -> None:
    blad, adres = where(bladen, naam)
    cell = open_.cell(blad, adres)
    before, path = cell.getFormula(), tmp_path / "terug.xlsx"
    cell.setValue(value)
    open_.document.calculateAll()
    open_.document.storeToURL(to_url(str(path)), properties(FilterName="Calc MS Excel 2007 XML"))
    cell.setFormula(before)
    open_.document.calculateAll()
    found = differences(path, lambda invoer: rekenbladen(waardering, invoer=invoer))
    assert found.verschillen == ()
    assert not found.zonder_uitkomst
    assert openpyxl.load_workbook(path)[blad][adres].value == value


def test_a_name_of_one_sheet_is_told_and_a_range_to_print_is_not(
    bladen: tuple[Rekenblad, ...], waardering: Waardering, tmp_path: Path
) -> None:
    def shadowed(book: openpyxl.Workbook) -> None:
        book[BEREKENING].defined_names["index_prijs"] = DefinedName("index_prijs", attr_text="Aannames!$B$8")
        book[VOOR].defined_names["SUM"] = DefinedName("SUM", attr_text="Aannames!$B$8")
        other = book.create_sheet("Eigen blad")
        other.defined_names["discontovoet"] = DefinedName("discontovoet", attr_text="'Eigen blad'!$B$8")
        other.defined_names["mijn"] = DefinedName("mijn", attr_text="'Eigen blad'!$B$8")

    found = audited(bladen, waardering, tmp_path, shadowed).verschillen
    assert [issue.code for issue in found] == ["X340"] * 3
    told = [str(issue) for issue in found]
    for sheet, naam in ((VOOR, "SUM"), (BEREKENING, "index_prijs"), ("Eigen blad", "discontovoet")):
        assert any(f"blad {sheet}:" in text and f"naam {naam} " in text for text in told), told


def test_a_number_format_that_shows_something_else_is_told(
    bladen: tuple[Rekenblad, ...], waardering: Waardering, tmp_path: Path
) -> None:
    changed = {
        "C45": '"1,35"',
        "C46": "\\1\\,\\3\\5",
        "C47": ";;;",
        "C48": "#,##0.00,",
        "B3": '"";"";"";"Alle controles in orde"',
        "C24": '"in orde"',
        "C6": '@"1,35"',
    }

    def masked(book: openpyxl.Workbook) -> None:
        for adres, code in changed.items():
            book[VOOR][adres].number_format = code

    found = audited(bladen, waardering, tmp_path, masked).verschillen
    assert {issue.code for issue in found} == {"X341"}
    assert {str(issue.place).rpartition(" ")[2] for issue in found} == {*changed}


@pytest.mark.parametrize(("code", "is_told"), [("0.000%", False), ('"9,9%"', True), (";;;", True), ('0.0%"1"', True)])
def test_on_a_cell_for_the_reader_only_a_format_that_shows_another_number_is_told(
    bladen: tuple[Rekenblad, ...], code: str, *, is_told: bool
) -> None:
    book = openpyxl.load_workbook(BytesIO(sheets_bytes(bladen)))
    book[AANNAMES]["B5"].number_format = code
    blad = next(blad for blad in bladen if blad.naam == AANNAMES)
    assert [issue.code for issue in other_looks("x.xlsx", book[AANNAMES], blad)] == ["X341"] * is_told


def test_a_format_that_follows_a_value_may_not_show_another_number(
    bladen: tuple[Rekenblad, ...], waardering: Waardering, tmp_path: Path
) -> None:
    def masked(book: openpyxl.Workbook) -> None:
        style = DifferentialStyle(numFmt=NumberFormat(numFmtId=200, formatCode='"1,35"'))
        book[VOOR].conditional_formatting.add("C46", Rule("expression", dxf=style, formula=["TRUE"]))

    assert [issue.code for issue in audited(bladen, waardering, tmp_path, masked).verschillen] == ["X341"]


def test_what_is_hidden_or_cannot_be_read_is_told(
    bladen: tuple[Rekenblad, ...], waardering: Waardering, tmp_path: Path
) -> None:
    def hidden(book: openpyxl.Workbook) -> None:
        book[BEREKENING].sheet_state = "hidden"
        for row in (7, 8, 9):
            book[VOOR].row_dimensions[row].hidden = True
        book[VOOR].row_dimensions[40].height = 1
        book[PARTIJEN].column_dimensions["B"].hidden = True
        book[VOOR]["C46"].font = Font(color="FFFEFEFE")
        book[VOOR]["C47"].font = Font(color=Color(theme=0))

    found = audited(bladen, waardering, tmp_path, hidden).verschillen
    assert {issue.code for issue in found} == {"X342"}
    told = " ".join(str(issue) for issue in found)
    for part in ("rij 7 tot en met 9", "rij 40 tot en met 40", "kolom B tot en met", "Dit blad is verborgen"):
        assert part in told
    assert "cel C46" in told
    assert "cel C47" in told
    assert len(found) == 6


@pytest.mark.parametrize(
    ("code", "blad", "adres", "value"),
    [
        ("X333", VOOR, "B3", "Alle 22 controles in orde"),
        ("X333", VOOR, "B3", '="Alle 22 controles in orde"'),
        ("X333", BEREKENING, "E5", "=20000"),
        ("X333", AANNAMES, "G6", "een andere bron"),
        ("X334", AANNAMES, "A6", "iets anders"),
        ("X334", PARTIJEN, "Z3", 5.0),
        ("X338", AANNAMES, "B5", "=1/40"),
        ("X338", AANNAMES, "B6", "veel"),
        ("X338", AANNAMES, PRICE_YEAR, "=2000+19"),
        ("X338", AANNAMES, PRICE_YEAR, "ooit"),
    ],
)
def test_every_other_cell_is_named(
    bladen: tuple[Rekenblad, ...],
    waardering: Waardering,
    tmp_path: Path,
    code: str,
    blad: str,
    adres: str,
    value: object,
) -> None:
    adres = where(bladen, "prijsjaar_proef_leed")[1] if adres == PRICE_YEAR else adres
    found = audited(bladen, waardering, tmp_path, put(blad, adres, value)).verschillen
    assert [issue.code for issue in found] == [code]
    assert f"blad {blad}, cel {adres}" in str(found[0])


def test_a_name_or_a_sheet_that_is_not_ours_any_more_is_named(
    bladen: tuple[Rekenblad, ...], waardering: Waardering, tmp_path: Path
) -> None:
    def renamed(book: openpyxl.Workbook) -> None:
        book.defined_names["discontovoet"].attr_text = "Aannames!$B$6"

    found = audited(bladen, waardering, tmp_path, renamed, lambda book: book.remove(book[PARTIJEN])).verschillen
    assert [issue.code for issue in found] == ["X335", "X336"]


def test_an_outcome_that_was_forged_in_the_file_is_named(waardering: Waardering, tmp_path: Path) -> None:
    path = tmp_path / "terug.xlsx"
    write_sheets(rekenbladen(waardering, invoer={"discontovoet": 0.03}), path)
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    assert book[AANNAMES]["B5"].value == 0.03
    other = rekenbladen(waardering)
    found = differences(path, lambda _: other).verschillen
    assert {issue.code for issue in found} == {"X339"}


def test_what_is_not_there_is_said_to_be_not_there(waardering: Waardering, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="D101"):
        differences(tmp_path / "bestaatniet.xlsx", lambda invoer: rekenbladen(waardering, invoer=invoer))


def test_what_is_no_workbook_is_refused(waardering: Waardering, tmp_path: Path) -> None:
    path = tmp_path / "terug.xlsx"
    path.write_bytes(b"geen werkmap")
    with pytest.raises(InputError, match="X337"):
        differences(path, lambda invoer: rekenbladen(waardering, invoer=invoer))
