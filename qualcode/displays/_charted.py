"""What charts count of a study: the same lines, cells and denominators as those of matrices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.model import Counted
from qualcode.reduction.coded import CodedSegment

from ._counts import NUMBERS
from ._gather import Held, gather
from ._lines import Lines
from ._parts import Axis, Item, Place
from ._quotes import references
from ._result import References
from ._sight import Sight

MOST = 24
"""Lines that a chart shows; of more, those with the most segments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """``n`` of ``of`` with the segments that make up n."""

    n: int
    of: int
    segments: References


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Rows and columns with the number of each cell; ``hidden`` are rows beyond the most that a chart shows."""

    rows: tuple[Item, ...]
    columns: tuple[Item, ...]
    numbers: Mapping[tuple[str, str], Number]
    hidden: tuple[str, ...] = ()


def counts_of(sight: Sight, rows: Axis, columns: Axis, counted: Counted, most: int = MOST) -> Counts:
    """What a matrix of these axes counts; rows of which nothing is coded, and those beyond ``most``, are left out."""
    scope = sight.scope
    sides = [Lines(axis=axis, items=axis.items(scope)) for axis in (rows, columns)]
    gathered = gather(scope, sides[0], sides[1], (CodedSegment,))
    shown_of: dict[str, set[int]] = {}
    for (line, _column), held in gathered.seen.items():
        shown_of.setdefault(line, set()).update(held.rows)
    weight = {line: scope.codings.some(sorted(rows)).count for line, rows in shown_of.items()}
    full = [item for item in sides[0].items if weight.get(item.id)]
    kept = {item.id for item in sorted(full, key=lambda item: -weight[item.id])[:most]}
    shown = tuple(item for item in full if item.id in kept)
    numbers = {}
    for row in shown:
        for column in sides[1].items:
            held = gathered.seen.get((row.id, column.id), Held())
            place = Place(
                scope=scope,
                row=row,
                column=column,
                codings=(found := scope.codings.some(held.rows)).telling,
                silent=found.silent,
                row_codings=gathered.of_row(row.id),
            )
            n, of, _without = NUMBERS[counted](place)
            numbers[row.id, column.id] = Number(n=n, of=of, segments=references(scope.study, place.codings))
    return Counts(
        rows=shown,
        columns=sides[1].items,
        numbers=numbers,
        hidden=tuple(item.label for item in full if item.id not in kept),
    )


def hidden_remark(sight: Sight, hidden: Sequence[str]) -> tuple[str, ...]:
    """What is said of lines that do not show."""
    names = ", ".join(hidden[:MOST]) + ("…" if len(hidden) > MOST else "")
    return (sight.terms("displays.chart.hidden", count=len(hidden), names=names),) if hidden else ()
