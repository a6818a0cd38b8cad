"""Gathers evidence into the cells where it stands; one pass, linear in the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.errors import BadValue
from qualcode.model import Event, Link, Rating
from qualcode.reduction.codings import CodedSegment, Codings

from ._lines import Lines
from ._parts import Item, Scope

Record = Link | Event | Rating
"""Evidence that is no coding."""


@dataclass(slots=True)
class Held:
    """What stands in a cell: rows of codings, and records."""

    rows: list[int] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.rows or self.records)


@dataclass(slots=True)
class Gathered:
    """Evidence by (row, column): ``whole`` under the display's own filter, ``seen`` under that of the call too.

    ``by_row`` are the codings of each row, whatever columns show, that the call's filter keeps or would keep of other
    codes; ``unplaced`` is what that filter keeps but no
    row or no column takes.
    """

    codings: Codings
    whole: dict[tuple[str, str], Held] = field(default_factory=dict)
    seen: dict[tuple[str, str], Held] = field(default_factory=dict)
    by_row: dict[str, list[int]] = field(default_factory=dict)
    unplaced: Held = field(default_factory=Held)
    _of_rows: dict[str, Codings] = field(default_factory=dict)

    def of_row(self, line: str) -> Codings:
        """The base of a row."""
        if line not in self._of_rows:
            self._of_rows[line] = self.codings.some(self.by_row.get(line, []))
        return self._of_rows[line]

    def sizes(self, side: int) -> dict[str, int]:
        """How many informants (sources, links) stand behind each line of rows (0) or columns (1)."""
        found: dict[str, set[str]] = {}
        for place, held in self.seen.items():
            who = found.setdefault(place[side], set())
            for one in set(self.codings.some(held.rows).column("standings")):
                who.update(one.informants or (one.source.id,))
            for record in held.records:
                who.update((record.asserted_by if isinstance(record, Link) else ()) or (record.id,))
        return {line: len(who) for line, who in found.items()}


def gather(scope: Scope, rows: Lines, columns: Lines, kinds: tuple[type, ...]) -> Gathered:
    """Evidence of these kinds that both axes know into its cells; ``BadValue`` if the axes share none of them."""
    found = Gathered(codings=scope.codings)
    if scope.kept is None:
        found.seen = found.whole
    pieces: Mapping[type, tuple[Record, ...]] = {Link: scope.links, Event: scope.events, Rating: scope.ratings}
    shared = [kind for kind in kinds if kind in rows.axis.finders and kind in columns.axis.finders]
    if kinds and not shared:
        raise BadValue("columns", columns.axis.name, ())
    for kind in shared:
        find_rows, find_columns = (_finder(scope, side, kind) for side in (rows, columns))
        if kind is CodedSegment:
            at_rows = scope.codings.told(find_rows, *_told_by(scope, rows))
            at_columns = scope.codings.told(find_columns, *_told_by(scope, columns))
            kept, base = (None if scope.kept is None else frozenset(one.rows) for one in (scope.seen, scope.base))
            for lines, some in scope.codings.grouped(zip(at_rows, at_columns, strict=True)).items():
                _put_codings(found, some, lines, kept)
                _put_base(found, some, lines[0], base)
        for record in pieces.get(kind, ()):
            _put(found, record, (find_rows(record), find_columns(record)), scope)
    return found


def _finder(scope: Scope, lines: Lines, kind: type) -> Callable[[object], tuple[str, ...]]:
    """Finds where evidence of a kind stands among the lines there are."""
    find, there = lines.axis.finders[kind](scope, lines.items), lines.ids
    return lambda one: tuple(line for line in find(one) if line in there)


def _told_by(scope: Scope, lines: Lines) -> Iterable[str | Sequence[object]]:
    return (column if isinstance(column, str) else column(scope) for column in lines.axis.told_by)


def _put_codings(
    found: Gathered, rows: list[int], lines: tuple[tuple[str, ...], tuple[str, ...]], kept: frozenset[int] | None
) -> None:
    """Codings of the same lines into every cell where they stand."""
    seen = rows if kept is None else [row for row in rows if row in kept]
    for row in lines[0]:
        for column in lines[1]:
            found.whole.setdefault((row, column), Held()).rows.extend(rows)
            if seen and kept is not None:
                found.seen.setdefault((row, column), Held()).rows.extend(seen)
    if not (lines[0] and lines[1]):
        found.unplaced.rows.extend(seen)


def _put_base(found: Gathered, rows: list[int], lines: tuple[str, ...], base: frozenset[int] | None) -> None:
    """Codings of the same rows of the matrix into the base of their shares."""
    some = rows if base is None else [row for row in rows if row in base]
    for line in lines if some else ():
        found.by_row.setdefault(line, []).extend(some)


def _put(found: Gathered, one: Record, lines: tuple[tuple[str, ...], tuple[str, ...]], scope: Scope) -> None:
    keeps = scope.kept is None or scope.kept(one)
    for row in lines[0]:
        for column in lines[1]:
            found.whole.setdefault((row, column), Held()).records.append(one)
            if keeps and scope.kept is not None:
                found.seen.setdefault((row, column), Held()).records.append(one)
    if keeps and not (lines[0] and lines[1]):
        found.unplaced.records.append(one)


_NOTHING = Held()


def evidence_at(cells: Mapping[tuple[str, str], Held], lines: tuple[Lines, Lines], row: Item, column: Item) -> Held:
    """The evidence of a cell; an added line rests on that of the lines under its heading."""
    if not (row.added or column.added):
        return cells.get((row.id, column.id), _NOTHING)
    rows, columns = sorted(lines[0].members(row)), sorted(lines[1].members(column))
    some = [cells[r, c] for r in rows for c in columns if (r, c) in cells]
    return Held([at for one in some for at in one.rows], [record for one in some for record in one.records])


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """The evidence of a cell by its kind."""

    codings: Codings
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    ratings: tuple[Rating, ...] = ()

    @property
    def segments(self) -> tuple[str, ...]:
        """Ids of the segments that it all rests on, each once."""
        named = [one.segment_id for one in self.codings]
        records: tuple[Record, ...] = (*self.links, *self.events, *self.ratings)
        named += [name for one in records for name in one.segments]
        return tuple(dict.fromkeys(named))


def parted(codings: Codings, held: Held) -> Parted:
    """Codings, links, events and ratings apart; ``codings`` are those of the study."""
    own = codings.some(held.rows)
    if not held.records:
        return Parted(codings=own)
    return Parted(
        codings=own,
        links=tuple(one for one in held.records if isinstance(one, Link)),
        events=tuple(one for one in held.records if isinstance(one, Event)),
        ratings=tuple(one for one in held.records if isinstance(one, Rating)),
    )
