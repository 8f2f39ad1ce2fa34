"""From a folder to the files that count: a complete rulebook as it stands, or an overlay on the shipped one.

An overlay is a folder whose manifest has `gebaseerd_op`. A file with the id of a base rule replaces that whole rule, a
new id adds one, and `vervallen.yaml` takes one away; everything else comes from the base. This module reads no rule.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.folders import FOLDERS, MANIFEST, MAY_BE_EMPTY, misplaced, rule_files
from buurtwijzer.rulebook.model import Basis
from buurtwijzer.rulebook.schema import Manifest
from buurtwijzer.rulebook.schema.basis import GEBASEERD_OP
from buurtwijzer.rulebook.schema.overlay import Vervallen
from buurtwijzer.rulebook.strict_yaml import MAX_BYTES, YamlFile, parse_yaml
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer.rulebook.type_errors import type_issues

SHIPPED = "meegeleverd"
DROPPED = "vervallen.yaml"
BASE_COPY = "basis"
PREVIOUS = "vorige"
SHORT_HASH = 12

_IS_OVERLAY = re.compile(rb"^gebaseerd_op\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file that counts.

    Attributes:
        naam: Folder and file within the rulebook, e.g. ``indicatoren/roken.yaml``.
        pad: Where it stands.
        plaats: How messages call it; a base rule under an overlay begins with ``meegeleverd:``.
    """

    naam: str
    pad: Path
    plaats: str


@dataclass(frozen=True, slots=True)
class Layers:
    """The files of a rulebook, after base and overlay are put together.

    Attributes:
        bestanden: The files to read, manifest first, then each folder by name.
        basis: What lies under an overlay; None for a complete rulebook.
        kenmerk: What belongs in the hash besides the files.
        issues: What is wrong with the folders and with the overlay itself.
    """

    bestanden: tuple[RuleFile, ...]
    basis: Basis | None
    kenmerk: bytes
    issues: tuple[Issue, ...]


def find_layers(root: Path, basis: Path | None = None) -> Layers:
    """Find the files that count in a folder with a manifest.

    Args:
        root: The folder.
        basis: Folder of the complete rulebook under an overlay; None takes the shipped one.
    """
    if not is_overlay(root):
        files = tuple(RuleFile(name, path, name) for name, path in named_files(root).items())
        return Layers(files, None, b"", tuple(misplaced(root)))
    return _stack(root, shipped("rules") if basis is None else basis)


def is_overlay(root: Path) -> bool:
    """Tell whether a folder is an overlay, also when its manifest has a mistake."""
    return _IS_OVERLAY.search(raw_bytes(root / MANIFEST) or b"") is not None


def named_files(root: Path) -> dict[str, Path]:
    """Give the files of one folder by their name within the rulebook."""
    return {path.relative_to(root).as_posix(): path for path in rule_files(root)}


