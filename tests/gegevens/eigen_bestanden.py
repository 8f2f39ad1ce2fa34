"""Lists as people keep them, made cell by cell: nothing in them is a known table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

Rijen = Sequence[Sequence[object]]


def schrijf_lijst(
    path: Path,
    rijen: Rijen,
    *,
    blad: str = "Blad1",
    bladen: Mapping[str, Rijen] | None = None,
    verborgen_kolom: str = "",
    samengevoegd: str = "",
) -> Path:
    """Write cells as they are; text stays text and None leaves a cell out."""
    with xlsxwriter.Workbook(str(path)) as book:
        for naam, inhoud in {blad: rijen, **(bladen or {})}.items():
            sheet = book.add_worksheet(naam)
            for i, rij in enumerate(inhoud):
                for j, cel in enumerate(rij):
                    if isinstance(cel, str):
                        sheet.write_string(i, j, cel)
                    elif cel is not None:
                        sheet.write(i, j, cel)
            if naam == blad and verborgen_kolom:
                sheet.set_column(verborgen_kolom, None, None, {"hidden": True})
            if naam == blad and samengevoegd:
                sheet.merge_range(samengevoegd, str(rijen[0][0]))
    return path


def schrijf_yaml(path: Path, tekst: str) -> Path:
    path.write_text(tekst, encoding="utf-8")
    return path
