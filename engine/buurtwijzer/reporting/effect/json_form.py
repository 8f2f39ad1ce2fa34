"""A measured effect as JSON."""

from __future__ import annotations

import math
from dataclasses import asdict
from enum import StrEnum

from buurtwijzer.evidence.nulmeting.model import Wat
from buurtwijzer.evidence.nulmeting.study import Studie
from buurtwijzer.reporting.effect.memo import memo_parts
from buurtwijzer.reporting.effect.words import answer_lines


def effect_json(studie: Studie) -> dict[str, object]:
    """Give the JSON form; a number that is not there is null."""
    found = {name: value for name, value in asdict(studie.effect).items() if name != "issues"}
    plain = _plain(found)
    expected = studie.verwacht
    return {
        "schema": 1,
        "antwoord": [*answer_lines(studie)],
        "uitkomst": studie.effect.vraag.uitkomst,
        "interventie": None if studie.interventie is None else studie.interventie.id,
        "start": studie.start.tekst,
        "nulmeting": None if studie.nulmeting is None else studie.nulmeting.text(Wat.DATUM),
        "verwacht": None if expected is None else _plain(asdict(expected)),
        "effect": plain,
        "memo": [{"kop": kop, "alineas": [*texts]} for kop, texts in memo_parts(studie)],
        "meldingen": [issue.as_dict() for issue in studie.issues],
    }


def _plain(value: object) -> object:
    """Give a value as JSON knows it: no NaN, no enumerations, no dates."""
    match value:
        case dict():
            return {str(name): _plain(item) for name, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case StrEnum():
            return value.value
        case float() if math.isnan(value):
            return None
        case _:
            return value
