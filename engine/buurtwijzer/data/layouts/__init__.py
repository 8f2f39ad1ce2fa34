"""Layouts of source files, recognised by content. A new layout is a module here and a line in `LAYOUTS`."""

from __future__ import annotations

from buurtwijzer.data.layouts.cbs_kwb import CbsKwb
from buurtwijzer.data.layouts.model import Layout
from buurtwijzer.data.layouts.rivm_gezondheid import RivmGezondheid

LAYOUTS: tuple[Layout, ...] = (CbsKwb(), RivmGezondheid())
