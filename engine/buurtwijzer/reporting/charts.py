"""Sheet ``Grafieken``: native charts of one area, which the reader picks by name from a list.

The only formulas of the workbook, and all of them ours: cell ranges and a code, never a text from data or rules. The
code is what stands between the last brackets of the choice, so a name can hold any sign without being a pattern.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.blad import Blad, CelSoort
from buurtwijzer.reporting.cells import column_letter
from buurtwijzer.reporting.clean import cached_text, clean_text
from buurtwijzer.reporting.order import in_order
from buurtwijzer.reporting.segments import LEGENDA, lifestyles
from buurtwijzer.reporting.styles import (
    CHART_COMPARED,
    CHART_INK,
    CHART_LINE,
    CHART_OWN,
    FONT,
    Styles,
)
from buurtwijzer.reporting.texts import STANDING_LINE, sentence_case
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

NAAM = "Grafieken"
TOTAAL = "totaalbeeld"
_CHOICE_CELL, _CODE_CELL = "$A$3", "$B$3"
_LIST_COLUMN = 25
_NAME_LETTERS = 80
_LIST_LETTER = column_letter(_LIST_COLUMN)
_CODE_FORMULA = f'=SUBSTITUTE(TRIM(RIGHT(SUBSTITUTE({_CHOICE_CELL},"(",REPT(" ",60)),60)),")","")'
_FIRST_ROW = 5
_CHART_COLUMN = 4
_LAST_COLUMN = 12
_GEEN_SCORE, _GEEN_VERGELIJKING = "geen score", "geen"
_A4 = 9
_ROW_PIXELS = 20
_CHART_WIDTH = 760
_DIFFERENCE = 3
_LEAST_BARS = 13


@dataclass(frozen=True, slots=True)
class _Item:
    """One bar: its name, the column of its number, and what it is laid beside."""

    naam: str
    kolom: int
    verschil: int | None
    waarde: float
    vergelijkbaar: float


@dataclass(frozen=True, slots=True)
class _Figure:
    """One chart with its table."""

    titel: str
    blad: str
    kop: str
    alt: str
    naast: str
    factor: float
    items: tuple[_Item, ...]


def charts(assessment: Assessment, bladen: Sequence[Blad], footer: str) -> Callable[[Workbook, Styles], None] | None:
    """Prepare the sheet.

    Args:
        assessment: The result.
        bladen: The sheets it takes its numbers from.
        footer: Foot of the page.

    Returns:
        What adds it to a workbook; None when there is nothing to draw.
    """
    row = _first_with_score(assessment)
    figures = tuple(figure for figure in _figures(assessment, {b.naam: b for b in bladen}, row) if figure.items)
    if not figures or not len(assessment.table):
        return None

    def add(workbook: Workbook, styles: Styles) -> None:
        sheet = workbook.add_worksheet(NAAM)
        _head(sheet, styles, assessment, row)
        line = _FIRST_ROW
        for figure in figures:
            _table(sheet, styles, figure, len(assessment.table), line)
            _add_chart(workbook, sheet, figure, line)
            line += max(len(figure.items), _LEAST_BARS) + 4
        _page(sheet, footer, line)

    return add


def _first_with_score(assessment: Assessment) -> int:
    for row in range(len(assessment.table)):
        if any(not outcome.reden[row] for outcome in assessment.uitkomsten):
            return row
    return 0


def _figures(assessment: Assessment, bladen: dict[str, Blad], row: int) -> Iterator[_Figure]:
    for soort, blad, high in (
        (OutcomeKind.LEEFGEBIED, "Leefgebieden", "hoog is gunstig"),
        (OutcomeKind.RISICO, "Risico's", "hoog is veel"),
    ):
        outcomes = in_order(assessment, soort)
        if blad in bladen and outcomes:
            title = "Leefgebieden" if soort is OutcomeKind.LEEFGEBIED else "Aandachtspunten"
            yield _Figure(
                titel=f"{title}: score 0-100, {high}",
                blad=blad,
                kop=title.lower(),
                alt=f"Staafgrafiek: {title.lower()} van het gekozen gebied naast vergelijkbare gebieden. ",
                naast="vergelijkbaar",
                factor=1.0,
                items=tuple(_scores(outcomes, bladen[blad], row)),
            )
    found = lifestyles(assessment)
    if found is not None and "Leefstijlen" in bladen:
        is_likeness = found.maat == "gelijkenis"
        factor = 100.0 if is_likeness else 1.0
        first = next(n for n, kolom in enumerate(bladen["Leefstijlen"].kolommen) if kolom.begint_groep)
        yield _Figure(
            titel=f"Leefstijlen: {'gelijkenis 0-100' if is_likeness else 'aandeel'} ({LEGENDA})",
            blad="Leefstijlen",
            kop="leefstijlen",
            alt="Staafgrafiek: leefstijlen van het gekozen gebied naast het gemiddelde van Nederland. ",
            naast="Nederland",
            factor=factor,
            items=tuple(
                _Item(
                    naam,
                    first + n,
                    None,
                    factor * float(found.aandeel[row, n]),
                    factor * float(found.landelijk[n]),
                )
                for n, naam in enumerate(found.namen)
            ),
        )


def _scores(outcomes: Sequence[OutcomeScores], blad: Blad, row: int) -> Iterator[_Item]:
    """Give a bar per outcome that any area has; every outcome has its column on the sheet."""
    columns = [n for n, kolom in enumerate(blad.kolommen) if kolom.soort in (CelSoort.SCORE, CelSoort.DRUKSCORE)]
    for outcome, column in zip(outcomes, columns, strict=False):
        if outcome.id != TOTAAL and np.isfinite(outcome.score).any():
            yield _Item(
                sentence_case(outcome.naam),
                column,
                column + _DIFFERENCE,
                float(outcome.score[row]),
                float(outcome.vergelijkbaar[row]),
            )


def _head(sheet: Worksheet, styles: Styles, assessment: Assessment, row: int) -> None:
    table = assessment.table
    choices = [
        f"{clean_text(naam)[:_NAME_LETTERS]} ({code})" for naam, code in zip(table.naam, table.code, strict=True)
    ]
    for place, choice in enumerate(sorted(choices, key=lambda text: (text.casefold(), text)), 1):
        sheet.write_string(place, _LIST_COLUMN, choice, styles.own("stil"))
    sheet.write_string("A1", "Grafieken van één gebied", styles.own("titel"))
    sheet.write_string(
        "A2", "Kies in het omlijnde vak een gebied uit de lijst; alles op dit blad verandert mee.", styles.own("stil")
    )
    sheet.write_string("A3", choices[row], styles.own("keuze"))
    sheet.write_formula("B3", _CODE_FORMULA, styles.own("label"), cached_text(table.code[row]))
    naam, gemeente = (_lookup("Overzicht", column, len(table)) for column in (1, 2))
    title = cached_text(f"{table.naam[row]} ({table.gemeente[row]})")
    sheet.write_formula("C3", f'={naam}&" ("&{gemeente}&")"', styles.own("naam"), title)
    sheet.data_validation(
        "A3",
        {
            "validate": "list",
            "source": f"=${_LIST_LETTER}$2:${_LIST_LETTER}${len(table) + 1}",
            "input_title": "Kies een gebied",
            "input_message": "Kies een gebied uit de lijst (op naam), of plak hier een code uit het blad Overzicht.",
            "error_title": "Dit gebied staat er niet in",
            "error_message": "Kies een gebied uit de lijst; het staat ook op het blad Overzicht.",
        },
    )


def _table(sheet: Worksheet, styles: Styles, figure: _Figure, areas: int, line: int) -> None:
    for column, text in enumerate((figure.kop, "dit gebied", figure.naast)):
        sheet.write_string(line, column, text, styles.own("kop" if column == 0 else "kop_getal"))
    for place, item in enumerate(figure.items, line + 1):
        own = _lookup(figure.blad, item.kolom, areas)
        sheet.write_string(place, 0, clean_text(item.naam), styles.own("label"))
        form = styles.own("getal" if figure.factor > 1 or item.verschil is not None else "procent")
        sheet.write_formula(
            place, 1, f'=IF(ISNUMBER({own}),{own},"{_GEEN_SCORE}")', form, _known(item.waarde, _GEEN_SCORE)
        )
        if item.verschil is None:
            sheet.write(place, 2, _known(item.vergelijkbaar, _GEEN_VERGELIJKING), form)
        else:
            difference = _lookup(figure.blad, item.verschil, areas)
            formula = f'=IF(AND(ISNUMBER({own}),ISNUMBER({difference})),{own}-{difference},"{_GEEN_VERGELIJKING}")'
            sheet.write_formula(place, 2, formula, form, _known(item.vergelijkbaar, _GEEN_VERGELIJKING))


def _lookup(blad: str, column: int, areas: int) -> str:
    sheet, letter, last = blad.replace("'", "''"), column_letter(column), areas + 1
    return f"INDEX('{sheet}'!${letter}$2:${letter}${last},MATCH({_CODE_CELL},'{sheet}'!$A$2:$A${last},0))"


def _known(value: float, otherwise: str) -> float | str:
    return otherwise if math.isnan(value) else round(value, 4)


def _add_chart(workbook: Workbook, sheet: Worksheet, figure: _Figure, line: int) -> None:
    chart: Any = workbook.add_chart({"type": "bar"})
    first, last = line + 1, line + len(figure.items)
    for column, name, fill in ((1, "dit gebied", CHART_OWN), (2, figure.naast, CHART_COMPARED)):
        chart.add_series(
            {
                "name": name,
                "categories": [NAAM, first, 0, last, 0],
                "values": [NAAM, first, column, last, column],
                "fill": {"color": fill},
                "border": {"color": CHART_LINE, "width": 0.75},
                "gap": 60,
                "overlap": 0,
            }
        )
    font = {"name": FONT, "size": 9, "color": CHART_INK}
    chart.set_title({"name": figure.titel, "name_font": {**font, "size": 11, "bold": True}, "overlay": False})
    chart.set_y_axis(
        {
            "reverse": True,
            "interval_unit": 1,
            "num_font": {**font, "size": 8},
            "line": {"color": CHART_LINE},
            "major_tick_mark": "none",
        }
    )
    top = 100 if figure.factor > 1 or figure.items[0].verschil is not None else 1
    chart.set_x_axis(
        {
            "min": 0,
            "max": top,
            "num_font": font,
            "num_format": "0" if top > 1 else "0%",
            "major_gridlines": {"visible": True, "line": {"color": CHART_COMPARED, "width": 0.5}},
            "label_position": "high",
        }
    )
    chart.set_legend({"position": "bottom", "font": font})
    height = (max(len(figure.items), _LEAST_BARS) + 3.5) * _ROW_PIXELS
    chart.set_size({"width": _CHART_WIDTH, "height": height})
    alt = f"{figure.alt}Dezelfde getallen staan in de tabel links ervan."
    sheet.insert_chart(line, _CHART_COLUMN, chart, {"description": alt, "object_position": 1})


def _page(sheet: Worksheet, footer: str, last: int) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 2, 14)
    sheet.set_column(3, 3, 3)
    sheet.set_column(_LIST_COLUMN, _LIST_COLUMN, 30, None, {"hidden": True})
    sheet.set_default_row(_ROW_PIXELS * 0.75)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, last, _LAST_COLUMN + 3)
    sheet.write_string(last, 0, STANDING_LINE)
    sheet.set_footer(footer)
