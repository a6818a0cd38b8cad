"""Interviews without speaker labels: paragraphs that alternate, questions in bold, and answers alone labelled.

The two voices are called 1 and 2 in the order in which they begin; ``*`` stands for every paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from qualcode.collection import sheets
from qualcode.collection.blocks import Stretch, section_headings
from qualcode.collection.documents import Remark, remark
from qualcode.collection.lines import Line, Where
from qualcode.collection.opening_forms import Opening
from qualcode.collection.speakers import Voice
from qualcode.errors import NeedsDecision
from qualcode.model import BlockKind, Speaker

EVERYBODY = "*"
FIRST, SECOND = "1", "2"
_LEAST = 4
_ASKING, _ANSWERING = 0.7, 0.25
_ANSWERS = frozenset(("jawab", "jawaban", "j", "a", "informan", "narasumber", "responden"))
_NUMBERED = re.compile(r"\s*\d{1,3}\s*[.)]\s*\S")
_COUNTED = re.compile(r"\s*(\d{1,3})\s*[.)]\s*\S")
_DASH = re.compile(r"[-–—] ?(?=\S)")
_COMPLETE = 0.8


def unmarked(
    lines: Sequence[Line], body: int, given: Mapping[str, str], file_name: str
) -> tuple[list[Stretch], dict[str, Voice], list[Remark]]:
    """(turns, voices, remarks) of an interview without labels; none if it has too few paragraphs to tell.

    Raises ``NeedsDecision`` (``turns``) where neither bold type nor question marks tell who asks.
    """
    found = [one for one in sheets.paragraphs(lines, body, len(lines)) if _words(lines, one)]
    headings = section_headings(lines)
    above = [replace(one, kind=BlockKind.OTHER) for one in found if one.first in headings]
    found = [one for one in found if one.first not in headings]
    turns, voices, said = _turns(lines, found, given, file_name)
    return sorted([*turns, *above], key=lambda one: one.first) if turns else [], voices, said


def _turns(
    lines: Sequence[Line], found: list[Stretch], given: Mapping[str, str], file_name: str
) -> tuple[list[Stretch], dict[str, Voice], list[Remark]]:
    dashes = [_DASH.match(_words(lines, one)) for one in found]
    apart = len(found) >= _LEAST and all(dashes)  # each dash begins what another says
    if apart:
        found = [replace(one, at=one.at + dash.end()) for one, dash in zip(found, dashes, strict=True) if dash]
    if EVERYBODY in given:
        return [_keyed(one, EVERYBODY) for one in found], {EVERYBODY: _voice(given[EVERYBODY])}, []
    if len(found) < _LEAST:
        return [], {}, []
    if (
        not apart and any(line.times for line in lines) and not {FIRST, SECOND} & given.keys()
    ):  # pauses make paragraphs, not people
        raise NeedsDecision(file_name, "turns", (FIRST, SECOND))
    stretches = (
        _by_type(lines, found)
        or _by_number(lines, found)
        or [_keyed(one, (FIRST, SECOND)[at % 2]) for at, one in enumerate(found)]
    )
    said = {key: _voice(given[key]) for key in (FIRST, SECOND) if key in given}
    if said:
        other = Speaker.INFORMANT if next(iter(said.values())).speaker is Speaker.INTERVIEWER else Speaker.INTERVIEWER
        return stretches, {FIRST: Voice(other), SECOND: Voice(other)} | said, []
    asks = {key: _asking(lines, stretches, key) for key in (FIRST, SECOND)}
    asker = max(asks, key=lambda key: asks[key])
    if asks[asker] < _ASKING or min(asks.values()) > _ANSWERING:
        raise NeedsDecision(file_name, "turns", (FIRST, SECOND))
    voices = {key: Voice(Speaker.INTERVIEWER if key == asker else Speaker.INFORMANT) for key in (FIRST, SECOND)}
    return stretches, voices, [remark("unmarked_turns", count=len(stretches))]


def _voice(meaning: str) -> Voice:
    return Voice(Speaker(meaning)) if meaning in tuple(Speaker) else Voice(Speaker.INFORMANT, meaning)


def _keyed(stretch: Stretch, key: str) -> Stretch:
    return replace(stretch, key=key, label="")


def _words(lines: Sequence[Line], stretch: Stretch) -> str:
    return "\n".join(line.text for line in lines[stretch.first : stretch.last + 1])[stretch.at :].strip()


def _by_type(lines: Sequence[Line], found: Sequence[Stretch]) -> list[Stretch]:
    """Turns told apart by bold type: what stands in one type together is one turn."""
    strong = [_all_bold(lines, one) for one in found]
    if len(set(strong)) == 1:
        return []
    turns: list[Stretch] = []
    for at, (stretch, bold) in enumerate(zip(found, strong, strict=True)):
        if at and strong[at - 1] is bold:
            turns[-1] = replace(turns[-1], last=stretch.last)
        else:
            turns.append(_keyed(stretch, FIRST if bold is strong[0] else SECOND))
    return turns


def _by_number(lines: Sequence[Line], found: Sequence[Stretch]) -> list[Stretch]:
    """Questions numbered 1, 2, 3 … that ask, each with the answer under it, of whatever length."""
    numbers = [_number(lines, one) for one in found]
    asked = [at for at, number in enumerate(numbers) if number]
    counted = [number for number in numbers if number]
    follows = all(later in (earlier + 1, 1) for earlier, later in pairwise(counted))
    asks = sum(_words(lines, found[at]).rstrip(' "”’)').endswith("?") for at in asked)
    if len(asked) < _LEAST - 1 or counted[0] != 1 or not follows or asked[0] or asks < _ASKING * len(asked):
        return []
    turns: list[Stretch] = []
    for at, one in enumerate(found):
        if at in asked or at - 1 in asked:
            turns.append(_keyed(one, FIRST if at in asked else SECOND))
        else:
            turns[-1] = replace(turns[-1], last=one.last)
    return turns


def _number(lines: Sequence[Line], stretch: Stretch) -> int:
    match = _COUNTED.match(_words(lines, stretch))
    return int(match.group(1)) if match else lines[stretch.first].item


def _all_bold(lines: Sequence[Line], stretch: Stretch) -> bool:
    return all(
        line.bold >= len(line.text.rstrip()) for line in lines[stretch.first : stretch.last + 1] if not line.blank
    )


def _asking(lines: Sequence[Line], stretches: Sequence[Stretch], key: str) -> float:
    own = [_words(lines, one) for one in stretches if one.key == key]
    return sum(words.rstrip(' "”’)').endswith("?") for words in own) / max(1, len(own))


def with_questions(
    lines: Sequence[Line], stretches: Sequence[Stretch], openings: Sequence[Opening], body: int
) -> list[Stretch]:
    """Turns of a text that labels the answers alone: what is numbered, or asks, above each answer is its question."""
    if not stretches or len({opening.key for opening in openings}) != 1 or openings[0].key not in _ANSWERS:
        return list(stretches)
    begins = [body, *(opening.line + 1 for opening in openings)]
    asked = [
        _question(lines, begin, opening.line, after_answer=at > 0)
        for at, (begin, opening) in enumerate(zip(begins, openings, strict=False))
    ]
    if sum(place is not None for place in asked) < _COMPLETE * len(openings):
        return list(stretches)
    return sorted(_woven(stretches, asked), key=lambda stretch: stretch.first)


def _woven(stretches: Sequence[Stretch], asked: Sequence[int | None]) -> Iterator[Stretch]:
    answers = [one for one in stretches if one.key]
    for at, answer in enumerate(answers):
        place = asked[at]
        if place is not None:
            yield Stretch(first=place, at=0, last=answer.first - 1, kind=BlockKind.QUESTION)
        following = asked[at + 1] if at + 1 < len(answers) else None
        yield replace(answer, last=following - 1) if following is not None else answer
    yield from (one for one in stretches if not one.key)


def _question(lines: Sequence[Line], begin: int, end: int, *, after_answer: bool) -> int | None:
    """The line on which the question above an answer begins: its number, or the last lines that ask."""
    filled = [at for at in range(begin, end) if not lines[at].blank and lines[at].where is Where.TEXT]
    numbered = [at for at in filled if _NUMBERED.match(lines[at].text)]
    asking = [at for at in filled if lines[at].text.rstrip(' "”’)').endswith("?")]
    if numbered and (asking or filled[-1] == numbered[-1]):
        return numbered[-1]
    if asking and asking[-1] == filled[-1]:
        return asking[-1]
    return None if after_answer or not filled else filled[-1]
