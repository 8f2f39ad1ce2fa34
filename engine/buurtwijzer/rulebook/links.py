"""Level four: links between rules. Every id that is named exists, and what it names may be used there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook import issue_kinds as kinds
from buurtwijzer.rulebook.effects import check_effects
from buurtwijzer.rulebook.fitted import check_fitted
from buurtwijzer.rulebook.folders import FOLDERS
from buurtwijzer.rulebook.judges import check_judges
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.modelled import check_modelled
from buurtwijzer.rulebook.prices import check_prices
from buurtwijzer.rulebook.reference import check_reference, has_reference
from buurtwijzer.rulebook.required import REQUIRED_NUMBERS, REQUIRED_RULES
from buurtwijzer.rulebook.schema import Indicator, Richting
from buurtwijzer.rulebook.suggest import did_you_mean

_OUTCOMES = ("leefgebieden", "krachten", "risicos")
# Which folders the ids under a key come from; `list.key` goes before `key`. A key that holds ids and is missing here
# fails a test.
TARGETS: dict[str, tuple[str, ...]] = {
    "bron": ("bronnen",),
    "indicator": ("indicatoren",),
    "officieel_cijfer": ("indicatoren",),
    "cijfer": ("indicatoren",),
    "deel_van": ("indicatoren",),
    "geleerd_van": ("indicatoren",),
    "aanvulling_van": ("indicatoren",),
    "gedrag": ("indicatoren",),
    "bestaat_uit": ("indicatoren",),
    "segmentatie": ("segmentaties",),
    "leefgebied": ("leefgebieden",),
    "uitkomst": _OUTCOMES,
    "effecten.uitkomst": ("uitkomsten",),
    "los_van.uitkomst": ("uitkomsten",),
    "raakt": _OUTCOMES,
    "uitkomsten": _OUTCOMES,
    "prioriteiten": _OUTCOMES,
    "keten": ("uitkomsten",),
    "prijs": ("prijzen",),
    "benaderstijl": ("benaderstijlen",),
    "interventie": ("interventies",),
    "lopend": ("interventies",),
}
_LAST_WORDS = frozenset(name.rpartition(".")[2] for name in TARGETS)
_SINGULAR = {
    "bronnen": "bron",
    "indicatoren": "indicator",
    "leefgebieden": "leefgebied",
    "interventies": "interventie",
    "uitkomsten": "uitkomst van een interventie",
    "benaderstijlen": "benaderstijl",
    "segmentaties": "segmentatie",
    "prijzen": "prijs",
}
_SCORED = (("leefgebieden", ("onderdelen",)), ("krachten", ("onderdelen",)), ("risicos", ("druk", "buffers")))


def check_links(rules: Rulebook, broken: Mapping[str, Iterable[str]]) -> Iterator[Issue]:
    """Find ids that do not exist and rules that may not be used where they are.

    Args:
        rules: The rules that could be read.
        broken: Per folder the ids of files with mistakes: they exist, so links to them are not reported again.
    """
    known = {folder: {*getattr(rules, folder), *broken[folder]} for folder in FOLDERS}
    for folder in FOLDERS:
        for item in getattr(rules, folder).values():
            if folder != "referentie":
                yield from _unknown(rules, known, item, (folder, item.id))
    yield from check_reference(rules)
    yield from check_fitted(rules)
    yield from _shared_ids(rules)
    yield from _unfit_indicators(rules)
    yield from _blocked_columns(rules)
    yield from check_effects(rules)
    yield from check_prices(rules)
    yield from check_judges(rules)
    yield from check_modelled(rules)
    yield from _missing_numbers(rules, known["parameters"])
    for folder, ids in REQUIRED_RULES.items():
        yield from (
            kinds.REGEL_ONTBREEKT.at(FilePlace(folder), id=id_, map=folder) for id_ in ids if id_ not in known[folder]
        )


def _unknown(rules: Rulebook, known: Mapping[str, set[str]], value: Any, path: tuple[str, ...]) -> Iterator[Issue]:
    """Walk a rule and look up every id in it."""
    if isinstance(value, str):
        yield from _unknown_id(rules, known, value, path)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _unknown(rules, known, part, (*path, str(number)))
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _unknown(rules, known, part, (*path, name))
    elif isinstance(value, BaseModel):  # last: what pydantic does to tell is slow for what is no model
        for name in type(value).model_fields:
            yield from _unknown(rules, known, getattr(value, name), (*path, name))


def _unknown_id(rules: Rulebook, known: Mapping[str, set[str]], value: str, path: tuple[str, ...]) -> Iterator[Issue]:
    key = _target(path)
    if key and not any(value in known[folder] for folder in TARGETS[key]):
        options = {id_ for folder in TARGETS[key] for id_ in known[folder]}
        what = "uitkomst" if TARGETS[key] == _OUTCOMES else _SINGULAR[TARGETS[key][0]]
        hint = did_you_mean(value, options)
        yield kinds.ONBEKENDE_VERWIJZING.at(rules.place(*path), soort=what, id=value, hoe=hint)


def _target(path: tuple[str, ...]) -> str:
    """Give the key of `TARGETS` that says what a text at this place names; empty for a text that names no rule."""
    last = next(part for part in reversed(path) if not part.isdigit())
    if last not in _LAST_WORDS:
        return ""
    words = [part for part in path if not part.isdigit()]
    return next((name for name in (".".join(words[-2:]), last) if name in TARGETS), "")


def _shared_ids(rules: Rulebook) -> Iterator[Issue]:
    """Leefgebieden, krachten and risico's share one list of ids: an uitkomst."""
    first: dict[str, str] = {}
    for folder in _OUTCOMES:
        for id_ in getattr(rules, folder):
            if id_ in first:
                yield kinds.DUBBEL_ID.at(rules.place(folder, id_, "id"), id=id_, waar=f"{first[id_]}/{id_}.yaml")
            first.setdefault(id_, folder)


