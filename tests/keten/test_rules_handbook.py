"""The handbook from the command line: written whole, refused over existing files, the same bytes twice."""

from __future__ import annotations

from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook.folders import FOLDERS
from buurtwijzer_excel.doctor.titles import CATALOGUES
from tests.regelboek.overlays import bare_overlay, snapshot


def test_handbook_is_written_and_the_same_twice(run, tmp_path):
    done = run("rules", "handbook", "-o", "een")
    assert done.exit_code == 0
    assert "Geschreven: een" in done.out
    first = snapshot(tmp_path / "een")
    assert {"README.md", "uitleg.md", "woordenlijst.md", "meldingen.md", "handboek.xlsx"} <= set(first)
    assert {f"{folder}.md" for folder in FOLDERS} <= set(first)
    assert run("rules", "handbook", "-o", "twee").exit_code == 0
    assert snapshot(tmp_path / "twee") == first


def test_every_link_leads_to_a_rule(run, tmp_path):
    import re

    run("rules", "handbook", "-o", "h", "--vorm", "tekst")
    texts = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "h").glob("*.md")}
    anchors = {(name, anchor) for name, text in texts.items() for anchor in re.findall(r'<a id="([a-z0-9_]+)">', text)}
    links = {
        link for text in texts.values() for link in re.findall(r"(?<!\\)\]\(([a-z_]+\.md)(?:#([a-z0-9_]+))?\)", text)
    }
    assert len(links) > 50
    assert [link for link in links if link[1] and link not in anchors] == []
    assert {name for name, _ in links} <= set(texts)


def test_existing_files_are_refused_unless_asked(run, tmp_path):
    (tmp_path / "h").mkdir()
    own = tmp_path / "h" / "meldingen.md"
    own.write_text("van mij", encoding="utf-8")
    refused = run("rules", "handbook", "-o", "h")
    assert refused.exit_code == 1
    assert "X101" in refused.err
    assert snapshot(tmp_path / "h") == {"meldingen.md": b"van mij"}
    assert run("rules", "handbook", "-o", "h", "--overschrijf").exit_code == 0
    assert own.read_text(encoding="utf-8").startswith("# Meldingen")


def test_form_can_be_chosen_and_own_rules_are_shown(run, tmp_path):
    path = bare_overlay(tmp_path / "eigen", shipped("rules")) / "parameters" / "dekking.yaml"
    path.parent.mkdir()
    text = (shipped("rules") / "parameters" / "dekking.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("naam: ", "naam: Onze eigen ", 1), encoding="utf-8")
    assert run("rules", "handbook", "-o", "h", "--regels", "eigen", "--vorm", "tekst").exit_code == 0
    assert "Onze eigen" in (tmp_path / "h" / "parameters.md").read_text(encoding="utf-8")
    assert "**Eigen regels op**" in (tmp_path / "h" / "README.md").read_text(encoding="utf-8")
    assert not (tmp_path / "h" / "handboek.xlsx").exists()
    assert run("rules", "handbook", "-o", "w", "--vorm", "werkmap").exit_code == 0
    assert set(snapshot(tmp_path / "w")) == {"handboek.xlsx"}
    assert run("rules", "handbook", "-o", "w", "--vorm", "boek").exit_code == 2


def test_every_message_is_explained(run, tmp_path):
    run("rules", "handbook", "-o", "h", "--vorm", "tekst")
    page = (tmp_path / "h" / "meldingen.md").read_text(encoding="utf-8")
    assert [kind.code for kinds in CATALOGUES for kind in kinds if page.count(f"| {kind.code} |") != 1] == []
