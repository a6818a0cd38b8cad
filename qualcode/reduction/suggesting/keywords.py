"""Keywords of the codebook, found in a text by their stems; a phrase where its words stand close together.

What is found is the reason that is shown: the very words of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from qualcode.language import is_word, matched_by
from qualcode.model import Code, Form

if TYPE_CHECKING:
    from qualcode.language import Pipeline
    from qualcode.language.pipeline import Found

SLACK = 2
"""How many other words may stand between those of a phrase."""
_WORD = re.compile(r"\w+(?:[-/.]\w+)*")
_PLAIN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLITIC = re.compile(r"(\w{2,}?)[-.'’`]*(?:nya|ny|x)")
_HYPHENS = re.compile(r"[-.'’`]")
_ENDS = frozenset(".!?…\n")
"""Marks that no phrase goes across."""
_HALF = 2
"""The fewest letters of each half of a keyword that somebody wrote as two words (*over all*)."""
_MISSPELT, _CHANGED = 5, 6
"""The fewest letters of a word that may be a keyword misspelt, and of one in which a letter may be another."""

Forms = Callable[[str], tuple[tuple[str, str], ...]]
"""The normal form and the stem of each word of a short text."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword as the codebook has it, and the stems that it is found by.

    A word that only its affixes make more than a function word (*bersama*, *semaunya*) is found by its form.
    ``derived``: one word that is more than its root (*makanan*, *terbuka*); where only the root stands (*makan*,
    *buka*) the code is rarely meant.
    """

    code: str
    text: str
    stems: tuple[str, ...]
    derived: bool = False


def forms_by(known: Mapping[str, tuple[str, str]]) -> Forms:
    """Forms of phrases: words that stand in the texts are known, others are looked up; only signs need the tokenizer.

    ``known`` gives lower-case form → (normal form, stem).
    """

    def forms(text: str) -> tuple[tuple[str, str], ...]:
        words = _WORD.findall(text.casefold())
        if all(word in known or _PLAIN.fullmatch(word) for word in words):
            return tuple(known[word] if word in known else _single(word) for word in words)
        return tuple((token.norm, token.stem) for token in _pipeline().analyse(text)[0] if _WORD.match(token.text))

    return forms


@cache
def _single(word: str) -> tuple[str, str]:
    found = _look()(word)
    return found.norm, found.stem


@cache
def _look() -> Callable[[str], Found]:
    from qualcode.language import single_forms

    return single_forms()


@cache
def _pipeline() -> Pipeline:
    from qualcode.language import load

    return load()


def keywords_of(code: Code, forms: Forms) -> tuple[Keyword, ...]:
    """The keywords of a code; without any, its name stands for one."""
    found: dict[tuple[str, ...], Keyword] = {}
    for text in code.keywords or (code.name,):
        words = forms(text)
        stems = tuple(matched_by(norm, stem) for norm, stem in words)
        derived = len(words) == 1 and _bare(words[0][0], words[0][0]) != stems[0]
        if stems and (stems not in found or not derived):
            found[stems] = Keyword(code.id, text, stems, derived)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Hit:
    """A keyword found: the numbers of its first and last token; ``root`` where only the root of it stands."""

    keyword: Keyword
    first: int
    last: int
    root: bool = False

    @property
    def about(self) -> tuple[int, int]:
        """The tokens that name the matter: of a judgement of the whole the first alone, so that it still judges."""
        return self.first, self.last + 1 if self.keyword.stems else self.first + 1


class Finder:
    """Finds keywords in token sequences; made once for a codebook. ``wholes`` are those without words of their own."""

    def __init__(self, keywords: Sequence[Keyword]) -> None:
        self.wholes = tuple(keyword for keyword in keywords if not keyword.stems)
        self._phrases: list[Keyword] = []
        self._words: dict[str, list[Keyword]] = {}
        self._cut: dict[str, dict[str, None]] = {}
        self._forms: Mapping[int, Form] = {}
        self._known: dict[int, tuple[str, ...]] = {}
        for keyword in (one for one in keywords if one.stems):
            if len(keyword.stems) > 1:
                self._phrases.append(keyword)
            whole = "".join(_HYPHENS.sub("", stem) for stem in keyword.stems)
            for word in dict.fromkeys((whole, *keyword.stems[: len(keyword.stems) == 1])):
                self._words.setdefault(word, []).append(keyword)
        for word in self._words:
            for at in range(_HALF, len(word) - _HALF + 1):
                self._cut.setdefault(word[:at], {})[word[at:]] = None
        self._wanted = {stem for keyword in self._phrases for stem in keyword.stems} | self._words.keys()
        self._shortened: dict[str, dict[str, None]] = {}
        for word in sorted(self._wanted):
            if len(word) >= _MISSPELT:
                for form in _one_less(word):
                    self._shortened.setdefault(form, {})[word] = None

    def find(self, numbers: Sequence[int], forms: Mapping[int, Form]) -> tuple[Hit, ...]:
        """Every hit, in the order of the text, of whose tokens these are the numbers of the forms."""
        places: dict[str, list[int]] = {}
        hits: dict[tuple[int, int, int], Hit] = {}

        def hit(keyword: Keyword, first: int, last: int, *, root: bool = False) -> None:
            place = (first, last, id(keyword))
            if place not in hits or hits[place].root:
                hits[place] = Hit(keyword, first, last, root)

        known = self._wanted_of(forms)
        for at, number in [(at, number) for at, number in enumerate(numbers) if number in known]:
            norm = forms[number].norm
            for key in known[number]:
                places.setdefault(key, []).append(at)
                for keyword in self._words.get(key, ()):
                    hit(keyword, at, at, root=keyword.derived and _bare(norm, norm) == key)
            if norm in self._cut and at + 1 < len(numbers):
                for keyword in self._of_halves(norm, forms[numbers[at + 1]].norm):
                    hit(keyword, at, at + 1)
        for keyword, first, last in self._phrases_in(places):
            if not any(forms[number].text[:1] in _ENDS for number in numbers[first:last]):
                hit(keyword, first, last)
        return tuple(hits[place] for place in sorted(hits, key=lambda place: place[:2]))

    def _phrases_in(self, places: Mapping[str, Sequence[int]]) -> Iterator[tuple[Keyword, int, int]]:
        for keyword in self._phrases:
            for first, last in _found(keyword.stems, places):
                yield keyword, first, last

    def _of_halves(self, one: str, other: str) -> Sequence[Keyword]:
        rest = _bare(other, other)
        return self._words[one + rest] if rest in self._cut[one] else ()

    def _wanted_of(self, forms: Mapping[int, Form]) -> Mapping[int, tuple[str, ...]]:
        """The numbers of the forms that are looked for, each with what of it is."""
        if forms is not self._forms:
            found = ((number, self._keys_of(form)) for number, form in forms.items())
            self._forms, self._known = forms, {number: keys for number, keys in found if keys is not None}
        return self._known

    def _keys_of(self, form: Form) -> tuple[str, ...] | None:
        """What of a form is looked for: its stem, its norm, and where no stem was found what its clitic leaves.

        None where nothing is, nor a word that begins with it.
        """
        looked = [form.stem, form.norm]
        if form.stem == form.norm:
            looked.append(_bare(form.norm, form.stem))
        looked += [_HYPHENS.sub("", one) for one in looked]
        keys = tuple(one for one in dict.fromkeys(looked) if one in self._wanted) or self._misspelt(form)
        return keys if keys or form.norm in self._cut else None

    def _misspelt(self, form: Form) -> tuple[str, ...]:
        """The word that a form in no dictionary misses by a letter: one too many, too few, or another one."""
        word = _bare(form.norm, form.norm)
        if form.stem != form.norm or len(word) < _MISSPELT or not word.isalpha():
            return ()
        alike = dict.fromkeys(other for part in _one_less(word) for other in self._shortened.get(part, ()))
        near = tuple(other for other in alike if _one_off(word, other))
        return near[:1] if near and not is_word(word) else ()


def _bare(norm: str, otherwise: str) -> str:
    """A form without its ``-nya``, however it is written (``AC-nya``, ``tv.nya``, ``handukny``, ``handukx``)."""
    found = _CLITIC.fullmatch(norm)
    return found.group(1) if found else otherwise


def _one_less(word: str) -> list[str]:
    """A word, and what is left of it without one of its letters."""
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]


def _one_off(word: str, other: str) -> bool:
    """Whether words that are alike without a letter are one letter, or an exchange of neighbours, apart.

    Not the first letter, nor any of a short word: too many words are alike but for these.
    """
    if len(word) != len(other):
        return abs(len(word) - len(other)) == 1
    apart = [at for at, (one, two) in enumerate(zip(word, other, strict=True)) if one != two]
    exchanged = len(apart) == 2 and apart[1] - apart[0] == 1 and word[apart[0]] == other[apart[1]]  # noqa: PLR2004
    return len(word) >= _CHANGED and apart[:1] != [0] and (len(apart) == 1 or exchanged)


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
