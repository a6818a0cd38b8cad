"""Stems: PySastrawi, with what it gets wrong put right, and rules for spoken forms after it.

Imported by ``qualcode.language.load`` alone.
"""

from __future__ import annotations

import re

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer as Sastrawi
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from qualcode.language._colloquial import root_of
from qualcode.language._function_words import FUNCTION_WORDS
from qualcode.language._roots import MORE_ROOTS, STEMS
from qualcode.language._spellings import SPELLINGS

_LETTERS = re.compile(r"[a-z]+(?:-[a-z]+)*")
_CLITIC = re.compile(r"([a-z]+?)-?(nya|lah|kah|pun|ku|mu)")
_NOMINAL = re.compile(r"(?:pe|per|ke)[a-z]+kan")
_SHORTEST = 3


class Stemmer:
    """Normal form → stem."""

    def __init__(self) -> None:
        dictionary = ArrayDictionary()
        dictionary.words = dict.fromkeys(filter(None, (*StemmerFactory().get_words(), *MORE_ROOTS)))
        self._roots = dictionary.words
        self._sastrawi = Sastrawi(dictionary)

    def __call__(self, norm: str) -> str:
        """The stem of a normal form; a form without Latin letters is its own."""
        if norm in FUNCTION_WORDS or not _LETTERS.fullmatch(norm):
            return norm
        clitic = _CLITIC.fullmatch(norm)
        if clitic:
            base = SPELLINGS.get(clitic.group(1), clitic.group(1))
            if base in FUNCTION_WORDS or base in STEMS:
                return STEMS.get(base, base)
        return self._stem(norm)

    def _stem(self, form: str) -> str:
        if form in STEMS:
            return STEMS[form]
        if form in self._roots or len(form) <= _SHORTEST:
            return form
        direct = self._direct(form)
        if direct:
            return direct
        found = str(self._sastrawi.stem_word(form))
        if found != form:
            return SPELLINGS.get(found, found)
        return root_of(form, self._roots.__contains__) or self._unknown(form)

    def _direct(self, form: str) -> str | None:
        """Where PySastrawi strips ``-kan`` or ``-i`` from a root that ends so (``pergerakan``, ``gerakan``)."""
        if form.endswith("kan"):
            if form[:-2] in self._roots:
                return form[:-2]
            if _NOMINAL.fullmatch(form):
                found = str(self._sastrawi.stem_word(form[:-2]))
                return found if found.endswith("k") and found in self._roots else None
        return None

    def _unknown(self, form: str) -> str:
        """A name or foreign word loses its ``-nya``, a hyphenated one its Indonesian prefix; nothing else."""
        for prefix in ("di-", "ke-", "ber-", "nge-", "me-", "se-", "ter-"):
            if form.startswith(prefix):
                return self._stem(form.removeprefix(prefix))
        half, _, other = form.partition("-")
        if other and half == other.removesuffix("nya"):
            return self._stem(half)
        bare = form.removesuffix("nya").removesuffix("-")
        return bare if bare != form and len(bare) >= _SHORTEST else form
