"""An area in more than one row: equal rows count once, rows that differ stop only a run that asks for the area."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData
from buurtwijzer.selection import check_differing
from tests.gegevens.regelboek import regelboek
from tests.gegevens.werkmappen import KWB_KOPPEN, kwb_rij, schrijf_kwb, schrijf_smap, smap_rij

A, B, C = "BU99990001", "BU99990002", "BU99980001"
GM = "GM9999"


def lees(path: Path, *rijen: dict[str, Any]) -> BuurtData:
    return read_buurten([schrijf_kwb(path / "kwb.xlsx", rijen)], regelboek())


def gemeld(data: BuurtData) -> dict[str, str]:
    return {issue.code: issue.message for issue in data.issues if issue.code in {"D211", "D243", "D244"}}


def test_equal_rows_count_once_and_are_told(tmp_path: Path) -> None:
    data = lees(tmp_path, kwb_rij(A), kwb_rij(B), kwb_rij(A))
    assert data.table.code == (A, B)
    assert not data.strijdig
    assert list(gemeld(data)) == ["D243"]
    assert "rij 2 en 4" in gemeld(data)["D243"]


def test_a_figure_written_in_another_way_is_the_same_figure(tmp_path: Path) -> None:
    data = lees(tmp_path, kwb_rij(A, p_koopw=40), kwb_rij(A, p_koopw="40"))
    assert list(gemeld(data)) == ["D243"]


def test_a_row_without_figures_says_nothing(tmp_path: Path) -> None:
    leeg = {kop: "" for kop in KWB_KOPPEN if kop not in ("gwb_code_10", "gwb_code", "gwb_code_8", "recs")}
    data = lees(tmp_path, kwb_rij(A, **leeg), kwb_rij(A, p_koopw=40))
    assert list(gemeld(data)) == ["D243"]
    assert data.table.values[0, data.table.column("koopwoningen")] == 40


def test_a_column_that_no_rule_uses_makes_no_difference(tmp_path: Path) -> None:
    path = schrijf_kwb(
        tmp_path / "kwb.xlsx", [kwb_rij(A, notitie="x"), kwb_rij(A, notitie="y")], koppen=(*KWB_KOPPEN, "notitie")
    )
    assert list(gemeld(read_buurten([path], regelboek()))) == ["D243"]


@pytest.mark.parametrize("anders", [{"p_koopw": 41}, {"p_koopw": "."}, {"a_inw": 999}, {"regio": "Andere naam"}])
def test_rows_that_differ_are_not_used_and_told(anders: dict[str, object], tmp_path: Path) -> None:
    data = lees(tmp_path, kwb_rij(A, p_koopw=40), kwb_rij(B), kwb_rij(A, **{"p_koopw": 40, **anders}))
    assert data.table.code == (B,)
    assert list(gemeld(data)) == ["D244"]
    assert f"{A} (rij 2 en 4)" in gemeld(data)["D244"]
    ((code, issue),) = data.strijdig
    assert (code, issue.code, issue.place) == (A, "D211", "kwb.xlsx, blad kwb-2023, cel A4")
    assert "rij 2 en 4" in issue.message


def test_nothing_left_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        lees(tmp_path, kwb_rij(A), kwb_rij(A, p_koopw=41))
    assert [issue.code for issue in caught.value.issues] == ["D211"]


VERSCHIL = (kwb_rij(A, p_koopw=40), kwb_rij(A, p_koopw=41), kwb_rij(B), kwb_rij(C, gm_naam="Elders"))


@pytest.mark.parametrize(
    ("options", "stops"),
    [
        (Options(codes=(B,)), False),
        (Options(codes=(A, B)), True),
        (Options(codes=("99990001",)), True),
        (Options(), True),
        (Options(gemeente="Elders"), False),
        (Options(gemeente="voorbeeldstad"), True),
        (Options(gemeente="gm9999"), True),
        (Options(niveau=Niveau.WIJK), False),
    ],
)
def test_only_an_area_that_is_asked_for_stops_a_run(options: Options, stops: bool, tmp_path: Path) -> None:
    data = lees(tmp_path, *VERSCHIL)
    if not stops:
        check_differing(data, options)
        return
    with pytest.raises(InputError) as caught:
        check_differing(data, options)
    assert [issue.code for issue in caught.value.issues] == ["D211"]


def test_totals_of_a_gemeente_count_for_its_areas(tmp_path: Path) -> None:
    data = lees(tmp_path, kwb_rij(GM, a_inw=1000), kwb_rij(GM, a_inw=2000), kwb_rij(A), kwb_rij(C))
    check_differing(data, Options(codes=(C,)))
    with pytest.raises(InputError):
        check_differing(data, Options(codes=(A,)))


def test_another_file_keeps_its_own_row(tmp_path: Path) -> None:
    kwb = schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), kwb_rij(B)])
    smap = schrijf_smap(tmp_path / "smap.xlsx", [smap_rij(A, Eenzaam_28=10), smap_rij(A, Eenzaam_28=11), smap_rij(B)])
    data = read_buurten([kwb, smap], regelboek())
    assert data.table.code == (A, B)
    assert [code for code, _ in data.strijdig] == [A]
    check_differing(data, Options(codes=(B,)))
    with pytest.raises(InputError, match="smap"):
        check_differing(data, Options(codes=(A,)))
