"""`item_yaml()`: a rule as YAML, keys in the order of the schema; what has its usual value is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from buurtwijzer.rulebook.schema import Model


def item_yaml(item: Model, schema: str, over: str = "") -> str:
    """Write a rule.

    Args:
        item: The rule.
        schema: Name of its JSON schema, e.g. ``segmentaties``.
        over: Dutch sentence that stands above it as a comment.
    """
    head = [f"# yaml-language-server: $schema=../schema/{schema}.json", *([f"# {over}"] if over else [])]
    form: dict[str, Any] = item.model_dump(mode="json", exclude_defaults=True)
    return "\n".join([*head, *_block(form, ""), ""])


def _block(form: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in form.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _block(value, f"{indent}  ")
        elif isinstance(value, list) and any(isinstance(part, Mapping) for part in value):
            yield f"{indent}{key}:"
            for part in value:
                first, *rest = _block(part, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        else:
            yield f"{indent}{key}: {_plain(value)}"


def _plain(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_plain(part) for part in value)}]"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return json.dumps(value, ensure_ascii=False)
