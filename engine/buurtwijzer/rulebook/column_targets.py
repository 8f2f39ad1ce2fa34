"""What a column of the user's own can stand for: a column of a known table, or an indicator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Kolomnaam
from buurtwijzer.rulebook.shares import figures_to_read

OWN_LAYOUT = "eigen"
_ANSWERS = ".antwoorden"
_CAPITALS = re.compile(r"[A-Z][^A-Z]*|^[^A-Z]+")
_FIRST = "cbs_kwb"
_COUNTS = {Eenheid.AANTAL.value, Eenheid.PERSONEN.value}
_TO = {
    ("fractie", "pct"): 100.0,
    ("pct", "fractie"): 0.01,
    ("per_1000", "pct"): 0.1,
    ("pct", "per_1000"): 10.0,
    ("fractie", "per_1000"): 1000.0,
    ("euro", "duizend_euro"): 0.001,
    ("duizend_euro", "euro"): 1000.0,
    ("meter", "km"): 0.001,
    ("duizend", "aantal"): 1000.0,
    ("duizend", "personen"): 1000.0,
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a column stands for.

    Attributes:
        layout: Layout whose column it is; `OWN_LAYOUT` for an indicator.
        naam: Name of the column there, or id of the indicator.
        eenheid: Its unit; empty when not known.
        titel: What it is called on screen; empty when not known.
    """

    layout: str
    naam: str
    eenheid: str
    titel: str


def known_targets(rulebook: Rulebook) -> Mapping[str, Target]:
    """Give everything a column can stand for, by its name in lower case."""
    return _targets(_Key(rulebook))


def answers_of(indicator: str) -> str:
    """Give what a column with the number of answers behind a figure stands for."""
    return indicator + _ANSWERS


def is_answers(name: str) -> bool:
    """Tell whether that is what a column stands for."""
    return name.endswith(_ANSWERS)


def conversion(unit: str, target: Target) -> float | None:
    """Give what figures in a unit are multiplied by; None when that is not known."""
    if unit == target.eenheid or {unit, target.eenheid} <= _COUNTS:
        return 1.0
    return _TO.get((unit, target.eenheid))


@dataclass(frozen=True, slots=True)
class _Key:
    """A rulebook as a key: the same files and choices give the same targets."""

    rulebook: Rulebook

    def __hash__(self) -> int:
        return id(self.rulebook)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.rulebook is self.rulebook


@lru_cache(maxsize=4)
def _targets(key: _Key) -> Mapping[str, Target]:
    rulebook = key.rulebook
    found: dict[str, Target] = {}
    for rule in rulebook.indicatoren.values():
        for kolom in rule.kolommen:
            if kolom.layout == OWN_LAYOUT:
                continue
            if kolom.waarde is not None:
                _add(found, Target(kolom.layout, kolom.waarde, rule.eenheid.value, rule.naam))
            for name in (*(kolom.teller or ()), *kolom.noemers):
                _add(found, Target(kolom.layout, name, _count_unit(name), ""))
    for layout, table in sorted(rulebook.kolommen.items(), key=lambda item: item[0] != _FIRST):
        for row in table.kolommen:
            _add(found, Target(layout, row.kolom, _count_unit(row.kolom), _title(row)))
    for rule in figures_to_read(rulebook).values():
        # A name of a column goes before an indicator that happens to be called the same: it is the same figure.
        _add(found, Target(OWN_LAYOUT, rule.id, rule.eenheid.value, rule.naam))
        if any(kolom.antwoorden is not None for kolom in rule.kolommen):
            title = f"aantal antwoorden bij {rule.naam}"
            _add(found, Target(OWN_LAYOUT, answers_of(rule.id), Eenheid.AANTAL.value, title))
    return found


def _add(found: dict[str, Target], target: Target) -> None:
    name = target.naam.lower()
    if is_blocked(target.naam):
        return
    there = found.get(name)
    if there is None or (there.layout not in (_FIRST, target.layout) and target.layout == _FIRST):
        found[name] = target
    elif there.layout == target.layout:
        found[name] = Target(there.layout, there.naam, there.eenheid or target.eenheid, there.titel or target.titel)


def _title(row: Kolomnaam) -> str:
    """Give the title of a column; a key of OData is its title without spaces."""
    key = row.odata or ""
    return row.titel or " ".join(_CAPITALS.findall(key)).capitalize()


def _count_unit(name: str) -> str:
    return Eenheid.AANTAL.value if name.lower().startswith("a_") else ""
