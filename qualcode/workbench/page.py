"""A source as it lies on the desk: its text in units, who speaks where, and the codings of a layer.

A layer is what one coder coded in one round. The text part changes only with the text; codings with every act.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from qualcode.collection.positions import line_starts
from qualcode.model import Block, BlockKind, Code, Coding, Memo, Segment, Source, Speaker, Study
from qualcode.workbench.selection import Spans, Unit, tiles

CODABLE = (BlockKind.ANSWER, BlockKind.DESCRIPTION)
LABEL_WIDTH = 5
MANY = 5_000
"""Codings from which on reading those of one source from the file is faster than going through all of them."""

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


@dataclass(frozen=True, slots=True, order=True)
class Layer:
    """What one coder coded in one round."""

    coder: str
    round: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A coding with its segment."""

    coding: Coding
    segment: Segment

    @property
    def start(self) -> int:
        """First code point."""
        return self.segment.start

    @property
    def end(self) -> int:
        """Behind the last code point."""
        return self.segment.end


class Sheet:
    """The text of a source with its blocks and units."""

    def __init__(self, study: Study, source_id: str) -> None:
        self.source = study.get(Source, source_id)
        self.text = study.text(self.source)
        self.blocks = tuple(sorted(study.blocks(source_id), key=lambda block: (block.start, block.number)))
        self.line_starts = tuple(line_starts(study, source_id))
        self.block_starts = [block.start for block in self.blocks]
        self._block_ends = [block.end for block in self.blocks]
        self.shown_from = self._labels_left_out()
        self._study = study

    @cached_property
    def units(self) -> Mapping[Unit, Spans]:
        """The places of each unit; found once, when they are asked for."""
        return self._units(self._study)

    def _labels_left_out(self) -> dict[int, int]:
        """Line → where the speech begins, for lines whose label the margin shows."""
        found: dict[int, int] = {}
        for block in self.blocks:
            start = self.line_starts[block.first_line - 1]
            if block.label and block.label in self.text[start : block.start]:
                found[block.first_line] = block.start
        return found

    def _units(self, study: Study) -> dict[Unit, Spans]:
        blocks = [(block.start, block.end) for block in self.blocks]
        ends = [*(start - 1 for start in self.line_starts[1:]), len(self.text)]
        lines = [
            (shown, stop)
            for number, (start, end) in enumerate(zip(self.line_starts, ends, strict=True), 1)
            if (shown := self.shown_from.get(number, start)) < (stop := start + len(self.text[start:end].rstrip()))
        ]
        hidden = Spans((self.line_starts[line - 1], shown) for line, shown in self.shown_from.items())
        words = (match.span() for match in _WORD.finditer(self.text))
        return {
            Unit.BLOCK: Spans(blocks or lines),
            Unit.SENTENCE: Spans(tiles(study.sentences(self.source), blocks or lines, self.text)),
            Unit.LINE: Spans(lines),
            Unit.WORD: Spans((start, end) for start, end in words if hidden.at(start) is None),
        }

    def line_of(self, offset: int) -> int:
        """The line (from 1) of a code point."""
        return bisect_right(self.line_starts, offset)

    def blocks_at(self, start: int, end: int) -> tuple[Block, ...]:
        """The blocks that share a code point with ``[start, end)``."""
        return self.blocks[bisect_right(self._block_ends, start) : bisect_left(self.block_starts, end)]

    def label(self, block: Block) -> str:
        """Who speaks, short enough for the margin: the informant's code, else the label or its first letter."""
        name = block.informant or block.label
        if len(name) <= LABEL_WIDTH:
            return name
        return name[:1].upper() if block.speaker is Speaker.INTERVIEWER else name[: LABEL_WIDTH - 1] + "…"

    def uncoded(self, placed: tuple[Placed, ...]) -> tuple[Block, ...]:
        """Answers and descriptions that are neither coded here nor marked as not relevant."""
        covered = Covered((one.start, one.end) for one in placed)
        return tuple(
            block for block in self.codable if not block.irrelevant and not covered.touches(block.start, block.end)
        )

    @property
    def codable(self) -> tuple[Block, ...]:
        """Answers and descriptions: what is to be coded."""
        return tuple(block for block in self.blocks if block.kind in CODABLE)


