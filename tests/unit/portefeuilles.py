"""Small and middling portfolio problems from a seed, and the right answer by going through every choice."""

from __future__ import annotations

from itertools import product

import numpy as np

from buurtwijzer.valuation.portfolio.problem import EURO, OPTIE, Budgetgrens, Probleem, Vloer, make_problem


def small_problem(seed: int) -> Probleem:
    """Give a problem of at most 12 items with limits of every kind, some impossible."""
    draw = np.random.default_rng(seed)
    n, m = [(2, 4), (3, 3), (2, 5), (3, 4), (4, 3), (1, 6)][int(draw.integers(6))]
    value = np.round(draw.normal(3, 4, (n, m)), 1 if seed % 2 else 0)  # whole numbers give ties
    cost = np.round(draw.uniform(0, 10, (2, n, m)), 1)
    budgets = [
        Budgetgrens(
            f"partij {q}", cost[q], float(np.round(cost[q].sum() * draw.uniform(0.1, 0.7), 1)), "uur" if q else EURO
        )
        for q in range(int(draw.integers(0, 3)))
    ]
    floors = []
    for number in range(int(draw.integers(0, 3))):
        areas = np.sort(draw.choice(n, int(draw.integers(1, n + 1)), replace=False)).astype(np.int64)
        weight = cost[0][areas] if number else np.ones((len(areas), m))
        least = float(np.round(weight.max() * draw.uniform(0.2, 1.6), 1))
        floors.append(Vloer(f"wijk {number}", areas, weight, least))
    pairs = [tuple(int(i) for i in draw.choice(m, 2, replace=False)) for _ in range(int(draw.integers(0, m)))]
    return make_problem(
        [f"BU{i}" for i in range(n)],
        [f"i{j}" for j in range(m)],
        value,
        mag=draw.random((n, m)) < 0.85,
        per_gebied=draw.integers(0, 4, n) if seed % 3 else 2,
        capaciteit=draw.integers(0, n + 1, m).astype(float) if seed % 4 else None,
        budgetten=budgets,
        vloeren=floors,
        sluit_uit=pairs,
        erin=draw.random((n, m)) < 0.04,
        uit=draw.random((n, m)) < 0.05,
    )


def best_by_hand(problem: Probleem) -> float | None:
    """Go through every choice; None when none keeps all limits."""
    n, m = problem.shape
    every = ((np.arange(2 ** (n * m))[:, None] >> np.arange(n * m)) & 1).astype(bool).reshape(-1, n, m)
    fine = ~(every & ~(problem.mag & ~problem.uit)).any(axis=(1, 2)) & ~(problem.erin & ~every).any(axis=(1, 2))
    fine &= (every.sum(axis=2) <= problem.per_gebied).all(axis=1)
    whole = np.stack(
        [every[:, :, problem.optie_van == number].sum(axis=2) for number in range(len(problem.capaciteit))], axis=2
    )
    fine &= (whole <= 1).all(axis=(1, 2))
    fine &= (whole.sum(axis=1) <= problem.capaciteit).all(axis=1)
    for a, b in problem.sluit_uit:
        fine &= ~((whole[:, :, a] > 0) & (whole[:, :, b] > 0)).any(axis=1)
    for budget in problem.budgetten:
        fine &= (every * budget.gebruik).sum(axis=(1, 2)) <= budget.ten_hoogste + 1e-9
    for floor in problem.vloeren:
        fine &= (every[:, floor.gebieden] * floor.gewicht).sum(axis=(1, 2)) >= floor.ten_minste - 1e-9
    return float((every[fine] * problem.waarde).sum(axis=(1, 2)).max()) if fine.any() else None


