"""The buurten of the country that count, and their values of one year: what everything in the reference starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import IssueKind, Severity
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.urbanity import log_density

D395 = IssueKind(
    "D395",
    Severity.FOUT,
    "Geen landelijke bestanden",
    "De bestanden hebben {buurten} buurten in {gemeenten} gemeenten; voor een landelijke referentie zijn er ten minste "
    "{least} buurten in {least_gemeenten} gemeenten nodig.",
    "Geef de bestanden van heel Nederland.",
)
KINDS = (D395,)


@dataclass(frozen=True, slots=True, eq=False)
class Country:
    """The buurten that count, with what their values are weighed by, and how many there must be at least."""

    table: BuurtTable
    inwoners: FloatArray
    log_dichtheid: FloatArray
    gebieden_min_n: int


def country_of(table: BuurtTable, rulebook: Rulebook) -> Country:
    """Take the buurten that count.

    Raises:
        InputError: The files are not about the country.
    """
    least, gemeenten_n = (round(rulebook.getal("referentie", name)) for name in ("gebieden_n", "gemeenten_n"))
    buurten = table.rows_of(Niveau.BUURT)
    chosen = table.take(buurten[table.inwoners[buurten] >= rulebook.getal("referentie", "inwoners_n")])
    gemeenten = {code[2:6] for code in chosen.code}
    if len(chosen) < least or len(gemeenten) < gemeenten_n:
        words = {"least": least, "least_gemeenten": gemeenten_n}
        place = ", ".join(source.naam for source in table.bestanden)
        raise InputError([D395.at(place, buurten=len(chosen), gemeenten=len(gemeenten), **words)])
    return Country(chosen, chosen.inwoners, log_density(chosen, rulebook), least)


def base_year(years: IntArray) -> int:
    """Give the year most areas have a value of, the latest of equals; 0 without any value."""
    found, count = np.unique(years[years > 0], return_counts=True)
    return int(found[count == count.max()].max()) if len(found) else 0


def base_values(table: BuurtTable, indicator: str) -> tuple[FloatArray, int]:
    """Give (n,) values of an indicator of the year that most areas have, NaN elsewhere, and that year (0: none)."""
    column = table.column(indicator)
    year = base_year(table.jaar[:, column])
    return np.where(table.jaar[:, column] == year, table.values[:, column], np.nan), year
