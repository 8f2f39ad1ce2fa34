"""The areas of one sheet: code, level, name and gemeente per row, with every row that cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from buurtwijzer.core.codes import Niveau, clean_code, gemeente_code, is_cut_short, niveau_of, normalise_code, readings
from buurtwijzer.core.dutch import plural
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.areas import issue_kinds as area_kinds
from buurtwijzer.data.areas.bare_codes import bare_levels
from buurtwijzer.data.cells import SheetCells
from buurtwijzer.data.layouts.model import Layout

_LEVELS = {
    "land": Niveau.LAND,
    "gemeente": Niveau.GEMEENTE,
    "wijk": Niveau.WIJK,
    "buurt": Niveau.BUURT,
    "eigen": Niveau.EIGEN,
    "l": Niveau.LAND,
    "g": Niveau.GEMEENTE,
    "w": Niveau.WIJK,
    "b": Niveau.BUURT,
}
_PREFIXES = {"BU": Niveau.BUURT, "WK": Niveau.WIJK, "GM": Niveau.GEMEENTE, "NL": Niveau.LAND, "EG": Niveau.EIGEN}


@dataclass(frozen=True, slots=True)
class Areas:
    """Areas in the order of the sheet; what a file does not say is empty, as is a code that was refused.

    Attributes:
        code: Complete codes.
        naam: Names.
        gemeente: Names of the gemeente.
        niveau: Levels.
        fout: Position of every row that cannot be, with the column (from 0) that says so.
    """

    code: tuple[str, ...]
    naam: tuple[str, ...]
    gemeente: tuple[str, ...]
    niveau: tuple[Niveau, ...]
    fout: Mapping[int, int]


def read_areas(cells: SheetCells, layout: Layout) -> Areas:
    """Read the areas of the selected rows; mistakes are kept in `cells`."""
    wrong: dict[int, int] = {}
    levels = _levels(cells, layout, wrong)
    codes = _codes(cells, layout, levels, wrong)
    return Areas(
        code=tuple(codes),
        naam=tuple(_names(cells, layout, codes)),
        gemeente=tuple(_texts(cells, layout.gemeente)),
        niveau=tuple(_PREFIXES.get(code[:2], Niveau.BUURT) for code in codes),
        fout=wrong,
    )


def stated_level(cell: object) -> Niveau | None:
    """Give the level that a cell names; None when it names none."""
    return _LEVELS.get(_text(cell).lower())


def area_code(cell: object, level: Niveau | None) -> str:
    """Give the code, repaired where certain; empty when there is none."""
    code = normalise_code(cell, level) or ""
    is_repaired = code != str(cell).strip().upper()
    # Filling up with zeros would make an area of gemeente 0000 out of a short word.
    return "" if is_repaired and gemeente_code(code) == "GM0000" else code


def _names(cells: SheetCells, layout: Layout, codes: list[str]) -> list[str]:
    # In OData the column that is called after the areas holds their codes, with or without letters: no names.
    texts = _texts(cells, layout.naam_kolom)
    return ["" if _is_code(text, code) else text for text, code in zip(texts, codes, strict=True)]


def _is_code(text: str, code: str) -> bool:
    # Hardly a name begins with a digit: only then it is worth a closer look.
    return text.upper() == code or (text[:1].isdigit() and bool(code) and normalise_code(text, niveau_of(code)) == code)


def _texts(cells: SheetCells, names: tuple[str, ...]) -> list[str]:
    column = cells.header.column(*names)
    if column is None:
        return [""] * len(cells.rows)
    return [_text(cell) for cell in cells.raw(column)]


def _text(cell: object) -> str:
    # A name that Excel turned into a number comes back without the ".0" it never had.
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _levels(cells: SheetCells, layout: Layout, wrong: dict[int, int]) -> list[Niveau | None]:
    column = cells.header.column(*layout.niveau)
    if column is None:
        return [None] * len(cells.rows)
    levels = [stated_level(cell) for cell in cells.raw(column)]
    hidden = cells.refused(column)
    unknown = [i for i, level in enumerate(levels) if level is None and i not in hidden]
    wrong.update(dict.fromkeys([*unknown, *hidden], column))
    cells.report(kinds.NIVEAU_ONBEKEND, column, unknown)
    return levels


def _codes(cells: SheetCells, layout: Layout, levels: list[Niveau | None], wrong: dict[int, int]) -> list[str]:
    column = cells.header.column(*layout.code) or 0
    hidden = cells.refused(column)
    raw = cells.raw(column)
    shown = bare_levels(cells.head(column), raw, levels)
    codes = [area_code(cell, level) for cell, level in zip(raw, shown, strict=True)]
    _tell_refused(cells, column, raw, levels, [i for i, code in enumerate(codes) if not code and i not in hidden])
    elsewhere = _tell_repairs(cells, column, codes)
    wrong.update(dict.fromkeys([*(i for i, code in enumerate(codes) if not code), *elsewhere], column))
    return codes


def _tell_refused(
    cells: SheetCells, column: int, raw: Sequence[object], levels: Sequence[Niveau | None], at: Sequence[int]
) -> None:
    """Tell of cells that are no code as much as can be seen: another level, two readings, digits lost."""
    unclear: dict[int, tuple[str, ...]] = {}
    malformed, short = [], []
    for i in at:
        level, stated = levels[i], niveau_of(area_code(raw[i], None))
        if level is not None and stated is not None:
            place = cells.place(i, column)
            cells.issues.append(kinds.NIVEAU_STRIJDIG.at(place, code_niveau=stated.value, niveau=level.value))
        elif two := readings(raw[i]):
            unclear[i] = two
        elif is_cut_short(raw[i]):
            short.append(i)
        else:
            malformed.append(i)
    cells.report(kinds.CODE_ONGELDIG, column, malformed)
    cells.report(area_kinds.CODE_AFGEKAPT, column, short)
    for two in sorted(set(unclear.values())):
        same = [i for i, own in unclear.items() if own == two]
        cells.issues.append(area_kinds.CODE_TWEE_LEZINGEN.at(cells.place(same[0], column), een=two[0], ander=two[1]))


def _tell_repairs(cells: SheetCells, column: int, codes: list[str]) -> list[int]:
    """Tell which codes were completed; one that lands in a gemeente the file does not have is a mistake, and given."""
    gemeenten = {code for code in codes if code.startswith("GM")}
    completed = [i for i, cell in enumerate(cells.raw(column)) if codes[i] and not _is_whole(cell, codes[i])]
    elsewhere = [i for i in completed if gemeenten and gemeente_code(codes[i]) not in {None, *gemeenten}]
    for i in elsewhere:
        cells.issues.append(kinds.CODE_ANDERE_GEMEENTE.at(cells.place(i, column), code=codes[i]))
    if completed:
        count = plural(len(completed), "gebied", "gebieden")
        place = cells.place(completed[0], column)
        cells.issues.append(kinds.CODES_AANGEVULD.at(place, aantal=count, voorbeeld=codes[completed[0]]))
    return elsewhere


def _is_whole(cell: object, code: str) -> bool:
    """Tell whether a cell holds the whole code, apart from its prefix; NL01 is the country in other tables."""
    return cell == code or clean_code(cell) in (code, code[2:], "NL01")
