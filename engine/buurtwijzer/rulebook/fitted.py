"""Profiles and factors of the national reference, put into the segmentations that have none of their own.

A segmentation says what is chosen (attributes, weights, names, approach), the reference what was fitted on that.
Numbers in the segmentation itself go first; a fit on other attributes or segments is not used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Ijkfactoren, Profielen, Referentie, Schaal, Segmentatie

Path = tuple[str, ...]
Places = Mapping[Path, FilePlace]


def fitted_profiles(referentie: Mapping[str, Referentie], segmentatie: str) -> tuple[Profielen, Path] | None:
    """Give the profiles of the latest reference that has them for a segmentation, with the path of that entry."""
    for id_ in sorted(referentie, reverse=True):
        for number, entry in enumerate(referentie[id_].profielen):
            if entry.segmentatie == segmentatie:
                return entry, ("referentie", id_, "profielen", str(number))
    return None


def fitted_factors(referentie: Mapping[str, Referentie], segmentatie: str) -> tuple[Ijkfactoren, Path] | None:
    """Give the factors of the latest reference that has them for a segmentation, with the path of that entry."""
    for id_ in sorted(referentie, reverse=True):
        for number, entry in enumerate(referentie[id_].ijkfactoren):
            if entry.segmentatie == segmentatie:
                return entry, ("referentie", id_, "ijkfactoren", str(number))
    return None


def fill(
    rule: Segmentatie, referentie: Mapping[str, Referentie], places: Places
) -> tuple[Segmentatie, dict[Path, FilePlace]]:
    """Put what was fitted into a segmentation.

    Args:
        rule: The segmentation as it stands in its file.
        referentie: The references by year.
        places: Where every key stands.

    Returns:
        The segmentation, unchanged when it has numbers of its own or nothing fits, and where the numbers that came in
        stand.
    """
    if rule.methode == "prototype" and not has_own_profiles(rule):
        profiles = fitted_profiles(referentie, rule.id)
        if profiles is not None and _fits(rule, profiles[0]):
            return _with_profiles(rule, *profiles, places)
    if rule.methode == "indextabel" and all(segment.ijkfactor is None for segment in rule.segmenten):
        factors = fitted_factors(referentie, rule.id)
        if factors is not None and {entry.segment for entry in factors[0].factoren} == _ids(rule):
            return _with_factors(rule, *factors, places)
    return rule, {}


def check_fitted(rules: Rulebook) -> Iterator[Issue]:
    """Find segmentations that have no profiles or factors, and profiles that were fitted with other weights."""
    for item in rules.segmentaties.values():
        at = ("segmentaties", item.id)
        if item.prototypen is not None and not (item.is_berekend or has_own_profiles(item)):
            yield kinds.ZONDER_PROFIELEN.at(rules.place(*at, "prototypen"), naam=item.naam)
        if item.methode == "indextabel" and any(segment.ijkfactor is None for segment in item.segmenten):
            yield kinds.ZONDER_IJKFACTOREN.at(rules.place(*at, "segmenten"), naam=item.naam)
        yield from _other_weights(rules, item)
    for landelijk in rules.referentie.values():
        for key in ("profielen", "ijkfactoren"):
            for number, entry in enumerate(getattr(landelijk, key)):
                if entry.segmentatie not in rules.segmentaties:
                    place = rules.place("referentie", landelijk.id, key, str(number))
                    yield kinds.REFERENTIE_VEROUDERD.at(place, id=entry.segmentatie)


def _other_weights(rules: Rulebook, item: Segmentatie) -> Iterator[Issue]:
    found = fitted_profiles(rules.referentie, item.id)
    if found is None or item.prototypen is None or not _fits(item, found[0]):
        return
    then = {entry.indicator: entry.gewicht for entry in found[0].kenmerken}
    names = [own.indicator for own in item.prototypen.kenmerken if own.gewicht != then[own.indicator]]
    if names:
        place = rules.place("segmentaties", item.id, "prototypen", "kenmerken")
        yield kinds.ANDERE_GEWICHTEN.at(place, naam=item.naam, kenmerken=join_words(names))


def has_own_profiles(rule: Segmentatie) -> bool:
    """Tell whether a segmentation has numbers of a fit in itself; then it must have all of them."""
    own = rule.prototypen
    has_scale = own is not None and (own.temperatuur is not None or any(part.schaal for part in own.kenmerken))
    return has_scale or any(segment.middelpunt for segment in rule.segmenten)


def _fits(rule: Segmentatie, entry: Profielen) -> bool:
    if rule.prototypen is None:
        return False
    asked = {(part.indicator, part.bewerking) for part in rule.prototypen.kenmerken}
    return asked == {(part.indicator, part.bewerking) for part in entry.kenmerken} and _ids(rule) == {
        segment.segment for segment in entry.segmenten
    }


def _ids(rule: Segmentatie) -> set[str]:
    return {segment.id for segment in rule.segmenten}


def _with_profiles(
    rule: Segmentatie, entry: Profielen, at: Path, places: Places
) -> tuple[Segmentatie, dict[Path, FilePlace]]:
    own = rule.prototypen
    if own is None:
        return rule, {}
    here = ("segmentaties", rule.id)
    moved: dict[Path, Path] = {(*at, "temperatuur"): (*here, "prototypen", "temperatuur")}
    scales = {part.indicator: (number, part) for number, part in enumerate(entry.kenmerken)}
    kenmerken = []
    for number, part in enumerate(own.kenmerken):
        there, scale = scales[part.indicator]
        moved[*at, "kenmerken", str(there)] = (*here, "prototypen", "kenmerken", str(number), "schaal")
        values = {name: getattr(scale, name) for name in Schaal.model_fields}
        kenmerken.append(part.model_copy(update={"schaal": Schaal.model_construct(**values)}))
    found = {profile.segment: (number, profile) for number, profile in enumerate(entry.segmenten)}
    segmenten = []
    for number, segment in enumerate(rule.segmenten):
        there, profile = found[segment.id]
        for key in ("landelijk_frac", "middelpunt", "gedragskaart"):
            moved[*at, "segmenten", str(there), key] = (*here, "segmenten", str(number), key)
        new = {"landelijk_frac": profile.landelijk_frac, "middelpunt": profile.middelpunt}
        card = {} if segment.gedragskaart else {"gedragskaart": profile.gedragskaart}
        segmenten.append(segment.model_copy(update=new | card))
    fit = {"jaar": entry.jaar, "temperatuur": entry.temperatuur, "toetsen": entry.toetsen, "kenmerken": kenmerken}
    filled = rule.model_copy(update={"prototypen": own.model_copy(update=fit), "segmenten": segmenten})
    return filled, _moved(moved, places)


def _with_factors(
    rule: Segmentatie, entry: Ijkfactoren, at: Path, places: Places
) -> tuple[Segmentatie, dict[Path, FilePlace]]:
    found = {factor.segment: (number, factor.ijkfactor) for number, factor in enumerate(entry.factoren)}
    segmenten, moved = [], {}
    for number, segment in enumerate(rule.segmenten):
        there, factor = found[segment.id]
        segmenten.append(segment.model_copy(update={"ijkfactor": factor}))
        source = (*at, "factoren", str(there), "ijkfactor")
        moved[source] = ("segmentaties", rule.id, "segmenten", str(number), "ijkfactor")
    return rule.model_copy(update={"segmenten": segmenten}), _moved(moved, places)


def _moved(moved: Mapping[Path, Path], places: Places) -> dict[Path, FilePlace]:
    """Give the places of what came in, and of all under it, by their new path."""
    found = {}
    longest = max(len(path) for path in moved)
    at = next(iter(moved))[:4]
    for path, place in places.items():
        if path[:4] == at:
            for end in range(5, longest + 1):
                if path[:end] in moved:
                    found[*moved[path[:end]], *path[end:]] = place
    return found
