"""The neutral sheets: headers of the contract, reasons for what is not given, sums that add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.blad import Blad, Cel, number
from buurtwijzer.reporting.certainty import judge_certainty
from buurtwijzer.reporting.findings import Bevinding, Findings
from buurtwijzer.reporting.heights import header_height, row_height
from buurtwijzer.reporting.levels import Niveaus
from buurtwijzer.reporting.sheets import build_sheets
from buurtwijzer.reporting.texts import attention_text, strength_text
from buurtwijzer.rulebook.schema import Maatstaf, Manier, Partij, Samenlevingsregel, Vraagstuk
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores
from buurtwijzer.scoring.overall import Totaalbeeld
from buurtwijzer.scoring.ranks import Ranks
from tests.unit.assessments import NAN, advies, assessment, outcome, parameters, rulebook, uitkomsten
from tests.unit.segments import GROEPEN, PROFIELEN, full_assessment

IDENTITY = ["code", "naam", "gemeente", "niveau", "inwoners", "dekking"]


def sheets(result: Assessment | None = None) -> dict[str, Blad]:
    return {blad.naam: blad for blad in build_sheets(result or assessment())}


def headers(blad: Blad) -> list[str]:
    return [kolom.kop for kolom in blad.kolommen]


def records(blad: Blad) -> list[dict[str, Cel]]:
    return [dict(zip(headers(blad), rij, strict=True)) for rij in blad.rijen]


def test_all_sheets_stand_in_the_order_of_the_contract() -> None:
    assert list(sheets(full_assessment())) == [
        "Overzicht",
        "Leefstijlen",
        "Bewonersgroepen",
        "Leefgebieden",
        "Krachten",
        "Risico's",
        "Samenleven",
        "Interventies",
        "Toelichting",
        "Meldingen",
        "Verantwoording",
    ]


def test_headers_of_segments() -> None:
    found = sheets(full_assessment())
    assert headers(found["Overzicht"]) == [
        *IDENTITY,
        *("kern", "zekerheid"),
        *(f"{kop} {n}" for n in (1, 2, 3) for kop in ("leefstijl", "gelijkenis")),
        *("kenmerkend", "benaderstijl"),
        *(f"{kop} {n}" for kop in ("kracht", "aandachtspunt", "advies") for n in (1, 2, 3)),
        *("trekker", "herkenning", "toelichting"),
    ]
    assert headers(found["Leefstijlen"]) == [*IDENTITY, *PROFIELEN, "kenmerkend", "stabiliteit", "toelichting"]
    assert headers(found["Bewonersgroepen"]) == [*IDENTITY, *GROEPEN, "kenmerkend", "stabiliteit", "toelichting"]


def test_likeness_is_0_to_100_and_a_share_is_0_to_1() -> None:
    found = sheets(full_assessment())
    first, second, third = records(found["Leefstijlen"])
    assert first[PROFIELEN[0]] == 60.0
    assert first["stabiliteit"] == 0.9
    assert records(found["Bewonersgroepen"])[0][GROEPEN[0]] == 0.6
    assert [third[name] for name in (*PROFIELEN, "kenmerkend", "stabiliteit")] == [None] * 5
    assert "te weinig kenmerken" in str(third["toelichting"])
    assert "dominantie" in str(second["toelichting"])
    overview = records(found["Overzicht"])
    assert (overview[0]["leefstijl 1"], overview[0]["gelijkenis 1"]) == (PROFIELEN[0], 60.0)
    assert overview[1]["leefstijl 1"] == f"{PROFIELEN[1]} (geen duidelijke dominantie)"
    assert overview[2]["leefstijl 1"] is None
    assert overview[0]["kenmerkend"] == GROEPEN[0]
    assert overview[0]["benaderstijl"] == "Dichtbij en vertrouwd"


def test_imported_shares_are_never_called_likeness() -> None:
    found = sheets(full_assessment(maat="aandeel"))
    kop = headers(found["Overzicht"])
    assert {"aandeel 1", "aandeel 2", "aandeel 3"} <= set(kop)
    assert not [name for name in kop if "gelijkenis" in name]
    assert records(found["Overzicht"])[0]["aandeel 1"] == 0.6
    assert records(found["Leefstijlen"])[0][PROFIELEN[0]] == 0.6


def test_how_to_reach_people_is_written_out() -> None:
    text = str(records(sheets(full_assessment())["Leefstijlen"])[0]["toelichting"])
    assert "Lijkt het meest op Gemengde stadswijken, vooral door koopwoningen en leegstand." in text
    assert "Zo bereikt u bewoners (Dichtbij en vertrouwd): via huisarts of" in text


def test_groups_say_what_is_typical_and_leave_reaching_people_to_the_leading_segmentation() -> None:
    text = str(records(sheets(full_assessment())["Bewonersgroepen"])[0]["toelichting"])
    assert "Hier meer dan in Nederland: Werkend, ruime mogelijkheden (60 % tegen 25 %)." in text
    assert "Zo bereikt u" not in text


def test_strengths_say_what_is_strongest_and_whom_to_ask() -> None:
    first, _, third = records(sheets(full_assessment())["Krachten"])
    assert str(first["toelichting"]).startswith(
        "Sterk hier: vrijwillige inzet (62 van 100; 12 punten sterker dan vergelijkbaar). "
        "Verder springt geen kracht eruit. Vraag bewoners via huisarts"
    )
    assert "Vraag bewoners" not in str(third["toelichting"])


@pytest.mark.parametrize(
    ("score", "end"), [(100.0, ", bovenkant schaal"), (99.99999, ", bovenkant schaal"), (99.7, ""), (62.0, "")]
)
def test_a_strength_or_attention_point_at_the_end_of_its_scale_says_so(score: float, end: str) -> None:
    kracht = Bevinding(OutcomeKind.KRACHT, "mantelzorg", "Mantelzorg", score, None)
    assert strength_text(kracht) == f"Mantelzorg: {score:.0f} van 100{end}"
    risico = replace(kracht, soort=OutcomeKind.RISICO)
    assert attention_text(risico, Niveaus({}, (12, 22, 44, 62), 0.0)).endswith(
        f"hoog{end}" if end or score > 62 else "hoog, op de grens"
    )


def test_an_intervention_says_how_with_whom_and_who_may_pay() -> None:
    first, second, *_ = (str(row["toelichting"]) for row in records(sheets()["Interventies"]))
    assert first.startswith(
        "Wie kan hier wat doen: welzijn trekt Buurtkamer. Bewoners trekken geen van deze maatregelen zelf. "
        "Manier: gesprek."
    )
    assert second.startswith("Manier: gesprek. Een corporatie mag hieraan meebetalen. Voorwaarden:")


@pytest.mark.parametrize(
    ("partij", "said"),
    [
        (Partij.BEWONERS, "bewoners trekken Buurtkamer"),
        (Partij.SCHOLEN, "scholen trekken Buurtkamer"),
        (Partij.ONDERNEMERS, "ondernemers trekken Buurtkamer"),
        (Partij.CORPORATIE, "corporatie trekt Buurtkamer"),
    ],
)
def test_who_leads_is_one_or_many(partij: Partij, said: str) -> None:
    base = assessment()
    led = tuple(tuple(replace(advies, trekker=partij.value) for advies in shown) for shown in base.adviezen)
    first = records(sheets(replace(base, adviezen=led))["Interventies"])[0]
    assert f"Wie kan hier wat doen: {said}" in str(first["toelichting"])


def test_an_intervention_of_residents_themselves_is_named_once_per_area() -> None:
    rows = with_buurtkamer(manier=Manier.BEWONERS_ZELF, trekker=Partij.BEWONERS)
    assert "Bewoners trekken zelf Buurtkamer." in rows[0]
    assert "Manier: bewoners doen het zelf." in rows[0]
    assert not [text for text in rows[1:] if "Bewoners trekken" in text]


@pytest.mark.parametrize(
    "change", [{"manier": Manier.BEWONERS_ZELF}, {"partners": [Partij.BEWONERS]}], ids=["manier", "partner"]
)
def test_what_another_party_leads_is_not_called_done_by_residents(change: dict[str, object]) -> None:
    first = with_buurtkamer(**change)[0]
    assert "Bewoners trekken geen van deze maatregelen zelf. Bewoners doen mee bij Buurtkamer." in first
    assert "bewoners doen het zelf" not in first


def with_buurtkamer(**change: object) -> list[str]:
    """Give the notes on the interventions of the first area, after a change to the rule of the one that is advised."""
    base = assessment()
    own = base.rulebook.interventies["buurtkamer"].model_copy(update=change)
    rules = replace(base.rulebook, interventies={**base.rulebook.interventies, "buurtkamer": own})
    found = records(sheets(replace(base, rulebook=rules))["Interventies"])
    return [str(row["toelichting"]) for row in found if row["naam"] == "Centrum"]


def test_an_advice_says_what_its_conditions_rest_on_and_which_reason_is_unknown() -> None:
    rule = rulebook().interventies["buurtkamer"]
    both = [*rule.poorten.probleem, rule.poorten.probleem[0].model_copy(update={"uitkomst": "wonen"})]
    base = assessment()
    wider = rule.model_copy(update={"poorten": rule.poorten.model_copy(update={"probleem": both})})
    rules = replace(base.rulebook, interventies={**base.rulebook.interventies, "buurtkamer": wider})
    gone = tuple(replace(o, score=np.full(3, np.nan)) if o.id == "wonen" else o for o in base.uitkomsten)
    for uitkomsten_, is_unknown in ((base.uitkomsten, False), (gone, True)):
        found = records(sheets(replace(base, rulebook=rules, uitkomsten=uitkomsten_))["Interventies"])[0]
        note = str(found["toelichting"])
        assert ("Onbekend is wonen; dat hoeft niet, want één aanleiding is genoeg." in note) == is_unknown
        assert "Volgens de cijfers aan de voorwaarden voldaan: kijk na of dat hier klopt." in note
        assert "Aan alle voorwaarden" not in note
    assert found["uitkomst"] == "Eenzaamheid (zekerheid redelijk)"


def test_two_pieces_of_advice_on_one_weak_point_say_so() -> None:
    two = (advies("buurtkamer", "Buurtkamer"), advies("cameratoezicht", "Cameratoezicht"))
    other = (two[0], replace(two[1], uitkomst="Moeite met rondkomen"))
    said = "Advies 1 en 2 rusten op hetzelfde: eenzaamheid (zekerheid redelijk)."
    for adviezen, is_said in ((two, True), (other, False), (two[:1], False)):
        row = records(sheets(assessment(adviezen=(adviezen, (), ())))["Overzicht"])[0]
        assert (said in str(row["toelichting"])) == is_said


def test_questions_lead_to_the_sheets_that_answer_them() -> None:
    base = assessment()
    vraag = Vraagstuk.model_construct(
        id="kracht", nummer=3, vraag="Waar zit de kracht?", bladen=["Krachten", "Overzicht"], uitleg="Kijk."
    )
    later = Vraagstuk.model_construct(id="later", nummer=4, vraag="Wat komt er?", bladen=[], uitleg="Komt.")
    apart = Vraagstuk.model_construct(
        id="apart", nummer=5, vraag="Werkte het?", bladen=[], opdracht="buurtwijzer effect", uitleg="Meet."
    )
    rules = replace(base.rulebook, vragen={"kracht": vraag, "later": later, "apart": apart})
    pairs = records_pairs(sheets(replace(base, rulebook=rules))["Verantwoording"])
    assert ("Vraag 3: kijk op Krachten en Overzicht", "Waar zit de kracht? Kijk.") in pairs
    assert not [part for part, _ in pairs if "Vraag 4" in str(part)]
    assert ("Vraag 5: opdracht buurtwijzer effect", "Werkte het? Meet.") in pairs
    assert ("Nog geen blad: vraag 4", "Wat komt er?") in pairs


def test_samenleven_says_what_kind_its_figures_are() -> None:
    first, second, third = records(sheets(full_assessment())["Samenleven"])
    assert (first["soort cijfer"], second["soort cijfer"], third["soort cijfer"]) == (
        "schatting",
        "verwachting",
        None,
    )
    assert first["steun nodig"] == 0.2
    assert third["samenstelling"] is None
    assert "Geen uitspraak" in str(third["toelichting"])


def test_samenleven_explains_its_two_ways_of_counting_and_what_is_on_the_border() -> None:
    base = full_assessment()
    own = base.rulebook.segmentaties["bewonersgroepen"]
    measures = {
        part: [Maatstaf.model_construct(indicator=name, landelijk=10.0, bron="proef", status="aanname")]
        for part, name in (("vraag", "e_eenzaam"), ("draagkracht", "d_sport"), ("participatie", "d_sport"))
    }
    rule = Samenlevingsregel.model_construct(dimensies=[], **measures)
    numbers = {
        "gelijk_tot": 20,
        "gemengd_vanaf": 70,
        "dichtbij_tot": 30.4,
        "veraf_vanaf": 60,
        "ruim_tot": 65,
        "krap_vanaf": 110,
        "tekort_vanaf": 140,
        "weinig_meedoen_tot": 90,
        "veel_meedoen_vanaf": 115,
    }
    rules = replace(
        base.rulebook,
        segmentaties={
            **base.rulebook.segmentaties,
            "bewonersgroepen": own.model_copy(update={"samenleven": rule}),
        },
        parameters={**base.rulebook.parameters, "samenleven": parameters("samenleven", **numbers)},
    )
    first, second, third = (
        str(row["toelichting"]) for row in records(sheets(replace(base, rulebook=rules))["Samenleven"])
    )
    assert first == (
        "Twee rekenwijzen: wie er wonen doet verwachten dat 20 % steun nodig heeft en 40 % iets kan dragen; "
        "zelfredzaamheid en verhouding volgen de cijfers van het gebied zelf. Vraag naar steun telt e eenzaam; "
        "draagkracht telt d sport. Meedoen telt d sport. Op de grens, dus de uitspraak had een stap anders kunnen "
        "zijn: afstand 30,0. Rust op de aandelen van bewonersgroepen. Niet gevalideerd hier: dit is een schatting die "
        "hier niet met onderzoek is nagekeken."
    )
    assert second == first[first.index("Rust op de aandelen") :]
    assert third.startswith("Geen uitspraak")


def test_the_second_style_is_named_and_differs_from_the_first() -> None:
    first, second, third = (str(row["toelichting"]) for row in records(sheets(full_assessment())["Leefstijlen"]))
    assert "Zo bereikt u bewoners (Dichtbij en vertrouwd)" in first
    assert "Tweede stijl: De bewoners lijken op elkaar., via huisarts of buren." in first
    assert "Tweede stijl: Dichtbij en vertrouwd, via" in second
    assert "Tweede stijl" not in third


@pytest.mark.parametrize(("push", "score", "end"), [(-50.0, "0", "onderkant"), (50.0, "100", "bovenkant")])
def test_a_score_at_the_end_of_the_scale_shows_the_figure_itself(push: float, score: str, end: str) -> None:
    own = outcome(OutcomeKind.KRACHT, "vrijwillige_inzet", "Vrijwillige inzet", {"d_sport": (push, 3.0, NAN)})
    others = [o for o in uitkomsten() if o.soort is not OutcomeKind.KRACHT]
    found = sheets(assessment(uitkomsten=(*others, own)))
    said = f"Vrijwillige inzet {score} van 100: d sport 60 % (schatting, 2020), aan de {end} van de schaal"
    first, second, _ = (str(row["toelichting"]) for row in records(found["Krachten"]))
    assert said in first
    assert "van de schaal" not in second
    rows = [r for r in records(found["Toelichting"]) if r["uitkomst"] == "Vrijwillige inzet"]
    assert said in str(rows[0]["toelichting"])
    assert "van de schaal" not in str(rows[1]["toelichting"])


def test_sheets_stand_in_the_order_of_the_contract() -> None:
    assert list(sheets()) == [
        "Overzicht",
        "Leefgebieden",
        "Krachten",
        "Risico's",
        "Interventies",
        "Toelichting",
        "Meldingen",
        "Verantwoording",
    ]


def test_headers_of_the_contract() -> None:
    found = sheets()
    assert headers(found["Overzicht"]) == [
        *IDENTITY,
        "kern",
        "zekerheid",
        *(f"{kop} {n}" for kop in ("kracht", "aandachtspunt", "advies") for n in (1, 2, 3)),
        "trekker",
        "herkenning",
        "toelichting",
    ]
    for sheet, names in (
        ("Leefgebieden", ["wonen", "gezondheid"]),
        ("Krachten", ["Vrijwillige inzet"]),
        ("Risico's", ["Eenzaamheid", "Moeite met rondkomen"]),
    ):
        scores = [f"{name}{end}" for name in names for end in ("", " laag", " hoog", " t.o.v. vergelijkbaar")]
        assert headers(found[sheet]) == [*IDENTITY, *scores, "toelichting"]
    assert headers(found["Interventies"]) == [
        *IDENTITY,
        *("interventie", "poort", "nodig", "bewijs", "haalbaar", "aansluiting"),
        *("uitkomst", "vorm", "reden", "trekker", "betaler", "toelichting"),
    ]
    assert headers(found["Toelichting"]) == [
        *IDENTITY,
        *("uitkomst", "soort", "zekerheid", "score", "percentiel", "vertrekpunt"),
        *(f"{kop} {n}" for n in range(1, 6) for kop in ("driver", "bijdrage")),
        *("rest", "gevoeligst voor", "score zonder", "officieel cijfer", "toelichting"),
    ]
    assert headers(found["Meldingen"]) == ["ernst", "code", "plaats", "melding", "wat te doen"]
    assert headers(found["Verantwoording"]) == ["onderdeel", "waarde"]


@pytest.mark.parametrize("sheet", ["Leefgebieden", "Krachten", "Risico's"])
def test_a_score_not_given_is_empty_with_its_reason(sheet: str) -> None:
    blad = sheets()[sheet]
    too_small = records(blad)[2]
    scores = [cell for kop, cell in too_small.items() if kop not in (*IDENTITY, "toelichting")]
    assert scores == [None] * len(scores)
    assert (
        too_small["toelichting"]
        == "Geen score: 85 inwoners (minimaal 100). Neem de wijk of voeg gebieden samen met een lijst Gebieden."
    )


def test_limited_coverage_is_marked_wherever_the_score_is_shown() -> None:
    found = sheets()
    for sheet in ("Overzicht", "Leefgebieden", "Krachten", "Risico's"):
        first, second, _ = records(found[sheet])
        assert "beperkte dekking" not in str(first["toelichting"])
        assert "beperkte dekking" in str(second["toelichting"])
    rows = [r for r in records(found["Toelichting"]) if r["naam"] == "De Hoek"]
    assert all("beperkte dekking" in str(r["toelichting"]) for r in rows)


def test_toelichting_adds_up_with_the_drivers_that_are_shown() -> None:
    rows = records(sheets()["Toelichting"])
    assert len(rows) == 3 * 5
    for row in rows:
        parts = [row["vertrekpunt"], row["rest"], *(row[f"bijdrage {n}"] for n in range(1, 6))]
        if row["score"] is None:
            assert parts == [None] * 7
            continue
        assert sum(part for part in parts if isinstance(part, int | float)) == pytest.approx(row["score"], abs=1e-9)


def test_toelichting_shows_the_largest_drivers_and_moves_the_others_into_rest() -> None:
    row = next(r for r in records(sheets()["Toelichting"]) if r["uitkomst"] == "Eenzaamheid")
    assert [row[f"driver {n}"] for n in (1, 2, 5)] == [
        "C gezond (schatting, 2020)",
        "A koop (feit, 2020)",
        "D sport (schatting, 2020)",
    ]
    assert row["rest"] == pytest.approx(0.4 + 0.1, abs=1e-4)
    assert row["officieel cijfer"] == "E eenzaam 46,2 % (schatting, 2020)"


def test_a_missing_indicator_is_no_driver() -> None:
    row = next(r for r in records(sheets()["Toelichting"]) if (r["naam"], r["uitkomst"]) == ("De Hoek", "Eenzaamheid"))
    assert "C gezond (schatting, 2020)" not in row.values()
    assert "A koop (feit, 2020)" in row.values()


def test_no_official_figure_of_an_area_that_is_too_small() -> None:
    result = assessment()
    values = result.table.values.copy()
    values[2, result.table.column("e_eenzaam")] = 55.0
    found = sheets(assessment(table=replace(result.table, values=values)))
    assert [r["officieel cijfer"] for r in records(found["Toelichting"]) if r["naam"] == "Bedrijvenpark"] == [None] * 5
    assert "officieel" not in str(records(found["Risico's"])[2]["toelichting"])


def test_overzicht_leads_with_what_deviates() -> None:
    first, second, third = records(sheets()["Overzicht"])
    assert first["kern"] == (
        "Anders dan vergelijkbare buurten: moeite met rondkomen lager (score 30 tegen 50) en eenzaamheid hoger "
        "(score 63 tegen 50)."
    )
    assert first["aandachtspunt 1"] == (
        "Eenzaamheid: e eenzaam 46,2 % (schatting, 2020). Verwachting: verhoogd; score 13 punten hoger dan "
        "vergelijkbaar; zekerheid redelijk"
    )
    assert first["aandachtspunt 2"] is None
    assert second["aandachtspunt 1"] == (
        "Moeite met rondkomen. Verwachting: gemiddeld, op de grens; score 8 punten hoger dan vergelijkbaar; "
        "zekerheid zwak"
    )
    assert third["kern"] == "Geen uitspraak; de toelichting zegt waarom."
    assert [r["herkenning"] for r in (first, second, third)] == [None] * 3
    assert (first["advies 1"], first["advies 2"], first["trekker"]) == ("Buurtkamer", None, "welzijn")


def test_nowhere_the_word_probleem_and_no_rank() -> None:
    texts = [cell for blad in build_sheets(assessment()) for rij in blad.rijen for cell in rij if isinstance(cell, str)]
    overview = [c for rij in sheets()["Overzicht"].rijen for c in rij if isinstance(c, str)]
    assert not [text for text in overview if "probleem" in text.lower()]
    assert not [text for text in texts if "slechtste" in text.lower()]


def risk(name: str, points: float, comparable: float) -> OutcomeScores:
    """Make a risico of which the first area scores 50 and so many points; its levels lie at 20, 40, 60 and 80."""
    return outcome(
        OutcomeKind.RISICO, name, name, {"a_koop": (points, 0.0, NAN)}, vergelijkbaar=(comparable, 50.0, NAN)
    )


def test_attention_points_are_high_and_different_first_then_different_then_high() -> None:
    risks = (
        risk("anders_veel", 5.0, 20.0),
        risk("anders_weinig", 5.0, 45.0),
        risk("beide", 32.0, 76.0),
        risk("beide_meer", 31.0, 70.0),
        risk("hoog", 45.0, 93.0),
        risk("hoog_minder", 45.0, 94.0),
        risk("niets", -20.0, 40.0),
        risk("verhoogd", 12.0, 60.0),
    )
    found = Findings.of(assessment(uitkomsten=risks))
    assert [b.id for b in found.aandachtspunten(0)] == [
        *("beide_meer", "beide", "anders_veel", "anders_weinig", "hoog", "hoog_minder", "verhoogd")
    ]
    assert found.also_high(0, 2) == ["hoog", "hoog_minder"]


@pytest.mark.parametrize(
    ("words", "third"), [((2, 1), "hoog_b"), ((1, 1), "hoog_a"), ((0, 2), "hoog_a"), ((2, 2), "anders_3")]
)
def test_what_is_surely_high_is_never_behind_three_that_only_differ(words: tuple[int, int], third: str) -> None:
    differing = tuple(risk(f"anders_{n}", 5.0, 40.0 + n) for n in (1, 2, 3, 4))
    risks = (*differing, risk("hoog_a", 35.0, 84.0), risk("hoog_b", 34.0, 83.0))
    base = judge_certainty(assessment())
    certainty = replace(base, woorden=np.array([[1] * 3] * 4 + [[word] * 3 for word in words]))
    ids = [b.id for b in Findings.of(assessment(uitkomsten=risks), certainty).aandachtspunten(0)]
    assert ids[:3] == ["anders_1", "anders_2", third]
    assert sorted(ids) == sorted(r.id for r in risks)


def test_strengths_follow_the_same_order() -> None:
    def strength(name: str, points: float, comparable: float) -> OutcomeScores:
        return replace(risk(name, points, comparable), soort=OutcomeKind.KRACHT)

    found = Findings.of(
        assessment(
            uitkomsten=(strength("anders", 5.0, 20.0), strength("beide", 25.0, 69.0), strength("sterk", 40.0, 90.0))
        )
    )
    assert [b.id for b in found.krachten(0)] == ["beide", "anders", "sterk"]


def test_without_comparable_areas_the_kern_says_so() -> None:
    alone = tuple(replace(o, vergelijkbaar=np.full(3, np.nan)) for o in uitkomsten())
    first = records(sheets(assessment(uitkomsten=alone))["Overzicht"])[0]
    assert first["kern"] == "Er zijn te weinig vergelijkbare buurten om te zeggen wat hier opvalt."
    assert first["aandachtspunt 1"] == (
        "Eenzaamheid: e eenzaam 46,2 % (schatting, 2020). Verwachting: verhoogd; zekerheid redelijk"
    )


def test_certainty_falls_with_coverage_band_and_estimates() -> None:
    words = [str(r["zekerheid"]) for r in records(sheets()["Overzicht"])]
    assert words == ["redelijk", "zwak", "geen uitspraak"]
    wide = tuple(replace(o, hoog=o.score + 40) for o in uitkomsten())
    assert records(sheets(assessment(uitkomsten=wide))["Overzicht"])[0]["zekerheid"] == "zwak"
    rows = {r["uitkomst"]: r["zekerheid"] for r in records(sheets()["Toelichting"]) if r["naam"] == "Centrum"}
    assert rows["wonen"] == "stevig"
    assert rows["gezondheid"] == "redelijk"


def test_an_area_is_as_certain_as_enough_of_its_scores() -> None:
    def banded(width: float) -> Assessment:
        narrow, *others = uitkomsten()
        return assessment(uitkomsten=(narrow, *(replace(o, hoog=o.laag + width) for o in others)))

    assert records(sheets(banded(10))["Overzicht"])[0]["zekerheid"] == "redelijk"
    assert records(sheets(banded(29))["Overzicht"])[0]["zekerheid"] == "redelijk"
    assert records(sheets(banded(31))["Overzicht"])[0]["zekerheid"] == "zwak"
    note = str(records(sheets(banded(10))["Overzicht"])[0]["toelichting"])
    assert note.startswith(
        "Zekerheid redelijk: van 5 scores 2 stevig, 3 redelijk en 0 zwak; 0 % van de invoer is aanname."
    )


def test_old_figures_are_less_certain() -> None:
    base = assessment()
    old = replace(base.table, jaar=np.where(base.table.jaar > 0, 2010, 0))
    words = {r["uitkomst"]: r["zekerheid"] for r in records(sheets(replace(base, table=old))["Toelichting"])[:5]}
    assert set(words.values()) == {"zwak"}


def test_the_first_screen_shows_what_is_going_on_and_what_can_be_done() -> None:
    """From the numbers of the rows to trekker within 1500 pixels on screen, the rest folded or after it."""
    blad = sheets(full_assessment())["Overzicht"]
    kolommen, row_numbers = blad.kolommen, 35
    seen = [kolom for kolom in kolommen if not kolom.gevouwen]
    koppen = [kolom.kop for kolom in seen]
    until = koppen.index("trekker") + 1
    assert 80 <= blad.zoom <= 100
    assert (row_numbers + sum(int(7 * kolom.breedte + 5) for kolom in seen[:until])) * blad.zoom / 100 <= 1500
    assert header_height(kolommen) <= 30
    assert max(row_height(kolommen, rij) for rij in blad.rijen) <= 90
    assert {
        *("naam", "inwoners", "kern", "zekerheid", "leefstijl 1", "kenmerkend", "kracht 1", "kracht 2"),
        *("aandachtspunt 1", "aandachtspunt 2", "advies 1", "advies 2", "trekker"),
    } <= set(koppen[:until])
    folded = {kolom.kop for kolom in kolommen} - set(koppen)
    assert {"gemeente", "leefstijl 3", "kracht 3", "aandachtspunt 3", "advies 3"} <= folded


def test_what_is_folded_ends_before_something_in_sight() -> None:
    """Excel shows the + above the next column: without one that is in sight, the reader could not unfold."""
    for blad in sheets(full_assessment()).values():
        assert not blad.kolommen[-1].gevouwen, blad.naam


def test_overzicht_stays_short_about_what_is_missing() -> None:
    first, *others = uitkomsten()
    reasons = ("Gezondheid: geen score; cijfers ontbreken.", "", first.reden[2])
    gone = replace(first, reden=reasons, score=np.array([NAN, *first.score[1:]]))
    other = replace(others[0], reden=("Wonen: geen score; andere cijfers ontbreken.", "", first.reden[2]))
    note = str(records(sheets(assessment(uitkomsten=(gone, other, *others[1:])))["Overzicht"])[0]["toelichting"])
    assert "2 van 5 scores ontbreken door te weinig gegevens: zie Toelichting." in note
    assert "cijfers ontbreken" not in note
    assert len(note) < 200


def overall() -> Totaalbeeld:
    """Make an overall picture: one area with all, one with something missing, one without."""
    ranks = Ranks(np.array([1, 2, 0]), np.array([1, 1, 0]), np.array([2, 2, 0]), 2)
    return Totaalbeeld(
        leefgebieden=("gezondheid", "wonen"),
        gewichten=np.array([0.5, 0.5]),
        score=np.array([54.25, 48.0, NAN]),
        laag=np.array([50.0, 44.0, NAN]),
        hoog=np.array([58.0, 52.0, NAN]),
        rekenkundig=np.array([55.5, 49.0, NAN]),
        dekking=np.array([1.0, 0.5, 0.0]),
        bijdragen=np.zeros((3, 2)),
        rest=np.zeros(3),
        ontbreekt=("", "wonen", "gezondheid en wonen"),
        reden=("", "", "Totaalbeeld: niet gegeven; 0 leefgebieden hebben een score (minimaal 5 van 7)."),
        rangen=ranks,
        vergelijkbaar=np.array([50.0, NAN, NAN]),
    )


def test_the_overall_picture_stands_on_leefgebieden_only_with_what_is_missing() -> None:
    found = sheets(assessment(totaalbeeld=overall()))
    first, second, third = records(found["Leefgebieden"])
    assert headers(found["Leefgebieden"])[-5:] == [
        *("totaalbeeld", "totaalbeeld laag", "totaalbeeld hoog", "totaalbeeld t.o.v. vergelijkbaar", "toelichting")
    ]
    assert (first["totaalbeeld"], first["totaalbeeld laag"], first["totaalbeeld t.o.v. vergelijkbaar"]) == (
        54.25,
        50.0,
        4.25,
    )
    assert str(first["toelichting"]) == (
        "Totaalbeeld 54,2 (rekenkundig gemiddelde 55,5). "
        "Binnen dit bestand tussen de 1e en de 2e plaats van 2 (1e is het gunstigst)."
    )
    assert "(rekenkundig gemiddelde 49,0). Niet meegeteld, want zonder score: wonen." in str(second["toelichting"])
    assert second["totaalbeeld t.o.v. vergelijkbaar"] is None
    assert third["totaalbeeld"] is None
    assert "Totaalbeeld: niet gegeven" in str(third["toelichting"])
    others = [name for name, blad in found.items() if name != "Leefgebieden" and "totaalbeeld" in str(headers(blad))]
    assert others == []


def test_toelichting_shows_the_place_in_the_country_and_what_a_score_leans_on() -> None:
    first, *others = uitkomsten()
    known = replace(first, percentiel=np.array([81.5, 40.0, NAN]))
    row, other = records(sheets(assessment(uitkomsten=(known, *others)))["Toelichting"])[:2]
    assert (row["percentiel"], other["percentiel"]) == (81.5, None)
    assert row["gevoeligst voor"] == "C gezond"
    assert row["score zonder"] == pytest.approx(50 + 3.3 / 0.5)


def test_over_half_assumption_is_called_verkenning() -> None:
    firm, soft = assessment(), assessment(rulebook=rulebook(posts_status="aanname"))
    assert not judge_certainty(firm).is_verkenning
    assert judge_certainty(soft).aanname_frac == 1.0
    lines = dict(records_pairs(sheets(soft)["Verantwoording"]))
    assert str(lines["Soort uitkomst"]).startswith("Verkenning, geen advies")
    assert "Verkenning, geen advies" in str(records(sheets(soft)["Overzicht"])[0]["toelichting"])


def records_pairs(blad: Blad) -> list[tuple[Cel, Cel]]:
    return [(rij[0], rij[1]) for rij in blad.rijen]


def test_verantwoording_has_receipt_and_standing_lines() -> None:
    pairs = records_pairs(sheets()["Verantwoording"])
    assert ("Gebruik", "Gebiedsgemiddelde: niet voor besluiten over personen, toewijzing of handhaving.") in pairs
    assert ("regelboek", "Proefregels 1.0.0") in pairs
    assert {"Altijd", "Nooit"} <= {part for part, _ in pairs}
    assert "Datum" not in {part for part, _ in pairs}


def test_every_area_keeps_a_row_on_interventies() -> None:
    rows = records(sheets()["Interventies"])
    assert [r["naam"] for r in rows] == ["Centrum"] * 3 + ["De Hoek", "Bedrijvenpark"]
    assert "Geen score" in str(rows[-1]["toelichting"])
    assert "Aansluiting is leeg" in str(rows[0]["toelichting"])


def test_a_factor_that_is_unknown_is_empty_with_its_reason() -> None:
    bare = replace(advies("buurtkamer", "Buurtkamer"), nodig=None, haalbaar=None)
    row = records(sheets(assessment(adviezen=((bare,), (), ())))["Interventies"])[0]
    assert (row["nodig"], row["haalbaar"]) == (None, None)
    assert "Nodig is leeg" in str(row["toelichting"])
    assert "Haalbaar is leeg" in str(row["toelichting"])


def test_a_kind_without_rules_has_no_sheet() -> None:
    without = tuple(o for o in uitkomsten() if o.soort is not OutcomeKind.KRACHT)
    assert "Krachten" not in sheets(assessment(uitkomsten=without))


def test_no_findings_leaves_one_line() -> None:
    assert tuple(sheets(assessment(issues=()))["Meldingen"].rijen) == ((None, None, None, "Geen meldingen.", None),)


def test_infinite_numbers_are_refused_and_missing_ones_empty() -> None:
    assert number(NAN) is None
    assert str(number(-0.00001)) == "0.0"
    with pytest.raises(ValueError, match="oneindig"):
        number(float("inf"))


def test_shuffled_outcome_rows_do_not_matter_for_other_rows() -> None:
    """A row is the same whatever the other rows are: nothing is ranked between areas."""
    whole = next(iter(sheets()["Overzicht"].rijen))
    single = assessment()
    rows = np.array([0])
    alone = replace(
        single,
        table=single.table.take(rows),
        uitkomsten=tuple(o.take(rows) for o in single.uitkomsten),
        adviezen=single.adviezen[:1],
    )
    assert tuple(sheets(alone)["Overzicht"].rijen) == (whole,)


def test_the_kern_names_a_leefgebied_once() -> None:
    """A risico and the leefgebied it belongs to say the same thing; the larger difference speaks for both."""
    found = Findings.of(assessment())
    assert [b.id for b in found.opvallende(0, 9)] == ["rondkomen", "eenzaamheid", "vrijwillige_inzet"]
    assert [b.id for b in found.opvallende(0, 2)] == ["rondkomen", "eenzaamheid"]


def weak_strength(score: float, comparable: float) -> Assessment:
    """Make a result in which the one strength of the first area has this score beside comparable areas."""
    push = score - 50.0
    own = outcome(
        OutcomeKind.KRACHT,
        "vrijwillige_inzet",
        "Vrijwillige inzet",
        {"d_sport": (push, 0.0, NAN)},
        vergelijkbaar=(comparable, 50.0, NAN),
    )
    others = [o for o in uitkomsten() if o.soort is not OutcomeKind.KRACHT]
    return assessment(uitkomsten=(*others, own))


@pytest.mark.parametrize(
    ("score", "comparable", "named"), [(24.0, 14.0, False), (49.9, 20.0, False), (50.0, 44.0, True)]
)
def test_a_low_score_is_no_strength_however_low_the_others_are(score: float, comparable: float, named: bool) -> None:
    found = sheets(weak_strength(score, comparable))
    first = records(found["Overzicht"])[0]
    if named:
        assert str(first["kracht 1"]).startswith("Vrijwillige inzet: 50 van 100;")
        assert first["kracht 2"] == "Verder geen kracht."
    else:
        assert first["kracht 1"] == "Geen kracht springt eruit."
        assert first["kracht 2"] is None
        assert "Geen kracht springt eruit: niets is minstens 50" in str(records(found["Krachten"])[0]["toelichting"])
    assert [records(found["Overzicht"])[2][f"kracht {n}"] for n in (1, 2, 3)] == [None] * 3


def test_a_band_over_two_boundaries_is_weak_and_one_over_none_can_be_firm() -> None:
    """The levels of a risico lie at 20, 40, 60 and 80; the word on screen must hold over the whole band."""

    def word(low: float, high: float) -> str:
        first, *_ = risks = [o for o in uitkomsten() if o.id == "rondkomen"]
        banded = replace(first, laag=np.array([low, *first.laag[1:]]), hoog=np.array([high, *first.hoog[1:]]))
        others = [o for o in uitkomsten() if o.id != "rondkomen"]
        assert len(risks) == 1
        rows = records(sheets(assessment(uitkomsten=(*others, banded)))["Toelichting"])
        return next(
            str(r["zekerheid"]) for r in rows if (r["uitkomst"], r["naam"]) == ("Moeite met rondkomen", "Centrum")
        )

    assert word(25.0, 38.0) == "stevig"
    assert word(25.0, 40.0) == "redelijk"
    assert word(38.0, 61.0) == "zwak"


def test_more_than_half_assumption_is_weak_however_narrow_the_band() -> None:
    soft = assessment(rulebook=rulebook(posts_status="aanname"))
    words = {r["zekerheid"] for r in records(sheets(soft)["Toelichting"]) if r["naam"] == "Centrum"}
    assert words == {"zwak"}


def test_every_named_finding_carries_its_own_certainty() -> None:
    found = sheets(full_assessment())
    words = {(r["naam"], str(r["uitkomst"])): r["zekerheid"] for r in records(found["Toelichting"])}
    for row in records(found["Overzicht"])[:2]:
        named = [str(row[f"{kop} {n}"]) for kop in ("kracht", "aandachtspunt") for n in (1, 2, 3)]
        for text in named:
            own = [w for (naam, uitkomst), w in words.items() if naam == row["naam"] and text.startswith(uitkomst)]
            assert not own or text.endswith(f"; zekerheid {own[0]}")


def test_no_advice_says_why_on_overzicht_and_on_interventies() -> None:
    found = sheets(assessment(adviezen=((advies("buurtkamer", "Buurtkamer", is_advies=False),), (), ())))
    first = records(found["Overzicht"])[0]
    assert str(first["advies 1"]).startswith(
        "Geen advies. Eenzaamheid: Buurtkamer kan nu niet (er is geen lokaal beleid"
    )
    assert first["trekker"] is None
    assert "Zonder advies: Eenzaamheid: Buurtkamer" in str(records(found["Interventies"])[0]["toelichting"])


def test_a_score_that_no_area_has_is_folded_away() -> None:
    base = uitkomsten()
    gone = replace(base[0], score=np.full(3, np.nan), reden=("Weg.", "Weg.", base[0].reden[2]))
    kolommen = {k.kop: k for k in sheets(assessment(uitkomsten=(gone, *base[1:])))["Leefgebieden"].kolommen}
    assert all(kolom.gevouwen for kop, kolom in kolommen.items() if kop.startswith(gone.naam))
    other = next(o.naam for o in base[1:] if o.soort is gone.soort)
    assert not kolommen[other].gevouwen


def test_verantwoording_begins_with_use_and_ends_with_the_technical_part() -> None:
    parts_ = [str(part) for part, _ in records_pairs(sheets()["Verantwoording"])]
    assert parts_[:2] == ["Gebruik", "Gebieden"]
    technical = parts_.index("Technische gegevens")
    assert parts_.index("Bron") < parts_.index("Altijd") < technical
    assert parts_[technical + 1 :] == [part for part, _ in assessment().verantwoording]


def test_texts_on_sheets_use_plain_words() -> None:
    """Headers of the contract keep their words; what stands in cells and notes explains or avoids them."""
    for blad in build_sheets(full_assessment()):
        cells = [cell for rij in blad.rijen for cell in rij if isinstance(cell, str)]
        if blad.naam != "Verantwoording":
            assert not [text for text in cells if "poort" in text.lower() or "trekking" in text.lower()], blad.naam
        notes = {kolom.kop: kolom.uitleg for kolom in blad.kolommen}
        assert not [note for note in notes.values() if "trekking" in note], blad.naam
        for word in ("poort", "driver 1"):
            assert word not in notes or notes[word].lower().startswith(word.split(" ")[0])
