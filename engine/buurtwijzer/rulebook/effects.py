"""What interventions change and for whom: effects against gates, chains, transfers, and a form for every style."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Interventie, Uitkomst


def check_effects(rules: Rulebook) -> Iterator[Issue]:
    """Find outcomes and interventions that do not fit each other; ids that do not exist are told elsewhere."""
    for uitkomst in rules.uitkomsten.values():
        yield from _uitkomst(rules, uitkomst)
        yield from _keten(rules, uitkomst)
    for interventie in rules.interventies.values():
        yield from _aims_beside(rules, interventie)
        yield from _missing_forms(rules, interventie)


def _uitkomst(rules: Rulebook, item: Uitkomst) -> Iterator[Issue]:
    if (item.indicator is None) == (item.zonder_indicator is None):
        yield kinds.INDICATOR_OF_REDEN.at(rules.place("uitkomsten", item.id, "indicator"))
    signs = {baat.teken for baat in item.partijen if baat.soort == "overdracht"}
    if len(signs) == 1:
        yield kinds.OVERDRACHT.at(rules.place("uitkomsten", item.id, "partijen"), teken=signs.pop())


def _keten(rules: Rulebook, item: Uitkomst) -> Iterator[Issue]:
    for number, other in enumerate(item.keten):
        found = rules.uitkomsten.get(other)
        if found is not None and item.id not in found.keten:
            place = rules.place("uitkomsten", item.id, "keten", str(number))
            yield kinds.KETEN_EENZIJDIG.at(place, id=item.id, ander=other)


def _aims_beside(rules: Rulebook, item: Interventie) -> Iterator[Issue]:
    known = [rules.uitkomsten[effect.uitkomst] for effect in item.effecten if effect.uitkomst in rules.uitkomsten]
    wanted = [entry.uitkomst for entry in item.poorten.probleem]
    if len(known) == len(item.effecten) and not {id_ for found in known for id_ in found.raakt} & set(wanted):
        yield kinds.EFFECT_NAAST_POORT.at(rules.place("interventies", item.id, "effecten"), punten=join_words(wanted))


def _missing_forms(rules: Rulebook, item: Interventie) -> Iterator[Issue]:
    own = {vorm.benaderstijl for vorm in item.vormen}
    for stijl in rules.benaderstijlen:
        if stijl not in own:
            yield kinds.VORM_ONTBREEKT.at(rules.place("interventies", item.id, "vormen"), stijl=stijl)
