"""Where the vertices of each rank stand: as near to their neighbours as their order and sizes allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

SWEEPS = 24
ROOM, TIGHT = 14.0, 9.0
"""Between boxes or labels, and beside a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A rank's stretch along the direction of the network."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        """Its middle."""
        return (self.start + self.end) / 2


class Sized(Protocol):
    """What is read of a vertex."""

    across: float
    box: str
    line: float
    ahead: list[int]
    behind: list[int]


def placed(vertices: Sequence[Sized], columns: list[list[int]]) -> list[float]:
    """The middle of each vertex across the ranks, the smallest edge at 0."""
    across = [0.0] * len(vertices)
    for column in columns:
        y = 0.0
        for one, at in enumerate(column):
            y = 0.0 if not one else y + _apart(vertices, column[one - 1], at)
            across[at] = y
        for at in column:
            across[at] -= y / 2
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            _settle(vertices, column, across)
    least = min((across[at] - one.across / 2 for at, one in enumerate(vertices)), default=0.0)
    return [y - least for y in across]


def _apart(vertices: Sequence[Sized], one: int, other: int) -> float:
    room = ROOM if vertices[one].across and vertices[other].across else TIGHT
    return vertices[one].across / 2 + vertices[other].across / 2 + room


def _settle(vertices: Sequence[Sized], column: list[int], across: list[float]) -> None:
    """Least squares under the order: neighbours that would overlap move as one (pool adjacent violators)."""
    wanted, weights, offset = [], [], [0.0]
    for number, at in enumerate(column):
        if number:
            offset.append(offset[-1] + _apart(vertices, column[number - 1], at))
        here, weight = _wish(vertices, at, across)
        wanted.append(here - offset[number])
        weights.append(weight)
    pools: list[tuple[float, float, int]] = []
    for here, weight in zip(wanted, weights, strict=True):
        mean, heavy, count = here, weight, 1
        while pools and pools[-1][0] > mean:
            before, weighs, many = pools.pop()
            mean = (mean * heavy + before * weighs) / (heavy + weighs)
            heavy, count = heavy + weighs, count + many
        pools.append((mean, heavy, count))
    number = 0
    for mean, _heavy, count in pools:
        for _one in range(count):
            across[column[number]] = mean + offset[number]
            number += 1


def _wish(vertices: Sequence[Sized], at: int, across: list[float]) -> tuple[float, float]:
    """Where a vertex would stand, and how much it weighs: long lines want to be straight more than boxes do."""
    me = vertices[at]
    total = weigh = 0.0
    for other in (*me.ahead, *me.behind):
        weight = (1.0 if me.box else 3.0) * (1.0 if vertices[other].box else 3.0)
        total += weight * (across[other] + vertices[other].line - me.line)
        weigh += weight
    return (total / weigh, weigh) if weigh else (across[at], 0.1)
