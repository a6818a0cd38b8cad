"""A source whose identifiers are replaced: its new text, and everything that stands at offsets of it, moved along."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qualcode.model import ReviewedSuggestion, Segment, Source, Span, Study


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is written instead of ``[start, end)``, in code points of the text as it was."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Masked:
    """The new text of a source and the records that change with it; ``touched`` are segments that quote an identifier.

    Where ``touched`` is not empty nothing should be written: earlier journal entries hold the words already.
    """

    text: str
    records: tuple[object, ...]
    stretches: tuple[Span, ...]
    touched: tuple[str, ...]


def masked(study: Study, source: Source, replacements: Sequence[Replacement]) -> Masked:
    """A source with the replacements made, none of which may overlap or hold a line break."""
    made = _Moved(study.text(source), sorted(replacements, key=lambda one: one.start))
    segments = [one for one in study.all(Segment) if one.source == source.id]
    touched = tuple(one.id for one in segments if not one.lost and made.touches(one.start, one.end))
    blocks = tuple(
        replace(block, start=made.at(block.start), end=made.at(block.end)) for block in study.blocks(source.id)
    )
    moved: list[Segment | ReviewedSuggestion] = [
        replace(one, start=made.at(one.start), end=made.at(one.end)) for one in segments if one.id not in touched
    ]
    moved += [
        replace(one, start=made.at(one.start), end=made.at(one.end))
        for one in study.all(ReviewedSuggestion)
        if one.source == source.id
    ]
    digest = hashlib.sha256(made.text.encode()).hexdigest()
    new = replace(source, text_digest=digest, original_digest=digest)
    stretches = tuple(Span(block.start, block.end) for block in blocks)
    return Masked(made.text, (new, *blocks, *moved), stretches, touched)


class _Moved:
    """A text with replacements made, and where each place of the old one stands in it."""

    def __init__(self, text: str, replacements: Sequence[Replacement]) -> None:
        self._made = replacements
        self._starts = [one.start for one in replacements]
        self._shifts = [0]
        pieces: list[str] = []
        at = 0
        for one in replacements:
            pieces += (text[at : one.start], one.text)
            at = one.end
            self._shifts.append(self._shifts[-1] + len(one.text) - (one.end - one.start))
        self.text = "".join((*pieces, text[at:]))

    def at(self, offset: int) -> int:
        """The new offset of an old one; one within a replaced stretch comes to the end of what stands there now."""
        before = bisect_right(self._starts, offset)
        if before and self._made[before - 1].end > offset:
            last = self._made[before - 1]
            return last.start + self._shifts[before - 1] + (len(last.text) if offset > last.start else 0)
        return offset + self._shifts[before]

    def touches(self, start: int, end: int) -> bool:
        """Whether a stretch shares a code point with something replaced."""
        return any(one.start < end and start < one.end for one in self._made)