def _unfit_indicators(rules: Rulebook) -> Iterator[Issue]:
    for folder, keys in _SCORED:
        for item in getattr(rules, folder).values():
            for key in keys:
                for number, part in enumerate(getattr(item, key)):
                    place = rules.place(folder, item.id, key, str(number), "indicator")
                    needs_direction = part.hoger_is_meer is None
                    yield from _unfit(rules, part.indicator, place, needs_direction=needs_direction)


def _unfit(rules: Rulebook, id_: str, place: FilePlace, *, needs_direction: bool) -> Iterator[Issue]:
    indicator = rules.indicatoren.get(id_)
    if indicator is None:
        return
    if indicator.doelwaarden is None and not has_reference(rules, id_):
        yield kinds.ZONDER_DOELWAARDEN.at(place, indicator=id_)
    if needs_direction and indicator.richting is Richting.GEEN:
        yield kinds.ZONDER_RICHTING.at(place, indicator=id_)


def _blocked_columns(rules: Rulebook) -> Iterator[Issue]:
    """A column called otherwise would not be about something else: what a rule says of itself counts too."""
    for indicator in rules.indicatoren.values():
        columns = list(_blocked_in(rules, indicator))
        at = ("indicatoren", indicator.id)
        # Where the column was told, the definition is often made of it.
        yield from columns or _blocked_texts(rules, indicator, at, ("naam", "definitie", "id"))
    for item in rules.segmentaties.values():
        for number, segment in enumerate(item.segmenten):
            path = ("segmentaties", item.id, "segmenten", str(number))
            yield from _blocked_texts(rules, segment, path, ("naam", "naam_in_bron", "omschrijving", "id"))
    yield from _blocked_names(rules)


def _blocked_in(rules: Rulebook, indicator: Indicator) -> Iterator[Issue]:
    for number, kolom in enumerate(indicator.kolommen):
        at = ("indicatoren", indicator.id, "kolommen", str(number))
        named: dict[tuple[str, ...], str | None] = {
            ("waarde",): kolom.waarde,
            ("noemer",): kolom.noemer,
            ("antwoorden",): kolom.antwoorden,
        }
        named |= {("teller", str(i)): name for i, name in enumerate(kolom.teller or [])}
        named |= {("noemer_som", str(i)): name for i, name in enumerate(kolom.noemer_som or [])}
        for path, name in named.items():
            if name is not None and is_blocked(name):
                yield kinds.GEBLOKKEERD.at(rules.place(*at, *path), kolom=name)


def _blocked_texts(rules: Rulebook, item: BaseModel, at: tuple[str, ...], keys: Iterable[str]) -> Iterator[Issue]:
    """Give the first text only: what is not written is made of the others."""
    for key in keys:
        text = getattr(item, key)
        if text is not None and is_blocked(text):
            yield kinds.GEBLOKKEERD.at(rules.place(*at, key), kolom=text)
            return


def _blocked_names(rules: Rulebook) -> Iterator[Issue]:
    """Another name for a blocked column would not make it another column."""
    for crosswalk in rules.kolommen.values():
        for number, row in enumerate(crosswalk.kolommen):
            for key in ("kolom", "odata", "titel", "kop"):
                name = getattr(row, key) or ""
                # With a number behind it, as keys of OData have.
                if is_blocked(name) or is_blocked(f"{name}_1"):
                    place = rules.place("kolommen", crosswalk.id, "kolommen", str(number), key)
                    yield kinds.GEBLOKKEERD.at(place, kolom=name)


def _missing_numbers(rules: Rulebook, known: set[str]) -> Iterator[Issue]:
    for group, numbers in REQUIRED_NUMBERS.items():
        found = rules.parameters.get(group)
        if found is None:
            if group not in known:
                yield from (
                    kinds.GETAL_ONTBREEKT.at(FilePlace(f"parameters/{group}.yaml"), groep=group, naam=name)
                    for name in numbers
                )
            continue
        for name, unit in numbers.items():
            number = found.getallen.get(name)
            if number is None:
                yield kinds.GETAL_ONTBREEKT.at(rules.place("parameters", group, "getallen"), groep=group, naam=name)
            elif number.eenheid is not unit:
                place = rules.place("parameters", group, "getallen", name, "eenheid")
                yield kinds.TEGENDRAADSE_EENHEID.at(place, naam=name, moet=unit.value, is_nu=number.eenheid.value)
