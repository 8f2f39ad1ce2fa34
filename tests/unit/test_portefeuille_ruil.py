"""Pairs of moves: the choice keeps every limit, is never worth less, and with tight budgets mostly worth more."""

from __future__ import annotations

from buurtwijzer.valuation.portfolio.exchange import exchange
from buurtwijzer.valuation.portfolio.lagrange import first_prices
from buurtwijzer.valuation.portfolio.problem import is_feasible
from buurtwijzer.valuation.portfolio.repair import choose, improve
from buurtwijzer.valuation.portfolio.rest import make_rest
from tests.unit.portefeuilles import city


def test_pairs_of_moves_add_value_within_every_limit() -> None:
    gained = []
    for seed in range(4):
        problem = city(60, seed=seed, parties=5, floors=6)
        rest = make_rest(problem)
        assert rest is not None
        bound = first_prices(rest)
        choice = choose(rest, bound)
        assert choice is not None
        improve(choice, bound)
        before = choice.value
        exchange(choice, bound)
        gained.append(choice.value - before)
        assert choice.value <= bound.value
        assert is_feasible(problem, rest.forced | choice.taken.reshape(rest.n, rest.m))
    assert min(gained) >= 0
    assert sum(gain > 0 for gain in gained) >= 2
