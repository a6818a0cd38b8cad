"""Looking words up in everything that was said and seen, for the search after negative evidence (V8).

Words match as they stand and by their normal form, so that *tidak* also finds *nggak*; several words
must follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.collection.privacy import withdrawn
from qualcode.conclusions.reading import shortened
from qualcode.model import Source, Speaker, Study, Token

_AROUND = 40
_SHOWN = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place: offsets in code points of the working text, half-open; ``text`` is the place with what stands around."""

    source: str
    start: int
    end: int
    line: int
    text: str


def searched(study: Study, query: str) -> tuple[Hit, ...]:
    """Every place of the query, in order of source; none in what the interviewer or a withdrawn informant says."""
    words = query.casefold().split()
    return tuple(hit for source in study.sources for hit in _in_source(study, source, words)) if words else ()


def _in_source(study: Study, source: Source, words: list[str]) -> list[Hit]:
    text = study.text(source)
    out = withdrawn(study)
    blocks = [
        block
        for block in study.blocks(source.id)
        if block.speaker is not Speaker.INTERVIEWER and block.informant not in out
    ]
    places = {*_written(text, words), *_normal(study.tokens(source), words)}
    return [
        Hit(
            source=source.id,
            start=start,
            end=end,
            line=text.count("\n", 0, start) + 1,
            text=shortened(text[max(0, start - _AROUND) : end + _AROUND], _SHOWN),
        )
        for start, end in sorted(places)
        if any(block.start <= start and end <= block.end for block in blocks)
    ]


def _written(text: str, words: list[str]) -> Iterable[tuple[int, int]]:
    """Places where the words stand as they were typed, whatever their case."""
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    return (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def _normal(tokens: Sequence[Token], words: list[str]) -> Iterable[tuple[int, int]]:
    """Places where tokens in a row have the words as their normal forms."""
    for at in range(len(tokens) - len(words) + 1):
        some = tokens[at : at + len(words)]
        if all(word == token.norm for word, token in zip(words, some, strict=True)):
            yield some[0].start, some[-1].end
