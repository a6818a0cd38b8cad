"""Sheets: observation by time rows, field notes with their two parts, and documents row by row.

A field note's descriptive part is evidence, its reflective part (*tanggapan pengamat*) is not: they are kept apart
(Bogdan & Biklen; Moleong).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from qualcode.collection.blocks import Stretch
from qualcode.collection.lines import Line, Where
from qualcode.collection.reflections import COMMENTS, REFLECTION
from qualcode.model import BlockKind

_TIME = r"(?:pukul |jam )?(?:[01]?\d|2[0-4])[.:][0-5]\d"
TIMED_LINE = re.compile(
    rf"[ \t]*[(\[]?(?P<time>{_TIME}(?:\s*(?:[-–—]|s\.?\s?/?d\.?)\s*{_TIME})?(?:\s*(?:WIB|WITA|WIT))?)"
    r"(?:[)\]][ \t]+|[ \t]+(?-i:(?=[A-Z][a-z]+ [^:]))|(?<=[Pp]ukul .....)[ \t]+"
    r"|[ \t]*\|[ \t]*|[ \t]*\t[ \t]*|[ \t]+[-–—:][ \t]+|:[ \t]+| {2,})(?=\S)",
    re.IGNORECASE,
)
_BEFORE_TIME = frozenset("([pPjJ")
_TIME_HEADING = re.compile(r"[ \t]*(?:no\.?[ \t]*[|\t][ \t]*)?(?:waktu|jam|pukul)[ \t]*[|\t].*", re.IGNORECASE)
_DESCRIPTION = (
    r"(?:bagian |catatan |uraian |hasil )?(?:deskriptif|deskripsi)"
    r"(?: (?:kegiatan|peristiwa|hasil|data|pengamatan|observasi)){0,3}"
    r"|descriptive(?: (?:part|notes?|section))?|descriptions?|(?:apa )?yang (?:saya )?(?:lihat|dilihat|amati|terjadi)"
)
_PART = re.compile(
    rf"[^\w(\[]*(?:\d+[.)]\s*|[A-Ca-c][.)]\s*)?(?:(?P<description>{_DESCRIPTION})|(?P<reflection>{REFLECTION}))"
    r"(?:\s*\([^)]*\))?\s*(?:[:：](?P<rest>.*))?$",
    re.IGNORECASE,
)
_HEADING = re.compile(r"[^.?!]{1,60}:")
_WIDEST_WRAPPED = 100
_NARROWEST_WRAPPED = 50


_ENDS = (".", "?", "!", '."', ".”", "…", ".)")
_MOST_ENDED = 0.75
"""Where more of the lines end as sentences do, each is a paragraph."""

_TIME_ALONE = re.compile(
    rf"[ \t]*(?P<time>(?:[01]?\d|2[0-4])[.:][0-5]\d(?:\s*(?:[-–—]|s\.?\s?/?d\.?)\s*{_TIME})?"
    r"(?:\s*(?:WIB|WITA|WIT))?)\s*:?\s*",
    re.IGNORECASE,
)
"""An hour in a line of its own, above what was seen then."""


def part_of(line: Line) -> tuple[BlockKind, int] | None:
    """The part of a field note that a heading line begins, and where words after it begin; else None."""
    match = _PART.match(line.plain) if line.text and line.where is Where.TEXT else None
    if match is None:
        return None
    rest = match.group("rest") or ""
    kind = BlockKind.DESCRIPTION if match.group("description") else BlockKind.REFLECTION
    if not rest.strip() or re.fullmatch(r"\s*\([^)]*\)\s*", rest):
        return kind, len(line.text)
    return kind, match.start("rest") + len(rest) - len(rest.lstrip())


def time_of(line: Line) -> tuple[str, int] | None:
    """The time of a row and where its words begin; else None."""
    if line.where is Where.TIMED:
        return (line.time, line.at) if line.at else None
    text = line.plain if line.where is Where.TEXT else ""
    first = text.lstrip(" \t")[:1]
    if not first.isdecimal() and first not in _BEFORE_TIME:
        return None
    match = TIMED_LINE.match(text) or _TIME_ALONE.fullmatch(text)
    return (" ".join(match.group("time").split()), match.end()) if match else None


def by_time(lines: Sequence[Line], body: int) -> Iterator[Stretch]:
    """The rows of an observation sheet; what stands before the first is a paragraph of its own."""
    rows = [(index, found) for index in range(body, len(lines)) if (found := time_of(lines[index]))]
    first = rows[0][0] if rows else len(lines)
    yield from paragraphs(lines, body, first)
    ends = [index for index, _ in rows[1:]] + [len(lines)]
    for (index, (time, at)), end in zip(rows, ends, strict=True):
        last = _row_end(lines, index, end)
        yield Stretch(first=index, at=at, last=last, kind=BlockKind.DESCRIPTION, time=time)
        yield from paragraphs(lines, last + 1, end)


def _row_end(lines: Sequence[Line], index: int, end: int) -> int:
    """The last line of a row: in a text file it goes on to the next blank line, in a table to the row's end."""
    last = index
    for following in range(index + 1, end):
        if (
            lines[following].where is Where.REFLECTION
            or lines[following].blank
            or (lines[index].where is Where.TIMED and lines[following].paragraph != lines[index].paragraph)
        ):
            break
        last = following
    return last


