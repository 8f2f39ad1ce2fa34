"""Says what a file is, without joining or scoring: for ``buurtwijzer data inspect``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.core.places import RECORDS
from buurtwijzer.data.no_figures import NoFigures
from buurtwijzer.data.source import open_table, read_table
from buurtwijzer.rulebook.model import Rulebook


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

    def as_dict(self) -> dict[str, Any]:
        """Give the JSON form."""
        return {
            "bestand": self.bestand,
            "sha256": self.sha256,
            "layout": self.layout,
            "jaar": self.jaar,
            "jaar_uit": self.jaar_uit,
            "blad": self.blad,
            "rijen": {niveau.value: count for niveau, count in self.rijen},
            "kolommen_gebruikt": list(self.kolommen_gebruikt),
            "kolommen_ongebruikt": list(self.kolommen_ongebruikt),
            "kolommen_geblokkeerd": list(self.kolommen_geblokkeerd),
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
            f"Jaar: {year}",
            f"Rijen: {levels or 'geen'}",
        ]
        if not self.heeft_cijfers:
            return [*head, *told]
        return [
            *head,
            f"Gebruikt: {used} voor {plural(len(self.indicatoren), 'indicator', 'indicatoren')}",
            *(f"  {column}: {_counts(counts)}" for column, counts in self.toestand),
            f"Niet gebruikt: {plural(len(self.kolommen_ongebruikt), 'kolom', 'kolommen')}",
            "Geblokkeerd (herkomst, nationaliteit, religie): "
            + plural(len(self.kolommen_geblokkeerd), "kolom", "kolommen"),
            *told,
        ]


def inspect_file(path: Path, rulebook: Rulebook) -> Inspection:
    """Read one file and say what it is.

    Raises:
        InputError: The file cannot be used; all mistakes in it at once.
    """
    table = open_table(path, rulebook)
    if isinstance(table, NoFigures):
        return _without_figures(table)
    file = read_table(table, rulebook)
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
