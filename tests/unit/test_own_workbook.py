"""A user's own workbook without a program: settings, rows with areas, columns that are written, what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.own.rows import find_own_rows
from buurtwijzer.reporting.blad import CelSoort
from buurtwijzer.reporting.written import Written, WrittenColumn
from buurtwijzer_excel.workbook.blocks_out import cell_out, runs, same_formats
from buurtwijzer_excel.workbook.kept import forget, kept_data, kept_rulebook
from buurtwijzer_excel.workbook.ownership import OwnedColumn, owned_cell
from buurtwijzer_excel.workbook.placement import Placement
from buurtwijzer_excel.workbook.settings import EXPLAINED, Settings, is_settings, is_untouched, read_settings


def block(*rows: list[object]) -> SheetBlock:
    return SheetBlock("m.xlsx", "Instellingen", rows)


def codes_of(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [issue.code for issue in error.value.issues]


# --- settings ---


def test_settings_are_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").touch()
    (tmp_path / "regels").mkdir()
    found = read_settings(
        block(
            ["Instelling", "waarde"],
            ["Niveau:", "Wijk"],
            ["gemeente", 344.0],
            ["dekking", "55,5 %"],
            ["bronnen", "a.xlsx; ;"],
            ["regels", "regels"],
            ["segmentatie", ""],
        ),
        tmp_path,
    )
    assert found == Settings(
        regels=tmp_path / "regels",
        niveau=Niveau.WIJK,
        gemeente="344",
        dekking_pct=55.5,
        bronnen=(tmp_path / "a.xlsx",),
    )


def test_no_sheet_is_no_choices() -> None:
    assert read_settings(None, None) == Settings()


def test_all_mistakes_in_settings_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_settings(
            block(["niveau", "straat"], ["dekking", "veel"], ["bronnen", "weg.xlsx"], ["segmentatei", "x"]), tmp_path
        )
    assert sorted(codes_of(caught)) == ["X206", "X207", "X207", "X208"]
    assert any("Bedoelt u segmentatie?" in str(issue) for issue in caught.value.issues)
    assert any("cel B3" in issue.place for issue in caught.value.issues)


def test_a_file_without_a_folder_needs_a_saved_workbook() -> None:
    with pytest.raises(InputError) as caught:
        read_settings(block(["bronnen", "a.xlsx"]), None)
    assert codes_of(caught) == ["X211"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["instelling", "waarde"]], True),
        ([["", ""], ["Instelling:", ""]], True),
        ([["niveau", "wijk"], ["dekking", 50.0]], True),
        ([["Instellingen van de printer", 1.0]], False),
        ([["niveau", "hoog water"]], False),
        ([[""]], False),
    ],
)
def test_a_sheet_with_that_name_may_be_about_something_else(rows: list[list[object]], expected: bool) -> None:
    assert is_settings(block(*rows)) is expected


def test_touched_or_not() -> None:
    empty = [["instelling", "waarde", "uitleg"], *([name, "", text] for name, text in EXPLAINED)]
    assert is_untouched(block(*empty))
    empty[2][1] = "wijk"
    assert not is_untouched(block(*empty))
    assert not is_untouched(block(["instelling", "waarde"], ["mijn eigen notitie", ""]))


# --- rows ---


def test_the_column_with_most_codes_under_its_header() -> None:
    own = find_own_rows([["Titel", ""], ["naam", "code"], ["a", "BU03440111"], ["b", ""], ["c", "WK034401"]])
    assert own is not None
    assert (own.kop, own.kolom) == (1, 1)
    assert dict(own.codes) == {2: "BU03440111", 4: "WK034401"}


def test_bare_numbers_count_only_under_a_header_that_says_so() -> None:
    rows = [["x"], ["03440111"], ["03440112"]]
    assert find_own_rows(rows) is None
    assert find_own_rows([["buurtcode"], *rows[1:]]) is not None
    assert find_own_rows([["datum"], [20_240_101.0]]) is None


def test_no_areas() -> None:
    assert find_own_rows([]) is None
    assert find_own_rows([["", 1.0, True]]) is None


# --- blocks to write ---

WRITTEN = Written(
    (
        WrittenColumn("Bwz a", "Bwz_a", CelSoort.TEKST, 10),
        WrittenColumn("Bwz b", "Bwz_b", CelSoort.DRUKSCORE, 10),
        WrittenColumn("Bwz c", "Bwz_c", CelSoort.LANGE_TEKST, 10),
    ),
    {"BU1": ("x", 1, None), "BU2": ("=y", 2.5, "'t")},
)


def test_runs_keep_other_rows_and_split_where_columns_part() -> None:
    columns = (OwnedColumn("Bwz_a", 2, 0, 3), OwnedColumn("Bwz_b", 3, 0, 3), OwnedColumn("Bwz_c", 6, 0, 3))
    rows = [["k", "", "Bwz a", "Bwz b", "", "", ""], *([["r", "", f"o{n}", 9.0, "", "", "'q"] for n in range(3)])]
    found = runs(Placement(columns, ()), WRITTEN, {1: "BU1", 2: "BU9"}, rows, columns, keep_rest=True)
    assert [(run.eerste, run.nummers) for run in found] == [(2, (0, 1)), (6, (2,))]
    assert found[0].cellen == [["Bwz a", "Bwz b"], ["x", 1.0], [None, None], ["o2", 9.0]]
    assert found[1].cellen == [["Bwz c"], [None], [None], ["''q"]]
    fresh = runs(Placement(columns, ()), WRITTEN, {1: "BU1"}, rows, columns, keep_rest=False)
    assert fresh[0].cellen[2:] == [[None, None], [None, None]]


def test_cells_for_a_program() -> None:
    assert [cell_out(cell) for cell in ("=1", "'t", "", 3, True, None)] == ["=1", "''t", None, 3.0, True, None]


def test_formats_are_given_per_stretch() -> None:
    kinds = [CelSoort.TEKST, CelSoort.LANGE_TEKST, CelSoort.DRUKSCORE, CelSoort.PUNTEN, CelSoort.PROCENT]
    assert list(same_formats(kinds)) == [(0, 2, "@"), (2, 2, "0.0"), (4, 1, "0%")]


def test_a_name_of_one_cell() -> None:
    assert owned_cell("='Jan''s'!$C$5") == ("Jan's", 4, 2)
    assert owned_cell("=#REF!") is None


# --- what is kept ---


def test_rules_are_read_again_when_a_file_changes(tmp_path: Path, root: Path) -> None:
    import shutil

    forget()
    folder = tmp_path / "regels"
    shutil.copytree(root / "tests" / "fictief_regelboek", folder)
    first = kept_rulebook(folder, None, {})
    assert kept_rulebook(folder, None, {}) is first
    file = next((folder / "risicos").glob("*.yaml"))
    file.write_text(file.read_text(encoding="utf-8") + "\n# anders\n", encoding="utf-8")
    assert kept_rulebook(folder, None, {}) is not first
    forget()


def test_figures_are_read_again_when_a_cell_changes(root: Path) -> None:
    rulebook = kept_rulebook(root / "tests" / "fictief_regelboek", None, {})
    made: list[int] = []

    def read() -> None:
        made.append(1)

    kept_data([block(["a"])], rulebook, read)
    kept_data([block(["a"])], rulebook, read)
    assert len(made) == 2, "without figures nothing is kept"
    forget()
