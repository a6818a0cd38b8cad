"""Where turns begin: labels before a colon, a dash, a dot or a tab, in bold, in brackets, or in lines of their own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import dropwhile, pairwise

from qualcode.collection.lines import Line, Where
from qualcode.collection.speaker_words import (
    ASKS,
    INFORMANT_WORDS,
    INTERVIEWER_WORDS,
    PERSONS,
    is_code,
    key_of,
    known_word,
    place_of,
)

_CLOCK = r"(?:[(\[{<#]\s*\d{1,2}:\d{2}(?::\d{2})?(?:[.,-]\d{1,3})?\s*[)\]}>#]|\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?)"
"""The place in the recording: in brackets, or to the second. It is no part of the label or of the speech."""

_POINT = r"(?:[-–•*~>#]+[ \t]+|\(?\d{1,3}[.)][ \t]+|\[\d{1,3}\][ \t]+)"
_BEFORE = rf"[ \t]*{_POINT}?(?:{_CLOCK}[ \t]*|\d{{1,2}}:\d{{2}}[ \t]+)?"
_LISTED = re.compile(r"[ \t]*(?:[-–•*~>#]+|\(?\d{1,3}[.)])[ \t]")
"""A point of a list: before its colon stands a speaker only where the word is known as one."""

_LABEL = re.compile(
    rf"{_BEFORE}(?P<label>[^\W\d_](?:[\w .,'’()/&-]{{0,38}}?[\w.)])??)[ \t]*(?:{_CLOCK}[ \t]*)?[:：](?!//)[ \t]*"
)
_MARKED = re.compile(
    rf"{_BEFORE}(?:\*\*|[(\[<])(?P<label>[^\W\d_][\w .-]{{0,20}}?)[ \t]*[:：]?[)\]>*]{{1,2}}[ \t]*[:：]?[ \t]*"
)
"""A label in brackets, or in the asterisks of Markdown."""

_TABBED = re.compile(r"[ \t]*(?P<label>[^\W\d_][\w .-]{0,20}?)[ ]*\t[ \t]*")
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
_NAME = re.compile(r"[^\W\d_][\w .,'’()-]{0,40}[\w)]")
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
_RELATIONS = frozenset(word.capitalize() for word in (*PERSONS, "saya", "aku", "beliau"))
_LONG_WORDS = frozenset(word for word in INTERVIEWER_WORDS | INFORMANT_WORDS if len(word) > 5)  # noqa: PLR2004
_MOST_WORDS = 4
_LEAST_LOOSE, _ALIKE = 4, 0.85
_TYPING_ERRORS = 10
"""Numbers of turns among which one that goes back may be a typing error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A turn begins: ``label`` as written, its speech from ``at`` of line ``line`` on; ``time`` in the recording."""

    line: int
    label: str
    key: str
    number: str = ""
    at: int
    time: str = ""


def find_openings(lines: Sequence[Line], *, fields: frozenset[str], given: Mapping[str, str]) -> list[Opening]:
    """Every line that may open a turn: its label is known, given, or recurs, and is no header field's alone."""
    found = _kept(lines, [_opening(index, line) for index, line in enumerate(lines)], fields, given)
    if len({opening.key + opening.number for opening in found}) > 1:
        return found
    standing = _standing(lines)
    if len(standing) > len(found):
        return standing
    for way in (_stamped, _loose, _counted, _tabbed):
        other = [one for index, line in enumerate(lines) if (one := way(index, line)) is not None]
        kept = _kept(lines, [*other], fields, given)
        keys = {opening.key + (opening.number if way is _stamped else "") for opening in kept}
        if len(keys) > 1 and len(kept) >= _LEAST_LOOSE and len(kept) > len(found) and _alternate(kept):
            return kept
    worded = [_worded(index, line) for index, line in enumerate(lines) if not line.blank and line.where is Where.TEXT]
    spoken = list(dropwhile(lambda one: one is None, worded))
    if len(spoken) >= _LEAST_LOOSE and (kept := [one for one in spoken if one]) == spoken and _alternate(kept):
        return kept
    signed = [one for index, line in enumerate(lines) if (one := _signed(index, line)) is not None]
    enough = len(signed) >= _LEAST_LOOSE and len({one.key for one in signed}) == len("+-") and _alternate(signed)
    if enough and len(found) < len(signed):
        return signed
    arrows = [one for index, line in enumerate(lines) if (one := _arrow(index, line)) is not None]
    return arrows if len(arrows) >= _LEAST_LOOSE - 1 and not found else found


def _standing(lines: Sequence[Line]) -> list[Opening]:
    """Names that stand in lines of their own above what is said, in turn with a word for a speaker that does, too."""
    texts = {
        at: line.plain.strip(" \t:") for at, line in enumerate(lines) if line.where is Where.TEXT and not line.blank
    }
    counts = Counter(texts.values())
    alone = {
        at: text
        for at, text in texts.items()
        if counts[text] > 1 and len(text.split()) <= _MOST_WORDS and _NAME.fullmatch(text) and _like_a_name(text)
    }
    found = [opening_of(at, text, len(lines[at].plain)) for at, text in alone.items()]
    known = [opening.key in INTERVIEWER_WORDS | INFORMANT_WORDS for opening in found]
    in_turn = not any(not a and not b for a, b in pairwise(known))
    return found if len(found) >= _LEAST_LOOSE and any(known) and in_turn and _alternate(found) else []


