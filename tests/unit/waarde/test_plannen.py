"""Plans in YAML: what is read, and a gallery of what is refused, each with its place and words."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest

import buurtwijzer
from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook.plan_own import own_values
from buurtwijzer.rulebook.plans import check_plan, read_plan
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.build.model import build_model
from tests.geladen import meegeleverd
from tests.unit.waarde.boek import eigen, gebied, plan, regel

GOED = """\
plannen:
  - id: huismeester
    naam: Een huismeester
    nulalternatief: >-
      Alles blijft zoals het is.
    start_jaar: 2026
    prijspeil: 2025
    regels:
      - interventie: huismeester
        gebied: BU03440111
        aantal: 1.5
        start_jaar: 2026
        inzet_jaren: 3
        verdeling:
          gemeente: 0.25
          corporatie: 0.75
        eigen_uren: 40
        eigen_tarief_eur: 60.5
        taakveld: "6.1"
        eigen:
          bedrag:
            waarde: 82000
            functie: controller
            datum: 2026-02-01
            reden: uit de eigen administratie
            prijspeil: 2024
      - interventie: portiekaanpak
        gebied: BU03440112
        aantal: 2
        start_jaar: 2027
    budgetten:
      - partij: gemeente
        jaar: 2026
        bedrag_eur: 50000
    eigen_prijzen:
      huisuitzetting_gemeente:
        waarde: 4000
        functie: controller
        datum: 2026-02-01
        reden: eigen opvang
    wat_als:
      - gebied: BU03440111
        indicator: corporatiewoningen
        waarde: 60
  - id: niets
    naam: Alleen portieken
    nulalternatief: Alles blijft zoals het is.
    start_jaar: 2026
    looptijd_jaren: 10
    prijspeil: 2025
    regels:
      - interventie: portiekaanpak
        gebied: BU03440112
        aantal: 2
        start_jaar: 2035
