"""Make the three sample files of Voorbeeldstad beside this script (or in the folder that is named).

Usage: ``python sample_data/maak_voorbeelddata.py [MAP]``. The same version of XlsxWriter gives the same bytes: no
clock, and every random number depends on a key.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from gezondheid import KOLOMMEN, gezondheid, nederland
from opmaak_cbs import Cel, Gebied, kolommen, rij, samen
from voorbeeldstad import GEMEENTE, GM_CODE, WIJKEN, Buurt, buurten, feiten

_GEMAAKT = datetime(2024, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_BREEDTES_RIVM = {"WijkenEnBuurten": 10, "Gemeentenaam_1": 40, "SoortRegio_2": 10, "Codering_3": 20}
_MINSTENS_INWONERS_RIVM = 100


def _gebieden(jaar: int) -> list[Gebied]:
    """Give the rows in the order of CBS: gemeente, then each wijk followed by its buurten."""
    per_buurt = [(buurt, feiten(buurt, jaar)) for buurt in buurten(jaar)]
    uit = [Gebied(GM_CODE, GEMEENTE, "Gemeente", samen([f for _, f in per_buurt]))]
    for wijk, naam in WIJKEN.items():
        delen = [(b, f) for b, f in per_buurt if b.code[2:8] == wijk[2:]]
        uit.append(Gebied(wijk, naam, "Wijk", samen([f for _, f in delen])))
        uit += [Gebied(b.code, b.naam, "Buurt", f) for b, f in delen]
    return uit


def _schrijf(pad: Path, blad: str, kop: Sequence[str], rijen: Iterable[Sequence[Cel | None]]) -> None:
    boek = xlsxwriter.Workbook(pad, {"strings_to_numbers": False, "strings_to_formulas": False})
    boek.set_properties({"title": pad.stem, "comments": "Fictieve gegevens", "created": _GEMAAKT})
    vel = boek.add_worksheet(blad)
    vel.write_row(0, 0, kop)
    for nummer, cellen in enumerate(rijen, start=1):
        for kolom, cel in enumerate(cellen):
            if cel is not None:
                vel.write(nummer, kolom, cel)
    boek.close()


def maak_kwb(map_: Path, jaar: int) -> Path:
    """Write the CBS file of a year."""
    pad = map_ / f"kwb{jaar}_voorbeeldstad.xlsx"
    _schrijf(pad, f"kwb-{jaar}", kolommen(jaar), [rij(gebied, GEMEENTE, jaar) for gebied in _gebieden(jaar)])
    return pad


def _gemiddeld(delen: Sequence[Buurt]) -> dict[str, float | None]:
    """Weigh the health figures of buurten by residents."""
    inwoners = sum(buurt.inwoners for buurt in delen)
    per_buurt = [(buurt.inwoners / inwoners, gezondheid(buurt)) for buurt in delen]
    return {k: None if KOLOMMEN[k] is None else sum(w * (g[k] or 0.0) for w, g in per_buurt) for k in KOLOMMEN}


def _rivm_rij(
    nummer: int, code: str, soort: str, waarden: dict[str, float | None], gemeente: str = GEMEENTE
) -> list[Cel | None]:
    """Write one row of the RIVM file: numbers are padded text, codes and names are padded too."""
    breed = _BREEDTES_RIVM
    vast: list[Cel | None] = [nummer, 20300, "MW00000", code.ljust(breed["WijkenEnBuurten"]), "2020JJ00"]
    namen: list[Cel | None] = [gemeente.ljust(breed["Gemeentenaam_1"]), soort.ljust(breed["SoortRegio_2"])]
    getallen = [None if waarde is None else f"{waarde:8.1f}" for waarde in waarden.values()]
    return [*vast, *namen, code.ljust(breed["Codering_3"]), *getallen]


def maak_gezondheid(map_: Path) -> Path:
    """Write the RIVM file of 2020, in the area division of before the split; small buurten have no figures."""
    alle = buurten(2022)
    niets: dict[str, float | None] = dict.fromkeys(KOLOMMEN)
    gebieden: list[tuple[str, str, dict[str, float | None]]] = [(GM_CODE, "Gemeente", _gemiddeld(alle))]
    for wijk in WIJKEN:
        delen = [buurt for buurt in alle if buurt.code[2:8] == wijk[2:]]
        gebieden.append((wijk, "Wijk", _gemiddeld(delen)))
        gebieden += [
            (b.code, "Buurt", gezondheid(b) if b.inwoners >= _MINSTENS_INWONERS_RIVM else niets) for b in delen
        ]
    rijen = [_rivm_rij(2, "NL01", "Land", nederland(), "Nederland")]
    rijen += [_rivm_rij(5 + 3 * i, *gebied) for i, gebied in enumerate(gebieden)]
    kop = ["ID", "Leeftijd", "Marges", "WijkenEnBuurten", "Perioden", "Gemeentenaam_1", "SoortRegio_2", "Codering_3"]
    pad = map_ / "gezondheid2020_voorbeeldstad.xlsx"
    _schrijf(pad, "RIVM_gezondheid2020_18+", [*kop, *KOLOMMEN], rijen)
    return pad


def main(map_: Path) -> None:
    """Write all three files."""
    map_.mkdir(parents=True, exist_ok=True)
    for pad in (maak_kwb(map_, 2022), maak_kwb(map_, 2023), maak_gezondheid(map_)):
        print(pad.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
