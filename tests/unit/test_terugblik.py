"""The back-test as a whole on made areas, by the shipped rules: what is compared, with what, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.table import BuurtData, FloatArray
from buurtwijzer.evidence.backtest.areas import Gebieden
from buurtwijzer.evidence.backtest.backtest import backtest
from buurtwijzer.evidence.backtest.model import Bewijs, Ijkoordeel, Manier, Oordeel, Terugblik, Toetsuitslag
from buurtwijzer.reporting.terugblik.bladen import sheets
from buurtwijzer.reporting.terugblik.json_form import backtest_json
from buurtwijzer.reporting.terugblik.pagina import page
from buurtwijzer.reporting.terugblik.samenvatting import backtest_lines
from buurtwijzer.scoring.score import score_outcomes
from tests.geladen import meegeleverd
from tests.unit.regels import buurten

REGELS = meegeleverd()
INVOER = ("eenpersoonshuishoudens", "moeite_rondkomen", "beperking_bewegen", "huishoudensgrootte")
RICHTING = (1, 1, 1, -1)
GEMEENTEN, PER = 24, 10
N = GEMEENTEN * PER


def doel(naam: str) -> tuple[float, float]:
    """Give the goalposts of an indicator."""
    found = REGELS.indicatoren[naam].doelwaarden
    assert found is not None
    return found.laag, found.hoog


def alle(kolommen: Mapping[str, FloatArray]) -> dict[str, list[float]]:
    """Give every indicator of the rules, empty where nothing is made."""
    n = len(next(iter(kolommen.values())))
    return {name: kolommen.get(name, np.full(n, np.nan)).tolist() for name in REGELS.indicatoren}


def gebieden(
    kolommen: Mapping[str, FloatArray], gemeenten: int = GEMEENTEN, inwoners: FloatArray | None = None
) -> BuurtData:
    n = len(next(iter(kolommen.values())))
    code = [f"BU{1000 + number % gemeenten:04d}{number // gemeenten:04d}" for number in range(n)]
    people = None if inwoners is None else inwoners.tolist()
    order = np.argsort(code)
    table = buurten(alle(kolommen), code=code, inwoners=people)
    return BuurtData(table.take(order), ())


def invoer(rng: np.random.Generator, n: int = N) -> dict[str, FloatArray]:
    """Make inputs of eenzaamheid that share little, so that no single one does what the score does."""
    columns = {}
    for name, way in zip(INVOER, RICHTING, strict=True):
        low, high = doel(name)
        share = rng.uniform(0.1, 0.9, n)
        columns[name] = low + (high - low) * (share if way > 0 else 1 - share)
    return columns | {
        "woz_waarde": rng.uniform(200, 600, n),
        "stedelijkheid": np.exp(rng.uniform(4, 8.5, n)),
    }


def score(columns: Mapping[str, FloatArray]) -> FloatArray:
    table = buurten(alle(columns))
    return next(item for item in score_outcomes(table, REGELS, dekking_pct=30) if item.id == "eenzaamheid").score


def terugblik(columns: Mapping[str, FloatArray], **keuzes: int) -> Terugblik:
    return backtest(gebieden(columns, **keuzes), REGELS, Options(dekking_pct=30), uitkomst="eenzaamheid")


def regel(found: Terugblik, cijfer: str) -> Toetsuitslag:
    (row,) = [row for row in found.uitslagen if row.cijfer == cijfer]
    return row


@pytest.fixture(scope="module")
def goed() -> Terugblik:
    """Look back on areas where loneliness is exactly what the score says, with some noise in the other figure."""
    rng = np.random.default_rng(1)
    columns = invoer(rng)
    own, (low, high), (less, more) = score(columns), doel("eenzaam"), doel("ernstig_eenzaam")
    noise = rng.normal(size=N)
    return terugblik(
        columns
        | {
            "eenzaam": low + (high - low) * own / 100,
            "ernstig_eenzaam": less + (more - less) * (50 + 0.5 * (own - 50) + 2 * noise) / 100,
        }
    )


def test_a_figure_that_is_the_score_is_found_to_be_so(goed: Terugblik) -> None:
    row = regel(goed, "eenzaam")
    assert row.samenhang == pytest.approx(1.0)
    assert row.oordeel is Oordeel.MEER
    assert row.tegenstanders[0].samenhang < 1
    assert row.ijking is not None
    assert row.ijking.helling == pytest.approx(1.0)
    assert row.ijking.oordeel is Ijkoordeel.PAST
    assert row.ijking.stappen_goed == 9
    assert row.ijking.schaal == "doelwaarden van het regelboek"
    for part in row.ijking.tienden:
        assert part.punten == pytest.approx(part.score, abs=1e-6)
        assert part.laag <= part.cijfer <= part.hoog
    assert row.fouten[0].fout < 0.15 * row.fouten[0].gemiddelde
    assert abs(row.fouten[0].scheef) < row.fouten[0].gemiddelde


def test_a_score_that_overstates_is_told(goed: Terugblik) -> None:
    row = regel(goed, "ernstig_eenzaam")
    assert row.ijking is not None
    assert row.ijking.helling == pytest.approx(0.5, abs=0.05)
    assert row.ijking.oordeel is Ijkoordeel.OVERDRIJFT


def test_all_opponents_stand_beside_it(goed: Terugblik) -> None:
    row = regel(goed, "eenzaam")
    assert {item.manier for item in row.tegenstanders} == set(Manier)
    values = [item.samenhang for item in row.tegenstanders]
    assert values == sorted(values, reverse=True)
    assert row.bewijs is Bewijs.CONSISTENTIE
    assert (row.n, row.groepen, row.groep) == (N, GEMEENTEN, "gemeenten")


def test_a_single_figure_that_does_all_the_work_is_found_out() -> None:
    rng = np.random.default_rng(2)
    columns = invoer(rng)
    columns["eenzaam"] = 20 + columns["moeite_rondkomen"] + rng.normal(0, 0.3 * columns["moeite_rondkomen"].std(), N)
    row = regel(terugblik(columns), "eenzaam")
    assert row.tegenstanders[0].indicator == "moeite_rondkomen"
    assert row.tegenstanders[0].manier is Manier.KOLOM
    assert row.oordeel is Oordeel.MINDER


def test_a_single_figure_counts_in_the_direction_that_works() -> None:
    rng = np.random.default_rng(3)
    columns = invoer(rng)
    columns["eenzaam"] = 60 - columns["moeite_rondkomen"] + rng.normal(0, 0.3 * columns["moeite_rondkomen"].std(), N)
    row = regel(terugblik(columns), "eenzaam")
    assert row.tegenstanders[0].samenhang > 0.9
    assert row.samenhang < 0
    assert row.ijking is not None
    assert row.ijking.oordeel is Ijkoordeel.ANDERS


def test_urbanity_alone_can_be_the_best_opponent() -> None:
    rng = np.random.default_rng(4)
    columns = invoer(rng)
    columns["eenzaam"] = 30 + np.log(columns["stedelijkheid"])
    row = regel(terugblik(columns), "eenzaam")
    assert row.tegenstanders[0].manier is Manier.STEDELIJK
    assert row.oordeel is Oordeel.MINDER


def test_a_figure_that_is_the_same_everywhere_is_no_opponent() -> None:
    rng = np.random.default_rng(12)
    columns = invoer(rng) | {"woz_waarde": np.full(N, 300.0), "stedelijkheid": np.full(N, 900.0)}
    columns["eenzaam"] = rng.uniform(20, 60, N)
    row = regel(terugblik(columns), "eenzaam")
    assert {item.manier for item in row.tegenstanders} == {Manier.GELIJK, Manier.KOLOM}
    assert row.oordeel is not Oordeel.GEEN


def test_equal_weights_are_the_score_itself_when_its_weights_are_equal() -> None:
    """`groen` is corrected for urbanity, so its plain mean must be as well."""
    rng = np.random.default_rng(13)
    names = [part.indicator for part in REGELS.krachten["groen"].onderdelen]
    columns = {name: rng.uniform(0.2, 3, N) for name in names} | {"stedelijkheid": np.exp(rng.uniform(4, 8.5, N))}
    item = REGELS.krachten["groen"]
    equal = [part.model_copy(update={"gewicht_frac": 1 / len(names)}) for part in item.onderdelen]
    rules = replace(REGELS, krachten={**REGELS.krachten, "groen": item.model_copy(update={"onderdelen": equal})})
    table = buurten(alle(columns))
    outcomes = score_outcomes(table, rules)
    areas = Gebieden(table, outcomes, rules)
    own = next(outcome for outcome in outcomes if outcome.id == "groen").score
    assert areas.equal_weights("groen") == pytest.approx(own, abs=1e-3)


def test_noise_is_not_told_to_be_more() -> None:
    found = [0, 0]
    for seed in range(12):
        rng = np.random.default_rng(100 + seed)
        columns = invoer(rng)
        columns["eenzaam"] = rng.uniform(20, 60, N)
        row = regel(terugblik(columns), "eenzaam")
        found[0] += row.oordeel is Oordeel.MEER
        found[1] += row.laag <= 0 <= row.hoog
    assert found[0] == 0
    assert found[1] >= 8


def test_few_municipalities_take_wijken_and_too_few_give_no_verdict() -> None:
    rng = np.random.default_rng(5)
    columns = invoer(rng) | {"eenzaam": rng.uniform(20, 60, N)}
    row = regel(terugblik(columns, gemeenten=2), "eenzaam")
    # Codes count up within a municipality, so that all are of wijk 00 or 01.
    assert row.groep == "wijken"
    assert row.oordeel is Oordeel.GEEN
    assert np.isnan(row.laag)
    found = terugblik(columns, gemeenten=2)
    assert "B165" in {issue.code for issue in found.issues}
    assert found.toevallig == 0


def test_small_and_hidden_areas_are_not_used() -> None:
    rng = np.random.default_rng(6)
    people = np.full(N, 1000.0)
    people[:40] = 80
    columns = invoer(rng) | {"eenzaam": rng.uniform(20, 60, N)}
    columns["eenzaam"][-30:] = np.nan
    data = gebieden(columns, inwoners=people)
    row = regel(backtest(data, REGELS, Options(dekking_pct=30), uitkomst="eenzaamheid"), "eenzaam")
    assert row.n == N - 70


def test_too_few_areas_give_nothing_and_say_so() -> None:
    rng = np.random.default_rng(7)
    columns = invoer(rng, 25) | {"eenzaam": rng.uniform(20, 60, 25)}
    found = terugblik(columns)
    row = regel(found, "eenzaam")
    assert not row.is_geteld
    assert row.ijking is None
    assert np.isnan(row.samenhang)
    assert "B164" in {issue.code for issue in found.issues}
    assert "niets vergeleken" in "\n".join(backtest_lines(found))
    assert "te weinig gebieden" in {cell for rij in sheets(found)[0].rijen for cell in rij}


def test_errors_are_per_class_of_residents_and_density() -> None:
    rng = np.random.default_rng(8)
    people = np.where(np.arange(N) % 2 == 0, 300.0, 3000.0)
    columns = invoer(rng)
    spread = np.where(people < 1000, 6.0, 1.0)
    low, high = doel("eenzaam")
    columns["eenzaam"] = low + (high - low) * score(columns) / 100 + spread * rng.normal(size=N)
    data = gebieden(columns, inwoners=people)
    row = regel(backtest(data, REGELS, Options(dekking_pct=30), uitkomst="eenzaamheid"), "eenzaam")
    by = {item.klasse: item for item in row.fouten if item.verdeling == "inwoners"}
    small, large = by["1: tot 500 inwoners"], by["4: 2.500 tot 5.000 inwoners"]
    assert (small.n, large.n) == (N // 2, N // 2)
    assert small.fout > 2.5 * large.fout
    assert np.isnan(by["2: 500 tot 1.000 inwoners"].fout)
    assert sum(item.n for item in row.fouten if item.verdeling == "stedelijkheid") == N


def test_what_is_compared_is_refused_or_told_when_it_is_not_there() -> None:
    rng = np.random.default_rng(9)
    columns = invoer(rng)
    with pytest.raises(InputError, match="B161"):
        terugblik(columns)
    with pytest.raises(InputError, match="B162"):
        backtest(gebieden(columns), REGELS, uitkomst="eenzamheid")
    other = backtest(
        gebieden(columns | {"regie_over_leven": columns["woz_waarde"] / 7}), REGELS, Options(dekking_pct=30)
    )
    assert "B163" in {issue.code for issue in other.issues}


def test_only_consistency_is_told(goed: Terugblik) -> None:
    assert "B166" in {issue.code for issue in goed.issues}


def test_a_figure_without_direction_takes_that_of_the_rules() -> None:
    rng = np.random.default_rng(10)
    columns = invoer(rng)
    columns["mantelzorgers"] = score(columns) / 10
    rule = REGELS.toetsing["rivm_gezondheid"]
    pair = rule.vergelijkingen[0].model_copy(
        update={"uitkomst": "eenzaamheid", "cijfer": "mantelzorgers", "hoger_is_meer": False}
    )
    rules = replace(REGELS, toetsing={"proef": rule.model_copy(update={"vergelijkingen": [pair]})})
    found = backtest(gebieden(columns), rules, Options(dekking_pct=30))
    assert regel(found, "mantelzorgers").samenhang == pytest.approx(-1.0)


def test_the_same_input_gives_the_same_result_and_only_plain_numbers(goed: Terugblik) -> None:
    again = backtest_json(goed)
    assert again["schema"] == 1
    assert again["vergelijkingen"] == 2
    for blad in sheets(goed):
        for rij in blad.rijen:
            assert len(rij) == len(blad.kolommen)
            assert not [cell for cell in rij if isinstance(cell, float) and not np.isfinite(cell)]


def test_the_page_counts_and_escapes_the_name_of_a_set(goed: Terugblik) -> None:
    text = page({"Mijn | <b>set</b>": goed})
    assert "Mijn \\| &lt;b&gt;set&lt;/b&gt;" in text
    assert "2 vergelijkingen" in text
    assert "| `eenzaamheid` | `eenzaam` | consistentie |" in text
    assert "voegt toe" in text


def test_level_without_areas_is_refused(goed: Terugblik) -> None:
    rng = np.random.default_rng(11)
    columns = invoer(rng) | {"eenzaam": rng.uniform(20, 60, N)}
    with pytest.raises(InputError):
        backtest(gebieden(columns), REGELS, Options(niveau=Niveau.WIJK))


def test_a_figure_that_is_nearly_an_input_judges_nothing() -> None:
    rng = np.random.default_rng(31)
    columns = invoer(rng)
    columns["lbm_totaal"] = -columns["moeite_rondkomen"] + rng.normal(0, 0.01, N)
    found = terugblik(columns)
    assert all(row.cijfer != "lbm_totaal" for row in found.uitslagen if row.uitkomst == "eenzaamheid")
    told = [str(issue) for issue in found.issues if issue.code == "B142" and "enzaamheid" in issue.message]
    assert any("bijna hetzelfde cijfer als" in text for text in told), [str(issue) for issue in found.issues]
