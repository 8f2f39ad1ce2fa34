"""Own figures and shares on the command line: from a file of the organisation to the sheets of the result."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from buurtwijzer.rulebook.own_start import own_examples
from tests.eigen import own_file, own_rules, segmentation, with_columns

FIGURES = sorted(id_ for id_, name in own_examples().items() if name.startswith("indicatoren/"))
AANDELEN = {"deel stad": [25, 70], "deel land": [75, 30]}


def records(path: Path, sheet: str) -> list[dict[str, object]]:
    head, *rows = load_workbook(path, read_only=True)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def columns_of(folder: Path, id_: str) -> dict[str, list[object]]:
    """Make up figures for the columns that an example names."""
    keys: dict[str, str] = {}
    for line in (folder / "indicatoren" / f"{id_}.yaml").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(": ")
        keys[key] = value
    made: dict[str, list[object]] = {keys["kolom"]: [12, 40, 61]}
    if keys.get("noemer", "inwoners") != "inwoners":
        made[keys["noemer"]] = [400, 500]
    if "antwoorden" in keys:
        made[keys["antwoorden"]] = [80, 31]
    return made


@pytest.mark.parametrize("id_", FIGURES)
def test_every_example_is_scored_from_an_own_file(run, tmp_path, kwb, gezondheid, id_):
    where = {
        "thuisgevoel": "wonen",
        "opkomst": "waardenorientatie",
        "overlastmeldingen": "overlast",
        "lidmaatschap": "vrijwillige_inzet",
        "verhuizingen": "verhuisdruk",
        "huurachterstand": "rondkomen",
        "onveilig_gevoel": "veiligheid",
        "vertrouwen_gemeente": "waardenorientatie",
        "contact_met_buren": "weinig_contact",
    }[id_]
    begun = run("rules", "init", "eigen", "--eigen", id_, "--bij", where)
    assert begun.exit_code == 0, begun.err
    assert f"'{id_}' telt voor" in begun.out
    assert "0 fouten, 0 waarschuwingen" in run("rules", "check", "eigen", "--datum", "2026-01-01").out
    own = own_file(kwb, tmp_path / "eigen cijfers 2025.xlsx", columns_of(tmp_path / "eigen", id_))
    shown = run("explain", kwb, gezondheid, own, "--regels", "eigen", "--code", "BU99990101", "--uitkomst", where)
    assert shown.exit_code == 0, shown.err
    assert "eigen cijfers 2025.xlsx" in shown.out, "de cel waar het cijfer staat"
    assert "indicatoren/" + id_ in shown.out, "de doelwaarden in de regel van de gebruiker"


def test_own_figures_get_a_sheet_and_change_no_score_until_they_count(run, tmp_path, kwb, gezondheid):
    assert run("rules", "init", "eigen", "--eigen", "thuisgevoel").exit_code == 0
    own = own_file(kwb, tmp_path / "huurders.xlsx", {"Aandeel 8 of hoger": [70, 30, 50], "aantal antwoorden": [99, 9]})
    for name, words in (("met", [own, "--regels", "eigen"]), ("zonder", [])):
        ran = run("score", kwb, gezondheid, *words, "-o", f"{name}.xlsx")
        assert ran.exit_code == 0, ran.err
    rows = {row["code"]: row for row in records(tmp_path / "met.xlsx", "Eigen cijfers")}
    assert list(rows["BU99990101"])[6:] == ["Voelt zich thuis", "Voelt zich thuis plaats", "toelichting"]
    assert rows["BU99990101"]["Voelt zich thuis"] == 70
    assert rows["BU99990102"]["Voelt zich thuis"] is None
    assert "te weinig antwoorden" in str(rows["BU99990102"]["toelichting"])
    assert "inwoners" in str(rows["BU99990308"]["toelichting"]), "te klein voor elk cijfer"
    assert records(tmp_path / "met.xlsx", "Leefgebieden") == records(tmp_path / "zonder.xlsx", "Leefgebieden")
    assert "Eigen cijfers" not in load_workbook(tmp_path / "zonder.xlsx", read_only=True).sheetnames


@pytest.mark.parametrize("answers", [[99, 9], [99, 99]])
def test_the_table_of_columns_says_which_column_has_the_number_of_answers(run, tmp_path, kwb, answers):
    assert run("rules", "init", "eigen", "--eigen", "thuisgevoel", "--bij", "wonen").exit_code == 0
    own = own_file(kwb, tmp_path / "enquete 2024.xlsx", {"Thuis 8+": [70, 30], "respons": answers})
    columns = tmp_path / "k.yaml"
    columns.write_text(
        f"bestand: {own.name}\nkolommen:\n  - kop: Thuis 8+\n    doel: thuisgevoel\n    jaar: 2023\n"
        "  - kop: respons\n    doel: thuisgevoel.antwoorden\n",
        encoding="utf-8",
    )
    ran = run("score", kwb, own, "--kolommen", columns, "--regels", "eigen", "-o", "uit.xlsx")
    assert ran.exit_code == 0, ran.err
    assert "[D411]" not in ran.err
    rows = {row["code"]: row for row in records(tmp_path / "uit.xlsx", "Eigen cijfers")}
    assert rows["BU99990101"]["Voelt zich thuis"] == 70
    assert rows["BU99990102"]["Voelt zich thuis"] == (None if 9 in answers else 30)


def test_own_figure_moves_the_score_it_counts_in(run, tmp_path, kwb, gezondheid):
    assert run("rules", "init", "eigen", "--eigen", "thuisgevoel", "--bij", "wonen").exit_code == 0
    scores = {}
    for share in (30, 80):
        own = own_file(
            kwb, tmp_path / f"huurders{share}.xlsx", {"aandeel 8 of hoger": [share], "aantal antwoorden": [99]}
        )
        ran = run("score", kwb, gezondheid, own, "--regels", "eigen", "-o", f"{share}.xlsx")
        assert ran.exit_code == 0, ran.err
        scores[share] = records(tmp_path / f"{share}.xlsx", "Leefgebieden")[0]
    assert scores[80]["wonen"] - scores[30]["wonen"] == pytest.approx(25, abs=1e-6), "een kwart van 0 naar 100"
    assert scores[80]["werken"] == scores[30]["werken"]


@pytest.mark.parametrize("beside", [True, False], ids=["naast CBS", "eigen bestand"])
def test_brought_shares_come_first_with_aandeel(run, tmp_path, kwb, gezondheid, beside):
    own_rules(tmp_path / "eigen", {"segmentaties/proefindeling.yaml": segmentation()})
    files = [with_columns(kwb, tmp_path / "kwb2023_eigen.xlsx", AANDELEN)] if beside else [kwb]
    files += [] if beside else [own_file(kwb, tmp_path / "aandelen 2024.xlsx", {"deel stad": [25], "deel land": [75]})]
    ran = run("score", *files, gezondheid, "--regels", "eigen", "-o", "uit.xlsx")
    assert ran.exit_code == 0, ran.err
    rows = records(tmp_path / "uit.xlsx", "Leefstijlen")
    assert list(rows[0])[6:8] == ["Groep 0", "Groep 1"]
    known = [row for row in rows if row["Groep 0"] is not None]
    assert {round(float(str(row["Groep 0"])) + float(str(row["Groep 1"])), 6) for row in known} == {1.0}
    assert "Proef BV" in str(known[0]["toelichting"])
    first = records(tmp_path / "uit.xlsx", "Overzicht")[0]
    assert "aandeel 1" in first
    assert "gelijkenis 1" not in first
    assert first["benaderstijl"] is None, "geen segment zegt hoe u mensen bereikt"
    receipt = {row["onderdeel"]: row["waarde"] for row in records(tmp_path / "uit.xlsx", "Verantwoording")}
    assert receipt["licentie proefindeling"] == "Proef BV: alleen intern"

    other = run("score", *files, gezondheid, "--regels", "eigen", "--segmentatie", "leefstijlprofielen", "-o", "a.xlsx")
    assert other.exit_code == 0
    assert "gelijkenis 1" in records(tmp_path / "a.xlsx", "Overzicht")[0]


def test_shares_are_written_back_beside_the_rows(run, tmp_path, kwb, gezondheid):
    own_rules(tmp_path / "eigen", {"segmentaties/proefindeling.yaml": segmentation("fractie")})
    book = with_columns(kwb, tmp_path / "kwb2023_eigen.xlsx", {"deel stad": [0.25], "deel land": [0.75]})
    ran = run("score", "--terugschrijven", book, "--met", gezondheid, "--regels", "eigen", "-o", "kopie.xlsx")
    assert ran.exit_code == 0, ran.err
    sheet = load_workbook(tmp_path / "kopie.xlsx").worksheets[0]
    rows = {str(row[0]): row for row in sheet.iter_rows(values_only=True)}
    head = [str(cell) for cell in next(sheet.iter_rows(values_only=True))]
    at = head.index("Bwz leefstijl 1")
    assert head[at + 1] == "Bwz aandeel 1"
    assert rows["BU99990101"][at : at + 2] == ("Groep 1", 0.75)


def test_segmentation_without_columns_is_told_and_cannot_lead(run, tmp_path, kwb):
    own_rules(tmp_path / "eigen", {"segmentaties/proefindeling.yaml": segmentation()})
    ran = run("score", kwb, "--regels", "eigen", "-o", "uit.xlsx")
    assert ran.exit_code == 0
    assert "D414" in ran.err
    asked = run("score", kwb, "--regels", "eigen", "--segmentatie", "proefindeling", "-o", "b.xlsx")
    assert asked.exit_code == 1
    assert "D394" in asked.err


def test_init_adds_to_a_folder_that_is_there_and_overwrites_nothing(run, tmp_path):
    assert run("rules", "init", "eigen").exit_code == 0
    assert run("rules", "init", "eigen", "--eigen", "opkomst").exit_code == 0
    path = tmp_path / "eigen" / "indicatoren" / "opkomst.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("hoog: 80", "hoog: 90"), encoding="utf-8")
    again = run("rules", "init", "eigen", "--eigen", "opkomst")
    assert again.exit_code == 1
    assert "R627" in again.err
    assert run("rules", "init", "eigen", "--eigen", "opkomst", "--bij", "waardenorientatie").exit_code == 0
    assert "hoog: 90" in path.read_text(encoding="utf-8")
    twice = run("rules", "init", "eigen", "--eigen", "opkomst", "--bij", "waardenorientatie")
    assert "R627" in twice.err


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("--eigen", "thuisgevoell"), "R625", "thuisgevoel"),
        (("--eigen", "opkomst", "--bij", "wonn"), "R626", "wonen"),
        (("--eigen", "mentality", "--bij", "wonen"), "R628", "korte vorm"),
    ],
)
def test_what_cannot_be_made_ready_is_told_and_nothing_is_written(run, tmp_path, words, code, hint):
    ran = run("rules", "init", "eigen", *words)
    assert ran.exit_code == 1
    assert code in ran.err
    assert hint in ran.err
    assert not (tmp_path / "eigen").exists()


def test_bij_needs_eigen(run):
    assert run("rules", "init", "eigen", "--bij", "wonen").exit_code == 2
