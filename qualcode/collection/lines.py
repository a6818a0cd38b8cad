"""The working text as lines, each with what the document says of it."""

from __future__ import annotations

import re
from enum import StrEnum

from qualcode.declared import record

_BLANK = re.compile("[\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]")
_BLANKS = dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")


class Where(StrEnum):
    """What part of a document a line stands in."""

    TEXT = "text"
    FIELD = "field"
    HEADING = "heading"
    QUESTION = "question"
    ANSWER = "answer"
    SPOKEN = "spoken"
    TIMED = "timed"
    REFLECTION = "reflection"
    ROW = "row"


@record
class Line:
    """A line of the working text.

    ``paragraph`` numbers the paragraph or table row that it belongs to; ``number`` is the user's own (0 for none);
    ``bold`` counts the code points at its start that are bold. Where a table says who speaks or when, ``label`` or
    ``time`` holds it and the words begin at ``at``. ``times`` are places in the recording: (code point of the line,
    milliseconds). ``codes`` is what a column of codes holds beside the row that begins here. ``item``
    is the number that a list gives the line without writing it.
    """

    text: str
    paragraph: int
    where: Where = Where.TEXT
    number: int = 0
    bold: int = 0
    label: str = ""
    time: str = ""
    at: int = 0
    times: tuple[tuple[int, int], ...] = ()
    codes: str = ""
    item: int = 0

    @property
    def plain(self) -> str:
        """The text with every kind of blank inside a line as a common one: for finding labels; places are the same."""
        return self.text.translate(_BLANKS) if not self.text.isascii() and _BLANK.search(self.text) else self.text

    @property
    def blank(self) -> bool:
        """Whether nothing stands in the line."""
        return not self.text.strip()
