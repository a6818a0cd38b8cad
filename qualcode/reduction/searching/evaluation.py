"""Finding the places that a query means, source by source, with one pass over the tokens of each.

Between words, AND and NOT ask for the same unit (block, sentence or source); with segments they ask for the same place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.model import Source, Study
from qualcode.reduction.searching.patterns import places_of
from qualcode.reduction.searching.query import (
    All,
    Coded,
    Either,
    Leaf,
    Near,
    Pattern,
    Phrase,
    Placed,
    Query,
    Relation,
    Unit,
    Word,
    gives_segments,
    leaves,
)
from qualcode.reduction.searching.reading import Place, Reading
from qualcode.reduction.searching.scope import Asked, Scope
from qualcode.reduction.searching.vocabulary import Vocabulary, vocabulary


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found: ``[start, end)`` of a source, in code points."""

    source: str
    start: int
    end: int


def search(study: Study, query: Query, asked: Asked | None = None, *, within: Unit = Unit.BLOCK) -> tuple[Hit, ...]:
    """The places that a query means, by source, start and end.

    ``within`` is what AND and NOT between words look within. Raises ``UnknownName`` for a code or a value of the filter
    that is not there, ``SlowPattern`` for a regular expression that takes too long or finds too much.
    """
    scope = Scope(study, asked or Asked())
    searcher = _Searcher(scope, query, within, vocabulary(study))
    return tuple(Hit(source.id, *place) for source in scope.sources() for place in searcher.find(source))


class _Searcher:
    """A query made ready: the form numbers of its words, the codes of its operands, the places of its patterns."""

    def __init__(self, scope: Scope, query: Query, within: Unit, words: Vocabulary) -> None:
        self._scope = scope
        self._query = query
        self._within = within
        self._marks = words.marks
        parts = leaves(query)
        self._words = {
            leaf: tuple(tuple(map(words.numbers, way)) for way in words.ways_to_write(_words_of(leaf)))
            for leaf in parts
            if isinstance(leaf, (Word, Phrase))
        }
        self._wanted = frozenset(n for ways in self._words.values() for forms in ways for n in _rarest(forms)[1])
        self._codes = {leaf: scope.code(leaf.code) for leaf in parts if isinstance(leaf, Coded)}
        patterns = [leaf for leaf in parts if isinstance(leaf, Pattern)]
        self._patterns = _pattern_places(scope, patterns) if patterns else {}
        self._inside = scope.inside if self._codes else scope.required

    def find(self, source: Source) -> list[Place]:
        """The places in one source, in order."""
        reading = Reading(self._scope, source, self._marks)
        found = _Evaluation(reading, self._leaves(reading), self._within).places(self._query)
        if self._inside and found:
            segments = self._scope.segments(source.id, self._inside)
            found = [place for place in found if _inside(place, segments)]
        if self._scope.outside and found:
            segments = self._scope.segments(source.id, self._scope.outside)
            found = [place for place in found if not _touches(place, segments)]
        return found

    def _leaves(self, reading: Reading) -> Mapping[Leaf, list[Place]]:
        found: dict[Leaf, list[Place]] = {
            leaf: self._scope.segments(reading.source.id, codes) for leaf, codes in self._codes.items()
        }
        for pattern, places in self._patterns.items():
            found[pattern] = places.get(reading.source.id, [])
        if self._words:
            wanted = self._wanted
            hits = [at for at, form in enumerate(reading.columns.forms) if form in wanted] if wanted else []
            for leaf, ways in self._words.items():
                found[leaf] = sorted({place for forms in ways for place in _phrase(reading, forms, hits)})
        return found


def _words_of(leaf: Word | Phrase) -> tuple[Word, ...]:
    return (leaf,) if isinstance(leaf, Word) else leaf.words


def _rarest(forms: tuple[frozenset[int], ...]) -> tuple[int, frozenset[int]]:
    """The word of a phrase with the fewest forms, by which it is looked for: its number in the phrase, its forms."""
    return min(enumerate(forms), key=lambda one: len(one[1]))


def _pattern_places(scope: Scope, patterns: Sequence[Pattern]) -> dict[Pattern, Mapping[str, list[Place]]]:
    blocks = [
        (source.id, block.start, text[block.start : block.end])
        for source in scope.sources()
        for text in (scope.study.text(source),)
        for block in scope.blocks(source)
    ]
    return {pattern: places_of(pattern.expression, blocks) for pattern in patterns}


def _phrase(reading: Reading, words: tuple[frozenset[int], ...], hits: Sequence[int]) -> list[Place]:
    """Where words stand one after another, marks between them left aside, in one sentence of a searched block."""
    starts, ends, forms = reading.columns
    anchor, rare = _rarest(words)
    found: list[Place] = []
    for at in hits:
        if forms[at] not in rare:
            continue
        if len(words) == 1:
            place = starts[at], ends[at]
        else:
            tokens = _around(reading, at, anchor, words)
            if tokens is None:
                continue
            place = starts[tokens[0]], ends[tokens[-1]]
        if reading.is_searched(place) and (len(words) == 1 or _same(reading.number(place, Unit.SENTENCE))):
            found.append(place)
    return found


def _same(numbers: tuple[int, int]) -> bool:
    return numbers[0] == numbers[1]


