"""The limits that a plan puts on the choice, as arrays: exclusions, forced choices, capacity and floors per wijk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.codes import wijk_code
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Keuzegrens, Plan, PlanRegel
from buurtwijzer.rulebook.schema import Interventie
from buurtwijzer.rulebook.schema.plannen import Grenssoort
from buurtwijzer.valuation.candidates import Kandidaat, Key
from buurtwijzer.valuation.portfolio.problem import BoolArray, Budgetgrens, Vloer
from buurtwijzer.valuation.scenario_issue_kinds import W408, W411, W412

_PLACE = "portefeuille"


@dataclass(frozen=True, slots=True, eq=False)
class Plek:
    """Where the options of an intervention in an area stand.

    Attributes:
        kandidaat: The options.
        rij: Row of the area.
        kolommen: (k,) columns.
        opties: (k,) number of the option in each of them.
    """

    kandidaat: Kandidaat
    rij: int
    kolommen: IntArray
    opties: IntArray


def left_out(grenzen: Iterable[Keuzegrens]) -> tuple[str, ...]:
    """Give interventions that need not be valued: ruled out everywhere, and not asked for anywhere either."""
    everywhere = {g.interventie for g in grenzen if g.soort is Grenssoort.NIET and g.gebied is None}
    wanted = {g.interventie for g in grenzen if g.soort is Grenssoort.ZEKER}
    return tuple(sorted(id_ for id_ in everywhere - wanted if id_ is not None))


def check_places(grenzen: Iterable[Keuzegrens], found: Collection[Key], table: BuurtTable) -> None:
    """Check that limits are about areas that are there, and that what has to be chosen can be.

    Raises:
        InputError: With every limit that cannot be kept or would do nothing.
    """
    codes = set(table.code)
    wijken = codes | {wijk_code(code) for code in codes}
    wrong = []
    for grens in grenzen:
        at = grens.plaats or _PLACE
        is_floor = grens.soort is Grenssoort.ONDERGRENS
        if grens.gebied is not None and grens.gebied not in (wijken if is_floor else codes):
            wrong.append(W412.at(at, gebied=grens.gebied))
        elif grens.soort is Grenssoort.ZEKER and (grens.gebied, grens.interventie) not in found:
            wrong.append(W411.at(at, gebied=grens.gebied, interventie=grens.interventie))
    if wrong:
        raise InputError(wrong)


@dataclass(frozen=True, slots=True)
class Grenzen:
    """The limits of a plan on a choice of n areas and m interventions.

    Attributes:
        alle: The limits.
        gebieden: Codes of the areas.
        interventies: Ids of the interventions.
    """

    alle: tuple[Keuzegrens, ...]
    gebieden: Sequence[str]
    interventies: Sequence[str]

    def zeker(self) -> BoolArray:
        """Give what has to be chosen (n, m)."""
        found = self._nothing()
        for grens in self._of(Grenssoort.ZEKER):
            found[self._rows(grens), self._column(grens.interventie)] = True
        return found

    def asks_something(self) -> bool:
        """Tell whether a limit asks for choices, so that one at a loss may be needed."""
        return any(grens.soort in (Grenssoort.ZEKER, Grenssoort.ONDERGRENS) for grens in self.alle)

    def out(self) -> BoolArray:
        """Give what is ruled out (n, m)."""
        found = self._nothing()
        for grens in self._of(Grenssoort.NIET):
            if grens.interventie in self.interventies:
                found[self._rows(grens), self._column(grens.interventie)] = True
        return found

    def most_areas(self) -> FloatArray:
        """Give the most areas per intervention (m,); of two limits on the same one the least counts."""
        found = np.full(len(self.interventies), np.inf)
        for grens in self._of(Grenssoort.GEBIEDEN):
            if grens.interventie in self.interventies and grens.aantal is not None:
                column = self._column(grens.interventie)
                found[column] = min(found[column], grens.aantal)
        return found

    def pairs(self) -> list[tuple[int, int]]:
        """Give the interventions that do not go together, by number."""
        named = [(grens.interventie, grens.ander) for grens in self._of(Grenssoort.NIET_SAMEN)]
        return [(self._column(a), self._column(b)) for a, b in named if {a, b} <= set(self.interventies)]

    def floors(self, columns: int, table: BuurtTable) -> tuple[list[Vloer], list[Issue]]:
        """Give the least number of choices per wijk, and the wijken where there is nothing to choose.

        A floor for one wijk goes before the one for all; of two for the same the most counts.

        Args:
            columns: Options of all interventions together.
            table: The areas.
        """
        general, own = 0.0, dict[str, float]()
        for grens in self._of(Grenssoort.ONDERGRENS):
            least = grens.aantal or 0.0
            if grens.gebied is None:
                general = max(general, least)
            else:
                own[grens.gebied] = max(own.get(grens.gebied, 0.0), least)
        groups: dict[str, list[int]] = {}
        for row, code in enumerate(self.gebieden):
            groups.setdefault(wijk_code(code) or code, []).append(row)
        names = dict(zip(table.code, table.naam, strict=True))
        floors = []
        for wijk, rows in sorted(groups.items()):
            least = own.get(wijk, general)
            if least > 0:
                at = np.array(rows, dtype=np.int64)
                floors.append(Vloer(f"{names.get(wijk, wijk)} ({wijk})", at, np.ones((len(rows), columns)), least))
        every = {wijk_code(code) for code in table.code if code.startswith("BU")} if general > 0 else set()
        nothing = sorted(code for code in {*every, *own} if code is not None and code not in groups)
        return floors, [W408.at(_PLACE, wijk=names.get(code, code)) for code in nothing]

    def musts(self, may: BoolArray, of: IntArray) -> list[Vloer]:
        """Give per area and intervention that has to be chosen that one of its options is.

        Args:
            may: (n, m) options there are.
            of: (m,) intervention of each option.
        """
        found = []
        for row, number in np.argwhere(self.zeker()).tolist():
            code, id_ = self.gebieden[row], self.interventies[number]
            weight = (may[[row]] & (of == number)).astype(np.float64)
            at = np.array([row], dtype=np.int64)
            found.append(Vloer(f"{id_} in {code}", at, weight, 1.0, f"'{id_}' moet in {code}"))
        return found

    def capacities(
        self, basis: Plan, places: Mapping[Key, Plek], rulebook: Rulebook, columns: int
    ) -> Iterator[Budgetgrens]:
        """Give the capacities per year, with what each choice uses of them.

        Args:
            basis: The plan: its years.
            places: Where options stand.
            rulebook: Rules.
            columns: Options of all interventions together.
        """
        every = range(basis.start_jaar, basis.start_jaar + basis.looptijd_jaren)
        for grens in self._of(Grenssoort.CAPACITEIT):
            for year in every if grens.jaar is None else (grens.jaar,):
                use = np.zeros((len(self.gebieden), columns))
                for (_, id_), plek in places.items():
                    rule = rulebook.interventies[id_]
                    if _concerns(grens, rule):
                        use[plek.rij, plek.kolommen] = [
                            sum(_at_work(regel, rule, year) for regel in plek.kandidaat.regels(at))
                            for at in plek.opties.tolist()
                        ]
                unit = grens.eenheid or rulebook.interventies[str(grens.interventie)].kosten.per
                who = " ".join(part for part in (grens.partij and grens.partij.value, grens.interventie) if part)
                yield Budgetgrens(f"{who} {year} ({unit})", use, float(grens.aantal or 0.0), unit)

    def _of(self, soort: Grenssoort) -> Iterator[Keuzegrens]:
        return (grens for grens in self.alle if grens.soort is soort)

    def _nothing(self) -> BoolArray:
        return np.zeros((len(self.gebieden), len(self.interventies)), dtype=np.bool_)

    def _rows(self, grens: Keuzegrens) -> slice | list[int]:
        if grens.gebied is None:
            return slice(None)
        return [row for row, code in enumerate(self.gebieden) if code == grens.gebied]

    def _column(self, id_: str | None) -> int:
        return self.interventies.index(str(id_))


def _concerns(grens: Keuzegrens, rule: Interventie) -> bool:
    return (
        grens.interventie in (None, rule.id)
        and grens.partij in (None, rule.trekker)
        and grens.eenheid in (None, rule.kosten.per)
    )


def _at_work(regel: PlanRegel, rule: Interventie, year: int) -> float:
    """Give how much of a line is at work in a year; what is paid once takes its places in the year it starts."""
    years = regel.inzet_jaren if rule.kosten.ritme == "jaarlijks" else 1
    return regel.aantal if regel.start_jaar <= year < regel.start_jaar + years else 0.0
