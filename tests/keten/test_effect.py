"""``effect``: a baseline is frozen, later files come in, and what was done is measured; on a made country."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from buurtwijzer.evidence.nulmeting.model import Onderdeel
from buurtwijzer.reporting.nulmeting.read import read_baseline
from buurtwijzer_excel.cli import session
from buurtwijzer_excel.cli.main import COMMANDS
from buurtwijzer_excel.cli.run import run_command
from buurtwijzer_excel.commands.perform import perform
from buurtwijzer_excel.engines.memory import start
from tests.geladen import load_once
from tests.keten.conftest import Ran
from tests.keten.delen_vergelijken import differing, first_lost, parts_of
from tests.keten.effect_proef import AANPAK, EERSTE, LAATSTE, START, maak_bestand, maak_enquete
from tests.keten.rijke_werkmap import maak_rijk
from tests.keten.scenario_excel import select, standard_payload

Run = Callable[..., Ran]
VRAAG = ("--codes", ",".join(AANPAK), "--interventie", "cameratoezicht", "--uitkomst", "misdrijven_totaal")
DAG = ("--datum", "2022-12-01")
TOUCHED = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/styles.xml"}


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the files of the made country, a baseline in it and a measurement from it."""
    path = tmp_path_factory.mktemp("land")
    maak_bestand(path / "voor2022.csv", 2022, range(EERSTE, START))
    maak_bestand(path / "na2024.csv", 2024, range(EERSTE, LAATSTE + 1))
    maak_bestand(path / "niets2024.csv", 2024, range(EERSTE, LAATSTE + 1), effect=0.0)
    words = (*VRAAG, "--start", str(START), *DAG, "-o", str(path / "nul.xlsx"))
    command(path, "nulmeting", str(path / "voor2022.csv"), *words)
    words = ("--nulmeting", str(path / "nul.xlsx"), "-o", str(path / "effect.xlsx"))
    command(path, "meting", str(path / "na2024.csv"), *words)
    return path


