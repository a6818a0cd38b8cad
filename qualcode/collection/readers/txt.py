"""Plain text (``.txt``): every line as it stands; the encoding is found out and never guessed in silence."""

from __future__ import annotations

import re

from qualcode.collection.documents import Paragraph, RawDocument, Reader, refuse_large
from qualcode.collection.readers._encoding import decoded
from qualcode.collection.readers._stamped import without_stamps
from qualcode.errors import UnreadableSource
from qualcode.language import normalise

MOST_BYTES = 20_000_000
"""A text file may hold this much; an interview of two hours is about 0.1 MB."""

_OTHER_FORMAT = re.compile(
    rb"PK\x03\x04|\xd0\xcf\x11\xe0|(?:\xef\xbb\xbf)?\s*(?:%PDF|\{\\rtf|WEBVTT|<!doctype html|<html|"
    rb"\d+\s*\r?\n\d\d:\d\d:\d\d,\d{3} -->)",
    re.IGNORECASE,
)


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions and _OTHER_FORMAT.match(data[:200]) is None


def _read(data: bytes, name: str) -> RawDocument:
    if len(data) > MOST_BYTES:
        raise UnreadableSource(name, "too_large", detail=f"{len(data) / 1e6:.0f} MB > {MOST_BYTES / 1e6:.0f} MB")
    text, remarks = decoded(data, name)
    text = normalise(text)
    refuse_large(text, name)
    parts = without_stamps([Paragraph(text=line) for line in text.split("\n")])
    return RawDocument(parts=parts, lines=True, remarks=remarks)


READER = Reader(name="txt", extensions=(".txt", ".text", ""), accepts=_accepts, read=_read)
