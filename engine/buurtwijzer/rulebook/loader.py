"""Finding, reading and checking a rulebook. All mistakes come out at once; a rulebook that loads has none."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from buurtwijzer.core.errors import RulebookError
from buurtwijzer.core.issues import Issue, Severity, has_errors, sort_issues
from buurtwijzer.core.places import FilePlace
from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.fitted import fill
from buurtwijzer.rulebook.folders import FOLDERS, MANIFEST
from buurtwijzer.rulebook.freshness import count_assumptions
from buurtwijzer.rulebook.links import check_links
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.overlay import SHIPPED, Layers, RuleFile, find_layers, hashed_form, raw_bytes
from buurtwijzer.rulebook.own import check_own, check_short, moved_places, write_out
from buurtwijzer.rulebook.ranges import check_ranges
from buurtwijzer.rulebook.schema import EigenIndicator, Manifest, Model
from buurtwijzer.rulebook.strict_yaml import YamlFile, YamlPath, parse_yaml
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
            return candidate, f"map {BESIDE} bij het invoerbestand"
    return shipped("rules"), "meegeleverd met Buurtwijzer"


def load_rulebook(
    regels: Path | None = None,
    *,
    beside: Path | None = None,
    environ: Mapping[str, str] | None = None,
    basis: Path | None = None,
) -> Rulebook:
    """Find, read and check the rules.

    Args:
        regels: Folder with rules; None looks further, see `find_rulebook`.
        beside: The workbook that is being scored.
        environ: Environment variables; None takes those of the process.
        basis: Complete rulebook under an overlay; None takes the shipped one.

    Raises:
        RulebookError: With every mistake in the rules.
    """
    root, via = find_rulebook(regels, beside, os.environ if environ is None else environ)
    rulebook, issues = _check(root, via, basis)
    if rulebook is None:
        raise RulebookError(issues)
    return rulebook


def check_rulebook(
    map: Path,  # noqa: A002 - the word users know
    *,
    basis: Path | None = None,
) -> tuple[Rulebook | None, tuple[Issue, ...]]:
    """Check the rules in a folder; mistakes are told, not raised.

    Args:
        map: A complete rulebook or an overlay.
        basis: As for `load_rulebook`.

    Returns:
        The rulebook, or None when it has errors, and everything found.
    """
    return _check(map, "gekozen map", basis)


def _check(root: Path, via: str, basis: Path | None) -> tuple[Rulebook | None, tuple[Issue, ...]]:
    if not root.is_dir():
        return None, (kinds.MAP_ONTBREEKT.at(FilePlace(root.name), via=via),)
    if not (root / MANIFEST).is_file():
        return None, (kinds.MANIFEST_ONTBREEKT.at(FilePlace(root.name), via=via),)
    layers = find_layers(root, basis)
    reading = _Reading(issues=list(layers.issues))
    digest = hashlib.sha256(layers.kenmerk)
    for file in layers.bestanden:
        raw = _read_bytes(file, reading)
        digest.update(hashed_form(file.plaats, raw))
        _take(parse_yaml(raw, file.plaats), file, reading)
    rulebook = _assemble(reading, layers, root, via, digest.hexdigest())
    found = [*reading.issues, *check_ranges(rulebook), *check_links(rulebook, reading.broken), *check_own(rulebook)]
    found += count_assumptions(rulebook)
    issues = sort_issues(_with_way_out(issue) for issue in found)
    return (None if has_errors(issues) else replace(rulebook, issues=issues)), issues


def _read_bytes(file: RuleFile, reading: _Reading) -> bytes:
    raw = raw_bytes(file.pad)
    if raw is None:
        reading.issues.append(kinds.NIET_LEESBAAR.at(FilePlace(file.plaats)))
    return raw or b""


def _with_way_out(issue: Issue) -> Issue:
    """Say what to do about a mistake in a base rule, which the user cannot mend where it stands."""
    if issue.severity is not Severity.FOUT or not issue.place.startswith(f"{SHIPPED}:"):
        return issue
    way = "Dit staat in een meegeleverde regel: zet een verbeterde kopie van dat bestand in uw eigen map."
    return replace(issue, remedy=f"{issue.remedy} {way}")


def _take(source: YamlFile, file: RuleFile, reading: _Reading) -> None:
    """Validate one file against its schema and keep the rule, or remember that it is broken."""
    folder, _, name = file.naam.rpartition("/")
    stem = name.removesuffix(".yaml")
    model = _model(folder, source)
    reading.issues += source.issues
    if not source.issues:
        try:
            _keep(model.model_validate(source.data), folder, stem, file.plaats, source, reading)
        except ValidationError as error:
            reading.issues += type_issues(error, model, source, file.plaats)
        else:
            return
    if folder:
        reading.broken[folder].add(stem)


def _model(folder: str, source: YamlFile) -> type[Model]:
    if folder == "indicatoren" and "kolom" in source.data:
        return EigenIndicator
    return FOLDERS[folder] if folder else Manifest


def _keep(item: Any, folder: str, stem: str, plaats: str, source: YamlFile, reading: _Reading) -> None:
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
    reading.places[folder, item.id] = FilePlace(plaats, 1)
    reading.places.update({(folder, item.id, *path): at for path, at in own.items()})
    if isinstance(item, EigenIndicator):
        reading.issues += check_short(item, source.keys["kolom",])


def _assemble(reading: _Reading, layers: Layers, root: Path, via: str, sha256: str) -> Rulebook:
    for id_, rule in reading.items["segmentaties"].items():
        filled, places = fill(rule, reading.items["referentie"], reading.places)
        reading.items["segmentaties"][id_] = filled
        reading.places.update(places)
    _write_out_own(reading)
    ordered = {folder: MappingProxyType(dict(sorted(items.items()))) for folder, items in reading.items.items()}
    return Rulebook(
        manifest=reading.manifest,
        map=root,
        gekozen_via=via,
        sha256=sha256,
        places=MappingProxyType(reading.places),
        issues=(),
        basis=layers.basis,
        **ordered,
    )


def _write_out_own(reading: _Reading) -> None:
    """Put the full form of own indicators where their short form is."""
    limits = reading.items["parameters"].get("kleine_gebieden")
    review = date.max if limits is None else limits.herzien_voor  # without it the rulebook is refused anyway
    indicators = reading.items["indicatoren"]
    for id_, item in indicators.items():
        if isinstance(item, EigenIndicator):
            indicators[id_] = write_out(item, reading.manifest, review)
            reading.places.update(moved_places(id_, reading.places))
