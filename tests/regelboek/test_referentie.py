"""The national reference in a rulebook: it may be absent, and a stale one is told without stopping anyone."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from buurtwijzer.core.issues import Severity
from buurtwijzer.rulebook.loader import check_rulebook
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.reference import has_reference, indicator_reference, outcome_reference
from tests.regelboek.galerij import FICTIEF

SHIPPED = Path(__file__).parent.parent.parent / "rules"
KWANTIELEN = "{p1: 1, p5: 2, p10: 3, p25: 4, p30: 5, p50: 6, p70: 7, p75: 8, p90: 9, p95: 10, p99: 11}"
SHA = "ab" * 32
TEKST = f"""# yaml-language-server: $schema=../schema/referentie.json
id: "2024"
naam: Landelijke referentie 2024
jaar: 2024
methode: kwantielen naar inwoners
inwoners_min_n: 50
gebieden_n: 12
bestanden:
  - bestand: rijk.csv
    sha256: {SHA}
indicatoren:
  - indicator: drakenrook
    eenheid: pct
    jaar: 2024
    gebieden_n: 12
    gemiddelde: 6
    spreiding: 2
    kwantielen: {KWANTIELEN}
uitkomsten:
  - uitkomst: drakenvuur
    gebieden_n: 12
    dekking_frac: 0.9
    kwantielen: {KWANTIELEN}
bron:
  - kroniek
status: vastgesteld
eigenaar: hofmeester
herzien_voor: 2030-01-01
"""


def codes(folder: Path, old: str = "", new: str = "") -> dict[str, tuple[Severity, str]]:
    assert old in TEKST
    target = copytree(FICTIEF, folder / "regels")
    (target / "referentie").mkdir()
    (target / "referentie" / "2024.yaml").write_text(TEKST.replace(old, new, 1), encoding="utf-8")
    _, issues = check_rulebook(target)
    return {issue.code: (issue.severity, str(issue)) for issue in issues}


def test_a_good_reference_is_found_by_indicator_and_outcome(tmp_path: Path) -> None:
    assert not {"R316", "R450", "R451", "R452"} & set(codes(tmp_path))
    rules, _ = check_rulebook(tmp_path / "regels")
    assert rules is not None
    assert rules.landelijk is not None
    found = indicator_reference(rules, "drakenrook")
    assert found is not None
    assert found[0].kwantielen.p95 == 10
    first = next(number for number, line in enumerate(TEKST.splitlines(), 1) if "kwantielen: {" in line)
    assert rules.place(*found[1], "kwantielen", "p95").line == first
    outcome = outcome_reference(rules, "drakenvuur")
    assert outcome is not None
    assert outcome.kwantielen.kansen[:2] == (0.01, 0.05)
    assert not has_reference(rules, "torenhoogte")


def test_a_rulebook_without_a_reference_is_complete() -> None:
    rules, issues = check_rulebook(FICTIEF)
    assert rules is not None
    assert rules.landelijk is None
    assert not [issue for issue in issues if issue.code in ("R405", "R450")]


@pytest.mark.parametrize("name", ["drakenrook", "drakenvuur"])
def test_what_no_longer_exists_is_told_and_not_used(name: str, tmp_path: Path) -> None:
    severity, text = codes(tmp_path, f": {name}", ": verdwenen")["R450"]
    assert severity is Severity.WAARSCHUWING
    assert "'verdwenen'" in text
    assert "rules referentie" in text


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("p50: 6", "p50: 4.5", "R316"),
        ("p5: 2, p10: 3", "p5: 10, p10: 10", "R316"),
        ("eenheid: pct", "eenheid: per_1000", "R451"),
        ('id: "2024"', 'id: "2023"', "R406"),
        (f"sha256: {SHA}", "sha256: kort", "R211"),
    ],
)
def test_a_reference_changed_by_hand_is_refused(old: str, new: str, code: str, tmp_path: Path) -> None:
    found = codes(tmp_path, old, new)
    assert found.get(code, (None,))[0] is Severity.FOUT, found


def shipped_with(folder: Path, old: str, new: str) -> tuple[Rulebook | None, dict[str, str]]:
    target = copytree(SHIPPED, folder / "regels")
    path = target / "referentie" / "2024.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    rules, issues = check_rulebook(target)
    return rules, {issue.code: str(issue) for issue in issues}


def test_fitted_numbers_stand_in_the_reference_and_point_there() -> None:
    rules, _ = check_rulebook(SHIPPED)
    assert rules is not None
    centre = rules.place("segmentaties", "leefstijlprofielen", "segmenten", "2", "middelpunt", "3", "waarde")
    scale = rules.place("segmentaties", "leefstijlprofielen", "prototypen", "kenmerken", "0", "schaal", "afkap_laag")
    factor = rules.place("segmentaties", "bewonersgroepen", "segmenten", "4", "ijkfactor")
    lines = (SHIPPED / "referentie" / "2024.yaml").read_text(encoding="utf-8").splitlines()
    assert {place.file for place in (centre, scale, factor)} == {"referentie/2024.yaml"}
    assert "leeftijd_45_64" in lines[(centre.line or 0) - 1]
    assert "afkap_laag" in lines[(scale.line or 0) - 1]
    assert rules.segmentaties["bewonersgroepen"].segmenten[4].id in lines[(factor.line or 0) - 1]


def test_profiles_for_other_segments_are_told_and_left_out(tmp_path: Path) -> None:
    rules, told = shipped_with(tmp_path, "segment: doorsnee_wijken", "segment: iets_anders")
    assert rules is not None
    assert not rules.segmentaties["leefstijlprofielen"].is_berekend
    assert "doet niet mee" in told["R453"]


def test_factors_for_other_segments_are_told_and_not_used(tmp_path: Path) -> None:
    rules, told = shipped_with(tmp_path, "segment: werkend_ruim", "segment: iets_anders")
    assert rules is not None
    assert rules.segmentaties["bewonersgroepen"].segmenten[0].ijkfactor is None
    assert "ijkfactoren" in told["R455"]


def test_a_profile_changed_by_hand_is_refused_where_it_stands(tmp_path: Path) -> None:
    rules, told = shipped_with(tmp_path, "afkap_laag: 3.5941", "afkap_laag: 93.5941")
    assert rules is None
    assert told["R302"].startswith("referentie/2024.yaml:")


def test_a_correction_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    target = copytree(FICTIEF, tmp_path / "regels")
    path = target / "indicatoren" / "drakenrook.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("bron:\n  - ", "stedelijkheid_corrigeren: true\nbron:\n  - "), encoding="utf-8")
    rules, issues = check_rulebook(target)
    assert rules is not None
    told = [issue for issue in issues if issue.code == "R452"]
    assert len(told) == 1
    assert told[0].severity is Severity.WAARSCHUWING
