"""Lays the parts of a workbook beside those of a copy: which are the same, and is any element gone."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

# What may get another value: extents, counts, and the ranges of columns that are split.
_MAY_CHANGE = {"dimension": {"ref"}, "row": {"spans"}, "col": {"min", "max", "hidden"}}


def parts_of(path: Path) -> dict[str, bytes]:
    """Give the parts of a workbook, in order."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def differing(before: Path, after: Path) -> tuple[set[str], set[str]]:
    """Give the names of parts that changed and of those that are new; none may be gone or stand in another order."""
    old, new = parts_of(before), parts_of(after)
    assert [name for name in new if name in old] == list(old)
    return {name for name in old if old[name] != new[name]}, set(new) - set(old)


def elements(content: bytes) -> Iterator[tuple[object, ...]]:
    """Give start tags, end tags and texts in order, without what may change."""
    found: list[tuple[object, ...]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        free = _MAY_CHANGE.get(name.rpartition(" ")[2], set()) | {"count"}
        found.append((name, *sorted((key, value) for key, value in attributes.items() if key not in free)))

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: found.append(("/", name))
    parser.CharacterDataHandler = lambda text: found.append(("text", text))
    parser.Parse(content, True)
    return iter(found)


def first_lost(before: bytes, after: bytes) -> tuple[object, ...] | None:
    """Give the first element of a part that is not in the other in the same order; None when all are there."""
    later = elements(after)
    return next((element for element in elements(before) if element not in later), None)
