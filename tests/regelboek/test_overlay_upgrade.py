"""An overlay is carried to a new base: choices stay, improvements come in, and nothing is lost when it is cut off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from buurtwijzer.core.errors import OutputError, RulebookError
from buurtwijzer.core.issues import Severity
from buurtwijzer.reporting.files import write_safely
from buurtwijzer.rulebook.loader import check_rulebook, load_rulebook
from buurtwijzer.rulebook.upgrade import UpgradePlan, apply_upgrade, plan_upgrade
from tests.regelboek.overlays import change, make_base, make_overlay, snapshot, text_of

TOREN = "indicatoren/torenhoogte.yaml"
BURCHT = "leefgebieden/burcht.yaml"
VUUR = "risicos/drakenvuur.yaml"
HOF = "beleid/hof.yaml"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return make_base(tmp_path / "basis_van_de_test")


@pytest.fixture
def overlay(tmp_path: Path, base: Path) -> Path:
    """Give an overlay with an own goalpost and an own reason, both with a comment."""
    folder = make_overlay(
        tmp_path / "eigen", base, {TOREN: text_of(base, TOREN), VUUR: "# van ons\n" + text_of(base, VUUR)}
    )
    change(folder, TOREN, "hoog: 500", "hoog: 450  # besluit college")
    change(folder, VUUR, "Waar rook is, is vuur.", "Wij ruiken het.")
    return folder


def newer(base: Path) -> None:
    """Give the base a new version: a lower goalpost, another reason, another name."""
    change(base, "regelboek.yaml", "versie: 1.0.0", "versie: 1.1.0")
    change(base, TOREN, "laag: 100", "laag: 120")
    change(base, VUUR, "Waar rook is, is vuur.", "Rook komt van vuur.")
    change(base, VUUR, "naam: Drakenvuur", "naam: Vuur van draken")


def upgrade(overlay: Path, base: Path) -> UpgradePlan:
    plan = plan_upgrade(overlay, base)
    apply_upgrade(plan, overlay, write_safely)
    return plan


def warnings(overlay: Path, base: Path) -> list[str]:
    return [i.code for i in check_rulebook(overlay, basis=base)[1] if i.severity is not Severity.MELDING]


def test_same_base_needs_nothing(overlay: Path, base: Path) -> None:
    before = snapshot(overlay)
    plan = upgrade(overlay, base)
    assert not plan.is_nodig
    assert snapshot(overlay) == before


def test_trial_writes_nothing(overlay: Path, base: Path) -> None:
    newer(base)
    before = snapshot(overlay)
    plan = plan_upgrade(overlay, base)
    assert plan.is_nodig
    assert snapshot(overlay) == before


def test_improvements_come_in_and_own_choices_stay(overlay: Path, base: Path) -> None:
    newer(base)
    before = snapshot(overlay)
    assert warnings(overlay, base) == ["R510"]
    plan = upgrade(overlay, base)
    text = text_of(overlay, TOREN)
    assert "laag: 120" in text
    assert "hoog: 450  # besluit college" in text
    assert text == before[TOREN].decode().replace("laag: 100", "laag: 120")
    fire = text_of(overlay, VUUR)
    assert fire.startswith("# van ons\n")
    assert "Wij ruiken het." in fire
    assert "naam: Vuur van draken" in fire
    (choice,) = plan.keuzes[VUUR]
    assert (choice.basis_oud, choice.eigen, choice.basis_nieuw) == (
        "Waar rook is, is vuur.",
        "Wij ruiken het.",
        "Rook komt van vuur.",
    )
    assert (overlay / HOF).read_bytes() == before[HOF]
    assert warnings(overlay, base) == []
    said = "\n".join(plan.lines())
    for words in ("doelwaarden > laag: 100 -> 120", "Wij ruiken het.", "Rook komt van vuur.", f"[{VUUR}:"):
        assert words in said


def test_what_was_there_is_kept_and_the_choices_are_written_down(overlay: Path, base: Path) -> None:
    newer(base)
    before = snapshot(overlay)
    upgrade(overlay, base)
    (kept,) = (overlay / "vorige").iterdir()
    assert kept.name.startswith("1.0.0_")
    for name in (TOREN, VUUR, "regelboek.yaml"):
        assert (kept / name).read_bytes() == before[name]
    assert snapshot(kept / "basis") == {
        name.removeprefix("basis/"): raw for name, raw in before.items() if name.startswith("basis/")
    }
    (report,) = overlay.glob("bijgewerkt_1.1.0_*.md")
    assert "Wij ruiken het." in report.read_text(encoding="utf-8")
    assert not [path for path in overlay.iterdir() if path.name.startswith(".")]


def test_second_upgrade_works_on_the_new_copy(overlay: Path, base: Path) -> None:
    newer(base)
    upgrade(overlay, base)
    change(base, VUUR, "naam: Vuur van draken", "naam: Drakenbrand")
    plan = upgrade(overlay, base)
    assert "naam: Drakenbrand" in text_of(overlay, VUUR)
    assert plan.keuzes == {}
    assert "Wij ruiken het." in text_of(overlay, VUUR)
    assert len(list((overlay / "vorige").iterdir())) == 2


def test_merge_that_would_break_a_rule_is_left_to_a_person(overlay: Path, base: Path) -> None:
    # the organisation moved weight between two parts, the base between two others: together not 1
    (overlay / "leefgebieden").mkdir()
    own = text_of(base, BURCHT).replace("gewicht_frac: 0.35", "gewicht_frac: 0.3")
    (overlay / BURCHT).write_text(own.replace("gewicht_frac: 0.25", "gewicht_frac: 0.3"), encoding="utf-8")
    before = (overlay / BURCHT).read_bytes()
    newer(base)
    change(base, BURCHT, "gewicht_frac: 0.4", "gewicht_frac: 0.3")
    change(base, BURCHT, "gewicht_frac: 0.25", "gewicht_frac: 0.35")
    plan = upgrade(overlay, base)
    assert (overlay / BURCHT).read_bytes() == before
    assert BURCHT not in plan.overgenomen
    assert {c.sleutel[1] for c in plan.keuzes[BURCHT]} == {"torenhoogte", "elfenkinderen"}
    assert "laag: 120" in text_of(overlay, TOREN)
    assert warnings(overlay, base) == []


def test_rule_that_the_base_dropped_stays_as_an_own_rule(overlay: Path, base: Path) -> None:
    song = "krachten/gezang.yaml"
    (overlay / "krachten").mkdir()
    (overlay / song).write_text(text_of(base, song), encoding="utf-8")
    (base / song).unlink()
    plan = upgrade(overlay, base)
    assert (overlay / song).is_file()
    assert any(song in remark and "eigen regel" in remark for remark in plan.opmerkingen)


def test_dropped_rule_that_is_gone_anyway_is_told(overlay: Path, base: Path) -> None:
    text = "vervallen:\n  - map: krachten\n    id: gezang\n    reden: Niet gekozen.\n"
    (overlay / "vervallen.yaml").write_text(text, encoding="utf-8")
    (base / "krachten" / "gezang.yaml").unlink()
    plan = plan_upgrade(overlay, base)
    assert any("krachten/gezang" in remark for remark in plan.opmerkingen)
    assert "R440" in {issue.code for issue in plan.issues}


def test_without_the_copy_every_difference_is_a_choice(overlay: Path, base: Path) -> None:
    newer(base)
    for path in sorted((overlay / "basis").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (overlay / "basis").rmdir()
    before = snapshot(overlay)
    plan = upgrade(overlay, base)
    assert plan.overgenomen == {}
    assert {c.sleutel for c in plan.keuzes[TOREN]} == {("doelwaarden", "laag"), ("doelwaarden", "hoog")}
    assert (overlay / TOREN).read_bytes() == before[TOREN]
    assert (overlay / "basis" / TOREN).read_bytes() == (base / TOREN).read_bytes()
    assert warnings(overlay, base) == []


def test_edited_copy_is_refused_so_that_the_edit_is_not_lost(overlay: Path, base: Path) -> None:
    change(overlay, f"basis/{HOF}", "ruimte_score: 80", "ruimte_score: 10")
    newer(base)
    with pytest.raises(RulebookError, match="R445"):
        plan_upgrade(overlay, base)


def test_edited_copy_is_put_back_when_the_base_is_still_the_same(overlay: Path, base: Path) -> None:
    change(overlay, f"basis/{HOF}", "ruimte_score: 80", "ruimte_score: 10")
    assert warnings(overlay, base) == ["R511"]
    plan = upgrade(overlay, base)
    assert plan.keuzes == {}
    assert warnings(overlay, base) == []
    (kept,) = (overlay / "vorige").iterdir()
    assert "ruimte_score: 10" in text_of(kept, f"basis/{HOF}")


def test_complete_rulebook_other_base_and_broken_rule_are_refused(overlay: Path, base: Path) -> None:
    with pytest.raises(RulebookError, match="R444"):
        plan_upgrade(base, base)
    newer(base)
    change(overlay, TOREN, "id: torenhoogte", "id: [torenhoogte")
    with pytest.raises(RulebookError, match=r"torenhoogte\.yaml:.*R106"):
        plan_upgrade(overlay, base)
    change(base, "regelboek.yaml", "id: elfenrijk", "id: dwergenrijk")
    with pytest.raises(RulebookError, match="R442"):
        plan_upgrade(overlay, base)


def test_older_base_is_told_and_never_merged_back(overlay: Path, base: Path) -> None:
    change(base, "regelboek.yaml", "versie: 1.0.0", "versie: 0.9.12")
    change(base, TOREN, "laag: 100", "laag: 90")
    assert warnings(overlay, base) == ["R512"]
    with pytest.raises(RulebookError, match="R447"):
        plan_upgrade(overlay, base)


def test_odd_gebaseerd_op_is_no_overlay_to_upgrade(overlay: Path, base: Path) -> None:
    change(overlay, "regelboek.yaml", "gebaseerd_op: elfenrijk 1.0.0", "gebaseerd_op: elfenrijk een")
    with pytest.raises(RulebookError, match="R444"):
        plan_upgrade(overlay, base)


class CutOffError(Exception):
    """Stands for the power going out."""


def _cut_off_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give a writer that stops before its so-manieth step; renaming folders counts as well."""
    left = [step]

    def tick() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise CutOffError

    def write(path: Path, content: bytes, *, overschrijf: bool = False) -> None:
        tick()
        write_safely(path, content, overschrijf=overschrijf)

    rename = Path.rename

    def rename_or_stop(self: Path, target: Path) -> Path:
        tick()
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", rename_or_stop)
    return write


