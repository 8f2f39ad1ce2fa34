"""What is asked for by name on the command line."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import click
import pytest

from buurtwijzer_excel.cli.asked import asked_outcome
from tests.geladen import meegeleverd


def test_every_outcome_answers_to_its_id_its_name_and_its_column() -> None:
    rules = meegeleverd()
    for kind, group in (("leefgebied", rules.leefgebieden), ("kracht", rules.krachten), ("risico", rules.risicos)):
        for id_, rule in group.items():
            assert asked_outcome(id_, rules) == id_
            assert asked_outcome(rule.naam, rules) == id_
            assert asked_outcome(f"Bwz {kind} {rule.naam.upper()}", rules) == id_


def test_a_name_of_two_outcomes_asks_which() -> None:
    rules = meegeleverd()
    twin = rules.krachten["vrijwillige_inzet"].model_copy(update={"naam": "Eenzaamheid"})
    both = replace(rules, krachten=MappingProxyType({**rules.krachten, "vrijwillige_inzet": twin}))
    with pytest.raises(click.UsageError, match="kies eenzaamheid of vrijwillige_inzet"):
        asked_outcome("EENZAAMHEID", both)
    assert asked_outcome("eenzaamheid", both) == "eenzaamheid"
    assert asked_outcome("kracht eenzaamheid", both) == "vrijwillige_inzet"
