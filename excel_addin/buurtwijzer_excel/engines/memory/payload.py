"""A workbook as JSON, in and out, with a version number of its own; the format stands in ``docs/werkmap-json.md``.

In: the workbook with its sheets, names, tables, formats that matter and the selection. Out: the same form after a
command, with the messages that were shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from buurtwijzer_excel.engines.addresses import Area, parse_areas
from buurtwijzer_excel.engines.memory.model import BookModel, Formula, NameModel, ProgramModel, SheetModel, TableModel

VERSION = 1
_FORMATS = {
    "getalnotatie": "number_format",
    "kleur": "color",
    "vet": "bold",
    "terugloop": "wrap_text",
    "cursief": "italic",
    "letterkleur": "font_color",
    "lettergrootte": "font_size",
    "lettertype": "font_name",
    "horizontaal": "horizontal_alignment",
    "verticaal": "vertical_alignment",
}
_DRESSED = ("keuzes", "kleuren", "grafieken")
"""What a sheet wears, kept as it came; `dressing` makes it."""


class PayloadError(ValueError):
    """The JSON is not a workbook of this version."""


def book_from(payload: dict[str, Any]) -> BookModel:
    """Make a workbook.

    Args:
        payload: See the module.

    Raises:
        PayloadError: It is another version, or has no sheets.
    """
    if payload.get("schema") != VERSION:
        raise PayloadError(f"schema moet {VERSION} zijn")
    form = payload.get("werkmap") or {}
    sheets = [_sheet_from(item) for item in form.get("bladen", ())]
    if not sheets:
        raise PayloadError("de werkmap heeft geen bladen")
    book = BookModel(form.get("naam", "Werkmap"), form.get("pad", ""), sheets)
    book.namen = [
        NameModel(item["naam"], item["verwijst_naar"], book.sheet(item["blad"]) if item.get("blad") else None)
        for item in form.get("namen", ())
    ]
    selection = form.get("selectie") or {}
    book.actief = book.sheet(selection.get("blad", "")) or sheets[0]
    book.selectie = parse_areas(selection.get("adres", "A1")) if selection.get("adres") != "" else ()
    return book


def book_form(book: BookModel) -> dict[str, Any]:
    """Give a workbook as JSON."""
    active = book.actief or book.bladen[0]
    return {
        "schema": VERSION,
        "werkmap": {
            "naam": book.naam,
            "pad": book.pad,
            "bladen": [_sheet_form(blad) for blad in book.bladen],
            "namen": [_name_form(name) for name in book.namen],
            "selectie": {"blad": active.naam, "adres": ",".join(area.address() for area in book.selectie)},
        },
    }


def answer_form(program: ProgramModel) -> dict[str, Any]:
    """Give the workbook in front and what was told: the answer to a task pane."""
    form = book_form(program.boeken[0]) if program.boeken else {"schema": VERSION, "werkmap": None}
    return {**form, "berichten": list(program.berichten)}


def _sheet_from(item: dict[str, Any]) -> SheetModel:
    sheet = SheetModel(item["naam"], beveiligd=item.get("beveiligd", False), zichtbaar=item.get("zichtbaar", True))
    for row, line in enumerate(item.get("waarden", ()), start=1):
        for column, value in enumerate(line, start=1):
            cell = _cell_from(value)
            if cell is not None and cell != "":
                sheet.cellen[row, column] = cell
    sheet.verborgen = set(item.get("verborgen_rijen", ()))
    sheet.samengevoegd = [area for address in item.get("samengevoegd", ()) for area in parse_areas(address)]
    sheet.tabellen = [
        TableModel(t["naam"], parse_areas(t["adres"])[0], t.get("kop", True)) for t in item.get("tabellen", ())
    ]
    sheet.breedtes = {int(column): width for column, width in item.get("breedtes", {}).items()}
    sheet.notities = {_cell(address): text for address, text in item.get("notities", {}).items()}
    for part in _DRESSED:
        setattr(sheet, part, [dict(one) for one in item.get(part, ())])
    for form in item.get("opmaak", ()):
        for area in parse_areas(form["adres"]):
            for key, kind in _FORMATS.items():
                if key in form:
                    sheet.set_format(kind, area, tuple(form[key]) if key in ("kleur", "letterkleur") else form[key])
    return sheet


def _sheet_form(sheet: SheetModel) -> dict[str, Any]:
    last = sheet.used()
    used = Area(1, 1, last.last_row, last.last_column)
    form: dict[str, Any] = {"naam": sheet.naam, "waarden": _rows_form(sheet, used)}
    form |= {"beveiligd": True} if sheet.beveiligd else {}
    form |= {} if sheet.zichtbaar else {"zichtbaar": False}
    parts: dict[str, Any] = {
        "verborgen_rijen": sorted(sheet.verborgen),
        "samengevoegd": [area.address(False, False) for area in sheet.samengevoegd],
        "tabellen": [{"naam": t.naam, "adres": t.gebied.address(False, False), "kop": t.kop} for t in sheet.tabellen],
        "breedtes": {str(column): width for column, width in sorted(sheet.breedtes.items())},
        "notities": {Area(*cell, 1, 1).address(False, False): text for cell, text in sorted(sheet.notities.items())},
        "opmaak": list(_formats_form(sheet)),
        **{part: [dict(one) for one in getattr(sheet, part)] for part in _DRESSED},
    }
    return form | {key: part for key, part in parts.items() if part}


def _rows_form(sheet: SheetModel, used: Area) -> list[list[Any]]:
    get = sheet.cellen.get
    rows = range(1, used.last_row + 1)
    return [[_cell_form(get((row, column))) for column in range(1, used.last_column + 1)] for row in rows]


def _formats_form(sheet: SheetModel) -> Iterable[dict[str, Any]]:
    """Give each format as few areas as go down a column."""
    for key, kind in _FORMATS.items():
        own = sheet.opmaak.get(kind, {})
        run: tuple[int, int, int] | None = None
        for row, column in sorted(own, key=lambda cell: (cell[1], cell[0])):
            if run and run[0] == column and run[2] == row - 1 and own[row, column] == own[row - 1, column]:
                run = (column, run[1], row)
                continue
            if run:
                yield _format_form(key, own, run)
            run = (column, row, row)
        if run:
            yield _format_form(key, own, run)


def _format_form(key: str, own: dict[tuple[int, int], Any], run: tuple[int, int, int]) -> dict[str, Any]:
    column, top, bottom = run
    value = own[top, column]
    address = Area(top, column, bottom - top + 1, 1).address(False, False)
    return {"adres": address, key: list(value) if isinstance(value, tuple) else value}


def _name_form(name: NameModel) -> dict[str, Any]:
    form = {"naam": name.naam, "verwijst_naar": name.verwijzing}
    return form | {"blad": name.blad.naam} if name.blad else form


def _cell_from(value: Any) -> Any:
    if isinstance(value, dict):
        if "datum" in value:
            return datetime.fromisoformat(value["datum"])
        return Formula(value["formule"], value.get("waarde"))
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _cell_form(cell: Any) -> Any:
    match cell:
        case Formula():
            return {"formule": cell.tekst, "waarde": cell.waarde}
        case datetime():
            return {"datum": cell.isoformat()}
        case date():
            return {"datum": datetime(cell.year, cell.month, cell.day).isoformat()}  # noqa: DTZ001 - a cell has no zone
        case _:
            return cell


def _cell(address: str) -> tuple[int, int]:
    area = parse_areas(address)[0]
    return area.row, area.column
