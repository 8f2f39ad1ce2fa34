"""The add-in: built again it is the same, its VBA reads back as the sources, its buttons start what exists."""

from __future__ import annotations

import inspect
import re
import struct
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pyopenvba
import pytest
import xlwings as xw
from defusedxml.ElementTree import fromstring
from pyopenvba.apps.excel import ExcelApplication
from python_calamine import CalamineWorkbook

from buurtwijzer_excel import entry
from buurtwijzer_excel.commands.perform import COMMANDS
from buurtwijzer_excel.engines.memory import answer, start

LINT = "{http://schemas.microsoft.com/office/2009/07/customui}"
KNOPPEN = list(COMMANDS)
GROEPEN = {
    "Buurten": ["analyseer_selectie", "leg_uit"],
    "Keuzes": ["advies", "vergelijk_scenarios", "waarde_per_euro", "beste_plan"],
    "Beheer": ["ververs", "regels_controleren", "opruimen", "instellingen"],
}
EIGEN = ("BuurtwijzerLint", "BuurtwijzerStart")
FUNCTIES = ("BWZ_LEEFSTIJL", "BWZ_RISICO", "BWZ_SCORE", "BWZ_UITLEG", "BWZ_WAARDE")
MOGELIJK = {
    "tab": {"id", "label", "keytip", "insertAfterMso"},
    "group": {"id", "label", "keytip"},
    "button": {"id", "label", "image", "size", "keytip", "onAction", "screentip", "supertip"},
}
# What xlwings' own module does in Excel, so that ours can run without it.
VERVANGER = """Attribute VB_Name = "xlwings"
Public Function RunPython(PythonCommand As String)
    If Range("B1").Value = "weigert" Then Err.Raise 70
    Range("H1").Value = PythonCommand
End Function
Public Function GetConfig(configKey As String, Optional default As String = "") As Variant
    GetConfig = Range("A1").Value
End Function
"""
BESTAAT = """Public Function FileExists(ByVal FileSpec As String) As Boolean
    FileExists = InStr(FileSpec, "python") > 0
End Function
"""


def macro_van(naam: str) -> str:
    return "Bwz" + "".join(deel.capitalize() for deel in naam.split("_"))


def opdracht_van(naam: str) -> str:
    return f"import buurtwijzer_excel.entry; buurtwijzer_excel.entry.{naam}()"


@pytest.fixture(scope="module")
def xlam(root: Path) -> Path:
    """Give the add-in that is in the project."""
    return root / "workbooks" / "buurtwijzer.xlam"


@pytest.fixture(scope="module")
def bronmap(root: Path) -> Path:
    """Give the folder with the sources of the tab."""
    return root / "excel_addin" / "buurtwijzer_excel" / "ribbon"


@pytest.fixture(scope="module")
def onderdelen(xlam: Path) -> dict[str, bytes]:
    """Give the parts of the package."""
    with zipfile.ZipFile(xlam) as pakket:
        assert pakket.testzip() is None
        return {naam: pakket.read(naam) for naam in pakket.namelist()}


def gelezen_vba(pad: Path) -> dict[str, str]:
    """Read VBA with another tool than the one that wrote it."""
    with warnings.catch_warnings():
        # oletools still uses names of pyparsing that are on their way out
        warnings.simplefilter("ignore", DeprecationWarning)
        from oletools.olevba import VBA_Parser

        gelezen = VBA_Parser(str(pad))
        try:
            return {Path(naam).stem: bron.replace("\r\n", "\n") for _, _, naam, bron in gelezen.extract_macros()}
        finally:
            gelezen.close()


@pytest.fixture(scope="module")
def vba(xlam: Path) -> dict[str, str]:
    """Give the modules of the add-in."""
    return gelezen_vba(xlam)


@pytest.fixture(scope="module")
def xlwings_vba() -> dict[str, str]:
    """Give the modules of the add-in that xlwings itself ships."""
    return gelezen_vba(Path(xw.__file__).parent / "quickstart_addin_ribbon.xlam")


@pytest.fixture(scope="module")
def lint(onderdelen: dict[str, bytes]) -> ET.Element:
    """Give the tab."""
    return fromstring(onderdelen["customUI/customUI14.xml"])


@pytest.fixture(scope="module")
def knoppen(lint: ET.Element) -> dict[str, dict[str, str]]:
    """Give the attributes of each button by the name of its command."""
    gevonden = [knop.attrib for knop in lint.iter(f"{LINT}button")]
    return dict(zip((naam for namen in GROEPEN.values() for naam in namen), gevonden, strict=True))


