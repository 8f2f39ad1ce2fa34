"""A new fit of the profiles beside the old one: who keeps which, what moved, and when names must be looked at again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from buurtwijzer.data.table import BuurtTable
from buurtwijzer.reference.build import build_reference, build_with_profiles
from buurtwijzer.reference.stability import Stability, stability_of
from buurtwijzer.reporting.stability_text import OPNIEUW, stability_lines, stability_report
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Referentie
from buurtwijzer.segmentation.fit import agreement, carried_on, overlap
from tests.unit import segmentaties
from tests.unit.regels import parameters
from tests.unit.test_referentie_profielen import GETALLEN, boek, kaal, land

GRENZEN = {
    "profielen_overeenkomst_frac": 0.7,
    "profiel_blijft_frac": 0.7,
    "profiel_verschuift_punten": 0.3,
    "profiel_herkend_frac": 0.6,
}


def regels(referentie: Referentie | None = None) -> Rulebook:
    book = boek(kaal(segmentaties.profielen()), referentie=referentie)
    return replace(
        book, parameters={**book.parameters, "referentie": parameters("referentie", {**GETALLEN, **GRENZEN})}
    )


def naast(new: BuurtTable, old: Referentie) -> Stability:
    book = regels(old)
    (found,) = stability_of(new, book, build_with_profiles(new, book))
    return found


@pytest.fixture(scope="module")
def vorige() -> Referentie:
    return build_reference(land(), regels())


def test_another_draw_of_the_same_country_keeps_profiles_and_names(vorige: Referentie) -> None:
    found = naast(land(seed=11), vorige)
    assert found.overeenkomst > 0.98
    assert found.blijft_inwoners_frac > 0.98
    assert all(profile.herkend_frac > 0.95 for profile in found.profielen)
    assert sum(profile.was_buurten_n for profile in found.profielen) == found.gebieden_n == 600
    assert not found.is_opnieuw_bekijken
    assert "de namen passen nog" in stability_lines([found])[-1]
    assert "past" in stability_report([found])


def test_the_same_figures_change_nothing(vorige: Referentie) -> None:
    found = naast(land(), vorige)
    assert (found.overeenkomst, found.blijft_buurten_frac) == (1.0, 1.0)
    assert all(shift.oud == pytest.approx(shift.nieuw) for p in found.profielen for shift in p.kenmerken)
    assert not any(profile.gedrag for profile in found.profielen)
    assert stability_report([found]) == stability_report([naast(land(), vorige)])


def test_a_profile_that_became_something_else_loses_its_name(vorige: Referentie) -> None:
    table = land(seed=11)
    values = table.values.copy()
    koop = table.column("koop")
    # Who lives like the first profile (young, few owners) now mostly owns: the profile moves, the others stay.
    first = values[:, table.column("jong")] > 38
    values[first, koop] += 45
    found = naast(replace(table, values=values), vorige)
    moved = [profile for profile in found.profielen if profile.redenen]
    assert found.is_opnieuw_bekijken
    assert any("spreiding op" in reason for profile in moved for reason in profile.redenen)
    furthest = max((shift for p in found.profielen for shift in p.kenmerken), key=lambda s: abs(s.nieuw - s.oud))
    assert furthest.naam == "Koop"
    assert any(OPNIEUW in line for line in stability_lines([found]))
    assert "Namen opnieuw bekijken" in stability_report([found])


def test_profiles_that_are_no_profiles_are_told(vorige: Referentie) -> None:
    # One cloud instead of three groups: k-means still gives three, but not the same three again.
    table = land()
    rng = np.random.default_rng(1)
    values = table.values.copy()
    values[:] = values.mean(axis=0) * np.exp(rng.normal(0, 0.15, values.shape))
    found = naast(replace(table, values=values), vorige)
    assert found.redenen
    assert "ten minste 0,7" in found.redenen[0]
    assert min(profile.herkend_frac for profile in found.profielen) < 0.8


def test_without_earlier_profiles_there_is_nothing_to_compare() -> None:
    book = regels()
    assert stability_of(land(), book, build_with_profiles(land(), book)) == ()
    assert "geen eerdere profielen" in stability_report([])


def test_matching_takes_most_in_all() -> None:
    one = np.array([0, 0, 0, 1, 1, 2, 2, 2])
    other = np.array([1, 1, 0, 0, 0, 2, 2, 2])
    shared = overlap(one, other, 3)
    assert shared.sum() == 8
    assert carried_on(shared).tolist() == [1, 0, 2]
    assert overlap(one, other, 3, np.full(8, 2.0)).sum() == 16
    assert agreement(one, one) == 1
