"""A GeoPackage (SQLite database with maps) of CBS or PDOK: the attributes of one table with areas, without its map.

The bytes are opened in memory and only read: tables as they are, no views or generated columns, so that nothing the
file says is carried out; with a bound on the work and on the size of a value.
Source: OGC GeoPackage 1.3; data-facts 2 item 6.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.files.workbook import Row
from buurtwijzer.data.forms import old_issue_kinds as kinds
from buurtwijzer.data.forms.tables import ReadTable, check_size, refuse
from buurtwijzer.data.layouts.model import year_in_name

MAGIC = b"SQLite format 3\0"
# Best first: the table with the smallest areas is the one that is read.
_CODES = (("buurtcode", "bu_code"), ("wijkcode", "wk_code"), ("gemeentecode", "gm_code", "gwb_code", "codering"))
_LONGEST_VALUE = 64 * 1024 * 1024
_STEPS_AT_ONCE = 1_000_000
_MOST_STEPS = 300
_SHOWN = 5
_GENERATED = (2, 3)


def read_geopackage(naam: str, data: bytes) -> ReadTable:
    """Read the table with the smallest areas; the others are told.

    Raises:
        InputError: It is damaged, no database with tables, or too large.
    """
    try:
        with closing(_connect(data)) as database:
            return _read(naam, database)
    except (sqlite3.Error, UnicodeError, MemoryError, OverflowError) as error:
        raise refuse(naam, kinds.DATABASE_KAPOT, reden=_reason(error)) from error


def _connect(data: bytes) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    # A file that was closed halfway says that more of it stands beside it; in memory there is no beside.
    database.deserialize(data[:18] + b"\1\1" + data[20:] if data[18:20] == b"\2\2" else data)
    steps = iter(range(_MOST_STEPS))
    database.set_progress_handler(lambda: next(steps, None) is None, _STEPS_AT_ONCE)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    return database


def _read(naam: str, database: sqlite3.Connection) -> ReadTable:
    tables = {table: _columns(database, table) for table in _tables(database)}
    ranked = sorted(tables, key=lambda table: (_rank(tables[table]), -(year_in_name(table) or 0), table))
    if not ranked:
        raise refuse(naam, kinds.DATABASE_ZONDER_TABEL, gezien="")
    if _rank(tables[ranked[0]]) == len(_CODES):
        seen = f", wel {join_words(ranked[:_SHOWN])}"
        raise refuse(naam, kinds.DATABASE_ZONDER_TABEL, gezien=seen)
    table = ranked[0]
    columns = tables[table]
    count = int(database.execute(f"SELECT COUNT(*) FROM {_quoted(table)}").fetchone()[0])  # noqa: S608 - quoted
    check_size(naam, count, len(columns))
    issues: tuple[Issue, ...] = ()
    if len(ranked) > 1:
        others = join_words(ranked[1 : _SHOWN + 1])
        issues = (kinds.TABELLEN_OVER.at(FilePlace(naam), tabellen=others, tabel=table),)
    return ReadTable(table, [tuple(columns), *_rows(database, table, columns)], issues=issues)


def _tables(database: sqlite3.Connection) -> list[str]:
    there = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "gpkg_contents" in there:
        listed = database.execute("SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes')")
        return [row[0] for row in listed if row[0] in there]
    return [name for name in there if not name.startswith(("sqlite_", "gpkg_", "rtree_"))]


def _columns(database: sqlite3.Connection, table: str) -> list[str]:
    """Give the columns of a table that hold no map."""
    geometry = set()
    if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_geometry_columns'").fetchone():
        found = database.execute("SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (table,))
        geometry = {str(row[0]).lower() for row in found}
    info = database.execute(f"PRAGMA table_xinfo({_quoted(table)})").fetchall()
    return [
        str(name)
        for _, name, kind, _, _, _, hidden in info
        if hidden not in _GENERATED and str(name).lower() not in geometry and str(kind).upper() != "BLOB"
    ]


def _rows(database: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[Row]:
    named = ", ".join(map(_quoted, columns))
    for row in database.execute(f"SELECT {named} FROM {_quoted(table)}"):  # noqa: S608 - quoted
        yield tuple(map(_cell, row))


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return "(geen tekst)"
    return float(value) if isinstance(value, int) else value


def _rank(columns: list[str]) -> int:
    names = {name.strip().lower() for name in columns}
    return next((rank for rank, codes in enumerate(_CODES) if names & set(codes)), len(_CODES))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _reason(error: Exception) -> str:
    if isinstance(error, sqlite3.OperationalError) and "interrupted" in str(error):
        return "lezen duurt te lang"
    if isinstance(error, sqlite3.DataError | OverflowError | MemoryError):
        return "een waarde is te groot"
    return "de inhoud klopt niet"
