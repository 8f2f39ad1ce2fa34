"""Registers of areas: which code a name has within its gemeente, from files that have both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from buurtwijzer.core.codes import LAND_CODE, Niveau, gemeente_code
from buurtwijzer.data.areas.names import CUT, plain_name, without_number

_Key = tuple[str, Niveau, str]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """The areas one file knows, with their names.

    Attributes:
        bron: Name of the file.
        jaar: Year of its figures.
        codes: All its codes.
        gemeenten: Per plain name of a gemeente its codes.
        exact: Per gemeente, level and plain name the codes.
        bijna: The same for names without the number of their wijk, and for the first part of long names.
        is_landelijk: Whether it is the list of the whole country, beside the files.
    """

    bron: str
    jaar: int
    codes: frozenset[str]
    gemeenten: Mapping[str, frozenset[str]]
    exact: Mapping[_Key, frozenset[str]]
    bijna: Mapping[_Key, frozenset[str]]
    is_landelijk: bool = False

    def find(self, gemeente: str, niveau: Niveau, name: str, *, loose: bool = True) -> frozenset[str]:
        """Give the codes of the areas of a level in a gemeente that have a name.

        Args:
            gemeente: Code of the gemeente.
            niveau: Level.
            name: Name as it is written.
            loose: Whether a name may lack the number of its wijk. One that was cut short always counts.
        """
        if niveau is Niveau.LAND:
            return frozenset({LAND_CODE}) if plain_name(name) == "nederland" else frozenset()
        if niveau is Niveau.GEMEENTE:
            return self.gemeenten.get(plain_name(name), frozenset()) & {gemeente}
        found = self.exact.get((gemeente, niveau, plain_name(name)), frozenset())
        for key in () if found else _loose(name):
            if loose or key.startswith("<"):
                found = found or self.bijna.get((gemeente, niveau, key), frozenset())
        return found

    def only_gemeente(self) -> str | None:
        """Give the gemeente when there is just one."""
        found = {gemeente_code(code) for code in self.codes} - {None}
        return found.pop() if len(found) == 1 else None


def make_register(
    bron: str, jaar: int, areas: Iterable[tuple[str, str, str, Niveau]], *, is_landelijk: bool = False
) -> Register:
    """Make a register.

    Args:
        bron: Name of the file.
        jaar: Year of its figures.
        areas: Code, name, name of the gemeente and level per area.
        is_landelijk: Whether it is the list of the whole country, beside the files.
    """
    codes: set[str] = set()
    gemeenten: dict[str, set[str]] = defaultdict(set)
    exact: dict[_Key, set[str]] = defaultdict(set)
    loose: dict[_Key, set[str]] = defaultdict(set)
    for code, name, gemeente, level in areas:
        codes.add(code)
        within = gemeente_code(code)
        if within is None:
            continue
        for text in {gemeente, name if level is Niveau.GEMEENTE else ""} - {""}:
            gemeenten[plain_name(text)].add(within)
        if name and level is not Niveau.GEMEENTE:
            exact[within, level, plain_name(name)].add(code)
            for key in _loose(name):
                loose[within, level, key].add(code)
    return Register(bron, jaar, frozenset(codes), _frozen(gemeenten), _frozen(exact), _frozen(loose), is_landelijk)


def nearest_first(registers: Sequence[Register], jaar: int | None) -> list[Register]:
    """Give registers in the order in which they are asked: those of the year itself first, then the nearest."""
    return sorted(registers, key=lambda register: (abs(register.jaar - (jaar or register.jaar)), -register.jaar))


def _loose(name: str) -> list[str]:
    keys = [plain_name(without_number(name))]
    if len(name) >= CUT:
        start = name[:CUT]
        keys += ["<" + plain_name(start), "<" + plain_name(without_number(start))]
    return keys


def _frozen(found: Mapping[_T, set[str]]) -> dict[_T, frozenset[str]]:
    return {key: frozenset(codes) for key, codes in found.items()}
