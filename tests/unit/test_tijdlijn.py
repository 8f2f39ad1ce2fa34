"""How it came about: planted changes come back exactly, and what cannot be told is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.joining.years import Refused, YearFigures
from buurtwijzer.evidence.timeline.build import timelines
from buurtwijzer.evidence.timeline.model import Timeline
from buurtwijzer.evidence.timeline.years import Years, nearest_known
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.score import score_outcomes
from tests.unit.regels import NAN
from tests.unit.tijdlijnen import JAREN, N, cijfers, gevuld, met_breuk, regelboek

REGELS = regelboek()
CODE = "BU00010000"


def lijn(figures: YearFigures, wat: str = "wonen", regels: Rulebook = REGELS, code: str = CODE) -> Timeline:
    (found,) = timelines(figures, regels, [code], [wat]).lijnen
    return found


def codes(figures: YearFigures, wat: str = "wonen", regels: Rulebook = REGELS) -> list[str]:
    return [issue.code for issue in timelines(figures, regels, [CODE], [wat]).issues]


def test_a_planted_change_is_split_exactly_and_here_stands_apart_from_everywhere() -> None:
    waarden = gevuld()
    for naam in ("huur", "koop", "leeg"):
        waarden[naam][:, 0] = 40.0
    waarden["leeg"][2:] += 10.0  # everywhere two points fewer from 2022 on
    waarden["huur"][3, 0] += 20.0  # only here ten points more in 2023
    found = lijn(cijfers(waarden))
    assert [point.jaar for point in found.punten] == list(JAREN)
    assert [point.waarde for point in found.punten] == [44.0, 44.0, 42.0, 52.0]
    assert [step.verschil for step in found.stappen] == [0.0, -2.0, 10.0]
    assert found.geheel is not None
    assert {part.indicator: part.bijdrage for part in found.geheel.delen} == {"huur": 10.0, "koop": 0.0, "leeg": -2.0}
    assert [part.indicator for part in found.geheel.delen] == ["huur", "leeg", "koop"]
    assert found.geheel.verschil == 8.0
    assert found.geheel.rest == 0.0
    assert found.geheel.ernaast.vergelijkbaar == -2.0
    # The gemeente and everywhere have this area in them.
    assert found.geheel.ernaast.gemeente == pytest.approx((9 * -2 + 8) / 10)
    assert found.geheel.ernaast.overal == pytest.approx(((N - 1) * -2 + 8) / N)
    assert (found.in_gemeente.gebieden_n, found.overal.gebieden_n) == (10, N)
    assert found.overal.naam == "alle buurten in de bestanden"


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["wonen", "verhuisdruk"]))
def test_parts_always_add_up_and_scores_are_those_of_a_single_year(seed: int, wat: str) -> None:
    rng = np.random.default_rng(seed)
    waarden = {naam: rng.uniform(-20, 120, (len(JAREN), N)) for naam in ("huur", "koop", "leeg", "drukte", "hoogte")}
    waarden["koop"][rng.random(waarden["koop"].shape) < 0.2] = NAN
    figures = cijfers(waarden)
    years = Years.of(figures, np.arange(N), 0)
    found = lijn(figures, wat)
    for point in found.punten:
        table = years.table(
            JAREN.index(point.jaar), {naam: own[JAREN.index(point.jaar)] for naam, own in waarden.items()}
        )
        outcome = next(one for one in score_outcomes(table, REGELS) if one.id == wat)
        if np.isnan(point.waarde):
            assert np.isnan(outcome.score[0])
            continue
        assert point.waarde == pytest.approx(outcome.score[0], abs=1e-4)
        assert point.vertrekpunt + sum(part.bijdrage for part in point.delen) == pytest.approx(point.waarde, abs=1e-9)
    for step in (*found.stappen, *([found.geheel] if found.geheel else [])):
        if not step.reden:
            assert sum(part.bijdrage for part in step.delen) == pytest.approx(step.verschil, abs=1e-9)
            assert step.rest == 0.0


def test_years_with_other_figures_are_compared_over_what_both_have() -> None:
    waarden = gevuld()
    waarden["koop"][3, 0] = NAN
    waarden["huur"][3] += 10.0
    figures = cijfers(waarden)
    found = lijn(figures)
    step = found.stappen[-1]
    assert step.zonder == ("Koop",)
    assert step.dekking == 0.7
    assert not step.is_same_set
    assert {part.indicator: round(part.bijdrage, 6) for part in step.delen} == {
        "huur": pytest.approx(10 * 0.5 / 0.7, abs=1e-5),
        "leeg": 0.0,
    }
    # Others are compared over the same two figures, so everywhere it was the same.
    assert step.ernaast.overal == pytest.approx(step.verschil, abs=1e-5)
    assert codes(figures) == ["B104"]


def test_too_little_in_common_is_no_change() -> None:
    waarden = gevuld()
    waarden["huur"][1:, 0] = NAN
    waarden["huur"][0, 0], waarden["koop"][0, 0] = 40.0, NAN
    found = lijn(cijfers(waarden))
    assert "Niet gemeten: Huur" in found.punten[1].reden
    assert "jaar met een cijfer; nodig: 2" in found.reden
    assert found.geheel is None
    regels = regelboek()
    laag = {**regels.parameters}
    dekking = laag["dekking"].model_copy(deep=True)
    dekking.getallen["score_pct"] = dekking.getallen["score_pct"].model_copy(update={"waarde": 50.0})
    laag["dekking"] = dekking
    ruim = lijn(cijfers(waarden), regels=replace(regels, parameters=laag))
    assert ruim.stappen[0].reden.startswith("2020 en 2021 hebben te weinig cijfers gemeen: 20 %")
    assert np.isnan(ruim.stappen[0].verschil)


def test_only_years_in_which_it_was_measured_count() -> None:
    waarden = gevuld()
    waarden["leeg"][1] = NAN
    found = lijn(cijfers(waarden), "leeg")
    assert [point.jaar for point in found.punten] == [2020, 2022, 2023]
    assert [(step.van, step.tot) for step in found.stappen] == [(2020, 2022), (2022, 2023)]


def test_an_older_figure_counts_only_when_the_rules_say_so_and_is_marked() -> None:
    waarden = gevuld()
    waarden["huur"][1] = NAN
    figures = cijfers(waarden)
    assert "Niet gemeten: Huur" in lijn(figures).punten[1].reden
    found = lijn(figures, regels=regelboek(ouderdom_jaren=1))
    assert found.punten[1].reden == ""
    assert {part.indicator: part.jaar for part in found.punten[1].delen} == {"huur": 2020, "koop": 2021, "leeg": 2021}
    assert found.noten == ("Deels oudere cijfers: van 2020.",)


def test_a_sum_is_split_over_its_parts_where_these_are_there() -> None:
    a = np.array([NAN, 0.1, 0.3, 0.2])
    b = np.array([NAN, 0.2, 0.2, 0.5])
    waarden = {
        **gevuld(),
        "deel_a": a[:, None],
        "deel_b": b[:, None],
        "som": np.where(np.isnan(a), 4.0, 4.1 + a + b)[:, None],
    }
    found = lijn(cijfers(waarden), "som")
    assert [len(step.delen) for step in found.stappen] == [1, 2, 2]
    assert found.geheel is not None
    assert found.geheel.verschil == 0.8
    assert len(found.geheel.delen) == 1
    assert found.gesplitst is not None
    assert (found.gesplitst.van, found.gesplitst.tot, found.gesplitst.verschil) == (2021, 2023, 0.4)
    assert [(part.indicator, part.bijdrage) for part in found.gesplitst.delen] == [("deel_b", 0.3), ("deel_a", 0.1)]
    assert found.gesplitst.rest == 0.0


def test_a_break_of_the_series_is_told_where_it_lies() -> None:
    book = met_breuk(REGELS, "huur", 2022, "Er kwam een nieuwe telling.")
    found = lijn(cijfers(gevuld()), "huur", book)
    assert [step.breuken for step in found.stappen] == [(), ("Er kwam een nieuwe telling.",), ()]
    assert found.geheel is not None
    assert found.geheel.breuken == ("Er kwam een nieuwe telling.",)
    assert codes(cijfers(gevuld()), "wonen", book) == ["B105"]
    assert lijn(cijfers(gevuld()), "koop", book).stappen[1].breuken == ()


@pytest.mark.parametrize(("inwoners", "huishoudens", "woord"), [(95.0, 500.0, "95 inwoners"), (1000.0, 45.0, "45 hui")])
def test_a_small_area_has_no_figure(inwoners: float, huishoudens: float, woord: str) -> None:
    figures = cijfers(gevuld(), inwoners=inwoners, huishoudens=huishoudens)
    found = lijn(figures, "huur")
    assert found.geheel is None
    assert woord in found.reden
    assert all(np.isnan(point.waarde) for point in found.punten)
    assert codes(figures, "huur") == ["B103"]


def test_a_year_in_which_the_area_was_small_is_hidden_and_the_others_are_not() -> None:
    inwoners = np.full((len(JAREN), N), 1000.0)
    inwoners[0, 0] = 60.0
    found = lijn(cijfers(gevuld(), inwoners=inwoners), "huur")
    assert [bool(point.reden) for point in found.punten] == [True, False, False, False]
    assert found.overal.gebieden_n == N


def test_unknown_residents_are_those_of_the_nearest_year_and_never_of_none() -> None:
    inwoners = np.full((len(JAREN), N), NAN)
    inwoners[3] = 1000.0
    assert lijn(cijfers(gevuld(), inwoners=inwoners), "huur").geheel is not None
    found = lijn(cijfers(gevuld(), inwoners=NAN), "huur")
    assert "onbekend" in found.reden
    assert nearest_known(np.array([[NAN], [2.0], [NAN], [4.0]]), JAREN).ravel().tolist() == [2.0, 2.0, 4.0, 4.0]


def test_a_changed_boundary_is_the_reason_given() -> None:
    waarden = gevuld()
    waarden["huur"][:3, 0] = NAN
    weg = [Refused(CODE, jaar, "de grens is gewijzigd in 2023") for jaar in JAREN[:3]]
    figures = cijfers(waarden, geweigerd=weg)
    found = lijn(figures, "huur")
    assert found.noten == ("Niet gebruikt: 2020, 2021 en 2022, want de grens is gewijzigd in 2023.",)
    (told,) = timelines(figures, REGELS, [CODE], ["huur"]).issues
    assert "de grens is gewijzigd in 2023" in told.message


def test_more_years_may_be_asked_for() -> None:
    assert lijn(cijfers(gevuld()), "huur", regelboek(minste_jaren_n=4)).geheel is not None
    found = lijn(cijfers(gevuld()), "huur", regelboek(minste_jaren_n=5))
    assert found.reden.startswith("Er zijn 4 jaren met een cijfer; nodig: 5.")


def test_others_are_the_same_areas_in_every_year() -> None:
    waarden = gevuld()
    waarden["huur"][0, 1:10] = NAN
    found = lijn(cijfers(waarden), "huur")
    assert found.in_gemeente.gebieden_n == 0
    assert found.overal.gebieden_n == N - 9
    alleen = cijfers({naam: own[:, :2] for naam, own in gevuld().items()}, n=2)
    assert codes(alleen, "huur") == ["B106"]


def test_one_gemeente_is_not_everywhere() -> None:
    waarden = gevuld()
    for naam in ("huur", "koop", "leeg"):
        waarden[naam][:, 10:] = NAN
    found = lijn(cijfers(waarden))
    assert (found.in_gemeente.gebieden_n, found.overal.gebieden_n) == (10, 0)


def test_the_country_is_called_so_when_enough_gemeenten_are_there() -> None:
    assert lijn(cijfers(gevuld()), "huur", regelboek(landelijk_gemeenten_n=4)).overal.naam == "Nederland"


def test_what_is_unknown_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        timelines(cijfers(gevuld()), REGELS, ["BU09990001"], ["wonnen", "huur"])
    assert sorted(issue.code for issue in caught.value.issues) == ["B101", "B102"]
    assert "Bedoelt u 'wonen'?" in str(caught.value)
