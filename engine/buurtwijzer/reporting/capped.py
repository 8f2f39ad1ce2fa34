"""A score of 0 or 100: the figure lies at or past the end of the scale, so the figure itself is shown beside it."""

from __future__ import annotations

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.interventions.wording import amount
from buurtwijzer.reporting.texts import END_HIGH, END_LOW, lowered, sentence_case
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.recipe import recipes

_LOW = "0", "onderkant van de schaal; dat is niet nul"
_HIGH = "100", "bovenkant van de schaal"


def capped_notes(assessment: Assessment, outcome: OutcomeScores) -> dict[int, str]:
    """Give the sentence for every area whose score is 0 or 100, by row number.

    Args:
        assessment: The result.
        outcome: The scores.

    Returns:
        For example ``Mantelzorg 0 van 100: mantelzorgers 9,1 % (schatting, 2020), aan de onderkant van de schaal; dat
        is niet nul.``, with the figure that weighs most of those that took part.
    """
    is_low, is_high = outcome.score <= END_LOW, outcome.score >= END_HIGH
    rows = np.flatnonzero((is_low | is_high) & outcome.aanwezig.any(axis=1))
    if not len(rows):
        return {}
    table, rules = assessment.table, assessment.rulebook.indicatoren
    recipe = next(r for r in recipes(assessment.rulebook) if (r.soort, r.id) == (outcome.soort, outcome.id))
    heaviest = np.where(outcome.aanwezig[rows], recipe.gewichten, -1.0).argmax(axis=1).tolist()
    notes = {}
    for row, number in zip(rows.tolist(), heaviest, strict=True):
        rule = rules[outcome.indicatoren[number]]
        column = table.column(rule.id)
        figure = (
            f"{amount(table.values.item(row, column), rule.eenheid)} ({rule.soort.value}, {table.jaar[row, column]})"
        )
        score, end = _LOW if is_low[row] else _HIGH
        notes[row] = f"{sentence_case(outcome.naam)} {score} van 100: {lowered(rule.naam)} {figure}, aan de {end}."
    return notes
