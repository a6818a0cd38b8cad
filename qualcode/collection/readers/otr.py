"""oTranscribe files (``.otr``): paragraphs typed beside the recording, with the times that were set in them."""

from __future__ import annotations

from html.parser import HTMLParser

from qualcode.collection.documents import Paragraph, RawDocument, Reader
from qualcode.collection.readers._encoding import json_of
from qualcode.errors import UnreadableSource
from qualcode.language import normalise

MOST_BYTES = 20_000_000
_BREAKS = frozenset(("p", "br", "div", "li", "h1", "h2", "h3", "blockquote"))
_BOLD = frozenset(("b", "strong"))


def _accepts(_data: bytes, extension: str) -> bool:
    return extension in READER.extensions


def _read(data: bytes, name: str) -> RawDocument:
    found, remarks = json_of(data, name, MOST_BYTES)
    written = found.get("text") if isinstance(found, dict) else None
    if not isinstance(written, str):
        raise UnreadableSource(name, "not_otr")
    page = _Page()
    page.feed(normalise(written))
    page.close()
    if not any(paragraph.text.strip() for paragraph in page.paragraphs()):
        raise UnreadableSource(name, "empty")
    return RawDocument(parts=tuple(page.paragraphs()), remarks=remarks)


class _Page(HTMLParser):
    """The lines of the page, the times in them taken out and kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[Paragraph] = []
        self._pieces: list[str] = []
        self._bold = 0
        self._times: list[tuple[int, int]] = []
        self._in_time = self._strong = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A break begins a line, a time is kept."""
        values = dict(attrs)
        if tag in _BREAKS:
            self._end_line()
        elif tag == "span" and (self._in_time or "timestamp" in (values.get("class") or "").split()):
            if not self._in_time:
                self._time(values.get("data-timestamp") or "")
            self._in_time += 1
        self._strong += tag in _BOLD

    def handle_endtag(self, tag: str) -> None:
        """A paragraph's end is a line's end."""
        if tag == "span" and self._in_time:
            self._in_time -= 1
        elif tag in _BREAKS and tag != "br":
            self._end_line()
        self._strong = max(0, self._strong - (tag in _BOLD))

    def handle_data(self, data: str) -> None:
        """Words, without those of the time buttons."""
        if self._in_time:
            return
        words = " ".join(data.replace("\n", " ").split(" ")).replace("\xa0", " ")
        so_far = "".join(self._pieces)
        if not so_far.strip():
            words = words.lstrip()
            self._pieces, so_far = [], ""
        if self._strong and self._bold == len(so_far):
            self._bold += len(words)
        self._pieces.append(words)

    def _time(self, seconds: str) -> None:
        try:
            at = round(float(seconds) * 1000)
        except (ValueError, OverflowError):
            return
        self._times.append((len("".join(self._pieces).strip()), at))

    def _end_line(self) -> None:
        text = normalise("".join(self._pieces).rstrip())
        if text or self._times:
            times = tuple((_word_from(text, at), milliseconds) for at, milliseconds in self._times)
            self._lines.append(Paragraph(text=text, bold=min(self._bold, len(text)), times=times))
        self._pieces, self._times, self._bold = [], [], 0

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


def _word_from(text: str, at: int) -> int:
    """Where the next word begins from a place on, else the end."""
    return len(text) - len(text[at:].lstrip())


READER = Reader(name="otr", extensions=(".otr",), accepts=_accepts, read=_read)
