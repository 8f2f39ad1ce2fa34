"""What lines take from each other when they meet the same people in one area: interaction and chains over lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import AreaPlace
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan
from buurtwijzer.rulebook.schema import Uitkomst
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.baseline import baseline_count
from buurtwijzer.valuation.build.benefits import add_benefits
from buurtwijzer.valuation.build.chains import chain_off
from buurtwijzer.valuation.build.units import a_year
from buurtwijzer.valuation.expressions import Expression, Number, Ref, Together, compare, near, total, when
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.issue_kinds import W103
from buurtwijzer.valuation.model import Effectregel, Regel, Samenloop, Sheet

SAMENLOOP = "Samenloop"
_NIL = Number(0.0)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where lines meet, and what of it could not be computed."""

    samenloop: tuple[Samenloop, ...]
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class _Area:
    """An area while its overlap is built.

    Attributes:
        gebied: The area.
        effects: Per uitkomst its effects over all lines.
        counted: Per uitkomst and year how much of it counts in all.
    """

    gebied: Gebied
    effects: Mapping[str, list[Effectregel]]
    counted: dict[str, list[Expression]]


def add_overlap(
    sheet: Sheet,
    plan: Plan,
    rulebook: Rulebook,
    regels: Sequence[Regel],
    gebieden: Mapping[str, Gebied],
    chains: Mapping[str, tuple[str, ...]],
) -> Overlap:
    """Add overlap per area and uitkomst where more than one line is concerned.

    Per year, with n the changes before chains and B what happens without the plan: together
    ``C = B (1 - prod(max(0, 1 - n_i / B)))``, the sum of n where B is unknown; interaction ``C - sum(n_i)``; of C a
    chain takes what `chain_off` says, with what counts in all of outcomes that go first, less what lines took off
    themselves.
    """
    found: list[Samenloop] = []
    issues: list[Issue] = []
    for code, effects in _by_area(regels).items():
        area = _Area(gebieden[code], effects, {})
        for id_ in sorted(effects, key=lambda id_: (rulebook.uitkomsten[id_].keten_rang, id_)):
            first = [other for other in chains.get(id_, ()) if other in effects]
            if len({effect.id.partition("_")[0] for other in (id_, *first) for effect in effects[other]}) < 2:
                area.counted[id_] = _counted_by_lines(effects[id_], plan.looptijd_jaren)
                continue
            item = _one(sheet, plan, rulebook, area, rulebook.uitkomsten[id_], first, f"s{len(found) + 1}")
            found.append(item)
            if len(item.effecten) > 1 and not item.nul_bekend:
                place = AreaPlace("plan", code)
                issues.append(W103.at(place, uitkomst=item.uitkomst.naam, gebied=area.gebied.naam))
    return Overlap(tuple(found), tuple(issues))


def _by_area(regels: Sequence[Regel]) -> dict[str, dict[str, list[Effectregel]]]:
    found: dict[str, dict[str, list[Effectregel]]] = defaultdict(lambda: defaultdict(list))
    for regel in regels:
        for effect in regel.effecten:
            found[regel.plan.gebied][effect.uitkomst.id].append(effect)
    return found


def _counted_by_lines(effects: Sequence[Effectregel], years: int) -> list[Expression]:
    return [total([Ref(f"{effect.id}_telt_j{year}") for effect in effects]) for year in range(1, years + 1)]


def _one(
    sheet: Sheet, plan: Plan, rulebook: Rulebook, area: _Area, uitkomst: Uitkomst, first: Sequence[str], name: str
) -> Samenloop:
    effects = area.effects[uitkomst.id]
    base = _base(sheet, rulebook, name, uitkomst, area.gebied) if len(effects) > 1 else None
    changed, counted = [], []
    for year in range(1, plan.looptijd_jaren + 1):
        own = [Ref(f"{effect.id}_n_j{year}") for effect in effects]
        som = sheet.cell(f"{name}_som_j{year}", total(list(own)))
        interactie = sheet.cell(f"{name}_interactie_j{year}", interaction(base, own, som))
        before = [area.counted[other][year - 1] for other in first]
        taken = total([Ref(f"{effect.id}_keten_j{year}") for effect in effects])
        goes = chain_off(som + interactie, before)
        keten = sheet.cell(f"{name}_keten_j{year}", taken - goes)
        off = sheet.cell(f"{name}_af_j{year}", interactie + keten)
        changed.append(off)
        counted.append(sheet.cell(f"{name}_telt_j{year}", som + off - taken))
        together = total(list(own)) + interaction(base, own, total(list(own)))
        sheet.eenmaal.append(near(counted[-1], together - goes))
    area.counted[uitkomst.id] = list(counted)
    baten = add_benefits(sheet, plan, rulebook, name, uitkomst, area.gebied.code, list(changed))
    ids = tuple(effect.id for effect in effects)
    return Samenloop(name, area.gebied.code, uitkomst, ids, base is not None, baten)


def interaction(base: Ref | None, own: Sequence[Ref], som: Expression) -> Expression:
    """Give what is lost because the same cannot be prevented twice; nothing where it is unknown how much there is."""
    if base is None:
        return _NIL
    left = [Together("MAX", (_NIL, 1 - n / base)) for n in own]
    return when(compare(base, ">", 0), base * (1 - Together("PRODUCT", tuple(left))) - som, 0)


def _base(sheet: Sheet, rulebook: Rulebook, name: str, uitkomst: Uitkomst, gebied: Gebied) -> Ref | None:
    nul = baseline_count(rulebook, uitkomst, gebied)
    if nul.waarde is None:
        return None
    return sheet.input(
        Invoer(
            f"{name}_nul",
            f"Zonder het plan, per jaar in {gebied.naam}: {uitkomst.naam}",
            nul.waarde,
            a_year(uitkomst.eenheid),
            SAMENLOOP,
            bron=rulebook.bronnen[nul.bron].titel,
            status=nul.status,
            minimum=0.0,
        )
    )
