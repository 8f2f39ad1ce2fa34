"""The parts of our own sheets, in the form of the result workbook, with the formats of the user's workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.evidence.mirror.issue_kinds import EIGEN_FORMULIER
from buurtwijzer.reporting.blad import Blad, Rij
from buurtwijzer.reporting.cells import InlineTexts
from buurtwijzer.reporting.clean import Changes, clean_text
from buurtwijzer.reporting.injection import issue_kinds as kinds
from buurtwijzer.reporting.injection.archive import Packed
from buurtwijzer.reporting.injection.nodes import parse_nodes
from buurtwijzer.reporting.injection.own_sheets import FILLED_IN, Home, Homes
from buurtwijzer.reporting.injection.styles import StyleSheet
from buurtwijzer.reporting.page import footer
from buurtwijzer.reporting.pour import sheet_xml, table_xml
from buurtwijzer.reporting.record import KEY, Record, record_blad
from buurtwijzer.reporting.record import SHEET as HIDDEN
from buurtwijzer.reporting.sheets import Plan
from buurtwijzer.reporting.skeleton import Skeleton, make_skeleton

SHEETS = ("Interventies", "Toelichting", FILLED_IN)
WRITTEN = (*(naam.casefold() for naam in SHEETS), "meldingen", "verantwoording", KEY)
"""Keys of every sheet that may be made."""
AREA, TITLES = "_xlnm.Print_Area", "_xlnm.Print_Titles"
MOST_CELLS = 1_000_000
"""In a workbook of one's own a larger sheet is a burden; the result workbook has it."""

_STYLE = re.compile(rb'(<c r="[A-Z]+\d+" s=")(\d+)(")')
_SHARED = re.compile(rb't="s"><v>(\d+)</v></c>')
_SELECTED = b' tabSelected="1"'
_LAST_ROW = re.compile(r"\d+$")
_END = b"</sheetData>"
_LOCKED = (
    _END + b'<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" autoFilter="0"/>'
)
"""What stays allowed: to look at everything, to give it room and to filter."""
_TABLE_ID = re.compile(rb'(<table [^>]*?\bid=")\d+(")')


@dataclass(frozen=True, slots=True, eq=False)
class OwnPart:
    """A sheet of ours, ready.

    Attributes:
        home: Where it stands.
        blad: The packed part of the sheet.
        tabel: The packed part of its table.
        namen: Defined names that belong to it, for printing: name and what it refers to.
    """

    home: Home
    blad: Packed
    tabel: Packed
    namen: tuple[tuple[str, str], ...]


def own_parts(
    assessment: Assessment,
    homes: Homes,
    styles: StyleSheet,
    record: Record,
    issues: Sequence[Issue],
    datum: date | None,
) -> tuple[OwnPart, ...]:
    """Make our own sheets, the hidden one with what we wrote last.

    Args:
        assessment: The result.
        homes: Gives them their place.
        styles: The formats of the user's workbook; takes up those that are used.
        record: What stands beside the rows of the user; the sheets made here are added to it.
        issues: What the user should know of this run, besides what the result says.
        datum: Date to name in Verantwoording.
    """
    plan, told = _plan(assessment, homes, datum)
    seen = (*plan.gebieden, plan.meldingen(), plan.verantwoording)
    for blad in seen:
        record = record.with_own(blad.naam.casefold(), ())  # known below; its row is counted already
    first = (*seen, record_blad(record))
    placed = {blad.naam: homes.give(blad.naam, blad.tabel) for blad in first}
    plan = replace(plan, issues=(*plan.issues, *issues, *told, *homes.issues))
    foot = footer(assessment.table.bestanden)
    skeleton = make_skeleton([_at(blad, placed[blad.naam]) for blad in first], None, (), foot, datum)
    skeleton = _with_styles(skeleton, styles)
    packed = {}
    for blad, changes in plan.bladen:
        packed[blad.naam] = _pack(skeleton, _at(blad, placed[blad.naam]), changes, placed[blad.naam])
    last = plan.meldingen()
    for blad in (*plan.gebieden, last, plan.verantwoording):
        record = record.with_own(placed[blad.naam].sleutel, _cells(blad))
    for blad in (last, record_blad(record)):
        packed[blad.naam] = _pack(skeleton, _at(blad, placed[blad.naam]), Changes(blad.naam), placed[blad.naam])
    print_names = _print_names(skeleton)
    _follow_rows(print_names[placed[last.naam].naam], len(last.rijen))
    print_names[placed[HIDDEN].naam].clear()  # a program prints what has an area to print, hidden or not
    return tuple(OwnPart(home, *packed[naam], tuple(print_names.get(home.naam, ()))) for naam, home in placed.items())


def one_part(blad: Blad, home: Home, styles: StyleSheet, foot: str, datum: date | None) -> OwnPart:
    """Make one sheet of ours that stands by itself: its cells are locked, without a password.

    Args:
        blad: The sheet.
        home: Where it stands.
        styles: The formats of the user's workbook; takes up those that are used.
        foot: Foot of every page.
        datum: Date for the properties.
    """
    placed = _at(blad, home)
    skeleton = _with_styles(make_skeleton([placed], None, (), foot, datum), styles)
    sheet = Packed.of(piece.replace(_END, _LOCKED) for piece in _pieces(skeleton, placed, Changes(blad.naam), home))
    names = _print_names(skeleton).get(home.naam, [])
    _follow_rows(names, len(blad.rijen))
    return OwnPart(home, sheet, _table(skeleton, placed, home), tuple(names))


