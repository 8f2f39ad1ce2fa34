"""The national reference: statistics that can be checked by hand, goalposts that follow from it, and a stable text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.table import BuurtTable, SourceFile
from buurtwijzer.reference.build import build_reference
from buurtwijzer.reference.compare import changes
from buurtwijzer.reference.quantiles import weighted_moments, weighted_quantiles, weighted_slope
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.reference_text import reference_yaml
from buurtwijzer.rulebook.schema import Leefgebied, Referentie
from buurtwijzer.rulebook.strict_yaml import parse_yaml
from buurtwijzer.scoring.levels import boundaries
from buurtwijzer.scoring.recipe import schaal
from buurtwijzer.scoring.score import score_outcomes
from tests.unit import regels
from tests.unit.regels import ITEM, MERK, NAN, buurten, indicator, rulebook

POSTS: dict[str, Any] = {"laag": 20.0, "hoog": 60.0, "eenheid": "pct", "jaar": 2019, "methode": "proef", **MERK}
BRON = SourceFile("land.csv", "ab" * 32, "cbs_kwb", "", 2023, "de naam", True, ())
GROEPEN = {
    "score": {"vertrekpunt": 50},
    "referentie": {"inwoners_n": 50, "gebieden_n": 100, "gemeenten_n": 10},
    "niveaus": {"laag_tot": 20, "licht_tot": 40, "gemiddeld_tot": 60, "verhoogd_tot": 80},
}


def part(name: str, weight: float) -> dict[str, Any]:
    return {"indicator": name, "gewicht_frac": weight, "waarom": "proef"}


def rules(**winkels: Any) -> Rulebook:
    book = rulebook(
        indicatoren=[
            indicator("koop", doelwaarden=POSTS),
            indicator("winkels", doelwaarden=POSTS, **winkels),
            indicator("stedelijkheid", eenheid="per_km2"),
            indicator("leeg", doelwaarden=POSTS),
        ]
    )
    wonen = Leefgebied(
        id="wonen", naam="wonen", omschrijving="proef", onderdelen=[part("koop", 0.7), part("winkels", 0.3)], **ITEM
    )
    groups = {name: regels.parameters(name, numbers) for name, numbers in GROEPEN.items()}
    return replace(book, leefgebieden={"wonen": wonen}, parameters={**book.parameters, **groups})


def country(n: int = 600, seed: int = 3, gemeenten: int = 20) -> BuurtTable:
    rng = np.random.default_rng(seed)
    density = np.exp(rng.normal(7, 1, n))
    table = buurten(
        {
            "koop": rng.uniform(0, 100, n).tolist(),
            "winkels": (5 * np.log(density) + rng.normal(0, 2, n)).tolist(),
            "stedelijkheid": density.tolist(),
            "leeg": [NAN] * n,
        },
        code=[f"BU{i % gemeenten:04d}{i:04d}" for i in range(n)],
        inwoners=rng.integers(10, 3000, n).astype(float).tolist(),
    )
    return replace(table, bestanden=(BRON,))


def made(book: Rulebook | None = None) -> Referentie:
    return build_reference(country(), book or rules())


@given(
    values=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30),
    shares=st.lists(st.floats(0, 1), min_size=2, max_size=6).map(sorted),
)
@settings(max_examples=100, deadline=None)
def test_quantiles_rise_and_stay_inside(values: list[float], shares: list[float]) -> None:
    found = weighted_quantiles(np.array(values), np.arange(1.0, len(values) + 1), tuple(shares))
    assert (np.diff(found) >= 0).all()
    assert found.min() >= min(values)
    assert found.max() <= max(values)


@given(values=st.lists(st.integers(0, 50), min_size=1, max_size=12), weights=st.data())
@settings(max_examples=60, deadline=None)
def test_a_weight_counts_as_that_many_areas_up_to_half_an_area(values: list[int], weights: st.DataObject) -> None:
    times = weights.draw(st.lists(st.integers(1, 4), min_size=len(values), max_size=len(values)))
    once = weighted_quantiles(np.array(values, float), np.array(times, float), (0.5,))[0]
    many = np.repeat(values, times)
    assert np.percentile(many, 0, method="lower") <= once <= np.percentile(many, 100)
    assert np.isclose(weighted_moments(np.array(values, float), np.array(times, float)).gemiddelde, many.mean())
    assert np.isclose(weighted_moments(np.array(values, float), np.array(times, float)).spreiding, many.std())


def test_slope_is_that_of_the_line() -> None:
    x = np.array([1.0, 2.0, 4.0])
    assert weighted_slope(x, 3 * x + 1, np.array([1.0, 5.0, 2.0])) == pytest.approx(3)
    assert weighted_slope(np.ones(3), x, np.ones(3)) == 0


def test_small_areas_do_not_count_and_numbers_are_weighted_by_residents() -> None:
    table, found = country(), made()
    large = table.inwoners >= 50
    entry = next(e for e in found.indicatoren if e.indicator == "koop")
    values, weights = table.values[large, table.column("koop")], table.inwoners[large]
    assert found.gebieden_n == entry.gebieden_n == large.sum()
    assert entry.gemiddelde == pytest.approx(np.average(values, weights=weights), abs=1e-4)
    below = weights[values <= entry.kwantielen.p25].sum() / weights.sum()
    assert below == pytest.approx(0.25, abs=0.01)
    assert entry.jaar == 2023
    assert "leeg" not in {e.indicator for e in found.indicatoren}


def test_goalposts_and_levels_come_from_the_reference_unless_the_rule_goes_first() -> None:
    book = replace(rules(), referentie={"2023": made()})
    entry = made().indicatoren[0]
    scale = schaal("koop", book)
    assert (scale.laag, scale.hoog) == (entry.kwantielen.p5, entry.kwantielen.p95)
    assert scale.pad_hoog == ("referentie", "2023", "indicatoren", "0", "kwantielen", "p95")
    outcome = made().uitkomsten[0].kwantielen
    assert boundaries(book, "wonen") == (outcome.p10, outcome.p30, outcome.p70, outcome.p90)
    assert boundaries(book, "onbekend") == (20, 40, 60, 80)
    first = indicator("koop", doelwaarden={**POSTS, "voorrang": True})
    own = schaal("koop", replace(book, indicatoren={**book.indicatoren, "koop": first}))
    assert (own.laag, own.hoog) == (20, 60)
    assert own.pad_laag == ("indicatoren", "koop", "doelwaarden", "laag")


def test_the_latest_reference_counts() -> None:
    old = made().model_copy(update={"id": "2019", "indicatoren": []})
    book = replace(rules(), referentie={"2019": old, "2023": made()})
    assert schaal("koop", book).pad_laag[1] == "2023"


def test_making_it_again_with_the_reference_in_place_gives_the_same() -> None:
    assert made(replace(rules(), referentie={"2023": made()})) == made()


def test_scores_with_the_reference_have_the_quantiles_it_gives() -> None:
    book = replace(rules(), referentie={"2023": made()})
    scores = score_outcomes(country(), book)[0].score
    below = (scores[np.isfinite(scores)] <= boundaries(book, "wonen")[2]).mean()
    assert below == pytest.approx(0.7, abs=0.02)


def test_correction_takes_urbanity_out_and_says_so() -> None:
    book = rules(stedelijkheid_corrigeren=True)
    found = made(book)
    entry = next(e for e in found.indicatoren if e.indicator == "winkels")
    assert entry.stedelijkheid is not None
    assert entry.stedelijkheid.helling == pytest.approx(5, abs=0.3)
    table = country()
    corrected = replace(book, referentie={"2023": found})
    density = np.log(table.values[:, table.column("stedelijkheid")])
    column = list(score_outcomes(table, corrected)[0].indicatoren).index("winkels")
    with_, without = (
        score_outcomes(table, own)[0].bijdragen[:, column]
        for own in (corrected, replace(rules(), referentie={"2023": made()}))
    )
    ok = table.inwoners >= 100
    assert abs(np.corrcoef(density[ok], with_[ok])[0, 1]) < 0.1
    assert np.corrcoef(density[ok], without[ok])[0, 1] > 0.8


def test_without_density_a_corrected_indicator_is_absent_and_the_reason_says_why() -> None:
    book = rules(stedelijkheid_corrigeren=True)
    book = replace(book, referentie={"2023": made(book)})
    areas = buurten({"koop": [NAN, 50.0], "winkels": [30.0, 30.0], "stedelijkheid": [NAN, NAN], "leeg": [1.0, 1.0]})
    wonen = score_outcomes(areas, book)[0]
    assert wonen.aanwezig.tolist() == [[False, False], [True, False]]
    assert "zonder adressendichtheid niet voor stedelijkheid te corrigeren: Winkels" in wonen.reden[0]
    assert wonen.dekking.tolist() == [0.0, 0.7]


def test_a_file_of_one_gemeente_is_refused() -> None:
    with pytest.raises(InputError, match="D395"):
        build_reference(country(gemeenten=3), rules())
    with pytest.raises(InputError, match="D395"):
        build_reference(country(60), rules())


def test_the_text_reads_back_as_the_same_reference() -> None:
    book = rules(stedelijkheid_corrigeren=True)
    found = made(book)
    text = reference_yaml(found)
    assert text == reference_yaml(made(book))
    parsed = parse_yaml(text.encode(), "2023.yaml")
    assert not parsed.issues
    assert Referentie.model_validate(parsed.data) == found


def test_what_changed_is_told_by_name_and_number() -> None:
    new, old = made(), made()
    assert changes(new, None)[0].startswith("Er was nog geen")
    assert changes(new, old)[0].startswith("Geen verschil")
    first = old.indicatoren[0]
    moved = first.model_copy(update={"kwantielen": first.kwantielen.model_copy(update={"p5": 1.5})})
    stale = moved.model_copy(update={"indicator": "weg"})
    other = old.model_copy(update={"id": "2019", "jaar": 2019, "indicatoren": [moved, stale], "uitkomsten": []})
    told = changes(new, other)
    assert told[0] == "De vorige referentie was van 2019, deze is van 2023."
    assert f"indicator {first.indicator}: p5 1,5 → " in told[1]
    assert "indicator weg: vervallen" in told
    assert any(line.startswith("uitkomst wonen: nieuw (p10 ") for line in told)
