"""Reads the log and gives of each line only what can name nobody: moment, level, code, cell, lines of our own code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from buurtwijzer_excel.cli.main import COMMANDS as CLI_COMMANDS
from buurtwijzer_excel.commands.perform import COMMANDS as BUTTONS

_LINE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) (INFO|WARNING|ERROR) (.*)")
_ISSUE = re.compile(r"([RDX]\d{3})(?: (.*))?")
_CRASH = re.compile(r"([\w ]+): ([A-Za-z_]\w*)")
_FRAME = re.compile(r'\s*File "(.+)", line (\d+), in ([\w<>]+)')
_CELL = re.compile(r"\b(cel [A-Z]{1,3}\d{1,7}|kolom [A-Z]{1,3}|rij \d{1,7}|:\d+(?::\d+)?)$")
_KIND = re.compile(r"\.(xlsx|xlsm|csv|csv\.gz|gz|yaml|npz|json)\b", re.IGNORECASE)
_OURS = ("buurtwijzer", "buurtwijzer_excel", "site-packages")
_WORDS = frozenset(
    {*CLI_COMMANDS, *BUTTONS, "knop", "--programma", "calc", "install", "remove", "check", "init", "diff", "upgrade"}
    | {"handbook", "referentie", "inspect"}
)
_ELSEWHERE = "(elders)"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log without anything of the user's.

    Attributes:
        tekst: The whole line.
        kort: Its code, or the kind of mistake; empty when it is neither.
        is_fout: Whether it tells of a mistake.
    """

    tekst: str
    kort: str = ""
    is_fout: bool = False


def read_log(path: Path) -> list[Line]:
    """Read the log and the one before it; a line that we did not write in a known form is left out."""
    lines: list[str] = []
    for part in (path.with_name(f"{path.name}.1"), path):
        if part.is_file():
            lines += part.read_text(encoding="utf-8", errors="replace").splitlines()
    return list(_known(lines))


def _known(lines: Sequence[str]) -> Iterator[Line]:
    for text in lines:
        match = _LINE.fullmatch(text)
        line = _frame(text) if match is None else _entry(*match.groups())
        if line is not None:
            yield line


def _entry(moment: str, level: str, message: str) -> Line | None:
    start = f"{moment} {level}"
    if issue := _ISSUE.fullmatch(message):
        code, place = issue.group(1), issue.group(2) or ""
        kind, cell = _KIND.search(place), _CELL.search(place)
        parts = [start, code, *(part.group() for part in (kind, cell) if part)]
        return Line(" ".join(parts), code, level == "ERROR")
    crash = _CRASH.fullmatch(message)
    if level == "ERROR" and crash and set(crash.group(1).split()) <= _WORDS:
        return Line(f"{start} {crash.group()}", crash.group(2), is_fout=True)
    words = message.split()
    known = next((position for position, word in enumerate(words) if word not in _WORDS), len(words))
    return Line(f"{start} {' '.join(words[:known])}") if known else None


def _frame(text: str) -> Line | None:
    match = _FRAME.fullmatch(text)
    if match is None:
        return None
    parts = re.split(r"[\\/]", match.group(1))
    ours = [position for position, part in enumerate(parts) if part in _OURS]
    place = "/".join(parts[ours[-1] :]) if ours else _ELSEWHERE
    return Line(f"    {place}, regel {match.group(2)}, {match.group(3)}")
