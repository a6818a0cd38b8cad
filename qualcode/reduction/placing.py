"""Finding the place that is to be coded: by characters, lines, block or quotation.

A quotation may run over a wrapped line: runs of white space in it and in the text count as one space. The
segment itself is always the exact text between two code points.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from re import finditer

from qualcode.collection.positions import blocks_at, line_at, line_starts, own_line
from qualcode.errors import AmbiguousQuote, BadSegment, Candidate
from qualcode.model import Block, Source, Study

MOST_CANDIDATES = 20
_CONTEXT = 40


def place(  # noqa: PLR0913 - an option for each way of pointing at a place
    study: Study,
    source: str,
    *,
    chars: tuple[int, int] | None = None,
    lines: tuple[int, int] | None = None,
    numbers: tuple[int, int] | None = None,
    block: int | None = None,
    quote: str | None = None,
) -> tuple[int, int]:
    """``(start, end)`` in code points of what is meant in a source, half-open.

    One of ``chars`` (half-open), ``lines`` (of the working text, from 1, both included), ``numbers`` (the user's own
    line numbers), ``block`` (its number) and ``quote``; with a quotation, ``block`` says in which block it stands.
    ``BadSegment`` for a place that is none, ``AmbiguousQuote`` with the candidates for a quotation that does not
    stand there exactly once.
    """
    record = study.get(Source, source)
    if quote is not None:
        within = _block(study, record, block) if block is not None else None
        return _quoted(study, record, quote, within)
    if block is not None:
        found = _block(study, record, block)
        return _not_blank(study, record, found.start, found.end, str(block))
    if numbers is not None:
        lines = _numbered(study, record, *numbers)
    if lines is not None:
        return _lines(study, record, *lines)
    if chars is not None:
        return _chars(study, record, *chars)
    raise BadSegment(source, "no_place", "")


def _chars(study: Study, source: Source, start: int, end: int) -> tuple[int, int]:
    limit = len(study.text(source))
    where = f"{start}:{end}"
    if start < 0 or end > limit:
        raise BadSegment(source.id, "past_end", where, str(limit))
    if start >= end:
        raise BadSegment(source.id, "reversed" if start > end else "blank", where, str(limit))
    return _not_blank(study, source, start, end, where)


def _numbered(study: Study, source: Source, first: int, last: int) -> tuple[int, int]:
    """The lines of the working text that carry the user's own numbers from first to last."""
    where = f"{first}-{last}"
    if not any(source.line_numbers):
        raise BadSegment(source.id, "no_numbers", where)
    own = [own_line(source, line) for line in range(1, len(line_starts(study, source.id)) + 1)]
    counted = next(at for at, number in enumerate(source.line_numbers) if number)
    found = [line for line, number in enumerate(own, 1) if first <= number <= last and line > counted]
    if not found or not first <= last:
        raise BadSegment(source.id, "no_line", where, str(max(own)))
    return found[0], found[-1]


def _lines(study: Study, source: Source, first: int, last: int) -> tuple[int, int]:
    """Whole lines without white space around them, nor a speaker's label before the first speech."""
    starts = line_starts(study, source.id)
    where = f"{first}-{last}"
    if not 1 <= first <= len(starts) or not 1 <= last <= len(starts):
        raise BadSegment(source.id, "no_line", where, str(len(starts)))
    if first > last:
        raise BadSegment(source.id, "reversed", where, str(len(starts)))
    text = study.text(source)
    start, end = starts[first - 1], starts[last] if last < len(starts) else len(text)
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    start = without_label(study, source.id, start, end)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return _not_blank(study, source, start, end, where)


def without_label(study: Study, source: str, start: int, end: int) -> int:
    """Where a stretch begins when the speaker's label before its first speech is left out."""
    blocks = blocks_at(study, source, start, end)
    if not blocks or start >= blocks[0].start:
        return start
    first = blocks[0].start
    return first if line_at(study, source, first) == line_at(study, source, start) else start


def _not_blank(study: Study, source: Source, start: int, end: int, where: str) -> tuple[int, int]:
    if not study.text(source)[start:end].strip():
        raise BadSegment(source.id, "blank", where)
    return start, end


def _block(study: Study, source: Source, number: int) -> Block:
    blocks = study.blocks(source.id)
    found = next((block for block in blocks if block.number == number), None)
    if found is None:
        raise BadSegment(source.id, "no_block", str(number), str(max((b.number for b in blocks), default=0)))
    return found


def _quoted(study: Study, source: Source, quote: str, within: Block | None) -> tuple[int, int]:
    if not quote.strip():
        raise BadSegment(source.id, "no_place", "")
    places = study.derived(_Quotations).places(source.id, quote)
    if within is not None:
        places = [(start, end) for start, end in places if within.start <= start and end <= within.end]
    if len(places) == 1:
        return places[0]
    text = study.text(source)
    candidates = tuple(
        Candidate(start, end, line_at(study, source.id, start), _context(text, start, end))
        for start, end in places[:MOST_CANDIDATES]
    )
    raise AmbiguousQuote(source.id, quote, candidates)


def _context(text: str, start: int, end: int) -> str:
    left, right = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    cut = " ".join(text[left:right].split())
    return f"{'…' if left else ''}{cut}{'…' if right < len(text) else ''}"


def same_words(left: str, right: str) -> bool:
    """Whether two texts are equal but for runs of white space and white space around them."""
    return left == right or left.split() == right.split()


class _Evened:
    """A text whose runs of white space are single spaces, with the way back to its offsets."""

    def __init__(self, text: str) -> None:
        parts: list[str] = []
        self._spaces: list[int] = []
        lost: list[int] = []
        at = length = 0
        for run in finditer(r"\s{2,}|[^\S ]", text):
            parts.append(text[at : run.start()])
            length += run.start() - at
            parts.append(" ")
            self._spaces.append(length)
            lost.append(run.end() - run.start() - 1)
            length += 1
            at = run.end()
        self.text = "".join([*parts, text[at:]])
        self._lost = [0, *accumulate(lost)]

    def offset(self, at: int) -> int:
        """The offset in the original text of a code point that is no white space."""
        return at + self._lost[bisect_left(self._spaces, at)]


class _Quotations:
    """Where quotations stand in each source; a source is evened once."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._evened: dict[str, _Evened] = {}

    def places(self, source: str, quote: str) -> list[tuple[int, int]]:
        if source not in self._evened:
            self._evened[source] = _Evened(self._study.text(source))
        evened = self._evened[source]
        wanted = " ".join(quote.split())
        found: list[tuple[int, int]] = []
        at = evened.text.find(wanted)
        while at >= 0:
            found.append((evened.offset(at), evened.offset(at + len(wanted) - 1) + 1))
            at = evened.text.find(wanted, at + 1)
        return found
