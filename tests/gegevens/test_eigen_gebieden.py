"""Own areas: made of whole buurten by weight, parts of a buurt only counts, mistakes in the list all at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.core.codes import Niveau, gemeente_code, niveau_of, normalise_code, own_code
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.trace import TraceNode
from buurtwijzer.data.own.areas import combined, with_own_areas
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData, BuurtTable, State
from buurtwijzer.pipeline import assess
from buurtwijzer.reporting.explain import explain
from buurtwijzer.reporting.json_form import assessment_json
from buurtwijzer.reporting.sheets import build_sheets
from tests.gegevens.werkmappen import kwb_rij, schrijf_kwb
from tests.geladen import meegeleverd

VOORBEELD = Path(__file__).parents[2] / "sample_data"
BESTANDEN = [VOORBEELD / "kwb2023_voorbeeldstad.xlsx", VOORBEELD / "gezondheid2020_voorbeeldstad.xlsx"]
KOP = "gebied;soort;naam;code;aandeel;aandeel eigen bezit;inwoners;huishoudens"
EVERLOO = ("BU99990301", "BU99990302", "BU99990303")


@pytest.fixture(scope="module")
def data() -> BuurtData:
    return read_buurten(BESTANDEN, meegeleverd())


def lijst(map_: Path, *rijen: str, kop: str = KOP) -> Path:
    pad = map_ / "gebieden.csv"
    pad.write_text("\n".join((kop, *rijen)) + "\n", "utf-8")
    return pad


def dorp(naam: str, *codes: str) -> list[str]:
    return [f"{naam};dorp;;{code};;;;" for code in codes]


def rij(table: BuurtTable, code: str) -> int:
    return table.code.index(code)


def cel(table: BuurtTable, code: str, indicator: str) -> tuple[float, State, int]:
    at, column = rij(table, code), table.column(indicator)
    return float(table.values[at, column]), State(int(table.state[at, column])), int(table.jaar[at, column])


def fouten(data: BuurtData, pad: Path) -> list[str]:
    with pytest.raises(InputError) as gevonden:
        with_own_areas(data, pad, meegeleverd())
    return [f"{issue.place} {issue.code}" for issue in gevonden.value.issues]


def buurten(table: BuurtTable) -> list[int]:
    found: list[int] = table.rows_of(Niveau.BUURT).tolist()
    return found


def test_all_buurten_of_a_gemeente_are_the_gemeente(data: BuurtData, tmp_path: Path) -> None:
    table = data.table
    alle = [table.code[row] for row in buurten(table)]
    nieuw = with_own_areas(data, lijst(tmp_path, *dorp("Stad", *alle)), meegeleverd()).table
    at = rij(nieuw, "EG-STAD")
    for maat in (table.inwoners, table.huishoudens):
        own = nieuw.inwoners if maat is table.inwoners else nieuw.huishoudens
        assert own[at] == math.fsum(maat[row] for row in buurten(table))
    for indicator, maat in (("leeftijd_65_plus", table.inwoners), ("eenpersoonshuishoudens", table.huishoudens)):
        column = table.column(indicator)
        parts = [(maat[r], table.values[r, column]) for r in buurten(table) if np.isfinite(table.values[r, column])]
        met_de_hand = sum(n * v for n, v in parts) / sum(n for n, _ in parts)
        waarde, _, _ = cel(nieuw, "EG-STAD", indicator)
        assert waarde == pytest.approx(met_de_hand, abs=1e-8)
        # The published total of the gemeente is the same to rounding.
        assert waarde == pytest.approx(cel(table, "GM9999", indicator)[0], abs=0.5)


def test_density_is_residents_on_all_land_together(data: BuurtData, tmp_path: Path) -> None:
    table = data.table
    nieuw = with_own_areas(data, lijst(tmp_path, *dorp("Everloo", *EVERLOO)), meegeleverd()).table
    mensen = [table.inwoners[rij(table, code)] for code in EVERLOO]
    land = [n / cel(table, code, "bevolkingsdichtheid")[0] for n, code in zip(mensen, EVERLOO, strict=True)]
    assert cel(nieuw, "EG-EVERLOO", "bevolkingsdichtheid")[0] == pytest.approx(sum(mensen) / sum(land), abs=1e-6)


def test_state_is_the_worst_and_an_assumed_weight_makes_an_estimate(data: BuurtData, tmp_path: Path) -> None:
    nieuw = with_own_areas(data, lijst(tmp_path, *dorp("Everloo", *EVERLOO)), meegeleverd()).table
    assert cel(nieuw, "EG-EVERLOO", "leeftijd_65_plus")[1:] == (State.GEMETEN, 2023)
    assert cel(nieuw, "EG-EVERLOO", "woz_waarde")[1:] == (State.GESCHAT, 2023)
    assert cel(nieuw, "EG-EVERLOO", "eenzaam")[1:] == (State.GESCHAT, 2020)


def scores(result: Assessment, code: str) -> dict[str, tuple[object, ...]]:
    at = result.table.code.index(code)
    assert result.totaalbeeld is not None
    found: dict[str, tuple[object, ...]] = {
        o.id: (o.score[at], o.laag[at], o.hoog[at], o.dekking[at], o.vergelijkbaar[at], o.reden[at])
        for o in (*result.uitkomsten, result.totaalbeeld)
        if hasattr(o, "id")
    }
    total = result.totaalbeeld
    found["totaal"] = (total.score[at], total.laag[at], total.hoog[at], total.vergelijkbaar[at])
    found |= {s.id: (*s.aandeel[at].tolist(), s.stabiliteit[at]) for s in result.segmenten}
    return found


def test_an_area_of_one_buurt_has_exactly_its_scores(data: BuurtData, tmp_path: Path) -> None:
    regels = meegeleverd()
    met = with_own_areas(data, lijst(tmp_path, *dorp("Haven", "BU99990101"), *dorp("Zorg", "BU99990108")), regels)
    eigen = assess(met, regels, Options(niveau=Niveau.EIGEN))
    gewoon = assess(data, regels)
    for code, buurt in (("EG-HAVEN", "BU99990101"), ("EG-ZORG", "BU99990108")):
        mijn, zijn = scores(eigen, code), scores(gewoon, buurt)
        assert mijn.keys() == zijn.keys()
        # By their text, in which one NaN is as another; every bit of a number is in it.
        assert {name: repr(found) for name, found in mijn.items()} == {
            name: repr(found) for name, found in zijn.items()
        }


def test_own_areas_leave_the_buurten_as_they_were(data: BuurtData, tmp_path: Path) -> None:
    regels = meegeleverd()
    met = assess(with_own_areas(data, lijst(tmp_path, *dorp("Everloo", *EVERLOO)), regels), regels)
    zonder = assess(data, regels)
    assert met.table.code == zonder.table.code
    assert {**assessment_json(met), "verantwoording": 0, "meldingen": 0} == {
        **assessment_json(zonder),
        "verantwoording": 0,
        "meldingen": 0,
    }


def test_peers_are_buurten_but_never_its_own(data: BuurtData, tmp_path: Path) -> None:
    regels = meegeleverd()
    result = assess(
        with_own_areas(data, lijst(tmp_path, *dorp("Everloo", *EVERLOO)), regels), regels, Options(niveau=Niveau.EIGEN)
    )
    assert "buurten" in result.vergelijking
    assert result.table.code == ("EG-EVERLOO",)
    assert np.isfinite(result.outcome("wonen").vergelijkbaar[0])


def test_order_of_rows_changes_nothing(data: BuurtData, tmp_path: Path) -> None:
    regels = meegeleverd()
    rows = [*dorp("Everloo", *EVERLOO), *dorp("Kern", "BU99990101", "BU99990102"), "1234AB;pc6;;BU99990104;0,1;;40;20"]
    results = []
    for number, order in enumerate((rows, rows[::-1], rows[3:] + rows[:3])):
        (tmp_path / str(number)).mkdir()
        met = with_own_areas(data, lijst(tmp_path / str(number), *order), regels)
        results.append({**assessment_json(assess(met, regels, Options(niveau=Niveau.EIGEN))), "verantwoording": 0})
    assert results[0] == results[1] == results[2]


def leaves(node: TraceNode, soort: str) -> list[TraceNode]:
    return [
        *([node] if node.soort == soort else []),
        *(found for part in node.onderdelen for found in leaves(part, soort)),
    ]


def test_explain_shows_the_cells_of_every_buurt_and_they_add_up(data: BuurtData, tmp_path: Path) -> None:
    regels = meegeleverd()
    met = with_own_areas(data, lijst(tmp_path, *dorp("Everloo", *EVERLOO)), regels)
    result = assess(met, regels, Options(niveau=Niveau.EIGEN))
    seen = 0
    for outcome in result.uitkomsten:
        for value in leaves(explain(result, "EG-EVERLOO", outcome.id), "waarde"):
            delen = [part for part in value.onderdelen if part.soort == "deel"]
            if not delen or value.waarde is None:
                continue
            seen += 1
            assert value.waarde == pytest.approx(math.fsum(float(d.waarde or 0) for d in delen), abs=1e-9)
            for deel, code in zip(delen, EVERLOO, strict=True):
                (cell,) = deel.onderdelen
                assert code in deel.naam
                assert "cel" in cell.plaats
    assert seen > 20


def test_too_few_known_parts_give_no_figure_and_say_so(data: BuurtData, tmp_path: Path) -> None:
    regels, table = meegeleverd(), data.table
    column = table.column("koopwoningen")
    values, state = table.values.copy(), table.state.copy()
    at = rij(table, EVERLOO[2])
    values[at, column], state[at, column] = np.nan, State.ONDERDRUKT
    kaal = replace(data, table=replace(table, values=values, state=state))
    nieuw = with_own_areas(kaal, lijst(tmp_path, *dorp("Everloo", *EVERLOO)), regels)
    waarde, soort, jaar = cel(nieuw.table, "EG-EVERLOO", "koopwoningen")
    assert math.isnan(waarde)
    assert (soort, jaar) == (State.ONDERDRUKT, 0)
    made = combined(nieuw.table, rij(nieuw.table, "EG-EVERLOO"), "koopwoningen", regels)
    assert made is not None
    assert made.bekend_frac == pytest.approx(1400 / 2030)
    assert any(issue.code == "D436" and "EG-EVERLOO" in issue.message for issue in nieuw.issues)


def test_a_small_unknown_part_makes_it_an_estimate(data: BuurtData, tmp_path: Path) -> None:
    # 80 of 2,820 households: under a tenth.
    rows = dorp("Haven en zorg", "BU99990101", "BU99990108", "BU99990103")
    nieuw = with_own_areas(data, lijst(tmp_path, *rows), meegeleverd()).table
    waarde, soort, _ = cel(nieuw, "EG-HAVEN EN ZORG", "koopwoningen")
    assert waarde == pytest.approx((1075 * 48 + 1355 * 69) / (1075 + 1355))
    assert soort is State.GESCHAT


@pytest.mark.parametrize("rijen", [("BU99990308;", ""), ("BU99990308;", "BU99990307;0,5")])
def test_a_number_in_the_list_does_not_lift_a_small_area_over_the_limit(
    data: BuurtData, tmp_path: Path, rijen: tuple[str, str]
) -> None:
    regels = meegeleverd()
    rows = [f"Groot;dorp;;{rijen[0]};;900;400", *(f"Groot;;;{row};;;" for row in rijen[1:] if row)]
    met = with_own_areas(data, lijst(tmp_path, *rows), regels)
    result = assess(met, regels, Options(niveau=Niveau.EIGEN))
    assert float(result.table.inwoners[0]) == 45
    assert all(np.isnan(outcome.score[0]) for outcome in result.uitkomsten)
    assert "D438" in codes(met.issues)


def test_small_areas_merged_are_scored(data: BuurtData, tmp_path: Path) -> None:
    regels = meegeleverd()
    met = with_own_areas(data, lijst(tmp_path, *dorp("Buiten", "BU99990306", "BU99990308")), regels)
    result = assess(met, regels, Options(niveau=Niveau.EIGEN))
    assert float(result.table.inwoners[0]) == 780
    assert np.isfinite(result.outcome("wonen").score[0])
    alleen = assess(data, regels, Options(codes=("BU99990308",)))
    assert "lijst Gebieden" in alleen.outcome("wonen").reden[0]


def test_a_part_of_a_buurt_has_only_its_own_counts(data: BuurtData, tmp_path: Path) -> None:
    regels = meegeleverd()
    row = "9999AB;pc6;Weverstraat;BU99990104;0,1;60%;166;81"
    met = with_own_areas(data, lijst(tmp_path, row), regels)
    at = rij(met.table, "EG-9999AB")
    assert np.isnan(met.table.values[at]).all()
    assert (met.table.inwoners[at], met.table.huishoudens[at]) == (166, 81)
    result = assess(met, regels, Options(niveau=Niveau.EIGEN))
    for outcome in result.uitkomsten:
        assert np.isnan(outcome.score[0])
        assert "kleiner dan een buurt" in outcome.reden[0]
    assert [part.soort for part in explain(result, "EG-9999AB", "wonen").onderdelen] == ["reden"]
    (area,) = assessment_json(result)["gebieden"]  # type: ignore[misc]
    assert area["eigen"] == {
        "soort": "pc6",
        "delen": [{"code": "BU99990104", "aandeel": 0.1}],
        "aandeel_eigen_bezit": 0.6,
    }


def test_a_part_without_own_counts_has_none(data: BuurtData, tmp_path: Path) -> None:
    nieuw = with_own_areas(data, lijst(tmp_path, "Straat;straat;;BU99990104;0,5;;;"), meegeleverd()).table
    at = rij(nieuw, "EG-STRAAT")
    assert np.isnan(nieuw.inwoners[at])
    assert np.isnan(nieuw.huishoudens[at])


@pytest.mark.parametrize(("inwoners", "heeft_score"), [(400, True), (95, False)])
def test_own_figures_of_a_part_count_from_the_limits(tmp_path: Path, inwoners: int, heeft_score: bool) -> None:
    regels = meegeleverd()
    rows = [
        kwb_rij("BU99990101"),
        kwb_rij(
            "EG-COMPLEX 7", recs="Eigen", a_inw=inwoners, a_hh=200, a_00_14=40, a_65_oo=20, p_koopw=0, p_wcorpw=100
        ),
    ]
    data = read_buurten([schrijf_kwb(tmp_path / "kwb-2023.xlsx", rows)], regels)
    met = with_own_areas(data, lijst(tmp_path, "complex 7;complex;De Linde;BU99990101;0,4;1;;"), regels)
    assert cel(met.table, "EG-COMPLEX 7", "koopwoningen")[:2] == (0.0, State.GEMETEN)
    result = assess(met, regels, Options(niveau=Niveau.EIGEN, dekking_pct=1))
    assert bool(np.isfinite(result.outcome("wonen").score[0])) is heeft_score
    (place,) = met.table.places(rij(met.table, "EG-COMPLEX 7"), "koopwoningen")
    assert str(place).endswith("3")


def test_the_part_of_a_mixed_area_never_counts(data: BuurtData, tmp_path: Path) -> None:
    rows = ["Wijkdeel;wijkdeel;;BU99990101;;;2200;1100", "Wijkdeel;;;BU99990102;0,05;;;"]
    nieuw = with_own_areas(data, lijst(tmp_path, *rows), meegeleverd()).table
    assert cel(nieuw, "EG-WIJKDEEL", "koopwoningen")[:2] == (48.0, State.GESCHAT)
    half = [rows[0], "Wijkdeel;;;BU99990102;0,9;;;"]
    nieuw = with_own_areas(data, lijst(tmp_path, *half), meegeleverd()).table
    assert cel(nieuw, "EG-WIJKDEEL", "koopwoningen")[1] is State.ONTBREEKT


def test_all_mistakes_at_once_with_their_cells(data: BuurtData, tmp_path: Path) -> None:
    rows = [
        "Everloo;dorpje;Dorp Everloo;BU99990301;;0,15;;",
        "Everloo;dorp;Dorp;BU99990301;30;;;",
        ";dorp;Dorp;BU99990303;;;;",
        "=1+1;;;BU99990306;;;;",
        "BU99990101;;;BU99990308;;;-3;",
        "X;;;WK999901;0;;12,5;abc",
        "X;;;BU99999999;;;;",
    ]
    assert fouten(data, lijst(tmp_path, *rows)) == [
        "gebieden.csv:2:2 D430",
        "gebieden.csv:3:3 D431",
        "gebieden.csv:3:4 D427",
        "gebieden.csv:3:5 D428",
        "gebieden.csv:4:1 D423",
        "gebieden.csv:5:1 D424",
        "gebieden.csv:6:1 D424",
        "gebieden.csv:6:7 D429",
        "gebieden.csv:7:4 D425",
        "gebieden.csv:7:5 D428",
        "gebieden.csv:7:7 D429",
        "gebieden.csv:7:8 D429",
        "gebieden.csv:8:4 D426",
    ]


def test_a_file_without_a_list_and_a_double_header(data: BuurtData, tmp_path: Path) -> None:
    assert fouten(data, BESTANDEN[0]) == ["kwb2023_voorbeeldstad.xlsx D421"]
    assert fouten(data, lijst(tmp_path)) == ["gebieden.csv D421"]
    dubbel = lijst(tmp_path, "A;BU99990101;BU99990102", kop="gebied;code;Code")
    assert fouten(data, dubbel) == ["gebieden.csv:1:3 D422"]


def test_a_sheet_gebieden_goes_before_others_and_errors_in_cells_are_told(data: BuurtData, tmp_path: Path) -> None:
    import xlsxwriter

    pad = tmp_path / "boek.xlsx"
    with xlsxwriter.Workbook(str(pad)) as boek:
        for naam, code in (("Oud", "BU99990101"), ("gebieden", "BU99990102")):
            blad = boek.add_worksheet(naam)
            blad.write_row(0, 0, ["Mijn gebieden"])
            blad.write_row(2, 0, ["Gebied", "CODE", "aandeel_eigen_bezit", "inwoners"])
            blad.write_row(3, 0, ["Kern", code, 0.25])
    (area,) = with_own_areas(data, pad, meegeleverd()).table.eigen.gebieden.values()  # type: ignore[union-attr]
    assert (area.delen[0].code, area.eigen_bezit) == ("BU99990102", 0.25)
    with xlsxwriter.Workbook(str(pad)) as boek:
        blad = boek.add_worksheet("Gebieden")
        blad.write_row(0, 0, ["gebied", "code", "inwoners"])
        blad.write_row(1, 0, ["Kern", "BU99990102"])
        blad.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    assert fouten(data, pad) == ["boek.xlsx, blad Gebieden, cel C2 D432"]


def codes(issues: Sequence[object]) -> set[str]:
    return {str(getattr(issue, "code", "")) for issue in issues}


def test_what_is_told_besides(data: BuurtData, tmp_path: Path) -> None:
    rows = [f"{row};rood" for row in (*dorp("A", *EVERLOO), "B;dorp;;BU99990301;;;100;")]
    met = with_own_areas(data, lijst(tmp_path, *rows, kop=f"{KOP};kleur"), meegeleverd())
    assert {"D433", "D434", "D438", "D439"} <= codes(met.issues)
    kaal = data.table.inwoners.copy()
    kaal[rij(data.table, EVERLOO[0])] = np.nan
    onbekend = replace(data, table=replace(data.table, inwoners=kaal))
    told = with_own_areas(onbekend, lijst(tmp_path, *dorp("A", *EVERLOO)), meegeleverd())
    assert any(issue.code == "D435" and EVERLOO[0] in issue.message for issue in told.issues)


def test_without_a_rule_there_is_no_figure(data: BuurtData, tmp_path: Path) -> None:
    regels = meegeleverd()
    zonder = {**regels.indicatoren}
    zonder["armoede"] = zonder["armoede"].model_copy(update={"samenvoegen": None})
    zonder["koopwoningen"] = zonder["koopwoningen"].model_copy(update={"samenvoegen": None})
    eigen = replace(regels, indicatoren=zonder)
    met = with_own_areas(data, lijst(tmp_path, *dorp("A", *EVERLOO), *dorp("B", "BU99990101")), eigen)
    assert math.isnan(cel(met.table, "EG-A", "koopwoningen")[0])
    assert cel(met.table, "EG-B", "koopwoningen")[0] == 48
    (issue,) = [issue for issue in met.issues if issue.code == "D437"]
    assert regels.indicatoren["koopwoningen"].naam in issue.message


def test_every_indicator_of_the_rulebook_says_how_it_is_merged() -> None:
    assert not [item.id for item in meegeleverd().indicatoren.values() if item.samenvoegen is None]


def test_sheet_with_what_areas_are_made_of(data: BuurtData, tmp_path: Path) -> None:
    regels = meegeleverd()
    rows = [*dorp("Everloo", *EVERLOO), "9999AB;pc6;Weverstraat;BU99990104;0,1;60%;66;31"]
    result = assess(with_own_areas(data, lijst(tmp_path, *rows), regels), regels, Options(niveau=Niveau.EIGEN))
    bladen = {blad.naam: blad for blad in build_sheets(result)}
    blad = bladen["Eigen gebieden"]
    kop = [kolom.kop for kolom in blad.kolommen]
    gevonden = [dict(zip(kop, row, strict=True)) for row in blad.rijen]
    assert [(row["code"], row["niveau"], row["buurtcode"]) for row in gevonden] == [
        ("EG-9999AB", "pc6", "BU99990104"),
        *(("EG-EVERLOO", "dorp", code) for code in EVERLOO),
    ]
    assert (gevonden[0]["aandeel eigen bezit"], gevonden[0]["aandeel"], gevonden[0]["inwoners"]) == (0.6, 0.1, 66)
    assert list(bladen).index("Eigen gebieden") == list(bladen).index("Toelichting") + 1
    assert "Eigen gebieden" not in {blad.naam for blad in build_sheets(assess(data, regels))}


@pytest.mark.parametrize("code", ["3511", "3511AB", "Complex 7/b", "dorp 't Zand", "EG-kern"])
def test_own_codes_are_never_those_of_cbs(code: str) -> None:
    own = own_code(code)
    assert own is not None
    assert (niveau_of(own), gemeente_code(own), own_code(own)) == (Niveau.EIGEN, None, own)
    assert normalise_code(own.lower()) == own
    assert own[0] not in "=+-@"


@pytest.mark.parametrize("code", ["", "=1+1", "+a", "BU03440111", "gm0344 noord", "a\tb;c", "x" * 60, "NL00", "a:b"])
def test_what_cannot_be_an_own_code(code: str) -> None:
    assert own_code(code) is None


def _met_eigen_cijfers(data: BuurtData, code: str) -> BuurtData:
    """Give the table with a row that a file of the user's own has about the area itself."""
    basis = data.table
    nieuw = basis.take(np.array([*range(len(basis)), 0]))
    nieuw = replace(nieuw, code=(*basis.code, code), niveau=(*basis.niveau, Niveau.EIGEN))
    return replace(data, table=nieuw)


