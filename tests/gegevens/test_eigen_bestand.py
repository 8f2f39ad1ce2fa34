"""Files of the user's own: what people do to a list, and what a table of columns makes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData
from buurtwijzer.rulebook.own_columns import OwnColumns, read_own_columns
from tests.gegevens.eigen_bestanden import Rijen, schrijf_lijst, schrijf_yaml
from tests.gegevens.regelboek import GEWONE_INDICATOREN, indicator, regelboek
from tests.gegevens.werkmappen import kwb_rij, schrijf_kwb

BOEK = regelboek()
KOP = ["Buurtcode", "Naam", "Koop", "Inw", "Woz"]
RIJEN: Rijen = [KOP, ["BU03440111", "A", 55, 1200, 250.5], ["BU03440112", "B", 40, 900, 310]]
TABEL = """
code: Buurtcode
naam: Naam
jaar: 2023
ontbreekt: [n.b., -99]
kolommen:
  - kop: Koop
    doel: p_koopw
  - kop: Inw
    doel: a_inw
  - kop: Woz
    doel: g_wozbag
"""


def tabel(map_: Path, tekst: str = TABEL) -> OwnColumns:
    return read_own_columns(schrijf_yaml(map_ / "kolommen.yaml", tekst), BOEK)


def lees(map_: Path, rijen: Rijen, tekst: str = TABEL, **anders: object) -> BuurtData:
    pad = schrijf_lijst(map_ / "lijst.xlsx", rijen, **anders)  # type: ignore[arg-type]
    return read_buurten([pad], BOEK, kolommen=[tabel(map_, tekst)])


def cijfers(data: BuurtData, naam: str) -> list[float]:
    return [float(x) for x in data.table.values[:, data.table.column(naam)]]


def codes(fout: pytest.ExceptionInfo[InputError]) -> set[str]:
    return {issue.code for issue in fout.value.issues}


def test_a_clean_list_gives_its_figures_with_their_cells(tmp_path: Path) -> None:
    data = lees(tmp_path, RIJEN)
    assert data.table.code == ("BU03440111", "BU03440112")
    assert data.table.naam == ("A", "B")
    assert data.table.inwoners.tolist() == [1200, 900]
    assert (cijfers(data, "koopwoningen"), cijfers(data, "woz")) == ([55, 40], [250.5, 310])
    assert [str(p) for p in data.table.places(1, "woz")] == ["lijst.xlsx, blad Blad1, cel E3"]
    assert data.table.bestanden[0].jaar == 2023


VERKLEED: dict[str, tuple[Rijen, dict[str, object]]] = {
    "apostrof voor de code": ([KOP, ["'BU03440111", "A", 55, 1200, 250.5], ["’BU03440112", "B", 40, 900, 310]], {}),
    "opgevuld met spaties": ([KOP, [" BU03440111  ", " A ", 55, 1200, 250.5], ["bu03440112", "B", 40, 900, 310]], {}),
    "zonder voorvoegsel": ([KOP, ["03440111", "A", 55, 1200, 250.5], ["03440112", "B", 40, 900, 310]], {}),
    "titel en lege rijen erboven": ([["Mijn lijst"], [], ["versie 3"], [], *RIJEN], {}),
    "samengevoegde titel": ([["Mijn lijst", None, None], *RIJEN], {"samengevoegd": "A1:E1"}),
    "totaal eronder": ([*RIJEN, ["Totaal", None, 47.5, 2100, 280], [], ["Bron: eigen telling"]], {}),
    "verborgen kolom": (RIJEN, {"verborgen_kolom": "C:C"}),
    "lege kolommen ertussen": ([[r[0], None, *r[1:3], None, *r[3:]] for r in RIJEN], {}),
    "kop met regeleinde en hoofdletters": ([["BUURTCODE", " naam", "Koop\n", "inw ", "Woz"], *RIJEN[1:]], {}),
    "komma's en punten in tekst": (
        [KOP, ["BU03440111", "A", "55,0", "1.200", "250,5"], ["BU03440112", "B", "40,0", "900", "310,0"]],
        {},
    ),
    "procentteken en euroteken": (
        [KOP, ["BU03440111", "A", "55 %", 1200, "€ 250,5"], ["BU03440112", "B", "40%", 900, "€ 310"]],
        {},
    ),
    "nog een kolom die niemand kent": ([[*r, "x"] for r in RIJEN], {}),
}


@pytest.mark.parametrize("naam", VERKLEED)
def test_the_same_list_in_other_clothes_gives_the_same_values(tmp_path: Path, naam: str) -> None:
    rijen, anders = VERKLEED[naam]
    if naam == "komma's en punten in tekst":
        # 1.200 alone is a thousand or one and a bit: that is told, so this list says it with the whole number.
        rijen = [[c if c != "1.200" else "1200" for c in rij] for rij in rijen]
    data, gewoon = lees(tmp_path, rijen, **anders), lees(tmp_path, RIJEN)
    assert data.table.code == gewoon.table.code
    assert data.table.naam == gewoon.table.naam
    np.testing.assert_array_equal(data.table.values, gewoon.table.values)
    np.testing.assert_array_equal(data.table.inwoners, gewoon.table.inwoners)


def test_codes_that_became_numbers_are_whole_with_the_level(tmp_path: Path) -> None:
    rijen = [KOP, [3440111.0, "A", 55, 1200, 250.5], [3440112.0, "B", 40, 900, 310]]
    data = lees(tmp_path, rijen, "niveau_is: buurt\n" + TABEL)
    assert data.table.code == ("BU03440111", "BU03440112")


def test_own_markers_for_missing_are_missing_and_not_zero(tmp_path: Path) -> None:
    data = lees(tmp_path, [KOP, ["BU03440111", "A", "n.b.", 1200, -99], ["BU03440112", "B", 0, 900, 310]])
    assert np.isnan(cijfers(data, "koopwoningen")[0])
    assert cijfers(data, "koopwoningen")[1] == 0
    assert np.isnan(cijfers(data, "woz")[0])


def test_a_marker_that_was_not_said_is_a_mistake_with_its_cell(tmp_path: Path) -> None:
    with pytest.raises(InputError) as fout:
        lees(tmp_path, [KOP, ["BU03440111", "A", "weet niet", 1200, 250], ["BU03440112", "B", 40, 900, 310]])
    assert "cel C2" in str(fout.value.issues[0])


def test_headers_that_stand_twice_are_told_and_chosen_by_number(tmp_path: Path) -> None:
    rijen = [["Buurtcode", "Koop", "Koop"], ["BU03440111", 1, 55], ["BU03440112", 2, 40]]
    tekst = "code: Buurtcode\njaar: 2023\nkolommen:\n  - kop: Koop\n    doel: p_koopw\n"
    with pytest.raises(InputError) as fout:
        lees(tmp_path, rijen, tekst)
    assert codes(fout) == {"D402"}
    assert "kolom B en C" in fout.value.issues[0].message
    assert cijfers(lees(tmp_path, rijen, tekst + "    nummer: 2\n"), "koopwoningen") == [55, 40]


def test_all_wrong_headers_are_told_at_once_with_the_right_one(tmp_path: Path) -> None:
    with pytest.raises(InputError) as fout:
        lees(tmp_path, RIJEN, TABEL.replace("kop: Koop", "kop: Koopp").replace("naam: Naam", "naam: Namen"))
    assert codes(fout) == {"D401"}
    assert [issue.place for issue in fout.value.issues] == ["kolommen.yaml:3:7", "kolommen.yaml:8:11"]
    assert "Bedoelt u 'Koop'?" in fout.value.issues[1].remedy


def test_a_share_is_only_turned_into_a_percentage_when_that_is_said(tmp_path: Path) -> None:
    rijen = [KOP, ["BU03440111", "A", 0.55, 1200, 250.5], ["BU03440112", "B", 0.4, 900, 310]]
    with pytest.raises(InputError) as fout:
        lees(tmp_path, rijen)
    assert "D405" in codes(fout)
    assert cijfers(
        lees(tmp_path, rijen, TABEL.replace("p_koopw", "p_koopw\n    eenheid: fractie")), "koopwoningen"
    ) == [
        55,
        40,
    ]
    assert cijfers(lees(tmp_path, rijen, TABEL.replace("p_koopw", "p_koopw\n    eenheid: pct")), "koopwoningen") == [
        0.55,
        0.4,
    ]


def test_a_percentage_that_is_said_to_be_a_share_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as fout:
        lees(tmp_path, RIJEN, TABEL.replace("p_koopw", "p_koopw\n    eenheid: fractie"))
    assert "D405" in codes(fout)


@pytest.mark.parametrize("manier", ["eenheid: euro", "factor: 0.001"])
def test_euros_become_thousands_of_euros(tmp_path: Path, manier: str) -> None:
    rijen = [KOP, ["BU03440111", "A", 55, 1200, 250500], ["BU03440112", "B", 40, 900, 310000]]
    with pytest.raises(InputError) as fout:
        lees(tmp_path, rijen)
    assert "D405" in codes(fout)
    assert cijfers(lees(tmp_path, rijen, TABEL.replace("g_wozbag", f"g_wozbag\n    {manier}")), "woz") == [250.5, 310]


def test_counts_in_thousands(tmp_path: Path) -> None:
    rijen = [KOP, ["BU03440111", "A", 55, 1.2, 250.5], ["BU03440112", "B", 40, 0.9, 310]]
    data = lees(tmp_path, rijen, TABEL.replace("doel: a_inw", "doel: a_inw\n    eenheid: duizend"))
    assert data.table.inwoners.tolist() == [1200, 900]


def test_a_column_can_be_an_indicator_and_of_another_year(tmp_path: Path) -> None:
    tekst = TABEL.replace("p_koopw", "eenzaam\n    jaar: 2021")
    data = lees(tmp_path, RIJEN, tekst)
    assert cijfers(data, "eenzaam") == [55, 40]
    assert data.table.jaar[:, data.table.column("eenzaam")].tolist() == [2021, 2021]


def test_an_indicator_without_any_known_column_is_carried(tmp_path: Path) -> None:
    boek = regelboek((*GEWONE_INDICATOREN, indicator("eigen_telling", {"layout": "eigen", "waarde": "Telling 2023"})))
    pad = schrijf_lijst(tmp_path / "lijst-2023.xlsx", [["Code", "telling 2023"], ["BU03440111", 12], ["BU03440112", 7]])
    tekst = "code: Code\nkolommen:\n  - kop: telling 2023\n    doel: eigen_telling\n"
    gezegd = read_own_columns(schrijf_yaml(tmp_path / "k.yaml", tekst), boek)
    assert cijfers(read_buurten([pad], boek, kolommen=[gezegd]), "eigen_telling") == [12, 7]
    assert cijfers(read_buurten([pad], boek), "eigen_telling") == [12, 7]


def test_known_names_beside_codes_need_no_table_and_are_told(tmp_path: Path) -> None:
    rijen = [["Nr", "Mijn code", "p_koopw", "opmerking"], [1, "BU03440111", 55, "a"], [2, "BU03440112", 40, "b"]]
    data = read_buurten([schrijf_lijst(tmp_path / "lijst-2023.xlsx", rijen)], BOEK)
    assert cijfers(data, "koopwoningen") == [55, 40]
    assert "D404" in {issue.code for issue in data.issues}


def test_a_header_that_only_looks_known_is_not_taken(tmp_path: Path) -> None:
    rijen = [["Mijn code", "koopwoningen %"], ["BU03440111", 55], ["BU03440112", 40]]
    with pytest.raises(InputError) as fout:
        read_buurten([schrijf_lijst(tmp_path / "lijst-2023.xlsx", rijen)], BOEK)
    assert codes(fout) == {"D201", "D400"}


def test_a_file_that_cannot_be_used_says_what_is_seen_and_how_to_go_on(tmp_path: Path) -> None:
    rijen = [["Titel"], ["Buurtcode", "Koopwoningen in %", "Zomaar"], ["BU03440111", 55, 1], ["WK034401", 40, 2]]
    with pytest.raises(InputError) as fout:
        read_buurten([schrijf_lijst(tmp_path / "lijst.xlsx", rijen)], BOEK)
    (gezien,) = [issue for issue in fout.value.issues if issue.code == "D400"]
    for woorden in ("rij 2", "'Buurtcode' (kolom A)", "1 buurt en 1 wijk", "p_koopw", "'Zomaar'"):
        assert woorden in gezien.message
    assert "--sjabloon" in gezien.remedy


def test_a_csv_works_the_same_and_names_its_lines(tmp_path: Path) -> None:
    pad = tmp_path / "lijst.csv"
    pad.write_text(
        "Mijn lijst\n\nBuurtcode;Naam;Koop;Inw;Woz\nBU03440111;A;55;1200;250,5\nBU03440112;B;weg;900;310,0\n"
    )
    with pytest.raises(InputError) as fout:
        read_buurten([pad], BOEK, kolommen=[tabel(tmp_path)])
    assert str(fout.value.issues[0]).startswith("lijst.csv:5:3: ")
    pad.write_text(pad.read_text().replace("weg", "40"))
    assert cijfers(read_buurten([pad], BOEK, kolommen=[tabel(tmp_path)]), "woz") == [250.5, 310]


KOLOMMEN: Rijen = [
    ["kop", "doel", "jaar", "eenheid"],
    ["Buurtcode", "code", None, None],
    ["n.b.", "ontbreekt", None, None],
    [2023, "jaar", None, None],
    ["Koop", "p_koopw", 2021, "%"],
    ["Inw", "a_inw", None, None],
    ["Woz", None, None, None],
]


def test_a_sheet_kolommen_says_the_same_as_yaml(tmp_path: Path) -> None:
    pad = schrijf_lijst(tmp_path / "lijst.xlsx", RIJEN, bladen={"Kolommen": KOLOMMEN})
    data = read_buurten([pad], BOEK)
    assert cijfers(data, "koopwoningen") == [55, 40]
    assert data.table.jaar[0, data.table.column("koopwoningen")] == 2021
    assert data.table.inwoners.tolist() == [1200, 900]
    assert "D403" in {issue.code for issue in data.issues}


def test_yaml_goes_before_the_sheet_and_says_so(tmp_path: Path) -> None:
    data = lees(tmp_path, RIJEN, bladen={"Kolommen": KOLOMMEN})
    assert cijfers(data, "woz") == [250.5, 310]
    assert "D408" in {issue.code for issue in data.issues}


def test_mistakes_on_the_sheet_are_told_with_their_cells(tmp_path: Path) -> None:
    fout_blad: Rijen = [
        ["kop", "doel", "jaar", "eenheid"],
        ["Koop", "p_kopw", None, None],
        ["Inw", "a_inw", "dit jaar", None],
        ["Woz", "g_wozbag", None, "duizendeuro"],
        [None, "p_leegsw", None, None],
        ["groep b", "herkomst_turkije", None, None],
        ["Nederland", "p_leegsw", None, None],
        ["Bwz wonen", "p_leegsw", None, None],
    ]
    pad = schrijf_lijst(tmp_path / "lijst.xlsx", RIJEN, bladen={"Kolommen": fout_blad})
    with pytest.raises(InputError) as fout:
        read_buurten([pad], BOEK)
    plaatsen = {issue.place.rpartition("cel ")[2]: issue.code for issue in fout.value.issues}
    assert plaatsen == {
        "B2": "R612",
        "C3": "R617",
        "D4": "R617",
        "A5": "R617",
        "B6": "R615",
        "A7": "R615",
        "A8": "R619",
    }


def test_sheets_that_are_open_are_read_with_the_sheet_kolommen_of_their_workbook() -> None:
    def vul(rijen: Rijen) -> list[list[object]]:
        return [[float(c) if isinstance(c, int) else "" if c is None else c for c in rij] for rij in rijen]

    lijst = SheetBlock("mijn.xlsx", "Lijst", vul(RIJEN))
    notities = SheetBlock("mijn.xlsx", "Kolommen", vul(KOLOMMEN))
    assert cijfers(read_buurten([notities, lijst], BOEK), "koopwoningen") == [55, 40]


def test_a_table_belongs_to_a_file_that_is_read(tmp_path: Path) -> None:
    lijst = schrijf_lijst(tmp_path / "lijst.xlsx", RIJEN)
    kwb = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij("BU03440111"), kwb_rij("BU03440112")])
    for tekst in (TABEL, "bestand: anders.xlsx\n" + TABEL):
        with pytest.raises(InputError) as fout:
            read_buurten([kwb, lijst], BOEK, kolommen=[tabel(tmp_path, tekst)])
        assert codes(fout) == {"D406"}
    data = read_buurten([kwb, lijst], BOEK, kolommen=[tabel(tmp_path, "bestand: LIJST.xlsx\n" + TABEL)])
    assert len(data.table) == 2


def test_a_sheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as fout:
        lees(tmp_path, RIJEN, "blad: Blad2\n" + TABEL)
    assert codes(fout) == {"D407"}


def test_without_residents_a_list_only_adds_columns(tmp_path: Path) -> None:
    kwb = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij("BU03440111"), kwb_rij("BU03440112")])
    rijen = [["Code", "Alleen"], ["BU03440111", 33], ["BU03440199", 44]]
    tekst = "bestand: lijst.xlsx\ncode: Code\njaar: 2023\nkolommen:\n  - kop: Alleen\n    doel: eenzaam\n"
    lijst = schrijf_lijst(tmp_path / "lijst.xlsx", rijen)
    data = read_buurten([kwb, lijst], BOEK, kolommen=[tabel(tmp_path, tekst)])
    assert data.table.code == ("BU03440111", "BU03440112")
    assert cijfers(data, "eenzaam")[0] == 33


def test_a_list_of_names_gets_its_codes_from_the_other_file(tmp_path: Path) -> None:
    rijen_kwb = [kwb_rij("BU03440111", regio="'t Zand"), kwb_rij("BU03440112", regio="Oude Haven")]
    kwb = schrijf_kwb(tmp_path / "kwb.xlsx", rijen_kwb)
    rijen = [["Buurt", "Alleen"], ["'t Zand", 33], ["OUDE HAVEN ", 44], ["Totaal", 38]]
    tekst = (
        "bestand: lijst.xlsx\nnaam: Buurt\ngemeente_is: Voorbeeldstad\nniveau_is: buurt\njaar: 2023\n"
        "kolommen:\n  - kop: Alleen\n    doel: eenzaam\n"
    )
    lijst = schrijf_lijst(tmp_path / "lijst.xlsx", rijen)
    data = read_buurten([lijst, kwb], BOEK, kolommen=[tabel(tmp_path, tekst)])
    assert cijfers(data, "eenzaam") == [33, 44]
    assert data.table.niveau == (Niveau.BUURT, Niveau.BUURT)


def test_a_column_about_origin_stays_blocked_whatever_it_is_called(tmp_path: Path) -> None:
    rijen = [["Code", "p_marok", "p_koopw"], ["BU03440111", 3, 55], ["BU03440112", 4, 40]]
    data = read_buurten([schrijf_lijst(tmp_path / "lijst-2023.xlsx", rijen)], BOEK)
    assert "D225" in {issue.code for issue in data.issues}
    with pytest.raises(InputError) as fout:
        lees(tmp_path, rijen, "code: Code\njaar: 2023\nkolommen:\n  - kop: p_marok\n    doel: p_leegsw\n")
    assert codes(fout) == {"R615"}


@pytest.mark.parametrize(
    ("cellen", "woz"),
    [
        (("318.000", "1.250.000"), [318, 1250]),
        (("318.000", "95.500"), [318, 95.5]),
        (("318.000", "900"), [318, 0.9]),
    ],
)
def test_a_point_is_a_thousand_when_the_unit_was_said_and_no_cell_speaks_up(
    tmp_path: Path, cellen: tuple[str, str], woz: list[float]
) -> None:
    rijen = [KOP, *([*rij[:4], cel] for rij, cel in zip(RIJEN[1:], cellen, strict=True))]
    tekst = TABEL.replace("doel: g_wozbag", "doel: g_wozbag\n    eenheid: euro")
    data = lees(tmp_path, rijen, tekst)
    assert cijfers(data, "woz") == woz
    assert "D465" in {issue.code for issue in data.issues}
    with pytest.raises(InputError, match="D221"):
        lees(tmp_path, rijen, TABEL)


def test_a_point_that_is_a_decimal_sign_in_another_cell_is_no_thousand(tmp_path: Path) -> None:
    rijen = [KOP, *([*rij[:4], cel] for rij, cel in zip(RIJEN[1:], ("318.125", "250000.5"), strict=True))]
    data = lees(tmp_path, rijen, TABEL.replace("doel: g_wozbag", "doel: g_wozbag\n    eenheid: euro"))
    assert cijfers(data, "woz") == [0.318125, 250.0005]
    assert "D465" not in {issue.code for issue in data.issues}
