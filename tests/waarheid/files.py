"""The three sets of real files that are looked back on, each as a user would give them to ``buurtwijzer backtest``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtData, BuurtTable
from buurtwijzer.evidence.backtest.backtest import backtest
from buurtwijzer.evidence.backtest.model import Terugblik
from buurtwijzer.rulebook.model import Rulebook

_RIVM = "smap2020_18plus_landelijk_50090NED.xlsx"
_LAND = "kwb2024_landelijk_selectie.csv.gz"


@dataclass(frozen=True, slots=True)
class Recept:
    """Which files make a set, and how they are scored.

    Attributes:
        naam: Name in the page.
        bestanden: Names of the files.
        niveau: Level that is scored.
        dekking_pct: Least share of weight for a score; None takes the rulebook's.
    """

    naam: str
    bestanden: tuple[str, ...]
    niveau: Niveau
    dekking_pct: float | None


NEDERLAND = Recept("Nederland", (_LAND, "kwb2024_buurten_leeftijd_misdrijven.csv.gz", _RIVM), Niveau.BUURT, 30.0)
AMSTERDAM = Recept("Amsterdam", ("kwb2019_amsterdam_84583NED_untyped.csv", _RIVM), Niveau.BUURT, None)
WIJKEN = Recept("Wijken", (_LAND, _RIVM, "leefbaarometer3_wijken_2002-2022.csv"), Niveau.WIJK, 30.0)
SETS = (NEDERLAND, AMSTERDAM, WIJKEN)


def read(recept: Recept, folder: Path, rulebook: Rulebook) -> BuurtTable:
    """Read the files of one set."""
    return read_buurten([folder / name for name in recept.bestanden], rulebook).table


def look_back(folder: Path, rulebook: Rulebook, nederland: BuurtData | None = None) -> dict[str, Terugblik]:
    """Read and compare the three sets.

    Args:
        folder: Where the real files are.
        rulebook: The rules.
        nederland: The files of the first set, for who has read them already.
    """
    found = {}
    for recept in SETS:
        data = nederland if recept is NEDERLAND else None
        data = data or BuurtData(read(recept, folder, rulebook), ())
        found[recept.naam] = backtest(data, rulebook, Options(recept.niveau, dekking_pct=recept.dekking_pct))
    return found
