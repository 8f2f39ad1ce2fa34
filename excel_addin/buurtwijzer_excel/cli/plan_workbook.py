"""A plan from a workbook that ``value -o`` wrote: its lines from ``Verantwoording``, own values from ``Aannames``.

What happens without it is what stands on ``Waarde per euro``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace, FilePlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.injection.opened import open_own_file
from buurtwijzer.reporting.rekenbladen.aannames_kolommen import ID, REGELS, WAARDE
from buurtwijzer.reporting.rekenbladen.aannames_kolommen import NAAM as AANNAMES
from buurtwijzer.reporting.rekenbladen.model import defined_name
from buurtwijzer.reporting.rekenbladen.regels import NUL_KOLOM, NUL_RIJ
from buurtwijzer.reporting.rekenbladen.verantwoording import VERANTWOORDING
from buurtwijzer.reporting.rekenbladen.voorblad import NAAM as VOORBLAD
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import EigenWaarde, Plan
from buurtwijzer.rulebook.plan_writing import plan_text
from buurtwijzer.rulebook.plans import plans_in, read_plan
from buurtwijzer.valuation.issue_kinds import W148, W150, W152
from buurtwijzer.valuation.model import Waardemodel
from buurtwijzer_excel.workbook.own_values import ROWS_ABOVE, typed_values, with_typed

Adapt = Callable[[Waardemodel], Waardemodel]
_PART, _EDGE = "plan als tekst", "|"
_WORKBOOKS = (".xlsx", ".xlsm")


def plan_kept(plan: Plan) -> Iterator[tuple[str, str]]:
    """Give a plan as lines for the receipt; the edge keeps the spaces in front."""
    yield from ((_PART, f"{_EDGE}{line}") for line in plan_text([plan]).splitlines())


def plans_given(path: Path, rulebook: Rulebook) -> tuple[tuple[Plan, ...], Adapt | None]:
    """Read plans from YAML, or the plan of a workbook with what was typed in it.

    Raises:
        InputError: With every mistake; or the workbook holds no plan.
    """
    if path.suffix.lower() not in _WORKBOOKS:
        return read_plan(path, rulebook), None
    file = open_own_file(path)
    sheets = {naam: file.block(naam) for naam in (VERANTWOORDING, AANNAMES, VOORBLAD) if naam in file.bladen}
    text = "\n".join(_lines(sheets[VERANTWOORDING])) if {VERANTWOORDING, AANNAMES} <= sheets.keys() else ""
    if not text:
        raise InputError([W148.at(FilePlace(path.name))])
    block = sheets[AANNAMES]
    typed = typed_values(block)
    restored = _restored(block, {row.place.row for row in typed})
    plans = plans_in(f"{text}\n".encode(), path.name, rulebook)
    front = sheets.get(VOORBLAD)
    return tuple(_with_null(_without(plan, restored), front) for plan in plans), lambda model: with_typed(model, typed)


def _lines(block: SheetBlock) -> Iterator[str]:
    for row in block.rijen:
        if len(row) > 1 and row[0] == _PART:
            yield str(row[1]).removeprefix(_EDGE)


def _restored(block: SheetBlock, typed: Iterable[int | None]) -> frozenset[str]:
    """Give the inputs where the value of the rules stands, and no reason for another one."""
    kept = set(typed)
    rows = enumerate(block.rijen[ROWS_ABOVE:], start=ROWS_ABOVE + 1)
    return frozenset(
        str(row[ID])
        for number, row in rows
        if len(row) > ID and row[ID] and number not in kept and row[WAARDE] == row[REGELS]
    )


def _without(plan: Plan, restored: frozenset[str]) -> Plan:
    """Leave out the own values that were taken back on the sheet."""
    lines = [
        replace(line, eigen=_kept(line.eigen, f"r{number}_", restored))
        for number, line in enumerate(plan.regels, start=1)
    ]
    return replace(plan, regels=tuple(lines), eigen_prijzen=_kept(plan.eigen_prijzen, "prijs_", restored))


def _kept(given: Mapping[str, EigenWaarde], begin: str, restored: frozenset[str]) -> Mapping[str, EigenWaarde]:
    return {naam: own for naam, own in given.items() if defined_name(f"{begin}{naam}") not in restored}


def _with_null(plan: Plan, front: SheetBlock | None) -> Plan:
    """Take over what happens without the plan, and say so when it was changed on the sheet."""
    if front is None:
        return plan
    row = [*front.rijen[NUL_RIJ]] if len(front.rijen) > NUL_RIJ else []
    text = str(row[NUL_KOLOM]).strip() if len(row) > NUL_KOLOM else ""
    if text == clean_text(plan.nulalternatief).strip():
        return plan
    place = CellPlace(front.werkmap, front.blad, NUL_RIJ + 1, NUL_KOLOM + 1)
    if not text:
        return replace(plan, meldingen=(*plan.meldingen, W152.at(place)))
    return replace(plan, nulalternatief=text, meldingen=(*plan.meldingen, W150.at(place)))
