"""Make the example workbook of Voorbeeldstad beside this script (or in the folder that is named).

Usage: ``python workbooks/maak_voorbeeld.py [MAP]``. The same rules, data and versions give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import buurtwijzer
from buurtwijzer.core.resources import shipped

NAAM = "voorbeeldstad.xlsx"
_BESTANDEN = ("kwb2023_voorbeeldstad.xlsx", "gezondheid2020_voorbeeldstad.xlsx")


def main(folder: Path) -> None:
    """Do the whole chain on the fictional municipality with the shipped rules and write its workbook."""
    regels = buurtwijzer.load_rulebook(shipped("rules"))
    data = buurtwijzer.read_buurten([shipped("sample_data") / naam for naam in _BESTANDEN], regels)
    buurtwijzer.write_workbook(buurtwijzer.assess(data, regels), folder / NAAM, overschrijf=True)
    print(f"Geschreven: {NAAM}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
