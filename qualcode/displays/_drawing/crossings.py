"""The order of the vertices on each rank that makes few lines cross: medians, then exchanges of neighbours."""

from __future__ import annotations

import itertools
from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import Protocol

SWEEPS = 12
EXCHANGE_MOST = 250
"""Vertices up to which neighbours are exchanged one by one; beyond, medians alone decide."""


class Ranked(Protocol):
    """What is read of a vertex."""

    rank: int
    ahead: list[int]
    behind: list[int]


def untangled(vertices: Sequence[Ranked]) -> list[list[int]]:
    """The vertices of each rank in order; the first order is that in which they were given."""
    columns: list[list[int]] = [[] for _ in range(1 + max(one.rank for one in vertices))]
    seen: set[int] = set()
    for at in range(len(vertices)):
        _walk(at, vertices, columns, seen)
    best, fewest = [list(column) for column in columns], crossings(columns, vertices)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        _medians(columns, vertices, forwards=sweep % 2 == 0)
        if len(vertices) <= EXCHANGE_MOST:
            _exchange(columns, vertices)
        count = crossings(columns, vertices)
        if count < fewest:
            best, fewest = [list(column) for column in columns], count
    return best


def _walk(root: int, vertices: Sequence[Ranked], columns: list[list[int]], seen: set[int]) -> None:
    stack = [root]
    while stack:
        at = stack.pop()
        if at in seen:
            continue
        seen.add(at)
        columns[vertices[at].rank].append(at)
        stack.extend(reversed([*vertices[at].ahead, *vertices[at].behind]))


def crossings(columns: list[list[int]], vertices: Sequence[Ranked]) -> int:
    """How many pairs of lines cross."""
    total = 0
    for column, after in itertools.pairwise(columns):
        place = {at: n for n, at in enumerate(after)}
        ends: list[int] = []
        for at in column:
            mine = sorted(place[end] for end in vertices[at].ahead)
            total += sum(len(ends) - bisect_left(ends, end + 1) for end in mine)
            for end in mine:
                insort(ends, end)
    return total


def _medians(columns: list[list[int]], vertices: Sequence[Ranked], *, forwards: bool) -> None:
    numbers = range(1, len(columns)) if forwards else range(len(columns) - 2, -1, -1)
    for number in numbers:
        beside = columns[number - 1 if forwards else number + 1]
        place = {at: n for n, at in enumerate(beside)}
        before = {at: n for n, at in enumerate(columns[number])}

        def middle(at: int, place: dict[int, int] = place, before: dict[int, int] = before) -> tuple[float, int]:
            ends = sorted(place[end] for end in (vertices[at].behind if forwards else vertices[at].ahead))
            if not ends:
                return float(before[at]), before[at]
            half = len(ends) // 2
            return (ends[half] if len(ends) % 2 else (ends[half - 1] + ends[half]) / 2), before[at]

        columns[number].sort(key=middle)


def _exchange(columns: list[list[int]], vertices: Sequence[Ranked]) -> None:
    """Neighbours change places while that makes fewer lines cross."""
    for number, column in enumerate(columns):
        sides = []
        if number:
            sides.append(({at: n for n, at in enumerate(columns[number - 1])}, False))
        if number + 1 < len(columns):
            sides.append(({at: n for n, at in enumerate(columns[number + 1])}, True))
        ends = {
            at: [sorted(place[e] for e in (vertices[at].ahead if on else vertices[at].behind)) for place, on in sides]
            for at in column
        }
        better = True
        while better:
            better = False
            for at in range(len(column) - 1):
                one, other = ends[column[at]], ends[column[at + 1]]
                if sum(map(_over, one, other)) > sum(map(_over, other, one)):
                    column[at], column[at + 1] = column[at + 1], column[at]
                    better = True


def _over(first: list[int], second: list[int]) -> int:
    """Crossings of the lines of two neighbours, the first standing above."""
    return sum(bisect_left(second, end) for end in first)
