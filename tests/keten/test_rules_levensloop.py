"""The life of own rules on the command line: begin, change, look at the difference, use, bring up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.core.resources import shipped
from tests.regelboek.overlays import bare_overlay

SCORE = "score"


@pytest.fixture
def regel() -> str:
    """Give the name of a shipped rule with a number that may be changed."""
    return "parameters/dekking.yaml"


def own_rule(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((folder / "basis" / name).read_bytes())
    return path


def test_init_check_diff_and_use(run, tmp_path, regel, kwb):
    assert run("rules", "init", "eigen").exit_code == 0
    checked = run("rules", "check", "eigen", "--datum", "2026-01-01")
    assert checked.exit_code == 0
    assert "0 fouten, 0 waarschuwingen" in checked.out
    assert "Geen verschillen." in run("rules", "diff", "eigen").out

    path = own_rule(tmp_path / "eigen", regel)
    path.write_text(path.read_text(encoding="utf-8").replace("waarde: 60\n", "waarde: 55.5\n", 1), encoding="utf-8")
    shown = run("rules", "diff", "eigen")
    assert "60 -> 55,5" in shown.out
    assert f"[{regel}:" in shown.out
    assert "1 regel gewijzigd" in shown.out
    (found,) = run("rules", "diff", "eigen", "--json").json["wijzigingen"]
    assert (found["oud"], found["nieuw"], found["wat"]) == (60, 55.5, "gewijzigd")

    scored = run(SCORE, kwb, "--regels", "eigen", "--json")
    assert scored.exit_code == 0
    assert "Eigen regels 1.0.0" in scored.err
    changed = next(part for part in scored.json["verantwoording"] if part["onderdeel"] == "eigen regels gewijzigd")
    assert changed["waarde"] == "beleid/standaard, parameters/dekking"


def test_folder_beside_the_workbook_is_used_by_itself(run, tmp_path, kwb):
    (tmp_path / "werk").mkdir()
    book = tmp_path / "werk" / kwb.name
    book.write_bytes(kwb.read_bytes())
    bare_overlay(tmp_path / "werk" / "buurtwijzer-regels", shipped("rules"))
    scored = run(SCORE, book, "-o", "uit.xlsx")
    assert scored.exit_code == 0
    assert "map buurtwijzer-regels bij het invoerbestand" in scored.err


def test_upgrade_trial_and_real(run, tmp_path, regel):
    run("rules", "init", "eigen")
    folder = tmp_path / "eigen"
    # an older base: another name and another number than what is shipped now
    copy = folder / "basis" / regel
    copy.write_text(copy.read_text(encoding="utf-8").replace("waarde: 60\n", "waarde: 58\n", 1), encoding="utf-8")
    path = own_rule(folder, regel)
    path.write_text(path.read_text(encoding="utf-8").replace("naam: ", "naam: Eigen "), encoding="utf-8")
    from buurtwijzer.rulebook.overlay import folder_hash

    manifest = folder / "regelboek.yaml"
    words = manifest.read_text(encoding="utf-8").split("gebaseerd_op: ")
    old = words[1].split()
    mark = f"{old[0]} 0.0.9 {folder_hash(folder / 'basis')[:12]}"
    manifest.write_text(f"{words[0]}gebaseerd_op: {mark}\n", encoding="utf-8")
    assert "R510" in run("rules", "check", "eigen", "--datum", "2026-01-01").out

    trial = run("rules", "upgrade", "eigen", "--proef")
    assert trial.exit_code == 0
    assert "58 -> 60" in trial.out
    assert "Proef: er is niets geschreven." in trial.out
    assert "waarde: 58" in path.read_text(encoding="utf-8")

    done = run("rules", "upgrade", "eigen")
    assert done.exit_code == 0
    assert "1 wijziging overgenomen, 0 keuzes voor u." in done.out
    text = path.read_text(encoding="utf-8")
    assert "waarde: 60" in text
    assert "naam: Eigen " in text
    assert "0 waarschuwingen" in run("rules", "check", "eigen", "--datum", "2026-01-01").out
    assert "Er is niets te doen." in run("rules", "upgrade", "eigen").out


def test_wrong_use_is_told_in_words(run, tmp_path):
    bare_overlay(tmp_path / "eigen", shipped("rules"))
    for words, code in (
        (("rules", "init", "eigen"), "R443"),
        (("rules", "upgrade", shipped("rules")), "R444"),
        (("rules", "upgrade", "weg"), "R444"),
        (("rules", "diff", "weg"), "R401"),
        (("rules", "diff", "eigen", "--tegen", "weg"), "R401"),
    ):
        ran = run(*words)
        assert ran.exit_code == 1
        assert code in ran.err
        assert "Traceback" not in ran.err
