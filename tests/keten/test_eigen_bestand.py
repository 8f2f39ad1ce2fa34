"""From a download of StatLine and one's own Excel list to scores, with one command; its page is run as well."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from buurtwijzer.rulebook.own_columns import read_own_columns
from buurtwijzer.rulebook.schema.eigen_kolommen import Eigenkolom, Kolomtabel
from tests.gegevens.eigen_bestanden import schrijf_lijst
from tests.geladen import meegeleverd

CODES = ("BU99990101", "BU99990102", "BU99990201", "BU99990202")
MET_KOPPEN = [["Mijn aandachtsbuurten"], [], ["Buurtcode", "Buurt", "Alleen"]]


@pytest.fixture
def statline(tmp_path: Path, kwb: Path) -> Path:
    """Make what StatLine gives of the sample town: paths as headers, semicolons, every cell quoted and padded."""
    kop, *rijen = CalamineWorkbook.from_path(str(kwb)).get_sheet_by_index(0).to_python()
    titels = {
        rij.kolom: f"{rij.groep or 'Onderwerp'}/{rij.titel}"
        for rij in meegeleverd().kolommen["cbs_kwb"].kolommen
        if rij.titel
    }
    koppen = [titels.get(str(cel).strip(), str(cel).strip()) for cel in kop]
    assert sum("/" in cel for cel in koppen) > 20, "het lijkt op StatLine"
    regels = [";".join(f'"{_tekst(cel)}"' for cel in rij) for rij in (koppen, *rijen)]
    pad = tmp_path / "statline-2023.csv"
    pad.write_text("\n".join(regels), encoding="utf-8-sig")
    return pad


def _tekst(cel: object) -> str:
    if isinstance(cel, float):
        return f"{cel:g}".rjust(9) if cel.is_integer() else f"{cel}".rjust(9)
    return str(cel).replace('"', '""').ljust(10)


def overzicht(pad: Path) -> list[dict[str, object]]:
    kop, *rijen = CalamineWorkbook.from_path(str(pad)).get_sheet_by_name("Overzicht").to_python()
    return [dict(zip(map(str, kop), rij, strict=True)) for rij in rijen]


def test_one_command_from_download_and_list_to_scores(run, statline, tmp_path):
    rijen = [*MET_KOPPEN, *([code, "x", 0.4 + at / 10] for at, code in enumerate(CODES)), ["Totaal", None, 0.55]]
    lijst = schrijf_lijst(tmp_path / "mijn-lijst.xlsx", rijen)
    (tmp_path / "k.yaml").write_text(
        "bestand: mijn-lijst.xlsx\ncode: Buurtcode\njaar: 2022\n"
        "kolommen:\n  - kop: Alleen\n    doel: moeite_rondkomen\n    eenheid: fractie\n"
    )
    ran = run("score", statline, lijst, "--kolommen", "k.yaml", "-o", "uit.xlsx")
    assert ran.exit_code == 0, ran.err
    assert len(overzicht(tmp_path / "uit.xlsx")) > len(CODES)
    ran = run("score", statline, lijst, "--kolommen", "k.yaml", "--alleen-in", lijst, "-o", "deel.xlsx")
    assert ran.exit_code == 0, ran.err
    assert sorted(str(rij["code"]) for rij in overzicht(tmp_path / "deel.xlsx")) == sorted(CODES)
    ran = run("explain", statline, lijst, "--kolommen", "k.yaml", "--code", CODES[0], "--uitkomst", "Eenzaamheid")
    assert "mijn-lijst.xlsx, blad Blad1, cel C4" in ran.out
    assert "40" in ran.out


@pytest.fixture
def lijst(tmp_path: Path) -> Path:
    """Make a list of somebody's own, as it lies about, with a sheet that says what its columns are."""
    rijen = [*MET_KOPPEN, *([code, "x", 40 + at] for at, code in enumerate(CODES)), ["Totaal", None, 41.5]]
    blad = [["kop", "doel", "jaar"], ["Buurtcode", "code"], ["Alleen", "ernstig_eenzaam", 2022]]
    return schrijf_lijst(tmp_path / "mijn-lijst.xlsx", rijen, bladen={"Kolommen": blad})


