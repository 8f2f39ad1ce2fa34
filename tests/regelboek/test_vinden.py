"""Which rules are used, and that the same rules have the same hash wherever they stand."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from buurtwijzer.core.errors import RulebookError
from buurtwijzer.core.issues import Severity
from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook.freshness import check_freshness
from buurtwijzer.rulebook.loader import check_rulebook, find_rulebook, load_rulebook
from tests.regelboek.galerij import FICTIEF


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FICTIEF, tmp_path / "regels"))


def test_lookup_order(tmp_path: Path, copy: Path) -> None:
    beside = tmp_path / "werk"
    shutil.copytree(FICTIEF, beside / "buurtwijzer-regels")
    book = beside / "cijfers.xlsx"
    book.touch()
    environ = {"BUURTWIJZER_REGELS": str(tmp_path / "env")}
    assert find_rulebook(copy, book, environ) == (copy, "gekozen met --regels")
    assert find_rulebook(None, book, environ) == (tmp_path / "env", "gekozen met de variabele BUURTWIJZER_REGELS")
    expected = (beside / "buurtwijzer-regels", "map buurtwijzer-regels bij het invoerbestand")
    assert find_rulebook(None, book, {}) == expected
    assert find_rulebook(None, beside, {"BUURTWIJZER_REGELS": " "}) == expected
    assert find_rulebook(None, None, {}) == (shipped("rules"), "meegeleverd met Buurtwijzer")


def test_folder_beside_without_manifest_is_not_a_rulebook(tmp_path: Path) -> None:
    (tmp_path / "buurtwijzer-regels").mkdir()
    assert find_rulebook(None, tmp_path / "x.xlsx", {})[0] == shipped("rules")


def test_environment_of_the_process_counts(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUURTWIJZER_REGELS", str(copy))
    assert load_rulebook().manifest.id == "elfenrijk"
    assert load_rulebook(environ={}).manifest.id == "buurtwijzer_standaard"


def test_chosen_folder_that_is_wrong_is_an_error_and_no_silent_fallback(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as caught:
        load_rulebook(tmp_path / "weg", environ={})
    assert "R401" in str(caught.value)
    assert "--regels" in str(caught.value)
    with pytest.raises(RulebookError, match="R402"):
        load_rulebook(environ={"BUURTWIJZER_REGELS": str(tmp_path)})


def test_fictional_rulebook_loads(copy: Path) -> None:
    rulebook = load_rulebook(copy, environ={})
    assert len(rulebook.indicatoren) == 3
    assert rulebook.gekozen_via == "gekozen met --regels"
    assert rulebook.map == copy
    assert not [issue for issue in rulebook.issues if issue.severity is Severity.FOUT]


def test_hash_does_not_depend_on_folder_line_ends_or_other_files(tmp_path: Path, copy: Path) -> None:
    windows = Path(shutil.copytree(FICTIEF, tmp_path / "heel" / "ergens anders"))
    for path in windows.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (windows / "README.md").write_text("niet van belang", encoding="utf-8")
    assert load_rulebook(windows, environ={}).sha256 == load_rulebook(copy, environ={}).sha256


@pytest.mark.parametrize("change", ["inhoud", "naam", "erbij"])
def test_hash_sees_every_change(copy: Path, change: str) -> None:
    before = load_rulebook(copy, environ={}).sha256
    hof = copy / "beleid" / "hof.yaml"
    text = hof.read_text(encoding="utf-8")
    if change == "inhoud":
        hof.write_text(text.replace("Genoeg wachters", "Weinig wachters"), encoding="utf-8")
    else:
        (copy / "beleid" / "dorp.yaml").write_text(text.replace("id: hof", "id: dorp"), encoding="utf-8")
        if change == "naam":
            hof.unlink()
    assert load_rulebook(copy, environ={}).sha256 != before


def test_rulebook_cannot_be_changed(copy: Path) -> None:
    rulebook = load_rulebook(copy, environ={})
    with pytest.raises(TypeError):
        rulebook.indicatoren["nieuw"] = rulebook.indicatoren["torenhoogte"]  # type: ignore[index]
    assert list(rulebook.indicatoren) == sorted(rulebook.indicatoren)


def test_freshness_depends_on_the_day(copy: Path) -> None:
    rulebook = load_rulebook(copy, environ={})
    assert check_freshness(rulebook, date(2029, 12, 31)) == ()
    old = check_freshness(rulebook, date(2030, 1, 1))
    assert [issue.code for issue in old] == ["R502"]
    assert old[0].place.startswith("interventies/brandwacht.yaml:")
    late = check_freshness(rulebook, date(2030, 1, 2))
    assert {issue.code for issue in late} == {"R501", "R502"}
    assert {issue.severity for issue in late} == {Severity.WAARSCHUWING, Severity.MELDING}
    assert any("hofmeester" in issue.remedy for issue in late)


def test_checking_never_raises_on_strange_folders(tmp_path: Path) -> None:
    (tmp_path / "regelboek.yaml").mkdir()
    assert check_rulebook(tmp_path)[0] is None
    file = tmp_path / "bestand"
    file.touch()
    assert check_rulebook(file)[0] is None
    bare = tmp_path / "kaal"
    bare.mkdir()
    (bare / "regelboek.yaml").write_bytes(b"\x00\xff")
    rulebook, issues = check_rulebook(bare)
    assert rulebook is None
    assert {"R102", "R405", "R413"} <= {issue.code for issue in issues}
