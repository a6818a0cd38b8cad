"""Gathers evidence into the cells where it stands; one pass, linear in the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qualcode.errors import BadValue
from qualcode.model import Event, Link, Rating
from qualcode.reduction.coded import CodedSegment

from ._lines import Lines
from ._parts import Evidence, Item, Scope


@dataclass(slots=True)
class Gathered:
    """Evidence by (row, column): ``whole`` under the display's own filter, ``seen`` under that of the call too.

    ``by_row`` are the codings of a row that the call's filter keeps, ``carriers`` the informants (sources, links)
    behind each line of rows and of columns; ``unplaced`` is what the filter keeps but no row or no column takes.
    """

    whole: dict[tuple[str, str], list[Evidence]] = field(default_factory=dict)
    seen: dict[tuple[str, str], list[Evidence]] = field(default_factory=dict)
    by_row: dict[str, list[CodedSegment]] = field(default_factory=dict)
    row_carriers: dict[str, set[str]] = field(default_factory=dict)
    column_carriers: dict[str, set[str]] = field(default_factory=dict)
    unplaced: list[Evidence] = field(default_factory=list)


def gather(scope: Scope, rows: Lines, columns: Lines, kinds: tuple[type, ...]) -> Gathered:
    """Evidence of these kinds that both axes know into its cells; ``BadValue`` if the axes share none of them."""
    found = Gathered()
    if scope.kept is None:
        found.seen = found.whole
    pieces: Mapping[type, tuple[Evidence, ...]] = {
        CodedSegment: scope.codings,
        Link: scope.links,
        Event: scope.events,
        Rating: scope.ratings,
    }
    shared = [kind for kind in kinds if kind in rows.axis.finders and kind in columns.axis.finders]
    if kinds and not shared:
        raise BadValue("columns", columns.axis.name, ())
    for kind in shared:
        find_rows = rows.axis.finders[kind](scope, rows.items)
        find_columns = columns.axis.finders[kind](scope, columns.items)
        row_ids, column_ids = rows.ids, columns.ids
        for one in pieces[kind]:
            at_rows = [line for line in find_rows(one) if line in row_ids]
            at_columns = [line for line in find_columns(one) if line in column_ids]
            _put(found, one, at_rows, at_columns, scope)
    return found


def _put(found: Gathered, one: Evidence, rows: list[str], columns: list[str], scope: Scope) -> None:
    keeps = scope.kept is None or scope.kept(one)
    for row in rows:
        for column in columns:
            found.whole.setdefault((row, column), []).append(one)
            if keeps and scope.kept is not None:
                found.seen.setdefault((row, column), []).append(one)
    if not keeps:
        return
    if not (rows and columns):
        found.unplaced.append(one)
        return
    who = _carriers(one)
    for row in rows:
        if isinstance(one, CodedSegment):
            found.by_row.setdefault(row, []).append(one)
        found.row_carriers.setdefault(row, set()).update(who)
    for column in columns:
        found.column_carriers.setdefault(column, set()).update(who)


def _carriers(one: Evidence) -> tuple[str, ...]:
    """Who carries a piece of evidence: its informants, else the source, else the link itself."""
    if isinstance(one, CodedSegment):
        return one.informants or (one.source.id,)
    return (one.asserted_by if isinstance(one, Link) else ()) or (one.id,)


def sizes(carriers: Mapping[str, set[str]]) -> dict[str, int]:
    """How many carry each line."""
    return {line: len(found) for line, found in carriers.items()}


def evidence_at(
    cells: Mapping[tuple[str, str], list[Evidence]], lines: tuple[Lines, Lines], row: Item, column: Item
) -> list[Evidence]:
    """The evidence of a cell; an added line rests on that of the lines under its heading."""
    if not (row.added or column.added):
        return cells.get((row.id, column.id), [])
    rows, columns = sorted(lines[0].members(row)), sorted(lines[1].members(column))
    return [one for r in rows for c in columns for one in cells.get((r, c), ())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """The evidence of a cell by its kind."""

    codings: tuple[CodedSegment, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    ratings: tuple[Rating, ...] = ()

    @property
    def segments(self) -> tuple[str, ...]:
        """Ids of the segments that it all rests on, each once."""
        named = [one.segment.id for one in self.codings]
        records: tuple[Link | Event | Rating, ...] = (*self.links, *self.events, *self.ratings)
        named += [name for one in records for name in one.segments]
        return tuple(dict.fromkeys(named))


def parted(evidence: Iterable[Evidence]) -> Parted:
    """Codings, links, events and ratings apart."""
    kinds: dict[type, list[Any]] = {CodedSegment: [], Link: [], Event: [], Rating: []}
    for one in evidence:
        kinds[type(one)].append(one)
    return Parted(
        codings=tuple(kinds[CodedSegment]),
        links=tuple(kinds[Link]),
        events=tuple(kinds[Event]),
        ratings=tuple(kinds[Rating]),
    )
