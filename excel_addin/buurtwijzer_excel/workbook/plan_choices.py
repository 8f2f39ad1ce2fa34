"""Lists to choose from on the sheet ``Plan``: areas, payers and interventions, these beside the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from buurtwijzer.data.own.rows import OwnRows
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom, Rij
from buurtwijzer.reporting.rekenbladen.model import Bereik
from buurtwijzer.rulebook.schema import Interventie, Partij
from buurtwijzer_excel.workbook.dressing import Keuzelijst

CHOICE, MEANING = "keuze interventie", "wat het is"
_ROOM = 40
"""Rows for lines that the user adds."""


def with_interventions(blad: Blad, interventies: Mapping[str, Interventie]) -> Blad:
    """Put the interventions that may be chosen in two columns beside the plan.

    Args:
        blad: The sheet Plan.
        interventies: What the rules have, by id.
    """
    beside = sorted((id_, rule.naam) for id_, rule in interventies.items())
    columns = (Kolom(CHOICE, CelSoort.TEKST, 24), Kolom(MEANING, CelSoort.TEKST, 40))
    empty: Rij = (None,) * len(blad.kolommen)
    rows = tuple(
        (*(line or empty), *(pair or (None, None))) for line, pair in zip_longest(blad.rijen, beside, fillvalue=None)
    )
    return replace(blad, kolommen=(*blad.kolommen, *columns), rijen=rows)


def plan_choices(blad: Blad, naam: str, gebieden: str, own: OwnRows) -> Sequence[Keuzelijst]:
    """Give the lists of a sheet Plan.

    Args:
        blad: The sheet, made by `with_interventions`.
        naam: What it is called in the workbook.
        gebieden: The sheet with the areas.
        own: Where their codes stand on it.
    """
    heads = [kolom.kop for kolom in blad.kolommen]
    lines = sum(1 for row in blad.rijen if row[0])
    choice = heads.index(CHOICE)
    count = sum(1 for row in blad.rijen if row[choice])
    parties = tuple(sorted(party_name(partij) for partij in Partij))
    first, last = min(own.codes), max(own.codes)

    def cells(kop: str) -> Bereik:
        return Bereik(naam, 1, heads.index(kop), lines + _ROOM)

    return (
        Keuzelijst(
            cells("gebied"),
            Bereik(gebieden, first, own.kolom, last - first + 1),
            "Welk gebied",
            f"Kies een code uit blad '{gebieden}', of typ er een.",
        ),
        Keuzelijst(
            cells("interventie"),
            Bereik(naam, 1, choice, count),
            "Welke interventie",
            f"Kies er een. Wat elk is, staat rechts in de kolommen '{CHOICE}' en '{MEANING}'.",
        ),
        Keuzelijst(
            cells("verdeling"),
            parties,
            "Wie betaalt",
            "Kies wie alles betaalt, of typ delen: gemeente 60%; corporatie 40%.",
        ),
        Keuzelijst(cells("partij"), parties, "Wiens budget", "Kies de partij die dit budget heeft."),
    )
