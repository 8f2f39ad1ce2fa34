"""From a file to lifestyles: in the result, in JSON, and in the form of the advice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import buurtwijzer
from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.core.resources import shipped
from buurtwijzer.data.table import BuurtData
from buurtwijzer.reporting.json_form import assessment_json
from buurtwijzer.reporting.segments import unvalidated, validation_lines, validation_text
from buurtwijzer.reporting.written import written_columns
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Validatie
from buurtwijzer_excel.workbook.explained import explain_cell, short_lines
from tests.geladen import meegeleverd

VOORBEELD = ("kwb2023_voorbeeldstad.xlsx", "gezondheid2020_voorbeeldstad.xlsx")


@pytest.fixture(scope="module")
def regels() -> Rulebook:
    return meegeleverd()


@pytest.fixture(scope="module")
def gegevens(regels: Rulebook) -> BuurtData:
    return buurtwijzer.read_buurten([shipped("sample_data") / naam for naam in VOORBEELD], regels)


@pytest.fixture(scope="module")
def uitkomst(gegevens: BuurtData, regels: Rulebook) -> Assessment:
    return buurtwijzer.assess(gegevens, regels)


def test_both_segmentations_and_living_together_are_there(uitkomst: Assessment) -> None:
    assert [found.id for found in uitkomst.segmenten] == ["leefstijlprofielen", "bewonersgroepen"]
    assert uitkomst.samenleven is not None
    for found in uitkomst.segmenten:
        assert len(found.reden) == len(uitkomst.table)
        assert any(not text for text in found.reden)
        assert any(text for text in found.reden)


def test_advice_takes_the_form_of_the_leading_style(uitkomst: Assessment) -> None:
    leading = uitkomst.segmenten[0]
    seen = set()
    for style, advice in zip(leading.benaderstijl, uitkomst.adviezen, strict=True):
        for entry in advice:
            rule = uitkomst.rulebook.interventies[entry.interventie]
            own = {vorm.benaderstijl: vorm.vorm for vorm in rule.vormen}
            assert entry.vorm == own.get(style, rule.standaardvorm)
            assert (entry.aansluiting is None) == (style is None)
            seen.add(style)
    assert len(seen - {None}) >= 2


def test_another_segmentation_leads_when_asked(gegevens: BuurtData, regels: Rulebook) -> None:
    asked = buurtwijzer.assess(gegevens, regels, Options(segmentatie="bewonersgroepen"))
    assert [found.id for found in asked.segmenten] == ["bewonersgroepen", "leefstijlprofielen"]


@pytest.mark.parametrize(
    ("id_", "waarom"), [("eigen_segmentatie", "kolommen met aandelen zijn er niet"), ("horoscoop", "heeft die niet")]
)
def test_what_cannot_lead_is_refused(gegevens: BuurtData, regels: Rulebook, id_: str, waarom: str) -> None:
    with pytest.raises(buurtwijzer.InputError, match="D394") as caught:
        buurtwijzer.assess(gegevens, regels, Options(segmentatie=id_))
    (issue,) = caught.value.issues
    assert waarom in issue.message
    assert "leefstijlprofielen" in issue.remedy


def test_shares_that_are_brought_lead(gegevens: BuurtData, regels: Rulebook) -> None:
    table = gegevens.table
    brought = np.full((len(table), 4), 10.0)
    brought[np.arange(len(table)), np.arange(len(table)) % 4] = 70.0
    found = buurtwijzer.assess(gegevens, regels, ingelezen={"eigen_segmentatie": brought})
    leading = found.segmenten[0]
    assert leading.id == "eigen_segmentatie"
    for row, code in enumerate(found.table.code):
        if not leading.reden[row]:
            assert leading.grootste[row, 0] == table.code.index(code) % 4


def test_json_carries_shares_that_add_up(uitkomst: Assessment) -> None:
    form = assessment_json(uitkomst)
    areas = form["gebieden"]
    assert isinstance(areas, list)
    known = 0
    for area in areas:
        for part in area["leefstijlen"].values():
            if part["reden"] is None:
                known += 1
                assert sum(segment["aandeel"] for segment in part["segmenten"].values()) == pytest.approx(1, abs=1e-12)
                assert part["benaderstijl"] in uitkomst.rulebook.benaderstijlen
            else:
                assert part["segmenten"] == {}
                assert part["benaderstijl"] is None
        assert bool(area["samenleven"]["reden"]) != bool(area["samenleven"]["zelfredzaamheid"])
    assert known > 20


def test_the_receipt_says_what_learns_and_what_the_source_calls_the_groups(uitkomst: Assessment) -> None:
    receipt = dict(uitkomst.verantwoording)
    assert "leert niet" in receipt["model leefstijlprofielen"]
    assert "Weinig middelen en steun = precariaat" in receipt["namen in de bron van bewonersgroepen"]
    assert receipt["segmentatie"] == "eerste van het regelboek"


GETOETST = Validatie(
    onderzoek="Proef",
    jaar=2023,
    bron="eigen_gegevens",
    niveau="buurt",
    gemeenten=["GM9999"],
    gebieden_n=40,
    mae_pp=2.0,
    mae_ongewijzigd_pp=2.5,
    mae_landelijk_pp=3.0,
    winst_laag_pp=0.2,
    winst_hoog_pp=0.8,
    helling=1.0,
    grootste_goed_frac=0.8,
    grootste_goed_landelijk_frac=0.6,
    tabellen_sha256="0" * 64,
    validatie_sha256="0" * 64,
)


def nagekeken(uitkomst: Assessment, gemeente: str) -> Assessment:
    rules = uitkomst.rulebook
    groepen = rules.segmentaties["bewonersgroepen"]
    checked = groepen.model_copy(update={"gevalideerd": [GETOETST.model_copy(update={"gemeenten": [gemeente]})]})
    return replace(uitkomst, rulebook=replace(rules, segmentaties={**rules.segmentaties, groepen.id: checked}))


@pytest.mark.parametrize(("gemeente", "hier"), [("GM9999", True), ("GM0344", False)])
def test_only_where_it_was_checked_the_sentence_goes(uitkomst: Assessment, gemeente: str, hier: bool) -> None:
    found = nagekeken(uitkomst, gemeente)
    areas = assessment_json(found)["gebieden"]
    assert isinstance(areas, list)
    assert {area["leefstijlen"]["bewonersgroepen"]["gevalideerd_hier"] for area in areas} == {hier}
    assert {area["leefstijlen"]["leefstijlprofielen"]["gevalideerd_hier"] for area in areas} == {False}
    row = next(row for row, text in enumerate(found.segmenten[1].reden) if not text)
    profielen, groepen = (validation_text(found, segments, row) for segments in found.segmenten)
    assert profielen.startswith("Niet gevalideerd hier")
    assert groepen.startswith("Nagekeken in deze gemeente met Proef (2023)" if hier else "Niet gevalideerd hier")
    lines = dict(validation_lines(found))
    assert ("Bewonersgroepen: niet gevalideerd hier" in lines) is not hier
    assert "Leefstijlprofielen: niet gevalideerd hier" in lines
    assert "80 % van de gebieden (landelijk: 60 %)" in lines["Nagekeken: bewonersgroepen"]


def test_shares_of_the_organisation_are_no_estimate_of_ours(gegevens: BuurtData, regels: Rulebook) -> None:
    brought = np.full((len(gegevens.table), 4), 25.0)
    found = buurtwijzer.assess(gegevens, regels, ingelezen={"eigen_segmentatie": brought})
    assert not any(unvalidated(found, found.segmenten[0]))
    assert validation_text(found, found.segmenten[0], 0) == ""
    areas = assessment_json(found)["gebieden"]
    assert isinstance(areas, list)
    assert areas[0]["leefstijlen"]["eigen_segmentatie"]["gevalideerd_hier"] is None


def test_the_explanation_in_excel_says_it_too(uitkomst: Assessment) -> None:
    row = next(row for row, text in enumerate(uitkomst.segmenten[0].reden) if not text)
    code = uitkomst.table.code[row]
    written = written_columns(uitkomst)
    name = next(column.naam for column in written.kolommen if column.naam.endswith("leefstijl_1"))
    node = explain_cell(uitkomst, written, code, name)
    assert node is not None
    assert "Niet gevalideerd hier" in " ".join(short_lines(node))
