"""Made panels over years with a known truth, for tests of the outlook."""

from __future__ import annotations

from typing import Any

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.joining.years import Refused, YearFigures
from buurtwijzer.data.table import FloatArray, State
from buurtwijzer.evidence.outlook.series import Series
from buurtwijzer.evidence.outlook.settings import Settings
from tests.unit.regels import rulebook

SETTINGS = Settings.of(rulebook())


def telling(n: int = 3000, jaren: int = 5, *, zaad: int = 1, dwalen: float = 0.1, gemeenten: int = 100) -> Series:
    """Make counts: a level per area that wanders, seen through a Poisson count; residents 100 to 8,000."""
    chance = np.random.default_rng(zaad)
    inwoners = np.round(np.exp(chance.uniform(np.log(100), np.log(8000), n)))
    log_rate = np.log(0.03) + chance.normal(0, 0.6, n)
    seen = []
    for _ in range(jaren):
        seen.append(chance.poisson(inwoners * np.exp(log_rate)) / inwoners * 1000.0)
        log_rate = log_rate + chance.normal(0, dwalen, n)
    return reeks(np.stack(seen), inwoners, inwoners / 1000.0, gemeenten)


def reeks(
    waarden: FloatArray, inwoners: FloatArray | None = None, keer: FloatArray | None = None, gemeenten: int = 10
) -> Series:
    """Make a series from 2019 on."""
    n = waarden.shape[1]
    return Series(
        jaren=np.arange(2019, 2019 + len(waarden)),
        waarden=waarden,
        noemer=np.full(n, np.nan) if keer is None else keer,
        groep=np.arange(n) % gemeenten,
        inwoners=np.full(n, 1000.0) if inwoners is None else inwoners,
    )


def cijfers(waarden: dict[str, FloatArray], geweigerd: tuple[Refused, ...] = (), **anders: Any) -> YearFigures:
    """Make figures over years (y, n) per indicator of buurten with 1,000 residents and 400 households."""
    ids = tuple(sorted(waarden))
    stacked = np.stack([waarden[name] for name in ids], axis=2)
    years, n, _ = stacked.shape
    fields: dict[str, Any] = {
        "jaren": tuple(range(2019, 2019 + years)),
        "codes": tuple(f"BU{row % 20 + 1:04d}{row:04d}" for row in range(n)),
        "naam": tuple(f"Buurt {row}" for row in range(n)),
        "gemeente": tuple(f"Gemeente {row % 20 + 1}" for row in range(n)),
        "niveau": (Niveau.BUURT,) * n,
        "indicatoren": ids,
        "soort": ("feit",) * len(ids),
        "waarden": stacked,
        "state": np.where(np.isnan(stacked), int(State.ONTBREEKT), int(State.GEMETEN)).astype(np.uint8),
        "inwoners": np.full((years, n), 1000.0),
        "huishoudens": np.full((years, n), 400.0),
        "noemer": np.full(stacked.shape, 1000.0),
        "noemer_jaar": np.zeros(stacked.shape, dtype=np.int16),
        "bron": ((("proef.csv",),) * len(ids),) * years,
        "bestanden": (),
        "geweigerd": geweigerd,
        "issues": (),
    }
    return YearFigures(**{**fields, **anders})
