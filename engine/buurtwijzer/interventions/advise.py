"""`advise()`: every intervention weighed for every area, and the list each area is shown.

Gates and factors are columns over all areas; sentences and `Advies` objects are made only for what is listed.

Source: design.md 4 and 6 (Interventies).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.interventions.factors import Need, evidence, feasibility, fit, need, order_number
from buurtwijzer.interventions.gates import ANTWOORD, JA, ONBEKEND, Gates, Situation, evaluate_gates, needs_decision
from buurtwijzer.interventions.model import Advies
from buurtwijzer.interventions.policy import Policy
from buurtwijzer.interventions.reasons import NIET_BEWEZEN, backing_text, hurdle_text, reason
from buurtwijzer.interventions.wording import evidence_text, party_name, party_names
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Interventie
from buurtwijzer.scoring.outcomes import OutcomeScores

# The parts of a list, in the order to show them.
_ADVIES, _ZICHTBAAR, _ONBEKEND, _OVERIG = 0, 1, 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class _Weighed:
    """One intervention weighed for n areas."""

    interventie: Interventie
    gates: Gates
    need: Need
    bewijs: float
    haalbaar: float
    aansluiting: FloatArray
    volgorde: FloatArray
    deel: npt.NDArray[np.int8]
    onderbouwing: Mapping[str, str]


def advise(
    table: BuurtTable,
    uitkomsten: Sequence[OutcomeScores],
    rulebook: Rulebook,
    *,
    alle: bool = False,
    benaderstijl: Sequence[str | None] = (),
) -> tuple[tuple[Advies, ...], ...]:
    """List the interventions for every area.

    First what is advised, by volgorde (ties by id), the best ``advies/aantal_n``. Then, always, what would come up but
    is never advised by itself: E0a and E0b, what needs a local decision, and what is running already. Then, in the
    places the advice left open, what has an unknown gate. With `alle` everything, what a gate stops last.

    Args:
        table: n areas.
        uitkomsten: Scores with n rows in the same order.
        rulebook: Interventions, policy and numbers.
        alle: Show every intervention instead of the best few.
        benaderstijl: Id per area, None where unknown; empty while there is none. Picks the form and moves the order by
            at most ``advies/aansluiting_frac``.

    Returns:
        Per area the list; empty for an area without any score. Each depends on its own row only.
    """
    situation = Situation(table, {o.id: o for o in uitkomsten}, rulebook, Policy.from_rulebook(rulebook))
    weighed = [_weigh(item, situation, benaderstijl) for _, item in sorted(rulebook.interventies.items())]
    lists: list[list[Advies]] = [[] for _ in range(len(table))]
    if not weighed or not uitkomsten:
        return tuple(() for _ in lists)
    has_score = np.isfinite(np.array([o.score for o in uitkomsten])).any(axis=0)
    for row, column in _shown(weighed, has_score, round(rulebook.getal("advies", "aantal_n")), alle):
        stijl = benaderstijl[row] if benaderstijl else None
        lists[row].append(_advies(weighed[column], row, stijl, situation))
    return tuple(tuple(own) for own in lists)


def _weigh(interventie: Interventie, situation: Situation, benaderstijl: Sequence[str | None]) -> _Weighed:
    gates = evaluate_gates(interventie, situation)
    needed = need(interventie, situation)
    bewijs = evidence(interventie, situation.rulebook)
    haalbaar = feasibility(interventie, situation)
    aansluiting = fit(interventie, benaderstijl, len(situation.table))
    volgorde = order_number(needed.nodig, bewijs, haalbaar, aansluiting, situation.rulebook)
    if _is_advisable(interventie, situation):
        is_advice = (gates.antwoord == JA) & np.isfinite(volgorde)
        visible = np.zeros_like(is_advice)
    else:
        is_advice = np.zeros(len(volgorde), dtype=bool)
        visible = gates.is_open_na_besluit
    rest = np.where(gates.antwoord == ONBEKEND, _ONBEKEND, _OVERIG)
    deel = np.where(is_advice, _ADVIES, np.where(visible, _ZICHTBAAR, rest)).astype(np.int8)
    volgorde = np.where(is_advice, volgorde, np.nan)
    backing = {e.uitkomst: backing_text(interventie, e.uitkomst) for e in interventie.poorten.probleem}
    return _Weighed(interventie, gates, needed, bewijs, haalbaar, aansluiting, volgorde, deel, backing)


def _is_advisable(interventie: Interventie, situation: Situation) -> bool:
    return not (
        interventie.bewijs.niveau in NIET_BEWEZEN
        or needs_decision(interventie, situation.policy)
        or interventie.id in situation.policy.lopend
    )


def _shown(weighed: list[_Weighed], has_score: npt.NDArray[np.bool_], best: int, alle: bool) -> list[tuple[int, int]]:
    """Give (row, intervention) pairs in the order to show them."""
    deel = np.array([w.deel for w in weighed]).T
    nodig = np.array([w.need.nodig for w in weighed]).T
    volgorde = np.array([w.volgorde for w in weighed]).T
    key = np.nan_to_num(-np.where(deel == _ADVIES, volgorde, nodig), nan=np.inf)
    order = np.lexsort((key, deel), axis=1)
    deel = np.take_along_axis(deel, order, axis=1)
    place = np.arange(deel.shape[1])
    advised, visible = ((deel == part).sum(axis=1, keepdims=True) for part in (_ADVIES, _ZICHTBAAR))
    show = (deel == _ZICHTBAAR) | ((deel == _ADVIES) & (place < best))
    show |= (deel == _ONBEKEND) & (place - visible < np.maximum(advised, best))
    rows, places = np.nonzero((show | alle) & has_score[:, None])
    return list(zip(rows.tolist(), order[rows, places].tolist(), strict=True))


def _advies(weighed: _Weighed, row: int, stijl: str | None, situation: Situation) -> Advies:
    interventie = weighed.interventie
    poorten = tuple(gate.at(row) for gate in weighed.gates.poorten)
    choice = int(weighed.need.keuze[row])
    aimed = interventie.poorten.probleem[max(choice, 0)].uitkomst
    outcome = situation.uitkomsten[aimed] if choice >= 0 else None
    is_advice = bool(weighed.deel[row] == _ADVIES)
    hurdle = "" if is_advice else hurdle_text(interventie, poorten, situation)
    own_form = [vorm.vorm for vorm in interventie.vormen if vorm.benaderstijl == stijl]
    return Advies(
        interventie=interventie.id,
        naam=interventie.naam,
        poort=ANTWOORD[weighed.gates.antwoord[row]],
        poorten=poorten,
        nodig=_known(weighed.need.nodig[row]),
        bewijs=weighed.bewijs,
        bewijs_tekst=evidence_text(interventie.bewijs.niveau),
        haalbaar=_known(weighed.haalbaar),
        aansluiting=_known(weighed.aansluiting[row]),
        volgorde=_known(weighed.volgorde[row]),
        is_advies=is_advice,
        uitkomst=_outcome_name(aimed, situation),
        vorm=own_form[0] if own_form else interventie.standaardvorm,
        reden=reason(outcome, row, hurdle, weighed.onderbouwing[aimed], situation),
        trekker=party_name(interventie.trekker),
        betaler=party_names(interventie.betalers),
    )


def _outcome_name(uitkomst: str, situation: Situation) -> str:
    found = situation.uitkomsten.get(uitkomst)
    return uitkomst if found is None else found.naam


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
