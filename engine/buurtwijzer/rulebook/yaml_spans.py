"""Where every key and value begins and ends in the text of a rule, so that one value can be replaced and nothing else.

Only for text that the strict reader accepts: no anchors, aliases or tags.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from buurtwijzer.rulebook.strict_yaml import Mark, YamlPath, yaml_marks


@dataclass(frozen=True, slots=True)
class Span:
    """The place of one entry, in characters from the start of the text.

    Attributes:
        begin: Where the entry begins: its key, or the dash of a list item.
        na_merk: Just past the colon or the dash.
        waarde: Where the value begins.
        eind: Just past the value.
        kolom: Column of `begin`, from 0.
        is_blok: Whether the value is a group or list written over lines.
        in_haken: Whether the entry itself stands between braces or brackets.
    """

    begin: int
    na_merk: int
    waarde: int
    eind: int
    kolom: int
    is_blok: bool
    in_haken: bool


@dataclass(slots=True)
class _Level:
    is_list: bool
    is_flow: bool
    path: YamlPath
    begin: int
    count: int = 0
    key: str | None = None
    key_begin: int = 0
    key_end: int = 0


@dataclass(slots=True)
class _Walk:
    text: str
    spans: dict[YamlPath, Span] = field(default_factory=dict)
    stack: list[_Level] = field(default_factory=list)
    end: int = 0

    def take(self, mark: Mark) -> None:
        """Follow one step of the parser."""
        if mark.wat == "waarde":
            self.single(mark)
        elif mark.wat == "sluit":
            level = self.stack.pop()
            if level.is_flow:
                self.end = mark.eind
            self.close(level.begin, is_block=not level.is_flow)
        else:
            self.stack.append(_Level(mark.wat == "lijst", mark.in_haken, self.path(), mark.begin))

    def path(self) -> YamlPath:
        if not self.stack:
            return ()
        level = self.stack[-1]
        return (*level.path, str(level.count) if level.is_list else str(level.key))

    def single(self, mark: Mark) -> None:
        """Take a key, or a value that is no group or list."""
        level = self.stack[-1] if self.stack else None
        if level is not None and not level.is_list and level.key is None:
            level.key, level.key_begin = mark.tekst, mark.begin
            level.key_end = self.end = self.text.index(":", mark.eind) + 1
            return
        kept = self.text[mark.begin : mark.eind].rstrip()  # a block is said to end where the next key begins
        self.end = mark.begin + len(kept) if kept else self.end
        self.close(mark.begin if kept else self.end, is_block=False)

    def close(self, value: int, *, is_block: bool) -> None:
        """Note the entry whose value just ended."""
        if not self.stack:
            return
        level = self.stack[-1]
        path = self.path()
        begin, after = (level.key_begin, level.key_end) if not level.is_list else self.dash(value, level)
        column = begin - self.text.rfind("\n", 0, begin) - 1
        self.spans[path] = Span(begin, after, value, self.end, column, is_block, level.is_flow)
        level.key = None
        level.count += 1

    def dash(self, value: int, level: _Level) -> tuple[int, int]:
        if level.is_flow:
            return value, value
        at = self.text.rindex("-", 0, value)
        return at, at + 1


def find_spans(text: str) -> dict[YamlPath, Span]:
    """Give the place of every entry by its path; list items count from 0, as text.

    Args:
        text: A rule that the strict reader accepts, with line feeds only.
    """
    walk = _Walk(text)
    for mark in yaml_marks(text):
        walk.take(mark)
    return walk.spans
