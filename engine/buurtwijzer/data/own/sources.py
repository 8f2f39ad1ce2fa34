"""Which table of columns belongs to which file or sheet that is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.own import issue_kinds as kinds
from buurtwijzer.data.own.sheet import columns_of_block, is_columns_sheet
from buurtwijzer.data.own.table import header_hits
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_columns import OwnColumns

Source = Path | SheetBlock


def with_columns(
    sources: Sequence[Source], kolommen: Sequence[OwnColumns], rulebook: Rulebook
) -> list[tuple[Source, OwnColumns | None]]:
    """Give each source its table of columns; a sheet that is such a table is no source.

    A table that names no file belongs to the only file there is. In a workbook it is about one sheet: the one it names,
    else the one that has most of its headers.

    Raises:
        InputError: A table belongs to no file or to one that has a table already, or a sheet ``Kolommen`` has mistakes.
    """
    tables = {id(block): block for block in sources if isinstance(block, SheetBlock) and _is_table(block)}
    rest = [source for source in sources if id(source) not in tables]
    names = list(dict.fromkeys(map(_file_of, rest)))
    issues: list[Issue] = []
    of_file = _by_file(kolommen, names, issues)
    for block in tables.values():
        if block.werkmap in of_file:
            given = of_file[block.werkmap]
            told = kinds.YAML_GAAT_VOOR.at(block.name, tabel=given.plaats)
            of_file[block.werkmap] = replace(given, meldingen=(*given.meldingen, told))
        else:
            of_file[block.werkmap] = columns_of_block(block, rulebook)
    if issues:
        raise InputError(issues)
    of_source = {name: _source_of(rest, name, table) for name, table in of_file.items()}
    return [
        (source, _about(of_file[name], source) if of_source.get(name := _file_of(source)) is source else None)
        for source in rest
    ]


def _is_table(block: SheetBlock) -> bool:
    return is_columns_sheet(block.blad, block.rijen)


def _file_of(source: Source) -> str:
    return source.werkmap if isinstance(source, SheetBlock) else source.name


def _by_file(kolommen: Sequence[OwnColumns], names: Sequence[str], issues: list[Issue]) -> dict[str, OwnColumns]:
    found: dict[str, OwnColumns] = {}
    for table in kolommen:
        name = table.bestand
        if name is None and len(names) == 1:
            name = names[0]
        match = next((own for own in names if name is not None and own.casefold() == name.casefold()), None)
        if match is None or match in found:
            what = "een bestand dat er al een heeft" if match else "geen van de bestanden die gelezen worden"
            if name is None:
                what = "een bestand dat niet is genoemd"
            place = table.plaatsen.get("bestand", table.plaats)
            issues.append(kinds.TABEL_ZONDER_BESTAND.at(place, wat=what, bestanden=join_words(names, "of")))
        else:
            found[match] = table
    return found


def _source_of(sources: Sequence[Source], name: str, table: OwnColumns) -> Source | None:
    own = [source for source in sources if _file_of(source) == name]
    blocks = [source for source in own if isinstance(source, SheetBlock)]
    if len(blocks) < len(own) or not blocks:
        return own[0] if own else None
    if table.blad is not None:
        named = [block for block in blocks if block.blad.casefold() == table.blad.casefold()]
        if not named:
            place = table.plaatsen.get("blad", table.plaats)
            there = join_words([block.blad for block in blocks])
            raise InputError([kinds.BLAD_ONBEKEND.at(place, blad=table.blad, hoe=f"Wel: {there}.")])
        return named[0]
    return max(blocks, key=lambda block: header_hits(block.rijen, table))


def _about(table: OwnColumns, source: Source) -> OwnColumns:
    """Say in a table which file and sheet it is about, so that it is found there again."""
    blad = source.blad if isinstance(source, SheetBlock) else table.blad
    return replace(table, bestand=_file_of(source), blad=blad)
