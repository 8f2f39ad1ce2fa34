"""Lists whose items have a name of their own, so that two versions can be compared item by item and not by position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def keyed(items: Sequence[Any]) -> dict[str, Any] | None:
    """Give the items of a list by their name: the text itself, or the value of their first key.

    Returns:
        None when the items have no such name or share one; then only the list as a whole can be compared.

    Example:
        >>> keyed([{"indicator": "roken", "gewicht_frac": 0.4}])
        {'roken': {'indicator': 'roken', 'gewicht_frac': 0.4}}
        >>> keyed(["ggd", "ggd"]) is None
        True
    """
    names = [_name(item) for item in items]
    if any(name is None for name in names) or len({name for name, _ in filter(None, names)}) < len(names):
        return None
    if len({key for _, key in filter(None, names)}) > 1:
        return None
    return {pair[0]: item for pair, item in zip(names, items, strict=True) if pair is not None}


def _name(item: Any) -> tuple[str, str] | None:
    """Give the name of an item, and the key it stands under (empty for plain text)."""
    if isinstance(item, str):
        return item, ""
    if isinstance(item, Mapping) and item:
        key = next(iter(item))
        return (item[key], key) if isinstance(item[key], str) else None
    return None


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
