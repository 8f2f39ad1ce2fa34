"""`write_years()`: an outlook as an Excel workbook. Same outlook, same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.table import IntArray
from buurtwijzer.evidence.outlook.model import Outlook
from buurtwijzer.evidence.outlook.told import percent
from buurtwijzer.reporting.blad import Blad
from buurtwijzer.reporting.plain_workbook import write_answer
from buurtwijzer.reporting.skeleton import Extra
from buurtwijzer.reporting.texts import STANDING_LINE
from buurtwijzer.reporting.vooruitblik.sheet import outlook_sheet
from buurtwijzer.reporting.vooruitblik.trial_sheet import trial_sheet
from buurtwijzer.reporting.vooruitblik.words import by_chance
from buurtwijzer.rulebook.model import Rulebook

_TITLE = "Buurtwijzer: vooruitblik"


def outlook_sheets(outlook: Outlook, rijen: IntArray, rulebook: Rulebook) -> tuple[Blad, ...]:
    """Give the sheets with what is expected and with its test; other sheets about years may stand behind them.

    Args:
        outlook: What is expected.
        rijen: Rows of the figures over years that are shown.
        rulebook: The rules.
    """
    return outlook_sheet(outlook, rijen, rulebook), trial_sheet(outlook, rulebook)


def write_years(
    bladen: Sequence[Blad],
    outlook: Outlook,
    pad: Path,
    *,
    issues: Sequence[Issue] = (),
    verantwoording: Iterable[tuple[str, str]] = (),
    extra_of: Callable[[str], Extra | None] = lambda _foot: None,
    overschrijf: bool = False,
    datum: date | None = None,
    invoer: Sequence[Path] = (),
) -> None:
    """Write sheets about years as a workbook, whole or not at all; Meldingen and Verantwoording come last.

    Args:
        bladen: The first sheets.
        outlook: What they rest on.
        pad: File to write; its name ends on ``.xlsx``.
        issues: What else is worth telling.
        verantwoording: What else decided the result.
        extra_of: As of `write_answer`.
        overschrijf: Whether an existing file may be replaced; a file that was read never is.
        datum: Date for the properties; None gives a fixed one: equal results, equal files.
        invoer: The files that were read.

    Raises:
        OutputError: The file could not be written; what was there is untouched.
    """
    write_answer(
        bladen,
        (*outlook.issues, *issues),
        (*about_outlook(outlook), *verantwoording),
        pad,
        _TITLE,
        bronnen=outlook.cijfers.bestanden,
        extra_of=extra_of,
        datum=datum,
        overschrijf=overschrijf,
        invoer=invoer,
    )


def about_outlook(outlook: Outlook) -> Iterator[tuple[str, str]]:
    """Say what an outlook is and what it rests on, in pairs of part and value."""
    settings = outlook.getallen
    yield "Gebruik", STANDING_LINE
    yield (
        "Wat een verwachting is",
        (
            "Wat er waarschijnlijk gebeurt als er niets bijzonders gebeurt. Zij is nooit zeker en zegt niets over een "
            "persoon. Lees altijd de marge (laag en hoog) mee."
        ),
    )
    yield (
        "Hoe zij wordt gemaakt",
        (
            "Het niveau van nu zonder het toeval van losse jaren, samen met een gewogen gemiddelde van alle jaren; "
            "een trend telt alleen mee zover hij meer is dan toeval, en dempt elk jaar verder vooruit. Kleine "
            "aantallen worden een beetje naar hun gemeente getrokken."
        ),
    )
    inside = percent(settings.hoog_frac - settings.laag_frac, 0)
    yield (
        "Hoe de marge wordt gemaakt",
        (
            f"Zo breed dat in eerdere jaren {inside} van de uitkomsten erbinnen viel, per grootteklasse. Blad Toets "
            "zegt hoe vaak dat uitkwam in een jaar waar de marge niet op rust."
        ),
    )
    yield (
        "Wanneer er een signaal is",
        (
            f"Elk van de laatste {settings.signaal_jaren_n} jaar was slechter dan de jaren ervoor, meer dan bij "
            "vergelijkbare gebieden. De grens ligt zo, dat dezelfde regel met andere jaren als laatste hoogstens "
            f"{percent(settings.signaal_frac, 0)} van het aantal signalen geeft. Een signaal is een vraag om te gaan "
            "kijken, geen oordeel."
        ),
    )
    yield "Vergelijkbare gebieden", outlook.vergelijking or "niet gevonden"
    for made in outlook.delen:
        years, tested = (join_words([str(year) for year in own]) for own in (made.jaren, made.geijkt_op))
        yield f"{made.indicator} per {made.niveau.value}", f"Jaren {years}; marge gezet op {tested}."
        chance = by_chance(made) or (f"Niet bekeken: {made.niet_bekeken}." if made.niet_bekeken else "Geen.")
        yield f"signalen {made.indicator} per {made.niveau.value}", chance
    for name in ("demping_frac", "combinatie_frac", "uitschieter_sd", "krimp_grens_sd", "ijkmarge_se"):
        yield f"regel {name}", format_number(getattr(settings, name))
    for source in dict.fromkeys((source.naam, source.sha256) for source in outlook.cijfers.bestanden):
        yield f"bestand {source[0]}", f"sha256 {source[1]}"
