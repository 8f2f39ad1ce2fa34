"""The workbook of CBS, nearness of StatLine and health of RIVM, each in the other forms it can be had in."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import numpy as np
import python_calamine

import buurtwijzer
from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.data.table import BuurtTable, State
from buurtwijzer.rulebook.model import Rulebook
from tests.gegevens import jassen
from tests.gegevens.jassen import Tabel
from tests.gegevens.tekstbestanden import bewaar, tekst

_UTRECHT = "kwb2023_utrecht_cbs-formaat.xlsx"
_NABIJ = "nabijheid2023_utrecht_statline.csv"
_SMAP = "smap2020_18plus_landelijk_50090NED.xlsx"
_PAD = re.compile(r"(.*?)(?: \(([^()]*)\))?")


@cache
def werkmap(path: Path) -> Tabel:
    """Give the first sheet as text, with whole numbers as a workbook shows them."""
    rijen = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()

    def cel(waarde: object) -> str:
        return str(int(waarde)) if isinstance(waarde, float) and waarde.is_integer() else str(waarde)

    tabel = Tabel(tuple(map(str, rijen[0])), tuple(tuple(map(cel, rij)) for rij in rijen[1:]))
    return tabel.kies([kop for kop in tabel.koppen if kop != "ID" and not is_blocked(kop)])


def lees(path: Path, regels: Rulebook) -> BuurtTable:
    return buurtwijzer.read_buurten([path], regels).table


def gelijk(een: BuurtTable, ander: BuurtTable, *, toestand: bool) -> None:
    assert een.code == ander.code
    assert een.niveau == ander.niveau
    np.testing.assert_array_equal(een.values, ander.values)
    np.testing.assert_array_equal(een.jaar, ander.jaar)
    bekend = een.state, ander.state
    if not toestand:
        bekend = een.state < State.ONDERDRUKT, ander.state < State.ONDERDRUKT
    np.testing.assert_array_equal(*bekend)
    assert np.isfinite(een.values).any()


def test_the_workbook_of_cbs_in_other_forms(testdata: Path, regels: Rulebook, tmp_path: Path) -> None:
    werkboek, tabel = lees(testdata / _UTRECHT, regels), werkmap(testdata / _UTRECHT)
    for path, toestand in (
        (bewaar(tmp_path / "a.csv", tekst(tabel.koppen, tabel.rijen)), True),
        (jassen.als_lijst(tmp_path / "b.json", tabel, typed=False), True),
        (jassen.als_lijst(tmp_path / "c.json", tabel, typed=True), False),
        (jassen.als_pandas(tmp_path / "d.json", tabel, "columns"), False),
        (jassen.als_r_csv(tmp_path / "e.csv", tabel, rijnummers="X"), False),
    ):
        ander = lees(path, regels)
        gelijk(werkboek, ander, toestand=toestand)
        assert ander.naam == werkboek.naam
        assert ander.gemeente == werkboek.gemeente


def test_a_merge_with_itself_changes_nothing(testdata: Path, regels: Rulebook, tmp_path: Path) -> None:
    werkboek, tabel = lees(testdata / _UTRECHT, regels), werkmap(testdata / _UTRECHT)
    koppen = (
        *(f"{kop}_x" if kop != "gwb_code" else kop for kop in tabel.koppen),
        *(f"{kop}_y" for kop in tabel.koppen),
    )
    path = bewaar(tmp_path / "samen.csv", tekst(koppen, [(*rij, *rij) for rij in tabel.rijen]))
    gelijk(werkboek, lees(path, regels), toestand=True)


def test_nearness_in_other_forms(testdata: Path, regels: Rulebook, tmp_path: Path) -> None:
    with (testdata / _NABIJ).open(encoding="utf-8-sig", newline="") as file:
        rijen = [tuple(rij) for rij in csv.reader(file, delimiter=";")]
    tabel = Tabel(("WijkenEnBuurten", *rijen[0][1:]), tuple(rijen[1:]))
    gewoon = lees(testdata / _NABIJ, regels)
    paden = {}
    for kop in tabel.koppen[1:]:
        pad, eenheid = (_PAD.fullmatch(kop) or [kop, kop, ""])[1], (_PAD.fullmatch(kop) or [kop, "", ""])[2]
        # Where a step itself holds the sign between steps, StatLine's own sign is not the only one.
        paden[kop] = (pad.replace("/", "|"), eenheid or "")
    namen = {rij[0].strip(): rij[0].strip() for rij in tabel.rijen}
    klassiek = jassen.als_klassiek(tmp_path / "k.csv", tabel, paden, eerste=namen, titel="Nabijheid voorzieningen 2023")
    gelijk(gewoon, lees(klassiek, regels), toestand=True)
    gelijk(gewoon, lees(jassen.als_lijst(tmp_path / "n 2023.json", tabel, typed=False), regels), toestand=True)
    koppen = ["", *map(jassen.make_names, rijen[0])]
    r = bewaar(tmp_path / "r 2023.csv", tekst(koppen, [(str(i), *rij) for i, rij in enumerate(rijen[1:], 1)], ","))
    gelijk(gewoon, lees(r, regels), toestand=True)


def test_health_in_other_forms(testdata: Path, regels: Rulebook, tmp_path: Path) -> None:
    tabel = werkmap(testdata / _SMAP)
    # One in seven areas of each level: the form is the matter here, not the size.
    tabel = Tabel(tabel.koppen, tabel.rijen[::7])
    gewoon = lees(bewaar(tmp_path / "gewoon.csv", tekst(tabel.koppen, tabel.rijen)), regels)
    heel = lees(testdata / _SMAP, regels)
    rows = [heel.code.index(code) for code in gewoon.code]
    np.testing.assert_array_equal(heel.values[rows], gewoon.values)
    titels = {"20300": "18 jaar of ouder", "MW00000": "Waarde", "2020JJ00": "2020"}
    plaats = tabel.koppen.index("WijkenEnBuurten")
    cbsodata = Tabel(
        tabel.koppen,
        tuple(
            tuple("Een naam" if i == plaats else titels.get(cel.strip(), cel) for i, cel in enumerate(rij))
            for rij in tabel.rijen
        ),
    )
    gelijk(gewoon, lees(jassen.als_odata_json(tmp_path / "t.json", tabel, typed=True), regels), toestand=False)
    gelijk(gewoon, lees(jassen.als_pandas(tmp_path / "p.json", cbsodata, "columns"), regels), toestand=False)
    gelijk(gewoon, lees(jassen.als_r_csv(tmp_path / "r.csv", cbsodata), regels), toestand=False)