def _alternate(openings: Sequence[Opening]) -> bool:
    """Whether one label does not stand over and over, as the word that begins a list's points does."""
    changes = sum(a.key + a.number != b.key + b.number for a, b in pairwise(openings))
    return 2 * changes >= len(openings) - 1


def _spelt(openings: Sequence[Opening]) -> list[Opening]:
    """The openings, those whose label is a misspelt word for a speaker of the same text under that word's key."""
    words = sorted({one.key for one in openings} & _LONG_WORDS)
    odd = {one.key for one in openings if len(one.key) > 5 and one.key not in _LONG_WORDS} if words else set()  # noqa: PLR2004
    near = {key: close for key in odd if (close := get_close_matches(key, words, 1, _ALIKE))}
    return [replace(one, key=near[one.key][0]) if one.key in near else one for one in openings]


def _kept(
    lines: Sequence[Line], every: Sequence[Opening | None], fields: frozenset[str], given: Mapping[str, str]
) -> list[Opening]:
    wanted = {key for label in given for key in (key_of(label)[0], label.casefold())}
    found = _spelt([opening for opening in every if opening is not None])
    lone = [opening for opening in found if lines[opening.line].plain.strip() == opening.label]
    if len(lone) == 1 and len(found) > 2:  # noqa: PLR2004 - turns have another form; this is a signature or a heading
        found.remove(lone[0])
    counts = Counter(opening.key for opening in found)
    series = {key.partition("-")[0] for key, count in counts.items() if count > 1 and is_code(key.upper())}
    in_turn = _answers_in_turn(found)
    first = min((one.line for one in found if known_word(one.key) or counts[one.key] > 1), default=len(lines))
    return [
        opening
        for opening in found
        if opening.key in wanted
        or known_word(opening.key)
        or (opening.line > first and _of_a_person(opening.label))
        or lines[opening.line].where is Where.SPOKEN
        or (is_code(opening.label) and opening.key.partition("-")[0] in series)
        or (
            counts[opening.key] > 1
            and opening.key not in fields
            and (
                _like_a_name(opening.label)
                or opening.label.split()[0] in _RELATIONS
                or opening.label.split()[0] in PERSONS
                or opening.key in in_turn
            )
            and _LISTED.match(lines[opening.line].plain) is None
        )
    ]


def _answers_in_turn(found: Sequence[Opening]) -> frozenset[str]:
    """The keys, however written, that stand below an interviewer's turn and above another each time."""
    asks = [one.key in INTERVIEWER_WORDS or one.key in ASKS for one in found]
    if any(one.key in INFORMANT_WORDS for one in found):
        return frozenset()
    lone = {
        one.key
        for at, one in enumerate(found)
        if not asks[at] and not (at and asks[at - 1] and (at + 1 == len(found) or asks[at + 1]))
    }
    return frozenset(one.key for at, one in enumerate(found) if not asks[at]) - lone


def _opening(index: int, line: Line) -> Opening | None:
    if line.where is Where.SPOKEN:
        return opening_of(index, line.label, 0, line.time) if line.label else None
    found = _labelled(index, line) or _alone(index, line) if line.where is Where.TEXT else None
    time = _TIME.search(line.time) if found and line.time and not found.time else None
    return replace(found, time=_clock(time)) if found and time else found


def _labelled(index: int, line: Line) -> Opening | None:
    """A label with its colon; or a known one in brackets, or with a tab behind it."""
    match = _LABEL.match(line.plain)
    if match and _CLOCKED.fullmatch(match.group("label")) and line.plain[match.end() : match.end() + 2].isdecimal():
        return None  # a name and the place in the recording, as meeting programs write it
    if match and len(match.group("label").split()) <= _MOST_WORDS:
        return _before_words(index, line, match)
    for pattern in (_MARKED, _TABBED):
        match = pattern.match(line.plain)
        if match and (known_word(key_of(match.group("label"))[0]) or is_code(match.group("label"))):
            return _before_words(index, line, match)
    match = _LOOSE.match(line.plain)
    if match and not match.group("sign").startswith(".") and key_of(match.group("label"))[0] in _LONG_WORDS:
        return opening_of(index, match.group("label"), match.end(), match.group())
    return None


def _before_words(index: int, line: Line, match: re.Match[str]) -> Opening:
    """The opening by a label that words follow in the same line, perhaps behind the place in the recording."""
    clock = _AFTER.match(line.plain, match.end())
    end, written = (clock.end(), match.group() + clock.group()) if clock else (match.end(), match.group())
    return opening_of(index, match.group("label"), end, written)


def _tabbed(index: int, line: Line) -> Opening | None:
    """A label of any kind with a tab behind it."""
    match = _TABBED.match(line.plain) if line.where is Where.TEXT else None
    return _before_words(index, line, match) if match else None


