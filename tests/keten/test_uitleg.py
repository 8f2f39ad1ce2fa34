"""`explain` on the sample: places hold the value, parts add up, and silence about areas that are too small."""

from __future__ import annotations

import re

import openpyxl
import pytest

from tests.gegevens.werkmappen import kwb_rij, schrijf_kwb


def test_a_small_area_gives_nothing_but_the_reason(run, kwb, gezondheid):
    areas = run("score", kwb, gezondheid, "--json").json["gebieden"]
    small = next(area for area in areas if 0 < (area["inwoners"] or 0) < 100)
    node = run("explain", kwb, gezondheid, "--code", small["code"], "--uitkomst", "gezondheid", "--json").json["uitleg"]
    assert node["waarde"] is None
    assert [part["soort"] for part in node["onderdelen"]] == ["reden"]
    assert f"{small['inwoners']:.0f} inwoners" in node["onderdelen"][0]["naam"]


@pytest.mark.parametrize("uitkomst", ["wonen", "gezondheid", "eenzaamheid", "vrijwillige_inzet"])
def test_parts_add_up_and_cells_hold_the_values(run, kwb, gezondheid, root, uitkomst):
    node = run("explain", kwb, gezondheid, "--code", "BU99990202", "--uitkomst", uitkomst, "--json").json["uitleg"]
    parts = [part["waarde"] for part in node["onderdelen"] if part["waarde"] is not None]
    assert sum(parts) == pytest.approx(node["waarde"], abs=1e-9)
    books = {file.name: openpyxl.load_workbook(file).worksheets[0] for file in (kwb, gezondheid)}
    values = [leaf for push in node["onderdelen"] for leaf in push["onderdelen"] if leaf["soort"] == "waarde"]
    single = [leaf for leaf in values if leaf["waarde"] is not None and " / " not in leaf["plaats"]]
    assert single
    for leaf in single:
        name, _, cell = leaf["plaats"].split(", ")
        assert float(books[name][cell.removeprefix("cel ")].value) == leaf["waarde"]


def test_every_rule_place_is_a_line_of_that_file(run, kwb, gezondheid, root):
    text = run("explain", kwb, gezondheid, "--code", "BU99990202", "--uitkomst", "wonen").out
    places = re.findall(r"\[([a-z_/0-9]+\.yaml):(\d+)(?::\d+)?\]", text)
    assert len(places) > 6
    for file, line in places:
        lines = (root / "rules" / file).read_text(encoding="utf-8").splitlines()
        assert re.match(r"\s*(- )?[a-z_#0-9]+", lines[int(line) - 1])


@pytest.mark.parametrize(
    ("gebied", "uitkomst"),
    [
        ("BU99990202", "Eenzaamheid"),
        ("zonneveld-oost", "eenzaamheid"),
        ("99990202", "Bwz risico Eenzaamheid"),
        (" Zonneveld-Oost ", "RISICO  eenzaamheid"),
    ],
)
def test_names_on_the_screen_will_do(run, kwb, gezondheid, gebied, uitkomst):
    asked = run("explain", kwb, gezondheid, "--code", "BU99990202", "--uitkomst", "eenzaamheid").out
    assert run("explain", kwb, gezondheid, "--code", gebied, "--uitkomst", uitkomst).out == asked


@pytest.mark.parametrize(
    ("gebied", "uitkomst", "says"),
    [
        ("Zonneveld-Oist", "wonen", "'Zonneveld-Oist' is geen gebied in deze bestanden. Bedoelt u 'Zonneveld-Oost'?"),
        ("BU99990202", "Bwz leefstijl 1", "uitkomst 'Bwz leefstijl 1' staat niet in het regelboek."),
        ("BU99990202", "Eenzaam", "Bedoelt u eenzaamheid?"),
    ],
)
def test_a_name_that_is_nothing_is_told(run, kwb, gezondheid, gebied, uitkomst, says):
    ran = run("explain", kwb, gezondheid, "--code", gebied, "--uitkomst", uitkomst)
    assert ran.exit_code == 2
    assert says in ran.err


def test_a_name_of_two_areas_asks_for_the_code(run, tmp_path):
    rows = [kwb_rij(code, regio="Centrum", gm_naam=gm) for code, gm in (("BU99990001", "Oost"), ("BU99980001", "West"))]
    ran = run("explain", schrijf_kwb(tmp_path / "kwb.xlsx", rows), "--code", "centrum", "--uitkomst", "wonen")
    assert ran.exit_code == 2
    assert "geef de code: BU99980001 (buurt, West) of BU99990001 (buurt, Oost)" in ran.err
