"""The sheet ``Instellingen``: what a user chooses for a workbook. A name in column A, its value in B."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer_excel.workbook.issue_kinds import X206, X207, X208, X211

SHEET = "Instellingen"
_HEADER = "instelling"
_MORE_HEADERS = ("waarde", "uitleg")
_MOST_PCT = 100.0
_LEVELS = (Niveau.BUURT, Niveau.WIJK, Niveau.GEMEENTE)

EXPLAINED: tuple[tuple[str, str], ...] = (
    (
        "regels",
        "Map met het regelboek. Leeg: map buurtwijzer-regels naast de werkmap, of de meegeleverde.",
    ),
    ("niveau", "buurt, wijk of gemeente. Leeg: buurt."),
    ("gemeente", "Alleen deze gemeente, naam of code. Leeg: alle."),
    ("segmentatie", "Welke leefstijlindeling vooropstaat. Leeg: de eerste die kan."),
    ("dekking", "Minste deel van het gewicht voor een score, in procenten. Leeg: 60."),
    ("bronnen", "Extra bestanden met cijfers, met puntkomma's ertussen. Zonder map: naast deze werkmap."),
    ("referentie", "Bestand van heel Nederland (.npz): om mee te vergelijken en aan te vullen. Beheer kan het maken."),
)
"""Every setting with what it means, in the order of the sheet."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices on the sheet; None or empty where the user left it to the product.

    Attributes:
        regels: Folder with rules.
        niveau: Level that is assessed.
        gemeente: Name or code.
        segmentatie: Id of the segmentation that leads.
        dekking_pct: 0-100.
        bronnen: Extra files.
        referentie: File of the country.
        kolommen: Files that say what the columns of files of the user's own mean; only on the command line.
    """

    regels: Path | None = None
    niveau: Niveau = Niveau.BUURT
    gemeente: str | None = None
    segmentatie: str | None = None
    dekking_pct: float | None = None
    bronnen: tuple[Path, ...] = ()
    referentie: Path | None = None
    kolommen: tuple[Path, ...] = ()

    def options(self, codes: tuple[str, ...], *, alle: bool = False) -> Options:
        """Give the options of a run over some areas."""
        return Options(self.niveau, self.gemeente, codes, self.dekking_pct, alle, self.segmentatie, self.referentie)


def read_settings(block: SheetBlock | None, folder: Path | None) -> Settings:
    """Read the sheet.

    Args:
        block: The sheet; None when the workbook has none.
        folder: Folder of the workbook, for names without a folder; None when it was never saved.

    Raises:
        InputError: A setting is unknown or cannot be; all of them at once.
    """
    if block is None:
        return Settings()
    issues: list[Issue] = []
    found: dict[str, tuple[str, CellPlace]] = {}
    names = [name for name, _ in EXPLAINED]
    for position, row in enumerate(block.rijen, start=1):
        name, value = (_text(row, column) for column in (0, 1))
        key = name.casefold().rstrip(":")
        if not name or key == _HEADER:
            continue
        if key in names:
            found[key] = (value, CellPlace(block.werkmap, block.blad, position, 2))
        elif value:
            close = get_close_matches(key, names, n=1)
            tip = f" Bedoelt u {close[0]}?" if close else ""
            place = CellPlace(block.werkmap, block.blad, position, 1)
            issues.append(X206.at(place, naam=name, tip=tip, keuze=join_words(names, "of")))
    settings = _settings({key: item for key, item in found.items() if item[0]}, folder, issues)
    if issues:
        raise InputError(issues)
    return settings


def is_settings(block: SheetBlock) -> bool:
    """Tell whether a sheet is filled in as ours is: its first column begins with our header or names our settings."""
    names = {name for name, _ in EXPLAINED}
    cells = [_text(row, 0).casefold().rstrip(":") for row in block.rijen]
    first = next((cell for cell in cells if cell), "")
    return first == _HEADER or len(names & set(cells)) > 1


def is_untouched(block: SheetBlock) -> bool:
    """Tell whether everything on a sheet with settings is as we make it; the user may lose nothing with it."""
    known = {(_HEADER, *_MORE_HEADERS), *((name, "", text) for name, text in EXPLAINED)}
    width = len(_MORE_HEADERS) + 1
    if block.formules or block.foutcellen:
        return False
    rows = [tuple(_text(row, column) for column in range(max(width, len(row)))) for row in block.rijen]
    return all(row[:width] in known and not any(row[width:]) for row in rows if any(row))


def _settings(found: dict[str, tuple[str, CellPlace]], folder: Path | None, issues: list[Issue]) -> Settings:
    def text(name: str) -> str | None:
        return found[name][0] if name in found else None

    def file(name: str) -> Path | None:
        return _existing(found[name][0], folder, found[name][1], issues) if name in found else None

    sources = [part.strip() for part in (text("bronnen") or "").split(";") if part.strip()]
    return Settings(
        regels=file("regels"),
        niveau=_niveau(found, issues),
        gemeente=text("gemeente"),
        segmentatie=text("segmentatie"),
        dekking_pct=_percentage(found, issues),
        bronnen=tuple(_existing(name, folder, found["bronnen"][1], issues) for name in sources),
        referentie=file("referentie"),
    )


def _existing(name: str, folder: Path | None, place: CellPlace, issues: list[Issue]) -> Path:
    path = Path(name).expanduser()
    if not path.is_absolute():
        if folder is None:
            issues.append(X211.at(place, bestand=name))
            return path
        path = folder / path
    if not path.exists():
        issues.append(X208.at(place, bestand=name))
    return path


def _niveau(found: dict[str, tuple[str, CellPlace]], issues: list[Issue]) -> Niveau:
    if "niveau" not in found:
        return Niveau.BUURT
    value, place = found["niveau"]
    levels = {level.value: level for level in _LEVELS}
    if value.casefold() not in levels:
        issues.append(X207.at(place, naam="niveau", waarom="geen niveau", verwacht=join_words(list(levels), "of")))
        return Niveau.BUURT
    return levels[value.casefold()]


def _percentage(found: dict[str, tuple[str, CellPlace]], issues: list[Issue]) -> float | None:
    if "dekking" not in found:
        return None
    value, place = found["dekking"]
    try:
        number = float(value.replace("%", "").replace(",", ".").strip())
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= _MOST_PCT:
        issues.append(X207.at(place, naam="dekking", waarom="geen percentage", verwacht="een getal van 0 tot 100"))
        return None
    return number


def _text(row: Sequence[object], column: int) -> str:
    cell = row[column] if column < len(row) else ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell if cell is not None else "").strip()
