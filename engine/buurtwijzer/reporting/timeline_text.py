"""Timelines in Dutch: one or two sentences per area, for the sheet and for the screen."""

from __future__ import annotations

import math
from collections.abc import Iterator

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.evidence.timeline.model import Change, Group, Subject, Timeline, Timelines
from buurtwijzer.reporting.explain_value import UNIT_WORDS
from buurtwijzer.reporting.texts import sentence_case
from buurtwijzer.rulebook.schema import Eenheid

_NAMED = 3
_MINUS = "-"


def timeline_lines(timelines: Timelines) -> list[str]:
    """Give what the screen shows: a sentence per area and subject, with the years under it.

    Args:
        timelines: The timelines.
    """
    lines: list[str] = []
    for line in timelines.lijnen:
        lines.append(f"{line.code} {line.naam}: {timeline_sentence(line)}")
        lines += [f"  {text}" for text in _years(line)]
    return lines


def timeline_sentence(line: Timeline) -> str:
    """Say what changed, by which figures, and how much of it happened everywhere.

    Args:
        line: One area and subject.
    """
    whole, name = line.geheel, sentence_case(line.onderwerp.naam)
    if whole is None:
        return f"{name}: geen tijdlijn. {line.reden}"
    texts = [_from_to(line, name), *_made_of(line, whole), *_elsewhere(line, whole)]
    if whole.breuken:
        texts.append(f"Let op, anders gemeten: {' '.join(whole.breuken)}")
    return " ".join((*texts, *line.noten))


def is_fine(subject: Subject) -> bool:
    """Tell whether a hundredth of a subject says something, as with the Leefbaarometer around 4."""
    return subject.soort == "indicator" and Eenheid(subject.eenheid) in (Eenheid.PUNTEN, Eenheid.FRACTIE)


def say_figure(subject: Subject, value: float) -> str:
    """Write a figure with the decimals its subject needs."""
    text = format_number(abs(value), 3 if is_fine(subject) else 1)
    return f"{_MINUS}{text}" if value < 0 and text.strip("0,") else text


def shown_figure(subject: Subject, value: float) -> float:
    """Give a figure as `say_figure` rounds it."""
    return math.copysign(float(say_figure(subject, abs(value)).replace(".", "").replace(",", ".")), value)


def say_change(subject: Subject, value: float) -> str:
    """Write a change with its sign; 0 when nothing is left of it."""
    text = say_figure(subject, value)
    if not text.strip("0,"):
        return "0"
    return text if value < 0 else f"+{text}"


def unit(subject: Subject) -> str:
    """Give the unit of a subject in words, with a space before it; empty for a plain number."""
    words = UNIT_WORDS[Eenheid(subject.eenheid)]
    return f" {words}" if words else ""


def others_of(line: Timeline) -> tuple[Group, str] | None:
    """Give who stands for everywhere, and the field of their numbers: all areas, else the gemeente, else the like."""
    for group, field in (
        (line.overal, "overal"),
        (line.in_gemeente, "gemeente"),
        (line.vergelijkbaar, "vergelijkbaar"),
    ):
        if group.gebieden_n:
            return group, field
    return None


def _from_to(line: Timeline, name: str) -> str:
    change = line.geheel
    if change is None or change.reden:
        return f"{name}: {change.reden if change else line.reden}"
    before, after = (say_figure(line.onderwerp, value) for value in (change.begin, change.eind))
    over = ""
    if change.zonder:
        over = (
            f", over de cijfers die beide jaren hebben ({format_number(100.0 * change.dekking, 0)} % van het gewicht)"
        )
    return (
        f"{name} ging van {before} ({change.van}) naar {after}{unit(line.onderwerp)} ({change.tot}){over}: "
        f"{say_change(line.onderwerp, change.verschil)}{_judged(line.onderwerp, change.verschil)}."
    )


def _judged(subject: Subject, change: float) -> str:
    if subject.hoog_is_gunstig is None or say_change(subject, change) == "0":
        return ""
    return ", dat is gunstiger" if (change > 0) is subject.hoog_is_gunstig else ", dat is ongunstiger"


def _made_of(line: Timeline, whole: Change) -> Iterator[str]:
    split = line.gesplitst or whole
    if split.reden or len(split.delen) < 2:
        return
    named = [part for part in split.delen if say_change(line.onderwerp, part.bijdrage) != "0"][:_NAMED]
    if not named:
        return
    parts = join_words([f"{part.naam} {say_change(line.onderwerp, part.bijdrage)}" for part in named])
    when = (
        "De verandering"
        if split is whole
        else f"Van {split.van} naar {split.tot}: {say_change(line.onderwerp, split.verschil)}; dat"
    )
    left = len(split.delen) - len(named)
    rest = math.fsum(part.bijdrage for part in split.delen) - math.fsum(part.bijdrage for part in named)
    said = say_change(line.onderwerp, rest)
    more = f" (en {said} door {left} andere)" if left and said != "0" else ""
    yield f"{when} bestaat uit {parts}{more}."


def _elsewhere(line: Timeline, whole: Change) -> Iterator[str]:
    found = others_of(line)
    if found is None or whole.reden:
        return
    group, field = found
    theirs = float(getattr(whole.ernaast, field))
    if math.isnan(theirs):
        return
    is_country = field == "overal" and group.naam[0].isupper()
    where = "In" if is_country else "In de" if field == "gemeente" else "Bij"
    here = say_change(line.onderwerp, whole.verschil - theirs)
    yield f"{where} {group.naam} was het {say_change(line.onderwerp, theirs)}; wat alleen hier gebeurde is dus {here}."


def _years(line: Timeline) -> Iterator[str]:
    steps = {step.tot: step for step in line.stappen}
    shown = {point.jaar: shown_figure(line.onderwerp, point.waarde) for point in line.punten if not point.reden}
    for point in line.punten:
        if point.reden:
            yield f"{point.jaar}: geen cijfer. {point.reden}"
            continue
        step = steps.get(point.jaar)
        change = ""
        if step is not None:
            same = "andere cijfers; over wat beide jaren hebben " if step.zonder else ""
            # Who subtracts the figures on the screen finds this; over fewer figures there is nothing to subtract.
            both = not step.zonder and step.van in shown and step.tot in shown
            by = shown[step.tot] - shown[step.van] if both else step.verschil
            change = f" ({step.reden or same + say_change(line.onderwerp, by)})"
        yield f"{point.jaar}: {say_figure(line.onderwerp, point.waarde)}{change}"
