"""What a rule says, taken apart: every value with its way down, every number with unit, year, source and status.

Derived from the content alone, so that a new kind of rule needs no code here. A number takes its unit from the nearest
key, `eenheid` or indicator, going up; year, source and status from the nearest that is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from buurtwijzer.rulebook.folders import FOLDERS
from buurtwijzer.rulebook.links import TARGETS
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Model

UNKNOWN = "onbekend"
LAST = ("bron", "status", "eigenaar", "herzien_voor")
TITLES = ("naam", "titel", "vraag")
_SUFFIXES = (
    ("_eur_pj", "euro per jaar"),
    ("_eur", "euro"),
    ("_frac", "deel van 1"),
    ("pct", "procent"),
    ("_score", "punten 0-100"),
    ("_punten", "punten 0-100"),
    ("_maanden", "maanden"),
    ("_jaren", "jaren"),
    ("_n", "aantal"),
)
# Keys whose numbers have no unit of their own, whatever stands above them.
_SCALES = {
    "gewicht": "gewicht",
    "temperatuur": "zonder eenheid",
    "ijkfactor": "factor",
    "plaats": "-1 tot 1",
    "midden_log": "natuurlijke logaritme",
    "middelpunt": "spreidingen van het gemiddelde",
    "toetsen": "zonder eenheid",
    "gewicht_totaalbeeld": "zonder eenheid",
    "keten_rang": "rangnummer",
    "inwoners": "inwoners",
    "huishoudens": "huishoudens",
    "merktekens": "getal zoals het in het bestand staat",
}
_IN_LABEL = ("_eur_pj", "_eur", "_frac", "_pct", "_maanden", "_jaren")
_UNITS = {"pct": "procent", "per_1000": "per 1.000", "per_km2": "per km²", "kwh": "kWh", "m3": "m³"}
_SERIAL = ("nummer", "volgorde")

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of a rule.

    Attributes:
        pad: Keys down to it, list items by their name.
        spoor: Each key on the way down with the group it stands in.
        waarde: Text, number or yes/no.
    """

    pad: tuple[str, ...]
    spoor: tuple[tuple[str, Data], ...]
    waarde: Any

    @property
    def sleutel(self) -> str:
        """The key it stands under."""
        return self.spoor[-1][0]

    @property
    def is_getal(self) -> bool:
        """Tell whether it is a number that someone could argue about; a year or a serial number is not."""
        is_number = isinstance(self.waarde, int | float) and not isinstance(self.waarde, bool)
        return is_number and not self.sleutel.endswith("jaar") and self.sleutel not in _SERIAL


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one key: a single value, or a list.

    Attributes:
        weg: Keys down to it.
        spoor: As for `Leaf`.
        waarde: A text, number or yes/no, or a list; a group of groups is a list whose items have a name.
        namen: Names of the items of a group of groups.
    """

    weg: tuple[str, ...]
    spoor: tuple[tuple[str, Data], ...]
    waarde: Any
    namen: tuple[str, ...] = ()

    @property
    def is_tabel(self) -> bool:
        """Tell whether it is a list of groups."""
        return isinstance(self.waarde, list) and any(isinstance(item, dict) for item in self.waarde)

    def leaves(self) -> Iterator[Leaf]:
        """Give the values in it."""
        return leaves(self.waarde, self.weg, self.spoor)


@dataclass(frozen=True, slots=True)
class Getal:
    """A number of a rule.

    Attributes:
        pad: Keys down to it, list items by their name.
        waarde: The number.
        eenheid: Its unit in words; `UNKNOWN` when nothing says it.
        jaar: Year it is of, else of its latest source; None when neither is known.
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
    """Give a rule as plain data: own keys in the order of the schema, what is empty left out, source and owner last."""
    data: Data = item.model_dump(mode="json", exclude_none=True)
    return {key: data[key] for key in (*(k for k in data if k not in LAST), *(k for k in LAST if k in data))}


def title_of(data: Mapping[str, Any]) -> str:
    """Give the name of a rule."""
    return next((str(data[key]) for key in TITLES if key in data), str(data["id"]))


def parts(group: Data, weg: tuple[str, ...] = (), spoor: tuple[tuple[str, Data], ...] = ()) -> Iterator[Part]:
    """Give what stands under each key, going down into groups but not into lists."""
    for key, value in group.items():
        way, trail = (*weg, key), (*spoor, (key, group))
        if isinstance(value, dict) and value and all(isinstance(item, dict) for item in value.values()):
            yield Part(way, trail, list(value.values()), tuple(value))
        elif isinstance(value, dict):
            yield from parts(value, way, trail)
        elif value != []:
            yield Part(way, trail, value)


