"""What the product tells a user: one kind of message, with a place, a code and a remedy.

Each layer keeps its own catalogue of `IssueKind` (``rulebook/issue_kinds.py``, ``data/issue_kinds.py``, ...); codes are
never reused. This module does not decide when something is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much an issue matters: only a `FOUT` stops the run."""

    MELDING = "melding"
    WAARSCHUWING = "waarschuwing"
    FOUT = "fout"


_NUMBER = re.compile(r"([0-9]+)")
_ORDER = {Severity.FOUT: 0, Severity.WAARSCHUWING: 1, Severity.MELDING: 2}


@dataclass(frozen=True, slots=True)
class IssueKind:
    """An entry of the message catalogue.

    Attributes:
        code: Letter and three digits, e.g. ``D101``; unique for ever.
        severity: What the issue does to the run.
        title: The kind in a few Dutch words, for the catalogue in the handbook.
        template: Dutch sentence with ``{named}`` values: what is the matter.
        remedy: Dutch sentence with the same values: what the user can do.
    """

    code: str
    severity: Severity
    title: str
    template: str
    remedy: str

    def at(self, place: object, **values: object) -> Issue:
        """Make an issue of this kind at a place.

        Args:
            place: Anything whose text names the place, e.g. a `FilePlace` or `CellPlace`.
            values: The named values of the template and the remedy.
        """
        return Issue(
            code=self.code,
            severity=self.severity,
            place=str(place),
            message=self.template.format(**values),
            remedy=self.remedy.format(**values),
        )


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding about input or rules, ready to show."""

    code: str
    severity: Severity
    place: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """Give the contract form: ``place: [code] what. what to do`` (contract form)."""
        return f"{self.place}: [{self.code}] {self.message} {self.remedy}".rstrip()

    def as_dict(self) -> dict[str, str]:
        """Give the JSON form; keys are those of the sheet Meldingen."""
        return {
            "ernst": self.severity.value,
            "code": self.code,
            "plaats": self.place,
            "melding": self.message,
            "wat_te_doen": self.remedy,
        }


def sort_issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Order issues for reading (worst first, then place and code) and drop exact doubles; line 9 is before line 46."""
    unique = dict.fromkeys(issues)
    return tuple(sorted(unique, key=lambda i: (_ORDER[i.severity], *_in_order(i.place), i.code, i.message)))


def _in_order(place: str) -> tuple[tuple[str | int, ...], str]:
    """Give what a place is ordered by: its numbers as numbers; places that differ in zeros alone by their text."""
    parts = _NUMBER.split(place)
    return tuple(int(part) if number % 2 else part for number, part in enumerate(parts)), place


def has_errors(issues: Iterable[Issue]) -> bool:
    """Tell whether any issue stops the run."""
    return any(issue.severity is Severity.FOUT for issue in issues)
