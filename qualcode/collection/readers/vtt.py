"""WebVTT subtitles (``.vtt``) of Zoom, Teams, Meet, YouTube: turns with their speakers and times."""

from __future__ import annotations

from qualcode.collection.documents import RawDocument, Reader
from qualcode.collection.readers import _captions


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions or data.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")


def _read(data: bytes, name: str) -> RawDocument:
    return _captions.document(data, "vtt", name)


READER = Reader(name="vtt", extensions=(".vtt",), accepts=_accepts, read=_read)
