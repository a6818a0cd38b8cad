"""Markdown (``.md``): every line as it stands, without the marks of headings, emphasis, quotations and escapes.

Tables are tables, without their bars and rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.collection.documents import Paragraph, RawDocument, Reader, Table, refuse_large
from qualcode.collection.readers._encoding import decoded
from qualcode.collection.readers.txt import MOST_BYTES
from qualcode.errors import UnreadableSource
from qualcode.language import normalise

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,}|-{3,}|\*{3,}|_{3,}|={3,})\w*[ \t]*")
_QUOTED = re.compile(r" {0,3}>[ \t]?")
_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?[ \t]*)?")
_BAR, _OUTER = re.compile(r"(?<!\\)\|"), re.compile(r"^\s*\||(?<!\\)\|\s*$")
_STRONG = re.compile(r"(?<![\\*\w])(\*\*\*|\*\*|__)(?=\S)(?P<text>.+?)(?<=\S)\1(?![*])")
_EMPHASIS = re.compile(r"(?<![\\*\w])\*(?=[^\s*])(?P<text>[^*]+?)(?<=\S)\*(?![*\w])")
_MOST_MARKS = 200
"""In one line; where there are more they are no emphasis, and looking for their ends would take for ever."""

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions and not data.startswith(
        (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
    )


def _read(data: bytes, name: str) -> RawDocument:
    if len(data) > MOST_BYTES:
        raise UnreadableSource(name, "too_large", detail=f"{len(data) / 1e6:.0f} MB > {MOST_BYTES / 1e6:.0f} MB")
    text, remarks = decoded(data, name)
    text = normalise(text)
    refuse_large(text, name)
    lines = text.split("\n")
    return RawDocument(parts=tuple(_parts(lines)), lines=True, remarks=remarks)


def _parts(lines: Sequence[str]) -> Iterator[Paragraph | Table]:
    """The lines as paragraphs; those of a table, headings above a rule of bars and dashes, as a table."""
    at = 0
    while at < len(lines):
        end = at + 2
        if "|" in lines[at] and end <= len(lines) and _RULE.fullmatch(lines[at + 1]):
            while end < len(lines) and "|" in lines[end]:
                end += 1
            yield _table([lines[at], *lines[at + 2 : end]])
            at = end
        else:
            yield _paragraph(lines[at])
            at += 1


def _table(lines: Sequence[str]) -> Table:
    rows = [[_plain(cell.strip()) for cell in _BAR.split(_OUTER.sub("", line))] for line in lines]
    width = max(map(len, rows))
    return Table(rows=tuple(tuple(row + [""] * (width - len(row))) for row in rows))


def _paragraph(line: str) -> Paragraph:
    if _RULE.fullmatch(line) or _FENCE.fullmatch(line):
        return Paragraph(text="")
    quoted = _QUOTED.match(line)
    line = line[quoted.end() :] if quoted else line
    heading = _HEADING.match(line)
    text = _title(line[heading.end() :]) if heading else line.removesuffix("\\")
    first = _STRONG.match(text)
    bold = len(_plain(first.group("text"))) if first else 0
    return Paragraph(text=_plain(text), bold=bold)


def _title(text: str) -> str:
    """A heading without the marks that close it."""
    text = text.rstrip(" \t")
    bare = text.rstrip("#")
    return bare.rstrip(" \t") if bare.endswith((" ", "\t")) or not bare else text


def _plain(text: str) -> str:
    if text.count("*") + text.count("__") > _MOST_MARKS:
        return text
    text = _STRONG.sub(lambda match: match.group("text"), text)
    text = _EMPHASIS.sub(lambda match: match.group("text"), text)
    return _ESCAPED.sub(r"\1", text)


READER = Reader(name="md", extensions=(".md", ".markdown"), accepts=_accepts, read=_read)
