"""What goes into the choice: every forced line of a plan and every limit the user asks for; nothing gets lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from buurtwijzer.assessment import Options
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.table import BuurtData
from buurtwijzer.pipeline import assess
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Budget, Keuzegrens, Plan, PlanRegel
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.rulebook.schema.interventies import VrijVanRangschikking
from buurtwijzer.rulebook.schema.plannen import Grenssoort
from buurtwijzer.valuation.appraise import appraise
from buurtwijzer.valuation.best_plan import optimise
from buurtwijzer.valuation.candidates import find_candidates
from buurtwijzer.valuation.portfolio.problem import OPTIE

_AREA = "BU99990202"
_FLOOR = Keuzegrens(Grenssoort.ONDERGRENS, aantal=1.0)
_TWICE = (PlanRegel("maatje", _AREA, 60.0, 2026), PlanRegel("maatje", _AREA, 50.0, 2026))


def _basis(bedrag: float, *regels: PlanRegel) -> Plan:
    money = tuple(Budget(Partij.GEMEENTE, year, bedrag) for year in range(2026, 2031))
    return Plan("beste", "Beste plan", "Niets extra.", 2026, 5, 2026, regels, money)


def test_every_forced_line_stays_and_is_paid(data: BuurtData, regels: Rulebook) -> None:
    basis = _basis(400_000.0, *_TWICE)
    found = optimise(basis, data, regels, Options())
    assert found.plan is not None
    assert [regel for regel in found.plan.regels if regel.interventie == "maatje" and regel.gebied == _AREA] == [
        *_TWICE
    ]
    valued = appraise(found.plan, data, regels, simuleer=False).waarden
    assert valued["p_gemeente_kosten_j1"] == pytest.approx(found.gevonden.besteed["gemeente 2026"])
    alone = [valued[f"r{number}_saldo"] for number in range(1, len(found.plan.regels) + 1)]
    assert sum(alone) == pytest.approx(found.gevonden.waarde)


def test_forced_lines_that_ask_too_much_together_are_refused(data: BuurtData, regels: Rulebook) -> None:
    with pytest.raises(InputError, match="W201") as error:
        optimise(_basis(75_000.0, *_TWICE), data, regels, Options())
    (issue,) = error.value.issues
    assert f"'maatje' moet in {_AREA}" in issue.message
    assert "budget gemeente 2026: ten hoogste 75.000 euro" in issue.message


def test_limits_of_the_user_reach_the_choice(data: BuurtData, regels: Rulebook) -> None:
    free = optimise(_basis(1e7), data, regels, Options(), seconden=0).probleem
    ids = sorted({name.partition(OPTIE)[0] for name in free.interventies})
    one, other = ids[:2]
    nowhere = min(set(regels.interventies) - set(ids))
    limits = (
        Keuzegrens(Grenssoort.NIET_SAMEN, other, one),
        Keuzegrens(Grenssoort.NIET_SAMEN, nowhere, one),
        Keuzegrens(Grenssoort.GEBIEDEN, one, aantal=1.0),
        Keuzegrens(Grenssoort.GEBIEDEN, one, aantal=4.0),
        Keuzegrens(Grenssoort.GEBIEDEN, nowhere, aantal=2.0),
    )
    found = optimise(replace(_basis(1e7), grenzen=limits), data, regels, Options(), seconden=0).probleem
    assert found.interventies == free.interventies
    assert found.capaciteit.tolist() == [1.0, *[np.inf] * (len(ids) - 1)]
    assert found.sluit_uit == ((0, 1),)


@pytest.mark.parametrize(
    ("grens", "words"),
    [
        (Keuzegrens(Grenssoort.GEBIEDEN, "maatje", aantal=1.0), "'maatje' in ten hoogste 1 gebieden"),
        (Keuzegrens(Grenssoort.NIET_SAMEN, "maatje", "vroegsignalering"), "gaan niet samen in één gebied"),
    ],
)
def test_forced_lines_against_a_limit_are_named(
    grens: Keuzegrens, words: str, data: BuurtData, regels: Rulebook
) -> None:
    lines = (*_TWICE, replace(_TWICE[0], gebied="BU99990101"), replace(_TWICE[0], interventie="vroegsignalering"))
    with pytest.raises(InputError, match="W201") as error:
        optimise(replace(_basis(1e7, *lines), grenzen=(grens,)), data, regels, Options())
    assert words in error.value.issues[0].message


def test_at_its_own_budget_the_frontier_is_the_answer(data: BuurtData, regels: Rulebook) -> None:
    found = optimise(replace(_basis(150_000.0), grenzen=(_FLOOR,)), data, regels, Options())
    (here,) = (punt for punt in found.punten if punt.deel_frac == 1)
    assert (here.waarde, here.grens) == (found.gevonden.waarde, found.gevonden.grens)
    assert here.besteed_eur == pytest.approx(sum(found.besteed(budget) for budget in found.budgetten))
    bounds = [punt.grens for punt in found.punten]
    assert bounds == sorted(bounds)


def test_what_policy_exempts_is_only_there_when_forced(data: BuurtData, regels: Rulebook) -> None:
    (policy, *others) = regels.beleid.values()
    entry = VrijVanRangschikking(interventie="maatje", reden="hoort er te zijn")
    own = policy.model_copy(update={"vrij_van_rangschikking": [entry], "actief": True})
    rules = replace(regels, beleid={own.id: own, **{other.id: other for other in others}})
    assessment = assess(data, rules, Options(alle=True))
    free = find_candidates(_basis(1e5), assessment, data, rules)
    assert "maatje" in {id_ for _, id_ in find_candidates(_basis(1e5), assessment, data, regels)}
    assert "maatje" not in {id_ for _, id_ in free}
    forced = find_candidates(_basis(1e5, _TWICE[0]), assessment, data, rules)
    assert [key for key in forced if key[1] == "maatje"] == [(_AREA, "maatje")]


def test_no_candidate_makes_a_check_of_its_own_red(data: BuurtData, regels: Rulebook) -> None:
    """The usual 20 last chances prevent more evictions than a neighbourhood has: then it is the number that can be."""
    basis = _basis(1e6)
    found = find_candidates(basis, assess(data, regels, Options(alle=True)), data, regels)
    checks = ("check_bereik", "check_som_bereik", "check_bevoegd", "check_nulsituatie")
    usual = regels.getal("portefeuille", "volume_zaak_n")
    numbers = {}
    for key, made in found.items():
        (line,) = made.regels(int(made.aantal.argmax()))
        values = appraise(replace(basis, regels=(line,)), data, regels, simuleer=False).waarden
        assert [naam for naam in checks if values[naam] == 0] == [], key
        if key[1] == "laatste_kans":
            numbers[key] = line.aantal
            more = replace(line, aantal=line.aantal + 1)
            assert appraise(replace(basis, regels=(more,)), data, regels, simuleer=False).waarden[checks[-1]] == 0
    assert numbers
    assert all(1 <= number < usual for number in numbers.values())
