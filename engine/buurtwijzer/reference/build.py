"""Makes a `Referentie` from a national table: first the indicators, then the scores that follow from these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from buurtwijzer.data.table import BuurtTable, FloatArray, State
from buurtwijzer.reference.country import Country, base_values, country_of
from buurtwijzer.reference.fitted import fit_factors_of, fit_profiles_of
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

_DECIMALS = 4
_SCORE_DECIMALS = 2
_GELDIG_JAREN = 3
_METHODE = (
    "Kwantielen over alle buurten van Nederland met ten minste {least} inwoners, gewogen naar inwoners. Van scores "
    "(uitkomsten) over alle buurten met een score, ongewogen, met cijfers van het jaar van de doelwaarden.{fitted} "
    "Gemaakt met 'buurtwijzer rules referentie'."
)

_FITTED = (
    " Profielen en ijkfactoren over de buurten met ten minste {inwoners} inwoners, {huishoudens} huishoudens en alle "
    "kenmerken; gedrag gewogen naar inwoners."
)
_KANSEN = (0.01, 0.05, 0.1, 0.25, 0.3, 0.5, 0.7, 0.75, 0.9, 0.95, 0.99)


@dataclass(frozen=True, slots=True, eq=False)
class Built:
    """A reference, with per segmentation how well each profile came back on resamples of the country (0-1)."""

    referentie: Referentie
    herkend: Mapping[str, tuple[float, ...]]


def build_reference(table: BuurtTable, rulebook: Rulebook) -> Referentie:
    """Make the national reference; see `build_with_profiles`."""
    return build_with_profiles(table, rulebook).referentie


def build_with_profiles(table: BuurtTable, rulebook: Rulebook) -> Built:
    """Make the national reference, keeping how well the profiles came back.

    Args:
        table: What `read_buurten` gave for national files.
        rulebook: Its indicators and outcomes; a reference it already has is not used.

    Returns:
        Quantiles of every indicator of the rulebook that the files have for enough buurten
        (``parameters/referentie``), of every outcome that can be scored in as many, and the profiles and factors of
        every segmentation that is fitted.

    Raises:
        InputError: The files are not about the country, or have too few buurten for a segmentation.
    """
    country = country_of(table, rulebook)
    least = round(rulebook.getal("referentie", "inwoners_n"))
    year = max(source.jaar for source in table.bestanden)
    indicators = [entry for item in rulebook.indicatoren.values() for entry in _indicator(item, country)]
    fits = fit_profiles_of(country.table, rulebook)
    profielen = [fit.entry for fit in fits]
    ijkfactoren = fit_factors_of(country.table, rulebook)
    found = Referentie(
        id=str(year),
        naam=f"Landelijke referentie {year}",
        jaar=year,
        methode=_METHODE.format(least=least, fitted=_fitted_words(rulebook) if profielen or ijkfactoren else ""),
        inwoners_min_n=least,
        gebieden_n=len(country.table),
        bestanden=[Bronbestand(bestand=source.naam, sha256=source.sha256) for source in table.bestanden],
        indicatoren=indicators,
        uitkomsten=[],
        profielen=profielen,
        ijkfactoren=ijkfactoren,
        bron=sorted({name for entry in indicators for name in rulebook.indicatoren[entry.indicator].bron}),
        status=Status.VASTGESTELD,
        eigenaar="beheerder regelboek",
        herzien_voor=date(year + _GELDIG_JAREN, 12, 1),
    )
    outcomes = list(_outcomes(country, replace(rulebook, referentie={found.id: found})))
    herkend = {fit.entry.segmentatie: fit.herkend for fit in fits}
    return Built(found.model_copy(update={"uitkomsten": outcomes}), herkend)


def _fitted_words(rulebook: Rulebook) -> str:
    numbers = {name: round(rulebook.getal("kleine_gebieden", f"{name}_n")) for name in ("inwoners", "huishoudens")}
    return _FITTED.format(**numbers)


def _indicator(item: Indicator, country: Country) -> Iterator[IndicatorReferentie]:
    values, year = base_values(country.table, item.id)
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


def _urbanity(values: FloatArray, country: Country) -> Stedelijkheid | None:
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


def _outcomes(country: Country, rulebook: Rulebook) -> Iterator[UitkomstReferentie]:
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
