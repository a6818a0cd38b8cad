"""The displays that were frozen: each as the data give it now, when it was frozen and whether it changed since."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualcode import displays
from qualcode.displays._figure import Figure
from qualcode.displays._result import Matrix
from qualcode.errors import DisplayNotReady, UnknownName
from qualcode.model import Display, Snapshot
from qualcode.report.desk import paragraph
from qualcode.report.display_document import Spoken, columns_cut, figure_with_tables, quoting, tables_of
from qualcode.report.document import Heading, anchor

if TYPE_CHECKING:
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
    spoken = Spoken()
    wide = any(isinstance(made, Matrix) and len(columns_cut(desk, made, wide=False)) > 1 for _, made in found)
    blocks: list[Block] = []
    for snapshot, made in found:
        if made is not None:
            blocks += _display(desk, snapshot, made, spoken, wide=wide)
    return tuple(blocks)


def _last_of_each(desk: Desk) -> list[Snapshot]:
    return list({snapshot.display: snapshot for snapshot in desk.study.all(Snapshot)}.values())


def _built(desk: Desk, snapshot: Snapshot) -> Matrix | Figure | None:
    """The display as the data give it now; None, with a remark, where it cannot be built any more."""
    record = desk.study.find(Display, snapshot.display)
    name = record.type if record else snapshot.display
    try:
        return displays.load(name).build(desk.study, record=snapshot.display, terms=desk.terms)
    except DisplayNotReady as error:
        desk.remarks.append(desk.word("display_missing", display=name, missing="; ".join(error.missing)))
        return None
    except UnknownName:
        desk.remarks.append(desk.word("display_missing", display=name, missing=desk.word("unknown_display")))
        return None


def _display(desk: Desk, snapshot: Snapshot, made: Matrix | Figure, spoken: Spoken, *, wide: bool) -> tuple[Block, ...]:
    date = desk.terms.date(snapshot.at[:10]) if snapshot.at else desk.word("undated")
    kind = "same" if _same(snapshot, made) else "changed"
    if kind == "changed":
        desk.changed.append(snapshot.display)
    said = desk.voice.say(f"appendix.frozen_{kind}", tgl=date, n=desk.terms.number(snapshot.data_version))
    heading = Heading(level=3, text=desk.heading(made.title), key=anchor("frozen", snapshot.display))
    told = paragraph(desk.claim(said, f"snapshot:{snapshot.id}"))
    if isinstance(made, Figure):
        return heading, *told, *figure_with_tables(desk, made)
    tables = tables_of(desk, quoting(desk, made, spoken), wide=wide)
    return heading, *told, *(replace(table, wide=wide) for table in tables)


def _same(snapshot: Snapshot, made: Matrix | Figure) -> bool:
    try:
        then: dict[str, Any] = json.loads(snapshot.content)
    except json.JSONDecodeError:
        return False
    return bool(_lasting(then) == _lasting(json.loads(json.dumps(made.as_json()))))


def _lasting(value: Any) -> Any:
    """What makes a display what it is: everything but the moment, and where in its text a segment stands."""
    if isinstance(value, list):
        return [_lasting(one) for one in value]
    if isinstance(value, dict):
        return {key: _lasting(one) for key, one in value.items() if key not in OF_ITS_TIME}
    return value
