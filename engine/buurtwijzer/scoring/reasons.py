"""Why an area has no score, in Dutch: too little known. Written only for areas without a score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.data.table import BuurtTable, FloatArray, State
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own import has_answers
from buurtwijzer.scoring.recipe import Recipe

# Beside the states of a cell: the value is there, but could not be corrected.
_ZONDER_DICHTHEID = 9
# An own figure is hidden by us, not by its source.
_VERBORGEN_EIGEN = 10
# A point means hidden or not delivered depending on the other rows; a row stands alone, so both have one sentence.
_CAUSES = (
    ((State.ONTBREEKT, State.ONDERDRUKT), "niet geleverd of door de bron verborgen"),
    ((_VERBORGEN_EIGEN,), "eigen cijfer met te weinig antwoorden of verborgen in uw bestand"),
    ((_ZONDER_DICHTHEID,), "zonder adressendichtheid niet voor stedelijkheid te corrigeren"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What an area needs for a score.

    Attributes:
        inwoners_n: Least number of residents.
        huishoudens_n: Least number of households.
        dekking_frac: Least share of the weight with a value, 0-1.
    """

    inwoners_n: float
    huishoudens_n: float
    dekking_frac: float

    @classmethod
    def of(cls, rulebook: Rulebook, dekking_pct: float | None = None) -> Limits:
        """Take the limits from the rulebook, with the coverage a user chose."""
        return cls(
            inwoners_n=rulebook.getal("kleine_gebieden", "inwoners_n"),
            huishoudens_n=rulebook.getal("kleine_gebieden", "huishoudens_n"),
            dekking_frac=(rulebook.getal("dekking", "score_pct") if dekking_pct is None else dekking_pct) / 100.0,
        )


def coverage_reasons(
    recipe: Recipe,
    table: BuurtTable,
    rows: npt.NDArray[np.int64],
    dekking: FloatArray,
    aanwezig: npt.NDArray[np.bool_],
    limits: Limits,
    rulebook: Rulebook,
) -> list[str]:
    """Say for some areas what is missing; areas that miss the same have the same sentence, written once.

    Args:
        recipe: The outcome.
        table: All areas.
        rows: Areas whose coverage is too low.
        dekking: (n,) coverage of all areas, 0-1.
        aanwezig: (p, n) whether the indicator takes part.
        limits: Has the least coverage.
        rulebook: Has the names of the indicators.
    """
    columns = [table.column(indicator) for indicator in recipe.indicatoren]
    states = table.state[rows][:, columns]
    states = np.where((states < State.ONDERDRUKT) & ~aanwezig[:, rows].T, np.uint8(_ZONDER_DICHTHEID), states)
    own = np.array([has_answers(rulebook.indicatoren[indicator]) for indicator in recipe.indicatoren])
    states = np.where((states == State.ONDERDRUKT) & own, np.uint8(_VERBORGEN_EIGEN), states)
    width, data = states.shape[1], np.ascontiguousarray(states).tobytes()
    written: dict[bytes, str] = {}
    texts = []
    for place, row in enumerate(rows.tolist()):
        key = data[place * width : (place + 1) * width]
        if key not in written:
            written[key] = _coverage_reason(recipe, key, float(dekking[row]), limits, rulebook)
        texts.append(written[key])
    return texts


def _coverage_reason(recipe: Recipe, states: bytes, dekking: float, limits: Limits, rulebook: Rulebook) -> str:
    causes, parts = [], range(len(recipe.indicatoren))
    for kept, words in _CAUSES:
        names = [rulebook.indicatoren[recipe.indicatoren[part]].naam for part in parts if states[part] in kept]
        if names:
            causes.append(f"{words}: {join_words(names)}")
    return (
        f"{recipe.naam.capitalize()}: geen score; {'; '.join(causes)} "
        f"(dekking {format_number(100 * dekking, 0)} %, minimaal {format_number(100 * limits.dekking_frac, 0)} %)."
    )
