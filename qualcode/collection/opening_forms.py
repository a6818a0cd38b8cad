"""The forms in which a line shows whose turn it begins: a label before a sign, in brackets, in bold, beside a time."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from qualcode.collection.lines import Line, Where
from qualcode.collection.speaker_words import INFORMANT_WORDS, INTERVIEWER_WORDS, is_code, key_of, known_word
from qualcode.declared import record

_CLOCK = r"(?:[(\[{<#]\s*\d{1,2}:\d{2}(?::\d{2})?(?:[.,-]\d{1,3})?\s*[)\]}>#]|\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?)"
"""The place in the recording: in brackets, or to the second. It is no part of the label or of the speech."""

_POINT = r"(?:[-–•*~>#]+[ \t]+|\(?\d{1,3}[.)][ \t]+|\[\d{1,3}\][ \t]+)"
_BEFORE = rf"[ \t]*{_POINT}?(?:{_CLOCK}[ \t]*|\d{{1,2}}:\d{{2}}[ \t]+)?"
_LABEL = re.compile(
    rf"{_BEFORE}(?P<label>[^\W\d_](?:[\w .,'’()/&-]{{0,38}}?[\w.)])??)[ \t]*(?:{_CLOCK}[ \t]*)?[:：](?!//)[ \t]*"
)
_MARKED = re.compile(
    rf"{_BEFORE}(?:\*\*|[(\[<])(?P<label>[^\W\d_][\w .-]{{0,20}}?)[ \t]*[:：]?[)\]>*]{{1,2}}[ \t]*[:：]?[ \t]*"
)
"""A label in brackets, or in the asterisks of Markdown."""

_TABBED = re.compile(r"[ \t]*(?P<label>[^\W\d_][\w .-]{0,20}?)[ ]*(?:\t|[ ]{2})[ \t]*(?=\S)")
_LOOSE = re.compile(
    rf"{_BEFORE}(?P<label>[^\W\d_][\w-]{{0,14}}(?: ?\d{{1,2}})?)"
    r"(?P<sign>[ \t]+[-–—>=|]+[ \t]+|\.[ \t]+|>+[ \t]*|;[ \t]*)(?=\S)"
)
"""A label before a dash, a dot, or another sign; only where no label has a colon."""

_STAMPED = re.compile(
    r"\[?(?P<label>[^\W\d_][\w .,'’()@-]{0,48}?)\]?(?:[ \t]+|[ \t]*[-–|][ \t]*)"
    r"[(\[]?(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)[)\]]?[ \t]*"
)
_STAMPED_BEFORE = re.compile(
    r"[(\[]?(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)[)\]]?[ \t]*[-–|]?[ \t]+(?P<label>[^\W\d_][\w .,'’()@-]{0,48}?)[ \t]*"
)
"""A line with a name and the place in the recording alone, as meeting programs write it."""

_AFTER = re.compile(rf"[ \t]*{_CLOCK}(?:[ \t]*(?:[-–>]+[ \t]*)?{_CLOCK})?[ \t]*")
"""Places in the recording behind a label."""

_WORDED = re.compile(r"[ \t]*(?P<label>[A-Z](?:[^\W\d_]{3,}(?: ?\d{1,2})?)?)[ \t]+(?=\S)")
_COUNTED = re.compile(rf"{_BEFORE}(?P<label>[^\W\d_]{{1,4}}[ .]?\d{{1,3}})[.)]?[ \t]+(?=\S)")
"""A label with a number and nothing but a blank behind it (``P.1 Sejak kapan?``)."""

_SIGNED = re.compile(r"[ \t]*(?P<sign>[+–—-])[ \t]+(?=\S)")
"""Two voices told apart by signs alone (``+`` asks, ``-`` answers)."""

_ARROW = re.compile(r"[ \t]*(?P<sign>[=-]+>|[→➔➜⇒])[ \t]*(?=\S)")
"""An answer below its question."""

_CLOCKED_LINE = re.compile(rf"[ \t]*(?:{_CLOCK}|\d{{1,2}}:\d{{2}}[ \t])")
_CLOCKED = re.compile(r".*\s[\[(]?\d{1,2}")
_PARTED = re.compile(r"(?P<head>[^()]*[^() ])\s*\((?P<inside>[^()]+)\)?")
_SHORT = re.compile(r"[A-Z]{1,3}[-. ]?\d{0,3}")
"""Letters that stand for somebody below: ``Peneliti (P)``, ``Informan (IP-2)``."""

_TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})")
LONG_WORDS = frozenset(word for word in INTERVIEWER_WORDS | INFORMANT_WORDS if len(word) > 5)  # noqa: PLR2004
MOST_WORDS = 4
_TYPING_ERRORS = 10
"""Numbers of turns among which one that goes back may be a typing error."""


@record
class Opening:
    """A turn begins: ``label`` as written, its speech from ``at`` of line ``line`` on; ``time`` in the recording."""

    line: int
    label: str
    key: str
    number: str = ""
    at: int
    time: str = ""


def labelled(index: int, line: Line) -> Opening | None:
    """A turn of the commonest forms: a label and its colon, or one in bold, in brackets or in a line of its own."""
    if line.where is Where.SPOKEN:
        return opening_of(index, line.label, 0, line.time) if line.label else None
    if not line.text or line.where is not Where.TEXT:
        return None
    found = _before_sign(index, line) or _alone(index, line)
    time = _TIME.search(line.time) if found and line.time and not found.time else None
    return replace(found, time=_clock(time)) if found and time else found


def _before_sign(index: int, line: Line) -> Opening | None:
    """A label with its colon; or a known one in brackets, or with a tab behind it."""
    match = _LABEL.match(line.plain)
    if match and _CLOCKED.fullmatch(match.group("label")) and line.plain[match.end() : match.end() + 2].isdecimal():
        return None  # a name and the place in the recording, as meeting programs write it
    if match and len(match.group("label").split()) <= MOST_WORDS:
        return _before_words(index, line, match)
    for pattern in (_MARKED, _TABBED):
        match = pattern.match(line.plain)
        if match and (known_word(key_of(match.group("label"))[0]) or is_code(match.group("label"))):
            return _before_words(index, line, match)
    match = _LOOSE.match(line.plain)
    if match and not match.group("sign").startswith(".") and key_of(match.group("label"))[0] in LONG_WORDS:
        return opening_of(index, match.group("label"), match.end(), match.group())
    return None


def _before_words(index: int, line: Line, match: re.Match[str]) -> Opening:
    """The opening by a label that words follow in the same line, perhaps behind the place in the recording."""
    clock = _AFTER.match(line.plain, match.end())
    end, written = (clock.end(), match.group() + clock.group()) if clock else (match.end(), match.group())
    return opening_of(index, match.group("label"), end, written)


def tabbed(index: int, line: Line) -> Opening | None:
    """A label of any kind with a tab behind it."""
    match = _TABBED.match(line.plain) if line.where is Where.TEXT else None
    return _before_words(index, line, match) if match else None


def bracketed(index: int, line: Line) -> Opening | None:
    """A label of any kind in brackets."""
    match = _MARKED.match(line.plain) if line.where is Where.TEXT else None
    return _before_words(index, line, match) if match else None


def _alone(index: int, line: Line) -> Opening | None:
    """A label that is set in bold, or a known word in a line of its own."""
    bold = line.plain[: line.bold].strip()
    if bold and line.bold < len(line.plain.rstrip()) and (above := stamped(index, line)):
        return above
    if bold and len(bold.split()) <= MOST_WORDS and not bold.endswith(("?", ".", "!")):
        rest = line.plain[line.bold :]
        return opening_of(index, bold.rstrip(" :"), line.bold + len(rest) - len(rest.lstrip()))
    clock = _CLOCKED_LINE.match(line.plain)
    alone = line.plain[clock.end() if clock else 0 :].strip(" \t-–—~•*>#=")
    if key_of(alone)[0] in INTERVIEWER_WORDS | INFORMANT_WORDS or is_code(alone):
        return opening_of(index, alone, len(line.plain), clock.group() if clock else "")
    return None


def stamped(index: int, line: Line) -> Opening | None:
    """A line with a name and the place in the recording alone."""
    text = line.plain.strip() if line.where is Where.TEXT else ""
    match = _STAMPED.fullmatch(text) or _STAMPED_BEFORE.fullmatch(text)
    if match is None or len(match.group("label").split()) > MOST_WORDS + 1:
        return None
    return opening_of(index, match.group("label"), len(line.plain), match.group("clock"))


def loose(index: int, line: Line) -> Opening | None:
    """A known label, or letters, before a dash, a dot or another sign."""
    match = _LOOSE.match(line.plain) if line.where is Where.TEXT else None
    if match is None:
        return None
    label = match.group("label")
    if not (known_word(key_of(label)[0]) or is_code(label) or (label.isupper() and len(label) <= MOST_WORDS)):
        return None
    return opening_of(index, label, match.end(), match.group())


def counted(index: int, line: Line) -> Opening | None:
    """A known label with a number and nothing but a blank behind it."""
    match = _COUNTED.match(line.plain) if line.where is Where.TEXT else None
    known = match is not None and known_word(key_of(match.group("label"))[0])
    return opening_of(index, match.group("label"), match.end()) if match and known else None


def worded(index: int, line: Line) -> Opening | None:
    """A word or letter for a speaker with nothing but a blank behind it: a tab, before Word's text was read."""
    match = _WORDED.match(line.plain)
    known = match is not None and known_word(key_of(match.group("label"))[0])
    return opening_of(index, match.group("label"), match.end()) if match and known else None


