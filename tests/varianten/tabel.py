"""A table between reading and writing: headers, rows of cells, which columns say who, and how it is dressed."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

Cel = str | float
Rij = tuple[Cel, ...]


@dataclass(frozen=True, slots=True)
class Jas:
    """How a table is written.

    Attributes:
        soort: ``csv`` or ``xlsx``.
        scheiding: Separator of a text file.
        tekenset: Encoding of a text file; ``utf-16-le`` and ``-be`` get their mark.
        einde: End of a line.
        alles_tussen: Whether every field is quoted.
        gz: Whether the file is packed.
        boven: Lines above the header, one field each.
        eenheden: Whether a row of units stands under the header.
        onder: Lines under the table, one field each.
        blad: Name of the sheet.
        andere_bladen: Sheets with a note, before that of the table.
        lege_rijen: Empty rows above everything, in a workbook.
        lege_kolommen: Empty columns before everything.
        getallen: Figures in a workbook: ``echt`` as numbers, ``tekst`` as text, ``zoals`` as the cells are.
    """

    soort: str = "csv"
    scheiding: str = ";"
    tekenset: str = "utf-8"
    einde: str = "\n"
    alles_tussen: bool = False
    gz: bool = False
    boven: tuple[str, ...] = ()
    eenheden: bool = False
    onder: tuple[str, ...] = ()
    blad: str = "Blad1"
    andere_bladen: tuple[str, ...] = ()
    lege_rijen: int = 0
    lege_kolommen: int = 0
    getallen: str = "zoals"


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table.

    Attributes:
        naam: Name of the file without its ending; only the year in it may matter.
        koppen: Headers.
        rijen: Cells, as text or as the number a workbook has.
        codes: Columns with codes of areas.
        teksten: Other columns that are no figures, such as names and levels.
        niveau: Column with the level.
        jas: How it is written.
    """

    naam: str
    koppen: tuple[str, ...]
    rijen: tuple[Rij, ...]
    codes: frozenset[int]
    teksten: frozenset[int]
    niveau: int | None
    jas: Jas = field(default_factory=Jas)

    @property
    def cijfers(self) -> tuple[int, ...]:
        """Give the columns with figures."""
        return tuple(i for i in range(len(self.koppen)) if i not in self.codes | self.teksten)

    def gekleed(self, **anders: object) -> Tabel:
        """Give the table in another dress."""
        return replace(self, jas=replace(self.jas, **anders))

    def met_koppen(self, maak: Callable[[str], str]) -> Tabel:
        """Give the table with other headers."""
        return replace(self, koppen=tuple(map(maak, self.koppen)))

    def met_cellen(self, kolommen: Sequence[int] | frozenset[int], maak: Callable[[Cel, Rij], Cel]) -> Tabel:
        """Give the table with other cells in some columns."""
        gekozen = set(kolommen)
        return replace(
            self,
            rijen=tuple(
                tuple(maak(cel, rij) if i in gekozen else cel for i, cel in enumerate(rij)) for rij in self.rijen
            ),
        )

    def met_rijen(self, rijen: Sequence[Rij]) -> Tabel:
        """Give the table with other rows."""
        return replace(self, rijen=tuple(rijen))

    def kolommen(self, volgorde: Sequence[int]) -> Tabel:
        """Give the table with its columns in another order."""
        nieuw = {oud: plek for plek, oud in enumerate(volgorde)}
        return replace(
            self,
            koppen=tuple(self.koppen[i] for i in volgorde),
            rijen=tuple(tuple(rij[i] for i in volgorde) for rij in self.rijen),
            codes=frozenset(nieuw[i] for i in self.codes if i in nieuw),
            teksten=frozenset(nieuw[i] for i in self.teksten if i in nieuw),
            niveau=nieuw.get(self.niveau) if self.niveau is not None else None,
        )


def lees_csv(path: Path) -> list[list[str]]:
    """Read a real text file as its publisher wrote it, by other means than the product."""
    ruw = path.read_bytes()
    text = (gzip.decompress(ruw) if path.suffix == ".gz" else ruw).decode("utf-8-sig")
    scheiding = ";" if text.split("\n", 1)[0].count(";") else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=scheiding))


def lees_xlsx(path: Path) -> list[list[Cel]]:
    """Read a real workbook as its publisher wrote it."""
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def schrijf(tabel: Tabel, folder: Path) -> Path:
    """Write a table in its dress."""
    return _xlsx(tabel, folder) if tabel.jas.soort == "xlsx" else _csv(tabel, folder)


def als_tekst(cel: Cel) -> str:
    """Give a cell as people write it: a whole number without a point."""
    return str(int(cel)) if isinstance(cel, float) and cel.is_integer() else str(cel)


def als_getal(cel: Cel) -> Cel:
    """Give the number a text holds, the text itself when it holds none."""
    text = als_tekst(cel).strip().replace(",", ".")
    return float(text) if text.removeprefix("-").replace(".", "", 1).isdigit() and text[-1] != "." else cel


def _raster(tabel: Tabel) -> Iterator[list[Cel]]:
    voor = [""] * tabel.jas.lege_kolommen
    yield from ([*voor, regel] for regel in tabel.jas.boven)
    yield [*voor, *tabel.koppen]
    if tabel.jas.eenheden:
        yield [*voor, *("%" if i in tabel.cijfers else "" for i in range(len(tabel.koppen)))]
    yield from ([*voor, *rij] for rij in tabel.rijen)
    yield from ([*voor, regel] for regel in tabel.jas.onder)


def _csv(tabel: Tabel, folder: Path) -> Path:
    jas = tabel.jas
    uit = io.StringIO(newline="")
    schrijver = csv.writer(
        uit,
        delimiter=jas.scheiding,
        lineterminator=jas.einde,
        quoting=csv.QUOTE_ALL if jas.alles_tussen else csv.QUOTE_MINIMAL,
    )
    schrijver.writerows([als_tekst(cel) for cel in rij] for rij in _raster(tabel))
    merk = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(jas.tekenset, b"")
    ruw = merk + uit.getvalue().encode(jas.tekenset)
    path = folder / f"{tabel.naam}.csv{'.gz' * jas.gz}"
    path.write_bytes(gzip.compress(ruw, 1, mtime=0) if jas.gz else ruw)
    return path


def _xlsx(tabel: Tabel, folder: Path) -> Path:
    jas = tabel.jas
    path = folder / f"{tabel.naam}.xlsx"
    echt = {i + jas.lege_kolommen for i in tabel.cijfers} if jas.getallen == "echt" else set()
    with xlsxwriter.Workbook(str(path)) as book:
        for naam in jas.andere_bladen:
            book.add_worksheet(naam).write_string(0, 0, "Over deze cijfers: zie het andere blad")
        sheet = book.add_worksheet(jas.blad)
        for rij, cellen in enumerate(_raster(tabel), start=jas.lege_rijen):
            for kolom, ruw in enumerate(cellen):
                cel = als_getal(ruw) if kolom in echt else als_tekst(ruw) if jas.getallen == "tekst" else ruw
                if isinstance(cel, float):
                    sheet.write_number(rij, kolom, cel)
                elif cel != "":
                    sheet.write_string(rij, kolom, cel)
    return path


def deel(tabel: Tabel, gemeenten: Sequence[str]) -> Tabel:
    """Give the country and all areas of some gemeenten."""
    code = min(tabel.codes)

    def hoort(rij: Rij) -> bool:
        eigen = als_tekst(rij[code]).strip()
        return eigen.startswith("NL") or eigen[2:6] in gemeenten

    return tabel.met_rijen([rij for rij in tabel.rijen if hoort(rij)])
