"""The form of the workbook: what Excel is known to refuse or repair does not occur, and everyone can read it."""

from __future__ import annotations

import html
import re
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import xlsxwriter

from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom, LuieRijen, Rij
from buurtwijzer.reporting.cells import MEASURED_ROWS, SharedTexts, rows_xml
from buurtwijzer.reporting.clean import Changes
from buurtwijzer.reporting.styles import CHART_COMPARED, CHART_LINE, CHART_OWN, INK, PAPER, RAMPS
from buurtwijzer.reporting.workbook import workbook_bytes
from tests.unit.assessments import assessment, rulebook
from tests.unit.segments import full_assessment

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
AWKWARD = "Wonen & <werken> \"_x0041_\" 'een'"
READABLE, VISIBLE = 4.5, 3.0


@pytest.fixture(scope="module", params=["gewoon", "lastig"])
def parts(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """Give the parts of a whole workbook, once with plain names and once with names that need escaping."""
    awkward = request.param == "lastig"
    names = {"profielen": (AWKWARD, "b", "c"), "tekst": AWKWARD} if awkward else {}
    content = workbook_bytes(full_assessment(**names))  # type: ignore[arg-type]
    with zipfile.ZipFile(BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def tree(parts: dict[str, bytes], name: str) -> ET.Element:
    return ET.fromstring(parts[name])  # noqa: S314 - our own output


def sheets(parts: dict[str, bytes]) -> list[str]:
    return sorted(name for name in parts if name.startswith("xl/worksheets/sheet"))


def shared_texts(parts: dict[str, bytes]) -> list[str]:
    return ["".join(t.text or "" for t in si.iter(f"{MAIN}t")) for si in tree(parts, "xl/sharedStrings.xml")]


def unescaped(text: str) -> str:
    return re.sub("_x([0-9a-fA-F]{4})_", lambda found: chr(int(found.group(1), 16)), text)


def test_every_part_is_announced_and_every_relation_leads_somewhere(parts: dict[str, bytes]) -> None:
    types = tree(parts, "[Content_Types].xml")
    announced = {e.get("PartName", "").lstrip("/") for e in types if "PartName" in e.attrib}
    extensions = {e.get("Extension") for e in types if "Extension" in e.attrib}
    assert announced <= set(parts)
    for name in parts:
        assert name in announced or name.rpartition(".")[2] in extensions or name == "[Content_Types].xml", name
        if name.endswith(".rels"):
            base = PurePosixPath(name).parent.parent
            for relation in tree(parts, name):
                target = str(relation.get("Target"))
                joined = target.lstrip("/") if target.startswith("/") else str(base / target)
                steps: list[str] = []
                for step in joined.split("/"):
                    steps = steps[:-1] if step == ".." else [*steps, step]
                assert "/".join(steps) in parts, f"{name}: {target}"


def test_headers_of_a_table_are_the_texts_of_its_cells(parts: dict[str, bytes]) -> None:
    names, ids = [], []
    texts = shared_texts(parts)
    tables = [name for name in parts if name.startswith("xl/tables/")]
    assert len(tables) == len(sheets(parts)) - 1
    for name in tables:
        table = tree(parts, name)
        names.append(str(table.get("displayName")).casefold())
        ids.append(table.get("id"))
        assert re.fullmatch("[a-z_]{1,255}", str(table.get("displayName")))
        owner = next(
            sheet for sheet in sheets(parts) if f"../tables/{PurePosixPath(name).name}" in _relations(parts, sheet)
        )
        sheet = tree(parts, owner)
        assert table.get("ref") == next(sheet.iter(f"{MAIN}dimension")).get("ref")
        (filtered,) = table.iter(f"{MAIN}autoFilter")
        assert filtered.get("ref") == table.get("ref")
        header = next(sheet.iter(f"{MAIN}row"))
        cells = [texts[int(str(c[0].text))] for c in header]
        columns = [str(column.get("name")) for column in table.iter(f"{MAIN}tableColumn")]
        assert [unescaped(c) for c in columns] == [unescaped(c) for c in cells]
        assert len({unescaped(c).casefold() for c in columns}) == len(columns)
        assert all(1 <= len(c) <= 255 for c in columns)
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids)


def _relations(parts: dict[str, bytes], sheet: str) -> str:
    path = PurePosixPath(sheet)
    return parts.get(f"{path.parent}/_rels/{path.name}.rels", b"").decode()


def test_cells_stand_in_order_and_point_at_what_exists(parts: dict[str, bytes]) -> None:
    texts = len(shared_texts(parts))
    formats = len(next(tree(parts, "xl/styles.xml").iter(f"{MAIN}cellXfs")))
    for name in sheets(parts):
        rows = [*tree(parts, name).iter(f"{MAIN}row")]
        assert all(int(str(a.get("r"))) < int(str(b.get("r"))) for a, b in pairwise(rows))
        for row in rows:
            assert float(row.get("ht", "15")) <= 409
            places = [str(cell.get("r")) for cell in row]
            columns = [re.sub(r"\d", "", place) for place in places]
            assert all((len(a), a) < (len(b), b) for a, b in pairwise(columns))
            for cell in row:
                assert str(cell.get("r")).endswith(str(row.get("r")))
                assert int(cell.get("s", "0")) < formats
                assert "cm" not in cell.attrib, "dynamische matrix"
                if cell.get("t") == "s":
                    assert int(str(cell[0].text)) < texts


def test_names_lists_and_feet_stay_within_what_excel_allows(parts: dict[str, bytes]) -> None:
    book = tree(parts, "xl/workbook.xml")
    titles = [str(sheet.get("name")) for sheet in book.iter(f"{MAIN}sheet")]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)
    defined = [(str(d.get("name")), d.get("localSheetId")) for d in book.iter(f"{MAIN}definedName")]
    assert len(set(defined)) == len(defined)
    assert {name for name, _ in defined} <= {"_xlnm.Print_Area", "_xlnm.Print_Titles"}
    priorities: list[tuple[str, str]] = []
    for name in sheets(parts):
        sheet = tree(parts, name)
        for check in sheet.iter(f"{MAIN}dataValidation"):
            assert len(str(check[0].text)) <= 255
            assert all(len(check.get(k, "")) <= 255 for k in ("prompt", "error"))
            assert all(len(check.get(k, "")) <= 32 for k in ("promptTitle", "errorTitle"))
        foot = next(sheet.iter(f"{MAIN}oddFooter"))
        assert len(str(foot.text)) <= 255
        priorities += [(name, str(rule.get("priority"))) for rule in sheet.iter(f"{MAIN}cfRule")]
        widths = [float(str(col.get("width"))) for col in sheet.iter(f"{MAIN}col")]
        assert all(0 < width <= 255 for width in widths)
    assert len(set(priorities)) == len(priorities)
    everything = b"".join(parts.values())
    assert b"_xlfn" not in everything
    assert b"<mergeCell" not in everything


