"""A made country with known truth: what areas count, what they share, and what was done to some of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray, State
from buurtwijzer.evidence.effect.estimate import Chance, placebo
from buurtwijzer.evidence.effect.fit import Fitted, fit
from buurtwijzer.evidence.effect.measure import estimate
from buurtwijzer.evidence.effect.model import EffectVraag, Schatting
from buurtwijzer.evidence.effect.numbers import Numbers
from buurtwijzer.evidence.effect.question import look_at
from buurtwijzer.evidence.effect.series import make_series
from buurtwijzer.evidence.effect.sets import Drawer
from buurtwijzer.rulebook.model import Rulebook
from tests.unit.regels import buurten, indicator, interventie, rulebook

KENMERKEN = {"dicht": (0.4, 50.0, 10.0), "koop": (0.3, 40.0, 20.0), "oud": (0.3, 20.0, 5.0)}
JAREN = (2020, 2021, 2022, 2023, 2024)
START = 2024
OVERLAST = indicator("overlast", eenheid="per_1000", noemer="a_inw")
TEVREDEN = indicator("tevreden").model_copy(update={"soort": "beleving"})
BEREKEND = indicator("berekend").model_copy(update={"soort": "schatting"})


def regels(**getallen: float) -> Rulebook:
    """Give rules with few placebo sets, so that tests are quick."""
    return rulebook(
        indicatoren=[OVERLAST, TEVREDEN, BEREKEND, indicator("nergens")],
        interventies=[interventie("buurtteam")],
        kenmerken=KENMERKEN,
        getallen={"effect": {"placebo_n": 399, **getallen}},
    )


@dataclass(frozen=True)
class Land:
    """The made country: `aantallen` are counts (y, n), `tevreden` percentages (y, n)."""

    codes: tuple[str, ...]
    gemeente: tuple[str, ...]
    inwoners: FloatArray
    aantallen: FloatArray
    tevreden: FloatArray
    kenmerken: dict[str, list[float]]

    def met(self, rijen: IntArray, factor: float, jaar: int = START) -> Land:
        """Multiply counts of some areas from a year on."""
        aantallen = self.aantallen.copy()
        aantallen[np.ix_(np.array(JAREN) >= jaar, rijen)] *= factor
        return replace(self, aantallen=np.round(aantallen))

    def tabel(self) -> BuurtTable:
        return replace(
            buurten(self.kenmerken, code=self.codes, inwoners=self.inwoners.tolist()), gemeente=self.gemeente
        )

    def jaren(self) -> YearFigures:
        n = len(self.codes)
        rates = self.aantallen / self.inwoners * 1000.0
        values = np.stack([self.tevreden, rates, self.tevreden], axis=2)
        below = np.full(values.shape, np.nan)
        below[:, :, 1] = self.inwoners
        year = np.where(np.isfinite(below), np.array(JAREN, dtype=np.int16)[:, None, None], 0).astype(np.int16)
        size = np.broadcast_to(self.inwoners, (len(JAREN), n)).copy()
        return YearFigures(
            jaren=JAREN,
            codes=self.codes,
            naam=self.codes,
            gemeente=self.gemeente,
            niveau=(Niveau.BUURT,) * n,
            indicatoren=("berekend", "overlast", "tevreden"),
            soort=("schatting", "feit", "beleving"),
            waarden=values,
            state=np.where(np.isfinite(values), State.GEMETEN, State.ONTBREEKT).astype(np.uint8),
            inwoners=size,
            huishoudens=size / 2,
            noemer=below,
            noemer_jaar=year,
            bron=tuple(tuple(("proef.csv",) for _ in range(3)) for _ in JAREN),
            bestanden=(),
            geweigerd=(),
            issues=(),
        )


def land(
    zaad: int, *, n: int = 600, gemeenten: int = 60, los: float = 0.15, samen: float = 0.0, schok: float = 1.0
) -> Land:
    """Make a country.

    Args:
        zaad: Seed.
        n: Number of areas.
        gemeenten: Number of municipalities.
        los: Standard deviation of what an area does on its own in a year, as a fraction.
        samen: The same of what a municipality does as one.
        schok: What happens everywhere in the start year.
    """
    rng = np.random.default_rng(zaad)
    kenmerken = {naam: rng.normal(m, s, n).tolist() for naam, (_, m, s) in KENMERKEN.items()}
    inwoners = np.round(rng.lognormal(7.3, 0.6, n) + 150.0)
    stad = np.sort(rng.integers(0, gemeenten, n))
    peil = 0.045 * np.exp(0.5 * rng.normal(size=n) + 0.02 * (np.array(kenmerken["dicht"]) - 50.0))
    aantallen = []
    for jaar in JAREN:
        own = np.exp(los * rng.normal(size=n) + samen * rng.normal(size=gemeenten)[stad])
        aantallen.append(rng.poisson(peil * inwoners * own * (schok if jaar >= START else 1.0)).astype(np.float64))
    basis = 60.0 + 8.0 * rng.normal(size=n)
    tevreden = np.stack([basis + 0.5 * at + 3.0 * rng.normal(size=n) for at in range(len(JAREN))])
    return Land(
        tuple(f"BU{stad[row]:04d}{row:04d}" for row in range(n)),
        tuple(f"Stad {at}" for at in stad),
        inwoners,
        np.stack(aantallen),
        tevreden,
        kenmerken,
    )


def passend(gemaakt: Land, boek: Rulebook, uitkomst: str = "overlast") -> Fitted:
    """Match and fit a country where nothing was done yet, once for many trials."""
    asked = look_at(EffectVraag(uitkomst, gemaakt.codes[:1], START), gemaakt.jaren(), boek)
    assert asked.indicator is not None
    assert asked.niveau is not None
    span = (asked.jaren, asked.voor_n)
    series = make_series(gemaakt.jaren(), gemaakt.tabel(), asked.indicator, asked.niveau, span, boek).eligible()
    none = np.zeros(len(series.code), dtype=np.bool_)
    return fit(series, none, none, Numbers.of(boek))


@dataclass(frozen=True)
class Proeven:
    """What trials gave: estimates (t,) and ends of intervals (t,)."""

    waarde: FloatArray
    laag: FloatArray
    hoog: FloatArray
    fout: FloatArray

    def dekking(self, waar: float) -> float:
        return float(((self.laag <= waar) & (waar <= self.hoog)).mean())


def proeven(fitted: Fitted, keuzes: list[IntArray], getallen: Numbers, na: FloatArray) -> Proeven:
    """Estimate many sets of areas in a country that was fitted once; `na` are the figures with the planted effect.

    Other areas of the pool keep the figures without effect, as those where nothing was done do.
    """
    found: list[tuple[Schatting, float]] = []
    for nummer, rijen in enumerate(keuzes):
        sets = Drawer(fitted, rijen, getallen, f"proef {nummer}").draw(range(len(rijen)))
        found.append(estimate(fitted, rijen, na, Chance.of(placebo(fitted, sets), getallen.zekerheid_frac)))
    return Proeven(
        np.array([item.waarde for item, _ in found]),
        np.array([item.laag for item, _ in found]),
        np.array([item.hoog for item, _ in found]),
        np.array([fout for _, fout in found]),
    )