# Built again


@pytest.mark.parametrize(
    ("script", "map_"),
    [
        ("maak_invoegtoepassing.py", "workbooks"),
        ("maak_pictogrammen.py", "excel_addin/buurtwijzer_excel/ribbon/pictogrammen"),
    ],
)
def test_built_again_it_is_the_same(root: Path, tmp_path: Path, script: str, map_: str) -> None:
    opdracht = [sys.executable, str(root / "workbooks" / script), str(tmp_path)]
    uit = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    assert uit.returncode == 0, uit.stderr
    gemaakt = {pad.name: pad.read_bytes() for pad in tmp_path.iterdir()}
    assert gemaakt
    for naam, inhoud in gemaakt.items():
        assert (root / map_ / naam).read_bytes() == inhoud, f"voer uit: python workbooks/{script}"


def test_package_is_whole(xlam: Path) -> None:
    gevonden = pyopenvba.check_file(xlam)
    assert gevonden.complete
    assert gevonden.issues == ()
    with pyopenvba.ExcelFile(xlam) as boek:
        assert boek.vba_project().name == "Buurtwijzer"
        assert boek.validate() == []


def test_nothing_of_another_machine_or_add_in_is_left(onderdelen: dict[str, bytes]) -> None:
    for naam, inhoud in onderdelen.items():
        if naam != "xl/vbaProject.bin":  # there xlwings' references name where Office stood; Excel finds it by number
            assert not re.search(rb"felix|myaddin|C:\\", inhoud, re.IGNORECASE), naam


def test_settings_sheet_is_active_and_names_no_interpreter(xlam: Path) -> None:
    boek = CalamineWorkbook.from_path(str(xlam))
    assert boek.sheet_names == ["buurtwijzer.conf"]
    rijen = dict(boek.get_sheet_by_index(0).to_python())
    assert rijen["ADD_WORKBOOK_TO_PYTHONPATH"] == "false"
    assert rijen["UDF MODULES"] == "buurtwijzer_excel.functions"
    assert not [naam for naam in rijen if naam.startswith(("INTERPRETER", "PYTHONPATH", "LICENSE"))]


# VBA


def test_vba_reads_back_as_the_sources(vba: dict[str, str], bronmap: Path) -> None:
    bronnen = {pad.stem: pad.read_text(encoding="utf-8") for pad in (bronmap / "vba").glob("*.bas")}
    assert set(bronnen) == set(EIGEN)
    assert {naam: vba[naam] for naam in EIGEN} == bronnen
    assert set(vba) == {"ThisWorkbook", "Sheet2", "Dictionary", "xlwings", "xlwings_udfs", *EIGEN}


def test_our_vba_is_plain_ascii_and_declares_its_variables(bronmap: Path) -> None:
    # a Mac and Windows read other letters differently
    for pad in (bronmap / "vba").glob("*.bas"):
        tekst = pad.read_bytes().decode("ascii")
        assert "\nOption Explicit\n" in tekst


def test_modules_of_xlwings_are_theirs_but_for_what_was_taken_out(
    vba: dict[str, str], xlwings_vba: dict[str, str]
) -> None:
    assert vba["Dictionary"] == xlwings_vba["Dictionary"]
    oud, nieuw = xlwings_vba["xlwings"].splitlines(), vba["xlwings"].splitlines()
    erbij = [regel for regel in nieuw if regel not in oud]
    assert len(erbij) == 5, erbij
    assert len(oud) - len(nieuw) == 49
    assert "Redistribution and use in source and binary forms" in vba["xlwings"]


def test_a_workbook_of_another_cannot_name_the_python_that_starts(vba: dict[str, str]) -> None:
    (instelling,) = re.findall(r"^Function GetConfig\(.*?^End Function$", vba["xlwings"], re.MULTILINE | re.DOTALL)
    assert "ThisWorkbook" in instelling
    assert "ActiveWorkbook" not in instelling
    assert "GetDirectoryConfigFilePath" not in instelling


def test_vba_knows_no_part_of_xlwings_that_asks_for_a_licence(vba: dict[str, str]) -> None:
    assert not [naam for naam, bron in vba.items() if "xlwings.pro" in bron]


