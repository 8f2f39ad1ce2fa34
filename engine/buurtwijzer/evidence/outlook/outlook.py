"""`outlook()`: what to expect of every figure that has years enough, how sure that is, and where it gets worse."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import BuurtTable, IntArray
from buurtwijzer.evidence.outlook import issue_kinds as kinds
from buurtwijzer.evidence.outlook.areas import MANY, expected_of, without_outlook
from buurtwijzer.evidence.outlook.compared import Missing, comparable, missing_for
from buurtwijzer.evidence.outlook.model import IndicatorOutlook, Outlook
from buurtwijzer.evidence.outlook.prepare import NIVEAUS, Prepared, prepare
from buurtwijzer.evidence.outlook.settings import Settings
from buurtwijzer.evidence.outlook.told import about, about_outcomes, no_signal
from buurtwijzer.rulebook.model import Rulebook

_PLACE = "vooruitblik"
Progress = Callable[[str, float], None]


def outlook(
    years: YearFigures,
    rulebook: Rulebook,
    *,
    gebieden: BuurtTable | None = None,
    vooruit: int | None = None,
    indicatoren: Collection[str] = (),
    progress: Progress | None = None,
) -> Outlook:
    """Give what is expected of areas in the years to come.

    Args:
        years: Figures over years, as `read_years` gives them.
        rulebook: The rules.
        gebieden: The areas with their composition, to find comparable ones; None looks for none.
        vooruit: Years ahead; None takes the number of the rulebook.
        indicatoren: Only these; empty takes all.
        progress: Gets the name of the step and the part that is done (0-1).

    Returns:
        What is expected per indicator and level, each with its own test; what has too few years is told.

    Raises:
        InputError: Not one figure has years enough.

    Source: design.md 4 (Evidence); rulebook ``parameters/vooruitblik``.
    """
    settings = Settings.of(rulebook)
    wanted = _Wanted(
        ahead=tuple(range(1, (settings.vooruit_n if vooruit is None else vooruit) + 1)),
        indicatoren=tuple(
            name
            for name in years.indicatoren
            if name in rulebook.indicatoren and (not indicatoren or name in indicatoren)
        ),
        needed=round(rulebook.getal("vergelijkbaar", "minimaal_n")),
    )
    found: list[IndicatorOutlook] = []
    issues: list[Issue] = []
    sources: dict[str, None] = {}
    for number, niveau in enumerate(NIVEAUS):
        rows = np.array([row for row, own in enumerate(years.niveau) if own is niveau], dtype=np.int64)
        if len(rows) < settings.gebieden_minimaal_n:
            continue
        (progress or _silent)(f"{MANY[niveau][1]} vooruitblikken", number / len(NIVEAUS))
        ready = _ready(years, rows, niveau, wanted, rulebook, settings, issues)
        near = comparable(years, rows, niveau, gebieden, rulebook) if ready and gebieden is not None else None
        missing = Missing((), ()) if gebieden is None else missing_for(niveau, gebieden, rulebook)
        for own in ready:
            rule = rulebook.indicatoren[own.indicator]
            made = expected_of(
                own, years, rule, niveau, wanted.ahead, None if near is None else near[0], wanted.needed, settings
            )
            made = replace(made, niet_bekeken=no_signal(made, rule, settings, missing))
            found.append(made)
            issues += [*about(made, rule, settings, missing), *without_outlook(made, rule.naam)]
        if near is not None:
            sources[near[1]] = None
    if not found:
        raise InputError([kinds.GEEN_VERWACHTING.at(_PLACE, **_needed(settings))])
    issues += about_outcomes({item.indicator for item in found}, rulebook)
    return Outlook(years, tuple(found), settings, join_words([*sources]), sort_issues((*years.issues, *issues)))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked: years ahead, indicators, and how many comparable areas there must be."""

    ahead: tuple[int, ...]
    indicatoren: tuple[str, ...]
    needed: int


def _ready(
    years: YearFigures,
    rows: IntArray,
    niveau: Niveau,
    wanted: _Wanted,
    rulebook: Rulebook,
    settings: Settings,
    issues: list[Issue],
) -> list[Prepared]:
    """Give the series of one level that have years enough, and tell of the others."""
    found, short = [], []
    for name in wanted.indicatoren:
        rule = rulebook.indicatoren[name]
        ready = prepare(years, rows, rule, settings)
        if ready is not None and ready.breuk is not None:
            before, after = ready.breuk
            words = {"indicator": rule.naam, "niveau": niveau.value, "van": before, "tot": after}
            issues.append(kinds.REEKSBREUK.at(_PLACE, **words))
        if ready is None or not ready.zichtbaar.any():
            short.append(rule.naam)
        else:
            found.append(ready)
    if short:
        words = {"niveau": niveau.value, "cijfers": join_words(short)}
        issues.append(kinds.TE_WEINIG_JAREN.at(_PLACE, **words, **_needed(settings)))
    return found


def _needed(settings: Settings) -> dict[str, int]:
    return {"jaren": settings.jaren_minimaal_n + 1, "gebieden": settings.gebieden_minimaal_n}


def _silent(_step: str, _done: float) -> None:
    return