def signed(index: int, line: Line) -> Opening | None:
    """A sign for one of two voices."""
    match = _SIGNED.match(line.plain) if line.where is Where.TEXT else None
    if match is None:
        return None
    label = "+" if match.group("sign") == "+" else "-"
    return Opening(line=index, label=label, key=label, at=match.end())


def arrow(index: int, line: Line) -> Opening | None:
    """An answer that an arrow marks."""
    match = _ARROW.match(line.plain) if line.where is Where.TEXT else None
    return Opening(line=index, label=match.group("sign"), key="jawab", at=match.end()) if match else None


def opening_of(index: int, label: str, at: int, written: str = "") -> Opening:
    """The opening of a turn by its label as written; ``written`` may hold the place in the recording."""
    shown, key, number = _read_label(label)
    return Opening(line=index, label=shown, key=key, number=number, at=at, time=clock(written))


@lru_cache(4096)
def _read_label(label: str) -> tuple[str, str, str]:
    """(label as it is shown, its key, its number)."""
    key, number = key_of(label)
    parted = _PARTED.fullmatch(label)
    if parted and is_code(parted.group("inside")):
        label = parted.group("inside").strip()
        key, number = key_of(label)
    elif parted and known_word(key_of(parted.group("head"))[0]):
        key, number = key_of(parted.group("inside" if _SHORT.fullmatch(parted.group("inside")) else "head"))
    if is_code(label):
        key, number = " ".join(label.casefold().split()).strip(" .()[]:"), ""
    return label.strip(), key, number


def clock(written: str) -> str:
    """The place in the recording that a text gives, as ``HH:MM:SS``; empty if it gives none."""
    match = _TIME.search(written)
    return _clock(match) if match else ""


def _clock(match: re.Match[str]) -> str:
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return f"{hours:02}:{minutes:02}:{seconds:02}"
