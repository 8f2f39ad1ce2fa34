"""Validations of index tables: for which gemeenten they hold, and whether they still belong to these tables.

A validation is only worth something for the very tables it was measured on; the hash of these stands with it. A second
hash covers the validation itself: a gemeente that was added by hand or a number that was changed was never measured.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook import validation_issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Segmentatie
from buurtwijzer.rulebook.schema.segmentaties import Validatie

_GEMEENTE = slice(2, 6)
_CODED = ("BU", "WK", "GM")


def tables_hash(rule: Segmentatie) -> str:
    """Give the sha256 of every number from which shares are estimated."""
    own = rule.indextabel
    form: dict[str, Any] = {
        "demping": None if own is None else own.demping_frac,
        "krimp": None if own is None else own.krimp_n,
        "kenmerken": [
            [kenmerk.id, kenmerk.gewicht, [level.model_dump(mode="json") for level in kenmerk.niveaus]]
            for kenmerk in ([] if own is None else own.kenmerken)
        ],
        "segmenten": [
            [part.id, part.landelijk_frac, part.ijkfactor, [[table.kenmerk, table.pct] for table in part.verdeling]]
            for part in rule.segmenten
        ],
    }
    return hashlib.sha256(json.dumps(form, sort_keys=True).encode()).hexdigest()


def validation_hash(entry: Validatie) -> str:
    """Give the sha256 of everything a validation says, the hash of its tables with it and its own hash without."""
    told = entry.model_dump(mode="json", exclude={"validatie_sha256"})
    # A rounded minus nothing is written as 0, and read back as such.
    form = {name: value + 0.0 if isinstance(value, float) else value for name, value in told.items()}
    return hashlib.sha256(json.dumps(form, sort_keys=True).encode()).hexdigest()


def sealed(entry: Validatie) -> Validatie:
    """Give a validation with the hash of what it says; only for what was measured just now."""
    return entry.model_copy(update={"validatie_sha256": validation_hash(entry)})


def validated(rule: Segmentatie, codes: Iterable[str]) -> tuple[bool, ...]:
    """Tell per area code whether a validation covers its gemeente; an area without a code of CBS is never covered."""
    known = {gemeente for entry in rule.gevalideerd for gemeente in entry.gemeenten}
    return tuple(code[:2] in _CODED and f"GM{code[_GEMEENTE]}" in known for code in codes)


def check_validations(rules: Rulebook) -> Iterator[Issue]:
    """Find validations that are of other tables, of a method that has none, or no better than no estimate at all."""
    for rule in rules.segmentaties.values():
        for number, entry in enumerate(rule.gevalideerd):
            at = ("segmentaties", rule.id, "gevalideerd", str(number))
            if rule.indextabel is None:
                yield kinds.VALIDATIE_ZONDER_TABELLEN.at(rules.place(*at), naam=rule.naam, methode=rule.methode)
                continue
            if entry.tabellen_sha256 != tables_hash(rule):
                yield kinds.VALIDATIE_VEROUDERD.at(rules.place(*at, "tabellen_sha256"), naam=rule.naam)
            if entry.validatie_sha256 != validation_hash(entry):
                yield kinds.VALIDATIE_GEWIJZIGD.at(rules.place(*at, "validatie_sha256"), naam=rule.naam)
            if entry.mae_pp >= entry.mae_landelijk_pp or entry.helling <= 0:
                words = {"mae": format_number(entry.mae_pp, 2), "land": format_number(entry.mae_landelijk_pp, 2)}
                helling = format_number(entry.helling, 2)
                yield kinds.VALIDATIE_NIET_BETER.at(
                    rules.place(*at, "mae_pp"), naam=rule.naam, helling=helling, **words
                )
