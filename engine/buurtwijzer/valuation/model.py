"""`Waardemodel`: a plan as inputs and formulas, in the order to compute them, with the rows a reader wants to see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from buurtwijzer.rulebook.plan import Plan, PlanRegel
from buurtwijzer.rulebook.schema import Baat, Interventie, Partij, Uitkomst
from buurtwijzer.valuation.expressions import Condition, Expression, Ref, Together, Value, compute, count_refs, names_in
from buurtwijzer.valuation.inputs import Invoer

SOORTEN = ("kas", "capaciteit", "maatschappelijk", "overdracht")
"""Kinds of benefit; money that moves from one party to another (overdracht) is worth nothing to all together."""

NIET_OP_EURO = "sociale basis: niet op euro gerangschikt"
"""What stands where policy keeps a line from being ranked by euro."""


@dataclass(frozen=True, slots=True)
class Baatregel:
    """One party's gain or loss by one unit of an uitkomst. Cells: ``<id>_j<t>``, ``<id>_cw``.

    Attributes:
        id: Prefix of its cells, e.g. ``r1_e2_b1``.
        uitkomst: The uitkomst.
        baat: Party, kind, sign and price.
        gebied: Area code.
    """

    id: str
    uitkomst: Uitkomst
    baat: Baat
    gebied: str


@dataclass(frozen=True, slots=True)
class Effectregel:
    """One effect of a line. Cells: ``<id>_effect``, ``_n_j<t>``, ``_keten_j<t>``, ``_telt_j<t>``.

    Attributes:
        id: Prefix of its cells, e.g. ``r1_e2``.
        uitkomst: What changes.
        van_nulsituatie: Whether the effect is a share of what happens anyway.
        baten: What it is worth in euros.
        niet_in_geld: What counts in words only.
    """

    id: str
    uitkomst: Uitkomst
    van_nulsituatie: bool
    baten: tuple[Baatregel, ...]
    niet_in_geld: tuple[Baat, ...]

    @property
    def verloop(self) -> str:
        """Give the stem of the cells of its line with how it goes over the years: ``keer`` for what happens once."""
        return "keer" if self.uitkomst.telt == "eenmaal" else "blijft"


@dataclass(frozen=True, slots=True)
class Regel:
    """A line of the plan. See ``build/`` for its cells.

    Attributes:
        id: Prefix of its cells, e.g. ``r1``.
        plan: The line as planned.
        interventie: Its rule.
        gebied_naam: Name of the area.
        betalers: Paying parties.
        effecten: Its effects.
        vrij_van_rangschikking: Why policy does not have it ranked by euro; empty when it may be.
    """

    id: str
    plan: PlanRegel
    interventie: Interventie
    gebied_naam: str
    betalers: tuple[Partij, ...]
    effecten: tuple[Effectregel, ...]
    vrij_van_rangschikking: str = ""


@dataclass(frozen=True, slots=True)
class Samenloop:
    """One uitkomst over all lines in one place (areas that hold each other): what is lost where they meet people twice.

    Cells: ``<id>_som_j<t>``, ``_interactie_j<t>``, ``_keten_j<t>``, ``_af_j<t>`` (those two together), ``_telt_j<t>``
    (what counts in all) and its baten. Both are at most 0, unless effects have different signs or the lines took off
    more for a chain than all lines together must.

    Attributes:
        id: Prefix of its cells, e.g. ``s1``.
        gebied: Area code; of areas that hold each other the one that holds the others.
        uitkomst: The uitkomst.
        effecten: Ids of the effects that meet.
        nul_bekend: Whether the number without the plan is known, so that interaction can be computed.
        baten: What it takes off.
        nullen: Per area code the input with that number; empty when unknown.
        onbekend: Lines of which nobody knows how many of their people they share; empty when that is known.
        gebieden: Names of the areas, the one that holds the others first.
    """

    id: str
    gebied: str
    uitkomst: Uitkomst
    effecten: tuple[str, ...]
    nul_bekend: bool
    baten: tuple[Baatregel, ...]
    nullen: Mapping[str, str] = field(default_factory=dict)
    onbekend: tuple[str, ...] = ()
    gebieden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Controle:
    """One check of the block on top. Cell: ``<id>``, 1 in order, 0 not.

    Attributes:
        id: Name of its cell, e.g. ``check_partijen``.
        naam: What is checked, in Dutch.
        uitleg: What to do when it is red.
        meldt: Whether words in its cell tell something that is not wrong, instead of that it cannot be tested.
    """

    id: str
    naam: str
    uitleg: str
    meldt: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Waardemodel:
    """A plan, ready to compute.

    Attributes:
        plan: The plan.
        jaren: Number of years t = 1..jaren; costs fall at the start of a year, benefits at its end.
        invoer: Every input by name, in the order of Aannames.
        cellen: Every formula by name; each refers only to inputs and to cells before it.
        regels: Lines of the plan.
        samenloop: Outcomes that more than one effect reaches in one area.
        partijen: Every party that pays or gains.
        controles: The checks.
        woorden: Non-monetised effects and other things to say, in Dutch.
    """

    plan: Plan
    jaren: int
    invoer: Mapping[str, Invoer]
    cellen: dict[str, Expression]
    regels: tuple[Regel, ...]
    samenloop: tuple[Samenloop, ...]
    partijen: tuple[Partij, ...]
    controles: tuple[Controle, ...]
    woorden: tuple[str, ...] = ()

    def compute(
        self, invoer: Mapping[str, Value] | None = None, *, alleen: Iterable[str] | None = None
    ) -> dict[str, Value]:
        """Compute every cell.

        Args:
            invoer: Values in place of the inputs' own; arrays over draws broadcast.
            alleen: Compute only these cells and what they rest on; None computes all.

        Returns:
            Per name of an input or formula its number or array.

        Raises:
            KeyError: A value is given for a name that is no input.
        """
        given = invoer or {}
        for name in given:
            self.invoer[name]
        values: dict[str, Value] = {name: given.get(name, item.waarde) for name, item in self.invoer.items()}
        for name in self.cellen if alleen is None else self.needed(alleen):
            values[name] = compute(self.cellen[name], values)
        return values

    def typed(self, invoer: Mapping[str, float]) -> dict[str, float]:
        """Add to values that were typed over what goes along with them: an own amount has the price year of the plan.

        Draws and other values of a range are not typed: they are the amount of the rules, less certain.

        Args:
            invoer: Values in place of the inputs' own.
        """
        found = dict(invoer)
        for naam, item in self.invoer.items():
            goes = item.volgt
            if goes is not None and naam not in invoer:
                is_own = self._now(goes.bedrag, invoer) != goes.bedrag_regels
                value = self._now(goes.eigen, invoer) if is_own else goes.regels
                if value != item.waarde:
                    found[naam] = value
        return found

    def _now(self, naam: str, invoer: Mapping[str, float]) -> float:
        return float(invoer.get(naam, self.invoer[naam].waarde))

    def needed(self, cellen: Iterable[str]) -> tuple[str, ...]:
        """Give the formulas that some cells rest on, and those cells, in the order to compute them."""
        wanted = set(cellen)
        found = []
        for name in reversed(self.cellen):
            if name in wanted:
                found.append(name)
                wanted |= names_in(self.cellen[name])
        return tuple(reversed(found))


_MANY, _REFS = 30, 200
"""Parts of one sum in a cell, and cells they refer to; a worksheet takes 255 parts and 8,192 characters."""


class Sheet:
    """Collects inputs and formulas while a model is built; a name is given once."""

    def __init__(self) -> None:
        self.invoer: dict[str, Invoer] = {}
        self.cellen: dict[str, Expression] = {}
        self.eenmaal: list[Condition] = []
        """What must hold so that nothing counts twice; the check of it shows whether a formula was changed."""

    def input(self, item: Invoer) -> Ref:
        """Add an input, or give the one that stands there with the same name."""
        self.invoer.setdefault(item.naam, item)
        return Ref(item.naam)

    def cell(self, naam: str, formule: Expression) -> Ref:
        """Add a formula; a long sum is made in steps: ``<naam>_d1`` and on.

        Raises:
            ValueError: The name is taken.
        """
        if naam in self.cellen or naam in self.invoer:
            raise ValueError(naam)
        if isinstance(formule, Together) and len(groups := _groups(formule.delen)) > 1:
            parts = [Together(formule.functie, tuple(group)) for group in groups]
            steps = [self.cell(f"{naam}_d{number}", part) for number, part in enumerate(parts, start=1)]
            formule = Together(formule.functie, tuple(steps))
        self.cellen[naam] = formule
        return Ref(naam)

    def years(self, naam: str, formules: Sequence[Expression]) -> list[Ref]:
        """Add a formula per year: ``<naam>_j1`` and on."""
        return [self.cell(f"{naam}_j{year}", formula) for year, formula in enumerate(formules, start=1)]


def _groups(parts: Sequence[Expression]) -> list[list[Expression]]:
    """Divide the parts of a sum over cells so that each fits in one."""
    found: list[list[Expression]] = [[]]
    room = _REFS
    for part in parts:
        size = count_refs(part)
        if found[-1] and (len(found[-1]) == _MANY or size > room):
            found.append([])
            room = _REFS
        found[-1].append(part)
        room -= size
    return found
