"""Affixes of written Indonesian: the ways to take a form apart into affixes and a known root, and the likeliest one.

Of two ways the one that leaves more letters to the root is likelier (``perawat``: *rawat*, not *awat*), then the one
with fewer affixes. Which of two roots a nasal prefix hides, the lists say where the usual one is wrong
(``mengarang``: *karang*, but ``mengatur``: *atur*).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from qualcode.language._words import Words

_LEAST = 3
_VOWELS = frozenset("aiueo")
_AROUND = frozenset(("ke", "pe", "per", "me", "di"))
"""Prefixes with which a suffix makes one affix around a root (``ke-…-an``, ``me-…-kan``)."""

_USUAL = frozenset("aiueopts")
"""First letters of the usual one of two roots behind a nasal: a vowel rather than k, p than m, t than n, s than ny."""

_PARTICLES = ("", "lah", "kah", "tah", "pun")
_POSSESSIVES = ("", "nya", "ku", "mu")
_SUFFIXES = ("", "an", "kan", "i")
_PLAIN = re.compile(r"(?:di|ber|ter|per)|(?:ke|se)(?=[aiueo]|....)|me(?=[lrwy])|pe(?=[^rmn]...)")
"""Prefixes whose root stands behind them as it is; three letters are few behind ``ke``, ``se`` and ``pe``."""

_MELTED = re.compile(r"(?:[bt]e(?=[^aeiou]er|r)|pe(?=r)|[bp]el(?=ajar))")
"""Shorter shapes of ``ber-``, ``ter-`` and ``per-``: *be-kerja*, *te-percaya*, *pe-rumah-an*, *bel-ajar*."""

_NASALS = {"ng": ("k", "", "ghkqx"), "ny": ("s", "ny", ""), "m": ("p", "m", "bfpv"), "n": ("t", "n", "cdjstz")}
"""Nasal → what may begin a root: before a vowel a hidden letter, or the nasal itself; else one of these consonants."""

_SYLLABLE = re.compile(r"[^aeiou]+[aeiou][^aeiou]*")

_INNER = {
    "": ("di", "ke", "se", "ber", "ter", "per", "me", "pe"),
    "di": ("per", "ber", "ter", "ke", "se", "pe"),
    "me": ("per", "ber", "ter", "ke", "se", "pe"),
    "pe": ("per", "ber", "ke", "se"),
    "ke": ("ber", "ter", "se", "pe", "per"),
    "se": ("pe", "per", "ke"),
    "ber": ("ke", "pe", "per", "se"),
    "ter": ("ke", "se", "per"),
    "per": ("se", "ber"),
}
"""Prefix → those that may stand between it and the root; the first line is for the beginning of a form."""

_NEVER = {
    "an": frozenset(("di", "me", "ter")),
    "kan": frozenset(("ke", "se", "pe")),
    "i": frozenset(("ke", "se", "pe", "ber")),
}
"""Suffix → the outermost prefixes with which it makes no form."""

_SELDOM = frozenset((("", "i"), ("per", "kan")))
"""Outermost prefix and suffix that come together in a few forms only (*temui*, *perlihatkan*)."""


class Parts(NamedTuple):
    """A way to take a form apart: the root, its letters that stand in the form, and the affixes from left to right."""

    root: str
    seen: int
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]

    @property
    def outer(self) -> str:
        """The first prefix, if there is one."""
        return self.prefixes[0] if self.prefixes else ""

    @property
    def suffix(self) -> str:
        """The derivational suffix, ``-an``, ``-kan`` or ``-i``, if there is one, without the hyphen."""
        return next((suffix for suffix in self.suffixes if suffix in _NEVER), "")

    @property
    def affixes(self) -> tuple[str, ...]:
        """As ``di-``, ``-kan``."""
        return (*(f"{prefix}-" for prefix in self.prefixes), *(f"-{suffix}" for suffix in self.suffixes))


class Written:
    """The root of a form in written Indonesian, found among known roots."""

    def __init__(self, words: Words, roots: Collection[str]) -> None:
        self._own = words.roots
        self._preferred = words.preferred
        self._roots = roots

    def parts(self, form: str) -> Parts | None:
        """The likeliest way to take a form in lower case apart, or None if no known root is left."""
        return min(self._known(form), key=self._unlikely, default=None)

    def roots_of(self, form: str) -> frozenset[str]:
        """Every known root that a form may have."""
        return frozenset(way.root for way in self._known(form))

    def _known(self, form: str) -> Iterator[Parts]:
        return (way for way in _ways(form) if way.root in self._roots and self._fits(way))

    def _fits(self, way: Parts) -> bool:
        """Whether the suffix goes with the prefix, and three letters are enough for the root."""
        if way.outer in _NEVER.get(way.suffix, ()) and not _without_k(way):
            return False
        alone = not way.prefixes and way.suffix in ("an", "i")
        return not alone or len(way.root) > _LEAST or way.root in self._own or way.root[0] in _VOWELS

    def _unlikely(self, way: Parts) -> tuple[int, ...]:
        """What is compared, in this order, to find the likeliest way: it has the least."""
        around = way.outer in _AROUND and way.suffix in _NEVER
        against = 0 if way.root in self._preferred else 1 if way.root[0] in _USUAL else 2
        return (
            (way.outer, way.suffix) in _SELDOM or _without_k(way),
            _suffix_within(way) - way.seen,
            len(way.prefixes) + len(way.suffixes) - around,
            len(way.prefixes),
            against,
            not around if way.outer in _AROUND else way.suffix == "kan",
        )


def _without_k(way: Parts) -> bool:
    """Whether a verb is written with one k where two belong (``menunjukan``)."""
    return way.suffix == "an" and way.outer in _NEVER["an"] and way.root.endswith("k")


def _suffix_within(way: Parts) -> int:
    """Letters at the end of a root that may be a suffix as well: ``-an`` or ``-kan``, or the k of ``-kan``."""
    if way.suffix == "an":
        return int(way.root.endswith("k"))
    if len(way.root) > _LEAST + 1 and way.suffix not in _NEVER:
        return 3 if way.root.endswith("kan") else 2 if way.root.endswith("an") else 0
    return 0


def _ways(form: str) -> Iterator[Parts]:
    for bare, ends in _without_clitics(form):
        for suffix in _SUFFIXES:
            if not bare.endswith(suffix):
                continue
            suffixes = (suffix, *ends) if suffix else ends
            for root, seen, prefixes in _bases(bare.removesuffix(suffix), ()):
                yield Parts(root, seen, prefixes, suffixes)


def _without_clitics(form: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for particle in _PARTICLES:
        if form.endswith(particle):
            whole = form.removesuffix(particle)
            for possessive in _POSSESSIVES:
                if whole.endswith(possessive):
                    yield whole.removesuffix(possessive), tuple(filter(None, (possessive, particle)))


def _bases(base: str, taken: tuple[str, ...], seen: int = 0) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """What may be the root, how many of its letters stand in the form, and the prefixes before it."""
    if len(base) < _LEAST:
        return
    yield base, seen or len(base), taken
    allowed = _INNER[taken[-1] if taken else ""]
    plain = _PLAIN.match(base)
    if plain and plain.group() in allowed:
        yield from _bases(base[plain.end() :], (*taken, plain.group()))
    melted = _MELTED.match(base)
    if melted and base[0] + "er" in allowed:
        rest = base[melted.end() :]
        yield from _bases(rest, (*taken, base[0] + "er"), len(rest) - rest.startswith("r"))
    if base[:2] in ("me", "pe") and base[:2] in allowed:
        for rest, shown in _behind_nasal(base[2:]):
            yield from _bases(rest, (*taken, base[:2]), shown)


def _behind_nasal(base: str) -> Iterator[tuple[str, int]]:
    """What may stand behind ``me-`` or ``pe-`` and its nasal, with the count of letters after the nasal."""
    if base.startswith("nge") and _SYLLABLE.fullmatch(base[3:]):
        yield base[3:], len(base) - 3
    for nasal, (hidden, own, consonants) in _NASALS.items():
        rest = base.removeprefix(nasal)
        if rest == base:
            continue
        if rest[:1] in _VOWELS:
            yield hidden + rest, len(rest)
            yield own + rest, len(rest)
        elif rest[:1] in consonants:
            yield rest, len(rest)