@pytest.mark.parametrize("functie", FUNCTIES)
def test_worksheet_functions_call_python_and_show_no_traceback(vba: dict[str, str], functie: str) -> None:
    from buurtwijzer_excel import functions

    (deel,) = re.findall(rf"^Function {functie}\(.*?^End Function$", vba["xlwings_udfs"], re.MULTILINE | re.DOTALL)
    namen = [naam for naam in inspect.signature(getattr(functions, functie)).parameters if naam != "caller"]
    kop = deel.splitlines()[0].replace("Optional ", "")
    assert kop == f"Function {functie}({', '.join(namen)})"
    argumenten = ", ".join([*namen, "Nothing"])
    assert f'XLPy.CallUDF("buurtwijzer_excel.functions", "{functie}", Array({argumenten}), ActiveWorkbook' in deel
    assert "Err.Description" not in deel
    assert f"{functie} = BwzFunctieFout()" in deel


def test_all_worksheet_functions_are_there_and_no_more(vba: dict[str, str]) -> None:
    assert re.findall(r"^Function (\w+)\(", vba["xlwings_udfs"], re.MULTILINE) == list(FUNCTIES)


# The tab


def test_tab_has_the_groups_and_buttons_with_their_names(lint: ET.Element) -> None:
    (tab,) = lint.iter(f"{LINT}tab")
    assert tab.get("label") == "Buurtwijzer"
    gevonden = {groep.get("label"): [knop.get("label") for knop in groep] for groep in tab}
    assert gevonden == {groep: [COMMANDS[naam] for naam in namen] for groep, namen in GROEPEN.items()}
    assert sorted(naam for namen in GROEPEN.values() for naam in namen) == sorted(COMMANDS)


def test_ids_and_keytips_are_unique_and_attributes_exist(lint: ET.Element) -> None:
    delen = [deel for deel in lint.iter() if deel.get("id")]
    ids = [deel.get("id", "") for deel in delen]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"Bwz\w+", id_) for id_ in ids)
    knoptoetsen = [deel.get("keytip", "") for deel in delen]
    assert len(knoptoetsen) == len(set(knoptoetsen))
    assert all(re.fullmatch(r"[A-Z]{1,3}", toets) for toets in knoptoetsen)
    for deel in delen:
        assert set(deel.attrib) <= MOGELIJK[deel.tag.removeprefix(LINT)]


@pytest.mark.parametrize("naam", KNOPPEN)
def test_every_button_explains_itself(knoppen: dict[str, dict[str, str]], naam: str) -> None:
    knop = knoppen[naam]
    assert knop["screentip"] == knop["label"] == COMMANDS[naam]
    assert 60 < len(knop["supertip"]) < 250
    assert knop["supertip"].endswith(".")


@pytest.mark.parametrize("naam", KNOPPEN)
def test_every_button_starts_what_exists(knoppen: dict[str, dict[str, str]], vba: dict[str, str], naam: str) -> None:
    module, _, macro = knoppen[naam]["onAction"].partition(".")
    assert macro == macro_van(naam)
    (deel,) = re.findall(
        rf"^Public Sub {macro}\(control As IRibbonControl\)\n([^\n]*)\nEnd Sub", vba[module], re.MULTILINE
    )
    assert deel.strip() == f'BwzStart "{naam}"'
    assert callable(getattr(entry, naam))


def test_every_callback_has_a_button(knoppen: dict[str, dict[str, str]], vba: dict[str, str]) -> None:
    macros = re.findall(r"^Public Sub (\w+)\(", vba["BuurtwijzerLint"], re.MULTILINE)
    assert sorted(macros) == sorted(macro_van(naam) for naam in knoppen)
    publiek = [naam for naam, ding in vars(entry).items() if inspect.isfunction(ding) and naam[0] != "_"]
    assert sorted(publiek) == sorted(COMMANDS)


# Icons


