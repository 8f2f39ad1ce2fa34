"""A formula, written once: numpy reads it to compute with numbers or draws, a worksheet shows it as a live formula.

What a controller sees in a cell is by construction what the engine computed: two readings of one formula differ only
where a spreadsheet program computes otherwise, and that is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Literal

import numpy as np
import numpy.typing as npt

Value = float | npt.NDArray[np.float64]
Operator = Literal["+", "-", "*", "/", "^"]
Comparison = Literal["<", "<=", "=", ">=", ">", "<>"]
Aggregate = Literal["SUM", "MIN", "MAX", "PRODUCT"]


class Expression:
    """A part of a formula; operators of Python make larger ones."""

    __slots__ = ()

    def __add__(self, other: Term) -> Expression:
        return Binary("+", self, term(other))

    def __sub__(self, other: Term) -> Expression:
        return Binary("-", self, term(other))

    def __mul__(self, other: Term) -> Expression:
        return Binary("*", self, term(other))

    def __truediv__(self, other: Term) -> Expression:
        return Binary("/", self, term(other))

    def __pow__(self, other: Term) -> Expression:
        return Binary("^", self, term(other))

    def __radd__(self, other: Term) -> Expression:
        return Binary("+", term(other), self)

    def __rsub__(self, other: Term) -> Expression:
        return Binary("-", term(other), self)

    def __rmul__(self, other: Term) -> Expression:
        return Binary("*", term(other), self)


Term = Expression | float | int


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A number of the method itself, such as the 1 in 1 - p; anything a person could argue about is an input."""

    waarde: float


@dataclass(frozen=True, slots=True)
class Ref(Expression):
    """Another cell, by name: an input or a formula."""

    naam: str


@dataclass(frozen=True, slots=True)
class Words(Expression):
    """A text that stands where no number can; NaN for who computes on."""

    tekst: str


@dataclass(frozen=True, slots=True)
class Told(Expression):
    """A text with a whole number in it, such as how many; NaN for who computes on."""

    voor: str
    getal: Expression
    na: str


@dataclass(frozen=True, slots=True)
class Binary(Expression):
    """Two terms and an operator."""

    operator: Operator
    links: Expression
    rechts: Expression


