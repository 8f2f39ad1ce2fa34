"""One bad cell moves only its own row: faults planted in a table after reading, followed through the whole run.

Comparable areas come from a file of the country here, so that not even a mean of neighbours can carry a fault over;
without it only areas that had the bad one as a neighbour may change, and only in what is compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import buurtwijzer
from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.resources import shipped
from buurtwijzer.data.table import BuurtData, BuurtTable, State
from buurtwijzer.reference.national import national_bytes
from tests.geladen import meegeleverd

AREAS, BAD = 24, 17
VALUES = {
    "inf": np.inf,
    "-inf": -np.inf,
    "nan": np.nan,
    "1e300": 1e300,
    "-1e300": -1e300,
    "grootste": 1.7976931348623157e308,
    "kleinste": 5e-324,
    "nul": 0.0,
    "min een": -1.0,
}
COUNTS = {"inf": np.inf, "nan": np.nan, "1e300": 1e300, "nul": 0.0, "min vijf": -5.0, "een": 1.0}
INDICATORS = (
    "woz_waarde",
    "koopwoningen",
    "leeftijd_65_plus",
    "eenpersoonshuishoudens",
    "stedelijkheid",
    "afstand_huisarts",
    "misdrijven_totaal",
    "eenzaam",
    "goed_ervaren_gezondheid",
    "vrijwilligerswerk",
    "moeite_rondkomen",
    "veel_stress",
)
Fault = Callable[[BuurtTable], None]


@cache
def clean() -> BuurtTable:
    """Large areas made of the sample, no two of them alike, every indicator known."""
    data = shipped("sample_data")
    files = [data / "kwb2023_voorbeeldstad.xlsx", data / "gezondheid2020_voorbeeldstad.xlsx"]
    table = buurtwijzer.read_buurten(files, meegeleverd()).table
    buurten = table.rows_of(Niveau.BUURT)
    large = buurten[table.inwoners[buurten] >= 100]
    made = table.take(large[np.arange(AREAS) % len(large)])
    chance = np.random.default_rng(1)
    factor = chance.uniform(0.9, 1.1, made.values.shape)
    typical = np.nan_to_num(np.nanmedian(np.where(np.isfinite(made.values), made.values, np.nan)), nan=20.0)
    values = np.where(np.isfinite(made.values), made.values, typical) * factor
    codes = tuple(f"BU9999{number:04d}" for number in range(AREAS))
    return replace(
        made,
        code=codes,
        naam=codes,
        values=np.minimum(values, np.where(values > 100, np.inf, 100.0)),
        state=np.full(values.shape, State.GEMETEN, dtype=np.uint8),
        inwoners=np.round(chance.uniform(400, 4000, AREAS)),
        huishoudens=np.round(chance.uniform(200, 1900, AREAS)),
    )


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("land") / "nl.npz"
    path.write_bytes(national_bytes(clean(), meegeleverd()))
    return path


@pytest.fixture(scope="module")
def expected(country: Path) -> Assessment:
    return run(clean(), country)


def run(table: BuurtTable, country: Path | None = None) -> Assessment:
    return buurtwijzer.assess(
        BuurtData(table, ()), meegeleverd(), Options(dekking_pct=10, alle=True, referentie=country)
    )


def planted(fault: Fault) -> BuurtTable:
    table = clean()
    table = replace(
        table,
        values=table.values.copy(),
        state=table.state.copy(),
        inwoners=table.inwoners.copy(),
        huishoudens=table.huishoudens.copy(),
    )
    fault(table)
    return table


def cell(indicator: str, value: float, state: State = State.GEMETEN) -> Fault:
    def plant(table: BuurtTable) -> None:
        column = table.column(indicator)
        table.values[BAD, column] = value
        table.state[BAD, column] = State.ONTBREEKT if np.isnan(value) and state is State.GEMETEN else state

    return plant


def count(name: str, value: float) -> Fault:
    def plant(table: BuurtTable) -> None:
        getattr(table, name)[BAD] = value

    return plant


def copy_of(row: int) -> Fault:
    def plant(table: BuurtTable) -> None:
        table.values[BAD] = table.values[row]

    return plant


def whole_row(value: float) -> Fault:
    def plant(table: BuurtTable) -> None:
        table.values[BAD] = value
        table.state[BAD] = State.ONTBREEKT if np.isnan(value) else State.GEMETEN

    return plant


OWN_ROW = (
    *((f"{name} {word}", cell(name, value)) for name in INDICATORS for word, value in VALUES.items()),
    *((f"{name} verborgen", cell(name, np.nan, State.ONDERDRUKT)) for name in INDICATORS),
    *((f"{name} {word}", count(name, value)) for name in ("inwoners", "huishoudens") for word, value in COUNTS.items()),
    *((f"gelijk aan rij {row}", copy_of(row)) for row in (0, 3, 16, 18, 23)),
    *((f"hele rij {word}", whole_row(value)) for word, value in VALUES.items()),
)
WHOLE_COLUMN = tuple(
    (f"kolom {name} {word}", name, value) for name in INDICATORS for word, value in (("leeg", np.nan), ("gelijk", 12.0))
)


def same(one: object, other: object, rows: np.ndarray) -> bool:
    """Compare what two results say of some rows: arrays and tuples by row, everything else as it is."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        if one.shape != other.shape or not one.shape or one.shape[0] != len(clean()):
            return one.shape == other.shape
        return np.array_equal(one[rows], other[rows], equal_nan=one.dtype.kind == "f")
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other) == len(clean()):
        return [one[row] for row in rows.tolist()] == [other[row] for row in rows.tolist()]
    return True


