"""What a new reference changes against the previous one, in Dutch lines: scores move when goalposts move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.reference.compare_fitted import fitted_changes
from buurtwijzer.rulebook.schema import Kwantielen, Referentie

_INDICATOR = ("p5", "p95")
_OUTCOME = ("p10", "p30", "p70", "p90")


def changes(new: Referentie, old: Referentie | None) -> tuple[str, ...]:
    """Tell what differs.

    Args:
        new: The reference that was just made.
        old: The one in the rulebook, or None.

    Returns:
        A line per indicator or outcome that came, went or moved; one line that says so when nothing did.
    """
    if old is None:
        return (f"Er was nog geen landelijke referentie; {_size(new)}.",)
    lines = (
        *([] if new.id == old.id else [f"De vorige referentie was van {old.jaar}, deze is van {new.jaar}."]),
        *_moved("indicator", _by_name(new, indicators=True), _by_name(old, indicators=True), _INDICATOR),
        *_moved("uitkomst", _by_name(new, indicators=False), _by_name(old, indicators=False), _OUTCOME),
        *fitted_changes(new, old),
    )
    return lines or (f"Geen verschil met de vorige referentie; {_size(new)}.",)


def _size(found: Referentie) -> str:
    return (
        f"deze rust op {format_number(found.gebieden_n, 0)} buurten en heeft {len(found.indicatoren)} indicatoren en "
        f"{len(found.uitkomsten)} uitkomsten"
    )


def _by_name(found: Referentie, *, indicators: bool) -> dict[str, Kwantielen]:
    if indicators:
        return {entry.indicator: entry.kwantielen for entry in found.indicatoren}
    return {entry.uitkomst: entry.kwantielen for entry in found.uitkomsten}


def _moved(
    word: str, new: Mapping[str, Kwantielen], old: Mapping[str, Kwantielen], names: tuple[str, ...]
) -> Iterator[str]:
    for name in sorted({*new, *old}):
        if name not in old:
            yield f"{word} {name}: nieuw ({_told(new[name], names)})"
        elif name not in new:
            yield f"{word} {name}: vervallen"
        else:
            shifts = [
                f"{part} {format_number(before)} → {format_number(after)}"
                for part in names
                if (before := getattr(old[name], part)) != (after := getattr(new[name], part))
            ]
            if shifts:
                yield f"{word} {name}: {join_words(shifts)}"


def _told(kwantielen: Kwantielen, names: tuple[str, ...]) -> str:
    return join_words([f"{part} {format_number(getattr(kwantielen, part))}" for part in names])