@pytest.mark.usefixtures("statline", "lijst")
def test_the_commands_of_the_readme_work_as_they_stand_there(run, root, tmp_path):
    readme = (root / "README.md").read_text(encoding="utf-8")
    blokken = re.findall(r"<!-- voorbeelden eigen -->\n```bash\n(.*?)```", readme, re.DOTALL)
    regels = [shlex.split(regel) for blok in blokken for regel in blok.splitlines()]
    assert {"score", "data"} == {woorden[1] for woorden in regels}
    for program, *woorden in regels:
        assert program == "buurtwijzer"
        ran = run(*woorden)
        assert ran.exit_code == 0, (woorden, ran.err)
    assert {"uit.xlsx", "kopie.xlsx", "deel.xlsx", "kolommen.yaml"} <= {pad.name for pad in tmp_path.iterdir()}


def test_the_sheet_kolommen_makes_it_one_command_without_options(run, statline, lijst):
    ran = run("score", statline, lijst, "-o", "uit.xlsx", "--json")
    assert ran.exit_code == 0, ran.err
    assert "D403" in {item["code"] for item in ran.json["meldingen"]}


def test_results_come_beside_a_list_with_its_own_figures(run, statline, lijst, tmp_path):
    ran = run("score", "--terugschrijven", lijst, "--met", statline, "-o", "kopie.xlsx", "--json")
    assert ran.exit_code == 0, ran.err
    assert "D403" in {item["code"] for item in ran.json["meldingen"]}
    werkmap = CalamineWorkbook.from_path(str(tmp_path / "kopie.xlsx"))
    cellen = werkmap.get_sheet_by_name("Blad1").to_python()
    kop = next(rij for rij in cellen if "Buurtcode" in rij)
    assert any(str(cel).startswith("Bwz ") for cel in kop)
    assert werkmap.get_sheet_by_name("Kolommen").to_python()[2][:2] == ["Alleen", "ernstig_eenzaam"]


def test_the_option_goes_along_when_results_are_written_back(run, statline, tmp_path):
    lijst = schrijf_lijst(tmp_path / "mijn-lijst.xlsx", [*MET_KOPPEN, *([code, "x", 40] for code in CODES)])
    (tmp_path / "k.yaml").write_text(
        "bestand: mijn-lijst.xlsx\njaar: 2022\nkolommen:\n  - kop: Alleen\n    doel: eenzaam\n"
    )
    ran = run(
        *("score", "--terugschrijven", lijst, "--met", statline, "--kolommen", "k.yaml", "-o", "kopie.xlsx", "--json")
    )
    assert ran.exit_code == 0, ran.err
    assert "D403" in {item["code"] for item in ran.json["meldingen"]}


def namen(kwb: Path) -> list[str]:
    kop, *rijen = CalamineWorkbook.from_path(str(kwb)).get_sheet_by_index(0).to_python()
    at, soort = kop.index("regio"), kop.index("recs")
    return [str(rij[at]) for rij in rijen if str(rij[soort]).strip() == "Buurt"][:4]


def test_a_list_of_names_chooses_the_areas(run, kwb, tmp_path):
    lijst = schrijf_lijst(tmp_path / "namen.xlsx", [["Onze buurten"], [], ["Buurt"], *([n] for n in namen(kwb))])
    ran = run("score", kwb, "--alleen-in", lijst, "-o", "uit.xlsx")
    assert ran.exit_code == 0, ran.err
    assert {str(rij["naam"]) for rij in overzicht(tmp_path / "uit.xlsx")} == set(namen(kwb))


