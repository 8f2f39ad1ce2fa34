"""Own figures made ready in a folder with own rules: a shipped example, and a place in an outcome if that is asked.

In an outcome the new figure gets an equal part, and the others keep their proportions: a choice to begin with, which
the user is told and can change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.core.errors import RulebookError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook import own_issue_kinds as kinds
from buurtwijzer.rulebook.overlay import raw_bytes
from buurtwijzer.rulebook.schema import EigenIndicator, Richting
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer.rulebook.yaml_edit import Document, Edit, insert_entry

EXAMPLES = "voorbeelden"
_WHY = "Eigen cijfer van de organisatie. Schrijf hier waarom het meetelt."
_PARTS: Mapping[str, tuple[str, ...]] = {
    "leefgebieden": ("onderdelen",),
    "krachten": ("onderdelen",),
    "risicos": ("druk", "buffers"),
}
_DECIMALS = 4

Path_ = tuple[str, ...]


@dataclass(slots=True)
class OwnStart:
    """What is to be written into a folder with own rules.

    Attributes:
        files: Content by relative name.
        told: What the user should know, in Dutch sentences.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


def own_examples() -> dict[str, str]:
    """Give the shipped examples: id to relative name, e.g. ``indicatoren/thuisgevoel.yaml``."""
    root = shipped("rules") / EXAMPLES
    return {path.stem: path.relative_to(root).as_posix() for path in sorted(root.glob("*/*.yaml"))}


def start_own(target: Path, ids: Sequence[str], bij: str | None) -> OwnStart:
    """Make own figures ready.

    Args:
        target: Folder with own rules; it need not be there yet.
        ids: Shipped examples, or indicators that the folder has already.
        bij: Leefgebied, kracht or risico in which they will count; None for none.

    Raises:
        RulebookError: An id is not known, is there already, or cannot count; all at once.
    """
    start, issues = OwnStart(), list[Issue]()
    examples = own_examples()
    for id_ in ids:
        _take_example(start, target, id_, examples, issues, is_known_fine=bij is not None)
    if bij is not None and not issues:
        _let_count(start, target, ids, bij, issues)
    if issues:
        raise RulebookError(issues)
    return start


def _take_example(
    start: OwnStart, target: Path, id_: str, examples: Mapping[str, str], issues: list[Issue], *, is_known_fine: bool
) -> None:
    name = examples.get(id_, f"indicatoren/{id_}.yaml")
    if (target / name).exists():
        if not is_known_fine:
            issues.append(kinds.STAAT_ER_AL.at(FilePlace(target.name), id=id_, bestand=name))
        return
    if id_ not in examples:
        hint = did_you_mean(id_, examples)
        issues.append(kinds.VOORBEELD_ONBEKEND.at(FilePlace(target.name), id=id_, hoe=hint))
        return
    start.files[name] = (shipped("rules") / EXAMPLES / name).read_bytes()
    asked = "zet bij 'kolom' de kop zoals die in uw bestand staat"
    if name.startswith("indicatoren/"):
        asked += ", en bij 'jaar' het jaar van uw cijfers"
    start.told.append(f"{name}: {asked}.")


def _let_count(start: OwnStart, target: Path, ids: Sequence[str], bij: str, issues: list[Issue]) -> None:
    found = _outcome(target, bij)
    if found is None:
        names = [path.stem for folder in _PARTS for path in (shipped("rules") / folder).glob("*.yaml")]
        issues.append(kinds.BIJ_ONBEKEND.at(FilePlace(target.name), id=bij, hoe=did_you_mean(bij, names)))
        return
    name, raw = found
    for id_ in ids:
        own = _short_form(start, target, id_, bij, issues)
        document = Document.read(raw, name)
        if own is None or document is None:
            continue
        if id_ in {part["indicator"] for _, part in _parts(document.data(), name)}:
            issues.append(kinds.STAAT_ER_AL.at(FilePlace(target.name), id=id_, bestand=name))
            continue
        raw, told = _with_part(document, name, own)
        start.told.append(f"{name}: {told}")
    start.files[name] = raw


