"""Print set-up of a sheet: landscape, few pages wide, header repeated, source and warning at the foot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from buurtwijzer.data.table import SourceFile
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.clean import clean_text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_A3, _A4 = 8, 9
# So wide that letters of ten points are still about seven on paper.
_A4_CHARACTERS, _A3_CHARACTERS = 175, 320
_FOOTER_UNITS = 255
_LEFT = "&L&8Gebiedsgemiddelden: niet voor besluiten over personen"
_RIGHT = "&R&8&A, blad &P van &N"


def footer(files: Sequence[SourceFile]) -> str:
    """Give the foot of every page: what it is, where it comes from, which page.

    Args:
        files: The files that were read; their names are shown as far as they fit.
    """
    named = ", ".join(f"{file.naam} ({file.jaar})" for file in files)
    room = _FOOTER_UNITS - len(_LEFT) - len(_RIGHT) - len("&C&8Bron: ")
    source = clean_text(named).replace("\n", " ").replace("&", "&&")
    if len(source.encode("utf-16-le")) // 2 > room:
        source = "zie blad Verantwoording"
    return f"{_LEFT}&C&8Bron: {source}{_RIGHT}"


def set_up_page(sheet: Worksheet, blad: Blad, rows: int, sources: str) -> None:
    """Make a sheet fit to print.

    Args:
        sheet: The sheet.
        blad: What stands on it.
        rows: Number of rows under the header.
        sources: Foot of the page.
    """
    width = sum(kolom.breedte for kolom in blad.kolommen if not kolom.gevouwen)  # what is folded does not print
    sheet.set_landscape()
    sheet.set_paper(_A3 if width > _A4_CHARACTERS else _A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(max(1, math.ceil(width / _A3_CHARACTERS)), 0)
    sheet.print_across()
    sheet.repeat_rows(0)
    if blad.vast:
        sheet.repeat_columns(0, blad.vast - 1)
    sheet.print_area(0, 0, rows, len(blad.kolommen) - 1)
    sheet.set_footer(sources)
