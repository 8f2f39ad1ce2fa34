"""Checks of who pays: whether that party may, and whether it has the money in that year."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import MagBetalen, Partij, Status
from buurtwijzer.valuation.build.baseline import origin, source_title
from buurtwijzer.valuation.build.checked import TINY, Checked, Untested, untested
from buurtwijzer.valuation.build.general import PARAMETERS, add_parameter
from buurtwijzer.valuation.build.totals import CENT
from buurtwijzer.valuation.expressions import Condition, Ref, compare, total
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import Regel

_PER_CENT = 100.0
_MONTHS = 12


def may_pay(built: Checked) -> Iterator[Condition]:
    """Tell whether each party pays only what it may.

    A corporatie pays for no more than its own homes where the rule asks that.
    """
    for regel in built.regels:
        for partij in regel.betalers:
            may = _may(built, regel, partij)
            if may is not None:
                yield compare(Ref(f"{regel.id}_k_{partij.value}_cw") * (1 - may), "<=", 0)
        share, there = _own_stock(built, regel), built.there(regel)
        if Partij.CORPORATIE in regel.betalers and share is not None and there is not None:
            paid_for = Ref(f"{regel.id}_bereikt") * Ref(f"{regel.id}_deel_{Partij.CORPORATIE.value}")
            yield compare(paid_for, "<=", share * there + TINY)


def payers_without_rule(built: Checked) -> Untested | None:
    """Tell of which payers the rules do not say what they may pay."""
    others = [(r.id, p.value) for r in built.regels for p in r.betalers if not _has_rule(built.rulebook, r, p)]
    if not others:
        return None
    paid = built.sheet.cell("check_bevoegd_overig", total([Ref(f"{id_}_k_{naam}_cw") for id_, naam in others]))
    what = "het regelboek zegt niet wat deze partij mag betalen:"
    return untested(what, [naam for _, naam in others], compare(paid, ">", CENT))


def _has_rule(rulebook: Rulebook, regel: Regel, partij: Partij) -> bool:
    own = partij is Partij.CORPORATIE or _rule(regel, partij) is not None
    return own or rulebook.getal(PARAMETERS, _decides(partij)) == 1


def _decides(partij: Partij) -> str:
    return f"eigen_geld_{partij.value}"


def _rule(regel: Regel, partij: Partij) -> MagBetalen | None:
    return next((entry for entry in regel.interventie.mag_betalen if partij in entry.partijen), None)


def _may(built: Checked, regel: Regel, partij: Partij) -> Ref | None:
    """Add whether a party may pay for a line: what the intervention says of it, else whether it decides itself."""
    words, bronnen = f"Mag dit hier betalen: {partij.value} (1 = ja, 0 = nee)", built.rulebook.bronnen
    if partij is Partij.CORPORATIE:
        source = bronnen[regel.interventie.bron[0]].titel
        return built.line_input(regel, "mag_corporatie", words, _allowed(built, regel), "1 of 0", source)
    own = _rule(regel, partij)
    if own is not None:
        return built.line_input(
            regel, f"mag_{partij.value}", words, float(own.mag == "ja"), "1 of 0", bronnen[own.bron].titel,
            toelichting=own.waarom, status=own.status,
        )  # fmt: skip
    if _has_rule(built.rulebook, regel, partij):
        return add_parameter(built.sheet, built.rulebook, _decides(partij), _decides(partij))
    return None


def within_budget(built: Checked) -> Iterator[Condition]:
    """Tell whether each party stays within what it has, per year for which a budget is given."""
    for budget in built.plan.budgetten:
        year = budget.jaar - built.plan.start_jaar + 1
        item = Invoer(
            f"budget_{budget.partij.value}_{budget.jaar}",
            f"Budget van {budget.partij.value} in {budget.jaar}, in constante prijzen (die van het prijspeil)",
            budget.bedrag_eur,
            "euro",
            "Budget",
            bron="het plan",
            status=Status.VASTGESTELD,
            minimum=0.0,
        )
        room = built.sheet.input(item)
        if budget.partij in built.partijen and year in built.years:
            yield compare(Ref(f"p_{budget.partij.value}_kosten_j{year}"), "<=", room + CENT)


def without_budget(built: Checked) -> Untested | None:
    """Tell which parties pay in years for which they were given no budget."""
    plan = built.plan
    given = {(budget.partij, budget.jaar) for budget in plan.budgetten}
    calendar = range(plan.start_jaar, plan.start_jaar + plan.looptijd_jaren)
    payers = [partij for partij in built.partijen if any(partij in regel.betalers for regel in built.regels)]
    rest = {partij: [year for year in calendar if (partij, year) not in given] for partij in payers}
    flows = [Ref(f"p_{p.value}_kosten_j{y - plan.start_jaar + 1}") for p, years in rest.items() for y in years]
    if not flows:
        return None
    open_ = built.sheet.cell("check_budget_zonder", total(list(flows)))
    paid = {partij: {y for regel in built.regels for y in _years_paid(regel, partij, calendar)} for partij in payers}
    named = [f"{p.value} ({', '.join(str(y) for y in years if y in paid[p])})" for p, years in rest.items()]
    named = [text for text in named if not text.endswith("()")]
    return untested("geen budget opgegeven voor", named or ["een jaar met kosten"], compare(open_, ">", CENT))


def _years_paid(regel: Regel, partij: Partij, calendar: range) -> Iterator[int]:
    """Give the years in which the plan has a party pay for a line."""
    planned, rule = regel.plan, regel.interventie
    runs = planned.inzet_jaren if rule.kosten.ritme == "jaarlijks" else 1
    after = planned.start_jaar + rule.doorlooptijd_maanden // _MONTHS
    shares = planned.verdeling or {rule.betalers[0]: 1.0}
    beheer = rule.beheer_na_oplevering
    for year in calendar:
        upkeep = beheer is not None and beheer.wie is partij and year >= after
        if upkeep or (shares.get(partij, 0.0) > 0 and planned.start_jaar <= year < planned.start_jaar + runs):
            yield year


def _own_stock(built: Checked, regel: Regel) -> Ref | None:
    """Add the share of homes that is a corporatie's, where the rule lets it pay for its own homes only."""
    id_, gebied = built.rulebook.indicator_voor("eigen_bezit"), built.gebieden[regel.plan.gebied]
    if regel.interventie.mag_corporatie != "alleen_eigen_bezit" or id_ is None or id_ not in gebied.cijfers:
        return None
    words = f"Deel van de woningen in {gebied.naam} dat van een corporatie is ({gebied.jaren[id_]})"
    own, status = origin(built.rulebook.indicatoren[id_], gebied)
    source = source_title(built.rulebook, own)
    share = gebied.cijfers[id_] / _PER_CENT
    return built.line_input(regel, "eigen_bezit", words, share, "deel (0-1)", source, status=status)


def _allowed(built: Checked, regel: Regel) -> float:
    """Tell whether a corporatie may pay: where it owns homes, when the rule asks that; unknown is no."""
    if regel.interventie.mag_corporatie != "alleen_eigen_bezit":
        return float(regel.interventie.mag_corporatie == "ja")
    stock = built.rulebook.indicator_voor("eigen_bezit")
    return float(stock is not None and built.gebieden[regel.plan.gebied].cijfers.get(stock, 0.0) > 0)