def test_a_name_that_is_nowhere_is_told_and_the_others_are_scored(run, kwb, tmp_path):
    lijst = schrijf_lijst(tmp_path / "namen.xlsx", [["Buurt"], *([n] for n in namen(kwb)), ["Nergenshuizen"]])
    ran = run("score", kwb, "--alleen-in", lijst, "-o", "uit.xlsx")
    assert ran.exit_code == 0, ran.err
    assert "[D419]" in ran.err
    assert f"A{len(namen(kwb)) + 2}" in ran.err
    assert {str(rij["naam"]) for rij in overzicht(tmp_path / "uit.xlsx")} == set(namen(kwb))


def test_a_list_of_which_no_name_is_found_stops(run, kwb, tmp_path):
    lijst = schrijf_lijst(tmp_path / "namen.xlsx", [["Buurt"], ["Nergenshuizen"]])
    ran = run("score", kwb, "--alleen-in", lijst, "-o", "uit.xlsx")
    assert ran.exit_code == 1
    assert "[D409]" in ran.err
    assert not (tmp_path / "uit.xlsx").exists()


def test_no_row_of_a_list_with_codes_goes_unsaid(run, statline, tmp_path):
    codes = {str(rij["naam"]): str(rij["code"]) for rij in overzicht(_alles(run, statline, tmp_path))}
    (een, code), (twee, _), (drie, _), *_rest = codes.items()
    rijen = [["code", "naam"], [code, een], [None, twee], [f"WK{code[2:8]}", "Een wijk"], ["onbekend", drie]]
    rijen += [["BU12", "Kapot"], [None, "Nergenshuizen"], [f"{code[:8]}77", "Nieuw"], ["Totaal", None]]
    lijst = schrijf_lijst(tmp_path / "gemengd.xlsx", rijen)
    ran = run("score", statline, "--alleen-in", lijst, "-o", "uit.xlsx")
    assert ran.exit_code == 0, ran.err
    assert {str(rij["naam"]) for rij in overzicht(tmp_path / "uit.xlsx")} == {een, twee, drie}
    assert re.search(r"\[D416\] [^\n]*2 rijen[^\n]*A6 en A7", ran.err)
    assert re.search(r"\[D463\] [^\n]*1 rij [^\n]*A8", ran.err)
    assert re.search(r"\[D417\] [^\n]*1 rij [^\n]*A4", ran.err)
    meldingen = CalamineWorkbook.from_path(str(tmp_path / "uit.xlsx")).get_sheet_by_name("Meldingen").to_python()
    assert any(f"A3 ({codes[twee]})" in str(cel) for rij in meldingen for cel in rij)


def _alles(run, statline, tmp_path):
    assert run("score", statline, "-o", "alles.xlsx").exit_code == 0
    return tmp_path / "alles.xlsx"


def test_results_come_beside_a_list_of_names(run, kwb, tmp_path):
    rijen = [["Onze buurten"], [], ["Buurt", "Wie"], *([n, "x"] for n in namen(kwb)), ["Nergenshuizen"], ["Totaal"]]
    lijst = schrijf_lijst(tmp_path / "namen.xlsx", rijen)
    ran = run("score", "--terugschrijven", lijst, "--met", kwb, "-o", "kopie.xlsx")
    assert ran.exit_code == 0, ran.err
    assert "[X484]" in ran.err
    assert "A8" in ran.err
    cellen = CalamineWorkbook.from_path(str(tmp_path / "kopie.xlsx")).get_sheet_by_index(0).to_python()
    assert str(cellen[2][2]).startswith("Bwz ")
    assert all(any(rij[2:]) for rij in cellen[3:7])
    assert not any(cellen[7][2:])