"""


def lees(tekst: str, map_: Path) -> tuple[buurtwijzer.Plan, ...]:
    pad = map_ / "plan.yaml"
    pad.write_text(tekst, encoding="utf-8")
    return read_plan(pad, meegeleverd())


def test_what_is_read(tmp_path: Path) -> None:
    first, second = lees(GOED, tmp_path)
    assert (first.id, first.naam, first.nulalternatief) == (
        "huismeester",
        "Een huismeester",
        "Alles blijft zoals het is.",
    )
    assert (first.start_jaar, first.looptijd_jaren, first.prijspeil, second.looptijd_jaren) == (2026, 5, 2025, 10)
    line, other = first.regels
    assert (line.interventie, line.gebied, line.aantal, line.inzet_jaren) == ("huismeester", "BU03440111", 1.5, 3)
    assert dict(line.verdeling) == {Partij.GEMEENTE: 0.25, Partij.CORPORATIE: 0.75}
    assert (line.eigen_uren, line.eigen_tarief_eur, line.taakveld) == (40, 60.5, "6.1")
    own = line.eigen["bedrag"]
    assert (own.waarde, own.functie, own.datum, own.prijspeil) == (82_000, "controller", date(2026, 2, 1), 2024)
    assert line.plaats == FilePlace("plan.yaml", 9, 9)
    assert (other.inzet_jaren, dict(other.verdeling), other.plaats) == (1, {}, FilePlace("plan.yaml", 27, 9))
    assert [(b.partij, b.jaar, b.bedrag_eur) for b in first.budgetten] == [(Partij.GEMEENTE, 2026, 50_000)]
    assert first.eigen_prijzen["huisuitzetting_gemeente"].waarde == 4_000
    assert [(w.gebied, w.indicator, w.waarde) for w in first.wat_als] == [("BU03440111", "corporatiewoningen", 60)]


FOUTEN = [
    (
        "interventie: huismeester",
        "interventie: huismeestr",
        "9:9",
        "W120",
        "Er is geen interventie 'huismeestr'. Bedoelt u 'huismeester'?",
    ),
    ("gemeente: 0.25", "gemeent: 0.25", "15:11", "W120", "Er is geen partij 'gemeent'. Bedoelt u 'gemeente'?"),
    ("gemeente: 0.25", "gemeente: 0.3", "14:9", "W121", "samen 1,05, niet 1"),
    (
        "        start_jaar: 2027",
        "        start_jaar: 2031",
        "30:9",
        "W122",
        "2031 valt buiten de looptijd van dit plan (2026 tot en met 2030)",
    ),
    ("        start_jaar: 2027", "        start_jaar: 2025", "30:9", "W122", "2025 valt buiten"),
    ("jaar: 2026\n        bedrag", "jaar: 2036\n        bedrag", "33:9", "W122", "2036 valt buiten"),
    ("- partij: gemeente", "- partij: stad", "32:9", "W120", "Er is geen partij 'stad'"),
    (
        "bedrag_eur: 50000",
        "bedrag_eur: 50000\n      - partij: gemeente\n        jaar: 2026\n        bedrag_eur: 1",
        "35:9",
        "W126",
        "budget van gemeente in 2026 staat hier twee keer",
    ),
    (
        "          bedrag:",
        "          bedrg:",
        "21:11",
        "W123",
        "geen invoer 'bedrg' waar een eigen waarde voor kan staan. Bedoelt u 'bedrag'?",
    ),
    ("          bedrag:", "          aantal:", "21:11", "W123", "geen invoer 'aantal'"),
    (
        "          bedrag:",
        "          deelname:",
        "22:13",
        "W124",
        "'deelname' is 82.000, maar moet van 0 tot en met 1 zijn",
    ),
    ("waarde: 82000", "waarde: -1", "22:13", "W124", "0 of meer"),
    (
        "          bedrag:",
        "          e1_effect:",
        "22:13",
        "W124",
        "'e1_effect' is 82.000, maar moet van -1 tot en met 1 zijn",
    ),
    (
        "  huisuitzetting_gemeente:",
        "  huisuitzetting_gement:",
        "36:7",
        "W120",
        "Er is geen prijs 'huisuitzetting_gement'. Bedoelt u 'huisuitzetting_gemeente'?",
    ),
    ("waarde: 4000", "waarde: -4000", "37:9", "W124", "-4.000"),
    (
        "indicator: corporatiewoningen",
        "indicator: eenzaam",
        "43:9",
        "W125",
        "'eenzaam' gaat niet over woningen of voorzieningen",
    ),
    ("indicator: corporatiewoningen", "indicator: bijstand", "43:9", "W125", "een gevolg en geen keuze"),
    ("indicator: corporatiewoningen", "indicator: koopwoningn", "43:9", "W120", "Bedoelt u 'koopwoningen'?"),
    ("        waarde: 60", "        waarde: 160", "44:9", "W124", "van 0 tot en met 100"),
    (
        "        waarde: 60",
        "        waarde: 60\n      - {gebied: BU03440111, indicator: corporatiewoningen, waarde: 3}",
        "45:30",
        "W126",
        "'corporatiewoningen' in BU03440111",
    ),
    ("- id: niets", "- id: huismeester", "45:5", "W126", "Het plan 'huismeester' staat hier twee keer"),
    (
        "        aantal: 2\n        start_jaar: 2027",
        "        aantal: 2\n        start_jaar: 2027\n        inzet_jaren: 3",
        "31:9",
        "W127",
        "'portiekaanpak' kost eenmalig geld, maar 'inzet_jaren' is 3",
    ),
    (
        "    nulalternatief: Alles blijft zoals het is.\n",
        "",
        "45:5",
        "R201",
        "'nulalternatief' ontbreekt. Vul 'nulalternatief' in (wat er gebeurt zonder dit plan)",
    ),
    (
        "nulalternatief: Alles blijft zoals het is.",
        'nulalternatief: "  "',
        "47:21",
        "R203",
        "'nulalternatief' heeft geen waarde",
    ),
    (
        "functie: controller\n            datum",
        "datum",
        "21:11",
        "R201",
        "functie van wie dit besloot, nooit een naam van een persoon",
    ),
    ("aantal: 1.5", "aantal: 0", "11:17", "R301", "groter dan 0"),
    ("aantal: 1.5", "aantal: 1,5", "11:17", "R205", "moet een getal zijn"),
    ("inzet_jaren: 3", "looptijd: 3", "13:9", "R202", "De sleutel 'looptijd' bestaat hier niet"),
    (
        "datum: 2026-02-01\n            reden",
        "datum: gisteren\n            reden",
        "24:20",
        "R214",
        "moet een datum zijn",
    ),
    ("plannen:", "plan:", "1:1", "R202", "Bedoelt u 'plannen'?"),
]


@pytest.mark.parametrize(("oud", "nieuw", "plaats", "code", "woorden"), FOUTEN)
def test_gallery(oud: str, nieuw: str, plaats: str, code: str, woorden: str, tmp_path: Path) -> None:
    assert GOED.count(oud) >= 1
    with pytest.raises(buurtwijzer.InputError) as caught:
        lees(GOED.replace(oud, nieuw, 1), tmp_path)
    found = [str(issue) for issue in caught.value.issues]
    assert any(text.startswith(f"plan.yaml:{plaats}: [{code}]") and woorden in text for text in found), found


def test_all_at_once_also_beside_what_is_broken(tmp_path: Path) -> None:
    """A mistake in types hides no mistake elsewhere, and what is broken is not told twice."""
    text = (
        GOED.replace("aantal: 1.5", "aantal: veel").replace("portiekaanpak", "portiekaanpk", 1).replace("2035", "2040")
    )
    with pytest.raises(buurtwijzer.InputError) as caught:
        lees(text, tmp_path)
    assert [issue.code for issue in caught.value.issues] == ["R205", "W120", "W122"]


@pytest.mark.parametrize(
    "tekst", ["plannen: 3\n", "plannen: []\n", "plannen:\n  - 3\n", "- id: x\n", "plannen:\n  - regels: x\n"]
)
def test_another_shape_is_refused(tekst: str, tmp_path: Path) -> None:
    with pytest.raises(buurtwijzer.InputError):
        lees(tekst, tmp_path)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(buurtwijzer.InputError, match="R101"):
        read_plan(Path("bestaat/niet.yaml"), meegeleverd())


def test_a_plan_from_elsewhere_meets_the_same_checks(tmp_path: Path) -> None:
    for item in lees(GOED, tmp_path):
        assert check_plan(item, meegeleverd()) == ()
    wrong = plan(regel("huismeester", aantal=0.0), regel("portiekaanpak", inzet_jaren=2), wat_als=())
    assert [issue.code for issue in check_plan(wrong, meegeleverd())] == ["R301", "W127"]
    assert check_plan(wrong, meegeleverd())[0].place.startswith("plan proef")


@pytest.mark.parametrize("id_", sorted(meegeleverd().interventies))
def test_every_own_value_that_is_allowed_has_an_input_and_no_other_has(id_: str) -> None:
    rules = meegeleverd()
    rule = rules.interventies[id_]
    keuze = {naam: eigen(2020.0 if naam.endswith("prijsjaar") else 0.5) for naam in own_values(rule)}
    found = build_model(plan(regel(id_, eigen=keuze)), rules, {"BU1": gebied()}).model
    used = {naam.removeprefix("r1_"): item for naam, item in found.invoer.items() if item.overschrijving is not None}
    assert set(used) == set(keuze)
    for naam, (low, high) in own_values(rule).items():
        limits = (used[naam].minimum, used[naam].maximum)
        if naam.endswith("_effect"):
            assert limits == (low, high)
            assert -math.inf < low < used[naam].waarde <= high < math.inf
            continue
        assert limits[0] is None or limits[0] == max(low, 0.0) or naam.endswith("prijsjaar")
        assert limits[1] is None or limits[1] == high

    plain = build_model(plan(regel(id_)), rules, {"BU1": gebied()}).model.invoer
    figures = {
        naam.removeprefix("r1_") for naam, item in plain.items() if naam.startswith("r1_") and item.bron != "het plan"
    }
    whole_area = {naam for naam in figures if naam.endswith("_hele_gebied")}
    assert figures - set(own_values(rule)) - whole_area - {f"mag_{partij.value}" for partij in Partij} <= {
        "aanwezig",
        "eigen_bezit",
        "grondslag",
    }


def test_what_if_is_about_stock_and_facilities_and_never_about_people() -> None:
    allowed = {id_ for id_, rule in meegeleverd().indicatoren.items() if rule.wat_als}
    assert {"corporatiewoningen", "koopwoningen", "bouwjaar_vanaf_2000", "afstand_huisarts", "scholen_3km"} <= allowed
    people = (
        "eenzaam",
        "inkomen",
        "leeftijd",
        "opleiding",
        "bijstand",
        "misdrijven",
        "roken",
        "huishoud",
        "lbm_",
        "wmo",
    )
    assert [id_ for id_ in allowed if any(word in id_ for word in people)] == []
