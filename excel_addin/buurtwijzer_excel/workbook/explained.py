"""Why a written cell holds what it holds: the trace of a number, or the reason of a name, as one tree and one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.trace import TraceNode
from buurtwijzer.interventions.model import Advies
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom, Rij
from buurtwijzer.reporting.explain import explain
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.segments import leading, reach_text, style_of, validation_text, why_text
from buurtwijzer.reporting.written import MARK, Written

SHEET = "Uitleg"
_NUMBERED = re.compile(rf"{MARK}_([a-z]+)_([123])$")
_RISICO = f"{MARK}_risico_"
_INDENT = "    "
_FRAC_TO_PCT = 100.0


def explain_cell(assessment: Assessment, written: Written, code: str, naam: str) -> TraceNode | None:
    """Explain one cell of a written column.

    Args:
        assessment: The result, with the area in it.
        written: The columns it gave.
        code: Code of the area.
        naam: Defined name of the column.

    Returns:
        The reason, or None when the column is not one of this result or its cell is empty without a reason.
    """
    number = next((n for n, column in enumerate(written.kolommen) if column.naam == naam), None)
    if number is None or code not in written.rijen:
        return None
    if naam.startswith(_RISICO):
        return explain(assessment, code, written.kolommen[number].uitkomst)
    cell, row = written.rijen[code][number], assessment.row(code)
    found = _NUMBERED.match(naam)
    node = _numbered(assessment, row, code, found[1], int(found[2]) - 1) if found else None
    if node is not None:
        return node
    parts = (_style(assessment, row),) if naam == f"{MARK}_benaderstijl" else ()
    note = TraceNode("toelichting", "toelichting", str(written.rijen[code][-1] or "geen"))
    title = f"{written.kolommen[number].kop} in {assessment.table.naam[row]} ({code})"
    value = cell if cell is not None else "leeg"
    return TraceNode("tekst", title, value, onderdelen=(*(part for part in parts if part), note))


def explained_sheet(node: TraceNode) -> Blad:
    """Give the tree as a sheet, a row a step, deeper steps further in."""
    columns = (
        Kolom("stap", CelSoort.LANGE_TEKST, 80),
        Kolom("waarde", CelSoort.TEKST, 24),
        Kolom("herkomst", CelSoort.TEKST, 14),
        Kolom("plaats", CelSoort.LANGE_TEKST, 60),
    )
    return Blad(SHEET, "bwz_uitleg", columns, tuple(_rows(node, 0)))


def short_lines(node: TraceNode, most: int = 12) -> list[str]:
    """Give the first steps for a message: the value and what moved it most."""
    lines = [_line(node), *(f"- {_line(part)}" for part in node.onderdelen)]
    return lines[:most] + (["..."] if len(lines) > most else [])


def _rows(node: TraceNode, depth: int) -> Iterator[Rij]:
    yield (_INDENT * depth + node.naam, _value(node) or None, node.herkomst.value, node.plaats or None)
    for part in node.onderdelen:
        yield from _rows(part, depth + 1)


def _line(node: TraceNode) -> str:
    value = _value(node)
    return f"{node.naam}: {value}" if value else node.naam


def _value(node: TraceNode) -> str:
    """Give the value in words, as the text form of a trace does."""
    first = TraceNode(node.soort, "", node.waarde, node.eenheid).lines()[0]
    return first.removeprefix(": ")


def _numbered(assessment: Assessment, row: int, code: str, kind: str, place: int) -> TraceNode | None:
    findings = Findings.of(assessment)
    match kind:
        case "kracht" | "aandachtspunt":
            found = (findings.krachten if kind == "kracht" else findings.aandachtspunten)(row)
            return explain(assessment, code, found[place].id) if place < len(found) else None
        case "advies":
            advice = findings.adviezen(row)
            return _advice(advice[place]) if place < len(advice) else None
        case "leefstijl" | "gelijkenis" | "aandeel":
            return _segment(assessment, row, code, place)
        case _:
            return None


def _advice(advies: Advies) -> TraceNode:
    factors = (
        ("nodig", advies.nodig),
        ("bewijs", advies.bewijs),
        ("haalbaar", advies.haalbaar),
        ("aansluiting", advies.aansluiting),
    )
    return TraceNode(
        "advies",
        advies.naam,
        advies.reden,
        onderdelen=(
            *(TraceNode("poort", f"poort: {p.naam}", f"{p.antwoord.value}. {p.waarom}") for p in advies.poorten),
            *(TraceNode("factor", name, "onbekend" if value is None else value, "punten") for name, value in factors),
            TraceNode("vorm", "vorm", advies.vorm),
            TraceNode("trekker", "trekker", advies.trekker),
        ),
    )


def _segment(assessment: Assessment, row: int, code: str, place: int) -> TraceNode | None:
    """Explain a lifestyle by what each attribute pushes it, against the mean of all lifestyles."""
    found = leading(assessment)
    if found is None:
        return None
    number = int(found.grootste[row, place])
    title = f"{found.naam} in {assessment.table.naam[row]} ({code})"
    if number < 0:
        return TraceNode("leefstijl", f"{title}: geen uitspraak", found.reden[row] or None)
    push = found.bijdragen[row, number] - found.bijdragen[row].mean(axis=0)
    order = sorted(range(len(push)), key=lambda attribute: -abs(float(push[attribute])))
    parts = tuple(
        TraceNode("kenmerk", found.kenmerknamen[a], round(float(push[a]), 2), "op de log-schaal")
        for a in order
        if push[a]
    )
    unit = "punten gelijkenis" if found.maat == "gelijkenis" else "% van de bewoners"
    size = round(_FRAC_TO_PCT * float(found.aandeel[row, number]), 1)
    why = (TraceNode("waarom", "waarom", why_text(found, row)),) if place == 0 and why_text(found, row) else ()
    checked = validation_text(assessment, found, row)
    told = (TraceNode("validatie", "validatie", checked),) if checked else ()
    return TraceNode("leefstijl", f"{found.namen[number]}, {title}", size, unit, onderdelen=(*told, *why, *parts))


def _style(assessment: Assessment, row: int) -> TraceNode | None:
    found = leading(assessment)
    style = style_of(assessment, found, row) if found is not None else None
    return None if style is None else TraceNode("benadering", "zo bereikt u bewoners", reach_text(style))
