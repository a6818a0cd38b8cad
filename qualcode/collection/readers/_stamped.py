"""Text with the place in the recording in lines of their own (``0:04``), as video pages and recorders give it.

The times are kept beside the words, as those of subtitle files are. Where speakers stand in lines of their own, too,
or where the times are hours of the day, everything stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from qualcode.collection.documents import Paragraph, Table
from qualcode.collection.readers import _cues

_STAMP = re.compile(r"\s*[\[(]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[\])]?\s*")
_LEAST, _LATEST_START = 2, 60_000
_LABEL = re.compile(r"[^\W\d_][^:：.?!]{0,40}[:：]\s")
_MOST_NAME = 4


def without_stamps(parts: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The parts, what is said below each time as a paragraph that has it; as given where that is not plain."""
    lines = [part for part in parts if isinstance(part, Paragraph)]
    if len(lines) != len(parts):
        return tuple(parts)
    found = {at: time for at, line in enumerate(lines) if (time := _milliseconds(line.text)) is not None}
    times = list(found.values())
    if len(found) < _LEAST or times[0] > _LATEST_START or any(b < a for a, b in pairwise(times)):
        return tuple(parts)
    places = [*found, len(lines)]
    said = [[one for one in lines[at + 1 : end] if one.text.strip()] for at, end in pairwise(places)]
    if _speakers(said):
        return tuple(parts)
    above = lines[: places[0]]
    apart = all(not lines[at - 1].text.strip() for at in places[1:-1])
    if apart:
        return (*above, *(_paragraph(some, time) for some, time in zip(said, times, strict=True) if some))
    cues = (
        _cues.Cue(start=time, end=after, lines=tuple(one.text for one in some))
        for some, time, after in zip(said, times, [*times[1:], times[-1]], strict=True)
        if some
    )
    return (*above, *_cues.turns(cues))


def _milliseconds(text: str) -> int | None:
    match = _STAMP.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def _speakers(said: Sequence[Sequence[Paragraph]]) -> bool:
    """Whether speakers are named: by labels, or by lines that recur below the times."""
    first = Counter(some[0].text.strip() for some in said if some)
    named = any(count > 1 and len(text.split()) <= _MOST_NAME for text, count in first.items())
    return named or any(_LABEL.match(one.text) for some in said for one in some)


def _paragraph(lines: Sequence[Paragraph], time: int) -> Paragraph:
    return Paragraph(text="\n".join(one.text for one in lines), times=((0, time),))