def city(n: int, *, seed: int = 0, parties: int = 1, floors: int = 0, tight: float = 0.3, m: int = 40) -> Probleem:
    """Give a problem as a municipality has it: euros per area or per resident, at most three choices per area."""
    draw = np.random.default_rng(seed)
    people = np.clip(draw.lognormal(7, 0.9, n), 50, 20_000)
    fixed = np.where(draw.random(m) < 0.5, draw.uniform(5e3, 8e4, m), 0.0)
    each = np.where(fixed > 0, 0.0, draw.lognormal(2.5, 0.7, m))
    cost = (fixed + each * people[:, None]) * draw.uniform(0.8, 1.25, (n, m)) + 500
    allowed = draw.random((n, m)) < 0.6
    value = cost * (draw.lognormal(0.2, 0.5, (n, m)) - 0.3)
    shares = draw.dirichlet(np.full(parties, 0.7), size=m).T if parties > 1 else np.ones((1, m))
    budgets = []
    for number, share in enumerate(shares):
        use = cost * share
        wanted = float(np.sort(np.where(allowed, use, 0), axis=1)[:, -3:].sum())
        budgets.append(Budgetgrens(f"partij {number:02}", use, tight * wanted))
    groups = np.array_split(np.arange(n), floors) if floors else []
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < min(8, m // 2):
        a, b = sorted(int(item) for item in draw.choice(m, 2, replace=False))
        pairs.add((a, b))
    return make_problem(
        [f"BU{i:06}" for i in range(n)],
        [f"i{j:02}" for j in range(m)],
        value,
        mag=allowed,
        per_gebied=3,
        capaciteit=max(1, int(0.15 * n)),
        budgetten=budgets,
        vloeren=[Vloer(f"wijk {g:03}", own, np.ones((len(own), m)), float(len(own))) for g, own in enumerate(groups)],
        sluit_uit=pairs,
    )


def with_options(seed: int) -> Probleem:
    """Give a problem of at most 12 items where columns are options of interventions, with limits of every kind."""
    draw = np.random.default_rng(seed)
    whole = small_problem(seed)
    m = len(whole.interventies)
    of = np.sort(draw.integers(0, max(1, m - 1), m))
    _, of = np.unique(of, return_inverse=True)
    g = int(of.max()) + 1
    pairs = [tuple(int(i) for i in draw.choice(g, 2, replace=False)) for _ in range(int(draw.integers(0, g)))]
    return make_problem(
        whole.gebieden,
        whole.interventies,
        whole.waarde,
        mag=whole.mag,
        per_gebied=whole.per_gebied,
        capaciteit=draw.integers(0, len(whole.gebieden) + 1, g).astype(float) if seed % 4 else None,
        budgetten=whole.budgetten,
        vloeren=whole.vloeren,
        sluit_uit=pairs,
        erin=whole.erin,
        uit=whole.uit,
        optie_van=of,
    )


def city_with_options(n: int, *, seed: int = 0, parties: int = 2, years: int = 1, m: int = 40) -> Probleem:
    """Give a municipality where any party, or all together, can pay an intervention: half or whole, in any year."""
    draw = np.random.default_rng(seed)
    plain = city(n, seed=seed, m=m)
    cost, payers = plain.budgetten[0].gebruik, (*np.eye(parties), np.full(parties, 1 / parties))
    values, uses, names, of = [], [], [], []
    for column in range(m):
        tax = 1 + 0.2 * draw.random(parties)
        for number, (shares, part, year) in enumerate(product(payers, (0.5, 1.0), range(years))):
            paid = cost[:, column, None] * (part**0.9) * shares * tax
            use = np.zeros((n, parties, years))
            use[:, :, year] = paid
            uses.append(use.reshape(n, -1))
            values.append(plain.waarde[:, column] * part * 0.95**year - (paid.sum(axis=1) - cost[:, column] * part))
            names.append(f"{plain.interventies[column]}{OPTIE}{number:03}")
            of.append(column)
    use = np.stack(uses, axis=1)
    whole = plain.budgetten[0].ten_hoogste / parties / years
    return make_problem(
        plain.gebieden,
        names,
        np.stack(values, axis=1),
        mag=plain.mag[:, of],
        per_gebied=3,
        capaciteit=plain.capaciteit,
        budgetten=[Budgetgrens(f"partij {q:02}", use[:, :, q], whole) for q in range(parties * years)],
        sluit_uit=plain.sluit_uit,
        optie_van=of,
    )