@pytest.mark.parametrize("step", range(8))
def test_upgrade_that_is_cut_off_can_be_run_again(
    step: int, overlay: Path, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer(base)
    before = snapshot(overlay)
    with monkeypatch.context() as patch, pytest.raises(CutOffError):
        apply_upgrade(plan_upgrade(overlay, base), overlay, _cut_off_at(step, patch))
    assert load_rulebook(overlay, environ={}, basis=base)
    upgrade(overlay, base)
    text = text_of(overlay, TOREN)
    assert text == before[TOREN].decode().replace("laag: 100", "laag: 120")
    assert "Wij ruiken het." in text_of(overlay, VUUR)
    assert warnings(overlay, base) == []
    kept = {raw for folder in (overlay / "vorige").iterdir() for raw in snapshot(folder).values()}
    assert {before[name] for name in (TOREN, VUUR, "regelboek.yaml")} <= kept
    reports = "".join(path.read_text(encoding="utf-8") for path in overlay.glob("bijgewerkt*.md"))
    assert "Rook komt van vuur." in reports


def test_file_that_cannot_be_written_is_told_and_nothing_is_half_done(overlay: Path, base: Path) -> None:
    newer(base)
    before = snapshot(overlay)

    def refuse(path: Path, content: bytes, *, overschrijf: bool = False) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="R446"):
        apply_upgrade(plan_upgrade(overlay, base), overlay, refuse)
    after = snapshot(overlay)
    assert {name: raw for name, raw in after.items() if not name.startswith("vorige/")} == before
