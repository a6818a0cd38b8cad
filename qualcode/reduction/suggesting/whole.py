"""Codes for the whole (*kesan umum*): judgements of all or of the rest speak for them, those of one matter do not.

*Selebihnya bagus* and *semuanya oke* speak for such a code, though no keyword stands there; *pelayanan memuaskan*
speaks for the code of *pelayanan* alone, though the code for the whole has the keyword *memuaskan*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.model import Code, Form
from qualcode.reduction.suggesting.judging_words import WHOLE
from qualcode.reduction.suggesting.keywords import Hit, Keyword
from qualcode.reduction.suggesting.valence import clauses_of, judges

if TYPE_CHECKING:
    from qualcode.reduction.suggesting.reading import Reading

REACH = 3
"""How far a judgement may stand from the word for the whole."""
_NAMED = re.compile(r"\b(?:umum|general|overall)\b|keseluruhan")
_DEFINED = re.compile(r"\b(?:secara|kesan|penilaian|pendapat|komentar) umum\b|keseluruhan")


def wholes_of(codes: Iterable[Code]) -> tuple[Keyword, ...]:
    """For each code for the whole, what a judgement of the whole is found as: a keyword without words of its own."""
    return tuple(
        Keyword(code.id, code.name, ())
        for code in codes
        if _NAMED.search(code.name.casefold()) or _DEFINED.search(code.definition.casefold())
    )


def with_wholes(reading: Reading, wholes: Sequence[Keyword]) -> tuple[Hit, ...]:
    """The hits of a reading less judgements of one matter as hits of the whole, and judgements of the whole."""
    codes = {keyword.code for keyword in wholes}
    dropped, added = set[int](), list[Hit]()
    for unit in reading.units:
        first, _ = unit.words
        words, hits = reading.forms_in(unit.words), reading.hits_in(unit.words)
        if not any(word.norm in WHOLE for word in words) and not any(hit.keyword.code in codes for hit in hits):
            continue
        for clause in clauses_of(words, reading.heard_in(unit.words)):
            here = [hit for hit in hits if clause.words[0] <= hit.first - first <= clause.words[-1]]
            if any(hit.keyword.code not in codes and not hit.root for hit in here):
                dropped.update(id(hit) for hit in here if hit.keyword.code in codes and _judging(hit, reading))
            else:
                spans = dict.fromkeys(_judged(words, clause.words))
                added += [Hit(keyword, first + at, first + last) for at, last in spans for keyword in wholes]
    kept = [hit for hit in reading.hits if id(hit) not in dropped]
    return tuple(sorted([*kept, *added], key=lambda hit: (hit.first, hit.last)))


def _judging(hit: Hit, reading: Reading) -> bool:
    """Whether the keyword found is a single word that judges."""
    form = reading.forms[reading.columns.forms[hit.first]]
    return hit.first == hit.last and bool(judges(form.norm, form.stem))


def _judged(words: Sequence[Form], clause: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last word of what judges the whole."""
    for at in clause:
        if words[at].norm in WHOLE:
            for other in range(max(clause[0], at - REACH), min(clause[-1], at + REACH) + 1):
                if judges(words[other].norm, words[other].stem):
                    yield min(at, other), max(at, other)
                    break