def placed(study: Study, source_id: str, layer: Layer) -> tuple[Placed, ...]:
    """The codings of a layer in a source, by place."""
    part = study if len(study.codings) < MANY else study.within([source_id])
    segments = part.segments
    found = [
        Placed(coding, segment)
        for coding in part.codings
        if coding.coder == layer.coder
        and coding.round == layer.round
        and (segment := segments[coding.segment]).source == source_id
        and not segment.lost
    ]
    return tuple(sorted(found, key=lambda one: (one.start, -one.end, one.coding.id)))


def progress(study: Study, layer: Layer) -> dict[str, tuple[int, int]]:
    """Source → (blocks that a layer coded or that are marked, blocks that are to be coded), without reading texts."""
    ids, sources, starts, ends = study.columns(Segment, "id", "source", "start", "end")
    places = dict(zip(ids, zip(sources, starts, ends, strict=True), strict=True))
    of_source: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for segment, coder, number in zip(*study.columns(Coding, "segment", "coder", "round"), strict=True):
        if coder == layer.coder and number == layer.round:
            source, start, end = places[segment]
            of_source[source].append((start, end))
    covered = {source: Covered(own) for source, own in of_source.items()}
    none = Covered(())
    found = {source.id: (0, 0) for source in study.sources}
    columns = study.columns(Block, "source", "kind", "irrelevant", "start", "end")
    for source, kind, irrelevant, start, end in zip(*columns, strict=True):
        if kind in CODABLE:
            done, total = found[source]
            coded = bool(irrelevant) or covered.get(source, none).touches(start, end)
            found[source] = done + coded, total + 1
    return found


class Covered:
    """What stretches cover: whether a place shares a code point with one of them."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        places = sorted(stretches)
        self._starts = [start for start, _ in places]
        self._reach = list(accumulate((end for _, end in places), max))

    def touches(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` meets a stretch."""
        before = bisect_left(self._starts, end)
        return bool(before) and self._reach[before - 1] > start


def layers(study: Study, source_id: str | None = None) -> tuple[tuple[Layer, int], ...]:
    """Every layer with the number of its codings in a source (or in the study), the largest first."""
    segments = study.segments
    counted = Counter(
        Layer(coding.coder, coding.round)
        for coding in study.codings
        if source_id is None or segments[coding.segment].source == source_id
    )
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def recent(study: Study, layer: Layer, most: int, shown: Sequence[str] = ()) -> tuple[str, ...]:
    """The codes that a coder used last, the newest first; those ``shown`` already keep their place.

    A code that comes in takes the place of the one that went out, so that a digit means the same code under the hand.
    """
    used = _last_used(study, layer, most)
    coming = [code for code in used if code not in shown]
    kept = [code if code in used else None for code in shown]
    filled = [code if code is not None else coming.pop(0) if coming else None for code in kept]
    return (*(code for code in filled if code is not None), *coming)


def _last_used(study: Study, layer: Layer, most: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for coding in reversed(study.codings):
        if coding.coder == layer.coder and coding.round == layer.round:
            found.setdefault(coding.code)
            if len(found) == most:
                break
    return tuple(found)


def memos_on(study: Study, source_id: str) -> dict[str, Memo]:
    """Segment id → the last memo on it, for the segments of a source."""
    found: dict[str, Memo] = {}
    for memo in study.memos:
        for link in memo.links:
            segment = study.segments.get(link.removeprefix("segment:")) if link.startswith("segment:") else None
            if segment is not None and segment.source == source_id:
                found[segment.id] = memo
    return found


def code_path(study: Study, code_id: str) -> str:
    """A code with the names above it, for a person to recognise it by."""
    names: list[str] = []
    code = study.find(Code, code_id)
    while code is not None and code.name not in names:
        names.append(code.name)
        code = study.find(Code, code.parent)
    return " › ".join(reversed(names))
