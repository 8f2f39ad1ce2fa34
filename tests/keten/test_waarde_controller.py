"""What a controller asks of the workbook of a plan, word by word, and what the terminal and JSON say of it."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.model import Formule, Rekenblad
from buurtwijzer.reporting.rekenbladen.simulatie import OLD_WHEN
from buurtwijzer.reporting.rekenbladen.stijlen import OUD
from buurtwijzer.reporting.rekenbladen.write import sheets_bytes
from buurtwijzer.reporting.value_json import valuation_json
from buurtwijzer.reporting.value_summary import value_lines
from buurtwijzer.rulebook.plan import EigenWaarde, WatAls
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.build.assumed import SOORTEN_AANNAME, kind_of_input
from buurtwijzer.valuation.build.old_prices import old_prices, price_of, price_years
from tests.geladen import meegeleverd
from tests.keten.waarde_proef import DAY, PLAN, proef, rules, valued

VOOR, WIE, AANNAMES = "Waarde per euro", "Wie betaalt, wie profiteert", "Aannames"
# Per word that a controller asks for: the sheet, and how its cell or column begins. What is not a column of a line is
# a total, a check or a line of text on the same sheet.
ASKED: dict[str, tuple[str, str]] = {
    "plan": (VOOR, "Samen sterker in twee buurten"),
    "gebied": (VOOR, "Gebied"),
    "interventie": (VOOR, "Wat"),
    "trekker": (VOOR, "Trekker"),
    "betaler": (VOOR, "Betaler"),
    "mag_corporatie": (VOOR, "Mag een corporatie dit betalen"),
    "taakveld (Iv3) of corporatiefunctie": (VOOR, "Taakveld (Iv3) of functie corporatie"),
    "financiering": (VOOR, "Financiering"),
    "einddatum": (VOOR, "Financiering tot en met"),
    "structureel of incidenteel": (VOOR, "Structureel of incidenteel"),
    "start": (VOOR, "Begint (jaar van het plan)"),
    "looptijd": (VOOR, "Wordt betaald (jaren)"),
    "volume: eenheid": (VOOR, "Eenheid"),
    "doelgroep: aantal": (VOOR, "Doelgroep"),
    "doelgroep: bron": (VOOR, "Bron van de doelgroep"),
    "bereik in procent": (VOOR, "Deel dat meedoet (0-1)"),
    "bereikt": (VOOR, "Bereikt"),
    "fte nodig": (VOOR, "Fte nodig"),
    "fte beschikbaar": (VOOR, "Fte beschikbaar"),
    "kosten: eenmalig": (VOOR, "Eenmalig bij de start (euro)"),
    "kosten: jaarlijks": (VOOR, "Bedrag per eenheid (euro)"),
    "eigen uren": (VOOR, "Eigen uren per jaar"),
    "tarief": (VOOR, "Tarief per eigen uur (euro)"),
    "overhead": (VOOR, "Overhead (0-1)"),
    "btw-status": (VOOR, "Btw-status"),
    "opslag": (VOOR, "Opslag (0-1)"),
    "kosten: prijspeil": (VOOR, "Prijspeil (jaar)"),
    "index: reeks": (VOOR, "Reeks van de index"),
    "index: hoeveel": (VOOR, "Index (procent per jaar)"),
    "jaar 1-5 nominaal": (VOOR, "Kosten per jaar, nominaal: met de index erbij"),
    "jaar 1-5 constant": (VOOR, "Kosten per jaar, op het prijspeil van het plan"),
    "kosten: contant": (VOOR, "Contant (euro)"),
    "uitkomst": (VOOR, "Effect"),
    "nulsituatie": (VOOR, "Zonder de aanpak, per bereikte"),
    "nulsituatie en autonoom beleid in woorden": (VOOR, "Nulsituatie en autonoom beleid"),
    "effect en eenheid": (VOOR, "Eenheid"),
    "bewijs": (VOOR, "Bewijs"),
    "anders ook": (VOOR, "Anders ook (0-1)"),
    "toerekening": (VOOR, "Toerekening (0-1)"),
    "verplaatsing": (VOOR, "Verplaatsing (0-1)"),
    "korting": (VOOR, "Korting voor bewijs (0-1)"),
    "uitloop en netto per jaar": (VOOR, "Telt mee in jaar 5"),
    "baten: partij": (WIE, "Partij"),
    "baten: soort": (WIE, "Soort"),
    "baten: prijs": (WIE, "Prijs (euro per eenheid)"),
    "baten: prijspeil": (WIE, "Prijspeil (jaar)"),
    "baten: bron": (WIE, "Bron van de prijs"),
    "baten: merk": (WIE, "Merk van de prijs"),
    "baten: jaar 1-5": (WIE, "Jaar 5 (2030), euro"),
    "baten: contant": (WIE, "Contant (euro)"),
    "kassaldo per partij": (WIE, "Kassaldo (euro, contant)"),
    "kasbate per eigen euro": (WIE, "Kasbate per eigen euro"),
    "maatschappelijk saldo": (VOOR, "Saldo (euro, contant)"),
    "maatschappelijke waarde per euro": (VOOR, "Waarde per publieke euro"),
    "terugverdienjaar (kas)": (VOOR, "Terugverdiend in kas (jaar)"),
    "break-even effect": (VOOR, "Effect waarbij het quitte speelt"),
    "kosten per bereikte": (VOOR, "Kosten per bereikte (euro)"),
    "P10": (VOOR, "Laag (P10)"),
    "P50": (VOOR, "Midden (P50)"),
    "P90": (VOOR, "Hoog (P90)"),
    "kans NCW > 0": (VOOR, "Kans dat het saldo groter is dan 0"),
    "aandeel aanname in euro": (VOOR, "Deel van de baten dat op aannames rust"),
    "niet in geld (+/0/-)": (VOOR, "Niet in geld"),
    "eigenaar": (VOOR, "Eigenaar van de regel"),
    "versie van het plan": (VOOR, "Versie van het plan"),
    "versie van de regels": (VOOR, "Versie van de rekenregels"),
    "prijs te oud": (AANNAMES, "Prijs ouder dan 5 jaar"),
    "telt als aanname": (AANNAMES, "Telt als aanname"),
}


def shown(blad: Rekenblad) -> dict[tuple[int, int], object]:
    """Give what each cell shows."""
    return {p: c.inhoud.waarde if isinstance(c.inhoud, Formule) else c.inhoud for p, c in blad.cellen.items()}


def column(blad: Rekenblad, kop: str) -> list[object]:
    """Give what stands under a header, down to the first empty cell."""
    cells = shown(blad)
    row, place = next(p for p, held in cells.items() if held == kop and blad.cellen[p].stijl.startswith("kop"))
    found = []
    while cells.get((row := row + 1, 1)) is not None and not blad.cellen[row, 1].stijl.startswith("kop"):
        found.append(cells[row, place])
    return found


@pytest.mark.parametrize("woord", ASKED)
def test_what_a_controller_asks_stands_on_the_sheet(woord: str, bladen: tuple[Rekenblad, ...]) -> None:
    naam, begin = ASKED[woord]
    cells = shown(next(blad for blad in bladen if blad.naam == naam))
    assert any(isinstance(held, str) and held.startswith(begin) for held in cells.values())


def test_owner_version_and_money_come_from_the_plan(bladen: tuple[Rekenblad, ...]) -> None:
    voor = bladen[0]
    assert column(voor, "Eigenaar van de regel") == ["programmamanager wonen", *["concerncontroller"] * 2]
    assert column(voor, "Versie van het plan") == ["concept 2"] * 3
    assert column(voor, "Financiering tot en met") == ["31-12-2026", "niet ingevuld", "niet ingevuld"]
    assert column(voor, "Structureel of incidenteel") == ["incidenteel"] * 3


def test_costs_that_stay_are_structural(waardering: Waardering) -> None:
    voor = rekenbladen(waardering, invoer={"r2_inzet": 4.0})[0]
    assert column(voor, "Structureel of incidenteel") == ["incidenteel", "structureel", "incidenteel"]


def test_jobs_needed_are_own_hours_and_what_nobody_filled_in_is_said(bladen: tuple[Rekenblad, ...]) -> None:
    voor = bladen[0]
    assert column(voor, "Fte nodig") == pytest.approx([0, 120 / 1400, 0])
    assert column(voor, "Fte beschikbaar") == ["niet ingevuld", 0.05, "niet ingevuld"]
    assert column(voor, "Fte over (+) of tekort (-)")[1] == pytest.approx(0.05 - 120 / 1400)


def test_nominal_costs_rise_with_the_index_of_their_series(
    waardering: Waardering, bladen: tuple[Rekenblad, ...]
) -> None:
    values, book = waardering.waarden, bladen
    at = {naam: blad.cellen[w.rij, w.kolom].inhoud for blad in book for naam, w in blad.stappen.items()}
    for regel, index in (("r1", 0.04), ("r2", 0.03)):
        for year in range(1, 6):
            held = at[f"{regel}_nominaal_j{year}"]
            assert isinstance(held, Formule)
            assert held.waarde == pytest.approx(
                values[f"{regel}_kosten_j{year}"] * (1 + index) ** (year - 1), rel=1e-12
            )
    total = sum(values[f"r{line}_nominaal_j2"] for line in (1, 2, 3))
    assert values["t_nominaal_j2"] == pytest.approx(total)
    later = waardering.model.compute({"prijspeil": 2024.0})
    assert later["r3_nominaal_j2"] == pytest.approx(later["r3_kosten_j2"] * 1.03**3)


def test_hours_of_own_staff_rise_with_wages_whatever_the_series(waardering: Waardering) -> None:
    given = {"r1_eigen_uren": 100.0, "r1_tarief": 50.0}
    found = waardering.model.compute(given)
    hours = 100 * 50 * 1.3 * 1.1
    assert found["r1_kosten_j1"] - waardering.waarden["r1_kosten_j1"] == pytest.approx(hours)
    late = waardering.model.compute({**given, "prijspeil": 2025.0})
    own = float(late["r1_uren_j1"])
    assert late["r1_nominaal_j1"] == pytest.approx((float(late["r1_kosten_j1"]) - own) * 1.04 + own * 1.03)


def test_every_input_of_a_benefit_is_of_one_kind(waardering: Waardering) -> None:
    model = waardering.model
    kinds = {naam: kind_of_input(naam) for naam in model.invoer}
    assert set(SOORTEN_AANNAME) <= set(kinds.values())
    assert {kinds[naam] for naam in ("prijsjaar_proef_leed", "r1_prijsjaar", "prijspeil")} == {""}
    opened = {naam.removeprefix("open_") for naam in model.cellen if naam.startswith("open_")}
    assert {
        "prijs_proef_leed",
        "index_prijs",
        "r1_e1_effect",
        "korting_e3",
        "r1_verlies",
        "hoeveel_proef_uit_3",
    } <= opened
    assert "prijs_proef_ontruiming" not in opened, "vastgesteld is geen aanname"
    assert "r3_anders_ook" not in opened, "rekent niet mee: al van het effect af"


def test_the_parts_on_assumptions_add_up_per_line(waardering: Waardering) -> None:
    values = waardering.waarden
    assert values["t_aanname_baten"] == 1
    assert 0 < values["t_aanname_baten_prijs"] < 1
    for kind in SOORTEN_AANNAME:
        assert values[f"t_aannamebedragen_{kind}"] <= values["t_aannamebedragen_baten"]
    lines = [values[f"r{line}_aanname_baten"] for line in (1, 2, 3)]
    assert lines == [1, 1, 1]


def test_a_price_year_belongs_to_its_price(waardering: Waardering) -> None:
    inputs = waardering.model.invoer
    years = price_years(inputs)
    assert {"prijsjaar_proef_leed", "r1_prijsjaar", "r1_beheer_prijsjaar", "r2_tarief_prijsjaar"} <= set(years)
    assert all(price_of(naam) in inputs for naam in years)


def test_what_the_plan_takes_as_given_is_named_on_top() -> None:
    plan = replace(PLAN, wat_als=(WatAls("BU1", "leegstand", 1.0),))
    cells = shown(rekenbladen(valued(plan, rules(meegeleverd()), draws=0))[0])
    told = [text for text in cells.values() if isinstance(text, str) and "neemt als gegeven" in text]
    assert len(told) == 1
    assert "1,0 in Proefbuurt" in told[0]
    assert not any(
        "neemt als gegeven" in str(text) for text in shown(rekenbladen(proef(meegeleverd(), draws=0))[0]).values()
    )


def test_what_only_the_chart_reads_is_not_printed(bladen: tuple[Rekenblad, ...]) -> None:
    blad = next(blad for blad in bladen if blad.naam == WIE)
    last = blad.afdruk.tot_rij
    assert last is not None
    for reeks in blad.grafieken[0].reeksen:
        assert reeks.waarden.rij >= last
        assert reeks.labels.rij >= last
    below = {rij for rij, _ in blad.cellen if rij >= last}
    assert len(below) == blad.grafieken[0].reeksen[0].labels.rijen + 1
    area = openpyxl.load_workbook(BytesIO(sheets_bytes(bladen)))[WIE].print_area
    assert area.endswith(f"${last}")


def test_words_in_place_of_a_year_have_room(bladen: tuple[Rekenblad, ...]) -> None:
    voor = bladen[0]
    found = [p for p, held in shown(voor).items() if held == "niet binnen de looptijd"]
    assert found
    for place in found:
        if not voor.cellen[place].stijl.endswith("stil"):
            assert voor.cellen[place].stijl == "jaar_of_woord"
            assert voor.hoogtes[place[0]] > 25


def test_bands_of_lines_are_struck_through_as_those_of_the_plan(bladen: tuple[Rekenblad, ...]) -> None:
    struck = [k.waar for k in bladen[0].kleuren if k.stijl == OUD and k.formule == OLD_WHEN]
    for regel in ("r1", "r2", "r3"):
        row = bladen[0].stappen[f"{regel}_per_euro"]
        assert any(waar.rij == row.rij and waar.kolom == row.kolom + 1 and waar.kolommen == 3 for waar in struck)


def told(waardering: Waardering) -> str:
    return "\n".join(value_lines(waardering))


def test_the_terminal_names_the_ledgers_that_count(waardering: Waardering) -> None:
    assert "telt mee: kas, capaciteit en maatschappelijke waarde. Niet: overdracht." in told(waardering)
    values = {**waardering.waarden, "tel_maatschappelijk": 0.0}
    assert "telt mee: kas en capaciteit. Niet: maatschappelijke waarde en overdracht." in told(
        replace(waardering, waarden=values)
    )


def test_json_names_the_ledgers_and_gives_every_line_its_band(waardering: Waardering) -> None:
    found = json.loads(json.dumps(valuation_json(waardering)))
    assert found["telt_mee"] == {"kas": 1.0, "capaciteit": 1.0, "maatschappelijk": 1.0}
    for line in found["regels"]:
        band = line["per_euro_band"]
        assert band["p10"] <= band["p50"] <= band["p90"]
        assert line["aanname_baten"] == 1
    assert set(found["aanname"]["baten_per_soort"]) == set(SOORTEN_AANNAME)
    bare = json.loads(json.dumps(valuation_json(proef(meegeleverd(), draws=0))))
    assert [line["per_euro_band"] for line in bare["regels"]] == [None] * 3


@pytest.fixture(scope="module")
def oud() -> Waardering:
    """A price of 2012 under a small part of the benefits."""
    own = {**PLAN.eigen_prijzen, "proef_leed": EigenWaarde(4000, "controller", DAY, "Oud tarief", 2012)}
    return valued(replace(PLAN, eigen_prijzen=own), rules(meegeleverd()), draws=0)


def test_old_prices_are_named_on_the_terminal_and_in_json(oud: Waardering, waardering: Waardering) -> None:
    assert [item.naam for item in old_prices(oud.model, oud.waarden)] == ["prijs_proef_leed"]
    text = told(oud)
    assert "Met een melding: Oude prijzen zijn gemeld" in text
    assert "Prijs proef_leed (2012)" in text
    assert "Niet in orde: Oude prijzen" not in text
    found = json.loads(json.dumps(valuation_json(oud)))
    assert found["controles"]["oude_prijs"] is True
    assert [item["id"] for item in found["oude_prijzen"]["prijzen"]] == ["prijs_proef_leed"]
    assert "Prijzen ouder" not in told(waardering)


def test_old_prices_under_most_of_the_benefits_are_red(oud: Waardering) -> None:
    limit = oud.waarden["t_oud_deel"] - 0.01
    assert 0 < limit < 0.5
    assert oud.model.compute({"oude_prijzen_baten": limit})["check_oude_prijs"] == 0
    cells = shown(rekenbladen(oud, invoer={"oude_prijzen_baten": limit})[0])
    checks = len(oud.model.controles) + 5
    assert f"2 van {checks} controles NIET in orde" in cells.values(), "de nieuwe grens heeft ook geen reden"
    assert any(
        str(text).endswith(f"1 van {checks} controles met een melding") for text in shown(rekenbladen(oud)[0]).values()
    )
