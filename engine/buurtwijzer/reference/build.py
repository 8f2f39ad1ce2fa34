"""Makes a `Referentie` from a national table: first the indicators, then the scores that follow from these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import IssueKind, Severity
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray, State
from buurtwijzer.reference.quantiles import weighted_moments, weighted_quantiles, weighted_slope
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import (
    Bronbestand,
    Indicator,
    IndicatorReferentie,
    Kwantielen,
    Referentie,
    Status,
    Stedelijkheid,
    UitkomstReferentie,
)
from buurtwijzer.scoring.recipe import recipes
from buurtwijzer.scoring.score import score_outcomes
from buurtwijzer.scoring.urbanity import log_density

_DECIMALS = 4
_SCORE_DECIMALS = 2
_GELDIG_JAREN = 3
_METHODE = (
    "Kwantielen over alle buurten van Nederland met ten minste {least} inwoners, gewogen naar inwoners. Van scores "
    "(uitkomsten) over alle buurten met een score, ongewogen, met cijfers van het jaar van de doelwaarden. Gemaakt "
    "met 'buurtwijzer rules referentie'."
)

D395 = IssueKind(
    "D395",
    Severity.FOUT,
    "Geen landelijke bestanden",
    "De bestanden hebben {buurten} buurten in {gemeenten} gemeenten; voor een landelijke referentie zijn er ten minste "
    "{least} buurten in {least_gemeenten} gemeenten nodig.",
    "Geef de bestanden van heel Nederland.",
)
KINDS = (D395,)
_KANSEN = (0.01, 0.05, 0.1, 0.25, 0.3, 0.5, 0.7, 0.75, 0.9, 0.95, 0.99)


@dataclass(frozen=True, slots=True, eq=False)
class _Country:
    """The buurten that count, with what their values are weighed by, and how many there must be at least."""

    table: BuurtTable
    inwoners: FloatArray
    log_dichtheid: FloatArray
    gebieden_min_n: int


def build_reference(table: BuurtTable, rulebook: Rulebook) -> Referentie:
    """Make the national reference.

    Args:
        table: What `read_buurten` gave for national files.
        rulebook: Its indicators and outcomes; a reference it already has is not used.

    Returns:
        Quantiles of every indicator of the rulebook that the files have for enough buurten
        (``parameters/referentie``), and of every outcome that can be scored in as many.

    Raises:
        InputError: The files are not about the country.
    """
    country = _country(table, rulebook)
    least = round(rulebook.getal("referentie", "inwoners_n"))
    year = max(source.jaar for source in table.bestanden)
    indicators = [entry for item in rulebook.indicatoren.values() for entry in _indicator(item, country)]
    found = Referentie(
        id=str(year),
        naam=f"Landelijke referentie {year}",
        jaar=year,
        methode=_METHODE.format(least=least),
        inwoners_min_n=least,
        gebieden_n=len(country.table),
        bestanden=[Bronbestand(bestand=source.naam, sha256=source.sha256) for source in table.bestanden],
        indicatoren=indicators,
        uitkomsten=[],
        bron=sorted({name for entry in indicators for name in rulebook.indicatoren[entry.indicator].bron}),
        status=Status.VASTGESTELD,
        eigenaar="beheerder regelboek",
        herzien_voor=date(year + _GELDIG_JAREN, 12, 1),
    )
    outcomes = list(_outcomes(country, replace(rulebook, referentie={found.id: found})))
    return found.model_copy(update={"uitkomsten": outcomes})


def _country(table: BuurtTable, rulebook: Rulebook) -> _Country:
    least, gemeenten_n = (round(rulebook.getal("referentie", name)) for name in ("gebieden_n", "gemeenten_n"))
    buurten = table.rows_of(Niveau.BUURT)
    chosen = table.take(buurten[table.inwoners[buurten] >= rulebook.getal("referentie", "inwoners_n")])
    gemeenten = {code[2:6] for code in chosen.code}
    if len(chosen) < least or len(gemeenten) < gemeenten_n:
        words = {"least": least, "least_gemeenten": gemeenten_n}
        place = ", ".join(source.naam for source in table.bestanden)
        raise InputError([D395.at(place, buurten=len(chosen), gemeenten=len(gemeenten), **words)])
    return _Country(chosen, chosen.inwoners, log_density(chosen), least)


def _indicator(item: Indicator, country: _Country) -> Iterator[IndicatorReferentie]:
    column = country.table.column(item.id)
    year = _base_year(country.table.jaar[:, column])
    values = np.where(country.table.jaar[:, column] == year, country.table.values[:, column], np.nan)
    rows = np.flatnonzero(np.isfinite(values))
    if len(rows) < country.gebieden_min_n:
        return
    quantiles = _quantiles(values[rows], country.inwoners[rows])
    if quantiles.p5 >= quantiles.p95:
        return
    moments = weighted_moments(values[rows], country.inwoners[rows])
    yield IndicatorReferentie(
        indicator=item.id,
        eenheid=item.eenheid,
        jaar=year,
        gebieden_n=len(rows),
        gemiddelde=round(moments.gemiddelde, _DECIMALS),
        spreiding=round(moments.spreiding, _DECIMALS),
        kwantielen=quantiles,
        stedelijkheid=_urbanity(values, country) if item.stedelijkheid_corrigeren else None,
    )


def _base_year(years: IntArray) -> int:
    """Give the year most areas have a value of, the latest of equals; 0 without any value."""
    found, count = np.unique(years[years > 0], return_counts=True)
    return int(found[count == count.max()].max()) if len(found) else 0


def _of_base_years(table: BuurtTable, rulebook: Rulebook) -> BuurtTable:
    """Leave out values of another year than that of the goalposts: they tell of time, not of the country."""
    values, state = table.values.copy(), table.state.copy()
    scales = {scale.indicator: scale for recipe in recipes(rulebook) for scale in recipe.schalen}
    landelijk = rulebook.landelijk
    known = set() if landelijk is None else {entry.indicator for entry in landelijk.indicatoren}
    for name in sorted(known & set(scales)):
        column = table.column(name)
        other = (table.jaar[:, column] > 0) & (table.jaar[:, column] != scales[name].jaar)
        values[other, column], state[other, column] = np.nan, State.ONTBREEKT
    return replace(table, values=values, state=state)


def _urbanity(values: FloatArray, country: _Country) -> Stedelijkheid | None:
    rows = np.flatnonzero(np.isfinite(values) & np.isfinite(country.log_dichtheid))
    if len(rows) < country.gebieden_min_n:
        return None
    weights, density = country.inwoners[rows], country.log_dichtheid[rows]
    slope = round(weighted_slope(density, values[rows], weights), _DECIMALS)
    middle = round(float(np.average(density, weights=weights)), _DECIMALS)
    quantiles = _quantiles(values[rows] - slope * (density - middle), weights)
    return (
        Stedelijkheid(helling=slope, midden_log=middle, kwantielen=quantiles) if quantiles.p5 < quantiles.p95 else None
    )


def _outcomes(country: _Country, rulebook: Rulebook) -> Iterator[UitkomstReferentie]:
    for outcome in score_outcomes(_of_base_years(country.table, rulebook), rulebook):
        rows = np.flatnonzero(np.isfinite(outcome.score))
        if len(rows) < country.gebieden_min_n:
            continue
        quantiles = _quantiles(outcome.score[rows], np.ones(len(rows)), _SCORE_DECIMALS)
        if quantiles.p10 < quantiles.p90:
            yield UitkomstReferentie(
                uitkomst=outcome.id,
                gebieden_n=len(rows),
                dekking_frac=round(float(outcome.dekking[rows].mean()), _DECIMALS),
                kwantielen=quantiles,
            )


def _quantiles(values: FloatArray, weights: FloatArray, decimals: int = _DECIMALS) -> Kwantielen:
    found = np.round(weighted_quantiles(values, weights, _KANSEN), decimals) + 0.0
    return Kwantielen(**dict(zip(Kwantielen.model_fields, found.tolist(), strict=True)))
