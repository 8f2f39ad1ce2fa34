"""The worksheet functions as plain functions: the values of the engine, Dutch where there is none, one computation."""

from __future__ import annotations

import inspect
import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from python_calamine import CalamineWorkbook

import buurtwijzer
from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number
from buurtwijzer.scoring.outcomes import OutcomeKind
from buurtwijzer_excel import functions
from buurtwijzer_excel.engines.memory import start
from buurtwijzer_excel.worksheet import results
from tests.geladen import meegeleverd

FUNCTIES = ("BWZ_LEEFSTIJL", "BWZ_RISICO", "BWZ_SCORE", "BWZ_UITLEG", "BWZ_WAARDE")
CODES = [["BU99990101"], ["BU99990202"], ["bu99990103"], [None], ["Totaal"], ["WK999901"], ["BU12345678"]]


def rijen(pad: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(pad)).get_sheet_by_index(0).to_python()


@pytest.fixture
def werkmap(kwb: Path, gezondheid: Path) -> Iterator[xw.Book]:
    """Open a workbook with both sample files as sheets and an empty sheet for formulas, in memory."""
    bladen = [{"naam": naam, "waarden": rijen(pad)} for naam, pad in (("kwb-2023", kwb), ("gezondheid", gezondheid))]
    formules = {"naam": "Formules", "waarden": [["vraag"]]}
    app = start({"schema": 1, "werkmap": {"naam": "eigen.xlsx", "bladen": [formules, *bladen]}})
    results.forget()
    yield app.books.active
    app.kill()


@pytest.fixture(scope="module")
def uitkomst(root: Path) -> Assessment:
    """Give what the engine says about the same files."""
    regels = meegeleverd()
    voorbeeld = root / "sample_data"
    bestanden = [voorbeeld / "kwb2023_voorbeeldstad.xlsx", voorbeeld / "gezondheid2020_voorbeeldstad.xlsx"]
    return buurtwijzer.assess(buurtwijzer.read_buurten(bestanden, regels), regels)


@pytest.fixture
def cel(werkmap: xw.Book) -> xw.Range:
    """Give the cell in which the formula stands."""
    return werkmap.sheets["Formules"]["C1"]


def alle(uitkomst: Assessment) -> list[list[Any]]:
    return [[code] for code in uitkomst.table.code]


def test_scores_are_those_of_the_engine(cel: xw.Range, uitkomst: Assessment) -> None:
    for soort in uitkomst.uitkomsten:
        verwacht = [[reden or score] for reden, score in zip(soort.reden, soort.score.tolist(), strict=True)]
        assert functions.BWZ_SCORE(alle(uitkomst), soort.id, cel) == verwacht


def test_risks_are_those_of_the_engine_and_nothing_else(cel: xw.Range, uitkomst: Assessment) -> None:
    eenzaam = uitkomst.outcome("eenzaamheid")
    gegeven = functions.BWZ_RISICO(alle(uitkomst), "Eenzaamheid ", cel)
    assert gegeven == [[r or s] for r, s in zip(eenzaam.reden, eenzaam.score.tolist(), strict=True)]
    assert str(functions.BWZ_RISICO([["BU99990101"]], "wonen", cel)[0][0]).startswith("Dit risico bestaat niet.")


@pytest.mark.parametrize(
    "geschreven",
    ["mentale_druk", "Mentale druk", "MENTALE  DRUK ", "risico Mentale druk", "Bwz risico Mentale druk"],
)
def test_an_outcome_goes_by_its_id_its_name_and_the_header_of_its_column(cel: xw.Range, geschreven: str) -> None:
    codes = [["BU99990101"], ["BU99990202"]]
    for naam in ("BWZ_RISICO", "BWZ_SCORE", "BWZ_UITLEG"):
        functie = getattr(functions, naam)
        assert functie(codes, geschreven, cel) == functie(codes, "mentale_druk", cel) != [[""], [""]]


def test_a_risk_that_does_not_exist_is_told_with_those_that_do(cel: xw.Range, uitkomst: Assessment) -> None:
    ((tekst,),) = functions.BWZ_RISICO([["BU99990101"]], "xyz", cel)
    assert str(tekst).startswith("Dit risico bestaat niet. Kies draagkracht, ")
    assert all(risico.id in str(tekst) for risico in uitkomst.of_kind(OutcomeKind.RISICO))


def test_a_whole_column_is_cut_to_the_part_in_use(cel: xw.Range) -> None:
    kolom = [["gwb_code"], *CODES, *([[None]] * (1_048_576 - 1 - len(CODES)))]
    gegeven = functions.BWZ_SCORE(kolom, "wonen", cel)
    assert gegeven == functions.BWZ_SCORE(kolom[: 1 + len(CODES)], "wonen", cel)
    assert functions.BWZ_SCORE([[None]] * 1_048_576, "wonen", cel) == [[""]]


