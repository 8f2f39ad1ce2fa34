"""What the shipped rulebook says: every domain, strength and point of attention, and the lines it may not cross."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from buurtwijzer.reporting.handbook.leaves import as_data, numbers
from buurtwijzer.rulebook.folders import FOLDERS
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Drijver, Onderdeel, Richting, Soort, Status
from tests.geladen import meegeleverd

RULES = Path(__file__).parent.parent.parent / "rules"
LAYOUTS = {"cbs_kwb", "nabijheid", "rivm_gezondheid", "politie", "leefbaarometer", "seswoa"}
# Use of help and care: never a need, so never in a score.
USE = {"wmo_clienten", "jeugdzorg"}
# Benefits say how many people live on the minimum; they may only carry the point of attention about just that.
BENEFITS = {"bijstand", "arbeidsongeschikt", "ww"}
# Tables of RIVM: 50090NED (layout of 2020) and 50120NED (layout of 2022), without their unstable suffix number.
RIVM = {
    "ErvarenGezondheidGoedZeerGoed",
    "VoldoetAanBeweegrichtlijn",
    "WekelijkseSporters",
    "Overgewicht",
    "ErnstigOvergewicht",
    "Roker",
    "VoldoetAanAlcoholRichtlijn",
    "ZwareDrinker",
    "OvermatigeDrinker",
    "EenOfMeerLangdurigeAandoeningen",
    "BeperktVanwegeGezondheid",
    "EenOfMeerLichamelijkeBeperkingen",
    "BeperkingInHoren",
    "BeperkingInZien",
    "BeperkingInBewegen",
    "HoogRisicoOpAngstOfDepressie",
    "HeelVeelStressInAfgelopen4Weken",
    "MatigVeelRegieOverEigenLeven",
    "Eenzaam",
    "ErnstigZeerErnstigEenzaam",
    "EmotioneelEenzaam",
    "SociaalEenzaam",
    "Mantelzorger",
    "Vrijwilligerswerk",
    "ErnstigeGeluidhinderDoorBuren",
    "MoeiteMetRondkomen",
    "PsychischeKlachten",
    "ZeerLageVeerkracht",
    "MistEmotioneleSteun",
}
# Columns of the full delivery of 2019, by what they are about; the police and proximity are other tables.
KWB_2019 = re.compile(
    r"(a_inw|a_\d\d_(\d\d|oo)|a_(ongeh|gehuwd|gesch|verwed)|a_hh(_[mz]_k)?|a_1p_hh|g_hhgro|bev_dich|g_woz|p_m?1?gezw"
    r"|p_leegsw|p_(koop|huur|wcorp|ov_h)w|p_bj[jo]2k|g_(ele|gas)|p_stadsv|a_opl_(lg|md|hg)|p_arb_(pp|wn|zs)|g_ink_p[io]"
    r"|p_ink_[lh]i|g_hh_sti|p_hh_(li|hi|110)|m_hh_ver|a_soz_(wb|ao|ww)|p_jz_tn|p_wmo_t|a_bed_(gi|ru)|g_pau_hh"
    r"|g_afs_(hp|gs|kv|sc)|g_3km_sc|ste_oad)"
)
# What the national files of 2024 hold: the selection with ages and crime, and health of 2020.
NATIONAL = re.compile(
    r"(a_inw|a_\d\d_(\d\d|oo)|a_hh(_m_k)?|g_hhgro|bev_dich|g_wozbag|p_koopw|p_1gezw|g_ink_pi|g_afs_(hp|gs|sc)|g_3km_sc"
    r"|ste_oad|pol_(totaal|vermogen|geweld|vernieling))"
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return meegeleverd()


def drivers(rulebook: Rulebook, risico: str) -> list[Drijver]:
    item = rulebook.risicos[risico]
    return [*item.druk, *item.buffers]


def scored(rulebook: Rulebook) -> dict[str, list[Onderdeel | Drijver]]:
    found: dict[str, list[Onderdeel | Drijver]] = {
        item.id: list(item.onderdelen) for item in (*rulebook.leefgebieden.values(), *rulebook.krachten.values())
    }
    return found | {name: list(drivers(rulebook, name)) for name in rulebook.risicos}


def known(rulebook: Rulebook, parts: list[Onderdeel | Drijver], jaar: int, kwb: re.Pattern[str]) -> float:
    """Give the share of the weight that a delivery with these CBS columns, with RIVM of 2020, can fill."""
    total = 0.0
    for part in parts:
        for kolom in rulebook.indicatoren[part.indicator].kolommen:
            names = [*([kolom.waarde] if kolom.waarde else []), *(kolom.teller or []), *kolom.noemers]
            in_time = (kolom.vanaf_jaar or 0) <= jaar <= (kolom.tot_jaar or 9999)
            is_kwb = kolom.layout in ("cbs_kwb", "politie") and in_time and all(kwb.fullmatch(name) for name in names)
            if is_kwb or kolom.layout == "rivm_gezondheid":
                total += part.gewicht_frac
                break
    return round(100 * total, 6)


def test_sixty_indicators_over_all_domains(rulebook: Rulebook) -> None:
    assert len(rulebook.indicatoren) >= 60
    assert {kolom.layout for i in rulebook.indicatoren.values() for kolom in i.kolommen} == LAYOUTS
    assert len(rulebook.leefgebieden) == 8
    assert len(rulebook.krachten) == 8
    assert len(rulebook.risicos) == 12


def test_every_domain_but_safety_is_scored_on_full_deliveries(rulebook: Rulebook) -> None:
    for item in rulebook.leefgebieden.values():
        share = known(rulebook, list(item.onderdelen), 2019, KWB_2019)
        assert share >= rulebook.getal("dekking", "score_pct") or item.id == "veiligheid"


def test_every_domain_has_thirty_percent_in_the_national_files(rulebook: Rulebook) -> None:
    for item in rulebook.leefgebieden.values():
        assert known(rulebook, list(item.onderdelen), 2024, NATIONAL) >= 30


@pytest.mark.parametrize("risico", ["energielasten", "taal_digitaal", "ongelijke_start"])
def test_no_score_from_side_issues_alone(rulebook: Rulebook, risico: str) -> None:
    """Without energy or education these would be other names for poverty or age, however low the threshold."""
    assert known(rulebook, list(drivers(rulebook, risico)), 2024, NATIONAL) < 30


def test_official_figure_is_never_its_own_driver(rulebook: Rulebook) -> None:
    for risico in rulebook.risicos.values():
        used = {driver.indicator for driver in drivers(rulebook, risico.id)}
        assert risico.officieel_cijfer not in used
    assert not [name for name in scored(rulebook)["eenzaamheid"] if "eenzaam" in name.indicator]


def test_without_official_figure_the_text_says_so(rulebook: Rulebook) -> None:
    for risico in rulebook.risicos.values():
        says = re.search(
            r"geen officieel cijfer|niet per buurt|zit niet in|verklaart veel|aanwijzing", risico.omschrijving
        )
        assert risico.officieel_cijfer is not None or says, risico.id
        assert "Zegt niets over een persoon." in risico.omschrijving
        assert risico.soort is Soort.VERWACHTING


def test_use_is_not_need(rulebook: Rulebook) -> None:
    for name in USE | BENEFITS:
        assert rulebook.indicatoren[name].richting is Richting.GEEN
        assert "vanzelf beter" in rulebook.indicatoren[name].definitie
    for name, parts in scored(rulebook).items():
        used = {part.indicator for part in parts}
        assert not used & USE
        assert not used & BENEFITS or name == "rondkomen"


def test_benchmark_is_never_input(rulebook: Rulebook) -> None:
    used = {part.indicator for parts in scored(rulebook).values() for part in parts}
    benchmark = {i.id for i in rulebook.indicatoren.values() if any(k.layout == "leefbaarometer" for k in i.kolommen)}
    assert len(benchmark) == 6
    assert not used & benchmark


def test_composition_counts_only_where_the_rule_says_which_way(rulebook: Rulebook) -> None:
    for item in (*rulebook.leefgebieden.values(), *rulebook.krachten.values()):
        for part in item.onderdelen:
            has_side = rulebook.indicatoren[part.indicator].richting is not Richting.GEEN
            assert (part.hoger_is_meer is None) == has_side, (item.id, part.indicator)


def test_no_two_risks_are_built_of_the_same(rulebook: Rulebook) -> None:
    weights = {name: {d.indicator: d.gewicht_frac for d in drivers(rulebook, name)} for name in rulebook.risicos}
    for a, b in combinations(weights, 2):
        shared = sum(min(weights[a][name], weights[b][name]) for name in weights[a].keys() & weights[b].keys())
        assert shared <= 0.5, (a, b)
    assert sum("moeite_rondkomen" in used for used in weights.values()) <= 4


def test_estimates_are_called_estimates_and_counts_facts(rulebook: Rulebook) -> None:
    for indicator in rulebook.indicatoren.values():
        modelled = any(kolom.layout in ("rivm_gezondheid", "leefbaarometer", "seswoa") for kolom in indicator.kolommen)
        assert indicator.soort is (Soort.SCHATTING if modelled else Soort.FEIT)


def test_columns_of_rivm_are_named_without_number(rulebook: Rulebook) -> None:
    named = {k.waarde for i in rulebook.indicatoren.values() for k in i.kolommen if k.layout == "rivm_gezondheid"}
    assert named == RIVM


def test_rates_of_the_police_are_per_resident(rulebook: Rulebook) -> None:
    for indicator in rulebook.indicatoren.values():
        for kolom in indicator.kolommen:
            if any(name.startswith("pol_") for name in kolom.teller or []):
                assert (kolom.layout, kolom.noemer) == ("politie", "a_inw")
                assert "aangiften" in indicator.definitie


def test_goalposts_say_how_they_were_made(rulebook: Rulebook) -> None:
    national = "p5 en p95 van buurten met minstens 50 inwoners, gewogen naar inwoners"
    for indicator in rulebook.indicatoren.values():
        goal = indicator.doelwaarden
        if goal is not None:
            assert (goal.status is Status.VASTGESTELD) == goal.methode.startswith(national), indicator.id


def test_single_figure_strengths_do_not_claim_to_add(rulebook: Rulebook) -> None:
    for kracht in rulebook.krachten.values():
        assert len(kracht.onderdelen) > 1 or "voegt daar niets aan toe" in kracht.omschrijving


def test_a_number_called_a_fact_has_a_source_that_was_read(rulebook: Rulebook) -> None:
    loose = [
        f"{folder}/{item.id}: {' · '.join(number.pad)}"
        for folder in FOLDERS
        for item in getattr(rulebook, folder).values()
        for number in numbers(as_data(item), rulebook)
        if number.status == "vastgesteld"
        and not any(rulebook.bronnen[id_].merk in ("gezien", "afgeleid") for id_ in number.bron)
    ]
    assert loose == []


def test_goalposts_without_any_distribution_are_the_ones_the_decision_lists() -> None:
    decision = (RULES.parent / "docs/besluiten/0071-veertien-doelwaarden-zonder-verdeling.md").read_text(
        encoding="utf-8"
    )
    listed = set(re.findall(r"`(afstand_\w+|\w+verbruik)`", decision))
    rules = meegeleverd().indicatoren.values()
    apart = [rule for rule in rules if rule.doelwaarden and not rule.doelwaarden.methode.startswith("p5 en p95 van")]
    assert {rule.id for rule in apart} == listed
    assert len(listed) == 14
    assert {rule.doelwaarden.status for rule in apart if rule.doelwaarden} == {Status.AANNAME}
