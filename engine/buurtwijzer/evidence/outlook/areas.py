"""What is expected of the areas of one series: forecast, interval, signal, or the reason why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.joining.join import BoolArray
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.outlook import issue_kinds as kinds
from buurtwijzer.evidence.outlook.forecast import Forecast, forecast
from buurtwijzer.evidence.outlook.model import IndicatorOutlook
from buurtwijzer.evidence.outlook.noise import estimate
from buurtwijzer.evidence.outlook.prepare import Prepared
from buurtwijzer.evidence.outlook.series import Series
from buurtwijzer.evidence.outlook.settings import Settings
from buurtwijzer.evidence.outlook.signals import Signals, SignalTrial, signal_trial, signals
from buurtwijzer.evidence.outlook.trial import interval, known_misses, tried
from buurtwijzer.evidence.outlook.widths import size_class
from buurtwijzer.rulebook.schema import Eenheid, Indicator, Richting

MANY = {Niveau.BUURT: ("buurt", "buurten"), Niveau.WIJK: ("wijk", "wijken"), Niveau.GEMEENTE: ("gemeente", "gemeenten")}
_WORSE = {Richting.HOGER_IS_GUNSTIGER: -1, Richting.LAGER_IS_GUNSTIGER: 1}
_LARGEST_PCT = 100.0


def expected_of(
    ready: Prepared,
    years: YearFigures,
    rule: Indicator,
    niveau: Niveau,
    ahead: tuple[int, ...],
    peers: IntArray | None,
    needed: int,
    settings: Settings,
) -> IndicatorOutlook:
    """Give what is expected of the areas of a series.

    Args:
        ready: The series, with years enough.
        years: The figures over years, which say what was refused.
        rule: The indicator.
        niveau: Level of the areas.
        ahead: Years ahead.
        peers: (n, q) comparable areas; None when there are none.
        needed: Comparable areas needed.
        settings: The numbers of the rulebook.
    """
    series, shown = ready.reeks, ready.zichtbaar
    misses = known_misses(series, shown, settings)
    if misses is None:
        raise ValueError(rule.id)
    made = forecast(series, np.array(ahead, dtype=np.float64), settings, misses.vergeten)
    low, high = interval(made, misses.widths(settings), size_class(series.inwoners, settings))
    reasons = _reasons(ready, years, made, settings)
    given = np.array([not reason for reason in reasons])
    middle, low, high = (
        np.where(given, _in_range(series.back(part), rule), np.nan) for part in (made.midden, low, high)
    )
    signal, trial = _signals(ready, made, rule, peers, needed, settings)
    scale = _level_before(series, settings) if series.is_telling else 1.0
    return IndicatorOutlook(
        indicator=rule.id,
        niveau=niveau,
        rijen=ready.rijen,
        jaren=tuple(series.jaren.tolist()),
        vooruit=tuple(int(series.jaren[-1]) + step for step in ahead),
        gezien=series.known(),
        laatste=np.where(shown, series.waarden[-1], np.nan),
        verwacht=middle,
        laag=low,
        hoog=high,
        reden=reasons,
        verandering=signal.verandering * scale,
        vergelijkbaar=signal.vergelijkbaar * scale,
        is_signaal=signal.is_signaal,
        is_bekeken=signal.bekeken,
        geijkt_op=misses.jaren,
        toets=tried(series, shown, settings),
        signaaltoets=trial,
        toevallig_n=signal.toevallig_n,
    )


def _signals(
    ready: Prepared,
    made: Forecast,
    rule: Indicator,
    peers: IntArray | None,
    needed: int,
    settings: Settings,
) -> tuple[Signals, SignalTrial | None]:
    series, amount = ready.reeks, len(ready.rijen)
    worse = _WORSE.get(rule.richting)
    if len(series.jaren) <= settings.signaal_jaren_n + 1:
        nothing, no = np.full(amount, np.nan), np.zeros(amount, dtype=bool)
        return Signals(nothing, nothing, no, no, float("nan")), None
    if peers is None or worse is None:
        alone = np.full((amount, 1), -1, dtype=np.int64)
        return signals(series, made.ruis, alone, ready.zichtbaar, 1, needed, settings), None
    shown = ready.zichtbaar
    found = signals(series, made.ruis, peers, shown, worse, needed, settings)
    before = estimate(series.take(slice(0, len(series.jaren) - 1)))
    return found, signal_trial(series, before, peers, shown, worse, needed, settings)


def _level_before(series: Series, settings: Settings) -> FloatArray:
    """Give (n,) the mean figure of the years before the last few: what a change of a count is a part of."""
    return np.asarray(series.waarden[: -settings.signaal_jaren_n].mean(axis=0))


def _in_range(values: FloatArray, rule: Indicator) -> FloatArray:
    """Keep a percentage a percentage; a count cannot leave its range on its own scale."""
    return np.clip(values, 0.0, _LARGEST_PCT) if rule.eenheid is Eenheid.PCT else values


def _reasons(ready: Prepared, years: YearFigures, made: Forecast, settings: Settings) -> tuple[str, ...]:
    """Give per area why nothing is expected of it; empty where something is."""
    small = (
        f"minder dan {format_number(settings.inwoners_n, 0)} inwoners of {format_number(settings.huishoudens_n, 0)} "
        "huishoudens, of niet bekend hoeveel"
    )
    series, known = ready.reeks, ready.reeks.known()
    missing_last: BoolArray = np.isnan(series.waarden[-1])
    changed = {item.code: item.reden for item in years.geweigerd}
    last = int(series.jaren[-1])
    found = []
    for number, row in enumerate(ready.rijen.tolist()):
        if not ready.zichtbaar[number]:
            found.append(small)
        elif np.isfinite(made.midden[0, number]):
            found.append("")
        elif years.codes[row] in changed:
            found.append(f"te weinig jaren over hetzelfde gebied: {changed[years.codes[row]]}")
        elif missing_last[number]:
            found.append(f"geen cijfer over {last}")
        else:
            found.append(f"te weinig jaren bekend ({known[number]}; nodig {settings.jaren_minimaal_n})")
    return tuple(found)


def without_outlook(made: IndicatorOutlook, naam: str) -> Iterator[Issue]:
    """Tell how many areas have no outlook, per reason.

    Args:
        made: What is expected.
        naam: Name of the figure.
    """
    for reason, count in sorted(Counter(reason for reason in made.reden if reason).items()):
        yield kinds.GEBIED_GEWEIGERD.at(
            "vooruitblik", indicator=naam, aantal=plural(count, *MANY[made.niveau]), reden=reason
        )
