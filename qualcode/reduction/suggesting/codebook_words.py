"""The codebook's own words: names, keywords, definitions, what is included, examples, and words that go with them.

They are weak evidence. A word tells the more, the fewer codes of one level have it; words of one field
(``word_fields``) stand for each other, the less, the more fields they stand in.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.language import function_words
from qualcode.model import Code
from qualcode.reduction.suggesting.keywords import Forms
from qualcode.reduction.suggesting.solver import Array
from qualcode.reduction.suggesting.word_fields import word_fields

NAMED, INCLUDED, DEFINED, SHOWN = 1.0, 0.8, 0.7, 0.6
"""What a word counts: in the name or as a keyword, in what is included, in the definition, in an example."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Book:
    """How much a word tells of each code: ``said`` and ``meant`` are word × code, ``places`` names their rows.

    ``said``: the codebook has the word; ``meant``: it has words of the same fields. ``above`` names each code's own
    number and those of the codes above it; ``levels`` groups the numbers of codes that are equally far down.
    """

    places: Mapping[str, int]
    said: Array
    meant: Array
    above: Sequence[Sequence[int]]
    levels: Sequence[Sequence[int]]


def book_of(codes: Sequence[Code], under: Mapping[str, Iterable[str]], forms: Forms) -> Book:
    """The book of these codes."""
    import numpy as np

    above = [[to for to, other in enumerate(codes) if code.id in under[other.id]] for code in codes]
    depths = [len(numbers) for numbers in above]
    levels = [[at for at, depth in enumerate(depths) if depth == level] for level in sorted(set(depths))]
    own = {code.id: _weights(code, forms) for code in codes}
    words = [_heaviest(own[name] for name in under[code.id] if name in own) for code in codes]
    stems = sorted({stem for one in words for stem in one} | word_fields().keys())
    said, meant = np.zeros((len(stems), len(codes))), np.zeros((len(stems), len(codes)))
    places = {stem: at for at, stem in enumerate(stems)}
    for level in levels:
        _tell(said, places, [words[at] for at in level], level)
        _mean(meant, places, [words[at] for at in level], level)
    return Book(places, said, meant, above, levels)


def _weights(code: Code, forms: Forms) -> dict[str, float]:
    found: dict[str, float] = {}
    for weight, texts in (
        (SHOWN, code.examples),
        (DEFINED, (code.definition,)),
        (INCLUDED, (code.include,)),
        (NAMED, (code.name, *code.keywords)),
    ):
        for word in sorted({word for text in texts for word in _WORD.findall(text.casefold())}):
            for norm, stem in forms(word):
                if not {norm, stem} & function_words():
                    found[stem] = weight
    return found


def _heaviest(parts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in parts:
        for stem, weight in part.items():
            found[stem] = max(weight, found.get(stem, 0.0))
    return found


def _tell(said: Array, places: Mapping[str, int], words: Sequence[Mapping[str, float]], level: Sequence[int]) -> None:
    having = Counter(stem for one in words for stem in one)
    most = math.log(len(words) + 0.5)
    for code, one in zip(level, words, strict=True):
        for stem, weight in one.items():
            said[places[stem], code] = weight * (1 - math.log(having[stem]) / most)


def _mean(meant: Array, places: Mapping[str, int], words: Sequence[Mapping[str, float]], level: Sequence[int]) -> None:
    import numpy as np

    known = word_fields()
    fields = {field: at for at, field in enumerate(sorted({field for found in known.values() for field in found}))}
    table = np.zeros((len(words), len(fields)))
    for row, one in enumerate(words):
        for stem, weight in one.items():
            found = known.get(stem, ())
            for field in found:
                table[row, fields[field]] += weight / math.sqrt(len(found))
    table = np.log1p(table)
    table *= table / np.maximum(1e-9, table.sum(0))
    table /= np.maximum(1e-9, np.sqrt((table * table).sum(1)))[:, None]
    for stem, found in known.items():
        at = [fields[field] for field in found]
        meant[places[stem], list(level)] = table[:, at].sum(1) / math.sqrt(len(found))
