"""Sheet ``Samenleven``: who lives together, and whether those who can do something are enough for those who need it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, LuieRijen, Rij, numbers
from buurtwijzer.reporting.bladen.gebied import PINNED, SHARE_DECIMALS, closing_column, identity, identity_columns
from buurtwijzer.segmentation.model import Samenleven

_PCT = 100.0


def samenleven(assessment: Assessment, found: Samenleven) -> Blad:
    """Build the sheet."""
    rows = LuieRijen(len(assessment.table), lambda: _rows(assessment, found))
    return Blad("Samenleven", "bwz_samenleven", tuple(_columns()), rows, PINNED, regels=4)


def _columns() -> Iterator[Kolom]:
    score, wide = CelSoort.PUNTEN, CelSoort.LANGE_TEKST
    yield from identity_columns("Deel van de kenmerken dat bekend is.", short=True)
    yield Kolom(
        "samenstelling", wide, 44, "Wie er wonen: lijken zij op elkaar of liggen zij ver uit elkaar?", begint_groep=True
    )
    yield Kolom("zelfredzaamheid", wide, 44, "Is er genoeg draagkracht voor de steun die nodig is?")
    yield Kolom("participatie", wide, 38, "Doen mensen mee, meer of minder dan elders?")
    yield Kolom("diversiteit", score, 11, "0 = één groep, 100 = alle groepen even groot.", begint_groep=True)
    yield Kolom(
        "afstand",
        score,
        10,
        "Hoe ver twee willekeurige bewoners uit elkaar liggen in manier van leven; 100 is het verst.",
    )
    yield Kolom("steun nodig", CelSoort.PROCENT, 10, "Verwachting: aandeel bewoners dat steun van anderen nodig heeft.")
    yield Kolom("kan dragen", CelSoort.PROCENT, 10, "Verwachting: aandeel bewoners dat iets voor een ander kan doen.")
    yield Kolom("verhouding", score, 12, "Steun nodig tegen draagkracht; Nederland is 100, meer is krapper.")
    yield Kolom("meedoen", score, 11, "Nederland is 100, meer is meer meedoen.")
    yield Kolom("soort cijfer", CelSoort.TEKST, 14, "Schatting voor dit gebied zelf, of verwachting uit wie er wonen.")
    yield closing_column("Waarom er geen uitspraak is.", width=36)


def _rows(assessment: Assessment, found: Samenleven) -> Iterator[Rij]:
    columns: tuple[list[Cel], ...] = (
        [text or None for text in found.samenstelling],
        [text or None for text in found.zelfredzaamheid],
        [text or None for text in found.participatie],
        [*numbers(found.diversiteit)],
        [*numbers(found.afstand)],
        [*numbers(found.vraag_pct / _PCT, SHARE_DECIMALS)],
        [*numbers(found.draagkracht_pct / _PCT, SHARE_DECIMALS)],
        [*numbers(found.verhouding)],
        [*numbers(found.meedoen)],
        [_kind(reden, measured) for reden, measured in zip(found.reden, found.is_gemeten.tolist(), strict=True)],
        [text or None for text in found.reden],
    )
    for start, own in zip(identity(assessment, _coverage(assessment, found)), zip(*columns, strict=True), strict=True):
        yield (*start, *own)


def _kind(reden: str, is_measured: bool) -> str | None:
    if reden:
        return None
    return "schatting" if is_measured else "verwachting"


def _coverage(assessment: Assessment, found: Samenleven) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    known = next((s.dekking for s in assessment.segmenten if s.id == found.segmentatie), None)
    return np.full(len(assessment.table), np.nan) if known is None else known
