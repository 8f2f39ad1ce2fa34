"""The shipped interventions, outcomes, styles, questions and policy: complete, with findings that carry their grade."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from buurtwijzer.interventions.policy import Policy
from buurtwijzer.reporting.sheets import build_sheets
from buurtwijzer.rulebook.schema import Bewijs, Interventie, Manier, Partij, Status
from buurtwijzer_excel.cli.main import COMMANDS
from tests.geladen import meegeleverd
from tests.unit.segments import full_assessment

RULES = Path(__file__).parent.parent.parent / "rules"
REGELS = meegeleverd()
STIJLEN = ("dichtbij", "meebeslissen", "op_maat", "praktisch")
INTERVENTIES = tuple(REGELS.interventies.values())


def named(item: Interventie) -> str:
    return item.id


def test_the_four_styles_are_those_of_the_contract() -> None:
    assert tuple(REGELS.benaderstijlen) == STIJLEN
    shares = [stijl.aandeel_nl.pct for stijl in REGELS.benaderstijlen.values()]
    assert sum(shares) == 100


@pytest.mark.parametrize("item", INTERVENTIES, ids=named)
def test_every_style_has_a_form_and_forms_differ(item: Interventie) -> None:
    assert {vorm.benaderstijl for vorm in item.vormen} == set(STIJLEN)
    assert len({vorm.vorm for vorm in item.vormen} | {item.standaardvorm}) == len(STIJLEN) + 1
    assert len({vorm.aansluiting_score for vorm in item.vormen}) > 1, "past overal even goed: dan kiest het niets"


@pytest.mark.parametrize("item", INTERVENTIES, ids=named)
def test_a_finding_is_only_firm_when_somebody_read_it(item: Interventie) -> None:
    for found in item.bewijs.bevindingen:
        is_read = REGELS.bronnen[found.bron].merk in ("gezien", "afgeleid")
        assert is_read == (found.status is Status.VASTGESTELD), found.bevinding
        assert found.bron in item.bron


def test_only_what_was_tested_is_called_without_effect() -> None:
    for item in INTERVENTIES:
        if item.bewijs.niveau in (Bewijs.E0A, Bewijs.E0B):
            assert any(f.status is Status.VASTGESTELD and f.wijst_op != "effect" for f in item.bewijs.bevindingen)


def test_active_policy_knows_every_party() -> None:
    active = [beleid for beleid in REGELS.beleid.values() if beleid.actief]
    assert [beleid.id for beleid in active] == ["standaard"]
    assert {entry.partij for entry in active[0].capaciteit} == set(Partij)


# The catalogue: what experts expect to find, and how it is graded.

NA_BESLUIT = {"overlast_woonfraudeteam", "jeugdgroepaanpak", "cameratoezicht", "gemengd_wonen", "housing_first"}


def test_catalogue_is_broad() -> None:
    assert len(INTERVENTIES) >= 40
    assert {item.manier for item in INTERVENTIES} == set(Manier)
    assert {item.leefgebied for item in INTERVENTIES} == set(REGELS.leefgebieden)


def test_every_point_of_attention_has_at_least_two_advisable_interventions() -> None:
    for risico in REGELS.risicos:
        found = [
            item.id
            for item in INTERVENTIES
            if risico in {gate.uitkomst for gate in item.poorten.probleem}
            and item.bewijs.niveau not in (Bewijs.E0A, Bewijs.E0B)
            and not item.poorten.alleen_na_lokaal_besluit
        ]
        assert len(found) >= 2, (risico, found)


def test_what_did_not_work_stays_in_the_catalogue() -> None:
    grades = {item.id: item.bewijs.niveau for item in INTERVENTIES if item.bewijs.niveau in (Bewijs.E0A, Bewijs.E0B)}
    assert grades == {
        "jogg": Bewijs.E0B,
        "verkoop_huurwoningen": Bewijs.E0B,
        "wijkteam_goedkopere_zorg": Bewijs.E0A,
    }


def test_what_reaches_deep_waits_for_a_local_decision() -> None:
    assert {item.id for item in INTERVENTIES if item.poorten.alleen_na_lokaal_besluit} == NA_BESLUIT
    assert "burgemeester" in (REGELS.interventies["cameratoezicht"].poorten.waarom_besluit or "")


@pytest.mark.parametrize("item", INTERVENTIES, ids=named)
def test_nobody_is_chosen_by_where_they_come_from(item: Interventie) -> None:
    words = f"{item.doelgroep} {item.poorten.waarom} {[gate.indicator for gate in item.poorten.doelgroep]}"
    assert not re.search(r"herkomst|afkomst|migratie|nationaliteit|geloof", words, re.IGNORECASE)


@pytest.mark.parametrize("item", INTERVENTIES, ids=named)
def test_numbers_hold_together(item: Interventie) -> None:
    assert item.effecten[0].hoog > 0 or item.bewijs.niveau is Bewijs.E0A
    for effect in item.effecten:
        if effect.eenheid == "deel_van_nulsituatie":
            found = REGELS.uitkomsten[effect.uitkomst]
            assert found.nulsituatie is not None or found.indicator is not None, "een deel van wat?"
    if item.stopt_met_inzet:
        assert item.kosten.ritme == "jaarlijks" or item.beheer_na_oplevering is not None
    if item.mag_corporatie == "nee":
        assert Partij.CORPORATIE not in item.betalers


def test_every_outcome_is_changed_by_something_and_somebody_gains() -> None:
    used = {effect.uitkomst for item in INTERVENTIES for effect in item.effecten}
    assert used == set(REGELS.uitkomsten)
    for uitkomst in REGELS.uitkomsten.values():
        assert any(baat.teken == "plus" for baat in uitkomst.partijen)
        if uitkomst.indicator is not None:
            assert uitkomst.indicator in REGELS.indicatoren


def test_a_transfer_is_as_large_on_both_sides() -> None:
    for uitkomst in REGELS.uitkomsten.values():
        prices = {(baat.teken, baat.prijs) for baat in uitkomst.partijen if baat.soort == "overdracht"}
        assert {price for sign, price in prices if sign == "plus"} == {price for sign, price in prices if sign == "min"}


def test_a_high_grade_rests_on_something_that_was_read() -> None:
    for item in INTERVENTIES:
        if item.bewijs.niveau in (Bewijs.E5, Bewijs.E4):
            read = [found for found in item.bewijs.bevindingen if found.status is Status.VASTGESTELD]
            assert any(found.wijst_op == "effect" for found in read), item.id


# Questions and policy.

BLADEN = {
    "Overzicht", "Leefstijlen", "Bewonersgroepen", "Leefgebieden", "Krachten", "Risico's", "Samenleven", "Interventies",
    "Toelichting", "Grafieken", "Waarde per euro", "Meldingen", "Verantwoording",
}  # fmt: skip


def test_twelve_questions_in_order_with_a_view() -> None:
    questions = sorted(REGELS.vragen.values(), key=lambda vraag: vraag.nummer)
    assert [vraag.nummer for vraag in questions] == list(range(1, 13))
    for vraag in questions:
        assert vraag.vraag.endswith("?")
        assert set(vraag.bladen) <= BLADEN
        assert bool(vraag.bladen or vraag.opdracht) == (vraag.stand != "komt"), (
            "wat komt staat nog nergens, de rest wel"
        )
        assert vraag.opdracht is None or vraag.opdracht.split()[1] in COMMANDS


_IN_TEXT = re.compile(r"(?:kolom|[Ff]ilter op|[Ss]orteer op) (?!die\b|daar\b)(\w+)|kolommen (.+?) naast elkaar")
_SHEET_IN_TEXT = re.compile(r"\bblad ([A-Z]\w+(?:'s)?)")


def test_a_question_names_only_sheets_and_columns_that_exist() -> None:
    built = {blad.naam: {kolom.kop for kolom in blad.kolommen} for blad in build_sheets(full_assessment())}
    assert set(built) <= BLADEN
    for vraag in REGELS.vragen.values():
        sheets = set(_SHEET_IN_TEXT.findall(vraag.uitleg))
        assert {*sheets, *vraag.bladen} <= {*built, "Grafieken"}, vraag.id
        assert sheets <= set(vraag.bladen), vraag.id
        known = set[str]().union(*(built[name] for name in vraag.bladen if name in built))
        named = [name for one, more in _IN_TEXT.findall(vraag.uitleg) for name in (one or more).split(" en ")]
        assert set(named) <= known, vraag.id


def test_the_question_on_eyes_or_talking_finds_its_words_where_it_says() -> None:
    built = next(blad for blad in build_sheets(full_assessment()) if blad.naam == "Interventies")
    heads = [kolom.kop for kolom in built.kolommen]
    row = dict(zip(heads, next(iter(built.rijen)), strict=True))
    assert "Manier: gesprek." in str(row["toelichting"])


def test_an_example_policy_does_not_count() -> None:
    example = REGELS.beleid["voorbeeld_corporatie"]
    assert not example.actief
    assert example.verboden
    assert example.besluiten
    policy = Policy.from_rulebook(REGELS)
    assert not policy.verboden
    assert not policy.besloten
    assert not policy.lopend


# What is left of an effect, and who may pay.

LEKKAGE = {
    "werk": 0.10,
    "veiligheid": 0.075,
    "gezondheid en welzijn": 0.075,
    "onderwijs": 0.075,
    "wonen en dakloosheid": 0.15,
    "wijkvernieuwing": 0.175,
}


@pytest.mark.parametrize("item", INTERVENTIES, ids=named)
def test_leakage_is_the_english_middle_of_its_domain_or_nought_with_a_reason(item: Interventie) -> None:
    net = item.netto
    assert net.status is Status.AANNAME
    if net.met_controlegroep:
        assert net.lekkage_frac == 0, "bij de doelgroep zelf gemeten"
    if net.lekkage_frac == 0:
        assert "Lekkage 0: " in net.waarom
        return
    (domain,) = re.findall(r"Lekkage: Engelse handreiking, midden, voor ([a-z ]+?)(?: en scholing)?\.", net.waarom)
    assert net.lekkage_frac == LEKKAGE[domain]
    assert f"voor {domain}" in net.waarom.partition("Lekkage")[0]


@pytest.mark.parametrize("item", INTERVENTIES, ids=named)
def test_who_pays_as_a_rule_may(item: Interventie) -> None:
    barred = {partij for entry in item.mag_betalen if entry.mag == "nee" for partij in entry.partijen}
    assert not barred & {*item.betalers, item.trekker}
    assert all(entry.status is Status.AANNAME and entry.bron in item.bron for entry in item.mag_betalen)


def test_most_usual_payers_can_be_tested() -> None:
    free = {p for p in Partij if REGELS.getal("waarde", f"eigen_geld_{p.value}") == 1} | {Partij.CORPORATIE}
    told = {(item.id, p) for item in INTERVENTIES for entry in item.mag_betalen for p in entry.partijen}
    open_ = {(item.id, p.value) for item in INTERVENTIES for p in item.betalers if p not in free} - told
    # Of these nobody could tell us yet; the check says so.
    assert {id_ for id_, _ in open_} == {
        "bemoeizorg",
        "combinatie_aanpak_eenzaamheid",
        "housing_first",
        "integrale_aanpak",
        "maatje",
        "welzijn_op_recept",
    }


@pytest.mark.parametrize("item", INTERVENTIES, ids=named)
def test_what_is_paid_each_year_is_not_kept_up_on_top_of_that(item: Interventie) -> None:
    assert item.kosten.ritme == "eenmalig" or item.beheer_na_oplevering is None


def test_presence_in_buildings_does_what_was_found_of_it() -> None:
    found = {effect.uitkomst for effect in REGELS.interventies["huismeester"].effecten}
    assert found >= {"prettiger_thuis", "straatmisdrijf_minder", "veiliger_gevoel", "overlast_gestopt"}
    found = {effect.uitkomst for effect in REGELS.interventies["buurtbeheerbedrijf"].effecten}
    assert found >= {"prettiger_thuis", "betaald_werk_meer", "veiliger_gevoel"}
