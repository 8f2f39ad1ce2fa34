"""Whatever is written in any form is read back: values, hidden and missing figures, and zero apart from both."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import State
from tests.gegevens.regelboek import regelboek
from tests.varianten.vormen import VORMEN, Cijfer, Gebied, Vorm

_CODES = {
    "NL": ("NL00",),
    "GM": ("GM0014", "GM9999"),
    "WK": ("WK001400", "WK9999AA"),
    "BU": ("BU00140001", "BU99990001", "BU9999AA02", "BU99990003"),
}
_HEEL = ("aantal",)


def _cijfer(eenheid: str, onder_nul: bool) -> st.SearchStrategy[Cijfer]:
    hoogste = 100.0 if eenheid == "pct" else 1e12
    laagste = -hoogste if onder_nul else 0.0
    if eenheid in _HEEL:
        getal = st.integers(0, 10**9).map(float)
    else:
        # A workbook keeps 15 digits; a number close to zero is written with an exponent.
        getal = st.floats(laagste, hoogste).map(lambda x: float(f"{x:.12g}")).filter(lambda x: not 0 < abs(x) < 1e-90)
        getal |= st.sampled_from([0.0, 0.5, 1.234, 33.333, 1e-7, hoogste, laagste])
    return st.one_of(getal, st.none(), st.just("."), st.just(0.0))


@st.composite
def tabellen(draw: st.DrawFn, vorm: Vorm) -> list[Gebied]:
    codes = [code for niveau in vorm.niveaus for code in _CODES[niveau]]
    gekozen = draw(st.lists(st.sampled_from(codes), min_size=1, unique=True))
    return [
        Gebied(
            code,
            f"Gebied {code}",
            draw(_cijfer("aantal", onder_nul=False)),
            {
                item.id: draw(_cijfer(item.eenheid.value, onder_nul=item.id in vorm.mag_onder_nul))
                for item in vorm.indicatoren
            },
        )
        for code in gekozen
    ]


@pytest.mark.parametrize("naam", VORMEN)
def test_what_is_written_in_any_form_is_read_back(naam: str) -> None:
    vorm = VORMEN[naam]
    regels = regelboek(vorm.indicatoren)

    @settings(max_examples=40, deadline=None)
    @given(gebieden=tabellen(vorm))
    def leest_terug(gebieden: list[Gebied]) -> None:
        with TemporaryDirectory() as folder:
            path = vorm.schrijf(Path(folder), gebieden)
            if _is_leeg(vorm, gebieden):
                with pytest.raises(InputError, match="D224"):
                    read_buurten([path], regels)
                return
            table = read_buurten([path], regels).table
        op_code = {gebied.code: gebied for gebied in gebieden}
        assert table.code == tuple(sorted(op_code))
        if vorm.heeft_inwoners:
            _gelijk(table.inwoners, None, [op_code[code].inwoners for code in table.code])
        for kolom, indicator in enumerate(table.indicatoren):
            wanted = [op_code[code].cijfers[indicator] for code in table.code]
            _gelijk(table.values[:, kolom], table.state[:, kolom], wanted)

    leest_terug()


def _is_leeg(vorm: Vorm, gebieden: list[Gebied]) -> bool:
    """Tell whether no figure is left: such a file says nothing, and that is told."""
    cijfers = [cijfer for gebied in gebieden for cijfer in gebied.cijfers.values()]
    inwoners = [gebied.inwoners for gebied in gebieden if vorm.heeft_inwoners]
    return not any(isinstance(cijfer, float) for cijfer in [*cijfers, *inwoners])


def _gelijk(waarden: np.ndarray, toestand: np.ndarray | None, wanted: list[Cijfer]) -> None:
    numbers = [cijfer if isinstance(cijfer, float) else np.nan for cijfer in wanted]
    np.testing.assert_array_equal(waarden, numbers)
    if toestand is None:
        return
    # A point in a column without any figure says that it was not delivered.
    punt = State.ONDERDRUKT if any(isinstance(cijfer, float) for cijfer in wanted) else State.ONTBREEKT
    for state, cijfer in zip(toestand.tolist(), wanted, strict=True):
        if isinstance(cijfer, float):
            assert state in (State.GEMETEN, State.GESCHAT)
        else:
            assert state == (punt if cijfer == "." else State.ONTBREEKT)
