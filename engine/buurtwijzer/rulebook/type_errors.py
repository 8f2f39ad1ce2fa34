"""From what pydantic finds to an issue at the right line: keys and types, in Dutch."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.strict_yaml import YamlFile, YamlPath
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer.rulebook.yaml_words import bool_advice, number_advice

_Describe = Callable[[ErrorDetails, FilePlace, str, Any], Issue]
_FORMS = {
    "id": "Gebruik kleine letters, cijfers en _ en begin met een letter, bijvoorbeeld ernstig_eenzaam.",
    "versie": "Schrijf drie getallen met punten, bijvoorbeeld 1.0.0.",
    "gebaseerd_op": "Zet terug wat 'rules init' of 'rules upgrade' hier schreef: id, versie en kenmerk.",
}


def type_issues(error: ValidationError, model: type[BaseModel], source: YamlFile, file: str) -> Iterator[Issue]:
    """Give an issue for every finding of pydantic about one file."""
    for detail in error.errors(include_url=False):
        path = tuple(str(part) for part in detail["loc"] if part != "[key]")
        key = next((part for part in reversed(path) if not part.isdigit()), "")
        yield _describe(detail, model, _place(detail, path, source, file), key, path)


def _place(detail: ErrorDetails, path: YamlPath, source: YamlFile, file: str) -> FilePlace:
    places: tuple[Mapping[YamlPath, FilePlace], ...] = (source.values, source.keys)
    if detail["type"] in ("missing", "extra_forbidden") or detail["loc"][-1:] == ("[key]",):
        places = (source.keys, source.values)
    for end in range(len(path), 0, -1):
        for found in places:
            if path[:end] in found:
                return found[path[:end]]
    return FilePlace(file, 1)


def _describe(detail: ErrorDetails, model: type[BaseModel], place: FilePlace, key: str, path: YamlPath) -> Issue:
    kind = detail["type"]
    if kind == "missing":
        return kinds.ONTBREEKT.at(place, sleutel=key, hoe=_missing_advice(model, path))
    if kind == "extra_forbidden":
        known = _fields(_annotation_at(model, path[:-1]))
        return kinds.ONBEKENDE_SLEUTEL.at(place, sleutel=key, hoe=did_you_mean(key, known))
    if detail["input"] is None:
        wanted = "een getal" if kind.startswith(("float", "int")) else "een waarde"
        return kinds.LEEG.at(place, sleutel=key, soort=wanted)
    describe = _BY_TYPE.get(kind)
    if describe is None:
        return kinds.VERKEERD_SOORT.at(place, sleutel=key, wat=kind)
    return describe(detail, place, key, _annotation_at(model, path))


def _missing_advice(model: type[BaseModel], path: YamlPath) -> str:
    parent = _annotation_at(model, path[:-1])
    field = parent.model_fields.get(path[-1]) if isinstance(parent, type) and issubclass(parent, BaseModel) else None
    hint = f" ({field.description})" if field is not None and field.description else ""
    return f"Vul '{path[-1]}' in{hint}."


def _text(detail: ErrorDetails, place: FilePlace, key: str, _: Any) -> Issue:
    value = detail["input"]
    how = "Schrijf één tekst."
    if isinstance(value, bool):
        how = "Zet het woord tussen aanhalingstekens."
    elif isinstance(value, int | float):
        how = "Zet de waarde tussen aanhalingstekens."
    return kinds.GEEN_TEKST.at(place, sleutel=key, hoe=how)


def _number(detail: ErrorDetails, place: FilePlace, key: str, _: Any) -> Issue:
    value = detail["input"]
    how = number_advice(value) if isinstance(value, str) else "Schrijf een getal, met een punt voor de decimalen."
    return kinds.GEEN_GETAL.at(place, sleutel=key, hoe=how)


def _whole(detail: ErrorDetails, place: FilePlace, key: str, _: Any) -> Issue:
    value = detail["input"]
    how = number_advice(value) if isinstance(value, str) else "Schrijf het zonder decimalen."
    return kinds.GEEN_HEEL_GETAL.at(place, sleutel=key, hoe=how)


def _bool(detail: ErrorDetails, place: FilePlace, key: str, _: Any) -> Issue:
    return kinds.GEEN_JA_NEE.at(place, sleutel=key, hoe=bool_advice(detail["input"]))


def _choice(detail: ErrorDetails, place: FilePlace, key: str, annotation: Any) -> Issue:
    value = str(detail["input"])
    return kinds.ONBEKENDE_WAARDE.at(place, waarde=value, sleutel=key, hoe=did_you_mean(value, _choices(annotation)))


def _form(detail: ErrorDetails, place: FilePlace, key: str, _: Any) -> Issue:
    how = _FORMS.get(key, _FORMS["id"])
    return kinds.VERKEERDE_VORM.at(place, waarde=detail["input"], sleutel=key, hoe=how)


def _range(detail: ErrorDetails, place: FilePlace, key: str, _: Any) -> Issue:
    words = {"ge": "ten minste {}", "le": "hoogstens {}", "gt": "groter dan {}", "lt": "kleiner dan {}"}
    name, limit = next(iter(detail["ctx"].items()))
    is_year = key == "prijspeil" or key.endswith("jaar")
    limit, given = (f"{number:.0f}" if is_year else format_number(number) for number in (limit, detail["input"]))
    return kinds.BUITEN_BEREIK.at(place, sleutel=key, waarde=given, eis=words[name].format(limit))


def _list(_detail: ErrorDetails, place: FilePlace, key: str, _: Any) -> Issue:
    return kinds.GEEN_LIJST.at(place, sleutel=key)


def _group(_detail: ErrorDetails, place: FilePlace, key: str, _: Any) -> Issue:
    return kinds.GEEN_GROEP.at(place, sleutel=key)


def _date(_detail: ErrorDetails, place: FilePlace, key: str, _: Any) -> Issue:
    return kinds.GEEN_DATUM.at(place, sleutel=key)


def _too_long(detail: ErrorDetails, place: FilePlace, key: str, _: Any) -> Issue:
    return kinds.TE_LANG.at(place, sleutel=key, grens=detail["ctx"]["max_length"])


def _too_few(detail: ErrorDetails, place: FilePlace, key: str, _: Any) -> Issue:
    return kinds.TE_WEINIG.at(place, sleutel=key, grens=detail["ctx"]["min_length"])


def _blank(_detail: ErrorDetails, place: FilePlace, key: str, _: Any) -> Issue:
    return kinds.LEEG.at(place, sleutel=key, soort="een tekst")


_BY_TYPE: dict[str, _Describe] = {
    "string_type": _text,
    "string_pattern_mismatch": _form,
    "string_too_short": _blank,
    "string_too_long": _too_long,
    "float_type": _number,
    "finite_number": _number,
    "int_type": _whole,
    "bool_type": _bool,
    "enum": _choice,
    "literal_error": _choice,
    "greater_than": _range,
    "greater_than_equal": _range,
    "less_than": _range,
    "less_than_equal": _range,
    "list_type": _list,
    "too_short": _too_few,
    "dict_type": _group,
    "model_type": _group,
    "date_type": _date,
    "date_parsing": _date,
    "date_from_datetime_parsing": _date,
    "date_from_datetime_inexact": _date,
}


def _bare(annotation: Any) -> Any:
    """Take Annotated and `| None` off an annotation."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
        else:
            return annotation


def _annotation_at(model: type[BaseModel], path: YamlPath) -> Any:
    """Give the annotation that the schema has at a path."""
    current: Any = model
    for part in path:
        current = _bare(current)
        if get_origin(current) is list:
            current = get_args(current)[0]
        elif get_origin(current) is dict:
            current = get_args(current)[1]
        elif isinstance(current, type) and issubclass(current, BaseModel) and part in current.model_fields:
            current = current.model_fields[part].annotation
        else:
            return None
    return _bare(current)


def _fields(annotation: Any) -> list[str]:
    return list(annotation.model_fields) if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []


def _choices(annotation: Any) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(member.value) for member in annotation]
    return [str(arg) for arg in get_args(annotation)] if get_origin(annotation) is Literal else []
