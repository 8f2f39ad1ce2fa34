"""What an outlook says in Dutch: always an expectation with its margin, never a certainty."""

from __future__ import annotations

import math

from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.evidence.outlook.model import IndicatorOutlook, Outlook
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Soort

UNITS = {
    Eenheid.PCT: "%",
    Eenheid.PER_1000: "per 1.000 inwoners",
    Eenheid.EURO: "euro",
    Eenheid.DUIZEND_EURO: "duizend euro",
    Eenheid.PER_KM2: "per km2",
    Eenheid.AANTAL: "aantal",
}
SIGNAAL = "verslechtert sneller"
GEEN_SIGNAAL = "geen signaal"
NIET_BEKEKEN = "niet bekeken"
_TENTH = 10.0


def unit_of(indicator: str, rulebook: Rulebook) -> str:
    """Give the unit of a figure as people say it."""
    unit = rulebook.indicatoren[indicator].eenheid
    return UNITS.get(unit, unit.value)


def kind_of(indicator: str, rulebook: Rulebook) -> str:
    """Say that a figure is counted, asked or estimated with a model."""
    soort = rulebook.indicatoren[indicator].soort
    return "schatting (model)" if soort is Soort.SCHATTING else soort.value


def signal_word(made: IndicatorOutlook, place: int) -> str:
    """Say what the early warning says of one area."""
    if made.is_signaal[place]:
        return SIGNAAL
    return GEEN_SIGNAAL if made.is_bekeken[place] else NIET_BEKEKEN


def by_chance(made: IndicatorOutlook) -> str:
    """Say how many signals there are in all, and how many the same rule gives by chance; empty without a signal."""
    if not made.signalen_n:
        return ""
    return (
        f"In alle bestanden samen {plural(made.signalen_n, 'signaal', 'signalen')}; met andere "
        f"jaren als laatste geeft dezelfde regel er gemiddeld {format_number(made.toevallig_n, 1)}: zo veel "
        "kan toeval zijn."
    )


def times_of_ten(outlook: Outlook) -> str:
    """Say how often the figure falls inside, as people count: 8 van de 10 keer."""
    share = outlook.getallen.hoog_frac - outlook.getallen.laag_frac
    return f"{format_number(_TENTH * share, None)} van de 10 keer"


def explanation(outlook: Outlook, made: IndicatorOutlook, place: int, step: int, unit: str) -> str:
    """Say in a few sentences what is expected of one area in one year, or why nothing is.

    Args:
        outlook: The outlook.
        made: What is expected of the figure.
        place: The area.
        step: Which of the years ahead.
        unit: Unit in words.
    """
    if made.reden[place]:
        return f"Geen verwachting: {made.reden[place]}."
    middle, low, high = (format_number(part[step, place], 1) for part in (made.verwacht, made.laag, made.hoog))
    sentences = [
        f"Verwachting voor {made.vooruit[step]}: {middle} {unit}; {times_of_ten(outlook)} tussen {low} en {high}."
    ]
    own, theirs = float(made.verandering[place]), float(made.vergelijkbaar[place])
    if made.is_signaal[place] and not math.isnan(theirs):
        sentences.append(
            f"De laatste {outlook.getallen.signaal_jaren_n} jaar: {_signed(own)} ten opzichte van de jaren ervoor; "
            f"bij vergelijkbare gebieden {_signed(theirs)}. Elk van die jaren "
            "steekt eruit; zeker is het nooit. Ga na wat er speelt."
        )
    return " ".join(sentences)


def _signed(value: float) -> str:
    text = format_number(value, 1)
    return text if text.startswith("-") else f"+{text}"
