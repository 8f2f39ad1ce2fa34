"""What the result hangs on: other discount rates, each input at its lowest and highest, and the effect at break-even.

All points are computed together: an input that is not the one that differs keeps its own value. What the simulation
draws as one moves as one here too: an effect that is not known of an intervention is not known in any of its lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.data.table import FloatArray
from buurtwijzer.valuation.draw_keys import moves_together
from buurtwijzer.valuation.expressions import Value
from buurtwijzer.valuation.model import Waardemodel
from buurtwijzer.valuation.simulate import PER_EURO, SALDO

RATE = "discontovoet"
_FACTORS = (-2.0, -1.0, -0.5, 0.0, 0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0)
_CENT = 0.005
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Punt:
    """The result at one value of an input; per euro is None where it has none."""

    waarde: float
    saldo: float
    per_euro: float | None


@dataclass(frozen=True, slots=True)
class Balk:
    """An input at its lowest and highest: one bar of the tornado.

    Attributes:
        invoer: Name of the input; of inputs that are drawn as one the first, whose values the points have.
        laag: The result at its lowest.
        hoog: At its highest.
    """

    invoer: str
    laag: Punt
    hoog: Punt

    @property
    def breedte(self) -> float:
        """How far the net present value moves."""
        return abs(self.hoog.saldo - self.laag.saldo)


@dataclass(frozen=True, slots=True)
class Evenwicht:
    """The size of one effect at which the whole plan breaks even, everything else as it is.

    Attributes:
        invoer: Name of the effect, e.g. ``r1_e2_effect``.
        waarde: That size; None when no size from -2 to 10 times the planned one does it.
    """

    invoer: str
    waarde: float | None


@dataclass(frozen=True, slots=True)
class Gevoeligheid:
    """What the result hangs on.

    Attributes:
        voeten: The result at the plan's own discount rate and at others, from low to high.
        tornado: Inputs with a range, the largest first; those without influence are left out.
        evenwicht: Per effect its size at break-even.
    """

    voeten: tuple[Punt, ...]
    tornado: tuple[Balk, ...]
    evenwicht: tuple[Evenwicht, ...]


def sensitivity(model: Waardemodel, voeten: Iterable[float]) -> Gevoeligheid:
    """Compute what the result hangs on.

    Args:
        model: The plan.
        voeten: Discount rates to try beside its own.
    """
    rates = sorted({model.invoer[RATE].waarde, *voeten})
    ranged, points = moves_together(model), [{RATE: rate} for rate in rates]
    for names in ranged.values():
        points += [{naam: _end(model, naam, at) for naam in names} for at in ("laag", "hoog")]
    found = _results(model, points)
    pairs = zip(found[len(rates) :: 2], found[len(rates) + 1 :: 2], strict=True)
    bars = [Balk(naam, low, high) for naam, (low, high) in zip(ranged, pairs, strict=True)]
    bars = sorted((bar for bar in bars if bar.breedte > 0), key=lambda bar: (-bar.breedte, bar.invoer))
    return Gevoeligheid(tuple(found[: len(rates)]), tuple(bars), _break_even(model))


def _end(model: Waardemodel, naam: str, at: str) -> float:
    item = model.invoer[naam]
    end = item.laag if at == "laag" else item.hoog
    return item.waarde if end is None else end


def _results(model: Waardemodel, points: Sequence[Mapping[str, float]]) -> list[Punt]:
    saldo, ratio = _at(model, points)
    return [
        Punt(next(iter(point.values())), float(own), float(each) if np.isfinite(each) else None)
        for point, own, each in zip(points, saldo, ratio, strict=True)
    ]


def _at(model: Waardemodel, points: Sequence[Mapping[str, float]]) -> tuple[FloatArray, FloatArray]:
    """Compute net present value and value per euro (P,) at P points, in one go."""
    given: dict[str, Value] = {}
    for place, point in enumerate(points):
        for naam, value in point.items():
            column = given.setdefault(naam, np.full(len(points), model.invoer[naam].waarde))
            np.asarray(column)[place] = value
    values = model.compute(given, alleen=(SALDO, PER_EURO))
    return _spread(values, SALDO, len(points)), _spread(values, PER_EURO, len(points))


def _spread(values: Mapping[str, Value], naam: str, size: int) -> FloatArray:
    return np.broadcast_to(np.asarray(values[naam], dtype=np.float64), (size,))


def _break_even(model: Waardemodel) -> tuple[Evenwicht, ...]:
    """Find where the net present value crosses 0: it is made of straight pieces, so a few steps are enough."""
    names = [f"{effect.id}_effect" for regel in model.regels for effect in regel.effecten]
    if not names:
        return ()
    grid = np.array([_scale(model, naam) for naam in names])[:, None] * np.array(_FACTORS)
    points = [{naam: float(x)} for naam, row in zip(names, grid, strict=True) for x in row]
    saldi = _at(model, points)[0].reshape(grid.shape)
    brackets = {naam: _bracket(grid[i], saldi[i], model.invoer[naam].waarde) for i, naam in enumerate(names)}
    solved = _solve(model, {naam: found for naam, found in brackets.items() if found is not None})
    return tuple(Evenwicht(naam, solved.get(naam)) for naam in names)


def _scale(model: Waardemodel, naam: str) -> float:
    item = model.invoer[naam]
    return item.waarde or item.hoog or item.laag or 1.0


_Bracket = tuple[float, float, float, float]


def _bracket(x: FloatArray, saldo: FloatArray, planned: float) -> _Bracket | None:
    """Give two neighbours (x, saldo, x, saldo) between which the sign changes, the nearest to what is planned."""
    crossing = [i for i in range(len(x) - 1) if (saldo[i] < 0) != (saldo[i + 1] < 0)]
    if not crossing:
        return None
    i = min(crossing, key=lambda i: abs((x[i] + x[i + 1]) / 2 - planned))
    return float(x[i]), float(saldo[i]), float(x[i + 1]), float(saldo[i + 1])


def _solve(model: Waardemodel, brackets: dict[str, _Bracket]) -> dict[str, float]:
    """Narrow all brackets together: straight through both ends, then by halves where that is slow."""
    solved: dict[str, float] = {}
    for step in range(_STEPS):
        if not brackets:
            break
        tried = {naam: _try(bracket, halve=step % 3 == 2) for naam, bracket in brackets.items()}
        saldi = _at(model, [{naam: x} for naam, x in tried.items()])[0]
        for (naam, x), saldo in zip(tried.items(), saldi.tolist(), strict=True):
            left, low, right, high = brackets[naam]
            solved[naam] = x
            if abs(saldo) < _CENT:
                del brackets[naam]
            else:
                is_left = (saldo < 0) == (low < 0)
                brackets[naam] = (x, saldo, right, high) if is_left else (left, low, x, saldo)
    return solved


def _try(bracket: _Bracket, *, halve: bool) -> float:
    left, low, right, high = bracket
    return (left + right) / 2 if halve or high == low else left - low * (right - left) / (high - low)
