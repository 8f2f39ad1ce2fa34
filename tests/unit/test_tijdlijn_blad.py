"""Sheet, charts and sentences of timelines: what is shown adds up, and nothing of it is a formula."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import numpy as np
import pytest
import xlsxwriter

from buurtwijzer.evidence.timeline.build import timelines
from buurtwijzer.evidence.timeline.model import Timelines
from buurtwijzer.reporting.blad import CelSoort
from buurtwijzer.reporting.bladen.tijdlijn import timeline_sheet
from buurtwijzer.reporting.styles import Styles
from buurtwijzer.reporting.timeline_charts import timeline_charts
from buurtwijzer.reporting.timeline_text import timeline_lines, timeline_sentence
from tests.unit.regels import NAN
from tests.unit.tijdlijnen import cijfers, gevuld, met_breuk, regelboek

REGELS = regelboek()
CODE = "BU00010000"


@pytest.fixture(scope="module")
def lijnen() -> Timelines:
    """Give a score of which the last year lacks a figure, and a sum."""
    waarden = gevuld()
    for naam in ("huur", "koop", "leeg"):
        waarden[naam][:, 0] = 40.0
    waarden["leeg"][2:] += 10.0
    waarden["huur"][3, 0] += 20.0
    waarden["koop"][3, 0] = NAN
    delen = {"deel_a": np.array([NAN, 0.1, 0.3, 0.2]), "deel_b": np.array([NAN, 0.2, 0.2, 0.5])}
    som = np.array([4.0, 4.4, 4.6, 4.8])
    reeksen = {naam: reeks[:, None] for naam, reeks in {**delen, "som": som}.items()}
    return timelines(cijfers({**waarden, **reeksen}), REGELS, [CODE], ["wonen", "som"])


def records(found: Timelines) -> list[dict[str, object]]:
    blad = timeline_sheet(found, REGELS)
    return [dict(zip([kolom.kop for kolom in blad.kolommen], rij, strict=True)) for rij in blad.rijen]


def test_the_sheet_begins_and_ends_as_every_sheet_per_area(lijnen: Timelines) -> None:
    koppen = [kolom.kop for kolom in timeline_sheet(lijnen, REGELS).kolommen]
    assert koppen[:6] == ["code", "naam", "gemeente", "niveau", "inwoners", "dekking"]
    assert koppen[-1] == "toelichting"
    assert len(koppen) == len(set(koppen))


def test_a_row_per_year_and_one_for_the_whole(lijnen: Timelines) -> None:
    rijen = records(lijnen)
    assert [rij["jaar"] for rij in rijen if rij["uitkomst"] == "Wonen"] == ["2020", "2021", "2022", "2023", "2020-2023"]
    assert [rij["jaar"] for rij in rijen if rij["uitkomst"] == "Som"][-2:] == ["2021-2023", "2020-2023"]


def test_parts_on_the_sheet_add_up_to_the_change(lijnen: Timelines) -> None:
    with_parts = 0
    for rij in records(lijnen):
        delen = [rij[f"erbij {place}"] for place in range(1, 6)] + [rij["andere delen"], rij["rest"]]
        getallen = [deel for deel in delen if isinstance(deel, float)]
        if getallen:
            with_parts += 1
            assert sum(getallen) == pytest.approx(rij["verandering"], abs=2e-6)
            assert rij["rest"] == 0.0
        if isinstance(rij["overal"], float):
            assert rij["alleen hier"] == pytest.approx(rij["verandering"] - rij["overal"], abs=2e-6)
    assert with_parts >= 5


def test_years_that_differ_say_so(lijnen: Timelines) -> None:
    rij = next(rij for rij in records(lijnen) if rij["jaar"] == "2023" and rij["uitkomst"] == "Wonen")
    assert "niet mee telt: Koop" in str(rij["toelichting"])
    assert "over de cijfers die beide jaren hebben (70 % van het gewicht)" in timeline_sentence(lijnen.lijnen[0])
    wonen = [rij for rij in records(lijnen) if rij["uitkomst"] == "Wonen"]
    gelijk = [rij["gelijke basis"] for rij in wonen[:4]]
    assert gelijk[3] - gelijk[0] == pytest.approx(wonen[-1]["verandering"], abs=1e-5)  # type: ignore[operator]
    overal = [rij["alle gebieden"] for rij in wonen[:4]]
    assert overal[3] - overal[0] == pytest.approx(wonen[-1]["overal"], abs=1e-5)  # type: ignore[operator]
    assert "2023: " in (line := timeline_lines(lijnen)[4])
    assert "andere cijfers; over wat beide jaren hebben" in line


def test_a_score_has_one_decimal_and_a_figure_around_four_has_three(lijnen: Timelines) -> None:
    alleen = Timelines(lijnen.lijnen[:1], ())
    soorten = {kolom.kop: kolom.soort for kolom in timeline_sheet(alleen, REGELS).kolommen}
    assert (soorten["waarde"], soorten["verandering"]) == (CelSoort.PUNTEN, CelSoort.VERSCHIL)
    soorten = {kolom.kop: kolom.soort for kolom in timeline_sheet(lijnen, REGELS).kolommen}
    assert (soorten["waarde"], soorten["verandering"]) == (CelSoort.FIJN, CelSoort.FIJN_VERSCHIL)


def test_the_sentence_says_what_changed_by_what_and_what_happened_everywhere() -> None:
    waarden = gevuld()
    for naam in ("huur", "koop", "leeg"):
        waarden[naam][:, 0] = 40.0
    waarden["leeg"][2:] += 10.0
    waarden["huur"][3, 0] += 20.0
    (found,) = timelines(
        cijfers(waarden), met_breuk(REGELS, "leeg", 2022, "Er is anders geteld."), [CODE], ["wonen"]
    ).lijnen
    assert timeline_sentence(found) == (
        "Wonen ging van 44,0 (2020) naar 52,0 punten (2023): +8,0, dat is gunstiger. De verandering bestaat uit Huur "
        "+10,0 en Leeg -2,0. Bij alle buurten in de bestanden was het "
        "-1,8; wat alleen hier gebeurde is dus +9,8. Let op, anders gemeten: Er is anders geteld."
    )


def test_the_screen_has_a_line_per_year_or_the_reason() -> None:
    found = timelines(cijfers(gevuld(), inwoners=60.0), REGELS, [CODE], ["huur"])
    lines = timeline_lines(found)
    assert lines[0].startswith(f"{CODE} Buurt 0: Huur: geen tijdlijn. Er zijn 0 jaren met een cijfer; nodig: 2.")
    assert lines[1].startswith("  2020: geen cijfer. Te klein: 60 inwoners")
    assert timeline_charts(found, "") is None
    (rij,) = [rij for rij in records(found) if rij["jaar"] == "geen tijdlijn"]
    assert rij["waarde"] is None


def test_the_charts_are_native_with_alt_text_and_without_formulas(lijnen: Timelines) -> None:
    add = timeline_charts(lijnen, "&Lvoet")
    assert add is not None
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        add(book, Styles.of(book))
    with zipfile.ZipFile(buffer) as parts:
        names = parts.namelist()
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        charts = [parts.read(name).decode() for name in names if name.startswith("xl/charts/chart")]
    assert len(charts) == 4
    assert drawing.count("descr=") == 4
    assert "Lijngrafiek: wonen in Buurt 0 van 2020 tot 2023" in drawing
    assert sum("scatterChart" in chart for chart in charts) == 2
    assert "<f>" not in sheet
    assert re.findall(r'min val="(\d{4})"', charts[0]) == ["2020"]
