"""What the tests of the house read: the shipped modules and the tables of the contract page."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_MAPPEN = ("engine/buurtwijzer", "excel_addin/buurtwijzer_excel", "sample_data")

Tabel = list[dict[str, str]]


def bronnen() -> list[Path]:
    """Give every Python module that is shipped."""
    return sorted(pad for map_ in _MAPPEN for pad in (ROOT / map_).rglob("*.py"))


def lees_tabellen(tekst: str) -> dict[str, Tabel]:
    """Give the tables of a Markdown page that carry a name; code marks are taken off the cells."""
    uit: dict[str, Tabel] = {}
    for deel in re.split(r"^<!-- tabel: ", tekst, flags=re.MULTILINE)[1:]:
        naam, _, rest = deel.partition(" -->\n")
        regels = [regel for regel in rest.split("\n\n")[0].splitlines() if regel.startswith("|")]
        cellen = [[cel.strip() for cel in regel.strip("|").split("|")] for regel in regels]
        kop, _, *rijen = cellen
        uit[naam] = [dict(zip(kop, (cel.strip("`") for cel in rij), strict=True)) for rij in rijen]
    return uit
