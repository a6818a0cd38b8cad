"""A dialogue in one paragraph (``Peneliti: … Informan: …``): each of its turns becomes a line of its own.

Only where the labels leave no doubt: words or letters for speakers, each behind the end of a sentence, that alternate
between one who asks and others. Nothing of the words changes; the blank before a label becomes a line end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from qualcode.collection.documents import Remark, remark
from qualcode.collection.lines import Line, Where
from qualcode.collection.speaker_words import ASKS, INTERVIEWER_WORDS, key_of, known_word

_LABELS = re.compile(
    r"(?:^|(?<=[.?!…)\]\"”’]))[ \t]*(?P<label>[^\W\d_][^\W\d_]{0,15}(?: ?\d{1,2})?)[ \t]?[:：](?=[ \t]*[^\s/])"
)
_LEAST = 3
_LONGEST = 200_000
"""Code points of a line in which labels are looked for."""


def one_turn_a_line(lines: Sequence[Line]) -> tuple[tuple[Line, ...], list[Remark]]:
    """The lines, those that hold several turns parted at the labels; and a remark on how many turns that were."""
    found: list[Line] = []
    for line in lines:
        found += _parted(line)
    added = len(found) - len(lines)
    return tuple(found), [remark("turns_apart", count=added)] if added else []


def _parted(line: Line) -> Iterator[Line]:
    begins = _turns(line)
    if not begins:
        yield line
        return
    ends = [*begins[1:], len(line.text)]
    for begin, end in zip(begins, ends, strict=True):
        start = end if begin == end else begin + len(line.text[begin:end]) - len(line.text[begin:end].lstrip())
        text = line.text[start:end].rstrip() if end < len(line.text) else line.text[start:end]
        times = tuple((at - start, time) for at, time in line.times if start <= at < max(end, start + 1))
        yield replace(line, text=text, bold=max(0, min(len(text), line.bold - start)), times=times)


def _turns(line: Line) -> list[int]:
    """Where the turns of a line begin, the first at 0; none if it is no dialogue for sure."""
    if line.where is not Where.TEXT or len(line.text) > _LONGEST or line.text.count(":") < _LEAST:
        return []
    every = list(_LABELS.finditer(line.plain))
    counts = Counter(one.group("label") for one in every)
    labels = [one for one in every if known_word(key_of(one.group("label"))[0]) or counts[one.group("label")] > 1]
    keys = [key_of(one.group("label")) for one in labels]
    bases = {base for base, _ in keys}
    asks = {base for base in bases if base in INTERVIEWER_WORDS or base in ASKS}
    in_turn = all(one != other for one, other in pairwise(keys))
    if len(labels) < _LEAST or line.text[: labels[0].start()].strip() or not (asks and bases - asks and in_turn):
        return []
    return [0, *(one.start() for one in labels[1:])]
