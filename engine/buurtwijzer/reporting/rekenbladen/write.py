"""`write_value_workbook()`: a valuation as an Excel workbook. Text stays text; same valuation, same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buurtwijzer.core.errors import OutputError
from buurtwijzer.reporting.clean import cached_text
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.reporting.heights import points
from buurtwijzer.reporting.issue_kinds import X107
from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.model import Bereik, Formule, Grafiek, Keuze, Kleurregel, Rekenblad, Rekencel
from buurtwijzer.reporting.rekenbladen.stijlen import CONDITIONAL, OUD, look
from buurtwijzer.reporting.styles import CHART_COMPARED, CHART_INK, CHART_LINE, FONT
from buurtwijzer.reporting.texts import STANDING_LINE
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.scenarios import Vergelijking

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
    "use_future_functions": True,
}
_PROTECTED = {
    "objects": True,
    "scenarios": True,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""What stays allowed on a sheet that is protected without a password: to look at everything, and to give it room."""
_TITLE = "Buurtwijzer: waarde per euro"
_FIXED_DATE = date(2000, 1, 1)
_A3, _A4 = 8, 9
_A4_CHARACTERS = 175
ROW_POINTS = points(1)
_FOOT = "&L&8Gebiedsgemiddelden: niet voor besluiten over personen&R&8&A, blad &P van &N"
_CHART_KINDS: dict[str, dict[str, str]] = {
    "kolommen": {"type": "column", "subtype": "stacked"},
    "staven": {"type": "bar"},
    "lijn": {"type": "scatter", "subtype": "straight_with_markers"},
}


def write_value_workbook(
    waardering: Waardering,
    pad: Path,
    *,
    overschrijf: bool = False,
    datum: date | None = None,
    invoer: Sequence[Path] = (),
    vergelijking: Vergelijking | None = None,
) -> None:
    """Write a valuation as a workbook with live formulas, whole or not at all.

    Args:
        waardering: The valuation.
        pad: File to write; its name ends on ``.xlsx``.
        overschrijf: Whether an existing file may be replaced; a file that was read never is.
        datum: Date for the properties; None gives a fixed one: equal valuations, equal files.
        invoer: The files that were read.
        vergelijking: Plans to put beside it, this one among them; None leaves out Scenario's.

    Raises:
        OutputError: The file could not be written; what was there is untouched.
    """
    write_sheets(
        rekenbladen(waardering, vergelijking=vergelijking), pad, overschrijf=overschrijf, datum=datum, invoer=invoer
    )


def write_sheets(
    bladen: Sequence[Rekenblad],
    pad: Path,
    *,
    overschrijf: bool = False,
    datum: date | None = None,
    invoer: Sequence[Path] = (),
    titel: str = _TITLE,
) -> None:
    """Write calculation sheets as a workbook, whole or not at all.

    Args:
        bladen: The sheets, in the order of the tabs.
        pad: File to write; its name ends on ``.xlsx``.
        overschrijf: Whether an existing file may be replaced; a file that was read never is.
        datum: Date for the properties; None gives a fixed one: equal sheets, equal files.
        invoer: The files that were read.
        titel: Title for the properties.

    Raises:
        OutputError: The file could not be written; what was there is untouched.
    """
    if pad.suffix.lower() != ".xlsx":
        raise OutputError([X107.at(pad.name or str(pad))])
    check_target(pad, overschrijf=overschrijf, invoer=invoer)
    write_safely(pad, sheets_bytes(bladen, datum=datum, titel=titel), overschrijf=overschrijf, invoer=invoer)


def sheets_bytes(bladen: Sequence[Rekenblad], *, datum: date | None = None, titel: str = _TITLE) -> bytes:
    """Give calculation sheets as the bytes of a workbook.

    Args:
        bladen: The sheets.
        datum: As for `write_sheets`.
        titel: As for `write_sheets`.
    """
    import xlsxwriter  # noqa: PLC0415 - heavy, only when a workbook is written

    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, _OPTIONS)
    day = datum or _FIXED_DATE
    workbook.set_properties(
        {
            "title": titel,
            "author": "Buurtwijzer",
            "comments": STANDING_LINE,
            "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - a day, no moment
        }
    )
    workbook.set_size(2400, 1400)
    formats = _Formats(workbook, {})
    for blad in bladen:
        sheet = workbook.add_worksheet(blad.naam)
        for place, cel in blad.cellen.items():
            _write_cell(sheet, place, cel, formats)
        _set_up(sheet, blad)
        _add_rules(sheet, blad, formats)
        for grafiek in blad.grafieken:
            _add_chart(workbook, sheet, grafiek)
        for naam, waar in blad.namen.items():
            if workbook.define_name(naam, f"={waar.vast}") != 0:
                raise ValueError(naam)
    workbook.close()
    return buffer.getvalue()


