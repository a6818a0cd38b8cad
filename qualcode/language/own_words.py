"""A study's own words: ``words.txt`` in its folder, for what the program's lists do not know of a place or a field.

``urus: baurus baurusan`` has the forms behind the colon count as the word before it; words on a line without a colon
stay as they are. What stands behind ``#`` is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from qualcode.errors import BadFile, Problem
from qualcode.language import RULES, normalise, stemmed

FILE = "words.txt"
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CLITIC = re.compile(r"(.+?)-?(?:nya|lah|kah|pun|ku|mu)")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Form in lower case → the word it counts as; ``rules`` changes with the file."""

    rules: str = RULES
    words: dict[str, str] = field(default_factory=dict)

    def get(self, form: str) -> str | None:
        """The word that a form counts as, with or without what hangs on it; None if the study says nothing of it."""
        folded = form.casefold()
        clitic = _CLITIC.fullmatch(folded)
        return self.words.get(folded) or (self.words.get(clitic.group(1)) if clitic else None)

    def stemmed(self, form: str) -> tuple[str, str]:
        """The normal form and the stem of a form: by the study's own words, else by the program's rules."""
        own = self.get(form)
        if own is None:
            return stemmed(form)
        return own, own if own in self.words else stemmed(own)[1]


def read(folder: Path) -> OwnWords:
    """The own words of the study in a folder, if it has some; ``BadFile`` with every line that cannot be read."""
    try:
        data = (folder / FILE).read_bytes()
    except OSError:
        return OwnWords()
    try:
        lines = normalise(data.decode("utf-8-sig")).splitlines()
    except UnicodeDecodeError:
        raise BadFile(FILE, (Problem("not_text"),)) from None
    problems: list[Problem] = []
    words: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        said = line.partition("#")[0].strip()
        pairs = tuple(_pairs(said.casefold()))
        if said and not pairs:
            problems.append(Problem("own_words", number, said))
        words.update(pairs)
    if problems:
        raise BadFile(FILE, tuple(problems))
    return OwnWords(f"{RULES}+{crc32(data):08x}", words)


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    """Each form of a line with the word it counts as; nothing if the line is not as it should be."""
    before, colon, behind = line.partition(":")
    forms = (behind if colon else before).split()
    counts_as = before.strip()
    if all(map(_WORD.fullmatch, forms)) and (not colon or _WORD.fullmatch(counts_as)):
        yield from ((form, counts_as if colon else form) for form in forms)
