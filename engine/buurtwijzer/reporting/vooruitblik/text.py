"""An outlook on the terminal: how good it was, where the signals are, and a short list of what is expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.data.table import IntArray
from buurtwijzer.evidence.outlook.areas import MANY
from buurtwijzer.evidence.outlook.model import IndicatorOutlook, Outlook
from buurtwijzer.evidence.outlook.told import percent
from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.vooruitblik.measured import ALL, measured
from buurtwijzer.reporting.vooruitblik.sheet import shown_of
from buurtwijzer.reporting.vooruitblik.words import GEEN_SIGNAAL, by_chance, signal_word, times_of_ten, unit_of
from buurtwijzer.rulebook.model import Rulebook

_MOST = 12
_NAME = 34
_TEXTS = 2
Row = Sequence[str]


def outlook_lines(outlook: Outlook, rijen: IntArray, rulebook: Rulebook) -> list[str]:
    """Give the lines.

    Args:
        outlook: What is expected.
        rijen: Rows of the figures over years that are shown.
        rulebook: The rules.
    """
    lines: list[str] = []
    for made in outlook.delen:
        places = shown_of(made, rijen)
        if places:
            lines += [*([""] if lines else []), *_of_figure(outlook, made, places, rulebook)]
    tested = [found for found in measured(outlook) if found.klasse == ALL]
    for found in tested:
        name = rulebook.indicatoren[found.deel.indicator].naam
        year = found.deel.toets.jaar if found.deel.toets is not None else ""
        lines.append(
            f"Toets {name} per {found.deel.niveau.value}, {year}: fout {format_number(found.fout, 2)}; hetzelfde als "
            f"vorig jaar {format_number(found.fout_vorig, 2)}, gewogen gemiddelde "
            f"{format_number(found.fout_gewogen, 2)}; {percent(found.binnen_frac)} binnen de marge."
        )
    return lines


def _of_figure(outlook: Outlook, made: IndicatorOutlook, places: list[int], rulebook: Rulebook) -> Iterator[str]:
    rule = rulebook.indicatoren[made.indicator]
    given = [place for place in places if not made.reden[place]]
    warned = [place for place in given if made.is_signaal[place]]
    what = f"{rule.naam} ({unit_of(made.indicator, rulebook)})"
    yield f"{what}, verwachting voor {made.vooruit[0]}, {times_of_ten(outlook)} binnen de marge"
    rest = len(places) - len(given)
    yield f"{plural(len(given), *MANY[made.niveau])} met een verwachting, {format_number(rest, 0)} zonder."
    yield from _warnings(made, given, len(warned))
    chosen = given if len(given) <= _MOST else warned[:_MOST]
    if not chosen:
        return
    rows: list[Row] = [("code", "naam", str(made.jaren[-1]), "verwachting", "laag", "hoog", "signaal")]
    figures = outlook.cijfers
    for place in chosen:
        row = int(made.rijen[place])
        values = (made.laatste[place], made.verwacht[0, place], made.laag[0, place], made.hoog[0, place])
        shown = [format_number(float(value), 1) for value in values]
        rows.append((figures.codes[row], clean_text(figures.naam[row])[:_NAME], *shown, _signal(made, place)))
    yield from _table(rows)
    if len(warned) > _MOST and chosen is not given:
        yield f"en nog {len(warned) - _MOST} signalen"


def _signal(made: IndicatorOutlook, place: int) -> str:
    if made.is_signaal[place]:
        return "ja"
    word = signal_word(made, place)
    return "" if word == GEEN_SIGNAAL else word


def _warnings(made: IndicatorOutlook, given: Sequence[int], warned: int) -> Iterator[str]:
    """Say how many signals there are, and of how many areas it is not known: that is no reassurance."""
    looked = sum(bool(made.is_bekeken[place]) for place in given)
    if looked:
        yield (
            f"{plural(warned, 'signaal', 'signalen')} (verslechtert sneller dan vergelijkbare) bij "
            f"{plural(looked, *MANY[made.niveau])} die bekeken zijn. {by_chance(made)}"
        ).rstrip()
    if looked < len(given):
        why = made.niet_bekeken or "te weinig vergelijkbare gebieden, of te weinig jaren"
        yield f"Signaal niet bekeken bij {plural(len(given) - looked, *MANY[made.niveau])}: {why}."


def _table(rows: Sequence[Row]) -> Iterator[str]:
    """Lay out rows: code and name to the left, numbers to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [text.rjust(width) for text, width in zip(row, widths, strict=True)]
        cells[:_TEXTS] = [text.ljust(width) for text, width in zip(row[:_TEXTS], widths, strict=False)]
        yield "  ".join(cells).rstrip()
