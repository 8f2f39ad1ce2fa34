"""Plans side by side: common luck, verdicts, what moves scores, and plans written and read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from buurtwijzer.assessment import Options
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.table import BuurtData
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Budget, Keuzegrens, Plan
from buurtwijzer.rulebook.plan_writing import plan_text
from buurtwijzer.rulebook.plans import read_plan
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.rulebook.schema.interventies import VrijVanRangschikking
from buurtwijzer.rulebook.schema.plannen import Grenssoort
from buurtwijzer.scoring.outcomes import OutcomeKind
from buurtwijzer.valuation.appraise import appraise
from buurtwijzer.valuation.best_plan import BestePlan, optimise
from buurtwijzer.valuation.draw_keys import draw_keys
from buurtwijzer.valuation.portfolio.problem import is_feasible
from buurtwijzer.valuation.scenarios import GEEN_VERSCHIL, NUL, Vergelijking, compare
from buurtwijzer.valuation.score_changes import changed_figures
from buurtwijzer_excel.worksheet.value import cell_value

CODE = "BU99990202"


@pytest.fixture(scope="module")
def plannen(root: Path, regels: Rulebook) -> tuple[Plan, ...]:
    return read_plan(root / "sample_data" / "plannen_voorbeeldstad.yaml", regels)


@pytest.fixture(scope="module")
def vergelijking(plannen: tuple[Plan, ...], data: BuurtData, regels: Rulebook) -> Vergelijking:
    return compare(plannen, data, regels)


def test_every_plan_meets_doing_nothing_and_every_other(vergelijking: Vergelijking) -> None:
    found = [(paar.een, paar.ander) for paar in vergelijking.paren]
    assert found == [("samen_sterker", NUL), ("eerst_schulden", NUL), ("samen_sterker", "eerst_schulden")]


def test_a_verdict_in_euros_says_that_it_rests_on_what_is_not_ranked_by_euro(
    plannen: tuple[Plan, ...], data: BuurtData, regels: Rulebook, vergelijking: Vergelijking
) -> None:
    line = plannen[0].regels[0].interventie
    policy = next(item for item in regels.beleid.values() if item.actief)
    entry = VrijVanRangschikking(interventie=line, reden="De raad wil het zo.")
    rules = replace(regels, beleid={policy.id: policy.model_copy(update={"vrij_van_rangschikking": [entry]})})
    found = compare(plannen, data, rules)
    told = [paar.oordeel for paar in found.paren if plannen[0].id in (paar.een, paar.ander)]
    before = [paar.oordeel for paar in vergelijking.paren if plannen[0].id in (paar.een, paar.ander)]
    words = f"; daarin telt mee wat niet op euro gerangschikt wordt: {regels.interventies[line].naam}"
    assert any(text != GEEN_VERSCHIL for text in before)
    assert told == [text if text == GEEN_VERSCHIL else f"{text}{words}" for text in before]


def test_a_cell_gives_no_ratio_of_what_is_not_ranked_by_euro(data: BuurtData, regels: Rulebook) -> None:
    policy = next(item for item in regels.beleid.values() if item.actief)
    entry = VrijVanRangschikking(interventie="maatje", reden="De raad wil het zo.")
    rules = replace(regels, beleid={policy.id: policy.model_copy(update={"vrij_van_rangschikking": [entry]})})
    row = ["maatje", CODE, 10.0]
    assert cell_value(row, "r1_per_euro", rules, data) == "Sociale basis: niet op euro gerangschikt"
    assert cell_value(row, "r1_saldo", rules, data) == cell_value(row, "r1_saldo", regels, data)
    assert isinstance(cell_value(row, "r1_per_euro", regels, data), float)


def test_difference_is_that_of_the_balances(vergelijking: Vergelijking) -> None:
    saldo = {s.waardering.plan.id: s.waardering.waarden["t_saldo"] for s in vergelijking.scenarios} | {NUL: 0.0}
    for paar in vergelijking.paren:
        assert paar.verschil == saldo[paar.een] - saldo[paar.ander]
        assert paar.band[0] <= paar.band[1] <= paar.band[2]


def test_the_same_plan_twice_differs_by_exactly_nothing(
    plannen: tuple[Plan, ...], data: BuurtData, regels: Rulebook
) -> None:
    again = replace(plannen[0], id="nog_eens", naam="Nog eens")
    paar = compare([plannen[0], again], data, regels).paren[-1]
    assert (paar.verschil, paar.band, paar.kans, paar.oordeel) == (0.0, (0.0, 0.0, 0.0), 0.5, GEEN_VERSCHIL)


def test_lines_in_another_order_meet_the_same_luck(
    plannen: tuple[Plan, ...], data: BuurtData, regels: Rulebook
) -> None:
    turned = replace(plannen[0], id="omgekeerd", regels=plannen[0].regels[::-1])
    paar = compare([plannen[0], turned], data, regels).paren[-1]
    assert paar.band == pytest.approx((0.0, 0.0, 0.0), abs=1e-6)
    assert paar.oordeel == GEEN_VERSCHIL


def test_a_plan_with_one_line_more_differs_by_that_line_alone(
    plannen: tuple[Plan, ...], data: BuurtData, regels: Rulebook
) -> None:
    """Without common luck the band would be about as wide as that of the plans."""
    less = replace(plannen[0], id="zonder", regels=plannen[0].regels[1:])
    with_, without = compare([plannen[0], less], data, regels).scenarios
    found = compare([plannen[0], less], data, regels).paren[-1]
    width = with_.simulatie.saldo[2] - with_.simulatie.saldo[0]
    assert found.band[2] - found.band[0] < width
    assert without.waardering.waarden["t_saldo"] > with_.waardering.waarden["t_saldo"]


def test_key_of_a_draw_is_the_evidence_and_not_the_line(
    plannen: tuple[Plan, ...], data: BuurtData, regels: Rulebook
) -> None:
    twice = replace(plannen[0], regels=(plannen[0].regels[0], plannen[0].regels[0]))
    keys = draw_keys(appraise(twice, data, regels, simuleer=False).model)
    assert keys["r1_bedrag"] == keys["r2_bedrag"] == "maatje|bedrag"
    assert keys["discontovoet"] == "discontovoet"


def test_a_line_cut_in_parts_is_as_uncertain_as_the_whole(
    plannen: tuple[Plan, ...], data: BuurtData, regels: Rulebook
) -> None:
    line = plannen[0].regels[0]
    whole = replace(plannen[0], regels=(replace(line, aantal=60),))
    parts = replace(plannen[0], regels=(replace(line, aantal=10),) * 6)
    one, six = (appraise(plan, data, regels).simulatie for plan in (whole, parts))
    assert one is not None
    assert six is not None
    assert six.saldi.std() == pytest.approx(one.saldi.std(), rel=0.05)  # what is left is the lines meeting each other
    assert [naam for naam, _ in six.aandelen] == [naam for naam, _ in one.aandelen]


def test_the_same_work_elsewhere_meets_the_same_luck(
    plannen: tuple[Plan, ...], data: BuurtData, regels: Rulebook
) -> None:
    line = plannen[0].regels[0]
    other = next(code for code in data.table.code if code != line.gebied and code.startswith("BU9999020"))
    here = replace(plannen[0], id="hier", regels=(replace(line, aantal=60),))
    there = replace(here, id="daar", regels=(replace(line, aantal=66, gebied=other),))
    more = replace(here, id="meer", regels=(replace(line, aantal=66),))
    away, same = compare([here, there], data, regels).paren[-1], compare([here, more], data, regels).paren[-1]
    assert away.verschil == pytest.approx(same.verschil, rel=0.02)
    assert away.band == pytest.approx(same.band, rel=0.02)
    assert away.oordeel.replace("daar", "meer") == same.oordeel


@pytest.mark.parametrize("vanaf", [0.5, 0.65, 0.999])
def test_verdict_follows_the_threshold(
    vanaf: float, plannen: tuple[Plan, ...], data: BuurtData, regels: Rulebook
) -> None:
    numbers = dict(regels.parameters["waarde"].getallen)
    numbers["aantoonbaar_frac"] = numbers["aantoonbaar_frac"].model_copy(update={"waarde": vanaf})
    own = regels.parameters["waarde"].model_copy(update={"getallen": numbers})
    changed = replace(regels, parameters={**regels.parameters, "waarde": own})
    for paar in compare(plannen, data, changed).paren:
        is_sure = paar.kans >= vanaf or paar.kans <= 1 - vanaf
        assert (paar.oordeel == GEEN_VERSCHIL) == (not is_sure)


def test_fewer_lonely_people_and_more_volunteers_move_scores_for_the_better(vergelijking: Vergelijking) -> None:
    moved = {(c.gebied, c.id): c for c in vergelijking.scenarios[0].gevolg.veranderingen}
    assert moved[CODE, "sociale_relaties"].verschil > 0
    assert moved[CODE, "weinig_contact"].verschil < 0
    for change in moved.values():
        assert (change.verschil < 0) == (change.soort is OutcomeKind.RISICO)


def test_change_of_a_figure_is_people_per_resident(
    vergelijking: Vergelijking, data: BuurtData, regels: Rulebook
) -> None:
    item = vergelijking.scenarios[0].waardering
    figures, _ = changed_figures(item, data)
    per_year = sum(item.waarden[f"r1_e1_n_j{year}"] for year in range(1, 6)) / 5
    area = item.gebieden[CODE]
    assert area.inwoners is not None
    expected = area.cijfers["ernstig_eenzaam"] - 100 * per_year / area.inwoners
    assert figures[CODE, "ernstig_eenzaam"] == pytest.approx(expected, rel=1e-12)


def test_other_stock_moves_only_its_own_area(vergelijking: Vergelijking) -> None:
    moved = {(c.gebied, c.id) for c in vergelijking.scenarios[1].gevolg.veranderingen}
    assert ("BU99990204", "wonen") in moved
    assert {code for code, _ in moved} == {"BU99990204"}


def test_what_a_plan_takes_as_given_is_told_and_kept_apart_from_what_its_lines_do(vergelijking: Vergelijking) -> None:
    without, given = (scenario.gevolg for scenario in vergelijking.scenarios)
    assert without.wat_als == ()
    assert all(change.door_wat_als == 0 for change in without.veranderingen)
    assert len(given.wat_als) == 1
    assert "onbewoonde woningen 1,0" in given.wat_als[0]
    assert "wie dat doet en betaalt staat niet in dit plan" in given.wat_als[0]
    moved = {(c.gebied, c.id): c for c in given.veranderingen}
    assert moved["BU99990204", "wonen"].door_wat_als != 0
    for change in moved.values():
        assert change.door_aanpak + change.door_wat_als == pytest.approx(change.verschil)


def test_what_moves_no_score_is_said(vergelijking: Vergelijking) -> None:
    words = " ".join(vergelijking.scenarios[0].gevolg.zonder_score)
    assert "Problematische schuld minder" in words


def test_reach_is_never_added_over_units(vergelijking: Vergelijking) -> None:
    assert set(vergelijking.scenarios[1].bereik) == {"huishoudens", "deelnemers", "zaken"}


def test_plans_that_are_hard_to_compare_are_told(plannen: tuple[Plan, ...], data: BuurtData, regels: Rulebook) -> None:
    other = replace(plannen[1], looptijd_jaren=8, nulalternatief="Alles stopt.")
    codes = {issue.code for issue in compare([plannen[0], other], data, regels).issues}
    assert {"W401", "W402"} <= codes


def test_mistakes_of_all_plans_come_together(plannen: tuple[Plan, ...], data: BuurtData, regels: Rulebook) -> None:
    wrong = [
        replace(plan, id=f"fout{place}", regels=(replace(plan.regels[0], gebied=f"BU0000000{place}"),))
        for place, plan in enumerate(plannen)
    ]
    with pytest.raises(InputError) as error:
        compare(wrong, data, regels)
    assert len(error.value.issues) == 2


def test_plans_are_written_as_they_are_read(plannen: tuple[Plan, ...], regels: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    odd = replace(plannen[0], naam='Plan "A": ja, nee & \N{EURO SIGN} 5', nulalternatief="- geen\n# niets")
    path.write_text(plan_text([odd, plannen[1]]), encoding="utf-8")
    assert read_plan(path, regels) == (odd, plannen[1])


def _basis(**budgets: float) -> Plan:
    money = tuple(Budget(Partij(p), year, amount) for p, amount in budgets.items() for year in range(2026, 2031))
    return Plan("beste", "Beste plan", "Niets extra.", 2026, 5, 2026, (), money)


@pytest.fixture(scope="module")
def beste(data: BuurtData, regels: Rulebook) -> BestePlan:
    floor = Keuzegrens(Grenssoort.ONDERGRENS, aantal=1.0)
    return optimise(replace(_basis(gemeente=150_000.0), grenzen=(floor,)), data, regels, Options())


def test_best_plan_keeps_its_limits_and_its_bound(beste: BestePlan, data: BuurtData, regels: Rulebook) -> None:
    assert is_feasible(beste.probleem, beste.gevonden.keuze)
    assert beste.gevonden.waarde <= beste.gevonden.grens + 1e-6
    assert beste.plan is not None
    values = appraise(beste.plan, data, regels, simuleer=False).waarden
    assert values["check_budget"] == values["check_bevoegd"] == values["check_bereik"] == 1
    lines = [values[f"r{number}_saldo"] for number in range(1, len(beste.plan.regels) + 1)]
    assert sum(lines) == pytest.approx(beste.gevonden.waarde, rel=1e-9)


def test_every_wijk_gets_its_floor(beste: BestePlan) -> None:
    assert beste.plan is not None
    assert {regel.gebied[:8] for regel in beste.plan.regels} == {"BU999901", "BU999902", "BU999903"}


def test_forced_lines_stay_and_what_is_left_out_is_not_chosen(
    plannen: tuple[Plan, ...], data: BuurtData, regels: Rulebook
) -> None:
    forced = plannen[0].regels[0]
    found = optimise(
        replace(
            _basis(gemeente=400_000.0),
            regels=(forced,),
            grenzen=(Keuzegrens(Grenssoort.NIET, "jongeren_perspectief_fonds"),),
        ),
        data,
        regels,
        Options(),
    )
    assert found.plan is not None
    assert forced in found.plan.regels
    assert "jongeren_perspectief_fonds" not in {regel.interventie for regel in found.plan.regels}


def test_what_nobody_with_a_budget_may_pay_cannot_be_chosen(data: BuurtData, regels: Rulebook) -> None:
    with pytest.raises(InputError, match="W407"):
        optimise(_basis(politie=1e6), data, regels, Options())


@pytest.mark.parametrize(
    ("basis", "code"),
    [
        (_basis(), "W405"),
        (replace(_basis(gemeente=1e5), grenzen=(Keuzegrens(Grenssoort.NIET, "bestaat_niet"),)), "W120"),
    ],
)
def test_what_cannot_be_is_said(basis: Plan, code: str, data: BuurtData, regels: Rulebook) -> None:
    with pytest.raises(InputError, match=code):
        optimise(basis, data, regels, Options())
