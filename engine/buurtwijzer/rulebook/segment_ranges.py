"""Whether a segmentation is complete for its method, and its numbers add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook import own_issue_kinds as own_kinds
from buurtwijzer.rulebook.fitted import has_own_profiles
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_names import is_result, plain
from buurtwijzer.rulebook.schema import Eenheid, Indextabel, Profielkenmerk, Prototypen, Segment, Segmentatie

_SUM_TOLERANCE = 1e-6
# Published percentages are rounded to whole numbers.
_ROUNDED_PCT = 2.0
_SHARES = (Eenheid.PCT, Eenheid.FRACTIE)
_BLOCK = {"prototype": "prototypen", "indextabel": "indextabel", "ingelezen": "inlezen"}


def check_segmentations(rules: Rulebook) -> Iterator[Issue]:
    """Find what a method misses, and shares, tables and centres that do not fit together."""
    for item in rules.segmentaties.values():
        at = ("segmentaties", item.id)
        needed = _BLOCK[item.methode]
        if getattr(item, needed) is None:
            yield _missing(rules, (*at, "methode"), needed, f"een segmentatie met methode {item.methode}")
        ids = [segment.id for segment in item.segmenten]
        for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            yield kinds.DUBBEL_GENOEMD.at(rules.place(*at, "segmenten"), wat=id_, sleutel="segmenten")
        for number, segment in enumerate(item.segmenten):
            yield from _segment(rules, item, segment, (*at, "segmenten", str(number)))
        if not item.is_berekend and has_own_profiles(item):
            yield _missing(rules, (*at, "prototypen"), "temperatuur", "profielen met eigen getallen")
        yield from _together(rules, item)
        yield from _columns(rules, item)


def _segment(rules: Rulebook, item: Segmentatie, segment: Segment, at: tuple[str, ...]) -> Iterator[Issue]:
    total = sum(part.deel_frac for part in segment.benadering)
    is_unsaid = item.methode == "ingelezen" and not segment.benadering
    if not is_unsaid and abs(total - 1) > _SUM_TOLERANCE:
        yield kinds.GEWICHTEN.at(rules.place(*at, "benadering"), som=format_number(total))
    if item.methode != "ingelezen" and item.is_berekend and not segment.landelijk_frac:
        yield _missing(rules, at, "landelijk_frac", segment.naam)
    if item.methode == "ingelezen":
        yield from _brought(rules, segment, at)
    if item.prototypen is not None and item.is_berekend:
        yield from _centre(rules, item.prototypen, segment, at)
    if item.indextabel is not None:
        yield from _tables(rules, item.indextabel, segment, at)
    if item.samenleven is not None:
        wanted = [dimensie.dimensie for dimensie in item.samenleven.dimensies]
        if segment.rol is None:
            yield _missing(rules, at, "rol", segment.naam)
        elif [place.dimensie for place in segment.rol.waardenruimte] != wanted:
            what = f"de waardenruimte van {segment.naam} heeft andere dimensies dan deze segmentatie"
            yield kinds.GETALLENREEKS.at(rules.place(*at, "rol", "waardenruimte"), wat=what)


def _brought(rules: Rulebook, segment: Segment, at: tuple[str, ...]) -> Iterator[Issue]:
    if segment.kolom is None:
        yield _missing(rules, at, "kolom", segment.naam)
    elif is_blocked(segment.kolom):
        yield kinds.GEBLOKKEERD.at(rules.place(*at, "kolom"), kolom=segment.kolom)
    elif is_result(segment.kolom):
        yield own_kinds.UITKOMST_ALS_INVOER.at(rules.place(*at, "kolom"), kolom=segment.kolom)


def _columns(rules: Rulebook, item: Segmentatie) -> Iterator[Issue]:
    """Find a unit no share can have, and a column that two segments would take."""
    at = ("segmentaties", item.id)
    if item.inlezen is not None and item.inlezen.eenheid not in _SHARES:
        unit = item.inlezen.eenheid.value
        yield own_kinds.AANDEEL_EENHEID.at(rules.place(*at, "inlezen", "eenheid"), eenheid=unit)
    names = Counter(plain(segment.kolom) for segment in item.segmenten if segment.kolom)
    for number, segment in enumerate(item.segmenten):
        if segment.kolom and names[plain(segment.kolom)] > 1:
            place = rules.place(*at, "segmenten", str(number), "kolom")
            yield kinds.DUBBEL_GENOEMD.at(place, wat=segment.kolom, sleutel="kolom")


def _centre(rules: Rulebook, rule: Prototypen, segment: Segment, at: tuple[str, ...]) -> Iterator[Issue]:
    wanted = [kenmerk.indicator for kenmerk in rule.kenmerken]
    if sorted(part.indicator for part in segment.middelpunt) != sorted(wanted):
        what = f"het middelpunt van {segment.naam} heeft niet dezelfde indicatoren als de kenmerken"
        yield kinds.GETALLENREEKS.at(rules.place(*at, "middelpunt"), wat=what)


def _tables(rules: Rulebook, rule: Indextabel, segment: Segment, at: tuple[str, ...]) -> Iterator[Issue]:
    wanted = {kenmerk.id: len(kenmerk.niveaus) for kenmerk in rule.kenmerken}
    if sorted(table.kenmerk for table in segment.verdeling) != sorted(wanted):
        what = f"de verdeling van {segment.naam} heeft niet dezelfde kenmerken als de indextabel"
        yield kinds.GETALLENREEKS.at(rules.place(*at, "verdeling"), wat=what)
    for number, table in enumerate(segment.verdeling):
        place = rules.place(*at, "verdeling", str(number), "pct")
        if len(table.pct) != wanted.get(table.kenmerk, len(table.pct)):
            what = f"{table.kenmerk} heeft {wanted[table.kenmerk]} niveaus en hier staan {len(table.pct)} procenten"
            yield kinds.GETALLENREEKS.at(place, wat=what)
        elif abs(sum(table.pct) - 100) > _ROUNDED_PCT:
            what = f"de procenten van {table.kenmerk} tellen op tot {format_number(sum(table.pct))}, niet tot 100"
            yield kinds.GETALLENREEKS.at(place, wat=what)


def _together(rules: Rulebook, item: Segmentatie) -> Iterator[Issue]:
    at = ("segmentaties", item.id)
    total = sum(segment.landelijk_frac or 0.0 for segment in item.segmenten)
    if item.methode != "ingelezen" and item.is_berekend and abs(total - 1) > 0.001:
        what = f"de landelijke aandelen tellen op tot {format_number(total)}, niet tot 1"
        yield kinds.GETALLENREEKS.at(rules.place(*at, "segmenten"), wat=what)
    if item.prototypen is not None and item.is_berekend:
        for number, kenmerk in enumerate(item.prototypen.kenmerken):
            yield from _scale(rules, kenmerk, (*at, "prototypen", "kenmerken", str(number)))


def _scale(rules: Rulebook, kenmerk: Profielkenmerk, at: tuple[str, ...]) -> Iterator[Issue]:
    if kenmerk.schaal is None:
        yield _missing(rules, at, "schaal", kenmerk.indicator)
        return
    place = rules.place(*at, "schaal", "afkap_laag")
    low, high = format_number(kenmerk.schaal.afkap_laag), format_number(kenmerk.schaal.afkap_hoog)
    if kenmerk.schaal.afkap_laag >= kenmerk.schaal.afkap_hoog:
        words = {"eerste": "afkap_laag", "a": low, "tweede": "afkap_hoog", "b": high}
        yield kinds.VOLGORDE.at(place, vergelijking="kleiner", **words)
    if kenmerk.bewerking == "logaritme" and kenmerk.schaal.afkap_laag <= 0:
        what = f"een logaritme vraagt een afkap_laag boven 0, hier staat {low}"
        yield kinds.GETALLENREEKS.at(place, wat=what)


def _missing(rules: Rulebook, path: tuple[str, ...], key: str, whose: str) -> Issue:
    return kinds.ONTBREEKT.at(rules.place(*path), sleutel=key, hoe=f"Vul '{key}' in bij {whose}.")
