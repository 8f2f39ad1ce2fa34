"""The handbook: nothing from a rule can become markup, every number carries what it rests on, same rules same bytes."""

from __future__ import annotations

import re
import shutil
import zipfile
from io import BytesIO
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from buurtwijzer.reporting.handbook import kinds as kinds_module
from buurtwijzer.reporting.handbook.glossary import glossary, messages, open_text
from buurtwijzer.reporting.handbook.handbook import build_handbook, markdown_files
from buurtwijzer.reporting.handbook.kinds import kinds
from buurtwijzer.reporting.handbook.leaves import UNKNOWN, as_data, in_words, label, leaves, numbers
from buurtwijzer.reporting.handbook.markdown import escape, render
from buurtwijzer.reporting.handbook.page import Alinea, Kop, Lijst, Pagina, Tabel, Verwijzing
from buurtwijzer.reporting.handbook.rules import kind_page, say_date
from buurtwijzer.reporting.handbook.workbook import handbook_bytes, handbook_sheets
from buurtwijzer.rulebook.folders import FOLDERS
from buurtwijzer.rulebook.loader import load_rulebook
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Item, Model
from tests.geladen import meegeleverd

FICTIEF = Path(__file__).parent.parent / "fictief_regelboek"
HOSTILE = (
    "=1+1",
    "+A1",
    "-cmd|'/c calc'!A0",
    "@SUM(A1)",
    '=HYPERLINK("http://x.nl";"klik")',
    "http://x.nl/pad",
    "https://x.nl",
    "www.x.nl",
    "mailto:a@x.nl",
    "javascript:alert(1)",
    "file:///etc/x",
    "\\\\server\\deel",
    "a@x.nl",
    "<b>vet</b>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<http://x.nl>",
    "&lt;b&gt;",
    "[klik](http://x.nl)",
    "![plaatje](http://x.nl/x.png)",
    "[klik][1]",
    "`code`",
    "```",
    "**vet** __vet__ *schuin* _schuin_",
    "~~weg~~",
    "| extra | kolom |",
    "a \\| b",
    "einde \\",
    "# kop",
    "- punt",
    "1. punt",
    "> citaat",
    "---",
    "===",
    "$x^2$",
    "{=1}",
    "#VERW!",
    "'=1+1",
    ";=1+1",
    "a;b,c",
    "=cmd()",
    "external:x.xlsx#Blad1!A1",
    "internal:Blad1!A1",
)


def test_there_are_enough_hostile_labels() -> None:
    assert len(set(HOSTILE)) >= 40


@pytest.fixture(scope="module")
def fictional() -> Rulebook:
    return load_rulebook(FICTIEF, environ={})


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """Give a rulebook with hostile labels in every text of a source, an indicator, a risico and its own name."""
    folder = Path(shutil.copytree(FICTIEF, tmp_path_factory.mktemp("h") / "regels"))
    labels = cycle(HOSTILE)
    keys = (
        "naam titel uitgever vindplaats licentie toelichting definitie omschrijving methode waarom eigenaar doel "
        "mechanisme doelgroep vorm standaardvorm bevinding neveneffect uitleg reden"
    )
    free = re.compile(rf"^(\s*(?:- )?(?:{keys.replace(' ', '|')})): [^>|].*$")
    for path in sorted(folder.rglob("*.yaml")):
        lines = []
        for line in path.read_text(encoding="utf-8").splitlines():
            found = free.match(line)
            lines.append(f"{found[1]}: {quoted(next(labels))}" if found else line)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    source = folder / "bronnen" / "kroniek.yaml"
    for number, text in enumerate(HOSTILE):
        words = source.read_text(encoding="utf-8")
        words = re.sub(r"(?m)^id: .*$", f"id: vijandig_{number}", words)
        words = re.sub(r"(?m)^titel: .*$", lambda _, text=text: f"titel: {quoted(text)}", words)
        (folder / "bronnen" / f"vijandig_{number}.yaml").write_text(words, encoding="utf-8")
    return load_rulebook(folder, environ={})


def unescaped(line: str) -> list[str]:
    """Split a row of a table at its real bars."""
    return re.split(r"(?<!\\)(?:\\\\)*\|", line)


def test_hostile_labels_stay_text_in_markdown(hostile: Rulebook) -> None:
    for name, text in markdown_files(hostile).items():
        own = re.sub(r'<a id="[a-z0-9_]+"></a>', "", text)
        assert "<" not in own, name
        assert not re.search(r"(?i)\b(?:https?|file|ftp)://|\bwww\.|@", own), name
        links = re.findall(r"(?<!\\)\]\(([^)]*)\)", own)
        assert all(re.fullmatch(r"[a-z_]+\.md(#[a-z0-9_]+)?|", link) for link in links), name
        assert not re.search(r"(?<!\\)`|(?<!\\)\$|(?<!\\)~", own), name
        width = 0
        for line in text.splitlines():
            if line.startswith("| "):
                cells = len(unescaped(line))
                assert width in (0, cells), (name, line)
                width = cells
            else:
                width = 0


