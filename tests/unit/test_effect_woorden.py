"""What is said of a measured effect: by the verdict, never more than was seen, with the power beside it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.evidence.effect.issue_kinds import MELDGEVOELIG, PIEK_VOORAF, TREND_VOORAF
from buurtwijzer.evidence.effect.model import (
    Effect,
    EffectVraag,
    GebiedEffect,
    Jaarcijfer,
    Kracht,
    Maat,
    Oordeel,
    Schatting,
    Toets,
    Vergelijkbaar,
)
from buurtwijzer.evidence.effect.question import HERE
from buurtwijzer.evidence.nulmeting.outcome import Verwacht, expected_effect
from buurtwijzer.evidence.nulmeting.start import Start
from buurtwijzer.evidence.nulmeting.study import Studie
from buurtwijzer.evidence.nulmeting.words import expected_words, fewer, power_sentence, size, with_interval
from buurtwijzer.reporting.effect.json_form import effect_json
from buurtwijzer.reporting.effect.memo import memo_parts, memo_sheet
from buurtwijzer.reporting.effect.sheet import effect_sheet
from buurtwijzer.reporting.effect.words import answer_lines, check_word, years_words
from buurtwijzer.rulebook.schema import Eenheid
from tests.geladen import meegeleverd

NIETS = Schatting(math.nan, math.nan, math.nan)
TREND = Toets(
    "trend_vooraf", kan=True, schatting=Schatting(0.01, -0.02, 0.04), p=0.4, geslaagd=True, uitleg="Gelijk op."
)
EERDER = Toets("start_eerder", kan=False, schatting=NIETS, p=math.nan, geslaagd=False, uitleg="Te weinig jaren.")
ANDERE = Toets("andere_gebieden", kan=True, schatting=NIETS, p=0.3, geslaagd=False, uitleg="300 van 999.")


def studie(oordeel: Oordeel, effect: Schatting, *, indicator: str = "misdrijven_vermogen") -> Studie:
    """Make a study of two areas with a result."""
    rules = meegeleverd()
    other = Vergelijkbaar("BU91020101", "Elders", 0.3)
    areas = tuple(
        GebiedEffect(f"BU9101010{n}", f"Buurt {n}", "Proefstad", 60.0, 55.0, 57.0, effect, 0.5, (other,))
        for n in (1, 2)
    )
    early = (2020, 2021, 2022)
    before = [Jaarcijfer(jaar, is_na=False, gebieden=60.0, vergelijkbaar=61.0, land=math.nan) for jaar in early]
    after = [Jaarcijfer(jaar, is_na=True, gebieden=55.0, vergelijkbaar=57.0, land=math.nan) for jaar in (2023, 2024)]
    years = (*before, *after)
    found = Effect(
        EffectVraag(indicator, tuple(area.code for area in areas), 2023),
        oordeel,
        Maat.VERHOUDING,
        effect=effect,
        relatief=effect,
        absoluut=Schatting(-2.0, -6.0, 3.0),
        aantal=Schatting(-11.0, -44.0, 31.0),
        gebieden=areas,
        jaren=years,
        trend_vooraf=TREND,
        start_eerder=EERDER,
        andere_gebieden=ANDERE,
        p=0.3,
        zichtbaar_vanaf=0.18,
        krachttabel=(Kracht(2, 0.18), Kracht(10, 0.09)),
        standaardfout=0.05,
        placebo_n=999,
        kandidaten_n=100,
        zekerheid=0.95,
    )
    done = rules.interventies["cameratoezicht"]
    expected = expected_effect(done, indicator, rules)
    return Studie(found, rules.indicatoren[indicator], Start(2023), Niveau.BUURT, done, expected, None, ())


GEEN = studie(Oordeel.NIET_AANTOONBAAR, Schatting(-0.04, -0.12, 0.05))
LAGER = studie(Oordeel.LAGER, Schatting(-0.3, -0.4, -0.19))


def all_words(found: Studie) -> str:
    return " ".join([*answer_lines(found), *(text for _, texts in memo_parts(found) for text in texts)])


def test_no_visible_effect_is_never_said_to_be_no_effect() -> None:
    text = all_words(GEEN)
    assert "Geen aantoonbaar effect" in text
    assert "Met 2 buurten is alleen een effect boven 18 % te zien." in text
    left = text.replace("Dat is iets anders dan: het werkt niet", "").replace("niet dat de aanpak niet werkt", "")
    assert "werkt niet" not in left
    assert "niet werkt" not in left
    assert "gunstig" not in text


def test_what_was_expected_stands_beside_what_was_measured() -> None:
    line = next(line for line in answer_lines(GEEN) if line.startswith("Verwacht"))
    assert "Verwacht volgens het regelboek: 8 % minder (0 tot 15 %)" in line
    assert "Gemeten: -4 % (-12 tot +5)" in line
    assert "ligt binnen de marge" in line
    assert "ligt buiten de marge" in all_words(LAGER)


@pytest.mark.parametrize(
    ("indicator", "oordeel", "word"),
    [
        ("misdrijven_vermogen", Oordeel.LAGER, "gunstig"),
        ("misdrijven_vermogen", Oordeel.HOGER, "ongunstig"),
        ("arbeidsparticipatie", Oordeel.HOGER, "gunstig"),
        ("arbeidsparticipatie", Oordeel.LAGER, "ongunstig"),
    ],
)
def test_favourable_follows_the_direction_of_the_figure(indicator: str, oordeel: Oordeel, word: str) -> None:
    sign = 1 if oordeel is Oordeel.HOGER else -1
    effect = Schatting(0.3 * sign, *sorted((0.2 * sign, 0.4 * sign)))
    assert f"dat is {word}." in answer_lines(studie(oordeel, effect, indicator=indicator))[0]


def failing(oordeel: Oordeel, effect: Schatting, **checks: Toets) -> Studie:
    """Make a study of which the check of the trend failed, with its messages."""
    made = studie(oordeel, effect)
    failed = replace(TREND, geslaagd=False, uitleg="Voor de start ging het al anders.")
    issues = (
        MELDGEVOELIG.at(HERE, naam="X", aanpak=""),
        TREND_VOORAF.at(HERE, naam="X", verschil="12 % hoger", keer="24"),
        PIEK_VOORAF.at(HERE, naam="X", jaar=2022, verschil="38 % hoger", keer="8"),
    )
    return replace(made, effect=replace(made.effect, issues=issues, **{"trend_vooraf": failed, **checks}))


@pytest.mark.parametrize(
    ("oordeel", "effect"),
    [
        (Oordeel.TWIJFEL, Schatting(-0.3, -0.4, -0.2)),
        (Oordeel.LAGER, Schatting(-0.3, -0.4, -0.2)),
        (Oordeel.NIET_AANTOONBAAR, Schatting(0.0, -0.2, 0.25)),
    ],
)
def test_a_comparison_that_fails_its_checks_gives_no_conclusion(oordeel: Oordeel, effect: Schatting) -> None:
    found = failing(oordeel, effect)
    parts = dict(memo_parts(found))
    assert answer_lines(found)[0].startswith("De vergelijking klopt niet: het cijfer ging hier voor de start al")
    assert next(iter(parts.values()))[0] == answer_lines(found)[0], "de memo begint ermee"
    certain = " ".join(parts["Hoe zeker is dat?"])
    assert certain.startswith("Niet zeker genoeg voor een conclusie.")
    for words in ("geldt alleen als de vergelijking klopt", "meer laat melden", "Lees het effect met voorbehoud"):
        assert words in certain, words
    assert "keert een deel vanzelf terug" in certain
    (step,) = parts["Wat is een goede volgende stap?"]
    assert "Trek tot die tijd geen conclusie" in step
    assert "gunstig" not in all_words(found)


def test_one_of_two_checks_is_a_doubt_and_two_are_a_verdict() -> None:
    fine = replace(EERDER, kan=True, geslaagd=True)
    assert answer_lines(failing(Oordeel.LAGER, Schatting(-0.3, -0.4, -0.2), start_eerder=fine))[0].startswith(
        "De vergelijking is twijfelachtig: "
    )
    both = failing(Oordeel.LAGER, Schatting(-0.3, -0.4, -0.2), start_eerder=replace(fine, geslaagd=False))
    assert "en er is ook een verschil te zien in het jaar voor de start" in answer_lines(both)[0]


def test_no_jargon_on_sheet_and_memo() -> None:
    cells = [str(cel.inhoud) for cel in effect_sheet(GEEN).cellen.values()]
    text = " ".join([*cells, all_words(GEEN)]).casefold()
    for word in ("nagespeeld", "placebo", "weken er", "per 1000"):
        assert word not in text, word
    assert "p" not in cells
    assert "Per jaar (per 1.000)" in cells


def test_every_figure_of_the_memo_is_that_of_the_result() -> None:
    text = all_words(GEEN)
    for words in (
        "ervoor gemiddeld 60 per 1.000 en erna 55 per 1.000",
        "was het 57 per 1.000",
        "11 minder (tussen 44 minder en 31 meer)",
    ):
        assert words in text, words
    assert "Er zijn nu 2 jaren van na de start" in text
    assert "Met 10 buurten zoals deze zou een effect boven 9 % te zien zijn" in text
    assert "2020 tot en met 2022" in text


def test_memo_answers_and_asks_its_five_questions_and_names_no_person() -> None:
    heads = [kop for kop, _ in memo_parts(LAGER)]
    assert heads == [
        "Kort antwoord",
        "Wat is er gedaan?",
        "Wat zien we?",
        "Hoe zeker is dat?",
        "Wat zegt dit niet?",
        "Wat is een goede volgende stap?",
    ]
    assert memo_sheet(LAGER).afdruk.staand


def test_the_sheet_has_a_chart_of_every_year_and_every_area() -> None:
    blad = effect_sheet(LAGER)
    (chart,) = blad.grafieken
    assert {reeks.waarden.rijen for reeks in chart.reeksen} == {5}
    assert "2020 tot 2024" in chart.alt
    cells = [str(cel.inhoud) for cel in blad.cellen.values()]
    assert "BU91010101" in cells
    assert "Elders" in cells


def test_a_check_says_what_it_means() -> None:
    assert [check_word(toets) for toets in (TREND, EERDER, ANDERE)] == ["in orde", "kon niet", "kan toeval zijn"]
    assert check_word(replace(ANDERE, geslaagd=True)) == "geen toeval"
    assert check_word(replace(TREND, geslaagd=False)) == "let op"


def test_json_has_no_nan_and_the_same_words() -> None:
    found = effect_json(GEEN)
    assert found["schema"] == 1
    assert found["antwoord"] == [*answer_lines(GEEN)]
    assert "nan" not in str(found).casefold().replace("nang", "")
    assert found["effect"]["jaren"][0]["land"] is None  # type: ignore[index]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Schatting(-0.04, -0.12, 0.05), "-4 % (-12 tot +5)"),
        (Schatting(-0.012, -0.034, 0.01), "-1,2 % (-3,4 tot +1)"),
        (Schatting(0.0, -0.2, 0.2), "0 % (-20 tot +20)"),
    ],
)
def test_intervals_are_all_as_precise(found: Schatting, text: str) -> None:
    assert with_interval(found, Maat.VERHOUDING, Eenheid.PER_1000) == text


def test_percentages_are_told_in_points() -> None:
    assert with_interval(Schatting(2.34, -1.0, 5.0), Maat.PUNTEN, Eenheid.PCT) == "+2,3 procentpunt (-1 tot +5)"
    assert size(-2.34, Maat.PUNTEN, Eenheid.PCT) == "2,3 procentpunt"
    assert power_sentence(1, Niveau.WIJK, math.nan, Maat.PUNTEN, Eenheid.PCT).startswith("Met 1 wijk is niet te zeggen")


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Schatting(-227, -243, -206), "227 minder (206 tot 243 minder)"),
        (Schatting(20, 5, 40), "20 meer (5 tot 40 meer)"),
        (Schatting(-11, -44, 31), "11 minder (tussen 44 minder en 31 meer)"),
        (Schatting(-0.03, -168, 217), "geen verschil (tussen 168 minder en 217 meer)"),
        (Schatting(0.1, -0.2, 0.3), "geen verschil"),
    ],
)
def test_cases_are_told_as_less_or_more(found: Schatting, text: str) -> None:
    assert fewer(found) == text


def test_expected_effect_is_a_share_of_what_there_would_be() -> None:
    rules = meegeleverd()
    found = expected_effect(rules.interventies["hang_en_sluitwerk"], "woninginbraak", rules)
    assert found is not None
    assert found.midden == -0.4
    assert expected_effect(rules.interventies["hang_en_sluitwerk"], "misdrijven_totaal", rules) is None
    assert expected_effect(rules.interventies["energiecoach"], "gasverbruik", rules) is None
    assert expected_words(None).startswith("Het regelboek noemt voor dit cijfer geen verwachting")
    assert "meer" in expected_words(Verwacht(0.0, 0.1, 0.2, "x", "aanname", "E2"))


@pytest.mark.parametrize(
    ("text", "first", "between"), [("2024", 2024, None), ("2024-01", 2024, None), ("2024-07", 2025, 2024)]
)
def test_a_start_halfway_counts_from_the_next_year(text: str, first: int, between: int | None) -> None:
    start = Start.read(text)
    assert (start.eerste_jaar, start.overgang) == (first, between)
    assert Start.read(start.tekst) == start


@pytest.mark.parametrize("text", ["24", "2024-13", "2024-1", "jan 2024"])
def test_what_is_no_start_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Start.read(text)


def test_years_in_words() -> None:
    assert years_words((2020, 2022, 2023)) == "2020, 2022 en 2023"
