"""Advice: gates before factors, nothing opened by what is missing, reasons with their numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.interventions.advise import advise
from buurtwijzer.interventions.model import Advies, Antwoord, PoortUitslag
from buurtwijzer.interventions.unadvised import Unadvised
from buurtwijzer.interventions.wording import amount
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.ranges import check_ranges
from buurtwijzer.rulebook.schema import Eenheid, Interventie
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores
from tests.unit.regels import NAN, beleid, buurten, indicator, interventie, rulebook, uitkomst

INDICATOREN = [indicator("ouderen"), indicator("corporatiewoningen")]
BESLUIT = {"alleen_na_lokaal_besluit": True, "waarom_besluit": "De raad beslist hierover"}


def one(
    item: Interventie,
    *,
    score: float = 72.0,
    peers: float = NAN,
    ouderen: float = 20.0,
    corporatie: float = 30.0,
    **regels: Any,
) -> Advies:
    """Weigh one intervention for one area."""
    regels.setdefault("lokaal", [beleid()])
    rules = rulebook(indicatoren=INDICATOREN, interventies=[item], **regels)
    table = buurten({"ouderen": [ouderen], "corporatiewoningen": [corporatie]})
    scores = [uitkomst("eenzaamheid", [score], [peers]), uitkomst("wonen", [40.0], soort=OutcomeKind.LEEFGEBIED)]
    ((found,),) = advise(table, scores, rules, alle=True)
    return found


def gate(found: Advies, name: str) -> PoortUitslag:
    return next(poort for poort in found.poorten if poort.naam == name)


# Gates


def test_all_gates_open_is_advice() -> None:
    found = one(interventie("buurtkamer"))
    assert [p.naam for p in found.poorten] == ["aandachtspunt", "doelgroep", "beleid", "betaler en trekker"]
    assert {p.antwoord for p in found.poorten} == {Antwoord.JA}
    assert found.poort is Antwoord.JA
    assert found.is_advies


@pytest.mark.parametrize(
    ("problem", "score", "answer", "why"),
    [
        ({"vanaf_score": 60.0}, 60.0, "ja", "Aandachtspunt: Eenzaamheid 60,0 (grens 60,0 of meer)."),
        ({"vanaf_score": 60.0}, 59.9999, "nee", "Geen aandachtspunt: Eenzaamheid 60,0 (grens 60,0 of meer)."),
        ({"vanaf_score": 60.0}, NAN, "onbekend", "Niet te beoordelen: Eenzaamheid onbekend (grens 60,0 of meer)."),
        ({"tot_score": 40.0}, 40.0, "ja", "Aandachtspunt: Eenzaamheid 40,0 (grens 40,0 of minder)."),
        ({"tot_score": 40.0}, 41.0, "nee", "Geen aandachtspunt: Eenzaamheid 41,0 (grens 40,0 of minder)."),
        (
            {"vanaf_score": 30.0, "tot_score": 40.0},
            35.0,
            "ja",
            "Aandachtspunt: Eenzaamheid 35,0 (grens 30,0 tot en met 40,0).",
        ),
        ({}, 35.0, "onbekend", "Niet te beoordelen: Eenzaamheid 35,0 (geen grens)."),
    ],
)
def test_problem_gate(problem: dict[str, float], score: float, answer: str, why: str) -> None:
    item = interventie("buurtkamer", poorten={"probleem": [{"uitkomst": "eenzaamheid", **problem}]})
    assert gate(one(item, score=score), "aandachtspunt") == PoortUitslag("aandachtspunt", Antwoord(answer), why)


@pytest.mark.parametrize(
    ("scores", "answer"),
    [
        ((70.0, NAN), "ja"),
        ((NAN, 70.0), "ja"),
        ((50.0, 50.0), "nee"),
        ((50.0, NAN), "onbekend"),
        ((NAN, NAN), "onbekend"),
    ],
)
def test_one_problem_is_enough_and_unknown_is_not_no(scores: tuple[float, float], answer: str) -> None:
    entries = [{"uitkomst": name, "vanaf_score": 60.0} for name in ("eenzaamheid", "rondkomen")]
    rules = rulebook(interventies=[interventie("buurtkamer", poorten={"probleem": entries})])
    outcomes = [uitkomst("eenzaamheid", [scores[0]]), uitkomst("rondkomen", [scores[1]]), uitkomst("zorg", [1.0])]
    ((found,),) = advise(buurten({"ouderen": [1.0]}), outcomes, rules, alle=True)
    assert found.poort.value == answer


def test_what_cannot_be_judged_names_only_what_is_unknown() -> None:
    entries = [{"uitkomst": name, "vanaf_score": 60.0} for name in ("eenzaamheid", "rondkomen")]
    rules = rulebook(interventies=[interventie("buurtkamer", poorten={"probleem": entries})])
    outcomes = [uitkomst("eenzaamheid", [26.8]), uitkomst("rondkomen", [NAN]), uitkomst("zorg", [1.0])]
    ((found,),) = advise(buurten({"ouderen": [1.0]}), outcomes, rules, alle=True)
    assert gate(found, "aandachtspunt").waarom == "Niet te beoordelen: Rondkomen onbekend (grens 60,0 of meer)."


def test_an_outcome_that_is_not_scored_is_unknown() -> None:
    item = interventie("buurtkamer", poorten={"probleem": [{"uitkomst": "zorgvraag", "vanaf_score": 60.0}]})
    found = one(item)
    assert found.poort is Antwoord.ONBEKEND
    assert found.nodig is None
    assert found.uitkomst == "zorgvraag"


@pytest.mark.parametrize(
    ("ouderen", "answer", "why"),
    [
        (25.0, "ja", "Doelgroep aanwezig: Ouderen 25 % (grens 25 % of meer)."),
        (24.8765, "nee", "Doelgroep te klein: Ouderen 24,9 % (grens 25 % of meer)."),
        (NAN, "onbekend", "Doelgroep onbekend: Ouderen onbekend (grens 25 % of meer)."),
    ],
)
def test_target_gate(ouderen: float, answer: str, why: str) -> None:
    item = interventie("buurtkamer", poorten={"doelgroep": [{"indicator": "ouderen", "minimaal": 25.0}]})
    assert gate(one(item, ouderen=ouderen), "doelgroep") == PoortUitslag("doelgroep", Antwoord(answer), why)


@pytest.mark.parametrize(
    ("ouderen", "corporatie", "answer"),
    [(30, 30, "ja"), (30, 60, "nee"), (NAN, 30, "onbekend"), (NAN, 60, "nee"), (10, NAN, "nee")],
)
def test_every_target_must_hold(ouderen: float, corporatie: float, answer: str) -> None:
    entries = [{"indicator": "ouderen", "minimaal": 25.0}, {"indicator": "corporatiewoningen", "maximaal": 50.0}]
    found = one(interventie("buurtkamer", poorten={"doelgroep": entries}), ouderen=ouderen, corporatie=corporatie)
    assert gate(found, "doelgroep").antwoord.value == answer


def test_without_a_target_it_is_for_everyone() -> None:
    assert gate(one(interventie("buurtkamer")), "doelgroep").waarom == "Voor iedereen."


@pytest.mark.parametrize(
    ("lokaal", "poorten", "answer", "why"),
    [
        ([beleid()], {}, "ja", "Past binnen het lokale beleid."),
        ([beleid(prioriteiten=["eenzaamheid"])], {}, "ja", "Past binnen het lokale beleid en is een prioriteit."),
        ([beleid(prioriteiten=["rondkomen"])], {}, "ja", "Past binnen het lokale beleid."),
        (
            [beleid(verboden=[{"interventie": "buurtkamer", "reden": "de raad wil dit niet"}])],
            {},
            "nee",
            "Uitgesloten in het lokale beleid: de raad wil dit niet.",
        ),
        ([beleid(lopend=["buurtkamer"])], {}, "ja", "Loopt al volgens het lokale beleid."),
        ([beleid()], BESLUIT, "onbekend", "Alleen na lokaal besluit. De raad beslist hierover."),
        ([beleid()], {"alleen_na_lokaal_besluit": True}, "onbekend", "Alleen na lokaal besluit."),
        ([beleid(lopend=["buurtkamer"])], BESLUIT, "ja", "Loopt al volgens het lokale beleid."),
        ([], {}, "onbekend", "Er is geen lokaal beleid ingevuld."),
    ],
)
def test_policy_gate(lokaal: list[Any], poorten: dict[str, Any], answer: str, why: str) -> None:
    found = one(interventie("buurtkamer", poorten=poorten), lokaal=lokaal)
    assert gate(found, "beleid") == PoortUitslag("beleid", Antwoord(answer), why)


def test_policy_files_count_together_and_the_least_room_wins() -> None:
    files = [
        beleid("a", ruimte={"gemeente": 80.0}),
        beleid("b", ruimte={"gemeente": 0.0}, verboden=[{"interventie": "buurtkamer", "reden": "Nee"}]),
    ]
    found = one(interventie("buurtkamer"), lokaal=files)
    assert gate(found, "beleid").antwoord is Antwoord.NEE
    assert gate(found, "betaler en trekker").waarom == "Trekker gemeente heeft geen ruimte."


CORPORATIE = {"trekker": "corporatie", "betalers": ["corporatie", "gemeente"]}


@pytest.mark.parametrize(
    ("fields", "stock", "answer"),
    [
        ({"mag_corporatie": "nee"}, 0.0, "ja"),
        ({"mag_corporatie": "nee", "betalers": ["corporatie", "gemeente"]}, 0.0, "ja"),
        ({"mag_corporatie": "nee", "betalers": ["corporatie"]}, 40.0, "nee"),
        ({"mag_corporatie": "nee", **CORPORATIE}, 40.0, "nee"),
        ({"mag_corporatie": "ja", **CORPORATIE}, 0.0, "ja"),
        ({"mag_corporatie": "alleen_eigen_bezit", **CORPORATIE}, 40.0, "ja"),
        ({"mag_corporatie": "alleen_eigen_bezit", **CORPORATIE}, 0.0, "nee"),
        ({"mag_corporatie": "alleen_eigen_bezit", **CORPORATIE}, NAN, "onbekend"),
        ({"mag_corporatie": "alleen_eigen_bezit"}, NAN, "ja"),
    ],
)
def test_what_a_corporatie_may_do(fields: dict[str, Any], stock: float, answer: str) -> None:
    found = one(interventie("buurtkamer", **fields), corporatie=stock)
    assert gate(found, "betaler en trekker").antwoord.value == answer


@pytest.mark.parametrize(
    ("room", "answer", "why"),
    [
        ({"gemeente": 1.0}, "ja", "Trekker gemeente (ruimte 1 van 100), betaler gemeente."),
        ({"gemeente": 0.0}, "nee", "Trekker gemeente heeft geen ruimte."),
        ({}, "onbekend", "De ruimte van trekker gemeente is niet ingevuld in het lokale beleid."),
    ],
)
def test_room_of_the_lead_party(room: dict[str, float], answer: str, why: str) -> None:
    found = one(interventie("buurtkamer"), lokaal=[beleid(ruimte=room)])
    assert gate(found, "betaler en trekker") == PoortUitslag("betaler en trekker", Antwoord(answer), why)
    assert (found.haalbaar is None) == (answer == "onbekend")
    assert found.is_advies == (answer == "ja")


# Factors


def test_factors_follow_the_rulebook() -> None:
    # deviation 50 + 2 * 10, room 60, 12 of 48 months, practice 80
    getallen = {"advies": {"afwijking_schaal": 2.0}}
    found = one(interventie("buurtkamer", niveau="E4"), score=80.0, peers=70.0, getallen=getallen)
    assert found.nodig == pytest.approx(0.6 * 80 + 0.4 * 70)
    assert found.bewijs == 85
    assert found.bewijs_tekst == "E4 bewezen"
    assert found.haalbaar == pytest.approx(0.4 * 60 + 0.2 * 75 + 0.4 * 80)
    assert found.volgorde == pytest.approx(100 * 0.76 * 0.85 * 0.71, abs=5e-5)
    assert found.aansluiting is None


def test_low_scores_are_the_problem_where_the_threshold_is_an_upper_one() -> None:
    item = interventie("opknappen", poorten={"probleem": [{"uitkomst": "wonen", "tot_score": 45.0}]})
    found = one(item)
    assert found.nodig == 60.0
    assert found.uitkomst == "Wonen"


def test_the_outcome_that_needs_it_most_is_the_aim() -> None:
    entries = [{"uitkomst": "eenzaamheid", "vanaf_score": 90.0}, {"uitkomst": "wonen", "tot_score": 45.0}]
    past_goes_first = one(interventie("buurtkamer", poorten={"probleem": entries}), score=80.0)
    assert past_goes_first.uitkomst == "Wonen"
    entries[0]["vanaf_score"] = 60.0
    highest = one(interventie("buurtkamer", poorten={"probleem": entries}), score=80.0)
    assert highest.uitkomst == "Eenzaamheid"


def test_running_time_beyond_the_scale_gives_no_points_but_never_negative_ones() -> None:
    long, longer = (one(interventie("buurtkamer", doorlooptijd_maanden=m)).haalbaar for m in (48, 240))
    assert long == longer == pytest.approx(0.4 * 60 + 0.4 * 80)


# The list


def listing(items: list[Interventie], *, alle: bool = False, score: float = 72.0, **regels: Any) -> list[str]:
    rules = rulebook(indicatoren=INDICATOREN, interventies=items, **regels)
    table = buurten({"ouderen": [20.0], "corporatiewoningen": [NAN]})
    outcomes = [uitkomst("eenzaamheid", [score]), uitkomst("wonen", [40.0])]
    return [found.interventie for found in advise(table, outcomes, rules, alle=alle)[0]]


UNKNOWN = {"mag_corporatie": "alleen_eigen_bezit", **CORPORATIE}
NOT_HERE = {"poorten": {"probleem": [{"uitkomst": "eenzaamheid", "vanaf_score": 99.0}]}}


def test_order_of_the_list() -> None:
    items = [
        interventie("a_zwak", niveau="E1"),
        interventie("b_sterk", niveau="E5"),
        interventie("c_gelijk", niveau="E5"),
        interventie("d_e0a", niveau="E0a"),
        interventie("e_e0b", niveau="E0b"),
        interventie("f_besluit", poorten=BESLUIT),
        interventie("g_loopt"),
        interventie("h_onbekend", **UNKNOWN),
        interventie("i_niet_hier", **NOT_HERE),
        interventie("j_verboden", niveau="E0a"),
        interventie("k_besluit_niet_hier", poorten={**BESLUIT, **NOT_HERE["poorten"]}),
    ]
    lokaal = [beleid(lopend=["g_loopt"], verboden=[{"interventie": "j_verboden", "reden": "Nee"}])]
    shown = listing(items, lokaal=lokaal)
    assert shown == ["b_sterk", "c_gelijk", "a_zwak", "d_e0a", "e_e0b", "f_besluit", "g_loopt", "h_onbekend"]
    everything = listing(items, lokaal=lokaal, alle=True)
    assert everything[:8] == shown
    assert sorted(everything[8:]) == ["i_niet_hier", "j_verboden", "k_besluit_niet_hier"]


def test_best_five_and_unknown_ones_only_in_the_places_left() -> None:
    good = [interventie(f"goed_{i}") for i in range(4)]
    unknown = [interventie(f"onbekend_{i}", **UNKNOWN) for i in range(3)]
    seen = [interventie("zichtbaar", niveau="E0a")]
    assert listing([*good, *unknown, *seen]) == [*(g.id for g in good), "zichtbaar", "onbekend_0"]
    more = [*good, interventie("goed_4"), interventie("goed_5")]
    assert listing([*more, *unknown, *seen]) == [*(g.id for g in more[:5]), "zichtbaar"]
    assert len(listing([*more, *unknown, *seen], alle=True)) == 10


@pytest.mark.parametrize(
    "item", [interventie("x", niveau="E0a"), interventie("x", niveau="E0b"), interventie("x", poorten=BESLUIT)]
)
def test_never_advised_by_itself_but_visible(item: Interventie) -> None:
    found = one(item)
    assert not found.is_advies
    assert found.volgorde is None
    assert found.nodig is not None


def test_an_area_without_any_score_gets_nothing() -> None:
    assert listing([interventie("buurtkamer")], score=NAN) != []
    rules = rulebook(interventies=[interventie("buurtkamer")])
    table = buurten({"ouderen": [20.0, 20.0]})
    lists = advise(table, [uitkomst("eenzaamheid", [NAN, 70.0])], rules, alle=True)
    assert [len(own) for own in lists] == [0, 1]
    assert advise(table, [], rules) == ((), ())
    assert advise(table, [uitkomst("eenzaamheid", [70.0, 70.0])], rulebook()) == ((), ())


# Reasons


def test_reason_of_advice_has_its_numbers() -> None:
    assert one(interventie("buurtkamer"), score=72.0, peers=64.0).reden == (
        "Eenzaamheid: score 72,0 (verhoogd), 8,0 punten hoger dan vergelijkbare buurten. "
        "Bewijs: E3 aanwijzingen (bron nog niet nagelezen). Trekker: gemeente. Kosten: € 70.000 tot € 90.000 per fte "
        "per jaar (prijzen van 2024, aanname). Bereik: 1 tot 2 inwoners per fte. "
        "De grootte van het effect is een aanname."
    )


def test_reason_says_how_many_of_the_target_group_there_are() -> None:
    item = interventie("buurtkamer", poorten={"doelgroep": [{"indicator": "ouderen", "minimaal": 15.0}]})
    assert "Doelgroep aanwezig: Ouderen 20 % (grens 15 % of meer)." in one(item).reden
    assert "Doelgroep" not in one(interventie("buurtkamer")).reden


@pytest.mark.parametrize(
    ("peers", "words"),
    [
        (64.0, ", 8,0 punten hoger dan vergelijkbare buurten."),
        (80.0, ", 8,0 punten lager dan vergelijkbare buurten."),
        (69.5, ", ongeveer gelijk aan vergelijkbare buurten (verschil 2,5)."),
        (72.0, ", gelijk aan vergelijkbare buurten."),
    ],
)
def test_a_small_difference_is_not_called_a_difference(peers: float, words: str) -> None:
    assert words in one(interventie("buurtkamer"), peers=peers).reden


def test_reason_says_when_there_is_nothing_to_compare_with() -> None:
    assert "te weinig vergelijkbare buurten, dus telt alleen het niveau" in one(interventie("buurtkamer")).reden


def test_reason_of_a_firm_cost_and_effect_has_no_mark() -> None:
    firm = {"bron": "proef", "status": "vastgesteld"}
    item = interventie(
        "isolatie",
        trekker="ggd",
        betalers=["rijk", "ggd"],
        kosten={
            "bedrag_eur": {"min": 16000.0, "modus": 16000.0, "max": 16000.0},
            "per": "woning",
            "ritme": "eenmalig",
            "prijsjaar": 2023,
            **firm,
        },
        effecten=[
            {"uitkomst": "minder_eenzaam", "laag": 0.0, "midden": 0.0, "hoog": 0.0, "eenheid": "per_bereikte", **firm}
        ],
        bereik={"aantal_min": 1.0, "aantal_max": 1.0, "eenheid": "woningen", "per": "woning", **firm},
        bewijs={"niveau": "E3", "bevindingen": [{"bevinding": "Gemeten.", "wijst_op": "effect", **firm}]},
    )
    found = one(item, score=64.0, peers=64.0, lokaal=[beleid(ruimte={"ggd": 50.0})])
    assert found.reden == (
        "Eenzaamheid: score 64,0 (verhoogd), gelijk aan vergelijkbare buurten. Bewijs: E3 aanwijzingen. Trekker: GGD. "
        "Kosten: € 16.000 per woning, eenmalig (prijzen van 2023)."
    )
    assert (found.trekker, found.betaler) == ("GGD", "Rijk en GGD")


@pytest.mark.parametrize(
    ("item", "start"),
    [
        (interventie("x", niveau="E0a"), "Geen advies. Wat er gevonden is. Eenzaamheid:"),
        (interventie("x", niveau="E0b"), "Geen advies. Wat er gevonden is. Eenzaamheid:"),
        (interventie("x", poorten=BESLUIT), "Geen advies uit zichzelf. Alleen na lokaal besluit. De raad beslist"),
        (interventie("x", **UNKNOWN), "Nog geen advies. Een corporatie mag dit alleen bij eigen bezit; het aandeel"),
        (interventie("x", **NOT_HERE), "Geen advies. Geen aandachtspunt: Eenzaamheid 72,0 (grens 99,0 of meer)."),
    ],
)
def test_reason_begins_with_what_stands_in_the_way(item: Interventie, start: str) -> None:
    assert one(item, corporatie=NAN).reden.startswith(start)


def test_reason_says_what_runs_already() -> None:
    found = one(interventie("x"), lokaal=[beleid(lopend=["x"])])
    assert found.reden.startswith("Loopt al volgens het lokale beleid, dus geen nieuw advies.")
    assert not found.is_advies


def test_reason_names_the_level_of_the_areas() -> None:
    rules = rulebook(interventies=[interventie("buurtkamer")])
    table = buurten({"ouderen": [20.0]}, niveau=Niveau.WIJK)
    ((found,),) = advise(table, [uitkomst("eenzaamheid", [70.0], [75.0])], rules)
    assert "5,0 punten lager dan vergelijkbare wijken" in found.reden


# Properties


def country(n: int, seed: int) -> tuple[BuurtTable, list[OutcomeScores]]:
    rng = np.random.default_rng(seed)

    def column(share: float) -> list[float]:
        values = np.round(rng.uniform(0, 100, n), 4)
        values[rng.random(n) < share] = NAN
        return values.tolist()

    table = buurten({"ouderen": column(0.2), "corporatiewoningen": column(0.2)})
    names = ("eenzaamheid", "wonen")
    return table, [uitkomst(name, column(0.3), column(0.3)) for name in names]


def take(outcomes: list[OutcomeScores], rows: Any) -> list[OutcomeScores]:
    return [uitkomst(o.id, o.score[rows], o.vergelijkbaar[rows]) for o in outcomes]


PRAKTISCH = {"benaderstijl": "praktisch", "vorm": "klussen", "aansluiting_score": 75.0}


def many_rules(**velden: Any) -> Rulebook:
    both = [{"uitkomst": "eenzaamheid", "vanaf_score": 50.0}, {"uitkomst": "wonen", "tot_score": 50.0}]
    doelgroep = [{"indicator": "ouderen", "minimaal": 30.0}]
    items = [
        interventie("a"),
        interventie("b", niveau="E4", poorten={"probleem": both}),
        interventie("c", poorten={"doelgroep": doelgroep, "probleem": both}),
        interventie("d", niveau="E0b", poorten={"probleem": both}),
        interventie("e", poorten={**BESLUIT, "probleem": both}),
        interventie("f", **UNKNOWN),
        interventie("g", niveau="E1", vormen=[PRAKTISCH]),
    ]
    return rulebook(indicatoren=INDICATOREN, interventies=items, **velden)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), row=st.integers(0, 29), alle=st.booleans())
def test_a_row_alone_equals_the_row_among_all(seed: int, row: int, alle: bool) -> None:
    table, outcomes = country(30, seed)
    alone = advise(table.take(np.array([row])), take(outcomes, [row]), many_rules(), alle=alle)
    assert alone[0] == advise(table, outcomes, many_rules(), alle=alle)[row]


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_order_of_rows_does_not_matter(seed: int) -> None:
    table, outcomes = country(30, seed)
    mix = np.random.default_rng(seed).permutation(30)
    plain = advise(table, outcomes, many_rules())
    assert advise(table.take(mix), take(outcomes, mix), many_rules()) == tuple(plain[i] for i in mix)


@settings(max_examples=60, deadline=None)
@given(score=st.floats(0, 100), more=st.floats(0, 100), ouderen=st.floats(0, 100))
def test_a_worse_score_never_closes_a_gate(score: float, more: float, ouderen: float) -> None:
    item = interventie("x", poorten={"doelgroep": [{"indicator": "ouderen", "minimaal": 25.0}]})
    order = [Antwoord.NEE, Antwoord.ONBEKEND, Antwoord.JA]
    less, worse = (one(item, score=s, ouderen=ouderen) for s in sorted((score, more)))
    assert order.index(less.poort) <= order.index(worse.poort)
    assert (less.nodig or 0) <= (worse.nodig or 0)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), column=st.sampled_from(["ouderen", "corporatiewoningen", "eenzaamheid", "wonen"]))
def test_hiding_a_number_never_opens_a_gate(seed: int, column: str) -> None:
    table, outcomes = country(10, seed)
    before = advise(table, outcomes, many_rules(), alle=True)
    if column in table.indicatoren:
        table.values[:, table.column(column)] = NAN
    else:
        next(o for o in outcomes if o.id == column).score[:] = NAN
    for own, hidden in zip(before, advise(table, outcomes, many_rules(), alle=True), strict=True):
        open_before = {a.interventie for a in own if a.poort is Antwoord.JA}
        assert {a.interventie for a in hidden if a.poort is Antwoord.JA} <= open_before


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), style=st.sampled_from(["dichtbij", "praktisch", "op_maat", None]))
def test_aansluiting_takes_off_at_most_a_fifth_and_picks_the_form(seed: int, style: str | None) -> None:
    table, outcomes = country(10, seed)
    plain = advise(table, outcomes, many_rules(), alle=True)
    styled = advise(table, outcomes, many_rules(), alle=True, benaderstijl=[style] * 10)
    for own, other in zip(plain, styled, strict=True):
        by_id = {a.interventie: a for a in other}
        assert by_id.keys() == {a.interventie for a in own}
        for before in own:
            after = by_id[before.interventie]
            assert before.vorm == "spreekuur"
            assert after.poort == before.poort
            if before.volgorde is not None and after.volgorde is not None:
                assert 0.8 * before.volgorde - 1e-3 <= after.volgorde <= before.volgorde
            if style == "praktisch":
                assert after.vorm == ("klussen" if after.interventie == "g" else "spreekuur")
                assert after.aansluiting == (75 if after.interventie == "g" else None)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_advice_has_open_gates_and_factors_on_their_scale(seed: int) -> None:
    table, outcomes = country(20, seed)
    for own in advise(table, outcomes, many_rules(), alle=True):
        advised = [a for a in own if a.is_advies]
        assert list(own[: len(advised)]) == advised
        assert [a.volgorde for a in advised] == sorted((a.volgorde for a in advised), reverse=True)
        for a in own:
            assert a.is_advies == (a.volgorde is not None)
            assert not a.is_advies or {p.antwoord for p in a.poorten} == {Antwoord.JA}
            assert all(0 <= x <= 100 for x in (a.nodig, a.bewijs, a.haalbaar, a.volgorde) if x is not None)
            assert a.reden
            assert "nan" not in a.reden


def test_own_stock_is_read_from_the_indicator_that_serves_as_such() -> None:
    def answer(dient_als: str | None) -> str:
        own = indicator("bezit_van_de_stichting", dient_als=dient_als)
        rules = rulebook(indicatoren=[indicator("ouderen"), own], interventies=[interventie("keuken", **UNKNOWN)])
        table = buurten({"ouderen": [20.0], "bezit_van_de_stichting": [40.0]})
        found = advise(table, [uitkomst("eenzaamheid", [72.0]), uitkomst("wonen", [40.0])], rules, alle=True)
        return next(gate.antwoord.value for gate in found[0][0].poorten if gate.naam == "betaler en trekker")

    assert answer("eigen_bezit") == "ja"
    assert answer(None) == "onbekend"


def test_two_indicators_may_not_both_say_what_is_own_stock() -> None:
    both = [indicator(name, dient_als="eigen_bezit") for name in ("bezit", "ook_bezit")]
    found = [issue for issue in check_ranges(rulebook(indicatoren=both)) if issue.code == "R312"]
    assert [issue.message for issue in found] == ["'eigen_bezit' staat twee keer in 'dient_als'."]


# No advice


def why_not(item: Interventie, *, score: float = 72.0, shown: tuple[str, ...] = (), **regels: Any) -> str:
    """Say why one intervention is not advised for Eenzaamheid in one area."""
    regels.setdefault("lokaal", [beleid()])
    rules = rulebook(indicatoren=INDICATOREN, interventies=[item], **regels)
    table = buurten({"ouderen": [20.0], "corporatiewoningen": [30.0]})
    scores = [uitkomst("eenzaamheid", [score], [NAN]), uitkomst("wonen", [40.0], soort=OutcomeKind.LEEFGEBIED)]
    return Unadvised.of(table, scores, rules).sentence("eenzaamheid", 0, shown)


LIMIT = {"probleem": [{"uitkomst": "eenzaamheid", "vanaf_score": 55.0}]}


@pytest.mark.parametrize(
    ("item", "score", "regels", "why"),
    [
        (interventie("x", poorten=LIMIT), 54.0, {}, "Eenzaamheid 54,0 ligt net onder de grens van 55 (X)"),
        (interventie("x", poorten=LIMIT), 40.0, {}, "Eenzaamheid 40,0 ligt onder de grens van 55 (X)"),
        (
            interventie("x", poorten={"probleem": [{"uitkomst": "eenzaamheid", "tot_score": 30.0}]}),
            40.0,
            {},
            "Eenzaamheid 40,0 ligt boven de grens van 30 (X)",
        ),
        (
            interventie("x", poorten={"doelgroep": [{"indicator": "ouderen", "minimaal": 25.0}]}),
            72.0,
            {},
            "Eenzaamheid: X kan nu niet (doelgroep te klein: Ouderen 20 % (grens 25 % of meer))",
        ),
        (interventie("x", poorten=BESLUIT), 72.0, {}, "Eenzaamheid: X kan nu niet (alleen na lokaal besluit. De raad"),
        (interventie("x", niveau="E0a"), 72.0, {}, "Eenzaamheid: voor X is geen werking aangetoond"),
        (interventie("x"), 72.0, {"lokaal": [beleid(lopend=["x"])]}, "Eenzaamheid: X loopt al"),
        (interventie("x"), 72.0, {}, "Eenzaamheid: ook X is mogelijk, maar andere maatregelen gaan hier voor"),
        (
            interventie("x", poorten={"probleem": [{"uitkomst": "wonen", "tot_score": 45.0}]}),
            72.0,
            {},
            "Eenzaamheid: het regelboek heeft er geen maatregel voor",
        ),
    ],
)
def test_why_an_attention_point_has_no_advice(
    item: Interventie, score: float, regels: dict[str, Any], why: str
) -> None:
    assert why_not(item, score=score, **regels).startswith(why)


def test_nothing_to_say_when_the_advice_is_shown() -> None:
    assert why_not(interventie("x"), shown=("x",)) == ""


@pytest.mark.parametrize(
    ("value", "eenheid", "text"),
    [
        (428.0, Eenheid.DUIZEND_EURO, "€ 428.000"),
        (31.5, Eenheid.DUIZEND_EURO, "€ 31.500"),
        (21000.0, Eenheid.EURO, "€ 21.000"),
        (12.512, Eenheid.PCT, "12,5 %"),
        (5029.0, Eenheid.PER_KM2, "5.029 per km²"),
    ],
)
def test_amounts_are_written_the_dutch_way(value: float, eenheid: Eenheid, text: str) -> None:
    assert amount(value, eenheid) == text