def test_headings_of_hostile_rules_are_the_only_headings(hostile: Rulebook) -> None:
    for page in build_handbook(hostile):
        wanted = 1 + sum(isinstance(deel, Kop) for deel in page.delen)
        assert len(re.findall(r"(?m)^#{1,6} ", render(page))) == wanted, page.naam
        assert not re.search(r"(?m)^(?:={3,}|-{3,})\s*$", render(page)), page.naam


def test_hostile_labels_stay_text_in_the_workbook(hostile: Rulebook) -> None:
    raw = handbook_bytes(hostile)
    with zipfile.ZipFile(BytesIO(raw)) as book:
        names = book.namelist()
        xml = b"".join(book.read(name) for name in names if name.startswith("xl/worksheets/"))
    assert not re.search(rb"<f[ >/]", xml)
    assert b"<hyperlink" not in xml
    assert not [name for name in names if "externalLink" in name or "vba" in name.lower()]
    sheets = load_workbook(BytesIO(raw))
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink is not None]
    shown = {str(cell.value) for cell in cells if cell.value is not None}
    assert {text for text in HOSTILE if text not in shown} == set()


@given(st.text(max_size=40))
def test_escaped_text_is_one_line_without_markup(text: str) -> None:
    safe = escape(text)
    assert "\n" not in safe
    assert "<" not in safe
    assert len(unescaped(f"|{safe}|")) == 3
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]~$]", safe)


@given(st.text(alphabet="-+=#>1.) a", max_size=8))
def test_a_paragraph_never_begins_something_else(text: str) -> None:
    body = render(Pagina("x", "t", (Alinea((text,)),))).partition("\n\n")[2].strip()
    assert not re.match(r"(?:[-+*] |#{1,6} |>|\d+[.)] |[-=]{2,}$)", body)


def test_pages_have_the_form_of_markdown() -> None:
    page = Pagina(
        "x",
        "Titel",
        (
            Kop(2, "Kop", "anker"),
            Alinea(("tekst ", Verwijzing("naar", "bronnen", "a"), "."), "Vooraf:"),
            Lijst((Alinea(("een",)), Alinea(("twee",)))),
            Tabel(("a", "b"), ((("1",), (Verwijzing("w", "y", ""),)),)),
        ),
    )
    assert render(page) == (
        '# Titel\n\n<a id="anker"></a>\n\n## Kop\n\n**Vooraf:** tekst [naar](bronnen.md#a).\n\n- een\n- twee\n\n'
        "| a | b |\n| --- | --- |\n| 1 | [w](y.md) |\n"
    )


