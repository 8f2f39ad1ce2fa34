"""What the worksheet functions put in their cells: a value per row, or in Dutch why there is none; never an error."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.codes import Niveau, niveau_of, normalise_code
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.core.errors import BuurtwijzerError
from buurtwijzer.reporting.written import MARK
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores
from buurtwijzer_excel.cli.log import log_crash, log_issues
from buurtwijzer_excel.worksheet.results import results_for

Cell = float | str
_DRIVERS = 4
# A range of this many rows is a whole column, of which only the part in use is meant.
_WHOLE_COLUMN = 65_000
_NUMBERS = {"1": 0, "2": 1, "3": 2}
_NO_CODE = "Geen gebiedscode"
_NO_FIGURES = "Geen cijfers over dit gebied"
_ONE_COLUMN = "Kies cellen in één kolom, met een gebied per rij"
_CRASHED = "Er ging iets mis in Buurtwijzer zelf [X900]. Typ in een opdrachtvenster: buurtwijzer doctor"


class _WrongArgumentError(Exception):
    """An argument cannot be used; the message is Dutch."""


def lifestyle_cells(codes: Sequence[Sequence[Any]], nummer: Any, caller: Any) -> list[list[Cell]]:
    """Give per row the name of the lifestyle with that number, 1 for the largest."""

    def choose(assessment: Assessment) -> Callable[[int], Cell]:
        which = _NUMBERS.get(str(nummer).strip().removesuffix(".0"))
        if which is None:
            raise _WrongArgumentError("Kies 1, 2 of 3 voor de leefstijl")
        if not assessment.segmenten:
            raise _WrongArgumentError("Het regelboek heeft geen leefstijlen")
        leading = assessment.segmenten[0]

        def give(row: int) -> Cell:
            number = int(leading.grootste[row, which])
            return leading.reden[row] or (leading.namen[number] if number >= 0 else "")

        return give

    return _cells(codes, caller, choose)


def score_cells(
    codes: Sequence[Sequence[Any]], uitkomst: Any, caller: Any, *, only_risks: bool = False
) -> list[list[Cell]]:
    """Give per row the score of an outcome, or why there is none."""

    def choose(assessment: Assessment) -> Callable[[int], Cell]:
        outcome = _outcome(assessment, uitkomst, only_risks=only_risks)
        return lambda row: outcome.reden[row] or float(outcome.score[row])

    return _cells(codes, caller, choose)


def reason_cells(codes: Sequence[Sequence[Any]], uitkomst: Any, caller: Any) -> list[list[Cell]]:
    """Give per row a sentence with the parts of the score; they add up to it."""

    def choose(assessment: Assessment) -> Callable[[int], Cell]:
        outcome = _outcome(assessment, uitkomst, only_risks=False)
        names = [assessment.rulebook.indicatoren[indicator].naam for indicator in outcome.indicatoren]
        return lambda row: outcome.reden[row] or _sentence(outcome, names, row)

    return _cells(codes, caller, choose)


def _cells(
    codes: Sequence[Sequence[Any]], caller: Any, choose: Callable[[Assessment], Callable[[int], Cell]]
) -> list[list[Cell]]:
    """Give a column with a cell per row of `codes`: empty where the code is, one text everywhere when all fails.

    For a whole column it ends at the last row in use; a smaller range gives as many cells as it has.
    """
    if len(codes) >= _WHOLE_COLUMN:
        codes = _used(codes)
    if any(len(row) != 1 for row in codes):
        return [[_ONE_COLUMN] for _ in codes]
    firsts = [row[0] for row in codes]
    found = [normalise_code(first) if isinstance(first, str | float | int) else None for first in firsts]
    filled = [first not in (None, "") for first in firsts]
    try:
        assessment = _assessment(caller, {code for code in found if code})
        give = choose(assessment)
        rows = {code: number for number, code in enumerate(assessment.table.code)}
        level = assessment.options.niveau
        return [[_cell(code, rows, level, give) if full else ""] for code, full in zip(found, filled, strict=True)]
    except _WrongArgumentError as error:
        text = str(error)
    except BuurtwijzerError as error:
        log_issues(error.issues)
        first_issue = error.issues[0]
        text = f"[{first_issue.code}] {first_issue.message} {first_issue.remedy}"
    except Exception as error:  # noqa: BLE001 - a cell shows no traceback; it stands in the log
        log_crash("functie", error)
        text = _CRASHED
    return [[text if full else ""] for full in filled]


def _used(codes: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
    """Cut the empty rows off at the end; one row is always left."""
    last = len(codes) - 1
    while last and not any(codes[last]) and 0 not in codes[last]:
        last -= 1
    return codes[: last + 1]


def _cell(code: str | None, rows: dict[str, int], level: Niveau, give: Callable[[int], Cell]) -> Cell:
    if code is None:
        return _NO_CODE
    if niveau_of(code) is not level:
        return f"Geen {level.value}"
    return give(rows[code]) if code in rows else _NO_FIGURES


def _outcome(assessment: Assessment, wanted: Any, *, only_risks: bool) -> OutcomeScores:
    """Find an outcome by its id, its name, or the header of its column."""
    known = assessment.of_kind(OutcomeKind.RISICO) if only_risks else assessment.uitkomsten
    by_name = {form.casefold(): one for one in known for form in (f"{one.soort.value} {one.naam}", one.naam)}
    by_name |= {outcome.id: outcome for outcome in known}
    asked = " ".join(str(wanted).split()).casefold().removeprefix(f"{MARK.casefold()} ")
    if asked in by_name:
        return by_name[asked]
    close = get_close_matches(asked, by_name, n=1)
    what = "Dit risico" if only_risks else "Deze uitkomst"
    ids = [outcome.id for outcome in known]
    if close:
        tip = f" Bedoelt u {by_name[close[0]].id}?"
    else:
        tip = f" Kies {join_words(ids, 'of') if only_risks else f'bijvoorbeeld {ids[0]}'}." if ids else ""
    raise _WrongArgumentError(f"{what} bestaat niet.{tip}")


def _sentence(outcome: OutcomeScores, names: Sequence[str], row: int) -> str:
    """Write the largest parts out; what is not shown is one number, so that the sum can be checked."""
    parts = sorted(zip(outcome.bijdragen[row].tolist(), names, strict=True), key=lambda part: (-abs(part[0]), part[1]))
    shown = [(round(value, 1), name) for value, name in parts[:_DRIVERS] if round(value, 1)]
    score = round(float(outcome.score[row]), 1)
    rest = round(score - outcome.vertrekpunt - sum(value for value, _ in shown), 1)
    words = [f"{name} {_signed(value)}" for value, name in shown]
    if rest:
        words.append(f"overig {_signed(rest)}")
    start = format_number(outcome.vertrekpunt)
    text = f"{outcome.naam} {format_number(score, 1)}: begint op {start}; {'; '.join(words)}."
    theirs = float(outcome.vergelijkbaar[row])
    return text if math.isnan(theirs) else f"{text} Vergelijkbare gebieden: {format_number(theirs, 1)}."


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{format_number(value, 1)}"


def _assessment(caller: Any, codes: set[str]) -> Assessment:
    import xlwings as xw  # noqa: PLC0415 - heavy, and only needed here

    from buurtwijzer_excel.live.reading import read_book  # noqa: PLC0415

    sheet = xw.sheets.active if caller is None else caller.sheet
    reading = read_book(sheet.book)
    return results_for(reading.werkmap, reading.settings, sheet.name, codes)
