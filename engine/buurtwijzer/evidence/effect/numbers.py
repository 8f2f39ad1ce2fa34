"""The numbers of ``parameters/effect`` that every step reads."""

from __future__ import annotations

from dataclasses import dataclass, fields

from buurtwijzer.rulebook.model import Rulebook

_TABLE_ROWS = 6


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of ``parameters/effect`` under their own name; a fraction is 0-1."""

    zekerheid_frac: float
    kracht_frac: float
    jaren_voor_n: int
    jaren_voor_minimaal_n: int
    jaren_na_minimaal_n: int
    aantal_vooraf_n: int
    vergelijkbaar_n: int
    vergelijkbaar_minimaal_n: int
    kandidaten_minimaal_n: int
    uitkomst_frac: float
    gebieden_per_term_n: int
    placebo_n: int
    placebo_buren_n: int
    gemeenten_minimaal_n: int
    twijfel_p_frac: float
    zaad: int

    @classmethod
    def of(cls, rulebook: Rulebook) -> Numbers:
        """Read them."""
        found = {item.name: rulebook.getal("effect", item.name) for item in fields(cls)}
        return cls(**{name: value if name.endswith("_frac") else round(value) for name, value in found.items()})  # type: ignore[arg-type]

    def used(self) -> tuple[tuple[str, float], ...]:
        """Give name and value of every number."""
        return tuple((item.name, float(getattr(self, item.name))) for item in fields(self))


def table_sizes(rulebook: Rulebook) -> tuple[int, ...]:
    """Give for how many areas the smallest visible effect is told."""
    return tuple(round(rulebook.getal("effect", f"tabel_{row}_n")) for row in range(1, _TABLE_ROWS + 1))