@pytest.mark.parametrize(("aantal", "code"), [("5000;3000", "D490"), (";", "D490")])
def test_a_part_never_has_more_people_than_its_buurt(aantal: str, code: str, data: BuurtData, tmp_path: Path) -> None:
    regels = meegeleverd()
    # A buurt of 45 residents; the file of the user's own says thousands as well.
    eigen = _met_eigen_cijfers(data, "EG-GELOGEN")
    eigen.table.inwoners[-1] = eigen.table.huishoudens[-1] = 4000
    met = with_own_areas(eigen, lijst(tmp_path, f"Gelogen;straat;;BU99990308;0,5;;{aantal}"), regels)
    result = assess(met, regels, Options(niveau=Niveau.EIGEN))
    assert np.isnan(result.table.inwoners[0])
    assert all(np.isnan(outcome.score[0]) for outcome in result.uitkomsten)
    assert [issue.code for issue in met.issues if "EG-GELOGEN" in issue.message] == [code, code]


def test_rounding_never_lifts_a_part_over_the_limit(data: BuurtData, tmp_path: Path) -> None:
    met = with_own_areas(data, lijst(tmp_path, "Net;straat;;BU99990308;0,9;;50;20"), meegeleverd())
    assert met.table.inwoners[rij(met.table, "EG-NET")] == 45


def test_a_part_of_a_buurt_of_which_nothing_is_known_has_no_size(data: BuurtData, tmp_path: Path) -> None:
    regels = meegeleverd()
    eigen = _met_eigen_cijfers(data, "EG-STRAAT")
    eigen.table.inwoners[rij(eigen.table, "BU99990104")] = np.nan
    met = with_own_areas(eigen, lijst(tmp_path, "Straat;straat;;BU99990104;0,5;;200;100"), regels)
    result = assess(met, regels, Options(niveau=Niveau.EIGEN))
    assert all(np.isnan(outcome.score[0]) for outcome in result.uitkomsten)
    assert "D491" in codes(met.issues)
