"""The stability of profiles in Dutch: on screen in a few lines, and as a report to keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.reference.stability import ProfileChange, Shift, Stability

OPNIEUW = "namen opnieuw bekijken"
_PCT = 100.0
_MOST_N = 3
_SMALL = 0.005


def stability_lines(found: Sequence[Stability]) -> tuple[str, ...]:
    """Give what the command says on screen."""
    lines = []
    for entry in found:
        lines.append(
            f"{entry.naam}, oud ({entry.oud_jaar}) naast nieuw ({entry.nieuw_jaar}) op "
            f"{plural(entry.gebieden_n, 'buurt', 'buurten')}: overeenkomst {format_number(entry.overeenkomst, 2)}; "
            f"{_pct(entry.blijft_buurten_frac)} van de buurten en {_pct(entry.blijft_inwoners_frac)} van de inwoners "
            "houdt het profiel"
        )
        lines += [f"  {OPNIEUW}: {reden}" for reden in entry.redenen]
        lines += [
            f"  {OPNIEUW}: {profile.naam} ({join_words(profile.redenen)})"
            for profile in entry.profielen
            if profile.redenen
        ]
        if not entry.is_opnieuw_bekijken:
            lines.append("  de namen passen nog")
    return tuple(lines)


def stability_report(found: Sequence[Stability]) -> str:
    """Give the report as Markdown."""
    parts = ["# Stabiliteit van de profielen"]
    if not found:
        parts.append("Er zijn geen eerdere profielen om de nieuwe naast te leggen.")
    for entry in found:
        parts += _section(entry)
    return "\n\n".join(parts) + "\n"


def _section(entry: Stability) -> Iterator[str]:
    yield f"## {entry.naam}: {entry.oud_jaar} naast {entry.nieuw_jaar}"
    yield (
        f"Oude en nieuwe profielen zijn naast dezelfde {plural(entry.gebieden_n, 'buurt', 'buurten')} gelegd, met de "
        f"nieuwe cijfers. Overeenkomst (adjusted Rand; 1 is gelijk, 0 is toeval): "
        f"{format_number(entry.overeenkomst, 2)}. "
        f"{_pct(entry.blijft_buurten_frac)} van de buurten en {_pct(entry.blijft_inwoners_frac)} van de inwoners houdt "
        "het profiel."
    )
    yield _verdict(entry)
    rows = [
        "| profiel | buurten (oud) | houdt het: buurten | houdt het: inwoners | komt terug in herhalingen | naam |",
        "|---|---|---|---|---|---|",
    ]
    rows += [
        f"| {p.naam} | {format_number(p.was_buurten_n, 0)} | {_pct(p.blijft_buurten_frac)} | "
        f"{_pct(p.blijft_inwoners_frac)} | {_pct(p.herkend_frac)} | {'opnieuw bekijken' if p.redenen else 'past'} |"
        for p in entry.profielen
    ]
    yield "\n".join(rows)
    yield "\n".join(["### Wat per profiel verschoof", "", *(_profile(profile) for profile in entry.profielen)])


def _verdict(entry: Stability) -> str:
    if not entry.is_opnieuw_bekijken:
        return "**De namen passen nog.**"
    lines = [f"- {reden}" for reden in entry.redenen]
    lines += [f"- {profile.naam}: {join_words(profile.redenen)}" for profile in entry.profielen if profile.redenen]
    return "\n".join([f"**{OPNIEUW.capitalize()}.**", "", *lines])


def _profile(profile: ProfileChange) -> str:
    moved = [shift for shift in profile.kenmerken if abs(shift.nieuw - shift.oud) >= _SMALL][:_MOST_N]
    kenmerken = "; ".join(_told(shift, 2) for shift in moved) or "niets"
    gedrag = "; ".join(_told(shift, 1) for shift in profile.gedrag) or "gelijk"
    return f"- {profile.naam}. Kenmerken, in spreidingen: {kenmerken}. Gedragskaart: {gedrag}."


def _told(shift: Shift, decimals: int) -> str:
    return f"{shift.naam.lower()} {format_number(shift.oud, decimals)} → {format_number(shift.nieuw, decimals)}"


def _pct(frac: float) -> str:
    return "onbekend" if np.isnan(frac) else f"{format_number(_PCT * frac, 0)} %"
