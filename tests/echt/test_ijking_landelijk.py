"""Calibration on the real composition of the Netherlands with a planted truth: no real survey is available here.

The buurten, their residents and their spread over the tables are real; who really lives there is made up, from tables
that differ from the published ones, with people asked in fourteen gemeenten.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.table import BuurtData, BuurtTable, FloatArray, State
from buurtwijzer.evidence.calibration.calibrate import Calibration, calibrate, country_areas, with_factors
from buurtwijzer.evidence.calibration.forward import Areas, changed, forward, sizes
from buurtwijzer.evidence.calibration.known import BEKEND, with_known_columns
from buurtwijzer.evidence.calibration.measures import GEIJKT, LANDELIJK, ONGEWIJZIGD
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.segmentation.from_tables import table_margins
from buurtwijzer.segmentation.indextable import index_table

GEMEENTEN_N = 14
SNELLER = {"delen_n": 3, "delen_binnen_n": 2, "krachten_n": 3, "land_n": 500, "stappen_n": 25, "trekkingen_n": 300}


def sneller(regels: Rulebook) -> Rulebook:
    own = regels.parameters["ijking"]
    numbers = {
        name: number.model_copy(update={"waarde": float(SNELLER.get(name, number.waarde))})
        for name, number in own.getallen.items()
    }
    return replace(regels, parameters={**regels.parameters, "ijking": own.model_copy(update={"getallen": numbers})})


@dataclass(frozen=True, slots=True, eq=False)
class Geplant:
    """A calibration, with the truth of all buurten that nobody was asked in."""

    found: Calibration
    elders: Areas
    waar: FloatArray

    def fout(self, estimate: FloatArray) -> float:
        return 100 * float(np.abs(estimate - self.waar).mean())


def geplant(nederland: BuurtData, regels: Rulebook, far: float) -> Geplant:
    rng = np.random.default_rng(11)
    rule = regels.segmentaties["bewonersgroepen"]
    book = with_known_columns(sneller(regels), rule)
    table, land = nederland.table, country_areas(nederland.table, book, rule)
    start = index_table(rule, 0.6, 100)
    theta = far * rng.normal(0, 0.5, sizes(start))
    theta[: start.tabellen[0].size] *= 0.1
    theta[-6:] = far * np.array([0.1, 0.3, 0.2, -0.2, 0.4, 0.0])
    true = with_factors(changed(start, theta), land)
    spread = table_margins(rule, table)
    known = np.all([np.isfinite(own).all(axis=1) for own in spread], axis=0) & (table.inwoners >= 200)
    rows = np.array([row for row in table.rows_of(Niveau.BUURT).tolist() if known[row]])
    chosen = set(
        rng.choice(sorted({table.code[row][2:6] for row in rows.tolist()}), GEMEENTEN_N, replace=False).tolist()
    )
    share = forward(Areas(tuple(own[rows] for own in spread), table.inwoners[rows]), true).aandeel
    is_asked = np.array([table.code[row][2:6] in chosen for row in rows.tolist()])
    asked = rng.integers(30, 120, len(rows))
    columns = np.full((len(table), share.shape[1] + 1), np.nan)
    for row, own, many in zip(rows[is_asked], share[is_asked], asked[is_asked].tolist(), strict=True):
        columns[row] = [*(100 * rng.multinomial(many, own) / many), many]
    names = [*(f"{BEKEND}.{part.id}" for part in rule.segmenten), "respondenten"]
    found = calibrate(with_columns(table, names, columns), book, rule)
    rest = rows[~is_asked]
    return Geplant(found, Areas(tuple(own[rest] for own in spread), table.inwoners[rest]), share[~is_asked])


def with_columns(table: BuurtTable, names: list[str], columns: FloatArray) -> BuurtTable:
    known = np.isfinite(columns)
    return replace(
        table,
        indicatoren=(*table.indicatoren, *names),
        values=np.hstack([table.values, columns]),
        state=np.hstack([table.state, np.where(known, State.GEMETEN, State.ONTBREEKT).astype(np.uint8)]),
        jaar=np.hstack([table.jaar, np.where(known, 2024, 0)]),
        gebruik=np.hstack([table.gebruik, np.full(columns.shape, -1)]),
    )


@pytest.fixture(scope="module")
def anders(nederland: BuurtData, regels: Rulebook) -> Geplant:
    return geplant(nederland, regels, 1.0)


def test_a_planted_difference_is_found_in_the_rest_of_the_country(anders: Geplant) -> None:
    found = anders.found
    assert found.waarom_niet == ""
    before, after = (anders.fout(forward(anders.elders, table).aandeel) for table in (found.start, found.tabel))
    country = anders.fout(np.repeat(found.start.pi[None, :], len(anders.waar), axis=0))
    assert after < 0.6 * before < 0.9 * country
    maten = found.vergelijking.maten
    assert maten[GEIJKT].rmse_pp < maten[ONGEWIJZIGD].rmse_pp < maten[LANDELIJK].rmse_pp
    assert abs(maten[GEIJKT].helling.waarde - 1) < abs(maten[ONGEWIJZIGD].helling.waarde - 1)


def test_the_country_keeps_the_published_shares(anders: Geplant) -> None:
    found = anders.found
    people = found.land.inwoners / found.land.inwoners.sum()
    assert people @ forward(found.land, found.tabel).aandeel == pytest.approx(found.start.pi, abs=1e-8)


def test_nothing_is_proposed_when_the_published_tables_hold(nederland: BuurtData, regels: Rulebook) -> None:
    same = geplant(nederland, regels, 0.0)
    assert same.found.waarom_niet
    assert same.found.vergelijking.winst_pp.waarde == pytest.approx(0, abs=0.05)
    assert same.fout(forward(same.elders, same.found.tabel).aandeel) < 0.3
