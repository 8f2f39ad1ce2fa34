"""The national reference inside a rulebook: looking up an indicator, and whether it still fits the rules."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import IndicatorReferentie, Kwantielen, Referentie, UitkomstReferentie

Path = tuple[str, ...]


def indicator_reference(rules: Rulebook, indicator: str) -> tuple[IndicatorReferentie, Path] | None:
    """Give what the national reference says of an indicator with the path of that entry; None when it has nothing."""
    landelijk = rules.landelijk
    if landelijk is not None:
        for number, entry in enumerate(landelijk.indicatoren):
            if entry.indicator == indicator:
                return entry, ("referentie", landelijk.id, "indicatoren", str(number))
    return None


def outcome_reference(rules: Rulebook, uitkomst: str) -> UitkomstReferentie | None:
    """Give what the national reference says of the score of an outcome; None when it has nothing."""
    landelijk = rules.landelijk
    entries = () if landelijk is None else landelijk.uitkomsten
    return next((entry for entry in entries if entry.uitkomst == uitkomst), None)


def has_reference(rules: Rulebook, indicator: str) -> bool:
    """Tell whether the national reference has an indicator."""
    return indicator_reference(rules, indicator) is not None


def check_reference(rules: Rulebook) -> Iterator[Issue]:
    """Find entries that no longer fit the rules, quantiles that cannot be, and corrections that cannot be made."""
    for landelijk in rules.referentie.values():
        yield from _indicators(rules, landelijk)
        for number, entry in enumerate(landelijk.uitkomsten):
            at = ("referentie", landelijk.id, "uitkomsten", str(number))
            if not any(entry.uitkomst in items for items in (rules.leefgebieden, rules.krachten, rules.risicos)):
                yield kinds.REFERENTIE_VEROUDERD.at(rules.place(*at), id=entry.uitkomst)
            yield from _rising(rules, entry.kwantielen, at, entry.uitkomst, ("p10", "p90"))
    for indicator in rules.indicatoren.values():
        found = indicator_reference(rules, indicator.id)
        if indicator.stedelijkheid_corrigeren and (found is None or found[0].stedelijkheid is None):
            place = rules.place("indicatoren", indicator.id, "stedelijkheid_corrigeren")
            yield kinds.ZONDER_HELLING.at(place, id=indicator.id)


def _indicators(rules: Rulebook, landelijk: Referentie) -> Iterator[Issue]:
    for number, entry in enumerate(landelijk.indicatoren):
        at = ("referentie", landelijk.id, "indicatoren", str(number))
        rule = rules.indicatoren.get(entry.indicator)
        if rule is None:
            yield kinds.REFERENTIE_VEROUDERD.at(rules.place(*at), id=entry.indicator)
        elif rule.eenheid is not entry.eenheid:
            words = {"hier": rule.eenheid.value, "daar": entry.eenheid.value}
            yield kinds.REFERENTIE_EENHEID.at(rules.place(*at, "eenheid"), id=entry.indicator, **words)
        yield from _rising(rules, entry.kwantielen, at, entry.indicator, ("p5", "p95"))
        if entry.stedelijkheid is not None:
            corrected = entry.stedelijkheid.kwantielen
            yield from _rising(rules, corrected, (*at, "stedelijkheid"), entry.indicator, ("p5", "p95"))


def _rising(rules: Rulebook, kwantielen: Kwantielen, at: Path, name: str, apart: tuple[str, str]) -> Iterator[Issue]:
    low, high = apart
    falls = any(a > b for a, b in pairwise(kwantielen.waarden))
    if falls or getattr(kwantielen, low) >= getattr(kwantielen, high):
        yield kinds.KWANTIELEN.at(rules.place(*at, "kwantielen"), id=name, laag=low, hoog=high)