def test_a_range_that_was_chosen_keeps_its_empty_rows(cel: xw.Range) -> None:
    """A formula over a range fills as many cells as the range has; a shorter answer would leave #N/B in the rest."""
    assert len(functions.BWZ_SCORE([*CODES, *([[None]] * 500)], "wonen", cel)) == len(CODES) + 500


def test_of_two_tables_side_by_side_each_has_its_own_values(werkmap: xw.Book, cel: xw.Range) -> None:
    werkmap.sheets.add("lijst")["A1"].value = [
        ["code", "naam", None, "code", "naam"],
        ["BU99990101", "a", None, "BU99990202", "b"],
        ["BU99990103", "a", None, "BU99990101", "b"],
    ]
    blad = werkmap.sheets["lijst"]
    for kolom in ("A2:A3", "D2:D3"):
        codes = blad.range(kolom).options(ndim=2).value
        assert functions.BWZ_SCORE(codes, "wonen", blad["G2"]) == functions.BWZ_SCORE(codes, "wonen", cel)


@pytest.mark.parametrize("nummer", [1, 2.0, 3, "2", " 3 "])
def test_lifestyles_are_those_of_the_engine(cel: xw.Range, uitkomst: Assessment, nummer: float | str) -> None:
    eerste = uitkomst.segmenten[0]
    plekken = eerste.grootste[:, int(nummer) - 1].tolist()
    verwacht = [[reden or eerste.namen[plek]] for reden, plek in zip(eerste.reden, plekken, strict=True)]
    assert functions.BWZ_LEEFSTIJL(alle(uitkomst), nummer, cel) == verwacht


def test_the_sentence_adds_up(cel: xw.Range, uitkomst: Assessment) -> None:
    wonen = uitkomst.outcome("wonen")
    for (zin,), score in zip(functions.BWZ_UITLEG(alle(uitkomst), "wonen", cel), wonen.score.tolist(), strict=True):
        if math.isnan(score):
            assert zin in wonen.reden
            continue
        assert isinstance(zin, str)
        assert zin.startswith(f"{wonen.naam} {format_number(score, 1)}: begint op 50; ")
        delen = zin.partition("; ")[2].split(". Vergelijkbare")[0].rstrip(".").split("; ")
        som = 50 + sum(float(deel.rsplit(" ", 1)[1].replace(",", ".")) for deel in delen)
        assert som == pytest.approx(round(score, 1))


def test_a_row_without_an_area_says_so(cel: xw.Range) -> None:
    gegeven = [rij[0] for rij in functions.BWZ_SCORE(CODES, "wonen", cel)]
    assert [type(waarde) for waarde in gegeven[:3]] == [float, float, float]
    assert gegeven[3:] == ["", "Geen gebiedscode", "Geen buurt", "Geen cijfers over dit gebied"]


@pytest.mark.parametrize(
    ("naam", "keuze", "tekst"),
    [
        ("BWZ_SCORE", "won", "Deze uitkomst bestaat niet. Bedoelt u wonen?"),
        ("BWZ_SCORE", "", "Deze uitkomst bestaat niet. Kies bijvoorbeeld gezondheid."),
        ("BWZ_UITLEG", [["wonen"], ["werken"]], "Deze uitkomst bestaat niet. Kies bijvoorbeeld gezondheid."),
        ("BWZ_LEEFSTIJL", None, "Kies 1, 2 of 3 voor de leefstijl"),
        ("BWZ_LEEFSTIJL", 1.5, "Kies 1, 2 of 3 voor de leefstijl"),
        ("BWZ_LEEFSTIJL", 4, "Kies 1, 2 of 3 voor de leefstijl"),
        ("BWZ_LEEFSTIJL", "eerste", "Kies 1, 2 of 3 voor de leefstijl"),
        ("BWZ_LEEFSTIJL", [[1, 2]], "Kies 1, 2 of 3 voor de leefstijl"),
    ],
)
def test_a_wrong_argument_is_told_in_every_filled_row(cel: xw.Range, naam: str, keuze: Any, tekst: str) -> None:
    assert getattr(functions, naam)([["BU99990101"], [""], ["x"]], keuze, cel) == [[tekst], [""], [tekst]]


def test_more_than_one_column_is_not_cut_off_in_silence(cel: xw.Range) -> None:
    tekst = "Kies cellen in één kolom, met een gebied per rij"
    assert functions.BWZ_SCORE([["BU99990101", "BU99990102"]], "wonen", cel) == [[tekst]]


