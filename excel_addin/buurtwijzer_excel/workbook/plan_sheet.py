"""The sheet ``Plan``: what a user wants to do where, read as strictly as a file; every mistake at its cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from buurtwijzer.core.codes import normalise_code
from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Budget, Plan, PlanRegel
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer_excel.workbook.plan_cells import FIRST_YEAR, PARTIES, PlanCells, rule_named
from buurtwijzer_excel.workbook.plan_limit_cells import LIMIT, read_limits, says_limit
from buurtwijzer_excel.workbook.value_issue_kinds import X471, X472, X473

SHEET = "Plan"
LINE = (
    "plan",
    "gebied",
    "naam gebied",
    "interventie",
    "aantal",
    "start",
    "jaren",
    "verdeling",
    "eigen uren",
    "tarief",
    "opstart",
    "taakveld",
    "financiering",
)
WHOLE = ("over plan", "nulalternatief", "eerste jaar", "looptijd", "prijspeil")
BUDGET = ("budget van plan", "partij", "jaar", "bedrag")
_SHARE = re.compile(r"(.+?)[ :=]*(?:([0-9]+(?:[.,][0-9]+)?) *(%?))?$")


def is_plan(blok: SheetBlock) -> bool:
    """Tell whether a sheet is filled in as ours is: the headers of its first row begin as ours do."""
    head = [str(cell).strip().casefold() for cell in (blok.rijen[0] if blok.rijen else ())]
    return head[:2] == list(LINE[:2]) and "interventie" in head


def read_plans(blok: SheetBlock, rulebook: Rulebook) -> tuple[Plan, ...]:
    """Read the plans on the sheet.

    Args:
        blok: The sheet.
        rulebook: Rules that it refers to.

    Returns:
        The plans in the order of their first line.

    Raises:
        InputError: With every mistake on the sheet; a plan without its null alternative is one.
    """
    head = [str(cell).strip().casefold() for cell in blok.rijen[0]]
    sheet = PlanCells(blok, {kop: head.index(kop) for kop in head if kop})
    missing = [kop for kop in (*LINE, *WHOLE, *BUDGET) if kop not in sheet.columns and kop != "naam gebied"]
    with_limits = any(kop in sheet.columns for kop in LIMIT)
    missing += [kop for kop in LIMIT if with_limits and kop not in sheet.columns]
    if missing:
        words = f"De kolom {join_words([repr(kop) for kop in missing])} ontbreekt."
        where = CellPlace(blok.werkmap, blok.blad, 1)
        raise InputError([X471.at(where, wat=words, hoe="Zet die kop terug op rij 1, of verwijder het blad.")])
    rows = range(1, len(blok.rijen))
    lines = _grouped(sheet, rows, "plan", lambda row: bool(sheet.text(row, "gebied") or sheet.text(row, "interventie")))
    about = {name: found[0] for name, found in _grouped(sheet, rows, "over plan", lambda _: True).items()}
    budgets = _grouped(sheet, rows, "budget van plan", lambda row: bool(sheet.text(row, "bedrag")))
    if not lines:
        raise InputError([X473.at(CellPlace(blok.werkmap, blok.blad), blad=blok.blad)])
    limits = _grouped(sheet, rows, "grens van plan", partial(says_limit, sheet)) if with_limits else {}
    firsts = {"budget van plan": budgets, "grens van plan": limits}
    named = {kop: {name: rows[0] for name, rows in found.items()} for kop, found in firsts.items()}
    for kop, found in (("over plan", about), *named.items()):
        for name, row in found.items():
            if name not in lines:
                sheet.wrong(row, kop, f"Er is geen plan '{name}'.", did_you_mean(name, lines))
    plans = []
    for name, found_rows in lines.items():
        plan = _plan(sheet, name, found_rows, about.get(name), budgets.get(name, []), rulebook)
        years = range(plan.start_jaar, plan.start_jaar + plan.looptijd_jaren)
        plans.append(replace(plan, grenzen=tuple(read_limits(sheet, limits.get(name, []), rulebook, years))))
    if sheet.issues:
        raise InputError(sheet.issues)
    return tuple(plans)


def plan_at(blok: SheetBlock, row: int) -> str:
    """Give the name of the plan on a row (from 0); empty when there is none."""
    cells = blok.rijen[row] if 0 < row < len(blok.rijen) else ()
    return str(cells[0] if cells and cells[0] is not None else "").strip()


def _grouped(sheet: PlanCells, rows: range, kop: str, counts: Callable[[int], bool]) -> dict[str, list[int]]:
    """Give per name in a column its rows; a line without a name belongs to the plan above it."""
    found: dict[str, list[int]] = {}
    name = ""
    for row in rows:
        own = sheet.text(row, kop)
        name = own or (name if kop != "over plan" else "")
        if name and counts(row):
            found.setdefault(name, []).append(row)
        elif kop != "over plan" and counts(row):
            sheet.wrong(row, kop, "De naam van het plan ontbreekt.", "Vul de naam in die in de kolom 'plan' staat.")
    return found


def _plan(
    sheet: PlanCells, name: str, rows: list[int], about: int | None, budgets: list[int], rulebook: Rulebook
) -> Plan:
    lines = [line for row in rows if (line := _line(sheet, row, rulebook)) is not None]
    first = min((line.start_jaar for line in lines), default=int(FIRST_YEAR))
    years = rulebook.getal("waarde", "looptijd_jaren")
    nul = "" if about is None else sheet.text(about, "nulalternatief")
    if not nul:
        sheet.issues.append(X472.at(sheet.place(about or rows[0], "nulalternatief"), plan=name))
    start, length, prices = first, int(years), first
    if about is not None:
        start = sheet.year(about, "eerste jaar", first)
        length = int(sheet.number(about, "looptijd", years, 1, 60))
        prices = sheet.year(about, "prijspeil", start)
    money = tuple(_budgets(sheet, budgets, start))
    return Plan(_id(name), name, nul, start, length, prices, tuple(lines), money)


def _line(sheet: PlanCells, row: int, rulebook: Rulebook) -> PlanRegel | None:
    interventie, code = sheet.text(row, "interventie"), normalise_code(sheet.text(row, "gebied"))
    rule = rule_named(rulebook, interventie)
    if rule is None:
        sheet.wrong(row, "interventie", f"Er is geen interventie '{interventie}'.", _tip(rulebook, interventie))
    if code is None:
        sheet.wrong(row, "gebied", "Hier staat geen gebiedscode.", "Vul een code in, zoals BU03440111.")
    if not sheet.text(row, "start"):
        sheet.wrong(row, "start", "Het jaar waarin het begint, ontbreekt.", "Vul een jaar in.")
    shares = _shares(sheet, row)
    aantal = sheet.number(row, "aantal", 1.0, 1e-9)
    start = sheet.year(row, "start", FIRST_YEAR)
    jaren = int(sheet.number(row, "jaren", 1.0, 1, 60))
    hours, rate, first = (sheet.number(row, kop, 0.0, 0.0) for kop in ("eigen uren", "tarief", "opstart"))
    if rule is None or code is None:
        return None
    more = (sheet.text(row, "taakveld"), sheet.text(row, "financiering"))
    return PlanRegel(rule.id, code, aantal, start, jaren, shares, hours, rate, first, *more)


def _tip(rulebook: Rulebook, interventie: str) -> str:
    return did_you_mean(interventie, rulebook.interventies)


def _shares(sheet: PlanCells, row: int) -> dict[Partij, float]:
    """Read who pays: ``gemeente``, or ``gemeente 60%; corporatie 40%``."""
    found: dict[Partij, float] = {}
    for part in sheet.text(row, "verdeling").split(";"):
        if not part.strip():
            continue
        name, number, percent = _SHARE.match(part.strip()).groups()  # type: ignore[union-attr]
        partij = PARTIES.get(name.strip().casefold())
        if partij is None:
            sheet.wrong(row, "verdeling", f"Er is geen partij '{name.strip()}'.", did_you_mean(name, PARTIES, 0.75))
            continue
        share = 1.0 if number is None else float(number.replace(",", "."))
        found[partij] = share / 100 if percent else share
    if found and abs(sum(found.values()) - 1) > 1e-6:
        hoe = "Schrijf bijvoorbeeld: gemeente 60%; corporatie 40%."
        sheet.wrong(row, "verdeling", "De delen van de betalers zijn samen niet 100%.", hoe)
    return found


def _budgets(sheet: PlanCells, rows: list[int], start: int) -> Iterator[Budget]:
    for row in rows:
        name = sheet.text(row, "partij")
        partij = PARTIES.get(name.casefold())
        if partij is None:
            sheet.wrong(row, "partij", f"Er is geen partij '{name}'.", did_you_mean(name, PARTIES, 0.75))
            continue
        yield Budget(partij, sheet.year(row, "jaar", start), sheet.number(row, "bedrag", 0.0, 0.0))


def _id(name: str) -> str:
    """Make the short name of a plan out of its name."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50]
    return found if found[:1].isalpha() else f"plan_{found}".rstrip("_")
