"""Keywords of the codebook, found in a text by their stems; a phrase where its words stand close together.

What is found is the reason that is shown: the very words of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from qualcode.language import matched_by
from qualcode.model import Code, Token

if TYPE_CHECKING:
    from qualcode.language import Pipeline

SLACK = 2
"""How many other words may stand between those of a phrase."""
_WORD = re.compile(r"\w+(?:[-/.]\w+)*")

Stems = Callable[[str], tuple[str, ...]]
"""The stems of the words of a short text."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword as the codebook has it, and the stems that it is found by.

    A word that only its affixes make more than a function word (*bersama*, *semaunya*) is found by its form.
    """

    code: str
    text: str
    stems: tuple[str, ...]


def stems_by(known: Mapping[str, str]) -> Stems:
    """Stems of phrases: those of forms that stand in the texts are known, only others need the language pipeline.

    ``known`` gives lower-case form → stem.
    """

    def stems(text: str) -> tuple[str, ...]:
        words = _WORD.findall(text.casefold())
        if all(word in known for word in words):
            return tuple(matched_by(word, known[word]) for word in words)
        return tuple(
            matched_by(token.norm, token.stem) for token in _pipeline().analyse(text)[0] if _WORD.match(token.text)
        )

    return stems


@cache
def _pipeline() -> Pipeline:
    from qualcode.language import load

    return load()


def keywords_of(code: Code, stems: Stems) -> tuple[Keyword, ...]:
    """The keywords of a code; without any, its name stands for one."""
    found = {}
    for text in code.keywords or (code.name,):
        words = stems(text)
        if words and words not in found:
            found[words] = Keyword(code.id, text, words)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Hit:
    """A keyword found: the numbers of its first and last token."""

    keyword: Keyword
    first: int
    last: int


class Finder:
    """Finds keywords in token sequences; made once for a codebook."""

    def __init__(self, keywords: Iterable[Keyword]) -> None:
        self._keywords = tuple(keywords)
        self._wanted = frozenset(stem for keyword in self._keywords for stem in keyword.stems)

    def find(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Every hit, in the order of the text, of whose tokens these are all."""
        places: dict[str, list[int]] = {}
        wanted = self._wanted
        for at, token in enumerate(tokens):
            if token.stem in wanted:
                places.setdefault(token.stem, []).append(at)
            if token.norm != token.stem and token.norm in wanted:
                places.setdefault(token.norm, []).append(at)
        hits = [Hit(keyword, *found) for keyword in self._keywords for found in _found(keyword.stems, places)]
        return tuple(sorted(hits, key=lambda hit: (hit.first, hit.last)))


def _found(stems: Sequence[str], places: Mapping[str, Sequence[int]]) -> list[tuple[int, int]]:
    if any(stem not in places for stem in stems):
        return []
    if len(stems) == 1:
        return [(at, at) for at in places[stems[0]]]
    reach = len(stems) + SLACK
    rarest = min(stems, key=lambda stem: len(places[stem]))
    found: dict[tuple[int, int], None] = {}
    for anchor in places[rarest]:
        near = [_nearest(places[stem], anchor) for stem in stems if stem != rarest]
        first, last = min([anchor, *near]), max([anchor, *near])
        if last - first < reach:
            found[first, last] = None
    return list(found)


def _nearest(places: Sequence[int], anchor: int) -> int:
    after = bisect_left(places, anchor)
    near = places[max(0, after - 1) : bisect_right(places, anchor) + 1]
    return min(near, key=lambda at: (abs(at - anchor), at))
