"""Rules for spoken morphology: ``nge-``, nasal prefixes without ``me-``, ``-in``, ``ke-…-an``.

Run only on a form that the stemmer leaves as it is and that no list knows, so that standard text is not touched.
A rule proposes; a proposal counts if it is a known root. Nothing proposed, nothing changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qualcode.language._roots import NASAL, WITH_C
from qualcode.language._spellings import SPELLINGS

_VOWELS = "aeiou"
_CLITICS = ("", "nya", "ku", "mu", "lah", "kah", "pun", "tuh")
_SUFFIXES = ("", "in", "an", "kan", "i")
_LEAST = 3
"""Letters that a root has at least."""


def root_of(form: str, known: Callable[[str], bool]) -> str | None:
    """The root of a spoken form in lower case, or None if no rule leads to a known one."""
    for proposal in _proposals(form):
        for spelled in _spelled(proposal):
            if len(spelled) >= _LEAST and known(spelled):
                return spelled
    return None


def _proposals(form: str) -> Iterator[str]:
    for clitic in _CLITICS:
        if not form.endswith(clitic):
            continue
        bare = form.removesuffix(clitic)
        for suffix in _SUFFIXES:
            if bare.endswith(suffix) and len(bare) - len(suffix) >= _LEAST:
                yield from _without_prefix(bare.removesuffix(suffix))


def _without_prefix(base: str) -> Iterator[str]:
    """The base, then what its prefixes may stand for, likeliest first."""
    yield base
    for prefix in ("di", "ke", "se", "ku", "ter", "ber", "te", "be", "per", "me"):
        if base.startswith(prefix) and len(base) - len(prefix) >= _LEAST:
            rest = base.removeprefix(prefix).removeprefix("-")
            yield rest
            yield from _without_nasal(rest)
    yield from _without_nasal(base)


def _without_nasal(base: str) -> Iterator[str]:
    if base.startswith("nge"):
        yield base[3:].removeprefix("-")
    if base.startswith("ng"):
        rest = base[2:]
        yield NASAL.get(rest, rest)
        yield "k" + rest
        yield "h" + rest
    elif base.startswith("ny"):
        rest = base[2:]
        yield ("c" if rest in WITH_C else "s") + rest
        yield ("s" if rest in WITH_C else "c") + rest
        yield base[1:]
    elif base.startswith("n"):
        rest = base[1:]
        yield from ("t" + rest,) if rest[:1] in _VOWELS else (rest, "t" + rest)
    elif base.startswith("m"):
        rest = base[1:]
        yield from ("p" + rest,) if rest[:1] in _VOWELS else (rest, "p" + rest)


def _spelled(root: str) -> Iterator[str]:
    """A root and its standard spelling: by the list, then e for a, -e for -ai, -o for -au."""
    yield SPELLINGS.get(root, root)
    if root.endswith("e"):
        yield root[:-1] + "ai"
    if root.endswith("o"):
        yield root[:-1] + "au"
    lowered = re.sub(r"e([^aeiou]{1,2})$", r"a\1", root)
    if lowered != root:
        yield lowered