@dataclass(frozen=True, slots=True)
class Together(Expression):
    """An aggregate of at least one term."""

    functie: Aggregate
    delen: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison, or several that must all hold."""

    vergelijking: Comparison
    links: Expression
    rechts: Expression
    en: Condition | None = None


@dataclass(frozen=True, slots=True)
class If(Expression):
    """One of two, by a condition."""

    voorwaarde: Condition
    dan: Expression
    anders: Expression


def term(value: Term) -> Expression:
    """Give a number as an expression; an expression as it is."""
    return value if isinstance(value, Expression) else Number(float(value))


def total(parts: list[Expression]) -> Expression:
    """Give the sum; 0 of nothing."""
    return Together("SUM", tuple(parts)) if parts else Number(0.0)


def compare(left: Term, sign: Comparison, right: Term, *, and_: Condition | None = None) -> Condition:
    """Give a comparison."""
    return Condition(sign, term(left), term(right), and_)


def near(one: Term, other: Term, margin: float = 1e-9) -> Condition:
    """Give the condition that two are the same but for rounding; squared, so that each stands in it once."""
    return compare((term(one) - term(other)) ** 2, "<", float(f"{margin**2:.6g}"))


def within(least: Term, value: Expression, most: Term) -> Expression:
    """Give a value held between two bounds."""
    return Together("MIN", (term(most), Together("MAX", (term(least), value))))


def when(condition: Condition, then: Term, otherwise: Term) -> Expression:
    """Give one of two."""
    return If(condition, term(then), term(otherwise))


def ratio(above: Expression, below: Expression, words: str) -> Expression:
    """Give a quotient, or words where there is nothing to divide by."""
    return If(compare(below, "=", 0), Words(words), above / below)


def _divide(above: Value, below: Value) -> Value:
    if isinstance(below, float) and below == 0:
        return float("nan")
    return above / below


def _power(base: Value, exponent: Value) -> Value:
    if isinstance(base, float) and isinstance(exponent, float):
        # Python gives a complex number or raises where a worksheet says it cannot be done.
        is_number = base > 0 or (base == 0 and exponent > 0) or (base < 0 and exponent.is_integer())
        return base**exponent if is_number else float("nan")
    return base**exponent


_OPERATORS: dict[str, Callable[[Value, Value], Value]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _divide,
    "^": _power,
}
_COMPARISONS: dict[str, Callable[[Value, Value], npt.NDArray[np.bool_]]] = {
    "<": lambda a, b: np.asarray(a < b),
    "<=": lambda a, b: np.asarray(a <= b),
    "=": lambda a, b: np.asarray(a == b),
    ">=": lambda a, b: np.asarray(a >= b),
    ">": lambda a, b: np.asarray(a > b),
    "<>": lambda a, b: np.asarray(a != b),
}
_TOGETHER: dict[str, Callable[[Value, Value], Value]] = {
    "SUM": lambda a, b: a + b,
    "PRODUCT": lambda a, b: a * b,
    "MIN": np.minimum,
    "MAX": np.maximum,
}


def compute(expression: Expression, values: Mapping[str, Value]) -> Value:
    """Compute a formula.

    Args:
        expression: The formula.
        values: Per name its number, or an array over draws or areas; arrays broadcast.

    Returns:
        The number or array; NaN where the formula gives words or a worksheet an error, such as a division by zero.

    Raises:
        KeyError: A name has no value.
    """
    match expression:
        case Number(waarde):
            return waarde
        case Ref(naam):
            return values[naam]
        case Words() | Told():
            return float("nan")
        case Binary(operator, links, rechts):
            return _OPERATORS[operator](compute(links, values), compute(rechts, values))
        case Together(functie, delen):
            return reduce(_TOGETHER[functie], (compute(part, values) for part in delen))
        case If(voorwaarde, dan, anders):
            return _choose(_holds(voorwaarde, values), dan, anders, values)
        case _:
            raise TypeError(expression)


def _holds(condition: Condition, values: Mapping[str, Value]) -> npt.NDArray[np.bool_]:
    left, right = compute(condition.links, values), compute(condition.rechts, values)
    found = _COMPARISONS[condition.vergelijking](left, right)
    return found if condition.en is None else found & _holds(condition.en, values)


def _choose(holds: npt.NDArray[np.bool_], then: Expression, other: Expression, values: Mapping[str, Value]) -> Value:
    if holds.ndim == 0:
        return compute(then if holds else other, values)
    # Both sides are computed; what the other side would divide by zero is not chosen.
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(holds, compute(then, values), compute(other, values))


def names_in(expression: Expression | Condition | None) -> frozenset[str]:
    """Give the names a formula refers to."""
    match expression:
        case Ref(naam):
            return frozenset({naam})
        case Told(_, getal, _):
            return names_in(getal)
        case Binary(_, links, rechts):
            return names_in(links) | names_in(rechts)
        case Together(_, delen):
            return frozenset().union(*(names_in(part) for part in delen))
        case Condition(_, links, rechts, en):
            return names_in(links) | names_in(rechts) | names_in(en)
        case If(voorwaarde, dan, anders):
            return names_in(voorwaarde) | names_in(dan) | names_in(anders)
        case _:
            return frozenset()


def count_refs(expression: Expression | Condition | None) -> int:
    """Count how often a formula refers to a cell, which tells how long it is."""
    match expression:
        case Ref():
            return 1
        case Told(_, getal, _):
            return count_refs(getal)
        case Binary(_, links, rechts):
            return count_refs(links) + count_refs(rechts)
        case Together(_, delen):
            return sum(count_refs(part) for part in delen)
        case Condition(_, links, rechts, en):
            return count_refs(links) + count_refs(rechts) + count_refs(en)
        case If(voorwaarde, dan, anders):
            return count_refs(voorwaarde) + count_refs(dan) + count_refs(anders)
        case _:
            return 0


def excel(expression: Expression, address: Callable[[str], str], span: Callable[[tuple[str, ...]], str]) -> str:
    """Give a formula as Excel writes it in a file: English names, commas, no equals sign in front.

    Args:
        expression: The formula.
        address: Gives the address or defined name of a cell.
        span: Gives the arguments of an aggregate over cells by name: ranges where they lie together.
    """
    match expression:
        case Number(waarde):
            text = repr(waarde).removesuffix(".0").upper()
            return text if waarde >= 0 else f"({text})"
        case Ref(naam):
            return address(naam)
        case Words(tekst):
            return _literal(tekst)
        case Told(voor, getal, na):
            return f"{_literal(voor)}&TEXT({excel(getal, address, span)},{_literal('0')})&{_literal(na)}"
        case Binary(operator, links, rechts):
            return _binary(operator, links, rechts, address, span)
        case Together(functie, delen):
            return f"{functie}({_arguments(delen, address, span)})"
        case If(voorwaarde, dan, anders):
            parts = (_condition(voorwaarde, address, span), excel(dan, address, span), excel(anders, address, span))
            return f"IF({','.join(parts)})"
        case _:
            raise TypeError(expression)


def _literal(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


_RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}


def _binary(
    operator: Operator,
    left: Expression,
    right: Expression,
    address: Callable[[str], str],
    span: Callable[[tuple[str, ...]], str],
) -> str:
    one, other = excel(left, address, span), excel(right, address, span)
    if isinstance(left, Binary) and _RANK[left.operator] < _RANK[operator]:
        one = f"({one})"
    # a - (b - c), a / (b / c), a ^ (b ^ c): brackets, also where they are not needed
    if isinstance(right, Binary) and _RANK[right.operator] <= _RANK[operator]:
        other = f"({other})"
    if isinstance(left, Binary) and operator == left.operator == "^":
        one = f"({one})"
    return f"{one}{operator}{other}"


def _arguments(
    parts: tuple[Expression, ...], address: Callable[[str], str], span: Callable[[tuple[str, ...]], str]
) -> str:
    if all(isinstance(part, Ref) for part in parts):
        return span(tuple(part.naam for part in parts if isinstance(part, Ref)))
    return ",".join(excel(part, address, span) for part in parts)


def _condition(condition: Condition, address: Callable[[str], str], span: Callable[[tuple[str, ...]], str]) -> str:
    left, right = excel(condition.links, address, span), excel(condition.rechts, address, span)
    own = f"{left}{condition.vergelijking}{right}"
    return own if condition.en is None else f"AND({own},{_condition(condition.en, address, span)})"
