"""A back-test as JSON: every comparison with its numbers, rounded, missing as null."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from buurtwijzer.evidence.backtest.model import Terugblik
from buurtwijzer.reporting.blad import number


def backtest_json(found: Terugblik) -> dict[str, Any]:
    """Give a result as plain values; keys are those of the model."""
    return {
        "schema": 1,
        "regelboek": f"{found.rulebook.manifest.id} {found.rulebook.manifest.versie}",
        "niveau": found.options.niveau.value,
        "gebieden": found.gebieden_n,
        "vergelijkingen": len(found.geteld),
        "toevallig_verwacht": number(found.toevallig),
        "uitslagen": [_plain(asdict(row)) for row in found.uitslagen],
        "paren": [_plain(asdict(pair)) for pair in found.paren],
        "dichtstbij": [_plain(asdict(pair)) for pair in found.dichtstbij],
        "meldingen": [issue.as_dict() for issue in found.issues],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return number(value) if isinstance(value, float) else value
