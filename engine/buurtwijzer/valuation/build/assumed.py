"""How much of the euros rests on assumptions: live, since an own value turns an assumption into a fact of one's own.

A benefit is a fact only when all it rests on is: price, index, quantity, effect, net factors, reach and duration. The
shares per kind overlap: one euro may rest on several assumptions, so they do not add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from buurtwijzer.rulebook.schema import Status
from buurtwijzer.valuation.expressions import Expression, Number, Ref, Together, compare, names_in, ratio, total, when
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import Baatregel, Regel, Sheet

OPEN = "open_"
"""Begin of the name of the cell that is 1 while an input is an assumption, else 0."""
_OF_BENEFIT = ("prijs", "index", "hoeveelheid")
OF_EFFECT = ("effect", "netto", "bereik", "duur")
SOORTEN_AANNAME = (*_OF_BENEFIT, *OF_EFFECT)
_BEGINS = {"prijs_": "prijs", "index_": "index", "hoeveel_": "hoeveelheid", "korting_": "netto"}
_ENDS = {
    "_effect": "effect",
    "_nul": "effect",
    "_anders_ook": "netto",
    "_toerekening": "netto",
    "_verplaatsing": "netto",
    "_lekkage": "netto",
    "_korting": "netto",
    "_bereik": "bereik",
    "_deelname": "bereik",
}
_LABELS = ("prijsjaar", "prijspeil", "grondslag")
"""A year, or how firm it is, belongs to its price; it is no assumption of its own."""


def add_assumed(sheet: Sheet, regels: Sequence[Regel], years: int) -> None:
    """Add the share of the costs, and of the benefits per kind of input, that rests on an assumption."""
    costs: list[tuple[Expression, Expression]] = [
        (cost := Ref(f"{regel.id}_kosten_cw"), cost * _any([f"{regel.id}_bedrag"], sheet)) for regel in regels
    ]
    _share(sheet, "kosten", costs)
    found = _Inputs(sheet)
    per_kind: dict[str, list[tuple[Expression, Expression]]] = {kind: [] for kind in SOORTEN_AANNAME}
    whole: list[tuple[Expression, Expression]] = []
    for regel in regels:
        own: list[tuple[Expression, Expression]] = []
        for effect in regel.effecten:
            names = found.of(f"{effect.id}_telt_j{years}")
            shared = {
                kind: sheet.cell(f"{effect.id}_{OPEN}{kind}", _any(_of_kind(names, kind), sheet)) for kind in OF_EFFECT
            }
            for baat in effect.baten:
                rest = found.of(f"{baat.id}_j{years}")
                flags: dict[str, Expression] = {k: _any(_of_kind(rest, k), sheet) for k in _OF_BENEFIT} | shared
                size, part = _judged(sheet, baat, flags)
                own.append((size, part))
                for kind in SOORTEN_AANNAME:
                    per_kind[kind].append((size, flags[kind]))
        sheet.cell(f"{regel.id}_aanname_baten", ratio(_all(own, 1), _all(own, 0), "geen baten"))
        whole += own
    _share(sheet, "baten", whole)
    for kind, parts in per_kind.items():
        open_ = sheet.cell(f"t_aannamebedragen_{kind}", _open_part(parts))
        sheet.cell(f"t_aanname_baten_{kind}", ratio(open_, Ref("t_bedragen_baten"), "geen baten"))
    both = sheet.cell("t_bedragen", Ref("t_bedragen_kosten") + Ref("t_bedragen_baten"))
    open_ = sheet.cell("t_aannamebedragen", Ref("t_aannamebedragen_kosten") + Ref("t_aannamebedragen_baten"))
    sheet.cell("t_aanname", ratio(open_, both, "geen bedragen"))


def _judged(sheet: Sheet, baat: Baatregel, flags: Mapping[str, Expression]) -> tuple[Ref, Ref]:
    """Add how large a benefit is without its sign, whether it rests on an assumption, and how much of it then does."""
    amount = Ref(f"{baat.id}_cw")
    size = sheet.cell(f"{baat.id}_omvang", Together("MAX", (amount, 0 - amount)))
    open_ = sheet.cell(f"{baat.id}_open", Together("MAX", tuple(flags.values())))
    return size, sheet.cell(f"{baat.id}_aannamebedrag", size * open_)


def kind_of_input(naam: str) -> str:
    """Give the kind of assumption an input is; empty for a year, which belongs to its price."""
    if any(word in naam for word in _LABELS):
        return ""
    found = [kind for begin, kind in _BEGINS.items() if naam.startswith(begin)]
    found += [kind for end, kind in _ENDS.items() if naam.endswith(end)]
    return found[0] if found else "duur"


def in_rules(item: Invoer) -> float | None:
    """Give the value of the rules for an input; None when the rules have none."""
    return item.waarde if item.overschrijving is None else item.overschrijving.was


class _Inputs:
    """Finds the inputs that formulas rest on, each formula once."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._known: dict[str, frozenset[str]] = {}

    def of(self, naam: str) -> frozenset[str]:
        """Give the names of the inputs under a cell."""
        if naam in self._sheet.invoer:
            return frozenset({naam})
        if naam not in self._known:
            below = (self.of(other) for other in names_in(self._sheet.cellen[naam]))
            self._known[naam] = frozenset().union(*below)
        return self._known[naam]


def _of_kind(names: Iterable[str], kind: str) -> list[str]:
    return sorted(naam for naam in names if kind_of_input(naam) == kind)


def _any(names: Iterable[str], sheet: Sheet) -> Expression:
    """Give 1 while at least one of these inputs is an assumption, else 0."""
    found = list(_opened(names, sheet))
    if len(found) == 1:
        return found[0]
    return Together("MAX", tuple(found)) if found else Number(0.0)


def _opened(names: Iterable[str], sheet: Sheet) -> Iterator[Ref]:
    for naam in names:
        item = sheet.invoer[naam]
        rules = in_rules(item)
        if item.status is Status.VASTGESTELD or rules is None:
            continue
        cell = f"{OPEN}{naam}"
        yield Ref(cell) if cell in sheet.cellen else sheet.cell(cell, when(compare(Ref(naam), "=", rules), 1, 0))


def _share(sheet: Sheet, naam: str, parts: Sequence[tuple[Expression, Expression]]) -> None:
    """Add amounts, the part of them on an assumption, and their share."""
    whole = sheet.cell(f"t_bedragen_{naam}", _all(parts, 0))
    open_ = sheet.cell(f"t_aannamebedragen_{naam}", _all(parts, 1))
    sheet.cell(f"t_aanname_{naam}", ratio(open_, whole, f"geen {naam}"))


def _all(parts: Sequence[tuple[Expression, Expression]], place: int) -> Expression:
    return total([pair[place] for pair in parts])


def _open_part(parts: Sequence[tuple[Expression, Expression]]) -> Expression:
    return total([part * open_ for part, open_ in parts if open_ != Number(0.0)])
