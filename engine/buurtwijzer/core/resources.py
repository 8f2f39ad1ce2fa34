"""Where the shipped rulebook and sample data stand: inside the installed package, or in the checkout when editable."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Give the path of a shipped folder: ``rules``, ``sample_data`` or ``workbooks``.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    for base in (_PACKAGE / "_meegeleverd", _PACKAGE.parent.parent):
        candidate = base / name
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"meegeleverde map '{name}' ontbreekt; installeer Buurtwijzer opnieuw")
