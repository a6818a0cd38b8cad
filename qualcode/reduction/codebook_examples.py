"""Which sources the examples of a codebook quote: words of informants leave the study with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.model import Study

_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_LEAST = 3
"""Words that an example or a quotation in it has at least; fewer stand in any text by chance."""


def sources_of_examples(study: Study) -> tuple[str, ...]:
    """Sources in whose text an example, a case on the border, or what stands there in quotation marks is found."""
    wanted = {words for code in study.codes for text in (*code.examples, code.borderline) for words in _words(text)}
    if not wanted:
        return ()
    return tuple(one.id for one in study.sources if _holds(_plain(study.text(one)), wanted))


def _holds(text: str, wanted: set[str]) -> bool:
    return any(words in text for words in wanted)


def _words(example: str) -> Iterator[str]:
    for text in (example, *_QUOTED.findall(example)):
        words = _plain(text).strip(" .,…“”\"'")
        if len(words.split()) >= _LEAST:
            yield words


def _plain(text: str) -> str:
    """Without capitals and line breaks, so that a copied sentence is found again."""
    return " ".join(text.casefold().split())
