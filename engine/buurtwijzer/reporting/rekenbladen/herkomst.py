"""What the numbers on sheet ``Aannames`` rest on: sources, how firm they are, and the list below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from buurtwijzer.reporting.rekenbladen.aannames_kolommen import (
    BRON,
    COLUMNS,
    EENHEID,
    MERK,
    PRIJSPEIL,
    TOELICHTING,
    WAT,
)
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Bron, Status
from buurtwijzer.valuation.inputs import Invoer

OWN_SOURCE = "eigen administratie"
_PRICES = "Prijzen"
_MARKS = {Status.VASTGESTELD: "feit", Status.AANNAME: "aanname", Status.VOORBEELD: "voorbeeld"}
_FACT, _INCOMPLETE = _MARKS[Status.VASTGESTELD], "feit (bron onvolledig)"
_TO_LOOK_UP = "nog na te zoeken"
_SOURCE_KOP = {
    WAT: "Titel",
    EENHEID: "Uitgever",
    PRIJSPEIL: "Jaar",
    BRON: "Vindplaats",
    TOELICHTING: "Toelichting bij de bron",
    MERK: "Hoe zeker",
}


class Herkomst:
    """Looks up in the rules what an input rests on."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Take the rules.

        Args:
            rulebook: The rules, with every source and what rests on more than one.
        """
        self._rulebook = rulebook

    def titles(self, item: Invoer) -> str:
        """Give the titles of what a number of the rules rests on: of a price every source."""
        titles = [self._rulebook.bronnen[id_].titel for id_ in self.ids(item)]
        one = item.bron if item.overschrijving is None else item.overschrijving.bron or OWN_SOURCE
        return "; ".join(titles) if len(titles) > 1 else one

    def ids(self, item: Invoer) -> tuple[str, ...]:
        """Give the ids of the sources of an input that the rules give."""
        price = self._rulebook.prijzen.get(item.naam.removeprefix("prijs_").removeprefix("prijsjaar_"))
        if item.bron_id and price is not None and item.groep == _PRICES:
            return tuple(price.bron)
        return (item.bron_id,) if item.bron_id in self._rulebook.bronnen else ()

    def usual_mark(self, item: Invoer) -> str:
        """Give how firm a figure of the rules is; a fact whose source is still to be looked up is told so."""
        mark = _MARKS[item.status]
        found = [self._rulebook.bronnen[id_] for id_ in self.ids(item)]
        return _INCOMPLETE if mark == _FACT and any(map(_is_incomplete, found)) else mark

    def all_of(self, ids: Iterable[str]) -> list[Bron]:
        """Give the sources with these ids, in their order."""
        return [self._rulebook.bronnen[id_] for id_ in sorted(set(ids))]


def _is_incomplete(bron: Bron) -> bool:
    return bron.jaar is None or _TO_LOOK_UP in bron.vindplaats


def add_sources(draft: Draft, row: int, bronnen: Sequence[Bron]) -> None:
    """Add under the inputs every source they rest on in full, by title."""
    draft.band(row, "Bronnen, voluit", len(COLUMNS))
    for kolom in range(MERK + 1):
        draft.put(row + 1, kolom, _SOURCE_KOP.get(kolom), "kop")
    for place, bron in enumerate(sorted(bronnen, key=lambda b: (b.titel, b.id)), row + 2):
        draft.put(place, WAT, bron.titel, "tekst")
        draft.put(place, EENHEID, bron.uitgever, "tekst")
        draft.put(place, PRIJSPEIL, "nog na te zoeken" if bron.jaar is None else float(bron.jaar), "jaar")
        draft.put(place, BRON, bron.vindplaats, "tekst")
        draft.put(place, TOELICHTING, bron.toelichting or "", "tekst")
        draft.put(place, MERK, bron.merk, "kort")
