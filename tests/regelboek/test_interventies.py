"""The shipped interventions, outcomes, styles, questions and policy: complete, with findings that carry their grade."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.rulebook.loader import load_rulebook
from buurtwijzer.rulebook.schema import Bewijs, Interventie, Partij, Status

RULES = Path(__file__).parent.parent.parent / "rules"
REGELS = load_rulebook(RULES, environ={})
STIJLEN = ("dichtbij", "meebeslissen", "op_maat", "praktisch")
INTERVENTIES = tuple(REGELS.interventies.values())


def named(item: Interventie) -> str:
    return item.id


def test_the_four_styles_are_those_of_the_contract() -> None:
    assert tuple(REGELS.benaderstijlen) == STIJLEN
    shares = [stijl.aandeel_nl.pct for stijl in REGELS.benaderstijlen.values()]
    assert sum(shares) == 100


@pytest.mark.parametrize("item", INTERVENTIES, ids=named)
def test_every_style_has_a_form_and_forms_differ(item: Interventie) -> None:
    assert {vorm.benaderstijl for vorm in item.vormen} == set(STIJLEN)
    assert len({vorm.vorm for vorm in item.vormen} | {item.standaardvorm}) == len(STIJLEN) + 1
    assert len({vorm.aansluiting_score for vorm in item.vormen}) > 1, "past overal even goed: dan kiest het niets"


@pytest.mark.parametrize("item", INTERVENTIES, ids=named)
def test_a_finding_is_only_firm_when_somebody_read_it(item: Interventie) -> None:
    for found in item.bewijs.bevindingen:
        is_read = REGELS.bronnen[found.bron].merk in ("gezien", "afgeleid")
        assert is_read == (found.status is Status.VASTGESTELD), found.bevinding
        assert found.bron in item.bron


def test_only_what_was_tested_is_called_without_effect() -> None:
    for item in INTERVENTIES:
        if item.bewijs.niveau in (Bewijs.E0A, Bewijs.E0B):
            assert any(f.status is Status.VASTGESTELD and f.wijst_op != "effect" for f in item.bewijs.bevindingen)


def test_active_policy_knows_every_party() -> None:
    active = [beleid for beleid in REGELS.beleid.values() if beleid.actief]
    assert [beleid.id for beleid in active] == ["standaard"]
    assert {entry.partij for entry in active[0].capaciteit} == set(Partij)
