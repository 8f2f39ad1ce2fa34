"""An overlay holds what an organisation changes; the rest comes from the base, and messages name the right file."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.core.errors import OutputError, RulebookError
from buurtwijzer.core.issues import Severity
from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook.diff import count_line, diff_lines, diff_rulebooks
from buurtwijzer.rulebook.init import overlay_files
from buurtwijzer.rulebook.loader import check_rulebook, find_rulebook, load_rulebook
from buurtwijzer.rulebook.write import write_folder
from tests.regelboek.overlays import change, make_base, make_overlay, snapshot, text_of

TOREN = "indicatoren/torenhoogte.yaml"
WACHT = "interventies/brandwacht.yaml"
VUUR = "risicos/drakenvuur.yaml"
HOF = "beleid/hof.yaml"
BURCHT = "leefgebieden/burcht.yaml"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return make_base(tmp_path / "basis_van_de_test")


@pytest.fixture
def overlay(tmp_path: Path, base: Path) -> Path:
    return make_overlay(tmp_path / "eigen", base)


def codes(folder: Path, base: Path) -> list[str]:
    return [issue.code for issue in check_rulebook(folder, basis=base)[1] if issue.severity is not Severity.MELDING]


def test_new_overlay_changes_nothing_and_has_no_findings(overlay: Path, base: Path) -> None:
    plain, layered = load_rulebook(base, environ={}), load_rulebook(overlay, environ={}, basis=base)
    assert codes(overlay, base) == []
    assert layered.indicatoren == plain.indicatoren
    assert layered.risicos == plain.risicos
    assert diff_rulebooks(base, overlay, base) == ()
    assert count_line(()) == "Geen verschillen."


def test_new_overlay_of_the_shipped_rules_explains_itself(tmp_path: Path) -> None:
    folder = tmp_path / "buurtwijzer-regels"
    write_folder(folder, overlay_files())
    readme = text_of(folder, "LEESMIJ.md")
    for word in ("basis", "vervallen.yaml", "rules check", "rules diff", "rules upgrade", "JSON Schema", "schema"):
        assert word in readme
    example = next((folder / "beleid").glob("*.yaml")).read_text(encoding="utf-8")
    assert example.startswith("# yaml-language-server: $schema=../schema/beleid.json\n# Dit is een voorbeeld")
    assert find_rulebook(None, tmp_path / "cijfers.xlsx", {}) == (
        folder,
        "map buurtwijzer-regels bij het invoerbestand",
    )
    for first in (path.read_text(encoding="utf-8").splitlines()[0] for path in (folder / "beleid").glob("*.yaml")):
        assert (folder / "beleid" / first.partition("$schema=")[2]).is_file()
    rulebook = load_rulebook(beside=tmp_path / "cijfers.xlsx", environ={})
    assert rulebook.basis is not None
    assert rulebook.basis.sha256 == load_rulebook(shipped("rules"), environ={}).sha256
    assert rulebook.basis.sha256.startswith(rulebook.basis.gebaseerd_op.split()[2])


def test_same_id_replaces_the_whole_rule(overlay: Path, base: Path) -> None:
    (overlay / TOREN).parent.mkdir()
    (overlay / TOREN).write_text(text_of(base, TOREN).replace("naam: Hoogte", "naam: Laagte"), encoding="utf-8")
    rulebook = load_rulebook(overlay, environ={}, basis=base)
    assert rulebook.indicatoren["torenhoogte"].naam.startswith("Laagte")
    assert rulebook.basis is not None
    assert "indicatoren/torenhoogte" in rulebook.basis.gewijzigd
    assert rulebook.place("indicatoren", "torenhoogte", "naam").file == TOREN
    assert rulebook.place("indicatoren", "drakenrook", "naam").file == "meegeleverd:indicatoren/drakenrook.yaml"


def test_new_id_adds_a_rule(overlay: Path, base: Path) -> None:
    (overlay / "indicatoren").mkdir()
    text = text_of(base, TOREN).replace("id: torenhoogte", "id: grachtdiepte")
    (overlay / "indicatoren" / "grachtdiepte.yaml").write_text(text, encoding="utf-8")
    rulebook = load_rulebook(overlay, environ={}, basis=base)
    assert set(rulebook.indicatoren) == {*load_rulebook(base, environ={}).indicatoren, "grachtdiepte"}
    assert list(rulebook.indicatoren) == sorted(rulebook.indicatoren)
    assert rulebook.basis is not None
    assert rulebook.basis.nieuw == ("indicatoren/grachtdiepte",)


def drop(overlay: Path, map_: str, id_: str, reason: str = "Niet gekozen.") -> None:
    text = f"vervallen:\n  - map: {map_}\n    id: {id_}\n    reden: {reason}\n"
    (overlay / "vervallen.yaml").write_text(text, encoding="utf-8")


def test_dropped_id_is_gone_with_its_reason(overlay: Path, base: Path) -> None:
    drop(overlay, "krachten", "gezang")
    rulebook = load_rulebook(overlay, environ={}, basis=base)
    assert "gezang" not in rulebook.krachten
    assert rulebook.basis is not None
    assert dict(rulebook.basis.vervallen) == {"krachten/gezang": "Niet gekozen."}
    (change_,) = diff_rulebooks(base, overlay, base)
    assert (change_.wat, change_.reden, str(change_.plaats)) == ("vervallen", "Niet gekozen.", "vervallen.yaml:3:9")


@pytest.mark.parametrize(
    ("map_", "id_", "code", "place", "word"),
    [
        ("krachten", "gezanh", "R440", "vervallen.yaml:3:9", "gezang"),
        ("kracht", "gezang", "R403", "vervallen.yaml:2:10", "krachten"),
        ("beleid", "hof", "R441", "vervallen.yaml:3:9", "beleid/hof.yaml"),
        ("Krachten", "gezang", "R403", "vervallen.yaml:2:10", "krachten"),
    ],
)
def test_wrong_line_in_vervallen_is_told(
    overlay: Path, base: Path, map_: str, id_: str, code: str, place: str, word: str
) -> None:
    drop(overlay, map_, id_)
    rulebook, issues = check_rulebook(overlay, basis=base)
    found = [issue for issue in issues if issue.code == code]
    assert rulebook is None
    assert [issue.place for issue in found] == [place]
    assert word in str(found[0])


def test_the_same_rule_dropped_twice_is_told(overlay: Path, base: Path) -> None:
    line = "  - map: krachten\n    id: gezang\n    reden: Niet gekozen.\n"
    (overlay / "vervallen.yaml").write_text("vervallen:\n" + line + line, encoding="utf-8")
    assert "R312" in codes(overlay, base)


def test_link_to_a_dropped_rule_is_told_at_the_base_rule_with_a_way_out(overlay: Path, base: Path) -> None:
    drop(overlay, "indicatoren", "drakenrook")
    rulebook, issues = check_rulebook(overlay, basis=base)
    assert rulebook is None
    broken = [issue for issue in issues if issue.code == "R408"]
    assert broken
    assert {issue.place.split(":")[0] for issue in broken} == {"meegeleverd"}
    assert any(issue.place.startswith(f"meegeleverd:{VUUR}:") for issue in broken)
    assert all("eigen map" in issue.remedy for issue in broken)


def test_link_from_an_own_rule_is_told_at_the_own_file(overlay: Path, base: Path) -> None:
    change(overlay, HOF, "  - drakenvuur", "  - drakenvur")
    _, issues = check_rulebook(overlay, basis=base)
    (found,) = [issue for issue in issues if issue.code == "R408"]
    assert found.place.startswith(f"{HOF}:")
    assert "drakenvuur" in found.remedy
    assert "eigen map" not in found.remedy


def test_own_rule_may_lean_on_an_own_rule(overlay: Path, base: Path) -> None:
    (overlay / "indicatoren").mkdir()
    text = text_of(base, TOREN).replace("id: torenhoogte", "id: grachtdiepte")
    (overlay / "indicatoren" / "grachtdiepte.yaml").write_text(text, encoding="utf-8")
    (overlay / "leefgebieden").mkdir()
    own = text_of(base, BURCHT).replace("indicator: torenhoogte", "indicator: grachtdiepte")
    (overlay / BURCHT).write_text(own, encoding="utf-8")
    assert codes(overlay, base) == []


def test_dropping_the_last_rule_of_a_kind_that_must_be_there_is_told(overlay: Path, base: Path) -> None:
    drop(overlay, "leefgebieden", "burcht")
    assert "R405" in codes(overlay, base)


@pytest.mark.parametrize("name", ["basis", "vorige", "schema", "LEESMIJ.md"])
def test_folders_of_the_overlay_itself_are_no_mistake(overlay: Path, base: Path, name: str) -> None:
    if not (overlay / name).exists():
        (overlay / name).mkdir()
    assert codes(overlay, base) == []


def test_strange_folder_in_an_overlay_is_told_and_a_missing_kind_is_not(overlay: Path, base: Path) -> None:
    (overlay / "interventie").mkdir()
    (overlay / "krachten").mkdir()
    assert codes(overlay, base) == ["R403"]


def test_folder_without_gebaseerd_op_stays_a_rulebook_of_its_own(overlay: Path, base: Path) -> None:
    change(overlay, "regelboek.yaml", "gebaseerd_op:", "# gebaseerd_op:")
    assert {"R405", "R413"} <= set(codes(overlay, base))


def test_broken_manifest_of_an_overlay_gives_no_flood(overlay: Path, base: Path) -> None:
    change(overlay, "regelboek.yaml", "naam: Eigen regels", "naam: [Eigen")
    assert codes(overlay, base) == ["R106"]


def test_odd_gebaseerd_op_is_told(overlay: Path, base: Path) -> None:
    mark = load_rulebook(overlay, environ={}, basis=base).basis
    assert mark is not None
    change(overlay, "regelboek.yaml", mark.gebaseerd_op, "ergens anders")
    found = [issue for issue in check_rulebook(overlay, basis=base)[1] if issue.code == "R211"]
    assert "rules init" in found[0].remedy


def test_other_base_is_an_error(overlay: Path, base: Path) -> None:
    change(base, "regelboek.yaml", "id: elfenrijk", "id: dwergenrijk")
    assert codes(overlay, base) == ["R442"]


@pytest.mark.parametrize("what", ["versie", "inhoud"])
def test_newer_base_is_a_warning_with_the_way_to_go(overlay: Path, base: Path, what: str) -> None:
    before = load_rulebook(overlay, environ={}, basis=base).sha256
    if what == "versie":
        change(base, "regelboek.yaml", "versie: ", "versie: 9")
    else:
        change(base, TOREN, "naam: Hoogte", "naam: Hoge hoogte")
    rulebook, issues = check_rulebook(overlay, basis=base)
    assert rulebook is not None
    (found,) = [issue for issue in issues if issue.severity is Severity.WAARSCHUWING]
    assert (found.code, found.place) == ("R510", "regelboek.yaml")
    assert "rules upgrade" in found.remedy
    assert found in rulebook.issues
    assert rulebook.sha256 != before


def test_edited_copy_of_the_base_is_a_warning_because_it_does_nothing(overlay: Path, base: Path) -> None:
    change(overlay, f"basis/{TOREN}", "naam: Hoogte", "naam: Anders")
    assert codes(overlay, base) == ["R511"]


def test_hash_covers_base_and_overlay(overlay: Path, base: Path) -> None:
    first = load_rulebook(overlay, environ={}, basis=base).sha256
    assert first != load_rulebook(base, environ={}).sha256
    drop(overlay, "krachten", "gezang")
    second = load_rulebook(overlay, environ={}, basis=base).sha256
    (overlay / "LEESMIJ.md").unlink()
    assert load_rulebook(overlay, environ={}, basis=base).sha256 == second
    change(base, VUUR, "naam: ", "naam: Groot ")
    assert len({first, second, load_rulebook(overlay, environ={}, basis=base).sha256}) == 3


def test_places_of_a_complete_rulebook_are_plain(base: Path) -> None:
    rulebook = load_rulebook(base, environ={})
    assert rulebook.basis is None
    assert not [place for place in rulebook.places.values() if place.file.startswith("meegeleverd")]


def test_diff_tells_rule_key_old_new_and_place(overlay: Path, base: Path) -> None:
    (overlay / "leefgebieden").mkdir()
    (overlay / BURCHT).write_text(text_of(base, BURCHT), encoding="utf-8")
    change(overlay, BURCHT, "gewicht_frac: 0.35", "gewicht_frac: 0.375")
    found = diff_rulebooks(base, overlay, base)
    text = "\n".join(diff_lines(found))
    assert text.splitlines()[0].startswith("leefgebieden/burcht (")
    assert "onderdelen > drakenrook > gewicht_frac: 0,35 -> 0,375  [leefgebieden/burcht.yaml:" in text
    line = int(text.rpartition("burcht.yaml:")[2].split(":")[0])
    assert "0.375" in text_of(overlay, BURCHT).splitlines()[line - 1]
    assert count_line(found) == "1 regel gewijzigd, 0 nieuw, 0 vervallen."
    (only,) = found
    assert only.as_dict()["oud"] == 0.35
    assert only.as_dict()["nieuw"] == 0.375


def test_diff_between_two_complete_rulebooks(base: Path, tmp_path: Path) -> None:
    other = make_base(tmp_path / "ander")
    (other / "krachten" / "gezang.yaml").unlink()
    change(other, WACHT, "prijsjaar: 20", "prijsjaar: 19")
    found = diff_rulebooks(base, other)
    assert {(c.map, c.id, c.wat) for c in found} == {
        ("krachten", "gezang", "vervallen"),
        ("interventies", "brandwacht", "gewijzigd"),
    }
    assert any("kosten > prijsjaar: 20" in line and "-> 19" in line for line in diff_lines(found))


def test_diff_refuses_what_is_no_rulebook_and_broken_yaml(base: Path, overlay: Path, tmp_path: Path) -> None:
    for folder, code in ((tmp_path / "weg", "R401"), (tmp_path, "R402")):
        with pytest.raises(RulebookError, match=code):
            diff_rulebooks(base, folder)
    change(overlay, HOF, "id: hof", "id: [hof")
    with pytest.raises(RulebookError, match="R106"):
        diff_rulebooks(base, overlay, base)


def test_init_refuses_a_folder_with_anything_in_it(overlay: Path, base: Path, tmp_path: Path) -> None:
    before = snapshot(overlay)
    with pytest.raises(OutputError, match="R443"):
        write_folder(overlay, overlay_files(base))
    assert snapshot(overlay) == before
    file = tmp_path / "bestand"
    file.touch()
    with pytest.raises(OutputError, match="R443"):
        write_folder(file, overlay_files(base))
    empty = tmp_path / "leeg"
    empty.mkdir()
    write_folder(empty, overlay_files(base))
    assert snapshot(empty) == snapshot(overlay)


def test_init_leaves_nothing_when_it_fails(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="R446"):
        write_folder(tmp_path / "diep" / "eigen", {"regelboek.yaml": b""})
    assert not list((tmp_path / "diep").iterdir())


def test_init_cut_off_is_cleaned_up_by_the_next(base: Path, tmp_path: Path) -> None:
    left = tmp_path / ".buurtwijzer-nieuw-eigen"
    left.mkdir()
    (left / "half.yaml").touch()
    make_overlay(tmp_path / "eigen", base)
    assert not left.exists()
    assert not (tmp_path / "eigen" / "half.yaml").exists()
