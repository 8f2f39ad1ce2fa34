"""The facade: `measure_effect`, and its steps for a study whose areas are already matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from buurtwijzer.core.issues import Issue, has_errors, sort_issues
from buurtwijzer.core.places import AreaPlace
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.evidence.effect import issue_kinds as kinds
from buurtwijzer.evidence.effect.answer import areas_of, figures_of, in_units
from buurtwijzer.evidence.effect.checks import other_areas, start_earlier, trend_before
from buurtwijzer.evidence.effect.estimate import Chance, combine, interval, placebo, smallest
from buurtwijzer.evidence.effect.fit import Fitted, fit
from buurtwijzer.evidence.effect.model import Effect, EffectVraag, Kracht, Maat, Oordeel, Schatting, Toets
from buurtwijzer.evidence.effect.numbers import Numbers, table_sizes
from buurtwijzer.evidence.effect.question import HERE, Asked, about_areas, look_at
from buurtwijzer.evidence.effect.refusal import missing_composition, nothing_left
from buurtwijzer.evidence.effect.series import Series, make_series, scale_of
from buurtwijzer.evidence.effect.sets import Drawer
from buurtwijzer.evidence.effect.words import apart
from buurtwijzer.rulebook.model import Rulebook


def measure_effect(years: YearFigures, table: BuurtTable, vraag: EffectVraag, rulebook: Rulebook) -> Effect:
    """Measure the effect of what was done in some areas, against comparable areas where it was not.

    Args:
        years: Figures of every year (`read_years`).
        table: The areas with their composition (`read_buurten`); years and table may hold the whole country, and
            should: comparable areas come from all of it.
        vraag: What is asked.
        rulebook: Has the numbers of ``parameters/effect``.

    Returns:
        The effect; one that is refused says why, all reasons at once.

    Source: design.md 4 (Evidence); besluit 0125.
    """
    asked = look_at(vraag, years, rulebook)
    series, issues = _series(asked, vraag, years, table, rulebook)
    issues = [*asked.issues, *issues]
    maat = Maat.VERHOUDING if asked.indicator is None else scale_of(asked.indicator)
    if series is None or has_errors(issues):
        return Effect(vraag, Oordeel.GEWEIGERD, maat, issues=sort_issues(issues))
    treated = np.isin(series.code, vraag.gebieden)
    fitted = fit(series, treated, np.isin(series.code, vraag.uitsluiten), Numbers.of(rulebook))
    enough = (fitted.buren >= 0).sum(axis=1) >= Numbers.of(rulebook).vergelijkbaar_minimaal_n
    issues += [
        kinds.GEBIED_SAMENSTELLING.at(AreaPlace("opdracht", series.code[row]), naam=series.naam[row])
        for row in np.flatnonzero(treated & ~enough)
    ]
    if not (treated & enough).any():
        return Effect(vraag, Oordeel.GEWEIGERD, maat, issues=sort_issues([*issues, nothing_left(issues)]))
    found = _analyse(fitted, np.flatnonzero(treated & enough), vraag, rulebook)
    return replace(found, issues=sort_issues([*issues, *found.issues]))


def _series(
    asked: Asked, vraag: EffectVraag, years: YearFigures, table: BuurtTable, rulebook: Rulebook
) -> tuple[Series | None, list[Issue]]:
    """Give the areas that take part, and what is the matter with the others and with what is left."""
    if not asked.kan or asked.indicator is None or asked.niveau is None:
        return None, []
    series = make_series(years, table, asked.indicator, asked.niveau, (asked.jaren, asked.voor_n), rulebook)
    issues = list(about_areas(vraag, series, years, rulebook))
    if series.vaste_noemer:
        issues.append(kinds.ANDERE_NOEMER.at(HERE, naam=asked.indicator.naam))
    eligible = series.eligible()
    treated = np.isin(eligible.code, vraag.gebieden)
    free = int((~treated & ~np.isin(eligible.code, vraag.uitsluiten)).sum())
    if not treated.any():
        issues.append(nothing_left(issues))
        issues += filter(None, [missing_composition(table, vraag.gebieden, rulebook)])
    needed = Numbers.of(rulebook).kandidaten_minimaal_n
    if free < needed:
        issues.append(kinds.GEEN_VERGELIJKING.at(HERE, aantal=free, nodig=needed))
    return eligible, issues


def _analyse(fitted: Fitted, treated: IntArray, vraag: EffectVraag, rulebook: Rulebook) -> Effect:
    """Estimate, check and judge."""
    numbers = Numbers.of(rulebook)
    level = numbers.zekerheid_frac if vraag.zekerheid is None else vraag.zekerheid
    series, key = fitted.series, study_key(vraag, [fitted.series.code[row] for row in treated])
    drawer = Drawer(fitted, treated, numbers, key)
    sets = drawer.draw(range(len(treated)))
    chance = Chance.of(placebo(fitted, sets), level)
    found, error = estimate(fitted, treated, fitted.na, chance)
    trend = trend_before(fitted, treated, sets, level, numbers.twijfel_p_frac)
    earlier = start_earlier(fitted, treated, level, numbers, key)
    space = other_areas(found, found.waarde / error, chance, 1.0 - level)
    relative, absolute, count = in_units(fitted, treated, found)
    return Effect(
        vraag,
        _judge(found, (trend, earlier)),
        series.maat,
        effect=found,
        relatief=relative,
        absoluut=absolute,
        aantal=count,
        gebieden=areas_of(fitted, treated, level),
        jaren=figures_of(fitted, treated),
        trend_vooraf=trend,
        start_eerder=earlier,
        andere_gebieden=space,
        p=space.p,
        zichtbaar_vanaf=smallest(series.maat, error, chance, numbers.kracht_frac),
        krachttabel=power_table(fitted, treated, drawer, table_sizes(rulebook), (level, numbers.kracht_frac)),
        standaardfout=error,
        placebo_n=len(sets),
        kandidaten_n=int(fitted.toegestaan.sum()),
        zekerheid=level,
        issues=tuple(_warnings(fitted, (trend, earlier), rulebook.indicatoren[vraag.uitkomst].naam, drawer)),
        getallen=numbers.used(),
        zaad=numbers.zaad,
    )


def study_key(vraag: EffectVraag, codes: Sequence[str]) -> str:
    """Give what the chance of a study depends on: the same study always gets the same placebo sets."""
    return "|".join([vraag.uitkomst, str(vraag.start), *sorted(codes)])


def estimate(fitted: Fitted, treated: IntArray, na: FloatArray, chance: Chance) -> tuple[Schatting, float]:
    """Give the effect on some areas with its interval, and its standard error.

    Args:
        fitted: The areas.
        treated: Rows where it was done.
        na: (n,) figures from the start on.
        chance: What chance does to sets like these.
    """
    mean, error = combine(fitted.strays(na), fitted.spreiding, fitted.stad, treated[None, :])
    return interval(fitted.series.maat, float(mean[0]), float(error[0]), chance), float(error[0])


def power_table(
    fitted: Fitted, treated: IntArray, drawer: Drawer, sizes: Sequence[int], levels: tuple[float, float]
) -> tuple[Kracht, ...]:
    """Give the smallest visible effect with other numbers of areas like these, and as clustered as these.

    Args:
        fitted: The areas.
        treated: Rows where it was done.
        drawer: Draws areas like these.
        sizes: Numbers of areas.
        levels: Confidence of the interval, and the chance to see an effect.
    """
    order = np.lexsort((treated, fitted.spreiding.variantie[treated]))
    town = fitted.stad[treated]
    together = len(treated) > 1 and len(np.unique(town)) == 1
    made = []
    for size in sizes:
        places = order[((np.arange(size) + 0.5) * len(treated) / size).astype(np.int64)]
        again = np.arange(size) - np.searchsorted(_steps(places), _steps(places))
        labels = town[places] if together else town[places] + again * (fitted.stad.max() + 1)
        mean, error = combine(
            fitted.strays(fitted.na), fitted.spreiding, fitted.stad, drawer.draw(places.tolist(), labels)
        )
        own = replace(fitted.spreiding, variantie=fitted.spreiding.variantie[treated[places]])
        _, alike = combine(np.zeros(size), own, labels, np.arange(size)[None, :])
        chance = Chance.of(mean / error, levels[0])
        made.append(Kracht(size, smallest(fitted.series.maat, float(alike[0]), chance, levels[1])))
    return tuple(made)


def _steps(places: IntArray) -> IntArray:
    """Number runs of the same place."""
    return np.cumsum(np.append(0, np.diff(places) != 0)).astype(np.int64)


def _judge(found: Schatting, before: tuple[Toets, Toets]) -> Oordeel:
    """Judge: doubt when before the start things already went the way of the effect."""
    if found.laag <= 0.0 <= found.hoog:
        return Oordeel.NIET_AANTOONBAAR
    if any(check.kan and not check.geslaagd and check.schatting.waarde * found.waarde > 0 for check in before):
        return Oordeel.TWIJFEL
    return Oordeel.LAGER if found.waarde < 0 else Oordeel.HOGER


def _warnings(fitted: Fitted, before: tuple[Toets, Toets], name: str, drawer: Drawer) -> list[Issue]:
    trend, earlier = before
    maat, issues = fitted.series.maat, []
    if trend.kan and not trend.geslaagd:
        issues.append(kinds.TREND_VOORAF.at(HERE, naam=name, **apart(maat, trend)))
    if earlier.kan and not earlier.geslaagd:
        year = fitted.series.jaren[fitted.series.voor_n - 1]
        issues.append(kinds.PIEK_VOORAF.at(HERE, naam=name, jaar=year, **apart(maat, earlier)))
    if drawer.te_weinig:
        issues.append(kinds.SAMEN_IN_GEMEENTE.at(HERE))
    return issues
