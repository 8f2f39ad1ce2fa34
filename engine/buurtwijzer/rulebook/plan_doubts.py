"""What may well be a slip in a plan: it is told and nothing is refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook import plan_issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan, PlanRegel

_NAME = re.compile(r"[A-Z][^\W\d_]+(?: (?:van|de|der|den|het|te|ten|ter|[A-Z]\.))* [A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?")
_FUNCTIONS = (
    "adviseur", "afdeling", "ambtenaar", "analist", "beheer", "beleid", "bestuur", "burgemeester", "college", "concern",
    "controller", "coordinator", "coördinator", "corporatie", "directeur", "domein", "financi", "gemeente", "hoofd",
    "inkoop", "leider", "lid", "manager", "medewerker", "onderzoek", "planeconoom", "portefeuille", "programma",
    "project", "raad", "secretaris", "sociaal", "team", "wethouder", "wijk", "wonen", "zorg",
)  # fmt: skip
"""Parts of words that are in the name of a function and not in that of a person."""
_FEW_WORDS = 3
_PEOPLE = ("deelnemer", "inwoner", "woning", "gebied")
"""What comes in whole numbers; fte and zaken may be a part."""


def doubts(plan: Plan, rulebook: Rulebook) -> Iterator[Issue]:
    """Give what is to be looked at again, at the line it is about or at the plan."""
    whole = f"plan {plan.id}"
    last = plan.start_jaar + plan.looptijd_jaren - 1
    if plan.prijspeil > last:
        what = f"Het prijspeil {plan.prijspeil} is later dan het laatste jaar van het plan ({last})."
        yield kinds.VREEMD.at(whole, wat=what, hoe="Controleer 'prijspeil' en 'start_jaar'.")
    yield from _names(plan.eigenaar, whole)
    for naam, own in plan.eigen_prijzen.items():
        yield from told_of_own(naam, own.functie, own.reden, whole)
    for line in plan.regels:
        at = str(line.plaats or whole)
        yield from _amount(line, rulebook, at)
        yield from _names(line.eigenaar, at)
        for naam, own in line.eigen.items():
            yield from told_of_own(naam, own.functie, own.reden, at)
    yield from _same_lines(plan, rulebook)


def decided_later(plan: Plan, vandaag: date) -> Iterator[Issue]:
    """Give the own values that were decided on a day that is still to come."""
    owns = [(line.plaats or f"plan {plan.id}", line.eigen) for line in plan.regels]
    for place, given in [*owns, (f"plan {plan.id}", plan.eigen_prijzen)]:
        for naam, own in given.items():
            if own.datum > vandaag:
                what = f"De eigen waarde bij '{naam}' is van {own.datum.isoformat()}: die dag is er nog niet."
                yield kinds.VREEMD.at(place, wat=what, hoe="Vul bij 'datum' in wanneer dit besloten is.")


def told_of_own(naam: str, functie: str, reden: str, place: str) -> Iterator[Issue]:
    """Give what is to be looked at in who decided an own value and why."""
    yield from _names(functie, place)
    if len(reden.split()) < _FEW_WORDS:
        what = f"De reden bij de eigen waarde '{naam}' is wel erg kort."
        yield kinds.VREEMD.at(place, wat=what, hoe="Schrijf op waar het getal vandaan komt; een lezer moet het volgen.")


def _names(functie: str, place: str) -> Iterator[Issue]:
    plain = functie.casefold()
    if _NAME.fullmatch(functie.strip()) and not any(part in plain for part in _FUNCTIONS):
        yield kinds.LIJKT_NAAM.at(place)


def _amount(line: PlanRegel, rulebook: Rulebook, place: str) -> Iterator[Issue]:
    rule = rulebook.interventies.get(line.interventie)
    if rule is not None and rule.kosten.per in _PEOPLE and not float(line.aantal).is_integer():
        what = f"Bij '{rule.naam}' staat het aantal {format_number(line.aantal)}, maar het telt per {rule.kosten.per}."
        yield kinds.VREEMD.at(place, wat=what, hoe="Vul een heel getal in, tenzij u een gemiddelde bedoelt.")


def _same_lines(plan: Plan, rulebook: Rulebook) -> Iterator[Issue]:
    counts = Counter((line.interventie, line.gebied, line.start_jaar) for line in plan.regels)
    for (interventie, gebied, year), count in counts.items():
        if count == 1:
            continue
        *_, last = [r for r in plan.regels if (r.interventie, r.gebied, r.start_jaar) == (interventie, gebied, year)]
        rule = rulebook.interventies.get(interventie)
        naam = interventie if rule is None else rule.naam
        place = last.plaats or f"plan {plan.id}"
        yield kinds.ZELFDE_REGEL.at(place, naam=naam, gebied=gebied, jaar=year, keer=count)
