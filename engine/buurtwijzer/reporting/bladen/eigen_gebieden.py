"""Sheet ``Eigen gebieden``: what each own area is made of, with its own counts; only with a list of them."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.assessment import Assessment
from buurtwijzer.data.own.area_model import OwnArea
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom, Rij, count, number
from buurtwijzer.reporting.bladen.gebied import (
    PINNED,
    SHARE_DECIMALS,
    closing_column,
    identity,
    identity_columns,
    mean_coverage,
)

_OF_AREA = "Van het eigen gebied: opgeteld, en anders uit uw lijst. Leeg is onbekend."
_COLUMNS = (
    Kolom("huishoudens", CelSoort.AANTAL, 13, _OF_AREA, begint_groep=True),
    Kolom("aandeel eigen bezit", CelSoort.PROCENT, 18, "Deel van de woningen dat van de corporatie is, uit uw lijst."),
    Kolom("buurtcode", CelSoort.CODE, 13, "Een rij per buurt waaruit het gebied bestaat.", begint_groep=True),
    Kolom("buurt", CelSoort.TEKST, 26),
    Kolom("aandeel", CelSoort.PROCENT, 10, "Deel van de buurt dat in het gebied ligt, uit uw lijst."),
    Kolom("inwoners buurt", CelSoort.AANTAL, 14, "Van de hele buurt, niet van het eigen gebied."),
    Kolom("huishoudens buurt", CelSoort.AANTAL, 16, "Van de hele buurt, niet van het eigen gebied."),
)


def eigen_gebieden(assessment: Assessment) -> Blad | None:
    """Build the sheet; None when no area of the result comes from a list."""
    rows = tuple(_rows(assessment))
    columns = (
        *identity_columns("Gemiddelde dekking van de scores van het gebied."),
        *_COLUMNS,
        closing_column("Hoe de cijfers van het gebied zijn gemaakt, of waarom er geen zijn."),
    )
    return Blad("Eigen gebieden", "bwz_eigen_gebieden", columns, rows, PINNED) if rows else None


def _rows(assessment: Assessment) -> Iterator[Rij]:
    table = assessment.table
    if table.eigen is None or not assessment.uitkomsten:
        return
    for row, first in enumerate(identity(assessment, mean_coverage(assessment.uitkomsten))):
        area = table.own_area(row)
        if area is not None:
            yield from _of_area(table, table.eigen.basis, row, area, first)


def _of_area(table: BuurtTable, basis: BuurtTable, row: int, area: OwnArea, first: Rij) -> Iterator[Rij]:
    owned = None if area.eigen_bezit is None else number(area.eigen_bezit, SHARE_DECIMALS)
    for deel in area.delen:
        yield (
            *first,
            count(float(table.huishoudens[row])),
            owned,
            deel.code,
            basis.naam[deel.rij],
            number(deel.aandeel, SHARE_DECIMALS),
            count(float(basis.inwoners[deel.rij])),
            count(float(basis.huishoudens[deel.rij])),
            _explained(area),
        )


def _explained(area: OwnArea) -> str:
    if area.is_deel:
        return "Kleiner dan een buurt: alleen eigen aantallen. Cijfers van de buurt gelden niet voor een deel ervan."
    if not area.is_heel:
        return "Cijfers zijn van de hele buurten; een buurt die er voor een deel in ligt telt daarin niet mee."
    if len(area.delen) == 1:
        return "Dezelfde cijfers als de buurt."
    return "Aantallen zijn opgeteld; aandelen en gemiddelden zijn gewogen gemiddelden van de buurten."
