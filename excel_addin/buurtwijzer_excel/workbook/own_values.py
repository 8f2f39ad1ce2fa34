"""What a user typed in the yellow cells of ``Aannames``, as own values for the next calculation; none is lost."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.reporting.rekenbladen.aannames_kolommen import (
    DATUM,
    FUNCTIE,
    HOOG,
    ID,
    LAAG,
    REDEN,
    REGELS,
    WAARDE,
    WAT,
)
from buurtwijzer.reporting.rekenbladen.invoergrenzen import is_whole, said_limit
from buurtwijzer.valuation.build.costs import GRADE_OF_OWN
from buurtwijzer.valuation.build.general import PRICE_LEVEL
from buurtwijzer.valuation.build.old_prices import price_of
from buurtwijzer.valuation.inputs import Invoer, Overschrijving
from buurtwijzer.valuation.model import Waardemodel
from buurtwijzer_excel.workbook.value_issue_kinds import X474, X475, X478

TYPED = (WAARDE, FUNCTIE, DATUM, REDEN)
"""Columns in which the user may type."""
ROWS_ABOVE = 3
"""Rows above the first input: title, explanation and headers."""
_LINE = re.compile(r"\d+\. ")
_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_GRADE = "_grondslag"
_PLAN, _OWN = "het plan", "eigen administratie"
Key = tuple[str, int, str]
"""Group without its number, which of the groups that are called so, and the name of the input without its line."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A row of the sheet that holds something of the user.

    Attributes:
        sleutel: Which input it is of.
        groep: Heading it stands under.
        wat: What the input is.
        waarde: What stands in the cell for the value.
        regels: The value it replaces, as it was then.
        waarom: Function, date and reason as they stand there.
        place: The cell with the value.
        marge: How low and high it may be, as it stands there.
    """

    sleutel: Key
    groep: str
    wat: str
    waarde: object
    regels: object
    waarom: tuple[object, object, object]
    place: CellPlace
    marge: tuple[object, object] = ("", "")


def typed_values(blok: SheetBlock) -> tuple[Typed, ...]:
    """Give the rows on the sheet where the value is not that of the rules, or a reason for another one is given.

    What goes along with an own amount is not typed: its cell holds a formula.
    """
    found, groep, seen = [], "", Counter[str]()
    known = _known(blok)
    for number, row in enumerate(blok.rijen[ROWS_ABOVE:], start=ROWS_ABOVE):
        cells = [*row, *("",) * (ID + 1 - len(row))]
        naam = str(cells[ID] or "")
        if not naam:
            groep = str(cells[WAT] or "")
            seen[_bare(groep)] += 1
            continue
        why = (cells[FUNCTIE], cells[DATUM], cells[REDEN])
        amount = _amount_of(naam, known)
        is_formula = (number + 1, WAARDE + 1) in blok.formules
        has_formula = is_formula or not blok.formules
        if all(map(_is_empty, why)) and (_is_empty(cells[WAARDE]) or _follows(naam, amount, known)):
            continue
        # Over the formula of what goes along with an own amount the number of the rules is an own one too.
        is_over = amount is not None and not has_formula
        if is_over or cells[WAARDE] != cells[REGELS] or not all(map(_is_empty, why)):
            place = CellPlace(blok.werkmap, blok.blad, number + 1, WAARDE + 1)
            key = _key(groep, seen[_bare(groep)], naam)
            range_ = (cells[LAAG], cells[HOOG])
            found.append(Typed(key, groep, str(cells[WAT]), cells[WAARDE], cells[REGELS], why, place, range_))
    return tuple(found)


def of_all_plans(model: Waardemodel, typed: Sequence[Typed]) -> tuple[Typed, ...]:
    """Keep what holds for another plan too: prices and rates that it uses, not choices of a plan or its lines."""
    names = _names(model)
    used = [row for row in typed if not _LINE.match(row.groep) and row.sleutel in names]
    return tuple(row for row in used if model.invoer[names[row.sleutel]].bron != _PLAN)


def with_typed(model: Waardemodel, typed: Sequence[Typed]) -> Waardemodel:
    """Put what the user typed in the inputs of a model.

    Raises:
        InputError: A value cannot be, lacks a reason, or has no input any longer; all at once.
    """
    issues: list[Issue] = []
    names = _names(model)
    changed: dict[str, Invoer] = {}
    for row in typed:
        item = model.invoer.get(names.get(row.sleutel, ""))
        if item is None or (item.bron == _PLAN and row.regels != item.waarde):
            issues.append(X475.at(row.place, groep=row.groep, wat=row.wat))
            continue
        wrong = [*_mistakes(row, item)]
        issues += wrong
        if not wrong:
            changed[item.naam] = _overwritten(row, item)
    if issues:
        raise InputError(issues)
    own = replace(model, invoer={naam: changed.get(naam, item) for naam, item in model.invoer.items()})
    return _with_followers(own, changed)


def _with_followers(model: Waardemodel, typed: Mapping[str, Invoer]) -> Waardemodel:
    """Let go along with typed amounts what does: the year of a price, how firm a cost is."""
    found = dict(model.invoer)
    for naam, value in model.typed({naam: typed[naam].waarde for naam in typed}).items():
        item, goes = found[naam], found[naam].volgt
        if naam in typed or goes is None:
            continue
        why = found[goes.bedrag].overschrijving
        over = None if why is None else replace(why, was=goes.regels, bron=_source(item))
        found[naam] = replace(item, waarde=value, bron=_OWN if over else item.bron, overschrijving=over)
        if goes.eigen == PRICE_LEVEL:
            found[goes.bedrag] = replace(found[goes.bedrag], prijspeil=int(value))
    return replace(model, invoer=found)


def _source(item: Invoer) -> str:
    return item.bron if item.overschrijving is None else item.overschrijving.bron


def _known(blok: SheetBlock) -> Mapping[str, tuple[object, object]]:
    """Give per name of an input what stands on the sheet: its value and that of the rules."""
    rows = [row for row in blok.rijen[ROWS_ABOVE:] if len(row) > ID and row[ID]]
    return {str(row[ID]): (row[WAARDE], row[REGELS]) for row in rows}


def _amount_of(naam: str, known: Mapping[str, tuple[object, object]]) -> str | None:
    """Give the own amount that an input goes along with; None for another input, or an amount of the rules."""
    if naam.endswith(_GRADE):
        amount = f"{naam.removesuffix(_GRADE)}_bedrag"
    elif naam.startswith("prijsjaar_") or naam.endswith("_prijsjaar"):
        amount = price_of(naam)
    else:
        return None
    value, rules = known.get(amount, (None, None))
    return amount if value != rules and not amount.endswith("_tarief") else None


def _follows(naam: str, amount: str | None, known: Mapping[str, tuple[object, object]]) -> bool:
    """Tell whether an input is what it is because of the own amount it belongs to."""
    own = known.get(GRADE_OF_OWN if naam.endswith(_GRADE) else PRICE_LEVEL)
    return amount is not None and own is not None and known[naam][0] == own[0]


def _overwritten(row: Typed, item: Invoer) -> Invoer:
    functie, _, reden = (str(part).strip() for part in row.waarom)
    was = item.waarde if item.overschrijving is None else item.overschrijving.was
    day = _day(row.waarom[1])
    assert isinstance(row.waarde, float) and day is not None  # noqa: S101, PT018 - the mistakes were looked for
    return replace(
        item,
        waarde=row.waarde,
        laag=_margin(row, item)[0],
        hoog=_margin(row, item)[1],
        bron=item.bron if item.bron == _PLAN else _OWN,
        overschrijving=Overschrijving(functie, day, reden, was, _source(item)),
        volgt=None,
    )


def _margin(row: Typed, item: Invoer) -> tuple[float | None, float | None]:
    """Give the range beside an own value; none when it is that of the rules, or does not hold the value."""
    low, high = row.marge
    if not isinstance(low, float) or not isinstance(high, float) or (low, high) == (item.laag, item.hoog):
        return None, None
    return (low, high) if low <= row.waarde <= high and low < high else (None, None)  # type: ignore[operator]


def _mistakes(row: Typed, item: Invoer) -> Iterator[Issue]:
    low = -math.inf if item.minimum is None else item.minimum
    high = math.inf if item.maximum is None else item.maximum
    value = row.waarde
    is_number = isinstance(value, float) and low <= value <= high
    if not is_number or (is_whole(item) and not float(str(value)).is_integer()):
        yield X478.at(row.place, wat=row.wat, eis=_wanted(item))
    functie, datum, reden = row.waarom
    lacks = [
        word
        for word, is_there in (
            ("de functie", not _is_empty(functie)),
            ("een datum", _day(datum) is not None),
            ("de reden", not _is_empty(reden)),
        )
        if not is_there
    ]
    if lacks:
        yield X474.at(row.place, wat=row.wat, wat_niet=join_words(lacks))


def _wanted(item: Invoer) -> str:
    kind = "een heel getal" if is_whole(item) else "een getal"
    limits = []
    if item.minimum is not None:
        limits.append(f"van minstens {said_limit(item.minimum, item)}")
    if item.maximum is not None:
        limits.append(f"van hoogstens {said_limit(item.maximum, item)}")
    return " ".join((kind, join_words(limits))).strip()


def _names(model: Waardemodel) -> Mapping[Key, str]:
    """Give per input how the sheet knows it, whatever number its line has now."""
    number: dict[str, int] = {}
    seen = Counter[str]()
    for item in model.invoer.values():
        if item.groep not in number:
            seen[_bare(item.groep)] += 1
            number[item.groep] = seen[_bare(item.groep)]
    return {_key(item.groep, number[item.groep], naam): naam for naam, item in model.invoer.items()}


def _key(groep: str, number: int, naam: str) -> Key:
    is_line = _LINE.match(groep) is not None
    return _bare(groep), number, naam.partition("_")[2] if is_line else naam


def _bare(groep: str) -> str:
    return _LINE.sub("", groep, count=1)


def _is_empty(cell: object) -> bool:
    return cell is None or not str(cell).strip()


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DAY.fullmatch(str(cell).strip())
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
