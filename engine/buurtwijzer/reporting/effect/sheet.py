"""Sheet ``Effect``: the answer, figures per year with a chart, per area, checks, power, and what did not count."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import replace

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.core.issues import Severity
from buurtwijzer.evidence.effect.model import Maat, Vergelijkbaar
from buurtwijzer.evidence.nulmeting.study import Studie
from buurtwijzer.evidence.nulmeting.words import areas, unit_words
from buurtwijzer.reporting.effect.words import TOETSEN, answer_lines, check_word, checks
from buurtwijzer.reporting.rekenbladen.canvas import Canvas
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Grafiek, Reeks, Rekenblad
from buurtwijzer.reporting.rekenbladen.stijlen import BALANCE, COST, QUIET

NAAM = "Effect"
_WIDTHS = {0: 38.0, 1: 14.0, 2: 13.0, 3: 13.0, 4: 13.0, 5: 13.0, 6: 13.0, 7: 13.0, 8: 20.0}
_SIGNS = 132
_CHART_ROWS = 19
_LEVELLED = (
    "Vergelijkbaar is op het niveau van deze gebieden van voor de start gebracht; vanaf de start is "
    "dat wat te verwachten was."
)
Cel = str | float | None


def effect_sheet(studie: Studie) -> Rekenblad:
    """Give the sheet."""
    canvas = Canvas(NAAM, dict(_WIDTHS))
    done = "" if studie.interventie is None else f"{studie.interventie.naam}: "
    canvas.put(0, 0, f"{done}{studie.rule.naam}", "titel")
    canvas.put(
        1, 0, f"{areas(len(studie.effect.gebieden), studie.niveau)}, begonnen in {studie.start.tekst}", "ondertitel"
    )
    rij = 3
    for line in answer_lines(studie):
        rij = _text(canvas, rij, line)
    rij = _years(canvas, rij + 1, studie)
    rij = _areas(canvas, rij + 1, studie)
    rij = _checks(canvas, rij + 1, studie)
    rij = _power(canvas, rij + 1, studie)
    rij = _refused(canvas, rij + 1, studie)
    _comparable(canvas, rij + 1, studie)
    return canvas.finish(vaste_rijen=2, afdruk=Afdruk(2))


def _text(canvas: Canvas, rij: int, text: str, stijl: str = "ondertitel") -> int:
    """Put a text in lines that fit the page, without merged cells."""
    for line in textwrap.wrap(text, _SIGNS):
        canvas.put(rij, 0, line, stijl)
        rij += 1
    return rij


def _table(
    canvas: Canvas, rij: int, titel: str, koppen: Sequence[tuple[str, bool]], rows: Iterable[Sequence[tuple[Cel, str]]]
) -> int:
    canvas.band(rij, titel, len(_WIDTHS))
    canvas.header(rij + 1, koppen)
    rij += 2
    for row in rows:
        for kolom, (cel, stijl) in enumerate(row):
            canvas.put(rij, kolom, None if isinstance(cel, float) and math.isnan(cel) else cel, stijl)
        rij += 1
    return rij


def _change(studie: Studie) -> str:
    return "verschil_procent" if studie.effect.maat is Maat.VERHOUDING else "punten"


def _years(canvas: Canvas, rij: int, studie: Studie) -> int:
    jaren = studie.effect.jaren
    unit = unit_words(studie.rule.eenheid)
    koppen = [
        ("jaar", False),
        ("", False),
        ("deze gebieden", True),
        ("vergelijkbaar", True),
        ("alle gebieden", True),
    ]
    rows = [
        [
            (float(jaar.jaar), "jaar_links"),
            ("erna" if jaar.is_na else "ervoor", "kort"),
            (jaar.gebieden, "cijfer"),
            (jaar.vergelijkbaar, "cijfer"),
            (jaar.land, "cijfer"),
        ]
        for jaar in jaren
    ]
    end = _table(canvas, rij, f"Per jaar ({unit})", koppen, rows)
    end = _text(canvas, end, _LEVELLED, "uitleg")
    series = (
        ("deze gebieden", 2, BALANCE, 2.5),
        ("zoals de vergelijkbare gebieden", 3, COST, 2.0),
        ("alle gebieden", 4, QUIET, 1.25),
    )
    first, count = rij + 2, len(jaren)
    canvas.grafieken.append(
        Grafiek(
            "lijn",
            f"{studie.rule.naam} per jaar; begonnen in {studie.start.tekst}",
            _alt(studie),
            tuple(
                Reeks(naam, canvas.area(first, 0, count), canvas.area(first, kolom, count), kleur, dikte)
                for naam, kolom, kleur, dikte in series
            ),
            end + 1,
            0,
            900,
            _CHART_ROWS * 20,
            "General",
            "jaar",
            unit,
            legenda=True,
            stap=1.0,
        )
    )
    return end + _CHART_ROWS + 1


def _alt(studie: Studie) -> str:
    jaren = studie.effect.jaren
    if not jaren:
        return "Geen jaren om te tekenen."
    first, last = jaren[0], jaren[-1]
    return (
        f"Lijngrafiek van {first.jaar} tot {last.jaar}: deze gebieden van {_show(first.gebieden)} naar "
        f"{_show(last.gebieden)}, vergelijkbare gebieden van {_show(first.vergelijkbaar)} naar "
        f"{_show(last.vergelijkbaar)}."
    )


def _show(waarde: float) -> str:
    return "onbekend" if math.isnan(waarde) else f"{waarde:.1f}".replace(".", ",")


def _areas(canvas: Canvas, rij: int, studie: Studie) -> int:
    koppen = [
        ("gebied", False),
        ("code", False),
        ("ervoor", True),
        ("erna", True),
        ("verwacht", True),
        ("effect", True),
        ("laag", True),
        ("hoog", True),
        ("deel van het geheel", True),
    ]
    style = _change(studie)
    rows: list[list[tuple[Cel, str]]] = [
        [
            (area.naam, "tekst"),
            (area.code, "kort"),
            (area.voor, "cijfer"),
            (area.na, "cijfer"),
            (area.verwacht, "cijfer"),
            (area.effect.waarde, style),
            (area.effect.laag, style),
            (area.effect.hoog, style),
            (area.gewicht, "procent"),
        ]
        for area in studie.effect.gebieden
    ]
    whole = studie.effect.effect
    if whole is not None:
        numbers: list[tuple[Cel, str]] = [(side, f"{style}.totaal") for side in (whole.waarde, whole.laag, whole.hoog)]
        blank: list[tuple[Cel, str]] = [(None, "tekst.totaal")] * 4
        rows.append([("alles samen", "tekst.totaal"), *blank, *numbers, (1.0, "procent.totaal")])
    title = "Per gebied (van één gebied is de marge bijna altijd groot; het antwoord is dat van alles samen)"
    return _table(canvas, rij, title, koppen, rows)


def _checks(canvas: Canvas, rij: int, studie: Studie) -> int:
    canvas.band(rij, "Controles: was het er al, of is het toeval?", len(_WIDTHS))
    canvas.header(
        rij + 1,
        [
            ("controle", False),
            ("uitkomst", False),
            ("", True),
            ("laag", True),
            ("hoog", True),
            ("zo vaak bij toeval", True),
        ],
    )
    rij, style = rij + 2, _change(studie)
    for toets in checks(studie):
        found = check_word(toets)
        numbers = [toets.schatting.waarde, toets.schatting.laag, toets.schatting.hoog]
        canvas.put(rij, 0, TOETSEN.get(toets.naam, toets.naam), "tekst")
        canvas.put(rij, 1, found, "kort")
        for kolom, getal in enumerate(numbers, 2):
            canvas.put(rij, kolom, None if math.isnan(getal) else getal, style)
        canvas.put(rij, 5, None if math.isnan(toets.p) else toets.p, "procent")
        rij = _text(canvas, rij + 1, toets.uitleg, "uitleg")
    return _text(
        canvas,
        rij,
        f"Wat toeval doet, bleek bij {format_number(studie.effect.placebo_n, 0)} groepen gebieden waar niets gebeurde.",
        "uitleg",
    )


def _power(canvas: Canvas, rij: int, studie: Studie) -> int:
    style = "procent" if studie.effect.maat is Maat.VERHOUDING else "punten"
    rows: list[list[tuple[Cel, str]]] = [
        [(float(row.gebieden_n), "jaar_links"), (row.zichtbaar_vanaf, style)] for row in studie.effect.krachttabel
    ]
    title = "Hoe klein een effect te zien is, bij meer of minder gebieden zoals deze"
    return _table(canvas, rij, title, [("aantal gebieden", False), ("te zien vanaf", True)], rows)


def _comparable(canvas: Canvas, rij: int, studie: Studie) -> None:
    beside: dict[Vergelijkbaar, list[str]] = {}
    for area in studie.effect.gebieden:
        for other in area.vergelijkbaar:
            beside.setdefault(replace(other, afstand=0.0), []).append(area.naam)
    rows: list[list[tuple[Cel, str]]] = [
        [(other.naam, "tekst"), (other.code, "kort"), (join_words(names), "kort")]
        for other, names in sorted(beside.items(), key=lambda item: item[0].code)
    ]
    title = f"De {len(rows)} vergelijkbare gebieden, gekozen uit {studie.effect.kandidaten_n}"
    _table(canvas, rij, title, [("gebied", False), ("code", False), ("lijkt op", False)], rows)


def _refused(canvas: Canvas, rij: int, studie: Studie) -> int:
    found = [issue for issue in studie.effect.issues if issue.severity is not Severity.MELDING]
    canvas.band(rij, "Wat niet meetelde of waarop u moet letten", len(_WIDTHS))
    rij += 1
    if not found:
        return _text(canvas, rij, "Niets.", "uitleg")
    for issue in found:
        rij = _text(canvas, rij, f"{issue.message} {issue.remedy} [{issue.code}]", "uitleg")
    return rij
