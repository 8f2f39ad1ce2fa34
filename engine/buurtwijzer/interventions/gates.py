"""The four gates of an intervention: aandachtspunt, doelgroep, beleid, betaler en trekker.

An answer is a number for a column of areas: nee < onbekend < ja, so that "all must hold" is the smallest and "one is
enough" the largest (three-valued logic of Kleene). What is missing makes an answer onbekend, never ja.

Source: design.md 4 (Interventies); practice.md 2; domain.md C2 rule 3.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.dutch import format_number
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.interventions.model import Antwoord, PoortUitslag
from buurtwijzer.interventions.policy import Policy
from buurtwijzer.interventions.wording import amount, party_name, party_names, points
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Interventie, Partij, PoortDoelgroep, PoortProbleem
from buurtwijzer.scoring.outcomes import OutcomeScores

AnswerArray = npt.NDArray[np.int8]

NEE, ONBEKEND, JA = 0, 1, 2
ANTWOORD = (Antwoord.NEE, Antwoord.ONBEKEND, Antwoord.JA)
DOELGROEP = "doelgroep"
VOOR_IEDEREEN = "Voor iedereen."


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """What advice looks at: n areas, their scores, the rules and local policy."""

    table: BuurtTable
    uitkomsten: Mapping[str, OutcomeScores]
    rulebook: Rulebook
    policy: Policy


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """One gate of one intervention for n areas; sentences are written only for areas that are shown.

    Attributes:
        antwoord: (n,) NEE, ONBEKEND or JA.
        voor: Gives the answer and its Dutch sentence for some rows.
    """

    antwoord: AnswerArray
    voor: Callable[[IntArray], list[PoortUitslag]]


@dataclass(frozen=True, slots=True, eq=False)
class Gates:
    """All gates of one intervention for n areas.

    Attributes:
        poorten: The four, in the order to show them.
        antwoord: (n,) nee when one is nee, ja when all are, else onbekend.
        is_open_na_besluit: (n,) ja everywhere, not counting a local decision that is still to be taken.
    """

    poorten: tuple[Gate, ...]
    antwoord: AnswerArray
    is_open_na_besluit: npt.NDArray[np.bool_]


def evaluate_gates(interventie: Interventie, situation: Situation) -> Gates:
    """Answer every gate of an intervention for every area.

    Args:
        interventie: The intervention.
        situation: n areas with scores, rules and policy.

    Returns:
        Answers in the order of the table, each depending on its own row only.

    Source: the gates of the intervention, its ``mag_corporatie`` and ``beleid/``.
    """
    problem = _problem_gate(interventie, situation)
    target = _target_gate(interventie, situation)
    policy = _policy_gate(interventie, situation)
    carrier = _carrier_gate(interventie, situation)
    apart_from_policy = np.minimum.reduce([problem.antwoord, target.antwoord, carrier.antwoord])
    answer = np.minimum(apart_from_policy, policy.antwoord)
    waits = needs_decision(interventie, situation.policy) and interventie.id not in situation.policy.verboden
    is_open = apart_from_policy == JA if waits and situation.policy.is_ingevuld else answer == JA
    return Gates((problem, target, policy, carrier), answer, is_open)


def needs_decision(interventie: Interventie, policy: Policy) -> bool:
    """Tell whether a local decision must come first; what runs already has been decided."""
    return interventie.poorten.alleen_na_lokaal_besluit and interventie.id not in policy.lopend | policy.besloten


def past_threshold(entry: PoortProbleem, situation: Situation) -> AnswerArray:
    """Answer for every area whether one outcome is at or past its threshold; onbekend without score or threshold."""
    outcome = situation.uitkomsten.get(entry.uitkomst)
    if outcome is None or (entry.vanaf_score is None and entry.tot_score is None):
        return _everywhere(ONBEKEND, situation)
    return _between(outcome.score, entry.vanaf_score, entry.tot_score)


def _problem_gate(interventie: Interventie, situation: Situation) -> Gate:
    entries = interventie.poorten.probleem
    answers = np.array([past_threshold(entry, situation) for entry in entries])
    starts = ("Geen aandachtspunt", "Niet te beoordelen", "Aandachtspunt")

    def write(rows: IntArray) -> list[PoortUitslag]:
        texts = [_problem_texts(entry, situation, rows) for entry in entries]
        answer = answers[:, rows].max(axis=0)
        # Only what gives the answer is shown: of onbekend not what is known and no.
        return _written("aandachtspunt", starts, answer, answers[:, rows] == answer, texts)

    return Gate(answers.max(axis=0), write)


def _written(
    name: str, starts: Sequence[str], answer: AnswerArray, is_shown: npt.NDArray[np.bool_], texts: list[list[str]]
) -> list[PoortUitslag]:
    """Write the answers of one gate: per row the texts that are shown; equal ones are made once."""
    if len(texts) == 1:
        words: Iterable[str] = texts[0]
    else:
        chosen = zip(zip(*texts, strict=True), is_shown.T.tolist(), strict=True)
        words = ("; ".join(compress(said, own)) for said, own in chosen)
    made: dict[tuple[int, str], PoortUitslag] = {}
    result = []
    for key in zip(answer.tolist(), words, strict=True):
        found = made.get(key)
        if found is None:
            number, said = key
            found = made[key] = PoortUitslag(name, ANTWOORD[number], f"{starts[number]}: {said}.")
        result.append(found)
    return result


def _problem_texts(entry: PoortProbleem, situation: Situation, rows: IntArray) -> list[str]:
    limits = _limits(entry.vanaf_score, entry.tot_score, points)
    outcome = situation.uitkomsten.get(entry.uitkomst)
    if outcome is None:
        return [f"{entry.uitkomst} onbekend ({limits})"] * len(rows)
    return [f"{outcome.naam} {points(score)} ({limits})" for score in outcome.score[rows].tolist()]


def _target_gate(interventie: Interventie, situation: Situation) -> Gate:
    entries = interventie.poorten.doelgroep
    if not entries:
        return _constant(DOELGROEP, JA, VOOR_IEDEREEN, situation)
    answers = np.array([_between(_values(e.indicator, situation), e.minimaal, e.maximaal) for e in entries])
    starts = ("Doelgroep te klein", "Doelgroep onbekend", "Doelgroep aanwezig")

    def write(rows: IntArray) -> list[PoortUitslag]:
        texts = [_target_texts(entry, situation, rows) for entry in entries]
        answer = answers[:, rows].min(axis=0)
        return _written(DOELGROEP, starts, answer, answers[:, rows] == answer, texts)

    return Gate(answers.min(axis=0), write)


def _target_texts(entry: PoortDoelgroep, situation: Situation, rows: IntArray) -> list[str]:
    indicator = situation.rulebook.indicatoren[entry.indicator]

    def write(number: float) -> str:
        return "onbekend" if math.isnan(number) else amount(number, indicator.eenheid)

    limits = _limits(entry.minimaal, entry.maximaal, write)
    values, which = np.unique(_values(entry.indicator, situation)[rows], return_inverse=True)
    texts = [f"{indicator.naam} {write(value)} ({limits})" for value in values.tolist()]
    return [texts[number] for number in which.tolist()]


def _policy_gate(interventie: Interventie, situation: Situation) -> Gate:
    policy = situation.policy
    answer, why = JA, "Past binnen het lokale beleid."
    if interventie.id in policy.verboden:
        answer, why = NEE, f"Uitgesloten in het lokale beleid: {_sentence(policy.verboden[interventie.id])}"
    elif interventie.id in policy.lopend:
        why = "Loopt al volgens het lokale beleid."
    elif needs_decision(interventie, policy):
        reason = interventie.poorten.waarom_besluit
        answer, why = ONBEKEND, f"Alleen na lokaal besluit.{' ' + _sentence(reason) if reason else ''}"
    elif not policy.is_ingevuld:
        answer, why = ONBEKEND, "Er is geen lokaal beleid ingevuld."
    elif policy.prioriteiten & {interventie.id, interventie.leefgebied, *_outcomes(interventie)}:
        why = "Past binnen het lokale beleid en is een prioriteit."
    return _constant("beleid", answer, why, situation)


def _carrier_gate(interventie: Interventie, situation: Situation) -> Gate:
    lead = interventie.trekker
    room = situation.policy.ruimte.get(lead)
    name = "betaler en trekker"
    if room == 0:
        return _constant(name, NEE, f"Trekker {party_name(lead)} heeft geen ruimte.", situation)
    needs_corporatie = lead is Partij.CORPORATIE or set(interventie.betalers) == {Partij.CORPORATIE}
    if needs_corporatie and interventie.mag_corporatie == "nee":
        return _constant(name, NEE, "Een corporatie mag dit niet trekken of als enige betalen.", situation)
    capacity = ONBEKEND if room is None else JA
    said = (
        f"De ruimte van trekker {party_name(lead)} is niet ingevuld in het lokale beleid."
        if room is None
        else f"Trekker {party_name(lead)} (ruimte {format_number(room)} van 100), "
        f"betaler {party_names(interventie.betalers)}."
    )
    if not needs_corporatie or interventie.mag_corporatie == "ja":
        return _constant(name, capacity, said, situation)
    return _stock_gate(name, capacity, said, situation)


def _stock_gate(name: str, capacity: int, said: str, situation: Situation) -> Gate:
    share = _values(situation.rulebook.indicator_voor("eigen_bezit"), situation)
    stock = np.where(np.isnan(share), ONBEKEND, np.where(share > 0, JA, NEE)).astype(np.int8)
    answer = np.minimum(stock, np.int8(capacity))
    sentences = (
        "Een corporatie mag dit alleen bij eigen bezit en heeft hier geen woningen.",
        "Een corporatie mag dit alleen bij eigen bezit; het aandeel corporatiewoningen is onbekend.",
        said,
    )

    def write(rows: IntArray) -> list[PoortUitslag]:
        made = [PoortUitslag(name, ANTWOORD[min(owned, capacity)], said) for owned, said in enumerate(sentences)]
        return [made[owned] for owned in stock[rows].tolist()]

    return Gate(answer, write)


def _values(indicator: str | None, situation: Situation) -> FloatArray:
    if indicator not in situation.table.indicatoren:
        return np.full(len(situation.table), np.nan)
    return situation.table.values[:, situation.table.column(indicator)]


def _between(values: FloatArray, least: float | None, most: float | None) -> AnswerArray:
    holds = np.ones(len(values), dtype=bool)
    if least is not None:
        holds &= values >= least
    if most is not None:
        holds &= values <= most
    return np.where(np.isnan(values), ONBEKEND, np.where(holds, JA, NEE)).astype(np.int8)


def _limits(least: float | None, most: float | None, write: Callable[[float], str]) -> str:
    if least is not None and most is not None:
        return f"grens {write(least)} tot en met {write(most)}"
    if least is not None:
        return f"grens {write(least)} of meer"
    return "geen grens" if most is None else f"grens {write(most)} of minder"


def _outcomes(interventie: Interventie) -> set[str]:
    return {entry.uitkomst for entry in interventie.poorten.probleem}


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _everywhere(answer: int, situation: Situation) -> AnswerArray:
    return np.full(len(situation.table), answer, dtype=np.int8)


def _constant(name: str, answer: int, why: str, situation: Situation) -> Gate:
    result = PoortUitslag(name, ANTWOORD[answer], why)
    return Gate(_everywhere(answer, situation), lambda rows: [result] * len(rows))
