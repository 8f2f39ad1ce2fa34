"""The timeline "hoe kwam het zo" of ``trend``: which areas and subjects are asked, and how they are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from buurtwijzer.core.codes import normalise_code, own_code
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import sort_issues
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.evidence.outlook.issue_kinds import GEEN_VERWACHTING
from buurtwijzer.evidence.outlook.model import Outlook
from buurtwijzer.evidence.outlook.settings import Settings
from buurtwijzer.evidence.timeline.build import timelines
from buurtwijzer.evidence.timeline.model import Timelines
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer_excel.cli.asked import asked_outcome
from buurtwijzer_excel.cli.trend_issue_kinds import ALLEEN_TIJDLIJN


def asked_timelines(
    years: YearFigures, rulebook: Rulebook, codes: Sequence[str], subjects: Sequence[str]
) -> Timelines | None:
    """Follow what is asked through the years; None when nothing is.

    Without a subject every outcome and figure is tried, and those that can be given are kept.

    Args:
        years: The figures.
        rulebook: The rules.
        codes: Areas as they were typed.
        subjects: Ids or names of outcomes, or ids of figures, as they were typed.

    Raises:
        InputError: An area or figure is not in the files.
        click.UsageError: There is no such outcome.
    """
    if not codes:
        return None
    areas = [_code(code, years) for code in codes]
    if subjects:
        known = rulebook.indicatoren
        return timelines(
            years, rulebook, areas, [one if one in known else asked_outcome(one, rulebook) for one in subjects]
        )
    found = timelines(years, rulebook, areas, _all(years, rulebook))
    given = tuple(line for line in found.lijnen if not line.reden)
    # What could not be given was not asked for by name, so it is not told either.
    told = {line.onderwerp.id for line in given}
    again = timelines(years, rulebook, areas, [id_ for id_ in _all(years, rulebook) if id_ in told])
    return replace(again, lijnen=given) if given else found


def outlook_beside(made: Callable[[], Outlook], years: YearFigures, rulebook: Rulebook) -> Outlook:
    """Give the outlook beside a timeline; an empty one that says why when there are too few years for it.

    Args:
        made: Makes the outlook.
        years: The figures.
        rulebook: The rules.

    Raises:
        InputError: It cannot be made for another reason.
    """
    try:
        return made()
    except InputError as error:
        if any(issue.code != GEEN_VERWACHTING.code for issue in error.issues):
            raise
        told = [ALLEEN_TIJDLIJN.at("--tijdlijn", reden=issue.message) for issue in error.issues]
    return Outlook(years, (), Settings.of(rulebook), "", sort_issues((*years.issues, *told)))


def _code(asked: str, years: YearFigures) -> str:
    own = own_code(asked)
    return own if own is not None and own in years.codes else normalise_code(asked) or asked.strip()


def _all(years: YearFigures, rulebook: Rulebook) -> list[str]:
    outcomes = [*rulebook.leefgebieden, *rulebook.krachten, *rulebook.risicos]
    several = (np.isfinite(years.waarden).any(axis=1)).sum(axis=0) > 1
    return [*outcomes, *(id_ for id_, there in zip(years.indicatoren, several.tolist(), strict=True) if there)]
