"""Own areas on the real figures of Utrecht: all buurten together are what CBS and RIVM publish of the gemeente."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.own.areas import with_own_areas
from buurtwijzer.data.read import read_buurten
from tests.geladen import meegeleverd

UTRECHT = ("kwb2023_utrecht_cbs-formaat.xlsx", "smap2020_18plus_landelijk_50090NED.xlsx")
# Households stand in for dwellings: of new ones more stand empty.
_MOST_APART, _LEAST = 0.04, 1.5


def test_all_buurten_together_are_the_gemeente(testdata: Path, tmp_path: Path) -> None:
    regels = meegeleverd()
    data = read_buurten([testdata / naam for naam in UTRECHT], regels)
    buurten = [data.table.code[row] for row in data.table.rows_of(Niveau.BUURT).tolist()]
    pad = tmp_path / "gebieden.csv"
    pad.write_text("\n".join(["gebied;code", *(f"Utrecht;{code}" for code in buurten)]), "utf-8")
    table = with_own_areas(data, pad, regels).table
    own, official = table.code.index("EG-UTRECHT"), table.code.index("GM0344")
    # 111 counts, each rounded to 5 on its own.
    assert abs(table.inwoners[own] - table.inwoners[official]) < 111 * 5
    assert abs(table.huishoudens[own] - table.huishoudens[official]) < 111 * 5
    both = np.isfinite(table.values[own]) & np.isfinite(table.values[official])
    assert both.sum() > 40
    ours, theirs = table.values[own, both], table.values[official, both]
    apart = np.abs(ours - theirs) > np.maximum(_LEAST, _MOST_APART * np.abs(theirs))
    assert [name for name, far in zip(np.array(table.indicatoren)[both], apart, strict=True) if far] == []
