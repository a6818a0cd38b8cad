"""What an observer thinks, beside what was observed (*reflektif*, *tanggapan pengamat*, OC): no data, but a memo.

Bogdan & Biklen and Moleong keep the two parts of a field note apart; so does every sheet here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualcode.model import Block, BlockKind

_OBSERVER = r"(?:pengamat|peneliti|observer|saya)"
_COMMENT = (
    rf"(?:tanggapan|komentar|catatan|kesan|refleksi|interpretasi|tafsiran) (?:dari )?{_OBSERVER}"
    r"|observer[’']?s? comments?|\bo\.?c\.?"
)
REFLECTION = (
    rf"(?:bagian |catatan |uraian |hasil )?(?:reflektif|refleksi)(?: {_OBSERVER})?|{_COMMENT}"
    r"|reflective(?: (?:part|notes?|section))?|reflections?|(?:apa )?yang (?:saya )?(?:di)?(?:pikirkan|rasakan)"
)
"""The heading of a part, as a pattern."""

COMMENTS = re.compile(rf"[^\w(\[]*(?:{_COMMENT})(?!\w)(?:\s*\([^)]*\))?\s*[:：]\s*(?=\S)", re.IGNORECASE)
"""An observer's comment in the middle of the description: it ends with its paragraph."""

REFLECTION_COLUMN = re.compile(
    rf"(?:{REFLECTION}|(?:makna|interpretasi|tafsiran|pemaknaan|analisis)(?: ?/ ?\w+)?(?: {_OBSERVER})?)"
    r"(?:\s*\([^)]*\))?",
    re.IGNORECASE,
)
"""Heading of a column that holds what the observer thinks, and no description."""

_ASIDE = re.compile(
    rf"\[[^\[\]]+\]|\((?=\s*(?:{_COMMENT})\s*[:：])[^()]+\)|^(?=[ \t•*–-]*(?:{_COMMENT})\s*[:：])[\s\S]+",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST_ASIDE = 4


def without_asides(blocks: Sequence[Block], text: str) -> tuple[Block, ...]:
    """The blocks of a sheet, with what the observer thinks in the midst of a description as blocks of its own.

    That is what stands in square brackets, if it is more than a remark on the voice (``[diam]``), and what is marked
    as the observer's comment (``OC:``).
    """
    made: list[Block] = []
    for block in blocks:
        for begin, until, kind in _parts(block, text):
            words = text[begin:until]
            start, end = begin + len(words) - len(words.lstrip()), until - len(words) + len(words.rstrip())
            if start < end:
                first = block.first_line + text.count("\n", block.start, start)
                last = first + text.count("\n", start, end)
                part = replace(block, start=start, end=end, kind=kind, first_line=first, last_line=last)
                made.append(replace(part, number=len(made) + 1))
    return tuple(made)


def _parts(block: Block, text: str) -> Iterator[tuple[int, int, BlockKind]]:
    if block.kind is not BlockKind.DESCRIPTION:
        yield block.start, block.end, block.kind
        return
    comment = COMMENTS.match(text[block.start : block.end])
    if comment:
        yield block.start + comment.end(), block.end, BlockKind.REFLECTION
        return
    at = block.start
    for aside in _ASIDE.finditer(text, block.start, block.end):
        bracketed = int(aside.group()[0] in "[(")
        inside = aside.group()[bracketed : len(aside.group()) - bracketed]
        mark = COMMENTS.match(inside)
        if mark is None and len(inside.split()) < _LEAST_ASIDE:
            continue
        yield at, aside.start(), BlockKind.DESCRIPTION
        yield aside.start() + bracketed + (mark.end() if mark else 0), aside.end() - bracketed, BlockKind.REFLECTION
        at = aside.end()
    yield at, block.end, BlockKind.DESCRIPTION


def reflection(blocks: Sequence[Block], text: str) -> str:
    """What the observer thinks, paragraph by paragraph; empty if a sheet holds nothing of it."""
    return "\n\n".join(text[block.start : block.end] for block in blocks if block.kind is BlockKind.REFLECTION)
