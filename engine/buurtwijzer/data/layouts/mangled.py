"""Titles of StatLine as other programs leave them: dots of R for every odd sign, a damaged accent, a suffix of a merge.

Nothing is guessed: a form is only recognised when one title fits it, with the words of its group before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from buurtwijzer.rulebook.schema import Kolomnaam

# pandas and R number a second column of the same name (.1), or mark the two sides of a merge (_x, _y, .x, .y).
_COPY = re.compile(r"(?:\.\d{1,2}|[._][xy])$")
_WORD = re.compile(r"[^\W_]+")
_ASCII_WORD = re.compile(r"[0-9A-Za-z]+")
# R writes an X before a name that would begin with a digit.
_X = re.compile(r"^X(?=\d)")
# What a wrong encoding leaves of an accent: any signs outside ASCII, or question marks for those.
_DAMAGE = re.compile(r"[^\x00-\x7f]+|\?+")
_UNITS = (
    ("aantal", "inwoners", "per", "km2"),
    ("aantal", "inwoners", "per", "km²"),
    ("aantal", "inwoners", "per", "km"),
    ("per", "1", "000", "inwoners"),
    ("per", "1000", "inwoners"),
    ("x", "1", "000", "euro"),
    ("x", "1000", "euro"),
    ("per", "huishouden"),
    ("per", "km2"),
    ("per", "km²"),
    ("per", "km"),
    ("omschrijving",),
    ("aantal",),
    ("kwh",),
    ("code",),
    ("naam",),
    ("km",),
    ("m3",),
    ("m³",),
    ("ha",),
    ("m",),
)

_Words = tuple[str, ...]


def without_copy(header: str) -> str:
    """Give a header without what marks it as a second one of the same name."""
    return _COPY.sub("", header)


def skeleton(text: str) -> str:
    """Give a text in which every accented part, whole or damaged, is one and the same sign."""
    return _DAMAGE.sub("\0", text)


def folded(text: str) -> str:
    """Give a text without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


class DottedTitles:
    """Finds titles of StatLine in headers of R, where a path, its blanks and its unit have all become dots.

    Args:
        rows: The columns with a title.
    """

    def __init__(self, rows: Iterable[Kolomnaam]) -> None:
        self._rows: dict[_Words, list[tuple[str, Kolomnaam]]] = defaultdict(list)
        for row in rows:
            title = row.titel or ""
            for words in {tuple(pattern.findall(title)) for pattern in (_WORD, _ASCII_WORD)} - {()}:
                self._rows[_lower(words)].append((words[0], row))

    def find(self, header: str) -> set[str]:
        """Give the columns that a header may stand for; empty when it is no dotted title."""
        if "." not in header or any(sign in header for sign in "/| "):
            return set()
        names: set[str] = set()
        for pattern in (_WORD, _ASCII_WORD):
            for words in _without_unit(tuple(pattern.findall(_X.sub("", header)))):
                names |= self._ending(words)
            if names:
                break
        return names

    def _ending(self, words: _Words) -> set[str]:
        """Give the columns with the longest title that these words end in, and the group before it."""
        for start in range(len(words)):
            found = self._rows.get(_lower(words[start:]))
            # Inside a path a title begins with a capital or a digit; a lower case word is the rest of a longer title.
            if found and (start == 0 or any(first == words[start] for first, _ in found)):
                before = " ".join(_lower(words[:start]))
                fits = [row for _, row in found if _group(row) in before]
                longest = max((bool(row.groep) for row in fits), default=False)
                return {row.kolom for row in fits if bool(row.groep) == longest}
        return set()


def _without_unit(words: _Words) -> Iterator[_Words]:
    yield words
    for unit in _UNITS:
        if len(words) > len(unit) and _lower(words[-len(unit) :]) == unit:
            yield words[: -len(unit)]
            return


def _lower(words: Sequence[str]) -> _Words:
    return tuple(word.casefold() for word in words)


def _group(row: Kolomnaam) -> str:
    return " ".join(_lower(_WORD.findall(row.groep or "")))
