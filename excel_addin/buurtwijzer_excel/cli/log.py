"""The log for support: places and codes, never the value of a cell. A log that cannot be written never stops a run."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable
from functools import cache
from logging.handlers import RotatingFileHandler
from pathlib import Path

from buurtwijzer.core.issues import Issue, Severity

_MEGABYTE = 1_000_000
_LEVELS = {
    Severity.FOUT: logging.ERROR,
    Severity.WAARSCHUWING: logging.WARNING,
    Severity.MELDING: logging.INFO,
}


def log_path() -> Path:
    """Give the path of the log of the current user."""
    from platformdirs import user_log_path

    return user_log_path("buurtwijzer", appauthor=False) / "buurtwijzer.log"


@cache
def _logger() -> logging.Logger:
    logger = logging.getLogger("buurtwijzer")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(_handler())
    return logger


def _handler() -> logging.Handler:
    try:
        log_path().parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(log_path(), maxBytes=_MEGABYTE, backupCount=1, encoding="utf-8")
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


def log_run(command: str, files: Iterable[str]) -> None:
    """Note that a command started, with the names of its files."""
    _logger().info("%s %s", command, " ".join(files))


def log_issues(issues: Iterable[Issue]) -> None:
    """Note the code and place of each issue."""
    for issue in issues:
        _logger().log(_LEVELS[issue.severity], "%s %s", issue.code, issue.place)


def log_crash(command: str, error: Exception) -> None:
    """Note where the program itself failed: the lines of code, not the message, which may hold a value."""
    frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    _logger().error("%s: %s\n%s", command, type(error).__name__, frames)
