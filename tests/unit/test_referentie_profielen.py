"""Profiles and factors of the reference: planted profiles come back, keep their names, and go into the segmentation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.table import BuurtTable, SourceFile
from buurtwijzer.reference.build import build_reference
from buurtwijzer.reference.compare import changes
from buurtwijzer.reference.compare_fitted import fit_quality
from buurtwijzer.rulebook.fitted import check_fitted, fill
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.reference_text import reference_yaml
from buurtwijzer.rulebook.schema import Profielen, Referentie, Segmentatie
from buurtwijzer.rulebook.strict_yaml import parse_yaml
from buurtwijzer.segmentation.segment import segment_areas
from tests.unit import segmentaties
from tests.unit.regels import NAN, buurten, parameters

BRON = SourceFile("land.csv", "ab" * 32, "cbs_kwb", "", 2023, "de naam", True, ())
GETALLEN = {
    "inwoners_n": 50,
    "gebieden_n": 100,
    "gemeenten_n": 10,
    "profielen_afkap_pct": 1,
    "profielen_gelijkenis_frac": 0.6,
    "profielen_pogingen_n": 3,
    "profielen_herhalingen_n": 3,
    "profielen_zaad": 1,
}
# jong, koop, kinderen, oud, stad (logarithm), hulp, inzet: the three profiles of `segmentaties.profielen`.
MIDDENS = [(45.0, 20, 25, 20, 7.5, 30, 20), (30, 40, 45, 25, 5.5, 20, 40), (20, 30, 20, 50, 5.5, 40, 30)]


def kaal(rule: Segmentatie) -> Segmentatie:
    """Take out of a segmentation what is fitted."""
    form: dict[str, Any] = rule.model_dump(exclude_none=True)
    for part in form.get("prototypen", {}).get("kenmerken", ()):
        del part["schaal"]
    for key in ("temperatuur", "jaar"):
        form.get("prototypen", {}).pop(key, None)
    if "prototypen" in form:
        form["prototypen"]["gedrag"] = ["hulp", "inzet"]
    for segment in form["segmenten"]:
        for key in ("middelpunt", "ijkfactor", *(["landelijk_frac"] if "prototypen" in form else [])):
            segment.pop(key, None)
    return Segmentatie.model_validate(form)


def boek(*rules: Segmentatie, referentie: Referentie | None = None) -> Rulebook:
    book = segmentaties.regels(*(rules or (kaal(segmentaties.profielen()), kaal(segmentaties.groepen()))))
    groups = {"referentie": parameters("referentie", GETALLEN), "score": parameters("score", {"vertrekpunt": 50})}
    known = {} if referentie is None else {referentie.id: referentie}
    filled = {id_: fill(rule, known, {})[0] for id_, rule in book.segmentaties.items()}
    return replace(book, parameters={**book.parameters, **groups}, referentie=known, segmentaties=filled)


def land(sizes: tuple[int, ...] = (300, 200, 100), seed: int = 5) -> BuurtTable:
    rng = np.random.default_rng(seed)
    rows = np.concatenate(
        [middle + rng.normal(0, (3, 3, 3, 3, 0.2, 2, 2), (n, 7)) for n, middle in zip(sizes, MIDDENS, strict=True)]
    )
    rows[:, 4] = np.exp(rows[:, 4])
    names = (*segmentaties.KENMERKEN, "hulp", "inzet")
    n = len(rows)
    table = buurten(
        {name: rows[:, number].tolist() for number, name in enumerate(names)},
        code=[f"BU{i % 20:04d}{i:04d}" for i in range(n)],
        inwoners=rng.integers(100, 3000, n).astype(float).tolist(),
        huishoudens=[100.0] * n,
    )
    return replace(table, bestanden=(BRON,))


def profielen_van(found: Referentie) -> Profielen:
    return found.profielen[0]


def test_planted_profiles_come_back_with_the_figures_that_were_not_used() -> None:
    found = profielen_van(build_reference(land(), boek()))
    assert found.gebieden_n == 600
    assert sorted(profile.grootste_frac for profile in found.segmenten) == pytest.approx(
        [1 / 6, 1 / 3, 1 / 2], abs=0.01
    )
    assert sum(profile.landelijk_frac for profile in found.segmenten) == pytest.approx(1, abs=1e-3)
    largest = max(found.segmenten, key=lambda profile: profile.grootste_frac)
    assert {line.indicator: line.waarde for line in largest.gedragskaart} == {
        "hulp": pytest.approx(30, abs=1),
        "inzet": pytest.approx(20, abs=1),
    }
    checks = {check.maat: check.waarde for check in found.toetsen}
    assert checks["deel van de buurten met het grootste profiel voorop"] == pytest.approx(0.5, abs=0.01)
    assert checks["overeenkomst tussen 3 herhalingen op steekproeven (adjusted Rand)"] > 0.95
    assert checks["deel van de verschillen in 'Inzet' tussen profielen, gewogen naar inwoners"] > 0.9


def test_names_stay_with_what_they_describe() -> None:
    before = build_reference(land(), boek(kaal(segmentaties.profielen())))
    # The sizes turn around: by size alone every name would go to another kind of buurt.
    after = build_reference(land((80, 250, 400), seed=9), boek(kaal(segmentaties.profielen()), referentie=before))
    old, new = ({p.segment: p for p in profielen_van(found).segmenten} for found in (before, after))
    for id_, profile in old.items():
        cards = [line.waarde for line in profile.gedragskaart], [line.waarde for line in new[id_].gedragskaart]
        assert cards[0] == pytest.approx(cards[1], abs=1.5)
    assert min(new, key=lambda id_: new[id_].grootste_frac) == max(old, key=lambda id_: old[id_].grootste_frac)


def test_a_segment_that_is_new_gets_the_profile_that_is_left() -> None:
    two = kaal(segmentaties.profielen())
    two = two.model_copy(update={"segmenten": two.segmenten[:2]})
    before = build_reference(land((300, 200, 0)), boek(two))
    after = build_reference(land(), boek(kaal(segmentaties.profielen()), referentie=before))
    assert [p.segment for p in profielen_van(after).segmenten] == ["groep_0", "groep_1", "groep_2"]
    assert profielen_van(after).segmenten[2].grootste_frac == pytest.approx(1 / 6, abs=0.01)


def test_the_same_areas_in_another_order_give_the_same_bytes() -> None:
    table = land()
    turned = table.take(np.random.default_rng(1).permutation(len(table)))
    texts = {reference_yaml(build_reference(part, boek())) for part in (table, table, turned)}
    assert len(texts) == 1
    text = texts.pop()
    parsed = parse_yaml(text.encode(), "2023.yaml")
    assert not parsed.issues
    assert Referentie.model_validate(parsed.data) == build_reference(table, boek())


def test_making_it_again_changes_nothing_and_says_so() -> None:
    first = build_reference(land(), boek())
    again = build_reference(land(), boek(referentie=first))
    assert reference_yaml(again) == reference_yaml(first)
    assert changes(again, first)[0].startswith("Geen verschil")


def test_factors_make_the_country_have_the_published_shares() -> None:
    table = land()
    book = boek(referentie=build_reference(table, boek()))
    found = next(part for part in segment_areas(table, book) if part.id == "groepen")
    mean = table.inwoners @ found.aandeel / table.inwoners.sum()
    assert mean == pytest.approx([0.2, 0.5, 0.3], abs=1e-4)


def test_what_was_fitted_comes_into_the_segmentation_and_is_used() -> None:
    bare = boek()
    assert not bare.segmentaties["profielen"].is_berekend
    assert [part.id for part in segment_areas(land(), bare)] == ["groepen"]
    assert [issue.code for issue in check_fitted(bare)] == ["R453", "R455"]
    full = boek(referentie=build_reference(land(), bare))
    assert [part.id for part in segment_areas(land(), full)] == ["profielen", "groepen"]
    assert [issue.code for issue in check_fitted(full)] == []


def test_own_numbers_go_first_and_other_attributes_are_not_filled_in() -> None:
    made = build_reference(land(), boek())
    own = segmentaties.profielen(temperatuur=9.0)
    assert fill(own, {made.id: made}, {})[0] is own
    form = kaal(segmentaties.profielen()).model_dump(exclude_none=True)
    form["prototypen"]["kenmerken"][0]["indicator"] = "hulp"
    other = Segmentatie.model_validate(form)
    assert fill(other, {made.id: made}, {})[0] is other


def test_another_weight_is_used_and_told() -> None:
    made = build_reference(land(), boek())
    form = kaal(segmentaties.profielen()).model_dump(exclude_none=True)
    form["prototypen"]["kenmerken"][1]["gewicht"] = 3.0
    book = boek(Segmentatie.model_validate(form), referentie=made)
    assert book.segmentaties["profielen"].is_berekend
    issues = [issue for issue in check_fitted(book) if issue.code == "R454"]
    assert [issue.message for issue in issues] == [
        "De profielen van 'Profielen' zijn berekend met een ander gewicht voor koop."
    ]


def test_too_few_buurten_with_every_attribute_are_refused_by_name() -> None:
    table = land()
    values = table.values.copy()
    values[50:, table.column("kinderen")] = NAN
    with pytest.raises(InputError) as caught:
        build_reference(replace(table, values=values), boek())
    (issue,) = caught.value.issues
    assert issue.code == "D398"
    assert "hebben 50 buurten alle kenmerken" in issue.message
    assert "Kinderen (50)" in issue.message


def test_small_buurten_do_not_count() -> None:
    table = land()
    people = table.inwoners.copy()
    people[:40] = 60.0
    found = build_reference(replace(table, inwoners=people), boek())
    assert found.gebieden_n == 600
    assert profielen_van(found).gebieden_n == 560


def test_what_moved_is_told_in_dutch() -> None:
    before = build_reference(land(), boek())
    after = build_reference(land(seed=11), boek(referentie=before))
    told = changes(after, before)
    moved = next(line for line in told if line.startswith("profiel groep_0: verschoof "))
    assert " spreiding (het meest op " in moved
    assert any(line.startswith("ijkfactor groep_") and " → " in line for line in told)
    assert any(line.startswith("profielen profielen: andere schaal van ") for line in told)
    shown = fit_quality(after)
    assert shown[0] == "profielen: profielen op 600 buurten"
    assert any("vooraan: groep_" in line and "50,0 %" in line for line in shown)
    assert any("adjusted Rand" in line for line in shown)
    gone = after.model_copy(update={"profielen": [], "ijkfactoren": []})
    assert {"profielen profielen: vervallen", "ijkfactoren groepen: vervallen"} <= set(changes(gone, after))
