"""Measures how every score and advice goes together with every share: rank correlation, and who is in the tails.

Source: Spearman (1904); resampling of whole municipalities as in `buurtwijzer.evidence.statistics`; that each score and
each advice is tested outside the model: domain.md E4.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.codes import gemeente_code
from buurtwijzer.core.dutch import plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.proxy import issue_kinds as kinds
from buurtwijzer.evidence.proxy.model import Aandeel, Oordeel, Proxytoets, Reeks, Soort, Uitkomstwerkmap, Verband
from buurtwijzer.evidence.statistics import bootstrap, ranks, spearman
from buurtwijzer.rulebook.model import Rulebook

_WIJK = len("BU036300")


@dataclass(frozen=True, slots=True)
class _Limits:
    sterk: float
    duidelijk: float
    gebieden: int
    groepen: int
    tak: int
    uiteinde: float
    zekerheid: float
    zaad: int
    trekkingen: int

    @classmethod
    def of(cls, rulebook: Rulebook) -> _Limits:
        def get(name: str) -> float:
            return rulebook.getal("proxytoets", name)

        return cls(
            get("sterk_frac"),
            get("duidelijk_frac"),
            int(get("gebieden_n")),
            int(get("groepen_n")),
            int(get("deel_n")),
            get("uiteinde_frac"),
            get("interval_frac"),
            int(get("zaad")),
            int(get("trekkingen_n")),
        )


def measure_proxies(
    werkmap: Uitkomstwerkmap, aandelen: Sequence[Aandeel], bestand: str, rulebook: Rulebook
) -> tuple[Proxytoets, tuple[Issue, ...]]:
    """Compare every result with every share, on the areas that have both.

    Args:
        werkmap: The results.
        aandelen: The customer's shares.
        bestand: Name of the file with shares.
        rulebook: Has the limits (``parameters/proxytoets.yaml``), nothing else is taken from it.

    Returns:
        The test, and what is worth telling.

    Raises:
        InputError: No area has both a result and a share.
    """
    limits = _Limits.of(rulebook)
    areas = {code for reeks in werkmap.reeksen for code in reeks.waarden}
    if not any(areas & aandeel.waarden.keys() for aandeel in aandelen):
        raise InputError([kinds.GEEN_OVERLAP.at(FilePlace(bestand), werkmap=werkmap.naam)])
    found = tuple(_relation(reeks, aandeel, limits) for aandeel in aandelen for reeks in werkmap.reeksen)
    tested = sum(not math.isnan(item.laag) for item in found)
    toets = Proxytoets(werkmap, bestand, tuple(item.kop for item in aandelen), found, tested * (1.0 - limits.zekerheid))
    return toets, tuple(_missing(aandelen, areas, bestand))


def _missing(aandelen: Sequence[Aandeel], areas: set[str], bestand: str) -> Iterator[Issue]:
    for item in aandelen:
        lost = len(areas - item.waarden.keys())
        if lost:
            count = plural(lost, "gebied", "gebieden")
            yield kinds.WEINIG_OVERLAP.at(FilePlace(bestand), aantal=count, kop=item.kop)


def _relation(reeks: Reeks, aandeel: Aandeel, limits: _Limits) -> Verband:
    codes = sorted(reeks.waarden.keys() & aandeel.waarden.keys())
    values = np.array([reeks.waarden[code] for code in codes])
    shares = np.array([aandeel.waarden[code] for code in codes])
    groups = _groups(codes)
    n, groups_n = len(codes), len(set(groups))
    nan = math.nan
    word = _no_number(reeks, values, shares, limits)
    if word is not None:
        return Verband(reeks, aandeel.kop, n, groups_n, nan, nan, nan, nan, nan, nan, word)
    together = spearman(values, shares)
    low, high = _interval(values, shares, groups, limits) if groups_n >= limits.groepen else (nan, nan)
    below, above = _tails(reeks, values, shares, limits)
    within = _within(codes, values, shares, limits)
    word = _word(together, low, high, limits)
    return Verband(reeks, aandeel.kop, n, groups_n, together, low, high, within, below, above, word)


def _no_number(reeks: Reeks, values: FloatArray, shares: FloatArray, limits: _Limits) -> Oordeel | None:
    if len(values) < limits.gebieden:
        return Oordeel.TE_WEINIG
    if np.ptp(values) == 0 or np.ptp(shares) == 0:
        return Oordeel.GEEN_VERSCHIL
    return None if _both_parts(reeks, values, limits) else Oordeel.TE_WEINIG


def _both_parts(reeks: Reeks, values: FloatArray, limits: _Limits) -> bool:
    """Tell whether an advice was both given and not given in enough areas to say something."""
    given = int(values.sum())
    return reeks.soort is not Soort.ADVIES or limits.tak <= given <= len(values) - limits.tak


def _groups(codes: Sequence[str]) -> list[str]:
    """Give the municipality of each area; within one municipality its wijk."""
    own = [gemeente_code(code) or code for code in codes]
    return own if len(set(own)) > 1 else [code[:_WIJK] for code in codes]


def _interval(values: FloatArray, shares: FloatArray, groups: Sequence[str], limits: _Limits) -> tuple[float, float]:
    (draws,) = bootstrap(values[None, :], shares, groups, zaad=limits.zaad, trekkingen=limits.trekkingen)
    known = np.isfinite(draws)
    # Draws in which an advice is given nowhere say nothing; with many of those neither does the rest.
    if known.mean() < limits.zekerheid:
        return math.nan, math.nan
    tail = (1.0 - limits.zekerheid) / 2
    low, high = np.quantile(draws[known], (tail, 1.0 - tail))
    return float(low), float(high)


def _within(codes: Sequence[str], values: FloatArray, shares: FloatArray, limits: _Limits) -> float:
    """Give the rank correlation within municipalities: what is left when differences between them do not count."""
    names, own = np.unique([gemeente_code(code) or code for code in codes], return_inverse=True)
    if len(names) < 2 or len(codes) - len(names) < limits.gebieden:
        return math.nan
    sizes = np.bincount(own)
    one, two = (r - (np.bincount(own, weights=r) / sizes)[own] for r in (ranks(values), ranks(shares)))
    below = math.sqrt(float((one**2).sum() * (two**2).sum()))
    return float((one * two).sum()) / below if below > 0 else math.nan


def _tails(reeks: Reeks, values: FloatArray, shares: FloatArray, limits: _Limits) -> tuple[float, float]:
    """Give the mean share in the lowest and the highest areas; of an advice, without and with it."""
    is_advice = reeks.soort is Soort.ADVIES
    low = values == 0 if is_advice else values <= np.quantile(values, limits.uiteinde)
    high = values == 1 if is_advice else values >= np.quantile(values, 1 - limits.uiteinde)
    below, above = (float(shares[part].mean()) if part.sum() >= limits.tak else math.nan for part in (low, high))
    return below, above


def _word(together: float, low: float, high: float, limits: _Limits) -> Oordeel:
    if math.isnan(low):
        return Oordeel.TE_WEINIG
    if low <= 0 <= high:
        return Oordeel.NIET_AANTOONBAAR
    if abs(together) >= limits.sterk:
        return Oordeel.STERK
    return Oordeel.DUIDELIJK if abs(together) >= limits.duidelijk else Oordeel.ZWAK
