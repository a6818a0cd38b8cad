"""A segment in its context: the lines that it stands on, cut to a readable stretch around it."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.collection.positions import line_starts, lines_of, own_line
from qualcode.collection.privacy import is_pseudonymised, is_withdrawn
from qualcode.model import Segment, Source, Study

from ._result import Reference

REACH = 240
"""Code points shown at most on either side of a segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A segment's text with what stands before and after it on its lines, and the user's numbers of these lines.

    ``withheld``: nothing around it may leave the study, since nobody stated that identifiers are hidden.
    ``gone``: nor may the words themselves, since their speaker withdrew consent.
    """

    source: str
    lines: str
    before: str
    quote: str
    after: str
    withheld: bool = False
    gone: bool = False


class _Opened:
    """The working text that was read last: neighbouring cells quote from the same source."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._last: tuple[str, str] = ("", "")

    def text(self, source: Source) -> str:
        if self._last[0] != source.id:
            self._last = (source.id, self._study.text(source))
        return self._last[1]


def context_of(study: Study, place: Reference) -> Context:
    """The segment of a reference in the working text."""
    source = study.get(Source, place.source)
    text = study.derived(_Opened).text(source)
    segment = study.get(Segment, place.segment)
    first, last = lines_of(study, segment)
    gone = is_withdrawn(study, segment)
    starts = line_starts(study, source.id)
    begins = max(starts[first - 1], place.start - REACH)
    ends = starts[last] - 1 if last < len(starts) else len(text)
    cut = min(ends, place.end + REACH)
    numbers = [str(own_line(source, line)) for line in (first, last)]
    open_ = is_pseudonymised(study, source.id) and not gone
    return Context(
        source=source.id,
        lines=numbers[0] if first == last else "–".join(numbers),
        before=("…" if begins > starts[first - 1] else "") + text[begins : place.start] if open_ else "",
        quote="" if gone else text[place.start : place.end],
        after=text[place.end : cut] + ("…" if cut < ends else "") if open_ else "",
        withheld=not open_,
        gone=gone,
    )
