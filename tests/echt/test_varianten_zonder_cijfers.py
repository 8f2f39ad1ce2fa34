"""Real files without figures stay known for what they are in every dress, and are never scored."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.inspect import inspect_file
from buurtwijzer.data.read import read_buurten
from tests.geladen import meegeleverd
from tests.varianten.galerij import GROEPEN, verkleed
from tests.varianten.tabel import Tabel, lees_csv, schrijf

_LIJSTEN = {
    "codes2025_gem.csv": {"gemeente": 343},
    "codes2025_wijk.csv": {"wijk": 3_505},
    "codes2025_buurt.csv": {"buurt": 14_823},
}
_VOORVOEGSEL = {"codes2025_gem.csv": "GM", "codes2025_wijk.csv": "WK", "codes2025_buurt.csv": "BU"}
_VORMEN = tuple(naam for naam in GROEPEN["vorm"] if not naam.startswith("xlsx_code"))
_ANDERS = ("kop_hoofdletters", "kop_gevuld", "code_gevuld", "code_kleine_letters", "rijen_door_elkaar", "titel_en_bron")


def _lijst(path: Path) -> Tabel:
    koppen, *rijen = lees_csv(path)
    rijen = [rij for rij in rijen if any(rij)]
    return Tabel(path.stem, tuple(koppen), tuple(map(tuple, rijen)), frozenset({0}), frozenset({1}), None)


@pytest.mark.parametrize("variant", [*_VORMEN, *_ANDERS, "voorvoegsel"])
@pytest.mark.parametrize("naam", ["codes2025_gem.csv", "codes2025_wijk.csv"])
def test_a_list_of_codes_is_one_in_every_dress(naam: str, variant: str, testdata: Path, tmp_path: Path) -> None:
    _is_lijst(naam, variant, testdata, tmp_path)


@pytest.mark.parametrize("variant", ["gz_bom_crlf", "xlsx_tekst", "voorvoegsel"])
def test_so_is_the_longest(variant: str, testdata: Path, tmp_path: Path) -> None:
    _is_lijst("codes2025_buurt.csv", variant, testdata, tmp_path)


def _is_lijst(naam: str, variant: str, testdata: Path, folder: Path) -> None:
    tabel = _lijst(testdata / naam)
    if variant == "voorvoegsel":
        tabel = tabel.met_cellen([0], lambda cel, _: f"{_VOORVOEGSEL[naam]}{cel}")
    else:
        tabel = verkleed(tabel, (variant,))
    path = schrijf(tabel, folder)
    found = inspect_file(path, meegeleverd()).as_dict()
    assert (found["layout"], found["jaar"], found["rijen"]) == ("codelijst", 2025, _LIJSTEN[naam])
    with pytest.raises(InputError) as raised:
        read_buurten([path], meegeleverd())
    assert [issue.code for issue in raised.value.issues] == ["D130"]


_DOCUMENTEN: Mapping[str, str] = {
    "buurtgrenzen2024_svgpaden.json.gz": "grenzen",
    "documentatie/odata_85984NED_DataProperties.json": "documentatie",
    "documentatie/odata_85984NED_TableInfos.json": "documentatie",
}
_JSON: Mapping[str, Callable[[bytes], bytes]] = {
    "zoals het is": lambda data: data,
    "bom": lambda data: b"\xef\xbb\xbf" + data,
    "witruimte ervoor": lambda data: b"\r\n  \t" + data,
    "ingesprongen": lambda data: json.dumps(json.loads(data), indent=2).encode(),
    "op een regel": lambda data: json.dumps(json.loads(data), separators=(",", ":")).encode(),
    "crlf": lambda data: json.dumps(json.loads(data), indent=1).replace("\n", "\r\n").encode(),
    "ingepakt": lambda data: gzip.compress(data, 1, mtime=0),
}


@pytest.mark.parametrize("jas", _JSON)
@pytest.mark.parametrize("naam", _DOCUMENTEN)
def test_boundaries_and_metadata_are_no_figures(naam: str, jas: str, testdata: Path, tmp_path: Path) -> None:
    ruw = (testdata / naam).read_bytes()
    path = tmp_path / "bestand.json"
    path.write_bytes(_JSON[jas](gzip.decompress(ruw) if naam.endswith(".gz") else ruw))
    found = inspect_file(path, meegeleverd())
    assert (found.layout, found.heeft_cijfers) == (_DOCUMENTEN[naam], False)
    with pytest.raises(InputError) as raised:
        read_buurten([path], meegeleverd())
    assert [issue.code for issue in raised.value.issues] == ["D130"]
