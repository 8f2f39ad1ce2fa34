"""Judgements from more than one sheet put together: none is chosen over another, what contradicts is told by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import CellPlace, FilePlace, column_letters
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.files.opening import open_file
from buurtwijzer.data.judgements import Oordeel, Spiegeling
from buurtwijzer.evidence.mirror import issue_kinds as kinds
from buurtwijzer.evidence.mirror.reading import NEEDED, is_mirror_sheet, read_mirror
from buurtwijzer.rulebook.schema import Spiegelgesprek

Key = tuple[str, ...]
Read = tuple[Spiegeling, tuple[Issue, ...]]


def read_mirror_file(path: Path, gesprek: Spiegelgesprek) -> Read:
    """Read the judgements in a workbook, of every sheet with our headers.

    Args:
        path: The workbook.
        gesprek: The rules, with the roles.

    Raises:
        InputError: There is no such sheet, one has mistakes, or two contradict each other.
    """
    file = open_file(path)
    if isinstance(file, NoFigures):
        raise InputError([file.issue])
    sheets = [(report.naam, file.lees(index).rijen) for index, report in enumerate(file.bladen)]
    blocks = [SheetBlock(path.name, naam, rows) for naam, rows in sheets if is_mirror_sheet(rows)]
    if not blocks:
        koppen = join_words([f"'{kop}'" for kop in NEEDED])
        raise InputError([kinds.GEEN_BLAD.at(FilePlace(path.name), koppen=koppen)])
    return read_together(blocks, gesprek)


def read_together(blocks: Sequence[SheetBlock], gesprek: Spiegelgesprek) -> Read:
    """Read every sheet of one workbook that has the headers of the form.

    Args:
        blocks: The sheets; none gives no judgements.
        gesprek: The rules, with the roles.

    Returns:
        The judgements, and what there is to tell about them.

    Raises:
        InputError: A sheet has mistakes, or two sheets say something else about the same; all of them.
    """
    read: list[Read] = []
    wrong: list[Issue] = []
    for block in blocks:
        try:
            read.append(read_mirror(block, gesprek))
        except InputError as error:
            wrong += error.issues
    if wrong:
        raise InputError(sort_issues(wrong))
    said = tuple(spiegeling for spiegeling, _ in read)
    issues = [issue for _, told in read for issue in told]
    if len(blocks) > 1:
        names = join_words([f"'{block.blad}'" for block in blocks])
        issues.append(kinds.TWEE_BLADEN.at(CellPlace(blocks[0].werkmap, blocks[0].blad), bladen=names))
    codes = tuple(dict.fromkeys(code for one in said for code in one.codes))
    bron = blocks[0].werkmap if blocks else ""
    return Spiegeling(_joined([one.oordelen for one in said], per_day=False), codes, bron), sort_issues(issues)


def add_other(own: tuple[Oordeel, ...], other: tuple[Oordeel, ...]) -> tuple[Oordeel, ...]:
    """Put judgements of two workbooks together; what stands in both counts once.

    Two workbooks may be of two talks: only what was said on the same day can contradict.

    Raises:
        InputError: They say something else about the same; every place.
    """
    return _joined([own, other], per_day=True)


def _joined(parts: Sequence[tuple[Oordeel, ...]], *, per_day: bool) -> tuple[Oordeel, ...]:
    together: tuple[Oordeel, ...] = ()
    wrong: list[Issue] = []
    for more in parts:
        known = {_whole(oordeel) for oordeel in together}
        wrong += _contradictions(together, more, per_day=per_day)
        together = (*together, *(oordeel for oordeel in more if _whole(oordeel) not in known))
    if wrong:
        raise InputError(sort_issues(wrong))
    return together


def _contradictions(first: Sequence[Oordeel], more: Sequence[Oordeel], *, per_day: bool) -> Iterator[Issue]:
    here, there = _answers(first, per_day=per_day), _answers(more, per_day=per_day)
    for key in here.keys() & there.keys():
        ours, theirs = here[key], there[key]
        if ours.keys() == theirs.keys():
            continue
        one = next((o for answer, o in ours.items() if answer not in theirs), next(iter(ours.values())))
        other = next((o for answer, o in theirs.items() if answer not in ours), next(iter(theirs.values())))
        if one.plek is not None and other.plek is not None:
            yield kinds.SPREEKT_TEGEN.at(one.plek, ander=_named(other.plek, one.plek))


def _answers(oordelen: Sequence[Oordeel], *, per_day: bool) -> dict[Key, dict[tuple[object, ...], Oordeel]]:
    found: dict[Key, dict[tuple[object, ...], Oordeel]] = {}
    for oordeel in oordelen:
        if oordeel.telt:
            key = (oordeel.code, oordeel.kenmerk, oordeel.rol, *((oordeel.datum,) if per_day else ()))
            found.setdefault(key, {})[oordeel.antwoord, oordeel.personen, oordeel.datum] = oordeel
    return found


def _named(place: CellPlace, beside: CellPlace) -> str:
    file = "" if place.file == beside.file else f"{place.file}, "
    return f"{file}blad {place.sheet}, cel {column_letters(place.column or 1)}{place.row}"


def _whole(oordeel: Oordeel) -> Key:
    words = () if oordeel.telt else (oordeel.wie, oordeel.toelichting)
    return (oordeel.code, oordeel.kenmerk, oordeel.rol, oordeel.antwoord, oordeel.datum, *words)