def test_without_figures_the_cell_says_what_to_do() -> None:
    app = start({"schema": 1, "werkmap": {"naam": "leeg.xlsx", "bladen": [{"naam": "A", "waarden": [["x"]]}]}})
    ((tekst,),) = functions.BWZ_SCORE([["BU99990101"]], "wonen", app.books.active.sheets["A"]["B1"])
    app.kill()
    assert isinstance(tekst, str)
    assert tekst.startswith("[X205] Er zijn nergens cijfers")


def test_a_crash_is_no_traceback_in_the_cell(werkmap: xw.Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    ((tekst,),) = functions.BWZ_SCORE([["BU99990101"]], "wonen", "geen cel")
    assert isinstance(tekst, str)
    assert "[X900]" in tekst
    assert "Traceback" not in tekst


def test_settings_of_the_workbook_count(werkmap: xw.Book, cel: xw.Range) -> None:
    blad = werkmap.sheets.add("Instellingen")
    blad["A1"].value = [["instelling", "waarde"], ["niveau", "wijk"]]
    gegeven = functions.BWZ_SCORE([["WK999901"], ["BU99990101"]], "wonen", cel)
    assert isinstance(gegeven[0][0], float)
    assert gegeven[1] == ["Geen wijk"]


def test_one_computation_for_one_state_of_the_workbook(
    werkmap: xw.Book, cel: xw.Range, monkeypatch: pytest.MonkeyPatch
) -> None:
    aantal: list[int] = []
    echt = results.assess

    def tel(*woorden: Any, **namen: Any) -> Assessment:
        aantal.append(1)
        return echt(*woorden, **namen)

    monkeypatch.setattr(results, "assess", tel)
    data = werkmap.sheets["kwb-2023"]
    eigen = data["A1"]
    codes = data.range("A2:A30").options(ndim=2).value
    naast = data.used_range.last_cell.column + 1
    for plek, naam in enumerate(("BWZ_SCORE", "BWZ_UITLEG")):
        uit = getattr(functions, naam)(codes, "wonen", eigen)
        data.range((2, naast + plek)).value = uit  # what Excel does: the sheet with the figures itself changes
    assert functions.BWZ_LEEFSTIJL(codes[:3], 1, cel) == functions.BWZ_LEEFSTIJL(codes, 1, eigen)[:3]
    assert len(aantal) == 1
    kop = [str(waarde).casefold() for waarde in data.range((1, 1), (1, naast)).options(ndim=1).value]
    data.range((5, kop.index("g_wozbag") + 1)).value = 999.0
    functions.BWZ_SCORE(codes, "wonen", eigen)
    assert len(aantal) == 2


OMZETTEN = """
import sys
sys.path.insert(0, sys.argv[1])
from invoegtoepassing.wrappers import decorated_functions
functies, _ = decorated_functions()
import xlwings as xw
from xlwings import conversion
from buurtwijzer_excel.engines.memory import start
start({"schema": 1, "werkmap": {"naam": "x.xlsx", "bladen": [{"naam": "A", "waarden": [["BU1"], ["BU2"]]}]}})
cel = xw.books.active.sheets[0]["A1"]
for naam in sys.argv[2:]:
    codes, keuze, caller = (deel["options"] for deel in getattr(functies, naam).__xlfunc__["args"])
    for waarde in ((("BU1",), ("BU2",)), "BU1", None):
        print(conversion.read(None, waarde, codes, "memory"))
    print(conversion.read(cel.resize(2, 1), None, codes, "memory"))
    print(conversion.read(None, 2.0, keuze, "memory"), conversion.read(None, "wonen", keuze, "memory"))
    print(conversion.read(None, cel, caller, "memory") is cel)
    uit = getattr(functies, naam).__xlfunc__["ret"]["options"]
    print(conversion.write([["a"], [1.5]], None, uit, "memory"))
"""


def test_what_excel_sends_gets_through_the_converters_of_xlwings(root: Path) -> None:
    # in a process of its own: as on Windows, where the decorators do something
    opdracht = [sys.executable, "-c", OMZETTEN, str(root / "workbooks"), *FUNCTIES]
    uit = subprocess.run(opdracht, capture_output=True, encoding="utf-8", check=False)
    assert uit.returncode == 0, uit.stderr
    een = ["[['BU1'], ['BU2']]", "[['BU1']]", "[[None]]", "[['BU1'], ['BU2']]", "2.0 wonen", "True", "[['a'], [1.5]]"]
    assert uit.stdout.splitlines() == een * len(FUNCTIES)


@pytest.mark.parametrize("naam", FUNCTIES)
def test_arguments_that_excel_fills_in(naam: str) -> None:
    namen = list(inspect.signature(getattr(functions, naam)).parameters)
    assert namen[0] == ("regels" if naam == "BWZ_WAARDE" else "codes")
    assert namen[-1] == "caller"
