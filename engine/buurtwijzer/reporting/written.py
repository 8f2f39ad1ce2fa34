"""The columns that are written beside a user's own rows: headers, names that mark them as ours, and a row per area.

The same for a workbook that is open (the add-in) and for a copy of a file (``score --terugschrijven``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.blad import CelSoort, Kolom, Rij, numbers
from buurtwijzer.reporting.bladen.overzicht import overzicht
from buurtwijzer.reporting.certainty import judge_certainty
from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.findings import SHOWN, Findings
from buurtwijzer.reporting.mirror.mirrored import Mirror
from buurtwijzer.scoring.outcomes import OutcomeKind

MARK = "Bwz"
SHEET_MARK = f"{MARK}_blad_"
"""How the names of our own sheets begin; the rest is the sheet's first name in small letters."""

_WIDTHS = {
    "leefstijl": 30.0,
    "benaderstijl": 28.0,
    "kracht": 44.0,
    "aandachtspunt": 46.0,
    "advies": 46.0,
    "toelichting": 100.0,
}
"""For the names and the first words; nothing is wrapped, as that would make the user's own rows higher."""
_BESIDE = 2.0
_NO_FIGURES = "Geen uitkomst: er zijn geen cijfers over dit gebied."


@dataclass(frozen=True, slots=True)
class WrittenColumn:
    """A column beside the user's rows.

    Attributes:
        kop: Header, e.g. ``Bwz leefstijl 1``.
        naam: Defined name, local to the sheet, that marks the column as ours, e.g. ``Bwz_leefstijl_1``.
        soort: Kind of its cells.
        breedte: Width in characters.
        uitkomst: Id of the outcome its numbers are of; empty for a column about more than one.
    """

    kop: str
    naam: str
    soort: CelSoort
    breedte: float
    uitkomst: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What is written: columns, and per area code its cells in the same order."""

    kolommen: tuple[WrittenColumn, ...]
    rijen: Mapping[str, Rij]


def written_columns(assessment: Assessment, zonder_cijfers: Collection[str] = ()) -> Written:
    """Make the columns of the contract for every assessed area.

    Args:
        assessment: The result.
        zonder_cijfers: Codes in the user's rows about which there are no figures: their row says so.

    Returns:
        Columns in the order of the contract. An area without a score has a row too, with the reason.
    """
    mirror = Mirror.of(assessment)
    certainty = mirror.moved(judge_certainty(assessment))
    blad = overzicht(assessment, Findings.of(assessment), certainty, OutcomeKind.RISICO, mirror)
    by_head = {kolom.kop: (number, kolom) for number, kolom in enumerate(blad.kolommen)}
    before = [by_head[kop] for kop in _before_risicos(assessment) if kop in by_head]
    after = [by_head[kop] for kop in _after_risicos() if kop in by_head]
    risicos = assessment.of_kind(OutcomeKind.RISICO)
    scores = [numbers(outcome.score) for outcome in risicos]
    columns = (
        *(_column(kolom) for _, kolom in before),
        *(
            _written(f"risico {outcome.naam}", f"risico_{outcome.id}", CelSoort.DRUKSCORE, outcome.id)
            for outcome in risicos
        ),
        *(_column(kolom) for _, kolom in after),
    )
    rows: dict[str, Rij] = {}
    for position, (code, row) in enumerate(zip(assessment.table.code, blad.rijen, strict=True)):
        own = (
            *(row[number] for number, _ in before),
            *(values[position] for values in scores),
            *(row[number] for number, _ in after),
        )
        rows[code] = tuple(clean_text(cell) if isinstance(cell, str) else cell for cell in own)
    nothing: Rij = (*(None,) * (len(columns) - 1), _NO_FIGURES)
    return Written(columns, rows | dict.fromkeys(sorted(set(zonder_cijfers) - set(rows)), nothing))


def _column(kolom: Kolom) -> WrittenColumn:
    return _written(kolom.kop, kolom.kop.replace(" ", "_"), kolom.soort)


def _written(kop: str, naam: str, soort: CelSoort, uitkomst: str = "") -> WrittenColumn:
    """Make a column that shows its whole header, and of its cells what its kind needs."""
    head = f"{MARK} {kop}"
    width = max(_WIDTHS.get(kop.partition(" ")[0], 0.0), len(head) + _BESIDE)
    return WrittenColumn(head, f"{MARK}_{naam}", soort, width, uitkomst)


def _before_risicos(assessment: Assessment) -> Iterator[str]:
    size = assessment.segmenten[0].maat if assessment.segmenten else "gelijkenis"
    for place in range(1, SHOWN + 1):
        yield f"leefstijl {place}"
        yield f"{size} {place}"
    yield "benaderstijl"
    yield from (f"{kind} {place}" for kind in ("kracht", "aandachtspunt") for place in range(1, SHOWN + 1))


def _after_risicos() -> Iterator[str]:
    yield from (f"advies {place}" for place in range(1, SHOWN + 1))
    yield from ("zekerheid", "toelichting")
