"""What ``words.txt`` knows: names, forms of address, offices, and words that name nobody."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("words.txt")

_SECTION = re.compile(r"^\[(?P<name>[^\]:,]+)[^\]]*\]\n(?P<words>[^\[]*)", re.MULTILINE)


def _sections() -> dict[str, tuple[str, ...]]:
    text = re.sub(r"(?m)^#.*\n", "", FILE.read_text(encoding="utf-8"))
    return {found["name"]: tuple(found["words"].split()) for found in _SECTION.finditer(text)}


_LISTED = _sections()

ADDRESSES = _LISTED["forms of address"]
"""Forms of address and titles before a name, with their capitals and stops."""

OFFICES = frozenset(_LISTED["offices"])
"""Offices, and words that open a sentence, in small letters: a name ends before them."""

ONLY_NAMES = frozenset(_LISTED["names that are no words"])
"""Given names and names of families that are no words of the language, in small letters."""

_NAMES = ONLY_NAMES.union(_LISTED["names that are words too"])
_PLACES = frozenset(_LISTED["places"])
_KNOWN = OFFICES.union(_LISTED["words"], (word.rstrip(".").casefold() for word in ADDRESSES))

KNOWN_TO_ALL = re.compile(
    r"\b(?:Bung (?:Karno|Hatta|Tomo)|Gus Dur|Pak (?:Harto|Jokowi)|Jokowi|Ki Hajar Dewantara"
    r"|(?:Nabi|Rasul|Rasulullah) [A-Z]\w+)\b"
)
"""People of history, who are no informants."""


def is_given_name(word: str) -> bool:
    """Whether a word, in small letters, is a name though it may be a word of the language."""
    return word in _NAMES


def is_place(word: str) -> bool:
    """Whether a word is a place that everybody knows: a province, a regency, a town, a country."""
    return word.casefold() in _PLACES


@cache
def is_common(word: str) -> bool:
    """Whether a word names nobody: a known place, a word known to everybody, an office, or a form of address."""
    bare = word.strip(".").casefold()
    return bare not in ONLY_NAMES and (bare in _KNOWN or bare in _PLACES)
