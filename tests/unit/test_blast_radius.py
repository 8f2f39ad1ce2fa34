"""One bad cell moves only its own row: faults planted before, in and after every stage, followed through the whole run.

Comparable areas come from a file of the country here, so that not even a mean of neighbours can carry a fault over;
without it only areas that had the bad one as a neighbour may change, and only in what is compared.

Faults share runs: each has a row of its own and every other row is sound. Every fault is run twice, each time beside
others, so that a row that is moved by the fault of another row differs between the two.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

import buurtwijzer
from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.resources import shipped
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.table import BuurtData, BuurtTable, FloatArray, State
from buurtwijzer.reference.national import national_bytes
from buurtwijzer.reporting.cells import column_letter
from buurtwijzer.reporting.sheets import build_sheets
from buurtwijzer.reporting.written import written_columns
from buurtwijzer.scoring.outcomes import OutcomeScores
from tests.geladen import meegeleverd

AREAS, BAD = 24, 17
EIGEN = "eigen_segmentatie"
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


@dataclass(frozen=True, eq=False)
class Run:
    """What goes into a run: a table and the shares that the organisation brings."""

    table: BuurtTable
    aandelen: FloatArray


Result = TypeVar("Result")
Fault = Callable[[Run, int], None]
Late = Callable[[Assessment, int], Assessment]


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


@cache
def clean_shares() -> FloatArray:
    """Shares of a segmentation that is brought along, in percent; no two areas alike."""
    parts = np.random.default_rng(2).uniform(1, 9, (AREAS, len(meegeleverd().segmentaties[EIGEN].segmenten)))
    return 100.0 * parts / parts.sum(axis=1, keepdims=True)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("land") / "nl.npz"
    path.write_bytes(national_bytes(clean(), meegeleverd()))
    return path


@pytest.fixture(scope="module")
def expected(country: Path) -> Assessment:
    return run(untouched(), country)


def untouched() -> Run:
    table = clean()
    return Run(
        replace(
            table,
            values=table.values.copy(),
            state=table.state.copy(),
            inwoners=table.inwoners.copy(),
            huishoudens=table.huishoudens.copy(),
        ),
        clean_shares().copy(),
    )


def run(made: Run, country: Path | None = None) -> Assessment:
    options = Options(dekking_pct=10, alle=True, referentie=country)
    return buurtwijzer.assess(BuurtData(made.table, ()), meegeleverd(), options, ingelezen={EIGEN: made.aandelen})


def cell(indicator: str, value: float, state: State = State.GEMETEN) -> Fault:
    def plant(made: Run, row: int) -> None:
        column = made.table.column(indicator)
        made.table.values[row, column] = value
        made.table.state[row, column] = State.ONTBREEKT if np.isnan(value) and state is State.GEMETEN else state

    return plant


def count(name: str, value: float) -> Fault:
    def plant(made: Run, row: int) -> None:
        getattr(made.table, name)[row] = value

    return plant


def copy_of(other: int) -> Fault:
    def plant(made: Run, row: int) -> None:
        made.table.values[row] = clean().values[other]

    return plant


def whole_row(value: float) -> Fault:
    def plant(made: Run, row: int) -> None:
        made.table.values[row] = value
        made.table.state[row] = State.ONTBREEKT if np.isnan(value) else State.GEMETEN

    return plant


def share(value: float, columns: slice) -> Fault:
    def plant(made: Run, row: int) -> None:
        made.aandelen[row, columns] = value

    return plant


PLANTED = {
    **{f"{name} {word}": cell(name, value) for name in INDICATORS for word, value in VALUES.items()},
    **{f"{name} verborgen": cell(name, np.nan, State.ONDERDRUKT) for name in INDICATORS},
    **{f"{name} {word}": count(name, value) for name in ("inwoners", "huishoudens") for word, value in COUNTS.items()},
    **{f"gelijk aan rij {row}": copy_of(row) for row in (1, 3, 15, 17, 23)},
    **{f"hele rij {word}": whole_row(value) for word, value in VALUES.items()},
    **{f"aandeel {word}": share(value, slice(1)) for word, value in VALUES.items()},
    **{f"alle aandelen {word}": share(value, slice(None)) for word, value in VALUES.items()},
}

HARMLESS = {
    **{
        f"misdrijven_totaal {word}": "alleen getoond als officieel cijfer naast overlast; in geen score"
        for word in (*VALUES, "verborgen")
    },
    **{
        f"afstand_huisarts {word}": "de waarde was al verder dan de verste doelwaarde (3 km)"
        for word in ("1e300", "grootste")
    },
    "goed_ervaren_gezondheid nul": "de waarde was al lager dan de laagste doelwaarde (68,9 %)",
}
"""Faults that move nothing, also in their own row, and why: not counted; the test says it when one does move."""
WHOLE_COLUMN = tuple(
    (f"kolom {name} {word}", name, value) for name in INDICATORS for word, value in (("leeg", np.nan), ("gelijk", 12.0))
)
KWB, RIVM = "kwb2023_voorbeeldstad.xlsx", "gezondheid2020_voorbeeldstad.xlsx"
ALLOWED = {
    **{
        f"{kop} {woord!r}": (KWB, kop, woord)
        for kop in ("g_wozbag", "p_koopw", "a_inw", "a_hh", "a_65_oo", "p_1gezw")
        for woord in ("-99997", ".", "x", "-", "  ")
    },
    **{f"{kop} {woord!r}": (RIVM, kop, woord) for kop in ("Eenzaam_28", "Roker_11") for woord in ("-99995", ".", "")},
    "p_koopw 1,5": (KWB, "p_koopw", "1,5"),
    "p_koopw nul": (KWB, "p_koopw", 0.0),
    "g_wozbag 1.234,5": (KWB, "g_wozbag", "1.234,5"),
    "p_leegsw 99": (KWB, "p_leegsw", 99.0),
    "a_inw nul": (KWB, "a_inw", 0.0),
    "Eenzaam_28 99,9": (RIVM, "Eenzaam_28", "99.9"),
}
"""Cells that are read, as missing or as a figure that can be: file, column and what stands in it."""
REFUSED = {
    **{
        f"{kop} {word}": (KWB, kop, value)
        for kop in ("g_wozbag", "p_koopw", "a_inw")
        for word, value in {
            "tekst": "onbekend",
            "1e999": "1e999",
            "1,5e": "1,5e",
            "negatief": -5.0,
            "datum": dt.date(2024, 1, 2),
            "waar": True,
            "oneindig": float("inf"),
            "1e308": 1e308,
            "NaN": "NaN",
            "400 cijfers": "9" * 400,
            "foutcel": None,
        }.items()
    },
    "a_inw komma": (KWB, "a_inw", "1.234,5"),
    "p_koopw 1.234,5": (KWB, "p_koopw", "1.234,5"),
    "Eenzaam_28 tekst": (RIVM, "Eenzaam_28", "tekst"),
    "Eenzaam_28 110": (RIVM, "Eenzaam_28", "110.0"),
    "Roker_11 1e999": (RIVM, "Roker_11", "1e999"),
}
"""Cells that are refused: nothing is read then, and the message may name no other cell. None is an error cell."""


def outcome(name: str, part: str, value: float) -> Late:
    def plant(found: Assessment, row: int) -> Assessment:
        return replace(found, uitkomsten=tuple(one_in(o, name, part, value, row) for o in found.uitkomsten))

    return plant


def one_in(found: OutcomeScores, name: str, part: str, value: float, row: int) -> OutcomeScores:
    if found.id != name:
        return found
    own = getattr(found, part).copy()
    own[row] = value
    return replace(found, **{part: own})


def at(values: tuple[object, ...], row: int, value: object) -> tuple[object, ...]:
    return (*values[:row], value, *values[row + 1 :])


def text_of_area(part: str, text: str) -> Late:
    def plant(found: Assessment, row: int) -> Assessment:
        table = found.table
        return replace(found, table=replace(table, **{part: at(getattr(table, part), row, text)}))

    return plant


def text_of_advice(part: str, text: str) -> Late:
    def plant(found: Assessment, row: int) -> Assessment:
        own = tuple(replace(advies, **{part: text}) for advies in found.adviezen[row])
        return replace(found, adviezen=at(found.adviezen, row, own))

    return plant


def text_of_living(part: str, text: str) -> Late:
    def plant(found: Assessment, row: int) -> Assessment:
        assert found.samenleven is not None
        own = at(getattr(found.samenleven, part), row, text)
        return replace(found, samenleven=replace(found.samenleven, **{part: own}))

    return plant


def figure_of_area(part: str, value: float) -> Late:
    def plant(found: Assessment, row: int) -> Assessment:
        own = getattr(found.table, part).copy()
        own[row] = value
        return replace(found, table=replace(found.table, **{part: own}))

    return plant


TEXTS = {"formule": "=1+1", "lang": "x" * 40_000, "nul": "a\0b", "half teken": "\ud83d", "regels": "a\n" * 300}
WRITTEN = {
    **{f"naam {word}": text_of_area("naam", text) for word, text in TEXTS.items()},
    **{f"gemeente {word}": text_of_area("gemeente", text) for word, text in TEXTS.items()},
    **{f"advies {part} {word}": text_of_advice(part, TEXTS[word]) for part in ("naam", "reden", "vorm", "betaler")
       for word in ("formule", "lang", "nul")},
    **{f"samenleven {part} {word}": text_of_living(part, TEXTS[word]) for part in ("samenstelling", "participatie")
       for word in ("formule", "lang")},
    **{f"eenzaamheid {part} nan": outcome("eenzaamheid", part, np.nan) for part in ("score", "laag", "hoog")},
    "eenzaamheid score 1e300": outcome("eenzaamheid", "score", 1e300),
    "inwoners nan": figure_of_area("inwoners", np.nan),
    "inwoners 1e300": figure_of_area("inwoners", 1e300),
}  # fmt: skip


def same(one: object, other: object, rows: np.ndarray) -> bool:
    """Compare what two results say of some rows: arrays and tuples of areas by row, everything else whole.

    Raises:
        TypeError: Something of a kind that has no rule here.
    """
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        if one.shape != other.shape or one.dtype != other.dtype:
            return False
        if one.shape and one.shape[0] == AREAS:
            one, other = one[rows], other[rows]
        return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, tuple) and isinstance(other, tuple):
        if len(one) != len(other):
            return False
        return one == other if len(one) != AREAS else all(one[row] == other[row] for row in rows.tolist())
    if isinstance(one, str | float) and isinstance(other, str | float):
        return one == other
    if one is None or other is None or type(one) is not type(other):
        return one is other
    message = f"{type(one).__name__} heeft hier geen regel"
    raise TypeError(message)


def parts(found: Assessment) -> list[tuple[str, object]]:
    return [
        *((f"uitkomst {one.id}", one) for one in found.uitkomsten),
        *((f"segmenten {one.id}", one) for one in found.segmenten),
        ("totaalbeeld", found.totaalbeeld),
        ("samenleven", found.samenleven),
    ]


# A rank is about all areas at once: it moves for others by what it means.
RANKS = ("rangen",)


def differing(found: Assessment, wanted: Assessment, rows: np.ndarray, skip: tuple[str, ...] = ()) -> list[str]:
    wrong = [] if "adviezen" in skip or same(found.adviezen, wanted.adviezen, rows) else ["adviezen"]
    for (name, one), (known, other) in zip(parts(found), parts(wanted), strict=True):
        assert name == known
        assert one is not None
        assert type(one) is type(other)
        wrong += [
            f"{name}.{item.name}"
            for item in fields(one)  # type: ignore[arg-type]
            if item.name not in (*skip, *RANKS) and not same(getattr(one, item.name), getattr(other, item.name), rows)
        ]
    return wrong


def companies(names: tuple[str, ...], rows: tuple[int, ...]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Divide faults over runs, twice: each keeps its own row, and no two are together both times."""
    runs = max(-(-len(names) // len(rows)), len(rows))
    first: dict[int, list[str]] = defaultdict(list)
    second: dict[int, list[str]] = defaultdict(list)
    for number, name in enumerate(names):
        group, slot = divmod(number, len(rows))
        first[group].append(name)
        second[(group + slot) % runs].append(name)
    return first, second


def check_all(
    names: tuple[str, ...],
    rows: tuple[int, ...],
    made: Callable[[dict[str, int]], Result],
    wanted: Result,
    moved: Callable[[Result, Result, np.ndarray], list[str]],
) -> set[str]:
    """Run all faults in company, twice, check that no row moves another, and give those that move their own.

    Args:
        names: The faults.
        rows: Rows that may be planted in; every fault has one of them.
        made: Makes the result of a run with these faults in these rows.
        wanted: The result without any.
        moved: What differs between two results in some rows.
    """
    row_of = {name: rows[number % len(rows)] for number, name in enumerate(names)}
    seen: dict[str, Result] = {}
    moving = set()
    for group in chain(*(found.values() for found in companies(names, rows))):
        found = made({name: row_of[name] for name in group})
        sound = np.setdiff1d(np.arange(AREAS), [row_of[name] for name in group])
        assert len(sound) >= AREAS - len(rows)
        assert moved(found, wanted, sound) == [], group
        for name in group:
            own = np.array([row_of[name]])
            if name in seen:
                assert moved(found, seen.pop(name), own) == [], name
            else:
                seen[name] = found
                moving |= {name} if moved(found, wanted, own) else set()
    assert not seen
    return moving


EVEN = tuple(range(0, AREAS, 2))


def test_there_are_enough_faults() -> None:
    """Faults in one row only; those that move nothing are not counted, and neither are whole columns."""
    assert len(PLANTED) - len(HARMLESS) + len(ALLOWED) + len(REFUSED) + len(WRITTEN) >= 150
    assert HARMLESS.keys() <= PLANTED.keys()


def test_company_differs_and_no_fault_is_left_out() -> None:
    names = tuple(f"f{number}" for number in range(170))
    first, second = companies(names, EVEN)
    together = [
        {frozenset((a, b)) for group in found.values() for a in group for b in group if a != b}
        for found in (first, second)
    ]
    assert not together[0] & together[1]
    for found in (first, second):
        assert sorted(chain(*found.values())) == sorted(names)
        for group in found.values():
            assert len({names.index(name) % len(EVEN) for name in group}) == len(group)


def test_what_differs_is_seen() -> None:
    rows, many = np.array([1]), np.arange(float(AREAS))
    assert same(many, many.copy(), rows)
    assert not same(many, many + 1, rows)
    assert not same(many, many[:-1], rows)
    assert not same(("a",) * AREAS, ("a",) * (AREAS - 1), rows)
    assert not same(("a", "b"), ("a",), rows)
    assert not same(("a", "b"), ("a", "c"), rows)
    assert not same(None, "a", rows)
    assert not same("a", "b", rows)
    with pytest.raises(TypeError, match="geen regel"):
        same({"a": 1}, {"a": 1}, rows)


def test_a_fault_in_a_figure_a_count_or_a_share_moves_only_its_own_row(country: Path, expected: Assessment) -> None:
    def made(group: dict[str, int]) -> Assessment:
        inputs = untouched()
        for name, row in group.items():
            PLANTED[name](inputs, row)
        return run(inputs, country)

    moving = check_all(tuple(PLANTED), EVEN, made, expected, differing)
    assert sorted(PLANTED.keys() - moving) == sorted(HARMLESS)


@cache
def sample(name: str) -> tuple[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(str(shipped("sample_data") / name))
    sheet = book.sheet_names[0]
    return sheet, [list(row) for row in book.get_sheet_by_name(sheet).to_python()]


def code_column(name: str) -> int:
    return sample(name)[1][0].index("gwb_code_10" if name == KWB else "WijkenEnBuurten")


def sheet_row(name: str, code: str) -> int:
    return next(n for n, row in enumerate(sample(name)[1]) if str(row[code_column(name)]).strip() == code)


def blocks(planted: list[tuple[str, str, str, object]]) -> list[SheetBlock]:
    """Give both sheets with other cells: file, header, area code and what stands in it (None is an error cell)."""
    made = []
    for name in (KWB, RIVM):
        sheet, rows = sample(name)
        rows, errors = [list(row) for row in rows], set()
        for file, kop, code, value in planted:
            if file == name:
                row, column = sheet_row(name, code), rows[0].index(kop)
                rows[row][column] = "" if value is None else value
                errors |= {(row + 1, column + 1)} if value is None else set()
        made.append(SheetBlock(name, sheet, rows, frozenset(errors)))  # type: ignore[arg-type]
    return made


def test_a_cell_that_is_read_moves_only_its_own_row(country: Path) -> None:
    def assessed(planted: list[tuple[str, str, str, object]]) -> Assessment:
        data = buurtwijzer.read_buurten(blocks(planted), meegeleverd())
        return buurtwijzer.assess(data, meegeleverd(), Options(dekking_pct=10, alle=True, referentie=country))

    wanted = assessed([])
    codes = wanted.table.code
    assert len(codes) == AREAS
    in_both = {str(row[code_column(RIVM)]).strip() for row in sample(RIVM)[1]}
    large = tuple(row for row, code in enumerate(codes) if wanted.table.inwoners[row] >= 500 and code in in_both)[:7]
    assert len(large) == 7

    def made(group: dict[str, int]) -> Assessment:
        return assessed([(ALLOWED[n][0], ALLOWED[n][1], codes[row], ALLOWED[n][2]) for n, row in group.items()])

    assert sorted(ALLOWED.keys() - check_all(tuple(ALLOWED), large, made, wanted, differing)) == []


def test_a_cell_that_is_refused_is_named_and_no_other_cell_is() -> None:
    codes = [str(row[0]) for row in sample(KWB)[1] if str(row[0]).startswith("BU")]
    planted, wanted = [], set()
    for number, (file, kop, value) in enumerate(REFUSED.values()):
        if (kop, value) == ("a_inw", None):
            continue  # leaves its row out: a test of its own
        code = codes[number % len(codes)]
        planted.append((file, kop, code, value))
        column = column_letter(sample(file)[1][0].index(kop))
        wanted.add(f"{file}, blad {sample(file)[0]}, cel {column}{sheet_row(file, code) + 1}")
    assert len(wanted) == len(REFUSED) - 1
    with pytest.raises(InputError) as caught:
        buurtwijzer.read_buurten(blocks(planted), meegeleverd())
    assert {str(issue.place) for issue in caught.value.issues if ", cel " in str(issue.place)} == wanted


def test_an_error_for_the_number_of_residents_costs_that_area_alone() -> None:
    codes = [str(row[0]) for row in sample(KWB)[1] if str(row[0]).startswith("BU")]
    whole = buurtwijzer.read_buurten(blocks([]), meegeleverd())
    found = buurtwijzer.read_buurten(blocks([(KWB, "a_inw", codes[3], None)]), meegeleverd())
    assert set(whole.table.code) - set(found.table.code) == {codes[3]}
    place = f"{column_letter(sample(KWB)[1][0].index('a_inw'))}{sheet_row(KWB, codes[3]) + 1}"
    assert [issue.code for issue in found.issues if f"{place}." in issue.message] == ["D249"]


Lines = dict[str, dict[str, list[object]]]


def lines(found: Assessment) -> Lines:
    """Give per sheet and area what is written: every sheet with areas, and the columns beside the user's own rows."""
    written: Lines = {}
    for blad in build_sheets(found):
        if blad.kolommen[0].kop == "code":
            per_code: dict[str, list[object]] = defaultdict(list)
            for row in blad.rijen:
                per_code[str(row[0])].append(row)
            written[blad.naam] = per_code
    written["terugschrijven"] = {code: [row] for code, row in written_columns(found).rijen.items()}
    return written


def test_a_text_or_number_of_one_area_moves_only_its_own_lines(expected: Assessment) -> None:
    codes = clean().code

    def made(group: dict[str, int]) -> Lines:
        found = expected
        for name, row in group.items():
            found = WRITTEN[name](found, row)
        return lines(found)

    def moved(one: Lines, other: Lines, rows: np.ndarray) -> list[str]:
        assert one.keys() == other.keys()
        places = [(blad, codes[row]) for blad in one for row in rows.tolist()]
        return [f"{blad} {code}" for blad, code in places if one[blad].get(code) != other[blad].get(code)]

    wanted = lines(expected)
    assert len(wanted) >= 9
    assert WRITTEN.keys() - check_all(tuple(WRITTEN), EVEN[:7], made, wanted, moved) == set()


@pytest.mark.parametrize(("name", "value"), [(n, v) for _, n, v in WHOLE_COLUMN], ids=[i for i, _, _ in WHOLE_COLUMN])
def test_a_bad_column_leaves_every_row_as_it_is_alone(name: str, value: float, country: Path) -> None:
    made = untouched()
    made.table.values[:, made.table.column(name)] = value
    made.table.state[:, made.table.column(name)] = State.ONTBREEKT if np.isnan(value) else State.GEMETEN
    among = run(made, country)
    row = np.array([BAD])
    alone = run(Run(made.table.take(row), made.aandelen[row]), country)
    for one, other in zip(alone.uitkomsten, among.uitkomsten, strict=True):
        for part in ("score", "laag", "hoog", "dekking", "bijdragen", "vergelijkbaar"):
            assert np.array_equal(getattr(one, part)[0], getattr(other, part)[BAD], equal_nan=True), (one.id, part)
        assert one.reden[0] == other.reden[BAD]
    assert alone.adviezen[0] == among.adviezen[BAD]


@pytest.mark.parametrize("value", [np.nan, 1e300, 0.0])
def test_within_the_file_only_comparisons_can_move_and_only_of_neighbours(value: float) -> None:
    made = untouched()
    whole_row(value)(made, BAD)
    others = np.delete(np.arange(AREAS), BAD)
    assert differing(run(made), run(untouched()), others, skip=("vergelijkbaar", "adviezen")) == []
