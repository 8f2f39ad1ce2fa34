"""Every kind of mistake in rules: the code, the words, the file, the line; and all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, Field, ValidationError

from buurtwijzer.core.errors import RulebookError
from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.loader import check_rulebook, load_rulebook
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.strict_yaml import parse_yaml
from buurtwijzer.rulebook.type_errors import type_issues
from tests.regelboek.galerij import BRON, BURCHT, GEVALLEN, KIND, ROOK, TOREN, Geval

# Kinds with a test of their own below, because they are no single mistake in a file.
ELDERS = {
    "R101",
    "R215",
    "R305",
    "R316",
    "R401",
    "R410",
    "R414",
    "R450",
    "R451",
    "R452",
    "R453",
    "R454",
    "R455",
    "R501",
    "R502",
    "R503",
}
# Kinds about an overlay, in test_overlay*.py and test_upgrade*.py.
OVERLAY = {"R440", "R441", "R442", "R443", "R444", "R445", "R446", "R447", "R510", "R511", "R512"}


def fouten(issues: tuple[Issue, ...]) -> list[Issue]:
    return [issue for issue in issues if issue.severity is Severity.FOUT]


Nagekeken = tuple[Geval, Path, Rulebook | None, tuple[Issue, ...]]


@pytest.fixture(scope="module", params=GEVALLEN, ids=[geval.naam for geval in GEVALLEN])
def nagekeken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Nagekeken:
    """Give a broken rulebook, its folder and what was found in it: made and checked once for the tests on it."""
    geval: Geval = request.param
    folder = tmp_path_factory.mktemp("regels")
    geval.make(folder)
    return geval, folder, *check_rulebook(folder)


def test_mistake_is_told_with_place_and_words(nagekeken: Nagekeken) -> None:
    geval, folder, rulebook, issues = nagekeken
    assert rulebook is None
    found = [issue for issue in fouten(issues) if issue.code == geval.code]
    assert found, [str(issue) for issue in issues]
    said = found[0]
    text = f"{said.message} {said.remedy}"
    assert said.remedy
    for words in geval.woorden:
        assert words in text, text
    file, line, column = (*said.place.split(":"), "", "")[:3]
    if geval.code not in ("R402", "R403", "R405"):
        assert file == geval.bestand.removesuffix("/toren.yaml") if geval.code == "R404" else geval.bestand
    if geval.op is not None:
        assert line == str(geval.line(folder)), said
    if geval.kolom is not None:
        assert column == str(geval.kolom), said


def test_one_mistake_gives_no_flood(nagekeken: Nagekeken) -> None:
    *_, issues = nagekeken
    assert len(fouten(issues)) <= 3, [str(issue) for issue in issues]


def test_gallery_shows_every_kind_of_error() -> None:
    shown = {geval.code for geval in GEVALLEN}
    assert shown | ELDERS | OVERLAY == {kind.code for kind in kinds.KINDS}
    assert not shown & ELDERS
    assert len(GEVALLEN) >= 40


def test_all_mistakes_come_at_once_and_ordered(tmp_path: Path) -> None:
    wrong = {
        BRON: ("merk: aanname", "merk: &a aanname"),
        TOREN: ("laag: 100", "laag: 0,35"),
        ROOK: ("laag: 0", "laag: 30"),
        KIND: ("- a_hh_m_k", "- a_tur"),
        BURCHT: ("indicator: drakenrook", "indicator: drakenrok"),
    }
    GEVALLEN[0].make(tmp_path)
    for name, (old, new) in wrong.items():
        text = (tmp_path / name).read_text(encoding="utf-8") if name != BRON else "id: kroniek\nmerk: aanname\n"
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        load_rulebook(tmp_path, environ={})
    codes = [issue.code for issue in fouten(caught.value.issues)]
    assert sorted(codes) == ["R109", "R205", "R302", "R408", "R411"]
    places = [issue.place for issue in fouten(caught.value.issues)]
    assert places == sorted(places)
    assert all(str(issue) in str(caught.value) for issue in caught.value.issues)


def test_two_mistakes_in_one_file_both_come(tmp_path: Path) -> None:
    Geval("", "", TOREN, "laag: 100", "laag: veel\n  lag: 3", None).make(tmp_path)
    _, issues = check_rulebook(tmp_path)
    assert [issue.code for issue in fouten(issues)] == ["R205", "R202"]


def test_a_broken_rule_is_not_reported_again_where_it_is_used(tmp_path: Path) -> None:
    Geval("", "", ROOK, "laag: 0", "laag: veel", None).make(tmp_path)
    _, issues = check_rulebook(tmp_path)
    assert [issue.code for issue in fouten(issues)] == ["R205"]


def test_heavy_weight_is_a_warning_and_the_rules_still_load(tmp_path: Path) -> None:
    Geval("", "", BURCHT, "gewicht_frac: 0.4", "gewicht_frac: 0.5", None).make(tmp_path)
    path = tmp_path / BURCHT
    path.write_text(path.read_text(encoding="utf-8").replace("0.35", "0.25"), encoding="utf-8")
    rulebook = load_rulebook(tmp_path, environ={})
    (issue,) = [issue for issue in rulebook.issues if issue.code == "R305"]
    assert issue.severity is Severity.WAARSCHUWING
    assert "0,5" in issue.message
    assert issue.place.startswith(f"{BURCHT}:6:")


def test_indicator_without_direction_cannot_be_scored(tmp_path: Path) -> None:
    Geval("", "", KIND, "hoger_is_gunstiger", "geen", None).make(tmp_path)
    _, issues = check_rulebook(tmp_path)
    places = [issue.place.split(":")[0] for issue in fouten(issues) if issue.code == "R410"]
    assert places == ["krachten/gezang.yaml", BURCHT]


def test_the_engine_needs_the_composition(tmp_path: Path) -> None:
    Geval("", "", BRON, "id", "id", None).make(tmp_path)
    old = tmp_path / "vergelijking" / "samenstelling.yaml"
    text = old.read_text(encoding="utf-8").replace("id: samenstelling", "id: anders")
    old.unlink()
    (tmp_path / "vergelijking" / "anders.yaml").write_text(text, encoding="utf-8")
    _, issues = check_rulebook(tmp_path)
    assert [issue.code for issue in fouten(issues)] == ["R414"]


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    rulebook, (issue,) = check_rulebook(tmp_path / "weg")
    assert rulebook is None
    assert (issue.code, issue.place) == ("R401", "weg")


def test_file_that_cannot_be_opened(tmp_path: Path) -> None:
    Geval("", "", BRON, "id", "id", None).make(tmp_path)
    (tmp_path / "bronnen" / "map.yaml").mkdir()
    _, issues = check_rulebook(tmp_path)
    assert "R101" in [issue.code for issue in fouten(issues) if issue.place == "bronnen/map.yaml"]


def test_a_type_that_has_no_words_yet_still_gets_a_place() -> None:
    class Proef(BaseModel):
        even: int = Field(multiple_of=2)

    source = parse_yaml(b"even: 3\n", "proef.yaml")
    with pytest.raises(ValidationError) as caught:
        Proef.model_validate(source.data)
    (issue,) = type_issues(caught.value, Proef, source, "proef.yaml")
    assert str(issue).startswith("proef.yaml:1:7: [R215]")


def test_what_editors_and_file_managers_leave_is_not_a_rule(tmp_path: Path) -> None:
    Geval("", "", BRON, "id", "id", None).make(tmp_path)
    for name in (".git", "indicatoren/.toren.yaml.swp", "indicatoren/Thumbs.db", "README.md", "schema"):
        path = tmp_path / name
        path.mkdir() if "." not in name[1:] else path.write_text("x", encoding="utf-8")
    rulebook, issues = check_rulebook(tmp_path)
    assert rulebook is not None
    assert not fouten(issues)