def leaves(value: Any, pad: tuple[str, ...] = (), spoor: tuple[tuple[str, Data], ...] = ()) -> Iterator[Leaf]:
    """Give every value in a rule or a part of it, in the order of the rule."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*pad, key), (*spoor, (key, value)))
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            yield from leaves(part, (*pad, _item_name(part, number)), spoor)
    else:
        yield Leaf(pad, spoor, value)


def numbers(data: Data, rulebook: Rulebook) -> Iterator[Getal]:
    """Give every number of a rule."""
    return (describe(leaf, rulebook) for leaf in leaves(data) if leaf.is_getal)


def describe(leaf: Leaf, rulebook: Rulebook) -> Getal:
    """Say what a number is of, and what it rests on."""
    found = _nearest(leaf, ("bron",))
    bron = tuple(map(str, found)) if isinstance(found, list) else (() if found is None else (str(found),))
    status = str(_nearest(leaf, ("status",)) or UNKNOWN)
    return Getal(leaf.pad, leaf.waarde, unit(leaf, rulebook), _year(leaf, bron, rulebook), bron, status)


def unit(leaf: Leaf, rulebook: Rulebook) -> str:
    """Give the unit of a number in words."""
    for key, _ in leaf.spoor:
        if key in _SCALES:
            return _SCALES[key]
    for key, group in leaf.spoor:
        if key == "hoeveelheid" and str(group.get("prijs")) in rulebook.prijzen:
            priced = rulebook.prijzen[str(group["prijs"])].per
            return f"{in_words(priced)} per {in_words(str(leaf.spoor[0][1].get('eenheid')))}"
    for key, group in reversed(leaf.spoor):
        known = rulebook.indicatoren.get(str(group.get("indicator")))
        if found := next((words for suffix, words in _SUFFIXES if key.endswith(suffix)), ""):
            return _per(found, group)
        if "eenheid" in group:
            return _per(_UNITS.get(str(group["eenheid"]), in_words(str(group["eenheid"]))), group)
        if known is not None:
            return _UNITS.get(known.eenheid.value, in_words(known.eenheid.value))
        if "uitkomst" in group:
            return "punten 0-100"
    return UNKNOWN


def targets(leaf: Leaf) -> tuple[str, ...]:
    """Give the folders that a text may point into; none when it is no id of another rule."""
    keys = [key for key, _ in leaf.spoor]
    return TARGETS.get(".".join(keys[-2:]), TARGETS.get(keys[-1], ()))


def in_words(value: str) -> str:
    """Write a word of a closed list without its underscores; any other text stays as it is."""
    return value.replace("_", " ") if value in _closed_words() else value


def label(weg: Iterable[str]) -> str:
    """Name a value by the keys down to it, without the part of a key that says the unit."""
    return " · ".join(_bare(key).replace("_", " ") for key in weg)


def _bare(key: str) -> str:
    suffix = next((end for end in _IN_LABEL if key.endswith(end) and len(key) > len(end)), "")
    return key.removesuffix(suffix)


@lru_cache(maxsize=1)
def _closed_words() -> frozenset[str]:
    """Give every word that the schema lists as a choice."""
    return frozenset(word for model in FOLDERS.values() for word in _choices(model))


def _choices(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(member.value) for member in annotation)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for field in annotation.model_fields.values():
            yield from _choices(field.annotation)
    elif get_origin(annotation) is Literal:
        yield from (str(choice) for choice in get_args(annotation))
    else:
        for part in get_args(annotation):
            yield from _choices(part)


def _per(found: str, group: Mapping[str, Any]) -> str:
    per = f" per {in_words(group['per'])}" if isinstance(group.get("per"), str) else ""
    return f"{found}{per}{' per jaar' if group.get('ritme') == 'jaarlijks' else ''}"


def _item_name(item: Any, number: int) -> str:
    first = next(iter(item.values()), None) if isinstance(item, dict) else None
    return first if isinstance(first, str) else str(number)


def _nearest(leaf: Leaf, keys: tuple[str, ...]) -> Any:
    return next((group[key] for _, group in reversed(leaf.spoor) for key in keys if group.get(key) is not None), None)


def _year(leaf: Leaf, bron: tuple[str, ...], rulebook: Rulebook) -> int | None:
    for _, group in reversed(leaf.spoor):
        for key, value in group.items():
            if key.endswith("jaar") and isinstance(value, int) and not key.startswith(("vanaf_", "tot_")):
                return value
    return max((year for id_ in bron if (year := source_year(id_, rulebook)) is not None), default=None)


def source_year(id_: str, rulebook: Rulebook) -> int | None:
    """Give the year of a source; None when it has none or is not there."""
    source = rulebook.bronnen.get(id_)
    return None if source is None else source.jaar
