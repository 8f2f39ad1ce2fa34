"""Sheet ``Vooruitblik``: per area, figure and year what is expected, with its margin, or why nothing is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from buurtwijzer.core.dutch import join_words
from buurtwijzer.data.table import IntArray
from buurtwijzer.evidence.outlook.model import IndicatorOutlook, Outlook
from buurtwijzer.evidence.outlook.prepare import latest
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom, LuieRijen, Rij, counts, numbers
from buurtwijzer.reporting.vooruitblik.words import explanation, kind_of, signal_word, unit_of
from buurtwijzer.rulebook.model import Rulebook

PINNED = 2
_DECIMALS = 1


def outlook_sheet(outlook: Outlook, rijen: IntArray, rulebook: Rulebook) -> Blad:
    """Build the sheet.

    Args:
        outlook: What is expected.
        rijen: Rows of the figures over years that are shown.
        rulebook: The rules.
    """
    amount = sum(len(shown_of(made, rijen)) * len(made.vooruit) for made in outlook.delen)
    rows = LuieRijen(amount, lambda: _rows(outlook, rijen, rulebook))
    return Blad("Vooruitblik", "bwz_vooruitblik", _columns(outlook), rows, PINNED, regels=2)


def shown_of(made: IndicatorOutlook, rijen: IntArray) -> list[int]:
    """Give the places of the areas that are shown."""
    return [int(place) for place in np.flatnonzero(np.isin(made.rijen, rijen))]


def _columns(outlook: Outlook) -> tuple[Kolom, ...]:
    settings = outlook.getallen
    last = settings.signaal_jaren_n
    chance = f"{settings.hoog_frac - settings.laag_frac:.0%}".replace("%", " %")
    alike = outlook.vergelijking or "er zijn er geen gevonden"
    return (
        Kolom("code", CelSoort.CODE, 11.5, "Code van het CBS."),
        Kolom("naam", CelSoort.TEKST, 26),
        Kolom("gemeente", CelSoort.TEKST, 16, gevouwen=True),
        Kolom("niveau", CelSoort.TEKST, 10),
        Kolom("inwoners", CelSoort.AANTAL, 10, "Laatste aantal dat bekend is; het CBS rondt af op 5."),
        Kolom("cijfer", CelSoort.TEKST, 26, "Waar de verwachting over gaat.", begint_groep=True),
        Kolom("eenheid", CelSoort.TEKST, 18, gevouwen=True),
        Kolom("soort", CelSoort.TEKST, 12, "Feit (geteld), beleving, of schatting met een model.", gevouwen=True),
        Kolom("jaren bekend", CelSoort.AANTAL, 9, "Zo veel jaren van dit gebied tellen mee.", gevouwen=True),
        Kolom("laatste jaar", CelSoort.CODE, 9),
        Kolom("laatste cijfer", CelSoort.PUNTEN, 10),
        Kolom("jaar", CelSoort.CODE, 8, "Jaar waar de verwachting over gaat.", begint_groep=True),
        Kolom("verwachting", CelSoort.PUNTEN, 13, "Wat wij verwachten als er niets bijzonders gebeurt. Nooit zeker."),
        Kolom(
            "laag", CelSoort.BAND, 9, f"Onderkant van de marge: het cijfer valt in {chance} van de gevallen erbinnen."
        ),
        Kolom("hoog", CelSoort.BAND, 9, "Bovenkant van de marge. Zie blad Toets hoe vaak dat uitkwam."),
        Kolom(
            "verandering",
            CelSoort.VERSCHIL,
            12,
            f"Gemiddelde van de laatste {last} jaar ({_spans(outlook)}) min dat van de jaren ervoor.",
            begint_groep=True,
        ),
        Kolom(
            "bij vergelijkbare",
            CelSoort.VERSCHIL,
            14,
            f"Hetzelfde bij vergelijkbare gebieden ({alike}), omgerekend naar de hoogte van dit gebied.",
        ),
        Kolom(
            "signaal",
            CelSoort.TEKST,
            16,
            f"Of elk van de laatste {last} jaar slechter is dan de jaren ervoor, meer dan bij vergelijkbare gebieden "
            "en meer dan door toeval. Hoeveel er toch toeval kan zijn, is gemeten: zie blad Toets en Verantwoording.",
        ),
        Kolom("reden", CelSoort.LANGE_TEKST, 30, "Waarom er geen verwachting is.", begint_groep=True),
        Kolom("toelichting", CelSoort.LANGE_TEKST, 66, gevouwen=True),
    )


def _spans(outlook: Outlook) -> str:
    """Say which years a change is over, per run of years that occurs."""
    last = outlook.getallen.signaal_jaren_n
    runs = dict.fromkeys(made.jaren for made in outlook.delen if len(made.jaren) > last)
    texts = [f"{own[-last]}-{own[-1]} naast {own[0]}-{own[-last - 1]}" for own in runs]
    return join_words(texts) or "niet bekend"


def _rows(outlook: Outlook, rijen: IntArray, rulebook: Rulebook) -> Iterator[Rij]:
    figures = outlook.cijfers
    residents = counts(latest(figures.inwoners))
    for made in outlook.delen:
        rule, unit = rulebook.indicatoren[made.indicator], unit_of(made.indicator, rulebook)
        kind = kind_of(made.indicator, rulebook)
        last, change, alike = (
            numbers(part, _DECIMALS) for part in (made.laatste, made.verandering, made.vergelijkbaar)
        )
        ends = [
            [numbers(part[step], _DECIMALS) for part in (made.verwacht, made.laag, made.hoog)]
            for step in range(len(made.vooruit))
        ]
        for place in shown_of(made, rijen):
            row = int(made.rijen[place])
            for step, year in enumerate(made.vooruit):
                yield (
                    figures.codes[row],
                    figures.naam[row],
                    figures.gemeente[row],
                    made.niveau.value,
                    residents[row],
                    rule.naam,
                    unit,
                    kind,
                    int(made.gezien[place]),
                    str(made.jaren[-1]),
                    last[place],
                    str(year),
                    *(column[place] for column in ends[step]),
                    change[place],
                    alike[place],
                    signal_word(made, place),
                    made.reden[place] or None,
                    explanation(outlook, made, place, step, unit),
                )
