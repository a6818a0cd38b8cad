"""The numbers that the user gave lines: every line, or every fifth or tenth, at the left of a text.

They are the user's own, kept as cited, and no part of the text. Numbers count as such only where they count: each
stands as many lines after another as the numbers say (blank lines counted throughout, or never), and none is missing
up to the end. The lines between two of them then have numbers that are as certain, and get them. Where a text was
broken anew after it was numbered, so that the spacing wavers, only the lines keep numbers that show one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from qualcode.collection.lines import Line, Where
from qualcode.declared import record

LEAST_NUMBERED = 5
"""Numbers that a text has at least, to count as numbered by whatever stands behind them."""

_LEAST_APART = 2
"""Numbers that suffice where they stand in a column apart from the words: two, since their spacing must fit, too."""

_COMPLETE = 0.9
_STEPS = (1, 5, 10)
_NUMBERED = re.compile(r"[ \t]*(?P<number>\d{1,5})(?:(?P<gap>[.)]?[ \t]+)|[.)]?$)")
_LABELLED = re.compile(r"[^\W\d_][\w .\t]{0,20}[:：]")
_CELL = re.compile(r"\t| \| ")


@record
class _Mark:
    """A number at the left of line ``line``; the words begin at ``at``.

    ``apart`` says that it is set off from them, ``labelled`` that a speaker's label follows, ``listed`` that it has
    the dot or bracket of a list.
    """

    line: int
    number: int
    at: int
    apart: bool
    labelled: bool
    listed: bool


def without_numbers(lines: Sequence[Line]) -> tuple[tuple[Line, ...], bool]:
    """(lines, True) with the numbers of a text numbered by line taken out and kept beside them, else as given."""
    filled = [index for index, line in enumerate(lines) if not line.blank and line.where is Where.TEXT]
    marks = [mark for index in filled if (mark := _mark(index, lines[index].plain)) is not None]
    counted, numbers = _counted(marks, filled)
    if not counted:
        counted = _uneven(marks)
        numbers = {mark.line: mark.number for mark in counted}
    if not counted:
        return tuple(lines), False
    begins = {mark.line: mark.at for mark in counted}
    return tuple(_bare(line, begins.get(index), numbers.get(index, 0)) for index, line in enumerate(lines)), True


def _mark(index: int, text: str) -> _Mark | None:
    match = _NUMBERED.match(text)
    if match is None:
        return None
    gap = match.group("gap") or "\t"
    labelled = _LABELLED.match(text, match.end()) is not None
    if not labelled and _CELL.search(text, match.end()):
        return None
    return _Mark(
        line=index,
        number=int(match.group("number")),
        at=match.end(),
        apart="\t" in gap or gap.endswith("  ") or labelled,
        labelled=labelled,
        listed=gap[0] in ".)",
    )


def _counted(marks: Sequence[_Mark], filled: Sequence[int]) -> tuple[list[_Mark], dict[int, int]]:
    """(numbers that count the lines, every filled line's number); none if there is no such counting."""
    for place in ({index: order for order, index in enumerate(filled)}, {index: index for index in filled}):
        for step in _STEPS:
            run = _run(marks, place, step)
            if run:
                origin = run[0].number - place[run[0].line]
                first = run[0].line if run[0].number == 1 else 0
                return run, {i: place[i] + origin for i in filled if i >= first and place[i] + origin > 0}
    return [], {}


def _run(marks: Sequence[_Mark], place: Mapping[int, int], step: int) -> list[_Mark]:
    """The marks that number every ``step``-th line by one counting, none missing up to the end."""
    by_origin: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        if mark.number % step == 0:
            by_origin[mark.number - place[mark.line]].append(mark)
    run = max(by_origin.values(), key=len, default=[])
    if len(run) < _LEAST_APART:
        return []
    expected = (max(place.values()) - place[run[0].line]) // step + 1
    if len(run) >= LEAST_NUMBERED:
        points = all(mark.listed for mark in run) and not any(mark.labelled for mark in run)
        return run if len(run) >= _COMPLETE * expected - 1 and not points else []
    begins = step > 1 and run[0].number == step and place[run[0].line] + 1 >= step
    complete = len(run) >= expected - (len(run) > _LEAST_APART)
    columns = {mark.at for mark in run if mark.apart}
    return run if begins and complete and all(mark.at in columns for mark in run) else []


def _uneven(marks: Sequence[_Mark]) -> list[_Mark]:
    """Numbers 5, 10, 15 … set off from the words in order, though lines between them came to be more or fewer."""
    for step in _STEPS[1:]:
        run: list[_Mark] = []
        for mark in marks:
            if mark.apart and mark.number == step * (len(run) + 1):
                run.append(mark)
        if len(run) >= LEAST_NUMBERED and all(
            later.line - earlier.line in range(step // 2, 3 * step) for earlier, later in pairwise(run)
        ):
            return run
    return []


def _bare(line: Line, at: int | None, number: int) -> Line:
    if line.where is not Where.TEXT:
        return line
    cut = at if at is not None else len(line.text) - len(line.plain.lstrip(" \t"))
    return replace(line, text=line.text[cut:], number=number, bold=max(0, line.bold - cut))