def test_the_template_is_valid_and_does_nothing_until_it_is_filled_in(run, statline, tmp_path):
    rijen = [["Lijst"], [], ["Buurtcode", "Buurtnaam", "Koopwoningen", "Zomaar"]]
    rijen += [[code, "x", 0.41, 3] for code in CODES]
    lijst = schrijf_lijst(tmp_path / "mijn-lijst-2022.xlsx", rijen)
    ran = run("score", lijst, "-o", "uit.xlsx")
    assert ran.exit_code == 1
    assert "--sjabloon" in ran.err
    ran = run("data", "inspect", lijst, "--sjabloon", "k.yaml")
    assert ran.exit_code == 0, ran.err
    assert "k.yaml" in ran.out
    sjabloon = tmp_path / "k.yaml"
    tekst = sjabloon.read_text("utf-8")
    leeg = read_own_columns(sjabloon, meegeleverd())
    assert (leeg.bestand, leeg.kop, leeg.code, leeg.kolommen) == ("mijn-lijst-2022.xlsx", 3, "Buurtcode", ())
    wat_klopt = r'^  # (?=- kop: "Koopwoningen"|  (doel: p_koopw|eenheid: fractie))'
    ingevuld = re.sub(wat_klopt, "  ", tekst, flags=re.MULTILINE)
    ingevuld = re.sub(r"^# (?=naam: )", "", ingevuld, flags=re.MULTILINE)
    sjabloon.write_text(ingevuld, encoding="utf-8")
    gevuld = read_own_columns(sjabloon, meegeleverd())
    assert [(c.kop, c.target.naam, c.eenheid) for c in gevuld.kolommen] == [("Koopwoningen", "p_koopw", "fractie")]
    ran = run("data", "inspect", lijst, "--kolommen", "k.yaml", "--json")
    assert ran.json["indicatoren"] == ["koopwoningen"]
    assert run("data", "inspect", lijst, "--sjabloon", "k.yaml").exit_code == 1, "niet zomaar overschreven"
    ran = run("score", statline, lijst, "--kolommen", "k.yaml", "-o", "uit.xlsx")
    assert ran.exit_code == 0, ran.err


def test_a_template_never_names_results_of_ours_or_what_is_blocked(run, tmp_path):
    rijen = [["Code", "Bwz wonen", "Bwz.risico.overlast", "Moslims", "Nederland", "Koopwoningen"]]
    lijst = schrijf_lijst(tmp_path / "lijst-2022.xlsx", rijen + [[code, 50, 40, 3, 80, 41] for code in CODES])
    assert run("data", "inspect", lijst, "--sjabloon", "k.yaml").exit_code == 0
    tekst = (tmp_path / "k.yaml").read_text("utf-8")
    assert [word for word in ("Bwz", "Moslims", "Nederland", "Koopwoningen") if word in tekst] == ["Koopwoningen"]


def test_a_template_with_a_column_that_is_not_filled_in_says_where(run, tmp_path):
    lijst = schrijf_lijst(tmp_path / "lijst.xlsx", [["Code", "Zomaar"], [CODES[0], 3], [CODES[1], 4]])
    run("data", "inspect", lijst, "--sjabloon", "k.yaml")
    sjabloon = tmp_path / "k.yaml"
    sjabloon.write_text(re.sub(r"^  # ", "  ", sjabloon.read_text("utf-8"), flags=re.MULTILINE), encoding="utf-8")
    ran = run("score", lijst, "--kolommen", "k.yaml", "-o", "uit.xlsx")
    assert ran.exit_code == 1
    assert "'doel'" in ran.err


