"""Make the start workbook, ``buurtwijzer.xlsx``, beside this script (or in the folder that is named).

Usage: ``python workbooks/maak_startwerkmap.py [MAP]``. The same texts, data and versions give the same parts. What the
buttons do comes from the ribbon, the settings from where they are read, must and never from the reports.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

import buurtwijzer
from buurtwijzer.core.resources import shipped
from buurtwijzer.reporting.heights import lines_needed
from buurtwijzer.reporting.styles import CHOICE_FILL, FONT, HEADER_FILL, HEADER_INK, INK, LINE, QUIET_INK
from buurtwijzer.reporting.texts import MUST_NEVER, STANDING_LINE
from buurtwijzer_excel.ribbon.buttons import buttons
from buurtwijzer_excel.workbook.settings import EXPLAINED, SHEET

NAAM = "buurtwijzer.xlsx"
_A4 = 9
_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a day, no moment
_OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_STEPS = {
    "Zet uw cijfers klaar": (
        "Plak het blad Kerncijfers wijken en buurten van het CBS in deze werkmap: met de kopregel, en met het jaar in "
        "de naam van het blad, zoals kwb-2023. Cijfers van het RIVM over gezondheid mogen op een blad ernaast. Om te "
        "oefenen staan er al twee bladen van Voorbeeldstad, een verzonnen gemeente."
    ),
    "Kies rijen en klik": (
        "Selecteer op blad kwb-2023 de rijen van een of meer buurten en kies Analyseer selectie. Leefstijlen, "
        "krachten, aandachtspunten, scores en advies komen in nieuwe kolommen rechts van de cijfers. Uw eigen cellen "
        "veranderen niet."
    ),
    "Lees, bespreek en besluit": (
        "Kies bij een uitkomst Leg uit om te zien waar een getal vandaan komt. Leg bevindingen voor aan bewoners en "
        "aan mensen die in de buurt werken. Een advies is een begin van een gesprek, geen besluit."
    ),
}
_WHERE = {
    "Waar u typt": (
        "In een terminal: op Windows de Opdrachtprompt (zoek in het startmenu op cmd), op een Mac en op Linux "
        "Terminal. Typ daar wat hieronder tussen aanhalingstekens staat, en dan Enter."
    ),
    "Tabblad in Excel": (
        "Op Windows en Mac: typ één keer 'buurtwijzer addin install' en start Excel opnieuw. Het tabblad Buurtwijzer "
        "staat achter Controleren."
    ),
    "Los venster": (
        "Typ 'buurtwijzer excel' terwijl deze werkmap open is in Excel of in LibreOffice Calc. U krijgt dezelfde "
        "knoppen. Dit werkt zonder macro's en zonder invoegtoepassing."
    ),
    "Zonder knoppen": (
        "Typ 'buurtwijzer score --terugschrijven buurtwijzer.xlsx -o uitkomst.xlsx'. De uitkomsten komen in een kopie."
    ),
}
_START_WIDTHS = (13, 22, 66)
_SETTING_WIDTHS = (16, 38, 62)
_RULE_WIDTHS = (13, 88)
_LINE_POINTS, _LETTER_POINTS = 15.5, 7.0
_LONGEST = 12
_PAGE = 150  # characters that stay legible side by side on a page
_ABOUT = (
    "Werkt er iets niet: typ 'buurtwijzer doctor'. Deze werkmap heeft geen macro's. De cijfers zijn verzonnen. Bewaar "
    "een kopie onder een eigen naam en werk daarin."
)
_KWB_FIRST = ("gwb_code_10", "regio", "gm_naam", "recs", "a_inw", "a_hh")
_KWB_NEXT = (
    "a_00_14", "a_15_24", "a_25_44", "a_45_64", "a_65_oo", "a_ongeh", "a_gesch", "a_verwed", "a_1p_hh", "a_hh_m_k",
    "g_hhgro", "bev_dich", "g_wozbag", "p_1gezw", "p_mgezw", "p_leegsw", "p_koopw", "p_huurw", "p_wcorpw", "p_ov_hw",
    "p_bjj2k", "p_bjo2k", "a_soz_wb", "a_soz_ao", "a_soz_ww", "a_bed_gi", "a_bed_ru", "g_pau_hh", "ste_oad",
)  # fmt: skip
_HEALTH_FIRST = ("Codering_3", "Gemeentenaam_1", "SoortRegio_2", "Perioden", "Leeftijd", "Marges")
_HEALTH_NEXT = (
    "ErvarenGezondheidGoedZeerGoed_4", "VoldoetAanBeweegrichtlijn_5", "Roker_11", "EenOfMeerLangdurigeAandoeningen_16",
    "ErnstigBeperktVanwegeGezondheid_18", "HoogRisicoOpAngstOfDepressie_25", "HeelVeelStressInAfgelopen4Weken_26",
    "MatigVeelRegieOverEigenLeven_27", "Eenzaam_28", "ErnstigZeerErnstigEenzaam_29", "EmotioneelEenzaam_30",
    "SociaalEenzaam_31", "Mantelzorger_32", "Vrijwilligerswerk_33", "ErnstigeGeluidhinderDoorBuren_37",
    "MoeiteMetRondkomen_38",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of the workbook."""

    titel: Format
    stil: Format
    kop: Format
    smal: Format
    breed: Format
    rechts: Format
    naam: Format
    tekst: Format
    code: Format
    getal: Format
    deel: Format
    keuze: Format
    keuze_getal: Format

    @classmethod
    def of(cls, book: Workbook) -> Looks:
        """Make them."""

        def made(**form: object) -> Format:
            return book.add_format({"font_name": FONT, "font_size": 11, "font_color": INK, "valign": "top", **form})

        head: dict[str, Any] = {"bold": True, "font_color": HEADER_INK, "bg_color": HEADER_FILL}
        line: dict[str, Any] = {"bottom": 1, "bottom_color": LINE}
        choice: dict[str, Any] = {"bg_color": CHOICE_FILL, "border": 1, "border_color": QUIET_INK, "text_wrap": True}
        return cls(
            titel=made(font_size=16, bold=True),
            stil=made(text_wrap=True),
            kop=made(**head, text_wrap=True),
            smal=made(**{**head, "rotation": 90, "valign": "bottom", "align": "center"}),
            breed=made(**{**head, "valign": "bottom", "indent": 1}),
            rechts=made(**{**head, "valign": "bottom", "align": "right", "indent": 1}),
            naam=made(**line, bold=True, text_wrap=True),
            tekst=made(**line, text_wrap=True),
            code=made(**line, num_format="@", indent=1),
            getal=made(**line, num_format="General", align="right", indent=1),
            deel=made(**line, num_format="0.0", align="right", indent=1),
            keuze=made(**choice, num_format="@"),
            keuze_getal=made(**choice, num_format="General", align="left"),
        )


