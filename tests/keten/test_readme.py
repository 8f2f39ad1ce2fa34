"""The commands in the README work as they stand there, in a folder like that of the project."""

from __future__ import annotations

import re
import shlex
import shutil

import pytest
import yaml


def _examples(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- voorbeelden -->\n```bash\n(.*?)```", readme, re.DOTALL)
    assert block
    return [shlex.split(line) for line in block.group(1).splitlines()]


@pytest.fixture
def folder(root, tmp_path):
    for name in ("sample_data", "workbooks"):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_every_example_runs_as_it_stands_there(run, root, folder):
    examples = _examples(root)
    assert {words[1] for words in examples} == {"data", "score", "explain", "rules", "value", "scenario", "portfolio"}
    for program, *words in examples:
        assert program == "buurtwijzer"
        ran = run(*words)
        assert ran.exit_code == 0, (words, ran.err)
    made = {"uitkomst.xlsx", "mijn-kopie.xlsx", "mijn-regels", "waarde.xlsx", "scenarios.xlsx", "beste-plan.yaml"}
    assert made <= {path.name for path in folder.iterdir()}


def test_a_weight_is_changed_as_the_readme_says(run, kwb, gezondheid, tmp_path):
    run("rules", "init", "mijn-regels")
    own = tmp_path / "mijn-regels" / "leefgebieden" / "wonen.yaml"
    own.parent.mkdir()
    text = (tmp_path / "mijn-regels" / "basis" / "leefgebieden" / "wonen.yaml").read_text(encoding="utf-8")
    weights = [part["gewicht_frac"] for part in yaml.safe_load(text)["onderdelen"]]
    assert weights == [0.4, 0.35, 0.25]
    own.write_text(text.replace("0.4\n", "0.3\n").replace("0.35\n", "0.45\n"), encoding="utf-8")
    assert run("rules", "check", "mijn-regels").exit_code == 0
    assert "gewicht_frac" in run("rules", "diff", "mijn-regels").out
    ask = ("explain", kwb, gezondheid, "--code", "Zonneveld-Oost", "--uitkomst", "wonen")
    assert run(*ask, "--regels", "mijn-regels").out != run(*ask).out
