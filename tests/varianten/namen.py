"""The same columns under the names of another delivery: short names of Excel, keys of OData, paths of StatLine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.data.layouts.crosswalk import Crosswalk
from buurtwijzer.rulebook.schema import Kolommen, Kolomnaam
from tests.varianten.tabel import Tabel


def kort(tabel: Tabel, namen: Kolommen) -> Tabel:
    """Give every known column its short name; the second column with codes keeps its own."""
    bekend = Crosswalk(namen).resolve([kop.strip() for kop in tabel.koppen]).namen
    dubbel = {naam for naam, aantal in Counter(bekend).items() if aantal > 1}
    return _met(tabel, lambda plek, kop: bekend[plek] if bekend[plek] and bekend[plek] not in dubbel else kop)


def odata(tabel: Tabel, namen: Kolommen, eerste: int = 3) -> Tabel:
    """Give every column with a short name its key in OData; where a key stands for several, only when all are there."""
    rijen = _rijen(namen)
    sleutels = Counter(rij.odata for rij in rijen.values() if rij.odata)
    hier = Counter(rij.odata for kop in tabel.koppen if (rij := rijen.get(kop.strip().lower())) is not None)

    def maak(plek: int, kop: str) -> str:
        rij = rijen.get(kop.strip().lower())
        if rij is None or rij.odata is None or is_blocked(kop) or hier[rij.odata] != sleutels[rij.odata]:
            return kop
        return f"{rij.odata}_{plek + eerste}"

    return _met(tabel, maak)


def pad(tabel: Tabel, namen: Kolommen) -> Tabel:
    """Give every column with a short name its path in StatLine, with a unit."""
    rijen = _rijen(namen)

    def maak(plek: int, kop: str) -> str:
        rij = rijen.get(kop.strip().lower())
        if rij is None or rij.titel is None or is_blocked(kop):
            return kop
        return f"{rij.groep or 'Onderwerp'}/{rij.titel} (aantal)"

    return _met(tabel, maak)


NAMEN: Mapping[str, Callable[[Tabel, Kolommen], Tabel]] = {"kort": kort, "odata": odata, "pad": pad}


def eigen_volgorde(tabel: Tabel) -> Tabel:
    """Shuffle the columns: names must be told by themselves, not by their place."""
    return tabel.kolommen(Random(3).sample(range(len(tabel.koppen)), len(tabel.koppen)))


def _rijen(namen: Kolommen) -> dict[str, Kolomnaam]:
    # Of several keys for one column the first is that of the newest years.
    gevonden: dict[str, Kolomnaam] = {}
    for rij in namen.kolommen:
        gevonden.setdefault(rij.kolom.lower(), rij)
    return gevonden


def _met(tabel: Tabel, maak: Callable[[int, str], str]) -> Tabel:
    return replace(tabel, koppen=tuple(maak(plek, kop) for plek, kop in enumerate(tabel.koppen)))