def test_every_chart_says_in_words_what_it_shows(parts: dict[str, bytes]) -> None:
    drawings = [parts[name].decode() for name in parts if re.match(r"xl/drawings/drawing\d+\.xml", name)]
    charts = [name for name in parts if name.startswith("xl/charts/chart")]
    described = [text for drawing in drawings for text in re.findall(r'<xdr:cNvPr [^>]*descr="([^"]+)"', drawing)]
    assert len(charts) == 3
    assert len(described) == len(charts)
    assert all("tabel" in html.unescape(text) for text in described)


def test_folded_columns_take_no_room_on_paper_and_letters_stay_legible() -> None:
    """A3 has 1134 points between the margins and a column of 1 takes 5.25; the scale may not go under two thirds."""
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(full_assessment())))
    for sheet in book.worksheets:
        shown = [d for d in sheet.column_dimensions.values() if not d.hidden]
        width = sum(5.25 * d.width * (d.max - d.min + 1) for d in shown)
        paper = 1134 if str(sheet.page_setup.paperSize) == "8" else 785
        pages = sheet.page_setup.fitToWidth or 1
        assert paper * pages >= width * 2 / 3, sheet.title
        assert width / 1134 >= pages - 1, sheet.title


def test_a_longer_note_gets_a_taller_box() -> None:
    def tallest(uitleg: str) -> float:
        with zipfile.ZipFile(BytesIO(workbook_bytes(assessment(rulebook=rulebook(uitleg=uitleg))))) as book:
            shapes = b"".join(book.read(name) for name in book.namelist() if "vmlDrawing" in name).decode()
        return max(float(h) for h in re.findall(r"height:([\d.]+)pt", shapes))

    assert tallest("lang woord " * 200) > 2 * tallest("kort")


