"""The page in front of a baseline that is a workbook of its own: what was agreed, to read and print."""

from __future__ import annotations

from buurtwijzer.core.dutch import name_some
from buurtwijzer.evidence.nulmeting.model import Nulmeting, Onderdeel
from buurtwijzer.reporting.nulmeting.sheet import seal_of
from buurtwijzer.reporting.rekenbladen.canvas import Canvas
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Rekenblad

NAAM = "Afspraak"
_WIDTHS = {0: 34.0, 1: 100.0}
_SHOWN = 10
_READ = (
    "Deze nulmeting is vastgelegd voordat het werk begon. Zo kan later niemand kiezen wat er gemeten wordt of waarmee "
    "er vergeleken wordt. Het blad Nulmeting heeft alle cijfers; verander daar niets."
)


def cover_sheet(nulmeting: Nulmeting) -> Rekenblad:
    """Give the page."""
    canvas = Canvas(NAAM, dict(_WIDTHS))
    canvas.put(0, 0, "Nulmeting", "titel")
    canvas.put(1, 0, None, "uitleg")
    canvas.put(1, 1, _READ, "tekst")
    canvas.header(3, [("afspraak", False), ("wat er is vastgelegd", False)])
    rij = 4
    for regel in nulmeting.of(Onderdeel.AFSPRAAK):
        if regel.waarde is None:
            canvas.texts(rij, 0, (regel.wat, regel.tekst), "tekst")
            rij += 1
    where = [f"{regel.gebied} ({regel.code})" for regel in nulmeting.of(Onderdeel.GEBIED)]
    canvas.texts(rij, 0, ("gebieden", "; ".join(where)), "tekst")
    other = [f"{regel.gebied} ({regel.code})" for regel in nulmeting.of(Onderdeel.VERGELIJKBAAR)]
    canvas.texts(
        rij + 1, 0, ("vergelijkbare gebieden", name_some(other, _SHOWN) if other else "nog niet gekozen"), "tekst"
    )
    canvas.texts(rij + 2, 0, ("zegel (schrijf dit over in uw besluit)", seal_of(nulmeting)), "tekst")
    return canvas.finish(vaste_rijen=4, afdruk=Afdruk(4))
