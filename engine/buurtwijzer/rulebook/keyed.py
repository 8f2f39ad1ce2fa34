"""Lists whose items have a name of their own, so that two versions can be compared item by item and not by position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

PLAIN = ""
"""Stands for the key of a list of plain texts: each is its own name."""


def name_key(items: Sequence[Any]) -> str | None:
    """Give the key under which the items of a list have their name: the first of each, `PLAIN` for plain texts.

    Returns:
        None when the items have no such key in common.

    Example:
        >>> name_key([{"indicator": "roken", "gewicht_frac": 0.4}]), name_key(["ggd"]), name_key([1])
        ('indicator', '', None)
    """
    found = {_first_key(item) for item in items}
    return found.pop() if len(found) == 1 else None


def keyed(items: Sequence[Any], key: str | None) -> dict[str, Any] | None:
    """Give the items of a list by their name.

    Args:
        items: The list.
        key: What `name_key` gave for one version; in another the order of the keys may be different.

    Returns:
        None when an item has no such name or two share one; then only the list as a whole can be compared.

    Example:
        >>> keyed([{"gewicht_frac": 0.4, "indicator": "roken"}], "indicator")
        {'roken': {'gewicht_frac': 0.4, 'indicator': 'roken'}}
        >>> keyed(["ggd", "ggd"], PLAIN) is None
        True
    """
    if key is None:
        return None
    names = [_name(item, key) for item in items]
    found = {name: item for name, item in zip(names, items, strict=True) if name is not None}
    return found if len(found) == len(items) else None


def _first_key(item: Any) -> str | None:
    if isinstance(item, Mapping):
        return next(iter(item), None)
    return PLAIN if isinstance(item, str) else None


def _name(item: Any, key: str) -> str | None:
    name = item if key == PLAIN else item.get(key) if isinstance(item, Mapping) else None
    return name if isinstance(name, str) else None


def same(a: Any, b: Any) -> bool:
    """Tell whether two values read from YAML mean the same; yes/no is no number, and the order of keys is no meaning.

    Example:
        >>> same({"a": 1, "b": 2}, {"b": 2.0, "a": 1}), same(True, 1)
        (True, False)
    """
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    return isinstance(a, bool) == isinstance(b, bool) and bool(a == b)