def _outcome(target: Path, bij: str) -> tuple[str, bytes] | None:
    """Give the file of an outcome: the organisation's own, else the shipped one."""
    for root in (target, shipped("rules")):
        for folder in _PARTS:
            raw = raw_bytes(root / folder / f"{bij}.yaml")
            if raw is not None:
                return f"{folder}/{bij}.yaml", raw
    return None


def _short_form(start: OwnStart, target: Path, id_: str, bij: str, issues: list[Issue]) -> EigenIndicator | None:
    name = f"indicatoren/{id_}.yaml"
    raw = start.files.get(name) or raw_bytes(target / name)
    document = None if raw is None else Document.read(raw, name)
    why, how = "het is geen cijfer in de korte vorm", "Voeg het met de hand toe, zoals in rules/README.md staat."
    if document is not None:
        try:
            own = EigenIndicator.model_validate(document.data())
        except ValidationError:
            why, how = f"{name} klopt niet", "Kijk de map na met 'buurtwijzer rules check'."
        else:
            if own.laag is not None and own.hoog is not None:
                return own
            why, how = "het heeft geen doelwaarden", f"Zet 'laag', 'hoog' en 'jaar' in {name}."
    issues.append(kinds.NIET_MEE_TE_TELLEN.at(FilePlace(target.name), id=id_, bij=bij, waarom=why, hoe=how))
    return None


def _parts(data: Mapping[str, Any], name: str) -> list[tuple[Path_, dict[str, Any]]]:
    keys = _PARTS[name.partition("/")[0]]
    return [((key, str(at)), part) for key in keys for at, part in enumerate(data.get(key, []))]


def _with_part(document: Document, name: str, own: EigenIndicator) -> tuple[bytes, str]:
    """Add a figure with an equal part, the weights of the others in proportion; they add up to 1 exactly."""
    parts = _parts(document.data(), name)
    new = round(1 / (len(parts) + 1), 2)
    weights = [round(part["gewicht_frac"] * (1 - new), _DECIMALS) for _, part in parts]
    largest = weights.index(max(weights))
    weights[largest] = round(weights[largest] + 1 - new - sum(weights), _DECIMALS)
    edits = []
    for (path, _), weight in zip(parts, weights, strict=True):
        span = document.spans[*path, "gewicht_frac"]
        edits.append(Edit(span.waarde, span.eind, f"{weight:g}"))
    key = _PARTS[name.partition("/")[0]][0]
    last = (key, str(len(document.data()[key]) - 1))
    fresh = Document.read(_entry(key, name, own, new).encode(), name)
    if fresh is not None:
        edits.append(insert_entry(document, last, fresh, (key, "0"), after=True))
    others = [f"{part['indicator']} {format_number(weight)}" for (_, part), weight in zip(parts, weights, strict=True)]
    told = (
        f"'{own.id}' telt voor {format_number(new)} mee; de andere zijn naar verhouding kleiner: {join_words(others)}. "
        f"Heeft u '{own.id}' maar van een deel van de buurten, dan kan elders de score wegvallen: "
        "laat het dan alleen zien en niet meetellen."
    )
    return document.with_edits(edits), told


def _entry(key: str, name: str, own: EigenIndicator, weight: float) -> str:
    lines = [f"{key}:", f"  - indicator: {own.id}", f"    gewicht_frac: {weight:g}"]
    is_pressure = name.startswith("risicos/")
    if is_pressure or own.richting is Richting.GEEN:
        more = own.richting is Richting.LAGER_IS_GUNSTIGER if is_pressure else True
        lines.append(f"    hoger_is_meer: {str(more).lower()}")
    return "\n".join([*lines, "    waarom: >-", f"      {_WHY}", ""])


def existing_overlay(target: Path) -> bool:
    """Tell whether a folder holds own rules already."""
    return raw_bytes(target / "regelboek.yaml") is not None
