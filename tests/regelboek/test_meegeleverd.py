"""The shipped rulebook: no mistakes, a source for everything, a glossary without holes, schemas that are fresh."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from buurtwijzer.core.issues import Severity
from buurtwijzer.rulebook import schema
from buurtwijzer.rulebook.folders import FOLDERS, rule_files
from buurtwijzer.rulebook.json_schema import render_schemas, write_schemas
from buurtwijzer.rulebook.links import TARGETS
from buurtwijzer.rulebook.loader import check_rulebook
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.required import REQUIRED_NUMBERS
from buurtwijzer.rulebook.schema import Item, Status
from buurtwijzer.rulebook.strict_yaml import parse_yaml
from tests.geladen import meegeleverd

RULES = Path(__file__).parent.parent.parent / "rules"
ENGINE = RULES.parent / "engine"
BESTANDEN = rule_files(RULES)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return meegeleverd()


def models() -> list[type[BaseModel]]:
    found = [m for m in vars(schema).values() if isinstance(m, type) and issubclass(m, BaseModel)]
    return [model for model in found if model.model_fields]


def test_no_errors_or_warnings() -> None:
    rulebook, issues = check_rulebook(RULES)
    assert rulebook is not None
    assert [str(issue) for issue in issues if issue.severity is not Severity.MELDING] == []


def test_how_much_is_assumption_is_told_once(rulebook: Rulebook) -> None:
    assert [issue.code for issue in rulebook.issues] == ["R503"]


def test_what_comes_from_a_small_set_of_cities_is_no_fact(rulebook: Rulebook) -> None:
    for indicator in rulebook.indicatoren.values():
        goal = indicator.doelwaarden
        if goal is not None and goal.bron in ("cbs_kwb_2019", "cbs_kwb_2021_steden"):
            assert goal.status is Status.AANNAME


def test_every_source_is_used(rulebook: Rulebook) -> None:
    used = {
        word
        for folder in FOLDERS
        if folder != "bronnen"
        for item in getattr(rulebook, folder).values()
        for word in texts(item)
    }
    assert set(rulebook.bronnen) <= used


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield value


def test_no_person_and_no_stigma_in_the_words(rulebook: Rulebook) -> None:
    words = " ".join(text for folder in FOLDERS for item in getattr(rulebook, folder).values() for text in texts(item))
    assert not re.search(r"probleemwijk|achterstandswijk|allocht|niet-westers", words, re.IGNORECASE)
    for folder in FOLDERS:
        for item in getattr(rulebook, folder).values():
            assert not isinstance(item, Item) or "@" not in item.eigenaar


@pytest.mark.parametrize("path", BESTANDEN, ids=[path.relative_to(RULES).as_posix() for path in BESTANDEN])
def test_keys_stand_in_the_order_of_the_schema(path: Path) -> None:
    folder = path.parent.name
    model = FOLDERS.get(folder, schema.Manifest)
    keys = list(parse_yaml(path.read_bytes(), path.name).data)
    own = [name for name in model.model_fields if name not in Item.model_fields]
    shared = [name for name in Item.model_fields if name in model.model_fields and issubclass(model, Item)]
    order = [*shared[:2], *own, *shared[2:]] if shared else list(model.model_fields)
    assert keys == [name for name in order if name in keys]


@pytest.mark.parametrize("path", BESTANDEN, ids=[path.relative_to(RULES).as_posix() for path in BESTANDEN])
def test_first_line_shows_the_editor_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found
    assert (path.parent / found.group(1)).is_file()


def test_both_parsers_read_the_same() -> None:
    for path in BESTANDEN:
        quick, pure = (parse_yaml(path.read_bytes(), "x", pure=pure) for pure in (False, True))
        assert (quick.data, quick.keys, quick.values) == (pure.data, pure.keys, pure.values)


def glossary() -> dict[str, str]:
    text = (RULES / "README.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `([a-z0-9_]+)` \| (.+?) \|$", text, re.MULTILINE))


def test_glossary_explains_every_key() -> None:
    keys = {name for model in models() for name in model.model_fields}
    keys |= {name for numbers in REQUIRED_NUMBERS.values() for name in numbers}
    for path in BESTANDEN:
        keys |= {part for key in parse_yaml(path.read_bytes(), "x").keys for part in key if not part.isdigit()}
    assert keys - set(glossary()) == set()


def test_glossary_explains_nothing_that_does_not_exist() -> None:
    known = {name for model in models() for name in model.model_fields} | set(FOLDERS) | {"schema", "voorbeelden"}
    known |= {name for numbers in REQUIRED_NUMBERS.values() for name in numbers}
    assert set(glossary()) - known == set()


def test_editor_schemas_are_fresh(tmp_path: Path) -> None:
    write_schemas(tmp_path / "schema")
    fresh = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "schema").iterdir()}
    shipped = {path.name: path.read_text(encoding="utf-8") for path in (RULES / "schema").iterdir()}
    assert fresh == render_schemas()
    assert shipped == fresh, "draai: python -m buurtwijzer.rulebook.json_schema rules/schema"


def test_every_key_that_holds_ids_is_looked_up() -> None:
    holding = set()
    for model in models():
        for name, part in model.model_json_schema()["properties"].items():
            if "^[a-z][a-z0-9_]*$" in json.dumps(part) and name not in ("id", "layout", "getallen"):
                holding.add(name)
    assert holding == {key for key in TARGETS if "." not in key}


def test_engine_asks_only_for_numbers_that_are_required() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ENGINE.rglob("*.py")))
    asked = set(re.findall(r'getal\("([a-z0-9_]+)", "([a-z0-9_]+)"\)', source))
    assert asked
    assert asked <= {(group, name) for group, numbers in REQUIRED_NUMBERS.items() for name in numbers}


def test_place_of_a_rule_is_its_line(rulebook: Rulebook) -> None:
    place = rulebook.place("indicatoren", "woz_waarde", "doelwaarden", "laag")
    assert place.file == "indicatoren/woz_waarde.yaml"
    line = (RULES / place.file).read_text(encoding="utf-8").splitlines()[(place.line or 0) - 1]
    assert line.strip().startswith("laag:")
    part = rulebook.place("leefgebieden", "wonen", "onderdelen", "1", "gewicht_frac")
    assert "gewicht_frac" in (RULES / part.file).read_text(encoding="utf-8").splitlines()[(part.line or 0) - 1]
    assert rulebook.place("indicatoren", "woz_waarde", "bestaat_niet").file == "indicatoren/woz_waarde.yaml"