def raw_bytes(path: Path) -> bytes | None:
    """Read a file, not further than a rule may be long; None when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        return None


def hashed_form(plaats: str, raw: bytes) -> bytes:
    """Give what of one file goes into a hash; line ends do not count."""
    return f"{plaats}\0".encode() + raw.replace(b"\r\n", b"\n") + b"\0"


def folder_hash(root: Path) -> str:
    """Give the sha256 of a complete rulebook, the same as `Rulebook.sha256`."""
    digest = hashlib.sha256()
    for name, path in named_files(root).items():
        digest.update(hashed_form(name, raw_bytes(path) or b""))
    return digest.hexdigest()


def base_mark(manifest: Manifest, sha256: str) -> str:
    """Give the text of `gebaseerd_op` for a base."""
    return f"{manifest.id} {manifest.versie} {sha256[:SHORT_HASH]}"


def split_mark(text: object) -> tuple[str, str, str] | None:
    """Take `gebaseerd_op` apart into id, version and start of the hash; None when it has another form."""
    if not isinstance(text, str) or not re.fullmatch(GEBASEERD_OP, text):
        return None
    id_, version, mark = text.split()
    return id_, version, mark


def is_newer(version: str, other: str) -> bool:
    """Tell whether a version of three numbers comes after another.

    Example:
        >>> is_newer("0.10.0", "0.9.1"), is_newer("1.0.0", "1.0.0")
        (True, False)
    """
    return [int(part) for part in version.split(".")] > [int(part) for part in other.split(".")]


def read_dropped(root: Path) -> tuple[Vervallen | None, YamlFile | None, tuple[Issue, ...]]:
    """Read `vervallen.yaml` of an overlay.

    Returns:
        The list, its text with places, and what is wrong with it; nothing at all when there is no such file.
    """
    if not (root / DROPPED).is_file():
        return None, None, ()
    raw = raw_bytes(root / DROPPED)
    if raw is None:
        return None, None, (kinds.NIET_LEESBAAR.at(FilePlace(DROPPED)),)
    source = parse_yaml(raw, DROPPED)
    if source.issues:
        return None, source, source.issues
    try:
        return Vervallen.model_validate(source.data), source, ()
    except ValidationError as error:
        return None, source, tuple(type_issues(error, Vervallen, source, DROPPED))


def _stack(root: Path, base: Path) -> Layers:
    own, below = named_files(root), named_files(base)
    dropped, source, issues = read_dropped(root)
    gone: dict[str, str] = {}
    if dropped is not None and source is not None:
        gone = {f"{line.map}/{line.id}": line.reden for line in dropped.vervallen}
        issues += tuple(_drop_issues(dropped, source, own, below))
    found = {name: RuleFile(name, path, f"{SHIPPED}:{name}") for name, path in below.items()}
    found = {name: file for name, file in found.items() if name.removesuffix(".yaml") not in gone}
    found |= {name: RuleFile(name, path, name) for name, path in own.items()}
    files = tuple(found[name] for name in sorted(found, key=_order))
    manifest, manifest_issues = _base_manifest(base)
    info = Basis(
        manifest=manifest,
        sha256=folder_hash(base),
        gebaseerd_op=_based_on(root),
        gewijzigd=tuple(_ids(name for name in own if name in below)),
        nieuw=tuple(_ids(name for name in own if name not in below)),
        vervallen=MappingProxyType(gone),
    )
    mark = hashed_form(info.sha256, raw_bytes(root / DROPPED) or b"")
    issues += manifest_issues + tuple(misplaced(root, is_overlay=True)) + tuple(_empty_folders(found))
    return Layers(files, info, mark, issues + tuple(_drift(root, info)))


def _order(name: str) -> tuple[str, str]:
    folder, _, file = name.rpartition("/")
    return folder, file


def _ids(names: Iterable[str]) -> Iterator[str]:
    return (name.removesuffix(".yaml") for name in names if name != MANIFEST)


def _base_manifest(base: Path) -> tuple[Manifest, tuple[Issue, ...]]:
    place = f"{SHIPPED}:{MANIFEST}"
    source = parse_yaml(raw_bytes(base / MANIFEST) or b"", place)
    try:
        return Manifest.model_validate(source.data), source.issues
    except ValidationError as error:
        broken = Manifest(id="onbekend", naam="onbekend", versie="0.0.0", schema_versie=1, eigenaar="onbekend")
        return broken, source.issues or tuple(type_issues(error, Manifest, source, place))


def _based_on(root: Path) -> str:
    found = parse_yaml(raw_bytes(root / MANIFEST) or b"", MANIFEST).data.get("gebaseerd_op")
    return found if isinstance(found, str) else ""


def _drop_issues(dropped: Vervallen, source: YamlFile, own: dict[str, Path], below: dict[str, Path]) -> Iterator[Issue]:
    seen: set[str] = set()
    for number, line in enumerate(dropped.vervallen):
        at = ("vervallen", str(number))
        name, place = f"{line.map}/{line.id}.yaml", source.values[*at, "id"]
        if line.map not in FOLDERS:
            hint = did_you_mean(line.map, FOLDERS)
            yield kinds.ONBEKENDE_MAP.at(source.values[*at, "map"], map=line.map, hoe=hint)
        elif name in own:
            yield kinds.VERVALLEN_EN_GEWIJZIGD.at(place, bestand=name)
        elif name not in below:
            here = [
                other.rpartition("/")[2].removesuffix(".yaml") for other in below if other.startswith(f"{line.map}/")
            ]
            yield kinds.VERVALLEN_ONBEKEND.at(place, id=line.id, map=line.map, hoe=did_you_mean(line.id, here))
        if name in seen:
            yield kinds.DUBBEL_GENOEMD.at(place, wat=line.id, sleutel="vervallen")
        seen.add(name)


def _empty_folders(found: dict[str, RuleFile]) -> Iterator[Issue]:
    filled = {name.partition("/")[0] for name in found}
    for folder in FOLDERS:
        if folder not in filled and folder not in MAY_BE_EMPTY:
            yield kinds.LEGE_MAP.at(FilePlace(folder), map=folder)


def _drift(root: Path, basis: Basis) -> Iterator[Issue]:
    """Say when the base has changed since the overlay was made, and when its copy in the folder was edited."""
    place = FilePlace(MANIFEST)
    found = split_mark(basis.gebaseerd_op)
    if found is None:  # the schema says what is wrong with it
        return
    id_, version, mark = found
    if id_ != basis.manifest.id:
        yield kinds.ANDERE_BASIS.at(place, genoemd=id_, basis=basis.manifest.id)
    elif version != basis.manifest.versie or not basis.sha256.startswith(mark):
        now = f"{basis.manifest.versie} {basis.sha256[: len(mark)]}"
        kind = kinds.BASIS_OUDER if is_newer(version, basis.manifest.versie) else kinds.BASIS_VERNIEUWD
        yield kind.at(place, oud=f"{version} {mark}", nieuw=now)
    copy = root / BASE_COPY
    if copy.is_dir() and not folder_hash(copy).startswith(mark):
        yield kinds.KOPIE_GEWIJZIGD.at(FilePlace(BASE_COPY))
