"""The shipped segmentations on all of the Netherlands: the goals they were chosen for, counted again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.table import BuurtTable, FloatArray, State
from buurtwijzer.reference.fitted import VOOROP
from buurtwijzer.segmentation.from_tables import table_margins
from buurtwijzer.segmentation.indextable import contributions, fit_factors, group_shares, index_table
from buurtwijzer.segmentation.model import Segments
from buurtwijzer.segmentation.segment import segment_areas
from tests.geladen import meegeleverd

REGELS = meegeleverd()
PROFIELEN, GROEPEN = REGELS.segmentaties["leefstijlprofielen"], REGELS.segmentaties["bewonersgroepen"]
LEEFTIJD = {
    "leeftijd_0_14": "k_0Tot15Jaar_8",
    "leeftijd_15_24": "k_15Tot25Jaar_9",
    "leeftijd_25_44": "k_25Tot45Jaar_10",
    "leeftijd_45_64": "k_45Tot65Jaar_11",
    "leeftijd_65_plus": "k_65JaarOfOuder_12",
}
DIRECT = {
    "huishoudensgrootte": "g_hhgro",
    "koopwoningen": "p_koopw",
    "eengezinswoningen": "p_1gezw",
    "woz_waarde": "g_wozbag",
    "stedelijkheid": "ste_oad",
}
GEDRAG = {"Eenzaam_28": 0.60, "Vrijwilligerswerk_33": 0.48, "Mantelzorger_32": 0.48}


@cache
def landelijk(testdata: Path) -> BuurtTable:
    """All buurten of 2024; the file left 0 empty, so what is empty stays unknown."""
    alle = pd.read_csv(testdata / "kwb2024_landelijk_selectie.csv.gz", dtype={"gwb_code": str})
    buurt = alle[alle["recs"] == "Buurt"].set_index("gwb_code").sort_index()
    ages = pd.read_csv(testdata / "kwb2024_buurten_leeftijd_misdrijven.csv.gz").set_index("WijkenEnBuurten")
    both = buurt.join(ages.drop(columns="Gemeentenaam_1"))
    names = tuple(sorted(REGELS.indicatoren))
    values = np.full((len(both), len(names)), np.nan)
    people = both["AantalInwoners_5"].where(both["AantalInwoners_5"] > 0)
    homes = both["HuishoudensTotaal_29"].where(both["HuishoudensTotaal_29"] > 0)
    for name, column in LEEFTIJD.items():
        values[:, names.index(name)] = 100 * both[column] / people
    values[:, names.index("huishoudens_met_kinderen")] = 100 * both["HuishoudensMetKinderen_32"] / homes
    for name, column in DIRECT.items():
        values[:, names.index(name)] = both[column]
    n = len(both)
    return BuurtTable(
        code=tuple(both.index),
        naam=tuple(both["regio"]),
        gemeente=tuple(both["gm_naam"]),
        niveau=(Niveau.BUURT,) * n,
        inwoners=both["a_inw"].to_numpy(np.float64),
        huishoudens=both["a_hh"].to_numpy(np.float64),
        indicatoren=names,
        values=values,
        state=np.where(np.isnan(values), State.ONTBREEKT, State.GEMETEN).astype(np.uint8),
        jaar=np.full(values.shape, 2024, dtype=np.int64),
        gebruik=np.full(values.shape, -1, dtype=np.int64),
        rij=np.zeros((n, 0), dtype=np.int64),
        gewijzigd=np.zeros(n, dtype=np.int64),
        telt_vanaf=np.zeros(n, dtype=np.int64),
        kolomgebruik=(),
        bestanden=(),
    )


@cache
def gevonden(testdata: Path) -> tuple[Segments, Segments]:
    rules = replace(REGELS, segmentaties={item.id: item for item in (PROFIELEN, GROEPEN)})
    profielen, groepen = segment_areas(landelijk(testdata), rules)
    return profielen, groepen


@cache
def gedrag(testdata: Path) -> pd.DataFrame:
    smap = pd.read_excel(testdata / "smap2020_18plus_landelijk_50090NED.xlsx", dtype=str, engine="calamine")
    smap = smap.set_index(smap["WijkenEnBuurten"].str.strip())[list(GEDRAG)]
    return smap.apply(lambda column: pd.to_numeric(column.str.strip(), errors="coerce"))


def met_oordeel(found: Segments) -> np.ndarray:
    return np.array([not text for text in found.reden])


def test_fourteen_thousand_buurten_of_which_most_have_a_verdict(testdata: Path) -> None:
    profielen, groepen = gevonden(testdata)
    assert len(profielen.reden) == 14_574
    assert met_oordeel(profielen).sum() > 11_700
    assert met_oordeel(groepen).sum() > 11_600
    for found in (profielen, groepen):
        known = met_oordeel(found)
        assert np.abs(found.aandeel[known].sum(axis=1) - 1).max() <= 1e-12


def test_no_profile_is_everywhere(testdata: Path) -> None:
    profielen, _ = gevonden(testdata)
    known = met_oordeel(profielen)
    first = np.bincount(profielen.grootste[known, 0], minlength=8) / known.sum()
    three = Counter(tuple(sorted(row)) for row in profielen.grootste[known].tolist())
    assert first.max() <= 0.30
    assert first.min() >= 0.03
    assert three.most_common(1)[0][1] / known.sum() <= 0.25
    assert len(set(profielen.benaderstijl) - {None}) == 4


@pytest.mark.parametrize("kolom", GEDRAG)
def test_behaviour_that_was_not_used_differs_between_profiles(testdata: Path, kolom: str) -> None:
    table, (profielen, _) = landelijk(testdata), gevonden(testdata)
    value = gedrag(testdata)[kolom].reindex(table.code).to_numpy()
    rows = met_oordeel(profielen) & np.isfinite(value) & (profielen.dekking == 1)
    group, people, value = profielen.grootste[rows, 0], table.inwoners[rows], value[rows]
    mean = np.average(value, weights=people)
    between = np.array([np.average(value[group == k], weights=people[group == k]) for k in range(8)])
    share = np.average((between[group] - mean) ** 2, weights=people) / np.average((value - mean) ** 2, weights=people)
    assert share >= GEDRAG[kolom]


def test_published_checks_meet_what_the_profiles_were_chosen_for() -> None:
    assert REGELS.landelijk is not None
    toetsen = {check.maat: check.waarde for check in REGELS.landelijk.profielen[0].toetsen}
    assert toetsen[VOOROP] <= 0.30
    assert next(value for maat, value in toetsen.items() if "drietal" in maat) <= 0.25
    assert next(value for maat, value in toetsen.items() if "adjusted Rand" in maat) >= 0.85


def spread_of(testdata: Path, rows: np.ndarray) -> tuple[tuple[FloatArray, ...], FloatArray]:
    table = landelijk(testdata)
    return tuple(margin[rows] for margin in table_margins(GROEPEN, table)), table.inwoners[rows]


def test_factors_of_odd_municipalities_hold_on_even_ones(testdata: Path) -> None:
    table = landelijk(testdata)
    tables = index_table(GROEPEN, REGELS.getal("leefstijlen", "demping_frac"), REGELS.getal("leefstijlen", "krimp_n"))
    large = (table.inwoners >= 100) & (table.huishoudens >= 50)
    odd = np.array([int(code[2:6]) % 2 == 1 for code in table.code])
    factors = fit_factors(*spread_of(testdata, large & odd), tables)
    margins, people = spread_of(testdata, large & ~odd)
    known = np.all([np.isfinite(margin).all(axis=1) for margin in margins], axis=0)
    scores = np.log(tables.pi) + contributions(margins, tables).sum(axis=2)
    found = group_shares(scores, people, replace(tables, factoren=factors))[known]
    mean = people[known] @ found / people[known].sum()
    assert (100 * np.abs(mean - tables.pi)).max() <= 0.5


def test_the_country_as_a_whole_has_the_published_shares(testdata: Path) -> None:
    table, (_, groepen) = landelijk(testdata), gevonden(testdata)
    known = met_oordeel(groepen)
    people = table.inwoners[known]
    mean = people @ groepen.aandeel[known] / people.sum()
    assert (100 * np.abs(mean - groepen.landelijk)).max() <= 0.01


def test_about_half_of_the_buurten_have_a_group_that_stands_out(testdata: Path) -> None:
    _, groepen = gevonden(testdata)
    known = met_oordeel(groepen)
    assert 0.3 <= groepen.is_kenmerkend[known].any(axis=1).mean() <= 0.8
    # what is largest says little, which is why kenmerkend leads
    assert (np.bincount(groepen.grootste[known, 0]) / known.sum()).max() > 0.8
