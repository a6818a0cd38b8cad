"""Which lines of a display are codes, so that they go along when a code gets another id or another place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qualcode.errors import BadFile, UnknownName
from qualcode.model import Axis as KeptAxis
from qualcode.model import Cell, Code, Display, Study

from ._axes import AXES
from ._code_axes import OWN
from ._matrix import MatrixDisplay
from ._own import declaration
from ._parts import Axis

Turn = Callable[[str, str, str, Mapping[str, str]], str]
"""(display, ``row`` or ``column``, id of a line, old code → new code) → id of the line afterwards."""


def line_turner(study: Study) -> Turn:
    """The function that finds the line a written cell or a kept choice stands on after codes got other ids.

    Lines of other axes (a focus that is called like a code) stay; so do lines under headings that are no codes.
    """
    known = study.by_id(Code)
    worked_on = dict.fromkeys((*study.by_id(Display), *(cell.display for cell in study.all(Cell))))
    sides = {name: _sides(study, name) for name in worked_on}

    def turn(display: str, side: str, line: str, moved: Mapping[str, str]) -> str:
        if not sides.get(display, {}).get(side, False):
            return line
        if line in known:
            return moved.get(line, line)
        if line.removesuffix(OWN) in moved:
            return moved[line.removesuffix(OWN)] + OWN
        under = next((old for old in moved if line.endswith(f"/{old}")), None)
        return line if under is None else line.removesuffix(under) + moved[under]

    return turn


def _sides(study: Study, name: str) -> Mapping[str, bool]:
    record = study.find(Display, name)
    try:
        declared = declaration(study, record.type if record is not None else name)
    except (BadFile, UnknownName):
        return {}
    if not isinstance(declared, MatrixDisplay):
        return {}
    rows, columns = (record.rows, record.columns) if record is not None else (None, None)
    return {"row": _of_codes(rows, declared.rows), "column": _of_codes(columns, declared.columns)}


def _of_codes(kept: KeptAxis | None, declared: Axis) -> bool:
    return (AXES.get(kept.name, declared) if kept is not None else declared).codes