def command(path: Path, *words: str) -> None:
    """Run a part of ``effect`` with the shipped rules and a log of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "load_rulebook", load_once)
        patch.setenv("XDG_STATE_HOME", str(path / "state"))
        assert run_command("effect", COMMANDS["effect"][0], [*words]) == 0


def rows_of(path: Path, blad: str) -> list[list[object]]:
    book = openpyxl.load_workbook(path)
    return [list(row) for row in book[blad].iter_rows(values_only=True)]


def words_of(path: Path, blad: str) -> str:
    return " ".join(str(cell) for row in rows_of(path, blad) for cell in row if cell is not None)


def test_what_is_frozen_is_read_back_to_the_number(land: Path) -> None:
    found = read_baseline(land / "nul.xlsx").nulmeting
    assert (found.gebieden, found.uitkomst, found.start) == (AANPAK, "misdrijven_totaal", str(START))
    assert len(found.vergelijkbaar) > 20
    assert {jaar for _, jaar in found.cijfers} == set(range(EERSTE, START))
    text = words_of(land / "nul.xlsx", "Nulmeting")
    for wanted in ("regelboek sha256", "voor2022.csv sha256", "2022-12-01", "Met 4 buurten is alleen een effect boven"):
        assert wanted in text, wanted


def test_scores_that_are_not_there_take_one_line(land: Path) -> None:
    frozen = read_baseline(land / "nul.xlsx").nulmeting
    scores = [regel for regel in frozen.of(Onderdeel.SCORE) if regel.code == AANPAK[0]]
    without = [regel for regel in scores if regel.waarde is None]
    assert [regel.wat for regel in without] == ["scores die er niet zijn"]
    assert "Eenzaamheid" in without[0].tekst
    assert all(regel.waarde is not None for regel in frozen.of(Onderdeel.CIJFER))
    assert {regel.eenheid for regel in frozen.of(Onderdeel.CIJFER)} == {"per 1.000"}


def test_the_planted_effect_is_found_after_later_files(land: Path, run: Run) -> None:
    done = run("effect", "meting", land / "na2024.csv", "--nulmeting", land / "nul.xlsx", "--json")
    assert done.exit_code == 0, done.err
    effect = done.json["effect"]
    assert effect["oordeel"] == "lager"
    assert effect["effect"]["laag"] <= -0.5 <= effect["effect"]["hoog"]
    assert done.json["nulmeting"] == "2022-12-01"
    assert "dat is gunstig" in done.json["antwoord"][0]
    assert "B291" in [issue["code"] for issue in done.json["meldingen"]]


def test_nothing_done_is_no_proof_and_no_verdict_either(land: Path, run: Run) -> None:
    done = run("effect", "meting", land / "niets2024.csv", "--nulmeting", land / "nul.xlsx", "-o", "uit.xlsx")
    assert done.exit_code == 0, done.err
    assert "Geen aantoonbaar effect" in done.out
    assert "Dat is iets anders dan: het werkt niet" in done.out
    assert "Met 4 buurten is alleen een effect boven" in done.out
    memo = words_of(Path("uit.xlsx"), "Raadsmemo")
    assert "betekent niet dat de aanpak niet werkt" in memo
    assert "Met 4 buurten is alleen een effect boven" in memo


def test_the_workbook_has_its_sheets_a_chart_and_the_same_bytes(land: Path, run: Run) -> None:
    words = ("effect", "meting", land / "na2024.csv", "--nulmeting", land / "nul.xlsx", "-o", "weer.xlsx")
    assert run(*words).exit_code == 0
    assert Path("weer.xlsx").read_bytes() == (land / "effect.xlsx").read_bytes()
    book = openpyxl.load_workbook("weer.xlsx")
    assert book.sheetnames == ["Effect", "Raadsmemo", "Meldingen", "Verantwoording"]
    assert len(book["Effect"]._charts) == 1
    assert all(code in words_of(Path("weer.xlsx"), "Effect") for code in AANPAK)
    receipt = words_of(Path("weer.xlsx"), "Verantwoording")
    assert read_baseline(land / "nul.xlsx").zegel in receipt


def test_frozen_twice_gives_the_same_bytes(land: Path, run: Run) -> None:
    done = run("effect", "nulmeting", land / "voor2022.csv", *VRAAG, "--start", START, *DAG, "-o", "nul.xlsx")
    assert done.exit_code == 0, done.err
    assert Path("nul.xlsx").read_bytes() == (land / "nul.xlsx").read_bytes()
    assert read_baseline(Path("nul.xlsx")).zegel in done.out


def test_saved_by_another_program_it_is_still_the_same(land: Path, tmp_path: Path) -> None:
    openpyxl.load_workbook(land / "nul.xlsx").save(tmp_path / "bewaard.xlsx")
    assert read_baseline(tmp_path / "bewaard.xlsx") == read_baseline(land / "nul.xlsx")


def test_a_sheet_that_lost_its_mark_is_known_by_its_headers(land: Path, run: Run) -> None:
    whole = read_baseline(land / "nul.xlsx")
    book = openpyxl.load_workbook(land / "nul.xlsx")
    book["Nulmeting"].title = "Afspraken 2022"
    book.save("anders.xlsx")
    found = read_baseline(Path("anders.xlsx"))
    assert (found.nulmeting, found.zegel, found.blad) == (whole.nulmeting, whole.zegel, "Afspraken 2022")
    book.copy_worksheet(book["Afspraken 2022"])
    book.save("twee.xlsx")
    assert "[B292]" in run("effect", "meting", land / "na2024.csv", "--nulmeting", "twee.xlsx").err
    wrong = run("effect", "meting", land / "na2024.csv", "--nulmeting", "twee.xlsx", "--blad", "Nulmeting").err
    assert "[B297]" in wrong
    assert "wel op 'Afspraken 2022' en 'Afspraken 2022 Copy'" in wrong
    book["Afspraken 2022"]["K5"].value = "iets anders"
    book.remove(book["Afspraken 2022 Copy"])
    book.save("anders.xlsx")
    done = run("effect", "meting", land / "na2024.csv", "--nulmeting", "anders.xlsx")
    assert "[B286]" in done.err
    assert "K5" in done.err


@pytest.mark.parametrize("naam", ["nulmeting", "meting"])
def test_mistakes_in_what_is_asked_come_together(land: Path, run: Run, naam: str) -> None:
    asked = ("--codes", "BU99999999,XX", "--interventie", "straatverl", "--uitkomst", "eenzm", "--start", START)
    done = run("effect", naam, land / "voor2022.csv", *asked, "-o", "nul.xlsx")
    assert done.exit_code == 1
    for wanted in ("interventie met id 'straatverl'", "cijfer met id 'eenzm'", "BU99999999 en XX"):
        assert wanted in done.err, wanted
    assert not Path("nul.xlsx").exists()


def test_every_changed_cell_is_named(land: Path, run: Run) -> None:
    book = openpyxl.load_workbook(land / "nul.xlsx")
    sheet = book["Nulmeting"]
    row = next(number for number in range(2, 999) if sheet.cell(number, 2).value == "Uitkomst per jaar")
    sheet.cell(row, 7).value = 1.0
    sheet.cell(5, 11).value = "iets anders"
    sheet.cell(6, 14).value = "erbij geschreven"
    sheet.cell(8, 11).value = "=1+1"
    book.save("anders.xlsx")
    done = run("effect", "meting", land / "na2024.csv", "--nulmeting", "anders.xlsx", "-o", "uit.xlsx")
    assert done.exit_code == 1
    assert "[B286]" in done.err
    for cell in (f"G{row}", "K5", "N6", "K8"):
        assert cell in done.err, cell
    assert not Path("uit.xlsx").exists()


def test_a_row_that_is_gone_is_named(land: Path, run: Run) -> None:
    book = openpyxl.load_workbook(land / "nul.xlsx")
    sheet = book["Nulmeting"]
    sheet.tables.clear()
    sheet.delete_rows(20)
    book.save("korter.xlsx")
    done = run("effect", "meting", land / "na2024.csv", "--nulmeting", "korter.xlsx")
    assert done.exit_code == 1
    assert "regel 19 (kolom nulmeting) ontbreekt" in done.err


def test_a_baseline_is_never_overwritten(land: Path, run: Run) -> None:
    freeze = ("effect", "nulmeting", land / "voor2022.csv", *VRAAG, "--start", START, *DAG)
    Path("nul.xlsx").write_bytes((land / "nul.xlsx").read_bytes())
    for words in (("-o", "nul.xlsx", "--overschrijf"), ("--werkmap", "nul.xlsx", "-o", "kopie.xlsx")):
        done = run(*freeze, *words)
        assert done.exit_code == 1
        assert "[B288]" in done.err
    assert Path("nul.xlsx").read_bytes() == (land / "nul.xlsx").read_bytes()
    done = run(*freeze, "--werkmap", "nul.xlsx", "-o", "twee.xlsx", "--nieuw")
    assert done.exit_code == 0, done.err
    assert openpyxl.load_workbook("twee.xlsx").sheetnames == ["Afspraak", "Nulmeting", "Nulmeting 2"]
    measure = ("effect", "meting", land / "na2024.csv", "--nulmeting", "twee.xlsx")
    assert "[B292]" in run(*measure).err
    assert run(*measure, "--blad", "Nulmeting 2").exit_code == 0


def test_the_users_own_workbook_stays_as_it_was(land: Path, run: Run, kwb: Path, gezondheid: Path) -> None:
    own = maak_rijk(Path("rijk.xlsx").absolute(), kwb)
    words = (*VRAAG, "--start", START, *DAG, "--werkmap", own, "-o", "kopie.xlsx")
    done = run("effect", "nulmeting", land / "voor2022.csv", *words)
    assert done.exit_code == 0, done.err
    changed, new = differing(own, Path("kopie.xlsx"))
    assert changed == TOUCHED
    assert len(new) == 3
    before, after = parts_of(own), parts_of(Path("kopie.xlsx"))
    for name in TOUCHED:
        assert first_lost(before[name], after[name]) is None, name
    sheet = next(after[name] for name in new if name.startswith("xl/worksheets/sheet"))
    assert b"<sheetProtection " in sheet
    assert read_baseline(Path("kopie.xlsx")) == read_baseline(land / "nul.xlsx")
    done = run("score", "--terugschrijven", "kopie.xlsx", "--met", gezondheid, "-o", "terug.xlsx")
    assert done.exit_code == 0, done.err
    assert read_baseline(Path("terug.xlsx")) == read_baseline(land / "nul.xlsx"), "terugschrijven laat hem staan"


def test_cleaning_up_leaves_the_baseline(root: Path) -> None:
    payload = standard_payload(root)
    payload["werkmap"]["bladen"].append({"naam": "Nulmeting", "waarden": [["nulmeting", "onderdeel"], [1.0, "x"]]})
    app = start(payload)
    app.books.active.names.add("Bwz_blad_nulmeting", "=Nulmeting!$A$1")
    select(app, "A4:A5")
    perform("analyseer_selectie", app)
    told = perform("opruimen", app)
    assert "'Nulmeting'" in told
    assert "Bwz_blad_nulmeting" in [name.name for name in app.books.active.names]
    assert app.books.active.sheets["Nulmeting"].range("A1").value == "nulmeting"
    app.quit()


def test_no_baseline_is_told(land: Path, run: Run, kwb: Path) -> None:
    done = run("effect", "meting", land / "na2024.csv", "--nulmeting", kwb)
    assert done.exit_code == 1
    assert "[B285]" in done.err


def test_figures_that_were_revised_are_named(land: Path, run: Run) -> None:
    maak_bestand(Path("herzien2024.csv"), 2024, range(EERSTE, LAATSTE + 1), herzien=AANPAK[1])
    done = run("effect", "meting", "herzien2024.csv", "--nulmeting", land / "nul.xlsx")
    assert done.exit_code == 0
    assert "[B289] 5 cijfers van Geregistreerde misdrijven uit de nulmeting zijn nu anders" in done.err
    assert f"{AANPAK[1]} in {EERSTE}" in done.err


def test_years_of_the_baseline_that_are_missing_are_named(land: Path, run: Run) -> None:
    maak_bestand(Path("korter2024.csv"), 2024, range(EERSTE + 2, LAATSTE + 1))
    done = run("effect", "meting", "korter2024.csv", "--nulmeting", land / "nul.xlsx")
    assert done.exit_code == 0
    assert f"[B290] De nulmeting heeft Geregistreerde misdrijven over {EERSTE} en {EERSTE + 1}" in done.err


def without(path: Path, *kolommen: str) -> Path:
    """Write a file again without some columns."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    keep = [place for place, kop in enumerate(rows[0]) if kop not in kolommen]
    made = Path(path.name)
    with made.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row[place] for place in keep] for row in rows)
    return made


