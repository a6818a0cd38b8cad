"""Chats that were exported as text: every message with its day, its hour and who sent it, as a turn of an interview."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.collection.lines import Line, Where
from qualcode.collection.opening_forms import Opening, opening_of

_STAMP = (
    r"[\u200e\u200f\ufeff]?\[?(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}),?[ \t]+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?"
    r"(?:[ \t]?[ap]\.?m\.?)?(?:\][ \t]*|[ \t]+[-–][ \t]+)[\u200e\u200f]?"
)
_MESSAGE = re.compile(rf"{_STAMP}(?P<label>[^:\n]{{1,40}}?):(?:[ \t]+|$)", re.IGNORECASE)
_NOTICE = re.compile(rf"{_STAMP}.*", re.IGNORECASE)
_LEAST = 3


def messages(lines: Sequence[Line]) -> list[Opening]:
    """The messages of a chat, each a turn; none if the lines are no chat between two people or more."""
    found = [
        opening_of(index, match.group("label"), match.end())
        for index, line in enumerate(lines)
        if line.where is Where.TEXT and (match := _MESSAGE.match(line.plain))
    ]
    return found if len(found) >= _LEAST and len({(one.key, one.number) for one in found}) > 1 else []


def is_notice(line: str) -> bool:
    """Whether a line is what the program tells (somebody joined), or the head of a message."""
    return _NOTICE.fullmatch(line) is not None


def days(lines: Sequence[Line], openings: Sequence[Opening]) -> tuple[str, ...]:
    """The days on which the messages of openings were sent, as written."""
    stamps = (_MESSAGE.match(lines[opening.line].plain) for opening in openings)
    return tuple(dict.fromkeys(stamp.group("day") for stamp in stamps if stamp))
