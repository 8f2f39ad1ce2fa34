"""The readable factors 0-100 behind the order of advice: nodig, bewijs, haalbaar, aansluiting.

Every number comes from ``parameters/advies`` and the intervention; a factor that cannot be known is NaN, never 0.

Source: design.md 4 (Interventies); practice.md 2; domain.md C3, with a product so that one low factor is felt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.interventions.gates import JA, Situation, past_threshold
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Interventie, PoortProbleem

_DECIMALS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """How much an intervention is needed in n areas.

    Attributes:
        nodig: (n,) 0-100; NaN where no score is known.
        keuze: (n,) number of the outcome among ``poorten.probleem`` it rests on; -1 where none is known.
    """

    nodig: FloatArray
    keuze: IntArray


def need(interventie: Interventie, situation: Situation) -> Need:
    """Weigh level and deviation from comparable areas, for the outcome where it is most needed.

    ``nodig = (niveau_frac * niveau + afwijking_frac * afwijking) / (niveau_frac + afwijking_frac)`` with niveau the
    score in the direction of the problem and ``afwijking = 50 + afwijking_schaal * difference`` kept in 0-100: 50 when
    the area is like comparable areas, more when it is worse. Without comparable areas the level counts alone. Outcomes
    past their threshold go before others; equal ones in order of the rulebook.

    Source: ``parameters/advies``; design.md 4.
    """
    entries = interventie.poorten.probleem
    each = np.array([_need_of(entry, situation) for entry in entries])
    past = np.array([past_threshold(entry, situation) == JA for entry in entries])
    rank = np.where(np.isnan(each), -1.0, each + 200.0 * past)
    choice = rank.argmax(axis=0)
    known = rank.max(axis=0) >= 0
    value = np.where(known, each[choice, np.arange(each.shape[1])], np.nan)
    return Need(np.asarray(np.round(value, _DECIMALS), dtype=np.float64), np.where(known, choice, -1))


def evidence(interventie: Interventie, rulebook: Rulebook) -> float:
    """Give 0-100 for the evidence grade (``parameters/advies``, as points or as a fraction)."""
    number = rulebook.parameters["advies"].getallen[f"bewijs_{interventie.bewijs.niveau.value.lower()}"]
    return number.waarde * (100.0 if number.eenheid is Eenheid.FRACTIE else 1.0)


def feasibility(interventie: Interventie, situation: Situation) -> float:
    """Weigh room at the lead party, running time and how well it can be carried out.

    Running time gives 100 at 0 months and 0 from ``doorlooptijd_vol_maanden``, straight in between.

    Returns:
        0-100; NaN when the room of the lead party is unknown.

    Source: ``parameters/advies``, ``beleid/`` and the intervention.
    """
    rules = situation.rulebook
    room = situation.policy.ruimte.get(interventie.trekker, np.nan)
    months = interventie.doorlooptijd_maanden / rules.getal("advies", "doorlooptijd_vol_maanden")
    parts = (
        (rules.getal("advies", "capaciteit_frac"), room),
        (rules.getal("advies", "doorlooptijd_frac"), 100.0 * max(0.0, 1.0 - months)),
        (rules.getal("advies", "uitvoering_frac"), interventie.uitvoering_score),
    )
    return float(round(sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts), _DECIMALS))


def fit(interventie: Interventie, benaderstijl: Sequence[str | None], rows: int) -> FloatArray:
    """Tell how well form and channel fit the way people here like to be approached.

    Args:
        interventie: The intervention with its forms.
        benaderstijl: Id per area, None where unknown; empty when there is none at all.
        rows: Number of areas.

    Returns:
        (rows,) ``aansluiting_score`` of the form for that benaderstijl; NaN where no benaderstijl or no form is known.

    Source: the forms of the intervention.
    """
    own: dict[str | None, float] = {vorm.benaderstijl: vorm.aansluiting_score for vorm in interventie.vormen}
    if not benaderstijl:
        return np.full(rows, np.nan)
    return np.fromiter(map(own.get, benaderstijl, repeat(np.nan)), dtype=np.float64, count=len(benaderstijl))


def order_number(
    nodig: FloatArray, bewijs: float, haalbaar: float, aansluiting: FloatArray, rulebook: Rulebook
) -> FloatArray:
    """Multiply the factors into the number advice is ordered by.

    Aansluiting takes off at most ``aansluiting_frac`` and nothing while it is unknown, so that it moves the order but
    never decides.

    Returns:
        (n,) 0-100 rounded to 4 decimals; NaN where nodig or haalbaar is unknown.

    Source: domain.md C3; practice.md 2 (aansluiting at most a fifth).
    """
    lost = rulebook.getal("advies", "aansluiting_frac") * (1.0 - aansluiting / 100.0)
    product = (nodig / 100.0) * (bewijs / 100.0) * (haalbaar / 100.0) * 100.0
    return np.asarray(np.round(product * (1.0 - np.where(np.isnan(lost), 0.0, lost)), _DECIMALS))


def _need_of(entry: PoortProbleem, situation: Situation) -> FloatArray:
    outcome = situation.uitkomsten.get(entry.uitkomst)
    if outcome is None:
        return np.full(len(situation.table), np.nan)
    level_frac, deviation_frac, scale = (
        situation.rulebook.getal("advies", name) for name in ("niveau_frac", "afwijking_frac", "afwijking_schaal")
    )
    is_high_bad = entry.vanaf_score is not None
    level = outcome.score if is_high_bad else 100.0 - outcome.score
    worse = outcome.verschil if is_high_bad else -outcome.verschil
    deviation = np.clip(50.0 + scale * worse, 0.0, 100.0)
    both = (level_frac * level + deviation_frac * deviation) / (level_frac + deviation_frac)
    return np.asarray(np.where(np.isnan(deviation), level, both))
