"""The displays that were frozen: each as the data give it now, when it was frozen and whether it changed since."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualcode import displays
from qualcode.displays._result import Matrix
from qualcode.errors import DisplayNotReady, UnknownName
from qualcode.model import Display, Snapshot
from qualcode.report.desk import paragraph
from qualcode.report.display_document import columns_cut, quoting, tables_of
from qualcode.report.document import Heading, anchor

if TYPE_CHECKING:
    from qualcode.displays._result import Reference
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block

OF_ITS_TIME = ("data_version", "caption", "remarks", "start", "end", "citation")
"""What a display says of the moment, which does not make it another one; hiding a name moves segments in
their text, and a new segment on the same line changes how its neighbours are cited."""


def matrices(desk: Desk) -> tuple[Block, ...]:
    """Every frozen display under a heading of its own; one that cannot be built any more is named instead."""
    found = [(snapshot, _built(desk, snapshot)) for snapshot in _last_of_each(desk)]
    if not found:
        desk.remarks.append(desk.word("none_frozen"))
        return ()
    spoken: list[Reference] = []
    wide = any(matrix is not None and len(columns_cut(desk, matrix, wide=False)) > 1 for _, matrix in found)
    blocks: list[Block] = []
    for snapshot, matrix in found:
        if matrix is not None:
            blocks += _display(desk, snapshot, matrix, spoken, wide=wide)
    return tuple(blocks)


def _last_of_each(desk: Desk) -> list[Snapshot]:
    return list({snapshot.display: snapshot for snapshot in desk.study.all(Snapshot)}.values())


def _built(desk: Desk, snapshot: Snapshot) -> Matrix | None:
    """The display as the data give it now; None, with a remark, where it cannot be built as a matrix."""
    record = desk.study.find(Display, snapshot.display)
    name = record.type if record else snapshot.display
    try:
        made: object = displays.load(name).build(desk.study, record=snapshot.display, terms=desk.terms)
    except DisplayNotReady as error:
        desk.remarks.append(desk.word("display_missing", display=name, missing="; ".join(error.missing)))
        return None
    except UnknownName:
        desk.remarks.append(desk.word("display_missing", display=name, missing=desk.word("unknown_display")))
        return None
    return made if isinstance(made, Matrix) else None


def _display(
    desk: Desk, snapshot: Snapshot, matrix: Matrix, spoken: list[Reference], *, wide: bool
) -> tuple[Block, ...]:
    date = desk.terms.date(snapshot.at[:10]) if snapshot.at else desk.word("undated")
    kind = "same" if _same(snapshot, matrix) else "changed"
    if kind == "changed":
        desk.changed.append(snapshot.display)
    said = desk.voice.say(f"appendix.frozen_{kind}", tgl=date, n=desk.terms.number(snapshot.data_version))
    heading = Heading(level=3, text=desk.heading(matrix.title), key=anchor("frozen", snapshot.display))
    tables = tables_of(desk, quoting(desk, matrix, spoken), wide=wide)
    return heading, *paragraph(said), *(replace(table, wide=wide) for table in tables)


def _same(snapshot: Snapshot, matrix: Matrix) -> bool:
    try:
        then: dict[str, Any] = json.loads(snapshot.content)
    except json.JSONDecodeError:
        return False
    return bool(_lasting(then) == _lasting(json.loads(json.dumps(matrix.as_json()))))


def _lasting(value: Any) -> Any:
    """What makes a display what it is: everything but the moment, and where in its text a segment stands."""
    if isinstance(value, list):
        return [_lasting(one) for one in value]
    if isinstance(value, dict):
        return {key: _lasting(one) for key, one in value.items() if key not in OF_ITS_TIME}
    return value
