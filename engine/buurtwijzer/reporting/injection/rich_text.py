"""Cells of which the user formatted a part of the text: we never write such a text, so it is the user's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from buurtwijzer.data.files.package import plain_xml
from buurtwijzer.reporting.injection.opened import OwnFile
from buurtwijzer.reporting.injection.plan import Place
from buurtwijzer.reporting.injection.rows import find_rows

_TEXT = re.compile(rb"<(?:[\w.-]+:)?si(?:\s[^<>]*)?(?:/>|>(.*?)</(?:[\w.-]+:)?si\s*>)", re.DOTALL)
_RUN = re.compile(rb"<(?:[\w.-]+:)?r[\s>]")
_SHARED = re.compile(rb"""\st\s*=\s*["']s["'][^<>]*>.*?<(?:[\w.-]+:)?v[^<>]*>\s*(\d+)\s*<""", re.DOTALL)


def rich_cells(file: OwnFile, blad: str, kolommen: Collection[Place]) -> Iterator[tuple[int, int]]:
    """Give row and column (from 0) of the cells in some columns whose text is formatted in part.

    Raises:
        InputError: The sheet cannot be followed.
    """
    if not kolommen:
        return
    form, rich = file.form(blad), _rich_texts(file)
    if not rich and not _RUN.search(form.data):
        return
    first = min(place.kolom for place in kolommen)
    rows = find_rows(form.data, form.sheet_data, first, common=form.gewoon)
    for row in rows.rijen:
        ours = {place.kolom for place in kolommen if place.kop < row.rij <= place.laatste}
        for cell in rows.cells_from(row, first) if ours else ():
            if cell.kolom in ours and _is_rich(form.data[cell.start : cell.end], rich):
                yield row.rij, cell.kolom


def _is_rich(cell: bytes, rich: Collection[int]) -> bool:
    shared = _SHARED.search(cell) if rich else None
    return _RUN.search(cell) is not None or (shared is not None and int(shared.group(1)) in rich)


def _rich_texts(file: OwnFile) -> frozenset[int]:
    """Give the numbers of the shared texts that are formatted in part."""
    part = file.package.teksten
    data = b"" if part is None else plain_xml(file.container, part)
    if not _RUN.search(data):
        return frozenset()
    return frozenset(n for n, found in enumerate(_TEXT.finditer(data)) if _RUN.search(found.group(1) or b""))
