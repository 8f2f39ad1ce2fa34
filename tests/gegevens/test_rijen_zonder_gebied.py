"""Rows under a header that are no area: skipped and told by what they hold, and never at the cost of the other rows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.read import read_buurten
from tests.gegevens.regelboek import regelboek
from tests.gegevens.werkmappen import KWB_KOPPEN, Rij, kwb_rij, schrijf_kwb

A, B, C = "BU99990001", "BU99990002", "BU99990003"
_ALLES = dict.fromkeys(("gwb_code_10", "gwb_code", "gwb_code_8", "regio", "gm_naam", "recs", "ind_wbi"))


def blok(*rijen: Rij, fout: frozenset[tuple[int, int]] = frozenset()) -> SheetBlock:
    """Give the rows as a sheet in a workbook that is open, where an empty cell is empty text and numbers are floats."""

    def cel(waarde: object) -> object:
        if waarde is None:
            return ""
        return float(waarde) if isinstance(waarde, int) and not isinstance(waarde, bool) else waarde

    cellen = [[cel(rij.get(kop)) for kop in KWB_KOPPEN] for rij in rijen]
    return SheetBlock("kwb.xlsx", "kwb-2023", [list(KWB_KOPPEN), *cellen], fout)


def verteld(issues: tuple[Issue, ...], code: str) -> list[str]:
    return [issue.message for issue in issues if issue.code == code]


# What a person puts under a list, by what stands in the row; all of it may be skipped in a file as well.
GEEN_GEBIED: dict[str, tuple[Rij, str]] = {
    "totaal als naam, met sommen": ({**kwb_rij(B), **_ALLES, "regio": "Totaal Voorbeeldstad"}, "C4"),
    "totaal achteraan in de naam": ({**kwb_rij(B), **_ALLES, "regio": "Voorbeeldstad totaal"}, "C4"),
    "totaal in de codekolom, met sommen": ({**kwb_rij(B), **_ALLES, "gwb_code_10": "Totaal"}, "A4"),
    "totaal als soort": ({**kwb_rij(B), **_ALLES, "recs": "Totaal"}, "E4"),
    "gemiddelde": ({**kwb_rij(B), **_ALLES, "regio": "Gemiddeld"}, "C4"),
    "sommen zonder woord": ({**kwb_rij(B), **_ALLES}, "H4"),
    "los getal onder een cijfer": ({"a_inw": 1234}, "H4"),
    "los getal onder de codes": ({"gwb_code_10": 5}, "A4"),
    "opmerking onder de codes": ({"gwb_code_10": "Let op: cijfers van 2023"}, "A4"),
    "opmerking onder de namen": ({"regio": "nog nabellen"}, "C4"),
    "opmerking in een cijferkolom": ({"p_koopw": "zelf nagerekend"}, "T4"),
}  # fmt: skip


@pytest.mark.parametrize("naam", GEEN_GEBIED)
@pytest.mark.parametrize("open_", [True, False], ids=["open werkmap", "bestand"])
def test_a_row_that_is_no_area_is_skipped_and_told(naam: str, open_: bool, tmp_path: Path) -> None:
    rij, cel = GEEN_GEBIED[naam]
    rijen = [kwb_rij(A), kwb_rij(B), rij]
    bron = blok(*rijen) if open_ else schrijf_kwb(tmp_path / "kwb.xlsx", rijen)
    data = read_buurten([bron], regelboek())
    assert data.table.code == (A, B)
    assert verteld(data.issues, "D248") == [
        f"1 rij zonder gebied overgeslagen, zoals een totaal, een opmerking of een los getal: {cel}."
    ]
    assert not [issue for issue in data.issues if issue.severity is Severity.FOUT]


# A row that speaks of an area, and not of which one: the cell that says so.
ONLEESBAAR: dict[str, tuple[Rij, str]] = {
    "code gewist": (kwb_rij(B, gwb_code_10=None), "A3"),
    "code gewist, met de soort": ({**kwb_rij(B, gwb_code_10=None), "recs": None}, "A3"),
    "code kapot": (kwb_rij("BU9999"), "A3"),
    "code is een woord": (kwb_rij(B, gwb_code_10="west"), "A3"),
    "code kapot bij een totaal": (kwb_rij("BU9999", regio="Totaal"), "A3"),
    "code kapot zonder cijfers": ({"gwb_code_10": "BU9999"}, "A3"),
    "soort onbekend": (kwb_rij(B, recs="Stadsdeel"), "E3"),
    "soort past niet bij de code": (kwb_rij("WK999900", recs="Buurt"), "A3"),
}


@pytest.mark.parametrize("naam", ONLEESBAAR)
def test_an_unreadable_area_costs_its_own_row_on_a_sheet_that_somebody_works_in(naam: str) -> None:
    rij, cel = ONLEESBAAR[naam]
    data = read_buurten([blok(kwb_rij(A), rij, kwb_rij(C))], regelboek())
    assert data.table.code == (A, C)
    (text,) = verteld(data.issues, "D249")
    assert f": {cel}." in text
    assert "in 1 rij zijn niet gebruikt" in text
    assert not verteld(data.issues, "D248")


@pytest.mark.parametrize("naam", ONLEESBAAR)
def test_in_a_file_it_refuses_for_an_area_would_be_lost(naam: str, tmp_path: Path) -> None:
    rij, cel = ONLEESBAAR[naam]
    with pytest.raises(InputError) as raised:
        read_buurten([schrijf_kwb(tmp_path / "kwb.xlsx", [kwb_rij(A), rij, kwb_rij(C)])], regelboek())
    refused = [issue for issue in raised.value.issues if issue.severity is Severity.FOUT]
    assert {issue.code for issue in refused} <= {"D210", "D212", "D213"}
    assert any(issue.place.endswith(f"cel {cel}") for issue in refused)
    assert all("rij" in issue.remedy for issue in refused)  # what to do when it is no area


def test_an_error_cell_that_hides_the_area_costs_its_own_row() -> None:
    hidden: Mapping[str, object] = kwb_rij(B, gwb_code_10=None)
    data = read_buurten([blok(kwb_rij(A), hidden, kwb_rij(C), fout=frozenset({(3, 1), (40, 3)}))], regelboek())
    assert data.table.code == (A, C)
    assert "A3 en C40" in verteld(data.issues, "D249")[0]


def test_a_mistake_in_a_figure_of_a_skipped_row_is_no_mistake() -> None:
    data = read_buurten([blok(kwb_rij(A), {"a_inw": -5, "regio": "Totaal"})], regelboek())
    assert data.table.code == (A,)


def test_when_no_row_can_be_read_the_sheet_is_refused() -> None:
    with pytest.raises(InputError, match="D210"):
        read_buurten([blok(kwb_rij(A, gwb_code_10=None), kwb_rij("BU9999"))], regelboek())


def test_only_totals_are_no_areas() -> None:
    with pytest.raises(InputError, match="D214"):
        read_buurten([blok({"regio": "Totaal", "a_inw": 5})], regelboek())
