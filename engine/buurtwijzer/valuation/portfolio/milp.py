"""A choice problem as rows for an exact solver, and how it travels to another process. Knows no solver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from io import BytesIO
from typing import IO, Any

import numpy as np

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.valuation.portfolio.independent import exclusion_rows
from buurtwijzer.valuation.portfolio.problem import BoolArray
from buurtwijzer.valuation.portfolio.rest import Rest

_LENGTH = 8
READY = b"ready"
"""What a solver says when it has loaded."""


@dataclass(frozen=True, slots=True, eq=False)
class Milp:
    """Maximise ``value . x`` with x 0 or 1 and ``lower <= rows . x <= upper``.

    Attributes:
        value: (v,) value of a variable.
        row: (e,) row of an entry of the matrix.
        column: (e,) variable of it.
        entry: (e,) number that stands there.
        lower: (r,) least of a row.
        upper: (r,) most of a row.
        label: (r,) which rule a row belongs to; -1 for what is no rule of the user.
    """

    value: FloatArray
    row: IntArray
    column: IntArray
    entry: FloatArray
    lower: FloatArray
    upper: FloatArray
    label: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What an exact solver says.

    Attributes:
        chosen: (v,) choice; None when it has none.
        bound: No choice is worth more; minus infinity when there is no choice at all.
        done: Whether it came to its end within the time.
        clash: Labels of rules that do not go together; empty when that was not asked.
        least: Whether no rule can be left out of them.
    """

    chosen: BoolArray | None
    bound: float
    done: bool
    clash: tuple[int, ...] = ()
    least: bool = True


class Rows:
    """Collects rows of a `Milp`."""

    def __init__(self) -> None:
        self._row: list[IntArray] = []
        self._column: list[IntArray] = []
        self._entry: list[FloatArray] = []
        self._lower: list[FloatArray] = []
        self._upper: list[FloatArray] = []
        self._label: list[IntArray] = []
        self._count = 0

    def add(
        self,
        row: IntArray,
        column: IntArray,
        entry: FloatArray | float,
        upper: FloatArray,
        *,
        lower: FloatArray | float = -np.inf,
        label: IntArray | int = -1,
    ) -> None:
        """Add a block of rows.

        Args:
            row: (e,) row of an entry, from 0 in this block.
            column: (e,) variable of it.
            entry: (e,) number.
            upper: (b,) most of each row.
            lower: (b,) least of each row.
            label: (b,) label of each row.
        """
        size = len(upper)
        self._row.append(row + self._count)
        self._column.append(column)
        self._entry.append(np.broadcast_to(np.asarray(entry, dtype=np.float64), row.shape))
        self._upper.append(np.asarray(upper, dtype=np.float64))
        self._lower.append(np.broadcast_to(np.asarray(lower, dtype=np.float64), (size,)))
        self._label.append(np.broadcast_to(np.asarray(label, dtype=np.int64), (size,)))
        self._count += size

    def together(self, value: FloatArray) -> Milp:
        """Give the problem."""
        return Milp(
            value,
            np.concatenate([np.zeros(0, dtype=np.int64), *self._row]),
            np.concatenate([np.zeros(0, dtype=np.int64), *self._column]),
            np.concatenate([np.zeros(0), *self._entry]),
            np.concatenate([np.zeros(0), *self._lower]),
            np.concatenate([np.zeros(0), *self._upper]),
            np.concatenate([np.zeros(0, dtype=np.int64), *self._label]),
        )


def core_problem(rest: Rest, free: IntArray, taken: IntArray) -> Milp:
    """Give what is left to decide.

    Args:
        rest: The problem.
        free: Items still to decide; variable v is item ``free[v]``.
        taken: Items that are in.
    """
    place = np.full(rest.n * rest.m, -1, dtype=np.int64)
    place[free] = np.arange(len(free))
    area, column = np.divmod(free, rest.m)
    left = rest.limit - rest.used(taken)
    q, every = len(rest.budget), np.arange(len(free))
    rows = Rows()
    rows.add(area, every, 1.0, (rest.most - np.bincount(taken // rest.m, minlength=rest.n)).astype(np.float64))
    rows.add(rest.of[column], every, 1.0, left[q : q + len(rest.capacity)])
    for use, room in zip(rest.use, left[:q], strict=True):
        own = np.flatnonzero(use[free])
        rows.add(np.zeros(len(own), dtype=np.int64), own, use[free[own]], np.asarray([max(room, 0.0)]))
    counts = (place[rest.floor_item] >= 0) & (rest.floor_weight > 0)
    rows.add(
        rest.floor_row[counts],
        place[rest.floor_item[counts]],
        -rest.floor_weight[counts],
        left[q + len(rest.capacity) :],
    )
    for together in exclusion_rows(rest.groups):
        add_exclusion(rows, place.reshape(rest.n, rest.m), together)
    return rows.together(rest.value[free])


def add_exclusion(rows: Rows, place: IntArray, together: Sequence[int], label: int = -1) -> None:
    """Add per area that of these columns at most one is chosen, where there is more than one to choose.

    Args:
        rows: Where rows go.
        place: (n, m) variable of an item, -1 where it has none.
        together: Columns.
        label: Label of the rows.
    """
    own = place[:, list(together)]
    own = own[(own >= 0).sum(axis=1) > 1]
    row, at = np.nonzero(own >= 0)
    rows.add(row.astype(np.int64), own[row, at], 1.0, np.ones(len(own)), label=label)


def pack(milp: Milp, **settings: float) -> bytes:
    """Give a problem and settings as bytes."""
    stream = BytesIO()
    arrays: dict[str, Any] = {item.name: getattr(milp, item.name) for item in fields(Milp)}
    arrays |= {f"set_{name}": np.asarray(value) for name, value in settings.items()}
    np.savez(stream, **arrays)
    return stream.getvalue()


def unpack(data: bytes) -> tuple[Milp, dict[str, float]]:
    """Read what `pack` made."""
    with np.load(BytesIO(data), allow_pickle=False) as found:
        milp = Milp(**{item.name: found[item.name] for item in fields(Milp)})
        settings = {name.removeprefix("set_"): float(found[name]) for name in found if name.startswith("set_")}
    return milp, settings


def pack_answer(answer: Answer) -> bytes:
    """Give an answer as bytes."""
    stream = BytesIO()
    np.savez(
        stream,
        chosen=np.zeros(0, dtype=np.bool_) if answer.chosen is None else answer.chosen,
        has_chosen=np.asarray(answer.chosen is not None),
        bound=np.asarray(answer.bound),
        done=np.asarray(answer.done),
        clash=np.asarray(answer.clash, dtype=np.int64),
        least=np.asarray(answer.least),
    )
    return stream.getvalue()


def unpack_answer(data: bytes) -> Answer:
    """Read what `pack_answer` made."""
    with np.load(BytesIO(data), allow_pickle=False) as found:
        return Answer(
            np.asarray(found["chosen"]) if bool(found["has_chosen"]) else None,
            float(found["bound"]),
            bool(found["done"]),
            tuple(int(label) for label in found["clash"]),
            bool(found["least"]),
        )


def write_message(stream: IO[bytes], data: bytes) -> None:
    """Write bytes with their length before them."""
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def read_message(stream: IO[bytes]) -> bytes:
    """Read what `write_message` wrote; nothing when the other side is gone."""
    size = int.from_bytes(stream.read(_LENGTH), "big")
    return stream.read(size)
