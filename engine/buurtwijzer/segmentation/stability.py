"""How often the largest segment stays the largest when what could have been otherwise is otherwise.

Each draw changes the weights of the attributes (the same for all areas) and adds the error of the input (keyed by area
code, so that an area gets the same verdict alone and among others). For groups the tables themselves are drawn too: a
published table rests on a survey, an assumed one on much less.

Source: domain.md A9 (dominance; Dirichlet draws of the tables, here by their normal form).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.draws import Float32Array, normal_rows, offsets, uniform
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.segmentation.indextable import IndexTable
from buurtwijzer.segmentation.prototypes import Prototypes, standing

_BLOCK_ROWS = 2048
_LEAST = 1e-4
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class DrawSettings:
    """How the draws are made.

    Attributes:
        trekkingen_n: Number of draws.
        gewicht_frac: Largest relative change of a weight.
        zaad: Seed.
    """

    trekkingen_n: int
    gewicht_frac: float
    zaad: int


def prototype_stability(
    codes: tuple[str, ...],
    values: FloatArray,
    errors: FloatArray,
    prototypes: Prototypes,
    largest: IntArray,
    settings: DrawSettings,
    sleutel: str,
) -> FloatArray:
    """Give (n,) the share of draws in which the profile an area is most like stays the same.

    Args:
        codes: n area codes.
        values: (n, a) in the unit of each indicator, NaN where missing.
        errors: (n, a) one standard error in the same unit; NaN counts as none.
        prototypes: The profiles.
        largest: (n,) number of the profile without draws.
        settings: How the draws are made.
        sleutel: Id of the segmentation; another one gets other draws.
    """
    z = standing(values, prototypes)
    present = np.isfinite(z)
    here = np.where(present, z, 0.0)
    unit = np.where(prototypes.logaritme, np.clip(values, prototypes.laag, prototypes.hoog), 1.0) * prototypes.spreiding
    spread = np.where(present & np.isfinite(errors), errors / unit, 0.0)
    weights = prototypes.gewichten * _weights(len(prototypes.gewichten), settings, sleutel)
    noise = normal_rows(settings.zaad, settings.trekkingen_n)
    places = offsets(codes, z.shape[1], sleutel)
    centres = prototypes.middelpunten

    def block(rows: slice, draw: int) -> FloatArray:
        moved = here[rows] + spread[rows] * noise[places[rows], draw]
        towards = weights[draw] * centres
        return np.asarray((2.0 * towards) @ moved.T - (towards * centres) @ present[rows].T)

    return _agreement(block, largest, settings)


def table_stability(
    codes: tuple[str, ...],
    spread: tuple[FloatArray, ...],
    errors: tuple[FloatArray, ...],
    table: IndexTable,
    steekproef_n: tuple[float, ...],
    largest: IntArray,
    settings: DrawSettings,
    sleutel: str,
) -> FloatArray:
    """Give (n,) the share of draws in which the largest group stays the largest.

    Args:
        codes: n area codes.
        spread: Per table (n, j) margins, NaN where unknown (then the table says nothing).
        errors: Per table (n, j) one standard error of the margins.
        table: Shares and tables.
        steekproef_n: Per table the number of respondents it rests on.
        largest: (n,) number of the group without draws.
        settings: How the draws are made.
        sleutel: Id of the segmentation.
    """
    weights = (table.demping * table.gewichten * _weights(len(spread), settings, sleutel)).astype(np.float32)
    drawn = [
        _drawn(own, table.pi * size, settings, f"{sleutel}|{number}")
        for number, (own, size) in enumerate(zip(table.tabellen, steekproef_n, strict=True))
    ]
    noise = normal_rows(settings.zaad, settings.trekkingen_n)
    places = [offsets(codes, own.shape[1], f"{sleutel}|{number}") for number, own in enumerate(spread)]
    start = np.log(table.pi * table.factoren).astype(np.float32)
    known = [np.isfinite(own[:, 0]).astype(np.float32) for own in spread]
    filled = [np.where(np.isfinite(own), own, 1.0).astype(np.float32) for own in spread]
    wide = [
        np.where(np.isfinite(own), error, 0.0).astype(np.float32) for own, error in zip(spread, errors, strict=True)
    ]
    is_wide = [np.asarray((own > 0).any(axis=0)) for own in wide]
    ratios = [(own / (table.pi @ own)[:, None]).astype(np.float32) for own in drawn]

    # Single precision, and plain products instead of a matrix product: the same bits alone and among other areas.
    def block(rows: slice, draw: int) -> Float32Array:
        scores = np.repeat(start[:, None], len(codes[rows]), axis=1)
        for k, own in enumerate(filled):
            index = np.full_like(scores, _LEAST)
            for level, ratio in enumerate(ratios[k][draw].T):
                moved = own[rows, level]
                if is_wide[k][level]:
                    moved = moved + wide[k][rows, level] * noise[places[k][rows, level], draw]
                index += ratio[:, None] * np.maximum(moved, np.float32(0))
            np.log(index, out=index)
            index *= weights[draw, k] * known[k][rows]
            scores += index
        return scores

    return _agreement(block, largest, settings)


def _agreement(
    block: Callable[[slice, int], FloatArray | Float32Array], largest: IntArray, settings: DrawSettings
) -> FloatArray:
    same = np.zeros(len(largest))
    for first in range(0, len(largest), _BLOCK_ROWS):
        rows = slice(first, first + _BLOCK_ROWS)
        for draw in range(settings.trekkingen_n):
            same[rows] += block(rows, draw).argmax(axis=0) == largest[rows]
    return np.asarray(np.round(same / settings.trekkingen_n, _DECIMALS))


def _weights(p: int, settings: DrawSettings, sleutel: str) -> FloatArray:
    """Give (t, p) factors around 1."""
    chance = uniform(f"{settings.zaad}|{sleutel}|gewicht", settings.trekkingen_n * p)
    return 1.0 + settings.gewicht_frac * (2.0 * chance.reshape(settings.trekkingen_n, p) - 1.0)


def _drawn(table: FloatArray, respondents: FloatArray, settings: DrawSettings, sleutel: str) -> FloatArray:
    """Give (t, s, j) tables as another survey of that size could have found them."""
    cells = tuple(f"{row}|{column}" for row in range(table.shape[0]) for column in range(table.shape[1]))
    places = offsets(cells, 1, f"tabel|{sleutel}")[:, 0]
    noise: Float32Array = normal_rows(settings.zaad, settings.trekkingen_n)[places]
    error = np.sqrt(table * (1.0 - table) / respondents[:, None])
    moved = table + error * noise.T.reshape(settings.trekkingen_n, *table.shape)
    moved = np.maximum(moved, _LEAST)
    return np.asarray(moved / moved.sum(axis=2, keepdims=True))
