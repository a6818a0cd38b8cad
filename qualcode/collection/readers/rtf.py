"""Rich text (``.rtf``): paragraphs, line breaks and tables in order; page headers and comments left out.

Characters beyond ASCII are written there in UTF-16 units, each with a stand-in for old programs. The units are joined
and the stand-ins dropped before pandoc reads, which loses words after a stand-in and whatever takes two units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import filterfalse

from qualcode.collection.documents import Paragraph, RawDocument, Reader, Table
from qualcode.collection.readers import _pandoc
from qualcode.errors import UnreadableSource
from qualcode.language import normalise

MOST_BYTES = 60_000_000
_BEGINS = b"{\\rtf"
_MARK = re.compile(rb"\\(?:\'[0-9a-fA-F]{2}|[a-zA-Z]+-?\d* ?|.)|[{}\r\n]", re.DOTALL)
_UNIT = re.compile(rb"\\u-?\d")
_TOKEN = re.compile(
    rb"\\u(?P<unit>-?\d{1,6}) ?|\\uc(?P<standins>\d{1,2}) ?|\\bin(?P<binary>\d{1,9}) ?"
    rb"|(?P<byte>\\\'[0-9a-fA-F]{2})|\\[a-zA-Z]+-?\d* ?|\\.|[{}]|(?P<text>[^\\{}]+)|\\",
    re.DOTALL,
)
_OPEN_WORD = re.compile(rb"\\[a-zA-Z]+-?\d*\Z")
_BYTE_QUOTE = re.compile(rb"(\\'[0-9a-fA-F]{2})'")
"""A byte before an apostrophe, over which pandoc stumbles; an empty group between them helps."""

_TAB, _TAB_STANDS = re.compile(rb"\\tab(?![a-zA-Z0-9-]) ?"), rb"\\u%d?" % (ord(_pandoc.TAB) - 0x10000)

_PRIVATE = range(0xE000, 0xF900)
_HIGH = range(0xD800, 0xDC00)
_LOW = range(0xDC00, 0xE000)
_UNITS = 0x10000
_LOST = 0xFFFD


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions or data.lstrip()[:5] == _BEGINS


def _read(data: bytes, name: str) -> RawDocument:
    if data.lstrip()[:5] != _BEGINS:
        raise UnreadableSource(name, "not_rtf")
    if len(data) > MOST_BYTES:
        raise UnreadableSource(name, "too_large", detail=f"{len(data) / 1e6:.0f} MB > {MOST_BYTES / 1e6:.0f} MB")
    _pandoc.refuse_long(data, _MARK, name)
    data = _TAB.sub(_TAB_STANDS, _BYTE_QUOTE.sub(rb"\1{}'", data))
    if _UNIT.search(data) is None:
        return _pandoc.document(data, "rtf", name, "not_rtf")
    plain = _Plain(data)
    read = _pandoc.document(plain.data, "rtf", name, "not_rtf")
    return replace(read, parts=tuple(_with(plain.wide, part) for part in read.parts)) if plain.wide else read


class _Plain:
    """A file with whole characters for UTF-16 units.

    pandoc knows none beyond U+FFFF: ``wide`` says for which of those a character of the private area stands.
    """

    def __init__(self, data: bytes) -> None:
        tokens = list(_joined(_tokens(data)))
        free = filterfalse(frozenset(tokens).__contains__, _PRIVATE)
        stand_for: dict[int, int] = {}
        for token in tokens:
            if isinstance(token, int) and token >= _UNITS and token not in stand_for:
                stand_for[token] = next(free, _LOST)
        self.wide = {private: chr(wide) for wide, private in stand_for.items() if private != _LOST}
        self.data = b"".join(
            b"\\uc0\\u%d " % stand_for.get(token, token) if isinstance(token, int) else token for token in tokens
        )


def _tokens(data: bytes) -> Iterator[bytes | int]:
    """What the file holds in order: UTF-16 units as numbers, their stand-ins left out, the rest as it is written."""
    standins = [1]
    skip = at = 0
    while at < len(data):
        found = _TOKEN.match(data, at)
        assert found is not None
        at, kind, token = found.end(), found.lastgroup, found.group()
        if kind == "unit":
            skip = standins[-1]
            yield int(found["unit"]) % _UNITS
        elif kind == "standins":
            standins[-1] = int(found["standins"])
        elif kind == "binary":
            at += int(found["binary"])
        elif kind == "text":
            text = token.replace(b"\r", b"").replace(b"\n", b"")
            yield text[skip:]
            skip -= min(skip, len(text))
        elif kind == "byte" and skip:
            skip -= 1
        else:
            skip = 0
            if token == b"{":
                standins.append(standins[-1])
            elif token == b"}" and len(standins) > 1:
                standins.pop()
            yield token + b" " if _OPEN_WORD.match(token) else token  # a line end may have closed it, and is gone


def _joined(tokens: Iterable[bytes | int]) -> Iterator[bytes | int]:
    """Tokens with two units of one character joined; a unit without its other half is U+FFFD, NUL is nothing."""
    high = 0
    for token in tokens:
        if not token:
            continue
        if isinstance(token, int) and _LOW.start <= token < _LOW.stop:
            yield _UNITS + (high - _HIGH.start) * len(_LOW) + token - _LOW.start if high else _LOST
            high = 0
            continue
        if high:
            yield _LOST
        high = token if isinstance(token, int) and token in _HIGH else 0
        if not high:
            yield token
    if high:
        yield _LOST


def _with(wide: Mapping[int, str], part: Paragraph | Table) -> Paragraph | Table:
    """A part with the characters that others stood for."""
    if isinstance(part, Paragraph):
        return replace(part, text=normalise(part.text.translate(wide)))
    return Table(rows=tuple(tuple(normalise(cell.translate(wide)) for cell in row) for row in part.rows))


READER = Reader(name="rtf", extensions=(".rtf",), accepts=_accepts, read=_read)
