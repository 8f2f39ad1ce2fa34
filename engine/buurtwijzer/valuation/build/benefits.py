"""What a change is worth, per party and kind: counted change x quantity x price at the level of the plan."""

from __future__ import annotations

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.rulebook.schema import Baat, Prijs, Uitkomst
from buurtwijzer.valuation.build.costs import present_value
from buurtwijzer.valuation.build.general import PRIJZEN, add_price
from buurtwijzer.valuation.build.units import per
from buurtwijzer.valuation.expressions import Expression, Number
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import Baatregel, Sheet


def add_benefits(
    sheet: Sheet, plan: Plan, rulebook: Rulebook, id_: str, uitkomst: Uitkomst, gebied: str, changed: list[Expression]
) -> tuple[Baatregel, ...]:
    """Add what a change is worth in euros: cells ``<id>_b<k>_j<t>`` and ``<id>_b<k>_cw``.

    Args:
        sheet: Where cells go.
        plan: For its own prices.
        rulebook: For the price list.
        id_: Prefix.
        uitkomst: What changes; entries without a price count in words only.
        gebied: Area code.
        changed: Per year how much of it.
    """
    found = []
    for number, baat in enumerate(uitkomst.partijen, start=1):
        if baat.prijs is None:
            continue
        price = _unit_value(sheet, plan, rulebook, uitkomst, number, baat)
        rule = Baatregel(f"{id_}_b{number}", uitkomst, baat, gebied)
        flows = sheet.years(rule.id, [amount * price for amount in changed])
        sheet.cell(f"{rule.id}_cw", present_value(flows, at_start=False))
        found.append(rule)
    return tuple(found)


def _unit_value(
    sheet: Sheet, plan: Plan, rulebook: Rulebook, uitkomst: Uitkomst, number: int, baat: Baat
) -> Expression:
    price: Expression = add_price(sheet, plan, rulebook, baat.prijs or "")
    if baat.hoeveelheid is not None:
        price = price * sheet.input(_quantity(rulebook, uitkomst, number, baat))
    return price if baat.teken == "plus" else Number(-1.0) * price


def _quantity(rulebook: Rulebook, uitkomst: Uitkomst, number: int, baat: Baat) -> Invoer:
    amount = baat.hoeveelheid
    assert amount is not None  # noqa: S101 - the caller asked
    price = rulebook.prijzen[baat.prijs or ""]
    is_sure = amount.min == amount.max
    return Invoer(
        f"hoeveel_{uitkomst.id}_{number}",
        _asked(price, uitkomst),
        amount.modus,
        f"{price.per if price.per in ('uur', 'euro') else 'keer'} per {per(uitkomst.eenheid)}",
        PRIJZEN,
        None if is_sure else amount.min,
        None if is_sure else amount.max,
        bron=rulebook.bronnen[amount.bron].titel,
        bron_id=amount.bron,
        toelichting=amount.toelichting,
        status=amount.status,
        partij=baat.partij,
        minimum=0.0,
    )


def _asked(price: Prijs, uitkomst: Uitkomst) -> str:
    """Give in words how much of what is priced goes with one of what changes."""
    each = f"per {per(uitkomst.eenheid)}"
    if price.per == "euro":
        return f"{uitkomst.naam}: hoeveel euro {each}"
    return f"{uitkomst.naam}: hoe vaak '{price.naam}' {each}"
