"""Draws: seeded, shared by plans, and right where one can know it without drawing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from buurtwijzer.valuation.model import Waardemodel
from buurtwijzer.valuation.simulate import REST, draw_inputs, simulate, triangular
from tests.unit.waarde.boek import baat, boek, effect, eigen, interventie, kosten, model, plan, prijs, regel, uitkomst
from tests.unit.waarde.gevallen import alles


def een(laag: float, modus: float, hoog: float) -> Waardemodel:
    """Only the cost is uncertain."""
    rule = interventie("x", effect("u", 0.1), kosten=kosten(modus, laag, hoog))
    rules = boek([rule], [uitkomst("u", baat("p"))], [prijs("p")], marge_netto_frac=0.0)
    return model(plan(regel("x")), rules)


def kwantiel(kans: float, laag: float, modus: float, hoog: float) -> float:
    split = (modus - laag) / (hoog - laag)
    if kans < split:
        return laag + float(np.sqrt(kans * (hoog - laag) * (modus - laag)))
    return hoog - float(np.sqrt((1 - kans) * (hoog - laag) * (hoog - modus)))


@pytest.mark.parametrize("grenzen", [(50_000, 90_000, 200_000), (80_000, 80_000, 120_000), (50_000, 90_000, 90_000)])
def test_one_triangular_input_against_the_closed_form(grenzen: tuple[float, float, float]) -> None:
    plan_ = een(*grenzen)
    worth = float(plan_.compute()["t_baten_cw"])
    found = simulate(plan_, trekkingen=20_000, zaad=11)
    width = grenzen[2] - grenzen[0]
    assert found.gemiddelde == pytest.approx(worth - sum(grenzen) / 3, abs=0.005 * width)
    for percentile, amount in zip((0.9, 0.5, 0.1), found.saldo, strict=True):
        assert amount == pytest.approx(worth - kwantiel(percentile, *grenzen), abs=0.01 * width)
    assert found.aandelen[:2] == (("r1_bedrag", pytest.approx(1.0)), (REST, pytest.approx(0.0, abs=1e-9)))


def test_seed_decides() -> None:
    one, same, other = (simulate(een(1, 2, 3), trekkingen=100, zaad=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.saldi, same.saldi)
    assert (one.saldi != other.saldi).all()


def test_draws_do_not_depend_on_how_many_are_computed_at_a_time() -> None:
    whole = simulate(een(1, 2, 3), trekkingen=4_500, zaad=1)
    np.testing.assert_array_equal(whole.saldi[:300], simulate(een(1, 2, 3), trekkingen=300, zaad=1).saldi)


def test_plans_that_share_an_input_meet_the_same_luck() -> None:
    keuze, rules, gebieden = alles()
    one = model(keuze, rules, *gebieden.values())
    two = model(replace(keuze, regels=keuze.regels[:2]), rules, *gebieden.values())
    drawn, fewer = (draw_inputs(item, trekkingen=50, zaad=7) for item in (one, two))
    assert set(fewer) < set(drawn)
    for naam, draws in fewer.items():
        np.testing.assert_array_equal(draws, drawn[naam])


def test_draws_lie_within_their_range_and_use_it() -> None:
    for item in een(50.0, 90.0, 200.0).invoer.values():
        if item.laag is not None and item.hoog is not None:
            edges = triangular(np.array([0.0, 0.5, 1.0 - 2.0**-53]), item)
            assert item.laag <= edges.min() < edges.max() <= item.hoog


def test_what_is_certain_does_not_move() -> None:
    found = simulate(een(100.0, 100.0, 100.0), trekkingen=50, zaad=1)
    assert np.ptp(found.saldi) == 0
    assert found.aandelen == ()
    assert found.kans_positief in (0.0, 1.0)


def test_shares_of_variance_add_up_to_one() -> None:
    keuze, rules, gebieden = alles()
    found = simulate(model(keuze, rules, *gebieden.values()), trekkingen=3_000, zaad=5)
    assert sum(share for _, share in found.aandelen) == pytest.approx(1)
    assert all(share >= 0 for _, share in found.aandelen)
    assert [share for _, share in found.aandelen[:-1]] == sorted((s for _, s in found.aandelen[:-1]), reverse=True)


def test_an_own_value_is_certain() -> None:
    keuze, rules, gebieden = alles()
    own = replace(keuze, regels=(replace(keuze.regels[0], eigen={"e1_effect": eigen(0.02)}), *keuze.regels[1:]))
    found = model(own, rules, *gebieden.values())
    assert "r1_e1_effect" not in draw_inputs(found, trekkingen=1, zaad=1)
    item = found.invoer["r1_e1_effect"]
    assert item.overschrijving is not None
    assert (item.waarde, item.overschrijving.was, item.overschrijving.functie) == (0.02, 0.04, "controller")


def test_no_value_per_euro_where_nobody_pays() -> None:
    free: dict[str, Any] = {"kosten": kosten(0.0)}
    rules = boek([interventie("x", effect("u", 0.1, 0.0, 0.2), **free)], [uitkomst("u", baat("p"))], [prijs("p")])
    assert simulate(model(plan(regel("x")), rules), trekkingen=10, zaad=1).per_euro is None


def test_a_ratio_just_above_one_is_a_toss_of_a_coin() -> None:
    """D6 with ranges: value per euro 1.076 at the most likely values, and about as often a loss as a gain."""
    rules = boek(
        [
            interventie(
                "x",
                effect("u", 0.1, 0.02, 0.16),
                kosten=kosten(150_000, 130_000, 190_000, grondslag="vergelijkbaar"),
                netto={"anders_ook_frac": 0.2, "toerekening_frac": 0.8},
                niveau="E3",
                verlies_pj_frac=0.25,
            )
        ],
        [uitkomst("u", baat("p"))],
        [prijs("p", 10_000, 6_000, 15_000)],
        marge_netto_frac=0.25,
    )
    plan_ = model(plan(regel("x", eigen={"deelname": eigen(0.6)})), rules)
    assert round(float(plan_.compute()["t_per_euro"]), 3) == 1.076
    found = simulate(plan_, trekkingen=10_000, zaad=20260101)
    assert 0.40 < found.kans_positief < 0.60
    assert found.aandelen[0][0] == "r1_e1_effect"
    assert 0.4 < found.aandelen[0][1] < 0.7
    assert found.saldo[0] < 0 < found.saldo[2]
