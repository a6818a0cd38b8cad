"""oTranscribe files (``.otr``): paragraphs typed beside the recording, with the times that were set in them."""

from __future__ import annotations

import html
import re

from qualcode.collection.documents import Paragraph, RawDocument, Reader
from qualcode.collection.readers._encoding import json_of, without_halves
from qualcode.errors import UnreadableSource
from qualcode.language import normalise

MOST_BYTES = 20_000_000
_BREAKS = frozenset(("p", "br", "div", "li", "h1", "h2", "h3", "blockquote"))
_BOLD = frozenset(("b", "strong"))
_MARK = re.compile(
    r"<!--(?:(?!<!--|-->).)*-->|</(?P<end>[a-zA-Z]\w*)[^<>]*>|<(?P<begin>[a-zA-Z]\w*)(?P<values>[^<>]*)>", re.DOTALL
)


def _accepts(_data: bytes, extension: str) -> bool:
    return extension in READER.extensions


def _read(data: bytes, name: str) -> RawDocument:
    found, remarks = json_of(data, name, MOST_BYTES)
    written = found.get("text") if isinstance(found, dict) else None
    if not isinstance(written, str):
        raise UnreadableSource(name, "not_otr")
    page = _Page()
    page.read(normalise(without_halves(written)))
    if not any(paragraph.text.strip() for paragraph in page.paragraphs()):
        raise UnreadableSource(name, "empty")
    return RawDocument(parts=tuple(page.paragraphs()), remarks=remarks)


class _Page:
    """The lines of the page, the times in them taken out and kept."""

    def __init__(self) -> None:
        self._lines: list[Paragraph] = []
        self._pieces: list[str] = []
        self._length = self._bold = 0
        self._times: list[tuple[int, int]] = []
        self._in_time = self._strong = 0

    def read(self, page: str) -> None:
        """Read a page: words, and the few tags that matter."""
        at = 0
        for mark in _MARK.finditer(page):
            self._words(html.unescape(page[at : mark.start()]))
            at = mark.end()
            if mark.group("end"):
                self._end(mark.group("end").lower())
            elif mark.group("begin"):
                self._begin(mark.group("begin").lower(), mark.group("values"))
        self._words(html.unescape(page[at:]))

    def _begin(self, tag: str, values: str) -> None:
        """A break begins a line, a time is kept."""
        if tag in _BREAKS:
            self._end_line()
        elif tag == "span" and (self._in_time or "timestamp" in _value("class", values).split()):
            if not self._in_time:
                self._time(_value("data-timestamp", values))
            self._in_time += 1
        self._strong += tag in _BOLD

    def _end(self, tag: str) -> None:
        """A paragraph's end is a line's end."""
        if tag == "span" and self._in_time:
            self._in_time -= 1
        elif tag in _BREAKS and tag != "br":
            self._end_line()
        self._strong = max(0, self._strong - (tag in _BOLD))

    def _words(self, data: str) -> None:
        """Words, without those of the time buttons."""
        if self._in_time:
            return
        words = data.replace("\n", " ").replace("\xa0", " ")
        if not self._length:
            words = words.lstrip()
        if self._strong and self._bold == self._length:
            self._bold += len(words)
        self._pieces.append(words)
        self._length += len(words)

    def _time(self, seconds: str) -> None:
        try:
            at = round(float(seconds) * 1000)
        except (ValueError, OverflowError):
            return
        self._times.append((self._length, at))

    def _end_line(self) -> None:
        text = normalise("".join(self._pieces).rstrip())
        if text or self._times:
            times = tuple((_word_from(text, min(at, len(text))), milliseconds) for at, milliseconds in self._times)
            self._lines.append(Paragraph(text=text, bold=min(self._bold, len(text)), times=times))
        self._pieces, self._times, self._bold, self._length = [], [], 0, 0

    def paragraphs(self) -> list[Paragraph]:
        """The lines so far; a time that stands alone belongs to the next words."""
        self._end_line()
        kept: list[Paragraph] = []
        waiting: tuple[tuple[int, int], ...] = ()
        for line in self._lines:
            if line.text:
                first = tuple((0, at) for _, at in waiting)
                kept.append(Paragraph(text=line.text, bold=line.bold, times=(*first, *line.times)))
                waiting = ()
            else:
                waiting = line.times
        return kept


def _value(name: str, values: str) -> str:
    """An attribute's value among those of a tag; empty if it is not there."""
    found = re.search(rf"(?<![\w-]){name}\s?=\s?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", values)
    return html.unescape(next(filter(None, found.groups()), "")) if found else ""


def _word_from(text: str, at: int) -> int:
    """Where the next word begins from a place on, else the end."""
    return len(text) - len(text[at:].lstrip())


READER = Reader(name="otr", extensions=(".otr",), accepts=_accepts, read=_read)
