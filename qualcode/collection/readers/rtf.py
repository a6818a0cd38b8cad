"""Rich text (``.rtf``): paragraphs, line breaks and tables in order; page headers and comments left out."""

from __future__ import annotations

from qualcode.collection.documents import RawDocument, Reader
from qualcode.collection.readers import _pandoc
from qualcode.errors import UnreadableSource

MOST_BYTES = 60_000_000
_BEGINS = b"{\\rtf"


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions or data.lstrip()[:5] == _BEGINS


def _read(data: bytes, name: str) -> RawDocument:
    if data.lstrip()[:5] != _BEGINS:
        raise UnreadableSource(name, "not_rtf")
    if len(data) > MOST_BYTES:
        raise UnreadableSource(name, "too_large", detail=f"{len(data) / 1e6:.0f} MB > {MOST_BYTES / 1e6:.0f} MB")
    return _pandoc.document(data, "rtf", name, "not_rtf")


READER = Reader(name="rtf", extensions=(".rtf",), accepts=_accepts, read=_read)
