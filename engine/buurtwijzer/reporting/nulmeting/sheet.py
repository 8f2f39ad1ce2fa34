"""The sheet ``Nulmeting`` as rows: a line of the baseline each, with a seal by which any later change is seen.

The seal guards against accidents and later tinkering by hand, not against someone who recomputes it: that is why the
whole seal is also said when the baseline is made, to be written down elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from buurtwijzer.evidence.nulmeting.model import Nulmeting, Regel
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, Rij
from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.marks import BASELINE
from buurtwijzer.reporting.record import fingerprint

NAAM, TABEL = "Nulmeting", "bwz_nulmeting"
ZEGEL = "Zegel"
"""What the last line is about: the seal of the whole."""
KOLOMMEN = (
    Kolom(BASELINE, CelSoort.AANTAL, 12),
    Kolom("onderdeel", CelSoort.TEKST, 20),
    Kolom("wat", CelSoort.TEKST, 34),
    Kolom("code", CelSoort.CODE, 13),
    Kolom("gebied", CelSoort.TEKST, 24),
    Kolom("jaar", CelSoort.CODE, 7),
    Kolom("waarde", CelSoort.GETAL, 11),
    Kolom("laag", CelSoort.GETAL, 10),
    Kolom("hoog", CelSoort.GETAL, 10),
    Kolom("eenheid", CelSoort.TEKST, 12),
    Kolom("toelichting", CelSoort.LANGE_TEKST, 70, hoogstens=12),
    Kolom("zegel", CelSoort.CODE, 70, gevouwen=True),
)
SEALED = len(KOLOMMEN) - 1
"""How many columns the seal of a line covers; the seal itself is the last."""


def baseline_sheet(nulmeting: Nulmeting) -> Blad:
    """Give the sheet."""
    rows = [_row(number, regel) for number, regel in enumerate(nulmeting.regels, 1)]
    sealed = [(*row, row_seal(row)) for row in rows]
    sealed.append(_last(len(rows) + 1, whole_seal(row_seal(row) for row in rows)))
    return Blad(NAAM, TABEL, KOLOMMEN, tuple(sealed), vast=3)


def row_seal(cellen: Sequence[object]) -> str:
    """Give the seal of a line: the fingerprints of its cells, put together."""
    return "".join(map(fingerprint, cellen))


def whole_seal(zegels: Iterable[str]) -> str:
    """Give the seal of all lines."""
    return hashlib.sha256("\n".join(zegels).encode()).hexdigest()[:32]


def seal_of(nulmeting: Nulmeting) -> str:
    """Give the seal of a baseline."""
    return whole_seal(row_seal(_row(number, regel)) for number, regel in enumerate(nulmeting.regels, 1))


def _row(number: int, regel: Regel) -> Rij:
    cells: tuple[Cel, ...] = (
        number,
        regel.onderdeel.value,
        str(regel.wat),
        regel.code or None,
        regel.gebied or None,
        None if regel.jaar is None else str(regel.jaar),
        regel.waarde,
        regel.laag,
        regel.hoog,
        regel.eenheid or None,
        regel.tekst or None,
    )
    return tuple(clean_text(cell) if isinstance(cell, str) else cell for cell in cells)


def _last(number: int, whole: str) -> Rij:
    text = "Aan dit zegel is te zien of er na het vastleggen iets veranderd is. Schrijf het over in uw besluit."
    nothing: tuple[Cel, ...] = (None,) * (SEALED - 4)
    row: Rij = (number, ZEGEL, whole, *nothing, text)
    return (*row, row_seal(row))
