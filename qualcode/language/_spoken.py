"""Rules for spoken morphology: ``nge-``, nasal prefixes without ``me-``, ``-in``, ``ke-…-an``.

Run only on a form that the rules for written ones leave as it is and no list knows: standard text is not touched.
A rule proposes; a proposal counts if it is a known root. Nothing proposed, nothing changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qualcode.language._words import Words

_VOWELS = "aeiou"
_CLITICS = ("", "nya", "ku", "mu", "lah", "kah", "pun", "tuh", "nyalah", "nyakah", "nyapun")
_SUFFIXES = ("", "in", "an", "kan", "i", "kin", "n")
_PREFIXES = ("di", "ke", "se", "ku", "kau", "ter", "ber", "te", "be", "diper", "per", "me")
_BEFORE_NASALS = frozenset(("di", "ke", "ku", "kau", "diper"))
_NASALS = frozenset(("nge-", "ng-", "ny-", "n-", "m-"))
_VERBAL = frozenset(("di-", "nge-", "ng-"))
"""First affixes that also stand before roots of three letters (``diisi``, ``ngecat``)."""

_LEAST = 3
"""Letters that a root has at least."""

_ONSETS = re.compile(r"(?!s[ckpt]r|spl|[cpst]hr|sch|ng|ny)[^aeiou]{3}")
"""Three consonants with which neither an Indonesian nor an English word begins: an ``e`` was not written."""

Proposal = tuple[str, tuple[str, ...]]
"""What may be a root, and the affixes that were taken off to reach it."""


class Spoken:
    """The root of a spoken form, found among known roots."""

    def __init__(self, words: Words, known: Callable[[str], bool]) -> None:
        self._words = words
        self._known = known

    def root(self, form: str) -> Proposal | None:
        """The root of a form in lower case with the affixes taken off, or None if no rule leads to a known one."""
        proposals = tuple(self._proposals(form))
        nasal_first = sorted(proposals, key=lambda proposal: not _NASALS.intersection(proposal[1]))
        for spelled, ordered in ((self._written, proposals), (self._heard, nasal_first)):
            for base, affixes in ordered:
                for root in spelled(base) if affixes else ():
                    if self._known(root) and self._fits(root, affixes):
                        return root, affixes
        return None

    def _fits(self, root: str, affixes: tuple[str, ...]) -> bool:
        """Three letters are few for a root; a function word takes few of these affixes (``ngapain``, ``diadain``)."""
        if root in self._words.functions:
            return "-i" not in affixes and (len(root) > _LEAST or "-in" in affixes)
        return len(root) > _LEAST or root in self._words.roots or root[0] in _VOWELS or affixes[0] in _VERBAL

    def _proposals(self, form: str) -> Iterator[Proposal]:
        for clitic in _CLITICS:
            if not form.endswith(clitic):
                continue
            bare = form.removesuffix(clitic).removesuffix("-")
            for suffix in _SUFFIXES:
                if bare.endswith(suffix) and len(bare) - len(suffix) >= _LEAST and _may_be(suffix, bare):
                    ends = tuple(f"-{end}" for end in (suffix, clitic) if end)
                    for base, begins in self._without_prefix(bare.removesuffix(suffix)):
                        yield base, begins + ends

    def _without_prefix(self, base: str) -> Iterator[Proposal]:
        """The base, then what its prefixes may stand for, likeliest first."""
        yield base, ()
        for prefix in _PREFIXES:
            if base.startswith(prefix) and len(base) - len(prefix) >= _LEAST:
                rest = base.removeprefix(prefix).removeprefix("-")
                yield rest, (f"{prefix}-",)
                if prefix in _BEFORE_NASALS:
                    for inner, nasal in self._without_nasal(rest):
                        yield inner, (f"{prefix}-", *nasal)
        yield from self._without_nasal(base)

    def _without_nasal(self, base: str) -> Iterator[Proposal]:
        if base in self._words.nasals:
            yield self._words.nasals[base], (f"{base[:2]}-",)
        if base.startswith("nge"):
            yield base[3:].removeprefix("-"), ("nge-",)
        for prefix in ("ng", "ny", "n", "m"):
            if base.startswith(prefix):
                rest = base.removeprefix(prefix)
                roots = [letter + rest for letter in _lost(prefix, rest)]
                for root in sorted(roots, key=lambda root: root not in self._words.preferred):
                    yield root, (f"{prefix}-",)
                return

    def _written(self, root: str) -> Iterator[str]:
        """A root and its standard spelling: by the list, then -e for -ai, -o for -au."""
        spelled = self._words.spellings.get(root, root)
        yield root if len(root) <= _LEAST and spelled in self._words.functions else spelled
        if root.endswith("e"):
            yield root[:-1] + "ai"
        if root.endswith("o"):
            yield root[:-1] + "au"

    def _heard(self, root: str) -> Iterator[str]:
        """A root as it is heard: e for a before the last consonants, then perhaps without its h, or an e left out."""
        if len(root) > _LEAST:
            changed = re.sub(r"e([^aeiou]{1,2})$", r"a\1", root)
            if changed != root:
                yield changed
                if changed[0] in _VOWELS:
                    yield "h" + changed
        if _ONSETS.match(root):
            yield root[0] + "e" + root[1:]


def _may_be(suffix: str, form: str) -> bool:
    """``-n`` is what is left of ``-in`` after a root in ai (``selesain``), ``-kin`` comes after k (``tunjukkin``)."""
    if suffix == "n":
        return form.endswith("ain") and len(form) > _LEAST + 2
    return suffix != "kin" or form.endswith("kkin")


def _lost(prefix: str, rest: str) -> tuple[str, ...]:
    """The letters that may have been lost behind a nasal prefix, likeliest first."""
    vowel = rest[:1] in _VOWELS
    if prefix == "ng":
        return ("", "k", "h")
    if prefix == "ny":
        return ("s", "c")
    lost = "t" if prefix == "n" else "p"
    if vowel:
        return (lost,) if len(rest) > _LEAST else ()
    return ("", lost)
