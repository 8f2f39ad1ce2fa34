"""Limits on the choice of the best plan, on the sheet ``Plan``: the same checks as in a file, each at its cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast, get_args

from buurtwijzer.core.codes import normalise_code
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Keuzegrens
from buurtwijzer.rulebook.plan_issue_kinds import DUBBEL
from buurtwijzer.rulebook.plan_limits import limit_mistakes
from buurtwijzer.rulebook.schema.interventies import Kosten
from buurtwijzer.rulebook.schema.plannen import Grenssoort
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer_excel.workbook.plan_cells import PARTIES, PlanCells, rule_named

_KOP = {
    "soort": "soort grens",
    "interventie": "van interventie",
    "ander": "niet samen met",
    "gebied": "in gebied",
    "partij": "van partij",
    "jaar": "in jaar",
    "eenheid": "eenheid",
    "aantal": "grens aantal",
}
"""The header above each part of a limit."""
LIMIT = ("grens van plan", *_KOP.values())
"""Columns of limits; a sheet from before they were there does without."""
_UNITS = cast("tuple[str, ...]", get_args(Kosten.model_fields["per"].annotation))


def says_limit(sheet: PlanCells, row: int) -> bool:
    """Tell whether a row says anything about a limit."""
    return any(sheet.text(row, kop) for kop in _KOP.values())


def read_limits(sheet: PlanCells, rows: list[int], rulebook: Rulebook, years: range) -> Iterator[Keuzegrens]:
    """Read the limits of a plan; what is wrong goes to the sheet.

    Args:
        sheet: The sheet.
        rows: Rows with a limit of the plan.
        rulebook: Rules that they refer to.
        years: Years of the plan.
    """
    seen: set[Keuzegrens] = set()
    for row in rows:
        before = len(sheet.issues)
        grens = _limit(sheet, row, rulebook)
        if grens is None or len(sheet.issues) > before:
            continue
        for naam, kind, words in limit_mistakes(grens, rulebook, years):
            sheet.issues.append(kind.at(sheet.place(row, _KOP[naam]), **words))
        if grens in seen:
            sheet.issues.append(DUBBEL.at(sheet.place(row, _KOP["soort"]), wat="Deze grens"))
        seen.add(grens)
        yield grens


def _limit(sheet: PlanCells, row: int, rulebook: Rulebook) -> Keuzegrens | None:
    texts = {naam: sheet.text(row, kop) for naam, kop in _KOP.items()}
    kinds = {soort.value: soort for soort in Grenssoort}
    soort = kinds.get(texts["soort"].casefold().replace(" ", "_"))
    if soort is None:
        wat = f"Er is geen soort grens '{texts['soort']}'." if texts["soort"] else "De soort grens ontbreekt."
        sheet.wrong(row, _KOP["soort"], wat, did_you_mean(texts["soort"], kinds))
        return None
    partij = PARTIES.get(texts["partij"].casefold())
    if texts["partij"] and partij is None:
        sheet.wrong(
            row, _KOP["partij"], f"Er is geen partij '{texts['partij']}'.", did_you_mean(texts["partij"], PARTIES)
        )
    code = normalise_code(texts["gebied"])
    if texts["gebied"] and code is None:
        sheet.wrong(row, _KOP["gebied"], "Hier staat geen gebiedscode.", "Vul een code in, zoals BU03440111.")
    unit = texts["eenheid"].casefold()
    if unit and unit not in _UNITS:
        sheet.wrong(row, _KOP["eenheid"], f"Er is geen eenheid '{unit}'.", did_you_mean(unit, _UNITS))
    year = sheet.year(row, _KOP["jaar"], 0.0) if texts["jaar"] else None
    number = sheet.number(row, _KOP["aantal"], 0.0, 0.0) if texts["aantal"] else None
    one, other = (_id(texts[naam], rulebook) if texts[naam] else None for naam in ("interventie", "ander"))
    return Keuzegrens(soort, one, other, code, partij, year, unit or None, number, sheet.place(row, _KOP["soort"]))


def _id(text: str, rulebook: Rulebook) -> str:
    """Give the id of an intervention; of one that is not there the text itself, which is told later."""
    rule = rule_named(rulebook, text)
    return text if rule is None else rule.id