def differing(found: Assessment, wanted: Assessment, rows: np.ndarray, skip: tuple[str, ...] = ()) -> list[str]:
    parts = [
        *((f"uitkomst {one.id}", one, other) for one, other in zip(found.uitkomsten, wanted.uitkomsten, strict=True)),
        *((f"segmenten {one.id}", one, other) for one, other in zip(found.segmenten, wanted.segmenten, strict=True)),
        ("totaalbeeld", found.totaalbeeld, wanted.totaalbeeld),
        ("samenleven", found.samenleven, wanted.samenleven),
    ]
    wrong = [] if "adviezen" in skip or same(found.adviezen, wanted.adviezen, rows) else ["adviezen"]
    for name, one, other in parts:
        if one is None or other is None:
            continue
        wrong += [
            f"{name}.{item.name}"
            for item in fields(one)
            if item.name not in skip and not same(getattr(one, item.name), getattr(other, item.name), rows)
        ]
    return wrong


def test_there_are_enough_faults() -> None:
    assert len(OWN_ROW) + len(WHOLE_COLUMN) >= 150


@pytest.mark.parametrize("fault", [fault for _, fault in OWN_ROW], ids=[name for name, _ in OWN_ROW])
def test_a_fault_moves_only_its_own_row(fault: Fault, country: Path, expected: Assessment) -> None:
    others = np.delete(np.arange(len(clean())), BAD)
    assert differing(run(planted(fault), country), expected, others) == []


@pytest.mark.parametrize(("name", "value"), [(n, v) for _, n, v in WHOLE_COLUMN], ids=[i for i, _, _ in WHOLE_COLUMN])
def test_a_bad_column_leaves_every_row_as_it_is_alone(name: str, value: float, country: Path) -> None:
    def plant(table: BuurtTable) -> None:
        table.values[:, table.column(name)] = value
        table.state[:, table.column(name)] = State.ONTBREEKT if np.isnan(value) else State.GEMETEN

    table = planted(plant)
    among = run(table, country)
    row = np.array([BAD])
    alone = run(table.take(row), country)
    for one, other in zip(alone.uitkomsten, among.uitkomsten, strict=True):
        for part in ("score", "laag", "hoog", "dekking", "bijdragen", "vergelijkbaar"):
            assert np.array_equal(getattr(one, part)[0], getattr(other, part)[BAD], equal_nan=True), (one.id, part)
        assert one.reden[0] == other.reden[BAD]
    assert alone.adviezen[0] == among.adviezen[BAD]


@pytest.mark.parametrize("value", [np.nan, 1e300, 0.0])
def test_within_the_file_only_comparisons_can_move_and_only_of_neighbours(value: float) -> None:
    wanted, found = run(clean()), run(planted(whole_row(value)))
    others = np.delete(np.arange(len(clean())), BAD)
    assert differing(found, wanted, others, skip=("vergelijkbaar", "adviezen")) == []
