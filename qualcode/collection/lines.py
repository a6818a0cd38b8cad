"""The working text as lines, each with what the document says of it; and the numbers that the user gave lines.

Numbers at the left of lines are the user's own: they are kept as cited and are no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

LEAST_NUMBERED = 5
"""Numbered lines that a text has at least, to count as numbered by line."""

_NUMBERED = re.compile(r"[ \t]*(\d{1,5})(?:[.)]?[ \t]+|[.)]?$|\t)(.*)$")


class Where(StrEnum):
    """What part of a document a line stands in."""

    TEXT = "text"
    FIELD = "field"
    HEADING = "heading"
    QUESTION = "question"
    ANSWER = "answer"
    SPOKEN = "spoken"
    TIMED = "timed"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the working text.

    ``paragraph`` numbers the paragraph or table row that it belongs to; ``number`` is the user's own (0 for none);
    ``bold`` counts the code points at its start that are bold. Where a table says who speaks or when, ``label`` or
    ``time`` holds it and the words begin at ``at``.
    """

    text: str
    paragraph: int
    where: Where = Where.TEXT
    number: int = 0
    bold: int = 0
    label: str = ""
    time: str = ""
    at: int = 0

    @property
    def blank(self) -> bool:
        """Whether nothing stands in the line."""
        return not self.text.strip()


def without_numbers(lines: Sequence[Line]) -> tuple[tuple[Line, ...], bool]:
    """(lines, True) with the numbers of a text numbered by line (or by every fifth line) taken out, else as given."""
    filled = [index for index, line in enumerate(lines) if not line.blank and line.where is Where.TEXT]
    found = {}
    for index in filled:
        match = _NUMBERED.match(lines[index].text)
        if match:
            found[index] = (int(match.group(1)), match.group(2))
    run = _longest_run(list(found.items()), filled)
    if not run:
        return tuple(lines), False
    numbers = _all_numbers(run, filled)
    return tuple(
        replace(line, number=numbers.get(index, 0), text=_bare(line.text, index, run))
        for index, line in enumerate(lines)
    ), True


def _longest_run(found: list[tuple[int, tuple[int, str]]], filled: list[int]) -> dict[int, tuple[int, str]]:
    """The numbered lines, if from the first on every line, or every fifth, has the next number; else none."""
    if len(found) < LEAST_NUMBERED or not filled:
        return {}
    order = {index: place for place, index in enumerate(filled)}
    first_place, first_number = order[found[0][0]], found[0][1][0]
    fits = {
        index: (number, rest)
        for index, (number, rest) in found
        if number - first_number in (order[index] - first_place, index - found[0][0])
    }
    numbers = [number for number, _ in fits.values()]
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    expected = (len(filled) - first_place) // (max(steps, default=1) or 1)
    regular = len(steps) == 1 and steps <= {1, 5, 10}
    return fits if regular and len(fits) >= LEAST_NUMBERED and len(fits) >= 0.9 * expected - 1 else {}


def _all_numbers(run: dict[int, tuple[int, str]], filled: list[int]) -> dict[int, int]:
    """Every filled line's number; those between two numbered ones follow from them."""
    start, (number, _) = next(iter(run.items()))
    by_line = all(value - number == index - start for index, (value, _) in run.items())
    place = {index: order for order, index in enumerate(filled)}
    known = {index: value for index, (value, _) in run.items()}
    for index in filled:
        offset = index - start if by_line else place[index] - place[start]
        if number + offset > 0 and (index >= start or number > 1):
            known.setdefault(index, number + offset)
    return known


def _bare(text: str, index: int, run: dict[int, tuple[int, str]]) -> str:
    if index in run:
        return run[index][1]
    return text.lstrip(" \t") if text[:1] in " \t" else text
