"""Hits with what stands around them (keyword in context; Indonesian *konkordansi*), and the segments made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qualcode.collection.citations import citations
from qualcode.collection.positions import blocks_at, line_at, speakers
from qualcode.model import Block, Code, Source, Span, Speaker, Study
from qualcode.reduction.code_tree import descendants
from qualcode.reduction.searching.evaluation import Hit
from qualcode.reduction.searching.query import Unit

CONTEXT = 60
"""Characters on either side where nothing else is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a concordance; ``line`` counts those of the working text from 1.

    ``left`` and ``right`` go no further than the block, so that nobody else speaks in them. ``speaker`` is an
    informant's id or ``interviewer``; it is empty in observations and documents. ``citation`` is that of the segment
    which stands at just this place, if there is one and it was asked for.
    """

    source: str
    start: int
    end: int
    line: int
    block: int
    left: str
    match: str
    right: str
    speaker: str
    citation: str = ""


def concordance(study: Study, hits: Iterable[Hit], context: int = CONTEXT, *, cited: bool = False) -> Iterator[Line]:
    """A line for each hit, with up to ``context`` characters of whole words on either side.

    ``cited`` gives the citation of hits that are segments of the study.
    """
    codes = study.derived(_citations_by_place) if cited else {}
    for name, some in groupby(hits, key=lambda hit: hit.source):
        source = study.get(Source, name)
        text = study.text(source)
        for hit in some:
            blocks = blocks_at(study, name, hit.start, hit.end)
            first = min(blocks[0].start, hit.start) if blocks else hit.start
            last = max(blocks[-1].end, hit.end) if blocks else hit.end
            yield Line(
                source=name,
                start=hit.start,
                end=hit.end,
                line=line_at(study, name, hit.start),
                block=blocks[0].number if blocks else 0,
                left=_left(text[first : hit.start], context),
                match=text[hit.start : hit.end],
                right=_right(text[hit.end : last], context),
                speaker=", ".join(dict.fromkeys(filter(None, (_speaker(source, block) for block in blocks)))),
                citation=codes.get(hit, ""),
            )


def _citations_by_place(study: Study) -> dict[Hit, str]:
    codes = citations(study)
    return {Hit(one.source, one.start, one.end): codes[one.id] for one in study.segments.values()}


def _speaker(source: Source, block: Block) -> str:
    if block.speaker is Speaker.INTERVIEWER:
        return block.speaker.value
    return ", ".join(speakers(source, (block,)))


def _left(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[len(text) - most :]
    whole = text[-most - 1].isspace() or cut[:1].isspace()
    return cut.lstrip() if whole else (cut.split(None, 1)[1:] or [""])[0]


def _right(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text[:most]
    whole = text[most].isspace() or cut[-1:].isspace()
    return cut.rstrip() if whole else (cut.rsplit(None, 1)[:-1] or [""])[0]


def widened(study: Study, hits: Iterable[Hit], unit: Unit | None) -> tuple[Hit, ...]:
    """The sentences or blocks that hits stand in, each once; the hits themselves where ``unit`` is None."""
    found: dict[Hit, None] = {}
    for name, some in groupby(hits, key=lambda hit: hit.source):
        sentences = study.sentences(name) if unit is Unit.SENTENCE else ()
        here = {hit if unit is None else _around(study, hit, sentences) for hit in some}
        found.update(dict.fromkeys(sorted(here, key=lambda hit: (hit.start, hit.end))))
    return tuple(found)


def _around(study: Study, hit: Hit, sentences: Sequence[Span]) -> Hit:
    """The blocks that a hit touches, or of them the sentences that it touches."""
    blocks = blocks_at(study, hit.source, hit.start, hit.end)
    if not blocks:
        return hit
    start, end = blocks[0].start, blocks[-1].end
    touched = [span for span in sentences if span.start < hit.end and span.end > hit.start]
    if touched:
        start, end = max(start, touched[0].start), min(end, touched[-1].end)
    return Hit(hit.source, min(start, hit.start), max(end, hit.end))


def not_yet_coded(
    study: Study, places: Iterable[Hit], code: str, coder: str, round_: int = 1
) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """(places to code, places where this coder has the code, or one under it, already)."""
    codes = {code, *descendants(study, study.get(Code, code).id)}
    there: dict[str, list[tuple[int, int]]] = {}
    for coding in study.codings:
        if coding.code in codes and coding.coder == coder and coding.round == round_:
            segment = study.segments[coding.segment]
            there.setdefault(segment.source, []).append((segment.start, segment.end))
    new: list[Hit] = []
    old: list[Hit] = []
    for place in places:
        coded = any(start < place.end and end > place.start for start, end in there.get(place.source, ()))
        (old if coded else new).append(place)
    return tuple(new), tuple(old)