def _around(reading: Reading, at: int, anchor: int, words: tuple[frozenset[int], ...]) -> tuple[int, int] | None:
    """First and last token of a phrase of which word ``anchor`` is token ``at``, or None."""
    before, forms = reading.words_before, reading.columns.forms
    first = before[at] - anchor
    if first < 0 or first + len(words) > before[-1]:
        return None
    tokens = [bisect_right(before, first + number) - 1 for number in range(len(words))]
    if any(forms[token] not in wanted for token, wanted in zip(tokens, words, strict=True)):
        return None
    return tokens[0], tokens[-1]


class _Evaluation:
    """A query over one source whose leaves are found."""

    def __init__(self, reading: Reading, found: Mapping[Leaf, list[Place]], within: Unit) -> None:
        self._reading = reading
        self._found = found
        self._within = within

    def places(self, query: Query) -> list[Place]:
        """The places of a query, each once, in order."""
        if isinstance(query, Either):
            return sorted({place for part in query.parts for place in self.places(part)})
        if isinstance(query, Near):
            return self._near(query)
        if isinstance(query, Placed):
            return self._placed(query)
        if isinstance(query, All):
            return self._all(query)
        return self._found[query]

    def _all(self, query: All) -> list[Place]:
        words = [self.places(one) for one in query.wanted if not gives_segments(one)]
        segments = [self.places(one) for one in query.wanted if gives_segments(one)]
        if words:
            found = self._together(words)
            for places in segments:
                found = [place for place in found if _touches(place, places)]
        elif segments:
            found = _shared(segments)
        else:
            found = list(self._reading.units(self._within))
        for one in query.unwanted:
            if not found:
                break
            out = self.places(one)
            if words and not segments and not gives_segments(one):
                units = self._numbers(out)
                found = [place for place in found if not units.intersection(self._numbers([place]))]
            else:
                found = [place for place in found if not _touches(place, out)]
        return found

    def _together(self, parts: Sequence[list[Place]]) -> list[Place]:
        """The places of all parts in the units that hold every part."""
        if len(parts) == 1:
            return parts[0]
        if not all(parts):
            return []
        units = set.intersection(*map(self._numbers, parts))
        return sorted({p for places in parts for p in places if units.intersection(self._numbers([p]))})

    def _numbers(self, places: Iterable[Place]) -> set[int]:
        found: set[int] = set()
        for place in places:
            first, last = self._reading.number(place, self._within)
            found.update(range(first, last + 1))
        return found

    def _placed(self, query: Placed) -> list[Place]:
        left, right = self.places(query.left), self.places(query.right)
        holds = _inside if query.relation is Relation.INSIDE else _touches
        return [place for place in left if holds(place, right)]

    def _near(self, query: Near) -> list[Place]:
        left, right = self.places(query.left), self.places(query.right)
        if not left or not right:
            return []
        segments = gives_segments(query)
        pairs = _Pairs(self._reading, query, one_block=not segments)
        covers = set(pairs.following(left, right))
        if not query.ordered:
            covers.update(pairs.following(right, left))
            if segments:
                covers.update(pairs.overlapping(left, right))
        return sorted(covers) if segments else _smallest(covers)


class _Pairs:
    """Pairs of places within reach of each other, as the stretch that holds both."""

    def __init__(self, reading: Reading, query: Near, *, one_block: bool) -> None:
        self._reading = reading
        self._reach = query.reach
        self._one_block = one_block and query.reach.unit is Unit.WORD

    def following(self, first: list[Place], second: list[Place]) -> Iterator[Place]:
        """Where one of ``second`` begins after one of ``first`` has ended."""
        number, unit = self._reading.number, self._reach.unit
        for one in first:
            last = number(one, unit)[1]
            block = number(one, Unit.BLOCK)[1] if self._one_block else 0
            for at in range(bisect_left(second, (one[1],)), len(second)):
                other = second[at]
                if number(other, unit)[0] - last > self._reach.n:
                    break
                if self._one_block and number(other, Unit.BLOCK)[0] != block:
                    break
                yield one[0], other[1]

    def overlapping(self, left: list[Place], right: list[Place]) -> Iterator[Place]:
        """Where both share something."""
        for one in left:
            for other in right[: bisect_left(right, (one[1],))]:
                if other[1] > one[0]:
                    yield min(one[0], other[0]), max(one[1], other[1])


def _smallest(places: Iterable[Place]) -> list[Place]:
    """The places that hold no other of them."""
    found: list[Place] = []
    for place in sorted(places, key=lambda place: (-place[0], place[1])):
        if not found or place[1] < found[-1][1]:
            found.append(place)
    return found[::-1]


def _largest(places: Iterable[Place]) -> list[Place]:
    """The places that no other of them holds."""
    found: list[Place] = []
    for place in sorted(places, key=lambda place: (place[0], -place[1])):
        if not found or place[1] > found[-1][1]:
            found.append(place)
    return found


def _shared(parts: Sequence[list[Place]]) -> list[Place]:
    """The stretches that a place of every part shares."""
    found = parts[0]
    for places in parts[1:]:
        found = _largest(
            (max(one[0], other[0]), min(one[1], other[1]))
            for one in found
            for other in places[: bisect_left(places, (one[1],))]
            if other[1] > one[0]
        )
    return found


def _touches(place: Place, places: Sequence[Place]) -> bool:
    """Whether a place shares a code point with one of ``places``, which are in order."""
    return any(other[1] > place[0] for other in places[: bisect_left(places, (place[1],))])


def _inside(place: Place, places: Sequence[Place]) -> bool:
    """Whether a place lies within one of ``places``, which are in order."""
    return any(other[1] >= place[1] for other in places[: bisect_right(places, (place[0], float("inf")))])
