"""Made figures over years with a known truth, and rules for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.joining.years import Refused, YearFigures
from buurtwijzer.data.table import State
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Breuk, Richting
from tests.unit.regels import MERK, NAN, indicator, rulebook, wonen_en_verhuisdruk

POSTS: dict[str, Any] = {"laag": 0.0, "hoog": 100.0, "eenheid": "pct", "jaar": 2023, "methode": "proef", **MERK}
JAREN = (2020, 2021, 2022, 2023)
N, GEMEENTEN = 40, 4
Waarden = Mapping[str, Sequence[Sequence[float]]]


def regelboek(**getallen: float) -> Rulebook:
    """Give rules for wonen (huur 0.5, koop 0.3, leeg 0.2 turned) and the risk of leeg against koop; som is a + b."""
    book = rulebook(
        indicatoren=[
            indicator("huur", doelwaarden=POSTS),
            indicator("koop", doelwaarden=POSTS),
            indicator("leeg", doelwaarden=POSTS).model_copy(update={"richting": Richting.LAGER_IS_GUNSTIGER}),
            indicator("som", eenheid="punten", bestaat_uit=["deel_a", "deel_b"]),
            indicator("deel_a", eenheid="punten"),
            indicator("deel_b", eenheid="punten"),
            indicator("drukte"),
            indicator("hoogte"),
        ],
        kenmerken={"drukte": (0.5, 50.0, 10.0), "hoogte": (0.5, 50.0, 10.0)},
        getallen={"tijdlijn": getallen},
    )
    return wonen_en_verhuisdruk(book, huur=0.5, koop=0.3, leeg=0.2)


def met_breuk(book: Rulebook, naam: str, jaar: int, wat: str) -> Rulebook:
    """Give rules in which a figure was made otherwise from a year on."""
    rule = book.indicatoren[naam]
    broken = rule.model_copy(update={"breuken": [Breuk(vanaf_jaar=jaar, wat=wat, **MERK)]})
    return replace(book, indicatoren={**book.indicatoren, naam: broken})


def cijfers(
    waarden: Mapping[str, Any],
    *,
    jaren: Sequence[int] = JAREN,
    inwoners: Any = 1000.0,
    huishoudens: Any = 500.0,
    geweigerd: Sequence[Refused] = (),
    n: int = N,
) -> YearFigures:
    """Give figures of n buurten in four gemeenten; values are broadcast to (y, n)."""
    shape = (len(jaren), n)
    ids = tuple(sorted(waarden))
    values = np.stack([np.broadcast_to(np.asarray(waarden[name], dtype=float), shape) for name in ids], axis=2)
    codes = tuple(f"BU{1 + i * GEMEENTEN // n:04d}{i:04d}" for i in range(n))
    return YearFigures(
        jaren=tuple(jaren),
        codes=codes,
        naam=tuple(f"Buurt {i}" for i in range(n)),
        gemeente=tuple(f"Stad {code[5]}" for code in codes),
        niveau=(Niveau.BUURT,) * n,
        indicatoren=ids,
        soort=("feit",) * len(ids),
        waarden=values.copy(),
        state=np.where(np.isnan(values), State.ONTBREEKT, State.GEMETEN).astype(np.uint8),
        inwoners=np.broadcast_to(np.asarray(inwoners, dtype=float), shape).copy(),
        huishoudens=np.broadcast_to(np.asarray(huishoudens, dtype=float), shape).copy(),
        noemer=np.full(values.shape, NAN),
        noemer_jaar=np.zeros(values.shape, dtype=np.int16),
        bron=((("made.csv",),) * len(ids),) * len(jaren),
        bestanden=(),
        geweigerd=tuple(geweigerd),
        issues=(),
    )


def gevuld(seed: int = 7) -> dict[str, np.ndarray[Any, np.dtype[np.float64]]]:
    """Give figures of the three indicators and of the composition that differ per area and not per year."""
    rng = np.random.default_rng(seed)
    found = {name: np.tile(rng.uniform(20, 60, N), (len(JAREN), 1)) for name in ("huur", "koop", "leeg")}
    return {**found, **{name: np.tile(rng.uniform(30, 70, N), (len(JAREN), 1)) for name in ("drukte", "hoogte")}}