def pixels(png: bytes) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Read one of our own icons: no compression, no filter."""
    breedte, hoogte, diepte, kleur = struct.unpack(">IIBB", png[16:26])
    assert (diepte, kleur) == (8, 6)
    from zlib import decompress

    ruw = decompress(png[png.index(b"IDAT") + 4 : png.rindex(b"IEND") - 8])
    rijen = np.frombuffer(ruw, np.uint8).reshape(hoogte, 1 + 4 * breedte)
    assert not rijen[:, 0].any()
    return rijen[:, 1:].reshape(hoogte, breedte, 4)


def test_every_image_of_the_tab_is_in_the_package(
    knoppen: dict[str, dict[str, str]], onderdelen: dict[str, bytes], bronmap: Path
) -> None:
    koppeling = fromstring(onderdelen["customUI/_rels/customUI14.xml.rels"])
    doelen = {deel.get("Id"): deel.get("Target") for deel in koppeling}
    assert set(doelen) == {knop["image"] for knop in knoppen.values()}
    for knop in knoppen.values():
        inhoud = onderdelen[f"customUI/{doelen[knop['image']]}"]
        assert inhoud == (bronmap / "pictogrammen" / f"{knop['image']}.png").read_bytes()
        grootte = 32 if knop.get("size") == "large" else 16
        assert pixels(inhoud).shape == (grootte, grootte, 4)
    assert b'Extension="png"' in onderdelen["[Content_Types].xml"]


def licht(kleur: tuple[int, ...]) -> float:
    delen = [deel / 255 for deel in kleur]
    lijn = [deel / 12.92 if deel <= 0.03928 else ((deel + 0.055) / 1.055) ** 2.4 for deel in delen]
    return 0.2126 * lijn[0] + 0.7152 * lijn[1] + 0.0722 * lijn[2]


@pytest.mark.parametrize("achtergrond", [(255, 255, 255), (243, 243, 243), (38, 38, 38)])
def test_icons_stand_out_also_in_grey(bronmap: Path, achtergrond: tuple[int, ...]) -> None:
    # luminance is all that is left in grey; 3 is what WCAG asks of an icon
    for pad in sorted((bronmap / "pictogrammen").glob("*.png")):
        beeld = pixels(pad.read_bytes()).reshape(-1, 4)
        vol = beeld[beeld[:, 3] == 255]
        assert len(vol) > 20, pad.name
        for kleur in np.unique(vol[:, :3], axis=0).tolist():
            hoog, laag = sorted((licht(tuple(kleur)), licht(achtergrond)), reverse=True)
            assert (hoog + 0.05) / (laag + 0.05) >= 3, pad.name


@pytest.mark.parametrize("grootte", [16, 32])
def test_icons_differ_in_shape(bronmap: Path, grootte: int) -> None:
    vormen = {
        naam: pixels((bronmap / "pictogrammen" / f"{naam}_{grootte}.png").read_bytes())[:, :, 3] > 127
        for naam in KNOPPEN
    }
    for een, ander in combinations(vormen, 2):
        assert np.mean(vormen[een] != vormen[ander]) > 0.15, (een, ander)


# Callbacks in an interpreter of VBA


@pytest.fixture
def excel(bronmap: Path) -> ExcelApplication:
    """Give Excel in memory with our modules, and with a stand-in for those of xlwings."""
    app = ExcelApplication()
    app.add_workbook()
    app.add_module(VERVANGER + BESTAAT, name="xlwings")
    for naam in EIGEN:
        app.add_module((bronmap / "vba" / f"{naam}.bas").read_text(encoding="utf-8"), name=naam)
    druk = "".join(f"Public Sub Druk_{naam}()\n    {macro_van(naam)} Nothing\nEnd Sub\n" for naam in KNOPPEN)
    app.add_module(druk, name="Proef")
    app.sheet(1).set_value("A1", "C:\\omgeving\\python.exe")
    return app


def berichten(app: ExcelApplication) -> list[str]:
    return [str(deel[1]) for deel in app.interpreter.dialogs]


@pytest.mark.parametrize("naam", KNOPPEN)
def test_a_button_runs_exactly_its_command(excel: ExcelApplication, naam: str) -> None:
    excel.run(f"Druk_{naam}")
    assert excel.sheet(1).value("H1") == opdracht_van(naam)
    assert berichten(excel) == []


def test_without_an_interpreter_the_button_says_what_to_type(excel: ExcelApplication) -> None:
    excel.sheet(1).set_value("A1", "")
    excel.run("Druk_leg_uit")
    (bericht,) = berichten(excel)
    assert "buurtwijzer addin install" in bericht
    assert excel.sheet(1).value("H1") is None


def test_an_interpreter_that_went_away_is_told_with_its_place(excel: ExcelApplication) -> None:
    excel.sheet(1).set_value("A1", "C:\\weg.exe")
    excel.run("Druk_leg_uit")
    (bericht,) = berichten(excel)
    assert "C:\\weg.exe" in bericht
    assert excel.sheet(1).value("H1") is None


def test_when_excel_may_not_start_python_the_button_points_elsewhere(excel: ExcelApplication) -> None:
    excel.sheet(1).set_value("B1", "weigert")
    excel.run("Druk_ververs")
    (bericht,) = berichten(excel)
    assert "beveiligingsregel" in bericht
    assert "buurtwijzer excel" in bericht
    assert "buurtwijzer doctor" in bericht


@pytest.mark.parametrize(
    ("naam", "volledig", "gevaarlijk"),
    [
        ("buurten.xlsx", "C:\\map\\buurten.xlsx", False),
        ("'t Zand & co (2).xlsx", "\\\\server\\thuis$\\'t Zand & co (2).xlsx", False),
        ("a=b.xlsx", "C:\\a=b.xlsx", True),
        ("b.xlsx", "C:\\a;b\\b.xlsx", True),
    ],
)
def test_a_name_that_means_something_on_a_command_line_is_refused(
    excel: ExcelApplication, naam: str, volledig: str, *, gevaarlijk: bool
) -> None:
    gegeven = excel.evaluate(f'BwzGevaarlijkeNaam("{naam}", "{volledig}")')
    assert gegeven is gevaarlijk


# Callbacks in LibreOffice, from the file itself


@pytest.fixture(scope="module")
def proef(xlam: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the add-in without the modules that LibreOffice cannot compile, with a stand-in and a macro per button."""
    pad = tmp_path_factory.mktemp("calc") / "proef.xlam"
    druk = "".join(
        f"Public Sub Druk_{naam}()\n    BuurtwijzerLint.{macro_van(naam)} Nothing\nEnd Sub\n" for naam in KNOPPEN
    )
    with pyopenvba.ExcelFile(xlam) as boek:
        project = boek.vba_project()
        for module in ("Dictionary", "xlwings_udfs"):
            project.delete_module(module)
        boek.set_module("xlwings", VERVANGER.replace("\n", "\r\n"))
        project.add_module("Proef", druk.replace("\n", "\r\n"))
        boek.save(pad)
    return pad


