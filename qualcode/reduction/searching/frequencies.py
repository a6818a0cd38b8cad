"""How often words occur, for whom, and in how many sources: counted over the stored tokens, once each source.

A number per 1,000 words makes groups of different length comparable; in how many sources a word occurs tells a word of
many from the pet word of one. Neither says what is meant by it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from qualcode.collection.positions import speakers
from qualcode.errors import UnknownName
from qualcode.language import function_words, matched_by
from qualcode.model import Block, Form, Informant, Source, Speaker, Study, TokenColumns
from qualcode.reduction.code_tree import codes_of_focus, descendants
from qualcode.reduction.searching.scope import Asked, Scope, cut, joined
from qualcode.reduction.searching.vocabulary import vocabulary

PER = 1000
FORMS_SHOWN = 4


class Count(NamedTuple):
    """How often something occurs, per 1,000 words of what was counted there, and in how many sources."""

    n: int
    per_thousand: float
    sources: int


NONE = Count(0, 0.0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCount:
    """A word by its stem (or form), the forms it stands in, the most frequent first, and its counts.

    ``groups`` holds the counts of the groups in which it stands; ``of`` gives those of any.
    """

    word: str
    forms: tuple[str, ...]
    total: Count
    groups: Mapping[str, Count] = field(default_factory=dict)

    def of(self, group: str) -> Count:
        """Its counts in a group."""
        return self.groups.get(group, NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequencies:
    """Words, the most frequent first; how many words and sources were counted, in all and in each group."""

    words: tuple[WordCount, ...]
    size: int
    sources: int
    sizes: Mapping[str, int]
    labels: Mapping[str, str]


ALL = ""
"""The group of everything."""
Stretch = tuple[int, int, Block]
Part = tuple[str, int, int]
"""A group and a stretch of a source that belongs to it."""
Parts = Callable[[Scope, Source, Stretch], Iterable[Part]]


def frequencies(  # noqa: PLR0913 - each with its default
    study: Study,
    asked: Asked | None = None,
    *,
    by: str = "",
    forms: bool = False,
    function: bool = False,
    only: frozenset[str] | None = None,
) -> Frequencies:
    """Word frequencies of what is asked for.

    ``by`` is one of ``GROUPS`` or empty; ``forms`` counts forms instead of stems; ``function`` keeps function words
    and numbers, which are else left out of the list, never out of the size. ``only`` are the words whose groups are
    wanted (all, if None): thousands of words in hundreds of groups fill the memory. ``UnknownName`` for another ``by``.
    """
    if by and by not in GROUPS:
        raise UnknownName("grouping", by, tuple(GROUPS))
    scope = Scope(study, asked or Asked())
    words = listed_words(study, forms=forms, function=function)
    wanted = {number: word for number, word in words.items() if only is None or word in only}
    marks = vocabulary(study).marks
    tallies = {ALL: _Tally(words, marks)}
    for source in scope.sources():
        starts, ends, numbers = study.token_columns(source)
        here: dict[str, Counter[int]] = {}
        for group, start, end in _parts(scope, source, by):
            found = numbers[bisect_left(starts, start) : bisect_right(ends, end)]
            here.setdefault(group, Counter()).update(found)
        for group, counted in here.items():
            tallies.setdefault(group, _Tally(wanted, marks)).add_source(counted)
    labels = GROUPS[by].labels(study) if by else {}
    groups = [group for group in labels if group in tallies]
    total = tallies[ALL]
    shown = total.shown_forms(study.forms)
    by_word: dict[str, dict[str, Count]] = {}
    for group in groups:
        for word in tallies[group].words:
            by_word.setdefault(word, {})[group] = tallies[group].count(word)
    return Frequencies(
        words=tuple(
            WordCount(
                word=word,
                forms=shown[word],
                total=total.count(word),
                groups=by_word.get(word, {}),
            )
            for word, _n in sorted(total.words.items(), key=lambda one: (-one[1], one[0]))
        ),
        size=total.size,
        sources=total.sources,
        sizes={group: tallies[group].size for group in groups},
        labels={group: labels[group] for group in groups},
    )


class WordsAt:
    """The words by stem, without function words and numbers, at places of a study; the last source read is kept."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._listed = listed_words(study)
        self._columns: tuple[str, TokenColumns] | None = None

    def __call__(self, source: str, start: int, end: int) -> tuple[str, ...]:
        """Those in ``[start, end)`` of a source, each once, in order."""
        if self._columns is None or self._columns[0] != source:
            self._columns = source, self._study.token_columns(source)
        starts, ends, numbers = self._columns[1]
        found = numbers[bisect_left(starts, start) : bisect_right(ends, end)]
        return tuple(dict.fromkeys(self._listed[number] for number in found if number in self._listed))


def listed_words(study: Study, *, forms: bool = False, function: bool = False) -> dict[int, str]:
    """Number of a form → the word that it is counted as: its stem, or itself in small letters.

    Without ``function`` those of function words and of what has no letter are left out; marks always are.
    """
    grammar = frozenset() if function else function_words()
    found = {}
    for number, form in study.forms.items():
        key = matched_by(form.norm, form.stem)
        if key not in grammar and any(map(str.isalnum if function else str.isalpha, form.text)):
            found[number] = form.text.casefold() if forms else key
    return found


