"""Stems: the lists, rules for written affixes over PySastrawi's dictionary, and rules for spoken ones after them.

Imported by ``qualcode.language.load`` alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from qualcode.language._spoken import Spoken
from qualcode.language._words import Words
from qualcode.language._written import Written

_LETTERS = re.compile(r"[a-z]+(?:-[a-z]+)*")
_CLITIC = re.compile(r"([a-z]+?)-?(nya|lah|kah|pun|ku|mu)")
_PROCLITIC = re.compile(r"(?:ku|kau)(?=[a-z]{4})")
_HYPHENED = ("di", "ke", "ber", "nge", "me", "se", "ter")
_SHORTEST = 3
UNSOLVED = ("unknown", "mark", "bare")
"""Rules by which a form is no word, nor made of one."""


class Stemmed(NamedTuple):
    """A stem, the rule that found it, and what that rule took off."""

    stem: str
    rule: str
    affixes: tuple[str, ...] = ()


class Stemmer:
    """Normal form → stem."""

    def __init__(self, words: Words) -> None:
        self.roots = frozenset(filter(None, StemmerFactory().get_words())) | words.roots
        """Every known root, in lower case."""
        self._words = words
        self._kept = words.kept
        self._written = Written(words, self.roots)
        self._spoken = Spoken(words, (self.roots | words.functions).__contains__)

    def __call__(self, norm: str) -> Stemmed:
        """The stem of a normal form; a form without Latin letters is its own."""
        if norm in self._words.functions:
            return Stemmed(norm, "function")
        if norm in self._kept:
            return Stemmed(norm, "kept")
        if not _LETTERS.fullmatch(norm):
            return Stemmed(norm, "unknown" if any(map(str.isalpha, norm)) else "mark")
        clitic = _CLITIC.fullmatch(norm)
        if clitic and len(clitic.group(1)) >= _SHORTEST and self._left(*clitic.groups()):
            return Stemmed(clitic.group(1), "clitic", (f"-{clitic.group(2)}",))
        return self._stem(norm)

    def _left(self, base: str, clitic: str) -> bool:
        return base in self._words.functions or (clitic == "nya" and base in self._kept)

    def solved(self, form: str) -> bool:
        """Whether a form is a known word or made of one by affixes."""
        return self(form).rule not in UNSOLVED

    def _stem(self, form: str) -> Stemmed:
        stems = self._words.stems
        if form in stems:
            return Stemmed(stems[form], "listed")
        if form in self.roots:
            return Stemmed(form, "root")
        if len(form) <= _SHORTEST:
            return Stemmed(form, "unknown")
        clitic = _CLITIC.fullmatch(form)
        if clitic and clitic.group(1) in stems:
            return Stemmed(stems[clitic.group(1)], "listed", (f"-{clitic.group(2)}",))
        return (
            self._by_written_rules(form)
            or self._repeated(form)
            or self._by_spoken_rules(form)
            or self._by_written_rules(_PROCLITIC.sub("", form))
            or self._unknown(form)
        )

    def _by_written_rules(self, form: str) -> Stemmed | None:
        parts = self._written.parts(form)
        if parts is None:
            return None
        root = self._words.spellings.get(parts.root, parts.root)
        return Stemmed(self._words.stems.get(root, root), "standard", parts.affixes)

    def _by_spoken_rules(self, form: str) -> Stemmed | None:
        found = self._spoken.root(form)
        return Stemmed(found[0], "spoken", found[1]) if found else None

    def _repeated(self, form: str) -> Stemmed | None:
        """The stem that both halves share (``ditanya-tanyain``), or that stands after a prefix (``dibolak-balik``)."""
        first, hyphen, other = form.partition("-")
        if not hyphen or "-" in other:
            return None
        for prefix in _HYPHENED:
            if form.removeprefix(prefix) in self._words.stems:
                return Stemmed(self._words.stems[form.removeprefix(prefix)], "listed", (f"{prefix}-",))
        if first in _HYPHENED:
            return None
        one, two = self(first), self(other)
        if one.stem == two.stem or two.stem in self._written.roots_of(first):
            return Stemmed(two.stem, "repeated")
        return Stemmed(one.stem, "repeated") if one.stem in self._written.roots_of(other) else None

    def _unknown(self, form: str) -> Stemmed:
        """A name or foreign word loses its ``-nya``, a hyphenated one its Indonesian prefix; nothing else."""
        for prefix in _HYPHENED:
            if form.startswith(f"{prefix}-"):
                inner = self(form.removeprefix(f"{prefix}-"))
                return Stemmed(inner.stem, "bare", (f"{prefix}-", *inner.affixes))
        half, _, other = form.partition("-")
        if other and half == other.removesuffix("nya"):
            return Stemmed(self(half).stem, "repeated")
        bare = form.removesuffix("nya").removesuffix("-")
        if bare != form and len(bare) >= _SHORTEST:
            return Stemmed(bare, "bare", ("-nya",))
        return Stemmed(form, "unknown")
