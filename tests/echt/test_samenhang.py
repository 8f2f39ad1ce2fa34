"""What the rules and the handbook say about agreement is what the real files give."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.data.table import BuurtData
from buurtwijzer.evidence.statistics import bootstrap, spearman
from buurtwijzer.rulebook.schema import Risico
from tests.geladen import meegeleverd
from tests.waarheid.compare import Paar, compare
from tests.waarheid.files import NEDERLAND
from tests.waarheid.found import Gevonden, find

ROOT = Path(__file__).parent.parent.parent
REGELS = meegeleverd()
GRENS = 0.90


@pytest.fixture(scope="module")
def gevonden(testdata: Path, nederland: BuurtData) -> Gevonden:
    return find(testdata, REGELS, nederland.table)


@pytest.fixture(scope="module")
def bladzijde() -> str:
    return (ROOT / "docs" / "handboek" / "samenhang.md").read_text(encoding="utf-8")


def _tekst(risico: Risico) -> str:
    return " ".join(risico.omschrijving.split())


def test_all_buurten_of_the_country_are_compared(gevonden: Gevonden) -> None:
    assert len(gevonden.gebieden[0].table) == 14_574
    assert max(row.n for row in gevonden.vergelijkingen[NEDERLAND.naam]) > 9_000
    assert max(row.n for row in gevonden.vergelijkingen["Wijken"]) > 1_000


def test_risicos_do_not_repeat_each_other_or_the_handbook_says_why_both_stand(
    gevonden: Gevonden, bladzijde: str
) -> None:
    hoog: list[Paar] = [
        paar for paren in gevonden.paren.values() for paar in paren if round(abs(paar.samenhang), 2) > GRENS
    ]
    uitleg = bladzijde.partition("**Waarom paren")[2].partition("\n## ")[0]
    assert uitleg
    for paar in hoog:
        assert f"`{paar.een}`" in uitleg, paar
        assert f"`{paar.ander}`" in uitleg, paar
    landelijk = gevonden.paren[NEDERLAND.naam]
    assert sum(np.isfinite(paar.samenhang) for paar in landelijk) >= 36
    assert max(abs(paar.samenhang) for paar in landelijk if np.isfinite(paar.samenhang)) <= GRENS


@pytest.mark.parametrize("naam", list(REGELS.risicos))
def test_a_risico_that_adds_nothing_says_so(naam: str, gevonden: Gevonden) -> None:
    lege = gevonden.adds_nothing(REGELS) | gevonden.partly(REGELS)
    zegt_het = re.search(r"voegt (\w+ )?niets toe", _tekst(REGELS.risicos[naam]))
    assert bool(zegt_het) == (naam in lege)


def test_the_page_names_every_risico_and_every_comparison_that_adds_nothing(gevonden: Gevonden, bladzijde: str) -> None:
    nergens = bladzijde.partition("**nergens iets toevoegen**")[2].partition("\n")[0]
    soms = bladzijde.partition("in de andere **niets**")[2].partition("\n\n")[0]
    assert {naam for naam in REGELS.risicos if REGELS.risicos[naam].naam in nergens} == gevonden.adds_nothing(REGELS)
    for naam in gevonden.partly(REGELS):
        (regel,) = [regel for regel in soms.splitlines() if regel.startswith(f"  - {REGELS.risicos[naam].naam}: ")]
        nee = [f"`{rij.cijfer}` ({plek}: " for plek, rij in gevonden.of(naam) if not rij.voegt_toe]
        assert [deel for deel in nee if deel not in regel] == []
    assert {"draagkracht", "ongelijke_start"} <= gevonden.partly(REGELS)


@pytest.mark.parametrize("naam", list(REGELS.risicos))
def test_numbers_in_the_description_are_the_numbers_found(naam: str, gevonden: Gevonden) -> None:
    geteld = {
        round(abs(getal), 2)
        for rijen in gevonden.vergelijkingen.values()
        for rij in rijen
        if rij.uitkomst == naam
        for getal in (rij.score, rij.beste)
    }
    geteld |= {
        round(abs(paar.samenhang), 2)
        for paren in gevonden.dichtstbij.values()
        for paar in paren
        if paar is not None and paar.een == naam
    }
    genoemd = [float(getal.replace(",", ".")) for getal in re.findall(r"\b0,\d\d\b", _tekst(REGELS.risicos[naam]))]
    assert [getal for getal in genoemd if min(abs(getal - ander) for ander in geteld) > 0.011] == []


def test_the_page_is_of_this_rulebook_and_names_every_outcome(bladzijde: str) -> None:
    assert f"versie {REGELS.manifest.versie}." in bladzijde
    for naam in (*REGELS.leefgebieden, *REGELS.krachten, *REGELS.risicos):
        assert f"`{naam}`" in bladzijde


def test_an_input_is_never_the_measure(gevonden: Gevonden) -> None:
    gebied = gevonden.gebieden[0]
    uitkomst = next(item for item in gebied.uitkomsten if item.id == "eenzaamheid")
    with pytest.raises(ValueError, match="moeite_rondkomen"):
        compare(gebied, uitkomst, "moeite_rondkomen", REGELS)
    assert not [item for item in gebied.uitkomsten if any(name.startswith("lbm_") for name in item.indicatoren)]


def test_the_measure_itself() -> None:
    een = np.array([1.0, 2.0, 2.0, 4.0, 9.0, 7.0])
    assert spearman(een, een**3) == pytest.approx(1.0)
    assert spearman(een, -een) == pytest.approx(-1.0)
    assert spearman(np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 1.0, 4.0, 3.0])) == pytest.approx(0.6)
    zwaar = spearman(np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0]), np.array([1.0, 1.0, 0.0]))
    assert zwaar == pytest.approx(1.0)
    rng = np.random.default_rng(1)
    waarde = rng.normal(size=400)
    doel = waarde + rng.normal(size=400)
    (marge,) = bootstrap(waarde[None], doel, [str(nummer % 40) for nummer in range(400)])
    assert np.quantile(marge, 0.05) < spearman(waarde, doel) < np.quantile(marge, 0.95)
