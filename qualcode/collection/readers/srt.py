"""SubRip subtitles (``.srt``): turns with their times, and their speakers where names stand before the words."""

from __future__ import annotations

import re

from qualcode.collection.documents import RawDocument, Reader
from qualcode.collection.readers import _captions

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\d+\s*\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> ")


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions or _BEGINS.match(data[:200]) is not None


def _read(data: bytes, name: str) -> RawDocument:
    return _captions.document(data, "srt", name)


READER = Reader(name="srt", extensions=(".srt",), accepts=_accepts, read=_read)
