"""The folders of a rulebook: which kind of rule stands where, and which files are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.schema import (
    Beleid,
    Benaderstijl,
    Bron,
    Indicator,
    Interventie,
    Kolommen,
    Kracht,
    Leefgebied,
    Model,
    Opendata,
    Parameters,
    Prijs,
    Referentie,
    Risico,
    Segmentatie,
    Spiegelgesprek,
    Toetsing,
    Uitkomst,
    Vergelijking,
    Vraagstuk,
)
from buurtwijzer.rulebook.suggest import did_you_mean

MANIFEST = "regelboek.yaml"
FOLDERS: dict[str, type[Model]] = {
    "bronnen": Bron,
    "indicatoren": Indicator,
    "kolommen": Kolommen,
    "leefgebieden": Leefgebied,
    "opendata": Opendata,
    "krachten": Kracht,
    "risicos": Risico,
    "uitkomsten": Uitkomst,
    "interventies": Interventie,
    "benaderstijlen": Benaderstijl,
    "beleid": Beleid,
    "parameters": Parameters,
    "prijzen": Prijs,
    "referentie": Referentie,
    "segmentaties": Segmentatie,
    "toetsing": Toetsing,
    "spiegeling": Spiegelgesprek,
    "vergelijking": Vergelijking,
    "vragen": Vraagstuk,
}
_ALSO_THERE = ("schema", "voorbeelden")
_ALSO_IN_OVERLAY = ("basis", "vorige", "vervallen.yaml")
MAY_BE_EMPTY = (
    "kolommen",
    "krachten",
    "opendata",
    "uitkomsten",
    "interventies",
    "benaderstijlen",
    "prijzen",
    "referentie",
    "segmentaties",
    "toetsing",
    "spiegeling",
    "vragen",
)


def rule_files(root: Path) -> tuple[Path, ...]:
    """Give the files that are read, in a fixed order: the manifest, then each folder by name."""
    found = [root / MANIFEST] if (root / MANIFEST).is_file() else []
    for folder in sorted(FOLDERS):
        found += sorted((path for path in (root / folder).glob("*.yaml") if _is_seen(path)), key=lambda path: path.name)
    return tuple(found)


def misplaced(root: Path, *, is_overlay: bool = False) -> Iterator[Issue]:
    """Find folders and files that look like rules but would not be read, and kinds without any rule.

    Args:
        root: The folder.
        is_overlay: Whether the other rules come from a base, so that a kind may be absent here.
    """
    also = (*_ALSO_THERE, *_ALSO_IN_OVERLAY) if is_overlay else _ALSO_THERE
    for entry in sorted(root.iterdir(), key=lambda path: path.name):
        if not _is_seen(entry) or entry.name in also or entry.name == MANIFEST:
            continue
        if entry.is_dir() and entry.name not in FOLDERS:
            hint = did_you_mean(entry.name, FOLDERS)
            yield kinds.ONBEKENDE_MAP.at(FilePlace(entry.name), map=entry.name, hoe=hint)
        elif entry.is_file() and entry.suffix.lower() in (".yaml", ".yml"):
            yield kinds.VERKEERD_BESTAND.at(FilePlace(entry.name))
    for folder in FOLDERS:
        yield from _misplaced_in(root / folder, may_be_empty=is_overlay or folder in MAY_BE_EMPTY)


def _misplaced_in(folder: Path, *, may_be_empty: bool) -> Iterator[Issue]:
    entries = sorted((p for p in folder.glob("*") if _is_seen(p)), key=lambda path: path.name)
    rules = [p for p in entries if p.suffix == ".yaml" and p.is_file()]
    if not rules and not may_be_empty:
        yield kinds.LEGE_MAP.at(FilePlace(folder.name), map=folder.name)
    for entry in entries:
        if entry not in rules:
            yield kinds.VERKEERD_BESTAND.at(FilePlace(f"{folder.name}/{entry.name}"))


def _is_seen(path: Path) -> bool:
    """Skip what editors, file managers and version control leave behind."""
    return not path.name.startswith((".", "~$")) and path.name not in ("Thumbs.db", "desktop.ini", "__pycache__")