class _Formats:
    """The formats of a workbook, made once each."""

    def __init__(self, workbook: Workbook, made: dict[str, Format]) -> None:
        self._workbook, self._made = workbook, made

    def of(self, stijl: str) -> Format:
        """Give the format of a look."""
        if stijl not in self._made:
            self._made[stijl] = self._workbook.add_format(_properties(stijl))
        return self._made[stijl]

    def conditional(self, stijl: str) -> Format:
        """Give the format of a look that follows a value."""
        if stijl not in self._made:
            fill, ink = CONDITIONAL[stijl]
            form = {"bg_color": fill, "font_color": ink, "font_strikeout": stijl == OUD}
            self._made[stijl] = self._workbook.add_format(form)
        return self._made[stijl]


def _properties(stijl: str) -> dict[str, object]:
    form = look(stijl)
    found: dict[str, object] = {
        "font_name": FONT,
        "font_size": form.grootte,
        "font_color": form.inkt,
        "bold": form.vet,
        "num_format": form.getal,
        "align": "left" if form.kant == "links" else "right",
        "valign": "vcenter",
        "text_wrap": form.terugloop,
        "shrink": form.krimp,
        "indent": int(form.inspringen and not form.krimp),
    }
    if form.open:
        found["locked"] = False
    if form.vulling:
        found["bg_color"] = form.vulling
    if form.kader:
        found |= {"border": 1, "border_color": form.lijnkleur}
    elif form.lijn:
        side = "bottom" if form.lijn == "onder" else "top"
        found |= {side: 1, f"{side}_color": form.lijnkleur}
    return found


def _write_cell(sheet: Worksheet, place: tuple[int, int], cel: Rekencel, formats: _Formats) -> None:
    form = formats.of(cel.stijl)
    match cel.inhoud:
        case None | "":
            sheet.write_blank(*place, None, form)
        case Formule(tekst, waarde):
            held = cached_text(waarde) if isinstance(waarde, str) else waarde
            sheet.write_formula(*place, f"={tekst}", form, held)
        case str(tekst):
            sheet.write_string(*place, tekst, form)
        case date() as dag:
            sheet.write_datetime(*place, datetime(dag.year, dag.month, dag.day), form)  # noqa: DTZ001 - a day
        case getal:
            sheet.write_number(*place, getal, form)


def _set_up(sheet: Worksheet, blad: Rekenblad) -> None:
    for kolom, breedte in blad.breedtes.items():
        sheet.set_column(kolom, kolom, breedte)
    for rij, hoogte in blad.hoogtes.items():
        sheet.set_row(rij, hoogte)
    sheet.freeze_panes(blad.vaste_rijen, blad.vaste_kolommen)
    sheet.hide_gridlines(2)
    sheet.protect("", _PROTECTED)
    if blad.tabkleur:
        sheet.set_tab_color(blad.tabkleur)
    sheet.set_default_row(ROW_POINTS)
    if blad.afdruk.staand:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(_A3 if sum(blad.breedtes.values()) > _A4_CHARACTERS else _A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    if blad.afdruk.rijen:
        sheet.repeat_rows(0, blad.afdruk.rijen - 1)
    sheet.set_h_pagebreaks(list(blad.afdruk.einden))
    if blad.afdruk.tot_rij is not None:
        sheet.print_area(0, 0, blad.afdruk.tot_rij - 1, max(kolom for _, kolom in blad.cellen))
    sheet.set_footer(_FOOT)
    last = max((rij for rij, _ in blad.cellen), default=0) + 1
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last}", "formula_differs": f"A1:XFD{last}"})


