"""Weights learned on the real wijken of 2022: better than the experts, and near what one gets without any rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.evidence.weights.propose import WeightProposal, propose_weights
from buurtwijzer.evidence.weights.question import Kandidaten
from buurtwijzer.rulebook.model import Rulebook
from tests.waarheid.files import WIJKEN, read

NABIJ = 0.06


@pytest.fixture(scope="module")
def wijken(testdata: Path, regels: Rulebook) -> BuurtTable:
    """Give the wijken of the country with the Leefbaarometer of 2022 beside them."""
    table = read(WIJKEN, testdata, regels)
    return table.take(table.rows_of(Niveau.WIJK))


@pytest.fixture(scope="module", params=["regels", "alle"])
def voorstel(request: pytest.FixtureRequest, wijken: BuurtTable, regels: Rulebook) -> WeightProposal:
    """Give the proposal for the overall picture, with the figures of the rules and with all figures."""
    kandidaten = Kandidaten(request.param)
    return propose_weights(wijken, regels, "lbm_totaal", kandidaten=kandidaten, dekking_pct=WIJKEN.dekking_pct)


def test_proposed_weights_beat_those_of_the_experts(voorstel: WeightProposal) -> None:
    trial = voorstel.voorstel.proef
    assert trial.jaar == 2022
    assert trial.gebieden_n > 1200
    assert trial.gemeenten_n > 150
    assert trial.winst_laag > 0.05
    assert voorstel.voorstel.advies == "over_te_nemen"
    assert {"B200", "B202"} <= {issue.code for issue in voorstel.bevindingen}


def test_how_near_they_come_to_a_ridge_without_rules(voorstel: WeightProposal) -> None:
    """With every figure offered the goal is met; with those of the rules alone it is not, and that is what we say."""
    trial = voorstel.voorstel.proef
    short = trial.samenhang_vrij - trial.samenhang_voorstel
    if voorstel.voorstel.kandidaten == "alle":
        assert trial.samenhang_vrij > 0.80
        assert short < NABIJ
    else:
        assert trial.samenhang_voorstel > 0.70
        assert NABIJ < short < 0.09


def test_weights_of_one_outcome_come_near_the_ridge_with_the_figures_of_the_rules(
    wijken: BuurtTable, regels: Rulebook
) -> None:
    found = propose_weights(
        wijken, regels, "lbm_sociale_samenhang", uitkomst="weinig_contact", dekking_pct=WIJKEN.dekking_pct
    )
    trial = found.voorstel.proef
    assert trial.winst_laag > 0.02
    assert trial.samenhang_vrij - trial.samenhang_voorstel < 0.02
