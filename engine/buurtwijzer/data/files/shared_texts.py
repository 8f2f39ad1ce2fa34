"""The list of shared texts of a workbook: does its count lie, and how much text will the cells hold together.

A text is copied for every cell that points at it: a long text used by a million cells is a bomb without any packing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

MAX_TEXT = 512 * 1024 * 1024
_UNIQUE = re.compile(rb"""\buniqueCount\s*=\s*["']\s*(\d+)""")
_ITEM = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_POINTER = re.compile(rb"""\bt\s*=\s*["']s["'][^<>]*>\s*<(?:[\w.-]+:)?v[^<>]*>\s*(\d+)\s*<""")


def count_lies(data: bytes) -> bool:
    """Tell whether the announced number of texts is more than could ever stand in this part."""
    found = _UNIQUE.search(data, 0, max(data.find(b">", data.find(b"sst")), 0))
    return found is not None and int(found.group(1)[:20]) > len(data)


def too_much_text(texts: bytes, sheets: Sequence[tuple[bytes, int]]) -> bool:
    """Tell whether the cells would hold more than `MAX_TEXT` bytes of shared text.

    Args:
        texts: XML of the shared texts.
        sheets: Per sheet its XML and its number of cells that point into the texts.
    """
    starts = [found.start() for found in _ITEM.finditer(texts)]
    edges = np.array([*starts, len(texts)], dtype=np.int64)
    sizes = edges[1:] - edges[:-1]
    if int(sizes.max(initial=0)) * sum(pointers for _, pointers in sheets) <= MAX_TEXT:
        return False
    total = sum(_text_size(sizes, data, pointers) for data, pointers in sheets)
    return total > MAX_TEXT


def _text_size(sizes: npt.NDArray[np.int64], data: bytes, pointers: int) -> int:
    found = np.array([int(n[:12]) for n in _POINTER.findall(data)], dtype=np.int64)
    known = found[found < len(sizes)]
    # A pointer in a form that was not seen here counts as the longest text.
    unseen = max(pointers - len(found), 0)
    return int(sizes[known].sum()) + unseen * int(sizes.max(initial=0))