def _cells(blad: Blad) -> Iterator[Rij]:
    """Give the cells of a sheet as they are written, header included."""
    yield tuple(kolom.kop for kolom in blad.kolommen)
    for row in blad.rijen:
        yield tuple(clean_text(cell) if isinstance(cell, str) else cell for cell in row)


def _plan(assessment: Assessment, homes: Homes, datum: date | None) -> tuple[Plan, list[Issue]]:
    """Keep the sheets that explain what stands beside the rows; one that is too large is empty or left out."""
    form = homes.users_form() if assessment.spiegeling is not None else None
    if form is not None:
        homes.issues.append(EIGEN_FORMULIER.at(homes.file.place(form), blad=form))
    issues = []
    plan = Plan.of(assessment, datum=datum, bladen=[naam for naam in SHEETS if form is None or naam != FILLED_IN])
    kept: list[tuple[Blad, Changes]] = []
    for blad, changes in zip(plan.gebieden, plan.changes, strict=False):
        if len(blad.rijen) * len(blad.kolommen) <= MOST_CELLS:
            kept.append((blad, changes))
            continue
        place = FilePlace(homes.file.pad.name)
        issues.append(kinds.X314.at(place, blad=blad.naam, rijen=len(blad.rijen)))
        if homes.find(blad.naam) is not None:
            empty: tuple[Rij, ...] = ()
            kept.append((replace(blad, rijen=empty), changes))
    changed = (*(changes for _, changes in kept), plan.changes[-1])
    return replace(plan, gebieden=tuple(blad for blad, _ in kept), changes=changed), issues


def _at(blad: Blad, home: Home) -> Blad:
    """Give a sheet the names it gets here, and no notes: those would need parts of their own."""
    columns = tuple(replace(kolom, uitleg="") for kolom in blad.kolommen)
    return replace(blad, naam=home.naam, tabel=home.tabel.naam, kolommen=columns)


def _with_styles(skeleton: Skeleton, styles: StyleSheet) -> Skeleton:
    """Renumber the formats to those of the user's workbook, and put headers in their cells; no sheet is chosen."""
    sheets = {*skeleton.sheets.values()}
    used = {int(n) for name in sheets for _, n, _ in _STYLE.findall(skeleton.parts[name])}
    numbers = styles.adopt(skeleton.parts["xl/styles.xml"], used)

    def renumber(content: bytes) -> bytes:
        styled = _STYLE.sub(lambda m: b"%s%d%s" % (m[1], numbers[int(m[2])], m[3]), content)
        inline = _SHARED.sub(lambda m: InlineTexts().cell(skeleton.texts[int(m[1])]).encode(), styled)
        return inline.replace(_SELECTED, b"")

    parts = {name: renumber(content) if name in sheets else content for name, content in skeleton.parts.items()}
    return replace(skeleton, parts=parts)


def _pack(skeleton: Skeleton, blad: Blad, changes: Changes, home: Home) -> tuple[Packed, Packed]:
    return Packed.of(_pieces(skeleton, blad, changes, home)), _table(skeleton, blad, home)


def _table(skeleton: Skeleton, blad: Blad, home: Home) -> Packed:
    table = table_xml(skeleton.parts[skeleton.tables[blad.naam]], blad)
    return Packed.of([_TABLE_ID.sub(rb"\g<1>%d\g<2>" % home.tabel.id, table, count=1)])


def _pieces(skeleton: Skeleton, blad: Blad, changes: Changes, home: Home) -> Iterator[bytes]:
    """Give the part of a sheet, the id of its table as it is in the user's workbook."""
    relation = f'r:id="{home.tabel.relatie}"'.encode()
    for piece in sheet_xml(skeleton, blad, InlineTexts(), changes):
        yield piece if b"<tablePart " not in piece else re.sub(rb'(<tablePart )r:id="\w+"', rb"\1" + relation, piece)


def _print_names(skeleton: Skeleton) -> dict[str, list[tuple[str, str]]]:
    root = parse_nodes(skeleton.parts["xl/workbook.xml"], 3)
    sheets, names = root.first("sheets"), root.first("definedNames")
    if sheets is None or names is None:
        return {}
    tabs = [node.attributes["name"] for node in sheets.all("sheet")]
    found: dict[str, list[tuple[str, str]]] = {}
    for node in names.all("definedName"):
        own = found.setdefault(tabs[int(node.attributes["localSheetId"])], [])
        own.append((node.attributes["name"], node.text))
    return found


def _follow_rows(names: list[tuple[str, str]], rows: int) -> None:
    """Let the area to print end at the last row; the form was made before all rows were known."""
    names[:] = [(naam, _LAST_ROW.sub(str(rows + 1), text) if naam == AREA else text) for naam, text in names]
