"""The proxy test on made results and shares of which the relation is known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter

from buurtwijzer.core.errors import InputError
from buurtwijzer.evidence.proxy.measure import measure_proxies
from buurtwijzer.evidence.proxy.model import Aandeel, Oordeel, Proxytoets, Reeks, Soort, Uitkomstwerkmap, Verband
from buurtwijzer.evidence.proxy.results import read_results
from buurtwijzer.evidence.proxy.shares import read_shares
from buurtwijzer.reporting.bladen.proxytoets import proxy_lines, proxy_sheet
from buurtwijzer.rulebook.loader import load_rulebook

REGELS = load_rulebook(Path(__file__).parents[2] / "rules", environ={})
CODES = [f"BU{gemeente:04d}{buurt:04d}" for gemeente in range(20) for buurt in range(20)]
RNG = np.random.default_rng(7)
GEMEENTE = np.repeat(RNG.normal(size=20), 20)
EIGEN = RNG.normal(size=400)
AANDEEL = 30 + 5 * GEMEENTE + 3 * EIGEN


def reeks(waarden: np.ndarray, soort: Soort = Soort.SCORE, naam: str = "proef") -> Reeks:
    return Reeks("Risico's", naam, soort, dict(zip(CODES, waarden.tolist(), strict=True)))


def toets(*reeksen: Reeks, aandeel: np.ndarray = AANDEEL, weg: int = 0) -> Proxytoets:
    aandelen = [Aandeel("groep", dict(zip(CODES[weg:], aandeel[weg:].tolist(), strict=True)))]
    werkmap = Uitkomstwerkmap("uit.xlsx", "0" * 64, reeksen, ())
    return measure_proxies(werkmap, aandelen, "eigen.csv", REGELS)[0]


def een(*args: Reeks, **kwargs: np.ndarray) -> Verband:
    (verband,) = toets(*args, **kwargs).verbanden
    return verband


def test_the_same_order_is_a_strong_relation_also_within_municipalities() -> None:
    verband = een(reeks(AANDEEL**3))
    assert verband.samenhang == pytest.approx(1.0)
    assert verband.oordeel is Oordeel.STERK
    assert verband.binnen > 0.9
    assert verband.aandeel_hoog > verband.aandeel_laag
    assert (verband.gebieden_n, verband.groepen_n) == (400, 20)


def test_a_relation_only_between_municipalities_is_gone_within_them() -> None:
    verband = een(reeks(GEMEENTE + 0.01 * np.random.default_rng(3).normal(size=400)))
    assert verband.samenhang > 0.7
    assert abs(verband.binnen) < 0.15


def test_without_a_relation_the_words_are_true_about_as_often_as_they_promise() -> None:
    """Areas of a municipality resemble each other in both, which a margin that ignored it would take for evidence."""
    rng = np.random.default_rng(11)
    los = [reeks(np.repeat(rng.normal(size=20), 20) + 0.3 * rng.normal(size=400), naam=f"r{n}") for n in range(60)]
    gevonden = [item for item in toets(*los).verbanden if item.oordeel is not Oordeel.NIET_AANTOONBAAR]
    assert len(gevonden) <= 9


def test_an_advice_is_told_by_the_shares_with_and_without_it() -> None:
    verband = een(reeks((AANDEEL > 35).astype(float), Soort.ADVIES))
    assert verband.aandeel_hoog == pytest.approx(AANDEEL[AANDEEL > 35].mean())
    assert verband.aandeel_laag == pytest.approx(AANDEEL[AANDEEL <= 35].mean())


def test_an_advice_given_in_a_few_areas_gets_no_number() -> None:
    assert een(reeks((np.arange(400) < 5).astype(float), Soort.ADVIES)).oordeel is Oordeel.TE_WEINIG


def test_an_advice_in_one_municipality_has_no_margin_and_gives_no_warning() -> None:
    """Many draws then have no area with the advice; a warning of numpy would fail this test."""
    verband = een(reeks((np.arange(400) < 12).astype(float), Soort.ADVIES))
    assert np.isnan(verband.laag)
    assert verband.oordeel is Oordeel.TE_WEINIG


def test_few_groups_give_a_correlation_and_no_word() -> None:
    drie = [code for code in CODES if code < "BU0003"]
    waarden = {code: float(n) for n, code in enumerate(drie)}
    werkmap = Uitkomstwerkmap("uit.xlsx", "0" * 64, (Reeks("Krachten", "k", Soort.SCORE, waarden),), ())
    (verband,) = measure_proxies(werkmap, [Aandeel("groep", waarden)], "eigen.csv", REGELS)[0].verbanden
    assert verband.samenhang == pytest.approx(1.0)
    assert np.isnan(verband.laag)
    assert verband.oordeel is Oordeel.TE_WEINIG


def test_areas_without_a_share_are_told_and_not_counted() -> None:
    werkmap = Uitkomstwerkmap("uit.xlsx", "0" * 64, (reeks(EIGEN),), ())
    aandelen = [Aandeel("groep", dict(zip(CODES[50:], AANDEEL[50:].tolist(), strict=True)))]
    found, issues = measure_proxies(werkmap, aandelen, "eigen.csv", REGELS)
    assert found.verbanden[0].gebieden_n == 350
    assert [issue.code for issue in issues] == ["B347"]
    assert "50 gebieden" in issues[0].message


def test_other_areas_altogether_are_refused() -> None:
    werkmap = Uitkomstwerkmap("uit.xlsx", "0" * 64, (reeks(EIGEN),), ())
    with pytest.raises(InputError, match="B345"):
        measure_proxies(werkmap, [Aandeel("groep", {"BU99990000": 3.0})], "eigen.csv", REGELS)


def test_no_share_of_an_area_stands_in_the_sheet_or_on_the_screen() -> None:
    found = toets(reeks(EIGEN + 0.2 * AANDEEL), reeks((AANDEEL > 33).astype(float), Soort.ADVIES, "advies"))
    text = "\n".join([*proxy_lines(found), *(str(row) for row in proxy_sheet(found).rijen)])
    assert not [code for code in CODES if code in text]
    assert len(tuple(proxy_sheet(found).rijen)) == 2


@pytest.fixture
def bestand(tmp_path: Path) -> Callable[[str], Path]:
    def schrijf(text: str) -> Path:
        path = tmp_path / "aandelen.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return schrijf


def test_every_column_of_shares_is_taken_and_other_columns_are_not(bestand: Callable[[str], Path]) -> None:
    rijen = "".join(f"{code};Plein;{n % 50},5;{n * 100}\n" for n, code in enumerate(CODES))
    found = read_shares(bestand(f"buurtcode;naam;groep A;inwoners\n{rijen}"), REGELS).aandelen
    assert [item.kop for item in found] == ["groep A"]
    assert found[0].waarden[CODES[3]] == 3.5


def test_a_column_that_is_left_out_and_may_be_meant_is_told(bestand: Callable[[str], Path]) -> None:
    rijen = "".join(f"{code};{n % 50},5;{'n.v.t.' if n == 7 else n % 90}\n" for n, code in enumerate(CODES))
    found = read_shares(bestand(f"buurtcode;groep A;groep B\n{rijen}"), REGELS)
    assert [item.kop for item in found.aandelen] == ["groep A"]
    (issue,) = found.issues
    assert issue.code == "B348"
    assert "'groep B'" in issue.message
    assert "regel 9" in issue.message


def test_of_many_columns_it_has_to_be_said_which_are_meant(bestand: Callable[[str], Path]) -> None:
    koppen = [f"k{n}" for n in range(6)]
    path = bestand("code;" + ";".join(koppen) + "\nBU00010001;1;2;3;4;5;6\n")
    with pytest.raises(InputError, match="B349"):
        read_shares(path, REGELS)
    assert [item.kop for item in read_shares(path, REGELS, ["k3"]).aandelen] == ["k3"]


def test_a_share_that_is_the_same_everywhere_says_so() -> None:
    assert een(reeks(EIGEN), aandeel=np.full(400, 12.0)).oordeel is Oordeel.GEEN_VERSCHIL


def test_all_mistakes_in_shares_are_told_at_once(bestand: Callable[[str], Path]) -> None:
    text = "code;groep A\nBU00010001;12\nBU00010001;101\nBU00010002;veel\nBU00010003;\n"
    with pytest.raises(InputError) as caught:
        read_shares(bestand(text), REGELS, ["groep A", "groep B"])
    assert sorted(issue.code for issue in caught.value.issues) == ["B343", "B344", "B346"]
    (cel,) = (issue for issue in caught.value.issues if issue.code == "B343")
    assert "regel 3" in cel.message
    assert "regel 4" in cel.message
    assert "veel" not in str(cel)


@pytest.mark.parametrize("text", ["naam;groep\nPlein;3\n", "code;naam\nBU00010001;Plein\nBU00010002;Hof\n"])
def test_a_file_without_codes_or_shares_is_refused(bestand: Callable[[str], Path], text: str) -> None:
    with pytest.raises(InputError, match="B342"):
        read_shares(bestand(text), REGELS)


def test_a_workbook_without_results_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "uit.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Blad1").write_row(0, 0, ["code", "wonen"])
    book.close()
    with pytest.raises(InputError, match="B341"):
        read_results(path)
