"""Which stored forms the words of a query mean. A word that stands in no text is stemmed, without the tokenizer."""

from __future__ import annotations

import difflib
import fnmatch
import re
from collections.abc import Callable, Iterator
from functools import cache

from qualcode.language import matched_by, two_words
from qualcode.language.pipeline import Found
from qualcode.model import Form, Study
from qualcode.reduction.searching.query import ANY, Match, Word

_SLIP = 0.8
"""Share of letters that a slip of the finger leaves in place."""


class Vocabulary:
    """The forms of a study's texts, by what a query may call them."""

    def __init__(self, study: Study) -> None:
        self._forms = study.forms
        self._by_word: dict[str, Form] = {}
        for form in self._forms.values():
            folded = form.text.casefold()
            if folded not in self._by_word or form.text == folded:
                self._by_word[folded] = form
        self.marks = frozenset(number for number, form in self._forms.items() if not any(map(str.isalnum, form.text)))
        """Numbers of the forms that are marks, not words."""
        self._found: dict[Word, frozenset[int]] = {}

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word.casefold() in self._by_word

    def looked_for(self, word: Word) -> str:
        """What a word is looked for by: its stem, or itself where it is meant exactly."""
        if word.match is not Match.STEM:
            return word.text
        known = self._by_word.get(word.text.casefold())
        found: Form | Found = known or _single_forms()(word.text)
        return matched_by(found.norm, found.stem)

    def ways_to_write(self, words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
        """The words of a query as they were typed, and as two or as one where both are written (``kerjasama``)."""
        yield words
        if any(word.match is not Match.STEM for word in words):
            return
        text = " ".join(map(self.looked_for, words))
        apart = two_words().get(text, text)
        for other in (apart, *(one for one, two in two_words().items() if two == apart)):
            if other != text:
                yield tuple(map(Word, other.split()))

    def likely(self, word: Word) -> str:
        """The form in small letters, as names are not, that a word which no text holds is a slip of; else nothing."""
        near = [text for text, form in self._by_word.items() if form.text == text]
        return next(iter(difflib.get_close_matches(word.text.casefold(), near, n=1, cutoff=_SLIP)), "")

    def numbers(self, word: Word) -> frozenset[int]:
        """The numbers of the forms that a word matches."""
        if word not in self._found:
            self._found[word] = self._numbers(word)
        return self._found[word]

    def _numbers(self, word: Word) -> frozenset[int]:
        forms = self._forms.items()
        if word.text == ANY:
            return frozenset(self._forms) - self.marks
        if word.match is Match.FORM:
            wanted = word.text.casefold()
            return frozenset(number for number, form in forms if form.text.casefold() == wanted)
        if word.match is Match.WILD:
            fits = _wild(word.text.casefold()).match
            return frozenset(
                number for number, form in forms if number not in self.marks and fits(form.text.casefold())
            )
        wanted = self.looked_for(word)
        return frozenset(number for number, form in forms if wanted in (form.stem, form.norm))


def vocabulary(study: Study) -> Vocabulary:
    """The vocabulary of a study, made once."""
    return study.derived(Vocabulary)


def _wild(text: str) -> re.Pattern[str]:
    """``*`` as any run of characters and ``?`` as one; time stays in proportion to the length of a form."""
    return re.compile(fnmatch.translate(text.replace("[", "[[]")))


@cache
def _single_forms() -> Callable[[str], Found]:
    from qualcode.language import single_forms

    return single_forms()
