"""The shipped rulebook, read once for the whole run: nearly every test needs it and no test may change it.

At the end of the run the shared rulebook must still be what the files say (`changed`, asked by tests/conftest.py), so
no test leans on what another one did. What loading itself does is tested in tests/regelboek, and by the tests that
start a process of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook.loader import find_rulebook, load_rulebook
from buurtwijzer.rulebook.model import Rulebook


@cache
def meegeleverd() -> Rulebook:
    """Give the shipped rulebook, read and checked in full the first time."""
    return load_rulebook(environ={})


def changed() -> list[str]:
    """Give the parts of the shared rulebook that are no longer what its files say; nothing when nobody asked for it."""
    if not meegeleverd.cache_info().currsize:
        return []
    shared, fresh = meegeleverd(), load_rulebook(environ={})
    if shared.sha256 != fresh.sha256:  # someone works on the rules while the tests run
        return []
    return [part.name for part in fields(Rulebook) if getattr(shared, part.name) != getattr(fresh, part.name)]


def load_once(
    regels: Path | None = None,
    *,
    beside: Path | None = None,
    environ: Mapping[str, str],
) -> Rulebook:
    """Stand in for `load_rulebook` on the command line: find as it does, and read all but the shipped rules again."""
    folder, via = find_rulebook(regels, beside, environ)
    if folder != shipped("rules"):
        return load_rulebook(regels, beside=beside, environ=environ)
    return replace(meegeleverd(), gekozen_via=via)
