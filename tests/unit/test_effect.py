"""The effect study from question to answer: what it says, what it refuses and what it warns for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.issues import Severity
from buurtwijzer.data.joining.years import Refused
from buurtwijzer.evidence.effect.measure import measure_effect
from buurtwijzer.evidence.effect.model import Effect, EffectVraag, Kracht, Maat, Oordeel
from buurtwijzer.evidence.effect.words import power_of, power_sentence
from tests.unit.effecten import START, Land, land, regels

BOEK = regels()
STIL = land(25, n=300, gemeenten=40)
RIJEN = np.arange(3, 300, 37)
CODES = tuple(STIL.codes[row] for row in RIJEN)
HELFT = STIL.met(RIJEN, 0.5)


def meet(gemaakt: Land, **velden: object) -> Effect:
    vraag = EffectVraag(**{"uitkomst": "overlast", "gebieden": CODES, "start": START, **velden})  # type: ignore[arg-type]
    return measure_effect(gemaakt.jaren(), gemaakt.tabel(), vraag, BOEK)


@pytest.fixture(scope="module")
def helft() -> Effect:
    return meet(HELFT)


def codes_of(found: Effect) -> set[str]:
    return {issue.code for issue in found.issues}


def test_a_half_less_is_seen_in_every_form(helft: Effect) -> None:
    assert helft.oordeel is Oordeel.LAGER
    assert helft.maat is Maat.VERHOUDING
    assert helft.effect is not None
    assert helft.absoluut is not None
    assert helft.aantal is not None
    assert helft.effect.laag < -0.5 < helft.effect.hoog < 0.0
    assert helft.relatief == helft.effect
    verwacht = sum(item.verwacht * STIL.inwoners[row] for item, row in zip(helft.gebieden, RIJEN, strict=True)) / 1000
    assert helft.aantal.waarde == pytest.approx(helft.effect.waarde * verwacht)
    assert helft.absoluut.waarde == pytest.approx(helft.aantal.waarde / STIL.inwoners[RIJEN].sum() * 1000)
    assert helft.p <= 2 / (helft.placebo_n + 1) + 1e-9
    assert helft.redenen == ()
    assert sum(item.gewicht for item in helft.gebieden) == pytest.approx(1.0)


def test_nothing_done_says_what_could_have_been_seen() -> None:
    found = meet(STIL)
    assert found.oordeel is Oordeel.NIET_AANTOONBAAR
    assert 0.05 < found.zichtbaar_vanaf < 0.4
    assert power_of(found) == (
        f"Met {len(CODES)} buurten is alleen een effect boven {round(found.zichtbaar_vanaf * 100)} % te zien."
    )
    zichtbaar = [item.zichtbaar_vanaf for item in found.krachttabel]
    assert [item.gebieden_n for item in found.krachttabel] == [1, 2, 4, 10, 20, 50]
    assert zichtbaar == sorted(zichtbaar, reverse=True)


def test_figures_of_the_years_show_what_was_expected(helft: Effect) -> None:
    voor = [item for item in helft.jaren if not item.is_na]
    na = [item for item in helft.jaren if item.is_na]
    assert [item.jaar for item in helft.jaren] == [2020, 2021, 2022, 2023, 2024]
    assert np.mean([item.gebieden - item.vergelijkbaar for item in voor]) == pytest.approx(0.0, abs=1.5)
    assert na[0].gebieden < 0.7 * na[0].vergelijkbaar
    gewicht = STIL.inwoners[RIJEN]
    verwacht = (np.array([item.verwacht for item in helft.gebieden]) * gewicht).sum() / gewicht.sum()
    assert na[0].vergelijkbaar == pytest.approx(verwacht)


def test_comparable_areas_are_near_untouched_and_not_excluded() -> None:
    eerst = meet(HELFT)
    buren = {item.code for gebied in eerst.gebieden for item in gebied.vergelijkbaar}
    weg = tuple(sorted(buren)[:20])
    dan = meet(HELFT, uitsluiten=weg)
    anders = {item.code for gebied in dan.gebieden for item in gebied.vergelijkbaar}
    assert not buren & set(CODES)
    assert not anders & (set(CODES) | set(weg))
    assert dan.kandidaten_n == eerst.kandidaten_n - len(weg)
    for gebied in eerst.gebieden:
        afstanden = [item.afstand for item in gebied.vergelijkbaar]
        assert afstanden == sorted(afstanden)


def test_order_of_areas_changes_nothing(helft: Effect) -> None:
    order = np.random.default_rng(3).permutation(len(STIL.codes))
    years = HELFT.jaren()
    moved = replace(
        years,
        codes=tuple(years.codes[row] for row in order),
        naam=tuple(years.naam[row] for row in order),
        gemeente=tuple(years.gemeente[row] for row in order),
        waarden=years.waarden[:, order],
        noemer=years.noemer[:, order],
        noemer_jaar=years.noemer_jaar[:, order],
    )
    table = HELFT.tabel().take(np.random.default_rng(4).permutation(len(STIL.codes)))
    again = measure_effect(moved, table, EffectVraag("overlast", CODES[::-1], START), BOEK)
    assert replace(again, vraag=helft.vraag) == helft


def test_a_course_that_began_earlier_makes_doubt() -> None:
    lager = STIL.met(RIJEN, 0.75, 2022).met(RIJEN, 0.75, 2023).met(RIJEN, 0.6, 2024)
    found = meet(lager)
    assert found.trend_vooraf is not None
    assert found.start_eerder is not None
    assert not found.start_eerder.geslaagd
    assert not found.trend_vooraf.geslaagd
    assert found.oordeel is Oordeel.TWIJFEL
    assert {"B267", "B268"} <= codes_of(found)


def test_a_peak_just_before_is_told_and_is_no_doubt() -> None:
    piek = STIL.met(RIJEN, 1.8, 2023).met(RIJEN, 0.25, 2024)
    found = meet(piek)
    assert found.oordeel is Oordeel.LAGER
    assert "B267" in codes_of(found)
    assert "hoger" in next(issue.message for issue in found.issues if issue.code == "B267")


def test_one_year_before_leaves_no_earlier_start() -> None:
    boek = regels(jaren_voor_minimaal_n=1)
    vraag = EffectVraag("overlast", CODES, START, jaren_voor=1)
    found = measure_effect(HELFT.jaren(), HELFT.tabel(), vraag, boek)
    assert found.start_eerder is not None
    assert not found.start_eerder.kan
    assert found.trend_vooraf is not None
    assert not found.trend_vooraf.kan
    assert found.oordeel is Oordeel.LAGER


def test_points_for_a_survey() -> None:
    hoger = STIL.tevreden.copy()
    hoger[-1, RIJEN] += 12.0
    found = meet(replace(STIL, tevreden=hoger), uitkomst="tevreden")
    assert found.maat is Maat.PUNTEN
    assert found.oordeel is Oordeel.HOGER
    assert found.effect is not None
    assert found.effect.waarde == pytest.approx(12.0, abs=3.0)
    assert found.aantal is None
    assert found.absoluut == found.effect
    assert "punt te zien" in power_of(found)


def test_all_refusals_at_once() -> None:
    found = meet(STIL, uitkomst="berekend", gebieden=(*CODES, "BU99999999"), start=2020, zekerheid=1.5)
    assert found.oordeel is Oordeel.GEWEIGERD
    assert {"B253", "B254", "B256", "B272"} <= codes_of(found)
    assert len(found.redenen) == sum(issue.severity is Severity.FOUT for issue in found.issues)
    assert found.effect is None


@pytest.mark.parametrize(
    ("velden", "code"),
    [
        ({"uitkomst": "bestaat_niet"}, "B251"),
        ({"uitkomst": "nergens"}, "B252"),
        ({"uitkomst": "berekend"}, "B253"),
        ({"gebieden": ("BU1",)}, "B254"),
        ({"start": 2021}, "B256"),
        ({"jaren_voor": 9}, "B256"),
        ({"start": 2030}, "B257"),
        ({"jaren_na": 3}, "B257"),
        ({"uitsluiten": STIL.codes[:260]}, "B260"),
        ({"zekerheid": 0.999}, "B272"),
        ({"gebieden": ()}, "B259"),
    ],
)
def test_refused(velden: dict[str, object], code: str) -> None:
    found = meet(STIL, **velden)
    assert found.oordeel is Oordeel.GEWEIGERD
    assert code in codes_of(found)


def test_levels_are_not_mixed() -> None:
    years = STIL.jaren()
    levels = (Niveau.WIJK, *years.niveau[1:])
    vraag = EffectVraag("overlast", (STIL.codes[0], *CODES), START)
    found = measure_effect(replace(years, niveau=levels), STIL.tabel(), vraag, BOEK)
    assert codes_of(found) >= {"B255"}
    assert found.oordeel is Oordeel.GEWEIGERD


def test_areas_that_cannot_take_part_are_named_with_the_reason() -> None:
    klein, grens, jaar, weinig, kaal, *_ = RIJEN
    inwoners, aantallen = STIL.inwoners.copy(), STIL.aantallen.copy()
    inwoners[klein] = 60.0
    aantallen[0, [grens, jaar]] = np.nan
    aantallen[:, weinig] = 2.0
    kenmerken = {name: [*values] for name, values in STIL.kenmerken.items()}
    for values in kenmerken.values():
        values[kaal] = float("nan")
    gemaakt = replace(STIL, inwoners=inwoners, aantallen=aantallen, kenmerken=kenmerken)
    years = replace(gemaakt.jaren(), geweigerd=(Refused(STIL.codes[grens], 2020, "de grens is gewijzigd in 2022"),))
    found = measure_effect(years, gemaakt.tabel(), EffectVraag("overlast", CODES, START), BOEK)
    told = {issue.code: issue for issue in found.issues}
    assert {"B261", "B262", "B263", "B264", "B265"} <= set(told)
    assert told["B262"].place.endswith(STIL.codes[grens])
    assert "gewijzigd in 2022" in told["B262"].message
    assert "2020" in told["B263"].message
    assert {item.code for item in found.gebieden} == set(CODES) - {STIL.codes[row] for row in RIJEN[:5]}
    alleen = EffectVraag("overlast", CODES[:5], START)
    niets = measure_effect(years, gemaakt.tabel(), alleen, BOEK)
    assert niets.oordeel is Oordeel.GEWEIGERD
    (over,) = [issue for issue in niets.issues if issue.code == "B259"]
    assert over.message.count("doet niet mee") == 5, "van elk gebied de reden"
    assert "gewijzigd in 2022" in over.message


def test_missing_year_other_denominator_and_unknown_exclusion_are_told() -> None:
    years = STIL.jaren()
    values, year = years.waarden.copy(), years.noemer_jaar.copy()
    values[1] = np.nan
    year[year > 0] = 2024
    vraag = EffectVraag("overlast", CODES, START, uitsluiten=("BU77777777",))
    found = measure_effect(replace(years, waarden=values, noemer_jaar=year), STIL.tabel(), vraag, BOEK)
    assert {"B258", "B270", "B271"} <= codes_of(found)
    assert [item.jaar for item in found.jaren] == [2020, 2022, 2023, 2024]


def test_a_figure_that_reporting_moves_is_told_by_rule() -> None:
    extra = BOEK.parameters["effect"].getallen["zaad"].model_copy(update={"waarde": 1.0})
    groep = BOEK.parameters["effect"]
    groep = groep.model_copy(update={"getallen": {**groep.getallen, "meldgevoelig_overlast": extra}})
    boek = replace(BOEK, parameters={**BOEK.parameters, "effect": groep})
    vraag = EffectVraag("overlast", CODES, START, interventie="buurtteam")
    found = measure_effect(STIL.jaren(), STIL.tabel(), vraag, boek)
    told = [issue.message for issue in found.issues if issue.code == "B266"]
    assert len(told) == 1
    assert "(Buurtteam)" in told[0]


def test_one_municipality_among_few_is_told() -> None:
    gemaakt = land(22, n=200, gemeenten=3)
    codes = tuple(code for code in gemaakt.codes if code.startswith("BU0000"))[:6]
    found = measure_effect(gemaakt.jaren(), gemaakt.tabel(), EffectVraag("overlast", codes, START), BOEK)
    assert "B269" in codes_of(found)


def test_words_about_power() -> None:
    assert power_sentence(Kracht(4, 0.18), Maat.VERHOUDING) == "Met 4 buurten is alleen een effect boven 18 % te zien."
    assert power_sentence(Kracht(1, 1.0), Maat.VERHOUDING) == "Met 1 buurt is geen enkel effect te zien."
    assert power_sentence(Kracht(2, 3.25), Maat.PUNTEN, "wijk", "wijken") == (
        "Met 2 wijken is alleen een effect boven 3,2 punt te zien."
    )
