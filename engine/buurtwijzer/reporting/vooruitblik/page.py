"""The test of an outlook as a page of text (Markdown): every figure as it was measured, none by hand."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.evidence.outlook.model import Outlook
from buurtwijzer.evidence.outlook.told import percent
from buurtwijzer.reporting.vooruitblik.measured import ALL, Measured, measured
from buurtwijzer.reporting.vooruitblik.trial_sheet import signal_words, verdict
from buurtwijzer.reporting.vooruitblik.words import by_chance
from buurtwijzer.rulebook.model import Rulebook

_HEADS = (
    "klasse",
    "gebieden",
    "fout",
    "vorig jaar",
    "gewogen",
    "t.o.v. vorig jaar",
    "t.o.v. gewogen",
    "binnen de marge",
    "oordeel",
)


def trial_page(outlook: Outlook, rulebook: Rulebook) -> Iterator[str]:
    """Give the lines of the page.

    Args:
        outlook: What is expected, with its test.
        rulebook: The rules.
    """
    promised = outlook.getallen.hoog_frac - outlook.getallen.laag_frac
    files = " ".join(dict.fromkeys(source.naam for source in outlook.cijfers.bestanden))
    yield "# Vooruitblik: hoe goed zij is"
    yield ""
    yield f"Gemeten met `buurtwijzer trend {files} --toets`. Het laatste jaar is voorspeld uit de jaren ervoor."
    yield (
        f"Fout: hoe ver de verwachting er gemiddeld naast zat, bij een telling in aantallen. Beloofd is dat "
        f"{percent(promised, 0)} binnen de marge valt."
    )
    for found in measured(outlook):
        if found.klasse == ALL:
            yield from _heading(found, rulebook)
        yield _line(found, promised)


def _heading(found: Measured, rulebook: Rulebook) -> Iterator[str]:
    made, trial = found.deel, found.deel.toets
    if trial is None:
        return
    years = join_words([str(year) for year in trial.geijkt_op])
    yield ""
    yield f"## {rulebook.indicatoren[made.indicator].naam} per {made.niveau.value}, {trial.jaar}"
    yield ""
    now = by_chance(made) or (f"Signalen niet bekeken: {made.niet_bekeken}." if made.niet_bekeken else "")
    yield " ".join(text for text in (f"De marge is gezet op {years}.", now, signal_words(found)) if text)
    yield ""
    yield f"| {' | '.join(_HEADS)} |"
    yield f"|{'---|' * len(_HEADS)}"


def _line(found: Measured, promised: float) -> str:
    ratios = [
        format_number(found.fout / other, 3) if other else "-" for other in (found.fout_vorig, found.fout_gewogen)
    ]
    errors = [format_number(value, 2) for value in (found.fout, found.fout_vorig, found.fout_gewogen)]
    inside = f"{percent(found.binnen_frac)} (± {percent(found.standaardfout_frac)})"
    cells = (found.klasse, format_number(found.gebieden, 0), *errors, *ratios, inside, verdict(found, promised))
    return f"| {' | '.join(cells)} |"
