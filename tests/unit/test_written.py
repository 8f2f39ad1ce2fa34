"""The columns beside a user's rows: wide enough to read without wrapping, and empty only where the row says why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData
from buurtwijzer.pipeline import assess
from buurtwijzer.reporting.blad import CelSoort, Kolom
from buurtwijzer.reporting.roomy import roomy
from buurtwijzer.reporting.styles import number_format
from buurtwijzer.reporting.written import Written, WrittenColumn, written_columns
from buurtwijzer.scoring.outcomes import OutcomeKind
from tests.geladen import meegeleverd

LONGEST = 255  # wider is no column of Excel


@pytest.fixture(scope="module")
def assessment(root: Path) -> Assessment:
    names = ("kwb2023_voorbeeldstad.xlsx", "gezondheid2020_voorbeeldstad.xlsx")
    rulebook = meegeleverd()
    return assess(read_buurten([root / "sample_data" / name for name in names], rulebook), rulebook)


def _without_scores(assessment: Assessment, ids: set[str]) -> Assessment:
    """Take the scores of some outcomes away, each for its own reason."""
    n = len(assessment.table)
    outcomes = tuple(
        replace(o, score=np.full(n, np.nan), dekking=np.zeros(n), reden=(f"{o.naam}: geen score; niets bekend.",) * n)
        if o.id in ids
        else o
        for o in assessment.uitkomsten
    )
    return replace(assessment, uitkomsten=outcomes)


def _cells(written: Written, code: str) -> dict[str, object]:
    return {kolom.kop: cell for kolom, cell in zip(written.kolommen, written.rijen[code], strict=True)}


def test_a_header_is_readable_without_wrapping(assessment: Assessment) -> None:
    columns = written_columns(assessment).kolommen
    assert all(len(kolom.kop) + 2 <= kolom.breedte <= LONGEST for kolom in columns)


def test_widths_do_not_depend_on_which_areas_are_chosen(assessment: Assessment) -> None:
    rulebook = assessment.rulebook
    data = BuurtData(assessment.table, ())
    one = assess(data, rulebook, Options(codes=assessment.table.code[:1]))
    assert written_columns(one).kolommen == written_columns(assessment).kolommen


def test_columns_of_one_kind_have_one_width_and_numbers_one_format(assessment: Assessment) -> None:
    columns = written_columns(assessment).kolommen

    def of(word: str) -> list[WrittenColumn]:
        return [kolom for kolom in columns if kolom.kop.startswith(f"Bwz {word}")]

    for word in ("leefstijl", "kracht", "aandachtspunt", "advies"):
        assert len({kolom.breedte for kolom in of(word)}) == 1
    assert {number_format(kolom.soort) for kolom in of("risico")} == {number_format(CelSoort.DRUKSCORE)}


def test_an_empty_risico_is_named_first_in_the_row(assessment: Assessment) -> None:
    ids = {outcome.id for outcome in assessment.of_kind(OutcomeKind.RISICO)[:2]}
    names = [outcome.naam for outcome in assessment.uitkomsten if outcome.id in ids]
    strength = assessment.of_kind(OutcomeKind.KRACHT)[0]
    written = written_columns(_without_scores(assessment, {*ids, strength.id}))
    scored = [code for code in written.rijen if _cells(written, code)["Bwz zekerheid"] != "geen uitspraak"]
    assert scored
    for code in scored:
        cells = _cells(written, code)
        said = str(cells["Bwz toelichting"])
        first = said.partition(". ")[0]
        assert all(cells[f"Bwz risico {naam}"] is None and naam in first for naam in names)
        assert "daarom leeg: " in first
        assert strength.naam not in first
        assert "zie Toelichting" not in said
        empty = [kop for kop, cell in cells.items() if kop.startswith("Bwz risico ") and cell is None]
        assert all(kop.removeprefix("Bwz risico ") in said for kop in empty)


def test_no_cell_has_a_line_break(assessment: Assessment) -> None:
    cells = [cell for row in written_columns(assessment).rijen.values() for cell in row]
    assert not [cell for cell in cells if isinstance(cell, str) and ("\n" in cell or "\r" in cell)]


def test_a_sheet_of_ours_shows_its_headers_and_gives_long_text_room() -> None:
    columns = roomy(
        [
            Kolom("aansluiting", CelSoort.PUNTEN, 11),
            Kolom("reden", CelSoort.LANGE_TEKST, 56),
            Kolom("vorm", CelSoort.LANGE_TEKST, 30),
            Kolom("toelichting", CelSoort.LANGE_TEKST, 140),
        ]
    )
    assert [kolom.breedte for kolom in columns] == [14, 100, 30, 140]
