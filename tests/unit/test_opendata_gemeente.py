"""Which gemeente is meant, and how its name can stand in the name of a file."""

from __future__ import annotations

import pytest

from buurtwijzer.data.layouts.model import year_in_name
from buurtwijzer.opendata.fetch import slug
from buurtwijzer.opendata.regions import find_gemeente
from buurtwijzer.opendata.transport import WebError
from tests.geladen import meegeleverd

NAMEN = {
    "GM0518": "'s-Gravenhage",
    "GM0796": "'s-Hertogenbosch",
    "GM0373": "Bergen (NH.)",
    "GM0893": "Bergen (L.)",
    "GM0748": "Bergen op Zoom",
    "GM1900": "Súdwest-Fryslân",
    "GM1980": "Dijk en Waard",
    "GM0344": "Utrecht (gemeente)",
    "GM0014": "Groningen (gemeente)",
    "GM0080": "Leeuwarden",
}
ANDERS = {naam.gemeente: naam.heet for naam in meegeleverd().opendata["kwb"].andere_namen}


@pytest.mark.parametrize(
    ("gevraagd", "code"),
    [
        ("Den Haag", "GM0518"),
        ("den haag", "GM0518"),
        ("'s-Gravenhage", "GM0518"),
        ("\u2019s Gravenhage", "GM0518"),  # the apostrophe that Word makes
        ("s-gravenhage", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("'S-HERTOGENBOSCH", "GM0796"),
        ("Bergen (NH.)", "GM0373"),
        ("bergen nh", "GM0373"),
        ("Bergen op Zoom", "GM0748"),
        ("Sudwest Fryslan", "GM1900"),
        ("utrecht", "GM0344"),
        ("80", "GM0080"),
        ("0080", "GM0080"),
        ("GM0080", "GM0080"),
    ],
)
def test_found(gevraagd: str, code: str) -> None:
    assert find_gemeente(gevraagd, NAMEN, ANDERS, 2023).code == code


@pytest.mark.parametrize(
    ("gevraagd", "code", "in_bericht"),
    [
        ("Bergen", "D482", "Bergen (NH.) (GM0373)"),
        ("Leuwarden", "D481", "Leeuwarden (GM0080)"),
        ("Hertogenbosch", "D481", "'s-Hertogenbosch (GM0796)"),
        ("GM1234", "D481", ""),
        ("03630", "D481", ""),
    ],
)
def test_not_certain(gevraagd: str, code: str, in_bericht: str) -> None:
    with pytest.raises(WebError) as gevangen:
        find_gemeente(gevraagd, NAMEN, ANDERS, 2023)
    assert gevangen.value.kind.code == code
    assert in_bericht in "".join(map(str, gevangen.value.values.values()))


@pytest.mark.parametrize("naam", NAMEN.values())
def test_the_name_of_a_file_has_one_year(naam: str) -> None:
    """A code such as GM1980 would be read as a second year; a name has none."""
    bestand = f"kwb_2023_{slug(naam)}.csv"
    assert bestand.isascii()
    assert year_in_name(bestand) == 2023
