"""Words as lines, and how often a line's people or sources use them: counting, with its denominator (M&H94 p. 253)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.errors import BadValue
from qualcode.model import Counted, EntryKind, Study
from qualcode.reduction.coded import CodedSegment
from qualcode.terms import Terms

from ._counts import counted_entry
from ._parts import Axis, Finder, Item, Place, Recipe, Scope
from ._result import MatrixEntry

if TYPE_CHECKING:
    from qualcode.reduction.searching.frequencies import Frequencies
    from qualcode.reduction.searching.scope import Asked

MOST = 25
"""Lines of words where none are named: the most frequent."""


class _Views:
    """Word counts of each view of a study, found once; of groups those of the most frequent words, unless asked."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._found: dict[tuple[Asked, str, bool], Frequencies] = {}

    def __call__(self, scope: Scope, by: str, word: str = "") -> Frequencies:
        from qualcode.reduction.searching.frequencies import frequencies
        from qualcode.reduction.searching.scope import Asked

        wanted = scope.filter
        asked = Asked(filter=replace(wanted, code=()), inside=wanted.code, relevant=True)
        usual = frozenset(one.word for one in self(scope, "").words[:MOST]) if by else frozenset()
        key = asked, by, word in usual
        if key not in self._found:
            self._found[key] = frequencies(self._study, asked, by=by, only=usual if word in usual else None)
        return self._found[key]


def _counted(scope: Scope, by: str, word: str = "") -> Frequencies:
    return scope.study.derived(_Views)(scope, by, word)


def _words(scope: Scope) -> tuple[Item, ...]:
    return tuple(Item(id=one.word, label=one.word) for one in _counted(scope, "").words[:MOST])


def _other_words(scope: Scope) -> tuple[Item, ...]:
    return tuple(Item(id=one.word, label=one.word) for one in _counted(scope, "").words[MOST:])


def _by_words(scope: Scope, items: tuple[Item, ...]) -> Finder:
    from qualcode.reduction.searching.frequencies import WordsAt

    lines = {item.id for item in items}
    words_at = scope.study.derived(WordsAt)
    found: dict[str, tuple[str, ...]] = {}

    def find(one: CodedSegment) -> Iterable[str]:
        if one.segment_id not in found:
            there = words_at(*one.stretch)
            found[one.segment_id] = tuple(name for name in there if name in lines)
        return found[one.segment_id]

    return find


word = Axis(
    name="word",
    partial=True,
    stub=("word",),
    items=_words,
    finders={CodedSegment: _by_words},
    told_by=("segments",),
    more=_other_words,
    rules=lambda terms: (terms("displays.rule.words", most=terms.number(MOST)),),
)


def word_counts() -> Recipe:
    """How often a line's word stands in what the people of the other line say (or its sources, or text coded so)."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        from qualcode.reduction.searching.frequencies import PER

        line, other = (place.column, place.row) if _groups(place.row) else (place.row, place.column)
        meant = _groups(other)
        if meant is None:
            raise BadValue("columns", other.label, KNOWN)
        by, groups = meant
        found = _counted(place.scope, by, line.id)
        counts = place.scope.study.derived(_Indexes)(found).get(line.id, {})
        n, of = sum(counts.get(group, 0) for group in groups), sum(found.sizes.get(group, 0) for group in groups)
        entry = counted_entry(place.scope, Counted.WORDS, (n, of, 0), ())
        terms = place.scope.terms
        rate = terms("displays.entry.per_thousand", rate=terms.number(round(PER * n / of, 2))) if n else ""
        yield replace(entry, text=f"{entry.text} {rate}".strip())

    def rules(terms: Terms) -> tuple[str, ...]:
        return (terms("displays.rule.word_counts"),)

    return Recipe(kinds=(EntryKind.COUNT,), assemble=assemble, rules=rules)


KNOWN = ("role", "informant", "group", "case", "source", "technique", "focus", "code")
"""Axes by which words can be counted."""


class _Indexes:
    """Word → group → count of word counts, found once for each."""

    def __init__(self, _study: Study) -> None:
        self._found: dict[int, tuple[Frequencies, Mapping[str, Mapping[str, int]]]] = {}

    def __call__(self, found: Frequencies) -> Mapping[str, Mapping[str, int]]:
        if id(found) not in self._found:
            index = {one.word: {group: count.n for group, count in one.groups.items()} for one in found.words}
            self._found[id(found)] = found, index
        return self._found[id(found)][1]


def _groups(line: Item) -> tuple[str, tuple[str, ...]] | None:
    """What the words of a line are grouped by, and its groups; None for a line that has no words of its own."""
    if line.sources:
        return "source", line.sources
    if line.informants:
        return "informant", line.informants
    if line.code:
        return "code", (line.code,)
    return ("focus", line.focuses) if line.focuses else None