def luminance(colour: str) -> float:
    parts = [int(colour[-6:][n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_text_stands_out_from_its_background() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(full_assessment())))
    pairs = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                ink = str(cell.font.color.rgb) if cell.font.color is not None and cell.font.color.rgb else INK
                filled = cell.fill.fill_type == "solid"
                pairs.add((ink if len(ink) == 8 else INK, str(cell.fill.fgColor.rgb) if filled else PAPER))
    assert len(pairs) >= 4
    for ink, fill in pairs:
        assert contrast(ink, fill) >= READABLE, f"{ink} op {fill}"
    for colour in RAMPS.values():
        assert contrast(INK, colour) >= READABLE


def test_bars_differ_without_colour() -> None:
    """Printed grey, or seen without red or green, only lightness is left; every bar has an edge as well."""
    assert contrast(CHART_OWN, CHART_COMPARED) >= VISIBLE
    assert contrast(CHART_LINE, PAPER) >= VISIBLE


def sheet_of(rows: tuple[Rij, ...], *kinds: CelSoort) -> Blad:
    kolommen = tuple(Kolom(f"k{n}", soort, 10) for n, soort in enumerate(kinds))
    return Blad("Proef", "proef", kolommen, rows)


def written(blad: Blad) -> tuple[str, SharedTexts, Changes]:
    shared, changes = SharedTexts(), Changes("Proef")
    xml = b"".join(rows_xml(blad, ["1"] * len(blad.kolommen), shared, changes)).decode()
    return xml, shared, changes


def shape(cell: ET.Element) -> object:
    """Give all that Excel reads of a cell: place, kind, value as a number or text, and whether spaces are kept."""
    value = [e.text for e in cell.iter() if e.tag.endswith("v")]
    texts = [(e.text, dict(e.attrib)) for e in cell.iter() if e.tag.endswith("}t") or e.tag == "t"]
    return cell.get("r"), cell.get("t"), [float(str(v)) for v in value], texts


def test_cells_are_written_as_xlsxwriter_writes_them(tmp_path: Path) -> None:
    texts = ("gewoon", "a & b < c > d", " spatie ervoor", "twee\nregels", "tab\tteken", "=1+1", "ë € ✓", "[Kolom] 'x'")
    values = (1, 2.5, -0.25, 0, 1e-7, 1e20, None, 87.4445)
    rows: tuple[Rij, ...] = tuple(zip(texts, values, strict=True))
    xml, _, _ = written(sheet_of(rows, CelSoort.LANGE_TEKST, CelSoort.PUNTEN))
    book = xlsxwriter.Workbook(tmp_path / "x.xlsx", {"constant_memory": True})
    sheet, form = book.add_worksheet(), book.add_format({"bold": True})
    for row, (text, value) in enumerate(zip(texts, values, strict=True), 1):
        sheet.write_string(row, 0, text, form)
        if value is None:
            sheet.write_blank(row, 1, None, form)
        else:
            sheet.write_number(row, 1, value, form)
    book.close()
    with zipfile.ZipFile(tmp_path / "x.xlsx") as written_by_them:
        theirs = ET.fromstring(written_by_them.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - just made
    ours = ET.fromstring(f"<rows>{xml}</rows>")  # noqa: S314 - just made
    assert [shape(c) for c in ours.iter("c")] == [shape(c) for c in theirs.iter(f"{MAIN}c")]


def test_texts_that_come_back_are_kept_once_and_counted() -> None:
    rows: tuple[Rij, ...] = (("a",), ("b",), ("a",), (None,))
    xml, shared, _ = written(sheet_of(rows, CelSoort.TEKST))
    assert list(shared.numbers) == ["a", "b"]
    assert shared.used == 3
    assert xml.count('t="s"') == 3


def test_every_changed_cell_is_counted_also_when_the_text_comes_back() -> None:
    rows: tuple[Rij, ...] = (("nul\0", "nul\0"),) * 3
    _, _, changes = written(sheet_of(rows, CelSoort.TEKST, CelSoort.LANGE_TEKST))
    assert changes.replaced == 6


@pytest.mark.parametrize("wrong", ["=1+1", True, float("nan"), float("inf")])
def test_a_column_of_numbers_holds_only_numbers(wrong: object) -> None:
    with pytest.raises(ValueError, match="iets anders"):
        written(sheet_of(((wrong,),), CelSoort.SCORE))  # type: ignore[arg-type]


def test_a_column_of_texts_holds_only_texts() -> None:
    with pytest.raises(TypeError, match="iets anders"):
        written(sheet_of(((1.5,),), CelSoort.TEKST))


def test_a_sheet_must_give_as_many_rows_as_it_says() -> None:
    blad = sheet_of((), CelSoort.TEKST)
    lying = Blad(blad.naam, blad.tabel, blad.kolommen, LuieRijen(3, lambda: iter((("a",), ("b",)))))
    with pytest.raises(ValueError, match="2 rijen, geen 3"):
        written(lying)


def test_a_long_sheet_gets_one_height_and_is_made_once() -> None:
    times = 0

    def make() -> tuple[Rij, ...]:
        nonlocal times
        times += 1
        return (("lang " * 100,),) * (MEASURED_ROWS + 1)

    kolommen = (Kolom("k", CelSoort.LANGE_TEKST, 10),)
    xml, _, _ = written(Blad("Proef", "proef", kolommen, LuieRijen(MEASURED_ROWS + 1, make), regels=2))
    assert times == 1
    assert len(set(re.findall(r' ht="([^"]+)"', xml))) == 1
