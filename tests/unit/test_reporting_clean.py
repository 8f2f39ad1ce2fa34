"""Text for a workbook: what it cannot hold is replaced and told, everything else stays as it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom
from buurtwijzer.reporting.clean import CELL_UNITS, CUT_MARK, clean_sheet, clean_text

REPLACED = "\N{REPLACEMENT CHARACTER}"


def sheet(*cells: str, koppen: tuple[str, ...] = ("a", "b")) -> Blad:
    kolommen = tuple(Kolom(kop, CelSoort.TEKST, 10) for kop in koppen)
    return Blad("Proef", "proef", kolommen, tuple((cell,) * len(koppen) for cell in cells))


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=200))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean_text(text) == text


@given(st.text(alphabet=st.characters(), max_size=200), st.integers(20, 100))
def test_result_is_always_storable(text: str, units: int) -> None:
    cleaned = clean_text(text, units)
    assert len(cleaned.encode("utf-16-le")) <= 2 * units
    cleaned.encode("utf-8")
    assert not set(cleaned) & {chr(n) for n in range(32) if chr(n) not in "\t\n"}
    assert clean_text(cleaned, units) == cleaned


def test_changes_are_told_by_kind_and_count() -> None:
    cleaned, changes = clean_sheet(sheet("goed", "nul\0", "half \ud800", "x" * 40_000))
    issues = changes.issues()
    assert [issue.code for issue in issues] == ["X121", "X122"]
    assert issues[0].message.startswith("In 4 cellen")
    assert all(issue.place == "blad Proef" for issue in issues)
    rijen = tuple(cleaned.rijen)
    assert rijen[1][0] == f"nul{REPLACED}"
    assert rijen[2][0] == f"half {REPLACED}"
    assert str(rijen[3][0]).endswith(CUT_MARK)


def test_a_text_that_just_fits_is_not_cut() -> None:
    assert clean_text("x" * CELL_UNITS) == "x" * CELL_UNITS
    pair = "\N{GRINNING FACE}" * (CELL_UNITS // 2)
    assert clean_text(pair) == pair
    assert len(clean_text(pair + "xx").encode("utf-16-le")) <= 2 * CELL_UNITS


def test_clean_sheet_without_changes_tells_nothing() -> None:
    blad = sheet("=1+1", "tab\tregel\nnieuw", "'s-Heerenberg")
    cleaned, changes = clean_sheet(blad)
    assert (cleaned, changes.issues()) == (blad, ())


def test_headers_become_unique_one_line_and_short() -> None:
    cleaned, changes = clean_sheet(sheet("x", koppen=("wonen", "Wonen", "a\nb", "", "k" * 300)))
    koppen = [kolom.kop for kolom in cleaned.kolommen]
    assert koppen[:4] == ["wonen", "Wonen (2)", "a b", "kolom"]
    assert len(koppen[4]) <= 255
    assert [issue.code for issue in changes.issues()] == ["X123"]
    assert changes.issues()[0].message.startswith("4 kolommen")
