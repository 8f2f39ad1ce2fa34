"""A plan that cannot be names exactly the rules that do not go together."""

from __future__ import annotations

import numpy as np
import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.valuation.portfolio import highs
from buurtwijzer.valuation.portfolio.clash import find_clash
from buurtwijzer.valuation.portfolio.optimise import optimise
from buurtwijzer.valuation.portfolio.problem import EURO, Budgetgrens, Vloer, make_problem
from tests.unit.portefeuilles import best_by_hand, small_problem

_A, _B, _C = "BU1", "BU2", "BU3"


def _problem(erin=(), uit=(), niet=(), **limits):
    masks = {}
    for name, items, start in (("erin", erin, False), ("uit", uit, False), ("mag", niet, True)):
        mask = np.full((3, 3), start)
        for area, column in items:
            mask[area, column] = not start
        masks[name] = mask
    return make_problem([_A, _B, _C], ["lamp", "coach", "tuin"], np.ones((3, 3)), **masks, **limits)


def _budget(name, limit, column=None, euro=True):
    use = np.zeros((3, 3))
    use[:, slice(None) if column is None else column] = 10.0
    return Budgetgrens(name, use, limit, EURO if euro else "uur")


def _floor(name, areas, least, weight=1.0):
    return Vloer(name, np.asarray(areas), np.full((len(areas), 3), weight), least)


_OTHERS = [_budget("rijk 2028", 500.0), _budget("uren 2028", 400.0, euro=False)]
GALLERY = {
    "niet toegestaan": (
        _problem(erin=[(0, 1)], niet=[(0, 1)], budgetten=_OTHERS),
        {"'coach' moet in BU1, maar dat staan de regels daar niet toe"},
    ),
    "moet en mag niet": (
        _problem(erin=[(0, 1)], uit=[(0, 1)], budgetten=_OTHERS),
        {"'coach' moet in BU1", "'coach' mag van u niet in BU1"},
    ),
    "budget te klein voor wat moet": (
        _problem(erin=[(0, 0), (1, 1), (2, 2)], budgetten=[_budget("gemeente 2027", 15.0, column=[0, 1]), *_OTHERS]),
        {"'lamp' moet in BU1", "'coach' moet in BU2", "budget gemeente 2027: ten hoogste 15 euro"},
    ),
    "uren": (
        _problem(erin=[(0, 0)], budgetten=[_budget("uren 2027", 9.5, euro=False), *_OTHERS]),
        {"'lamp' moet in BU1", "capaciteit uren 2027: ten hoogste 9,5 uur"},
    ),
    "gaan niet samen": (
        _problem(erin=[(1, 0), (1, 2), (2, 1)], sluit_uit=[(0, 2), (0, 1)], budgetten=_OTHERS),
        {"'lamp' moet in BU2", "'tuin' moet in BU2", "'lamp' en 'tuin' gaan niet samen in één gebied"},
    ),
    "te veel in een gebied": (
        _problem(erin=[(0, 0), (0, 1), (1, 1)], per_gebied=1),
        {"'lamp' moet in BU1", "'coach' moet in BU1", "ten hoogste 1 interventies in BU1"},
    ),
    "te veel van een interventie": (
        _problem(erin=[(0, 0), (2, 0), (1, 1)], capaciteit=[1, 3, 3]),
        {"'lamp' moet in BU1", "'lamp' moet in BU3", "'lamp' in ten hoogste 1 gebieden"},
    ),
    "ondergrens zonder mogelijkheden": (
        _problem(niet=[(2, 0), (2, 1), (2, 2)], vloeren=[_floor("Noord", [2], 1.0), _floor("Zuid", [0, 1], 1.0)]),
        {"ondergrens Noord: ten minste 1"},
    ),
    "ondergrens en budget": (
        _problem(
            budgetten=[_budget("gemeente 2027", 20.0), *_OTHERS],
            vloeren=[_floor("Noord", [0], 20.0, 10.0), _floor("Zuid", [1, 2], 10.0, 10.0)],
        ),
        {
            "ondergrens Noord: ten minste 20",
            "ondergrens Zuid: ten minste 10",
            "budget gemeente 2027: ten hoogste 20 euro",
        },
    ),
    "ondergrens en uitgesloten": (
        _problem(uit=[(0, 0), (0, 1), (1, 1)], vloeren=[_floor("Noord", [0], 2.0)]),
        {"ondergrens Noord: ten minste 2", "'lamp' mag van u niet in BU1", "'coach' mag van u niet in BU1"},
    ),
    "ondergrens, uitsluiting en aantal": (
        _problem(sluit_uit=[(0, 1), (1, 2), (0, 2)], vloeren=[_floor("Noord", [0], 2.0)], budgetten=_OTHERS),
        None,
    ),
    "alleen met gehele keuzes": (
        # half a lamp and half a coach would do for a solver that may cut choices in two
        _problem(
            niet=[(0, 2)],
            sluit_uit=[(0, 1)],
            budgetten=[Budgetgrens("gemeente", np.asarray([[9.0, 1, 0], [0, 0, 0], [0, 0, 0]]), 5.0)],
            vloeren=[Vloer("Noord", np.asarray([0]), np.asarray([[9.0, 1.0, 0.0]]), 4.0)],
        ),
        None,
    ),
}


@pytest.mark.parametrize("name", GALLERY)
def test_names_the_rules_that_clash(name):
    problem, rules = GALLERY[name]
    clash = find_clash(problem, lambda milp: highs.explain(milp, seconds=20))
    assert clash is not None
    assert clash.minimaal
    if rules is not None:
        assert set(clash.regels) == rules
    else:
        assert any("ondergrens Noord" in rule for rule in clash.regels)
        assert len(clash.regels) > 1


def test_a_problem_with_an_answer_has_no_clash():
    for seed in range(60):
        problem = small_problem(seed)
        clash = find_clash(problem, lambda milp: highs.explain(milp, seconds=20))
        assert (clash is None) == (best_by_hand(problem) is not None), seed


def test_the_message_names_them_in_dutch():
    problem, rules = GALLERY["uren"]
    with pytest.raises(InputError) as error:
        optimise(problem, seconds=0)
    (issue,) = error.value.issues
    assert issue.code == "W201"
    assert all(rule in issue.message for rule in rules)
    assert issue.remedy == "Verander of schrap ten minste één hiervan."


def test_no_answer_no_claim():
    problem, _ = GALLERY["budget te klein voor wat moet"]
    assert find_clash(problem, lambda _: None) is None
