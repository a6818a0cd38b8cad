"""Where turns begin: which of the lines that look like the head of a turn are one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import dropwhile, pairwise

from qualcode.collection.lines import Line, Where
from qualcode.collection.offices import is_office
from qualcode.collection.opening_forms import (
    LONG_WORDS,
    MOST_WORDS,
    Opening,
    arrow,
    bracketed,
    counted,
    labelled,
    loose,
    opening_of,
    signed,
    stamped,
    tabbed,
    worded,
)
from qualcode.collection.speaker_words import (
    ANSWERS,
    ASKS,
    COUNTED_ANSWERS,
    INFORMANT_WORDS,
    INTERVIEWER_WORDS,
    PERSONS,
    is_code,
    key_of,
    known_word,
    place_of,
)

_LISTED = re.compile(r"[ \t]*(?:[-–•*~>#]+|\(?\d{1,3}[.)])[ \t]")
"""A point of a list: before its colon stands a speaker only where the word is known as one."""

_NAME = re.compile(r"[^\W\d_][\w .,'’()-]{0,40}[\w)]")
_RELATIONS = frozenset(word.capitalize() for word in (*PERSONS, "saya", "aku", "beliau"))
_TITLES = frozenset(("dr.", "drg.", "apt.", "ns.", "prof.", "ust.", "kh.", "hj.", "h."))
_LEAST_LOOSE, _ALIKE = 4, 0.85
_EXPLAINED = re.compile(r"(?<!\w)([A-Z]\w{0,3})\s*=\s*[^\W\d_]")
_TOP = 40
_TYPING_ERRORS = 10
"""Numbers of turns among which one that goes back may be a typing error."""


def find_openings(lines: Sequence[Line], *, fields: frozenset[str], given: Mapping[str, str]) -> list[Opening]:
    """Every line that may open a turn: its label is known, given, or recurs, and is no header field's alone."""
    found = _kept(lines, [labelled(index, line) for index, line in enumerate(lines)], fields, given)
    counts = Counter(opening.key for opening in found)
    if len({opening.key + opening.number for opening in found}) > 1 and sum(n > 1 for n in counts.values()) > 1:
        return found
    standing = _standing(lines)
    return standing if len(standing) > len(found) else _otherwise(lines, found, fields, given)


def _otherwise(
    lines: Sequence[Line], found: list[Opening], fields: frozenset[str], given: Mapping[str, str]
) -> list[Opening]:
    """The openings by the first of the rarer forms that leaves no doubt, else those found before."""
    for form in (stamped, loose, counted, tabbed, bracketed):
        kept = _kept(lines, [form(index, line) for index, line in enumerate(lines)], fields, given)
        keys = {opening.key + (opening.number if form is stamped else "") for opening in kept}
        if len(keys) > 1 and len(kept) >= _LEAST_LOOSE and len(kept) > len(found) and _alternate(kept):
            return kept
    by_word = [worded(index, line) for index, line in enumerate(lines) if not line.blank and line.where is Where.TEXT]
    spoken = list(dropwhile(lambda one: one is None, by_word))
    if len(spoken) >= _LEAST_LOOSE and (kept := [one for one in spoken if one]) == spoken and _alternate(kept):
        return kept
    by_sign = [one for index, line in enumerate(lines) if (one := signed(index, line)) is not None]
    both = len(by_sign) >= _LEAST_LOOSE and len({one.key for one in by_sign}) == len("+-")
    if both and _alternate(by_sign) and len(found) < len(by_sign):
        return by_sign
    arrows = [one for index, line in enumerate(lines) if (one := arrow(index, line)) is not None]
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
        if counts[text] > 1
        and len(text.split()) <= MOST_WORDS
        and (_NAME.fullmatch(text) or known_word(key_of(text)[0]))
        and _like_a_name(text)
    }
    found = [opening_of(at, text, len(lines[at].plain)) for at, text in alone.items()]
    known = [known_word(opening.key) for opening in found]
    in_turn = not any(not a and not b for a, b in pairwise(known))
    return found if len(found) >= _LEAST_LOOSE and any(known) and in_turn and _alternate(found) else []


def _alternate(openings: Sequence[Opening]) -> bool:
    """Whether one label does not stand over and over, as the word that begins a list's points does."""
    changes = sum(a.key + a.number != b.key + b.number for a, b in pairwise(openings))
    return 2 * changes >= len(openings) - 1


def _spelt(openings: Sequence[Opening]) -> list[Opening]:
    """The openings, those whose label is a misspelt word for a speaker of the same text under that word's key."""
    words = sorted({one.key for one in openings} & LONG_WORDS)
    odd = {one.key for one in openings if len(one.key) > 5 and one.key not in LONG_WORDS} if words else set()  # noqa: PLR2004
    near = {key: close for key in odd if (close := get_close_matches(key, words, 1, _ALIKE))}
    return [replace(one, key=near[one.key][0]) if one.key in near else one for one in openings]


def _kept(
    lines: Sequence[Line], every: Sequence[Opening | None], fields: frozenset[str], given: Mapping[str, str]
) -> list[Opening]:
    wanted = {key for label in (*given, *_told(lines)) for key in (key_of(label)[0], label.casefold())}
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


def _told(lines: Sequence[Line]) -> Iterator[str]:
    """The labels that a line near the top explains: ``P = Peneliti, KS = Kepala Sekolah``."""
    for line in lines[:_TOP]:
        found = _EXPLAINED.findall(line.plain) if line.plain.count("=") > 1 else []
        yield from found if len(found) > 1 else []


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


def _of_a_person(label: str) -> bool:
    """Whether a label that stands once is somebody's for sure: an office, or an honorific or a relation and a name."""
    words = label.split()
    called = words[0].casefold() in PERSONS or is_office(label)
    return called and len(words) <= MOST_WORDS and _like_a_name(label)


def _like_a_name(label: str) -> bool:
    """Whether a label is written like a name; behind a comma stand degrees alone (``Budi, S.Sos``)."""
    degrees = all("." in part or part.strip().isupper() for part in label.split(",")[1:])
    words = [word for word in label.split() if word.casefold() not in _TITLES]
    return (
        bool(words)
        and words[0][:1].isupper()
        and degrees
        and all(word[:1].isupper() or not word[:1].isalpha() for word in words)
    )


def numbered_by_turn(openings: Sequence[Opening]) -> bool:
    """Whether the numbers of labels count turns (``P1 J1 P2 J2``) and do not tell people apart (``I1 I2 I1``)."""
    numbered = [(opening.key, place_of(opening.number)) for opening in openings if opening.number]
    by_key: dict[str, list[int]] = defaultdict(list)
    for key, number in numbered:
        by_key[key].append(number)
    back = sum(later < earlier for numbers in by_key.values() for earlier, later in pairwise(numbers))
    return bool(numbered) and len(numbered) <= 1.25 * len(set(numbered)) and back <= len(numbered) // _TYPING_ERRORS


def one_each(openings: Sequence[Opening]) -> bool:
    """Whether each label is another informant's (``I1 I2 I3``, a row for each person), and nobody asks."""
    keys, numbers = {opening.key for opening in openings}, [opening.number for opening in openings]
    informant = keys <= ANSWERS - COUNTED_ANSWERS or keys <= INFORMANT_WORDS - COUNTED_ANSWERS
    return len(keys) == 1 < len(numbers) == len(set(numbers)) and all(numbers) and informant
