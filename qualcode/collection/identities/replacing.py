"""Identifiers replaced throughout a study.

In texts of sources, with everything that stands at offsets of them or quotes them; in what people wrote into records;
in frozen displays.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qualcode.collection.identities.names import KnownNames
from qualcode.collection.identities.written import with_text, written
from qualcode.errors import SegmentsMeet
from qualcode.model import Block, ReviewedSuggestion, Segment, Snapshot, Source, Span, Study, ref_to


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is written instead of ``[start, end)``, in code points of the text as it was."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Masked:
    """The new text of a source, the records that change with it, and its stretches of speech."""

    text: str
    records: tuple[object, ...]
    stretches: tuple[Span, ...]


Changed = Mapping[str, Any]
"""``kind:id`` → record as it will be."""


def reworded(study: Study, made: Mapping[str, Sequence[Replacement]]) -> dict[str, Any]:
    """Records whose own words change. ``made`` has the replacements at each place (``memo:M-01.text``)."""
    changed: dict[str, Any] = {}
    for name, some in made.items():
        place = written(study)[name]
        ref = ref_to(place.record)
        changed[ref] = with_text(changed.get(ref, place.record), place.path, _Moved(place.text, some).text)
    return changed


def refrozen(study: Study, words: Mapping[str, str]) -> tuple[Snapshot, ...]:
    """Frozen displays that hold some of these words, with what stands instead of each."""
    known = KnownNames(words)
    found = []
    for one in study.all(Snapshot):
        content = json.loads(one.content)
        new = _in_json(content, known, words)
        if new != content:
            found.append(replace(one, content=json.dumps(new, ensure_ascii=False, separators=(",", ":"))))
    return tuple(found)


def _in_json(value: Any, known: KnownNames, words: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _in_json(part, known, words) for key, part in value.items()}
    if isinstance(value, list):
        return [_in_json(part, known, words) for part in value]
    if isinstance(value, str):
        hits = known.hits(value)
        return _Moved(value, [Replacement(hit.start, hit.end, words[hit.text]) for hit in hits]).text
    return value


def masked(study: Study, source: Source, replacements: Iterable[Replacement], changed: Changed) -> Masked:
    """A source with the replacements made, none of which may overlap or hold a line break.

    Quotations change with the text; one that held a part of something replaced holds all of what stands there now.
    ``changed`` are records that change otherwise too. ``SegmentsMeet`` where two would stand at one place.
    """
    made = _Moved(study.text(source), sorted(replacements, key=lambda one: one.start))
    blocks = tuple(
        replace(changed.get(ref_to(block), block), start=made.at(block.start), end=made.at(block.end))
        for block in study.blocks(source.id)
    )
    segments = [_quoting(changed.get(ref_to(one), one), made) for one in study.all(Segment) if one.source == source.id]
    _require_apart(segments)
    answers = [
        replace(one, start=made.first(one.start), end=made.at(one.end))
        for one in study.all(ReviewedSuggestion)
        if one.source == source.id
    ]
    digest = hashlib.sha256(made.text.encode()).hexdigest()
    new = replace(changed.get(ref_to(source), source), text_digest=digest, original_digest=digest)
    stretches = tuple(Span(block.start, block.end) for block in blocks)
    return Masked(made.text, (new, *blocks, *segments, *answers), stretches)


def _require_apart(segments: Iterable[Segment]) -> None:
    standing: dict[tuple[int, int], list[str]] = {}
    for one in segments:
        if not one.lost:
            standing.setdefault((one.start, one.end), []).append(one.id)
    if meeting := [name for names in standing.values() if len(names) > 1 for name in names]:
        raise SegmentsMeet(tuple(meeting))


def _quoting(segment: Segment, made: _Moved) -> Segment:
    if segment.lost:
        point = made.at(segment.start)
        return replace(segment, start=point, end=point)
    start, end = made.first(segment.start), made.at(segment.end)
    quote = made.text[start:end]
    return replace(segment, start=start, end=end, quote=quote, digest=hashlib.sha256(quote.encode()).hexdigest())


def counted_anew(
    records: Iterable[object], sentences: Sequence[Span]
) -> tuple[tuple[object, ...], tuple[ReviewedSuggestion, ...]]:
    """The records of a source with answers to suggestions under the numbers that its sentences have now.

    With them the answers that had another number.
    """
    some = tuple(records)
    blocks = {one.number: one for one in some if isinstance(one, Block)}
    made: dict[tuple[str, str] | int, object] = {}
    going = []
    for at, one in enumerate(some):
        if not isinstance(one, ReviewedSuggestion):
            made[at] = one
            continue
        new = _counted(one, blocks, sentences)
        made.setdefault((new.suggestion, new.coder), new)
        if new.suggestion != one.suggestion:
            going.append(one)
    return tuple(made.values()), tuple(going)


def _counted(review: ReviewedSuggestion, blocks: Mapping[int, Block], sentences: Sequence[Span]) -> ReviewedSuggestion:
    source, unit, code = review.suggestion.split(":", 2)
    number, _dot, sentence = unit.partition(".")
    block = blocks.get(int(number)) if number.isdigit() else None
    if not sentence or block is None:
        return review
    within = [one for one in sentences if one.start < block.end and one.end > block.start]
    now = next((at for at, one in enumerate(within, 1) if review.start < one.end), int(sentence))
    return replace(review, suggestion=f"{source}:{number}.{now}:{code}")


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

    def first(self, offset: int) -> int:
        """The new offset of where a stretch begins; within a replaced stretch, where what stands there now begins."""
        before = bisect_right(self._starts, offset)
        if before and self._made[before - 1].end > offset:
            return self._made[before - 1].start + self._shifts[before - 1]
        return offset + self._shifts[before]

    def at(self, offset: int) -> int:
        """The new offset of any other place; within a replaced stretch, where what stands there now ends."""
        before = bisect_right(self._starts, offset)
        if before and self._made[before - 1].end > offset > self._made[before - 1].start:
            last = self._made[before - 1]
            return last.start + self._shifts[before - 1] + len(last.text)
        return self.first(offset)
