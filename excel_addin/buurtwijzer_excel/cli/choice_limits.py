"""Limits on what ``portfolio`` can choose, as they are written on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from buurtwijzer.core.errors import InputError
from buurtwijzer.valuation.scenario_issue_kinds import W410

_PAIR = 2


def limits_of(
    hoogstens: Iterable[str], niet_samen: Iterable[str]
) -> tuple[dict[str, int], tuple[tuple[str, str], ...]]:
    """Read ``interventie=aantal`` and ``interventie,interventie``; the least of two numbers for the same one counts.

    Raises:
        InputError: With everything that is not written so.
    """
    wrong, most, apart = [], dict[str, int](), list[tuple[str, str]]()
    for text in hoogstens:
        name, _, number = (part.strip() for part in text.partition("="))
        if not name or not number.isdecimal():
            wrong.append(W410.at("--hoogstens", grens=text, wat="het aantal is geen heel getal"))
        else:
            most[name] = min(int(number), most.get(name, int(number)))
    for text in niet_samen:
        names = [part.strip() for part in text.split(",")]
        if len(names) != _PAIR or not all(names) or names[0] == names[1]:
            wrong.append(W410.at("--niet-samen", grens=text, wat="het zijn niet twee verschillende interventies"))
        else:
            apart.append((names[0], names[1]))
    if wrong:
        raise InputError(wrong)
    return most, tuple(apart)
