"""Says what a file is, without joining or scoring: for ``buurtwijzer data inspect``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.core.places import RECORDS
from buurtwijzer.data.areas import issue_kinds as area_kinds
from buurtwijzer.data.areas.divisions import division_of
from buurtwijzer.data.areas.named_areas import count_names
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.files.no_figures import NoFigures
from buurtwijzer.data.layouts.model import Where
from buurtwijzer.data.recognise import Table, is_coded, open_table
from buurtwijzer.data.source import read_table
from buurtwijzer.data.table import State
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_columns import OwnColumns

_NOT_THERE = (State.ONDERDRUKT.name.lower(), State.ONTBREEKT.name.lower())


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file is.

    Attributes:
        bestand: File name.
        sha256: Hash of its bytes.
        layout: Id of the recognised layout; of a file without figures what it is.
        jaar: Year of the figures; None when a file without figures names none.
        jaar_uit: Where the year was taken from.
        blad: Sheet that was read; empty for a text file.
        rijen: Number of rows per level.
        kolommen_gebruikt: Headers the rulebook uses.
        kolommen_ongebruikt: Headers it does not use.
        kolommen_geblokkeerd: Headers that may never be used.
        toestand: Per used header the number of cells per state.
        indicatoren: Indicators of the rulebook that the file carries.
        meldingen: Everything worth telling.
        heeft_cijfers: Whether it holds figures about areas.
        zekerheid: How sure the recognition is, 0-1.
        zekerheid_uit: What spoke for it, in Dutch words.
        ook: Other layouts that fit almost as well, with how sure.
        onduidelijk: Headers that may stand for more than one column.
        ontbreekt: Per used header the number of areas without a value and their share.
        indeling: Years the area division can be of, in Dutch words.
        namen: Number of rows with a name and no code.
    """

    bestand: str
    sha256: str
    layout: str
    jaar: int | None
    jaar_uit: str
    blad: str
    rijen: tuple[tuple[Niveau, int], ...]
    kolommen_gebruikt: tuple[str, ...]
    kolommen_ongebruikt: tuple[str, ...]
    kolommen_geblokkeerd: tuple[str, ...]
    toestand: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    indicatoren: tuple[str, ...]
    meldingen: tuple[Issue, ...]
    heeft_cijfers: bool = True
    zekerheid: float = 0.0
    zekerheid_uit: str = ""
    ook: tuple[tuple[str, float], ...] = ()
    onduidelijk: tuple[str, ...] = ()
    ontbreekt: tuple[tuple[str, int, float], ...] = ()
    indeling: str = ""
    namen: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Give the JSON form."""
        return {
            "bestand": self.bestand,
            "sha256": self.sha256,
            "layout": self.layout,
            "zekerheid": round(self.zekerheid, 3),
            "zekerheid_uit": self.zekerheid_uit,
            "dubbelzinnig": [{"layout": id_, "zekerheid": round(sure, 3)} for id_, sure in self.ook],
            "onzeker": list(self.onduidelijk),
            "jaar": self.jaar,
            "jaar_uit": self.jaar_uit,
            "indeling": self.indeling,
            "blad": self.blad,
            "namen_zonder_codes": self.namen,
            "rijen": {niveau.value: count for niveau, count in self.rijen},
            "kolommen_gebruikt": list(self.kolommen_gebruikt),
            "kolommen_ongebruikt": list(self.kolommen_ongebruikt),
            "kolommen_geblokkeerd": list(self.kolommen_geblokkeerd),
            "ontbreekt_per_kolom": {
                column: {"aantal": count, "aandeel": round(share, 6)} for column, count, share in self.ontbreekt
            },
            "toestand_per_kolom": {column: dict(counts) for column, counts in self.toestand},
            "indicatoren": list(self.indicatoren),
            "meldingen": [issue.as_dict() for issue in self.meldingen],
        }

    def lines(self) -> list[str]:
        """Give the Dutch text form."""
        used = plural(len(self.kolommen_gebruikt), "kolom", "kolommen")
        levels = ", ".join(f"{niveau.value} {format_number(count, 0)}" for niveau, count in self.rijen)
        sheet = f" (blad {self.blad})" if self.blad not in ("", RECORDS) else ""
        year = "onbekend" if self.jaar is None else f"{self.jaar} (uit {self.jaar_uit})"
        told = [f"{issue.severity.value}: {issue}" for issue in self.meldingen]
        head = [
            f"Bestand: {self.bestand}",
            f"Soort: {self.layout}{sheet}",
            *([f"Zekerheid: {format_number(self.zekerheid, 2)} ({self.zekerheid_uit})"] if self.zekerheid_uit else []),
            *([f"Ook mogelijk: {join_words([id_ for id_, _ in self.ook])}"] if self.ook else []),
            *([f"Onzekere kolommen: {join_words(self.onduidelijk)}"] if self.onduidelijk else []),
            f"Jaar: {year}",
            *([f"Indeling: {self.indeling}"] if self.indeling else []),
            f"Rijen: {levels or 'geen'}",
            *([f"Namen zonder codes: {format_number(self.namen, 0)}"] if self.namen else []),
        ]
        missing = {
            column: f" (ontbreekt: {format_number(100 * share, 1)} %)"
            for column, count, share in self.ontbreekt
            if count
        }
        if not self.heeft_cijfers:
            return [*head, *told]
        return [
            *head,
            f"Gebruikt: {used} voor {plural(len(self.indicatoren), 'indicator', 'indicatoren')}",
            *(f"  {column}: {_counts(counts)}{missing.get(column, '')}" for column, counts in self.toestand),
            f"Niet gebruikt: {plural(len(self.kolommen_ongebruikt), 'kolom', 'kolommen')}",
            "Geblokkeerd (herkomst, nationaliteit, religie): "
            + plural(len(self.kolommen_geblokkeerd), "kolom", "kolommen"),
            *told,
        ]


def inspect_file(path: Path | SheetBlock, rulebook: Rulebook, columns: OwnColumns | None = None) -> Inspection:
    """Read one file and say what it is; `columns` says what those of a file of the user's own mean.

    Raises:
        InputError: The file cannot be used; all mistakes in it at once.
    """
    table = open_table(path, rulebook, columns)
    if isinstance(table, NoFigures):
        return _without_figures(table)
    if not is_coded(table):
        return _only_names(table)
    file = read_table(table, rulebook)
    total = len(file.gebieden.code)
    missing = [
        (column, sum(count for state, count in counts.items() if state in _NOT_THERE))
        for column, counts in file.toestand.items()
    ]
    return Inspection(
        bestand=file.bron.naam,
        sha256=file.bron.sha256,
        layout=file.bron.layout,
        jaar=file.bron.jaar,
        jaar_uit=file.bron.jaar_uit,
        blad=file.bron.blad,
        rijen=file.bron.rijen,
        kolommen_gebruikt=file.koppen.gebruikt,
        kolommen_ongebruikt=file.koppen.ongebruikt,
        kolommen_geblokkeerd=file.koppen.geblokkeerd,
        toestand=tuple((column, tuple(counts.items())) for column, counts in file.toestand.items()),
        indicatoren=tuple(sorted(file.indicatoren)),
        meldingen=file.issues,
        zekerheid=table.header.zekerheid,
        zekerheid_uit=_why(table, len(file.koppen.gebruikt), file.bron.jaar_uit),
        ook=tuple((layout.id, sure) for layout, sure in table.ook),
        onduidelijk=tuple(table.header.koppen[i] for i in table.header.onduidelijk),
        ontbreekt=tuple((column, count, count / total) for column, count in missing),
        indeling=division_of(file.gebieden.code, rulebook).words(),
    )


def _why(table: Table, used: int, year: str) -> str:
    header, sheet = table.header, table.sheet
    where = Where(sheet.bestand, sheet.report.naam, sheet.regels)
    code = header.koppen[header.column(*table.layout.code) or 0]
    return (
        f"kopregel op rij {where.line(header.rij)}, codes in kolom '{code}', "
        f"{plural(used, 'kolom', 'kolommen')} van {table.layout.naam}" + (f", jaar uit {year}" if year else "")
    )


def _only_names(table: Table) -> Inspection:
    """Say of a table with names and no codes what it is; alone it cannot be used."""
    sheet, layout, header = table.sheet, table.layout, table.header
    where = Where(sheet.bestand, sheet.report.naam, sheet.regels)
    year = layout.year(header, sheet.rijen, where)
    names = count_names(sheet, layout, header)
    told = area_kinds.NAMEN_ZONDER_CODES.at(where.place(), aantal=plural(names, "rij", "rijen"))
    return Inspection(
        bestand=sheet.bestand,
        sha256=table.file.sha256,
        layout=layout.id,
        jaar=year.jaar,
        jaar_uit=year.jaar_uit,
        blad=sheet.report.naam,
        rijen=(),
        kolommen_gebruikt=(),
        kolommen_ongebruikt=(),
        kolommen_geblokkeerd=(),
        toestand=(),
        indicatoren=(),
        meldingen=(replace(told, severity=Severity.WAARSCHUWING),),
        heeft_cijfers=False,
        zekerheid=header.zekerheid,
        ook=tuple((other.id, sure) for other, sure in table.ook),
        onduidelijk=tuple(header.koppen[i] for i in header.onduidelijk),
        namen=names,
    )


def _without_figures(found: NoFigures) -> Inspection:
    # That it cannot be scored is no mistake when someone only asks what it is.
    told = replace(found.issue, severity=Severity.MELDING)
    return Inspection(
        bestand=found.naam,
        sha256=found.sha256,
        layout=found.soort,
        jaar=found.jaar,
        jaar_uit="de kopregel" if found.jaar else "",
        blad="",
        rijen=found.rijen,
        kolommen_gebruikt=(),
        kolommen_ongebruikt=(),
        kolommen_geblokkeerd=(),
        toestand=(),
        indicatoren=(),
        meldingen=(told,),
        heeft_cijfers=False,
    )


def _counts(counts: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{state} {format_number(count, 0)}" for state, count in counts)
