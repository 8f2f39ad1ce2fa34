"""`template_for()`: a table of columns to fill in for a file of the user's own."""

from __future__ import annotations

from pathlib import Path

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.files.opening import open_file
from buurtwijzer.data.own.seen import see
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_columns_writing import TemplateColumn, template_text


def template_for(path: Path, rulebook: Rulebook) -> str:
    """Give the text of a template: the headers of the file, and behind a # what they look like.

    Raises:
        InputError: The file cannot be opened, or holds no table.
    """
    file = open_file(path)
    if isinstance(file, NoFigures):
        raise InputError([file.issue])
    seen = see(file, rulebook)
    code = None if seen.code is None else (seen.code, f"kolom {seen.plaats_code}: {seen.codes}")
    columns = [
        TemplateColumn(
            item.kop, item.nummer, "" if item.target is None else item.target.naam, item.waarom, item.eenheid
        )
        for item in seen.kolommen
    ]
    return template_text(seen.bestand, seen.blad, seen.kop, code, seen.identiteit, columns, seen.getallen)
