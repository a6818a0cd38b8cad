"""Names that stand alone: with a capital where no sentence begins (or as a sentence), and no word of the language.

They are the least sure of the proposals: a place or a firm may be among them. What is known to everybody names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from qualcode.collection.identities.common import is_common, is_given_name
from qualcode.collection.identities.hits import Hit, HitKind
from qualcode.language import is_word

_WORD = r"[A-Z][a-z\u00df-\u024f]+(?:['’][a-z]+)?"
_RUN = re.compile(rf"(?<![\w'’@./-]){_WORD}(?: (?:(?:bin|binti) )?(?:{_WORD}|[A-Z]\.(?= ?[A-Z])))*(?![\w@])")
_WORDS = re.compile(r"\S+")
_SHORTEST = 3
_LONG = 5
_ALONE = re.compile(r"[.,:](?:[ \n]|$)")
"""What stands after a word that is a sentence of its own, the first of a list, or who speaks."""

_TELLING = re.compile(
    r" (?:tidak|nggak|ndak|gak|juga|bilang|yang|sendiri|marah|datang|ikut|itu orangnya|sudah|punya)\b"
)
"""What stands after somebody of whom a sentence tells."""

_BEFORE = re.compile(r"(?:^|[.!?…:\n\t|(\[“\"'‘]|\. ?\)|[-–—] )[ \t\"“'(\[]*$")
"""What stands before the first word of a sentence, a line, a cell or a quotation."""

_PLACE = re.compile(r"(?i)\b(?:di|ke|dari|desa|dusun|kampung|dukuh|banjar|pasar|sdn?|pustu|lingkungan)(?: \d+)? $")


def bare_names(text: str, header_end: int) -> Iterator[Hit]:
    """Capitalised words in the midst of sentences that are no words of the language, as names or, after *di*, places.

    ``header_end`` is the offset at which the header ends: its fields are read by their labels. Of several words in a
    row it is enough that one is unknown.
    """
    for run in _RUN.finditer(text, header_end):
        if not any(map(_unknown, run.group().casefold().split())):
            continue
        words = list(_WORDS.finditer(run.group()))
        begins = _BEFORE.search(text[max(header_end, run.start() - 12) : run.start()])
        if begins and not _may_begin(words, text, run.end()):
            words = words[1:]
        while words and is_common(words[0].group()):
            words = words[1:]
        while words and is_common(words[-1].group()):
            words = words[:-1]
        if any(_unknown(word.group().casefold()) for word in words):
            start, end = run.start() + words[0].start(), run.start() + words[-1].end()
            place = _PLACE.search(text[max(0, start - 14) : start])
            kind = HitKind.VILLAGE if place else HitKind.NAME
            yield Hit(start, end, text[start:end], kind, sure=False)


def _may_begin(words: Sequence[re.Match[str]], text: str, end: int) -> bool:
    """Whether the first word of a sentence may be a name: no word of the language, alone or before another capital."""
    first = words[0].group().casefold()
    if len(words) == 1:
        alone = _ALONE.match(text, end)
        if is_given_name(first) or len(first) <= _SHORTEST:
            return bool(_TELLING.match(text, end) or (alone and not is_given_name(first)))
        return bool(alone or _TELLING.match(text, end) or (len(first) > _LONG and text[end : end + 1] == " "))
    return not is_common(words[1].group()) and _unknown(first)


@cache
def _unknown(word: str) -> bool:
    """Whether a word is a name or none of the language, *nge-*, *-in* and *-nya* of speech apart (*kosnya*)."""
    if is_given_name(word):
        return True
    base = word.removeprefix("nge").removesuffix("in").removesuffix("nya")
    return len(word) >= _SHORTEST and not is_word(word) and not is_word(base) and not is_common(base)
