"""Registered crime: rows become columns, months become years, counts are divided by residents from another file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Severity
from buurtwijzer.data.inspect import inspect_file
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData, State
from tests.gegevens.regelboek import GEWONE_INDICATOREN, indicator, regelboek
from tests.gegevens.tekstbestanden import bewaar, kwb_csv, misdrijven, tekst
from tests.gegevens.werkmappen import kwb_rij, schrijf
from tests.geladen import meegeleverd

A, B, C, GM = "BU99990001", "BU99990002", "BU99990003", "GM9999"
Rij = tuple[str, str, str, object]


def per_1000(naam: str, teller: str, **anders: object):
    kolom = {"layout": "politie", "teller": [teller], "noemer": "a_inw"}
    return indicator(naam, kolom, eenheid="per_1000", ondergrens=0.0, **anders)


REGELS = regelboek(
    [
        *GEWONE_INDICATOREN,
        per_1000("misdrijven", "pol_totaal"),
        per_1000("geweld", "pol_geweld"),
        per_1000("vermogen", "pol_vermogen"),
        indicator("aantal", {"layout": "politie", "waarde": "pol_totaal"}, eenheid="aantal"),
    ]
)


def lees(*paths: Path) -> BuurtData:
    return read_buurten(paths, REGELS)


def cel(data: BuurtData, code: str, naam: str) -> tuple[float, State, int]:
    table = data.table
    row, column = table.code.index(code), table.column(naam)
    return float(table.values[row, column]), State(int(table.state[row, column])), int(table.jaar[row, column])


def totaal(code: str, aantal: object, periode: str = "2024JJ00") -> Rij:
    return ("0.0.0", code, periode, aantal)


def plaatsen(data: BuurtData, code: str, naam: str) -> list[str]:
    return [str(place) for place in data.table.places(data.table.code.index(code), naam)]


def test_counts_are_divided_by_residents_of_another_file(tmp_path: Path) -> None:
    cbs = kwb_csv(tmp_path / "kwb2023.csv", [kwb_rij(A, a_inw=500), kwb_rij(B, a_inw=0), kwb_rij(C, a_inw=".")])
    politie = misdrijven(tmp_path / "politie.csv", [totaal(A, 25), totaal(B, 3), totaal(C, 4)])
    for paths in ([cbs, politie], [politie, cbs]):
        data = lees(*paths)
        assert cel(data, A, "misdrijven") == (50.0, State.GEMETEN, 2024)
        assert cel(data, A, "aantal") == (25.0, State.GEMETEN, 2024)
        # Nobody lives in B, and of C it is not known: no rate, and not a rate of nought either.
        for code in (B, C):
            assert cel(data, code, "misdrijven")[1] is State.ONTBREEKT
        assert plaatsen(data, A, "misdrijven") == ["politie.csv:2:5", "kwb2023.csv:2:6"]
        assert data.table.take(np.array([0])).places(0, "misdrijven") == data.table.places(0, "misdrijven")


def test_the_denominator_is_that_of_the_latest_file_that_knows_it(tmp_path: Path) -> None:
    oud = kwb_csv(tmp_path / "kwb2022.csv", [kwb_rij(A, a_inw=800), kwb_rij(B, a_inw=500)])
    nieuw = kwb_csv(tmp_path / "kwb2023.csv", [kwb_rij(A, a_inw=1000), kwb_rij(B, a_inw=".")])
    politie = misdrijven(tmp_path / "politie.csv", [totaal(A, 10), totaal(B, 10)])
    data = lees(oud, nieuw, politie)
    assert cel(data, A, "misdrijven")[0] == 10.0
    assert cel(data, B, "misdrijven")[0] == 20.0
    assert [place.split(":")[0] for place in plaatsen(data, B, "misdrijven")] == ["politie.csv", "kwb2022.csv"]


def test_without_residents_there_is_no_rate(tmp_path: Path) -> None:
    data = lees(misdrijven(tmp_path / "politie.csv", [totaal(A, 10)]))
    assert cel(data, A, "aantal")[0] == 10.0
    assert cel(data, A, "misdrijven")[1] is State.ONTBREEKT
    assert plaatsen(data, A, "misdrijven") == []


def test_a_part_of_a_whole_is_never_made_from_two_files(tmp_path: Path) -> None:
    kolom = {"layout": "politie", "teller": ["pol_totaal"], "noemer": "a_inw"}
    rules = regelboek([indicator("deel", kolom)])
    cbs = kwb_csv(tmp_path / "kwb2023.csv", [kwb_rij(A)])
    data = read_buurten([cbs, misdrijven(tmp_path / "politie.csv", [totaal(A, 10)])], rules)
    assert data.table.state[0, data.table.column("deel")] == State.ONTBREEKT


def test_kinds_are_added_up_and_only_when_all_are_there(tmp_path: Path) -> None:
    soorten = [f"1.4.{i}" for i in range(1, 8)]
    rijen = [(soort, A, "2024JJ00", i) for i, soort in enumerate(soorten)]
    rijen += [(soort, B, "2024JJ00", "." if i == 2 else i) for i, soort in enumerate(soorten)]
    rijen += [(soort, C, "2024JJ00", 1) for soort in soorten[:-1]]
    cbs = kwb_csv(tmp_path / "kwb2023.csv", [kwb_rij(code, a_inw=1000) for code in (A, B, C)])
    data = lees(cbs, misdrijven(tmp_path / "politie.csv", rijen))
    assert cel(data, A, "geweld")[0] == 21.0
    assert cel(data, B, "geweld")[1] is State.ONDERDRUKT
    assert cel(data, C, "geweld")[1] is State.ONTBREEKT
    assert plaatsen(data, A, "geweld") == [*(f"politie.csv:{2 + i}:5" for i in range(7)), "kwb2023.csv:2:6"]
    zonder = misdrijven(tmp_path / "politie.csv", [rij for rij in rijen if rij[0] != "1.4.7"])
    assert cel(lees(cbs, zonder), A, "geweld")[1] is State.ONTBREEKT


def _maanden(jaar: int, aantallen: Sequence[object], code: str = A) -> list[Rij]:
    return [totaal(code, aantal, f"{jaar}MM{i:02d}") for i, aantal in enumerate(aantallen, start=1)]


def test_twelve_months_make_a_year_and_eleven_do_not(tmp_path: Path) -> None:
    rijen = [*_maanden(2023, [1] * 12), *_maanden(2024, [2] * 11)]
    rijen += [*_maanden(2023, [1] * 11 + ["x"], B), *_maanden(2023, [1] * 11, C)]
    data = lees(misdrijven(tmp_path / "politie.csv", rijen))
    assert cel(data, A, "aantal") == (12.0, State.GEMETEN, 2023)
    assert cel(data, B, "aantal")[1] is State.ONDERDRUKT
    assert cel(data, C, "aantal")[1] is State.ONTBREEKT
    assert "2024" in next(i.message for i in data.issues if i.code == "D236")
    assert plaatsen(data, A, "aantal") == [f"politie.csv:{2 + i}:5" for i in range(12)]


def test_a_year_row_goes_before_months_and_the_latest_known_year_counts(tmp_path: Path) -> None:
    rijen = [
        *_maanden(2024, [1] * 12),
        totaal(A, 15),
        totaal(A, 9, "2023JJ00"),
        totaal(B, ".", "2024"),
        totaal(B, 7, "2023"),
    ]
    data = lees(misdrijven(tmp_path / "politie.csv", rijen))
    assert cel(data, A, "aantal") == (15.0, State.GEMETEN, 2024)
    assert cel(data, B, "aantal") == (7.0, State.GEMETEN, 2023)
    assert plaatsen(data, B, "aantal") == ["politie.csv:17:5"]


def test_the_same_from_a_workbook_and_with_titles_of_statline(tmp_path: Path) -> None:
    koppen = ("Soort misdrijf", "Wijken en buurten", "Perioden", "Geregistreerde misdrijven (aantal)")
    rijen = [("Totaal misdrijven", A, 2024, 12), ("1.1.1 Diefstal/inbraak woning", A, 2024, 3)]
    werkmap = schrijf(
        tmp_path / "politie.xlsx", koppen, [dict(zip(koppen, rij, strict=True)) for rij in rijen], blad="politie"
    )
    los = bewaar(tmp_path / "politie.csv", tekst(koppen, rijen))
    for path in (werkmap, los):
        assert cel(lees(path), A, "aantal") == (12.0, State.GEMETEN, 2024)
    assert plaatsen(lees(werkmap), A, "aantal") == ["politie.xlsx, blad politie, cel D2"]


GALERIJ: dict[str, tuple[list[Rij], list[tuple[str, str]]]] = {
    "soort zonder code": ([("Diefstal", A, "2024JJ00", 1)], [("D233", "politie.csv:2:2")]),
    "periode onbekend": ([totaal(A, 1, "vorig jaar")], [("D234", "politie.csv:2:4")]),
    "kwartaal": ([totaal(A, 1, "2024KW01")], [("D234", "politie.csv:2:4")]),
    "maand dertien": ([totaal(A, 1, "2024MM13")], [("D234", "politie.csv:2:4")]),
    "dubbel": ([totaal(A, 1), totaal(B, 2), totaal(A, 3)], [("D235", "politie.csv:4:5")]),
    "tekst": ([totaal(A, 1), totaal(B, "veel")], [("D215", "politie.csv:3:5")]),
    "half misdrijf": ([totaal(A, 1), totaal(B, 1.5)], [("D242", "politie.csv:3:5")]),
    "onder nul": ([totaal(A, 1), totaal(B, -1)], [("D219", "politie.csv:3:5")]),
    "code kapot": ([totaal("Utrecht", 1)], [("D446", "politie.csv")]),
    "geen rijen": ([], [("D214", "politie.csv")]),
}


@pytest.mark.parametrize("naam", GALERIJ)
def test_a_mistake_is_told_where_it_stands(naam: str, tmp_path: Path) -> None:
    rijen, verwacht = GALERIJ[naam]
    with pytest.raises(InputError) as raised:
        lees(misdrijven(tmp_path / "politie.csv", rijen))
    assert [(i.code, i.place) for i in raised.value.issues if i.severity is Severity.FOUT] == verwacht


def _stad(per_buurt: Sequence[int], gemeente: int, inwoners: int = 1000) -> tuple[list[dict[str, object]], list[Rij]]:
    codes = [f"BU9999{i:04d}" for i in range(len(per_buurt))]
    cbs = [kwb_rij(GM, a_inw=inwoners * len(codes)), *(kwb_rij(code, a_inw=inwoners) for code in codes)]
    return cbs, [totaal(GM, gemeente), *(totaal(code, n) for code, n in zip(codes, per_buurt, strict=True))]


def test_buurten_far_below_their_gemeente_are_hidden_and_told_once(tmp_path: Path) -> None:
    cbs, rijen = _stad([0, 0, 0, 30], 400)
    data = lees(kwb_csv(tmp_path / "kwb2023.csv", cbs), misdrijven(tmp_path / "politie.csv", rijen))
    assert [cel(data, code, "misdrijven")[1] for code in data.table.code[:4]] == [State.ONTBREEKT] * 4
    assert cel(data, GM, "misdrijven") == (100.0, State.GEMETEN, 2024)
    (told,) = [issue for issue in data.issues if issue.code == "D311"]
    assert "GM9999" in told.message
    assert told.severity is Severity.WAARSCHUWING


def test_buurten_that_add_up_are_left_alone(tmp_path: Path) -> None:
    cbs, rijen = _stad([0, 90, 100, 170], 400)
    data = lees(kwb_csv(tmp_path / "kwb2023.csv", cbs), misdrijven(tmp_path / "politie.csv", rijen))
    assert cel(data, "BU99990000", "misdrijven") == (0.0, State.GEMETEN, 2024)
    assert "D311" not in [issue.code for issue in data.issues]


def test_some_buurten_of_a_gemeente_prove_nothing(tmp_path: Path) -> None:
    cbs, rijen = _stad([5, 5, 5, 30], 400)
    few = [rijen[0], rijen[1]]
    data = lees(kwb_csv(tmp_path / "kwb2023.csv", cbs), misdrijven(tmp_path / "politie.csv", few))
    assert cel(data, "BU99990000", "misdrijven")[0] == 5.0


def _met_misdrijven(path: Path, per_buurt: Sequence[object], gemeente: object, kop: str = "misdr_2023") -> Path:
    codes = [f"BU9999{i:04d}" for i in range(len(per_buurt))]
    rijen = [(GM, "Gemeente", 1000 * len(codes), 400, 50, gemeente)] if gemeente is not None else []
    rijen += [(code, "Buurt", 1000, 400, 50, n) for code, n in zip(codes, per_buurt, strict=True)]
    return bewaar(path, tekst(("gwb_code", "recs", "a_inw", "a_hh", "p_koopw", kop), rijen, ","))


def test_false_zeros_within_one_file(tmp_path: Path) -> None:
    path = _met_misdrijven(tmp_path / "kwb2023.csv", [0, 0, 12], 100)
    data = lees(path)
    assert [cel(data, code, "misdrijven")[1] for code in data.table.code[:3]] == [State.ONTBREEKT] * 3
    assert "12 %" in next(i.message for i in data.issues if i.code == "D237")
    assert inspect_file(path, REGELS).as_dict()["toestand_per_kolom"]["misdr_2023"] == {"gemeten": 1, "ontbreekt": 3}


def test_what_one_file_shows_counts_for_another_without_totals(tmp_path: Path) -> None:
    een = _met_misdrijven(tmp_path / "een2023.csv", [0, 0, 12], 100)
    twee = _met_misdrijven(tmp_path / "twee2023.csv", [0, 0, 4], None, "crime_violence")
    for paths in ([een, twee], [twee, een]):
        data = lees(*paths)
        assert [cel(data, code, "geweld")[1] for code in data.table.code[:3]] == [State.ONTBREEKT] * 3
        assert [issue.place for issue in data.issues if issue.code == "D311"] == ["twee2023.csv"]
    assert cel(lees(twee), "BU99990002", "geweld")[0] == 4.0


_SNEL = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_SNEL
@given(
    cijfers=st.dictionaries(
        st.tuples(
            st.sampled_from([A, B, C]), st.sampled_from(["2022JJ00", "2023JJ00"]), st.sampled_from(["0.0.0", "2.1.1"])
        ),
        st.one_of(st.integers(0, 9999), st.sampled_from([".", "x", ""])),
        min_size=1,
    ),
    volgorde=st.randoms(use_true_random=False),
)
def test_what_is_written_is_read_back_in_any_order(
    cijfers: dict[tuple[str, str, str], object], volgorde, tmp_path: Path
) -> None:
    rijen = [(soort, code, periode, aantal) for (code, periode, soort), aantal in cijfers.items()]
    volgorde.shuffle(rijen)
    path = misdrijven(tmp_path / "politie.csv", rijen)
    bekend = {sleutel: n for sleutel, n in cijfers.items() if isinstance(n, int) and sleutel[2] == "0.0.0"}
    if not bekend:
        return
    data = lees(path)
    regels = path.read_text(encoding="utf-8-sig").splitlines()
    for code in data.table.code:
        jaren = [jaar for jaar in (2023, 2022) if (code, f"{jaar}JJ00", "0.0.0") in bekend]
        value, state, jaar = cel(data, code, "aantal")
        if not jaren:
            assert state >= State.ONDERDRUKT
            continue
        assert (value, jaar) == (bekend[code, f"{jaren[0]}JJ00", "0.0.0"], jaren[0])
        (place,) = plaatsen(data, code, "aantal")
        velden = [veld.strip(' "') for veld in regels[int(place.split(":")[1]) - 1].split(";")]
        assert velden[1:4] == ["0.0.0", code, f"{jaren[0]}JJ00"]
        assert int(velden[4]) == value


def test_nought_in_every_buurt_of_a_city_is_not_believed(tmp_path: Path) -> None:
    regels = replace(REGELS, parameters=meegeleverd().parameters)
    geen = {"a_00_14": ".", "a_65_oo": "."}
    politie = misdrijven(tmp_path / "politie.csv", [totaal(A, 0), totaal(B, 0)])
    stad = kwb_csv(tmp_path / "kwb2023.csv", [kwb_rij(A, a_inw=9000, **geen), kwb_rij(B, a_inw=8000, **geen)])
    data = read_buurten([stad, politie], regels)
    assert cel(data, A, "misdrijven")[1] is State.ONTBREEKT
    assert "D368" in {issue.code for issue in data.issues}
    dorp = kwb_csv(tmp_path / "kwb2023.csv", [kwb_rij(A, a_inw=300, **geen), kwb_rij(B, a_inw=200, **geen)])
    assert cel(read_buurten([dorp, politie], regels), A, "misdrijven")[0] == 0.0


def test_a_kind_that_is_not_known_costs_only_its_own_rows(tmp_path: Path) -> None:
    rijen = [totaal(A, 25), ("Nieuw soort misdrijf", A, "2024JJ00", 3), ("Nieuw soort misdrijf", B, "2024JJ00", 3)]
    stad = kwb_csv(tmp_path / "kwb2023.csv", [kwb_rij(A, a_inw=500), kwb_rij(B, a_inw=500)])
    data = lees(stad, misdrijven(tmp_path / "politie.csv", rijen))
    assert cel(data, A, "misdrijven")[0] == 50.0
    (told,) = [issue.message for issue in data.issues if issue.code == "D367"]
    assert "2 rijen" in told
    assert "Nieuw soort misdrijf" in told
