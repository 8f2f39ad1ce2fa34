"""How often something happens without the plan: the figure of the area, else that of the country, told as such."""

from __future__ import annotations

from dataclasses import dataclass

from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import AreaPlace
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Eenheid, Indicator, Richting, Status, Uitkomst
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.issue_kinds import W101, W102

_PER = {Eenheid.PCT: 100.0, Eenheid.PER_1000: 1000.0}
_BASIS = {
    "woningen": "huishouden",
    "huishoudens": "huishouden",
    "gebieden": "gebied",
    "woning": "huishouden",
    "huishouden": "huishouden",
    "gebied": "gebied",
}
_PERSON, _TAKES_PART = "inwoner", "deelnemer"


@dataclass(frozen=True, slots=True)
class Nul:
    """What happens without the plan.

    Attributes:
        waarde: How often a year; None when nobody knows.
        bron: Id of the source, or the place where the figure of the area stands.
        status: How firm it is.
        issue: What the user should know.
    """

    waarde: float | None
    bron: str
    status: Status
    issue: Issue | None = None


def baseline_rate(rulebook: Rulebook, uitkomst: Uitkomst, gebied: Gebied, reached: str, naam: str) -> Nul:
    """Find how often an uitkomst happens a year for one that is reached, without the plan.

    Who takes part was chosen for the problem: a figure of participants goes before that of all residents.

    Args:
        rulebook: Rules.
        uitkomst: What is counted.
        gebied: The area.
        reached: What is reached (``inwoners``, ``woningen`` ...).
        naam: Name of the own value that would replace it, for the message.
    """
    place, words = AreaPlace("plan", gebied.code), {"uitkomst": uitkomst.naam, "gebied": gebied.naam, "naam": naam}
    unknown = Nul(None, "", Status.AANNAME, W101.at(place, **words))
    own, national = _own_rate(rulebook, uitkomst, gebied), uitkomst.nulsituatie
    is_of_participants = national is not None and national.per == _TAKES_PART and reached == "deelnemers"
    if own is not None and not is_of_participants:
        rule, rate = own
        each = _per_reached(rate, _PERSON, gebied, reached)
        return unknown if each is None else Nul(each, *origin(rule, gebied))
    if national is None:
        return unknown
    each = _per_reached(national.aantal, national.per, gebied, reached)
    if each is None:
        return unknown
    return Nul(each, national.bron, national.status, W102.at(place, jaar=national.jaar, **words))


def baseline_count(rulebook: Rulebook, uitkomst: Uitkomst, gebied: Gebied) -> Nul:
    """Find how often an uitkomst happens a year in the whole area, without the plan.

    A share of adults is taken as one of all residents, which leaves overlap a little too small.
    """
    own, national = _own_rate(rulebook, uitkomst, gebied), uitkomst.nulsituatie
    if own is not None:
        rule, rate = own
        return Nul(_per_reached(rate, _PERSON, gebied, "gebieden"), *origin(rule, gebied))
    if national is None or national.per == _TAKES_PART:
        return Nul(None, "", Status.AANNAME)
    return Nul(_per_reached(national.aantal, national.per, gebied, "gebieden"), national.bron, national.status)


def _own_rate(rulebook: Rulebook, uitkomst: Uitkomst, gebied: Gebied) -> tuple[Indicator, float] | None:
    id_ = uitkomst.indicator
    if id_ is None or id_ not in gebied.cijfers:
        return None
    rule = rulebook.indicatoren[id_]
    per = per_unit(rule)
    if per is None:
        return None
    rate = gebied.cijfers[id_] / per
    return rule, 1 - rate if counts_the_good(rule, uitkomst) else rate


def source_title(rulebook: Rulebook, bron: str) -> str:
    """Give the title of a source of the rules; a place in a file says it itself."""
    return rulebook.bronnen[bron].titel if bron in rulebook.bronnen else bron


def origin(rule: Indicator, gebied: Gebied) -> tuple[str, Status]:
    """Give where the figure of the area stands and how firm it is; the source of the rule when it is in no file."""
    found = gebied.herkomst(rule.id)
    if found is None:
        return rule.bron[0], rule.status
    return found.plaats, Status.VASTGESTELD if found.is_gemeten else Status.AANNAME


def per_unit(rule: Indicator) -> float | None:
    """Give of how many people an indicator counts; None when it is no share of people."""
    return _PER.get(rule.eenheid)


def counts_the_good(rule: Indicator, uitkomst: Uitkomst) -> bool:
    """Tell whether an indicator counts who has it already; those who do not have it yet can gain."""
    if rule.richting is Richting.GEEN:
        return uitkomst.richting == "omhoog"
    return rule.richting is Richting.HOGER_IS_GUNSTIGER


def _per_reached(rate: float, per: str, gebied: Gebied, reached: str) -> float | None:
    """Turn a figure per person, home or area into one per unit that is reached; None where a size is unknown."""
    if per == _TAKES_PART:
        return rate
    have, want = _BASIS.get(per, _PERSON), _BASIS.get(reached, _PERSON)
    if have == want:
        return rate
    there = {_PERSON: gebied.inwoners, "huishouden": gebied.huishoudens, "gebied": 1.0}
    number, units = there[have], there[want]
    return None if number is None or not units else rate * number / units
