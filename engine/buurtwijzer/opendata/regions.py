"""Finds a gemeente in a table by its name or its code, as people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from buurtwijzer.core.codes import Niveau, normalise_code
from buurtwijzer.core.dutch import join_words
from buurtwijzer.data import opendata_issue_kinds as kinds
from buurtwijzer.opendata.transport import WebError

_CODE = re.compile(r"(?:GM)?\d{1,4}", re.IGNORECASE)
_ADDED = re.compile(r"\s*\([^()]*\)\s*$")
_PLAIN = re.compile(r"[^a-z0-9]+")
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Gemeente:
    """A gemeente in the layout of one table."""

    code: str
    naam: str

    @property
    def nummer(self) -> str:
        """The four digits that its wijken and buurten share."""
        return self.code[2:]


def find_gemeente(asked: str, names: Mapping[str, str], other_names: Mapping[str, str], jaar: int) -> Gemeente:
    """Find the one gemeente that is meant.

    Args:
        asked: What the user wrote.
        names: Code to name of the gemeenten in the table.
        other_names: What people say to what CBS writes.
        jaar: Year of the table, for messages.

    Raises:
        WebError: There is none, or more than one.
    """
    text = asked.strip()
    if _CODE.fullmatch(text):
        code = normalise_code(text.upper().removeprefix("GM"), Niveau.GEMEENTE) or ""
        if code in names:
            return Gemeente(code, names[code])
        raise WebError(kinds.GEMEENTE_ONBEKEND, gemeente=asked, jaar=jaar, hoe="")
    known = {plain_name(said): written for said, written in other_names.items()}
    wanted = plain_name(known.get(plain_name(text), text))
    whole = [code for code, name in names.items() if plain_name(name) == wanted]
    fits = whole or [code for code, name in names.items() if plain_name(_ADDED.sub("", name)) == wanted]
    if len(fits) == 1:
        return Gemeente(fits[0], names[fits[0]])
    if fits:
        choices = join_words([f"{names[code]} ({code})" for code in sorted(fits)], "of")
        raise WebError(kinds.GEMEENTE_MEER, gemeente=asked, keuzes=choices)
    raise WebError(kinds.GEMEENTE_ONBEKEND, gemeente=asked, jaar=jaar, hoe=_hint(wanted, names))


def plain_name(name: str) -> str:
    """Give a name without case, accents, apostrophes and signs.

    Example:
        >>> plain_name("'s-Gravenhage"), plain_name("Súdwest-Fryslân"), plain_name("Bergen (NH.)")
        ('s gravenhage', 'sudwest fryslan', 'bergen nh')
    """
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return _PLAIN.sub(" ", bare.casefold()).strip()


def _hint(wanted: str, names: Mapping[str, str]) -> str:
    by_plain = {plain_name(name): f"{name} ({code})" for code, name in sorted(names.items())}
    near = get_close_matches(wanted, by_plain, n=_SHOWN, cutoff=0.75)
    near += [name for name in by_plain if len(wanted) > 2 and wanted in name and name not in near]
    return f"Bedoelde u {join_words([by_plain[name] for name in near[:_SHOWN]], 'of')}?" if near else ""