LEEFTIJD = ("a_00_14", "a_15_24", "a_25_44", "a_45_64", "a_hh_m_k")


def test_a_baseline_without_comparable_areas_is_refused_with_what_is_missing(land: Path, run: Run) -> None:
    kaal = without(land / "voor2022.csv", *LEEFTIJD)
    done = run("effect", "nulmeting", kaal, *VRAAG, "--start", START, *DAG, "-o", "nul.xlsx")
    assert done.exit_code == 1
    assert "[B273]" in done.err
    for wanted in ("Inwoners van 0 tot 15 jaar", "Huishoudens met kinderen", "'Kerncijfers wijken en buurten'"):
        assert wanted in done.err, wanted
    assert "Eenpersoonshuishoudens" not in done.err
    assert "zegel" not in done.out.casefold()
    assert not Path("nul.xlsx").exists()


def test_nothing_left_to_measure_says_why_for_every_area(land: Path, run: Run) -> None:
    kaal = without(land / "na2024.csv", *LEEFTIJD)
    done = run("effect", "meting", kaal, "--nulmeting", land / "nul.xlsx")
    assert done.exit_code == 1
    (told,) = [line for line in done.err.splitlines() if "[B259]" in line]
    assert told.count("doet niet mee: er is te weinig bekend over wie er wonen") == len(AANPAK)
    assert "Geef Kerncijfers mee" in told
    assert "[B273]" in done.err


