"""Bad input through the command line: a message with file and code, exit 1 or 2, no output, no traceback, no abort.

The mistakes themselves are tested where they are found (tests/gegevens, tests/regelboek); here the whole way is walked.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.gegevens.test_slecht import GALERIJ
from tests.gegevens.vijandig import VIJANDIG
from tests.gegevens.werkmappen import kwb_rij, schrijf_kwb
from tests.regelboek.galerij import GEVALLEN

_CODE = re.compile(r"\[[RDX]\d{3}\]")


def _refused(ran, tmp_path: Path, name: str, exit_code: int = 1) -> None:
    assert ran.exit_code == exit_code, ran.err
    assert not (tmp_path / "uit.xlsx").exists()
    assert not ran.out
    assert "Traceback" not in ran.err
    assert "X900" not in ran.err
    lines = [line for line in ran.err.splitlines() if not line.startswith("Regels:")]
    assert lines
    assert all(_CODE.search(line) for line in lines), ran.err
    assert any(name in line for line in lines), ran.err


@pytest.mark.parametrize("naam", GALERIJ)
def test_bad_table(run, naam, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    path = GALERIJ[naam][0](folder)
    _refused(run("score", path, "-o", "uit.xlsx"), tmp_path, path.name)


@pytest.mark.parametrize("naam", VIJANDIG)
def test_hostile_workbook(run, naam, tmp_path):
    path = VIJANDIG[naam][1](tmp_path / "vijandig.xlsx")
    _refused(run("score", path, "-o", "uit.xlsx"), tmp_path, "vijandig.xlsx")


@pytest.mark.parametrize("geval", GEVALLEN, ids=[geval.naam for geval in GEVALLEN])
def test_broken_rules(run, geval, kwb, tmp_path):
    rules = tmp_path / "regels"
    geval.make(rules)
    _refused(run("score", kwb, "-o", "uit.xlsx", "--regels", rules), tmp_path, geval.bestand.split("/")[0])
    checked = run("rules", "check", rules)
    assert checked.exit_code == 1
    assert geval.code in checked.out
    assert not checked.out.splitlines()[-1].startswith("0 fouten")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leeg.xlsx"),
        (b"code;naam\nBU00000001;x\n", "tabel.xlsx"),
        (b"%PDF-1.7 x", "stuk.xlsx"),
        (b"PK\x03\x04", "kort.xlsx"),
    ],
)
def test_not_a_workbook(run, content, name, tmp_path):
    (tmp_path / name).write_bytes(content)
    _refused(run("score", name, "-o", "uit.xlsx"), tmp_path, name)


def test_a_file_that_is_not_there_and_a_good_one_that_is(run, kwb, tmp_path):
    _refused(run("score", kwb, "weg.xlsx", "-o", "uit.xlsx"), tmp_path, "weg.xlsx")


def test_truncated_copy(run, kwb, tmp_path):
    (tmp_path / "half.xlsx").write_bytes(kwb.read_bytes()[:9000])
    _refused(run("score", "half.xlsx", "-o", "uit.xlsx"), tmp_path, "half.xlsx")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["score", "a.xlsx"], "geef met -o"),
        (["score", "a.xlsx", "-o", "uit.xlsx", "--nivo", "wijk"], "--niveau"),
        (["score", "a.xlsx", "-o", "uit.xlsx", "--niveau", "straat"], "kies uit buurt, wijk, gemeente"),
        (["score", "a.xlsx", "-o", "uit.xlsx", "--dekking", "120"], "van 0 tot en met 100"),
        (["score", "a.xlsx", "-o", "uit.xlsx", "--dekking", "veel"], "van 0 tot en met 100"),
        (["score", "a.xlsx", "-o", "uit.xlsx", "--dekking", "nan"], "van 0 tot en met 100"),
        (["explain", "a.xlsx", "--code", "GM0344", "--uitkomst", "wonen", "--dekking", "nan"], "van 0 tot en met 100"),
        (["score", "a.xlsx", "-o", "uit.xlsx", "--codes", " ,,"], "ten minste één gebiedscode"),
        (["score"], "er is geen bestand genoemd. Zet de naam achter de opdracht, bijvoorbeeld: buurtwijzer score kwb-"),
        (["rules", "upgrade"], "geen map genoemd"),
        (["explain", "a.xlsx"], "de optie --code is nodig. Code van het gebied"),
        (["data"], "noem een onderdeel: fetch, inspect"),
        (["score", "a.xlsx", "-o", "uit.xlsx", "--datum", "gisteren"], "jjjj-mm-dd"),
        (["score", "a.xlsx", "-o"], "-o"),
        (["explain", "a.xlsx", "--code", "BU03440111", "--uitkomst", "wonnen"], "Bedoelt u wonen?"),
        (["explain", "a.xlsx", "--code", "BU03440111"], "--uitkomst"),
        (["rules", "chek"], "bestaat niet; noem een onderdeel: check"),
        (["data", "inspect"], "er is geen bestand genoemd"),
        (["demo", "--alles"], "--alles bestaat niet"),
    ],
)  # fmt: skip
def test_wrong_use_is_exit_2_in_dutch(run, words, says):
    ran = run(*words)
    assert ran.exit_code == 2
    assert says in ran.err
    assert not re.search(r"Usage|Error|Missing|Invalid|Options", ran.err)


def test_what_is_asked_for_and_not_there(run, kwb, tmp_path):
    for words, says in (
        (["--gemeente", "Voorbeeldstat"], "Bedoelt u Voorbeeldstad?"),
        (["--gemeente", "Voorbeeldstat"], "Wel in de bestanden: Voorbeeldstad."),
        (["--codes", "BU99990101,BU99998888"], "BU99998888"),
    ):
        ran = run("score", kwb, "-o", "uit.xlsx", *words)
        _refused(ran, tmp_path, "kwb2023_voorbeeldstad.xlsx")
        assert says in ran.err
    only = schrijf_kwb(tmp_path / "buurt.xlsx", [kwb_rij("BU99990101")])
    assert "wel: buurt" in run("score", only, "-o", "uit.xlsx", "--niveau", "wijk").err


def test_an_existing_output_is_refused_and_left_alone(run, kwb, gezondheid, tmp_path):
    (tmp_path / "uit.xlsx").write_bytes(b"van mij")
    ran = run("score", kwb, gezondheid, "-o", "uit.xlsx")
    assert ran.exit_code == 1
    assert "--overschrijf" in ran.err
    assert (tmp_path / "uit.xlsx").read_bytes() == b"van mij"
    assert run("score", kwb, gezondheid, "-o", "uit.xlsx", "--overschrijf").exit_code == 0
    copy = tmp_path / "kwb.xlsx"
    copy.write_bytes(kwb.read_bytes())
    ran = run("score", copy, gezondheid, "-o", copy, "--overschrijf")
    assert ran.exit_code == 1
    assert copy.read_bytes() == kwb.read_bytes()


def test_help_is_dutch(run):
    for words in (["score"], ["explain"], ["demo"], ["rules"], ["rules", "check"], ["data"], ["data", "inspect"]):
        ran = run(*words, "--help")
        assert ran.exit_code == 0
        assert "Gebruik: buurtwijzer" in ran.out
        assert "Toon deze hulp." in ran.out
        assert not re.search(r"Usage|Options|Commands|Show this|\[required\]", ran.out)


def test_rules_check_says_yes_to_good_rules_and_no_to_what_is_not_there(run, root):
    assert run("rules", "check", root / "rules").exit_code == 0
    assert run("rules", "check", "nergens", "--json").exit_code == 1
    assert run("rules", "check", "nergens").exit_code == 1
