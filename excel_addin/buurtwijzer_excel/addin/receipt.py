"""What installing put where, so that removing takes away exactly that."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

_SCHEMA = 1


@dataclass(slots=True)
class Receipt:
    """What we put.

    Attributes:
        bestanden: Per file the sha256 of what we wrote.
        instellingen: Names and values we wrote in the file with settings.
        mappen: Folders we made, outermost first.
    """

    bestanden: dict[str, str] = field(default_factory=dict)
    instellingen: dict[str, str] = field(default_factory=dict)
    mappen: list[str] = field(default_factory=list)

    def add_file(self, path: Path, content: bytes) -> None:
        """Note a file."""
        self.bestanden[str(path)] = hashlib.sha256(content).hexdigest()

    def is_unchanged(self, path: Path) -> bool:
        """Tell whether a file is still what we wrote."""
        return self.bestanden.get(str(path)) == hashlib.sha256(path.read_bytes()).hexdigest()

    def make_folder(self, folder: Path) -> None:
        """Make a folder and those above it, noting the ones that were not there."""
        missing = [part for part in (folder, *folder.parents) if not part.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        self.mappen += [str(part) for part in reversed(missing)]

    def as_bytes(self) -> bytes:
        """Give the file."""
        content = {
            "schema": _SCHEMA,
            "bestanden": self.bestanden,
            "instellingen": self.instellingen,
            "mappen": self.mappen,
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode()


def read_receipt(path: Path) -> Receipt:
    """Read what was noted; nothing when there is no such file or it is damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Receipt(dict(found["bestanden"]), dict(found["instellingen"]), list(found["mappen"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Receipt()
