"""Layouts of source files, recognised by content. A new layout is a module here and a line in `layouts`."""

from __future__ import annotations

from buurtwijzer.data.layouts.cbs_kwb import CbsKwb
from buurtwijzer.data.layouts.crosswalk import Crosswalk
from buurtwijzer.data.layouts.leefbaarometer import Leefbaarometer
from buurtwijzer.data.layouts.model import Layout
from buurtwijzer.data.layouts.nabijheid import Nabijheid
from buurtwijzer.data.layouts.politie import Politie
from buurtwijzer.data.layouts.rivm_gezondheid import RivmGezondheid
from buurtwijzer.data.layouts.seswoa import SesWoa
from buurtwijzer.data.layouts.wijk_en_buurtkaart import WijkEnBuurtkaart
from buurtwijzer.rulebook.model import Rulebook


def layouts(rulebook: Rulebook) -> tuple[Layout, ...]:
    """Give all layouts, with the crosswalks of the rulebook."""

    def crosswalk(layout: str) -> Crosswalk:
        return Crosswalk(rulebook.kolommen.get(layout))

    return (
        CbsKwb(crosswalk(CbsKwb.id)),
        WijkEnBuurtkaart(crosswalk(CbsKwb.id), rulebook.kolommen.get("wijk_en_buurtkaart")),
        RivmGezondheid(crosswalk(RivmGezondheid.id)),
        Nabijheid(crosswalk(Nabijheid.id)),
        Leefbaarometer(),
        Politie(crosswalk(Politie.id)),
        SesWoa(crosswalk(SesWoa.id)),
    )
