"""Two copies of a study: where their journals part, and what the other copy did since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from qualcode.errors import NotACopy, StillReferenced
from qualcode.model.journal import Change
from qualcode.model.kinds import kind_named, ref_to
from qualcode.model.merging import Touched
from qualcode.storage.rows import table_of

if TYPE_CHECKING:
    from qualcode.storage.store import Act, Store

MERGE = "merge"
"""The act that brings two copies together."""


def parted_at(here: Store, there: Store) -> int:
    """The last journal entry that both copies share; ``NotACopy`` where they share none."""
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(here.digests(), there.digests(), strict=False))
    number = sum(1 for _pair in shared)
    if not number:
        raise NotACopy(str(there.folder))
    return number


def touched_since(there: Store, number: int) -> tuple[Touched, ...]:
    """Every record that the other copy made, changed or removed after an entry, in the order of the first time."""
    study = there.study()
    first: dict[tuple[str, str], Change] = {}
    for entry in there.log(len(there.digests()) - number):
        for change in entry.changes:
            first.setdefault((change.kind, change.key), change)
    found = []
    for (kind, key), change in first.items():
        record_type = getattr(kind_named(kind), "type", None)
        if record_type is None:
            continue
        theirs = study.find(record_type, key)
        base = _record(record_type, change.before, theirs)
        if base != theirs:
            found.append(Touched(base, theirs))
    return tuple(found)


def merged_before(here: Store) -> tuple[object, ...]:
    """What earlier merges put into a study, as they put it."""
    return tuple(
        record
        for entry in here.log_of(MERGE)
        for change in entry.changes
        if change.before is None and (kind := kind_named(change.kind)) is not None
        if (record := _record(kind.type, change.after, None)) is not None
    )


def _record(record_type: type, image: Mapping[str, object] | None, standing: object | None) -> object | None:
    """The record of a row image; columns that an older version did not have are as they stand."""
    if image is None:
        return None
    table: Any = table_of(record_type)
    known: Mapping[str, object] = (
        dict(zip(table.columns, table.to_rows([standing])[0], strict=True)) if standing is not None else {}
    )
    if not set(table.columns) <= {*image, *known}:
        return None
    (record,) = table.filled([[image.get(column, known.get(column)) for column in table.columns]])
    return record  # type: ignore[no-any-return]


def remove_unused(act: Act, records: Iterable[object]) -> tuple[str, ...]:
    """Remove records but for those that something else refers to; ``kind:id`` of the ones that stay."""
    going = {ref_to(record): record for record in records}
    staying: list[str] = []
    while going:
        try:
            act.remove(*going.values())
        except StillReferenced as held:
            del going[held.record]
            staying.append(held.record)
        else:
            break
    return tuple(staying)
