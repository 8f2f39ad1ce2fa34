"""What is worth telling about an outlook: what it rests on, and where its own test says to be careful."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.evidence.outlook import issue_kinds as kinds
from buurtwijzer.evidence.outlook.compared import Missing
from buurtwijzer.evidence.outlook.model import IndicatorOutlook
from buurtwijzer.evidence.outlook.settings import Settings
from buurtwijzer.evidence.outlook.widths import share_error
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Indicator, Richting, Soort

_PLACE = "vooruitblik"
_TWO = 2.0
_PCT = 100.0


def about(made: IndicatorOutlook, rule: Indicator, settings: Settings, missing: Missing) -> Iterator[Issue]:
    """Tell what is worth knowing of one figure at one level.

    Args:
        made: What is expected.
        rule: The indicator.
        settings: The numbers of the rulebook.
        missing: What areas of this level lack to be compared on.
    """
    naam = f"{rule.naam} per {made.niveau.value}"
    if rule.soort is Soort.SCHATTING:
        yield kinds.SCHATTING.at(_PLACE, indicator=naam)
    gaps = np.diff(made.jaren)
    tested = int(max(gaps[-len(made.geijkt_op) :]))
    if len(made.vooruit) > tested:
        yield kinds.VERDER_DAN_GETOETST.at(_PLACE, indicator=naam, getoetst=plural(tested, "jaar", "jaar"))
    if made.niet_bekeken:
        files = f" ({join_words(list(missing.bestanden))})" if missing.bestanden else ""
        words = {"reden": made.niet_bekeken, "niveau": made.niveau.value, "bestand": files}
        yield kinds.GEEN_SIGNAAL.at(_PLACE, indicator=naam, **words)
    if made.toets is None:
        yield kinds.NIET_GETOETST.at(_PLACE, indicator=naam)
        return
    share, promised = float(made.toets.binnen.mean()), settings.hoog_frac - settings.laag_frac
    if abs(share - promised) > max(_TWO * share_error(made.toets.binnen, made.toets.groep), settings.marge_frac):
        how = "ruimer dan nodig" if share > promised else "te krap, lees haar dus ruimer"
        words = {"deel": percent(share), "beloofd": percent(promised, 0), "hoe": how}
        yield kinds.MARGE_KLOPT_NIET.at(_PLACE, indicator=naam, jaar=made.toets.jaar, **words)


def percent(frac: float, decimals: int = 1) -> str:
    """Write a part as a percentage."""
    return f"{format_number(_PCT * frac, decimals)} %"


def no_signal(made: IndicatorOutlook, rule: Indicator, settings: Settings, missing: Missing) -> str:
    """Say why no area could be looked at for a signal; empty when some could.

    Args:
        made: What is expected.
        rule: The indicator.
        settings: The numbers of the rulebook.
        missing: What areas of this level lack to be compared on.
    """
    if rule.richting is Richting.GEEN:
        return "hoger of lager is hier niet beter of slechter"
    if len(made.jaren) <= settings.signaal_jaren_n + 1:
        return "te weinig jaren"
    if made.is_bekeken.any():
        return ""
    if not missing.cijfers:
        return "er zijn geen of te weinig vergelijkbare gebieden in deze bestanden"
    return (
        f"vergelijkbare gebieden zijn niet te vinden, want per {made.niveau.value} ontbreken "
        f"{join_words(list(missing.cijfers))}"
    )


def about_outcomes(known: Collection[str], rulebook: Rulebook) -> Iterator[Issue]:
    """Tell why scores have no outlook: too little of the weight has years enough, or its margin cannot be tested.

    Args:
        known: Indicators of which something is expected.
        rulebook: The rules.
    """
    least = rulebook.getal("dekking", "score_pct") / _PCT
    groups: tuple[list[str], list[str]] = ([], [])
    for naam, weights in _weights(rulebook):
        share = sum(weight for indicator, weight in weights if indicator in known)
        groups[share >= least * sum(weight for _, weight in weights)].append(naam.lower())
    reasons = (
        f"van minder dan {percent(least, 0)} van het gewicht zijn er genoeg jaren",
        "de marge van een som van cijfers is met zo weinig jaren niet te toetsen",
    )
    for names, reason in zip(groups, reasons, strict=True):
        if names:
            yield kinds.UITKOMST_ZONDER.at(_PLACE, uitkomsten=join_words(names), reden=reason)


def _weights(rulebook: Rulebook) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    """Give per leefgebied, kracht and risico its indicators with their weight."""
    for leefgebied in rulebook.leefgebieden.values():
        yield leefgebied.naam, [(part.indicator, part.gewicht_frac) for part in leefgebied.onderdelen]
    for kracht in rulebook.krachten.values():
        yield kracht.naam, [(part.indicator, part.gewicht_frac) for part in kracht.onderdelen]
    for risico in rulebook.risicos.values():
        yield risico.naam, [(part.indicator, part.gewicht_frac) for part in (*risico.druk, *risico.buffers)]