def test_the_page_about_columns_is_read_and_computed_and_has_every_key(run, root, kwb, tmp_path):
    page = (root / "docs" / "kolommen.md").read_text("utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1]
    (tmp_path / "kolommen.yaml").write_text(example, encoding="utf-8")
    for sleutel in (*Kolomtabel.model_fields, *Eigenkolom.model_fields):
        assert f"| `{sleutel}` |" in page
    said = set(re.findall(r"^[ -]*([a-z_]+):", example, re.MULTILINE))
    instead = {"gemeente_is", "niveau_is"}
    assert {*Kolomtabel.model_fields, *Eigenkolom.model_fields} - instead == said
    rijen = [["Mijn lijst"], [], ["Koop", "Buurtcode", "Buurt", "Gemeente", "Soort", "Koop", "WOZ"]]
    rijen += [[1, code, "x", "Voorbeeldstad", "Buurt", 0.4, 250000] for code in CODES]
    lijst = schrijf_lijst(tmp_path / "mijn-lijst.xlsx", rijen, blad="Buurten")
    ran = run("data", "inspect", lijst, "--kolommen", "kolommen.yaml", "--json")
    assert ran.exit_code == 0, ran.err
    assert ran.json["indicatoren"] == ["koopwoningen", "woz_waarde"]
    ran = run("score", kwb, lijst, "--kolommen", "kolommen.yaml", "-o", "uit.xlsx")
    assert ran.exit_code == 0, ran.err


@pytest.mark.parametrize("opdracht", ["value", "scenario", "portfolio"])
def test_commands_about_plans_read_own_files_too(run, kwb, gezondheid, root, tmp_path, caplog, opdracht):
    lijst = schrijf_lijst(tmp_path / "mijn-lijst.xlsx", [["Code", "Alleen"], *([code, 45] for code in CODES)])
    (tmp_path / "k.yaml").write_text(
        "bestand: mijn-lijst.xlsx\njaar: 2021\nkolommen:\n  - kop: Alleen\n    doel: eenzaam\n"
    )
    caplog.set_level("INFO")
    plan = root / "sample_data" / "plannen_voorbeeldstad.yaml"
    eigen = ["--budget", "gemeente=1000", "--jaar", "2026"] if opdracht == "portfolio" else ["--plan", plan]
    ran = run(opdracht, kwb, gezondheid, lijst, *eigen, "--kolommen", "k.yaml", "--json")
    assert ran.exit_code == 0, ran.err
    assert "D403 mijn-lijst.xlsx" in caplog.text


def test_a_template_says_that_codes_became_numbers(run, statline, tmp_path):
    kort = [["Buurtcode", "Koopwoningen"], *([3440100 + at, 40 + at] for at in range(3))]
    lijst = schrijf_lijst(tmp_path / "mijn-lijst-2022.xlsx", [*kort, ["Gemiddeld", 41]])
    ran = run("score", statline, lijst, "-o", "uit.xlsx")
    assert "codes als getal onder 'Buurtcode' (zoals 3440100)" in ran.err
    assert "gwb_code" not in ran.err, "geen koppen van alle bronnen"
    assert run("data", "inspect", lijst, "--sjabloon", "k.yaml").exit_code == 0
    tekst = (tmp_path / "k.yaml").read_text("utf-8")
    assert '# code: "Buurtcode"' in tekst
    assert "# niveau_is: buurt" in tekst
    assert "bu_code" not in tekst
    ran = run("score", statline, lijst, "--kolommen", "k.yaml", "-o", "uit.xlsx")
    assert "k.yaml: [D464]" in ran.err
    ingevuld = tekst.replace("# code:", "code:").replace("# niveau_is:", "niveau_is:")
    (tmp_path / "k.yaml").write_text(ingevuld, "utf-8")
    gevuld = read_own_columns(tmp_path / "k.yaml", meegeleverd())
    assert (gevuld.code, gevuld.niveau_is) == ("Buurtcode", "buurt")


def test_a_template_says_how_to_name_the_number_of_answers(run, tmp_path):
    lijst = schrijf_lijst(tmp_path / "mijn-lijst-2022.xlsx", [["Buurtcode", "Respons"], *([c, 99] for c in CODES)])
    assert run("data", "inspect", lijst, "--sjabloon", "k.yaml").exit_code == 0
    assert "ID.antwoorden" in (tmp_path / "k.yaml").read_text("utf-8")
