"""What `BWZ_WAARDE` puts in its cells: what each line of a plan is worth by itself, or why that is not known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from buurtwijzer.core.codes import normalise_code
from buurtwijzer.core.errors import BuurtwijzerError
from buurtwijzer.data.table import BuurtData
from buurtwijzer.reporting.texts import sentence_case
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan, PlanRegel
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer.valuation.appraise import appraise
from buurtwijzer.valuation.model import NIET_OP_EURO
from buurtwijzer_excel.cli.log import log_crash, log_issues
from buurtwijzer_excel.cli.session import today
from buurtwijzer_excel.workbook.run import figures_of

Cell = float | str
_CELLS = {"per euro": "r1_per_euro", "saldo": "r1_saldo", "kosten": "r1_kosten_cw"}
_WIDTH = 3
_THREE = "Kies drie kolommen: interventie, gebied en aantal"
_CRASHED = "Er ging iets mis in Buurtwijzer zelf [X900]. Typ in een opdrachtvenster: buurtwijzer doctor"
_NOT_COMPUTED = "Niet te berekenen: geen kosten of geen effect in euro"


def value_cells(regels: Sequence[Sequence[Any]], wat: Any, caller: Any) -> list[list[Cell]]:
    """Give per row the value per euro, the balance or the costs of an intervention in an area, without the others."""
    asked = " ".join(str(wat).split()).casefold()
    if any(len(row) != _WIDTH for row in regels):
        return [[_THREE] for _ in regels]
    filled = [any(cell not in (None, "") for cell in row) for row in regels]
    if asked not in _CELLS:
        return [[f"Kies {' of '.join(repr(name) for name in _CELLS)}" if full else ""] for full in filled]
    try:
        rulebook, data = _figures(caller, {code for row in regels if (code := _code(row[1])) is not None})
        return [
            [cell_value(row, _CELLS[asked], rulebook, data) if full else ""]
            for row, full in zip(regels, filled, strict=True)
        ]
    except BuurtwijzerError as error:
        text = _told(error)
    except Exception as error:  # noqa: BLE001 - a cell shows no traceback; it stands in the log
        log_crash("functie", error)
        text = _CRASHED
    return [[text if full else ""] for full in filled]


def cell_value(row: Sequence[Any], cel: str, rulebook: Rulebook, data: BuurtData) -> Cell:
    """Give one result of an intervention in an area as a plan of its own, or in words why there is none.

    Args:
        row: Intervention, area and number.
        cel: Name of the result in the model.
        rulebook: Rules.
        data: Areas.
    """
    id_, code = " ".join(str(row[0] or "").split()), _code(row[1])
    rule = next((r for r in rulebook.interventies.values() if id_.casefold() in (r.id, r.naam.casefold())), None)
    if rule is None:
        return f"Deze interventie bestaat niet. {did_you_mean(id_, rulebook.interventies)}".strip()
    if code is None:
        return "Geen gebiedscode"
    amount = row[2]
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not 0 < amount < math.inf:
        return "Het aantal moet een getal boven 0 zijn"
    years = int(rulebook.getal("waarde", "looptijd_jaren"))
    year = today(None).year
    line = PlanRegel(rule.id, code, float(amount), year, years if rule.kosten.ritme == "jaarlijks" else 1)
    plan = Plan("cel", "Formule in een cel", "zoals nu", year, years, year, (line,))
    try:
        valued = appraise(plan, data, rulebook, simuleer=False)
    except BuurtwijzerError as error:
        return _told(error)
    if cel == _CELLS["per euro"] and valued.model.regels[0].vrij_van_rangschikking:
        return sentence_case(NIET_OP_EURO)
    found = valued.waarden[cel]
    return _NOT_COMPUTED if math.isnan(found) else found


def _code(cell: Any) -> str | None:
    return normalise_code(cell) if isinstance(cell, str | float | int) else None


def _told(error: BuurtwijzerError) -> str:
    log_issues(error.issues)
    first = error.issues[0]
    return f"[{first.code}] {first.message} {first.remedy}"


def _figures(caller: Any, codes: set[str]) -> tuple[Rulebook, BuurtData]:
    import xlwings as xw  # noqa: PLC0415 - heavy, and only needed here

    from buurtwijzer_excel.live.reading import read_book  # noqa: PLC0415

    sheet = xw.sheets.active if caller is None else caller.sheet
    reading = read_book(sheet.book)
    return figures_of(reading.werkmap, sheet.name, reading.settings, codes=codes)
