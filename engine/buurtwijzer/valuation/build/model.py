"""`build_model()`: a plan, the rules and the areas turned into inputs and formulas."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.core.places import AreaPlace
from buurtwijzer.interventions.policy import Policy
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan, PlanRegel
from buurtwijzer.rulebook.schema import Bewijs, Partij
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.afterwards import add_afterwards, add_afterwards_total
from buurtwijzer.valuation.build.assumed import add_assumed
from buurtwijzer.valuation.build.benefits import add_benefits
from buurtwijzer.valuation.build.bookkeeping import add_bookkeeping, add_nominal_totals
from buurtwijzer.valuation.build.chains import chain_order
from buurtwijzer.valuation.build.checked import Checked
from buurtwijzer.valuation.build.checks import add_checks
from buurtwijzer.valuation.build.costs import add_costs, payers_of
from buurtwijzer.valuation.build.effects import add_effects, add_reach
from buurtwijzer.valuation.build.general import add_general
from buurtwijzer.valuation.build.lines import Line
from buurtwijzer.valuation.build.overlap import add_overlap
from buurtwijzer.valuation.build.totals import add_line_totals, add_party_totals, add_totals, all_benefits
from buurtwijzer.valuation.expressions import Ref
from buurtwijzer.valuation.issue_kinds import W104
from buurtwijzer.valuation.model import Regel, Sheet, Waardemodel


@dataclass(frozen=True, slots=True)
class Built:
    """A model, and what could not be counted or rests on a national figure."""

    model: Waardemodel
    issues: tuple[Issue, ...]


def build_model(
    plan: Plan, rulebook: Rulebook, gebieden: Mapping[str, Gebied], *, controles: Collection[str] | None = None
) -> Built:
    """Turn a plan into inputs and formulas.

    Args:
        plan: A checked plan: every id and area in it exists.
        rulebook: Rules.
        gebieden: The areas of the plan by code (`areas_of`).
        controles: For a model that only has to tell the saldo and who pays: ids of the checks it has; None for all
            there is to tell.
    """
    sheet, years = Sheet(), plan.looptijd_jaren
    payers = sorted({p for r in plan.regels for p in payers_of(r, rulebook.interventies[r.interventie])}, key=_order)
    add_general(sheet, plan, rulebook, payers)
    chains = chain_order(rulebook)
    issues: list[Issue] = []
    regels = []
    for number, planned in enumerate(plan.regels, start=1):
        regel, told = _line(sheet, plan, rulebook, gebieden[planned.gebied], planned, chains, number)
        regels.append(regel)
        issues += told
    overlap = add_overlap(sheet, plan, rulebook, regels, gebieden, chains)
    samenloop, issues = overlap.samenloop, [*issues, *overlap.issues]
    gaining = {baat.baat.partij for baat in all_benefits(regels, samenloop)}
    partijen = sorted(gaining | set(payers), key=_order)
    for regel in regels:
        add_line_totals(sheet, regel, years)
    add_party_totals(sheet, regels, samenloop, partijen, years)
    add_totals(sheet, regels, samenloop, partijen, years)
    if controles is None:
        add_assumed(sheet, regels, years)
        add_nominal_totals(sheet, regels, years)
    add_afterwards_total(sheet, regels)
    checks = add_checks(Checked(sheet, plan, rulebook, regels, samenloop, partijen, gebieden), controles)
    model = Waardemodel(plan, years, sheet.invoer, sheet.cellen, tuple(regels), samenloop, tuple(partijen), checks)
    return Built(model, sort_issues(issues))


def _line(
    sheet: Sheet,
    plan: Plan,
    rulebook: Rulebook,
    gebied: Gebied,
    planned: PlanRegel,
    chains: dict[str, tuple[str, ...]],
    number: int,
) -> tuple[Regel, tuple[Issue, ...]]:
    rule, years = rulebook.interventies[planned.interventie], plan.looptijd_jaren
    line = Line(sheet, rulebook, f"r{number}", planned, rule, f"{number}. {rule.naam} in {gebied.naam}", plan.prijspeil)
    costs = add_costs(line, planned.start_jaar - plan.start_jaar + 1, years)
    add_reach(line)
    add_bookkeeping(line, plan, costs.betalers)
    add_afterwards(line, plan, costs.betalers)
    effects = add_effects(line, costs, gebied, chains, years)
    found = []
    for effect in effects.regels:
        counted = [Ref(f"{effect.id}_telt_j{year}") for year in range(1, years + 1)]
        baten = add_benefits(sheet, plan, rulebook, effect.id, effect.uitkomst, gebied.code, list(counted))
        in_words = tuple(baat for baat in effect.uitkomst.partijen if baat.prijs is None)
        found.append(replace(effect, baten=baten, niet_in_geld=in_words))
    issues = effects.issues
    if rule.bewijs.niveau in (Bewijs.E0A, Bewijs.E0B) and not line.own("korting"):
        place = AreaPlace("plan", gebied.code)
        issues = (*issues, W104.at(place, interventie=rule.naam, niveau=rule.bewijs.niveau.value))
    exempt = Policy.from_rulebook(rulebook).vrij_van_rangschikking.get(rule.id, "")
    return Regel(line.id, planned, rule, gebied.naam, costs.betalers, tuple(found), exempt), issues


def _order(partij: Partij) -> int:
    return list(Partij).index(partij)
