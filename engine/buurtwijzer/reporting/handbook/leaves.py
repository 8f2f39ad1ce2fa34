"""What a rule says, taken apart: every value with its way down, and every number with unit, year, source and status.

Derived from the content alone, so that a new kind of rule needs no code here. A number takes its unit from its key, else
from the nearest `eenheid` or indicator above it, and year, source and status from the nearest that is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from buurtwijzer.rulebook.links import TARGETS
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Model

UNKNOWN = "onbekend"
_SUFFIXES = (
    ("_eur_pj", "euro per jaar"),
    ("_eur", "euro"),
    ("_frac", "deel van 1"),
    ("_pct", "procent"),
    ("_score", "punten (0-100)"),
    ("_punten", "punten (0-100)"),
    ("_maanden", "maanden"),
    ("_jaren", "jaren"),
    ("_n", "aantal"),
    ("pct", "procent"),
)
_WITHOUT_UNIT = {
    "gewicht": "gewicht",
    "temperatuur": "zonder eenheid",
    "ijkfactor": "factor",
    "plaats": "-1 tot 1",
    "midden_log": "natuurlijke logaritme",
    "middelpunt": "spreidingen van het gemiddelde",
    "toetsen": "zonder eenheid",
    "kwantielen": "punten (0-100)",
}
_UNITS = {"pct": "procent", "per_1000": "per 1.000", "per_km2": "per km²", "km": "km", "kwh": "kWh", "m3": "m³"}
_NO_NUMBERS = ("nummer",)
_YEARS = ("jaar", "prijsjaar", "peiljaar", "basisjaar")
_SUM_UP = ("naam", "titel", "vraag")
_WORD = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Getal:
    """A number of a rule.

    Attributes:
        pad: Keys down to it, list items by their name.
        waarde: The number.
        eenheid: Its unit in words; `UNKNOWN` when nothing says it.
        jaar: Year it is of; None when neither the rule nor its source says it.
        bron: Ids of its sources.
        status: How firm it is.
    """

    pad: tuple[str, ...]
    waarde: float
    eenheid: str
    jaar: int | None
    bron: tuple[str, ...]
    status: str


def as_data(item: Model) -> Data:
    """Give a rule as plain data: own keys in the order of the schema, what is empty left out."""
    data: Data = item.model_dump(mode="json", exclude_none=True)
    last = [key for key in ("bron", "status", "eigenaar", "herzien_voor") if key in data]
    return {key: data[key] for key in (*(k for k in data if k not in last), *last)}


def title_of(data: Mapping[str, Any]) -> str:
    """Give the name of a rule."""
    return next((str(data[key]) for key in _SUM_UP if key in data), str(data["id"]))


def numbers(data: Data, rulebook: Rulebook) -> Iterator[Getal]:
    """Give every number of a rule, in the order of the rule; years and serial numbers are no numbers here."""
    yield from _numbers(data, (), (data,), rulebook)


def number_at(pad: tuple[str, ...], value: float, chain: tuple[Data, ...], rulebook: Rulebook) -> Getal:
    """Describe one number.

    Args:
        pad: Keys down to it, one more than there are groups or list items above it within the rule.
        value: The number.
        chain: The groups above it, from the rule itself down to the one that holds it.
        rulebook: For units of indicators and years of sources.
    """
    bron = _nearest(chain, ("bron",))
    ids = tuple(bron) if isinstance(bron, list) else (() if bron is None else (str(bron),))
    return Getal(pad, value, unit(pad, chain, rulebook), _year(chain, ids, rulebook), ids, _status(chain))


def is_number(key: str, value: Any) -> bool:
    """Tell whether a value is a number that someone could argue about."""
    return isinstance(value, int | float) and not isinstance(value, bool) and key not in (*_YEARS, *_NO_NUMBERS)


def unit(pad: tuple[str, ...], chain: tuple[Data, ...], rulebook: Rulebook) -> str:
    """Give the unit of a number in words."""
    keys = [part for part in reversed(pad) if not part.isdigit()]
    for key in keys[:1]:
        if found := _unit_of_key(key):
            return _per(found, chain[-1])
    for group in reversed(chain):
        if "eenheid" in group:
            return _per(_unit_word(str(group["eenheid"])), group if group is chain[-1] else {})
        known = rulebook.indicatoren.get(str(group.get("indicator")))
        if known is not None and not _own_scale(keys):
            return _unit_word(known.eenheid.value)
        if "uitkomst" in group and any(key in _OF_SCORE for key in keys):
            return "punten (0-100)"
    return next((_per(found, chain[-2] if len(chain) > 1 else {}) for key in keys if (found := _unit_of_key(key))), UNKNOWN)


_OF_SCORE = ("vanaf_score", "tot_score")


def _own_scale(keys: list[str]) -> bool:
    return any(key in _WITHOUT_UNIT for key in keys[:2] if key != "kwantielen")


def _unit_of_key(key: str) -> str:
    if key in _WITHOUT_UNIT and key != "kwantielen":
        return _WITHOUT_UNIT[key]
    return next((words for suffix, words in _SUFFIXES if key.endswith(suffix)), "")


def _unit_word(eenheid: str) -> str:
    return _UNITS.get(eenheid, eenheid.replace("_", " "))


def _per(found: str, group: Mapping[str, Any]) -> str:
    per = f" per {group['per']}" if isinstance(group.get("per"), str) else ""
    return f"{found}{per}{' per jaar' if group.get('ritme') == 'jaarlijks' else ''}"


def _numbers(value: Any, pad: tuple[str, ...], chain: tuple[Data, ...], rulebook: Rulebook) -> Iterator[Getal]:
    if isinstance(value, dict):
        for key, part in value.items():
            below = (*chain, part) if isinstance(part, dict) else chain
            yield from _numbers(part, (*pad, key), below, rulebook)
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            below = (*chain, part) if isinstance(part, dict) else chain
            yield from _numbers(part, (*pad, item_name(part, number)), below, rulebook)
    elif pad and is_number(pad[-1], value):
        yield number_at(pad, value, chain, rulebook)


def item_name(item: Any, number: int) -> str:
    """Name an item of a list by its first text, else by its number."""
    if isinstance(item, dict):
        first = next(iter(item.values()), None)
        return first if isinstance(first, str) else str(number)
    return str(number)


def _nearest(chain: tuple[Data, ...], keys: tuple[str, ...]) -> Any:
    for group in reversed(chain):
        for key in keys:
            if group.get(key) is not None:
                return group[key]
    return None


def _year(chain: tuple[Data, ...], bron: tuple[str, ...], rulebook: Rulebook) -> int | None:
    own = _nearest(chain, _YEARS)
    if isinstance(own, int):
        return own
    source = rulebook.bronnen.get(bron[0]) if bron else None
    return None if source is None else source.jaar


def _status(chain: tuple[Data, ...]) -> str:
    return str(_nearest(chain, ("status",)) or "")


def targets(pad: tuple[str, ...]) -> tuple[str, ...]:
    """Give the folders that a value at this place points into; none when it is no id of another rule."""
    keys = [part for part in pad if not part.isdigit()]
    dotted = ".".join(keys[-2:])
    return TARGETS.get(dotted, TARGETS.get(keys[-1], ())) if keys else ()


def in_words(value: str) -> str:
    """Write a word of a closed list without its underscores."""
    return value.replace("_", " ") if _WORD.fullmatch(value) else value
