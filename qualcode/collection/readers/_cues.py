"""Subtitles and machine transcripts: pieces of speech with their times, joined into turns.

Consecutive pieces of one speaker make one turn; the place of each in the recording is kept beside its first letter.
Captions that roll (each shows the last line of the one before again) say every line once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qualcode.collection.documents import Paragraph
from qualcode.collection.readers._encoding import without_halves
from qualcode.language import normalise

_NAMED = re.compile(r"(?P<name>[^\W\d_][^:：\n]{0,59}?)\s*[:：]\s+(?=\S)|>>\s*(?P<arrow>[^\W\d_][^:\n]{0,40}?)\s*:\s+")
_BRACKETED = re.compile(r"[\[(](?P<name>[^\W\d_][^\[\]():\n]{0,40})[\])][ ]*[:：]?[ ]*(?=\S)")
_GUEST = re.compile(
    r"[ ]?(?:\((?:guest|tamu|unverified|external|host|tuan rumah|you|anda|[^()@\s]{1,80}@[^()@\s]{1,80})\)"
    r"|\[[^\[\]]*\]|<[^<>]*>)",
    re.IGNORECASE,
)
_DASH = re.compile(r"[-–—] ?(?=\S)")
_ROLLING = 0.3
_LONGEST_TURN = 30
"""Pieces of a machine transcript without speakers that make one paragraph at most."""

_PAUSE = 2000
"""Milliseconds of silence after which words without a speaker begin a new paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words said from ``start`` to ``end`` (milliseconds), by a speaker where the file says so."""

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str = ""


def turns(cues: Iterable[Cue]) -> tuple[Paragraph, ...]:
    """The turns of cues in order."""
    kept = _without_repeats([_cleaned(cue) for cue in cues])
    kept = _dashed(kept)
    kept = _named(kept)
    named = any(cue.speaker for cue in kept)
    groups: list[list[Cue]] = []
    for cue in kept:
        if groups and _goes_on(groups[-1], cue, named=named):
            groups[-1].append(cue)
        else:
            groups.append([cue])
    return tuple(_turn(group) for group in groups)


def _cleaned(cue: Cue) -> Cue:
    lines = tuple(filter(None, (" ".join(normalise(without_halves(line)).split()) for line in cue.lines)))
    return replace(cue, lines=lines, speaker=speaker_name(cue.speaker))


def speaker_name(written: str) -> str:
    """A speaker's name without what a meeting program adds to it (``(Guest)``, an e-mail address)."""
    return " ".join(_GUEST.sub("", " ".join(normalise(without_halves(written)).split())).split()).strip(" :")


def _without_repeats(cues: Sequence[Cue]) -> list[Cue]:
    filled = [cue for cue in cues if cue.lines]
    shared = [(_shared(before.lines, after.lines), len(after.lines)) for before, after in pairwise(filled)]
    rolls = any(0 < same < lines for same, lines in shared)
    repeats = sum(same > 0 for same, _ in shared) if rolls else 0
    if repeats < _ROLLING * max(1, len(filled) - 1) or repeats < 2:  # noqa: PLR2004
        return filled
    kept: list[Cue] = []
    shown: tuple[str, ...] = ()
    for cue in filled:
        fresh = cue.lines[_shared(shown, cue.lines) :]
        shown = cue.lines
        if fresh:
            kept.append(replace(cue, lines=fresh))
    return kept


def _shared(before: Sequence[str], after: Sequence[str]) -> int:
    """How many of the first lines of one cue are the last lines of the cue before."""
    return next((n for n in range(min(len(before), len(after)), 0, -1) if before[-n:] == after[:n]), 0)


def _dashed(cues: Sequence[Cue]) -> list[Cue]:
    """Cues whose lines begin with a dash each, as subtitles mark that another speaks, with one line each."""
    marked = [len(cue.lines) > 1 and all(_DASH.match(line) for line in cue.lines) for cue in cues]
    if any(cue.speaker for cue in cues) or not any(marked):
        return list(cues)
    return [replace(cue, lines=(line,)) for cue in cues for line in _lines_by_dash(cue.lines)]


def _lines_by_dash(lines: Sequence[str]) -> list[str]:
    """Lines, those without a dash joined to the one above."""
    found: list[str] = []
    for line in lines:
        if found and not _DASH.match(line):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def _named(cues: Sequence[Cue]) -> list[Cue]:
    """Cues with the speaker that stands before a colon, where such names recur."""
    if any(cue.speaker for cue in cues):
        return list(cues)
    bracketed = [_BRACKETED.match(cue.lines[0]) for cue in cues]
    by_brackets = all(bracketed) and len({match.group("name") for match in bracketed if match}) > 1
    found = bracketed if by_brackets else [_NAMED.match(cue.lines[0]) for cue in cues]
    names = [speaker_name(next(filter(None, match.groups()))) if match else "" for match in found]
    counts = Counter(filter(None, names))
    if not counts or (counts.most_common(1)[0][1] < 2 and len(counts) < len(cues)):  # noqa: PLR2004
        return list(cues)
    everywhere = sum(counts.values()) >= len(cues) - 1
    named = []
    speaker = ""
    for cue, match, name in zip(cues, found, names, strict=True):
        if match and (counts[name] > 1 or everywhere):
            speaker = name
            cue = replace(cue, lines=(cue.lines[0][match.end() :], *cue.lines[1:]))  # noqa: PLW2901
        named.append(replace(cue, speaker=speaker))
    return named


def _goes_on(group: Sequence[Cue], cue: Cue, *, named: bool) -> bool:
    last = group[-1]
    if named:
        return last.speaker == cue.speaker or not cue.speaker
    if _DASH.match(cue.lines[0]):
        return False
    ended = last.lines[-1].rstrip('"”’)').endswith((".", "?", "!", "…"))
    return len(group) < _LONGEST_TURN and not (
        ended and (cue.start - last.end >= _PAUSE or len(group) >= _LONGEST_TURN // 3)
    )


def _turn(group: Sequence[Cue]) -> Paragraph:
    text, times = "", []
    for cue in group:
        text += " " if text else ""
        times.append((len(text), cue.start))
        text += " ".join(cue.lines)
    return Paragraph(text=text, speaker=group[0].speaker, times=tuple(times))
