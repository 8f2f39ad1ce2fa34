"""The shipped segmentations: neutral names, published figures, behaviour apart from composition."""

from __future__ import annotations

import re

import numpy as np
import pytest

from buurtwijzer.rulebook.schema import Segmentatie, Status
from tests.geladen import meegeleverd

REGELS = meegeleverd()
PROFIELEN, GROEPEN, EIGEN = (
    REGELS.segmentaties[id_] for id_ in ("leefstijlprofielen", "bewonersgroepen", "eigen_segmentatie")
)
OP_SCHERM = {
    "werkende bovenlaag": "Werkend, ruime mogelijkheden",
    "jongere kansrijken": "Jong, aan het begin",
    "rentenierende bovenlaag": "Gepensioneerd, ruime middelen",
    "werkende middengroep": "Werkende middengroep",
    "laagopgeleide gepensioneerden": "Gepensioneerd, basisopleiding",
    "onzekere werkenden": "Werkend, weinig zekerheid",
    "precariaat": "Weinig middelen en steun",
}
AANDEEL = [19.9, 8.6, 12.2, 24.9, 18.1, 10.0, 6.3]
LANDELIJK_LEEFTIJD = [24, 24, 27, 25]


def test_eight_profiles_seven_groups_and_a_template() -> None:
    assert (len(PROFIELEN.segmenten), len(GROEPEN.segmenten)) == (8, 7)
    assert EIGEN.status is Status.VOORBEELD


@pytest.mark.parametrize("segmentatie", [PROFIELEN, GROEPEN], ids=lambda item: item.id)
def test_words_judge_nobody(segmentatie: Segmentatie) -> None:
    words = " ".join(f"{s.naam} {s.omschrijving}" for s in segmentatie.segmenten)
    assert not re.search(
        r"probleem|achterstand|zwak|kansarm|asociaal|laagopgeleid|bovenlaag|onderklasse", words, re.IGNORECASE
    )
    assert len({segment.naam for segment in segmentatie.segmenten}) == len(segmentatie.segmenten)
    assert "nooit" in segmentatie.omschrijving


def test_groups_have_published_shares_and_their_own_names_on_screen() -> None:
    assert {s.naam_in_bron: s.naam for s in GROEPEN.segmenten} == OP_SCHERM
    assert [100 * (s.landelijk_frac or 0) for s in GROEPEN.segmenten] == pytest.approx(AANDEEL)


def test_age_tables_fit_the_published_total() -> None:
    shares = np.array(AANDEEL) / 100
    ages = np.array([next(v.pct for v in s.verdeling if v.kenmerk == "leeftijd") for s in GROEPEN.segmenten])
    assert np.abs(shares @ ages - LANDELIJK_LEEFTIJD).max() < 1


def test_only_the_published_table_is_called_a_fact() -> None:
    assert GROEPEN.indextabel is not None
    status = {kenmerk.id: kenmerk.status for kenmerk in GROEPEN.indextabel.kenmerken}
    assert [name for name, found in status.items() if found is Status.VASTGESTELD] == ["leeftijd"]
    assert all(s.rol is not None and s.rol.status is Status.AANNAME for s in GROEPEN.segmenten)


def test_behaviour_was_not_used_to_make_the_profiles() -> None:
    assert PROFIELEN.prototypen is not None
    used = {kenmerk.indicator for kenmerk in PROFIELEN.prototypen.kenmerken}
    for segment in PROFIELEN.segmenten:
        cards = {line.indicator for line in segment.gedragskaart}
        assert cards >= {"vrijwilligerswerk", "mantelzorgers", "wekelijks_sporten", "roken", "eenzaam"}
        assert not cards & used
        assert all(line.status is Status.VASTGESTELD and line.jaar == 2020 for line in segment.gedragskaart)


def test_no_figures_of_a_licensed_model_are_shipped() -> None:
    assert all(s.landelijk_frac is None and not s.verdeling and not s.middelpunt for s in EIGEN.segmenten)
    text = " ".join(s.naam for s in EIGEN.segmenten)
    assert not re.search(r"kosmopoliet|burgerij|hedonist|mentality|whize", text, re.IGNORECASE)


def test_styles_over_the_country_are_near_the_published_ones() -> None:
    mix = dict.fromkeys(("dichtbij", "praktisch", "op_maat", "meebeslissen"), 0.0)
    for segment in PROFIELEN.segmenten:
        for part in segment.benadering:
            mix[part.benaderstijl] += 100 * part.deel_frac * (segment.landelijk_frac or 0)
    assert [*mix.values()] == pytest.approx([18, 31, 23, 28], abs=6)
