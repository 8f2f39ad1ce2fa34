"""Small sound files of every kind, made here: what is damaged to see whether reading stays polite."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.gegevens.oude_vormen import getal, record, xls_bytes
from tests.gegevens.tekstbestanden import (
    bewaar,
    gewone_rijen,
    kwb_csv,
    kwb_odata,
    kwb_statline,
    misdrijven,
    tekst,
)
from tests.gegevens.werkmappen import schrijf_kwb, schrijf_smap, smap_rij

_CODES = ("NL00", "GM9999", "WK999900", "BU99990001", "BU99990002")
_NABIJ = (
    "Wijken en buurten",
    "Regioaanduiding/Gemeentenaam (naam)",
    "Regioaanduiding/Soort regio (omschrijving)",
    "Regioaanduiding/Codering (code)",
    "Gezondheid en welzijn/Huisartsenpraktijk/Afstand tot huisartsenpraktijk (km)",
    "Detailhandel/Winkels dagelijkse boodschappen/Afstand tot grote supermarkt (km)",
    "Onderwijs/Basisonderwijs/Afstand tot school (km)",
)
_LBM = ("wk_code", "wk_naam", "jaar", "lbm", "afw", "fys", "onv", "soc", "vrz", "won")
_SOORT = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}


def _csv(path: Path, koppen: tuple[str, ...], rijen: list[tuple[object, ...]]) -> Path:
    return bewaar(path, tekst(koppen, rijen))


def _nabijheid(path: Path) -> Path:
    return _csv(path, _NABIJ, [(c, "Stad", _SOORT[c[:2]], c.ljust(10), "  0.8", "   .", " 1.2") for c in _CODES])


def _lbm(path: Path) -> Path:
    jaren = [(f"WK99990{i}", "Wijk", jaar) for i in range(3) for jaar in (2018, 2022)]
    return _csv(path, _LBM, [(*rij, 4.1023, *["NA" if rij[2] == 2018 else "-0.0012345"] * 6) for rij in jaren])


def _politie(path: Path) -> Path:
    soorten = ("0.0.0 ", "1.1.1 ", "1.4.5 ", "2.2.1 ")
    return misdrijven(path, [(soort, code, "2024JJ00", 7) for soort in soorten for code in _CODES])


def _lang_v4(path: Path) -> Path:
    kop = ("Measure", "WijkenEnBuurten", "Perioden", "Value", "ValueAttribute")
    maten = ("T001036", "1050010_2", "1014800", "M001642")
    return _csv(path, kop, [(maat, code, "2025JJ00", 100, "None") for maat in maten for code in _CODES])


def _klassiek(path: Path) -> Path:
    regels = [
        '"Kerncijfers wijken en buurten 2015"',
        "",
        '"Onderwerp";"Bevolking|Aantal inwoners";"Wonen|Koopwoningen"',
        '"Wijken en buurten";"aantal";"%"',
        '"Stad";"1000";"40,5"',
        '"Wijk 00";"900";"."',
        '"© Centraal Bureau voor de Statistiek"',
    ]
    return bewaar(path, "\r\n".join(regels))


def _json(path: Path) -> Path:
    rijen = [
        {"ID": i, "WijkenEnBuurten": code.ljust(10), "Codering_3": code, "SoortRegio_2": _SOORT[code[:2]]}
        | {"Gemeentenaam_1": "Stad", "AantalInwoners_5": 100, "HuishoudensTotaal_29": 50, "Koopwoningen_40": None}
        for i, code in enumerate(_CODES)
    ]
    return bewaar(path, json.dumps({"odata.metadata": "x/85984NED/", "value": rijen}))


def _gpkg(path: Path) -> Path:
    book = sqlite3.connect(path)
    with book:
        book.execute("CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT)")
        book.execute("INSERT INTO gpkg_contents VALUES ('buurten', 'features', 'buurten')")
        book.execute(
            "CREATE TABLE buurten (fid INTEGER PRIMARY KEY, geom BLOB, buurtcode TEXT, "
            "buurtnaam TEXT, gemeentenaam TEXT, water TEXT, aantal_inwoners INT, "
            "aantal_huishoudens INT, percentage_koopwoningen REAL, jaar INT)"
        )
        for i, code in enumerate(_CODES[3:]):
            rij = (i, b"GP\0\1", code, "Een", "Stad", "NEE", 100, 50, -99999999.0, 2024)
            book.execute("INSERT INTO buurten VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rij)
    book.close()
    return path


def _dbf(path: Path) -> Path:
    """A table as it lies beside a shape file: fixed fields after a header of 32 bytes a field."""
    namen = ("BU_CODE", "BU_NAAM", "GM_NAAM", "WATER", "AANT_INW", "AANTAL_HH", "P_KOOPWON")
    soorten, breedten = "CCCCNNN", (10, 20, 20, 4, 10, 10, 10)
    kop = struct.pack("<BBBBLHH20x", 3, 124, 1, 1, 2, 32 + 32 * len(namen) + 1, 1 + sum(breedten))
    lijst = b"".join(
        struct.pack("<11sc4xB15x", naam.encode(), soort.encode(), breedte)
        for naam, soort, breedte in zip(namen, soorten, breedten, strict=True)
    )
    cellen = [(code, "Een", "Stad", "NEE", 100, 50, -99999999) for code in _CODES[3:]]
    rijen = b"".join(
        b" " + b"".join(f"{cel:<{breed}}".encode() for cel, breed in zip(rij, breedten, strict=True)) for rij in cellen
    )
    path.write_bytes(kop + lijst + b"\r" + rijen + b"\x1a")
    return path


def _xls(path: Path) -> Path:
    """An old workbook by record: texts as LABEL, figures as NUMBER."""
    koppen = ("gwb_code", "regio", "gm_naam", "recs", "a_inw", "a_hh", "p_koopw")
    rijen = [koppen, *((code, "Een", "Stad", _SOORT[code[:2]], 100.0, 50.0, "." if i else 40.5)
                       for i, code in enumerate(_CODES))]  # fmt: skip
    cellen = b"".join(
        getal(r, k, cel)
        if isinstance(cel, float)
        else record(0x204, struct.pack("<4HB", r, k, 0, len(cel), 0) + cel.encode("latin-1"))
        for r, rij in enumerate(rijen)
        for k, cel in enumerate(rij)
    )
    path.write_bytes(xls_bytes(cellen))
    return path


SOORTEN: Mapping[str, Callable[[Path], Path]] = {
    "kwb2023.xlsx": lambda path: schrijf_kwb(path, gewone_rijen()),
    "smap.xlsx": lambda path: schrijf_smap(path, [smap_rij(code) for code in _CODES]),
    "kwb2023.csv": lambda path: kwb_csv(path, gewone_rijen()),
    "odata2023.csv": lambda path: kwb_odata(path, gewone_rijen()),
    "statline2023.csv": lambda path: kwb_statline(path, gewone_rijen()),
    "kwb2023.csv.gz": lambda path: kwb_csv(path, gewone_rijen()),
    "nabijheid2023.csv": _nabijheid,
    "leefbaarometer.csv": _lbm,
    "politie.csv": _politie,
    "codes.csv": lambda path: _csv(path, ("Wijk2025", "wijknaam2025"), [(f"99990{i}", f"Wijk {i}") for i in range(5)]),
    "v4_2025.csv": _lang_v4,
    "klassiek2015.csv": _klassiek,
    "odata2024.json": _json,
    "wijkenbuurten2024.gpkg": _gpkg,
    "buurt2024.dbf": _dbf,
    "kwb2017.xls": _xls,
}
"""A new form of file gets a line here: a name whose ending fits, and what writes it."""


def corpus(folder: Path) -> dict[str, bytes]:
    """Give the bytes of a sound file of every kind."""
    folder.mkdir(parents=True, exist_ok=True)
    return {naam: maak(folder / naam).read_bytes() for naam, maak in SOORTEN.items()}
