"""Subtitle files read by webvtt-py: their cues, or a stated refusal."""

from __future__ import annotations

import html
import io
import re
from typing import Any

from qualcode.collection.documents import RawDocument
from qualcode.collection.readers import _cues
from qualcode.collection.readers._encoding import decoded
from qualcode.errors import UnreadableSource
from qualcode.language import normalise

MOST_BYTES = 20_000_000
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d\d:[^<>]*>|\{\\[^{}]*\}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,80})?[ \t]{1,9}(?P<name>[^<>]{1,200})>")


def document(data: bytes, kind: str, name: str) -> RawDocument:
    """The turns of a subtitle file; ``kind`` is ``vtt`` or ``srt``."""
    import webvtt.errors

    if len(data) > MOST_BYTES:
        raise UnreadableSource(name, "too_large", detail=f"{len(data) / 1e6:.0f} MB > {MOST_BYTES / 1e6:.0f} MB")
    text, remarks = decoded(data, name)
    text = normalise(text)
    try:
        captions = webvtt.from_buffer(io.StringIO(text), format=kind).captions
    except (webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError):
        raise UnreadableSource(name, f"not_{kind}") from None
    parts = _cues.turns(cue for caption in captions for cue in _of(caption))
    if not parts:
        raise UnreadableSource(name, "empty")
    return RawDocument(parts=parts, remarks=remarks)


def _of(caption: Any) -> list[_cues.Cue]:
    raw = str(caption.raw_text)
    start, end = _milliseconds(caption.start_time), _milliseconds(caption.end_time)
    voices = list(_VOICE.finditer(raw))
    if not voices:
        return [_cues.Cue(start=start, end=end, lines=_lines(raw))]
    ends = [voice.start() for voice in voices[1:]] + [len(raw)]
    return [
        _cues.Cue(start=start, end=end, lines=_lines(raw[voice.end() : to]), speaker=html.unescape(voice.group("name")))
        for voice, to in zip(voices, ends, strict=True)
    ]


def _lines(raw: str) -> tuple[str, ...]:
    return tuple(html.unescape(_TAG.sub("", line)) for line in raw.split("\n"))


def _milliseconds(time: Any) -> int:
    return int(((time.hours * 60 + time.minutes) * 60 + time.seconds) * 1000 + time.milliseconds)
