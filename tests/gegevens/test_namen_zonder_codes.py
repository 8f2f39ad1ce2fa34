"""Files with names and no codes: their areas come from the other files, within the gemeente, and never by a guess."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.areas.names import is_near_name, is_same_name
from buurtwijzer.data.inspect import inspect_file
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData
from tests.gegevens.regelboek import regelboek
from tests.gegevens.werkmappen import KWB_KOPPEN, kwb_rij, schrijf_kwb

GM, WK, A, B = "GM9999", "WK999900", "BU99990001", "BU99990002"
_CODES = ("gwb_code", "gwb_code_8", "gwb_code_10")


def gebieden() -> list[dict[str, object]]:
    """Give a gemeente of which one wijk has the name of one of its buurten."""
    namen = {
        GM: "Voorbeeldstad",
        WK: "Wijk 00 't Höfke",
        A: "'t Höfke",
        B: "Verspreide huizen ten zuiden van de spoordijk",
    }
    return [kwb_rij(code, regio=naam, p_koopw=i) for i, (code, naam) in enumerate(namen.items())]


def schrijf(path: Path, rijen: Sequence[dict[str, Any]], *weg: str) -> Path:
    return schrijf_kwb(path, rijen, koppen=[kop for kop in KWB_KOPPEN if kop not in weg])


def anders(rijen: Sequence[dict[str, object]], **namen: str) -> list[dict[str, object]]:
    """Give the rows with other names, by code."""
    return [{**rij, "regio": namen.get(str(rij["gwb_code"]), rij["regio"])} for rij in rijen]


def register(path: Path, *meer: dict[str, object]) -> Path:
    """Write a file with codes and names, and no figure the rules know but residents."""
    weg = set(KWB_KOPPEN) - {*_CODES, "regio", "gm_naam", "recs", "a_inw", "a_hh"}
    return schrijf(path / "register.xlsx", [*gebieden(), *meer], *weg)


def koop(data: BuurtData) -> dict[str, float]:
    return dict(zip(data.table.code, data.table.values[:, data.table.column("koopwoningen")].tolist(), strict=True))


def test_the_same_table_without_codes_gives_the_same_table(tmp_path: Path) -> None:
    whole = read_buurten([schrijf(tmp_path / "kwb.xlsx", gebieden())], regelboek())
    for weg in ((), ("recs",), ("recs", "gm_naam")):
        named = schrijf(tmp_path / "namen.xlsx", gebieden(), *_CODES, *weg)
        data = read_buurten([named, register(tmp_path)], regelboek())
        assert data.table.code == whole.table.code
        np.testing.assert_array_equal(data.table.values, whole.table.values)
        told = next(issue for issue in data.issues if issue.code == "D443")
        assert "4 rijen" in told.message
        (place,) = data.table.places(data.table.code.index(B), "koopwoningen")
        assert (place.file, place.row) == ("namen.xlsx", 5)


def test_names_as_others_write_them(tmp_path: Path) -> None:
    rijen = anders(
        gebieden(), **{A: "T HOFKE", B: "Verspr.h. ten zuiden van de spoordijk", WK: "Wijk 00 't Hofke (gedeeltelijk)"}
    )
    named = schrijf(tmp_path / "namen.xlsx", rijen, *_CODES)
    assert koop(read_buurten([named, register(tmp_path)], regelboek())) == {A: 2.0, B: 3.0, GM: 0.0, WK: 1.0}
    cut = anders(gebieden(), **{B: "Verspreide huizen ten zuiden van de spo"})
    named = schrijf(tmp_path / "namen.xlsx", cut, *_CODES)
    assert koop(read_buurten([named, register(tmp_path)], regelboek()))[B] == 3.0


def test_a_name_that_two_buurten_have_is_left_out_with_their_codes(tmp_path: Path) -> None:
    named = schrijf(tmp_path / "namen.xlsx", gebieden(), *_CODES)
    data = read_buurten([named, register(tmp_path, kwb_rij("BU99990009", regio="'t Hofke"))], regelboek())
    told = next(issue for issue in data.issues if issue.code == "D445")
    assert f"({A} of BU99990009)" in told.message
    assert np.isnan(koop(data)[A])
    assert koop(data)[B] == 3.0


def test_a_name_without_its_number_may_be_the_wijk_or_the_buurt(tmp_path: Path) -> None:
    rijen = [rij for rij in anders(gebieden(), **{WK: "'t Höfke"}) if rij["gwb_code"] in (WK, B)]
    named = schrijf(tmp_path / "namen.xlsx", rijen, *_CODES, "recs")
    data = read_buurten([named, register(tmp_path)], regelboek())
    assert f"({A} of {WK})" in next(issue.message for issue in data.issues if issue.code == "D445")
    with_level = schrijf(tmp_path / "namen.xlsx", rijen, *_CODES)
    assert koop(read_buurten([with_level, register(tmp_path)], regelboek()))[WK] == 1.0


def test_an_unknown_name_and_an_unknown_gemeente_are_told(tmp_path: Path) -> None:
    rijen = [
        *gebieden(),
        kwb_rij("BU99990005", regio="Nergens"),
        kwb_rij("BU88880001", regio="'t Höfke", gm_naam="Elders"),
    ]
    named = schrijf(tmp_path / "namen.xlsx", rijen, *_CODES)
    data = read_buurten([named, register(tmp_path)], regelboek())
    found = {issue.code: issue.message for issue in data.issues}
    assert "Nergens" in found["D444"]
    assert "1 rij" in found["D447"]


def test_alone_it_says_which_file_to_add(tmp_path: Path) -> None:
    named = schrijf(tmp_path / "namen.xlsx", gebieden(), *_CODES)
    with pytest.raises(InputError, match="D446"):
        read_buurten([named], regelboek())
    found = inspect_file(named, regelboek())
    assert found.as_dict()["namen_zonder_codes"] == 4
    assert "Namen zonder codes: 4" in found.lines()


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Verspr.h. Almen ten Z. van Twentekanaal", "Verspreide huizen Almen ten Z van Twentekanaal", True),
        ("De Deijl", "Den Deijl", True),
        ("Seghwaert-Noord-Oost", "Seghwaert-Noord-West", False),
        ("Wijk 01 Plan 12", "Wijk 01 Plan 13", False),
        ("Oud-Dommelen", "Nieuw-Dommelen", False),
        ("Verspreide huizen Homoet", "Vosbergen", False),
    ],
)
def test_when_a_name_is_written_anew(one: str, other: str, near: bool) -> None:
    assert (is_same_name(one, other) or is_near_name(one, other, 0.85)) is near
