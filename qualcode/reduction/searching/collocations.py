"""Collocations: words that stand near what was found more often than their frequency alone would bring there.

Two measures, both over the words around the hits (the window) against all words that were searched:

- logDice (Rychlý 2008, "A lexicographer-friendly association score"): ``14 + log2(2 f(xy) / (f(x) + f(y)))``, at most
  14, not dependent on the size of the material. f(xy) are hits with the word in their window, but no more than the
  word occurs there.
- log-likelihood G² (Dunning 1993, "Accurate methods for the statistics of surprise and coincidence"), of the word
  inside and outside the windows; large where chance is a poor account of it.

A collocation is a place to read, not a finding.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import log, log2

from qualcode.model import Source, Study
from qualcode.reduction.searching.evaluation import Hit
from qualcode.reduction.searching.frequencies import listed_words
from qualcode.reduction.searching.scope import Asked, Scope
from qualcode.reduction.searching.vocabulary import vocabulary

WINDOW, LEAST = 5, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Collocation:
    """A word near the hits: tokens of it in their windows, hits that have it there, tokens of it everywhere."""

    word: str
    near: int
    hits: int
    everywhere: int
    sources: int
    log_dice: float
    log_likelihood: float


def log_dice(together: int, one: int, other: int) -> float:
    """Rychlý's score of two things found ``one`` and ``other`` times, ``together`` of them near each other."""
    return 14 + log2(2 * together / (one + other))


def log_likelihood(near: int, window: int, everywhere: int, size: int) -> float:
    """Dunning's G² of a word that is ``near`` of ``window`` words and ``everywhere`` of ``size``."""
    rows = ((near, window), (everywhere - near, size - window))
    total = 0.0
    for found, of in rows:
        for observed, share in ((found, everywhere / size), (of - found, 1 - everywhere / size)):
            if observed:
                total += observed * log(observed / (of * share))
    return max(0.0, 2 * total)


def collocations(  # noqa: PLR0913 - what is asked, each by its name
    study: Study,
    hits: Iterable[Hit],
    asked: Asked | None = None,
    *,
    window: int = WINDOW,
    least: int = LEAST,
    function: bool = False,
) -> tuple[Collocation, ...]:
    """Words near hits, by logDice. ``window`` counts words on either side within the block.

    ``least`` is how often a word has to stand near; words that stand there less often than chance would bring are left
    out. ``function`` keeps function words and numbers.
    """
    found = _Windows(study, Scope(study, asked or Asked()), window, listed_words(study, function=function))
    by_source = {name: list(some) for name, some in groupby(hits, key=lambda hit: hit.source)}
    for source in found.scope.sources():
        found.take(source, by_source.get(source.id, []))
    result = []
    for word, near in found.near.items():
        everywhere = found.everywhere[word]
        if near < least or near * found.size <= found.window * everywhere:
            continue
        having = found.having[word]
        result.append(
            Collocation(
                word=word,
                near=near,
                hits=having,
                everywhere=everywhere,
                sources=found.in_sources[word],
                log_dice=log_dice(min(having, near), found.hits, everywhere),
                log_likelihood=log_likelihood(near, found.window, everywhere, found.size),
            )
        )
    return tuple(sorted(result, key=lambda one: (-one.log_dice, -one.near, one.word)))


class _Windows:
    """Counts words in the windows of hits, and everywhere; a word in two windows counts once, hits have it each."""

    def __init__(self, study: Study, scope: Scope, reach: int, listed: dict[int, str]) -> None:
        self._study = study
        self.scope = scope
        self._reach = reach
        self._listed = listed
        self._marks = vocabulary(study).marks
        self.near: Counter[str] = Counter()
        self.having: Counter[str] = Counter()
        self.everywhere: Counter[str] = Counter()
        self.in_sources: Counter[str] = Counter()
        self.hits = self.window = self.size = 0

    def take(self, source: Source, hits: list[Hit]) -> None:
        """Count one source and the hits in it."""
        starts, ends, numbers = self._study.token_columns(source)
        around: set[int] = set()
        inside: set[int] = set()
        at = 0
        for start, end, _block in self.scope.stretches(source):
            first, last = bisect_left(starts, start), bisect_right(ends, end)
            words = [token for token in range(first, last) if numbers[token] not in self._marks]
            self.size += len(words)
            self.everywhere.update(self._listed[n] for token in words if (n := numbers[token]) in self._listed)
            while at < len(hits) and hits[at].start < end:
                hit = hits[at]
                at += 1
                if hit.start < start:
                    continue
                before = bisect_left(words, bisect_left(starts, hit.start))
                after = bisect_left(words, bisect_left(starts, hit.end))
                near = {*words[max(0, before - self._reach) : before], *words[after : after + self._reach]}
                self.hits += 1
                self.having.update({self._listed[n] for token in near if (n := numbers[token]) in self._listed})
                around |= near
                inside.update(words[before:after])
        around -= inside
        self.window += len(around)
        found = [self._listed[n] for token in around if (n := numbers[token]) in self._listed]
        self.near.update(found)
        self.in_sources.update(set(found))
