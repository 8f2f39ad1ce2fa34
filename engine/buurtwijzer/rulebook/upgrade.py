"""Carrying an overlay to the shipped version of the rules: own choices stay, improvements of the base come in.

First a plan is made without touching anything; then it is written. The order of writing (copies, rules, report, copy
of the base, and the manifest last) makes that an upgrade that is cut off can simply be run again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from buurtwijzer.core.errors import OutputError, RulebookError
from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.core.places import FilePlace
from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.folders import MANIFEST
from buurtwijzer.rulebook.init import base_copy
from buurtwijzer.rulebook.json_schema import render_schemas
from buurtwijzer.rulebook.loader import check_rulebook
from buurtwijzer.rulebook.merge import Choice, Merged, Taken, merge_rule, only_choices
from buurtwijzer.rulebook.overlay import (
    BASE_COPY,
    DROPPED,
    PREVIOUS,
    base_mark,
    folder_hash,
    is_newer,
    is_overlay,
    named_files,
    raw_bytes,
    read_dropped,
    split_mark,
)
from buurtwijzer.rulebook.strict_yaml import parse_yaml
from buurtwijzer.rulebook.words import say_keys, say_value
from buurtwijzer.rulebook.write import STAGING, Writer, write_folder
from buurtwijzer.rulebook.yaml_edit import Document, Edit


@dataclass(frozen=True, slots=True, eq=False)
class UpgradePlan:
    """What an upgrade will do.

    Attributes:
        van: What the overlay is based on now: id, version, start of the hash.
        naar: What it will be based on.
        bestanden: New bytes of own files that change, by name; the manifest stands last.
        overgenomen: Per own rule what is taken over from the base.
        keuzes: Per own rule what is left to a person.
        opmerkingen: What a person should know besides.
        basis: The new copy of the base and the schemas, by name.
        issues: What the check finds after the upgrade.
    """

    van: str
    naar: str
    bestanden: dict[str, bytes]
    overgenomen: dict[str, tuple[Taken, ...]]
    keuzes: dict[str, tuple[Choice, ...]]
    opmerkingen: tuple[str, ...]
    basis: dict[str, bytes]
    issues: tuple[Issue, ...]

    @property
    def is_nodig(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self.bestanden)

    def lines(self) -> Iterator[str]:
        """Say the plan in words."""
        for name in sorted({*self.overgenomen, *self.keuzes}):
            yield name
            yield from (f"  overgenomen  {_taken(change)}" for change in self.overgenomen.get(name, ()))
            for choice in self.keuzes.get(name, ()):
                yield f"  keuze        {say_keys(choice.sleutel)}  [{choice.plaats}]"
                key = choice.sleutel[-1]
                yield f"                 was in de basis:  {say_value(choice.basis_oud, key)}"
                yield f"                 nu in de basis:   {say_value(choice.basis_nieuw, key)}"
                yield f"                 bij u (blijft):   {say_value(choice.eigen, key)}"
        yield from self.opmerkingen

    def report(self) -> str:
        """Give the plan as a page to keep in the folder."""
        body = "\n".join(self.lines()) or "Er was niets samen te voegen."
        return (
            f"# Bijgewerkt van {self.van} naar {self.naar}\n\n"
            "Bij een keuze staat uw eigen waarde er nog. Pas haar aan als de nieuwe beter is, en kijk na met\n"
            "`buurtwijzer rules check`.\n\n"
            f"```text\n{body.replace('```', '` ` `')}\n```\n"
        )


def plan_upgrade(root: Path, basis: Path | None = None) -> UpgradePlan:
    """Work out how an overlay is carried to the base as it is now. Nothing is written.

    Args:
        root: The overlay.
        basis: Complete rulebook to carry it to; None takes the shipped one.

    Raises:
        RulebookError: The folder is no overlay, its own YAML is broken, or its copy of the base was edited.
    """
    base = shipped("rules") if basis is None else basis
    manifest = _own_manifest(root)
    van = str(manifest.data()["gebaseerd_op"])
    target, issues = check_rulebook(base)
    if target is None:
        raise RulebookError(issues)
    naar = base_mark(target.manifest, target.sha256)
    genoemd, version, _ = van.split()
    if genoemd != target.manifest.id:
        raise RulebookError([kinds.ANDERE_BASIS.at(FilePlace(MANIFEST), genoemd=genoemd, basis=target.manifest.id)])
    if is_newer(version, target.manifest.versie):
        older = target.manifest.versie
        raise RulebookError([kinds.BASIS_TE_OUD.at(FilePlace(MANIFEST), oud=version, nieuw=older)])
    if van == naar and (root / BASE_COPY).is_dir() and folder_hash(root / BASE_COPY) == target.sha256:
        return UpgradePlan(van, naar, {}, {}, {}, (), {}, ())
    old = named_files(base) if van == naar else _old_base(root, van, target.sha256)
    merged = dict(_merge_all(root, old, named_files(base)))
    files = {name: m.raw for name, m in merged.items() if m.raw != (root / name).read_bytes()}
    files[MANIFEST] = manifest.with_edits([_new_mark(manifest, naar)])
    fresh = base_copy(base) | {f"schema/{name}": text.encode() for name, text in render_schemas().items()}
    plan = UpgradePlan(van, naar, files, {}, {}, tuple(_remarks(root, old, named_files(base))), fresh, ())
    return _checked(plan, merged, root, old, base)


def apply_upgrade(plan: UpgradePlan, root: Path, write: Writer) -> Path | None:
    """Write a plan. The old files stay in ``vorige/``.

    Args:
        plan: What `plan_upgrade` gave for this folder.
        root: The overlay.
        write: Writes one file in one step.

    Returns:
        The folder with the old files; None when there was nothing to do.

    Raises:
        OutputError: Something could not be written. Run again: what was done is not done twice.
    """
    if not plan.is_nodig:
        return None
    keep = _free_name(root / PREVIOUS, "_".join(plan.van.split()[1:]))
    report = f"bijgewerkt_{'_'.join(plan.naar.split()[1:])}.md"
    try:
        for name in plan.bestanden:
            _copy(root / name, keep / name)
        for name, content in plan.bestanden.items():
            if name != MANIFEST:
                write(root / name, content, overschrijf=True)
        write(_free_name(root, report), plan.report().encode(), overschrijf=False)
        _swap_base(plan, root, keep)
        for name, content in plan.basis.items():
            if not name.startswith(f"{BASE_COPY}/"):
                (root / name).parent.mkdir(exist_ok=True)
                write(root / name, content, overschrijf=True)
        write(root / MANIFEST, plan.bestanden[MANIFEST], overschrijf=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError([kinds.MAP_NIET_TE_SCHRIJVEN.at(FilePlace(root.resolve().name), reden=reason)]) from error
    return keep


def _own_manifest(root: Path) -> Document:
    if not is_overlay(root):
        raise RulebookError([kinds.GEEN_OVERLAY.at(FilePlace(root.resolve().name))])
    found = _document(root / MANIFEST, MANIFEST)
    if split_mark(found.data().get("gebaseerd_op")) is None:
        raise RulebookError([kinds.GEEN_OVERLAY.at(FilePlace(root.resolve().name))])
    return found


def _new_mark(manifest: Document, naar: str) -> Edit:
    span = manifest.spans["gebaseerd_op",]
    return Edit(span.waarde, span.eind, naar)


def _document(path: Path, name: str) -> Document:
    raw = raw_bytes(path)
    if raw is None:
        raise RulebookError([kinds.NIET_LEESBAAR.at(FilePlace(name))])
    found = Document.read(raw, name)
    if found is None:
        wrong = parse_yaml(raw, name).issues
        raise RulebookError(
            wrong or (kinds.YAML_FOUT.at(FilePlace(name), wat="de regeleinden zijn gemengd", hoe=_MIXED),)
        )
    return found


_MIXED = "Sla het bestand opnieuw op met één soort regeleinden."


def _old_base(root: Path, van: str, new_hash: str) -> dict[str, Path]:
    """Give the files of the base that the overlay was made on; none when there is no copy of it."""
    copy, waiting = root / BASE_COPY, root / f"{STAGING}{BASE_COPY}"
    if not copy.is_dir() and waiting.is_dir() and folder_hash(waiting) == new_hash:
        return named_files(waiting)  # an upgrade was cut off just before its last steps
    if not copy.is_dir():
        return {}
    if folder_hash(copy).startswith(van.split()[2]) or folder_hash(copy) == new_hash:
        return named_files(copy)
    raise RulebookError([kinds.KOPIE_ONBRUIKBAAR.at(FilePlace(BASE_COPY), basis=van)])


def _merge_all(root: Path, old: dict[str, Path], new: dict[str, Path]) -> Iterator[tuple[str, Merged]]:
    """Merge every own rule that the new base also has; all own files must be readable."""
    issues: list[Issue] = []
    for name, path in named_files(root).items():
        if name == MANIFEST or name not in new:
            continue
        try:
            mine, fresh = _document(path, name), _document(new[name], name)
        except RulebookError as error:
            issues += error.issues
            continue
        yield name, merge_rule(_data(old.get(name)), mine, fresh)
    if issues:
        raise RulebookError(issues)


def _data(path: Path | None) -> dict[str, object] | None:
    return None if path is None else parse_yaml(path.read_bytes(), path.name).data


def _remarks(root: Path, old: dict[str, Path], new: dict[str, Path]) -> Iterator[str]:
    for name in named_files(root):
        if name in old and name not in new:
            yield f"{name}: vervallen in de nieuwe basis. Uw bestand blijft, nu als eigen regel."
    dropped, _, _ = read_dropped(root)
    for line in dropped.vervallen if dropped is not None else ():
        if f"{line.map}/{line.id}.yaml" not in new:
            yield f"{DROPPED}: {line.map}/{line.id} is er in de nieuwe basis niet meer. Haal deze regel weg."
    if not old:
        yield "De map 'basis' ontbreekt: elk verschil met de nieuwe basis staat hierboven als keuze."


def _checked(plan: UpgradePlan, merged: dict[str, Merged], root: Path, old: dict[str, Path], base: Path) -> UpgradePlan:
    """Check the outcome beforehand, and leave a rule alone when merging would break it."""
    before = _errors(_try_out({MANIFEST: plan.bestanden[MANIFEST]}, root, base))
    issues = _try_out(plan.bestanden, root, base)
    files = dict(plan.bestanden)
    for name, _code in _errors(issues) - before:
        if name in files and name != MANIFEST:
            del files[name]
            mine, fresh = _document(root / name, name), _document(base / name, name)
            merged[name] = only_choices(_data(old.get(name)), mine, fresh)
    return replace(
        plan,
        bestanden=files,
        overgenomen={name: found.taken for name, found in merged.items() if found.taken},
        keuzes={name: found.choices for name, found in merged.items() if found.choices},
        issues=issues if files == plan.bestanden else _try_out(files, root, base),
    )


def _errors(issues: tuple[Issue, ...]) -> set[tuple[str, str]]:
    return {(issue.place.split(":")[0], issue.code) for issue in issues if issue.severity is Severity.FOUT}


def _try_out(files: dict[str, bytes], root: Path, base: Path) -> tuple[Issue, ...]:
    """Check the folder as it would be, in a place of its own."""
    with tempfile.TemporaryDirectory(prefix="buurtwijzer-") as place:
        trial = Path(place) / "regels"
        trial.mkdir()
        for name, path in (named_files(root) | _dropped_file(root)).items():
            _copy(path, trial / name)
        for name, content in files.items():
            (trial / name).write_bytes(content)
        return check_rulebook(trial, basis=base)[1]


def _dropped_file(root: Path) -> dict[str, Path]:
    return {DROPPED: root / DROPPED} if (root / DROPPED).is_file() else {}


def _swap_base(plan: UpgradePlan, root: Path, keep: Path) -> None:
    """Put the new copy of the base in place of the old one, which is kept."""
    staged = {n.removeprefix(f"{BASE_COPY}/"): c for n, c in plan.basis.items() if n.startswith(f"{BASE_COPY}/")}
    copy, waiting = root / BASE_COPY, root / f"{STAGING}{BASE_COPY}"
    if waiting.exists():
        shutil.rmtree(waiting)
    write_folder(waiting, staged)
    if copy.exists():
        keep.mkdir(parents=True, exist_ok=True)
        copy.rename(keep / BASE_COPY)
    waiting.rename(copy)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _free_name(folder: Path, name: str) -> Path:
    """Give a name that is not taken yet, so that nothing kept is ever replaced."""
    stem, dot, suffix = name.rpartition(".md")
    stem = stem or suffix
    number, found = 1, folder / name
    while found.exists():
        number += 1
        found = folder / f"{stem} ({number}){dot}"
    return found


def _taken(change: Taken) -> str:
    key = change.sleutel[-1]
    return f"{say_keys(change.sleutel)}: {say_value(change.oud, key)} -> {say_value(change.nieuw, key)}"
