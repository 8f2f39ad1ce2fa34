"""A table of columns in YAML: strict, everything wrong at once, each with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.rulebook.column_targets import known_targets
from buurtwijzer.rulebook.own_columns import OwnColumns, read_own_columns
from tests.geladen import meegeleverd

GOED = "code: Code\nkolommen:\n  - kop: Koop\n    doel: p_koopw\n"


def lees(map_: Path, tekst: str) -> OwnColumns:
    pad = map_ / "k.yaml"
    pad.write_text(tekst, encoding="utf-8")
    return read_own_columns(pad, meegeleverd())


FOUTEN = {
    "sleutel": (GOED.replace("code:", "coode:"), "k.yaml:1:1", "R202", "'code'"),
    "sleutel van een kolom": (GOED + "    eenhied: pct\n", "k.yaml:5:5", "R202", "'eenheid'"),
    "doel": (GOED.replace("p_koopw", "p_kopw"), "k.yaml:4:11", "R612", "'p_koopw'"),
    "indicator": (GOED.replace("p_koopw", "eenzaamm"), "k.yaml:4:11", "R612", "'eenzaam'"),
    "doel dat nergens op lijkt": (GOED.replace("p_koopw", "qqq"), "k.yaml:4:11", "R612", "handboek"),
    "eigen cijfer zonder regel": (GOED.replace("p_koopw", "thuisgevoel"), "k.yaml:4:11", "R612", "--eigen thuisgevoel"),
    "antwoorden zonder regel": (
        GOED.replace("p_koopw", "thuisgevoel.antwoorden"),
        "k.yaml:4:11",
        "R612",
        "--regels mijn-regels",
    ),
    "doel over herkomst": (GOED.replace("p_koopw", "p_nw_all"), "k.yaml:4:11", "R615", "uit de kolomtabel"),
    "kop over geloof": (GOED.replace("kop: Koop", "kop: Moslims"), "k.yaml:3:10", "R615", "uit de kolomtabel"),
    "titel van CBS": (GOED.replace("kop: Koop", "kop: Europa"), "k.yaml:3:10", "R615", "uit de kolomtabel"),
    "eigen uitkomst": (GOED.replace("kop: Koop", "kop: Bwz wonen"), "k.yaml:3:10", "R619", "gemeten cijfer"),
    "eigen uitkomst uit R": (GOED.replace("kop: Koop", "kop: Bwz.wonen"), "k.yaml:3:10", "R619", "gemeten cijfer"),
    "eenheid": (GOED + "    eenheid: procent\n", "k.yaml:5:14", "R210", "pct"),
    "eenheid die niet past": (GOED + "    eenheid: km\n", "k.yaml:5:14", "R614", "factor"),
    "eenheid en factor": (GOED + "    eenheid: pct\n    factor: 2\n", "k.yaml:6:13", "R616", "een van de twee"),
    "twee keer": (GOED + "  - kop: Huis\n    doel: p_koopw\n", "k.yaml:6:11", "R613", "jaar"),
    "gemeente en gemeente_is": ("gemeente: G\ngemeente_is: Ede\n" + GOED, "k.yaml:2:14", "R616", "een van de twee"),
    "kop is een getal": (GOED.replace("Koop", "2023"), "k.yaml:3:10", "R204", "aanhalingstekens"),
}


@pytest.mark.parametrize("naam", FOUTEN)
def test_a_mistake_is_told_at_its_place_with_what_to_do(tmp_path: Path, naam: str) -> None:
    tekst, plaats, code, raad = FOUTEN[naam]
    with pytest.raises(InputError) as fout:
        lees(tmp_path, tekst)
    (issue,) = fout.value.issues
    assert (issue.place, issue.code) == (plaats, code)
    assert raad in issue.remedy


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    tekst = GOED.replace("p_koopw", "p_kopw").replace("code:", "coode:") + "  - doel: a_inw\n"
    with pytest.raises(InputError) as fout:
        lees(tmp_path, tekst)
    assert {issue.code for issue in fout.value.issues} == {"R202", "R612", "R201"}


def test_two_years_of_one_figure_are_two_columns(tmp_path: Path) -> None:
    tekst = GOED + "    jaar: 2021\n  - kop: Koop nieuw\n    doel: p_koopw\n    jaar: 2022\n"
    assert [column.jaar for column in lees(tmp_path, tekst).kolommen] == [2021, 2022]


def test_a_table_without_columns_is_possible(tmp_path: Path) -> None:
    assert lees(tmp_path, "code: Code\nkolommen:\n").kolommen == ()


def test_nothing_about_origin_can_be_a_target() -> None:
    assert not {"p_nw_all", "a_marok", "a_nl_all"} & set(known_targets(meegeleverd()))


def test_every_indicator_can_be_a_target() -> None:
    known = known_targets(meegeleverd())
    assert set(meegeleverd().indicatoren) <= set(known)
