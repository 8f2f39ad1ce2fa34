"""Percentages that are parts of one: refused where the country shows that they cannot be percentages, else told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.read import read_buurten
from tests.gegevens.tekstbestanden import bewaar, tekst
from tests.geladen import meegeleverd

_KOPPEN = ("gwb_code", "regio", "gm_naam", "recs", "a_inw", "a_hh", "p_koopw")


def _bestand(path: Path, cijfers: list[object]) -> Path:
    rijen = [(f"BU034401{i:02d}", f"Buurt {i}", "Utrecht", "Buurt", 1000, 500, x) for i, x in enumerate(cijfers, 11)]
    return bewaar(path / "kwb2023.csv", tekst(_KOPPEN, rijen))


def _codes(path: Path) -> list[str]:
    try:
        data = read_buurten([path], meegeleverd())
    except InputError as error:
        return [issue.code for issue in error.issues]
    return [issue.code for issue in data.issues]


def test_parts_of_one_are_refused_with_the_column_and_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_buurten([_bestand(tmp_path, [0.1, 0.4, 0.55, 0.6, 0.86])], meegeleverd())
    (issue,) = [issue for issue in raised.value.issues if issue.code == "D365"]
    assert "p_koopw" in issue.message
    assert "100" in issue.remedy


@pytest.mark.parametrize(
    "cijfers",
    [
        [0.1, 0.4, 0.55, 0.6],  # too few to tell
        [0, 0, 0, 0, 0],  # nobody owns a house
        [0.1, 0.4, 0.55, 0.6, 40],  # one that is above 1 shows that they are percentages
    ],
)
def test_what_may_be_percentages_is_read(tmp_path: Path, cijfers: list[object]) -> None:
    assert not {"D365", "D366"} & set(_codes(_bestand(tmp_path, cijfers)))


def test_without_a_national_median_it_is_told(tmp_path: Path) -> None:
    rules = replace(meegeleverd(), referentie={})
    data = read_buurten([_bestand(tmp_path, [0.1, 0.4, 0.55, 0.6, 0.86])], rules)
    assert "D366" in {issue.code for issue in data.issues}