def test_another_rulebook_is_told(land: Path, run: Run) -> None:
    assert run("rules", "init", "eigen").exit_code == 0
    done = run("effect", "meting", land / "na2024.csv", "--nulmeting", land / "nul.xlsx", "--regels", "eigen")
    assert done.exit_code == 0, done.err
    assert "[B287]" in done.err


def test_without_a_baseline_it_measures_the_same(land: Path, run: Run) -> None:
    done = run("effect", "meting", land / "na2024.csv", *VRAAG, "--start", START, "--json")
    assert done.exit_code == 0, done.err
    with_baseline = run("effect", "meting", land / "na2024.csv", "--nulmeting", land / "nul.xlsx", "--json").json
    assert done.json["effect"] == with_baseline["effect"]
    assert done.json["nulmeting"] is None


def test_a_year_that_is_partly_before_counts_as_neither(land: Path, run: Run) -> None:
    done = run("effect", "meting", land / "na2024.csv", *VRAAG, "--start", f"{START - 1}-09", "--json")
    assert done.exit_code == 0, done.err
    jaren = {jaar["jaar"]: jaar["is_na"] for jaar in done.json["effect"]["jaren"]}
    assert START - 1 not in jaren
    assert [jaar for jaar, is_na in jaren.items() if is_na] == [START, LAATSTE]
    (told,) = [issue["melding"] for issue in done.json["meldingen"] if issue["code"] == "B294"]
    assert f"De start is in {START - 1}-09: {START - 1} is deels ervoor" in told


