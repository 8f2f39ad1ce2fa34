"""Filling in from the country: the last source, that replaces nothing, shows nothing hidden and mixes no boundaries."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.table import BuurtData, BuurtTable, ColumnUse, SourceFile, State
from buurtwijzer.pipeline import assess
from buurtwijzer.reference.filling import fill_in
from buurtwijzer.reference.national import National, national_bytes, read_national
from tests.unit.test_referentie import country
from tests.unit.test_referentie_landelijk import REGELS

KOOP, LEEG = 0, 1
LAND_JAAR = 2024


def sourced(table: BuurtTable, naam: str, jaar: int) -> BuurtTable:
    """Give the table as read from a file: a column per indicator, a row per area."""
    n, k = table.values.shape
    source = SourceFile(naam, "ab" * 32, "cbs_kwb", "", jaar, "kolom", True, ((Niveau.BUURT, n),))
    return replace(
        table,
        naam=tuple(f"Naam {code}" for code in table.code),
        jaar=np.where(np.isnan(table.values), 0, jaar).astype(np.int64),
        gebruik=np.tile(np.arange(k), (n, 1)),
        rij=np.arange(2, n + 2)[:, None],
        kolomgebruik=tuple(ColumnUse(0, name, ((f"k_{name}", 5),)) for name in table.indicatoren),
        bestanden=(source,),
    )


def sorted_country() -> BuurtTable:
    table = country(400)
    return sourced(table.take(np.argsort(np.array(table.code))), "land.csv", LAND_JAAR)


LAND = sorted_country()
ASKED = LAND.code[10:14]


@cache
def packed(table: BuurtTable) -> bytes:
    return national_bytes(table, REGELS)


def national(folder: Path, table: BuurtTable = LAND) -> National:
    path = folder / "NL.npz"
    path.write_bytes(packed(table))
    return read_national(path, REGELS)


@pytest.fixture
def land(tmp_path: Path) -> National:
    return national(tmp_path)


def eigen(jaar: int = 2023, rows: slice = slice(10, 14), **changed: object) -> BuurtTable:
    """Give an own file with other figures than the country, of an earlier year."""
    some = LAND.take(np.arange(400)[rows])
    return replace(sourced(replace(some, values=some.values + 1.0), "eigen.xlsx", jaar), **changed)  # type: ignore[arg-type]


def without(table: BuurtTable, row: int, column: int, state: State) -> BuurtTable:
    values, states, years = table.values.copy(), table.state.copy(), table.jaar.copy()
    values[row, column], states[row, column], years[row, column] = np.nan, state, 0
    return replace(table, values=values, state=states, jaar=years)


def codes(data: BuurtData) -> list[str]:
    return [issue.code for issue in data.issues]


def test_a_list_without_figures_gets_those_of_the_country_and_no_other_areas(land: National) -> None:
    found = fill_in(None, land, (*reversed(ASKED), "BU99999999"))
    rows = [LAND.code.index(code) for code in ASKED]
    assert found.table.code == ASKED
    for part in ("values", "state", "jaar", "inwoners", "huishoudens", "gewijzigd", "telt_vanaf"):
        assert np.array_equal(getattr(found.table, part), getattr(LAND, part)[rows], equal_nan=True), part
    assert found.table.naam == tuple(f"Naam {code}" for code in ASKED)
    assert [str(place) for place in found.table.places(1, "koop")] == [f"NL.npz, gebied {ASKED[1]}"]
    assert found.table.kolomgebruik[found.table.gebruik[1, KOOP]].kolommen == (("k_koop (land.csv)", 0),)
    (told,) = found.issues
    # 3 of the 4 indicators have figures, and there are residents and households.
    assert str(told).startswith("NL.npz: [D389] 20 cijfers van 4 gebieden uit dit bestand (2024), ")
    assert "4 gebieden in geen enkele eigen bron" in told.message


def test_nothing_is_lacking_so_nothing_changes(land: National) -> None:
    own = BuurtData(eigen(), (kinds.GEEN_INWONERBESTAND.at("eigen.xlsx"),))
    assert fill_in(own, land, ASKED) is own
    assert fill_in(own, land) is own


def test_of_codes_the_country_does_not_know_there_is_nothing(land: National) -> None:
    assert len(fill_in(None, land, ["BU99999999"]).table) == 0


@pytest.mark.parametrize("jaar", [2019, 2024, 2026])
def test_an_own_figure_is_never_replaced_and_a_lacking_one_shows_its_year_and_place(jaar: int, land: National) -> None:
    own = without(eigen(jaar), 2, KOOP, State.ONTBREEKT)
    found = fill_in(BuurtData(own, ()), land, ASKED).table
    assert found.values[2, KOOP] == LAND.values[12, KOOP]
    assert found.jaar[2, KOOP] == LAND_JAAR
    assert str(found.places(2, "koop")[0]) == f"NL.npz, gebied {ASKED[2]}"
    others = np.ones(own.values.shape, dtype=bool)
    others[2, KOOP] = False
    assert np.array_equal(found.values[others], own.values[others], equal_nan=True)
    assert np.array_equal(found.jaar[others], own.jaar[others])
    assert str(found.places(1, "koop")[0]) == "eigen.xlsx:3:5"
    assert [source.naam for source in found.bestanden] == ["eigen.xlsx", "NL.npz"]


def test_what_an_own_source_hides_stays_hidden(land: National) -> None:
    own = BuurtData(without(eigen(), 2, KOOP, State.ONDERDRUKT), ())
    assert fill_in(own, land, ASKED) is own


def test_what_the_country_hides_stays_hidden_and_says_who_hid_it(tmp_path: Path) -> None:
    found = fill_in(None, national(tmp_path, without(LAND, 12, KOOP, State.ONDERDRUKT)), ASKED).table
    assert found.state[2, KOOP] == State.ONDERDRUKT
    assert np.isnan(found.values[2, KOOP])
    assert str(found.places(2, "koop")[0]) == f"NL.npz, gebied {ASKED[2]}"


def test_residents_of_the_country_take_away_the_warning_that_there_are_none(land: National) -> None:
    n = len(ASKED)
    own = eigen(inwoners=np.full(n, np.nan), huishoudens=np.full(n, np.nan), naam=ASKED, gemeente=("",) * n)
    found = fill_in(BuurtData(own, (kinds.GEEN_INWONERBESTAND.at("eigen.xlsx"),)), land, ASKED)
    assert np.array_equal(found.table.inwoners, LAND.inwoners[10:14])
    assert found.table.gemeente == LAND.gemeente[10:14]
    assert found.table.naam == LAND.naam[10:14]
    assert codes(found) == ["D389"]


def changed_in(table: BuurtTable, row: int, year: int) -> BuurtTable:
    since, how = table.telt_vanaf.copy(), table.gewijzigd.copy()
    since[row], how[row] = year, 3
    return replace(table, telt_vanaf=since, gewijzigd=how)


def test_own_figures_from_before_a_change_of_boundary_are_not_mixed_with_figures_from_after(tmp_path: Path) -> None:
    changed = national(tmp_path, changed_in(LAND, 12, 2024))
    lacking = without(without(eigen(2023), 2, KOOP, State.ONTBREEKT), 1, KOOP, State.ONTBREEKT)
    found = fill_in(BuurtData(lacking, ()), changed, ASKED)
    assert np.isnan(found.table.values[2, KOOP])
    assert found.table.values[1, KOOP] == LAND.values[11, KOOP]
    assert codes(found) == ["D390", "D389"]
    assert "1 gebied niet aangevuld" in found.issues[0].message
    after = without(eigen(2024), 2, KOOP, State.ONTBREEKT)
    assert fill_in(BuurtData(after, ()), changed, ASKED).table.values[2, KOOP] == LAND.values[12, KOOP]


def test_figures_from_before_a_change_that_an_own_source_knows_are_left_out(land: National) -> None:
    own = changed_in(without(eigen(2025), 2, KOOP, State.ONTBREEKT), 2, 2025)
    found = fill_in(BuurtData(own, ()), land, ASKED)
    assert found.table is own
    assert codes(found) == ["D390"]


def test_an_older_figure_of_the_country_does_not_count_after_a_change(tmp_path: Path) -> None:
    years = LAND.jaar.copy()
    years[12, KOOP] = 2020
    own = changed_in(without(eigen(2023), 2, KOOP, State.ONTBREEKT), 2, 2022)
    data = BuurtData(own, ())
    assert fill_in(data, national(tmp_path, replace(LAND, jaar=years)), ASKED) is data


def test_rows_that_are_not_asked_for_are_filled_in_but_not_counted(land: National) -> None:
    own = without(without(eigen(), 0, KOOP, State.ONTBREEKT), 3, KOOP, State.ONTBREEKT)
    found = fill_in(BuurtData(own, ()), land, ASKED[:1])
    assert np.isfinite(found.table.values[[0, 3], KOOP]).all()
    assert found.issues[0].message.startswith("1 cijfer van 1 gebied ")


def test_columns_that_stand_elsewhere_keep_their_place(land: National) -> None:
    own = without(eigen(), 2, KOOP, State.ONTBREEKT)
    elsewhere = replace(own.kolomgebruik[2], rijen=(1,))
    rows = np.hstack([own.rij, np.array([[71], [72], [73], [74]])])
    own = replace(own, rij=rows, kolomgebruik=(*own.kolomgebruik[:2], elsewhere, *own.kolomgebruik[3:]))
    found = fill_in(BuurtData(own, ()), land, (*ASKED, LAND.code[20])).table
    name = own.indicatoren[2]
    assert [str(found.places(row, name)[0]) for row in range(4)] == [f"eigen.xlsx:{71 + row}:5" for row in range(4)]
    assert str(found.places(4, name)[0]) == f"NL.npz, gebied {LAND.code[20]}"


@given(
    lacking=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8),
    extra=st.sets(st.sampled_from(LAND.code[:60]), max_size=5),
)
@settings(max_examples=40, deadline=None)
def test_every_cell_is_the_own_one_or_else_that_of_the_country(
    lacking: list[tuple[int, int]], extra: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    own = eigen()
    for row, column in lacking:
        own = without(own, row, column, State.ONTBREEKT)
    land = national(tmp_path_factory.mktemp("land"))
    found = fill_in(BuurtData(own, ()), land, extra).table
    assert list(found.code) == sorted({*ASKED, *extra})
    for row, code in enumerate(found.code):
        mine = own.values[own.code.index(code)] if code in own.code else np.full(4, np.nan)
        theirs = LAND.values[LAND.code.index(code)]
        assert np.array_equal(found.values[row], np.where(np.isnan(mine), theirs, mine), equal_nan=True)
        assert np.array_equal(found.state[row] == State.ONTBREEKT, np.isnan(found.values[row]))


def test_a_country_that_was_read_before_is_not_read_again(tmp_path: Path) -> None:
    data, path = BuurtData(LAND, ()), tmp_path / "NL.npz"
    land = national(tmp_path)
    read = assess(data, REGELS, Options(codes=ASKED, referentie=path))
    path.unlink()
    given_ = assess(data, REGELS, Options(codes=ASKED, referentie=path), landelijk=land)
    assert given_.vergelijking == read.vergelijking
    assert given_.verantwoording == read.verantwoording


def test_shares_that_the_organisation_brings_are_kept_and_never_filled_in(land: National) -> None:
    table = without(eigen(), 1, KOOP, State.ONTBREEKT)
    shares = np.array([10.0, np.nan, 30.0, 40.0])[:, None]
    wider = replace(
        table,
        indicatoren=(*table.indicatoren, "zelf.groep"),
        values=np.hstack([table.values, shares]),
        state=np.hstack([table.state, np.where(np.isnan(shares), State.ONTBREEKT, State.GEMETEN).astype(np.uint8)]),
        jaar=np.hstack([table.jaar, np.full((4, 1), 2023)]),
        gebruik=np.hstack([table.gebruik, np.full((4, 1), -1)]),
    )
    found = fill_in(BuurtData(wider, ()), land, (*ASKED, LAND.code[20])).table
    plain = fill_in(BuurtData(table, ()), land, (*ASKED, LAND.code[20])).table
    assert found.code == plain.code
    np.testing.assert_array_equal(found.values[:, :-1], plain.values)
    np.testing.assert_array_equal(found.values[:, -1], [10.0, np.nan, 30.0, 40.0, np.nan])
    assert found.indicatoren[-1] == "zelf.groep"