def _add_rules(sheet: Worksheet, blad: Rekenblad, formats: _Formats) -> None:
    for keuze in blad.keuzes:
        if sheet.data_validation(keuze.waar.lokaal, _validation(keuze)) != 0:
            raise ValueError(keuze.waar.lokaal)
    for regel in blad.kleuren:
        sheet.conditional_format(regel.waar.lokaal, _conditional(regel, formats))


def _validation(keuze: Keuze) -> dict[str, Any]:
    found: dict[str, Any] = {
        "input_title": keuze.titel,
        "input_message": keuze.uitleg,
        "error_title": "Dit kan hier niet",
        "error_message": keuze.fout,
    }
    match keuze.soort:
        case "datum":
            return found | {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
        case "tekst":
            return found | {"validate": "length", "criteria": "<=", "value": 255}
        case soort:
            kind = "integer" if soort == "geheel" else "decimal"
            limits = {"minimum": keuze.minimum, "maximum": keuze.maximum}
            return found | {"validate": kind, "criteria": "between", "ignore_blank": False, **limits}


def _conditional(regel: Kleurregel, formats: _Formats) -> dict[str, Any]:
    if regel.formule:
        return {"type": "formula", "criteria": f"={regel.formule}", "format": formats.conditional(regel.stijl)}
    value = f'"{regel.gelijk_aan}"' if isinstance(regel.gelijk_aan, str) else regel.gelijk_aan
    return {"type": "cell", "criteria": "==", "value": value, "format": formats.conditional(regel.stijl)}


def _add_chart(workbook: Workbook, sheet: Worksheet, grafiek: Grafiek) -> None:
    chart: Any = workbook.add_chart(_CHART_KINDS[grafiek.soort])
    hidden = []
    for number, reeks in enumerate(grafiek.reeksen):
        if reeks.kleur is None:
            hidden.append(number)
            form: dict[str, object] = {"fill": {"none": True}, "border": {"none": True}}
        elif grafiek.soort == "lijn":
            form = {"line": {"color": reeks.kleur, "width": reeks.dikte}, "marker": {"type": "circle", "size": 5}}
        else:
            form = {"fill": {"color": reeks.kleur}, "border": {"none": True}}
        chart.add_series(
            {
                "name": reeks.naam,
                "categories": _source(reeks.labels),
                "values": _source(reeks.waarden),
                "gap": 60,
                "overlap": 100,
                **form,
            }
        )
    font = {"name": FONT, "size": 9, "color": CHART_INK}
    chart.set_title({"name": grafiek.titel, "name_font": {**font, "size": 11, "bold": True}, "overlay": False})
    names: dict[str, Any] = {"num_font": font, "label_position": "low", "major_tick_mark": "none"}
    names |= {"line": {"color": CHART_LINE}}
    values: dict[str, Any] = {"num_font": font, "num_format": grafiek.getal}
    values |= {"major_gridlines": {"visible": True, "line": {"color": CHART_COMPARED, "width": 0.5}}}
    if grafiek.soort == "lijn":
        names |= {"num_format": grafiek.getal}
    if grafiek.stap:
        names |= {"major_unit": grafiek.stap}
    if grafiek.as_labels:
        names |= {"name": grafiek.as_labels, "name_font": font}
    if grafiek.as_waarden:
        values |= {"name": grafiek.as_waarden, "name_font": font}
    if grafiek.soort == "staven":
        # Every bar has its name, also where a program would leave some out for room.
        names |= {"reverse": True, "interval_unit": 1}
        values |= {"label_position": "high"}
    is_flat = grafiek.soort == "staven"
    chart.set_x_axis(names)
    chart.set_y_axis(values)
    if is_flat:
        chart.set_x_axis(values)
        chart.set_y_axis(names)
    chart.set_legend(
        {"position": "bottom", "font": font, "delete_series": hidden} if grafiek.legenda else {"none": True}
    )
    chart.set_size({"width": grafiek.breedte, "height": grafiek.hoogte})
    sheet.insert_chart(grafiek.rij, grafiek.kolom, chart, {"description": grafiek.alt, "object_position": 1})


def _source(waar: Bereik) -> list[object]:
    return [waar.blad, waar.rij, waar.kolom, waar.rij + waar.rijen - 1, waar.kolom + waar.kolommen - 1]
