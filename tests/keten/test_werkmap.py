"""The result workbook: text stays text wherever it comes from, same result same bytes, other programs read it."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.errors import OutputError
from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.reporting.sheets import build_sheets
from buurtwijzer.reporting.workbook import workbook_bytes, write_workbook
from buurtwijzer.rulebook.schema import Vraagstuk
from buurtwijzer.segmentation.model import Samenleven
from tests.unit.assessments import advies, assessment, outcome, rulebook, table, uitkomsten
from tests.unit.segments import PROFIELEN, full_assessment

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://kwaad.nl","klik")',
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "{=1+1}",
    "{=SUM(A1:A3)}",
    '=WEBSERVICE("http://kwaad.nl")',
    '=IMPORTXML(CONCAT("http://kwaad.nl"),"//a")',
    "http://kwaad.nl",
    "https://kwaad.nl/?a=1&b=2",
    "ftp://kwaad.nl",
    "mailto:iemand@kwaad.nl",
    "file:///etc/passwd",
    "internal:Overzicht!A1",
    "external:c:\\kwaad.xlsx",
    "\\\\server\\deel\\kwaad.xlsx",
    "\t=1+1",
    "\n=1+1",
    " =1+1",
    "'=1+1",
    "'t Zand",
    "'s-Heerenberg",
    "1e5",
    "0363",
    "1-2-2023",
    "12:30",
    "WAAR",
    "TRUE",
    "#DEEL/0!",
    "#N/A",
    "_x0041_",
    "_x0000_ en _xD800_",
    "<r><t>opmaak</t></r>",
    "<r>kapot</r>",
    "<b>vet</b> & \"citaat\" 'enkel' ]]> <!-- -->",
    "&amp; &lt; &#61;1+1",
    '&P &N &A &"Arial,Bold"&K00FF00',
    "[Kolom] #Dit @rij 'x",
    "Buurt met \N{GRINNING FACE} en \N{RIGHT-TO-LEFT OVERRIDE}omgekeerd",
    "Ouderkerk aan de Amstel\N{COMBINING ACUTE ACCENT}",
    "regel een\nregel twee",
    "  spaties voor en na  ",
    "x" * 32_767,
)
UNSTORABLE = ("nul \0 teken", "half \ud83d paar", "bel \x07 en \x1b[31m", "niet-teken \uffff", "y" * 40_000)


def hostile_assessment(text: str) -> Assessment:
    """Put one text in every place where a user's or a rule's text is written."""
    in_rules = text.encode("utf-8", "replace").decode()  # the schema refuses half a character
    base = rulebook(wonen=in_rules, uitleg=in_rules)
    indicators = {key: item.model_copy(update={"naam": text}) for key, item in base.indicatoren.items()}
    scores = tuple(replace(o, naam=text) if o.id == "wonen" else o for o in uitkomsten())
    own = replace(
        advies("buurtkamer", text), vorm=text, reden=text, uitkomst=text, trekker=text, betaler=text, bewijs_tekst=text
    )
    reasons = tuple(replace(o, reden=("", "", text)) for o in scores)
    plain = assessment(
        table=table(naam=text, gemeente=text, bestand=f"{text}.xlsx"),
        rulebook=replace(base, indicatoren=indicators),
        uitkomsten=reasons,
        adviezen=((own,), (), ()),
        vergelijking=text,
        issues=(Issue("D201", Severity.MELDING, text, text, text),),
        verantwoording=(("bestand 1", text), (text, "waarde")),
    )
    full = full_assessment(
        base=plain, profielen=(in_rules, "b", "c"), groepen=("a", in_rules, "c", "d"), kenmerk=text, tekst=in_rules
    )
    samen = full.samenleven
    assert isinstance(samen, Samenleven)
    hostile = replace(samen, samenstelling=(text, text, ""), reden=("", "", text))
    segments = tuple(replace(s, namen=(text, *s.namen[1:]), reden=("", "", text)) for s in full.segmenten)
    question = Vraagstuk.model_construct(id="v", nummer=1, vraag=text, bladen=[text, text], uitleg=text)
    rules = replace(full.rulebook, vragen={"v": question})
    return replace(full, samenleven=hostile, segmenten=segments, rulebook=rules)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return {name: book.read(name).decode("utf-8") for name in book.namelist()}


def read_back(content: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


PLACE = r"'?[A-Z][a-z]+(?:''s)?'?!\$[A-Z]+\$2:\$[A-Z]+\$\d+"
OWN_RANGE = rf"INDEX\({PLACE},MATCH\(\$B\$3,{PLACE},0\)\)"
OWN_FORMULA = re.compile(
    r"SUBSTITUTE\(TRIM\(RIGHT\(SUBSTITUTE\(\$A\$3,\"\(\",REPT\(\" \",60\)\),60\)\),\"\)\",\"\"\)"
    rf"|{OWN_RANGE}&\" \(\"&{OWN_RANGE}&\"\)\""
    rf"|IF\(ISNUMBER\({OWN_RANGE}\),{OWN_RANGE},\"geen score\"\)"
    rf"|IF\(AND\(ISNUMBER\({OWN_RANGE}\),ISNUMBER\({OWN_RANGE}\)\),{OWN_RANGE}-{OWN_RANGE},\"geen\"\)"
)


def assert_only_text(content: bytes) -> None:
    """No formula but our own, which hold nothing but places and two words of ours; no link anywhere."""
    found = parts(content)
    for name, xml in found.items():
        ET.fromstring(xml)  # noqa: S314 - our own output
        for formula in re.findall(r"<f[ >/][^<]*", xml):
            own = html.unescape(formula.removeprefix("<f>"))
            assert OWN_FORMULA.fullmatch(own), f"formule in {name}: {own}"
        assert "<hyperlink" not in xml, f"koppeling in {name}"
        assert "ddeLink" not in xml
        if name.endswith(".rels"):
            assert 'TargetMode="External"' not in xml, f"koppeling naar buiten in {name}"
    assert not [name for name in found if "externalLink" in name or "vbaProject" in name]


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(t[:24]) for t in HOSTILE])
def test_hostile_text_stays_text_everywhere(text: str) -> None:
    result = hostile_assessment(text)
    content = workbook_bytes(result)
    assert_only_text(content)
    found = read_back(content)
    for blad in build_sheets(result):
        header, *rows = found[blad.naam]
        assert header == [kolom.kop for kolom in blad.kolommen]
        assert rows == [list(rij) for rij in blad.rijen], blad.naam
    assert found["Overzicht"][1][1] == text
    assert "Grafieken" in found


@pytest.mark.parametrize("text", UNSTORABLE, ids=[ascii(t[:16]) for t in UNSTORABLE])
def test_text_that_cannot_be_stored_is_changed_and_told(text: str) -> None:
    content = workbook_bytes(hostile_assessment(text))
    assert_only_text(content)
    found = read_back(content)
    assert {row[1] for row in found["Meldingen"][1:]} & {"X121", "X122"}
    shown = str(found["Overzicht"][1][1])
    assert "\N{REPLACEMENT CHARACTER}" in shown or shown.endswith("… [ingekort]")


def test_every_sheet_is_a_table_with_frozen_headers() -> None:
    content = workbook_bytes(full_assessment())
    book = openpyxl.load_workbook(BytesIO(content))
    names: list[str] = []
    for blad in build_sheets(full_assessment()):
        sheet: Worksheet = book[blad.naam]
        (own,) = sheet.tables.values()
        names.append(own.displayName)
        assert own.headerRowCount == 1
        assert [column.name for column in own.tableColumns] == [kolom.kop for kolom in blad.kolommen]
        assert sheet.freeze_panes is not None
        assert str(sheet.print_title_rows).endswith("$1:$1")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert "Gebiedsgemiddelden" in str(sheet.oddFooter.left.text)
        assert "cijfers.xlsx" in str(sheet.oddFooter.center.text)
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names)


def test_numbers_have_the_formats_of_the_contract() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(assessment())))
    sheet = book["Leefgebieden"]
    header = [cell.value for cell in sheet[1]]
    first = dict(zip(header, sheet[2], strict=True))
    assert first["dekking"].number_format == "0%"
    assert first["inwoners"].number_format == "#,##0"
    assert first["gezondheid"].number_format == "0.0"
    assert 0 <= first["dekking"].value <= 1
    assert 0 <= first["gezondheid"].value <= 100
    empty = dict(zip(header, sheet[4], strict=True))
    assert empty["gezondheid"].value is None


def test_same_result_gives_the_same_bytes() -> None:
    first = workbook_bytes(assessment())
    assert workbook_bytes(assessment()) == first
    dated = workbook_bytes(assessment(), datum=date(2024, 5, 6))
    assert dated != first
    assert dated == workbook_bytes(assessment(), datum=date(2024, 5, 6))
    assert "2024-05-06" in parts(dated)["docProps/core.xml"]
    assert ["Datum", "2024-05-06"] in read_back(dated)["Verantwoording"]


def test_properties_name_no_person() -> None:
    core = parts(workbook_bytes(assessment()))["docProps/core.xml"]
    assert re.search(r"<dc:creator>(.*?)</dc:creator>", core).group(1) == "Buurtwijzer"
    assert re.search(r"<cp:lastModifiedBy>(.*?)</cp:lastModifiedBy>", core).group(1) == "Buurtwijzer"


def test_an_infinite_number_never_reaches_a_cell() -> None:
    endless = replace(uitkomsten()[0], hoog=np.array([np.inf, 1.0, np.nan]))
    with pytest.raises(ValueError, match="oneindig"):
        workbook_bytes(assessment(uitkomsten=(endless, *uitkomsten()[1:])))


def test_rules_with_equal_names_still_give_a_sound_table() -> None:
    same = tuple(replace(o, naam="Score") for o in uitkomsten())
    result = assessment(uitkomsten=same)
    blad = next(b for b in build_sheets(result) if b.naam == "Leefgebieden")
    koppen = [kolom.kop.casefold() for kolom in blad.kolommen]
    assert len(set(koppen)) == len(koppen)
    assert read_back(workbook_bytes(result))["Leefgebieden"][0] == [kolom.kop for kolom in blad.kolommen]


def test_a_name_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    for name in ("uit.xls", "uit", "uit.csv"):
        with pytest.raises(OutputError, match="X107"):
            write_workbook(assessment(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_read_is_never_overwritten(tmp_path: Path) -> None:
    import hashlib

    path = tmp_path / "cijfers.xlsx"
    path.write_bytes(b"invoer")
    base = assessment()
    (source,) = base.table.bestanden
    known = replace(source, sha256=hashlib.sha256(b"invoer").hexdigest())
    result = replace(base, table=replace(base.table, bestanden=(known,)))
    with pytest.raises(OutputError, match="X106"):
        write_workbook(result, path, overschrijf=True)
    with pytest.raises(OutputError, match="X106"):
        write_workbook(base, path, overschrijf=True, invoer=[path])
    assert path.read_bytes() == b"invoer"


def test_write_workbook_writes_one_file(tmp_path: Path) -> None:
    write_workbook(assessment(), tmp_path / "uit.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["uit.xlsx"]
    assert (tmp_path / "uit.xlsx").read_bytes() == workbook_bytes(assessment())
    with pytest.raises(OutputError, match="X101"):
        write_workbook(assessment(), tmp_path / "uit.xlsx")


@pytest.fixture(scope="module")
def reopened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with what LibreOffice makes of a workbook, and of that workbook with another code chosen."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is er niet; .ci/run installeert het")
    folder = tmp_path_factory.mktemp("libreoffice")
    write_workbook(full_assessment(), folder / "uit.xlsx")
    book = openpyxl.load_workbook(folder / "uit.xlsx")
    book["Grafieken"]["A3"] = "De Hoek (BU00010002)"
    book.save(folder / "gekozen.xlsx")
    command = [office, f"-env:UserInstallation=file://{folder}/profiel", "--headless", "--convert-to"]
    command += ["xlsx:Calc MS Excel 2007 XML", "--outdir", "lo", "uit.xlsx", "gekozen.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    return folder / "lo"


def test_libreoffice_opens_it_and_finds_the_same_values(reopened: Path) -> None:
    reread = openpyxl.load_workbook(reopened / "uit.xlsx", data_only=True)
    for blad in build_sheets(full_assessment()):
        rows = list(reread[blad.naam].iter_rows(min_row=2, max_col=len(blad.kolommen), values_only=True))
        assert len(rows) == len(blad.rijen)
        for found, wanted in zip(rows, blad.rijen, strict=True):
            assert found == tuple(pytest.approx(c, abs=1e-9) if isinstance(c, float) else c for c in wanted), blad.naam


def test_charts_follow_the_chosen_code_in_another_program(reopened: Path) -> None:
    """With another code, and without any remembered value, LibreOffice finds the numbers of that area."""
    result = full_assessment()
    sheet = openpyxl.load_workbook(reopened / "gekozen.xlsx", data_only=True)["Grafieken"]
    assert sheet["C3"].value == "De Hoek (Proefstad)"
    found = {str(row[0]): row[1:3] for row in sheet.iter_rows(min_row=4, max_col=3, values_only=True) if row[0]}
    for outcome_ in result.uitkomsten:
        if outcome_.id != "vrijwillige_inzet":
            own, compared = found[outcome_.naam[:1].upper() + outcome_.naam[1:]]
            assert own == pytest.approx(float(outcome_.score[1]), abs=1e-6)
            assert compared == pytest.approx(float(outcome_.vergelijkbaar[1]), abs=1e-3)
    for number, naam in enumerate(PROFIELEN):
        own, compared = found[naam]
        assert own == pytest.approx(100 * float(result.segmenten[0].aandeel[1, number]), abs=1e-3)
        assert compared == pytest.approx(100 / 3, abs=1e-3)


def test_the_area_is_chosen_by_name_from_a_list_in_order_of_name() -> None:
    awkward = "* (oud) ~? =1+1"
    result = full_assessment(base=assessment(table=table(naam=awkward)))
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes(result)))["Grafieken"]
    (check,) = sheet.data_validations.dataValidation
    assert (str(check.sqref), check.formula1) == ("A3", "$Z$2:$Z$4")
    assert [sheet[f"Z{row}"].value for row in (2, 3, 4)] == [
        *(f"{awkward} (BU00010001)", "Bedrijvenpark (BU00010003)", "De Hoek (BU00010002)")
    ]
    assert sheet.column_dimensions["Z"].hidden
    assert sheet["A3"].value == f"{awkward} (BU00010001)"


def test_what_no_area_has_gets_no_empty_bar() -> None:
    result = full_assessment()
    gone = tuple(replace(o, score=np.full(3, np.nan)) if o.id == "wonen" else o for o in result.uitkomsten)
    drawn, without = (
        [row[0] for row in read_back(workbook_bytes(replace(result, uitkomsten=found)))["Grafieken"]]
        for found in (result.uitkomsten, gone)
    )
    assert "Wonen" in drawn
    assert "Wonen" not in without
    assert "Gezondheid" in without


def test_a_difference_that_rounds_to_nothing_has_no_sign() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(assessment())))
    header = [cell.value for cell in book["Leefgebieden"][1]]
    cell = book["Leefgebieden"].cell(2, header.index("wonen t.o.v. vergelijkbaar") + 1)
    assert cell.number_format == '[>=0.05]+0.0;[<=-0.05]-0.0;"0"'


def test_charts_of_an_area_without_scores_say_so() -> None:
    result = full_assessment()
    rows = np.array([2])
    alone = replace(
        result,
        table=result.table.take(rows),
        uitkomsten=tuple(o.take(rows) for o in result.uitkomsten),
        adviezen=result.adviezen[2:],
        segmenten=tuple(s.take(rows) for s in result.segmenten),
        samenleven=None,
    )
    values = {row[1] for row in read_back(workbook_bytes(alone))["Grafieken"][6:] if row[0]}
    assert any('"geen score"' in str(value) for value in values)


def test_outcome_builder_is_sound() -> None:
    """The hand-made results keep the promise of real ones: parts and rest are the score."""
    for own in (*uitkomsten(), outcome(uitkomsten()[0].soort, "x", "x", {"a_koop": (1.0, 2.0, float("nan"))})):
        total = own.vertrekpunt + own.bijdragen.sum(axis=1) + own.rest
        given = ~np.isnan(own.score)
        assert np.allclose(total[given], own.score[given], atol=1e-9)
