"""Finding, reading and checking a rulebook. All mistakes come out at once; a rulebook that loads has none."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from buurtwijzer.core.errors import RulebookError
from buurtwijzer.core.issues import Issue, has_errors, sort_issues
from buurtwijzer.core.places import FilePlace
from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.folders import FOLDERS, MANIFEST, misplaced, rule_files
from buurtwijzer.rulebook.freshness import count_assumptions
from buurtwijzer.rulebook.links import check_links
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.ranges import check_ranges
from buurtwijzer.rulebook.schema import Manifest, Model
from buurtwijzer.rulebook.strict_yaml import MAX_BYTES, YamlFile, YamlPath, parse_yaml
from buurtwijzer.rulebook.type_errors import type_issues

BESIDE = "buurtwijzer-regels"
VARIABLE = "BUURTWIJZER_REGELS"

# Stands in for a manifest that cannot be read, so that the other rules are checked all the same; never handed out.
_UNREADABLE = Manifest(id="onbekend", naam="onbekend", versie="0.0.0", schema_versie=1, eigenaar="onbekend")


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    manifest: Manifest = _UNREADABLE
    items: dict[str, dict[str, Any]] = field(default_factory=lambda: {folder: {} for folder in FOLDERS})
    broken: dict[str, set[str]] = field(default_factory=lambda: {folder: set() for folder in FOLDERS})
    places: dict[YamlPath, FilePlace] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def find_rulebook(regels: Path | None, beside: Path | None, environ: Mapping[str, str]) -> tuple[Path, str]:
    """Find the folder with rules: chosen, from the environment, beside the workbook, or shipped.

    Args:
        regels: The folder a user named.
        beside: The workbook, or the folder it stands in.
        environ: Environment variables.

    Returns:
        The folder, and in Dutch words how it was chosen.
    """
    if regels is not None:
        return regels, "gekozen met --regels"
    if named := environ.get(VARIABLE, "").strip():
        return Path(named), f"gekozen met de variabele {VARIABLE}"
    if beside is not None:
        candidate = (beside if beside.is_dir() else beside.parent) / BESIDE
        if (candidate / MANIFEST).is_file():
            return candidate, f"map {BESIDE} naast de werkmap"
    return shipped("rules"), "meegeleverd met Buurtwijzer"


def load_rulebook(
    regels: Path | None = None, *, beside: Path | None = None, environ: Mapping[str, str] | None = None
) -> Rulebook:
    """Find, read and check the rules.

    Args:
        regels: Folder with rules; None looks further, see `find_rulebook`.
        beside: The workbook that is being scored.
        environ: Environment variables; None takes those of the process.

    Raises:
        RulebookError: With every mistake in the rules.
    """
    root, via = find_rulebook(regels, beside, os.environ if environ is None else environ)
    rulebook, issues = _check(root, via)
    if rulebook is None:
        raise RulebookError(issues)
    return rulebook


def check_rulebook(map: Path) -> tuple[Rulebook | None, tuple[Issue, ...]]:  # noqa: A002 - the word users know
    """Check the rules in a folder; mistakes are told, not raised.

    Returns:
        The rulebook, or None when it has errors, and everything found.
    """
    return _check(map, "gekozen map")


def _check(root: Path, via: str) -> tuple[Rulebook | None, tuple[Issue, ...]]:
    if not root.is_dir():
        return None, (kinds.MAP_ONTBREEKT.at(FilePlace(root.name), via=via),)
    if not (root / MANIFEST).is_file():
        return None, (kinds.MANIFEST_ONTBREEKT.at(FilePlace(root.name), via=via),)
    reading = _Reading(issues=list(misplaced(root)))
    digest = hashlib.sha256()
    for path in rule_files(root):
        relative = path.relative_to(root).as_posix()
        raw = _read_bytes(path, relative, reading)
        digest.update(f"{relative}\0".encode() + raw.replace(b"\r\n", b"\n") + b"\0")
        _take(parse_yaml(raw, relative), relative, reading)
    rulebook = _assemble(reading, root, via, digest.hexdigest())
    found = [*reading.issues, *check_ranges(rulebook), *check_links(rulebook, reading.broken)]
    found += count_assumptions(rulebook)
    issues = sort_issues(found)
    return (None if has_errors(issues) else replace(rulebook, issues=issues)), issues


def _read_bytes(path: Path, relative: str, reading: _Reading) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        reading.issues.append(kinds.NIET_LEESBAAR.at(FilePlace(relative)))
        return b""


def _take(source: YamlFile, relative: str, reading: _Reading) -> None:
    """Validate one file against its schema and keep the rule, or remember that it is broken."""
    folder, _, name = relative.rpartition("/")
    stem = name.removesuffix(".yaml")
    model: type[Model] = FOLDERS[folder] if folder else Manifest
    reading.issues += source.issues
    if not source.issues:
        try:
            _keep(model.model_validate(source.data), folder, stem, relative, source, reading)
        except ValidationError as error:
            reading.issues += type_issues(error, model, source, relative)
        else:
            return
    if folder:
        reading.broken[folder].add(stem)


def _keep(item: Any, folder: str, stem: str, relative: str, source: YamlFile, reading: _Reading) -> None:
    if not folder:
        reading.manifest = item
        reading.places.update({(MANIFEST, *path): place for path, place in source.keys.items()})
        return
    place = source.values["id",]
    if item.id != stem:
        reading.issues.append(kinds.NAAM_EN_ID.at(place, id=item.id, naam=f"{stem}.yaml"))
        reading.broken[folder].add(stem)
    if item.id in reading.items[folder]:
        other = reading.places[folder, item.id]
        reading.issues.append(kinds.DUBBEL_ID.at(place, id=item.id, waar=other.file))
        return
    reading.items[folder][item.id] = item
    own = {path: at for path, at in source.values.items() if path[-1].isdigit()} | dict(source.keys)
    reading.places[folder, item.id] = FilePlace(relative, 1)
    reading.places.update({(folder, item.id, *path): at for path, at in own.items()})


def _assemble(reading: _Reading, root: Path, via: str, sha256: str) -> Rulebook:
    ordered = {folder: MappingProxyType(dict(sorted(items.items()))) for folder, items in reading.items.items()}
    return Rulebook(
        manifest=reading.manifest,
        map=root,
        gekozen_via=via,
        sha256=sha256,
        places=MappingProxyType(reading.places),
        issues=(),
        **ordered,
    )