def test_a_baseline_does_not_look_past_the_start(land: Path, run: Run) -> None:
    done = run("effect", "nulmeting", land / "na2024.csv", *VRAAG, "--start", START, *DAG, "-o", "laat.xlsx")
    assert done.exit_code == 0, done.err
    assert "[B295]" in done.err
    frozen = read_baseline(Path("laat.xlsx")).nulmeting
    assert max(jaar for _, jaar in frozen.cijfers) == START - 1
    assert frozen.cijfers == read_baseline(land / "nul.xlsx").nulmeting.cijfers


def test_a_survey_of_ones_own_over_the_years_can_be_measured(land: Path, run: Run) -> None:
    assert run("rules", "init", "eigen", "--eigen", "thuisgevoel").exit_code == 0
    files = [maak_enquete(Path(f"enquete {jaar}.csv"), jaar) for jaar in range(EERSTE, LAATSTE + 1)]
    words = ("--codes", ",".join(AANPAK), "--start", START, "--uitkomst", "thuisgevoel", "--regels", "eigen", "--json")
    done = run("effect", "meting", land / "na2024.csv", *files, *words)
    assert done.exit_code == 0, done.err
    effect = done.json["effect"]
    assert (effect["maat"], effect["oordeel"]) == ("punten", "hoger")
    assert effect["effect"]["laag"] <= 15 <= effect["effect"]["hoog"]
    assert "procentpunt" in done.json["antwoord"][1]
    assert "wat bewoners in een enquête zeggen" in str(done.json["memo"])


def test_a_modelled_figure_is_refused_with_what_may_be_used(run: Run, kwb: Path, gezondheid: Path) -> None:
    words = ("--codes", "BU99990101", "--start", "2022", "--uitkomst", "eenzaam")
    done = run("effect", "meting", kwb, gezondheid, *words)
    assert done.exit_code == 1
    assert "[B281]" in done.err
    assert "is een schatting" in done.err
    assert "koopwoningen" in done.err or "bijstand" in done.err


