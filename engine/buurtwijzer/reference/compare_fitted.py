"""How well profiles came out, and what a new fit changes in profiles and factors, in Dutch lines."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.rulebook.schema import Ijkfactoren, Profiel, Profielen, Referentie

_MOST_N = 3


def fit_quality(found: Referentie) -> tuple[str, ...]:
    """Tell per segmentation on how many buurten profiles and factors rest, and how the checks came out."""
    lines = []
    for entry in found.profielen:
        lines.append(f"{entry.segmentatie}: profielen op {plural(entry.gebieden_n, 'buurt', 'buurten')}")
        by_size = sorted(entry.segmenten, key=lambda profile: -profile.grootste_frac)
        lines.append(f"  vooraan: {join_words([f'{p.segment} {_pct(p.grootste_frac)}' for p in by_size])}")
        lines += [f"  {check.maat}: {format_number(check.waarde)}" for check in entry.toetsen]
    lines += [
        f"{entry.segmentatie}: ijkfactoren op {plural(entry.gebieden_n, 'buurt', 'buurten')}"
        for entry in found.ijkfactoren
    ]
    return tuple(lines)


def fitted_changes(new: Referentie, old: Referentie) -> Iterator[str]:
    """Tell which profiles and factors came, went or moved."""
    before = {entry.segmentatie: entry for entry in old.profielen}
    after = {entry.segmentatie: entry for entry in new.profielen}
    for name in sorted({*before, *after}):
        yield from _profiles(name, after.get(name), before.get(name))
    was = {entry.segmentatie: entry for entry in old.ijkfactoren}
    now = {entry.segmentatie: entry for entry in new.ijkfactoren}
    for name in sorted({*was, *now}):
        yield from _factors(name, now.get(name), was.get(name))


def _profiles(name: str, new: Profielen | None, old: Profielen | None) -> Iterator[str]:
    if new is None or old is None:
        yield f"profielen {name}: {'vervallen' if new is None else 'nieuw'}"
        return
    if new.temperatuur != old.temperatuur:
        yield f"profielen {name}: temperatuur {_shift(old.temperatuur, new.temperatuur)}"
    scales = {part.indicator: part for part in old.kenmerken}
    changed = [part.indicator for part in new.kenmerken if scales.get(part.indicator) != part]
    gone = [name_ for name_ in scales if name_ not in {part.indicator for part in new.kenmerken}]
    if changed or gone:
        yield f"profielen {name}: andere schaal van {join_words([*changed, *gone])}"
    before = {profile.segment: profile for profile in old.segmenten}
    for profile in new.segmenten:
        yield from _profile(profile, before.pop(profile.segment, None))
    yield from (f"profiel {id_}: vervallen" for id_ in before)
    checks = {check.maat: check.waarde for check in old.toetsen}
    for check in new.toetsen:
        if checks.get(check.maat) != check.waarde:
            known = check.maat in checks
            told = _shift(checks[check.maat], check.waarde) if known else format_number(check.waarde)
            yield f"toets {check.maat}: {told}"


def _profile(new: Profiel, old: Profiel | None) -> Iterator[str]:
    share = _pct(new.grootste_frac)
    if old is None:
        yield f"profiel {new.segment}: nieuw, vooraan in {share} van de buurten"
        return
    was = {point.indicator: point.waarde for point in old.middelpunt}
    moved = {p.indicator: abs(p.waarde - was[p.indicator]) for p in new.middelpunt if p.indicator in was}
    told = []
    if any(moved.values()):
        most = sorted((name for name in moved if moved[name]), key=lambda name: -moved[name])[:_MOST_N]
        far = format_number(sqrt(sum(step * step for step in moved.values())), 2)
        told.append(f"verschoof {far} spreiding (het meest op {join_words(most)})")
    if new.grootste_frac != old.grootste_frac:
        told.append(f"vooraan in {_pct(old.grootste_frac)} → {share} van de buurten")
    if new.landelijk_frac != old.landelijk_frac:
        told.append(f"gemiddelde gelijkenis {_shift(100 * old.landelijk_frac, 100 * new.landelijk_frac)}")
    if new.gedragskaart != old.gedragskaart:
        told.append("andere gedragskaart")
    if told:
        yield f"profiel {new.segment}: {'; '.join(told)}"


def _factors(name: str, new: Ijkfactoren | None, old: Ijkfactoren | None) -> Iterator[str]:
    if new is None or old is None:
        yield f"ijkfactoren {name}: {'vervallen' if new is None else 'nieuw'}"
        return
    before = {factor.segment: factor.ijkfactor for factor in old.factoren}
    for factor in new.factoren:
        if before.get(factor.segment) != factor.ijkfactor:
            known = factor.segment in before
            told = _shift(before[factor.segment], factor.ijkfactor) if known else "nieuw"
            yield f"ijkfactor {factor.segment}: {told}"
    gone = set(before) - {factor.segment for factor in new.factoren}
    yield from (f"ijkfactor {id_}: vervallen" for id_ in sorted(gone))


def _shift(before: float, after: float) -> str:
    return f"{format_number(before)} → {format_number(after)}"


def _pct(share: float) -> str:
    return f"{format_number(100 * share, 1)} %"
