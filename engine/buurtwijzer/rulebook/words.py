"""Values and keys of rules in Dutch words, for lists of differences and for the handbook."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from buurtwijzer.core.dutch import format_number


class _Absent(Enum):
    ABSENT = "absent"


ABSENT: Final = _Absent.ABSENT
"""Stands for a value that is not there, which is something else than an empty one."""

_MOST_DECIMALS = 12


def say_number(value: float) -> str:
    """Write a number the Dutch way with all the decimals it has.

    Example:
        >>> say_number(0.000025), say_number(16000), say_number(0.1)
        ('0,000025', '16.000', '0,1')
    """
    return format_number(value, _decimals(value))


def say_value(value: Any, key: str = "") -> str:
    """Write a value read from YAML in words.

    Args:
        value: The value; `ABSENT` when there is none.
        key: The key it stands under; a year has no point in it.

    Example:
        >>> say_value(["ggd", 0.5]), say_value({"min": 1, "max": 2}), say_value(None)
        ('ggd, 0,5', 'min 1; max 2', 'leeg')
    """
    if value is ABSENT:
        return "staat er niet"
    if value is None:
        return "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return f"{value:.0f}" if key.endswith("jaar") else say_number(value)
    if isinstance(value, dict):
        return "; ".join(f"{name} {say_value(part, name)}" for name, part in value.items()) or "leeg"
    if isinstance(value, list | tuple):
        return (
            ", ".join(f"({say_value(part)})" if isinstance(part, dict) else say_value(part) for part in value) or "leeg"
        )
    return str(value)


def say_keys(keys: Sequence[str]) -> str:
    """Write the way down to a value, e.g. ``druk > roken > gewicht_frac``."""
    return " > ".join(keys)


def _decimals(value: float) -> int:
    digits = f"{value:.{_MOST_DECIMALS}f}".rstrip("0")
    return len(digits.partition(".")[2])
