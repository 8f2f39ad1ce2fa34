"""What a controller reads beside a number: words and units that people use, for every input of the shipped rules."""

from __future__ import annotations

import re

import pytest

from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.inputs import Invoer
from tests.geladen import meegeleverd
from tests.unit.waarde.boek import gebied, plan, regel

REGELS = meegeleverd()
MODEL = build_model(plan(*(regel(id_) for id_ in REGELS.interventies)), REGELS, {"BU1": gebied()}).model


@pytest.mark.parametrize("item", MODEL.invoer.values(), ids=lambda item: item.naam)
def test_an_input_is_said_in_plain_words(item: Invoer) -> None:
    assert "_" not in item.omschrijving + item.eenheid
    assert "Een euro" not in item.omschrijving or item.naam in ("prijs_euro", "prijsjaar_euro")
    assert not re.search(r"(persoon|huishouden|woning)-jaar", item.omschrijving + item.eenheid)
    unit = re.fullmatch(r"(.+) per (\w+)", item.eenheid)
    assert unit is None or unit[1] == "euro" or not unit[1].startswith(unit[2]), "deelnemers per deelnemer"


@pytest.mark.parametrize(
    ("naam", "omschrijving", "eenheid"),
    [
        (
            "hoeveel_energiearmoede_minder_2",
            "Energiearmoede minder: hoeveel euro per huishouden per jaar",
            "euro per huishouden per jaar",
        ),
        (
            "hoeveel_jongere_op_koers_2",
            "Jongere weer op koers: hoe vaak 'Uur politie' per persoon per jaar",
            "uur per persoon per jaar",
        ),
        (
            "hoeveel_meer_bewegen_1",
            "Meer bewegen: hoe vaak 'Gezond levensjaar' per persoon per jaar",
            "keer per persoon per jaar",
        ),
    ],
)
def test_how_much_of_a_price_goes_with_an_outcome(naam: str, omschrijving: str, eenheid: str) -> None:
    assert (MODEL.invoer[naam].omschrijving, MODEL.invoer[naam].eenheid) == (omschrijving, eenheid)


@pytest.mark.parametrize(
    ("interventie", "omschrijving", "eenheid"),
    [
        ("maatje", "Doelgroep: elke deelnemer telt voor", "deelnemers"),
        ("huismeester", "Doelgroep: aantal woningen voor elke fte", "woningen per fte"),
        ("hang_en_sluitwerk", "Doelgroep: elke woning telt voor", "woningen"),
    ],
)
def test_how_many_one_that_is_paid_for_reaches(interventie: str, omschrijving: str, eenheid: str) -> None:
    number = list(REGELS.interventies).index(interventie) + 1
    item = MODEL.invoer[f"r{number}_bereik"]
    assert (item.omschrijving, item.eenheid) == (omschrijving, eenheid)
