"""One run on a user's own workbook: chosen rows in, a result per row out. The same for an open workbook and for a file.

Figures come, in this order, from: the sheet with the rows, other recognised sheets of the workbook, and the files named
on ``Instellingen``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.codes import gemeente_code, niveau_of
from buurtwijzer.core.dutch import join_words, name_some, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import CellPlace, column_letters
from buurtwijzer.data.areas.issue_kinds import NAAM_ZONDER_CODE
from buurtwijzer.data.areas.named_rows import find_named_rows
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.left_out import is_summary
from buurtwijzer.data.own.rows import OwnRows, meant_rows
from buurtwijzer.data.own.sources import with_columns
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.recognise import open_table
from buurtwijzer.data.table import BuurtData, BuurtTable
from buurtwijzer.evidence.mirror.together import read_together
from buurtwijzer.pipeline import assess
from buurtwijzer.reporting.bladen.spiegeling import session_rules
from buurtwijzer.reporting.injection.ranges import Rectangle
from buurtwijzer.reporting.mirror.attach import with_mirror
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_columns import read_own_columns
from buurtwijzer.selection import check_differing
from buurtwijzer_excel.workbook import issue_kinds as kinds
from buurtwijzer_excel.workbook.kept import kept_data, kept_filled, kept_national, kept_rulebook
from buurtwijzer_excel.workbook.settings import SHEET, Settings, read_settings

OWN_SHEETS = (SHEET, "Meldingen")
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, eq=False)
class OwnWorkbook:
    """The cells of a user's workbook.

    Attributes:
        naam: File name, without folders.
        map: Folder it stands in; None when it was never saved.
        bladen: Every sheet in sight, in order; those with an area table of ours are left out by the caller.
        spiegeling: The sheets on which judgements of residents and workers are filled in; none when the caller adds
            them.
    """

    naam: str
    map: Path | None
    bladen: tuple[SheetBlock, ...]
    spiegeling: tuple[SheetBlock, ...] = ()

    def sheet(self, naam: str) -> SheetBlock | None:
        """Give a sheet by name, as Excel compares names."""
        return next((blad for blad in self.bladen if blad.blad.casefold() == naam.casefold()), None)


@dataclass(frozen=True, slots=True, eq=False)
class OwnRun:
    """What a run gave.

    Attributes:
        assessment: The result for the chosen areas that have figures.
        gebieden: Where the areas stand on the sheet.
        gekozen: Per chosen row (from 0) its code, areas without figures included.
        issues: What the user should know about the choice of rows; the rest stands in the assessment.
    """

    assessment: Assessment
    gebieden: OwnRows
    gekozen: Mapping[int, str]
    issues: tuple[Issue, ...]


def run_on_workbook(
    workbook: OwnWorkbook,
    blad: str,
    rijen: Collection[int] | None,
    *,
    settings: Settings | None = None,
    own: OwnRows | None = None,
    bij_naam: bool = False,
    alle: bool = False,
    progress: Progress | None = None,
) -> OwnRun:
    """Assess the areas in some rows of a sheet.

    Args:
        workbook: The user's workbook.
        blad: Sheet with the rows.
        rijen: Chosen rows from 0; None takes every row with an area.
        settings: Choices; None reads the sheet ``Instellingen``.
        own: Where the areas stand on the sheet, when that is known already.
        bij_naam: Whether a sheet without codes may have its areas found by the names in the figures.
        alle: Show every intervention instead of the best few.
        progress: Gets a Dutch step name and the part that is done (0-1).

    Raises:
        InputError: There is no area in the rows, no figures anywhere, or a source cannot be used; all at once.
        RulebookError: The rules have mistakes.
    """
    chosen_settings = settings or read_settings(workbook.sheet(SHEET), workbook.map)
    sheet = workbook.sheet(blad)
    if sheet is None:
        raise InputError([kinds.X201.at(CellPlace(workbook.naam, blad))])
    tell = progress or _silent
    told: list[Issue] = []
    if own is None and bij_naam:
        own, told = rows_by_name(workbook, sheet, chosen_settings, tell)
    own = own or one_table(sheet)
    chosen, skipped, issues = choose_rows(sheet, own, rijen, chosen_settings)
    issues += told
    rulebook, data = figures_of(workbook, blad, chosen_settings, tell, codes=set(chosen.values()))
    check_differing(data, chosen_settings.options(tuple(set(chosen.values()))))
    known = set(data.table.code)
    missing = sorted({code for code in chosen.values() if code not in known})
    if missing:
        issues.append(_without_figures(workbook.naam, blad, missing))
    issues += other_names(sheet, chosen, data.table)
    issues += skipped_rows(sheet, skipped, chosen, data.table, chosen_settings)
    codes = tuple(sorted(set(chosen.values()) & known))
    if not codes:
        raise InputError(issues)
    options = chosen_settings.options(codes, alle=alle)
    landelijk = kept_national(options.referentie, rulebook)
    result = assess(
        data, rulebook, options, landelijk=landelijk, progress=lambda step, done: tell(step, 0.4 + 0.5 * done)
    )
    if workbook.spiegeling:
        result = with_mirror(result, *read_together(workbook.spiegeling, session_rules(rulebook)))
    return OwnRun(result, own, chosen, sort_issues(issues))


def rows_by_name(
    workbook: OwnWorkbook, sheet: SheetBlock, settings: Settings, tell: Progress
) -> tuple[OwnRows | None, list[Issue]]:
    """Find the areas on a sheet without codes, by the names of the areas in the figures.

    Raises:
        InputError: There are no figures, or a source cannot be used.
        RulebookError: The rules have mistakes.
    """
    _, data = figures_of(workbook, sheet.blad, settings, tell)
    named = find_named_rows(sheet.rijen, data.table, settings.niveau, settings.gemeente)
    if named is None or not named.gebieden.codes:
        return None, []
    place, letters = CellPlace(sheet.werkmap, sheet.blad), column_letters(named.gebieden.kolom + 1)
    issues = [kinds.X483.at(place, kolom=letters, aantal=plural(len(named.gebieden.codes), "rij", "rijen"))]
    if named.onbekend:
        issues.append(kinds.X484.at(place, cellen=name_some([f"{letters}{row + 1}" for row in named.onbekend])))
    if named.meer:
        cells = [f"{letters}{row + 1} ({name_some(codes)})" for row, codes in named.meer.items()]
        issues.append(kinds.X485.at(place, cellen=name_some(cells)))
    return named.gebieden, issues


def one_table(sheet: SheetBlock) -> OwnRows:
    """Find the areas on a sheet.

    Raises:
        InputError: There are none, or it cannot be told which of two tables is meant.
    """
    found, place = meant_rows(sheet.rijen), CellPlace(sheet.werkmap, sheet.blad)
    if not found:
        raise InputError([kinds.X201.at(place)])
    if len(found) > 1:
        raise InputError([kinds.X261.at(place, kolommen=tables_text(found))])
    return found[0]


def tables_text(tables: Collection[OwnRows]) -> str:
    """Name tables side by side by the cells with their codes."""
    return join_words([str(Rectangle(min(t.codes), t.kolom, max(t.codes), t.kolom)) for t in tables])


def choose_rows(
    sheet: SheetBlock, own: OwnRows, rijen: Collection[int] | None, settings: Settings
) -> tuple[dict[int, str], list[int], list[Issue]]:
    """Keep the chosen rows that hold an area of the level that is asked for; an area may stand in several rows.

    Returns:
        The rows with their codes, the rows that are passed over, and what else there is to tell.

    Raises:
        InputError: None of them does.
    """
    level = settings.niveau
    wanted = {*range(own.kop + 1, max(own.codes) + 1), *_rows_after(sheet, own)} if rijen is None else set(rijen)
    chosen = {row: code for row, code in own.codes.items() if row in wanted and niveau_of(code) is level}
    place = CellPlace(sheet.werkmap, sheet.blad)
    if not chosen:
        raise InputError([kinds.X202.at(place, niveau=level.value)])
    others = [row for row in sorted(wanted) if row > own.kop and row not in chosen and _is_filled(sheet, row)]
    broken = [row for row in others if row not in own.codes and _looks_like_code(sheet.rijen[row], own.kolom)]
    skipped = [row for row in others if row not in broken]
    issues = []
    if broken:
        cells = [f"{column_letters(own.kolom + 1)}{row + 1}" for row in broken]
        issues.append(kinds.X241.at(place, cellen=name_some(cells)))
    doubled = sorted(code for code, amount in Counter(chosen.values()).items() if amount > 1)
    if doubled:
        amount = plural(len(doubled), "gebied staat", "gebieden staan")
        issues.append(kinds.X242.at(place, aantal=amount, codes=name_some(doubled)))
    return chosen, skipped, issues


def skipped_rows(
    sheet: SheetBlock, skipped: Collection[int], chosen: Mapping[int, str], table: BuurtTable, settings: Settings
) -> list[Issue]:
    """Tell which rows were passed over: one with the name of an area that has no row with its code may be a slip."""
    level, place = settings.niveau, CellPlace(sheet.werkmap, sheet.blad)
    named = find_named_rows(sheet.rijen, table, level, settings.gemeente) if skipped else None
    near = {gemeente_code(code) for code in chosen.values()}
    slips = {}
    for row in skipped:
        code = None if named is None else named.gebieden.codes.get(row)
        if code is not None and code not in chosen.values() and gemeente_code(code) in near:
            slips[row] = code
    issues = []
    if slips and named is not None:
        letters = column_letters(named.gebieden.kolom + 1)
        cells = name_some([f"{letters}{row + 1} ({code})" for row, code in slips.items()])
        issues.append(NAAM_ZONDER_CODE.at(place, niveau=level.value, cellen=cells))
    rest = [row for row in skipped if row not in slips]
    if rest:
        rows, amount = name_some([str(row + 1) for row in rest]), plural(len(rest), "rij", "rijen")
        issues.append(kinds.X203.at(place, aantal=amount, niveau=level.value, rijen=rows))
    return issues


def _rows_after(sheet: SheetBlock, own: OwnRows) -> Iterator[int]:
    """Give the rows that follow the last code at once and say no total or note: they belong to the table."""
    for row in range(max(own.codes) + 1, len(sheet.rijen)):
        cells = sheet.rijen[row]
        if not _is_filled(sheet, row) or any(map(is_summary, cells)) or _looks_like_code(cells, own.kolom):
            return
        yield row


def other_names(sheet: SheetBlock, chosen: Mapping[int, str], table: BuurtTable) -> list[Issue]:
    """Find rows that name another area than the one of their code; a row without any name of an area is left alone."""
    levels = {niveau_of(code) for code in chosen.values()}
    name_of = {
        code: naam.casefold()
        for code, naam, level in zip(table.code, table.naam, table.niveau, strict=True)
        if level in levels and naam != code
    }
    names = set(name_of.values()) - {gemeente.casefold() for gemeente in table.gemeente}
    wrong = []
    for row, code in chosen.items():
        texts = {cell.strip().casefold() for cell in sheet.rijen[row] if isinstance(cell, str)}
        if code in name_of and name_of[code] not in texts and texts & names:
            wrong.append(str(row + 1))
    return [kinds.X243.at(CellPlace(sheet.werkmap, sheet.blad), rijen=name_some(wrong))] if wrong else []


def _looks_like_code(row: Sequence[object], column: int) -> bool:
    """Tell whether a cell that is no area code was meant as one: it has a digit in it."""
    cell = row[column] if column < len(row) else ""
    return not isinstance(cell, bool) and any(sign.isdigit() for sign in str(cell))


def _is_filled(sheet: SheetBlock, row: int) -> bool:
    return row < len(sheet.rijen) and any(cell not in ("", None) for cell in sheet.rijen[row])


def figures_of(
    workbook: OwnWorkbook,
    blad: str,
    settings: Settings,
    progress: Progress | None = None,
    *,
    codes: Collection[str] = (),
) -> tuple[Rulebook, BuurtData]:
    """Give the rules and the figures of a workbook, both kept from the last time when nothing changed.

    Args:
        workbook: The user's workbook.
        blad: Sheet that goes first.
        settings: Choices.
        progress: As for `run_on_workbook`.
        codes: Areas to fill in from the country, when the settings name its file.

    Raises:
        InputError: There are no figures anywhere, or a source cannot be used; all at once.
        RulebookError: The rules have mistakes.
    """
    tell = progress or _silent
    tell("Regels lezen", 0.05)
    rulebook = kept_rulebook(settings.regels, workbook.map)
    candidates = _candidates(workbook, workbook.sheet(blad), settings)
    kept_by = [*candidates, *settings.kolommen]
    data = kept_data(kept_by, rulebook, lambda: _read(candidates, settings.kolommen, rulebook, tell))
    landelijk = kept_national(settings.referentie, rulebook)
    if landelijk is not None:
        # The last source: of the other areas of the country only those asked for become rows.
        data = kept_filled(data, landelijk, codes)
    if data is None or not len(data.table):
        raise InputError([kinds.X205.at(CellPlace(workbook.naam, blad))])
    return rulebook, data


def _candidates(workbook: OwnWorkbook, sheet: SheetBlock | None, settings: Settings) -> Sequence[Path | SheetBlock]:
    others = [blad for blad in workbook.bladen if blad is not sheet and blad.blad not in OWN_SHEETS]
    return [*(() if sheet is None else (sheet,)), *others, *settings.bronnen]


def _read(
    candidates: Sequence[Path | SheetBlock], kolommen: Sequence[Path], rulebook: Rulebook, tell: Progress
) -> BuurtData | None:
    """Read every file, and of the sheets those that are a table we know; None when nothing is left."""
    given = [read_own_columns(path, rulebook) for path in kolommen]
    paired = [
        (source, columns)
        for source, columns in with_columns(candidates, given, rulebook)
        if isinstance(source, Path) or columns is not None or _holds_table(source, rulebook)
    ]
    if not paired:
        return None
    tables = [columns for _, columns in paired if columns is not None]
    sources = [source for source, _ in paired]
    return read_buurten(sources, rulebook, kolommen=tables, progress=lambda step, done: tell(step, 0.1 + 0.3 * done))


def _holds_table(blad: SheetBlock, rulebook: Rulebook) -> bool:
    """Tell whether a sheet is a table we know; any other sheet of the user is simply not about this."""
    try:
        return not isinstance(open_table(blad, rulebook), NoFigures)
    except InputError:
        return False


def _without_figures(naam: str, blad: str, codes: Sequence[str]) -> Issue:
    count = plural(len(codes), "gebied", "gebieden")
    return kinds.X204.at(CellPlace(naam, blad), aantal=count, codes=name_some(codes))


def _silent(_step: str, _done: float) -> None:
    return
