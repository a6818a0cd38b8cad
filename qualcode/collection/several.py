"""Several interviews in one file: another header below turns, with another name, code or day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from qualcode.collection.header import Header, fields_in
from qualcode.collection.header_labels import Field
from qualcode.collection.header_lines import is_title
from qualcode.collection.lines import Line, Where
from qualcode.collection.opening_forms import Opening

_OWN = (Field.NAME, Field.CODE, Field.DATE)
_LEAST = 2
"""Fields in a row that make a header, and turns above and below it."""


def another_header(lines: Sequence[Line], header: Header, openings: Sequence[Opening]) -> int | None:
    """The line (from 0) on which the header of another interview begins, or None.

    It has two fields at least, and says otherwise than the first one who is asked, or when.
    """
    own = {field: header.values(field).casefold() for field in _OWN if header.value(field)}
    asked = (Where.QUESTION, Where.ANSWER)
    spoken = sorted({one.line for one in openings} | {at for at, line in enumerate(lines) if line.where in asked})
    run: list[int] = []
    other = False
    for at in range(header.body, len(lines)):
        fields = fields_in(lines[at])
        if not (fields or run) or lines[at].blank or is_title(lines[at].text):
            continue
        if not fields:
            run, other = [], False
            continue
        run.append(at)
        other = other or any(field in own and value.casefold() not in own[field] for field, value in fields)
        above = bisect_left(spoken, run[0]) - bisect_left(spoken, header.body)
        below = len(spoken) - bisect_right(spoken, at)
        if other and len(run) >= _LEAST and min(above, below) >= _LEAST:
            return run[0]
    return None
