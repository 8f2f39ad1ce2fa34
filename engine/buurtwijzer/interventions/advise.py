"""`advise()`: every intervention weighed for every area, and the list each area is shown.

Gates and factors are columns over all areas; sentences and `Advies` objects are made only for what is listed.

Source: design.md 4 and 6 (Interventies).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.interventions.factors import Need, evidence, feasibility, fit, need, order_number
from buurtwijzer.interventions.gates import ANTWOORD, JA, ONBEKEND, Gates, Situation, evaluate_gates, needs_decision
from buurtwijzer.interventions.model import Advies, PoortUitslag
from buurtwijzer.interventions.policy import Policy
from buurtwijzer.interventions.reasons import NIET_BEWEZEN, backing_text, hurdle_texts, situation_texts, target_text
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
    if not weighed or not uitkomsten:
        return ((),) * len(table)
    has_score = np.isfinite(np.array([o.score for o in uitkomsten])).any(axis=0)
    rows, columns = _shown(weighed, has_score, round(rulebook.getal("advies", "aantal_n")), alle)
    listed: list[Advies | None] = [None] * len(rows)
    for column, item in enumerate(weighed):
        places = np.flatnonzero(columns == column)
        for place, found in zip(places.tolist(), _advies(item, rows[places], benaderstijl, situation), strict=True):
            listed[place] = found
    ends = np.searchsorted(rows, np.arange(len(table) + 1)).tolist()
    return tuple(tuple(found for found in listed[a:b] if found is not None) for a, b in pairwise(ends))


def _weigh(interventie: Interventie, situation: Situation, benaderstijl: Sequence[str | None]) -> _Weighed:
    gates = evaluate_gates(interventie, situation)
    needed = need(interventie, situation)
    bewijs = evidence(interventie, situation.rulebook)
    haalbaar = feasibility(interventie, situation)
    aansluiting = fit(interventie, benaderstijl, len(situation.table))
    volgorde = order_number(needed.nodig, bewijs, haalbaar, aansluiting, situation.rulebook)
    if is_advisable(interventie, situation.policy):
        is_advice = (gates.antwoord == JA) & np.isfinite(volgorde)
        visible = np.zeros_like(is_advice)
    else:
        is_advice = np.zeros(len(volgorde), dtype=bool)
        visible = gates.is_open_na_besluit
    rest = np.where(gates.antwoord == ONBEKEND, _ONBEKEND, _OVERIG)
    deel = np.where(is_advice, _ADVIES, np.where(visible, _ZICHTBAAR, rest)).astype(np.int8)
    volgorde = np.where(is_advice, volgorde, np.nan)
    return _Weighed(interventie, gates, needed, bewijs, haalbaar, aansluiting, volgorde, deel)


def is_advisable(interventie: Interventie, policy: Policy) -> bool:
    """Tell whether an intervention may be advised by itself, once its gates are open."""
    return not (
        interventie.bewijs.niveau in NIET_BEWEZEN
        or needs_decision(interventie, policy)
        or interventie.id in policy.lopend
    )


def _shown(
    weighed: list[_Weighed], has_score: npt.NDArray[np.bool_], best: int, alle: bool
) -> tuple[IntArray, IntArray]:
    """Give the row and the intervention of everything that is listed, in the order to show it."""
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
    return rows, order[rows, places]


def _advies(
    weighed: _Weighed, rows: IntArray, benaderstijl: Sequence[str | None], situation: Situation
) -> list[Advies]:
    """Write one intervention out for the rows that list it."""
    interventie = weighed.interventie
    entries = interventie.poorten.probleem
    names = [_outcome_name(entry.uitkomst, situation) for entry in entries]
    backing = [backing_text(interventie, entry.uitkomst, situation.rulebook) for entry in entries]
    make = partial(
        Advies,
        interventie=interventie.id,
        naam=interventie.naam,
        bewijs=weighed.bewijs,
        bewijs_tekst=evidence_text(interventie.bewijs.niveau),
        haalbaar=_known(weighed.haalbaar),
        trekker=party_name(interventie.trekker),
        betaler=party_names(interventie.betalers),
    )
    gates = [*zip(*(gate.voor(rows) for gate in weighed.gates.poorten), strict=True)]
    columns = zip(
        gates,
        _hurdles(weighed, rows, gates, situation),
        weighed.gates.antwoord[rows].tolist(),
        weighed.need.nodig[rows].tolist(),
        np.maximum(weighed.need.keuze[rows], 0).tolist(),
        weighed.aansluiting[rows].tolist(),
        weighed.volgorde[rows].tolist(),
        _forms(interventie, rows, benaderstijl),
        _situations(weighed, rows, situation),
        strict=True,
    )
    return [
        make(
            poort=ANTWOORD[poort],
            poorten=poorten,
            nodig=_known(nodig),
            aansluiting=_known(aansluiting),
            volgorde=_known(volgorde),
            is_advies=not math.isnan(volgorde),
            uitkomst=names[aimed],
            vorm=vorm,
            reden=" ".join(filter(None, (hurdle, said, target_text(poorten), backing[aimed]))),
        )
        for poorten, hurdle, poort, nodig, aimed, aansluiting, volgorde, vorm, said in columns
    ]


def _hurdles(
    weighed: _Weighed, rows: IntArray, gates: Sequence[tuple[PoortUitslag, ...]], situation: Situation
) -> list[str]:
    """Give, per row, what stands in the way; empty where nothing does."""
    texts = [""] * len(rows)
    stopped = np.flatnonzero(np.isnan(weighed.volgorde[rows])).tolist()
    said = hurdle_texts(weighed.interventie, situation, [gates[place] for place in stopped])
    for place, text in zip(stopped, said, strict=True):
        texts[place] = text
    return texts


def _forms(interventie: Interventie, rows: IntArray, benaderstijl: Sequence[str | None]) -> list[str]:
    """Give the form for each row: that of its benaderstijl, else the standard one."""
    own: dict[str | None, str] = {vorm.benaderstijl: vorm.vorm for vorm in interventie.vormen}
    if not benaderstijl:
        return [interventie.standaardvorm] * len(rows)
    return [own.get(benaderstijl[row], interventie.standaardvorm) for row in rows.tolist()]


def _situations(weighed: _Weighed, rows: IntArray, situation: Situation) -> list[str]:
    """Give, per row, the sentence on the outcome it aims at; empty where no score is known."""
    said = [""] * len(rows)
    aimed = weighed.need.keuze[rows]
    for choice, entry in enumerate(weighed.interventie.poorten.probleem):
        places = np.flatnonzero(aimed == choice)
        if len(places):
            texts = situation_texts(situation.uitkomsten[entry.uitkomst], rows[places], situation)
            for place, text in zip(places.tolist(), texts, strict=True):
                said[place] = text
    return said


def _outcome_name(uitkomst: str, situation: Situation) -> str:
    found = situation.uitkomsten.get(uitkomst)
    return uitkomst if found is None else found.naam


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
