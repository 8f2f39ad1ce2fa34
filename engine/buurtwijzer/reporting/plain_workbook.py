"""A workbook of sheets that stand on their own: the handbook, and the answers of the commands about evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from buurtwijzer.core.errors import OutputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.table import SourceFile
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom
from buurtwijzer.reporting.bladen.meldingen import meldingen
from buurtwijzer.reporting.clean import Changes, clean_columns, clean_sheet
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.reporting.issue_kinds import X107
from buurtwijzer.reporting.page import footer
from buurtwijzer.reporting.pour import pour
from buurtwijzer.reporting.skeleton import Extra, make_skeleton

_RECEIPT = (Kolom("onderdeel", CelSoort.TEKST, 34), Kolom("waarde", CelSoort.LANGE_TEKST, 110))


@dataclass(frozen=True, slots=True)
class _Answer:
    """The sheets as `pour` wants them; Meldingen also tells what had to be changed in the texts of the others."""

    bladen: tuple[tuple[Blad, Changes], ...]
    issues: tuple[Issue, ...]

    def meldingen(self) -> Blad:
        """Give the sheet Meldingen, complete once the rows of all other sheets have been read."""
        found = [issue for _, changes in self.bladen for issue in changes.issues()]
        return clean_sheet(meldingen((*self.issues, *found)))[0]


@dataclass(frozen=True, slots=True)
class _Sheets:
    """Sheets without Meldingen as `pour` wants them."""

    bladen: tuple[tuple[Blad, Changes], ...]
    laatste: Blad

    def meldingen(self) -> Blad:
        """Give the last sheet."""
        return self.laatste


def plain_bytes(bladen: Sequence[Blad], titel: str, voet: str) -> bytes:
    """Give sheets, and nothing but those, as the bytes of a workbook. Same sheets, same bytes.

    Args:
        bladen: The sheets, in order.
        titel: Title for the properties.
        voet: Foot of every page, in the code of Excel.
    """
    cleaned = [clean_columns(blad) for blad in bladen]
    sheets = tuple(blad for blad, _ in cleaned)
    buffer = BytesIO()
    pour(make_skeleton(sheets, None, (), voet, None, titel), _Sheets(tuple(cleaned[:-1]), sheets[-1]), buffer)
    return buffer.getvalue()


def write_answer(
    bladen: Sequence[Blad],
    issues: Iterable[Issue],
    verantwoording: Iterable[tuple[str, str]],
    pad: Path,
    titel: str,
    *,
    bronnen: Sequence[SourceFile] = (),
    extra_of: Callable[[str], Extra | None] = lambda _foot: None,
    datum: date | None = None,
    overschrijf: bool = False,
    invoer: Sequence[Path] = (),
) -> None:
    """Write an answer as a workbook with Meldingen and Verantwoording behind it, whole or not at all.

    Args:
        bladen: The sheets with the answer.
        issues: What is worth telling.
        verantwoording: What decided the answer: part and value.
        pad: File to write; its name ends on ``.xlsx``.
        titel: Title for the properties.
        bronnen: Files named at the foot of every page.
        extra_of: Gives, for that foot, what adds a sheet of its own before Meldingen, such as charts.
        datum: Date for the properties; None gives a fixed one: equal results, equal files.
        overschrijf: Whether an existing file may be replaced; a file that was read never is.
        invoer: The files that were read.

    Raises:
        OutputError: The file could not be written; what was there is untouched.
    """
    if pad.suffix.lower() != ".xlsx":
        raise OutputError([X107.at(pad.name or str(pad))])
    check_target(pad, overschrijf=overschrijf, invoer=invoer)
    cleaned = [clean_columns(blad) for blad in bladen]
    receipt, changes = clean_sheet(
        Blad("Verantwoording", "bwz_verantwoording", _RECEIPT, tuple(verantwoording), vast=1)
    )
    answer = _Answer((*cleaned, (receipt, changes)), tuple(issues))
    foot = footer(bronnen)
    after = (answer.meldingen(), receipt)
    skeleton = make_skeleton([blad for blad, _ in cleaned], extra_of(foot), after, foot, datum, titel)
    buffer = BytesIO()
    pour(skeleton, answer, buffer)
    write_safely(pad, buffer.getvalue(), overschrijf=overschrijf, invoer=invoer)
