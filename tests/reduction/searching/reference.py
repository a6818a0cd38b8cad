"""A slow and obvious evaluator of queries, to compare with. Everything is tried with everything."""

from __future__ import annotations

from qualcode.model import Block, Speaker, Study, Token
from qualcode.reduction.code_tree import descendants
from qualcode.reduction.searching.query import (
    ANY,
    All,
    Coded,
    Either,
    Match,
    Near,
    Phrase,
    Placed,
    Query,
    Relation,
    Unit,
    Word,
    gives_segments,
)

Place = tuple[int, int]


class Reference:
    """One source of a study whose informants' words are searched."""

    def __init__(self, study: Study, source: str, within: Unit) -> None:
        self.study = study
        self.source = source
        self.within = within
        self.all_blocks: list[Block] = list(study.blocks(source))
        self.blocks = [(b.start, b.end) for b in self.all_blocks if b.speaker is not Speaker.INTERVIEWER]
        self.words: list[Token] = [t for t in study.tokens(source) if any(c.isalnum() for c in t.text)]
        self.sentences = []
        for start, end in self.blocks:
            cut = [
                (max(start, s.start), min(end, s.end))
                for s in study.sentences(source)
                if s.start < end and s.end > start
            ]
            self.sentences += cut or [(start, end)]

    def places(self, query: Query) -> set[Place]:
        """The places that a query means."""
        if isinstance(query, (Word, Phrase)):
            return self._phrase((query,) if isinstance(query, Word) else query.words)
        if isinstance(query, Coded):
            codes = {query.code, *descendants(self.study, query.code)}
            segments = self.study.segments
            found = [segments[c.segment] for c in self.study.codings if c.code in codes]
            return {(s.start, s.end) for s in found if s.source == self.source}
        if isinstance(query, Either):
            return {place for part in query.parts for place in self.places(part)}
        if isinstance(query, Placed):
            right = self.places(query.right)
            holds = inside if query.relation is Relation.INSIDE else touches
            return {one for one in self.places(query.left) if any(holds(one, other) for other in right)}
        assert isinstance(query, (Near, All))
        return self._near(query) if isinstance(query, Near) else self._all(query)

    def _phrase(self, words: tuple[Word, ...]) -> set[Place]:
        found = set()
        for first in range(len(self.words) - len(words) + 1):
            some = self.words[first : first + len(words)]
            place = some[0].start, some[-1].end
            if (
                all(fits(word, token) for word, token in zip(words, some, strict=True))
                and any(inside(place, block) for block in self.blocks)
                and (len(words) == 1 or any(inside(place, sentence) for sentence in self.sentences))
            ):
                found.add(place)
        return found

    def numbers(self, place: Place, unit: Unit) -> list[int]:
        """The units that a place touches; the next one where it touches none."""
        if unit is Unit.SOURCE:
            return [0]
        units = {
            Unit.WORD: [(w.start, w.end) for w in self.words],
            Unit.SENTENCE: self.sentences,
            Unit.BLOCK: [(b.start, b.end) for b in self.all_blocks],
        }[unit]
        touched = [number for number, one in enumerate(units) if touches(one, place)]
        return touched or [sum(end <= place[0] for _, end in units)]

    def _near(self, query: Near) -> set[Place]:
        segments = gives_segments(query)
        found = set()
        for one in self.places(query.left):
            for other in self.places(query.right):
                if self._reach(one, other, query, segments=segments):
                    found.add((min(one[0], other[0]), max(one[1], other[1])))
        if segments:
            return found
        return {place for place in found if not any(inside(other, place) and other != place for other in found)}

    def _reach(self, one: Place, other: Place, query: Near, *, segments: bool) -> bool:
        if touches(one, other):
            return segments and not query.ordered
        if query.ordered and other[0] < one[1]:
            return False
        first, second = sorted((one, other))
        one_block = self.numbers(first, Unit.BLOCK) == self.numbers(second, Unit.BLOCK)
        if not segments and query.reach.unit is Unit.WORD and not one_block:
            return False
        unit = query.reach.unit
        return self.numbers(second, unit)[0] - self.numbers(first, unit)[-1] <= query.reach.n

    def _all(self, query: All) -> set[Place]:
        words = [self.places(q) for q in query.wanted if not gives_segments(q)]
        segments = [self.places(q) for q in query.wanted if gives_segments(q)]
        if words:
            units = [{n for place in places for n in self.numbers(place, self.within)} for places in words]
            shared = set.intersection(*units)
            found = {place for places in words for place in places}
            if len(words) > 1:
                found = {place for place in found if shared.intersection(self.numbers(place, self.within))}
            found = {p for p in found if all(any(touches(p, s) for s in places) for places in segments)}
        elif segments:
            found = segments[0]
            for places in segments[1:]:
                met = {(max(a[0], b[0]), min(a[1], b[1])) for a in found for b in places if touches(a, b)}
                found = {p for p in met if not any(inside(p, other) and p != other for other in met)}
        else:
            found = set(self.sentences if self.within is Unit.SENTENCE else self.blocks)
        for one in query.unwanted:
            out = self.places(one)
            if words and not segments and not gives_segments(one):
                units_out = {n for place in out for n in self.numbers(place, self.within)}
                found = {p for p in found if not units_out.intersection(self.numbers(p, self.within))}
            else:
                found = {p for p in found if not any(touches(p, o) for o in out)}
        return found


def fits(word: Word, token: Token) -> bool:
    """Whether a token is what a word of a query means; in these texts words are their own stems."""
    if word.text in (ANY, "?"):
        return True
    if word.match is Match.WILD:
        return token.text.startswith(word.text.rstrip("*"))
    return token.text == word.text


def touches(one: Place, other: Place) -> bool:
    """Whether two places share a code point."""
    return one[0] < other[1] and other[0] < one[1]


def inside(one: Place, other: Place) -> bool:
    """Whether one place lies within another."""
    return other[0] <= one[0] and one[1] <= other[1]
