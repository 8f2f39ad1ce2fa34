"""Sheet ``Gespreksleidraad``: a printed guide for a mirror session, a few A4 pages an area, with room to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from buurtwijzer.core.dutch import join_words
from buurtwijzer.data.judgements import DRAAGVLAK, HERKENNING, VOORSTEL
from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.heights import lines_needed
from buurtwijzer.reporting.mirror.held_up import Voorlegging, held_up
from buurtwijzer.reporting.styles import FONT, HEADER_FILL, INK, LINE, QUIET_INK, Styles
from buurtwijzer.reporting.texts import STANDING_LINE
from buurtwijzer.rulebook.schema import Spiegelgesprek

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

NAAM = "Gespreksleidraad"
_A4 = 9
_WRITING = "schrijf"
_WIDTH = 74.0
"""So narrow that a page also holds it in a font wider than ours."""
_PAGE_POINTS = 690.0
"""Room for rows on a page: A4 upright less margins, head and foot, and a little for programs that measure otherwise."""
_WRITING_POINTS, _MOST_WRITING = 24.0, 50.0
_LINE_POINTS = 15.0
_PADDING = 4.0
_HEAD_LINE, _TITLE_POINTS, _GAP_POINTS = 18.0, 26.0, 8.0
_FOOT = "&L&8Gebiedsgemiddelden: niet voor besluiten over personen&R&8&A, blad &P van &N"
_GROUPS = {
    "leefstijl": "Wie hier wonen",
    "kracht": "Wat hier sterk is",
    "aandachtspunt": "Waar aandacht nodig kan zijn",
    "geheel": "Het beeld als geheel",
    "voorstel": "Wat er zou kunnen",
}
_FORMS: dict[str, dict[str, object]] = {
    "titel": {"font_size": 16, "bold": True, "font_color": HEADER_FILL},
    "groep": {"font_size": 13, "bold": True, "font_color": HEADER_FILL, "bottom": 2, "bottom_color": HEADER_FILL},
    "onderwerp": {"font_size": 11, "bold": True},
    "tekst": {"font_size": 11},
    "stil": {"font_size": 10, "font_color": QUIET_INK},
    "vraag": {"font_size": 11, "indent": 1},
    "schrijf": {"bottom": 1, "bottom_color": LINE},
    "vakjes": {"font_size": 11, "indent": 1, "bottom": 1, "bottom_color": LINE},
}


@dataclass(frozen=True, slots=True)
class Regel:
    """One row of the guide: its text, its form and its height in points."""

    tekst: str
    vorm: str
    hoogte: float


Blok = tuple[Regel, ...]
"""Rows that stay together on one page."""


def guide(findings: Findings, rows: Sequence[int], gesprek: Spiegelgesprek) -> Callable[[Workbook, Styles], None]:
    """Prepare the sheet.

    Args:
        findings: What leads per area.
        rows: The areas, by row.
        gesprek: Opening words, questions, and how answers are written down.

    Returns:
        What adds it to a workbook.
    """
    areas = [area_blocks(findings, row, gesprek) for row in rows]

    def add(workbook: Workbook, _styles: Styles) -> None:
        sheet = workbook.add_worksheet(NAAM)
        forms = {naam: _form(workbook, own) for naam, own in _FORMS.items()}
        sheet.set_column(0, 0, _WIDTH)
        sheet.hide_gridlines(2)
        last = _write(sheet, forms, areas)
        _page(sheet, last)

    return add


def area_blocks(findings: Findings, row: int, gesprek: Spiegelgesprek) -> tuple[Blok, ...]:
    """Give the guide for one area, as blocks that stay together."""
    table = findings.assessment.table
    shown = held_up(findings, row)
    head = (
        Regel(f"Gespreksleidraad: {table.naam[row]}", "titel", _TITLE_POINTS),
        _text(f"{table.gemeente[row]}, {table.level_word(row)}. Cijfers: {_sources(findings)}.", "stil"),
        _text(STANDING_LINE, "stil"),
        _text("Datum: ____________     Rol: ____________________     Met hoeveel mensen: ______", "tekst"),
    )
    nothing = () if shown else ((_text("Over dit gebied is geen uitspraak; vraag vrij naar wat er speelt.", "tekst"),),)
    return (
        (*head, _gap()),
        (_head("Openingswoorden"), *(_text(line, "tekst") for line in gesprek.opening), _gap()),
        (_head("Niet mee eens?"), *(_text(line, "tekst") for line in gesprek.tegenspraak), _gap()),
        *nothing,
        *_subjects(shown, gesprek),
        (_head("Zo legt u het vast"), *(_text(line, "tekst") for line in gesprek.vastleggen), _gap()),
    )


def pages(blokken: Sequence[Blok], room: float = _PAGE_POINTS) -> Iterator[tuple[Blok, ...]]:
    """Fill pages with whole blocks; a block that is longer than a page gets one of its own.

    Args:
        blokken: The blocks.
        room: Points a page has.
    """
    page: list[Blok] = []
    used = 0.0
    for blok in blokken:
        height = sum(regel.hoogte for regel in blok)
        if page and used + height > room:
            yield tuple(page)
            page, used = [], 0.0
        page.append(blok)
        used += height
    if page:
        yield tuple(page)


def _subjects(shown: Sequence[Voorlegging], gesprek: Spiegelgesprek) -> Iterator[Blok]:
    last = ""
    for voorlegging in shown:
        head = () if voorlegging.groep == last else (_head(_GROUPS[voorlegging.groep]),)
        last = voorlegging.groep
        questions: list[str] = getattr(gesprek.vragen, voorlegging.groep)
        yield (
            *head,
            *(() if voorlegging.onderwerp == _GROUPS[last] else (_text(voorlegging.onderwerp, "onderwerp"),)),
            _text(voorlegging.tekst, "tekst"),
            *(regel for vraag in questions for regel in (_text(vraag, "vraag"), Regel("", _WRITING, _WRITING_POINTS))),
            _boxes(voorlegging),
            _gap(),
        )


def stretched(page: Sequence[Blok], room: float = _PAGE_POINTS) -> Iterator[Regel]:
    """Give the rows of a page, with what is left of the page as more room to write."""
    regels = [regel for blok in page for regel in blok]
    lines = sum(regel.vorm == _WRITING for regel in regels)
    left = max(0.0, room - sum(regel.hoogte for regel in regels))
    more = min(_MOST_WRITING - _WRITING_POINTS, left / lines) if lines else 0.0
    for regel in regels:
        yield replace(regel, hoogte=round(regel.hoogte + more, 2)) if regel.vorm == _WRITING else regel


def _sources(findings: Findings) -> str:
    return join_words([f"{source.naam} ({source.jaar})" for source in findings.assessment.table.bestanden])


def _boxes(voorlegging: Voorlegging) -> Regel:
    is_proposal = voorlegging.soort == VOORSTEL
    ask, answers = ("Draagvlak", DRAAGVLAK) if is_proposal else ("Herkent u dit?", HERKENNING)
    boxes = "     ".join(f"☐ {answer}: ____" for answer in answers)
    return Regel(f"{ask}  (aantal mensen)     {boxes}", "vakjes", 24.0)


def _head(text: str) -> Regel:
    return Regel(text, "groep", _HEAD_LINE + _PADDING)


def _text(text: str, vorm: str) -> Regel:
    return Regel(text, vorm, lines_needed(text, _WIDTH - 6.0) * _LINE_POINTS + _PADDING)


def _gap() -> Regel:
    return Regel("", "tekst", _GAP_POINTS)


def _form(workbook: Workbook, own: dict[str, object]) -> Format:
    base = {"font_name": FONT, "font_color": INK, "text_wrap": True, "valign": "vcenter", "num_format": "@"}
    return workbook.add_format({**base, **own})


def _write(sheet: Worksheet, forms: dict[str, Format], areas: Sequence[Sequence[Blok]]) -> int:
    breaks: list[int] = []
    line = 0
    for area in areas:
        for page in pages(area):
            if line:
                breaks.append(line)
            for regel in stretched(page):
                sheet.set_row(line, regel.hoogte)
                if regel.tekst:
                    sheet.write_string(line, 0, clean_text(regel.tekst), forms[regel.vorm])
                else:
                    sheet.write_blank(line, 0, None, forms[regel.vorm])
                line += 1
    sheet.set_h_pagebreaks(breaks)
    return line


def _page(sheet: Worksheet, last: int) -> None:
    sheet.set_portrait()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
    sheet.center_horizontally()
    sheet.print_area(0, 0, max(last - 1, 0), 0)
    sheet.set_footer(_FOOT)
