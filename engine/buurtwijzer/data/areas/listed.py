"""A list of areas of the user's own, by code or by name: which areas a run is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from buurtwijzer.core.codes import Niveau, niveau_of
from buurtwijzer.core.dutch import name_some
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.areas.named_rows import find_named_rows
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.files.opening import OpenFile, open_file
from buurtwijzer.data.files.workbook import Row
from buurtwijzer.data.own.issue_kinds import LIJST_NIET_GEVONDEN
from buurtwijzer.data.own.rows import find_own_rows
from buurtwijzer.data.table import BuurtTable

_CHECK = "Controleer de lijst, het niveau (--niveau) en het jaar van de indeling."
_TWICE = "Zet de gemeente erbij in een eigen kolom, of gebruik codes."


def listed_areas(path: Path, table: BuurtTable, niveau: Niveau, gemeente: str | None = None) -> tuple[str, ...]:
    """Give the codes of the areas in a list; codes go before names.

    Args:
        path: A workbook or a text file; its first sheet with areas counts.
        table: The areas that were read, for their names.
        niveau: Level of the areas; rows of another level in a list with codes are left alone.
        gemeente: Gemeente of all areas, for a list of names without it.

    Raises:
        InputError: The file cannot be read, there are no areas in it, or a name is unknown or has several areas.
    """
    file = open_file(path)
    if isinstance(file, NoFigures):
        raise InputError([file.issue])
    sheets = _sheets(file)
    for rows in sheets:
        own = find_own_rows(rows)
        codes = () if own is None else tuple(code for code in own.codes.values() if niveau_of(code) is niveau)
        if codes:
            return tuple(dict.fromkeys(codes))
    for rows in sheets:
        named = find_named_rows(rows, table, niveau, gemeente)
        if named is None:
            continue
        column = named.gebieden.kolom
        lost = [str(rows[at][column]).strip() for at in named.onbekend]
        several = [f"{str(rows[at][column]).strip()} ({name_some(codes)})" for at, codes in named.meer.items()]
        if lost or several:
            place, how = FilePlace(path.name), _TWICE if several else _CHECK
            raise InputError([_unknown(place, niveau, name_some([*lost, *several]), how)])
        return tuple(dict.fromkeys(named.gebieden.codes.values()))
    raise InputError([_unknown(FilePlace(path.name), niveau, "geen enkel gebied met een code of naam", _CHECK)])


def _sheets(file: OpenFile) -> list[Sequence[Row]]:
    return [file.lees(index).rijen for index, report in enumerate(file.bladen) if report.zichtbaar]


def _unknown(place: FilePlace, niveau: Niveau, gebieden: str, hoe: str) -> Issue:
    return LIJST_NIET_GEVONDEN.at(place, niveau=niveau.value, gebieden=gebieden, hoe=hoe)
