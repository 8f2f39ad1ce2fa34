"""JSON Schema for editors, generated from `schema`: completion and red lines while typing.

Run ``python -m buurtwijzer.rulebook.json_schema rules/schema`` after a change of the schema; a test compares the files.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from buurtwijzer.rulebook.folders import FOLDERS
from buurtwijzer.rulebook.schema import EigenIndicator, Indicator, Manifest
from buurtwijzer.rulebook.schema.eigen_kolommen import Kolomtabel
from buurtwijzer.rulebook.schema.overlay import Vervallen
from buurtwijzer.rulebook.schema.plannen import Planbestand


def render_schemas() -> dict[str, str]:
    """Give the text of every schema file by its name, e.g. ``indicatoren.json``."""
    also: dict[str, type[BaseModel]] = {
        "eigen_kolommen": Kolomtabel,
        "regelboek": Manifest,
        "vervallen": Vervallen,
        "plannen": Planbestand,
    }
    models = {**also, **FOLDERS}
    return {f"{name}.json": _render(name, model) for name, model in models.items()}


def write_schemas(folder: Path) -> None:
    """Write every schema file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in render_schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _render(name: str, model: type[BaseModel]) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{name}.json",
        **_schema_of(model),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    if model is Indicator:  # an own indicator may be written short
        return TypeAdapter(Indicator | EigenIndicator).json_schema()
    return model.model_json_schema()


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