def _alone(index: int, line: Line) -> Opening | None:
    """A label that is set in bold, or a known word in a line of its own."""
    bold = line.plain[: line.bold].strip()
    if bold and line.bold < len(line.plain.rstrip()) and (stamped := _stamped(index, line)):
        return stamped
    if bold and len(bold.split()) <= _MOST_WORDS and not bold.endswith(("?", ".", "!")):
        rest = line.plain[line.bold :]
        return opening_of(index, bold.rstrip(" :"), line.bold + len(rest) - len(rest.lstrip()))
    clock = _CLOCKED_LINE.match(line.plain)
    alone = line.plain[clock.end() if clock else 0 :].strip(" \t-–—~•*>#=")
    if key_of(alone)[0] in INTERVIEWER_WORDS | INFORMANT_WORDS or is_code(alone):
        return opening_of(index, alone, len(line.plain), clock.group() if clock else "")
    return None


def _stamped(index: int, line: Line) -> Opening | None:
    text = line.plain.strip() if line.where is Where.TEXT else ""
    match = _STAMPED.fullmatch(text) or _STAMPED_BEFORE.fullmatch(text)
    if match is None or len(match.group("label").split()) > _MOST_WORDS + 1:
        return None
    return opening_of(index, match.group("label"), len(line.plain), match.group("clock"))


def _loose(index: int, line: Line) -> Opening | None:
    match = _LOOSE.match(line.plain) if line.where is Where.TEXT else None
    if match is None:
        return None
    label = match.group("label")
    if not (known_word(key_of(label)[0]) or is_code(label) or (label.isupper() and len(label) <= _MOST_WORDS)):
        return None
    return opening_of(index, label, match.end(), match.group())


def _counted(index: int, line: Line) -> Opening | None:
    match = _COUNTED.match(line.plain) if line.where is Where.TEXT else None
    known = match is not None and known_word(key_of(match.group("label"))[0])
    return opening_of(index, match.group("label"), match.end()) if match and known else None


def _worded(index: int, line: Line) -> Opening | None:
    """A word or letter for a speaker with nothing but a blank behind it: a tab, before Word's text was read."""
    match = _WORDED.match(line.plain)
    known = match is not None and known_word(key_of(match.group("label"))[0])
    return opening_of(index, match.group("label"), match.end()) if match and known else None


def _signed(index: int, line: Line) -> Opening | None:
    match = _SIGNED.match(line.plain) if line.where is Where.TEXT else None
    if match is None:
        return None
    label = "+" if match.group("sign") == "+" else "-"
    return Opening(line=index, label=label, key=label, at=match.end())


def _arrow(index: int, line: Line) -> Opening | None:
    match = _ARROW.match(line.plain) if line.where is Where.TEXT else None
    return Opening(line=index, label=match.group("sign"), key="jawab", at=match.end()) if match else None


def opening_of(index: int, label: str, at: int, written: str = "") -> Opening:
    """The opening of a turn by its label as written; ``written`` may hold the place in the recording."""
    key, number = key_of(label)
    parted = _PARTED.fullmatch(label)
    if parted and is_code(parted.group("inside")):
        label = parted.group("inside").strip()
        key, number = key_of(label)
    elif parted and known_word(key_of(parted.group("head"))[0]):
        key, number = key_of(parted.group("inside" if _SHORT.fullmatch(parted.group("inside")) else "head"))
    if is_code(label):
        key, number = " ".join(label.casefold().split()).strip(" .()[]:"), ""
    return Opening(line=index, label=label.strip(), key=key, number=number, at=at, time=clock(written))


def clock(written: str) -> str:
    """The place in the recording that a text gives, as ``HH:MM:SS``; empty if it gives none."""
    match = _TIME.search(written)
    return _clock(match) if match else ""


def _clock(match: re.Match[str]) -> str:
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _of_a_person(label: str) -> bool:
    """Whether a label that stands once is somebody's for sure: an honorific or a relation, and a name."""
    words = label.split()
    return words[0].casefold() in PERSONS and len(words) <= _MOST_WORDS and _like_a_name(label)


def _like_a_name(label: str) -> bool:
    """Whether a label is written like a name; behind a comma stand degrees alone (``Budi, S.Sos``)."""
    degrees = all("." in part or part.strip().isupper() for part in label.split(",")[1:])
    words = label.split()
    return label[:1].isupper() and degrees and all(word[:1].isupper() or not word[:1].isalpha() for word in words)


def numbered_by_turn(openings: Sequence[Opening]) -> bool:
    """Whether the numbers of labels count turns (``P1 J1 P2 J2``) and do not tell people apart (``I1 I2 I1``)."""
    numbered = [(opening.key, place_of(opening.number)) for opening in openings if opening.number]
    by_key: dict[str, list[int]] = defaultdict(list)
    for key, number in numbered:
        by_key[key].append(number)
    back = sum(later < earlier for numbers in by_key.values() for earlier, later in pairwise(numbers))
    return bool(numbered) and len(numbered) <= 1.25 * len(set(numbered)) and back <= len(numbered) // _TYPING_ERRORS
