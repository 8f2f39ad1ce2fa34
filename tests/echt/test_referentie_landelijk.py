"""The national reference on the real files: it is what the files say, and scores compare with the whole country."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import buurtwijzer
from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.data.table import BuurtData, State
from buurtwijzer.reference.build import build_reference
from buurtwijzer.reference.compare import changes
from buurtwijzer.reference.filling import fill_in
from buurtwijzer.reference.national import National, national_bytes, read_national
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.reference_text import reference_yaml
from buurtwijzer.rulebook.schema import Referentie
from tests.waarheid.files import NEDERLAND

FILES = NEDERLAND.bestanden


@pytest.fixture(scope="module")
def made(nederland: BuurtData, regels: Rulebook) -> Referentie:
    return build_reference(nederland.table, regels)


def test_the_shipped_reference_is_the_one_these_files_and_rules_give(made: Referentie, regels: Rulebook) -> None:
    command = f"buurtwijzer rules referentie {' '.join(FILES)} -o rules --overschrijf"
    assert regels.landelijk is not None
    assert changes(made, regels.landelijk)[0].startswith("Geen verschil"), f"draai: {command}"
    assert reference_yaml(made) == reference_yaml(regels.landelijk)


# Independent figures: data-facts 9, worked out elsewhere from the same files.
@pytest.mark.parametrize(
    ("indicator", "p5", "p50", "p95", "gemiddelde"),
    [
        ("koopwoningen", 21.0, 63.0, 91.0, 59.57),
        ("woz_waarde", 223.0, 364.0, 626.48, 387.22),
        ("leeftijd_65_plus", 7.44, 20.43, 33.84, 20.49),
        ("afstand_huisarts", 0.4, 0.8, 3.0, 1.07),
        ("goed_ervaren_gezondheid", 60.8, 73.6, 82.3, 72.84),
        ("roken", 11.7, 16.7, 25.9, 17.65),
    ],
)
def test_quantiles_are_those_worked_out_elsewhere(
    made: Referentie, indicator: str, p5: float, p50: float, p95: float, gemiddelde: float
) -> None:
    entry = next(entry for entry in made.indicatoren if entry.indicator == indicator)
    assert entry.gemiddelde == pytest.approx(gemiddelde, abs=0.06)
    for found, expected in zip(
        (entry.kwantielen.p5, entry.kwantielen.p50, entry.kwantielen.p95), (p5, p50, p95), strict=True
    ):
        assert found == pytest.approx(expected, rel=0.005, abs=0.02)


def test_amenities_no_longer_follow_urbanity(beoordeeld: tuple[Assessment, float]) -> None:
    result, _ = beoordeeld
    outcome = result.outcome("voorzieningen")
    density = np.log(np.maximum(result.table.values[:, result.table.column("stedelijkheid")], 1))
    known = np.isfinite(outcome.score) & np.isfinite(density)
    assert known.sum() > 10_000
    assert abs(np.corrcoef(outcome.score[known], density[known])[0, 1]) < 0.35


def test_the_whole_country_is_assessed_and_fast_enough(beoordeeld: tuple[Assessment, float]) -> None:
    result, spent = beoordeeld
    assert len(result.table) == 14_574
    assert spent < 15, "een orde te langzaam; zie tests/bench voor de verhouding"


def test_one_gemeente_against_the_country(nederland: BuurtData, regels: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "nl.npz"
    path.write_bytes(national_bytes(nederland.table, regels))
    assert path.stat().st_size < 5_000_000
    small = Options(gemeente="Vlieland")
    country = Options(gemeente="Vlieland", referentie=path)
    whole, named = buurtwijzer.assess(nederland, regels, small), buurtwijzer.assess(nederland, regels, country)
    assert named.vergelijking.startswith("Nederland 2024 (")
    assert dict(named.verantwoording)["landelijke vergelijking"] == "Nederland 2024, nl.npz"
    for one, other in zip(whole.uitkomsten, named.uitkomsten, strict=True):
        assert np.array_equal(one.score, other.score, equal_nan=True)
        assert np.array_equal(one.vergelijkbaar, other.vergelijkbaar, equal_nan=True)


@pytest.fixture(scope="module")
def land(nederland: BuurtData, regels: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> National:
    path = tmp_path_factory.mktemp("land") / "NL.npz"
    path.write_bytes(national_bytes(nederland.table, regels))
    return read_national(path, regels)


def test_every_figure_of_the_country_is_kept_to_the_last_bit(nederland: BuurtData, land: National) -> None:
    for part in ("values", "state", "jaar", "gebruik", "inwoners", "huishoudens", "gewijzigd", "telt_vanaf"):
        assert np.array_equal(getattr(land.table, part), getattr(nederland.table, part), equal_nan=True), part
    assert (land.table.naam, land.table.gemeente) == (nederland.table.naam, nederland.table.gemeente)
    assert {State.GEMETEN, State.ONDERDRUKT, State.ONTBREEKT} <= set(np.unique(land.table.state).tolist())
    headers = [header for use in land.table.kolomgebruik for header, _ in use.kolommen]
    assert headers
    assert not [header for header in headers if is_blocked(header)]


def test_a_list_of_codes_gets_the_scores_that_the_files_themselves_give(
    nederland: BuurtData, regels: Rulebook, land: National
) -> None:
    codes = tuple(code for code in land.table.code if code.startswith("BU0344"))
    options = Options(codes=codes)
    listed = fill_in(None, land, codes)
    assert listed.table.code == codes
    one = buurtwijzer.assess(nederland, regels, options, landelijk=land)
    other = buurtwijzer.assess(listed, regels, options, landelijk=land)
    for ours, theirs in zip(one.uitkomsten, other.uitkomsten, strict=True):
        for part in ("score", "laag", "hoog", "dekking", "bijdragen", "vergelijkbaar"):
            assert np.array_equal(getattr(ours, part), getattr(theirs, part), equal_nan=True), (ours.id, part)
    assert one.adviezen == other.adviezen
    for ours, theirs in zip(one.segmenten, other.segmenten, strict=True):
        assert np.array_equal(ours.aandeel, theirs.aandeel, equal_nan=True)
        assert ours.benaderstijl == theirs.benaderstijl
    told = [issue for issue in other.issues if issue.code == "D389"]
    assert [issue.place for issue in told] == ["NL.npz"]
    lines = "\n".join(buurtwijzer.explain(other, "BU03440114", "wonen").lines())
    assert "waarde 2024, gemeten, uit g_wozbag (kwb2024_landelijk_selectie.csv.gz)" in lines
    assert "[NL.npz, gebied BU03440114]" in lines


def test_own_figures_of_utrecht_stay_and_the_country_fills_in_the_rest(
    testdata: Path, regels: Rulebook, land: National
) -> None:
    own = buurtwijzer.read_buurten([testdata / "kwb2023_utrecht_cbs-formaat.xlsx"], regels)
    filled = fill_in(own, land).table
    known = own.table.state < State.ONTBREEKT
    assert np.array_equal(filled.values[known], own.table.values[known], equal_nan=True)
    assert np.array_equal(filled.jaar[known], own.table.jaar[known])
    added = ~known & (filled.state < State.ONDERDRUKT)
    assert added.sum() > 3_000
    assert set(filled.jaar[added].tolist()) == {2020, 2024, 2025}
    assert filled.code == own.table.code


def test_the_files_themselves_need_no_filling_in(nederland: BuurtData, land: National) -> None:
    assert fill_in(nederland, land) is nederland
