"""What is told about own figures: their year, a figure of part of the areas that weighs, a licence not filled in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import buurtwijzer
from buurtwijzer.assessment import Assessment
from buurtwijzer.core.resources import shipped
from buurtwijzer.data.table import BuurtData
from buurtwijzer.reporting.explain_value import value_node
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_start import start_own
from tests.eigen import DOELEN, VIJF, own_rules, segmentation
from tests.gegevens.eigen_bestanden import schrijf_lijst

KWB = shipped("sample_data") / "kwb2023_voorbeeldstad.xlsx"
GEZOND = shipped("sample_data") / "gezondheid2020_voorbeeldstad.xlsx"


@pytest.fixture(scope="module")
def regels(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    folder = tmp_path_factory.mktemp("r") / "eigen"
    start = start_own(folder, ["thuisgevoel"], "wonen")
    files = {name: raw.decode() for name, raw in start.files.items()}
    return buurtwijzer.load_rulebook(own_rules(folder, files), environ={})


def lees(tmp_path: Path, regels: Rulebook, blad: str, naam: str = "huurders.xlsx") -> BuurtData:
    rijen = [["code", "aandeel 8 of hoger", "aantal antwoorden"], ["BU99990101", 61, 88], ["BU99990102", 44, 12]]
    path = schrijf_lijst(tmp_path / naam, rijen, blad=blad)
    return buurtwijzer.read_buurten([KWB, GEZOND, path], regels)


def verteld(found: BuurtData | Assessment | Rulebook, code: str) -> list[str]:
    return [issue.message for issue in found.issues if issue.code == code]


@pytest.mark.parametrize(
    ("blad", "naam", "jaar", "anders"),
    [
        ("Huurders 2023", "huurders.xlsx", 2023, True),
        ("Huurders 2023", "huurders 2024.xlsx", 2023, True),
        ("Blad1", "huurders 2024.xlsx", 2024, True),
        ("Blad1", "huurders.xlsx", 2025, False),
        ("Huurders 2025", "huurders.xlsx", 2025, False),
    ],
)
def test_the_sheet_then_the_file_then_the_rule_says_the_year(
    tmp_path: Path, regels: Rulebook, blad: str, naam: str, jaar: int, *, anders: bool
) -> None:
    data = lees(tmp_path, regels, blad, naam)
    row, column = data.table.code.index("BU99990101"), data.table.column("thuisgevoel")
    assert data.table.jaar[row, column] == jaar
    assert bool(verteld(data, "D470")) is anders


def test_a_figure_of_part_of_the_areas_that_takes_scores_away_is_told(tmp_path: Path, regels: Rulebook) -> None:
    result = buurtwijzer.assess(lees(tmp_path, regels, "Huurders 2025"), regels)
    zonder = buurtwijzer.load_rulebook(environ={})
    before = buurtwijzer.assess(buurtwijzer.read_buurten([KWB, GEZOND], zonder), zonder)
    wonen, eerst = ({o.id: o for o in one.uitkomsten}["wonen"].score for one in (result, before))
    lost = int((np.isnan(wonen) & ~np.isnan(eerst)).sum())
    assert lost
    (told,) = verteld(result, "D468")
    assert told.startswith(f"{lost} gebied")
    assert not verteld(before, "D468")


def test_a_figure_with_few_answers_is_hidden_by_us(tmp_path: Path, regels: Rulebook) -> None:
    table = lees(tmp_path, regels, "Huurders 2025").table
    node = value_node(table, regels, table.code.index("BU99990102"), "thuisgevoel")
    assert "minder dan 30 antwoorden" in node.naam
    assert "door de bron" not in node.naam


@pytest.mark.parametrize(("houder", "warns"), [("Proef BV", False), ("vul de leverancier in", True)])
def test_a_licence_that_is_not_filled_in_is_told(tmp_path: Path, houder: str, *, warns: bool) -> None:
    text = segmentation().replace("Proef BV", houder)
    files = {"segmentaties/proefindeling.yaml": text, "indicatoren/thuisgevoel.yaml": VIJF + DOELEN}
    rules = buurtwijzer.load_rulebook(own_rules(tmp_path / "eigen", files), environ={})
    assert bool(verteld(rules, "R630")) is warns
