"""Old forms for tests, made here: .xls by LibreOffice or by record, GeoPackage by sqlite3, dBase byte by byte."""

from __future__ import annotations

import shutil
import sqlite3
import struct
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from buurtwijzer.data.forms.ole import clean_file

Rij = Mapping[str, object]


def als_xls(path: Path, map_: Path) -> Path:
    """Let LibreOffice save a workbook as a real .xls."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is er niet; .ci/run installeert het")
    map_.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(map_ / 'profiel').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xls:MS Excel 97", "--outdir", str(map_), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return map_ / f"{path.stem}.xls"


def record(soort: int, data: bytes) -> bytes:
    return struct.pack("<2H", soort, len(data)) + data


BOF_BOEK, BOF_BLAD = (struct.pack("<8H", 0x600, soort, *[0] * 6) for soort in (0x05, 0x10))
EOF = record(0x0A, b"")


def xls_bytes(cellen: bytes, *, vooraf: bytes = b"", bof: bytes = BOF_BOEK) -> bytes:
    """Give an .xls with one sheet from the records of its cells."""
    naam = b"blad"
    start = len(record(0x809, bof)) + len(vooraf) + 12 + len(naam) + len(EOF)
    lijst = record(0x85, struct.pack("<IHBB", start, 0, len(naam), 0) + naam)
    return clean_file(record(0x809, bof) + vooraf + lijst + EOF + record(0x809, BOF_BLAD) + cellen + EOF)


def getal(rij: int, kolom: int, waarde: float) -> bytes:
    return record(0x203, struct.pack("<3Hd", rij, kolom, 0, waarde))


def geopackage(path: Path, tabellen: Mapping[str, tuple[Sequence[str], Sequence[Sequence[object]]]]) -> Path:
    """Write a GeoPackage: every table with a geometry column, as the map of CBS and PDOK has it."""
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA application_id = 1196444487")
        database.execute("CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT)")
        database.execute("CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT)")
        for naam, (koppen, rijen) in tabellen.items():
            kolommen = ", ".join(f'"{kop}"' for kop in koppen)
            database.execute(f'CREATE TABLE "{naam}" (fid INTEGER PRIMARY KEY, geom BLOB, {kolommen})')
            database.execute("INSERT INTO gpkg_contents VALUES (?, 'features', ?)", (naam, naam))
            database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom')", (naam,))
            vragen = ", ".join("?" for _ in koppen)
            opdracht = f'INSERT INTO "{naam}" (geom, {kolommen}) VALUES (?, {vragen})'  # noqa: S608 - names of this test
            database.executemany(opdracht, [(b"GP\0\1" + bytes(60), *rij) for rij in rijen])
    database.close()
    return path


def dbf_bytes(
    velden: Sequence[tuple[str, str, int, int]], rijen: Sequence[Sequence[object]], *, tekenset: int = 0x03
) -> bytes:
    """Give a dBase III file: name, type, width and decimals per field; None is left blank."""
    breedte = 1 + sum(veld[2] for veld in velden)
    kop = struct.pack("<B3BIHH16xBB2x", 3, 124, 1, 1, len(rijen), 33 + 32 * len(velden), breedte, 0, tekenset)
    for naam, soort, lengte, decimalen in velden:
        kop += struct.pack("<11sc4xBB14x", naam.encode("ascii"), soort.encode("ascii"), lengte, decimalen)
    regels = [b" " + b"".join(_vakje(cel, veld) for cel, veld in zip(rij, velden, strict=True)) for rij in rijen]
    return kop + b"\r" + b"".join(regels) + b"\x1a"


def _vakje(cel: object, veld: tuple[str, str, int, int]) -> bytes:
    _, soort, lengte, decimalen = veld
    if cel is None:
        return b" " * lengte
    if soort in "NF":
        return f"{cel:.{decimalen}f}".encode("ascii").rjust(lengte)
    return str(cel).encode("cp1252").ljust(lengte)
