"""What each method hands over: shares with their parts, and why an area gets none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from buurtwijzer.core.dutch import join_words
from buurtwijzer.data.table import FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.segmentation.model import BoolArray
from buurtwijzer.segmentation.stability import DrawSettings


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a method found for n areas, s segments and a attributes; see `Segments` for what the fields mean."""

    aandeel: FloatArray
    vertrekpunt: FloatArray
    bijdragen: FloatArray
    rest: FloatArray
    stabiliteit: FloatArray
    kenmerken: tuple[str, ...]
    kenmerknamen: tuple[str, ...]
    dekking: FloatArray
    reden: tuple[str, ...]


def reasons(names: Sequence[str], present: BoolArray, least: int, small: Sequence[str]) -> tuple[str, ...]:
    """Say per area why there is no verdict: too small, or too few attributes; empty where there is one.

    Args:
        names: a names on screen.
        present: (n, a) which are known.
        least: So many are needed.
        small: Per area why it is too small.
    """
    enough = (present.sum(axis=1) >= least).tolist()
    pairs = zip(small, enough, strict=True)
    return tuple(
        size or ("" if is_enough else _too_few(names, present[row], least))
        for row, (size, is_enough) in enumerate(pairs)
    )


def _too_few(names: Sequence[str], present: BoolArray, least: int) -> str:
    absent = [name.lower() for name, here in zip(names, present.tolist(), strict=True) if not here]
    return (
        f"Geen leefstijl: {int(present.sum())} van {len(names)} kenmerken bekend (minimaal {least}); "
        f"er ontbreekt {join_words(absent)}."
    )


def draw_settings(rulebook: Rulebook) -> DrawSettings:
    """Take how draws are made from the rulebook."""
    return DrawSettings(
        trekkingen_n=round(rulebook.getal("leefstijlen", "trekkingen_n")),
        gewicht_frac=rulebook.getal("onzekerheid", "gewicht_frac"),
        zaad=round(rulebook.getal("onzekerheid", "zaad")),
    )
