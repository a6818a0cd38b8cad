"""Machine transcripts (``.json``) of Whisper, WhisperX, faster-whisper and whisper.cpp: turns with their times."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualcode.collection.documents import RawDocument, Reader, Remark, remark
from qualcode.collection.readers import _cues
from qualcode.collection.readers._encoding import json_of
from qualcode.errors import UnreadableSource

MOST_BYTES = 60_000_000
UNSURE = 0.4
"""Words that the machine gives a lower probability than this are counted, so that the recording is listened to."""


def _accepts(_data: bytes, extension: str) -> bool:
    return extension in READER.extensions


def _read(data: bytes, name: str) -> RawDocument:
    found, remarks = json_of(data, name, MOST_BYTES)
    segments = _segments(found)
    if segments is None:
        raise UnreadableSource(name, "not_whisper")
    parts = _cues.turns(cue for segment in segments for cue in _of(segment))
    if not parts:
        raise UnreadableSource(name, "empty")
    return RawDocument(parts=parts, remarks=(*remarks, remark("machine_made"), *_unsure(segments)))


def _segments(found: Any) -> list[dict[str, Any]] | None:
    """The pieces of a transcript, whatever program made it; None if this is none."""
    if isinstance(found, dict) and isinstance(found.get("results"), dict):
        found = found["results"]
    if isinstance(found, dict):
        found = next(
            (found[key] for key in ("segments", "transcription", "chunks", "utterances") if key in found), None
        )
    if not isinstance(found, list) or not all(
        isinstance(one, dict) and isinstance(one.get("text"), str) for one in found
    ):
        return None
    return found


def _of(segment: dict[str, Any]) -> Iterator[_cues.Cue]:
    """A piece as cues: one for each speaker, where its words have several."""
    start, end = _times(segment)
    speaker = segment.get("speaker")
    words = _words(segment)
    speakers = [_name(word.get("speaker")) for word in words]
    if len(set(filter(None, speakers))) < 2:  # noqa: PLR2004
        yield _cues.Cue(start=start, end=end, lines=(segment["text"],), speaker=_name(speaker))
        return
    run: list[str] = []
    said_by, begun = speakers[0] or _name(speaker), start
    for word in words:
        who = _name(word.get("speaker")) or said_by
        if who != said_by and run:
            yield _cues.Cue(start=begun, end=begun, lines=(" ".join(run),), speaker=said_by)
            run, begun = [], _milliseconds(word.get("start")) or begun
        said_by = who
        run.append(str(word.get("word") or word.get("text") or "").strip())
    yield _cues.Cue(start=begun, end=end, lines=(" ".join(run),), speaker=said_by)


def _words(segment: dict[str, Any]) -> list[dict[str, Any]]:
    words = segment.get("words")
    return [word for word in words if isinstance(word, dict)] if isinstance(words, list) else []


def _name(speaker: object) -> str:
    return str(speaker) if isinstance(speaker, (str, int)) else ""


def _times(segment: dict[str, Any]) -> tuple[int, int]:
    offsets = segment.get("offsets")
    if isinstance(offsets, dict):
        return int(_number(offsets.get("from"))), int(_number(offsets.get("to")))
    stamp = segment.get("timestamp")
    if isinstance(stamp, list) and len(stamp) == 2:  # noqa: PLR2004
        return _milliseconds(stamp[0]), _milliseconds(stamp[1])
    return _milliseconds(segment.get("start")), _milliseconds(segment.get("end"))


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) and abs(value) < 1e12 else 0.0  # noqa: PLR2004


def _milliseconds(seconds: object) -> int:
    return round(_number(seconds) * 1000)


def _unsure(segments: list[dict[str, Any]]) -> list[Remark]:
    words = [word for one in segments for word in _words(one)]
    scores = [word.get("probability", word.get("score")) for word in words]
    low = sum(isinstance(score, (int, float)) and score < UNSURE for score in scores)
    return [remark("unsure_words", count=low)] if low else []


READER = Reader(name="whisper", extensions=(".json",), accepts=_accepts, read=_read)
