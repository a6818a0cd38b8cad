"""What readers yield: a document's paragraphs and tables in reading order, as plain text; and what is remarked on.

A reader knows a file format; what the paragraphs mean (header, turns, rows) is for the layouts.
"""

from __future__ import annotations

from collections.abc import Callable

from qualcode.declared import record
from qualcode.errors import UnreadableSource

MOST_CHARACTERS = 5_000_000
"""Code points of one source: fifty times a two-hour interview, analysed in seconds and in some 400 MB."""

MOST_LINES = 200_000
"""Lines of one source: a hundred times such an interview."""


@record
class Paragraph:
    r"""A paragraph, or a line of a plain text file. ``\n`` in it is a line end made by hand.

    ``bold`` counts the code points at its start that are set in bold. ``speaker`` is who says it, where the format
    keeps that beside the words (None: it does not). ``times`` are places in the recording: (code point of the text,
    milliseconds), in order. ``item`` is its number where the format counts it in a list, and the text does not hold it.
    """

    text: str
    bold: int = 0
    speaker: str | None = None
    times: tuple[tuple[int, int], ...] = ()
    item: int = 0


@record
class Table:
    """A table, its rows padded to one width; cells may hold several lines. Merged cells hold their text once."""

    rows: tuple[tuple[str, ...], ...]


@record
class Remark:
    """Something that the user should know of a reading: a key that ``cli.messages`` words, and its facts.

    Never holds a name or another identifier of a person.
    """

    key: str
    facts: tuple[tuple[str, str], ...] = ()


def remark(key: str, **facts: object) -> Remark:
    """A remark with its facts."""
    return Remark(key=key, facts=tuple((name, str(value)) for name, value in facts.items()))


@record
class RawDocument:
    """What a file holds. ``lines`` says that its paragraphs are the lines of a text file, blank ones included."""

    parts: tuple[Paragraph | Table, ...]
    lines: bool = False
    sheet: bool = False
    remarks: tuple[Remark, ...] = ()


@record
class Reader:
    """A member of the family ``collection.readers``: one file format.

    ``accepts(data, extension)`` looks at the bytes first; ``read(data, name)`` raises ``UnreadableSource``.
    """

    name: str
    extensions: tuple[str, ...]
    accepts: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], RawDocument]


def refuse_large(text: str, name: str) -> None:
    """``UnreadableSource`` for a text longer than a source may be, in code points or in lines."""
    if len(text) > MOST_CHARACTERS:
        detail = f"{len(text) / 1e6:.1f} MB > {MOST_CHARACTERS / 1e6:.0f} MB"
        raise UnreadableSource(name, "too_large", detail=detail)
    lines = text.count("\n")
    if lines > MOST_LINES:
        raise UnreadableSource(name, "too_large", detail=f"{lines} ¶ > {MOST_LINES} ¶")
