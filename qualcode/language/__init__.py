"""What qualcode knows of Indonesian: tokens, sentences, normal forms and stems. See README.md beside this file.

The only package that loads spaCy and PySastrawi (its dictionary), and only in ``load()``: texts are analysed once,
when they are taken in; no later command needs a pipeline.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from zlib import crc32

from qualcode.language._words import FILE, words
from qualcode.language.pipeline import Found, Pipeline

__all__ = [
    "RULES",
    "Pipeline",
    "function_words",
    "load",
    "matched_by",
    "normalise",
    "single_forms",
    "stemmed",
    "two_words",
]

RULES = f"7.{crc32(FILE.read_bytes()):08x}"
"""Version of the rules and of ``words.txt``: what was analysed under another version is analysed anew."""


def normalise(text: str) -> str:
    r"""The text in NFC with ``\n`` line ends and no byte order mark; nothing else is changed."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def function_words() -> frozenset[str]:
    """Words that carry grammar rather than matter, in lower case; they are never stemmed."""
    return words().functions


def matched_by(norm: str, stem: str) -> str:
    """What a word is looked for by: its stem, or its normal form where the stem is a function word (*bersama*)."""
    return norm if stem != norm and stem in function_words() else stem


def single_forms() -> Callable[[str], Found]:
    """What becomes of a form that stands alone, such as a word that is looked for; needs no tokenizer."""
    from qualcode.language._forms import Forms

    return Forms()


def two_words() -> Mapping[str, str]:
    """Words that are written as one or as two (``kerjasama``): as one → as two, in lower case."""
    return words().together


def stemmed(form: str) -> tuple[str, str]:
    """The normal form and the stem of a form; the dictionary is read at the first call."""
    from qualcode.language._forms import stemmed

    return stemmed(form)


def is_word(form: str, *, spoken: bool = True) -> bool:
    """Whether a form, in lower case, is a known word or made of one by affixes; a foreign word or name is none.

    Without ``spoken`` not by the rules of speech, which see a word in many a name (*obet*: hebat).
    """
    from qualcode.language._forms import solved

    return solved(form, spoken=spoken)


def load(known: Mapping[str, tuple[str, str]] | None = None) -> Pipeline:
    """The Indonesian pipeline. ``known`` holds forms of earlier runs under the same ``RULES``."""
    from qualcode.language._forms import Forms
    from qualcode.language._tokenizer import pieces

    return Pipeline(pieces(), Forms(), known or {})