def main(folder: Path) -> None:
    """Write the start workbook."""
    book = xlsxwriter.Workbook(str(folder / NAAM), _OPTIONS)
    book.set_properties(
        {"title": "Buurtwijzer: startwerkmap", "author": "Buurtwijzer", "comments": STANDING_LINE, "created": _FIXED}
    )
    looks = Looks.of(book)
    _add_start(book, looks)
    sample = shipped("sample_data")
    _add_figures(book, looks, "kwb-2023", sample / "kwb2023_voorbeeldstad.xlsx", (_KWB_FIRST, _KWB_NEXT))
    _add_figures(
        book, looks, "gezondheid-2020", sample / "gezondheid2020_voorbeeldstad.xlsx", (_HEALTH_FIRST, _HEALTH_NEXT)
    )
    _add_settings(book, looks)
    _add_must_never(book, looks)
    book.close()
    print(f"Geschreven: {NAAM}")


def _add_start(book: Workbook, looks: Looks) -> None:
    sheet = _page(book, "Start", _START_WIDTHS)
    sheet.write_string("A1", "Buurtwijzer", looks.titel)
    sheet.write_string("C1", STANDING_LINE, looks.stil)
    sheet.freeze_panes(1, 0)
    row = 2
    steps = [(f"Stap {number}", *step) for number, step in enumerate(_STEPS.items(), start=1)]
    row = _block(sheet, looks, row, ("Stap", "Wat te doen", "Hoe"), steps)
    told = [(button.groep, button.naam, button.uitleg) for button in buttons()]
    row = _block(sheet, looks, row, ("Groep", "Knop", "Wat de knop doet"), told)
    ways = [(str(number), *way) for number, way in enumerate(_WHERE.items(), start=1)]
    row = _block(sheet, looks, row, ("Manier", "De knoppen", "Hoe u ze krijgt"), ways)
    sheet.write_string(row, 2, _ABOUT, looks.stil)
    sheet.set_row(row, _height(("", "", _ABOUT), _START_WIDTHS))
    sheet.print_area(0, 0, row, 2)