def field_note(lines: Sequence[Line], body: int) -> Iterator[Stretch]:
    """The paragraphs of a field note, each of the part whose heading stands above it."""
    kind, begin = BlockKind.DESCRIPTION, body
    for index in range(body, len(lines)):
        part = part_of(lines[index])
        if part is None:
            continue
        yield from paragraphs(lines, begin, index, kind)
        before, kind, begin = kind, part[0], index + 1
        if part[1] < len(lines[index].text):
            last = next((i for i in range(index, len(lines) - 1) if lines[i + 1].blank), len(lines) - 1)
            last = last if wrapped(lines[body:]) else index
            yield Stretch(first=index, at=part[1], last=last, kind=kind)
            begin = last + 1
            kind = before if COMMENTS.match(lines[index].text) else kind
    yield from paragraphs(lines, begin, len(lines), kind)


def paragraphs(
    lines: Sequence[Line], first: int, end: int, kind: BlockKind = BlockKind.DESCRIPTION
) -> Iterator[Stretch]:
    """Rows and paragraphs as they stand; headings of columns, and lines that only announce, are of kind *other*."""
    joins = wrapped(lines[first:end])
    index = first
    while index < end:
        line = lines[index]
        if line.blank or _TIME_HEADING.fullmatch(line.text):
            index += 1
            continue
        last = index
        while last + 1 < end and ((joins and _goes_on(lines[last], lines[last + 1])) or _same_row(lines, last)):
            last += 1
        said = BlockKind.REFLECTION if line.where is Where.REFLECTION else kind
        yield Stretch(
            first=index, at=0, last=last, kind=BlockKind.OTHER if _announces(lines, index, (first, end)) else said
        )
        index = last + 1


def _same_row(lines: Sequence[Line], index: int) -> bool:
    line, following = lines[index], lines[index + 1]
    return line.where is following.where is Where.ROW and line.paragraph == following.paragraph


def _goes_on(line: Line, following: Line) -> bool:
    same_place = line.where is Where.TEXT and following.where is Where.TEXT
    return same_place and not following.blank and not cells(line) and not cells(following)


def cells(line: Line) -> int:
    """How many cells stand in a line: those of a table's row, or parts with tabs or bars between them."""
    return line.text.count("\t") + len(re.findall(r"(?<= )\|(?= )", line.text))


def _announces(lines: Sequence[Line], index: int, limits: tuple[int, int]) -> bool:
    line, (first, end) = lines[index], limits
    if line.where is Where.HEADING or _HEADING.fullmatch(line.text.strip()):
        return True
    begins = index == first or lines[index - 1].blank or not cells(lines[index - 1])
    if not cells(line) or not begins or re.search(r"\d", line.text) is not None:
        return False
    return index + 1 < end and cells(lines[index + 1]) == cells(line)


def wrapped(lines: Sequence[Line]) -> bool:
    """Whether lines were broken at a width: none is long, and those that another follows are rather full."""
    longest = max((len(line.text) for line in lines if line.where is Where.TEXT and not cells(line)), default=0)
    followed = [
        line.plain.rstrip()
        for line, following in pairwise(lines)
        if not line.blank and not following.blank and not cells(line)
    ]
    ended = sum(text.endswith(_ENDS) for text in followed)
    return ended <= _MOST_ENDED * len(followed) and full_width(longest, list(map(len, followed)))


def full_width(longest: int, followed: Sequence[int]) -> bool:
    """Whether lines of these lengths were broken at a width; ``followed`` are those that go on in the next line."""
    return bool(followed) and longest <= _WIDEST_WRAPPED and median(followed) >= _NARROWEST_WRAPPED
