"""What becomes of a form: its normal form, then the stem of that. Imported by ``qualcode.language.load`` alone."""

from __future__ import annotations

from functools import cache

from qualcode.language._norms import Norms
from qualcode.language._stems import UNSOLVED, Stemmed, Stemmer
from qualcode.language._words import words
from qualcode.language.pipeline import Found


class Forms:
    """Form → what was found; stems of normal forms are kept while it lives."""

    def __init__(self) -> None:
        self._stemmer = Stemmer(words())
        self._norms = Norms(words(), self._stemmer.solved)
        self._stems: dict[str, Stemmed] = {}

    def __call__(self, form: str) -> Found:
        """What becomes of a form as it stands in a text."""
        norm, rule = self._norms(form)
        if norm not in self._stems:
            self._stems[norm] = self._stemmer(norm)
        stemmed = self._stems[norm]
        return Found(norm, stemmed.stem, rule, stemmed.rule, stemmed.affixes)

    def is_root(self, stem: str) -> bool:
        """Whether a stem is a root of the dictionary, and neither a name nor a foreign or regional word."""
        return stem in self._stemmer.roots and stem not in words().kept


@cache
def _forms() -> Forms:
    return Forms()


def stemmed(form: str) -> tuple[str, str]:
    """The normal form and the stem of a form."""
    found = _forms()(form)
    return found.norm, found.stem


def solved(form: str, *, spoken: bool = True) -> bool:
    """Whether a form in lower case is a known word, or made of one by affixes; those of speech if ``spoken``."""
    rule = _forms()(form).stem_rule
    return rule not in UNSOLVED and (spoken or rule != "spoken")


def is_root(stem: str) -> bool:
    """Whether a stem is a root of the dictionary, and neither a name nor a foreign or regional word."""
    return _forms().is_root(stem)
