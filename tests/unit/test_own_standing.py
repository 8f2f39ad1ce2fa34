"""The place of an area on a figure among the areas in the files."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer.scoring.own_standing import place_in_file

VALUES = st.lists(st.one_of(st.just(np.nan), st.integers(-5, 5).map(float)), min_size=1, max_size=12)


@given(VALUES)
def test_place_is_the_share_of_others_below_with_ties_in_the_middle(values: list[float]) -> None:
    places = place_in_file(np.array(values)).tolist()
    known = [value for value in values if not np.isnan(value)]
    for value, place in zip(values, places, strict=True):
        if np.isnan(value) or len(known) < 2:
            assert np.isnan(place)
        else:
            below, ties = sum(other < value for other in known), sum(other == value for other in known) - 1
            assert place == round(100 * (below + ties / 2) / (len(known) - 1), 1)


@given(VALUES)
def test_turned_around_the_place_is_turned_around(values: list[float]) -> None:
    one, other = place_in_file(np.array(values)), place_in_file(-np.array(values))
    np.testing.assert_allclose(one + other, np.where(np.isnan(one), np.nan, 100.0), atol=0.11)