def test_sample_data_has_too_few_years_to_tell_the_power_and_says_so(run: Run, root: Path) -> None:
    files = [root / "sample_data" / f"kwb{jaar}_voorbeeldstad.xlsx" for jaar in (2023, 2022)]
    words = ("--codes", "BU99990201,BU99990204", "--interventie", "schuldhulp", "--uitkomst", "bijstand")
    done = run("effect", "nulmeting", *files, *words, "--start", "2024-04", *DAG, "-o", "nul.xlsx")
    assert done.exit_code == 0, done.err
    assert "[B293]" in done.err
    frozen = read_baseline(Path("nul.xlsx")).nulmeting
    assert frozen.gebieden == ("BU99990201", "BU99990204")
    assert frozen.vergelijkbaar
    assert {jaar for _, jaar in frozen.cijfers} == {2022, 2023}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--interventie", "cameratoezich", "--uitkomst", "misdrijven_totaal"), "B282"),
        (("--interventie", "cameratoezicht", "--uitkomst", "misdrijf"), "B282"),
        (("--interventie", "buurtbemiddeling"), "B283"),
        (("--interventie", "cameratoezicht", "--uitkomst", "wmo_clienten"), "B284"),
    ],
)
def test_what_cannot_be_measured_is_refused(land: Path, run: Run, words: tuple[str, ...], code: str) -> None:
    freeze = ("effect", "nulmeting", land / "voor2022.csv", "--codes", AANPAK[0], "--start", START, "-o", "uit.xlsx")
    done = run(*freeze, *words)
    assert done.exit_code == 1
    assert f"[{code}]" in done.err
    assert not Path("uit.xlsx").exists()


def test_what_may_be_measured_is_what_the_intervention_acts_on(land: Path, run: Run) -> None:
    freeze = ("effect", "nulmeting", land / "voor2022.csv", "--codes", AANPAK[0], "--start", START, "-o", "uit.xlsx")
    for done in ("buurtbemiddeling", "straatverlichting"):
        told = run(*freeze, "--interventie", done).err
        assert (
            "Kies met --uitkomst een cijfer uit deze bestanden: misdrijven_totaal (Geregistreerde misdrijven).\n"
            in told
        )
    told = run(*freeze, "--interventie", "maatje").err
    assert "staat geen geteld cijfer dat" in told
    assert "misdrijven_totaal" not in told


def test_words_that_are_no_id_lead_to_the_intervention_that_names_them(land: Path, run: Run) -> None:
    freeze = ("effect", "nulmeting", land / "voor2022.csv", "--codes", AANPAK[0], "--start", START, "-o", "uit.xlsx")
    told = run(*freeze, "--interventie", "lantaarnpalen").err
    assert "Bedoelt u straatverlichting?" in told
    assert "handboek op interventies.md" in told
    told = run(*freeze, "--interventie", "qqqqqqq").err
    assert "Bedoelt u" not in told
    assert "handboek op interventies.md" in told


def test_an_area_without_figures_before_the_start_is_refused(run: Run, root: Path) -> None:
    files = [root / "sample_data" / f"kwb{jaar}_voorbeeldstad.xlsx" for jaar in (2023, 2022)]
    words = ("--codes", "BU99990207,BU99990201", "--interventie", "schuldhulp", "--uitkomst", "bijstand")
    done = run("effect", "nulmeting", *files, *words, "--start", "2023", *DAG, "-o", "nul.xlsx")
    assert done.exit_code == 1
    assert "[B296] Voor BU99990207 is er geen" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ("--start", "2023-13", "--codes", "BU91010103"),
        ("--nulmeting", "nul.xlsx", "--start", "2023"),
        ("--start", "2023", "--uitkomst", "misdrijven_totaal"),
        ("--codes", "BU91010103", "--start", "2023"),
        ("--codes", "BU91010103", "--start", "2023", "--uitkomst", "misdrijven_totaal", "--blad", "Nulmeting"),
        ("--codes", ",", "--start", "2023", "--uitkomst", "misdrijven_totaal"),
    ],
)
def test_words_that_contradict_each_other(land: Path, run: Run, words: tuple[str, ...]) -> None:
    assert run("effect", "meting", land / "na2024.csv", *words).exit_code == 2


def test_areas_to_leave_out_are_not_compared_with(land: Path, run: Run) -> None:
    first = run("effect", "meting", land / "na2024.csv", "--nulmeting", land / "nul.xlsx", "--json").json
    near = first["effect"]["gebieden"][0]["vergelijkbaar"][0]["code"]
    words = ("--nulmeting", land / "nul.xlsx", "--zonder", near, "--json")
    second = run("effect", "meting", land / "na2024.csv", *words).json
    codes = {other["code"] for area in second["effect"]["gebieden"] for other in area["vergelijkbaar"]}
    assert near not in codes
