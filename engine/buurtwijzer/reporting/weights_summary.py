"""A proposal for weights in lines for the screen: what it wins, what changes most, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.core.dutch import format_number
from buurtwijzer.rulebook.schema.gewichten import Cijfergewicht, Gewichtenvoorstel, Proef


def proposal_lines(voorstel: Gewichtenvoorstel) -> tuple[str, ...]:
    """Give the lines; the table has all figures, heaviest change first within each outcome."""
    return (*_trial(voorstel), *_domains(voorstel), *_figures(voorstel), _advice(voorstel))


def _trial(voorstel: Gewichtenvoorstel) -> Iterator[str]:
    trial = voorstel.proef
    areas, towns = format_number(trial.gebieden_n, 0), format_number(trial.gemeenten_n, 0)
    yield (
        f"Voorstel voor gewichten van {voorstel.uitkomst} tegen {voorstel.tegen} {trial.jaar}: {areas} gebieden "
        f"({trial.niveau}) in {towns} gemeenten."
    )
    yield "Rangcorrelatie in gemeenten waarvan niet is geleerd:"
    yield f"  deskundigen                 {_three(trial.samenhang_deskundigen)}"
    yield f"  voorstel                    {_three(trial.samenhang_voorstel)}"
    yield f"  zonder regels (vrije ridge) {_three(trial.samenhang_vrij)}"
    yield f"  winst van het voorstel      {_three(trial.winst)} ({_margin(trial)})"


def _margin(trial: Proef) -> str:
    low, high = _three(trial.winst_laag), _three(trial.winst_hoog)
    return f"van {low} tot {high}, {format_number(trial.interval_pct, 0)} %"


def _domains(voorstel: Gewichtenvoorstel) -> Iterator[str]:
    if voorstel.leefgebieden:
        yield "Gewicht van leefgebieden in het totaalbeeld:"
    for one in voorstel.leefgebieden:
        yield (
            f"  {one.leefgebied:<30} {format_number(one.deskundigen, 2)} -> {format_number(one.voorstel, 2)} "
            f"(van {format_number(one.laag, 2)} tot {format_number(one.hoog, 2)})"
        )


def _figures(voorstel: Gewichtenvoorstel) -> Iterator[str]:
    yield "Gewicht van cijfers (deskundigen -> voorstel):"
    homes = dict.fromkeys(one.uitkomst for one in voorstel.gewichten)
    for home in homes:
        yield f"  {home}"
        own = [one for one in voorstel.gewichten if one.uitkomst == home]
        for one in sorted(own, key=lambda item: (-abs(item.verschil_frac), item.indicator)):
            yield f"    {one.indicator:<28} {_change(one)}"


def _change(one: Cijfergewicht) -> str:
    margin = f"(van {_three(one.laag_frac)} tot {_three(one.hoog_frac)})"
    old = "nieuw" if one.nieuw else _three(one.deskundigen_frac)
    return f"{old} -> {_three(one.voorstel_frac)} {margin}"


def _advice(voorstel: Gewichtenvoorstel) -> str:
    if voorstel.advies == "houd_deskundigen":
        return "Niet aantoonbaar beter: houd de gewichten van de deskundigen."
    return "Aantoonbaar beter op dit cijfer. Een mens beslist: lees eerst waar u op let."


def _three(value: float) -> str:
    return format_number(value, 3)
