"""Words that could become keywords of a code: they stand where it was given, and seldom where it was not.

Counted as the keyword would be found, so that the figures are those that it will have in the codebook.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qualcode.language import function_words, is_word
from qualcode.model import Code, Study, Token
from qualcode.reduction.suggesting.keywords import Finder, Keyword, forms_by, keywords_of
from qualcode.reduction.suggesting.model import Decided, Frame
from qualcode.reduction.suggesting.reading import Reading, known_forms, read
from qualcode.reduction.suggesting.units import Unit, UnitKind

LOOKED_AT, LEAST_NEW, SHORTEST = 80, 2, 3
"""Candidates that are counted; passages without a keyword so far that a word must find; letters of a word."""
LEAST_SHARE, LIFT, ENOUGH = 0.5, 1.5, 0.9
"""The share of its passages that must have the code, and how much more often than all passages; this is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedKeyword:
    """``right`` of the ``stood`` decided passages with it have the code; ``new`` ones are found by no keyword yet."""

    text: str
    right: int
    stood: int
    new: int


@dataclass(frozen=True, slots=True)
class _Passage:
    reading: Reading
    unit: Unit
    has: bool
    found: bool

    @property
    def tokens(self) -> Sequence[Token]:
        return self.reading.tokens_in(self.unit.words)


def propose_keywords(study: Study, code_id: str, frame: Frame, *, most: int = 20) -> tuple[ProposedKeyword, ...]:
    """The words and pairs of words, most useful first; none while too little is decided about the code."""
    code = study.get(Code, code_id)
    passages = list(_passages(study, code_id, frame))
    forms = forms_by(known_forms(study))
    old = {keyword.stems for keyword in frame.keywords if keyword.code == code_id}
    keywords: dict[tuple[str, ...], Keyword] = {}
    for text in _candidates(passages):
        for keyword in keywords_of(replace(code, keywords=(text,)), forms):
            if keyword.stems not in old:
                keywords.setdefault(keyword.stems, keyword)
    counted = _counted(passages, tuple(keywords.values()))
    base = sum(one.has for one in passages) / max(1, len(passages))
    share = max(LEAST_SHARE, min(ENOUGH, LIFT * base))
    useful = [one for one in counted if one.new >= LEAST_NEW and one.right >= share * one.stood]
    useful.sort(key=lambda one: (-one.new * one.right / one.stood, -one.right, one.text))
    return tuple(_without_parts(useful))[:most]


def _passages(study: Study, code_id: str, frame: Frame) -> Iterator[_Passage]:
    decided = Decided(study, frame.under, frame.coders)
    at = frame.codes.index(code_id) if code_id in frame.codes else None
    names = frame.under.get(code_id, ())
    for source in study.sources if at is not None else ():
        if source.id not in decided.sources():
            continue
        reading = read(study, source, UnitKind.BLOCK, frame.finder)
        for unit in reading.units:
            what = decided.of(unit)
            if what and at is not None and what[1][at]:
                hits = reading.hits_in(unit.words)
                found = any(hit.keyword.code in names and not hit.root for hit in hits)
                yield _Passage(reading, unit, bool(what[0][at]), found)


def _candidates(passages: Sequence[_Passage]) -> Iterator[str]:
    """Words as they stand most often, by how much oftener than by chance their passages have the code."""
    right: Counter[tuple[str, ...]] = Counter()
    stood: Counter[tuple[str, ...]] = Counter()
    written: dict[tuple[str, ...], Counter[str]] = {}
    left = [one for one in passages if not one.found]
    for one in left:
        here = dict(_phrases(one.tokens))
        stood.update(here.keys())
        if one.has:
            right.update(here.keys())
            for stems, text in here.items():
                written.setdefault(stems, Counter())[text] += 1
    share = min(0.99, max(0.01, sum(one.has for one in left) / max(1, len(left))))
    scores = {
        stems: (count - stood[stems] * share) / math.sqrt(stood[stems] * share * (1 - share))
        for stems, count in right.items()
        if count >= LEAST_NEW
    }
    for stems in sorted(scores, key=lambda stems: (-scores[stems], stems))[:LOOKED_AT]:
        yield min(written[stems], key=lambda text: (-written[stems][text], text))


def _phrases(tokens: Sequence[Token]) -> Iterator[tuple[tuple[str, ...], str]]:
    words = [token if _carries(token) else None for token in tokens]
    for word in words:
        if word:
            yield (word.stem,), word.text.casefold()
    for one, other in pairwise(words):
        if one and other and one.stem != other.stem:
            yield (one.stem, other.stem), f"{one.text} {other.text}".casefold()


def _carries(token: Token) -> bool:
    """Whether a word may be a keyword: one of matter, and nobody's name."""
    if not token.text.isalpha() or len(token.stem) < SHORTEST or {token.norm, token.stem} & function_words():
        return False
    return not token.text.istitle() or is_word(token.norm)


def _counted(passages: Sequence[_Passage], keywords: Sequence[Keyword]) -> list[ProposedKeyword]:
    finder = Finder(keywords)
    right, stood, new = Counter[Keyword](), Counter[Keyword](), Counter[Keyword]()
    for one in passages:
        first, last = one.unit.words
        numbers = one.reading.columns.forms[first:last]
        found = {hit.keyword for hit in finder.find(numbers, one.reading.forms) if not hit.root}
        stood.update(found)
        right.update(found if one.has else ())
        new.update(found if one.has and not one.found else ())
    return [
        ProposedKeyword(text=one.text, right=right[one], stood=stood[one], new=new[one])
        for one in keywords
        if stood[one]
    ]


def _without_parts(found: Sequence[ProposedKeyword]) -> Iterator[ProposedKeyword]:
    """Without pairs that find no more than a word of theirs that stands before them, as surely."""
    shown: list[ProposedKeyword] = []
    for one in found:
        words = one.text.split()
        parts = (other for other in shown if other.text in words)
        if len(words) == 1 or not any(other.right * one.stood >= one.right * other.stood for other in parts):
            shown.append(one)
            yield one
