"""The JSON form: same sums after a round trip, missing is null, fixed order."""

from __future__ import annotations

import json
from typing import Any

import pytest

from buurtwijzer.reporting.json_form import assessment_json
from tests.unit.assessments import assessment


def through_json() -> dict[str, Any]:
    text = json.dumps(assessment_json(assessment()), allow_nan=False, ensure_ascii=False)
    found: dict[str, Any] = json.loads(text)
    return found


def test_contributions_and_rest_are_the_score_after_json() -> None:
    checked = 0
    for area in through_json()["gebieden"]:
        for outcome in area["uitkomsten"].values():
            if outcome["score"] is None:
                assert outcome["bijdragen"] == {}
                assert outcome["rest"] is None
                assert outcome["reden"]
                continue
            checked += 1
            assert next(iter(outcome["bijdragen"])) == "vertrekpunt"
            total = sum(outcome["bijdragen"].values()) + outcome["rest"]
            assert total == pytest.approx(outcome["score"], abs=1e-9)
    assert checked == 2 * 5


def test_missing_is_null_and_never_zero() -> None:
    small = through_json()["gebieden"][2]
    assert small["huishoudens"] is None
    assert {o["laag"] for o in small["uitkomsten"].values()} == {None}
    second = through_json()["gebieden"][1]["uitkomsten"]["gezondheid"]
    assert "c_gezond" not in second["bijdragen"]


def test_form_of_the_contract() -> None:
    form = through_json()
    assert form["schema"] == 1
    assert [area["code"] for area in form["gebieden"]] == ["BU00010001", "BU00010002", "BU00010003"]
    assert list(form["gebieden"][0]["uitkomsten"]) == [
        "gezondheid",
        "wonen",
        "vrijwillige_inzet",
        "eenzaamheid",
        "rondkomen",
    ]
    assert form["gebieden"][0]["adviezen"][0]["poorten"][0] == {
        "naam": "probleem",
        "antwoord": "ja",
        "waarom": "Eenzaamheid is 63.",
    }
    assert form["meldingen"][0]["wat_te_doen"] == "Niets te doen."
    assert form["verantwoording"][0] == {"onderdeel": "Buurtwijzer", "waarde": "0.1.0"}


def test_two_results_give_the_same_text() -> None:
    first, second = (json.dumps(assessment_json(assessment())) for _ in range(2))
    assert first == second
