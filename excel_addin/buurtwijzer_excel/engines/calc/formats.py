"""Number formats: en-US codes as Excel has them, in and out, whatever the language of LibreOffice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import Any

from buurtwijzer_excel.engines.calc.bridge import load_uno, struct

GENERAL = "General"
_DEFINED_BY_USER = 1
_FIXED = re.compile(r'("[^"]*"|\\.|\[[^\]]*\]|AM/PM|A/P)')
_DATE_CODE = re.compile(r"[ymdhs]", re.IGNORECASE)
_COLOR = re.compile(r"\[(BLACK|BLUE|CYAN|GREEN|MAGENTA|RED|WHITE|YELLOW)\]")
_ELAPSED = re.compile(r"\[([HMS]+)\]")


class Kind(IntEnum):
    """What a format makes of a number; the values are LibreOffice's own (``util.NumberFormat``)."""

    DATE = 2
    TIME = 4
    DATETIME = 6
    TEXT = 256
    LOGICAL = 1024
    OTHER = 0

    @property
    def is_moment(self) -> bool:
        """Tell whether a number in it is a date or a time."""
        return self in (Kind.DATE, Kind.TIME, Kind.DATETIME)


class Formats:
    """The number formats of a document."""

    def __init__(self, document: Any) -> None:
        self._xl = document.getNumberFormats()
        self._kinds: dict[int, Kind] = {0: Kind.OTHER}
        self._codes: dict[int, str] = {0: GENERAL}
        self._keys: dict[str, int] = {GENERAL: 0}

    def kind(self, key: int) -> Kind:
        """Give the kind of a format by its key."""
        if key not in self._kinds:
            flags = int(self._xl.getByKey(key).Type) & ~_DEFINED_BY_USER
            self._kinds[key] = Kind(flags) if flags in set(Kind) else Kind.OTHER
        return self._kinds[key]

    def kinds_in(self, cells: Any) -> Iterator[tuple[Any, Kind]]:
        """Give the parts of some cells that have a format of a kind that matters, each with its kind.

        Args:
            cells: A cell range.

        Yields:
            The address of a part (0-based, in its sheet) and its kind; cells with ordinary numbers are left out.
        """
        if cells.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
            kind = self.kind(cells.getPropertyValue("NumberFormat"))
            if kind is not Kind.OTHER:
                yield cells.getRangeAddress(), kind
            return
        groups = cells.getUniqueCellFormatRanges()
        for number in range(groups.getCount()):
            group = groups.getByIndex(number)
            kind = self.kind(group.getPropertyValue("NumberFormat"))
            if kind is not Kind.OTHER:
                for address in group.getRangeAddresses():
                    yield address, kind

    def standard_key(self, kind: Kind) -> int:
        """Give the key of the ordinary format of a kind, in the language of the user."""
        return 0 if kind is Kind.OTHER else int(self._xl.getStandardFormat(int(kind), struct("lang.Locale")))

    def key_of(self, code: str) -> int:
        """Give the key of an en-US code.

        Numbers follow the language of the user, as in Excel. A date keeps the signs of the code: turned into another
        language it would get that language's signs between day and month.

        Raises:
            ValueError: It is no format.
        """
        if code not in self._keys:
            self._keys[code] = self._key(code)
        return self._keys[code]

    def _key(self, code: str) -> int:
        if not _DATE_CODE.search(_FIXED.sub("", code)):
            try:
                return int(self._xl.addNewConverted(code, _english(), struct("lang.Locale")))
            except load_uno().getClass("com.sun.star.uno.RuntimeException"):
                pass  # what cannot be turned into the own language is kept as it is
        known = int(self._xl.queryKey(code, _english(), False))
        if known >= 0:
            return known
        try:
            return int(self._xl.addNew(code, _english()))
        except load_uno().getClass("com.sun.star.util.MalformedNumberFormatException") as error:
            raise ValueError(f"geen getalopmaak: {code}") from error

    def code_of(self, key: int) -> str:
        """Give the en-US code of a format, as Excel writes it."""
        if key not in self._codes:
            self._codes[key] = self._code(key)
        return self._codes[key]

    def _code(self, key: int) -> str:
        if self.kind(key) is Kind.LOGICAL:
            return GENERAL
        found = self._xl.getByKey(key)
        code, locale = str(found.FormatString), found.Locale
        if locale.Language != "en":
            try:
                english = self._xl.addNewConverted(code, locale, _english())
                code = str(self._xl.getByKey(english).FormatString)
            except load_uno().getClass("com.sun.star.uno.RuntimeException"):
                return code  # without an English form it is shown as it is
        return _as_excel(code)


def _as_excel(code: str) -> str:
    """Write date signs small and colours with one capital: LibreOffice writes both in capitals."""
    small = "".join(
        part if _FIXED.fullmatch(part) else re.sub(r"[YMDHS]", lambda sign: sign.group().lower(), part)
        for part in _FIXED.split(code)
    )
    small = _ELAPSED.sub(lambda sign: f"[{sign.group(1).lower()}]", small)
    return _COLOR.sub(lambda sign: f"[{sign.group(1).capitalize()}]", small)


def _english() -> Any:
    return struct("lang.Locale", Language="en", Country="US")
