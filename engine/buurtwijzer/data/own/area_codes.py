"""Which own areas there are, so that files with figures about them can name them as the user does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from buurtwijzer.core.codes import Niveau, own_code
from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.areas.names import plain_name
from buurtwijzer.data.areas.reading import stated_level
from buurtwijzer.data.files.workbook import Sheet
from buurtwijzer.data.layouts.model import Header, Layout, Where
from buurtwijzer.data.own import area_issue_kinds as kinds


@dataclass(frozen=True, slots=True)
class OwnCodes:
    """The areas of a list.

    Attributes:
        lijst: Name of the list: file, and sheet where it has one.
        codes: Their codes.
        namen: Per plain name the code of the only area that is called so.
    """

    lijst: str
    codes: frozenset[str]
    namen: Mapping[str, str]

    def find(self, cell: object) -> str | None:
        """Give the code of the area that a cell means, by its code with or without prefix or by its name."""
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
        code = own_code(text)
        return code if code in self.codes else self.namen.get(plain_name(text))


def own_codes(lijst: str, names: Mapping[str, str]) -> OwnCodes:
    """Make the areas of a list; a name that two areas have is the name of neither.

    Args:
        lijst: Name of the list.
        names: Per code the name.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for code, name in names.items():
        by_name[plain_name(name)].append(code)
    once = {name: codes[0] for name, codes in by_name.items() if name and len(codes) == 1}
    return OwnCodes(lijst, frozenset(names), once)


def with_own_codes(sheet: Sheet, layout: Layout, header: Header, own: OwnCodes) -> tuple[Sheet, tuple[Issue, ...]]:
    """Write the codes of own areas out in the column with codes of a table of the user's own.

    Args:
        sheet: The sheet.
        layout: What kind of table it is.
        header: Its header.
        own: The areas.

    Returns:
        The sheet, and what there is to tell; a row that says to be about a buurt, wijk or gemeente stays as it is.
    """
    column, level = header.column(*layout.code), header.column(*layout.niveau)
    if column is None:
        return sheet, ()
    rows, found = list(sheet.rijen), {}
    for at in range(header.rij + 1, len(rows)):
        row = rows[at]
        stated = None if level is None or level >= len(row) else stated_level(row[level])
        code = own.find(row[column]) if column < len(row) and stated in (None, Niveau.EIGEN) else None
        if code is not None:
            found[at] = f"{str(row[column]).strip()} = {code}"
            rows[at] = (*row[:column], code, *row[column + 1 :])
    if not found:
        return sheet, ()
    first = min(found)
    place = Where(sheet.bestand, sheet.report.naam, sheet.regels).place(first, column)
    count = plural(len(found), "rij gaat", "rijen gaan")
    told = kinds.EIGEN_CODES.at(place, aantal=count, lijst=own.lijst, voorbeeld=found[first])
    return replace(sheet, rijen=rows), (told,)
