"""The normal form of a word: what search and suggestion compare. The text itself is never changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qualcode.language._words import Words

_CLITIC = re.compile(r"(.{3,}?)(nya|lah|kah|pun|ku|mu)")
_TWICE = re.compile(r"([a-z]{3,})[2²]-?([a-z]*)")
_DRAWN = re.compile(r"([a-z])\1{2,}")
_DOUBLED = re.compile(r"([aiu])\1|([eo])\2$")
_PREFIXES = ("di", "ke", "se", "ber", "ter", "me")
_LEAST = 3
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
"""Marks inside words that nobody sees, such as the hyphen that shows at the end of a line only."""


class Norms:
    """Form → normal form. ``solved`` tells whether a form is a word, or made of one by affixes."""

    def __init__(self, words: Words, solved: Callable[[str], bool]) -> None:
        self._spellings = words.spellings
        self._kept = words.kept
        self._solved = solved

    def __call__(self, form: str) -> tuple[str, str]:
        """The normal form, and the rule that changed the form in lower case (none: empty)."""
        folded = form.casefold().replace("’", "'")
        folded = folded if folded.isascii() else folded.translate(_UNSEEN)
        if folded in self._kept:
            return folded, ""
        spelled = self._spelled(folded)
        if spelled != folded:
            return spelled, "spelling"
        twice = _TWICE.fullmatch(folded)
        if twice:
            return self._written_out(twice.group(1), twice.group(2)) or folded, "twice"
        drawn = self._drawn(folded, maybe_name=form[:1].isupper())
        return (drawn, "drawn") if drawn else (folded, "")

    def _spelled(self, form: str) -> str:
        """The standard spelling of a form, of what stands before its clitic, and of each half of a reduplication."""
        if form in self._spellings:
            return self._spellings[form]
        if "-" in form:
            return "-".join(self._spelled(half) for half in form.split("-"))
        clitic = _CLITIC.fullmatch(form)
        if clitic and clitic.group(1) in self._spellings:
            return self._spellings[clitic.group(1)] + clitic.group(2)
        return form

    def _written_out(self, base: str, rest: str) -> str | None:
        """``hati2`` as *hati-hati*, ``ditanya2in`` as *ditanya-tanyain*; None if the base is no word."""
        if not self._solved(self._spelled(base)):
            return None
        for prefix in _PREFIXES:
            bare = base.removeprefix(prefix)
            if bare != base and len(bare) >= _LEAST and base not in self._spellings and self._solved(bare):
                return self._spelled(f"{base}-{bare}{rest}")
        return self._spelled(f"{base}-{base}{rest}")

    def _drawn(self, form: str, *, maybe_name: bool) -> str | None:
        """``bangeeet`` as *banget*, ``ramee`` as *ramai*: letters written again for their length."""
        if _DRAWN.search(form):
            tries: Iterator[str] = iter((_DRAWN.sub(r"\1", form), _DRAWN.sub(r"\1\1", form)))
        elif not maybe_name and _DOUBLED.search(form) and not self._solved(form):
            tries = iter((_DOUBLED.sub(r"\1\2", form),))
        else:
            return None
        for tried in tries:
            spelled = self._spelled(tried)
            if len(tried) >= _LEAST and self._solved(spelled):
                return spelled
        return None