def _block(sheet: Worksheet, looks: Looks, row: int, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> int:
    """Write a head with rows under it; gives the row after the empty one below."""
    for column, text in enumerate(head):
        sheet.write_string(row, column, text, looks.kop)
    for line in rows:
        row += 1
        sheet.set_row(row, _height(line, _START_WIDTHS))
        for column, text in enumerate(line):
            sheet.write_string(row, column, text, looks.tekst if column == 2 else looks.naam)
    return row + 2


def _add_figures(
    book: Workbook, looks: Looks, name: str, path: Path, columns: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    """Write the sample rows with some of their columns, under the names that the source gives them."""
    head, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    sheet = book.add_worksheet(name)
    first, figures = ([head.index(column) for column in part] for part in columns)
    longest = max(len(str(head[position])) for position in figures)
    is_upright = longest > _LONGEST  # all figures or none: headers of both kinds side by side read badly
    if is_upright:
        sheet.set_row(0, 12 + _LETTER_POINTS * longest)
    widths: list[int] = []
    for number, position in enumerate([*first, *figures]):
        heading, texts = str(head[position]), [str(line[position]).strip() for line in rows]
        above = looks.rechts if _number(texts[0]) is not None else looks.breed
        if is_upright and position in figures:
            above = looks.smal
        sheet.write_string(0, number, heading, above)
        widths.append(3 + max(4 if above is looks.smal else len(heading), *map(len, texts)))
        sheet.set_column(number, number, widths[-1])
        figure = looks.getal if all((_number(text) or 0.0).is_integer() for text in texts) else looks.deel
        for below, text in enumerate(texts, start=1):
            _write_figure(sheet, below, number, text, looks.code, figure)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(rows), len(widths) - 1)
    _print_set_up(sheet, landscape=True, wide=1)
    sheet.fit_to_pages(math.ceil(sum(widths) / _PAGE), 1)
    sheet.repeat_columns(0, 1)


def _number(text: str) -> float | None:
    """Read a figure; None for a text, such as the lone point with which CBS says that there is no figure."""
    try:
        return float(text)
    except ValueError:
        return None


def _write_figure(sheet: Worksheet, row: int, column: int, text: str, code: Format, figure: Format) -> None:
    number = _number(text)
    if number is None:
        sheet.write_string(row, column, text, code)
    else:
        sheet.write_number(row, column, number, figure)


def _add_settings(book: Workbook, looks: Looks) -> None:
    sheet = _page(book, SHEET, _SETTING_WIDTHS)
    for column, text in enumerate(("instelling", "waarde", "uitleg")):
        sheet.write_string(0, column, text, looks.kop)
    allowed = _allowed()
    for row, (name, text) in enumerate(EXPLAINED, start=1):
        sheet.set_row(row, _height((name, "", text), _SETTING_WIDTHS))
        sheet.write_string(row, 0, name, looks.naam)
        sheet.write_blank(row, 1, None, looks.keuze_getal if name == "dekking" else looks.keuze)
        sheet.write_string(row, 2, text, looks.tekst)
        rule = {"validate": "any", **allowed.get(name, {}), "ignore_blank": True}
        sheet.data_validation(row, 1, row, 1, {**rule, "input_title": name, "input_message": _fitting(text)})
    sheet.freeze_panes(1, 0)


def _allowed() -> dict[str, dict[str, object]]:
    """Give what may be filled in; an id of a segmentation of the user's own rules is only asked about."""
    known = sorted(buurtwijzer.load_rulebook(shipped("rules")).segmentaties)
    return {
        "niveau": {
            "validate": "list",
            "source": ["buurt", "wijk", "gemeente"],
            "error_title": "Dit niveau is er niet",
            "error_message": "Kies buurt, wijk of gemeente, of laat de cel leeg.",
        },
        "segmentatie": {
            "validate": "list",
            "source": known,
            "error_type": "warning",
            "error_title": "Niet meegeleverd",
            "error_message": "Deze indeling hoort niet bij Buurtwijzer. Ze mag als ze in uw eigen regelboek staat.",
        },
        "dekking": {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 1,
            "maximum": 100,
            "error_title": "Dit is geen percentage",
            "error_message": "Geef een getal van 1 tot 100, zonder procentteken.",
        },
    }


def _fitting(text: str) -> str:
    most = 255
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _add_must_never(book: Workbook, looks: Looks) -> None:
    sheet = _page(book, "Mag en mag niet", _RULE_WIDTHS)
    sheet.write_string(0, 0, "Wanneer", looks.kop)
    sheet.write_string(0, 1, "Wat", looks.kop)
    for row, (when, what) in enumerate(MUST_NEVER, start=1):
        sheet.set_row(row, _height((when, what), _RULE_WIDTHS))
        sheet.write_string(row, 0, when, looks.naam)
        sheet.write_string(row, 1, what, looks.tekst)
    sheet.freeze_panes(1, 0)


def _height(texts: tuple[str, ...], widths: tuple[int, ...]) -> float:
    """Give the height in points that shows all texts of a row; only Excel finds it by itself."""
    # other letters than Calibri, in LibreOffice, are a little wider
    lines = max(lines_needed(text, width / 1.05) for text, width in zip(texts, widths, strict=True))
    return _LINE_POINTS * lines + 4


def _page(book: Workbook, name: str, widths: tuple[int, ...]) -> Worksheet:
    sheet = book.add_worksheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _print_set_up(sheet, landscape=False, wide=1)
    return sheet


def _print_set_up(sheet: Worksheet, *, landscape: bool, wide: int) -> None:
    sheet.hide_gridlines(2)
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(wide, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer(f"&L&9{STANDING_LINE}&R&9&A, &P van &N")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
