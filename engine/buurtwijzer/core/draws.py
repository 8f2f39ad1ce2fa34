"""Chance that depends on nothing but a key: seeded numbers, and normal errors that belong to an area code.

An area's own errors do not depend on which other areas are in the file, nor on their order. Only raw bits of the
generator are used, so that versions of numpy and machines give the same numbers.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Float32Array = npt.NDArray[np.float32]

_BANK_BITS = 15
_BANK = 1 << _BANK_BITS


def uniform(key: str, size: int) -> npt.NDArray[np.float64]:
    """Give uniform numbers 0-1 from the raw bits of the generator: those never change between versions of numpy."""
    seed = int.from_bytes(blake2b(key.encode(), digest_size=16).digest(), "big")
    raw = np.random.PCG64(seed).random_raw(size)
    return np.asarray((raw >> np.uint64(11)).astype(np.float64) * 2.0**-53)


@lru_cache(maxsize=2)
def _normal_bank(zaad: int, draws: int) -> Float32Array:
    """Give standard normals in random order, begun again at the end so that every offset has a full row of draws."""
    inverse = NormalDist().inv_cdf
    upper = np.array([inverse((place + 0.5) / _BANK) for place in range(_BANK // 2, _BANK)])
    shuffled = np.concatenate([-upper[::-1], upper])[np.argsort(uniform(f"{zaad}|normaal", _BANK), kind="stable")]
    bank = np.resize(shuffled, _BANK + draws).astype(np.float32)
    bank.flags.writeable = False
    return bank


def normal_rows(zaad: int, trekkingen_n: int) -> Float32Array:
    """Give, as a view, the row of normals that begins at every place of the bank."""
    bank = _normal_bank(zaad, trekkingen_n)
    return np.lib.stride_tricks.sliding_window_view(bank, trekkingen_n)


def offsets(codes: tuple[str, ...], p: int, sleutel: str) -> npt.NDArray[np.int64]:
    """Give (n, p) the place in the bank where the errors of an area and indicator begin."""
    parts = np.array([_hash64(f"{sleutel}|{part}") for part in range(p)], dtype=np.uint64)
    mixed = _code_hashes(codes)[:, None] ^ parts
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return (mixed >> np.uint64(64 - _BANK_BITS)).astype(np.int64)


@lru_cache(maxsize=4)
def _code_hashes(codes: tuple[str, ...]) -> npt.NDArray[np.uint64]:
    """Give (n,) a hash per area that never changes; kept because every outcome asks for the same areas."""
    return np.array([_hash64(code) for code in codes], dtype=np.uint64)


def _hash64(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