class _Tally:
    """What is counted of one group: its listed words, and how many words there are in all."""

    def __init__(self, words: Mapping[int, str], marks: frozenset[int]) -> None:
        self._listed = words
        self._marks = marks
        self._in_sources: Counter[str] = Counter()
        self.forms: Counter[int] = Counter()
        self.size = 0
        self.sources = 0

    def add_source(self, counted: Counter[int]) -> None:
        """Add how often each form stands in what belongs to the group in one source."""
        self.sources += not counted.keys() <= self._marks
        self.size += counted.total() - sum(counted[mark] for mark in self._marks & counted.keys())
        here = {number: n for number, n in counted.items() if number in self._listed}
        self.forms.update(here)
        self._in_sources.update({self._listed[number] for number in here})

    @cached_property
    def words(self) -> Counter[str]:
        """How often each listed word occurs."""
        found: Counter[str] = Counter()
        for number, n in self.forms.items():
            found[self._listed[number]] += n
        return found

    def count(self, word: str) -> Count:
        """The counts of one word."""
        n = self.words[word]
        return Count(n, PER * n / self.size if n else 0.0, self._in_sources[word])

    def shown_forms(self, table: Mapping[int, Form]) -> Mapping[str, tuple[str, ...]]:
        """Of each word its most frequent forms, in small letters."""
        found: dict[str, Counter[str]] = {}
        for number, n in self.forms.items():
            found.setdefault(self._listed[number], Counter())[table[number].text.casefold()] += n
        return {
            word: tuple(form for form, _n in sorted(forms.items(), key=lambda one: (-one[1], one[0]))[:FORMS_SHOWN])
            for word, forms in found.items()
        }


@dataclass(frozen=True, slots=True)
class _Group:
    """A way to group words: the groups in their order with their labels, and the groups of a stretch."""

    labels: Callable[[Study], Mapping[str, str]]
    parts: Parts


def _parts(scope: Scope, source: Source, by: str) -> Iterator[Part]:
    for stretch in scope.stretches(source):
        yield ALL, stretch[0], stretch[1]
        if by:
            yield from GROUPS[by].parts(scope, source, stretch)


def _by_speaker(names: Callable[[Scope, str], str]) -> Parts:
    def parts(scope: Scope, source: Source, stretch: Stretch) -> Iterable[Part]:
        start, end, block = stretch
        if block.speaker is Speaker.INTERVIEWER:
            return [(block.speaker.value, start, end)]
        return [(group, start, end) for group in {names(scope, who) for who in speakers(source, (block,))}]

    return parts


def _role(scope: Scope, who: str) -> str:
    person = scope.study.find(Informant, who)
    return person.role if person else ""


def _with_interviewer(labels: Mapping[str, str]) -> Mapping[str, str]:
    return {**labels, Speaker.INTERVIEWER.value: Speaker.INTERVIEWER.value}


def _coded(
    groups: Callable[[Scope], Mapping[str, frozenset[str]]],
) -> Parts:
    def parts(scope: Scope, source: Source, stretch: Stretch) -> Iterable[Part]:
        start, end, _block = stretch
        for group, codes in groups(scope).items():
            for left, right in cut(joined(scope.segments(source.id, codes)), start, end):
                yield group, left, right

    return parts


def _codes_of_focuses(study: Study) -> Mapping[str, frozenset[str]]:
    return {focus.id: frozenset(codes_of_focus(study, focus.id)) for focus in study.focuses}


def _codes_with_those_under_them(study: Study) -> Mapping[str, frozenset[str]]:
    return {code.id: frozenset((code.id, *descendants(study, code.id))) for code in study.codes}


GROUPS: Mapping[str, _Group] = {
    "role": _Group(lambda study: _with_interviewer({role.id: role.label for role in study.roles}), _by_speaker(_role)),
    "informant": _Group(
        lambda study: _with_interviewer({one.id: one.id for one in study.informants}), _by_speaker(lambda _s, who: who)
    ),
    "technique": _Group(
        lambda study: {one.technique.value: one.technique.value for one in study.sources},
        lambda _scope, source, stretch: [(source.technique.value, stretch[0], stretch[1])],
    ),
    "source": _Group(
        lambda study: {source.id: source.id for source in study.sources},
        lambda _scope, source, stretch: [(source.id, stretch[0], stretch[1])],
    ),
    "focus": _Group(
        lambda study: {focus.id: focus.label for focus in study.focuses},
        _coded(lambda scope: scope.study.derived(_codes_of_focuses)),
    ),
    "code": _Group(
        lambda study: {code.id: code.id for code in study.codes},
        _coded(lambda scope: scope.study.derived(_codes_with_those_under_them)),
    ),
}
"""What words can be grouped by. Text coded under several focuses or codes counts for each of them."""
