"""The forms of a table, small and made: names only, broken JSON, observations, headers that others made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Severity
from buurtwijzer.data.files.opening import OpenFile, open_file
from buurtwijzer.data.forms.classic import as_classic
from buurtwijzer.data.inspect import inspect_file
from buurtwijzer.data.layouts.cbs_kwb import CbsKwb
from buurtwijzer.data.layouts.crosswalk import Crosswalk
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData, State
from tests.gegevens import jassen
from tests.gegevens.jassen import V4, Tabel
from tests.gegevens.regelboek import indicator, kolommen, kwb, regelboek, smap
from tests.gegevens.tekstbestanden import bewaar, tekst
from tests.gegevens.werkmappen import SMAP_KOPPEN, smap_rij

A, B = "BU99990001", "BU99990002"
KWB = Crosswalk(kolommen()["cbs_kwb"])
POLITIE = {"layout": "politie", "teller": ["pol_totaal"], "noemer": "a_inw"}
REGELS = regelboek(
    [
        indicator("koop", kwb("p_koopw")),
        indicator("woz", kwb("g_wozbag"), eenheid="duizend_euro"),
        indicator("eenzaam", smap("Eenzaam")),
        indicator("school", {"layout": "nabijheid", "waarde": "nab_basisschool_afstand"}, eenheid="km"),
        indicator("misdrijven", POLITIE, eenheid="per_1000"),
        indicator("inbraak", {**POLITIE, "teller": ["pol_woninginbraak"]}, eenheid="per_1000"),
    ]
)
KOPPEN = ("WijkenEnBuurten", "SoortRegio_2", "AantalInwoners_5", "HuishoudensTotaal_29", "Koopwoningen_47")
RIJEN = ((A, "Buurt     ", "    1000", "     500", "    40.5"), (B, "Buurt     ", "    2000", "     900", "       ."))
TABEL = Tabel((*KOPPEN, "GemiddeldeWOZWaardeVanWoningen_39"), tuple((*rij, "     351") for rij in RIJEN))


def lees(*paths: Path) -> BuurtData:
    return read_buurten(paths, REGELS)


def fouten(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as raised:
        lees(path)
    return [(i.code, i.place) for i in raised.value.issues if i.severity is Severity.FOUT]


def cel(data: BuurtData, code: str, naam: str) -> tuple[float, State]:
    row, column = data.table.code.index(code), data.table.column(naam)
    return float(data.table.values[row, column]), State(int(data.table.state[row, column]))


def codes(data: BuurtData) -> set[str]:
    return {issue.code for issue in data.issues}


JSON: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "afgekapt": ('{"value": [{"a": 1}, {"a"', [("D351", "x.json:1:26")]),
    "open tekst": ('[{"a": "b', [("D351", "x.json:1:8")]),
    "iets anders": ('[{"a": 1},\n {"a" 2}]', [("D351", "x.json:2:7")]),
    "te diep": ("[" * 200_000, [("D352", "x.json")]),
    "te diep in een record": ('{"value":' * 100_000, [("D352", "x.json")]),
    "leeg": ('{"value": []}', [("D353", "x.json")]),
    "los getal erin": ('{"value": [1, 2]}', [("D353", "x.json")]),
    "los object": ('{"a": 1}', [("D353", "x.json")]),
    "twee tabellen": ('{"a": [{"b": 1}], "c": [{"d": 1}]}', [("D353", "x.json")]),
    "lege records": ("[{}, {}]", [("D353", "x.json")]),
    "scheve kolommen": ('{"a": {"0": 1}, "b": {"0": 1, "1": 2}}', [("D353", "x.json")]),
    "groep in een veld": (
        f'[{{"Codering_3": "{A}", "AantalInwoners_5": {{"x": 1}}}}]',
        [("D354", "x.json, record 1, veld 2")],
    ),
    "lijst in een veld": (
        f'[{{"Codering_3": "{A}", "AantalInwoners_5": [1]}}]',
        [("D354", "x.json, record 1, veld 2")],
    ),
    "veld dubbel": (f'[{{"Codering_3": "{A}", "Codering_3": "{B}"}}]', [("D355", "x.json")]),
    "half teken": ('[{"a": "\\ud800"}]', [("D132", "x.json")]),
    "geen tabel van ons": ('[{"a": 1, "b": 2}]', [("D201", "x.json"), ("D400", "x.json")]),
}


@pytest.mark.parametrize("naam", JSON)
def test_bad_json_is_refused_at_its_place(naam: str, tmp_path: Path) -> None:
    inhoud, verwacht = JSON[naam]
    assert fouten(bewaar(tmp_path / "x.json", inhoud)) == verwacht


@pytest.mark.parametrize(
    ("waarde", "code"),
    [("9" * 5000, "D215"), ("1e999", "D215"), ("Infinity", "D215"), ("true", "D215"), ('"n.v.t."', "D215")],
)
def test_a_field_that_is_no_number_is_told_with_its_record(waarde: str, code: str, tmp_path: Path) -> None:
    records = json.dumps(jassen.records(TABEL, typed=True)).replace(
        '"Koopwoningen_47": null', f'"Koopwoningen_47": {waarde}'
    )
    assert fouten(bewaar(tmp_path / "kwb 2023.json", records)) == [(code, "kwb 2023.json, record 2, veld 5")]


def test_not_a_number_of_python_is_missing(tmp_path: Path) -> None:
    records = json.dumps(jassen.records(TABEL, typed=True)).replace("null", "NaN")
    data = lees(bewaar(tmp_path / "kwb 2023.json", records))
    assert cel(data, B, "koop")[1] is State.ONTBREEKT


def test_a_page_says_that_there_is_more(tmp_path: Path) -> None:
    inhoud = {"value": jassen.records(TABEL, typed=False), "odata.nextLink": "https://opendata.cbs.nl/x?$skip=2"}
    eerste = bewaar(tmp_path / "kwb 2023 a.json", json.dumps(inhoud))
    anders = Tabel(
        TABEL.koppen,
        tuple((code, *rij[1:]) for code, rij in zip(("BU99990003", "BU99990004"), TABEL.rijen, strict=True)),
    )
    tweede = jassen.als_lijst(tmp_path / "kwb 2023 b.json", anders, typed=False)
    data = lees(eerste, tweede)
    assert "D357" in codes(data)
    assert data.table.code == (A, B, "BU99990003", "BU99990004")
    assert cel(data, "BU99990003", "koop") == (40.5, State.GEMETEN)


def test_a_record_with_fewer_fields_is_told(tmp_path: Path) -> None:
    records = jassen.records(TABEL, typed=True)
    del records[1]["GemiddeldeWOZWaardeVanWoningen_39"]
    data = lees(bewaar(tmp_path / "kwb 2023.json", json.dumps(records)))
    assert "1 record " in next(issue.message for issue in data.issues if issue.code == "D356")
    assert cel(data, A, "woz") == (351.0, State.GEMETEN)
    assert cel(data, B, "woz")[1] is State.ONTBREEKT


def test_the_table_itself_says_its_year(tmp_path: Path) -> None:
    path = jassen.als_odata_json(tmp_path / "uit 2012.json", TABEL, typed=True, nummer="85618NED")
    source = lees(path).table.bestanden[0]
    assert (source.jaar, source.jaar_uit) == (2023, "het nummer van de tabel (85618NED)")


@pytest.mark.parametrize(
    ("records", "soort"),
    [
        ([{"Key": "BU00140000", "Title": "Binnenstad", "Description": ""}], "codelijst"),
        ([{"Key": "2020JJ00", "Title": "2020", "Description": ""}], "codelijst"),
        ([{"Identifier": "T001036", "Title": "Aantal inwoners", "MeasureGroupId": None}], "documentatie"),
        ([{"name": "TableInfos", "url": "https://opendata.cbs.nl"}], "documentatie"),
    ],
)
def test_what_only_describes_holds_no_figures(records: list[object], soort: str, tmp_path: Path) -> None:
    path = bewaar(tmp_path / "lijst.json", json.dumps({"value": records}))
    assert inspect_file(path, REGELS).layout == soort
    assert [code for code, _ in fouten(path)] == ["D130"]


def rij(maat: str, waarde: object, gebied: str = A, kenmerk: str = "None", tekst_: object = None) -> tuple[object, ...]:
    return (0, maat, kenmerk, waarde, tekst_, gebied)


INWONERS = [rij("T001036", 1000.0), rij("T001036", 2000.0, B), rij("1050010_2", 500.0), rij("1050010_2", 900.0, B)]


def v4(path: Path, rijen: Sequence[Sequence[object]]) -> Path:
    return jassen.als_v4_csv(path, [*INWONERS, rij("M001642", 351.0), *rijen])


@pytest.mark.parametrize(
    ("kenmerk", "waarde", "toestand", "gemeld"),
    [
        ("Missing", None, State.ONDERDRUKT, False),
        ("Confidential", None, State.ONDERDRUKT, False),
        ("Impossible", None, State.ONTBREEKT, False),
        ("Impossible", 12.0, State.ONTBREEKT, True),
        ("Ietsanders", 12.0, State.ONTBREEKT, True),
        ("None", 0.0, State.GEMETEN, False),
    ],
)
def test_what_is_no_value_is_never_one(
    kenmerk: str, waarde: object, toestand: State, gemeld: bool, tmp_path: Path
) -> None:
    path = v4(tmp_path / "86165NED 2024.csv", [rij("1014800", 40.0), rij("1014800", waarde, B, kenmerk)])
    data = lees(path)
    assert cel(data, B, "koop")[1] is toestand
    assert ("D359" in codes(data)) == gemeld
    if gemeld:
        assert next(i.place for i in data.issues if i.code == "D359") == "86165NED 2024.csv:8"
    if toestand is State.GEMETEN:
        assert cel(data, B, "koop")[0] == 0.0


def test_an_observation_that_is_not_there_is_missing(tmp_path: Path) -> None:
    data = lees(v4(tmp_path / "kwb 2024.csv", [rij("1014800", 40.0)]))
    assert cel(data, A, "koop") == (40.0, State.GEMETEN)
    assert cel(data, B, "koop")[1] is State.ONTBREEKT


@pytest.mark.parametrize(
    ("rijen", "verwacht"),
    [
        ([rij("1014800", 40.0), rij("1014800", 41.0)], [("D358", "kwb 2024.csv:8")]),
        ([rij("1014800", 40.0, "")], [("D360", "kwb 2024.csv:7")]),
        ([rij("", 40.0)], [("D360", "kwb 2024.csv:7")]),
        ([rij("1014800", "veel")], [("D215", "kwb 2024.csv:7:4")]),
        ([rij("1014800", 140.0)], [("D220", "kwb 2024.csv:7:4")]),
        ([("1014800", "None", 40.0)], [("D135", "kwb 2024.csv:7")]),
        ([(*rij("1014800", 40.0), "extra")], [("D135", "kwb 2024.csv:7")]),
    ],
)
def test_a_bad_observation_is_told_at_its_line(
    rijen: list[tuple[object, ...]], verwacht: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert fouten(v4(tmp_path / "kwb 2024.csv", rijen)) == verwacht


@pytest.mark.parametrize(
    ("inhoud", "verwacht"),
    [
        ('Id;Measure;Value;WijkenEnBuurten\n0;T001036;1.0;"BU99990001\n', [("D134", "v4.csv")]),
        ("Id;Measure;Value;Value;WijkenEnBuurten\n", [("D208", "v4.csv:1")]),
        ("Id;Measure;Value;WijkenEnBuurten\n", [("D360", "v4.csv:1")]),
        ("Id;Measure;Value\n0;T001036;1.0\n", [("D360", "v4.csv:1")]),
    ],
)
def test_a_broken_file_of_observations_is_refused(inhoud: str, verwacht: list[tuple[str, str]], tmp_path: Path) -> None:
    assert fouten(bewaar(tmp_path / "v4.csv", inhoud)) == verwacht


def test_blank_lines_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    path = v4(tmp_path / "kwb 2024.csv", [rij("1014800", 40.0)])
    regels_ = path.read_text("utf-8").splitlines()
    anders = bewaar(tmp_path / "kwb 2024.csv", "\r\n".join([regels_[0], "", *regels_[1:], "", ""]), "utf-8-sig")
    data = lees(anders)
    assert cel(data, A, "koop") == (40.0, State.GEMETEN)
    assert [str(p) for p in data.table.places(0, "koop")] == ["kwb 2024.csv:8:4"]


def test_origin_is_no_measure(tmp_path: Path) -> None:
    path = v4(tmp_path / "kwb 2024.csv", [rij("1012600_1", 900.0), rij("H007933_2", 50.0), rij("1014800", 40.0)])
    found = inspect_file(path, REGELS)
    assert len(found.kolommen_geblokkeerd) == 2
    assert all(map(is_blocked, found.kolommen_geblokkeerd))


def test_a_line_in_json_is_a_record(tmp_path: Path) -> None:
    path = jassen.als_v4_json(
        tmp_path / "v4.json", [*INWONERS, rij("M001642", 351.0), rij("1014800", 40.0, B)], "85984NED"
    )
    data = lees(path)
    assert data.table.bestanden[0].jaar == 2024
    assert [str(p) for p in data.table.places(data.table.code.index(B), "koop")] == ["v4.json, record 6, veld 4"]


PADEN = {
    "SoortRegio_2": ("Regioaanduiding|Soort regio", "omschrijving"),
    "AantalInwoners_5": ("Bevolking|Aantal inwoners", "aantal"),
    "HuishoudensTotaal_29": ("Bevolking|Particuliere huishoudens|Huishoudens totaal", "aantal"),
    "Koopwoningen_47": ("Wonen|Woningen naar eigendom|Koopwoningen", "%"),
    "GemiddeldeWOZWaardeVanWoningen_39": ("Wonen|Gemiddelde WOZ-waarde van woningen", "x 1 000 euro"),
}


def test_a_classic_table_without_codes_yields_names(tmp_path: Path) -> None:
    path = jassen.als_klassiek(tmp_path / "tabel.csv", TABEL, PADEN, eerste={A: "Één", B: "'t Zand"})
    file = open_file(path)
    assert isinstance(file, OpenFile)
    sheet = file.lees(0)
    header = CbsKwb(KWB).recognise(sheet.rijen)
    assert header is not None
    assert header.column(*CbsKwb.code) is None
    rijen = [row for row in sheet.rijen[header.rij + 1 :] if any(row)]
    namen = [row[header.column("regio") or 0] for row in rijen]
    assert namen[:2] == ["Één", "'t Zand"]
    koop = header.column("p_koopw") or 0
    assert [row[koop] for row in rijen][:2] == ["40,5", "       ."]
    assert sheet.herkomst == "Kerncijfers wijken en buurten 2019"
    assert (sheet.regels or [])[header.rij] == 4


def test_titles_of_any_length_stand_above_a_classic_table(tmp_path: Path) -> None:
    path = jassen.als_klassiek(
        tmp_path / "tabel.csv", TABEL, PADEN, titel='Kerncijfers 2023";"Gemeente: Voorbeeld";"peildatum'
    )
    data = lees(path)
    assert (data.table.bestanden[0].jaar, data.table.bestanden[0].jaar_uit) == (2023, "de titel boven de tabel")
    assert cel(data, A, "koop") == (40.5, State.GEMETEN)
    assert cel(data, B, "koop")[1] is State.ONDERDRUKT
    assert [str(p) for p in data.table.places(0, "koop")] == ["tabel.csv:6:5"]


def test_a_field_that_slipped_under_a_classic_header_is_still_refused(tmp_path: Path) -> None:
    path = jassen.als_klassiek(tmp_path / "tabel 2023.csv", TABEL, PADEN)
    scheef = path.read_bytes().replace(b'"Buurt     ";"1000"', b'"1000"')
    assert fouten(bewaar(path, scheef)) == [("D135", "tabel 2023.csv:6")]


def test_units_under_short_names_are_no_area(tmp_path: Path) -> None:
    koppen = ("gwb_code", "recs", "a_inw", "a_hh", "p_koopw")
    rijen = [("", "omschrijving", "aantal", "aantal", "%"), (A, "Buurt", 1000, 500, "40,5")]
    assert cel(lees(bewaar(tmp_path / "kwb 2023.csv", tekst(koppen, rijen))), A, "koop") == (40.5, State.GEMETEN)


@pytest.mark.parametrize(
    ("kop", "naam"),
    [
        ("Wonen.Woningen.naar.eigendom.Koopwoningen....", "p_koopw"),
        ("Koopwoningen", "p_koopw"),
        ("Koopwoningen_40.1", "p_koopw"),
        ("p_koopw_x", "p_koopw"),
        (" p_won_m ".strip(), "p_won_m"),
        ("Bevolking.Leeftijdsgroepen.0.tot.15.jaar..aantal.", "a_00_14"),
        ("X0.tot.15.jaar", "a_00_14"),
        ("Zorg.Wmo.cliënten..relatief..per.1000.inwoners.", "p_wmo_t"),
        ("X40..personen.met.laagste.inkomen....", "p_ink_li"),
        ("Energie.Gemiddeld.aardgasverbruik.Naar.woningtype.Appartement..m3.", "g_gas_ap"),
        ("Energie.Iets.anders.Naar.woningtype.Appartement..m3.", ""),
        ("Energie.Gemiddelde.elektriciteitslevering.Naar.woningtype.Twee.onder.één.kap.woning..kWh.", "g_ele_2w"),
        ("Energie.Gemiddelde.elektriciteitslevering.Naar.woningtype.Twee.onder...n.kap.woning..kWh.", "g_ele_2w"),
        ("Wonen.Gemiddelde.WOZ.waarde.van.koopwoningen....", ""),
        ("Bevolking.Bevolking.naar.herkomst.Herkomstland.Nederland..aantal.", ""),
        ("Zorg/Wmo-cliÃ«nten (aantal)", "a_wmo_t"),
        ("Zorg/Wmo-cli?nten (aantal)", "a_wmo_t"),
        ("Zorg/Wmo-clienten (aantal)", "a_wmo_t"),
        ("Zorg / Wmo-cliënten  relatief (per 1 000 inwoners)", "p_wmo_t"),
        ("Wonen|Woningen naar eigendom|Koopwoningen", "p_koopw"),
        ("WijkenEnBuurten_label", "regio"),
        ("GemiddeldeElektriciteitslevering_53", "g_ele"),
        ("PersonenInArmoede_81", "p_ink_ar"),
        ("GemiddeldeWoningwaarde_35", "g_woz"),
        ("population", "a_inw"),
        ("Avg WOZ", "g_wozbag"),
        ("income", ""),
        ("Measure T001036", "a_inw"),
        ("T001036", ""),
    ],
)
def test_a_header_is_known_however_it_was_made(kop: str, naam: str) -> None:
    assert KWB.resolve([kop]).namen == (naam,)


def test_no_measure_of_the_crosswalk_is_blocked_or_double() -> None:
    maten = [row.v4 for row in KWB.rijen if row.v4]
    assert len(maten) == len(set(maten)) > 100
    assert not any(is_blocked(f"Measure {maat}") or is_blocked(maat) for maat in maten)


def test_a_translated_name_is_told(tmp_path: Path) -> None:
    koppen = ("gwb_code", "population", "households", "p_koopw", "g_wozbag")
    data = lees(bewaar(tmp_path / "kwb 2023.csv", tekst(koppen, [(A, 1000, 500, 40, 351)])))
    assert data.table.inwoners.tolist() == [1000.0]
    assert "population (a_inw)" in next(issue.message for issue in data.issues if issue.code == "D362")


def test_a_copy_of_a_column_counts_when_it_says_the_same(tmp_path: Path) -> None:
    koppen = ("gwb_code", "a_inw", "a_hh", "g_wozbag", "p_koopw_x", "p_koopw_y")
    zelfde = bewaar(
        tmp_path / "kwb 2023.csv", tekst(koppen, [(A, 1000, 500, 351, 40, "40.0"), (B, 1, 1, 351, ".", ".")])
    )
    data = lees(zelfde)
    assert cel(data, A, "koop") == (40.0, State.GEMETEN)
    assert "D361" in codes(data)
    anders = bewaar(tmp_path / "kwb 2023.csv", tekst(koppen, [(A, 1000, 500, 351, 40, 41)]))
    assert [code for code, _ in fouten(anders)] == ["D208"]


def test_health_with_titles_for_keys(tmp_path: Path) -> None:
    rijen = [
        {
            **smap_rij(code),
            "Leeftijd": leeftijd,
            "Marges": marge,
            "Perioden": "2020",
            "WijkenEnBuurten": f"Buurt {code}",
        }
        for code in (A, B)
        for leeftijd in ("18 tot 65 jaar", "18 jaar of ouder")
        for marge in ("Waarde", "Ondergrens")
    ]
    path = bewaar(tmp_path / "rivm.csv", tekst(SMAP_KOPPEN, [[r[kop] for kop in SMAP_KOPPEN] for r in rijen], ","))
    data = lees(path)
    assert data.table.code == (A, B)
    assert cel(data, A, "eenzaam") == (32.5, State.GESCHAT)


LANG = ("SoortMisdrijf", "WijkenEnBuurten", "Perioden", "GeregistreerdeMisdrijven_1")


def test_crime_with_titles_for_keys(tmp_path: Path) -> None:
    gewoon = bewaar(tmp_path / "kwb 2023.csv", tekst(KOPPEN, RIJEN))
    titels = ("Totaal misdrijven", "1.1.1 Diefstal/inbraak woning"), ("totaal  misdrijven", "Diefstal/inbraak woning")
    for totaal, inbraak in titels:
        rijen = [(soort, A, "2024*", aantal) for soort, aantal in ((totaal, 50), (inbraak, 5))]
        data = lees(gewoon, bewaar(tmp_path / "politie.csv", tekst(LANG, rijen, ",")))
        assert cel(data, A, "misdrijven") == (50.0, State.GEMETEN)
        assert cel(data, A, "inbraak") == (5.0, State.GEMETEN)


def test_months_by_their_names_are_a_year(tmp_path: Path) -> None:
    maanden = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober")
    rijen = [("0.0.0 ", A, f"2024 {maand}", 2) for maand in (*maanden, "november", "december")]
    gewoon = bewaar(tmp_path / "kwb 2023.csv", tekst(KOPPEN, RIJEN))
    data = lees(gewoon, bewaar(tmp_path / "politie.csv", tekst(LANG, rijen, ",")))
    assert cel(data, A, "misdrijven") == (24.0, State.GEMETEN)
    slecht = bewaar(tmp_path / "politie.csv", tekst(LANG, [("0.0.0", A, "2024 zomer", 1)], ","))
    assert [code for code, _ in fouten(slecht)] == ["D234"]


def test_names_without_codes_are_not_taken_for_codes(tmp_path: Path) -> None:
    rijen = [("0.0.0", "Kop Zeedijk", "2024JJ00", 3), ("0.0.0", "1e Exloërmond", "2024JJ00", 4)]
    assert fouten(bewaar(tmp_path / "politie.csv", tekst(LANG, rijen, ","))) == [("D446", "politie.csv")]


NABIJ = (
    "WijkenEnBuurten",
    "AfstandTotApotheek_10",
    "AfstandTotGroteSupermarkt_24",
    *(f"AfstandTotSchool_{n}" for n in (60, 64, 68, 72)),
)


def test_nearness_in_keys_of_odata(tmp_path: Path) -> None:
    tabel = Tabel(NABIJ, ((A, "     1.5", "     0.5", "     0.7", "     1.9", "     2.0", "     2.1"),))
    gewoon = bewaar(tmp_path / "kwb 2023.csv", tekst(KOPPEN, RIJEN))
    path = jassen.als_odata_json(tmp_path / "nabij.json", tabel, typed=True, nummer="86134NED")
    data = lees(gewoon, path)
    assert [(file.layout, file.jaar) for file in data.table.bestanden] == [("cbs_kwb", 2023), ("nabijheid", 2024)]
    assert cel(data, A, "school") == (0.7, State.GEMETEN)


def test_the_form_of_observations_is_known_by_its_header_alone(tmp_path: Path) -> None:
    assert V4[1] == "Measure"
    path = v4(tmp_path / "kwb 2024.txt", [rij("1014800", 40.0)])
    tab = bewaar(tmp_path / "kwb 2024 tab.txt", path.read_text("utf-8").replace(";", "\t"))
    assert cel(lees(tab), A, "koop") == (40.0, State.GEMETEN)


_WAARDE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["value", "columns", "data", "Codering_3", "Measure", "Value", "0"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(waarde=_WAARDE, weg=st.integers(0, 40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_ends_in_words(waarde: object, weg: int, tmp_path: Path) -> None:
    inhoud = json.dumps(waarde)
    path = bewaar(
        tmp_path / "x 2024.json", inhoud[: max(1, len(inhoud) - weg)] if inhoud.startswith(("{", "[")) else "[1]"
    )
    with pytest.raises(InputError) as raised:
        lees(path)
    assert raised.value.issues


@given(
    st.lists(
        st.lists(st.sampled_from(["", "Onderwerp", "a|b", "aantal", "%", "1,5", ".", "naam", "Bron: CBS"]), max_size=5)
    )
)
@settings(max_examples=150, deadline=None)
def test_the_search_for_a_classic_table_keeps_every_row_in_its_place(rijen: list[list[str]]) -> None:
    found = as_classic(rijen)
    if found is not None:
        assert len(found.rijen) == len(rijen)
        for oud, nieuw in zip(rijen[found.kop + 1 :], found.rijen[found.kop + 1 :], strict=True):
            assert nieuw is oud or not any(nieuw)


def test_of_two_periods_of_observations_the_latest_is_read_and_told(tmp_path: Path) -> None:
    rijen = [
        (number, row.v4, "None", waarde, "", A, periode)
        for number, row in enumerate(row for row in KWB.rijen if row.kolom in ("a_inw", "a_hh", "p_koopw", "p_geb"))
        for periode, waarde in (("2022JJ00", 10.0), ("2023JJ00", 20.0))
    ]
    data = lees(bewaar(tmp_path / "kwb_2023.csv", tekst((*V4, "Perioden"), rijen)))
    assert list(data.table.inwoners) == [20.0]
    assert "2023" in next(issue.message for issue in data.issues if issue.code == "D205")
