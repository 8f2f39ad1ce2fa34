"""A workbook of sheets that stand on their own: the handbook, and the answers of the commands about evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from buurtwijzer.core.errors import OutputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom
from buurtwijzer.reporting.bladen.meldingen import meldingen
from buurtwijzer.reporting.clean import Changes, clean_columns, clean_sheet
from buurtwijzer.reporting.files import check_target, write_safely
from buurtwijzer.reporting.issue_kinds import X107
from buurtwijzer.reporting.page import footer
from buurtwijzer.reporting.pour import pour
from buurtwijzer.reporting.skeleton import Extra, make_skeleton

_RECEIPT = (
    Kolom("onderdeel", CelSoort.LANGE_TEKST, 44),
    Kolom("waarde", CelSoort.LANGE_TEKST, 100),
)


@dataclass(frozen=True, slots=True)
class _Sheets:
    """The sheets as `pour` wants them."""

    bladen: tuple[tuple[Blad, Changes], ...]
    laatste: Blad

    def meldingen(self) -> Blad:
        """Give the last sheet."""
        return self.laatste


def plain_bytes(
    bladen: Sequence[Blad], titel: str, voet: str, *, datum: date | None = None, extra: Extra | None = None
) -> bytes:
    """Give sheets as the bytes of a workbook. Same sheets, same bytes.

    Args:
        bladen: The sheets, in order.
        titel: Title for the properties.
        voet: Foot of every page, in the code of Excel.
        datum: Date for the properties; None gives a fixed one.
        extra: Adds a sheet of its own before the last one, such as a chart; None for none.
    """
    cleaned = [clean_columns(blad) for blad in bladen]
    sheets = tuple(blad for blad, _ in cleaned)
    before, after = (sheets, ()) if extra is None else (sheets[:-1], sheets[-1:])
    skeleton = make_skeleton(before, extra, after, voet, datum, titel)
    buffer = BytesIO()
    pour(skeleton, _Sheets(tuple(cleaned[:-1]), sheets[-1]), buffer)
    return buffer.getvalue()


def write_plain(
    bladen: Sequence[Blad],
    issues: Iterable[Issue],
    regels: Sequence[tuple[str, str]],
    path: Path,
    titel: str,
    *,
    datum: date | None = None,
    overschrijf: bool = False,
    invoer: Sequence[Path] = (),
    extra: Extra | None = None,
) -> None:
    """Write sheets as a workbook with Meldingen and Verantwoording behind them, whole or not at all.

    Args:
        bladen: The sheets with the answer.
        issues: What is worth telling.
        regels: The receipt: part and value.
        path: File to write; its name ends on ``.xlsx``.
        titel: Title for the properties.
        datum: As of `plain_bytes`.
        overschrijf: Whether an existing file may be replaced; a file that was read never is.
        invoer: The files that were read.
        extra: As of `plain_bytes`.

    Raises:
        OutputError: The file could not be written; what was there is untouched.
    """
    if path.suffix.lower() != ".xlsx":
        raise OutputError([X107.at(path.name or str(path))])
    check_target(path, overschrijf=overschrijf, invoer=invoer)
    receipt = Blad("Verantwoording", "bwz_verantwoording", _RECEIPT, tuple(regels))
    told, _ = clean_sheet(meldingen(issues))
    content = plain_bytes((*bladen, told, receipt), titel, footer(()), datum=datum, extra=extra)
    write_safely(path, content, overschrijf=overschrijf, invoer=invoer)
