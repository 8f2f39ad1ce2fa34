"""Sheet ``Tijdlijn``: a row per area, subject and year, what changed since the year before and what that is made of."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.core.dutch import format_number
from buurtwijzer.evidence.timeline.model import Beside, Change, Timeline, Timelines, YearPoint
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, Rij, count, number
from buurtwijzer.reporting.bladen.gebied import PINNED, closing_column, joined
from buurtwijzer.reporting.explain_value import UNIT_WORDS
from buurtwijzer.reporting.texts import sentence_case
from buurtwijzer.reporting.timeline_text import is_fine, others_of, timeline_sentence
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid

NAAM = "Tijdlijn"
_PARTS, _AT_LEAST = 5, 2
_DECIMALS = 6
_NOBODY = Beside(float("nan"), float("nan"), float("nan"))


def timeline_sheet(timelines: Timelines, rulebook: Rulebook) -> Blad:
    """Build the sheet.

    Args:
        timelines: What `timelines` of the engine gave.
        rulebook: Says how many areas make a comparison.
    """
    rows = tuple(row for line in timelines.lijnen for row in _rows(line))
    fine = any(is_fine(line.onderwerp) for line in timelines.lijnen)
    value, change = (CelSoort.FIJN, CelSoort.FIJN_VERSCHIL) if fine else (CelSoort.PUNTEN, CelSoort.VERSCHIL)
    return Blad(NAAM, "bwz_tijdlijn", tuple(_columns(rulebook, value, change)), rows, PINNED, regels=4)


def _columns(rulebook: Rulebook, value: CelSoort, change: CelSoort) -> Iterator[Kolom]:
    least = format_number(rulebook.getal("vergelijkbaar", "minimaal_n"), 0)
    same = f"Steeds dezelfde gebieden, met dezelfde cijfers in al deze jaren; leeg bij minder dan {least}."
    yield Kolom("code", CelSoort.CODE, 11.5, "Code van het CBS, of EG- en uw eigen code.")
    yield Kolom("naam", CelSoort.TEKST, 20)
    yield Kolom("gemeente", CelSoort.TEKST, 13, gevouwen=True)
    yield Kolom("niveau", CelSoort.TEKST, 9, gevouwen=True)
    yield Kolom("inwoners", CelSoort.AANTAL, 10, "Inwoners in dat jaar; leeg is onbekend.", gevouwen=True)
    yield Kolom("dekking", CelSoort.PROCENT, 10, "Deel van het gewicht dat in dat jaar echt gemeten is.")
    yield Kolom("uitkomst", CelSoort.TEKST, 20, begint_groep=True)
    yield Kolom("eenheid", CelSoort.TEKST, 10, "Punten van een score lopen van 0 tot 100.")
    yield Kolom("jaar", CelSoort.TEKST, 11, "Een jaar, of van het eerste tot het laatste jaar.")
    yield Kolom("waarde", value, 9.5, "De score of het cijfer in dat jaar, alleen uit cijfers van dat jaar zelf.")
    yield Kolom(
        "verandering",
        change,
        12,
        "Ten opzichte van het vorige jaar met een cijfer, over de cijfers die beide jaren hebben.",
        begint_groep=True,
    )
    yield Kolom("overal", change, 9, f"De verandering bij anderen; wie, staat in de kolom anderen. {same}")
    yield Kolom("alleen hier", change, 9, "De verandering min die van de anderen.")
    yield Kolom("anderen", CelSoort.TEKST, 18, "Wie de anderen zijn, en hoeveel gebieden.")
    yield Kolom("vergelijkbare gebieden", value, 13, f"Gemiddelde waarde. {same}", begint_groep=True)
    yield Kolom("hele gemeente", value, 10, f"Gemiddelde waarde, gewogen naar inwoners. {same}")
    yield Kolom("alle gebieden", value, 10, f"Gemiddelde waarde, gewogen naar inwoners. {same}")
    for place in range(1, _PARTS + 1):
        is_first, note = (
            place == 1,
            "Een cijfer waaruit de verandering bestaat; de grootste eerst." if place == 1 else "",
        )
        yield Kolom(f"deel {place}", CelSoort.TEKST, 18, note, begint_groep=is_first, gevouwen=place > 2)
        yield Kolom(f"erbij {place}", change, 8.5, gevouwen=place > 2)
    yield Kolom("andere delen", change, 9, "Alle delen die hier geen eigen kolom hebben, samen.")
    yield Kolom("rest", change, 7, "Wat de delen overlaten van de verandering: 0.", gevouwen=True)
    yield closing_column("Wat er veranderde, waaruit dat bestaat en hoeveel ervan overal gebeurde.", lines=6)


def _rows(line: Timeline) -> Iterator[Rij]:
    steps = {step.tot: step for step in line.stappen}
    for point in line.punten:
        step = steps.get(point.jaar)
        yield _row(line, point, str(point.jaar), step, joined(_about_year(point, step)))
    if line.gesplitst is not None:
        split = line.gesplitst
        yield _row(line, None, _period(split), split, "De langste periode die in delen is te splitsen.")
    last = next((point for point in reversed(line.punten) if not point.reden), None)
    period = "geen tijdlijn" if line.geheel is None else _period(line.geheel)
    yield _row(line, last if line.geheel is None else None, period, line.geheel, timeline_sentence(line))


def _period(change: Change) -> str:
    return f"{change.van}-{change.tot}"


def _about_year(point: YearPoint, step: Change | None) -> Iterator[str]:
    if point.reden:
        yield point.reden
    old = sorted({part.jaar for part in point.delen if part.jaar and part.jaar != point.jaar})
    if old:
        yield f"Deels cijfers van {', '.join(map(str, old))}."
    if step is None:
        return
    if step.reden:
        yield step.reden
    if step.zonder:
        yield f"Andere cijfers dan in {step.van}; niet mee telt: {', '.join(step.zonder)}."
    yield from step.breuken


def _row(line: Timeline, point: YearPoint | None, period: str, change: Change | None, text: Cel) -> Rij:
    found = others_of(line)
    beside = _NOBODY if point is None else point.ernaast
    theirs = float("nan")
    if found is not None and change is not None:
        theirs = float(getattr(change.ernaast, found[1]))
    own = float("nan") if change is None else change.verschil
    share = point.dekking if point is not None else change.dekking if change is not None else float("nan")
    return (
        line.code,
        line.naam,
        line.gemeente,
        line.niveau.value,
        None if point is None else count(point.inwoners),
        number(share, _DECIMALS),
        sentence_case(line.onderwerp.naam),
        UNIT_WORDS[Eenheid(line.onderwerp.eenheid)],
        period,
        None if point is None else number(point.waarde, _DECIMALS),
        number(own, _DECIMALS),
        number(theirs, _DECIMALS),
        number(own - theirs, _DECIMALS),
        None if found is None or own != own else f"{found[0].naam} ({format_number(found[0].gebieden_n, 0)})",  # noqa: PLR0124
        number(beside.vergelijkbaar, _DECIMALS),
        number(beside.gemeente, _DECIMALS),
        number(beside.overal, _DECIMALS),
        *_parts(change),
        text,
    )


def _parts(change: Change | None) -> Iterator[Cel]:
    """Give the largest parts, the others together and the rest; what is shown adds up to the change."""
    # A change that is one figure is not told twice.
    parts = () if change is None or change.reden or len(change.delen) < _AT_LEAST else change.delen
    for place in range(_PARTS):
        yield parts[place].naam if place < len(parts) else None
        yield number(parts[place].bijdrage, _DECIMALS) if place < len(parts) else None
    if not parts or change is None:
        yield None
        yield None
        return
    shown = sum(number(part.bijdrage, _DECIMALS) or 0.0 for part in parts[:_PARTS])
    yield number(change.verschil - change.rest - shown, _DECIMALS) if len(parts) > _PARTS else None
    yield number(change.rest, _DECIMALS)
