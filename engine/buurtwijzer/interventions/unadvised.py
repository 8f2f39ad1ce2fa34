"""Why an aandachtspunt has no advice, in one plain Dutch sentence: what stands nearest to advice, and what is short.

Source: practice.md 2 (gates) and 3 (wording).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.interventions.advise import is_advisable
from buurtwijzer.interventions.gates import (
    JA,
    NEE,
    Gates,
    Situation,
    evaluate_gates,
    past_threshold,
)
from buurtwijzer.interventions.policy import Policy
from buurtwijzer.interventions.reasons import NIET_BEWEZEN
from buurtwijzer.interventions.wording import points
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Interventie, PoortProbleem
from buurtwijzer.scoring.outcomes import OutcomeScores


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """One intervention that aims at an outcome, for n areas."""

    interventie: Interventie
    entry: PoortProbleem
    gates: Gates
    past: list[int]
    antwoord: list[int]
    is_advisable: bool

    def advises(self, row: int) -> bool:
        return self.is_advisable and self.past[row] == JA and self.antwoord[row] == JA

    def gap(self, score: float) -> float:
        """Give the points between a score and the threshold; infinite where the entry has none."""
        short = [
            *([] if self.entry.vanaf_score is None else [self.entry.vanaf_score - score]),
            *([] if self.entry.tot_score is None else [score - self.entry.tot_score]),
        ]
        return max(short, default=np.inf)


@dataclass(frozen=True, slots=True, eq=False)
class Unadvised:
    """Says per area and aandachtspunt why nothing is advised for it; gates are answered once per intervention.

    Attributes:
        situation: The areas, their scores, the rules and local policy.
        near: A score so near a threshold is called just below it.
    """

    situation: Situation
    near: float
    _gates: dict[str, Gates]
    _candidates: dict[str, tuple[_Candidate, ...]]

    @classmethod
    def of(cls, table: BuurtTable, uitkomsten: Sequence[OutcomeScores], rulebook: Rulebook) -> Unadvised:
        """Prepare for n areas and their scores."""
        situation = Situation(table, {o.id: o for o in uitkomsten}, rulebook, Policy.from_rulebook(rulebook))
        return cls(situation, rulebook.getal("zekerheid", "op_de_grens_punten"), {}, {})

    def sentence(self, uitkomst: str, row: int, shown: Sequence[str] = ()) -> str:
        """Say why an aandachtspunt has no advice.

        Args:
            uitkomst: Id of the aandachtspunt.
            row: The area; it has a score for this.
            shown: Ids of the interventions that are advised here on screen.

        Returns:
            For example ``Eenzaamheid 54,0 ligt net onder de grens van 55 (Maatje of buddy)``; empty when one of the
            shown interventions is for this aandachtspunt.
        """
        candidates = self._of(uitkomst)
        if any(one.interventie.id in shown and one.past[row] == JA for one in candidates):
            return ""
        advised = [one for one in candidates if one.advises(row)]
        name = self.situation.uitkomsten[uitkomst].naam
        if advised:
            return f"{name}: ook {advised[0].interventie.naam} is mogelijk, maar andere maatregelen gaan hier voor"
        if not candidates:
            return f"{name}: het regelboek heeft er geen maatregel voor"
        reached = [one for one in candidates if one.past[row] == JA]
        return self._hurdle(name, reached, row) if reached else self._below(name, uitkomst, candidates, row)

    def _below(self, name: str, uitkomst: str, candidates: Sequence[_Candidate], row: int) -> str:
        score = float(self.situation.uitkomsten[uitkomst].score[row])
        nearest = min(candidates, key=lambda one: (one.gap(score), one.interventie.id))
        gap = nearest.gap(score)
        if not np.isfinite(gap):
            return f"{name}: geen maatregel heeft er een grens voor"
        entry = nearest.entry
        is_below = entry.vanaf_score is not None and score < entry.vanaf_score
        limit = format_number(float((entry.vanaf_score if is_below else entry.tot_score) or 0.0))
        side = "onder" if is_below else "boven"
        just = "net " if gap <= self.near else ""
        return f"{name} {points(score)} ligt {just}{side} de grens van {limit} ({nearest.interventie.naam})"

    def _hurdle(self, name: str, reached: Sequence[_Candidate], row: int) -> str:
        """Name what stops the intervention that comes nearest to advice: the one with the fewest gates to go."""
        place = np.array([row])

        def still(one: _Candidate) -> list[str]:
            return [gate.voor(place)[0].waarom.rstrip(".") for gate in one.gates.poorten if gate.antwoord[row] != JA]

        def closed(one: _Candidate) -> int:
            return sum(gate.antwoord.item(row) != JA for gate in one.gates.poorten)

        order = sorted(reached, key=lambda one: (one.antwoord[row] == NEE, closed(one), one.interventie.id))
        for one in order:
            why = still(one) if closed(one) else []
            own = f"{name}: {one.interventie.naam} kan nu niet"
            if why:
                return f"{own} ({why[0][:1].lower()}{why[0][1:]})"
        nearest = order[0].interventie
        if nearest.bewijs.niveau in NIET_BEWEZEN:
            return f"{name}: voor {nearest.naam} is geen werking aangetoond"
        return f"{name}: {nearest.naam} loopt al"

    def _of(self, uitkomst: str) -> tuple[_Candidate, ...]:
        if uitkomst not in self._candidates:
            self._candidates[uitkomst] = tuple(
                self._candidate(item, entry)
                for _, item in sorted(self.situation.rulebook.interventies.items())
                for entry in item.poorten.probleem
                if entry.uitkomst == uitkomst
            )
        return self._candidates[uitkomst]

    def _candidate(self, interventie: Interventie, entry: PoortProbleem) -> _Candidate:
        policy = self.situation.policy
        if interventie.id not in self._gates:
            self._gates[interventie.id] = evaluate_gates(interventie, self.situation)
        gates = self._gates[interventie.id]
        return _Candidate(
            interventie,
            entry,
            gates,
            past_threshold(entry, self.situation).tolist(),
            gates.antwoord.tolist(),
            is_advisable(interventie, policy),
        )
