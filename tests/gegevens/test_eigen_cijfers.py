"""Own columns: beside those of CBS, in a file of their own, with too few answers, wrongly named, and shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

import buurtwijzer
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.resources import shipped
from buurtwijzer.data.own.figures import shares_of
from buurtwijzer.data.table import BuurtData, State
from buurtwijzer.rulebook.model import Rulebook
from tests.eigen import DOELEN, VIJF, own_file, own_rules, segmentation, with_columns

KWB = shipped("sample_data") / "kwb2023_voorbeeldstad.xlsx"
THUIS = "indicatoren/thuisgevoel.yaml"
INDELING = "segmentaties/proefindeling.yaml"
Columns = Mapping[str, Sequence[object]]


@pytest.fixture(scope="module")
def regels(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    files = {
        THUIS: VIJF + DOELEN + "antwoorden: N\n",
        "indicatoren/meldingen.yaml": VIJF.replace("thuisgevoel", "meldingen")
        .replace("pct", "per_1000")
        .replace("Aandeel 8 of hoger", "meldingen\nnoemer: inwoners"),
        INDELING: segmentation(),
    }
    return buurtwijzer.load_rulebook(own_rules(tmp_path_factory.mktemp("r") / "eigen", files), environ={})


def beside(tmp_path: Path, regels: Rulebook, columns: Columns) -> BuurtData:
    return buurtwijzer.read_buurten([with_columns(KWB, tmp_path / "kwb2023_eigen.xlsx", columns)], regels)


def apart(tmp_path: Path, regels: Rulebook, columns: Columns, name: str = "onderzoek 2024.xlsx") -> BuurtData:
    return buurtwijzer.read_buurten([KWB, own_file(KWB, tmp_path / name, columns)], regels)


def figures(data: BuurtData, indicator: str) -> list[float]:
    rows = data.table.rows_of(Niveau.BUURT)
    return data.table.values[rows, data.table.column(indicator)].tolist()


def told(data: BuurtData, code: str) -> list[str]:
    return [f"{issue.message} {issue.remedy}" for issue in data.issues if issue.code == code]


ALLES: Columns = {
    "AANDEEL 8  of hoger": [55.5, 61, 48],
    "n": [30, 100, 29],
    "Meldingen": [12, 0, 3],
    "Deel stad": [25, 70],
    "deel land": [75, 30],
}


def test_own_file_and_columns_beside_give_the_same_figures(tmp_path: Path, regels: Rulebook) -> None:
    constant = {head: [values[0]] for head, values in ALLES.items()}
    one, other = beside(tmp_path, regels, constant), apart(tmp_path, regels, constant)
    for indicator in ("thuisgevoel", "meldingen", "proefindeling.groep_0", "proefindeling.groep_1"):
        assert np.isfinite(figures(one, indicator)).any()
        np.testing.assert_array_equal(figures(one, indicator), figures(other, indicator))


def test_the_cell_and_the_year_are_known(tmp_path: Path, regels: Rulebook) -> None:
    constant = {head: [values[0]] for head, values in ALLES.items()}
    data = beside(tmp_path, regels, constant)
    table = data.table
    row = int(table.rows_of(Niveau.BUURT)[0])
    (place,) = table.places(row, "thuisgevoel")
    assert str(place).startswith("kwb2023_eigen.xlsx")
    assert table.jaar[row, table.column("thuisgevoel")] == 2025, "van de regel"
    assert table.jaar[row, table.column("meldingen")] == 2023, "van het blad"
    assert apart(tmp_path, regels, constant).table.jaar[row, table.column("thuisgevoel")] == 2024, "van het bestand"


def test_a_file_without_a_year_takes_that_of_its_rule(tmp_path: Path, regels: Rulebook) -> None:
    only = {head: ALLES[head] for head in ("AANDEEL 8  of hoger", "n")}
    table = apart(tmp_path, regels, only, "huurders.xlsx").table
    assert set(table.jaar[table.rows_of(Niveau.BUURT), table.column("thuisgevoel")].tolist()) == {0, 2025}


def test_too_few_answers_are_hidden_and_counted(tmp_path: Path, regels: Rulebook) -> None:
    data = apart(tmp_path, regels, {**ALLES, "n": [30, 29, ".", 0]})
    table, rows = data.table, data.table.rows_of(Niveau.BUURT)
    states = table.state[rows, table.column("thuisgevoel")].reshape(-1, 4)
    assert (states == [State.GEMETEN, *[State.ONDERDRUKT] * 3]).all()
    (text,) = told(data, "D413")
    assert "18 gebieden" in text
    assert "minder dan 30" in text


def test_without_the_answers_the_figure_is_not_used(tmp_path: Path, regels: Rulebook) -> None:
    data = beside(tmp_path, regels, {head: values for head, values in ALLES.items() if head != "n"})
    assert np.isnan(figures(data, "thuisgevoel")).all()
    (text,) = told(data, "D411")
    assert "'N'" in text
    assert THUIS in text


def test_counts_are_divided_by_residents(tmp_path: Path, regels: Rulebook) -> None:
    for data in (beside(tmp_path, regels, ALLES), apart(tmp_path, regels, ALLES)):
        table, column = data.table, data.table.column("meldingen")
        known = np.isfinite(table.values[:, column]) & (table.inwoners > 0)
        counts = np.round(table.values[known, column] * table.inwoners[known] / 1000, 6)
        assert set(counts.tolist()) == {0.0, 3.0, 12.0}
        assert not np.isfinite(table.values[table.inwoners == 0, column]).any()


def test_a_near_header_is_named_and_not_used(tmp_path: Path, regels: Rulebook) -> None:
    data = beside(tmp_path, regels, {"Aandeel 8 en hoger": [50], "n": [100]})
    assert np.isnan(figures(data, "thuisgevoel")).all()
    assert any("Bedoelt u 'Aandeel 8 en hoger'?" in text for text in told(data, "D411"))


@pytest.mark.parametrize("waarden", [[0.56, 0.8], [0.615], [0.0, 1.0]])
def test_percentages_that_look_like_fractions_are_refused(
    tmp_path: Path, regels: Rulebook, waarden: list[float]
) -> None:
    for lees in (beside, apart):
        with pytest.raises(InputError) as gevonden:
            lees(tmp_path, regels, {**ALLES, "AANDEEL 8  of hoger": waarden})
        (fout,) = [issue for issue in gevonden.value.issues if issue.code == "D412"]
        assert "'eenheid: fractie'" in fout.remedy
        assert "kolom" in str(fout.place)


def test_percentages_under_one_are_read_where_the_rule_says_so(tmp_path: Path) -> None:
    rule = VIJF + "laag: 0\nhoog: 1\njaar: 2025\nbovengrens: 1\n"
    regels = buurtwijzer.load_rulebook(own_rules(tmp_path / "eigen", {THUIS: rule}), environ={})
    assert max(figures(apart(tmp_path, regels, {"aandeel 8 of hoger": [0.2, 0.7]}), "thuisgevoel")) == 0.7


def test_shares_come_from_columns_and_missing_stays_missing(tmp_path: Path, regels: Rulebook) -> None:
    data = apart(tmp_path, regels, {**ALLES, "Deel stad": [25, "."], "deel land": [75, 30]})
    shares = shares_of(data.table, regels)["proefindeling"][data.table.rows_of(Niveau.BUURT)]
    np.testing.assert_array_equal(shares[0], [25, 75])
    np.testing.assert_array_equal(shares[1], [np.nan, 30])


def test_without_any_share_the_table_is_as_it_was(regels: Rulebook) -> None:
    data = buurtwijzer.read_buurten([KWB], regels)
    assert set(data.table.indicatoren) == set(regels.indicatoren)
    assert shares_of(data.table, regels) == {}
    assert "'deel stad' en 'deel land'" in told(data, "D414")[0]


def test_half_of_the_shares_are_not_used(tmp_path: Path, regels: Rulebook) -> None:
    data = beside(tmp_path, regels, {"Deel stad": [40]})
    assert shares_of(data.table, regels) == {}
    (text,) = told(data, "D414")
    assert "de kolom 'deel land'" in text


def test_shares_that_make_no_whole_are_told(tmp_path: Path, regels: Rulebook) -> None:
    data = apart(tmp_path, regels, {**ALLES, "Deel stad": [0.25], "deel land": [0.75]})
    (text,) = told(data, "D415")
    assert "24 gebieden" in text
    assert "1,0 %" in text
    assert "pct of fractie" in text
    assert not told(apart(tmp_path, regels, {**ALLES, "Deel stad": [25.5, 70]}), "D415"), "afronding"
