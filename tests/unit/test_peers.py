"""Comparable areas: nearest on composition, the same answer alone and among all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.table import BuurtTable, IntArray
from buurtwijzer.peers import nearest
from buurtwijzer.peers.model import Peers
from buurtwijzer.peers.nearest import find_peers, peer_mean
from tests.unit.regels import NAN, buurten, rulebook

KENMERKEN = {"dicht": (0.4, 50.0, 10.0), "koop": (0.3, 40.0, 20.0), "oud": (0.3, 20.0, 5.0)}
REGELS = rulebook(kenmerken=KENMERKEN)


def random_table(n: int, seed: int, *, missing: float = 0.1) -> BuurtTable:
    """Whole numbers, so that equal distances occur."""
    rng = np.random.default_rng(seed)
    columns = {name: np.round(rng.normal(m, s, n)) for name, (_, m, s) in KENMERKEN.items()}
    for column in columns.values():
        column[rng.random(n) < missing] = NAN
    return buurten(
        {k: v.tolist() for k, v in columns.items()}, inwoners=rng.choice([50.0, 900.0, NAN], n, p=[0.1, 0.8, 0.1])
    )


def brute(table: BuurtTable, comparison: BuurtTable, wanted: int, needed: int) -> IntArray:
    """The definition, pair by pair."""
    weights = np.array([w for w, _, _ in KENMERKEN.values()])

    def z(t: BuurtTable) -> np.ndarray:
        return np.array([(t.values[:, t.column(k)] - m) / s for k, (_, m, s) in KENMERKEN.items()]).T

    def usable(t: BuurtTable, known: np.ndarray) -> np.ndarray:
        return (t.inwoners >= 100) & ~(t.huishoudens < 50) & (known @ weights >= 0.6 - 1e-9)

    mine, theirs = z(table), z(comparison)
    can_ask, can_serve = usable(table, np.isfinite(mine)), usable(comparison, np.isfinite(theirs))
    result = np.full((len(table), wanted), -1)
    for i in np.flatnonzero(can_ask):
        found = []
        for j in np.flatnonzero(can_serve):
            both = np.isfinite(mine[i]) & np.isfinite(theirs[j])
            share = weights[both].sum()
            if table.code[i] == comparison.code[j] or share < 0.6 - 1e-9:
                continue
            gap = (mine[i, both] - theirs[j, both]) ** 2
            found.append((round(float(np.sqrt((weights[both] * gap).sum() / share)), 9), comparison.code[j], j))
        if len(found) >= needed:
            chosen = [j for _, _, j in sorted(found)[:wanted]]
            result[i, : len(chosen)] = chosen
    return result


@pytest.mark.parametrize("missing", [0.0, 0.15, 0.5])
def test_equals_the_definition_pair_by_pair(missing: float) -> None:
    table = random_table(90, 3, missing=missing)
    assert find_peers(table, table, REGELS).buren.tolist() == brute(table, table, 5, 3).tolist()


def test_narrowing_by_groups_leaves_no_neighbour_out() -> None:
    comparison = random_table(1500, 8)
    some = comparison.take(np.arange(0, 1500, 61))
    assert find_peers(some, comparison, REGELS).buren.tolist() == brute(some, comparison, 5, 3).tolist()


@pytest.mark.parametrize("block", [1, 7, 1000])
def test_block_size_changes_nothing(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    table = random_table(300, 5)
    expected = find_peers(table, table, REGELS).buren
    monkeypatch.setattr(nearest, "_BLOCK_ROWS", block)
    assert np.array_equal(find_peers(table, table, REGELS).buren, expected)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), row=st.integers(0, 59))
def test_a_row_alone_equals_the_row_among_all(seed: int, row: int) -> None:
    table = random_table(60, seed)
    alone = find_peers(table.take(np.array([row])), table, REGELS)
    assert np.array_equal(alone.buren[0], find_peers(table, table, REGELS).buren[row])


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_order_of_rows_does_not_matter(seed: int) -> None:
    table = random_table(60, seed)
    shuffle = np.random.default_rng(seed).permutation(60)
    names = np.array([*table.code, ""])
    plain = names[find_peers(table, table, REGELS).buren]
    mixed_table = table.take(shuffle)
    mixed = np.array([*mixed_table.code, ""])[find_peers(mixed_table, mixed_table, REGELS).buren]
    assert np.array_equal(plain[shuffle], mixed)


@pytest.mark.parametrize("bad", [NAN, 1e300, -1e300, np.inf])
def test_a_bad_row_moves_only_areas_that_had_it_as_peer(bad: float) -> None:
    table = random_table(200, 11, missing=0.0)
    before = find_peers(table, table, REGELS).buren
    table.values[17] = bad
    after = find_peers(table, table, REGELS).buren
    untouched = ~(before == 17).any(axis=1) & (np.arange(200) != 17)
    assert (after[17] == -1).all()
    assert not (after == 17).any()
    assert np.array_equal(after[untouched], before[untouched])


def test_one_bad_cell_leaves_the_other_kenmerken_in_use() -> None:
    table = random_table(40, 2, missing=0.0)
    table.inwoners[:] = 1000
    table.values[3, table.column("oud")] = 1e300
    assert (find_peers(table, table, REGELS).buren[3] >= 0).all()


def test_equal_distances_go_by_code() -> None:
    table = buurten({name: [0.0] * 8 for name in KENMERKEN})
    assert find_peers(table, table, REGELS).buren[2].tolist() == [0, 1, 3, 4, 5]


def test_small_and_unknown_areas_take_no_part() -> None:
    table = buurten(
        {name: [0.0] * 8 for name in KENMERKEN},
        inwoners=[1000, 99, NAN, 1000, 1000, 100, 1000, 1000],
        huishoudens=[500, 500, 500, 49, NAN, 50, 500, 500],
    )
    found = find_peers(table, table, REGELS)
    assert found.buren[0].tolist() == [5, 6, 7, -1, -1]
    assert (found.buren[1:5] == -1).all()
    assert found.bron == "dit bestand (4 van de 8 buurten)"


def test_fewer_than_needed_is_none_at_all() -> None:
    table = buurten({name: [0.0, 1.0, 2.0] for name in KENMERKEN})
    assert (find_peers(table, table, REGELS).buren == -1).all()


def test_too_little_known_gives_none_and_absent_columns_count_as_unknown() -> None:
    table = buurten({"dicht": [1.0] * 6, "koop": [1.0] * 5 + [NAN]})
    found = find_peers(table, table, REGELS).buren
    assert (found[:5] >= 0).sum(axis=1).tolist() == [4] * 5
    assert (found[5] == -1).all()


def test_two_areas_that_share_too_little_are_not_compared() -> None:
    table = buurten({"dicht": [1.0] * 4 + [1.0], "koop": [1.0] * 4 + [NAN], "oud": [NAN] * 4 + [1.0]})
    found = find_peers(table, table, REGELS).buren
    assert not (found[:4] == 4).any()
    assert (found[4] == -1).all()


def test_only_the_same_level_is_compared() -> None:
    wijken = buurten({name: [0.0] * 6 for name in KENMERKEN}, niveau=Niveau.WIJK)
    gebieden = buurten({name: [0.0] * 6 for name in KENMERKEN})
    found = find_peers(gebieden, wijken, REGELS)
    assert (found.buren == -1).all()
    assert found.bron == "dit bestand (0 buurten)"
    assert find_peers(wijken, wijken, REGELS).bron == "dit bestand (6 wijken)"


def test_an_empty_table_has_no_peers() -> None:
    table = random_table(10, 1)
    none = table.take(np.array([], dtype=np.int64))
    assert find_peers(none, table, REGELS).buren.shape == (0, 5)
    assert (find_peers(table, none, REGELS).buren == -1).all()


def test_peer_mean_needs_enough_scores() -> None:
    peers = Peers(np.array([[0, 1, 2, 3], [0, 1, 2, -1], [-1, -1, -1, -1]]), "proef")
    scores = np.array([10.0, 20.0, 40.00005, NAN])
    assert peer_mean(peers, scores, REGELS)[:2].tolist() == [23.3334, 23.3334]
    assert np.isnan(peer_mean(peers, scores, REGELS)[2])
    assert np.isnan(peer_mean(peers, np.array([10.0, 20.0, NAN, NAN]), REGELS)).all()
    assert np.isnan(peer_mean(peers, np.array([]), REGELS)).all()
