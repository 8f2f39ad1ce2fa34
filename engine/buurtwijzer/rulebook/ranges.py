"""Level three: units and ranges inside one rule. What spans rules stands in `links`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.parameter_ranges import check_parameters, limit_of
from buurtwijzer.rulebook.schema import (
    Bedrag,
    Bewijs,
    Drijver,
    Eenheid,
    Hoeveelheid,
    Indicator,
    Interventie,
    Kenmerk,
    Onderdeel,
    Partij,
    Risico,
)
from buurtwijzer.rulebook.segment_ranges import check_segmentations
from buurtwijzer.rulebook.validation import check_validations

_SUM_TOLERANCE = 1e-9


def check_ranges(rules: Rulebook) -> Iterator[Issue]:
    """Find numbers that cannot be right: order, sums, units, choices that exclude each other."""
    yield from _one_each(rules)
    for indicator in rules.indicatoren.values():
        yield from _indicator(rules, indicator)
    for leefgebied in rules.leefgebieden.values():
        yield from _weights(rules, "leefgebieden", leefgebied.id, "onderdelen", leefgebied.onderdelen)
        yield from _dominant(rules, leefgebied.id, leefgebied.naam, leefgebied.onderdelen)
    for kracht in rules.krachten.values():
        yield from _weights(rules, "krachten", kracht.id, "onderdelen", kracht.onderdelen)
    for risico in rules.risicos.values():
        yield from _risico(rules, risico)
    for vergelijking in rules.vergelijking.values():
        yield from _weights(rules, "vergelijking", vergelijking.id, "kenmerken", vergelijking.kenmerken)
    for interventie in rules.interventies.values():
        yield from _interventie(rules, interventie)
    yield from _amounts(rules)
    yield from check_segmentations(rules)
    yield from check_validations(rules)
    yield from check_parameters(rules)
    yield from _doubles(rules)


def _indicator(rules: Rulebook, indicator: Indicator) -> Iterator[Issue]:
    at = ("indicatoren", indicator.id)
    yield from _in_order(
        rules, (*at, "ondergrens"), ("ondergrens", indicator.ondergrens), ("bovengrens", indicator.bovengrens)
    )
    yield from _kolommen(rules, indicator)
    goal = indicator.doelwaarden
    if goal is not None:
        yield from _in_order(rules, (*at, "doelwaarden", "laag"), ("laag", goal.laag), ("hoog", goal.hoog))
        yield from _same_unit(rules, (*at, "doelwaarden", "eenheid"), goal.eenheid, indicator.eenheid)
        yield from _inside_limits(rules, indicator)
    if indicator.foutmarge is not None:
        wanted = Eenheid.AANTAL if indicator.foutmarge.wijze == "afronding" else indicator.eenheid
        yield from _same_unit(rules, (*at, "foutmarge", "eenheid"), indicator.foutmarge.eenheid, wanted)


def _one_each(rules: Rulebook) -> Iterator[Issue]:
    """At most one indicator may serve a calculation."""
    taken: set[str] = set()
    for indicator in rules.indicatoren.values():
        if indicator.dient_als is not None and indicator.dient_als in taken:
            place = rules.place("indicatoren", indicator.id, "dient_als")
            yield kinds.DUBBEL_GENOEMD.at(place, wat=indicator.dient_als, sleutel="dient_als")
        taken.add(indicator.dient_als or "")


def _in_order(
    rules: Rulebook, path: tuple[str, ...], first: tuple[str, float | None], second: tuple[str, float | None]
) -> Iterator[Issue]:
    (a_name, a), (b_name, b) = first, second
    if a is not None and b is not None and a >= b:
        words = {"eerste": a_name, "a": format_number(a), "tweede": b_name, "b": format_number(b)}
        yield kinds.VOLGORDE.at(rules.place(*path), vergelijking="kleiner", **words)


def _same_unit(rules: Rulebook, path: tuple[str, ...], here: Eenheid, there: Eenheid) -> Iterator[Issue]:
    if here is not there:
        yield kinds.EENHEID.at(rules.place(*path), hier=here.value, daar=there.value)


def _inside_limits(rules: Rulebook, indicator: Indicator) -> Iterator[Issue]:
    goal = indicator.doelwaarden
    if goal is None:
        return
    for key, value in (("laag", goal.laag), ("hoog", goal.hoog)):
        for name, limit, sign in (("ondergrens", indicator.ondergrens, 1), ("bovengrens", indicator.bovengrens, -1)):
            if limit is not None and sign * value < sign * limit:
                place = rules.place("indicatoren", indicator.id, "doelwaarden", key)
                words = {"sleutel": key, "waarde": format_number(value), "grens": name, "getal": format_number(limit)}
                yield kinds.BUITEN_GRENZEN.at(place, **words)


def _kolommen(rules: Rulebook, indicator: Indicator) -> Iterator[Issue]:
    # The same share may stand in a file as a percentage or as counts: the first that a file has is used.
    taken: Counter[tuple[str, bool, int]] = Counter()
    for number, kolom in enumerate(indicator.kolommen):
        place = rules.place("indicatoren", indicator.id, "kolommen", str(number))
        below = (kolom.noemer is not None) + (kolom.noemer_som is not None)
        has_share = kolom.teller is not None and below == 1
        has_part = kolom.teller is not None or below > 0
        if (kolom.waarde is None) != has_share or (kolom.waarde is not None and has_part):
            yield kinds.KOLOMKEUZE.at(place)
        first, last = kolom.vanaf_jaar or 1995, kolom.tot_jaar or 2100
        if first > last:
            words = {"eerste": "vanaf_jaar", "a": first, "tweede": "tot_jaar", "b": last}
            yield kinds.VOLGORDE.at(place, vergelijking="kleiner", **words)
        years = [(kolom.layout, kolom.waarde is None, year) for year in range(first, last + 1)]
        if double := next((year for year in years if taken[year]), None):
            yield kinds.KOLOM_OVERLAP.at(place, layout=kolom.layout, jaar=double[2])
        taken.update(years)


def _weights(
    rules: Rulebook, folder: str, item: str, key: str, parts: Iterable[Onderdeel | Drijver | Kenmerk]
) -> Iterator[Issue]:
    total = sum(part.gewicht_frac for part in parts)
    if abs(total - 1) > _SUM_TOLERANCE:
        yield kinds.GEWICHTEN.at(rules.place(folder, item, key), som=format_number(total))


def _dominant(rules: Rulebook, item: str, naam: str, parts: list[Onderdeel]) -> Iterator[Issue]:
    limit = limit_of(rules, "gewicht_frac")
    for number, part in enumerate(parts):
        if limit is not None and part.gewicht_frac > limit:
            place = rules.place("leefgebieden", item, "onderdelen", str(number), "gewicht_frac")
            words = {"gewicht": format_number(part.gewicht_frac), "grens": format_number(limit)}
            yield kinds.OVERHEERST.at(place, indicator=part.indicator, naam=naam, **words)


def _risico(rules: Rulebook, risico: Risico) -> Iterator[Issue]:
    drivers = [*risico.druk, *risico.buffers]
    yield from _weights(rules, "risicos", risico.id, "druk", drivers)
    own = sum(driver.gewicht_frac for driver in drivers if driver.indicator == risico.officieel_cijfer)
    limit = limit_of(rules, "officieel_frac")
    if limit is not None and own > limit:
        words = {"indicator": risico.officieel_cijfer, "gewicht": format_number(own), "grens": format_number(limit)}
        yield kinds.CIRKEL.at(rules.place("risicos", risico.id, "officieel_cijfer"), **words)


def _interventie(rules: Rulebook, item: Interventie) -> Iterator[Issue]:
    at = ("interventies", item.id)
    yield from _rising(rules, (*at, "kosten", "bedrag_eur"), item.kosten.bedrag_eur)
    reach = item.bereik
    first, second = ("aantal_min", reach.aantal_min), ("aantal_max", reach.aantal_max)
    yield from _not_above(rules, (*at, "bereik", "aantal_min"), first, second)
    if reach.per != item.kosten.per:
        yield kinds.ZELFDE_EENHEID_PER.at(rules.place(*at, "bereik", "per"), bereik=reach.per, kosten=item.kosten.per)
    for number, effect in enumerate(item.effecten):
        if not effect.laag <= effect.midden <= effect.hoog:
            place = rules.place(*at, "effecten", str(number), "midden")
            yield kinds.GETALLENREEKS.at(place, wat="laag, midden en hoog lopen niet op")
        if effect.eenheid == "deel_van_nulsituatie" and not -1 <= effect.laag <= effect.hoog <= 1:
            place = rules.place(*at, "effecten", str(number), "hoog")
            yield kinds.GETALLENREEKS.at(place, wat="een deel van de nulsituatie ligt tussen -1 en 1")
    if item.netto.met_controlegroep and item.netto.anders_ook_frac:
        twice = format_number(item.netto.anders_ook_frac)
        yield kinds.DUBBEL_AFGETROKKEN.at(rules.place(*at, "netto", "anders_ook_frac"), waarde=twice)
    yield from _may_pay(rules, item)
    yield from _poorten(rules, item)
    yield from _bewijs(rules, item)


def _may_pay(rules: Rulebook, item: Interventie) -> Iterator[Issue]:
    """Find a party of which it is told twice whether it may pay; a corporatie has a key of its own."""
    told = {Partij.CORPORATIE}
    for number, entry in enumerate(item.mag_betalen):
        for partij in entry.partijen:
            if partij in told:
                place = rules.place("interventies", item.id, "mag_betalen", str(number), "partijen")
                words = "mag_corporatie" if partij is Partij.CORPORATIE else "mag_betalen"
                yield kinds.DUBBEL_GENOEMD.at(place, wat=partij.value, sleutel=words)
            told.add(partij)


def _amounts(rules: Rulebook) -> Iterator[Issue]:
    for price in rules.prijzen.values():
        yield from _rising(rules, ("prijzen", price.id, "bedrag_eur"), price.bedrag_eur)
    for uitkomst in rules.uitkomsten.values():
        for number, baat in enumerate(uitkomst.partijen):
            if baat.hoeveelheid is not None:
                path = ("uitkomsten", uitkomst.id, "partijen", str(number), "hoeveelheid")
                yield from _rising(rules, path, baat.hoeveelheid)


def _rising(rules: Rulebook, path: tuple[str, ...], amount: Bedrag | Hoeveelheid) -> Iterator[Issue]:
    for a, b in (("min", "modus"), ("modus", "max")):
        yield from _not_above(rules, (*path, a), (a, getattr(amount, a)), (b, getattr(amount, b)))


def _not_above(
    rules: Rulebook, path: tuple[str, ...], first: tuple[str, float], second: tuple[str, float]
) -> Iterator[Issue]:
    if first[1] > second[1]:
        words = {"eerste": first[0], "a": format_number(first[1]), "tweede": second[0], "b": format_number(second[1])}
        yield kinds.VOLGORDE.at(rules.place(*path), vergelijking="niet groter", **words)


def _poorten(rules: Rulebook, item: Interventie) -> Iterator[Issue]:
    at = ("interventies", item.id, "poorten")
    gates = item.poorten
    for number, problem in enumerate(gates.probleem):
        path = (*at, "probleem", str(number))
        if problem.vanaf_score is None and problem.tot_score is None:
            yield kinds.POORT_ZONDER_GRENS.at(rules.place(*path), hoe="'vanaf_score' of 'tot_score'")
        yield from _in_order(rules, path, ("vanaf_score", problem.vanaf_score), ("tot_score", problem.tot_score))
    for number, group in enumerate(gates.doelgroep):
        path = (*at, "doelgroep", str(number))
        if group.minimaal is None and group.maximaal is None:
            yield kinds.POORT_ZONDER_GRENS.at(rules.place(*path), hoe="'minimaal' of 'maximaal'")
        yield from _in_order(rules, path, ("minimaal", group.minimaal), ("maximaal", group.maximaal))
    if gates.alleen_na_lokaal_besluit and gates.waarom_besluit is None:
        yield kinds.BESLUIT_ZONDER_REDEN.at(rules.place(*at, "alleen_na_lokaal_besluit"))


def _bewijs(rules: Rulebook, item: Interventie) -> Iterator[Issue]:
    grade = item.bewijs.niveau
    seen = {found.wijst_op for found in item.bewijs.bevindingen}
    place = rules.place("interventies", item.id, "bewijs", "niveau")
    if grade is Bewijs.E0B and len(seen) < 2:
        what = "uitkomsten die elkaar tegenspreken wijzen niet allemaal op hetzelfde"
        yield kinds.TEGENSPRAAK.at(place, niveau=grade.value, wat=what)
    if grade is Bewijs.E0A and any(effect.midden != 0 for effect in item.effecten):
        yield kinds.TEGENSPRAAK.at(place, niveau=grade.value, wat="bij 'geen effect gevonden' is midden 0")
    if grade not in (Bewijs.E0A, Bewijs.E0B) and "effect" not in seen:
        yield kinds.TEGENSPRAAK.at(place, niveau=grade.value, wat="geen enkele bevinding wijst op een effect")


def _doubles(rules: Rulebook) -> Iterator[Issue]:
    """Find lists that name the same thing twice."""
    for folder, item, key, words in _lists(rules):
        for word, times in Counter(words).items():
            if times > 1:
                yield kinds.DUBBEL_GENOEMD.at(rules.place(folder, item, key), wat=word, sleutel=key)


def _lists(rules: Rulebook) -> Iterator[tuple[str, str, str, list[str]]]:
    for leefgebied in rules.leefgebieden.values():
        yield "leefgebieden", leefgebied.id, "onderdelen", [part.indicator for part in leefgebied.onderdelen]
    for kracht in rules.krachten.values():
        yield "krachten", kracht.id, "onderdelen", [part.indicator for part in kracht.onderdelen]
    for risico in rules.risicos.values():
        yield "risicos", risico.id, "druk", [part.indicator for part in [*risico.druk, *risico.buffers]]
    for vergelijking in rules.vergelijking.values():
        yield "vergelijking", vergelijking.id, "kenmerken", [part.indicator for part in vergelijking.kenmerken]
    for item in rules.interventies.values():
        yield "interventies", item.id, "partners", list(item.partners)
        yield "interventies", item.id, "betalers", list(item.betalers)
        yield "interventies", item.id, "vormen", [vorm.benaderstijl for vorm in item.vormen]
        yield "interventies", item.id, "effecten", [effect.uitkomst for effect in item.effecten]
    for uitkomst in rules.uitkomsten.values():
        yield "uitkomsten", uitkomst.id, "raakt", uitkomst.raakt
        yield "uitkomsten", uitkomst.id, "keten", uitkomst.keten
    for beleid in rules.beleid.values():
        yield "beleid", beleid.id, "prioriteiten", beleid.prioriteiten
        yield "beleid", beleid.id, "lopend", beleid.lopend
        yield "beleid", beleid.id, "besluiten", [besluit.interventie for besluit in beleid.besluiten]
        yield "beleid", beleid.id, "verboden", [verbod.interventie for verbod in beleid.verboden]
        yield "beleid", beleid.id, "capaciteit", [entry.partij for entry in beleid.capaciteit]
