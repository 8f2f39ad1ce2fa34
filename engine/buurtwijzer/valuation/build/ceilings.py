"""The check that no more changes than there is: per area and uitkomst, all lines together, in every year.

Who is reached was often chosen for the problem, and happens upon it more often than others. That holds for each of
them, not for the area: what happens in all of it stays the most that can be prevented there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from buurtwijzer.core.codes import contains
from buurtwijzer.rulebook.schema import Uitkomst
from buurtwijzer.valuation.build.baseline import baseline_count, source_title
from buurtwijzer.valuation.build.checked import TINY, Checked, Untested, untested
from buurtwijzer.valuation.build.units import a_year
from buurtwijzer.valuation.expressions import Condition, Expression, Ref, compare, total
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import Effectregel, Regel

_PEOPLE = ("inwoners", "deelnemers")


@dataclass(frozen=True, slots=True)
class _Group:
    """All effects on one uitkomst in one area, with their lines."""

    gebied: str
    uitkomst: Uitkomst
    effecten: list[tuple[Regel, Effectregel]]


def not_too_much(built: Checked) -> Iterator[Condition]:
    """Tell whether each effect, and all of them in an area together, is within what there is."""
    for regel in built.regels:
        for effect in regel.effecten:
            if effect.van_nulsituatie or _is_one_at_most(regel, effect.uitkomst):
                yield compare(Ref(f"{effect.id}_effect"), "<=", 1)
    for group in _groups(built):
        most = _most(built, group)
        if most is None:
            continue
        for year in built.years:
            before = [_before_net(regel, effect, year) for regel, effect in group.effecten]
            yield compare(total(before), "<=", most + TINY)
            yield compare(total([Ref(f"{e.id}_n_j{year}") for _, e in group.effecten]), "<=", most + TINY)


def without_baseline(built: Checked) -> Untested | None:
    """Tell of which outcomes nobody knows how often they happen in the area; a share of them is tested as a share."""
    unknown = [
        group.uitkomst.naam
        for group in _groups(built)
        if not all(effect.van_nulsituatie for _, effect in group.effecten) and _most(built, group) is None
    ]
    return untested("onbekend hoeveel er zonder het plan is van", unknown) if unknown else None


def _groups(built: Checked) -> list[_Group]:
    """Give per area and uitkomst its effects, with those in areas inside it; those of the area itself come first."""
    found: dict[tuple[str, str], list[tuple[Regel, Effectregel]]] = defaultdict(list)
    for regel in built.regels:
        for effect in regel.effecten:
            found[regel.plan.gebied, effect.uitkomst.id].append((regel, effect))
    groups = []
    for (code, id_), items in found.items():
        inside = [pair for (other, same), own in found.items() if same == id_ and contains(code, other) for pair in own]
        groups.append(_Group(code, items[0][1].uitkomst, [*items, *inside]))
    return groups


def _is_one_at_most(regel: Regel, uitkomst: Uitkomst) -> bool:
    """Tell whether one that is reached has no more than one of it a year, such as a year of a person."""
    reached = regel.interventie.bereik.eenheid
    if uitkomst.eenheid == "persoon_jaar":
        return reached in _PEOPLE
    return uitkomst.eenheid in ("huishouden_jaar", "woning_jaar") and reached != "gebieden"


def _before_net(regel: Regel, effect: Effectregel, year: int) -> Expression:
    reached = Ref(f"{regel.id}_bereikt") * Ref(f"{effect.id}_effect") * Ref(f"{regel.id}_{effect.verloop}_j{year}")
    return reached * Ref(f"{effect.id}_nul") if effect.van_nulsituatie else reached


def _most(built: Checked, group: _Group) -> Ref | None:
    """Give the input with how much there is in the area; None when nobody knows."""
    for item in built.samenloop:
        if item.uitkomst.id == group.uitkomst.id and group.gebied in item.nullen:
            return Ref(item.nullen[group.gebied])
    gebied = built.gebieden[group.gebied]
    nul = baseline_count(built.rulebook, group.uitkomst, gebied)
    if nul.waarde is None:
        return None
    regel, effect = group.effecten[0]
    return built.sheet.input(
        Invoer(
            f"{effect.id}_hele_gebied",
            f"Zonder het plan, per jaar in heel {gebied.naam}: {group.uitkomst.naam}",
            nul.waarde,
            a_year(group.uitkomst.eenheid),
            built.sheet.invoer[f"{regel.id}_aantal"].groep,
            bron=source_title(built.rulebook, nul.bron),
            status=nul.status,
            minimum=0.0,
        )
    )
