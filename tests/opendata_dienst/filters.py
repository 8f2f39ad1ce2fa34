"""The part of OData's ``$filter`` that the services know: startswith, substringof, eq, with and, or and brackets."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

Rij = dict[str, object]
Keur = Callable[[Rij], bool]
_STUK = re.compile(r"\s*(startswith|substringof|and\b|or\b|eq\b|'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*|[(),])")


def lees_filter(tekst: str) -> Keur:
    stukken = _knip(tekst)
    keur, rest = _of(stukken)
    if rest:
        raise ValueError(rest)
    return keur


def _knip(tekst: str) -> list[str]:
    stukken, plek = [], 0
    while plek < len(tekst.rstrip()):
        gevonden = _STUK.match(tekst, plek)
        if gevonden is None:
            raise ValueError(tekst[plek:])
        stukken.append(gevonden[1])
        plek = gevonden.end()
    return stukken


def _of(stukken: list[str]) -> tuple[Keur, list[str]]:
    links, rest = _en(stukken)
    while rest[:1] == ["or"]:
        rechts, rest = _en(rest[1:])
        links = partial(_een_van, links, rechts)
    return links, rest


def _en(stukken: list[str]) -> tuple[Keur, list[str]]:
    links, rest = _een(stukken)
    while rest[:1] == ["and"]:
        rechts, rest = _een(rest[1:])
        links = partial(_allebei, links, rechts)
    return links, rest


def _een_van(links: Keur, rechts: Keur, rij: Rij) -> bool:
    return links(rij) or rechts(rij)


def _allebei(links: Keur, rechts: Keur, rij: Rij) -> bool:
    return links(rij) and rechts(rij)


def _een(stukken: list[str]) -> tuple[Keur, list[str]]:
    match stukken:
        case ["(", *rest]:
            keur, daarna = _of(rest)
            if daarna[:1] != [")"]:
                raise ValueError(daarna)
            return keur, daarna[1:]
        case ["startswith", "(", veld, ",", woord, ")", *rest]:
            return (lambda rij: str(rij[veld]).startswith(_woord(woord))), rest
        case ["substringof", "(", woord, ",", veld, ")", *rest]:
            return (lambda rij: _woord(woord) in str(rij[veld])), rest
        case [veld, "eq", woord, *rest]:
            return (lambda rij: rij[veld] == _woord(woord)), rest  # padding and all
    raise ValueError(stukken)


def _woord(tekst: str) -> str:
    return tekst[1:-1].replace("''", "'")