def test_every_kind_has_a_page_also_one_that_is_new(fictional: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {soort.map for soort in kinds()} == set(FOLDERS)
    assert [page.naam for page in build_handbook(fictional)][:2] == ["README", "uitleg"]
    monkeypatch.setattr(kinds_module, "FOLDERS", {**FOLDERS, "dromen": Item})
    new = kinds()[-1]
    assert (new.map, new.titel) == ("dromen", "Dromen")

    class Droom(Item):
        kleur: str
        diepte_n: Annotated[float, "gewone annotatie"]
        lagen: list[dict[str, float]]

    droom = Droom(
        id="vlucht",
        naam="Vlucht",
        bron=["kroniek"],
        status="aanname",
        eigenaar="dromer",
        herzien_voor="2030-01-01",
        kleur="blauw",
        diepte_n=3,
        lagen=[{"hoogte_frac": 0.25}],
    )

    rules = SimpleNamespace(dromen={"vlucht": droom}, indicatoren=fictional.indicatoren, bronnen=fictional.bronnen)
    monkeypatch.setattr("buurtwijzer.reporting.handbook.rules.formula", lambda *_: iter(()))
    text = render(kind_page(new, rules))  # type: ignore[arg-type]
    for words in (
        "## Vlucht",
        "**kleur:** blauw",
        "| diepte n | 3 | aantal |",
        "hoogte (deel van 1)",
        "0,25",
        "dromer",
    ):
        assert words in text


def test_every_number_has_unit_year_source_and_status() -> None:
    rulebook = meegeleverd()
    for folder in FOLDERS:
        if folder == "bronnen":
            continue
        for item in getattr(rulebook, folder).values():
            for getal in numbers(as_data(item), rulebook):
                assert getal.eenheid != UNKNOWN, (folder, item.id, getal.pad)
                assert getal.status != UNKNOWN, (folder, item.id, getal.pad)
                assert getal.bron, (folder, item.id, getal.pad)
                dated = [id_ for id_ in getal.bron if rulebook.bronnen[id_].jaar is not None]
                assert getal.jaar is not None or not dated, (folder, item.id, getal.pad)


@pytest.mark.parametrize(
    ("folder", "id_", "pad", "unit"),
    [
        ("interventies", "brandwacht", ("kosten", "bedrag_eur", "min"), "euro per"),
        ("indicatoren", "torenhoogte", ("doelwaarden", "laag"), "duizend euro"),
        ("leefgebieden", "burcht", ("onderdelen", "torenhoogte", "gewicht_frac"), "deel van 1"),
        ("beleid", "hof", ("capaciteit", "gemeente", "ruimte_score"), "punten 0-100"),
    ],
)
def test_unit_comes_from_the_nearest_that_says_it(
    fictional: Rulebook, folder: str, id_: str, pad: tuple[str, ...], unit: str
) -> None:
    found = {getal.pad: getal for getal in numbers(as_data(getattr(fictional, folder)[id_]), fictional)}
    assert found[pad].eenheid.startswith(unit)


def test_all_numbers_stand_in_the_workbook_as_numbers(fictional: Rulebook) -> None:
    sheet = next(blad for blad in handbook_sheets(fictional) if blad.naam == "Getallen")
    heads = [kolom.kop for kolom in sheet.kolommen]
    assert heads == ["soort", "id", "regel", "getal", "waarde", "eenheid", "jaar", "bron", "status", "eigenaar"]
    counted = sum(
        1
        for folder in FOLDERS
        for item in getattr(fictional, folder).values()
        for _ in numbers(as_data(item), fictional)
    )
    assert len(sheet.rijen) == counted > 50
    assert all(isinstance(row[4], int | float) for row in sheet.rijen)


def test_workbook_has_real_tables_and_the_same_bytes_twice(fictional: Rulebook) -> None:
    first = handbook_bytes(fictional)
    assert first == handbook_bytes(load_rulebook(FICTIEF, environ={}))
    book = load_workbook(BytesIO(first))
    assert book.sheetnames[0] == "Leeswijzer"
    assert book.sheetnames[-3:] == ["Getallen", "Woordenlijst", "Meldingen"]
    assert {"Leefgebieden", "Krachten", "Risico's", "Indicatoren", "Bronnen"} <= set(book.sheetnames)
    for sheet in book:
        (table,) = sheet.tables.values()
        assert table.ref == sheet.dimensions
        assert sheet.freeze_panes is not None
    assert book.properties.title == "Buurtwijzer: handboek"


def test_markdown_is_the_same_twice(fictional: Rulebook) -> None:
    assert markdown_files(fictional) == markdown_files(load_rulebook(FICTIEF, environ={}))


def test_formula_says_weights_and_goalposts(fictional: Rulebook) -> None:
    text = markdown_files(fictional)["leefgebieden.md"]
    rows = [
        line for line in text.splitlines() if line.startswith("| [Hoogte van de torens](indicatoren.md#torenhoogte)")
    ]
    assert rows[0].endswith("| 0,4 | 100 duizend euro | 500 duizend euro |")


def test_catalogue_is_complete_and_shows_open_places() -> None:
    codes = [kind.code for _, kind in messages()]
    assert len(codes) == len(set(codes))
    assert {code[0] for code in codes} == {"R", "D", "W", "B", "X"}
    assert open_text("Er is geen {soort} '{id}'.") == "Er is geen … '…'."


def test_glossary_comes_from_the_rulebook() -> None:
    words = {word for entries in glossary().values() for word, _ in entries}
    assert {"gewicht_frac", "richting", "herzien_voor"} <= words


def test_small_words() -> None:
    assert say_date("2027-12-01") == "1 december 2027"
    assert label(["kosten", "bedrag_eur", "min"]) == "kosten · bedrag · min"
    assert in_words("hoger_is_gunstiger") == "hoger is gunstiger"
    assert in_words("geen_woord_van_het_schema") == "geen_woord_van_het_schema"


def test_leaves_of_any_model_can_be_walked() -> None:
    class Vrij(Model):
        a: dict[str, list[int]]

    found = list(leaves(as_data(Vrij(a={"b": [1, 2]}))))
    assert [(leaf.pad, leaf.waarde) for leaf in found] == [(("a", "b", "1"), 1), (("a", "b", "2"), 2)]
