"""Plain values as YAML that the strict reader reads: keys, texts, numbers, dates, lists of groups or texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

Plain = str | float | bool | date
Part = Plain | Mapping[str, "Part"] | Sequence["Part"]


def yaml_block(given: Mapping[str, Part], indent: str = "") -> Iterator[str]:
    """Give the lines of a group."""
    for naam, part in given.items():
        match part:
            case Mapping():
                yield f"{indent}{naam}:"
                yield from yaml_block(part, indent + "  ")
            case []:
                yield f"{indent}{naam}: []"
            case list() | tuple():
                yield f"{indent}{naam}:"
                for item in part:
                    yield from _item(item, indent)
            case _:
                yield f"{indent}{naam}: {_plain(part)}"


def _item(item: Part, indent: str) -> Iterator[str]:
    if isinstance(item, Mapping):
        first, *rest = yaml_block(item, indent + "    ")
        yield f"{indent}  - {first.lstrip()}"
        yield from rest
    else:
        yield f"{indent}  - {_plain(item)}"


def _plain(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False)
        case date():
            return value.isoformat()
        case int() | float():
            return str(int(value)) if float(value).is_integer() else repr(float(value))
    raise TypeError(f"no plain value: {type(value).__name__}")
