"""Codings as a wide table: a row a segment (or block) and layer, a column a code, 1 where it was given, else 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from qualcode.collection.positions import blocks_at, lines_of
from qualcode.errors import Problem
from qualcode.model import BlockKind, CodeStatus, Coding, Informant, Source, Study, Valence
from qualcode.reduction.code_tree import code_order
from qualcode.reduction.coding_rows import COLUMNS, DERIVED, FALSE, TRUE, VALENCES, column
from qualcode.reduction.codings import Codings
from qualcode.reduction.filters import Filter

UNITS = ("segment", "block")
FIXED = ("source", "start", "end", "coder", "round", "first_line", "last_line", "informants", "role", "technique",
         "date", "quote")  # fmt: skip
_MARK = "code:"
"""Before the id of a code that is the name of a column too."""

Row = Mapping[str, str]


class _Unit(NamedTuple):
    source: str
    start: int
    end: int
    coder: str
    round: int


_Units = dict[_Unit, tuple[set[str], list[object]]]
"""Each unit with the codes that a layer gave it, and what is derived of it."""


def code_headings(study: Study, wanted: Filter) -> dict[str, str]:
    """Code → heading of its column, in the order of the codebook: what is offered or used, and meant by the filter."""
    meant, used = wanted.codes(study), study.distinct(Coding, "code")
    codes = sorted(study.codes, key=lambda code: code_order(study)[code.id])
    return {
        code.id: code.id if column(code.id) not in (*COLUMNS, *DERIVED) else _MARK + code.id
        for code in codes
        if (meant is None or code.id in meant) and (code.status is CodeStatus.ACTIVE or code.id in used)
    }


def wide_rows(
    parts: Iterable[tuple[Study, Codings]], codes: Iterable[str], unit: str, out: frozenset[str]
) -> Iterator[list[object]]:
    """The values under ``FIXED`` and the codes; blocks of people in ``out`` are left out.

    A row a segment, or a row an answer or description of each source that a layer coded: there a code was given when
    a segment touches the block.
    """
    order = tuple(codes)
    for part, some in parts:
        units = _by_block(part, some, out) if unit == "block" else _by_segment(part, some)
        for place, (given, told) in sorted(units.items(), key=lambda one: (one[0].source, *one[0][3:], *one[0][1:3])):
            yield [*place, *told, *(int(code in given) for code in order)]


def _by_segment(part: Study, some: Codings) -> _Units:
    found: _Units = {}
    for one in some:
        place = _Unit(one.source.id, one.segment.start, one.segment.end, one.coding.coder, one.coding.round)
        if place not in found:
            found[place] = set(), [
                *lines_of(part, one.segment), " ".join(one.informants), one.role or "", one.technique.value,
                one.source.date, one.segment.quote,
            ]  # fmt: skip
        found[place][0].add(one.coding.code)
    return found


def _by_block(part: Study, some: Codings, out: frozenset[str]) -> _Units:
    found: _Units = {}
    for layer in dict.fromkeys(_Unit(one.source.id, 0, 0, one.coding.coder, one.coding.round) for one in some):
        found |= {place: (set(), told) for place, told in _blocks(part, layer, out)}
    for one in some:
        layer = _Unit(one.source.id, 0, 0, one.coding.coder, one.coding.round)
        for block in blocks_at(part, one.source.id, one.segment.start, one.segment.end):
            place = layer._replace(start=block.start, end=block.end)
            if place in found:
                found[place][0].add(one.coding.code)
    return found


def _blocks(part: Study, layer: _Unit, out: frozenset[str]) -> Iterator[tuple[_Unit, list[object]]]:
    """Every block that a layer was to code in a source, with what is derived of it."""
    source = part.get(Source, layer.source)
    text = part.text(source)
    for block in part.blocks(source.id):
        if block.kind not in (BlockKind.ANSWER, BlockKind.DESCRIPTION) or block.irrelevant or block.informant in out:
            continue
        person = part.find(Informant, block.informant)
        yield layer._replace(start=block.start, end=block.end), [
            block.first_line, block.last_line, block.informant or "", (person and person.role) or "",
            source.technique.value, source.date, text[block.start : block.end],
        ]  # fmt: skip


class Unfolded:
    """A wide table as rows of one code each; ``headings`` are those that a long table would have."""

    def __init__(self, study: Study, headings: Iterable[str], rows: Iterable[tuple[int, Row]]) -> None:
        named = {name: one.id for one in study.codes for name in (one.name.casefold(), one.id.casefold()) if name}
        given = tuple(headings)
        names = {heading: column(heading) for heading in given}
        self.codes = {
            heading: named[bare]
            for heading in given
            if names[heading] not in (*COLUMNS, *DERIVED)
            and (bare := heading.strip().casefold().removeprefix(_MARK)) in named
        }
        self.is_wide = bool(self.codes) and "code" not in names.values()
        self.headings = (*(one for one in given if one not in self.codes), "code", "valence") if self.is_wide else given
        self.problems: list[Problem] = []
        self._rows = rows

    def rows(self) -> Iterator[tuple[int, Row]]:
        """A row for each code that a line gives, with its valence where the cell holds a sign; others are problems.

        A table with a column ``code`` is as it was.
        """
        if not self.is_wide:
            yield from self._rows
            return
        for line, row in self._rows:
            fixed = {heading: value for heading, value in row.items() if heading not in self.codes}
            for heading, code in self.codes.items():
                cell = row.get(heading, "").strip().casefold()
                if cell in TRUE:
                    yield line, fixed | {"code": code}
                elif (sign := VALENCES.get(cell, cell)) in _SIGNS:
                    yield line, fixed | {"code": code, "valence": sign}
                elif cell and cell not in FALSE:
                    self.problems.append(Problem("unknown_value", line, f"{heading}: {cell} (1, 0, +, -, ±)"))


_SIGNS = (Valence.POSITIVE.value, Valence.NEGATIVE.value, Valence.BOTH.value)