@pytest.fixture(scope="module")
def geopend(proef: Path, calc: xw.App) -> Iterator[Any]:
    """Open it in LibreOffice, with the name of the filter: it does not know the extension."""
    from buurtwijzer_excel.engines.calc.bridge import properties, to_url

    opties = properties(Hidden=True, FilterName="Calc MS Excel 2007 VBA XML", MacroExecutionMode=4)
    boek = calc.impl.bridge.desktop.loadComponentFromURL(to_url(str(proef)), "_blank", 0, opties)
    yield boek
    boek.close(True)


def test_libreoffice_reads_the_project(geopend: Any) -> None:
    assert set(geopend.BasicLibraries.getByName("Buurtwijzer").ElementNames) >= {*EIGEN, "xlwings", "Proef"}


@pytest.mark.parametrize("naam", KNOPPEN)
def test_a_button_runs_exactly_its_command_in_libreoffice(geopend: Any, proef: Path, naam: str) -> None:
    blad = geopend.Sheets.getByIndex(0)
    blad.getCellRangeByName("A1").String = str(proef)  # LibreOffice looks whether the interpreter is really there
    blad.getCellRangeByName("H1").String = ""
    adres = f"vnd.sun.star.script:Buurtwijzer.Proef.Druk_{naam}?language=Basic&location=document"
    geopend.getScriptProvider().getScript(adres).invoke((), (), ())
    assert blad.getCellRangeByName("H1").String == opdracht_van(naam)


# The Python side of a button


@pytest.fixture
def zonder_aanroeper() -> Iterator[None]:
    """Forget afterwards which workbook called."""
    yield
    if hasattr(xw.Book, "_mock_caller"):
        del xw.Book._mock_caller


@pytest.mark.usefixtures("zonder_aanroeper")
@pytest.mark.parametrize("naam", KNOPPEN)
def test_the_entry_runs_the_command_of_the_button(naam: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    app = start({"schema": 1, "werkmap": {"naam": "leeg.xlsx", "bladen": [{"naam": "A", "waarden": [["x"]]}]}})
    app.books.active.set_mock_caller()
    getattr(entry, naam)()
    (bericht,) = answer(app)["berichten"]
    app.kill()
    assert bericht["titel"] == f"Buurtwijzer: {COMMANDS[naam]}"
    assert "X900" not in bericht["tekst"]


@pytest.mark.usefixtures("zonder_aanroeper")
def test_without_a_workbook_excel_gets_plain_dutch_to_show(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["-c", "--wb=weg.xlsx", "--hwnd=1"])
    with pytest.raises(SystemExit, match="1"):
        entry.ververs()
    gezegd = capsys.readouterr().err
    assert gezegd.isascii()  # VBA reads it back in the code page of the machine
    assert gezegd.startswith("Buurtwijzer kan deze werkmap niet bereiken.")
