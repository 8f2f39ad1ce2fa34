"""The exceptions of the engine; each carries every issue that was found, not only the first."""

from __future__ import annotations

from collections.abc import Iterable

from buurtwijzer.core.issues import Issue, sort_issues


class BuurtwijzerError(Exception):
    """Base of all errors a user can cause and mend.

    Attributes:
        issues: All issues found, worst first.
    """

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: tuple[Issue, ...] = sort_issues(issues)
        super().__init__("\n".join(str(issue) for issue in self.issues))


class RulebookError(BuurtwijzerError):
    """The rulebook has mistakes and cannot be used."""


class InputError(BuurtwijzerError):
    """A data file has mistakes and cannot be used."""


class OutputError(BuurtwijzerError):
    """A result could not be written; what was there is untouched."""
